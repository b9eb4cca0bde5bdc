/** What the command that writes the page says, in Spanish; the page's own texts stand in page.ts. */
import type { Catalogue } from '../index.js';

export const report: Catalogue['report'] = {
  noFile: ['Falta decir dónde escribir el informe.', 'Indique un archivo: invfix report --html report.html'],
  openNeedsFile: [
    '--open necesita un archivo que abrir.',
    'Indique uno: invfix report --html report.html --open',
  ],
  written: (path, negative) =>
    `El informe está en ${path}; cualquier navegador lo abre, sin red. ${negative}`,
  notOpened: (path) => `No se encontró nada que lo abra. Abra ${path} en un navegador.`,
};
