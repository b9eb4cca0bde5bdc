import { type Surface, surfaceOf } from '../../src/render/surface.js';

/** A terminal of so many columns, without colours. */
export function terminal(columns = 80, environment: Record<string, string> = {}): Surface {
  return surfaceOf({ isTTY: true, columns }, true, {
    TERM: 'xterm-256color',
    LANG: 'en_US.UTF-8',
    NO_COLOR: '1',
    ...environment,
  });
}

/** A file or a pipe. */
export function pipe(environment: Record<string, string> = {}): Surface {
  return surfaceOf({}, true, { LANG: 'en_US.UTF-8', ...environment });
}
