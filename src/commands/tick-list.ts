/** What is ticked in a long list, and what each key does to it. Knows neither what the lines say nor the terminal. */
import type { ListView } from '../render/pick.js';

/** A key as the terminal reports it. */
export interface KeyPress {
  /** `up`, `space`, `return`, `a`; undefined for signs that have no name, such as `/`. */
  readonly name?: string | undefined;
  /** What it types; undefined where it types nothing. */
  readonly text?: string | undefined;
  /** Control or Alt was held. */
  readonly isHeld?: boolean | undefined;
}

/** What a key leads to: the list goes on, is done with, or is given up. */
type Outcome = 'on' | 'done' | 'stopped';

const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** Nothing is ticked at first: what is uploaded is what somebody chose. */
export class TickList implements ListView {
  readonly ticked = new Set<number>();
  readonly length: number;
  search = '';
  isSearching = false;
  cursor = 0;
  shown: readonly number[];
  readonly #texts: readonly string[];
  readonly #all: readonly number[];

  /** @param texts what each line is found by */
  constructor(texts: readonly string[]) {
    this.#texts = texts.map(folded);
    this.#all = texts.map((_, index) => index);
    this.shown = this.#all;
    this.length = texts.length;
  }

  /** @param pageSize lines that are seen at once */
  press(key: KeyPress, pageSize: number): Outcome {
    if (key.isHeld) return key.name === 'c' || key.name === 'd' ? 'stopped' : 'on';
    if (this.#moves(key.name, pageSize)) return 'on';
    if (this.isSearching) this.#type(key);
    else if (key.name === 'return') return 'done';
    else if (key.name === 'escape') {
      if (this.search === '') return 'stopped';
      this.#find('');
    } else this.#tick(key);
    return 'on';
  }

  #moves(name: string | undefined, pageSize: number): boolean {
    const last = this.shown.length - 1;
    const targets: Readonly<Record<string, number>> = {
      up: this.cursor === 0 ? last : this.cursor - 1,
      down: this.cursor === last ? 0 : this.cursor + 1,
      pageup: this.cursor - pageSize,
      pagedown: this.cursor + pageSize,
      home: 0,
      end: last,
    };
    const target = name === undefined ? undefined : targets[name];
    if (target === undefined) return false;
    this.cursor = Math.max(0, Math.min(last, target));
    return true;
  }

  #tick({ name, text }: KeyPress): void {
    if (name === 'space') {
      const line = this.shown[this.cursor];
      if (line !== undefined) this.#set(line, !this.ticked.has(line));
    } else if (text === 'a') {
      const isAll = this.shown.every((line) => this.ticked.has(line));
      for (const line of this.shown) this.#set(line, !isAll);
    } else if (text === 'i') {
      for (const line of this.shown) this.#set(line, !this.ticked.has(line));
    } else if (text === '/') this.isSearching = true;
  }

  #type({ name, text }: KeyPress): void {
    if (name === 'return') this.isSearching = false;
    else if (name === 'escape') {
      this.isSearching = false;
      this.#find('');
    } else if (name === 'backspace') this.#find([...this.search].slice(0, -1).join(''));
    else if (text !== undefined && PRINTABLE.test(text)) this.#find(this.search + text);
  }

  /** Shows the lines that have every word in them; the cursor stays on its line where that is still shown. */
  #find(search: string): void {
    const line = this.shown[this.cursor];
    const words = folded(search).split(' ');
    this.search = search;
    this.shown =
      search === ''
        ? this.#all
        : this.#all.filter((each) => words.every((word) => this.#texts[each]?.includes(word)));
    this.cursor = line === undefined ? 0 : Math.max(0, this.shown.indexOf(line));
  }

  #set(line: number, isTicked: boolean): void {
    if (isTicked) this.ticked.add(line);
    else this.ticked.delete(line);
  }
}

function folded(text: string): string {
  return text.toLowerCase();
}
