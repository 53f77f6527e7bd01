/** The refused rows as a table: where they stood and what is wrong, and, where it is known, all their cells as they came, so that they can be mended and imported again. */
import type { ImportRowView } from '../../model/import/api.ts';
import type { Language } from '../../model/labels.ts';
import { problemText } from './problems.ts';
import type { ImportTexts } from './texts.ts';

/** One line a row. Cells of one file keep its headings; where files have different ones, all of them stand side by side. */
export function refusedLines(rows: readonly ImportRowView[], t: ImportTexts, language: Language): readonly (readonly string[])[] {
  const headings: string[] = [];
  // a heading that a file has twice is there twice
  const columns = new Map<string, number>();
  const placeOf = (header: readonly string[], at: number): number => {
    const heading = header[at] ?? '';
    const name = `${heading}\u0000${header.slice(0, at).filter((each) => each === heading).length}`;
    const known = columns.get(name);
    if (known !== undefined) return known;
    columns.set(name, headings.length);
    return headings.push(heading) - 1;
  };
  const lines = rows.map((row) => {
    const cells: string[] = [];
    row.raw?.cells.forEach((cell, i) => { cells[placeOf(row.raw?.header ?? [], i)] = cell; });
    const wrong = row.notes.filter(({ outcome }) => outcome === 'refused');
    return { told: [row.file, String(row.line), row.externalId ?? '', row.name ?? '', [...new Set(wrong.flatMap(({ field }) => field ?? []))].join('; '), wrong.map((note) => problemText(note, language)).join(' ')], cells };
  });
  return [[...headings, ...t.csv], ...lines.map(({ told, cells }) => [...headings.map((_, i) => cells[i] ?? ''), ...told])];
}
