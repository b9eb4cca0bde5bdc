import { describe, expect, it } from 'vitest';
import { PLAIN, surfaceOf, UNICODE } from '../../src/render/surface.js';

const TERMINAL = { isTTY: true, columns: 100 };

describe('a surface', () => {
  it('is a terminal only where a person watches', () => {
    expect(surfaceOf(TERMINAL, true, {}).isTerminal).toBe(true);
    expect(surfaceOf({}, true, {}).isTerminal).toBe(false);
    expect(surfaceOf(TERMINAL, true, { CI: 'true' }).isTerminal).toBe(false);
    expect(surfaceOf(TERMINAL, true, { TERM: 'dumb' }).isTerminal).toBe(false);
  });

  it('has no colours in a file, under NO_COLOR or --no-color', () => {
    expect(surfaceOf({}, true, {}).colours.level).toBe(0);
    expect(surfaceOf(TERMINAL, true, { NO_COLOR: '1' }).colours.level).toBe(0);
    expect(surfaceOf(TERMINAL, false, { FORCE_COLOR: '1' }).colours.level).toBe(0);
  });

  it('has colours anywhere under FORCE_COLOR', () => {
    expect(surfaceOf({}, true, { FORCE_COLOR: '1', NO_COLOR: '1' }).colours.level).toBe(1);
    expect(surfaceOf(TERMINAL, true, { FORCE_COLOR: '0' }).colours.level).toBe(0);
  });

  it('is as wide as the terminal, and unbounded where there is none', () => {
    expect(surfaceOf(TERMINAL, true, {}).columns).toBe(100);
    expect(surfaceOf({ isTTY: true, columns: 0 }, true, {}).columns).toBe(80);
    expect(surfaceOf({}, true, {}).columns).toBe(Number.POSITIVE_INFINITY);
  });

  it('falls back to plain signs where the locale knows no Unicode', () => {
    expect(surfaceOf(TERMINAL, true, { LANG: 'C' }).symbols).toBe(PLAIN);
    expect(surfaceOf(TERMINAL, true, { LC_ALL: 'pt_BR.UTF-8', LANG: 'C' }).symbols).toBe(UNICODE);
    expect(surfaceOf(TERMINAL, true, {}).symbols).toBe(UNICODE);
  });
});
