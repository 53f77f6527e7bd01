/** The relation map as a picture: boxes joined by lines, each box and each person in it a thing one can walk to. What is drawn may be cut to its box, what is said is whole. What a key does is left to `map-face.ts`. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { BOX, fit, type Layout, type Placed } from './layout.ts';

export interface Line { readonly from: string; readonly to: string; readonly kind: 'partners' | 'internal'; readonly label: string }

export interface Picture {
  readonly layout: Layout;
  readonly lines: readonly Line[];
  readonly label: string;
  /** What the arrow keys stand on, and what is open. */
  readonly current: string;
  readonly open: string | null;
  /** What a screen reader hears of a thing. */
  readonly said: (id: string) => string;
  readonly choose: (id: string) => void;
}

interface Spot { readonly left: number; readonly right: number; readonly y: number }
interface Curve { readonly path: string; /** Where its words begin. */ readonly x: number; readonly y: number }

/** The first place of everything that a line can end at. */
function spots(layout: Layout): ReadonlyMap<string, Spot> {
  const found = new Map<string, Spot>();
  for (const { box, x, y, height } of layout.boxes) {
    // below the line of who reports to whom, which ends at the middle of the name
    found.set(box.id, { left: x, right: x + BOX.width, y: y + height - 8 });
    box.parts.forEach(({ id }, i) => {
      const spot = { left: x, right: x + BOX.width, y: y + partTop(box) + i * BOX.line + BOX.line / 2 };
      found.set(id, spot);
      const person = id.split('/')[1] ?? '';
      if (!found.has(`/${person}`)) found.set(`/${person}`, spot);
    });
  }
  return found;
}
const partTop = ({ under, trouble }: Placed['box']): number => BOX.head + (under === '' ? 0 : BOX.line) + (trouble === '' ? 0 : BOX.line);

/** In one column bowed outwards, the further apart the wider; else from the right edge of the one to the left edge of the other. */
function curve(a: Spot, b: Spot): Curve {
  const y = (a.y + b.y) / 2;
  if (a.left === b.left) {
    const out = a.right + Math.min(56, 20 + Math.abs(a.y - b.y) / 8);
    return { path: `M${a.right},${a.y} C${out},${a.y} ${out},${b.y} ${b.right},${b.y}`, x: a.right / 4 + out * 0.75 + 4, y: y + 4 };
  }
  const [left, right] = a.left < b.left ? [a, b] : [b, a];
  const middle = (left.right + right.left) / 2;
  return { path: `M${left.right},${left.y} C${middle},${left.y} ${middle},${right.y} ${right.left},${right.y}`, x: middle + 4, y: y + 4 };
}

export function picture({ layout, lines, label, current, open, said, choose }: Picture): TemplateResult {
  const at = spots(layout);
  const drawn = lines.flatMap((line) => {
    const [a, b] = [at.get(line.from), at.get(line.to)];
    if (a === undefined || b === undefined) return [];
    return [{ ...line, ...curve(a, b), near: open !== null && [line.from, line.to].some((id) => open === id || (id.startsWith('/') && open.endsWith(id))) }];
  });
  const width = layout.width + (drawn.length === 0 ? 0 : 96);
  const inside = new Map<string | null, number>();
  const place = new Map<string, number>();
  for (const { box } of layout.boxes) {
    if (!inside.has(box.id)) inside.set(box.id, box.parts.length);
    const before = inside.get(box.parent) ?? 0;
    place.set(box.id, before + 1);
    inside.set(box.parent, before + 1);
  }
  return html`<svg class="map" role="tree" aria-label=${label} width=${width} height=${layout.height} viewBox="0 0 ${width} ${layout.height}">
    <g aria-hidden="true">
      ${layout.links.map(({ from, to }) => {
        const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + BOX.head / 2, to.x, to.y + BOX.head / 2];
        const middle = x2 - BOX.gapX / 2;
        return svg`<path class="line reports" d="M${x1},${y1} H${middle} V${y2} H${x2}"></path>`;
      })}
      ${drawn.map(({ kind, near, path }) => svg`<path class="line ${kind} ${near ? 'near' : ''}" d=${path}></path>`)}
    </g>
    ${layout.boxes.map((placed) => boxOf(placed))}
    <g aria-hidden="true">${drawn.map(({ kind, near, label: text, x, y }) => (text === '' || (kind === 'partners' && !near) ? nothing : svg`<text class="line-label" paint-order="stroke" x=${x} y=${y}>${fit(text, 112, 12)}</text>`))}</g>
  </svg>`;

  function boxOf({ box, x, y, height, level }: Placed): unknown {
    const inner = BOX.width - 20;
    const parts = partTop(box);
    const state = (id: string) => `${open === id ? 'open' : ''}`;
    return svg`<g role="none">
      <g class="box ${state(box.id)}" role="treeitem" data-node=${box.id} tabindex=${current === box.id ? '0' : '-1'} aria-level=${level} aria-posinset=${place.get(box.id)} aria-setsize=${inside.get(box.parent)} aria-selected=${String(open === box.id)} @click=${() => choose(box.id)}>
        <title>${said(box.id)}</title>
        <rect x=${x} y=${y} width=${BOX.width} height=${height} rx="8"></rect>
        <text aria-hidden="true" class="name" x=${x + 10} y=${y + 19}>${fit(box.title, inner, 15.5)}</text>
        ${box.under === '' ? nothing : svg`<text aria-hidden="true" class="under" x=${x + 10} y=${y + BOX.head + 13}>${fit(box.under, inner, 12.5)}</text>`}
        ${box.trouble === '' ? nothing : svg`<text aria-hidden="true" class="trouble" x=${x + 10} y=${y + BOX.head + (box.under === '' ? 0 : BOX.line) + 13}>${fit(`! ${box.trouble}`, inner, 12.5)}</text>`}
        ${box.rest === '' ? nothing : svg`<text aria-hidden="true" class="under" x=${x + 10} y=${y + parts + box.parts.length * BOX.line + 14}>${box.rest}</text>`}
      </g>
      ${box.parts.map((part, i) => svg`<g class="part ${state(part.id)}" role="treeitem" data-node=${part.id} tabindex=${current === part.id ? '0' : '-1'} aria-level=${level + 1} aria-posinset=${i + 1} aria-setsize=${inside.get(box.id)} aria-selected=${String(open === part.id)} @click=${() => choose(part.id)}>
        <title>${said(part.id)}</title>
        <rect x=${x + 4} y=${y + parts + i * BOX.line} width=${BOX.width - 8} height=${BOX.line} rx="4"></rect>
        <text aria-hidden="true" x=${x + 10} y=${y + parts + i * BOX.line + 14}>${fit(part.under === '' ? part.title : `${part.title} · ${part.under}`, inner, 12.8)}</text>
      </g>`)}
    </g>`;
  }
}
