/** Balances made by hand: every test states only what it is about. */
import type { BalanceStory, UpdateStory } from '../../src/ledger/diagnosis.js';
import type { Moment } from '../../src/ledger/records.js';

/** `2026-03-28 10:07` as epoch milliseconds. */
export function at(text: string): Moment {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

export function story(facts: Partial<BalanceStory> = {}): BalanceStory {
  return {
    sku: '100014',
    warehouse: 'wh_1',
    warehouseName: 'WH_1',
    refId: 'REF100014',
    unlimited: false,
    inStock: 5,
    reserved: 0,
    available: 5,
    pending: 0,
    acknowledged: 0,
    ghosts: 0,
    undetermined: 0,
    earlyWriteOffs: 0,
    lateWriteOffs: 0,
    availableItems: 5,
    corrected: 5,
    unblocked: 5,
    alternatives: [],
    oversold: 0,
    basis: 'update-log',
    confidence: 'proven',
    causes: [],
    blockedTradePolicies: null,
    hiddenUnits: null,
    isHidden: false,
    sellingPrice: null,
    updates: [],
    reservations: [],
    notTakenOff: [],
    notPutBack: [],
    unserved: [],
    counted: null,
    notes: [],
    ...facts,
  };
}

export function update(facts: Partial<UpdateStory>): UpdateStory {
  return {
    at: at('2026-03-20 10:00'),
    author: 'erp@acme.example',
    before: 0,
    after: 0,
    logged: true,
    takenOff: [],
    putBack: [],
    received: 0,
    unexplained: 0,
    reset: false,
    dropped: [],
    ...facts,
  };
}

/** In stock 2, four units reserved and taken off early: one order in Preparing Delivery, one ready. */
export function doubleCounted(facts: Partial<BalanceStory> = {}): BalanceStory {
  return story({
    inStock: 2,
    reserved: 4,
    available: -2,
    pending: 3,
    acknowledged: 1,
    earlyWriteOffs: 4,
    availableItems: 2,
    corrected: 5,
    unblocked: 5,
    causes: [{ code: 'early-write-off', units: 4 }],
    reservations: [
      {
        order: 'v700368acme-01',
        lockId: '00-v700368acme-01',
        units: 1,
        state: 'acknowledged',
        status: 'handling',
        createdAt: at('2026-03-27 22:10'),
        kit: null,
        takenOffAt: at('2026-03-28 00:47'),
      },
      {
        order: 'v700369acme-01',
        lockId: '00-v700369acme-01',
        units: 3,
        state: 'pending',
        status: 'ready-for-handling',
        createdAt: at('2026-03-27 23:30'),
        kit: null,
        takenOffAt: at('2026-03-28 10:07'),
      },
    ],
    updates: [
      update({ at: at('2026-03-20 10:00'), before: 1, after: 6, received: 5 }),
      update({
        at: at('2026-03-28 00:47'),
        before: 6,
        after: 5,
        takenOff: [
          {
            order: 'v700368acme-01',
            units: 1,
            early: true,
            statusThen: 'payment-approved',
            statusThenCertain: false,
            hoursEarly: 31,
          },
        ],
      }),
      update({
        at: at('2026-03-28 10:07'),
        before: 5,
        after: 2,
        takenOff: [
          {
            order: 'v700369acme-01',
            units: 3,
            early: true,
            statusThen: 'payment-approved',
            statusThenCertain: true,
            hoursEarly: null,
          },
        ],
      }),
    ],
    ...facts,
  });
}
