/** Where the boxes of a relation map stand: a tree from left to right, as high as what each box holds. Pure; the tree itself is laid out by d3-hierarchy. */
import { stratify, tree } from 'd3-hierarchy';

/** A box to be placed: its own line and one line for each of its parts. */
export interface Box {
  readonly id: string;
  readonly parent: string | null;
  readonly title: string;
  readonly under: string;
  /** Named trouble: a circle, a report to itself. */
  readonly trouble: string;
  readonly parts: readonly { readonly id: string; readonly title: string; readonly under: string }[];
  /** Parts that are not drawn, in words. */
  readonly rest: string;
}

export interface Placed { readonly box: Box; readonly x: number; readonly y: number; readonly height: number; readonly level: number }
export interface Layout { readonly boxes: readonly Placed[]; readonly links: readonly { readonly from: Placed; readonly to: Placed }[]; readonly width: number; readonly height: number }

export const BOX = Object.freeze({ width: 184, head: 28, line: 20, padding: 8, gapX: 56, gapY: 16, margin: 12 });

export const heightOf = (box: Box): number =>
  BOX.head + (box.under === '' ? 0 : BOX.line) + (box.trouble === '' ? 0 : BOX.line) + (box.parts.length + (box.rest === '' ? 0 : 1)) * BOX.line + BOX.padding;

/** Everything hangs under one root that is not drawn, so that several trees stand below each other in their order. */
const ROOT = ' ';

export function layoutOf(boxes: readonly Box[]): Layout {
  if (boxes.length === 0) return { boxes: [], links: [], width: 0, height: 0 };
  const root = stratify<{ readonly id: string; readonly parent: string | null; readonly box: Box | null }>()
    .id(({ id }) => id)
    .parentId(({ parent, id }) => (id === ROOT ? null : (parent ?? ROOT)))([{ id: ROOT, parent: null, box: null }, ...boxes.map((box) => ({ id: box.id, parent: box.parent, box }))]);
  const high = (box: Box | null): number => (box === null ? 0 : heightOf(box));
  // one unit is one pixel: boxes of different heights keep the same gap
  const laid = tree<{ readonly id: string; readonly parent: string | null; readonly box: Box | null }>()
    .nodeSize([1, BOX.width + BOX.gapX])
    .separation((a, b) => (high(a.data.box) + high(b.data.box)) / 2 + BOX.gapY)(root);
  const nodes = laid.descendants().filter(({ data }) => data.box !== null);
  const top = Math.min(...nodes.map((node) => node.x - high(node.data.box) / 2));
  const placed = new Map<string, Placed>();
  for (const node of nodes) {
    const box = node.data.box!;
    const height = heightOf(box);
    placed.set(box.id, { box, height, level: node.depth, x: BOX.margin + (node.depth - 1) * (BOX.width + BOX.gapX), y: BOX.margin + node.x - height / 2 - top });
  }
  const all = boxes.map(({ id }) => placed.get(id)!);
  return {
    // in reading order: from the top of each tree down, children behind their parents
    boxes: laid.descendants().length === 0 ? [] : inOrder(boxes).map((id) => placed.get(id)!),
    links: all.flatMap((to) => (to.box.parent === null ? [] : [{ from: placed.get(to.box.parent)!, to }])),
    width: Math.max(...all.map(({ x }) => x)) + BOX.width + BOX.margin,
    height: Math.max(...all.map(({ y, height }) => y + height)) + BOX.margin,
  };
}

function inOrder(boxes: readonly Box[]): readonly string[] {
  const children = new Map<string | null, string[]>();
  for (const { id, parent } of boxes) children.set(parent, [...(children.get(parent) ?? []), id]);
  const order: string[] = [];
  const visit = [...(children.get(null) ?? [])].reverse();
  for (let id = visit.pop(); id !== undefined; id = visit.pop()) {
    order.push(id);
    visit.push(...[...(children.get(id) ?? [])].reverse());
  }
  return order;
}

/** Cuts a text to a width, as far as widths can be known without drawing: a Han character is as wide as the type is high, others a little more than half of it. */
export function fit(text: string, width: number, size: number): string {
  let left = width / size;
  let at = 0;
  let before = 0;
  for (const character of text) {
    left -= /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{20000}-\u{3ffff}]/u.test(character) ? 1 : /[A-ZMWmw@%]/.test(character) ? 0.78 : 0.56;
    // the mark takes the place of the last character that fits
    if (left < 0) return `${text.slice(0, before).trimEnd()}…`;
    before = at;
    at += character.length;
  }
  return text;
}
