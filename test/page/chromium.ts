/** A real Chromium for the tests of the page, where one is installed; CI must have it. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Null where there is none. */
function chromiumPath(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const program of PROGRAMS) {
      const path = join(folder, program);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not there: the next one.
      }
    }
  }
  return null;
}

const found = chromiumPath();
if (found === null) {
  const missing = 'No Chromium is installed (apt-get install chromium)';
  if (process.env.CI === 'true') throw new Error(`${missing}, and CI must test the page in one.`);
  console.warn(`${missing}: the tests of the page in a browser are skipped.`);
}

export const hasChromium = found !== null;

export function launchChromium(): Promise<Browser> {
  if (found === null) throw new Error('there is no Chromium to launch');
  return chromium.launch({ executablePath: found });
}
