/** The page of a scan, in Portuguese. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { balances, units } = shared;

const SOURCES = {
  option: 'como diz --exported-at',
  column: 'como diz uma coluna',
  'file-name': 'como diz o nome do arquivo',
};
type Source = keyof typeof SOURCES | null;
const said = (source: Source): string => (source === null ? '' : `, ${SOURCES[source]}`);
const read = (n: number): string => counted(n, 'arquivo lido', 'arquivos lidos');

export const scan: Catalogue['scan'] = {
  unchanged: ({ at, read }) =>
    `Nada mudou desde a análise de ${at} UTC: ${read === 1 ? '1 arquivo não foi lido' : `${grouped(read)} arquivos não foram lidos`} de novo. Para ler tudo de novo, analise com --fresh.`,
  waiting: (holder) =>
    `Outra análise está gravando neste banco de dados${holder === null ? '' : ` (processo ${holder.process}, desde ${holder.since} UTC)`}. Esperando que ela termine.`,
  reused: (facts) =>
    `${facts.held === 1 ? '1 arquivo sem mudança' : `${grouped(facts.held)} arquivos sem mudança`} desde a análise de ${facts.at} UTC e não ${facts.held === 1 ? 'lido' : 'lidos'} de novo; ${read(facts.read)}.`,
  inventoryOf: (at, source) => `Inventário de ${at} UTC${said(source)}.`,
  inventoryOfDay: (day, source) =>
    `Inventário de ${day}${said(source)}; a hora não é conhecida (--exported-at pode informá-la).`,
  inventoryOfUnknown: (before) =>
    `Nada diz quando o inventário foi exportado${before === null ? '' : `, só que não foi depois de ${before} UTC`}; --exported-at pode dizer.`,
  covered: (periods) => `Período: ${periods}.`,
  settingsOf: (path) => `Com as configurações de ${path}.`,
  nothingNegative: (all) =>
    `Nada está negativo: é possível vender de ${all === 1 ? '1 saldo' : `todos os ${balances(all)}`}.`,
  negative: ({ negative, all, short }) =>
    `${grouped(negative)} de ${balances(all)} ${negative === 1 ? 'está negativo' : 'estão negativos'}, com falta de ${units(short)} no total.`,
  moreNotShown: (hidden, all) =>
    `mais ${grouped(hidden)} não ${hidden === 1 ? 'mostrado' : 'mostrados'}; --limit ${all} mostra todos.`,
  blocked: ({ policies, count, hidden }) =>
    `Os saldos negativos bloqueiam seus SKUs ${count === 1 ? 'na política comercial' : 'nas políticas comerciais'} ${policies}${hidden === 0 ? '' : ` e escondem ${units(hidden)} que outros estoques poderiam vender`}.`,
  understated: ({ count, withheld, worth }) =>
    `${balances(count)} ${count === 1 ? 'está subestimado' : 'estão subestimados'}: ainda não ${count === 1 ? 'está negativo' : 'estão negativos'}, mas ${units(withheld)}${worth === null ? '' : `, no valor de ${worth},`} ${withheld === 1 ? 'deixa de ser vendida' : 'deixam de ser vendidas'} (--understated ${count === 1 ? 'o' : 'os'} lista).`,
  overstated: (count, phantom) =>
    `${balances(count)} ${count === 1 ? 'está superestimado: oferece' : 'estão superestimados: oferecem'} unidades que não existem. No total, ${units(phantom)} que ${phantom === 1 ? 'saiu da prateleira ainda é contada' : 'saíram da prateleira ainda são contadas'} (--overstated ${count === 1 ? 'o' : 'os'} lista).`,
  phantom: (phantom) =>
    `No total, ${units(phantom)} que ${phantom === 1 ? 'saiu da prateleira ainda é contada' : 'saíram da prateleira ainda são contadas'}, em saldos negativos ou subestimados.`,
  next: 'A seguir',
  does: {
    worst: 'por que o pior está negativo',
    story: 'a história inteira dele',
    corrections: 'todas as quantidades corrigidas, para revisar',
    understated: 'as quantidades que devolvem o que deixa de ser vendido',
    overstated: 'as quantidades que dão baixa no que já saiu',
    all: 'todos os saldos, também os corretos',
  },
  notAllRead: 'Nem tudo pôde ser lido',
  timesFirstAt: (times, place) => `${grouped(times)} vezes, a primeira em ${place}`,
  moreProblems: (hidden) => `e mais ${grouped(hidden)} de outros tipos ou arquivos; --problems mostra todos`,
  moreRows: (hidden) => `e mais ${grouped(hidden)}; --problems mostra todas`,
  logGaps: (gaps) =>
    `O histórico de atualizações de ${balances(gaps)} tem falhas: ali faltam atualizações, e as quantidades são menos seguras. Um histórico mais completo daria mais segurança.`,
};
