import { describe, expect, it } from 'vitest';
import type { EarlierTrigger, Writer } from '../../src/ledger/diagnosis.js';
import {
  momentLine,
  renderNegative,
  renderOthers,
  renderProblems,
  renderWriters,
} from '../../src/render/scan.js';
import { at, doubleCounted } from './stories.js';
import { pipe, terminal } from './surfaces.js';

function writer(facts: Partial<Writer>): Writer {
  return {
    author: 'erp',
    warehouse: null,
    trigger: null,
    candidates: [],
    habit: 'other',
    writesInRuns: false,
    earlier: null,
    decrements: 10,
    matched: 9,
    expectedByChance: 1.6,
    ...facts,
  };
}

const PAID_UNTIL: EarlierTrigger = {
  trigger: 'authorized',
  candidates: ['authorized'],
  from: at('2026-03-12 01:00'),
  until: at('2026-03-12 04:00'),
  follows: 'orders',
  decrements: 20,
  matched: 19,
  expectedByChance: 2,
};

function said(facts: Partial<Writer>): string {
  return (renderWriters([writer(facts)], pipe()) ?? '').replace(/\s+/g, ' ');
}

describe('a writer', () => {
  it('that takes units off early is told what to change, with the evidence', () => {
    const text = said({ habit: 'trigger', trigger: 'authorized', candidates: ['authorized', 'ready'] });
    expect(text).toContain('erp takes units off when an order is paid or ready for handling');
    expect(text).toContain('(of 10 decrements looked at, 9 fit the orders, where chance would fit 2)');
    expect(text).toContain('a corrected count will not last');
  });

  it('that takes them off at Preparing Delivery is as it should be', () => {
    expect(said({ habit: 'trigger', trigger: 'handling', candidates: ['handling'] })).toMatch(
      /as it should be\.$/,
    );
  });

  it('that takes them off at the invoice is late', () => {
    expect(said({ habit: 'trigger', trigger: 'invoiced', candidates: ['invoiced'] })).toContain(
      'That is late',
    );
  });

  it('that was mended is as it should be now, and not told to change', () => {
    const text = said({
      habit: 'trigger',
      trigger: 'handling',
      candidates: ['handling'],
      earlier: PAID_UNTIL,
    });
    expect(text).toContain(
      'erp took units off when an order was paid until 2026-03-12 (of 20 decrements looked at',
    );
    expect(text).toContain('Since then it takes units off when an order is in Preparing Delivery (of 10');
    expect(text).toMatch(/as it should be now\.$/);
    expect(text).not.toContain('will not last');
  });

  it('that became early is told that something was changed', () => {
    const earlier: EarlierTrigger = { ...PAID_UNTIL, trigger: 'handling', candidates: ['handling'] };
    const text = said({ habit: 'trigger', trigger: 'authorized', candidates: ['authorized'], earlier });
    expect(text).toContain('a corrected count will not last');
    expect(text).toContain('It was not so before: see what was changed in it at that time.');
  });

  it('that has not lowered a count since it was mended is still named', () => {
    const text = said({
      habit: 'trigger',
      trigger: 'handling',
      candidates: ['handling'],
      earlier: PAID_UNTIL,
      decrements: 0,
      matched: 0,
      expectedByChance: 0,
    });
    expect(text).toContain('Since then it takes units off when an order is in Preparing Delivery');
  });

  it('that writes in runs had them before it was mended too', () => {
    const text = said({
      habit: 'trigger',
      trigger: 'handling',
      candidates: ['handling'],
      earlier: PAID_UNTIL,
      writesInRuns: true,
    });
    expect(text).toMatch(/took units off when an order was paid until 2026-\d\d-\d\d, in runs \(/);
  });

  it('is named with the warehouse it does so in', () => {
    const text = said({ habit: 'trigger', trigger: 'handling', candidates: ['handling'], warehouse: 'wh_2' });
    expect(text).toContain('erp in wh_2 takes units off when an order is in Preparing Delivery');
  });

  it('that is a person lowering counts for pending orders is asked not to', () => {
    const text = said({ habit: 'early-person', author: 'ana' });
    expect(text).toContain('ana lowers counts by hand for orders that are still pending');
    expect(text).toContain("Tell them: a pending order's reservation holds its units already");
  });

  it('without a habit is a till or the like', () => {
    expect(said({ author: null, matched: 1 })).toContain('an unnamed user follows no order');
  });

  it('with a few decrements shows nothing', () => {
    expect(said({ decrements: 3 })).toContain('too seldom to show a habit (3 decrements looked at)');
  });

  it('without a habit is counted where there are many, those with one are all named', () => {
    const many = Array.from({ length: 8 }, (_, n) => writer({ author: `till ${n}`, decrements: 10 + n }));
    const text = renderWriters([...many, writer({ author: 'ana', habit: 'early-person' })], pipe()) ?? '';
    expect(text.split('\n')[1]).toContain('ana lowers');
    expect(text).toContain('till 7 follows');
    expect(text).not.toContain('till 2 follows');
    expect(text).toContain('and 3 more who follow no order');
  });

  it('that never lowered a count is not named', () => {
    expect(renderWriters([writer({ decrements: 0 })], pipe())).toBeNull();
  });
});

describe('the totals', () => {
  it('count negative balances and their units', () => {
    const page = { balances: 12_000, negative: 2, unitsShort: 3, shown: [doubleCounted()], selected: 2 };
    const text = renderNegative(page, terminal());
    expect(text).toContain('2 of 12,000 balances are negative, by 3 units in all.');
    expect(text).toContain('1 more not shown; --limit 2 shows all.');
  });

  it('mention understated and overstated balances only where there are any', () => {
    const none = {
      understated: 0,
      unitsWithheld: 0,
      overstated: 0,
      unitsPhantom: 0,
      valueWithheld: [],
      unitsHidden: null,
      blockedTradePolicies: null,
    };
    expect(renderOthers(none, pipe())).toBeNull();
    expect(renderOthers({ ...none, understated: 1, unitsWithheld: 1 }, pipe())).toMatch(
      /^1 balance is understated: not negative yet, but 1 unit is withheld/,
    );
    expect(renderOthers({ ...none, unitsPhantom: 3 }, pipe())).toMatch(
      /^In all, 3 units that left the shelf are still counted/,
    );
    const overstated = renderOthers({ ...none, overstated: 1, unitsPhantom: 3 }, pipe());
    expect(overstated?.replace(/\s+/g, ' ')).toBe(
      '1 balance is overstated: it offers units that do not exist. In all, 3 units that left the shelf are still counted (--overstated lists it).',
    );
    const valueWithheld = [
      { currency: 'BRL', cents: 123456 },
      { currency: 'USD', cents: 900 },
    ];
    const worth = renderOthers({ ...none, understated: 2, unitsWithheld: 9, valueWithheld }, pipe());
    expect(worth?.replace(/\s+/g, ' ')).toContain(
      'but 9 units, worth BRL 1,234.56 and USD 9.00, are withheld',
    );
    const hidden = renderOthers({ ...none, unitsHidden: 7, blockedTradePolicies: ['1', '2'] }, pipe());
    expect(hidden?.replace(/\s+/g, ' ')).toContain(
      'block their SKUs in trade policies 1 and 2, and hide 7 units that other warehouses could sell.',
    );
  });
});

describe('the moment of the inventory', () => {
  it('is named with its source, or said to be unknown', () => {
    const moment = at('2026-04-01 00:00');
    expect(momentLine(moment, 'option', null)).toBe(
      'Inventory of 2026-04-01 00:00 UTC, as --exported-at says.',
    );
    expect(momentLine(moment, 'file-name', moment + 86_399_999)).toBe(
      "Inventory of 2026-04-01, as the file's name says; the time of day is not known (--exported-at can give it).",
    );
    expect(momentLine(null, null, moment)).toBe(
      'Nothing says when the inventory was exported, only that it was no later than 2026-04-01 00:00 UTC; --exported-at can.',
    );
  });
});

describe('rows that could not be read', () => {
  it('are named by sort with the first place, and singly where a sort has more than one', () => {
    const message = { key: 'not-json' } as const;
    const problem = { code: 'bad-json', count: 2, message, file: 'a.csv', line: 5 };
    const rows = [
      { file: 'a.csv', line: 5, message },
      { file: 'a.csv', line: 9, message },
    ];
    expect(renderProblems([problem], rows, 7, pipe())).toBe(
      [
        'Not everything could be read',
        '  ! 2 times, first at a.csv:5: text that is not JSON',
        '    • a.csv:5: text that is not JSON',
        '    • a.csv:9: text that is not JSON',
        '    and 5 more; --problems shows every one',
      ].join('\n'),
    );
    expect(renderProblems([{ ...problem, count: 1 }], rows.slice(0, 1), 1, pipe())).not.toContain('•');
    expect(renderProblems([], [], 0, pipe())).toBeNull();
    const sorts = Array.from({ length: 30 }, (_, n) => ({ ...problem, count: 1, file: `${n}.csv` }));
    const text = renderProblems(sorts, [], 30, pipe(), 20) ?? '';
    expect(text).toContain('19.csv:5');
    expect(text).not.toContain('20.csv:5');
    expect(text).toContain('and 10 more of other sorts or files; --problems names all');
  });
});
