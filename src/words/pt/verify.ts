/** The page of a verification, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const verify: Catalogue['verify'] = {
  checked: (moment) => `Conferido com o inventário de ${moment}`,
  earlierFixes: (fixes) => counted(fixes, 'correção anterior', 'correções anteriores'),
  allHold: (balances) =>
    `${balances === 1 ? 'O saldo corrigido se mantém' : `Todos os ${grouped(balances)} saldos corrigidos se mantêm`}: a quantidade entrou, e desde então não houve baixa antecipada.`,
  someHold: ({ hold, all, others }) =>
    `${grouped(hold)} de ${counted(all, 'saldo corrigido', 'saldos corrigidos')} se ${hold === 1 ? 'mantém' : 'mantêm'}; ${others}.`,
  inState: {
    'not-in': (balances) => `${grouped(balances)} fora da VTEX`,
    overwritten: (balances) => counted(balances, 'sobrescrito', 'sobrescritos'),
    negative: (balances) => counted(balances, 'negativo de novo', 'negativos de novo'),
    understated: (balances) => `${grouped(balances)} retendo unidades de novo`,
    overstated: (balances) => `${grouped(balances)} oferecendo unidades que já saíram`,
    unknown: (balances) => counted(balances, 'indeterminado', 'indeterminados'),
  },
  headings: {
    holds: (balances) => `Se mantêm: ${shared.balances(balances)}`,
    'not-in': (balances) => `Fora da VTEX: ${shared.balances(balances)}`,
    overwritten: (balances) => `Sobrescritos: ${shared.balances(balances)}`,
    negative: (balances) => `Negativos de novo: ${shared.balances(balances)}`,
    understated: (balances) => `Retendo unidades de novo: ${shared.balances(balances)}`,
    overstated: (balances) => `Oferecendo unidades que já saíram: ${shared.balances(balances)}`,
    unknown: (balances) => `Indeterminados: ${shared.balances(balances)}`,
  },
  takenOff: 'Baixa',
  at: 'Em (UTC)',
  by: 'Por',
  why: 'Por quê',
  notInExports: 'não está nas exportações',
  anotherCount: 'outra quantidade, e nenhum histórico diz de quem',
  leftTheShelf: (units) =>
    `${counted(units, 'unidade saiu', 'unidades saíram')} da prateleira e ainda ${units === 1 ? 'conta' : 'contam'}`,
  wroteInstead: ({ author, count, at }) => `${author} gravou ${count} em ${at}`,
  stillReserved: 'o que ela devia liberar ainda conta como reservado',
  formerCount: 'a quantidade antiga continua lá',
  byWhom: 'De quem são as baixas',
  tookOff: ({ author, units, orders, first, which, again }) =>
    `${author} deu baixa em ${shared.units(units)} de ${shared.orders(orders)} antes de Preparando Entrega, a primeira em ${first} UTC: ${which}.${again === 0 ? '' : ` Em ${counted(again, 'atualização', 'atualizações')}, deu baixa de novo no que a correção tinha acertado: o total de lá ainda não tem essas unidades.`}`,
  whatToDo: 'O que fazer',
  refused:
    'O que ela devia liberar ainda conta como reservado: se a correção foi enviada, a VTEX recusou uma quantidade que não muda nada, e essas reservas são de pedidos encerrados sem passar por Preparando Entrega. Analise de novo: explain mostra quais são, para cancelá-las pela API de Logística.',
  notIn: (files) =>
    `Fora da VTEX: envie ${files ?? 'a correção'}, se isso ainda não foi feito, e procure linhas que a VTEX recusou. Quantidades de algumas horas atrás é melhor calcular de novo: invfix correct --write FILE.`,
  takenOffAgain:
    'Com baixa de novo: devolva as unidades no ERP como lista o arquivo para o ERP ao lado da correção, faça com que a baixa só ocorra quando o pedido estiver em Preparando Entrega e grave as quantidades de novo: invfix correct --write FILE.',
  offersLost: 'Oferecem unidades perdidas: invfix correct --overstated --write FILE as retira.',
  cannotBeTold:
    'Indeterminados: analise também as atualizações de inventário e um inventário que tenha o saldo.',
};
