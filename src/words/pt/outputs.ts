/** What `scan --output` refuses, in Portuguese. */
import type { Catalogue } from '../index.js';

export const outputs: Catalogue['outputs'] = {
  contradicting: (output) => [
    `--json e --output ${output} se contradizem.`,
    '--json é a forma curta de --output json: deixe só um dos dois.',
  ],
  noDryRun: (output) => [
    `--dry-run fala de arquivos, e --output ${output}, de saldos.`,
    'Use --dry-run com --output table ou json.',
  ],
};
