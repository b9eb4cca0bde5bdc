/** What is wrong with the SKUs and warehouses that were asked for, in Portuguese (of Brazil). */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';

export const selecting: Catalogue['selecting'] = {
  noSkuNamed: () => [
    'Nenhum SKU foi indicado.',
    'Indique um, pelo id ou código de referência: invfix explain SKU123',
  ],
  noSkuBeforeFrom: () => [
    'Nenhum SKU foi indicado.',
    'Indique-o antes de --from, cuja lista de caminhos vai até a próxima opção: invfix explain SKU123 --from exports/',
  ],
  inNoInventory: ({ sku, lines }) => [
    `O SKU ${sku} está em ${counted(lines, 'linha de pedido', 'linhas de pedido')}, mas em nenhuma exportação de inventário.`,
    'Exporte o inventário com este SKU e analise de novo.',
  ],
  kit: ({ sku, command }) => [
    `O SKU ${sku} é um kit: o que se reserva e se conta são os componentes dele.`,
    `Veja os componentes: ${command}`,
  ],
  unknownSku: ({ sku, nearest }) => [
    `Nenhuma exportação tem o SKU ou código de referência ${sku}.`,
    nearest === null
      ? 'Os ids e códigos de referência são os da exportação de inventário; invfix scan PATH --all mostra todos.'
      : `Você quis dizer ${nearest}?`,
  ],
  unknownWarehouse: ({ warehouse, known, names }) => [
    `Nenhuma exportação tem o estoque ${warehouse}.`,
    `${known === 1 ? 'O único é' : 'Existem'} ${names}.`,
  ],
  warehouseInOtherCase: ({ warehouse, alike }) => [
    `Nenhuma exportação tem o estoque ${warehouse}.`,
    `Você quis dizer ${alike}? Maiúsculas e minúsculas fazem diferença.`,
  ],
  unreadable: (file) => [
    `Não é possível ler ${file ?? 'a entrada padrão'}.`,
    'Indique um arquivo com um SKU por linha: --sku-file skus.txt',
  ],
  listsNothing: (file) => [
    `${file ?? 'A entrada padrão'} não lista nenhum SKU.`,
    'Escreva um SKU por linha.',
  ],
  atLine: ({ file, line, message }) => `${file ?? 'Entrada padrão'}, linha ${line}: ${message}`,
};
