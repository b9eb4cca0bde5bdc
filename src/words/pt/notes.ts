/** What is odd about a balance, and what would make its answer surer, in Portuguese (of Brazil). */
import type { Known, Orders } from '../en/notes.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const on = (moment: Known<string>): string => (moment === null ? '' : ` em ${moment}`);
const number = (value: Known<number>): string => (value === null ? 'um número desconhecido' : String(value));
/** `O pedido v1 tem`, `Os pedidos v1, v2 e mais 3 têm`. */
const orders = ({ orders: n, names }: Orders, verb: string, verbs: string): string =>
  n === 0 ? `Um pedido ${verb}` : n === 1 ? `O pedido ${names} ${verb}` : `Os pedidos ${names} ${verbs}`;

export const notes: Catalogue['notes'] = {
  'no-log': () =>
    'Nenhuma atualização de inventário deste saldo está nas exportações, por isso não dá para saber o que já teve baixa. A quantidade é um mínimo: não oferece nada que não se saiba estar lá. O histórico de atualizações dele (Gerenciamento de inventário, um clique no número em Última atualização) tiraria a dúvida.',
  'log-starts-late': ({ logFrom, order, oldest }) =>
    `O histórico de atualizações começa${on(logFrom)}, depois de um pedido que ainda tem reserva${order === null ? '' : ` (${order})`} ter sido feito${on(oldest)}: as baixas anteriores não aparecem. Um histórico que comece antes daria mais certeza.`,
  'log-gap': ({ at, before, expected }) =>
    `Há uma lacuna no histórico${at === null ? '' : ` antes de ${at}`}: ${before === null || expected === null ? 'uma linha não começa onde a anterior terminou' : `uma linha diz que a quantidade era ${before}, mas a anterior deixou ${expected}`}. Faltam atualizações; um histórico mais completo daria mais certeza.`,
  'log-ends-early': ({ logTo, exportedAt }) =>
    `O histórico de atualizações termina${on(logTo)}, antes da exportação do inventário${on(exportedAt)}: as atualizações posteriores não aparecem. Um histórico até esse momento daria mais certeza.`,
  'updates-after-export': ({ updates, exportedAt }) =>
    `${
      updates === null
        ? 'Há atualizações no histórico posteriores'
        : updates === 1
          ? '1 atualização no histórico é posterior'
          : `${updates} atualizações no histórico são posteriores`
    } à exportação do inventário${on(exportedAt)} e ${updates === 1 ? 'ficou' : 'ficaram'} de fora.`,
  'orders-before-inventory': ({ ordersTo, exportedAt }) =>
    `Os pedidos foram exportados${on(ordersTo)}, antes do inventário${on(exportedAt)}: o que aconteceu nesse meio-tempo não aparece. Exporte primeiro o inventário e logo depois os pedidos.`,
  'changed-after-export': ({ exportedAt, ...changed }) =>
    `${orders(changed, 'mudou', 'mudaram')} depois da exportação do inventário${on(exportedAt)}: não é certo em que situação ${changed.orders > 1 ? 'estavam' : 'estava'} naquele momento. Exporte primeiro o inventário e logo depois os pedidos.`,
  'orders-outdated': (outdated) =>
    `${orders(outdated, 'estava aberto', 'estavam abertos')} em uma exportação de pedidos feita bem antes do inventário, e nenhuma mais nova ${outdated.orders > 1 ? 'os' : 'o'} traz: não se vê o que aconteceu desde então, por isso as unidades não contam como pendentes. Exporte os pedidos de novo com um filtro de data que alcance o pedido aberto mais antigo.`,
  'orders-cut-short': ({ ordersFrom }) =>
    `As exportações de pedidos começam${on(ordersFrom)}, e há reservas mais antigas. Exporte os pedidos com um filtro de data mais amplo.`,
  'export-moment-unknown': ({ exportedBefore }) =>
    `Nada diz quando o inventário foi exportado${exportedBefore === null ? '' : `, só que não foi depois de ${exportedBefore} UTC`}. Informe com --exported-at ou ponha a data no nome do arquivo.`,
  'no-locks': () =>
    'A exportação de inventário não lista as reservas (LockIds está vazio), por isso os pedidos que ainda contam são deduzidos do status deles. Uma exportação com LockIds daria mais certeza.',
  'pending-range': ({ lowest, highest }) =>
    `Vários conjuntos de pedidos somam o que está reservado: entre ${number(lowest)} e ${number(highest)} unidades podem ser de pedidos que ainda não estão em Preparando Entrega. Usa-se o menor número.`,
  'unknown-status': ({ status, ...theirs }) =>
    `${orders(theirs, 'tem', 'têm')} um status que o invfix não conhece (${status ?? 'desconhecido'}); as unidades contam como indeterminadas, não como pendentes.`,
  'reserved-differs': ({ reserved, found }) =>
    `A exportação diz ${number(reserved)} de reservado, os pedidos encontrados somam ${number(found)}. Isso acontece com um pedido alterado depois de feito, ou faturado em parte.`,
  'in-stock-differs': ({ inStock, replayed }) =>
    `A exportação diz ${number(inStock)} em estoque, a última atualização no histórico deixou ${number(replayed)}: uma atualização falta, ou veio depois da exportação.`,
  'unplaced-lines': ({ warehouses, units, ...unplaced }) =>
    `${orders(unplaced, 'não diz o estoque e cabe', 'não dizem o estoque e cabem')} em mais de um${warehouses === null ? '' : `: ${warehouses}`}${units === null ? '' : ` (${shared.units(units)})`}. Em outro deles, o que se diz aqui mudaria. Uma coluna de estoque na exportação de pedidos tiraria a dúvida.`,
  'readings-differ': ({ counts }) =>
    `As atualizações podem ser lidas de mais de um modo${counts === null ? '' : `: também caberia ${counts}`}. Fica a menor quantidade bem sustentada; uma contagem física tiraria a dúvida.`,
  'trigger-undecided': ({ author, triggers }) =>
    `${author ?? 'Quem grava'} dá baixa quando um pedido está ${triggers ?? 'em um de vários momentos'}; não dá para saber qual deles.`,
  'snapshots-only': ({ snapshots }) =>
    `Não há histórico de atualizações; em vez disso foram comparadas as quantidades de ${snapshots === null ? 'várias exportações de inventário' : `${snapshots} ${snapshots === 1 ? 'exportação' : 'exportações'} de inventário`}. O que subiu e desceu entre uma e outra não aparece.`,
  'reading-limited': () =>
    'Este saldo pode ser lido de muitíssimos modos; só foram seguidas as poucas dezenas mais bem sustentadas.',
  'count-will-not-last': ({ author, triggers }) =>
    triggers === null
      ? `Uma quantidade corrigida não vai durar enquanto ${author ?? 'um usuário sem nome'} diminuir quantidades à mão por pedidos ainda pendentes.`
      : `Uma quantidade corrigida não vai durar: ${author ?? 'quem grava'} dá baixa quando um pedido está ${triggers}, e a próxima atualização traz a falta de volta.`,
  'trigger-mended': ({ author, trigger, until }) =>
    `${author ?? 'Um usuário sem nome'} dava baixa cedo demais, quando um pedido estava ${trigger ?? 'em um momento desconhecido'}, mas parou${until === null ? '' : ` desde ${until}`}: não há mais nada a corrigir nisso, e uma quantidade corrigida vai durar.`,
  'reserved-log-differs': ({ at, reserved, found }) =>
    `O histórico diz ${number(reserved)} de reservado depois da atualização${at === null ? '' : ` de ${at}`}, os pedidos encontrados somam ${number(found)}.`,
  'count-differs': ({ carried, expected, most }) =>
    [
      expected === null
        ? `A contagem física dá ${number(carried)}.`
        : `A contagem física dá ${number(carried)}, só as atualizações e os pedidos dariam ${expected}. Vale a contagem; ${carried !== null && carried < expected ? 'as unidades que faltam saíram da prateleira sem deixar rastro nas exportações' : 'as unidades a mais tiveram baixa, ou nunca foram somadas, sem deixar rastro nas exportações'}.`,
      ...(most === null
        ? []
        : [`Nada nas exportações explica mais de ${most}: confira se a contagem não foi digitada errado.`]),
    ].join(' '),
  'count-not-used': ({ at, counted }) =>
    `A contagem física${at === null ? '' : ` de ${at}`}, ${number(counted)}, não é usada: as exportações não mostram tudo o que mudou desde então, e o que mostram não combina com ela. Uma nova contagem tiraria a dúvida.`,
  'split-identity': ({ twins }) =>
    `O SKU ou o estoque existe também com outros ids, que só diferem em maiúsculas e minúsculas, espaços ou zeros à esquerda${twins === null ? '' : ` (SKU | estoque: ${twins})`}. O que está lá não é contado aqui.`,
  'kit-or-changed-order': (theirs) =>
    `${orders(theirs, 'reserva unidades aqui, mas a exportação dele', 'reservam unidades aqui, mas a exportação deles')} não tem linha deste SKU: ele faz parte de um kit, ou o pedido foi alterado. Uma lista dos componentes dos kits tiraria a dúvida.`,
  'reserved-negative': ({ reserved }) =>
    `A exportação diz ${number(reserved)} de reservado. Menos que nada não pode ser; é uma falha conhecida do total da VTEX, e o disponível está alto demais nessa medida.`,
};
