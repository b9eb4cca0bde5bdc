/** A checker of batch inventory files, from what VTEX says of the format and not from how invfix writes it. */
import { parse } from 'csv-parse/sync';

const COLUMNS = ['item_id', 'account_name', 'container_id', 'quantity', 'unlimited', 'lead_time'] as const;
const DURATION = /^P(?=\d|T\d)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** Everything wrong with a file, each with its line. */
export function batchProblems(text: string): string[] {
  const [header = [], ...rows]: string[][] = parse(text, { relax_column_count: true });
  if (header.join() !== COLUMNS.join()) return ['1: header'];
  return rows.flatMap((row, index) => {
    const line = index + 2;
    if (row.length !== COLUMNS.length) return [`${line}: ${row.length} fields`];
    const [item, account, container, quantity = '', unlimited = '', leadTime = ''] = row;
    const problems: string[] = [];
    for (const [at, id] of [item, account, container].entries()) {
      if (id === '') problems.push(`${line}: ${COLUMNS[at]} is empty`);
    }
    if (!/^\d+$/.test(quantity)) problems.push(`${line}: quantity ${quantity}`);
    if (unlimited !== 'true' && unlimited !== 'false') problems.push(`${line}: unlimited ${unlimited}`);
    if (!DURATION.test(leadTime)) problems.push(`${line}: lead_time ${leadTime}`);
    return problems;
  });
}
