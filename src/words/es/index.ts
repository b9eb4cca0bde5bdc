/** Every text in Spanish. */
import type { Catalogue } from '../index.js';
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
import { help } from './help.js';
import { history } from './history.js';
import { names } from './names.js';
import { notes } from './notes.js';
import { outputs } from './outputs.js';
import { page } from './page.js';
import { pick } from './pick.js';
import { progress } from './progress.js';
import { reading } from './reading.js';
import { report } from './report.js';
import { rows } from './rows.js';
import { scan } from './scan.js';
import { scanning } from './scanning.js';
import { selecting } from './selecting.js';
import { settings } from './settings.js';
import { shared } from './shared.js';
import { store } from './store.js';
import { sum } from './sum.js';
import { undo } from './undo.js';
import { unread } from './unread.js';
import { updates } from './updates.js';
import { usage } from './usage.js';
import { verify } from './verify.js';
import { warnings } from './warnings.js';
import { why } from './why.js';
import { writers } from './writers.js';

export const es: Catalogue = {
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
  help,
  history,
  names,
  notes,
  outputs,
  page,
  pick,
  progress,
  reading,
  report,
  rows,
  scan,
  scanning,
  selecting,
  settings,
  shared,
  store,
  sum,
  undo,
  unread,
  updates,
  usage,
  verify,
  warnings,
  why,
  writers,
};
