/** What the command that writes the page says, in English; the page's own texts stand in page.ts. */

type Trouble = readonly [message: string, hint: string];

export const report = {
  noFile: [
    'Nothing says where to write the report.',
    'Name a file: invfix report --html report.html',
  ] as Trouble,
  openNeedsFile: [
    '--open needs a file to open.',
    'Name one: invfix report --html report.html --open',
  ] as Trouble,
  /** `negative`: the sentence that says how many balances are. */
  written: (path: string, negative: string) =>
    `Wrote ${path}; any browser opens it, without a network. ${negative}`,
  notOpened: (path: string) => `Nothing was found that opens it. Open ${path} in a browser.`,
};
