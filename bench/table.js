/** The figures for people: medians, ratios within each turn, rates and memory. */
import Table from 'cli-table3';
import { medianOf, WORK } from './turns.js';

/** @typedef {import('./turns.js').Figures} Figures */
/** @typedef {import('./turns.js').Figure} Figure */
/** @typedef {import('./data.js').Exports} Exports */

/**
 * One row: what one program took, and how long invfix took compared with it.
 * @typedef {object} Row
 * @property {string} work
 * @property {string} program
 * @property {number | null} seconds median
 * @property {number | null} ratio median of invfix's time over this program's, turn by turn; null for invfix itself
 * @property {number | null} processorSeconds median, of all cores together
 * @property {number | null} linesPerSecond
 * @property {number | null} bytesPerSecond
 * @property {number | null} peakBytes median
 * @property {readonly (number | null)[]} turns seconds of every turn
 */

/**
 * @param {Figures} figures
 * @param {Exports} exports
 * @returns {Row[]}
 */
export function rowsOf(figures, exports) {
  const works = [...new Set(figures.all.map(({ work }) => work))];
  const figuresByWork = works.flatMap((work) => figures.all.filter((figure) => figure.work === work));
  return figuresByWork.map((figure) => {
    const seconds = medianOf(figure.seconds);
    const amount = amountOf(figure.work, exports);
    const rate = (/** @type {number | undefined} */ count) =>
      count === undefined || seconds === null ? null : Math.round(count / seconds);
    return {
      work: figure.work,
      program: figure.program,
      seconds,
      ratio: ratioOf(figures.of(figure.work, 'invfix'), figure),
      processorSeconds: medianOf(figure.processorSeconds),
      linesPerSecond: rate(amount?.lines),
      bytesPerSecond: rate(amount?.bytes),
      peakBytes: medianOf(figure.peakBytes),
      turns: figure.seconds,
    };
  });
}

/**
 * @param {Figure | undefined} invfix
 * @param {Figure} other
 */
function ratioOf(invfix, other) {
  if (invfix === undefined || invfix === other) return null;
  const ratios = invfix.seconds.map((seconds, turn) => {
    const others = other.seconds[turn] ?? null;
    return seconds === null || others === null ? null : seconds / others;
  });
  return medianOf(ratios);
}

/**
 * The order lines and bytes that a piece of work reads, where it reads files.
 * @param {string} work
 * @param {Exports} exports
 */
function amountOf(work, { size, bytes }) {
  const loaded = bytes.orders + bytes.inventory;
  if (work === WORK.load) return { lines: size.lines, bytes: loaded };
  if (work === WORK.diagnosis) return { lines: size.lines, bytes: loaded + bytes.updates };
  return null;
}

/** @param {readonly Row[]} rows */
export function tableOf(rows) {
  const table = new Table({
    head: ['', 'program', 'seconds', 'invfix takes', 'CPU seconds', 'lines/s', 'MB/s', 'peak MB'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  rows.forEach((row, place) => {
    table.push([
      row.work === rows[place - 1]?.work ? '' : row.work,
      row.program,
      shown(row.seconds, (seconds) => seconds.toFixed(3)),
      shown(row.ratio, (ratio) => `${ratio.toFixed(2)} x`),
      shown(row.processorSeconds, (seconds) => seconds.toFixed(2)),
      shown(row.linesPerSecond, (rate) => rate.toLocaleString('en-US')),
      shown(row.bytesPerSecond, (rate) => (rate / 1e6).toFixed(0)),
      shown(row.peakBytes, (bytes) => (bytes / 1e6).toFixed(0)),
    ]);
  });
  return table.toString();
}

/**
 * @param {number | null} figure
 * @param {(figure: number) => string} words
 */
const shown = (figure, words) => (figure === null ? '' : words(figure));
