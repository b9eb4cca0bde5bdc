/**
 * The JSON documents as scripts and the library's users get them. The schemas in `schemas/` are made from these
 * types and their comments (`npm run generate`). Every key is always there; what is unknown is null.
 */
import type { ExportKind } from '../exports/index.js';
import type {
  Basis,
  CauseCode,
  Confidence,
  NoteCode,
  ReservationState,
  Trigger,
} from '../ledger/diagnosis.js';
import type { Evidence, FixState, LeftOutReason, UndoRefusal } from '../ledger/index.js';

/**
 * ISO 8601 in UTC, with milliseconds.
 * @format date-time
 */
export type Time = string;

/** What became of one file. */
export interface FileDocument {
  /** As it was found; a file in an archive follows the archive's path. */
  readonly path: string;
  /** What it was taken for; null when it is nothing invfix knows. */
  readonly kind: ExportKind | null;
  /** Rows of data read, those that were rejected included. */
  readonly rows: number;
  /**
   * read: whole, though single rows may have been rejected. damaged: cut off, empty, or without a column it needs.
   * skipped: nothing invfix reads. unreadable: the system refused it.
   */
  readonly status: 'read' | 'damaged' | 'skipped' | 'unreadable';
  /** One English sentence why; null where it was read whole. */
  readonly reason: string | null;
}

/** The totals over the balances that --sku and --warehouse select; over all of them without. */
export interface SummaryDocument {
  /** Balances: one is one SKU in one warehouse. */
  readonly balances: number;
  /** Balances whose available quantity is below zero. */
  readonly negative: number;
  /** Units below zero, summed over the negative balances. */
  readonly unitsShort: number;
  /** Balances that withhold units from sale without being negative. */
  readonly understated: number;
  /** Units withheld, summed over the balances that are not negative. */
  readonly unitsWithheld: number;
  /** Balances that still count units which are gone. */
  readonly overstated: number;
  /** Units that are counted and gone, summed over all balances. */
  readonly unitsPhantom: number;
  /** Units available in other warehouses that a negative balance hides; null where trade policies are unknown. */
  readonly unitsHidden: number | null;
  /** Ids of the trade policies that cannot buy some SKU; null where trade policies are unknown. */
  readonly blockedTradePolicies: readonly string[] | null;
  /** Balances whose update log has gaps. */
  readonly logGaps: number;
}

/** What a writer of inventory updates does, in one span of time. */
export interface TriggerDocument {
  /** As the log names it; null stands for updates that name nobody. */
  readonly author: string | null;
  /** The warehouse's id; null where it does the same in all of them. */
  readonly warehouse: string | null;
  /** The moment of an order at which it takes units off; null where it shows none. */
  readonly trigger: Trigger | null;
  /** Triggers that cannot be told apart, the likeliest first. */
  readonly candidates: readonly Trigger[];
  /** Updates that lowered a count. */
  readonly decrements: number;
  /** How many of them the trigger explains. */
  readonly matched: number;
  /** How many of them chance would explain, rounded. */
  readonly expectedByChance: number;
  /** trigger: takes off at a moment. early-person: lowers counts for pending orders by hand. other: neither. */
  readonly habit: 'trigger' | 'early-person' | 'other';
  /** Since when; null where it was so from the log's beginning. */
  readonly since: Time | null;
  /** Until when; null where it still is so. */
  readonly until: Time | null;
}

/** A cause and its units. */
export interface CauseDocument {
  readonly code: CauseCode;
  readonly units: number;
}

/** One SKU in one warehouse, diagnosed. Quantities are whole units. */
export interface BalanceDocument {
  /** The SKU's id. */
  readonly sku: string;
  /** The warehouse's id. */
  readonly warehouse: string;
  /** The total quantity of the inventory export. */
  readonly inStock: number;
  /** The reserved quantity of the inventory export. */
  readonly reserved: number;
  /** In stock less reserved. */
  readonly available: number;
  /** P: reserved for orders not yet in Preparing Delivery; on the shelf. */
  readonly pending: number;
  /** K: reserved for orders in Preparing Delivery, with no update since; gone from the shelf. */
  readonly acknowledged: number;
  /** G: reserved for orders that are closed; gone from the shelf. */
  readonly ghosts: number;
  /** U: reserved, and the state cannot be told. */
  readonly undetermined: number;
  /** E: reserved units that in stock already lacks. */
  readonly earlyWriteOffs: number;
  /** L: units gone from the shelf, no longer reserved, and not yet taken off. */
  readonly lateWriteOffs: number;
  /** Free to sell, each unit counted once: available + E - L, or the floor where the basis is orders-only. */
  readonly availableItems: number;
  /** The count to write: available items + P, at least 0; null for an unlimited balance. */
  readonly corrected: number | null;
  /** Other corrected counts that the evidence allows, ascending. */
  readonly alternatives: readonly number[];
  /** Units sold beyond what exists. */
  readonly oversold: number;
  /** What the available items rest on. */
  readonly basis: Basis;
  /** How sure the corrected count is. */
  readonly confidence: Confidence;
  /** By units, the most first, then by code in a fixed order. */
  readonly causes: readonly CauseDocument[];
  /** Ids of the trade policies that cannot buy the SKU because of it; null where they are unknown. */
  readonly blockedTradePolicies: readonly string[] | null;
  /** Units of other warehouses that this negative balance hides; null where it is not negative, or unknown. */
  readonly hiddenUnits: number | null;
  /** Units are available here, and another balance of the SKU hides them. */
  readonly hidden: boolean;
}

/** What was odd in a file; with --problems each row by itself. */
export interface ProblemDocument {
  readonly code: string;
  /** Rows with it. */
  readonly count: number;
  /** One English sentence. */
  readonly message: string;
  readonly file: string;
  /** Line of the first such row, from 1; null where it is the whole file. */
  readonly line: number | null;
}

/** What `invfix scan --json` writes. */
export interface ScanDocument {
  readonly schema: 'invfix.scan/1';
  /** When the inventory was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** In the order they were read. */
  readonly files: readonly FileDocument[];
  readonly summary: SummaryDocument;
  readonly triggers: readonly TriggerDocument[];
  /** The negative ones, and those asked for besides; by available, then SKU, then warehouse. */
  readonly balances: readonly BalanceDocument[];
  readonly problems: readonly ProblemDocument[];
}

/** One line of `invfix scan --output ndjson`. */
export interface BalanceLineDocument extends BalanceDocument {
  readonly schema: 'invfix.balance/1';
}

/** A column of a file, as it was found. */
export interface ColumnDocument {
  /** What invfix calls it: the name that --map takes. */
  readonly column: string;
  /** The file's header, or the field of the JSON; null for what was worked out. */
  readonly header: string | null;
  /** The first row's value as it is understood; null where it has none, empty where another column has it. */
  readonly firstValue: string | null;
}

/** A row of a file that cannot be read. */
export interface RowProblemDocument {
  /** From 1; null where it is the whole file. */
  readonly line: number | null;
  /** One English sentence. */
  readonly message: string;
}

/** One file, or a part of one, as a scan would understand it. */
export interface PreviewDocument {
  readonly path: string;
  /** What it is taken for; null when it is nothing invfix knows. */
  readonly kind: ExportKind | null;
  /** The shape of a JSON file, in words; null for tables. */
  readonly shape: string | null;
  readonly status: 'read' | 'damaged' | 'skipped' | 'unreadable';
  /** One English sentence why; null where it can be read. */
  readonly reason: string | null;
  readonly columns: readonly ColumnDocument[];
  /** The first ones. */
  readonly problems: readonly RowProblemDocument[];
}

/** What `invfix scan --dry-run --json` writes. */
export interface ScanDryRunDocument {
  readonly schema: 'invfix.scan-dry-run/1';
  readonly files: readonly PreviewDocument[];
}

/** Some units of an order. */
export interface OrderUnitsDocument {
  readonly order: string;
  readonly units: number;
}

/** Units that an update took off for an order. */
export interface TakenOffDocument {
  readonly order: string;
  readonly units: number;
  /** Before Preparing Delivery, or for an order that never came to it. */
  readonly early: boolean;
  /** The order's raw status then, as near as the exports tell; null where they do not. */
  readonly statusThen: string | null;
  /** False where statusThen is only what is likely. */
  readonly statusThenCertain: boolean;
  /** Whole hours until Preparing Delivery; null while that has not come, or where only a span is known. */
  readonly hoursEarly: number | null;
}

/** An inventory update, read against the orders. */
export interface UpdateDocument {
  readonly at: Time;
  /** As the log names it; null where it names nobody. */
  readonly author: string | null;
  /** In stock before. */
  readonly before: number;
  /** In stock after. */
  readonly after: number;
  readonly takenOff: readonly TakenOffDocument[];
  /** Units that came in. */
  readonly received: number;
  /** Units taken off that nothing explains. */
  readonly unexplained: number;
  /** It set the count right: every early write-off before it has ended. */
  readonly reset: boolean;
  /** Reserved units it dropped: those of orders in Preparing Delivery. */
  readonly dropped: number;
  /** Whose those were. */
  readonly droppedOrders: readonly OrderUnitsDocument[];
  /** Units put back for cancelled orders. */
  readonly putBack: readonly OrderUnitsDocument[];
  /** False for a write that left no row in the log and must have happened. */
  readonly logged: boolean;
}

/** An order's units that count as reserved in the balance. */
export interface ReservationDocument {
  readonly order: string;
  readonly units: number;
  readonly state: ReservationState;
  /** The order's raw status; null where no orders export has it. */
  readonly status: string | null;
  /** When it was placed; null where no orders export says. */
  readonly createdAt: Time | null;
  /** When its units were taken off in stock; null where in stock still holds them. */
  readonly takenOffAt: Time | null;
}

/** Something odd, or something that would make the count surer. */
export interface NoteDocument {
  readonly code: NoteCode;
  /** One or two English sentences. */
  readonly message: string;
}

/** A balance with its story. */
export interface StoryDocument extends BalanceDocument {
  /** In order of time. */
  readonly updates: readonly UpdateDocument[];
  /** The oldest order first. */
  readonly reservations: readonly ReservationDocument[];
  readonly notes: readonly NoteDocument[];
}

/** What `invfix explain --json` writes; several SKUs give one document a line. */
export interface ExplainDocument {
  readonly schema: 'invfix.explain/1';
  /** The SKU's id. */
  readonly sku: string;
  /** When the inventory was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** By available, then warehouse. */
  readonly balances: readonly StoryDocument[];
}

/** A balance and the count to write for it. */
export interface CorrectionDocument extends BalanceDocument {
  /** The count to write. It is not `corrected` where --unblock-oversold or an edited review says otherwise. */
  readonly count: number;
}

/** A balance that asks for a correction and gets none. */
export interface LeftOutDocument {
  readonly sku: string;
  readonly warehouse: string;
  /** count-already-right: writing it would change nothing. less-sure: below the confidence asked for. */
  readonly reason: LeftOutReason;
}

/** An order that is written off already. */
export interface WrittenOffDocument {
  readonly sku: string;
  readonly warehouse: string;
  readonly order: string;
  /** Units written off. */
  readonly units: number;
}

/** What `invfix correct --json` writes. */
export interface CorrectDocument {
  readonly schema: 'invfix.correct/1';
  /** When the inventory was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** By available, then SKU, then warehouse; a review's in its own order. */
  readonly corrections: readonly CorrectionDocument[];
  readonly leftOut: readonly LeftOutDocument[];
  /** What the ERP must not take off a second time. */
  readonly ordersNotToWriteOffAgain: readonly WrittenOffDocument[];
}

/** A fix that was written. */
export interface FixDocument {
  /** Its number, as `invfix history` lists it. */
  readonly id: number;
  readonly writtenAt: Time;
  /** When the inventory it was computed from was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** review, batch or spreadsheet. */
  readonly format: string;
  /** The file as it was named; - is the standard output. */
  readonly path: string;
  /** The number of the fix that this one takes back; null for a correction. */
  readonly undoes: number | null;
  /** How many balances it writes. */
  readonly balances: number;
}

/** How many balances of the fixes came to what. */
export interface VerifySummaryDocument {
  readonly balances: number;
  readonly holds: number;
  readonly notIn: number;
  readonly overwritten: number;
  readonly negative: number;
  readonly understated: number;
  readonly overstated: number;
  readonly unknown: number;
}

/** An update that stands where the fix's count should. */
export interface InsteadDocument {
  readonly at: Time;
  /** Null where the log names nobody. */
  readonly author: string | null;
  /** In stock after it. */
  readonly after: number;
}

/** An update since the fix that took orders off too early, and they still are. */
export interface SpoilingDocument {
  readonly at: Time;
  /** Null where the log names nobody. */
  readonly author: string | null;
  /** In stock before. */
  readonly before: number;
  /** In stock after. */
  readonly after: number;
  /** False for a write that left no row in the log. */
  readonly logged: boolean;
  readonly orders: readonly OrderUnitsDocument[];
  /** Some of the orders are among those the fix had put right. */
  readonly again: boolean;
}

/** A balance that was fixed, and what became of it. */
export interface VerifiedDocument {
  readonly sku: string;
  readonly warehouse: string;
  /** The number of the newest fix for it that these exports can tell about. */
  readonly fix: number;
  /**
   * holds: as the fix meant it. not-in: VTEX does not have the count. overwritten: orders that the fix had put right
   * were taken off again. negative, understated, overstated: so again, by what came since. unknown: the exports
   * cannot tell.
   */
  readonly state: FixState;
  /** The count that was written. */
  readonly count: number;
  /** Available right after the fix, by what it rested on. */
  readonly expectedAvailable: number;
  /** In stock now; null where the exports do not have the balance. */
  readonly inStock: number | null;
  /** Available now; null where the exports do not have the balance. */
  readonly available: number | null;
  /** When the count came into VTEX; null where no log shows it. */
  readonly writtenAt: Time | null;
  /** Who wrote it there; null where no log shows it. */
  readonly writtenBy: string | null;
  /** The last update since, where the count is not in; else null. */
  readonly instead: InsteadDocument | null;
  readonly spoiledBy: readonly SpoilingDocument[];
}

/** What `invfix verify --json` writes. */
export interface VerifyDocument {
  readonly schema: 'invfix.verify/1';
  /** When the inventory was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** Those that some balance was last fixed by, the oldest first. */
  readonly fixes: readonly FixDocument[];
  readonly summary: VerifySummaryDocument;
  readonly balances: readonly VerifiedDocument[];
}

/** A count that takes a fix back. */
export interface UndoneDocument {
  readonly sku: string;
  readonly warehouse: string;
  /** In stock now. */
  readonly inStock: number;
  /** Available now. */
  readonly available: number;
  /** In stock before the fix. */
  readonly formerInStock: number;
  /** Available before the fix. */
  readonly formerAvailable: number;
  /** The count to write. */
  readonly count: number;
  /** False where some orders' end is unknown, and the count is the least that fits. */
  readonly certain: boolean;
}

/** An update as the log has it. */
export interface LoggedUpdateDocument {
  readonly at: Time;
  /** Null where the log names nobody. */
  readonly author: string | null;
  /** In stock before. */
  readonly before: number;
  /** In stock after. */
  readonly after: number;
}

/** A balance of a fix that is left as it is. */
export interface KeptDocument {
  readonly sku: string;
  readonly warehouse: string;
  /**
   * not-in: VTEX does not have the count. changed: another count stands there. updated: it was written since.
   * changed-before: somebody wrote between the fix's exports and the fix. gone: the exports do not have the balance.
   * unlimited. below-zero: VTEX takes no such count.
   */
  readonly reason: UndoRefusal;
  /** The update that stands in the way; null where none is known. */
  readonly update: LoggedUpdateDocument | null;
}

/** What `invfix undo --json` writes. */
export interface UndoDocument {
  readonly schema: 'invfix.undo/1';
  /** When the inventory was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** The fix that is taken back. */
  readonly fix: FixDocument;
  readonly counts: readonly UndoneDocument[];
  readonly leftOut: readonly KeptDocument[];
}

/** A scan, and what it found. */
export interface ScanRecordDocument {
  readonly scannedAt: Time;
  /** When the inventory was exported; null where nothing tells. */
  readonly exportedAt: Time | null;
  /** Its number: a later scan has a greater one. */
  readonly id: number;
  readonly balances: number;
  readonly negative: number;
  /** Units below zero, summed over the negative balances. */
  readonly unitsShort: number;
  readonly understated: number;
  /** Units withheld, summed over the balances that are not negative. */
  readonly unitsWithheld: number;
  readonly overstated: number;
  /** Units that are counted and gone, summed over all balances. */
  readonly unitsPhantom: number;
}

/** What `invfix history --json` writes. */
export interface HistoryDocument {
  readonly schema: 'invfix.history/1';
  /** The oldest first. */
  readonly scans: readonly ScanRecordDocument[];
  /** The oldest first. */
  readonly fixes: readonly FixDocument[];
}

/** One thing that was looked at. */
export interface CheckDocument {
  readonly name: 'node' | 'sqlite' | 'database' | 'permissions' | 'exports';
  readonly state: 'good' | 'attention' | 'bad';
  /** One English sentence. */
  readonly message: string;
}

/** What is missing from the exports. */
export interface MissingDocument {
  /**
   * updates: inventory updates. locks: an inventory with LockIds. orders: orders exported right after the inventory.
   * moment: when the inventory was exported. warehouses: which warehouse an order is served from. kits: what a kit
   * consists of. feed: the orders feed.
   */
  readonly evidence: Evidence;
  /** Balances that it would make surer. */
  readonly balances: number;
  /** Those among them that lack nothing else. */
  readonly alone: number;
}

/** How sure the counts that need correcting are: how many are what, and what is missing. */
export interface CertaintyDocument {
  readonly proven: number;
  readonly likely: number;
  readonly assumed: number;
  /** How many that are not proven were looked at for what is missing. */
  readonly lookedAt: number;
  readonly missing: readonly MissingDocument[];
}

/** What `invfix doctor --json` writes. */
export interface DoctorDocument {
  readonly schema: 'invfix.doctor/1';
  readonly checks: readonly CheckDocument[];
  /** Null where no database could be read. */
  readonly certainty: CertaintyDocument | null;
}
