/** Answers of analyses as tables of files: what of each kind of part stands where, and that no text becomes a formula. */
import { expect, test } from 'vitest';
import { fileTables, named, tableOf } from '../../model/analysis/file.ts';
import type { Part } from '../../model/analysis/shape.ts';
import { csvLine } from '../../model/export/cells.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';

const EUR = { kind: 'money', currency: 'EUR' } as const;
const PERCENT = { kind: 'percent' } as const;
const COUNT = { kind: 'count' } as const;
const lines = (part: Part): readonly string[] => { const { head, rows } = tableOf(part, 'en'); return [csvLine(head.map((text) => ({ text }))), ...rows.map(csvLine)].map((line) => line.trimEnd()); };

test('Bars, lines, grids, curves, tiles and tables have their numbers as numbers, money with its currency in the head', () => {
  expect(lines({ key: 'b', kind: 'bars', title: 'B', unit: EUR, order: 'biggest', bars: [{ key: 'a', label: 'Tea', value: 12.5, share: 0.25 }, { key: 'b', label: 'Tofu', value: -3 }] })).toEqual(['What,Amount (EUR),Share', 'Tea,12.5,0.25', 'Tofu,-3,']);
  expect(lines({ key: 'l', kind: 'line', title: 'L', unit: COUNT, x: [{ key: '1', label: '2026-01' }, { key: '2', label: '2026-02' }], series: [{ key: 's', label: 'Sales', values: [4, null] }, { key: 'm', label: 'Mean', values: [1] }] })).toEqual(['When,Sales,Mean', '2026-01,4,1', '2026-02,,']);
  expect(lines({ key: 'g', kind: 'grid', title: 'G', unit: COUNT, xLabel: 'R', yLabel: 'F', columns: [{ key: '5', label: '5' }, { key: '4', label: '4' }], rows: [{ key: '1', label: '1' }], cells: [[{ value: 3, label: 'loyal' }, null]] })).toEqual(['F,R,Number,Group', '1,5,3,loyal', '1,4,,']);
  expect(lines({ key: 'c', kind: 'curve', title: 'C', xLabel: 'Customers', yLabel: 'Sales', points: [{ x: 0, y: 0 }, { x: 1, y: 1 }], marks: [{ key: '0', x: 0.5, y: 0.8, label: 'A ends' }] })).toEqual(['Customers,Sales,What', '0,0,', '0.5,0.8,A ends', '1,1,']);
  expect(lines({ key: 't', kind: 'tiles', title: 'T', tiles: [{ key: 'n', label: 'Net', value: 12.5, unit: EUR, before: 10 }, { key: 'w', label: 'Way', value: 'rising', unit: null }] })).toEqual(['What,Value,Before', 'Net (EUR),12.5,10', 'Way,rising,']);
  const table: Part = { key: 'x', kind: 'table', title: 'X', more: 3, columns: [{ key: 'n', label: 'Name', unit: null }, { key: 's', label: 'Share', unit: PERCENT }], rows: [{ key: 'a', archive: 'A' as ArchiveId, cells: ['Ada', 0.5] }, { key: 'b', cells: [null, null] }] };
  expect(lines(table)).toEqual(['Name,Share', 'Ada,0.5', ',']);
  expect([named(table), tableOf(table, 'en').rows[0]?.[1]]).toEqual([1, { text: '0.5', number: 0.5, look: 'percent' }]);
});

test('No name becomes a formula; notes stand at the end in every language', () => {
  expect(lines({ key: 'b', kind: 'bars', title: 'B', unit: COUNT, order: 'biggest', bars: [{ key: 'a', label: '=HYPERLINK("x")', value: 1 }, { key: 'b', label: '＋1', value: 1 }] }).slice(1)).toEqual([`"'=HYPERLINK(""x"")",1`, `'＋1,1`]);
  for (const lang of LANGUAGES) {
    const [text, notes] = fileTables([{ key: 't', kind: 'text', title: 'Words', paragraphs: ['One.', 'Two.'] }], ['Left out: 3 x USD'], lang);
    expect([text?.head, text?.rows.length, notes?.rows]).toEqual([['Words'], 2, [[{ text: 'Left out: 3 x USD' }]]]);
    expect(notes?.title).not.toBe('');
  }
});
