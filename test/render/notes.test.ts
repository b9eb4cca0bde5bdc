import { describe, expect, it } from 'vitest';
import { CAUSES, NOTES } from '../../src/ledger/diagnosis.js';
import { causeHappened, causeName, causeRemedy } from '../../src/render/causes.js';
import { noteMessage } from '../../src/render/notes.js';
import { at } from './stories.js';

describe('notes', () => {
  it.each(NOTES)('%s is a sentence even when no value is known', (code) => {
    const text = noteMessage({ code, values: {} });
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/undefined|NaN|null| {2}| \./);
  });

  it('name orders and dates where they are known', () => {
    const note = {
      code: 'changed-after-export',
      values: { orders: ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'], exportedAt: at('2026-04-01 00:00') },
    } as const;
    expect(noteMessage(note)).toMatch(
      /^Orders v1, v2, v3, v4 and 2 more changed after the inventory was exported on 2026-04-01:/,
    );
  });

  it('say which way a count of the shelf differs', () => {
    const message = (carried: number) =>
      noteMessage({ code: 'count-differs', values: { counted: 9, carried, expected: 7 } });
    expect(message(8)).toMatch(/^The count of the shelf comes to 8, .* would give 7\. .* beyond that/);
    expect(message(5)).toMatch(/^The count of the shelf comes to 5, .* would give 7\. .* are missing/);
  });

  it('show nothing unsafe', () => {
    expect(noteMessage({ code: 'unknown-status', values: { status: '\x1b[2J', orders: ['v\u202e1'] } })).toBe(
      'Order v1 has a status invfix does not know (\\x1b[2J); its units count as undetermined, not as pending.',
    );
  });
});

describe('causes', () => {
  it.each(CAUSES)('%s has a short name, a sentence for one and for many, and a remedy', (code) => {
    expect(causeName(code, 'short').length).toBeLessThanOrEqual(14);
    for (const units of [0, 1, 3, -2]) {
      expect(causeHappened({ code, units })).toMatch(/^[A-Z0-9].*\.$/);
      expect(causeHappened({ code, units })).not.toMatch(/-\d|\b1 units/);
      expect(causeRemedy({ code, units })).toMatch(/^[A-Z].*\.$/);
    }
  });
});
