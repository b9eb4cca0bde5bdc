/** What is wrong with invfix.config.json, in Spanish. */
import type { Catalogue } from '../index.js';

export const settings: Catalogue['settings'] = {
  notAnObject: (file) => [`${file} no es un objeto de ajustes.`, 'Escríbalo como {"timezone": "UTC"}.'],
  unknown: ({ file, name, settings }) => [
    `${file}: no existe el ajuste "${name}".`,
    `Los ajustes son ${settings}.`,
  ],
  wrong: ({ file, name, wanted }) => [
    `${file}: ${name} debe ser ${wanted}.`,
    'Corríjalo ahí, o quite el ajuste.',
  ],
  timezone: 'una zona horaria como "America/Sao_Paulo"',
  dateOrder: '"dmy" o "mdy"',
  ownSellers: 'una lista de nombres de sellers, como ["1", "acme"]',
  authors: 'un objeto de autores, como {"erp@acme.com": "erp"}; cada uno es "erp", "person" o "pos"',
  pipelineWarehouse: 'un patrón cuyo primer grupo es el almacén, como "_([^_]+)$"',
  notJson: (file, why) => [
    `${file} no es un JSON válido: ${why}.`,
    'Corrija el archivo, o muévalo a otro lugar.',
  ],
  unreadable: (file, code) => [
    `${file} no se pudo leer (${code}).`,
    'Corrija el archivo, o muévalo a otro lugar.',
  ],
};
