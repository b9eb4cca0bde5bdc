/** What the exit code tells a script. */
export const EXIT = {
  done: 0,
  /** scan: negative balances were found; verify: something is not as the fix meant it. */
  found: 1,
  /** Nothing was done: wrong usage, nothing readable, an unknown SKU, a refusal. */
  couldNot: 2,
  /** Done, but rows or files were damaged or missing. */
  incomplete: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
