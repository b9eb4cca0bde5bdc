/**
 * What text is rendered for: how wide it is, whether colours and Unicode may be used. Decided once per
 * stream, so that rendering itself depends on nothing but its arguments.
 */
import { Chalk, type ChalkInstance, supportsColor, supportsColorStderr } from 'chalk';

/** A terminal, a file or a pipe, as far as rendering cares. */
export interface Surface {
  /** True when a person watches: progress is shown, tables are fitted and limited. */
  readonly isTerminal: boolean;
  /** Columns to fit text in; Infinity where nothing need be fitted. */
  readonly columns: number;
  readonly colours: ChalkInstance;
  readonly symbols: Symbols;
}

/** Signs that have a plain form for terminals without Unicode. */
export interface Symbols {
  readonly unicode: boolean;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly dot: string;
  readonly bullet: string;
  readonly dash: string;
  readonly rule: string;
  readonly early: string;
  readonly full: string;
  readonly empty: string;
}

export const UNICODE: Symbols = {
  unicode: true,
  arrow: '→',
  ellipsis: '…',
  dot: '·',
  bullet: '•',
  dash: '–',
  rule: '─',
  early: '▼',
  full: '█',
  empty: '░',
};

export const PLAIN: Symbols = {
  unicode: false,
  arrow: '->',
  ellipsis: '..',
  dot: '|',
  bullet: '*',
  dash: '-',
  rule: '-',
  early: 'v',
  full: '#',
  empty: '.',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The part of a stream that decides how text for it looks. */
export interface StreamLike {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * @param stream stdout or stderr
 * @param colour false when `--no-color` was given
 */
export function surfaceOf(
  stream: StreamLike,
  colour: boolean,
  environment: Environment = process.env,
): Surface {
  const isTerminal = stream.isTTY === true && environment.TERM !== 'dumb' && !isSet(environment.CI);
  return {
    isTerminal,
    columns: stream.isTTY === true ? Math.max(40, stream.columns || 80) : Number.POSITIVE_INFINITY,
    colours: new Chalk({ level: colour ? colourLevel(stream, isTerminal, environment) : 0 }),
    symbols: hasUnicode(environment) ? UNICODE : PLAIN,
  };
}

function colourLevel(stream: StreamLike, isTerminal: boolean, environment: Environment): 0 | 1 | 2 | 3 {
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) {
    if (forced === '0' || forced === 'false') return 0;
    return forced === '2' ? 2 : forced === '3' ? 3 : 1;
  }
  if (isSet(environment.NO_COLOR) || !isTerminal) return 0;
  const support = stream === process.stderr ? supportsColorStderr : supportsColor;
  return support === false ? 0 : support.level;
}

/** A terminal without a word about its encoding is taken to know Unicode, as nearly all do. */
function hasUnicode(environment: Environment): boolean {
  if (environment.TERM === 'linux' || environment.TERM === 'dumb') return false;
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
