import { ensureBuilt } from './cli/program.js';

/** Once before all tests: the end-to-end tests run the built program. */
export function setup(): void {
  ensureBuilt();
}
