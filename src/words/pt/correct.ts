/** The page of a correction, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const correct: Catalogue['correct'] = {
  change: 'Mudança',
  order: 'Pedido',
  units: 'Unidades',
  moreToWrite: (rest) => `e mais ${grouped(rest)}; --verbose mostra tudo, e --write FILE grava tudo`,
  toWrite: (value) => `${counted(value, 'quantidade', 'quantidades')} a gravar.`,
  wrote: ({ count, where }) =>
    `${counted(count, 'quantidade gravada', 'quantidades gravadas')} ${where === null ? 'na saída padrão' : `em ${where}`}.`,
  floors: ({ floors, all }) => {
    const which =
      floors < all
        ? floors === 1
          ? '1 delas é suposta'
          : `${grouped(floors)} delas são supostas`
        : floors === 1
          ? 'Ela é suposta'
          : 'Todas são supostas';
    return `${which}: um mínimo, que só oferece o que se sabe que existe. --confidence likely deixa os mínimos de fora.`;
  },
  restsOn: ({ count, moment }) => {
    const exports =
      moment === null ? 'em exportações de um momento desconhecido' : `no inventário de ${moment}`;
    return count === 1
      ? `Ela se baseia ${exports}; o que foi vendido ou movimentado desde então não está nela: grave-a logo.`
      : `Elas se baseiam ${exports}; o que foi vendido ou movimentado desde então não está nelas: grave-as logo.`;
  },
  oversold: ({ balances, units }) =>
    `${counted(balances, 'saldo continua', 'saldos continuam')} abaixo de zero mesmo assim: ${units === 1 ? 'foi vendida 1 unidade' : `foram vendidas ${units} unidades`} além do que há na prateleira. explain mostra os pedidos a atender com novas compras ou a cancelar, a começar pelos mais novos; --unblock-oversold deixa outros estoques venderem enquanto isso.`,
  phantom: (units) =>
    `Até as quantidades estarem na VTEX, ela pode vender ${shared.units(units)} que não ${units === 1 ? 'existe' : 'existem'}.`,
  leftOut: (balances) =>
    `${counted(balances, 'saldo fica', 'saldos ficam')} de fora: a quantidade está certa, falta fazer outra coisa`,
  leftOutUnsure: (balances) =>
    `${counted(balances, 'saldo fica', 'saldos ficam')} de fora por ter menos certeza do que se pediu.`,
  remedy: ({ sku, warehouse, inStock, available, remedy }) =>
    `${sku} em ${warehouse} (${inStock} em estoque, ${available} disponível): ${remedy}`,
  explainNames: 'explain os mostra.',
  noRemedy: 'O que o mantém negativo são reservas que nenhuma quantidade muda; explain mostra quais são.',
  inErp: 'No ERP',
  writtenOff: ({ lines, units }) =>
    lines === 1
      ? `Esta linha de pedido (${shared.units(units)}) já teve baixa. Quando as quantidades forem acertadas também no ERP, não pode haver baixa dela lá de novo.`
      : `Estas ${grouped(lines)} linhas de pedido (${shared.units(units)}) já tiveram baixa. Quando as quantidades forem acertadas também no ERP, não pode haver baixa delas lá de novo.`,
  moreWrittenOff: (rest) => `e mais ${grouped(rest)}; --json traz todas, --verbose as mostra`,
  nothing: 'Não há nada a corrigir.',
  nothingPicked: 'Nada foi escolhido.',
  nothingPickedNorWritten: 'Nada foi escolhido. Nenhum arquivo é gravado.',

  undoWithoutFile: () => [
    '--no-undo só se aplica a um arquivo que é gravado.',
    'Indique o arquivo: --write fix.csv',
  ],
  bothFromStdin: () => [
    '--from - e --sku-file - leriam ambos a entrada padrão.',
    'Indique um arquivo para um deles.',
  ],
};
