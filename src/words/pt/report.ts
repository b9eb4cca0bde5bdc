/** What the command that writes the page says, in Portuguese (of Brazil); the page's own texts stand in page.ts. */
import type { Catalogue } from '../index.js';

export const report: Catalogue['report'] = {
  noFile: ['Falta dizer onde gravar o relatório.', 'Indique um arquivo: invfix report --html report.html'],
  openNeedsFile: [
    '--open precisa de um arquivo para abrir.',
    'Indique um: invfix report --html report.html --open',
  ],
  written: (path, negative) =>
    `O relatório está em ${path}; qualquer navegador o abre, sem rede. ${negative}`,
  notOpened: (path) => `Não foi encontrado nada que o abra. Abra ${path} em um navegador.`,
};
