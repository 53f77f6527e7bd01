/** A trading company's tables as the sheets of one workbook, written by a spreadsheet library: the same archives, people and transactions as from its CSV files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { runImport, WHOLE } from '../../server/services/import/run.ts';
import { memoryFile, MemoryPort } from '../helpers/import-port.ts';
import { tradeFiles } from '../helpers/northwind.ts';

it('a workbook gives what the CSV files give, and again changes nothing', async () => {
  const { folder } = tradeFiles();
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const tables = names.map((name) => parse(readFileSync(join(folder, name), 'utf8'), { bom: true, relax_column_count: true }) as string[][]);
  const made = writeXlsxFile(tables.map((rows, i) => ({ sheet: names[i]!.replace('.csv', ''), data: rows.map((row) => row.map((value) => ({ value, type: String }))) })) as never) as unknown as { toBuffer(): Promise<Buffer> };
  const workbook = memoryFile('northwind.xlsx', await made.toBuffer());
  const options = { source: 'northwind', department: null, dryRun: false, currency: 'EUR', may: WHOLE } as const;
  const [fromCsv, fromBook] = [new MemoryPort(), new MemoryPort()];
  await runImport(fromCsv, names.map((name) => memoryFile(name, readFileSync(join(folder, name)))), options);
  const report = await runImport(fromBook, [workbook], options);
  expect(report.lines.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  expect(fromBook.state()).toEqual(fromCsv.state());
  const writes = fromBook.writes;
  await runImport(fromBook, [workbook], options);
  expect(fromBook.writes).toBe(writes);
});
