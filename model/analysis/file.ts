/** The parts of an answer as tables of a file: heads in the answer's language, numbers as numbers, everything else as text that no spreadsheet reads as a formula. Pure; what may be in it is decided by whoever calls. */
import type { OutCell } from '../export/cells.ts';
import { EMPTY } from '../export/cells.ts';
import type { Language } from '../labels.ts';
import type { Part, Unit } from './shape.ts';
import { analysisText } from './texts.ts';
import type { AnalysisText } from './texts.ts';

/** `rows`: each as long as `head`, or shorter. */
export interface FileTable { readonly title: string; readonly head: readonly string[]; readonly rows: readonly (readonly OutCell[])[] }
type Value = string | number | null | undefined;

function cell(value: Value, unit: Unit | null): OutCell {
  if (value === null || value === undefined) return EMPTY;
  if (typeof value === 'string') return { text: value };
  return { text: String(value), ...(Number.isFinite(value) && { number: value, look: unit?.kind === 'money' ? unit.currency : unit?.kind === 'percent' ? 'percent' : 'plain' }) };
}
const text = (value: string): OutCell => ({ text: value });
const nameOf = (unit: Unit): AnalysisText => (unit.kind === 'count' ? 'count' : unit.kind === 'money' ? 'amount' : unit.kind === 'percent' ? 'share' : 'figure');
/** Money says its currency in the head: in CSV a number has no look. */
const headOf = (label: string, unit: Unit | null): string => (unit?.kind === 'money' ? `${label} (${unit.currency})` : label);

/** Whom a row of a list names. */
export const named = (part: Part): number => (part.kind === 'table' ? part.rows.filter(({ archive }) => archive !== undefined).length : 0);

export function tableOf(part: Part, language: Language): FileTable {
  const say = (name: AnalysisText): string => analysisText(name, language);
  const { title } = part;
  switch (part.kind) {
    case 'bars': {
      const shares = part.bars.some(({ share }) => share !== undefined);
      return { title, head: [say('what'), headOf(say(nameOf(part.unit)), part.unit), ...(shares ? [say('share')] : [])], rows: part.bars.map(({ label, value, share }) => [text(label), cell(value, part.unit), ...(shares ? [cell(share, { kind: 'percent' })] : [])]) };
    }
    case 'line': return { title, head: [say('when'), ...part.series.map(({ label }) => headOf(label, part.unit))], rows: part.x.map(({ label }, i) => [text(label), ...part.series.map(({ values }) => cell(values[i], part.unit))]) };
    case 'curve': return { title, head: [part.xLabel, part.yLabel, say('what')], rows: [...part.points.map(({ x, y }) => ({ x, y, label: '' })), ...part.marks].sort((a, b) => a.x - b.x).map(({ x, y, label }) => [cell(x, { kind: 'percent' }), cell(y, { kind: 'percent' }), text(label)]) };
    case 'grid': {
      const labels = part.cells.some((line) => line.some((each) => each?.label !== undefined));
      return { title, head: [part.yLabel, part.xLabel, headOf(say(nameOf(part.unit)), part.unit), ...(labels ? [say('group')] : [])],
        rows: part.rows.flatMap((line, r) => part.columns.map((column, c) => { const each = part.cells[r]?.[c]; return [text(line.label), text(column.label), cell(each?.value, part.unit), ...(labels ? [text(each?.label ?? '')] : [])]; })) };
    }
    case 'table': return { title, head: part.columns.map(({ label, unit }) => headOf(label, unit)), rows: part.rows.map(({ cells }) => cells.map((value, i) => cell(value, part.columns[i]?.unit ?? null))) };
    case 'tiles': {
      const compared = part.tiles.some(({ before }) => before !== undefined && before !== null);
      return { title, head: [say('what'), say('figure'), ...(compared ? [say('before')] : [])], rows: part.tiles.map(({ label, value, unit, before }) => [text(headOf(label, unit)), cell(value, unit), ...(compared ? [cell(before, unit)] : [])]) };
    }
    case 'text': return { title, head: [title], rows: part.paragraphs.map((each) => [text(each)]) };
  }
}

/** What was left out and how it was counted stands at the end. */
export const fileTables = (parts: readonly Part[], notes: readonly string[], language: Language): readonly FileTable[] => [
  ...parts.map((part) => tableOf(part, language)),
  ...(notes.length === 0 ? [] : [{ title: analysisText('counted', language), head: [analysisText('counted', language)], rows: notes.map((note) => [text(note)]) }]),
];
