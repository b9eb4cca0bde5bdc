/**
 * DuckDB's package for Node as a shell, for machines without the program: reads SQL from stdin, answers in CSV.
 * Started as `node duckdb-shell.js PACKAGES DATABASE`; the package is no dependency of ours.
 */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const [packages = '', database = ''] = process.argv.slice(2);

/** @typedef {{ columnCount: number, getRows(): Promise<unknown[][]> }} Result */
/** @typedef {{ run(sql: string): Promise<Result>, closeSync(): void }} Connection */
/** @typedef {{ connect(): Promise<Connection>, closeSync(): void }} Instance */

/** @type {{ DuckDBInstance: { create(path: string): Promise<Instance> } }} */
const { DuckDBInstance } = createRequire(join(resolve(packages), 'anything.js'))('@duckdb/node-api');

const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
const rows = await (await connection.run(await text(process.stdin))).getRows();
for (const row of rows) console.log(row.map(String).join(','));
connection.closeSync();
instance.closeSync();
