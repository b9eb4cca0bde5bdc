import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/ledger/lags.js';
import { runsOf } from '../../src/ledger/runs.js';
import { createRandom } from '../world/random.js';

const FIRST_NIGHT = Date.UTC(2026, 2, 1, 2);
const MINUTE = HOUR / 60;

/** Some updates, minutes apart, at the same time of each day. */
const nights = (count: number, updates: number) =>
  Array.from({ length: count }, (_, night) =>
    Array.from({ length: updates }, (_, update) => FIRST_NIGHT + night * DAY + update * MINUTE),
  ).flat();

describe('the runs of a writer', () => {
  it('end with the last update of each night', () => {
    expect(runsOf(nights(5, 3))).toEqual(
      [0, 1, 2, 3, 4].map((night) => FIRST_NIGHT + night * DAY + 2 * MINUTE),
    );
  });

  it('are found in updates in any order', () => {
    expect(runsOf(nights(5, 3).reverse())).toEqual(runsOf(nights(5, 3)));
  });

  it('are found when nights are left out', () => {
    const updates = nights(12, 4).filter((at) => Math.floor((at - FIRST_NIGHT) / DAY) % 3 !== 1);
    expect(runsOf(updates)).toHaveLength(8);
  });

  it('are none for a writer that sends as things happen', () => {
    const random = createRandom(7);
    const updates = Array.from({ length: 300 }, () => FIRST_NIGHT + random.float() * 30 * DAY);
    expect(runsOf(updates)).toBeNull();
  });

  it('are not read into a few updates', () => {
    expect(runsOf(nights(3, 5))).toBeNull();
    expect(runsOf([])).toBeNull();
  });
});
