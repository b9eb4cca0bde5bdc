/** What is said about rows of exports that cannot count, or are odd, in Spanish. */
import { counted, field } from '../format.js';
import type { Catalogue } from '../index.js';
import { names } from './names.js';

export const rows: Catalogue['rows'] = {
  'in-document': ({ of, id, problem }) => `${names.documents[of]} ${id}, ${problem}`,

  'empty-field': ({ column }) => `${column} está vacío`,
  'no-id': (of) => `${field(of)} no es un ID`,
  'id-in-exponent': (of) =>
    `${field(of)} es un ID que una hoja de cálculo convirtió en un número redondeado; expórtelo de nuevo y no guarde el archivo desde la hoja de cálculo`,
  'no-count': ({ fault, ...of }) => `${field(of)} ${names.numberFaults[fault]}`,
  'below-zero': (of) => `${field(of)} está por debajo de cero`,
  'below-one': (of) => `${field(of)} debe ser 1 o más`,
  'no-date': (of) => `${field(of)} no es una fecha`,
  'no-date-counts': (of) => `${field(of)} no es una fecha; la fila vale sin ella`,
  'no-lead-time': (of) => `${field(of)} no es un tiempo de preparación; la fila vale sin él`,
  'no-flag': (of) => `${field(of)} no es verdadero ni falso`,
  'no-reservation-status': (of) => `${field(of)} no es un estado de reserva`,
  'kit-of-itself': (of) => `${field(of)} es el propio kit`,
  'too-many-digits': ({ column }) => `${column} tiene más dígitos de los que guarda un número JSON`,
  'wrong-type': ({ column, sort, wanted }) =>
    sort === 'missing'
      ? `${column} falta; debería ser ${names.wanted[wanted]}`
      : `${column} es ${names.sorts[sort]}, y no ${names.wanted[wanted]}`,
  'no-object': ({ column }) => `${column} no es un objeto`,

  'available-differs': ({ column, stated, inStock, reserved, available }) =>
    `${column} ${stated} no es en stock − reservado (${inStock} − ${reserved}); vale ${available}`,
  'too-few-quantities': 'están llenos menos de dos entre en stock, reservado y disponible',
  'delta-differs': ({ before, after, delta }) => `de ${before} a ${after} la diferencia no es ${delta}`,
  'too-few-counts': 'están llenos menos de dos entre antes, después y diferencia',
  'delivery-differs': ({ deliveries, units, quantity }) =>
    `${deliveries} entrega más que ${counted(units, 'unidad', 'unidades')} de ${quantity}, que es lo que vale`,
  'shifted-row': 'los campos parecen estar en las columnas equivocadas',
  totals: 'una fila de totales, que no se cuenta',
  'another-table-here': 'aquí empieza otra tabla: guárdela en un archivo propio',

  'column-count': ({ found, expected }) =>
    `${counted(found, 'columna', 'columnas')} donde el encabezado tiene ${expected}`,
  'row-too-long': 'la fila tiene más de un megabyte',
  'row-cut-off': 'el archivo termina en medio de esta fila',
  'quote-misplaced': 'hay comillas donde no debería haberlas',
  'quote-not-closed': 'se abren comillas que nunca se cierran',
  'quote-not-closed-soon': 'se abren comillas que no se cierran dentro de un megabyte',
  'rows-lost': ({ damage }) => `${damage}; las filas a partir de aquí se perdieron`,

  'not-json': 'un texto que no es JSON',
  'document-invalid': 'un documento que no es JSON válido',
  'document-cut-off': 'el archivo termina en medio de un documento',
  'document-too-large': 'un documento de más de 64 MB',
  'document-too-deep': ({ levels }) => `un documento con más de ${levels} niveles, uno dentro de otro`,
  'many-unknown-documents':
    'JSON, pero en ninguno de los formatos que invfix conoce; uno entre muchos antes de esta línea',
  'incomplete-page': ({ due, found }) =>
    `una página que debería tener ${counted(due, 'entrada', 'entradas')} tiene ${found}`,

  'contradicting-rows': ({ line }) =>
    `otra fila trae el mismo saldo con otros números; vale la que ofrece menos (fila ${line})`,
  'no-warehouse': 'nada indica su almacén',
  'no-warehouse-in-id': ({ id }) => `el ID "${id}" del saldo no contiene ningún almacén conocido`,
  'skus-by-reference': ({ resolved, unresolved }) => {
    const found = counted(resolved, 'SKU encontrado', 'SKU encontrados');
    if (unresolved === 0)
      return `el archivo usa códigos de referencia en lugar de los SKU: ${found} por ellos`;
    const left = counted(
      unresolved,
      'no es un código de esos y queda como está',
      'no son códigos de esos y quedan como están',
    );
    return `el archivo usa códigos de referencia en lugar de los SKU: ${found} por ellos; ${left}`;
  },
};
