/** Turns the parts of an answer into what is drawn: columns and rows. It decides nothing of how they look. Pure. */
import type { Figure, Part, Unit as Asked } from '../../model/analysis/shape.ts';
import type { Language } from '../../model/labels.ts';
import { formatShare } from '../internal/formats.ts';
import { NOBODY } from './face.ts';
import type { Column, Face, Measure, Row, Who } from './face.ts';
import type { AnalysisTexts } from './texts.ts';

/** Points of a curve that can be walked, beside those that have a name. */
const STEPS = 10;

function measure(unit: Asked | null): Measure {
  switch (unit?.kind) {
    case undefined: return { unit: 'text' };
    case 'count': return { unit: 'count' };
    case 'number': case 'years': return { unit: 'number' };
    case 'percent': return { unit: 'share' };
    case 'days': return { unit: 'days' };
    case 'money': return { unit: 'money', currency: unit.currency };
  }
}
const nameOf = ({ unit }: Measure, t: AnalysisTexts): string => (unit === 'count' ? t.count : unit === 'money' ? t.amount : unit === 'share' ? t.share : t.value);
/** Conditions that name nobody at all are the whole register: that is no answer to "who is behind this". */
const behind = ({ where, customers }: Figure): Who => (where !== undefined && where.length > 0 ? { kind: 'register', where } : where === undefined && customers !== undefined && customers !== 0 ? { kind: 'analysis' } : NOBODY);

export function faceOf(part: Part, t: AnalysisTexts, language: Language): Face {
  const plain = { key: part.key, kind: part.kind, title: part.title, note: part.note ?? '', what: t.what, columns: [], rows: [], borders: [], points: [], missing: 0, text: [] } satisfies Face;
  switch (part.kind) {
    case 'bars': {
      const unit = measure(part.unit);
      const shares = part.bars.some(({ share }) => share !== undefined);
      const columns: Column[] = [{ key: 'value', label: nameOf(unit, t), role: 'main', ...unit }, ...(shares ? [{ key: 'share', label: t.share, role: 'more' as const, unit: 'share' as const }] : [])];
      return { ...plain, columns, rows: part.bars.map(({ key, label, value, share, ...figure }) => ({ key, label, values: [value, ...(shares ? [share ?? null] : [])], behind: behind(figure) })) };
    }
    case 'line': {
      const strong = part.series.findIndex(({ faint }) => faint !== true);
      const columns = part.series.map(({ key, label, faint }, i): Column => ({ key, label, role: faint === true ? 'faint' : i === strong ? 'main' : 'compare', ...measure(part.unit) }));
      return { ...plain, what: t.time, columns, rows: part.x.map(({ key, label, ...figure }, i) => ({ key, label, values: part.series.map(({ values }) => values[i] ?? null), behind: behind(figure) })) };
    }
    case 'curve': return { ...plain, columns: [{ key: 'x', label: part.xLabel, unit: 'share', role: 'x' }, { key: 'y', label: part.yLabel, unit: 'share', role: 'y' }], borders: part.marks, points: part.points, rows: curveRows(part, t, language) };
    case 'grid': {
      const named = part.cells.some((line) => line.some((cell) => cell?.label !== undefined));
      const columns: Column[] = [
        { key: 'row', label: part.yLabel, unit: 'text', role: 'row' }, { key: 'column', label: part.xLabel, unit: 'text', role: 'column' }, { key: 'value', label: nameOf(measure(part.unit), t), role: 'main', ...measure(part.unit) },
        ...(named ? [{ key: 'label', label: t.group, unit: 'text' as const, role: 'more' as const }] : []),
      ];
      const rows = part.rows.flatMap((line, r) => part.columns.map((column, c): Row => {
        const cell = part.cells[r]?.[c] ?? null;
        return { key: `${line.key}/${column.key}`, label: cell?.label ?? `${line.label} × ${column.label}`, values: [line.label, column.label, cell?.value ?? null, ...(named ? [cell?.label ?? null] : [])], behind: cell === null || cell.value === 0 ? NOBODY : behind(cell) };
      }));
      return { ...plain, columns, rows };
    }
    case 'table': {
      const [first, ...rest] = part.columns;
      return {
        ...plain, what: first?.label ?? t.what, missing: part.more, columns: rest.map(({ key, label, unit }): Column => ({ key, label, role: 'more', ...measure(unit) })),
        rows: part.rows.map(({ key, cells: [label, ...values], archive, ...figure }) => ({ key, label: String(label ?? '–'), values, behind: behind(figure), ...(archive === undefined ? {} : { archive }) })),
      };
    }
    case 'tiles': {
      const compared = part.tiles.some(({ before }) => before !== undefined && before !== null);
      const columns: Column[] = [{ key: 'value', label: t.value, unit: 'text', role: 'main' }, ...(compared ? [{ key: 'before', label: t.before, unit: 'text' as const, role: 'compare' as const }] : [])];
      return { ...plain, columns, rows: part.tiles.map(({ key, label, value, unit, before, ...figure }) => ({ key, label, values: [value, ...(compared ? [before ?? null] : [])], behind: behind(figure), measure: measure(unit) })) };
    }
    case 'text': return { ...plain, text: part.paragraphs };
  }
}

/** The named places, and every tenth of the customers between them. */
function curveRows(part: Extract<Part, { kind: 'curve' }>, t: AnalysisTexts, language: Language): readonly Row[] {
  const named = part.marks.map(({ key, x, y, label, ...figure }): Row => ({ key, label, values: [x, y], behind: behind(figure) }));
  const between = Array.from({ length: STEPS }, (_, i) => (i + 1) / STEPS).flatMap((share): Row[] => {
    const point = part.points.find(({ x }) => x >= share - 1e-9);
    return point === undefined || named.some(({ values }) => Math.abs(Number(values[0]) - point.x) < 0.02) ? [] : [{ key: `at-${share}`, label: t.first(formatShare(language, point.x)), values: [point.x, point.y], behind: NOBODY }];
  });
  // small populations have fewer points than steps
  const seen = new Set<number>();
  return [...named, ...between].filter(({ values: [x] }) => !seen.has(Number(x)) && seen.add(Number(x))).sort((a, b) => Number(a.values[0]) - Number(b.values[0]));
}

/** Nothing to draw: all parts are empty, or zero throughout. */
export const isEmpty = ({ kind, rows, text, points }: Face): boolean => (kind === 'text' ? text.length === 0 : kind === 'curve' ? points.length < 2 : rows.length === 0 || (kind !== 'tiles' && kind !== 'table' && rows.every(({ values }) => values.every((value) => typeof value !== 'number' || value === 0))));
