/** The formula of one balance, in Portuguese (of Brazil). */
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { orders, units } = shared;

export const sum: Catalogue['sum'] = {
  heading: 'A conta',
  available: 'Disponível',
  takenOffEarly: 'Com baixa antecipada, ainda reservado',
  goneNotTakenOff: 'Fora da prateleira, sem baixa',
  notKnown: 'Não se sabe se está lá',
  availableItems: 'Itens disponíveis',
  notYetHandled: 'Reservado, antes de Preparando Entrega',
  updateCount: 'Atualizar contagem',
  inStockLessReserved: ({ inStock, reserved }) => `${inStock} em estoque - ${reserved} reservado`,
  noMoreKnown: 'um mínimo: nada mais se sabe',
  offeredNow: 'um mínimo: o que está à venda agora',
  leftOut: 'deixado de fora por segurança',
  soldBeyond: 'vendido além do que existe',
  freeToSell: 'livre para vender, contado uma vez',
  stillOnShelf: (n) => `${orders(n)}, ainda na prateleira`,
  notBelowZero: (plain) => `${plain}, mas nenhuma quantidade fica abaixo de 0`,
  floorForShelf: 'um mínimo para a prateleira',
  onShelf: 'o que há na prateleira',
  seeBelow: (n) => `${orders(n)}, veja abaixo`,
  unnamedOrders: (n) => `${units(n)} de pedidos que não dá para identificar`,
  onlyCounted: (n) => `${units(n)} que só a contagem física mostra`,
  notFound: (n) => `${units(n)} que a contagem física não encontrou`,
  count: ({ counted, at, moves, carried }) =>
    `A contagem física: ${units(counted)} ${at === null ? 'depois da exportação do inventário' : `em ${at}`}; ${moves.length === 0 ? 'nada mudou desde então' : moves.join('; ')}; na prateleira agora: ${carried}.`,
  picked: ({ units: n, names }) =>
    `${n} ${n === 1 ? 'delas já estava separada' : 'delas já estavam separadas'} (${names}) e ${n === 1 ? 'fica' : 'ficam'} de fora`,
  handled: ({ units: n, names, undated }) =>
    `${units(n)} ${n === 1 ? 'entrou' : 'entraram'} em Preparando Entrega desde então (${names})${undated ? ', em parte talvez antes da contagem' : ''}`,
  received: (n) => `${n} ${n === 1 ? 'recebida' : 'recebidas'}`,
  broughtBack: (n) => `${n} ${n === 1 ? 'devolvida' : 'devolvidas'}`,
  unexplained: (n) => `${n} com baixa que nada explica`,
  nothingReserved: 'Nada está reservado.',
  negativeReserved: (n) => `A exportação diz ${n} de reservado, o que não pode ser.`,
  reserved: ({ units: n, parts }) =>
    `${units(n)} ${n === 1 ? 'está reservada' : 'estão reservadas'}${parts === '' ? '' : `: ${parts}`}.`,
  reservedParts: {
    pending: (n) => `${n} para pedidos que ainda não estão em Preparando Entrega (na prateleira)`,
    acknowledged: (n) =>
      `${n} para pedidos em Preparando Entrega ou adiante (fora da prateleira; a próxima atualização ${n === 1 ? 'a libera' : 'as libera'})`,
    ghosts: (n) => `${n} para pedidos encerrados cuja reserva nunca foi liberada`,
    undetermined: (n) => `${n} para pedidos cuja situação não se sabe`,
  },
  shelf: { pending: 'nela', acknowledged: 'fora dela', ghost: 'fantasma', undetermined: 'incerto' },
};
