/** What the files of fixes and of reviews are refused for, and their notes, in Spanish. */
import type { Catalogue } from '../index.js';

export const fixFiles: Catalogue['fixFiles'] = {
  noFolder: (folder) => [`No existe la carpeta ${folder}.`, 'Créela primero o grabe en otro lugar.'],
  notOrdinary: (path) => [
    `${path} no es un archivo común.`,
    'Indique un archivo que grabar, o - para la salida estándar.',
  ],
  exists: (path) => [`${path} ya existe.`, 'Indique otro archivo o agregue --force para reemplazarlo.'],
  noPermission: (path) => [`No se puede grabar ${path}: no hay permiso.`, 'Grabe en otro lugar.'],
  diskFull: (path) => [`${path} no se grabó: el disco está lleno.`, 'Libere espacio e intente de nuevo.'],
  nameTooLong: (path) => [
    `No se puede grabar ${path}: el nombre es demasiado largo.`,
    'Elija un nombre más corto.',
  ],
  formulaId: (id) => [
    `El id ${id} empieza como una fórmula, y con él no se puede grabar de forma segura un CSV para VTEX.`,
    'Escriba las cantidades de sus saldos en el Admin VTEX y déjelos fuera aquí con --sku o --warehouse.',
  ],

  account: (account) => [
    account === null
      ? 'Un archivo batch lleva la cuenta VTEX en cada fila.'
      : `--account ${account} no es el nombre de una cuenta VTEX.`,
    'Indíquela como en la dirección de la tienda (https://NAME.myvtex.com): --account NAME',
  ],
  leadTimesUnknown: ({ unknown, all, named, rest }) => [
    `Ninguna exportación indica el lead time de ${unknown}${unknown === all ? '' : ` de ${all}`} ${all === 1 ? 'saldo' : 'saldos'} (${named}${rest > 0 ? ` y ${rest} más` : ''}), y una carga batch ${unknown === 1 ? 'lo' : 'los'} dejaría sin lead time.`,
    'Guarde las respuestas de la API de Logística (GET /api/logistics/pvt/inventory/skus/{skuId}) y analícelas también, o siga con --lead-time keep-none.',
  ],
  leadTimesNone: (unknown) =>
    unknown === 1
      ? 'Un saldo se graba sin lead time, pues ninguna exportación indica el suyo.'
      : `${unknown} saldos se graban sin lead time, pues ninguna exportación indica el suyo.`,

  spreadsheetEnding: () => [
    'Una hoja de cálculo se graba en un archivo, y la terminación del nombre dice de qué tipo es.',
    'Indique uno que termine en .xls, .xlsx o .csv: --write fix.xls',
  ],
  cellTooLong: ({ target, longest }) => [
    `Una celda de la hoja de cálculo del inventario es más larga de lo que admite ${target} (${longest} caracteres).`,
    'Grabe un CSV: --write fix.csv',
  ],
  spreadsheetGone: (path) => [
    `La hoja de cálculo del inventario ${path} ya no está allí, y una corrección en hoja de cálculo devuelve sus filas.`,
    'Ejecute esto en la carpeta en que se hizo el análisis, o analice de nuevo: invfix scan PATH',
  ],
  changedSince: (path) => [
    `${path} cambió desde que se analizó.`,
    'Analice de nuevo primero: invfix scan PATH',
  ],
  noSpreadsheet: (path) => [
    `${path} no es la hoja de cálculo del inventario del Admin VTEX, cuyas filas su importación acepta de vuelta.`,
    'Exporte allí el inventario (Estrategia de envío > Almacenes > Exportar ítems) y analícelo, o use --format batch.',
  ],
  fromStdin: () => [
    'El inventario llegó por la entrada estándar, y una corrección en hoja de cálculo devuelve sus filas.',
    'Analice la hoja de cálculo como archivo: invfix scan PATH',
  ],

  reviewNotOpened: (path) => [
    `No se puede abrir la revisión ${path}.`,
    'Indique el archivo que grabó invfix correct --write FILE.',
  ],
  noReview: ({ path, columns }) => [
    `${path} no es una revisión: le falta una de las columnas ${columns}.`,
    'Indique el archivo que grabó invfix correct --write FILE; las filas y las cantidades pueden cambiar, esas columnas no.',
  ],
  rowTwice: ({ path, line, before }) => [
    `${path}, fila ${line}: trata del mismo saldo que la fila ${before}.`,
    'Borre una de las dos.',
  ],
  rowUnreadable: ({ path, line, reason }) => [
    `${path}, fila ${line}: no se puede leer: ${reason}.`,
    'Arregle la fila o bórrela.',
  ],
  rowWithout: ({ path, line, column }) => [
    `${path}, fila ${line}: falta ${column}.`,
    'Complétela o borre la fila.',
  ],
  rowRounded: ({ path, line, column, value }) => [
    `${path}, fila ${line}: trae ${column} ${value}, que un programa de hojas de cálculo redondeó.`,
    'Abra la revisión con esa columna como texto y cámbiela de nuevo.',
  ],
  rowNotWhole: ({ path, line, column, value, reason }) => [
    `${path}, fila ${line}: trae ${column} ${value}, que ${reason}.`,
    'Escriba un número entero o borre la fila.',
  ],
  rowBelowZero: ({ path, line, column, count }) => [
    `${path}, fila ${line}: trae ${column} ${count}, que está por debajo de cero.`,
    'Una cantidad es 0 o más: lo que hay en el estante.',
  ],
  rowNotExported: ({ path, line, sku, warehouse }) => [
    `${path}, fila ${line}: trata del SKU ${sku} en ${warehouse}, que ninguna exportación de inventario tiene.`,
    'Los programas de hojas de cálculo quitan los ceros a la izquierda: abra la revisión con los ids como texto o borre la fila.',
  ],
  rowUnlimited: ({ path, line, sku, warehouse }) => [
    `${path}, fila ${line}: trata del SKU ${sku} en ${warehouse}, cuya cantidad es ilimitada.`,
    'Una cantidad ilimitada nunca se graba. Borre la fila.',
  ],
  rowOfOtherScan: ({ path, line, sku, warehouse, was, is }) => [
    `${path}, fila ${line}: trata del SKU ${sku} en ${warehouse} con ${was.inStock} en stock y ${was.reserved} reservado, pero el último análisis muestra ${is.inStock} y ${is.reserved}.`,
    'La revisión es de otro análisis. Grábela de nuevo: invfix correct --write FILE',
  ],
};
