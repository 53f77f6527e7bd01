/** A curve of shares (Pareto): how much of the value the first customers hold. Borders of classes are upright lines with their letter; the straight line is what equal customers would give. */
import { scaleLinear } from 'd3-scale';
import { line as lineOf } from 'd3-shape';
import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { axisText, columnOf, leads, numberAt } from './face.ts';
import type { Row } from './face.ts';
import { mark, picture } from './picture.ts';
import type { Drawing } from './picture.ts';

const HEIGHT = 280;
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 14, 18, 26];

export function curve(drawing: Drawing): TemplateResult {
  const { face, language, width } = drawing;
  const [xs, ys] = [columnOf(face, 'x'), columnOf(face, 'y')];
  const SHARE = { unit: 'share' } as const;
  const x = scaleLinear([0, 1], [LEFT, width - RIGHT]);
  const y = scaleLinear([0, 1], [HEIGHT - BOTTOM, TOP]);
  const px = (row: Row): number => x(numberAt(row, xs) ?? 0);
  const py = (row: Row): number => y(numberAt(row, ys) ?? 0);
  const path = lineOf<{ readonly x: number; readonly y: number }>().x((point) => x(point.x)).y((point) => y(point.y))(face.points) ?? '';
  const [bottom, far] = [y(0), x(1)];
  return picture(drawing, HEIGHT, svg`
    <g aria-hidden="true">
      ${y.ticks(5).map((tick) => svg`<line class="rule" x1=${LEFT} x2=${far} y1=${y(tick)} y2=${y(tick)}></line><text class="axis" text-anchor="end" x=${LEFT - 6} y=${y(tick) + 4}>${axisText(language, tick, SHARE)}</text>`)}
      ${x.ticks(width < 420 ? 3 : 5).map((tick) => svg`<text class="axis" text-anchor=${x(tick) > width - 24 ? 'end' : 'middle'} x=${Math.min(x(tick), width - 2)} y=${HEIGHT - 6}>${axisText(language, tick, SHARE)}</text>`)}
      <line class="even" x1=${x(0)} y1=${bottom} x2=${far} y2=${y(1)}></line>
      <path class="area" d=${path === '' ? '' : `${path} L${x(face.points.at(-1)?.x ?? 0)},${bottom} Z`}></path>
      ${face.borders.map(({ label, x: at }, i) => {
        const far = x(at) > width - 72;
        return svg`<line class="border" x1=${x(at)} x2=${x(at)} y1=${TOP - 4} y2=${bottom}></line><text class="border-label" paint-order="stroke" text-anchor=${far ? 'end' : 'start'} x=${x(at) + (far ? -4 : 4)} y=${bottom - 8 - (i % 2) * 18}>${label}</text>`;
      })}
      <path class="series s0" d=${path}></path>
    </g>
    ${face.rows.map((row, i) => mark(drawing, row, i, svg`
      <circle class="hit" cx=${px(row)} cy=${py(row)} r="12"></circle>
      <circle class="dot" cx=${px(row)} cy=${py(row)} r=${leads(row) ? 5 : 2.5}></circle>`))}`);
}
