import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../src/render/progress.js';
import { displayWidth } from '../../src/render/width.js';
import { pipe, terminal } from './surfaces.js';

describe('the progress line', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function shown(surface = terminal(), enabled = true): string[] {
    const written: string[] = [];
    const progress = new Progress(surface, (text) => written.push(text), enabled);
    progress.reading('a/inventory.csv', 1_000_000, 10_000_000, 500);
    vi.advanceTimersByTime(2000);
    progress.reading(`a/${'long-'.repeat(30)}.csv`, 5_000_000, 10_000_000, 2500);
    progress.clear();
    return written;
  }

  it('appears after a second, with share, rate and file, and is gone when done', () => {
    const [line = '', end] = shown();
    expect(line).toMatch(/ 50 % {2}2,500 rows {2}2\.5 MB\/s {2}long-.*…/);
    expect(displayWidth(line.replace('\r', ''))).toBeLessThan(84);
    expect(end).toBe('\r\x1b[K');
  });

  it('names at once a step that cannot say how far it is', () => {
    const written: string[] = [];
    const progress = new Progress(terminal(20), (text) => written.push(text), true);
    progress.step('learning who writes what and when');
    progress.clear();
    expect(written).toHaveLength(2);
    expect(displayWidth((written[0] ?? '').replace('\r', ''))).toBeLessThan(40);
  });

  it('is for terminals only, and not under --quiet', () => {
    expect(shown(pipe())).toEqual([]);
    expect(shown(terminal(), false)).toEqual([]);
  });
});
