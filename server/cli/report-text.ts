/** An import's report for people: a summary for the terminal, and a table that a spreadsheet opens without running anything. */
import type { ImportLine, ImportReport } from '../../model/api.ts';

const OUTCOMES = ['created', 'updated', 'unchanged', 'repaired', 'kept', 'refused', 'skipped'] as const;
const MOST_SHOWN = 40;

/** Refusals first, then what was kept, then repairs; the file of `--report` has all of them. */
export function reportLines(report: ImportReport, most = MOST_SHOWN): readonly string[] {
  const text: string[] = [report.dryRun ? `Dry run of source “${report.source}”: nothing was stored.` : `Imported from source “${report.source}”:`];
  for (const { file, table, rows, counts } of report.tables) {
    const parts = OUTCOMES.flatMap((outcome) => (counts[outcome] ? [`${counts[outcome]} ${outcome}`] : []));
    text.push(table === 'none' ? `  ${file}: refused` : `  ${file} (${table}): ${rows} rows${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`);
  }
  const order = ['refused', 'skipped', 'kept', 'repaired'];
  const sorted = [...report.lines].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  for (const line of sorted.slice(0, most)) text.push(`  ${lineText(line)}`);
  const more = report.lines.length - Math.min(most, report.lines.length) + (report.linesLeftOut ?? 0);
  if (more > 0) text.push(`  … and ${more} more; --report FILE writes them all.`);
  const ignored = new Map<string, string[]>();
  for (const { file, column } of report.ignoredColumns) ignored.set(file, [...(ignored.get(file) ?? []), column]);
  for (const [file, columns] of ignored) text.push(`  ${file}: columns without a place: ${columns.join(', ')}`);
  return text;
}

const lineText = ({ file, line, outcome, externalId, field, code, message }: ImportLine): string =>
  `${file}${line > 0 ? `:${line}` : ''} ${outcome}${externalId === null ? '' : ` ${JSON.stringify(externalId)}`}${field === null ? '' : `, ${field}`} [${code}] ${message}`;

/** A cell that a spreadsheet would take for a formula gets an apostrophe. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** UTF-8 with a byte order mark, because spreadsheets need it to read anything but English. */
export function reportCsv(report: ImportReport): string {
  const rows = report.lines.map((line) => [line.file, line.line, line.outcome, line.externalId, line.field, line.code, line.message]);
  return `\ufeff${[['file', 'line', 'outcome', 'id', 'column', 'code', 'message'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
