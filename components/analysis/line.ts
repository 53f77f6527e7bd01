/** Lines over time: the value itself with its area, others beside it dashed each its own way, a mean or what is expected thin. Each point in time is a mark. */
import { extent } from 'd3-array';
import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line as lineOf } from 'd3-shape';
import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { axisText, columnOf, numberAt } from './face.ts';
import type { Face } from './face.ts';
import type { Row } from './face.ts';
import { textWidth } from './fit.ts';
import { mark, picture } from './picture.ts';
import type { Drawing } from './picture.ts';

const HEIGHT = 240;
const BOTTOM = 24;
const TOP = 12;

export function line(drawing: Drawing): TemplateResult {
  const { face, language, width } = drawing;
  const main = Math.max(0, columnOf(face, 'main'));
  const column = face.columns[main] ?? { unit: 'number' as const };
  const drawn = looks(face);
  const [low = 0, high = 0] = extent(face.rows.flatMap((row) => drawn.flatMap(({ at }) => numberAt(row, at) ?? [])));
  const y = scaleLinear([Math.min(0, low), high > Math.min(0, low) ? high : 1], [HEIGHT - BOTTOM, TOP]).nice(4);
  const ticks = y.ticks(4);
  const left = Math.max(...ticks.map((tick) => textWidth(axisText(language, tick, column), 12))) + 10;
  const x = scalePoint(face.rows.map(({ key }) => key), [left + 8, width - 12]);
  const at = (row: Row): number => x(row.key) ?? left;
  const path = (column: number): string => lineOf<Row>().defined((row) => numberAt(row, column) !== null).x(at).y((row) => y(numberAt(row, column) ?? 0))(face.rows) ?? '';
  const filled = area<Row>().defined((row) => numberAt(row, main) !== null).x(at).y0(y(0)).y1((row) => y(numberAt(row, main) ?? 0))(face.rows) ?? '';
  const step = x.step() || width - left;
  // every label that has room, and never the last two upon each other
  const widest = Math.max(...face.rows.map(({ label }) => textWidth(label, 12)), 1) + 12;
  const every = Math.max(1, Math.ceil(widest / step));
  const last = face.rows.length - 1;
  const shown = (i: number): boolean => (last - i) % every === 0 && (i === last || at(face.rows[i] as Row) + widest / 2 <= width - widest);

  return picture(drawing, HEIGHT, svg`
    <g aria-hidden="true">
      ${ticks.map((tick) => svg`<line class="rule" x1=${left} x2=${width} y1=${y(tick)} y2=${y(tick)}></line><text class="axis" text-anchor="end" x=${left - 6} y=${y(tick) + 4}>${axisText(language, tick, column)}</text>`)}
      ${face.rows.map((row, i) => (shown(i) ? svg`<text class="axis" text-anchor=${at(row) + widest / 2 > width ? 'end' : 'middle'} x=${at(row) + widest / 2 > width ? width : at(row)} y=${HEIGHT - 6}>${row.label}</text>` : nothing))}
      <path class="area" d=${filled}></path>
      ${[...drawn].reverse().map(({ at: which, look }) => svg`<path class="series ${look}" d=${path(which)}></path>`)}
    </g>
    ${face.rows.map((row, i) => mark(drawing, row, i, svg`
      <rect class="hit" x=${at(row) - step / 2} y=${TOP - 8} width=${step} height=${HEIGHT - BOTTOM - TOP + 8} rx="4"></rect>
      ${numberAt(row, main) === null ? nothing : svg`<circle class="dot" cx=${at(row)} cy=${y(numberAt(row, main) ?? 0)} r=${step < 14 ? 2.5 : 4}></circle>`}`))}`);
}

/** Which column is drawn how: `s0` is the main one, `s1` to `s3` others, `f0` and `f1` faint. The style sheet and the legend have the same. */
export function looks({ columns }: Face): readonly { readonly at: number; readonly label: string; readonly look: string }[] {
  let [strong, faint] = [0, 0];
  return columns.flatMap(({ role, label }, at) => (role === 'main' || role === 'compare' ? [{ at, label, look: `s${Math.min(3, strong++)}` }] : role === 'faint' ? [{ at, label, look: `f${Math.min(1, faint++)}` }] : []));
}
