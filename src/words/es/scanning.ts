/** What a scan says while it works, and why it could not, in Spanish. */
import { counted } from '../format.js';
import type { Catalogue } from '../index.js';
import { shared } from './shared.js';

const { files } = shared;

const WHERE =
  'Expórtelo en el Admin de VTEX: Estrategia de envío > Almacenes > Exportar artículos; dice qué hay en stock y reservado.';

export const scanning: Catalogue['scanning'] = {
  nothingNamed: [
    'No se indicó nada para analizar.',
    'Indique la carpeta con las exportaciones: invfix scan exports/',
  ],
  standardInput: 'entrada estándar',
  historyLost:
    'La última base de datos está dañada: no se pudo conservar lo que recordaba de análisis y correcciones anteriores.',
  builtAnew: (version) =>
    `La base de datos era de una versión anterior (${version}) y se construyó de nuevo.`,
  diskFull: (database) => [
    `No se pudo escribir ${database}: el disco está lleno o falla.`,
    'Libere espacio y analice de nuevo.',
  ],
  notWritable: (database) => [
    `No se puede escribir ${database}.`,
    'Indique otro lugar con --db FILE, o cambie sus permisos.',
  ],
  incomplete:
    'Las exportaciones tenían filas o archivos dañados; invfix scan los indica. La respuesta puede estar incompleta.',
  noFiles: (where) => [
    `No hay archivos en ${where}.`,
    'Ponga ahí la exportación del inventario, las de los pedidos y las actualizaciones de inventario, y analice de nuevo.',
  ],
  allRejected: ({ file, rejected, rows }) => [
    `No se pudo leer ningún saldo: ${rejected === 1 ? 'se rechazó' : 'se rechazaron'} ${rejected} de ${counted(rows, 'fila', 'filas')} de ${file}.`,
    'Exporte el inventario de nuevo, o corrija las filas.',
  ],
  orderExports: (count) => counted(count, 'exportación de pedidos', 'exportaciones de pedidos'),
  updateLogs: (count) => counted(count, 'historial de actualizaciones', 'historiales de actualizaciones'),
  noInventory: ({ where, found, lost }) => [
    `Hay ${found} en ${where}, pero ningún inventario.${lost === null ? '' : ` ${lost.file} no se leyó completo: ${lost.why}`}`,
    WHERE,
  ],
  noExport: (file, why) => [
    `${file} no es una exportación que invfix conozca${why === null ? '.' : `: ${why}`}`,
    WHERE,
  ],
  noneKnown: ({ count, where, first }) => [
    `Ninguno de ${files(count)} en ${where} es una exportación que invfix conozca${first === null ? '.' : `: ${first.file}: ${first.why}`}`,
    WHERE,
  ],
  unreadable: (file, why) => [
    `No se pudo leer ningún saldo: ${file}: ${why}`,
    'Corrija ese archivo o expórtelo de nuevo; un inventario necesita el SKU y dos de estos: en stock, reservado y disponible.',
  ],
  notCounts: (file, why) => [
    `${file} no es un conteo físico${why === null ? '.' : `: ${why}`}`,
    'Un conteo tiene las columnas SkuId;WarehouseId;Counted y, si la conoce, CountedAt.',
  ],
  countsFolder: (path) => [
    `${path} es una carpeta, no un conteo físico.`,
    'Indique el archivo: --counts counts.csv',
  ],
  balanceIn: (sku, warehouse) => `${sku} en ${warehouse}`,
  unknownCounts: (count, balances) =>
    `${counted(count, 'conteo es', 'conteos son')} de saldos que ninguna exportación de inventario tiene: ${balances}.`,
};
