/** What `scan --output` refuses, in Spanish. */
import type { Catalogue } from '../index.js';

export const outputs: Catalogue['outputs'] = {
  contradicting: (output) => [
    `--json y --output ${output} se contradicen.`,
    '--json es la forma corta de --output json: deje solo uno de los dos.',
  ],
  noDryRun: (output) => [
    `--dry-run habla de archivos, y --output ${output}, de saldos.`,
    'Use --dry-run con --output table o json.',
  ],
};
