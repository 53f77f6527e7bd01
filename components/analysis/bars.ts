/** Bars: one a row, its value written beside it; what is compared lies hatched beneath. Where the picture is narrow the words stand above the bar. */
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { columnOf, numberAt, written } from './face.ts';
import { fit, textWidth } from './fit.ts';
import { mark, picture } from './picture.ts';
import type { Drawing } from './picture.ts';

/** From here on the labels have a column of their own; the same as for the label column of forms. */
const WIDE = 420;
const GAP = 8;

export function bars(drawing: Drawing): TemplateResult {
  const { face, language, width } = drawing;
  const [main, other] = [Math.max(0, columnOf(face, 'main')), columnOf(face, 'compare')];
  const column = face.columns[main];
  const wide = width >= WIDE;
  const values = face.rows.map((row) => (column === undefined ? '' : written(language, row.values[main], column)));
  const room = Math.min(150, Math.max(36, ...values.map((text) => textWidth(text, 13) + 4)));
  const label = wide ? Math.min(width * 0.36, Math.max(64, ...face.rows.map((row) => textWidth(row.label, 13) + 12))) : 0;
  const left = wide ? label + GAP : 0;
  const length = Math.max(40, width - left - (wide ? room + GAP : 0));
  const most = max(face.rows, (row) => Math.max(numberAt(row, main) ?? 0, other < 0 ? 0 : numberAt(row, other) ?? 0)) ?? 0;
  const x = scaleLinear([0, most > 0 ? most : 1], [0, length]);
  const [thick, thin] = [wide ? 16 : 12, other < 0 ? 0 : 7];
  const height = (wide ? 30 : 46) + thin;

  return picture(drawing, face.rows.length * height, face.rows.map((row, i) => {
    const top = i * height;
    const y = top + (wide ? 7 : 26);
    const bar = (value: number | null): number => (value === null || value <= 0 ? 0 : Math.max(2, x(value)));
    const [here, before] = [bar(numberAt(row, main)), other < 0 ? 0 : bar(numberAt(row, other))];
    const text = values[i] ?? '';
    return mark(drawing, row, i, svg`
      <rect class="hit" x="0" y=${top + 1} width=${width} height=${height - 2} rx="4"></rect>
      <text class="label" x="2" y=${wide ? y + 12.5 : top + 18}>${fit(row.label, wide ? label - 6 : width - room - 16, 13)}</text>
      ${wide ? nothing : svg`<rect class="track" x="0" y=${y} width=${length} height=${thick} rx="3"></rect>`}
      <rect class="bar" x=${left} y=${y} width=${here} height=${thick} rx="3"></rect>
      ${other < 0 ? nothing : svg`<rect class="compare" fill="url(#hatch)" x=${left + 0.5} y=${y + thick + 1.5} width=${Math.max(0, before - 1)} height=${thin - 2} rx="1"></rect>`}
      <text class="value" text-anchor=${wide ? 'start' : 'end'} x=${wide ? left + Math.max(here, before) + 6 : width - 2} y=${wide ? y + 12.5 : top + 18}>${text}</text>`);
  }));
}
