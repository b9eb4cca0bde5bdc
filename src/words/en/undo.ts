/** The page of a fix taken back, in English. */
import { counted } from '../format.js';
import type { Told } from '../told.js';
import { shared } from './shared.js';

const counts = (value: number) => counted(value, 'count', 'counts');

export const undo = {
  nothing: 'Nothing of it can be taken back.',
  toWrite: (value: number) =>
    `${counts(value)} to write; --write FILE writes ${value === 1 ? 'it' : 'them'}.`,
  after: ({ fix, moment }: { readonly fix: number; readonly moment: string }) =>
    `After the upload as much is available as if fix ${fix} had not been written, with the orders since. It rests on the inventory of ${moment}: write it soon.`,
  couldBeHigher: (value: number) =>
    `${counts(value)} could also be higher: no export tells whether the fix dropped some orders that have ended since. The lowest is written.`,
  erpToo: 'What was put back in the ERP for the fix has to be taken out there again.',
  before: 'Before the fix',
  beforeShort: 'Before',
  thenAvailable: 'Then available',
  thenAvailableShort: 'Then avail.',
  sure: 'Sure',
  yes: 'yes',
  upTo: (most: number) => `up to ${most}`,
  leftAsIs: (balances: number) =>
    balances === 1 ? '1 balance left as it is' : `${shared.balances(balances)} left as they are`,
  why: 'Why it is left alone',
  notIn: 'the fix is not in',
  anotherCount: 'another count stands there',
  changed: ({
    count,
    author,
    at,
  }: {
    readonly count: number;
    readonly author: string;
    readonly at: string;
  }) => `${count} instead, by ${author} at ${at}`,
  updated: ({
    count,
    author,
    at,
  }: {
    readonly count: number;
    readonly author: string;
    readonly at: string;
  }) => `${count} since, by ${author} at ${at}`,
  writtenSince: 'written since',
  updatedBefore: ({
    count,
    author,
    at,
  }: {
    readonly count: number;
    readonly author: string;
    readonly at: string;
  }) => `${count} before the fix, by ${author} at ${at}`,
  writtenBefore: 'written before the fix',
  gone: 'not in the exports',
  unlimited: 'unlimited now',
  belowZero: 'the count would be below zero',

  noSuchFix: (number: number): Told => [
    `There is no fix ${number}.`,
    'invfix history lists them with their numbers.',
  ],
  /** There was no fix but such as take others back. */
  noneToUndo: (): Told => ['There is no fix to take back.', 'invfix history lists those there are.'],
  noSuchBalance: (fix: number): Told => [
    `Fix ${fix} wrote no such balance.`,
    'Leave --sku and --warehouse out to see what it wrote.',
  ],
  forgotten: (fix: number): Told => [
    `What fix ${fix} wrote is no longer remembered.`,
    'Only the last fixes of each balance, and none of more than 90 days ago, can be taken back.',
  ],
};
