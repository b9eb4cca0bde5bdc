/** Why exports cannot be read as they were asked for, in Spanish. */
import type { Catalogue } from '../index.js';

export const reading: Catalogue['reading'] = {
  noPath: (path) => [
    `No existe ningún archivo ni carpeta "${path}".`,
    'Revise la ruta o indique la carpeta donde están las exportaciones.',
  ],
  pathRefused: (path, reason) => [`No se puede leer "${path}": ${reason}.`, 'Revise sus permisos.'],

  dates: {
    zone: (name) => [
      `Zona horaria desconocida: "${name}".`,
      'Indique una como America/Sao_Paulo, Europe/Madrid o UTC.',
    ],
    bothOrders: (path) => [
      `${path}: algunas fechas solo pueden ser día-mes, otras solo mes-día.`,
      'Diga cómo leer las demás: invfix scan PATH --date-order dmy, o mdy.',
    ],
    eitherOrder: (path) => [
      `${path}: sus fechas pueden ser día-mes o mes-día, y ninguna fila muestra cuál.`,
      'Indíquelo: invfix scan PATH --date-order dmy (31/12/2026), o --date-order mdy (12/31/2026).',
    ],
  },

  headers: {
    noColumn: (text) => [
      `"${text}" no indica ninguna columna.`,
      'Escriba KIND.COLUMN=HEADER, como orders.units=Menge.',
    ],
    noText: (column) => [
      `El encabezado de ${column} no es un texto.`,
      'Escríbalo como está en el archivo, entre comillas.',
    ],
    noObject: (kind) => [
      kind === null ? 'Los encabezados no son un objeto.' : `Los encabezados de ${kind} no son un objeto.`,
      'Escríbalos como { "orders": { "units": "Menge" } }.',
    ],
    unknownKind: (kind, kinds) => [`"${kind}" no es un tipo de exportación.`, `Los tipos son ${kinds}.`],
    unknownColumn: (column, kind, columns) => [
      `"${column}" no es una columna de ${kind}.`,
      `Las columnas son ${columns}.`,
    ],
    empty: (column) => [`El encabezado de ${column} está vacío.`, 'Escríbalo como está en el archivo.'],
    twice: (column, first, second) => [
      `${column} recibe dos encabezados, "${first}" y "${second}".`,
      'Indique solo uno de ellos.',
    ],
  },
};
