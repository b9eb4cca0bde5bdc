/** What is said of a fix besides its counts, and what its pages share, in Portuguese (of Brazil). */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const fix: Catalogue['fix'] = {
  titles: {
    sku: 'SKU',
    warehouse: 'Estoque',
    warehouseShort: 'Est.',
    inStock: 'Em estoque',
    available: 'Disponível',
    availableShort: 'Disp.',
    updateCount: 'Atualizar contagem',
    updateCountShort: 'Atualizar',
    fixedTo: 'Corrigido',
    cause: 'Causa',
    confidence: 'Confiança',
    confidenceShort: 'Certeza',
    computed: 'Calculada',
    byHand: 'À mão',
  },
  more: (rest) => `e mais ${grouped(rest)}; --verbose mostra tudo`,
  unknownMoment: 'um momento desconhecido',
  balance: ({ sku, warehouse }) => `${sku} em ${warehouse}`,
  named: ({ id, at, counts, path, undoes }) =>
    `Correção ${id} de ${at} UTC: ${counted(counts, 'quantidade', 'quantidades')} ${path === null ? 'na saída padrão' : `em ${path}`}${undoes === null ? '' : `, desfazendo a correção ${undoes}`}`,

  finished: (fix, files) =>
    `A correção ${fix} foi interrompida enquanto era gravada; agora está terminada: ${files}.`,
  forgotten: (fix, files) =>
    `A correção ${fix} foi interrompida enquanto era gravada e não pode ser terminada (${files}): foi retirada do histórico. Grave-a de novo.`,
  cleared: (files) =>
    `Uma correção anterior foi interrompida enquanto era gravada; o que sobrou dela (${files}) foi apagado.`,
  stale: ({ moment, isKnown, age, left }) => {
    const of = isKnown ? `é de ${moment}` : `é de um momento desconhecido, no mais tardar ${moment}`;
    const long = age === null ? 'mais de uma semana' : isKnown ? age : `pelo menos ${age}`;
    const estimate =
      left === null
        ? ''
        : left.units === 0
          ? ' Nas semanas anteriores, nada destes saldos saiu.'
          : ` No ritmo das semanas anteriores (${left.aDay < 1 ? 'menos de uma unidade' : counted(left.aDay, 'unidade', 'unidades')} por dia), já podem ser ${shared.units(left.units)} destes saldos.`;
    const otherwise = isKnown
      ? ', ou atualize pela API com o momento da exportação em dateUtcOnBalanceSystem'
      : '';
    return `O inventário ${of}, há ${long}. O que entrou em Preparando Entrega desde então já saiu da prateleira, e as quantidades gravadas agora ficam altas demais nessa medida.${estimate} Exporte e analise de novo logo antes de gravar${otherwise}.`;
  },
  earlyWriters: ({ what, erpFile }) =>
    `Estas quantidades não vão durar: ${what}. O próximo total vindo de lá as desfaz, a menos que você primeiro devolva lá ${erpFile === null ? 'as unidades listadas' : `o que ${erpFile} lista`} e faça com que a baixa só ocorra quando o pedido estiver em Preparando Entrega.`,
  lowersByHand: (author) => `${author} reduz quantidades à mão por pedidos que ainda estão pendentes`,
  takesOffEarly: ({ author, trigger }) => `${author} dá baixa em unidades quando o pedido está ${trigger}`,
  changedByHand: (changes) => counted(changes, 'quantidade alterada à mão', 'quantidades alteradas à mão'),
  missingInReview: (missing) =>
    `${counted(missing, 'saldo que poderia ser corrigido não está', 'saldos que poderiam ser corrigidos não estão')} na revisão.`,
  needlessInReview: ({ rows, which }) =>
    rows === 1
      ? `1 linha gravaria a quantidade que já está lá e fica de fora: ${which}.`
      : `${grouped(rows)} linhas gravariam a quantidade que já está lá e ficam de fora: ${which}.`,
  erpFile: ({ path, lines }) =>
    lines === 0
      ? `${path} não lista nada: não se conhece nenhum pedido com baixa antecipada.`
      : `${path} lista o mesmo para o ERP: os pedidos e as unidades a devolver lá.`,
  remembered: (number) =>
    `Isto fica registrado como correção ${number}. Depois do envio, exporte de novo: invfix verify PATH confere se as quantidades entraram e se mantêm, e invfix undo ${number} as desfaz.`,
  leftBehind: ({ files, names }) =>
    files === 1
      ? `${names} está ao lado desta correção e não faz parte dela; deve ter sobrado de uma anterior. Não o envie.`
      : `${names} estão ao lado desta correção e não fazem parte dela; devem ter sobrado de uma anterior. Não os envie.`,

  bothToStdout: (file) => [
    '--json e --write - gravariam ambos na saída padrão.',
    `Deixe um deles de fora ou indique um arquivo: --write ${file}`,
  ],
  formatWithoutFile: ({ format, file }) => [
    `--format ${format} diz como um arquivo é gravado.`,
    `Indique o arquivo: --write ${file}`,
  ],
  onlyForBatch: (option) => [
    `${option} só serve com --format batch.`,
    'Deixe essa opção de fora ou acrescente --format batch.',
  ],
  amongExports: ({ target, scanned }) => [
    `${target} ficaria entre as exportações em ${scanned}, e a próxima análise o tomaria por uma delas.`,
    'Grave em outra pasta, como --write ../fix.xls.',
  ],
  tooManyFiles: (files) => [
    `São ${files} arquivos, demais para a saída padrão.`,
    'Indique um arquivo, e cada um recebe um número: --write fix.csv',
  ],
  noneWritten: () => [
    'Nenhuma correção foi gravada a partir deste banco de dados.',
    'invfix correct --write FILE grava uma; --db FILE indica outro banco de dados.',
  ],
  exportsTooOld: (command) => [
    'As exportações não são mais novas que as usadas na correção: não mostram o que aconteceu com ela.',
    `Envie a correção, exporte de novo inventário, pedidos e atualizações, e execute invfix ${command}`,
  ],
  lostFix: (fix) => `a correção ${fix}`,
  lostCounts: (counts, fix) => `${counted(counts, 'quantidade', 'quantidades')} da correção ${fix}`,
  lostScans: (scans) => counted(scans, 'análise anterior', 'análises anteriores'),
  lost: (what) =>
    `O último banco de dados está danificado. Ele já não pôde dar conta de: ${what}. verify, undo e history não os conhecem mais. Tudo o mais que ele lembrava foi mantido.`,
  damaged: (counts, fix) =>
    `Da correção ${fix}, ${counted(counts, 'quantidade não pode ser conferida nem desfeita', 'quantidades não podem ser conferidas nem desfeitas')}: o que se lembrava delas estava danificado.`,
};
