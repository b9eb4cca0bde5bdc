/** Databases that cannot be read or written, in Portuguese (of Brazil). */
import { minute } from '../format.js';
import type { Catalogue } from '../index.js';

const SCAN_AGAIN = 'Analise suas exportações de novo: invfix scan PATH';
const SCAN_FRESH = 'Analise suas exportações de novo: invfix scan --fresh PATH';

export const store: Catalogue['store'] = {
  none: (path) => [
    `Ainda não há banco de dados "${path}".`,
    'Analise antes suas exportações: invfix scan PATH',
  ],
  foreign: (path) => [`"${path}" não é um banco de dados do invfix.`, 'Indique o certo com --db FILE.'],
  foreignLeft: (path) => [
    `"${path}" não é um banco de dados do invfix, e fica como está.`,
    'Indique outro arquivo com --db FILE, ou mova este para outro lugar.',
  ],
  older: (path) => [`O banco de dados "${path}" foi gravado por um invfix mais antigo.`, SCAN_AGAIN],
  newer: ({ path, version, known }) => [
    `O banco de dados "${path}" foi gravado por um invfix mais novo (versão ${version}; este conhece a ${known}).`,
    'Atualize o invfix, ou analise em outro arquivo com --db FILE.',
  ],
  changed: (path, beside) => [
    `Outro programa alterou o banco de dados "${path}": ${beside} está ao lado dele.`,
    SCAN_FRESH,
  ],
  habitsOfAnother: ['O que o banco de dados diz de quem grava é de outro invfix.', SCAN_AGAIN],
  unfinished: ['O banco de dados não tem nenhuma análise terminada.', SCAN_AGAIN],
  held: (path, holder) => [
    holder === null
      ? `Outra análise está gravando no banco de dados "${path}".`
      : `Outra análise está gravando no banco de dados "${path}" (processo ${holder.process}, desde ${minute(holder.since)} UTC).`,
    'Espere até que termine, ou analise em outro arquivo com --db FILE.',
  ],
  folder: (path) => [
    `"${path}" é uma pasta, não um banco de dados.`,
    'Indique um arquivo, como .invfix/invfix.db.',
  ],
  unreadable: (path, code) => [
    `Não foi possível ler o banco de dados "${path}" (${code}).`,
    'Confira as permissões dele.',
  ],
  unwritable: (path, code) => [
    `Não foi possível gravar o banco de dados "${path}" (${code}).`,
    'Confira as permissões e o espaço da pasta, ou indique outro arquivo com --db FILE.',
  ],
  replaced: [
    'Outra análise tomou o lugar daquela de que esta correção foi calculada.',
    'Execute o mesmo comando de novo.',
  ],
  readOnly: (path) => [
    `A correção não pode ser guardada: o banco de dados "${path}" é somente leitura.`,
    'Mude as permissões dele, ou grave com --no-undo: verify e undo não saberão dela.',
  ],
  damaged: (path) => [`O banco de dados "${path}" está danificado.`, SCAN_FRESH],
  busy: (path) => [
    `Outro invfix está gravando no banco de dados "${path}".`,
    'Espere até que termine e execute o mesmo comando de novo.',
  ],
};
