/** What is said of a fix besides its counts, and what its pages share, in Spanish. */
import { counted, grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

export const fix: Catalogue['fix'] = {
  titles: {
    sku: 'SKU',
    warehouse: 'Almacén',
    warehouseShort: 'Alm.',
    inStock: 'En stock',
    available: 'Disponible',
    availableShort: 'Disp.',
    updateCount: 'Actualizar recuento',
    updateCountShort: 'Actualizar',
    fixedTo: 'Corregido',
    cause: 'Causa',
    confidence: 'Confianza',
    confidenceShort: 'Certeza',
    computed: 'Calculada',
    byHand: 'A mano',
  },
  more: (rest) => `y ${grouped(rest)} más; --verbose muestra todo`,
  unknownMoment: 'un momento desconocido',
  balance: ({ sku, warehouse }) => `${sku} en ${warehouse}`,
  named: ({ id, at, counts, path, undoes }) =>
    `Corrección ${id} de ${at} UTC: ${counted(counts, 'cantidad', 'cantidades')} en ${path === null ? 'la salida estándar' : path}${undoes === null ? '' : `, que deshace la corrección ${undoes}`}`,

  finished: (fix, files) =>
    `La corrección ${fix} se interrumpió mientras se grababa; ahora está terminada: ${files}.`,
  forgotten: (fix, files) =>
    `La corrección ${fix} se interrumpió mientras se grababa y no se puede terminar (${files}): se quitó del historial. Grábela de nuevo.`,
  cleared: (files) =>
    `Una corrección anterior se interrumpió mientras se grababa; lo que dejó (${files}) se borró.`,
  stale: ({ moment, isKnown, age, left }) => {
    const of = isKnown ? `es de ${moment}` : `es de un momento desconocido, a más tardar ${moment}`;
    const long = age === null ? 'más de una semana' : isKnown ? age : `al menos ${age}`;
    const estimate =
      left === null
        ? ''
        : left.units === 0
          ? ' En las semanas anteriores no salió nada de estos saldos.'
          : ` Al ritmo de las semanas anteriores (${left.aDay < 1 ? 'menos de una unidad' : counted(left.aDay, 'unidad', 'unidades')} por día), ya pueden ser ${shared.units(left.units)} de estos saldos.`;
    const otherwise = isKnown
      ? ', o actualice por la API con el momento de la exportación en dateUtcOnBalanceSystem'
      : '';
    return `El inventario ${of}, hace ${long}. Lo que entró en Preparando entrega desde entonces ya salió del estante, y las cantidades que se graben ahora quedan demasiado altas en esa medida.${estimate} Exporte y analice de nuevo justo antes de grabar${otherwise}.`;
  },
  earlyWriters: ({ what, erpFile }) =>
    `Estas cantidades no van a durar: ${what}. El próximo total que venga de allí las deshace, a menos que usted primero devuelva allí ${erpFile === null ? 'las unidades listadas' : `lo que lista ${erpFile}`} y haga que las unidades se den de baja solo cuando el pedido esté en Preparando entrega.`,
  lowersByHand: (author) => `${author} baja cantidades a mano por pedidos que todavía están pendientes`,
  takesOffEarly: ({ author, trigger }) => `${author} da de baja unidades cuando el pedido está ${trigger}`,
  changedByHand: (changes) => counted(changes, 'cantidad cambiada a mano', 'cantidades cambiadas a mano'),
  missingInReview: (missing) =>
    `${counted(missing, 'saldo que se podría corregir no está', 'saldos que se podrían corregir no están')} en la revisión.`,
  needlessInReview: ({ rows, which }) =>
    rows === 1
      ? `1 fila grabaría la cantidad que ya está allí y queda fuera: ${which}.`
      : `${grouped(rows)} filas grabarían la cantidad que ya está allí y quedan fuera: ${which}.`,
  erpFile: ({ path, lines }) =>
    lines === 0
      ? `${path} no lista nada: no se conoce ningún pedido con baja anticipada.`
      : `${path} lista lo mismo para el ERP: los pedidos y las unidades que hay que devolver allí.`,
  remembered: (number) =>
    `Esto queda registrado como corrección ${number}. Después de subirla, exporte de nuevo: invfix verify PATH comprueba que las cantidades entraron y se mantienen, e invfix undo ${number} las deshace.`,
  leftBehind: ({ files, names }) =>
    files === 1
      ? `${names} está junto a esta corrección y no forma parte de ella; debe de haber quedado de una anterior. No lo suba.`
      : `${names} están junto a esta corrección y no forman parte de ella; deben de haber quedado de una anterior. No los suba.`,

  bothToStdout: (file) => [
    '--json y --write - grabarían ambos en la salida estándar.',
    `Quite uno de los dos o indique un archivo: --write ${file}`,
  ],
  formatWithoutFile: ({ format, file }) => [
    `--format ${format} dice cómo se graba un archivo.`,
    `Indique el archivo: --write ${file}`,
  ],
  onlyForBatch: (option) => [
    `${option} solo sirve con --format batch.`,
    'Quite esa opción o agregue --format batch.',
  ],
  amongExports: ({ target, scanned }) => [
    `${target} quedaría entre las exportaciones en ${scanned}, y el próximo análisis lo tomaría por una de ellas.`,
    'Grabe en otra carpeta, como --write ../fix.xls.',
  ],
  tooManyFiles: (files) => [
    `Son ${files} archivos, demasiados para la salida estándar.`,
    'Indique un archivo, y cada uno recibe un número: --write fix.csv',
  ],
  noneWritten: () => [
    'No se grabó ninguna corrección a partir de esta base de datos.',
    'invfix correct --write FILE graba una; --db FILE indica otra base de datos.',
  ],
  exportsTooOld: (command) => [
    'Las exportaciones no son más nuevas que las usadas en la corrección: no muestran qué pasó con ella.',
    `Suba la corrección, exporte de nuevo inventario, pedidos y actualizaciones, y ejecute invfix ${command}`,
  ],
  lostFix: (fix) => `la corrección ${fix}`,
  lostCounts: (counts, fix) => `${counted(counts, 'cantidad', 'cantidades')} de la corrección ${fix}`,
  lostScans: (scans) => counted(scans, 'análisis anterior', 'análisis anteriores'),
  lost: (what) =>
    `La última base de datos está dañada. Ya no pudo dar cuenta de: ${what}. verify, undo e history no los conocen más. Todo lo demás que recordaba se conserva.`,
  damaged: (counts, fix) =>
    `De la corrección ${fix}, ${counted(counts, 'cantidad no se puede comprobar ni deshacer', 'cantidades no se pueden comprobar ni deshacer')}: lo que se recordaba de ellas estaba dañado.`,
};
