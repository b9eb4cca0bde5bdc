/** Every text in English. */
import { advice } from './advice.js';
import { balances } from './balances.js';
import { causes } from './causes.js';
import { chart } from './chart.js';
import { correct } from './correct.js';
import { doctor } from './doctor.js';
import { dryRun } from './dry-run.js';
import { explain } from './explain.js';
import { files } from './files.js';
import { fix } from './fix.js';
import { fixFiles } from './fixFiles.js';
import { guide } from './guide.js';
import { history } from './history.js';
import { names } from './names.js';
import { notes } from './notes.js';
import { pick } from './pick.js';
import { progress } from './progress.js';
import { reading } from './reading.js';
import { rows } from './rows.js';
import { scan } from './scan.js';
import { scanning } from './scanning.js';
import { selecting } from './selecting.js';
import { shared } from './shared.js';
import { sum } from './sum.js';
import { undo } from './undo.js';
import { unread } from './unread.js';
import { updates } from './updates.js';
import { verify } from './verify.js';
import { warnings } from './warnings.js';
import { why } from './why.js';
import { writers } from './writers.js';

export const en = {
  advice,
  balances,
  causes,
  chart,
  correct,
  doctor,
  dryRun,
  explain,
  files,
  fix,
  fixFiles,
  guide,
  history,
  names,
  notes,
  pick,
  progress,
  reading,
  rows,
  scan,
  scanning,
  selecting,
  shared,
  sum,
  undo,
  unread,
  updates,
  verify,
  warnings,
  why,
  writers,
};
