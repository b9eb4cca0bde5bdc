import { describe, expect, it } from 'vitest';
import { TickList } from '../../src/commands/tick-list.js';

const PAGE = 2;
const NAMED = ['up', 'down', 'pageup', 'pagedown', 'home', 'end', 'space', 'return', 'escape', 'backspace'];

/** Presses keys given by their names or by what they type; returns what the last one led to. */
function press(list: TickList, ...keys: readonly string[]): string {
  let outcome = '';
  for (const key of keys) {
    const typed = key === 'space' ? ' ' : key;
    outcome = list.press(NAMED.includes(key) ? { name: key, text: typed } : { text: key }, PAGE);
  }
  return outcome;
}

const ticked = (list: TickList): number[] => [...list.ticked].sort((a, b) => a - b);
const five = (): TickList => new TickList(['100 Wide proven', '101 wide', '200', '201 proven', '300 wide']);

describe('a list to tick', () => {
  it('begins with nothing ticked', () => {
    const list = five();
    expect(press(list, 'return')).toBe('done');
    expect(ticked(list)).toEqual([]);
  });

  it('ticks and unticks the line at the cursor', () => {
    const list = five();
    press(list, 'space', 'down', 'down', 'space', 'up', 'space', 'space');
    expect(ticked(list)).toEqual([0, 2]);
  });

  it('moves by lines around its ends, by pages up to them', () => {
    const list = five();
    const at = (...keys: string[]): number => {
      press(list, ...keys);
      return list.cursor;
    };
    expect([at('up'), at('down'), at('pagedown'), at('pagedown'), at('pagedown')]).toEqual([4, 0, 2, 4, 4]);
    expect([at('pageup'), at('home'), at('end')]).toEqual([2, 0, 4]);
  });

  it('ticks all, none once all are, and inverts', () => {
    const list = five();
    press(list, 'space', 'a');
    expect(list.ticked.size).toBe(5);
    press(list, 'a');
    expect(list.ticked.size).toBe(0);
    press(list, 'space', 'i');
    expect(ticked(list)).toEqual([1, 2, 3, 4]);
  });

  it('finds lines with every word typed, whatever their case, and ticks among them alone', () => {
    const list = five();
    press(list, '/', 'W', 'i', 'd', 'e', 'space', '1', 'return', 'a');
    expect(list.shown).toEqual([0, 1]);
    expect(ticked(list)).toEqual([0, 1]);
    expect(press(list, 'escape')).toBe('on');
    expect(list.shown).toEqual([0, 1, 2, 3, 4]);
    expect(ticked(list)).toEqual([0, 1]);
  });

  it('keeps its line while searching, and shows more again as the search is shortened', () => {
    const list = five();
    press(list, 'end', '/', 'w', 'i');
    expect([list.shown, list.cursor]).toEqual([[0, 1, 4], 2]);
    press(list, 'x');
    expect([list.shown, list.cursor]).toEqual([[], 0]);
    press(list, 'down', 'space', 'backspace', 'backspace', 'backspace', 'backspace', 'backspace');
    expect([list.search, list.shown.length]).toEqual(['', 5]);
    press(list, 'return', 'space');
    expect(ticked(list)).toEqual([0]);
  });

  it('ticks nothing where nothing is found', () => {
    const list = five();
    press(list, '/', 'z', 'return', 'space', 'a', 'i', 'down', 'pagedown', 'end');
    expect([list.ticked.size, list.cursor]).toEqual([0, 0]);
  });

  it('is given up with escape, or Ctrl with c or d, in a search too', () => {
    expect(press(five(), 'escape')).toBe('stopped');
    const list = five();
    press(list, '/', 'a');
    expect(list.press({ name: 'c', text: '\x03', isHeld: true }, PAGE)).toBe('stopped');
    expect(list.press({ name: 'd', text: '\x04', isHeld: true }, PAGE)).toBe('stopped');
    expect(list.press({ name: 'a', text: '\x01', isHeld: true }, PAGE)).toBe('on');
    expect(press(list, 'escape')).toBe('on');
    expect(press(list, 'escape')).toBe('stopped');
  });
});
