/** Every text in English. */
import { advice } from './advice.js';
import { balances } from './balances.js';
import { causes } from './causes.js';
import { chart } from './chart.js';
import { dryRun } from './dry-run.js';
import { explain } from './explain.js';
import { files } from './files.js';
import { guide } from './guide.js';
import { names } from './names.js';
import { notes } from './notes.js';
import { progress } from './progress.js';
import { reading } from './reading.js';
import { rows } from './rows.js';
import { scan } from './scan.js';
import { scanning } from './scanning.js';
import { selecting } from './selecting.js';
import { shared } from './shared.js';
import { sum } from './sum.js';
import { unread } from './unread.js';
import { updates } from './updates.js';
import { warnings } from './warnings.js';
import { why } from './why.js';
import { writers } from './writers.js';

export const en = {
  advice,
  balances,
  causes,
  chart,
  dryRun,
  explain,
  files,
  guide,
  names,
  notes,
  progress,
  reading,
  rows,
  scan,
  scanning,
  selecting,
  shared,
  sum,
  unread,
  updates,
  warnings,
  why,
  writers,
};
