/** `correct --pick`: the corrections that a person ticks in a list on the terminal. Loaded only for that. */
import { isCancel, Prompt, settings } from '@clack/core';
import { Interrupted, UserError } from '../errors.js';
import type { Correction } from '../ledger/index.js';
import { type PickPage, pickPage, renderPicked, renderStopped, searchText } from '../render/pick.js';
import type { Surface } from '../render/surface.js';
import { words } from '../words/index.js';
import { type Context, cleanUpOnInterrupt } from './context.js';
import { TickList } from './tick-list.js';

const STDIN = '-';

/** @throws UserError where nobody can be asked */
export function refuseUnpickable(
  { skuFile, from }: { readonly skuFile?: string; readonly from?: readonly string[] },
  { errors }: Context,
): void {
  const taken = skuFile === STDIN ? '--sku-file -' : from?.includes(STDIN) ? '--from -' : null;
  if (taken !== null) {
    throw new UserError(...words().pick.bothFromStdin(taken));
  }
  if (process.stdin.isTTY && errors.isTerminal) return;
  throw new UserError(...words().pick.noTerminal());
}

/**
 * Asks on the standard error, so that data alone goes to the standard output.
 * @returns those ticked, in the order given; all of them without asking where there are none
 * @throws Interrupted when the user gives up
 */
export async function pickCorrections(
  corrections: readonly Correction[],
  { errors }: Context,
): Promise<readonly Correction[]> {
  if (corrections.length === 0) return corrections;
  const list = new TickList(corrections.map(searchText));
  if (!(await isDone(list, corrections, errors))) throw new Interrupted();
  return corrections.filter((_, index) => list.ticked.has(index));
}

/** Enter is left to the list, which may be at a search. */
class CorrectionsPrompt extends Prompt<boolean> {
  protected override _shouldSubmit(): boolean {
    return false;
  }
}

/** Shows the list until it is done with; false when it is given up, also by a signal or the terminal's end. */
async function isDone(list: TickList, corrections: readonly Correction[], errors: Surface): Promise<boolean> {
  const { stdin, stderr } = process;
  const pageNow = fittingPage(corrections, errors);
  // A serial line or a container may not say its size.
  stderr.columns ||= 80;
  stderr.rows ||= 24;
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  // The library gives up at escape by itself, also where it is to end a search.
  settings.aliases.delete('escape');
  const prompt: Prompt<boolean> = new CorrectionsPrompt(
    {
      input: stdin,
      output: stderr,
      signal: stop.signal,
      render: () =>
        prompt.state === 'submit'
          ? renderPicked(list.ticked.size, list.length)
          : prompt.state === 'cancel'
            ? renderStopped()
            : pageNow().draw(list, stderr.rows),
    },
    false,
  );
  prompt.on('key', (text, { name, ctrl, meta }) => {
    // Escape alone is reported as if Alt were held.
    const isHeld = ctrl === true || (meta === true && name !== 'escape');
    const outcome = list.press({ name, text, isHeld }, pageNow().pageSize(stderr.rows));
    if (outcome !== 'on') prompt.state = outcome === 'done' ? 'submit' : 'cancel';
  });
  const forget = cleanUpOnInterrupt(abort);
  stdin.once('end', abort);
  // Readline stops reading for good when the program comes back from the background.
  process.once('SIGCONT', abort);
  try {
    return !isCancel(await prompt.prompt());
  } finally {
    stdin.off('end', abort);
    process.off('SIGCONT', abort);
    forget();
  }
}

/** Fitted anew when the terminal has another width. */
function fittingPage(corrections: readonly Correction[], errors: Surface): () => PickPage {
  let page: PickPage | null = null;
  let columns = 0;
  return () => {
    const now = process.stderr.columns;
    if (page === null || now !== columns) page = pickPage(corrections, { ...errors, columns: now });
    columns = now;
    return page;
  };
}
