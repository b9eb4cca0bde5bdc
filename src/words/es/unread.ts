/** Why a file is not read, or not whole, in Spanish. */
import { grouped } from '../format.js';
import type { Catalogue } from '../index.js';
import { names } from './names.js';

export const unread: Catalogue['unread'] = {
  'empty-file': 'el archivo está vacío',
  'blank-file': 'el archivo solo contiene espacios en blanco',
  'no-line-end': 'un texto, pero no una tabla: su primera línea no termina',
  'binary-file': 'un archivo binario, no una exportación',
  'utf16-too-large': 'no se lee texto UTF-16 de este tamaño; guárdelo como UTF-8',
  'file-too-large': 'más grande de lo que invfix admite',
  'web-page': 'una página web o XML: expórtela de nuevo o guarde su tabla como .xlsx o CSV',
  'python-data': 'no es JSON, sino datos impresos por Python: guárdelos con json.dump',
  pdf: 'un PDF, no una exportación',
  picture: 'una imagen, no una exportación',
  sqlite: 'una base de datos SQLite, no una exportación',
  'other-archive': ({ format }) => `un archivo comprimido ${format}: descomprímalo`,
  parquet: 'un archivo Parquet: exporte la tabla como CSV o JSON lines',
  'open-document': 'un archivo OpenDocument: guárdelo como .xlsx o CSV',
  'text-document': 'un documento de texto, no una exportación',
  presentation: 'una presentación, no una exportación',
  'binary-workbook': 'un libro binario (.xlsb): guárdelo como .xlsx o CSV',
  'apple-document': 'un documento de Apple: expórtelo como CSV',
  'own-correction': 'una corrección que escribió invfix, no una exportación',
  'own-scan': 'un análisis que grabó invfix, no una exportación',
  'own-erp-list': 'lo que invfix escribió para el ERP, no una exportación',
  'batch-file': 'un archivo de inventario por lotes, no una exportación',

  'lacks-columns': ({ title, columns }) =>
    `${names.titles[title]} sin columna para ${columns.map((name) => names.columns[name]).join(' y ')}`,
  'no-header': 'sin encabezado con nombres de columnas que invfix conozca',
  'unknown-header': ({ row }) => `ningún nombre de columna que invfix conozca; primera fila: ${row}`,
  'another-table': ({ line }) => `otra tabla empieza en la línea ${line}: guárdela en un archivo propio`,
  'cut-off-in-row': 'cortado: el archivo termina en medio de una fila',
  'cut-off-in-document': 'cortado: el archivo termina en medio de un documento',

  'no-entries': 'JSON sin ninguna entrada',
  'no-json': ({ line, problem }) => `no es JSON que se pueda leer: línea ${line}: ${problem}`,
  'unknown-json': ({ fields }) =>
    fields === ''
      ? 'JSON, pero en ninguno de los formatos que invfix conoce'
      : `JSON, pero en ninguno de los formatos que invfix conoce; sus campos: ${fields}`,
  'json-no-object': ({ sort }) => `JSON, pero ${names.sorts[sort]} donde debería haber un objeto`,
  'json-too-nested': 'JSON, pero listas dentro de listas dentro de listas',
  'orders-without-items':
    'una lista de pedidos sin sus artículos: guarde cada pedido (GET /api/oms/pvt/orders/{orderId}) o exporte el informe de pedidos',
  'error-answer': 'un error que VTEX respondió en lugar de los datos: pídalos de nuevo',
  'upload-answer': 'la respuesta a una subida masiva, no una exportación',

  'archive-cut-off': 'un archivo comprimido o una hoja de cálculo, cortado',
  'archive-empty': 'el archivo comprimido está vacío',
  'archive-without-files': 'el archivo comprimido no contiene archivos',
  'archive-too-deep': 'un archivo comprimido en el tercer nivel: descomprímalo',
  'archive-too-many-files': ({ most }) =>
    `contiene más de ${grouped(most)} archivos; los demás se dejan fuera`,
  'archive-list-damaged': 'su lista de archivos está dañada o cifrada; algunos de sus archivos se perdieron',
  'archive-too-large': ({ size }) =>
    `el archivo comprimido ocupa más de ${size} descomprimido: este no se lee`,
  'entry-overlaps': 'sus bytes son también de otro archivo del comprimido: no se lee',
  'entry-twice': 'el archivo comprimido contiene otro archivo con el mismo nombre, que se lee en su lugar',
  'entry-encrypted': 'cifrado: descomprímalo con su contraseña y dé el resultado a invfix',
  'entry-packed-otherwise':
    'comprimido de un modo que invfix no conoce: descomprímalo y dé el resultado a invfix',
  'entry-misplaced': 'dañado: sus bytes no están donde dice el archivo comprimido',
  'entry-cut-off': 'cortado: el archivo comprimido termina antes que él',
  'entry-cut-off-within': 'cortado en medio',
  'entry-not-unpacked': 'dañado: no se pueden descomprimir sus bytes',
  'entry-not-all-unpacked': 'dañado: no se puede descomprimir todo',
  'entry-other-size': 'dañado: su tamaño no es el que dice el archivo comprimido',
  'entry-other-bytes': 'dañado: sus bytes no son los que se comprimieron',
  'entry-too-dense': ({ times }) =>
    `ocupa más de ${times} veces su tamaño al descomprimirse, lo que ninguna exportación hace: no se lee`,
  'entry-too-large': ({ size }) => `más grande que ${size} al descomprimirse: no se lee`,

  several: ({ reasons }) => reasons.join('; '),
  'workbook-damaged': ({ damage }) => `una hoja de cálculo dañada: ${damage}`,
  'workbook-without-sheets': 'el libro no tiene hojas',
  'workbook-without-rows': 'la hoja de cálculo no contiene filas',
  'sheet-unread': ({ sheet, damage }) => `no se puede leer la hoja ${sheet}: ${damage}`,
  'part-missing': 'falta una parte del libro',
  'parts-overlap': 'partes del libro se superponen',
  'xml-damaged': 'su XML está dañado',
  'xml-too-deep': 'su XML tiene más niveles que cualquier libro',
  'text-too-long': 'contiene un texto más largo de lo que cabe en una celda',
  'text-missing': 'una celda se refiere a un texto que no existe',
  'sheet-list-damaged': 'su lista de hojas está dañada',
  'too-many-columns': 'tiene más columnas de las que caben en una hoja',
  'number-damaged': 'una celda contiene un número que no lo es',
  'rows-misnumbered': 'sus filas están mal numeradas',
  'cells-misnumbered': 'sus celdas están mal numeradas',
  'xls-encrypted': 'una hoja de cálculo con contraseña: guárdela sin ella',
  'xls-without-workbook': 'un documento antiguo de Office sin hoja de cálculo dentro',
  'xls-damaged': 'una hoja de cálculo dañada o cortada',
  'xls-too-large': 'no se lee un .xls de este tamaño; guárdelo como .xlsx o CSV',
  'xls-sheet-lost': ({ sheet }) => `no se puede leer la hoja ${sheet}`,
  'xls-sheet-damaged': ({ sheet }) => `la hoja ${sheet} está dañada: se perdieron algunas filas o celdas`,

  'no-regular-file': 'no es un archivo normal',
  'no-permission': 'sin permiso para leerlo',
  gone: 'un enlace que no lleva a nada, o un archivo que acaba de desaparecer',
  'link-to-itself': 'un enlace que lleva a sí mismo',
  'cut-short': 'se acortó mientras se leía: analice de nuevo',
  'changed-while-read': 'se modificó mientras se leía: analice de nuevo',
  'system-refused': ({ code }) => `el sistema no pudo leerlo (${code})`,
};
