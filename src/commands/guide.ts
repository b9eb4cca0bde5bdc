/** `invfix guide`: what to export where in VTEX Admin, in which order, and what of it is there already. */
import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { arrivedWords, type Checklist, checklistOf, renderChecklist, renderGuide } from '../render/guide.js';
import { words } from '../words/index.js';
import { Folder, type Look } from './arrivals.js';
import { type Context, createContext, type SharedOptions } from './context.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { settingsOf } from './settings.js';
import { commandLine } from './shell.js';

export interface GuideOptions extends SharedOptions {
  readonly watch?: boolean;
}

const USUAL_FOLDER = 'exports';
const PAUSE_MS = 1000;

/**
 * Shows the way to each export and what of it the folder has. With --watch it goes on looking until
 * inventory, orders and updates are there.
 * @returns `incomplete` where a file in the folder is damaged
 * @throws UserError for a path that is no folder
 */
export async function guide(folder: string | undefined, options: GuideOptions): Promise<ExitCode> {
  const context = createContext(options);
  const path = folder ?? USUAL_FOLDER;
  checkIsFolder(path);
  const place = new Folder(path, settingsOf().read);
  let look = await place.look();
  const next = commandLine(['scan', path], options.db);
  const page = { folder: path, look, next };
  await context.write(
    `${options.quiet ? renderChecklist(page, context.surface) : renderGuide(page, context.surface)}\n`,
  );
  if (options.watch === true) look = await watch(place, look, next, context);
  return look.files.some(({ status }) => status === 'damaged' || status === 'unreadable')
    ? EXIT.incomplete
    : EXIT.done;
}

function checkIsFolder(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isDirectory()) throw new UserError(...words().guide.notAFolder(path));
}

/** Tells of each file as it comes, changes or goes, until all is there. */
async function watch(place: Folder, first: Look, next: string, context: Context): Promise<Look> {
  let look = first;
  let checklist = checklistOf(look);
  if (checklist.isComplete) return look;
  context.warn(words().guide.watching(place.path));
  while (!checklist.isComplete) {
    await wait(PAUSE_MS);
    const now = await place.look();
    const told = arrivedWords(look, now, context.surface);
    if (told.length > 0) await context.write(`${told.join('\n')}\n`);
    const seen = checklistOf(now);
    if (isOther(checklist, seen)) {
      await context.write(
        `\n${renderChecklist({ folder: place.path, look: now, next }, context.surface)}\n\n`,
      );
    }
    look = now;
    checklist = seen;
  }
  return look;
}

function isOther(before: Checklist, now: Checklist): boolean {
  return before.isComplete !== now.isComplete || before.isEnough !== now.isEnough;
}
