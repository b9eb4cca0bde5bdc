/** Databases that cannot be read or written, in Spanish. */
import { minute } from '../format.js';
import type { Catalogue } from '../index.js';

const SCAN_AGAIN = 'Analice de nuevo sus exportaciones: invfix scan PATH';
const SCAN_FRESH = 'Analice de nuevo sus exportaciones: invfix scan --fresh PATH';

export const store: Catalogue['store'] = {
  none: (path) => [
    `Todavía no hay una base de datos "${path}".`,
    'Analice antes sus exportaciones: invfix scan PATH',
  ],
  foreign: (path) => [`"${path}" no es una base de datos de invfix.`, 'Indique la correcta con --db FILE.'],
  foreignLeft: (path) => [
    `"${path}" no es una base de datos de invfix, y queda como está.`,
    'Indique otro archivo con --db FILE, o mueva este a otro lugar.',
  ],
  older: (path) => [`La base de datos "${path}" la escribió un invfix más antiguo.`, SCAN_AGAIN],
  newer: ({ path, version, known }) => [
    `La base de datos "${path}" la escribió un invfix más nuevo (versión ${version}; este conoce la ${known}).`,
    'Actualice invfix, o analice en otro archivo con --db FILE.',
  ],
  changed: (path, beside) => [
    `Otro programa cambió la base de datos "${path}": ${beside} está junto a ella.`,
    SCAN_FRESH,
  ],
  habitsOfAnother: ['Lo que la base de datos dice de quienes graban es de otro invfix.', SCAN_AGAIN],
  unfinished: ['La base de datos no tiene ningún análisis terminado.', SCAN_AGAIN],
  held: (path, holder) => [
    holder === null
      ? `Otro análisis está escribiendo en la base de datos "${path}".`
      : `Otro análisis está escribiendo en la base de datos "${path}" (proceso ${holder.process}, desde ${minute(holder.since)} UTC).`,
    'Espere a que termine, o analice en otro archivo con --db FILE.',
  ],
  folder: (path) => [
    `"${path}" es una carpeta, no una base de datos.`,
    'Indique un archivo, como .invfix/invfix.db.',
  ],
  unreadable: (path, code) => [
    `No se pudo leer la base de datos "${path}" (${code}).`,
    'Revise sus permisos.',
  ],
  unwritable: (path, code) => [
    `No se pudo escribir la base de datos "${path}" (${code}).`,
    'Revise los permisos y el espacio de la carpeta, o indique otro archivo con --db FILE.',
  ],
  replaced: [
    'Otro análisis tomó el lugar de aquel con el que se calculó esta corrección.',
    'Ejecute de nuevo el mismo comando.',
  ],
  readOnly: (path) => [
    `La corrección no se puede guardar: la base de datos "${path}" es de solo lectura.`,
    'Cambie sus permisos, o escriba con --no-undo: verify y undo no sabrán de ella.',
  ],
  damaged: (path) => [`La base de datos "${path}" está dañada.`, SCAN_FRESH],
  busy: (path) => [
    `Otro invfix está escribiendo en la base de datos "${path}".`,
    'Espere a que termine y ejecute de nuevo el mismo comando.',
  ],
};
