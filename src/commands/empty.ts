/** Why a scan found nothing to diagnose, and what to add: each case has its own answer. */
import { UserError } from '../errors.js';
import type { FileReport } from '../exports/index.js';
import { count, counted, listed } from '../render/numbers.js';
import { safe } from '../render/safe.js';

const WHERE =
  'Export it in VTEX Admin: Shipping strategy > Warehouses > Export items; it says what is in stock and reserved.';

/** @param files everything that was looked at, none of which gave a balance */
export function noInventoryError(files: readonly FileReport[], paths: readonly string[]): UserError {
  const where = listed(
    paths.map((path) => (path === '-' ? 'standard input' : safe(path))),
    3,
  );
  if (files.length === 0) {
    return new UserError(
      `There are no files below ${where}.`,
      'Put the inventory export, the order exports and the inventory updates there, and scan again.',
    );
  }
  const broken = files.find((file) => file.kind === 'inventory' && file.reason !== null);
  if (broken !== undefined) return unreadableError(broken);
  const rejected = files.find((file) => file.kind === 'inventory' && file.rejected > 0);
  if (rejected) {
    return new UserError(
      `No balance could be read: ${count(rejected.rejected)} of ${counted(rejected.rows, 'row')} of ${safe(rejected.path)} were rejected.`,
      'Export the inventory again, or mend the rows.',
    );
  }
  const damaged = files.find(({ status }) => status === 'damaged' || status === 'unreadable');
  const orders = files.filter((file) => file.kind === 'orders').length;
  const updates = files.filter((file) => file.kind === 'updates').length;
  if (orders + updates > 0) {
    const found = [
      ...(orders > 0 ? [counted(orders, 'order export')] : []),
      ...(updates > 0 ? [counted(updates, 'update log')] : []),
    ];
    const lost =
      damaged === undefined
        ? ''
        : ` ${safe(damaged.path)} was not read whole: ${sentence(safe(damaged.reason ?? damaged.status))}`;
    return new UserError(`${where} holds ${listed(found)}, but no inventory.${lost}`, WHERE);
  }
  if (damaged !== undefined) return unreadableError(damaged);
  const [first] = files;
  if (first !== undefined && files.length === 1) {
    const why = first.reason === null ? '.' : `: ${sentence(safe(first.reason))}`;
    return new UserError(`${safe(first.path)} is no export invfix knows${why}`, WHERE);
  }
  const reason = first?.reason ? `: ${safe(first.path)}: ${sentence(safe(first.reason))}` : '.';
  return new UserError(
    `None of ${counted(files.length, 'file')} below ${where} is an export invfix knows${reason}`,
    WHERE,
  );
}

/** A file named with --counts that is no physical count. */
export function notCountsError(path: string, reason: string | null): UserError {
  return new UserError(
    `${safe(path)} is no physical count${reason === null ? '.' : `: ${sentence(safe(reason))}`}`,
    'A count has the columns SkuId;WarehouseId;Counted and, if you know it, CountedAt.',
  );
}

function unreadableError(file: FileReport): UserError {
  return new UserError(
    `No balance could be read: ${safe(file.path)}: ${sentence(safe(file.reason ?? file.status))}`,
    'Mend that file or export it again; an inventory needs the SKU and two of in stock, reserved and available.',
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
