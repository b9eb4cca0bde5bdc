/** The page of an examination: what is sound and what is not, how sure the counts are, and what is missing. */
import type { Confidence } from '../ledger/diagnosis.js';
import type { Evidence } from '../ledger/index.js';
import type { DatabaseHealth } from '../store/health.js';
import { words } from '../words/index.js';
import { heading, item, paragraph, sections } from './page.js';
import { safe } from './safe.js';
import type { Surface } from './surface.js';

/** One thing that was looked at. */
export interface Check {
  readonly name: 'node' | 'sqlite' | 'database' | 'permissions' | 'exports';
  readonly state: 'good' | 'attention' | 'bad';
  /** Safe to show. */
  readonly message: string;
}

/** How sure the counts that need correcting are. */
export interface Certainty extends Readonly<Record<Confidence, number>> {
  /** How many that are not proven were looked at for what is missing. */
  readonly lookedAt: number;
  /** What is missing: for how many of them, and for how many nothing else is. */
  readonly missing: readonly {
    readonly evidence: Evidence;
    readonly balances: number;
    readonly alone: number;
  }[];
}

/** @param needed the oldest that serves, where this one is too old; else null */
export function nodeCheck(version: string, needed: number | null): Check {
  return {
    name: 'node',
    state: needed === null ? 'good' : 'bad',
    message: needed === null ? `Node.js ${version}` : words().doctor.nodeTooOld({ version, needed }),
  };
}

export function sqliteCheck(version: string): Check {
  return { name: 'sqlite', state: 'good', message: `SQLite ${version}` };
}

export function databaseCheck(path: string, health: DatabaseHealth): Check {
  const { database } = words().doctor;
  const name = safe(path);
  const check = (state: Check['state'], message: string): Check => ({ name: 'database', state, message });
  switch (health.is) {
    case 'healthy':
      return check('good', database.healthy(name));
    case 'missing':
      return check('attention', database.missing(name));
    case 'older':
      return check('attention', database.older(name));
    case 'foreign':
      return check('bad', database.foreign(name));
    case 'newer':
      return check('bad', database.newer(name));
    case 'damaged': {
      const repair = `invfix doctor --repair${health.paths.length > 0 ? '' : ' PATH'}`;
      return check('bad', database.damaged({ path: name, what: safe(health.what), repair }));
    }
  }
}

export function permissionsCheck(path: string): Check {
  return { name: 'permissions', state: 'attention', message: words().doctor.openToOthers(safe(path)) };
}

export function exportsCheck(path: string, isThere: boolean): Check {
  const { exportsThere, exportsGone } = words().doctor;
  return {
    name: 'exports',
    state: isThere ? 'good' : 'attention',
    message: (isThere ? exportsThere : exportsGone)(safe(path)),
  };
}

export function renderDoctor(
  checks: readonly Check[],
  certainty: Certainty | null,
  surface: Surface,
): string {
  return sections([
    checks.map((check) => item(signOf(check, surface), check.message, surface, '')).join('\n'),
    certainty === null ? null : renderCertainty(certainty, surface),
  ]);
}

function signOf({ state }: Check, { colours, symbols }: Surface): string {
  if (state === 'good') return colours.green(symbols.unicode ? '✓' : 'ok');
  if (state === 'attention') return colours.yellow('!');
  return colours.red(symbols.unicode ? '✗' : 'x');
}

function renderCertainty(
  { proven, likely, assumed, lookedAt, missing }: Certainty,
  surface: Surface,
): string {
  const { doctor } = words();
  const unsure = likely + assumed;
  if (proven + unsure === 0) return paragraph(doctor.nothingToCorrect, surface, '');
  const first = doctor.certainty({ proven, likely, assumed });
  if (unsure === 0) return paragraph(`${first} ${doctor.noneSurer}`, surface, '');
  return [
    heading(doctor.howSure, surface),
    paragraph(first, surface),
    paragraph(lookedAt < unsure ? doctor.surerOfWorst(lookedAt) : doctor.surer, surface),
    ...missing.map(({ evidence, balances, alone }) =>
      item(
        surface.symbols.bullet,
        doctor.missing({ evidence: doctor.evidence[evidence], balances, alone }),
        surface,
      ),
    ),
  ].join('\n');
}
