/** A grid with counts, darker where more are: RFM 5 × 5. Lightness repeats the number that stands in each cell, so nothing is told by colour alone. */
import { max } from 'd3-array';
import { scaleQuantize } from 'd3-scale';
import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { axisText, columnOf, columnsOf, numberAt, written } from './face.ts';
import type { Row, Value } from './face.ts';
import { fit, textWidth } from './fit.ts';
import { mark, picture } from './picture.ts';
import type { Drawing } from './picture.ts';

/** Steps of lightness; the style sheet has as many. */
const STEPS = ['h1', 'h2', 'h3', 'h4', 'h5'];
/** Room for what lies along the sides: one line, or two where one is too short. */
const HEADS = [44, 60] as const;

const distinct = (rows: readonly Row[], column: number): readonly Value[] => [...new Set(rows.map((row) => row.values[column] ?? null))];

export function grid(drawing: Drawing): TemplateResult {
  const { face, language, width } = drawing;
  const [row, column, main] = [columnOf(face, 'row'), columnOf(face, 'column'), Math.max(0, columnOf(face, 'main'))];
  const also = columnsOf(face, 'more')[0];
  const [lines, columns] = [distinct(face.rows, row), distinct(face.rows, column)];
  const text = (at: number, value: Value): string => written(language, value, face.columns[at] ?? { unit: 'text' });
  const side = Math.min(width * 0.28, Math.max(24, ...lines.map((value) => textWidth(text(row, value), 12) + 10)));
  const cell = (width - side) / Math.max(1, columns.length);
  const tall = Math.max(44, Math.min(64, cell * 0.7));
  const most = max(face.rows, (each) => numberAt(each, main) ?? 0) ?? 0;
  const sides = [`${face.columns[row]?.label ?? ''} ↓`, `${face.columns[column]?.label ?? ''} →`];
  const apart = textWidth(sides.join('   '), 12) > width;
  const head = HEADS[apart ? 1 : 0];
  const step = scaleQuantize([1, Math.max(2, most)], STEPS);
  const unit = face.columns[main] ?? { unit: 'count' as const };
  return picture(drawing, head + lines.length * tall + 4, svg`
    <g aria-hidden="true">
      ${(apart ? sides : [sides.join('   ')]).map((side, i) => svg`<text class="axis" x="0" y=${13 + i * 16}>${fit(side, width, 12)}</text>`)}
      ${columns.map((value, i) => svg`<text class="axis" text-anchor="middle" x=${side + (i + 0.5) * cell} y=${head - 9}>${fit(text(column, value), cell - 4, 12)}</text>`)}
      ${lines.map((value, i) => svg`<text class="axis" text-anchor="end" x=${side - 8} y=${head + (i + 0.5) * tall + 4}>${fit(text(row, value), side - 8, 12)}</text>`)}
    </g>
    ${face.rows.map((each, i) => {
      const [x, y] = [side + columns.indexOf(each.values[column] ?? null) * cell, head + lines.indexOf(each.values[row] ?? null) * tall];
      const count = numberAt(each, main) ?? 0;
      const money = also === undefined || count === 0 ? null : numberAt(each, also);
      return mark(drawing, each, i, svg`
        <rect class="cell" x=${x + 1.5} y=${y + 1.5} width=${cell - 3} height=${tall - 3} rx="4"></rect>
        <text class="count" text-anchor="middle" x=${x + cell / 2} y=${y + tall / 2 + (money === null || cell < 44 ? 5 : -1)}>${axisText(language, count, unit)}</text>
        ${money === null || cell < 44 || also === undefined ? nothing : svg`<text class="money" text-anchor="middle" x=${x + cell / 2} y=${y + tall / 2 + 15}>${axisText(language, money, face.columns[also] ?? { unit: 'money' })}</text>`}`,
      count === 0 ? 'h0' : step(count));
    })}`, columns.length);
}
