/** `guide`: what to export where, in Portuguese (of Brazil). */
import { counted, minute } from '../format.js';
import type { Catalogue } from '../index.js';

export const guide: Catalogue['guide'] = {
  title: (folder) => `Como tirar as exportações da VTEX, para a pasta ${folder}`,
  intro:
    'Nesta ordem, e uma logo depois da outra: o que acontece entre duas exportações está em uma e não na outra. Salve cada arquivo como ele vem, em qualquer formato; os arquivos são reconhecidos pelo conteúdo.',
  needed: 'necessário',
  wanted: 'dá certeza às quantidades',
  helpful: 'ajuda, se você puder obter',
  steps: {
    inventory: {
      name: 'Inventário',
      title: 'Inventário',
      text: 'No Admin VTEX, abra Envio > Estratégia de envio > Estoques e, no menu da lista, escolha Exportar itens. Um inventário grande vem em vários arquivos ou em um zip: salve todos. O melhor é que o nome diga quando foi exportado, em UTC: inventory-2026-03-31T09-00Z.xls.',
    },
    orders: {
      name: 'Pedidos',
      title: 'Pedidos, logo em seguida',
      text: 'Abra Pedidos > Todos os pedidos, filtre por uma data de criação que alcance o pedido aberto mais antigo e exporte. Um arquivo traz no máximo 50.000 pedidos: exporte vários períodos e salve todos.',
    },
    updates: {
      name: 'Atualizações de inventário',
      title: 'Atualizações de inventário',
      text: 'Quem deu baixa em quais unidades, e quando: sem elas a quantidade é um mínimo, que não oferece nada que não se saiba estar lá. Abra Catálogo > Inventário > Gerenciamento de inventário, busque um SKU negativo, clique no número da coluna Última atualização e copie as linhas para um CSV com o cabeçalho SkuId;WarehouseId;Date;User;QuantityBefore;QuantityAfter. O VTEX Data Pipeline tem as de todos os SKUs de uma vez: a tabela item_update_historical.',
    },
    others: {
      name: 'Outros',
      title: 'O que mais existe',
      text: 'Uma contagem da prateleira (SkuId;WarehouseId;Counted;CountedAt) é a melhor evidência de todas. Reservas e o feed de pedidos podem ser salvos pela API; kits (KitSkuId;SkuId;Quantity) e políticas comerciais (WarehouseId;TradePolicies) são listas suas. Depois da primeira análise, invfix doctor diz quais deles dariam mais certeza às quantidades.',
    },
  },
  notYet: 'ainda não',
  noneNeeded: 'nenhum',
  arrived: (path, kind) => `${path}: ${kind}`,
  arrivedMany: (files, kind) => `${counted(files, 'arquivo', 'arquivos')}: ${kind}`,
  notRead: (path, reason) => `${path} não foi lido: ${reason}`,
  notReadMany: (files) =>
    `e ${counted(files, 'outro arquivo não lido', 'outros arquivos não lidos')}; invfix scan --dry-run diz por quê`,
  downloading: (path) => `${path} ainda está sendo baixado`,
  gone: (path) => `${path}: não está mais lá`,
  noFolder: (folder) => `A pasta ${folder} ainda não existe: crie-a e salve nela as exportações.`,
  exportedAt: (at) => `de ${minute(at)} UTC`,
  exportedOn: (day) => `de ${day}`,
  momentUnknown: (path, name) =>
    `Nada diz quando ${path} foi exportado. Se foi salvo logo em seguida, este nome diria: ${name}`,
  ordersFirst: (orders, inventory) =>
    `Os pedidos foram exportados o mais tardar em ${orders}, antes do inventário de ${inventory}: o que houve no intervalo não é visto. Exporte os pedidos de novo.`,
  watching: (folder) => `De olho em ${folder}: cada arquivo é examinado assim que chega. Ctrl+C encerra.`,
  complete: 'Está tudo lá. Agora:',
  enough: 'O necessário está lá. Agora:',
  scanHint: 'o que está negativo, e por quê',
  missing: (titles) => `Ainda falta: ${titles}.`,
  notAFolder: (path) => [
    `${path} não é uma pasta.`,
    'Informe a pasta em que você salva as exportações: invfix guide exports',
  ],
};
