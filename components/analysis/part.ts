/** One part of an analysis: title, picture, table beside it, and the customers that were asked for. Which of them show is told by whoever holds the analysis. */
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { bars } from './bars.ts';
import type { Behind } from './customers.ts';
import { curve } from './curve.ts';
import type { Face } from './face.ts';
import { grid } from './grid.ts';
import { line, looks } from './line.ts';
import type { Drawing } from './picture.ts';
import { isEmpty } from './read.ts';
import { table } from './table.ts';
import { text, tiles } from './tiles.ts';

export const VIEWS = ['picture', 'both', 'table'] as const;
export type View = (typeof VIEWS)[number];

export interface PartDrawing extends Drawing {
  readonly view: View;
  /** All rows of the table are shown. */
  readonly all: boolean;
  readonly more: () => void;
  readonly behind: Behind | null;
  readonly paper: boolean;
  /** Why a part may be empty. */
  readonly emptyText: string;
  readonly level: number;
}

const DRAW = { bars, line, curve, grid } as const;
/** The pattern of what is compared: once in the element, for an id holds in one tree alone. */
export const patterns = html`<svg width="0" height="0" aria-hidden="true" class="visually-hidden"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-line" d="M0,0 V5"></path></pattern></defs></svg>`;

/** A picture of its own, as against what is read as it stands. */
export const isPicture = (face: Face): face is Face & { readonly kind: keyof typeof DRAW } => Object.hasOwn(DRAW, face.kind);

export function part(drawing: PartDrawing): TemplateResult {
  const { face, view, behind, paper, level } = drawing;
  const whole = !isPicture(face) || behind !== null || face.kind === 'line';
  return html`<section role="group" class="part ${whole ? 'whole' : ''}" data-part=${face.key} aria-label=${face.title}>
    <h4 role="heading" aria-level=${level}>${face.title}</h4>
    ${face.note === '' ? nothing : html`<p class="part-note muted small">${face.note}</p>`}
    <div class="part-body ${view === 'both' && isPicture(face) && !isEmpty(face) ? 'both' : ''}">${isEmpty(face) ? html`<p class="empty">${drawing.emptyText}</p>` : content(drawing, paper)}</div>
    ${behind === null ? nothing : behind.render(level + 1)}
  </section>`;
}

function content(drawing: PartDrawing, paper: boolean): unknown {
  const { face, view } = drawing;
  if (face.kind === 'text') return text(drawing);
  const asTable = html`<div>${table({ ...drawing, all: drawing.all || paper })}</div>`;
  if (face.kind === 'table') return asTable;
  if (face.kind === 'tiles') return view === 'table' && !paper ? asTable : tiles(drawing);
  const drawn = html`<div class="picture" data-width=${face.key}>${isPicture(face) ? DRAW[face.kind](drawing) : nothing}${legend(drawing)}</div>`;
  if (paper || view === 'both') return [drawn, asTable];
  return view === 'table' ? asTable : drawn;
}

/** What is drawn how, where there is more than one thing. */
function legend({ face }: PartDrawing): unknown {
  const lines = face.kind === 'line' ? looks(face) : [];
  const compared = face.kind === 'bars' ? face.columns.filter(({ role }) => role === 'main' || role === 'compare') : [];
  if (lines.length < 2 && compared.length < 2) return nothing;
  return html`<ul class="legend muted" aria-hidden="true">
    ${lines.map(({ label, look }) => html`<li><svg width="28" height="8"><path class="series ${look}" d="M1,4 H27"></path></svg>${label}</li>`)}
    ${compared.map(({ label, role }) => html`<li><svg class="picture-svg" width="20" height="10">${role === 'main' ? svg`<rect class="bar" width="20" height="10" rx="2"></rect>` : svg`<rect class="compare" fill="url(#hatch)" x="0.5" y="0.5" width="19" height="9" rx="1"></rect>`}</svg>${label}</li>`)}
  </ul>`;
}
