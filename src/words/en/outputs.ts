/** What `scan --output` refuses, in English. */

type Refusal = readonly [message: string, hint: string];

export const outputs = {
  contradicting: (output: string): Refusal => [
    `--json and --output ${output} contradict each other.`,
    '--json is short for --output json: leave one of them out.',
  ],
  noDryRun: (output: string): Refusal => [
    `--dry-run tells of files, and --output ${output} of balances.`,
    'Use --dry-run with --output table or json.',
  ],
};
