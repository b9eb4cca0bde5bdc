/**
 * One line on stderr that says where a long command is: shown on a terminal only, only once a second has
 * passed, and gone without a trace when it is done.
 */
import { basename } from 'node:path';
import { words } from '../words/index.js';
import { bytes } from './numbers.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';
import { displayWidth, shortenEnd, shortenMiddle } from './width.js';

const PATIENCE = 1000;
const PERIOD = 100;
const BAR = 20;

export class Progress {
  readonly #started = Date.now();
  #last = 0;
  #shown = false;

  /**
   * @param surface of stderr
   * @param write to stderr
   * @param enabled false under --quiet
   */
  constructor(
    private readonly surface: Surface,
    private readonly write: (text: string) => void,
    private readonly enabled: boolean,
  ) {}

  /** Reading files: how much of all bytes, how fast, and which file. */
  reading(file: string, read: number, total: number, rows: number): void {
    this.#draw(() => {
      const seconds = Math.max(0.001, (Date.now() - this.#started) / 1000);
      const rate = `${bytes(Math.round(read / seconds))}/s`;
      const share = total > 0 ? read / total : 0;
      return this.#line(share, `${words().progress.rows(rows)}  ${rate}  `, safe(basename(file)));
    });
  }

  /** Working through the balances, one by one. */
  balances(done: number, total: number): void {
    this.#draw(() => this.#line(total > 0 ? done / total : 0, '', words().progress.balances(done, total)));
  }

  /** A step that cannot say how far it is: shown at once, as nothing can be shown while it works. */
  step(what: string): void {
    if (!this.enabled || !this.surface.isTerminal) return;
    this.#shown = true;
    this.write(`\r\x1b[K  ${shortenEnd(what, this.surface.columns - 3, this.surface.symbols.ellipsis)}`);
  }

  /** Removes the line. */
  clear(): void {
    if (!this.#shown) return;
    this.write('\r\x1b[K');
    this.#shown = false;
  }

  #draw(line: () => string): void {
    if (!this.enabled || !this.surface.isTerminal) return;
    const now = Date.now();
    if (now - this.#started < PATIENCE || now - this.#last < PERIOD) return;
    this.#last = now;
    this.#shown = true;
    this.write(`\r\x1b[K${line()}`);
  }

  #line(share: number, facts: string, name: string): string {
    return progressLine(Math.min(1, share), facts, name, this.surface);
  }
}

/** `████░░░░  41 %  12,345 rows  8.2 MB/s  orders.csv`, in one line whatever the name's length. */
function progressLine(share: number, facts: string, name: string, surface: Surface): string {
  const { symbols, colours } = surface;
  const filled = Math.round(share * BAR);
  const bar = colours.cyan(symbols.full.repeat(filled)) + symbols.empty.repeat(BAR - filled);
  const text = `  ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${facts}`;
  const room = Math.max(8, Math.min(surface.columns, 120) - displayWidth(text) - 1);
  return text + shortenMiddle(name, room, symbols.ellipsis);
}
