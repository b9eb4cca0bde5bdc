/** Why a scan found nothing to diagnose, and what to add: each case has its own answer. */
import { UserError } from '../errors.js';
import type { FileReport } from '../exports/index.js';
import { listed } from '../render/numbers.js';
import { safe } from '../render/safe.js';
import { words } from '../words/index.js';
import { type Said, sentenceOf } from '../words/said.js';

/** @param files everything that was looked at, none of which gave a balance */
export function noInventoryError(files: readonly FileReport[], paths: readonly string[]): UserError {
  const texts = words().scanning;
  const where = listed(
    paths.map((path) => (path === '-' ? texts.standardInput : safe(path))),
    3,
  );
  if (files.length === 0) return new UserError(...texts.noFiles(where));
  const broken = files.find((file) => file.kind === 'inventory' && file.reason !== null);
  if (broken !== undefined) return unreadableError(broken);
  const bad = files.find((file) => file.kind === 'inventory' && file.rejected > 0);
  if (bad !== undefined) {
    const { path, rejected, rows } = bad;
    return new UserError(...texts.allRejected({ file: safe(path), rejected, rows }));
  }
  const damaged = files.find(({ status }) => status === 'damaged' || status === 'unreadable');
  const orders = files.filter((file) => file.kind === 'orders').length;
  const updates = files.filter((file) => file.kind === 'updates').length;
  if (orders + updates > 0) {
    const found = [
      ...(orders > 0 ? [texts.orderExports(orders)] : []),
      ...(updates > 0 ? [texts.updateLogs(updates)] : []),
    ];
    const lost = damaged === undefined ? null : { file: safe(damaged.path), why: whyLost(damaged) };
    return new UserError(...texts.noInventory({ where, found: listed(found), lost }));
  }
  if (damaged !== undefined) return unreadableError(damaged);
  const [first] = files;
  if (first !== undefined && files.length === 1) {
    return new UserError(...texts.noExport(safe(first.path), whyWords(first.reason)));
  }
  const why = whyWords(first?.reason ?? null);
  return new UserError(
    ...texts.noneKnown({
      count: files.length,
      where,
      first: first === undefined || why === null ? null : { file: safe(first.path), why },
    }),
  );
}

/** A file named with --counts that is no physical count. */
export function notCountsError(path: string, reason: Said | null): UserError {
  return new UserError(...words().scanning.notCounts(safe(path), whyWords(reason)));
}

function unreadableError(file: FileReport): UserError {
  return new UserError(...words().scanning.unreadable(safe(file.path), whyLost(file)));
}

/** Why a file, or some of it, is not read: as a sentence. */
function whyLost({ reason, status }: FileReport): string {
  const { damaged, unreadable } = words().files.status;
  return whyWords(reason) ?? `${status === 'unreadable' ? unreadable : damaged}.`;
}

function whyWords(reason: Said | null): string | null {
  if (reason === null) return null;
  const text = safe(sentenceOf(reason));
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
