/** The frame of every picture: a list of marks that arrow keys walk, each with what it says, Enter opening the customers behind it. How a mark looks is left to the kinds beside this file. */
import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import { composing } from '../internal/keys.ts';
import { leads, said } from './face.ts';
import type { Face, Row } from './face.ts';
import type { AnalysisTexts } from './texts.ts';

export interface Drawing {
  readonly face: Face;
  readonly language: Language;
  readonly t: AnalysisTexts;
  /** Room in CSS pixels. */
  readonly width: number;
  /** Key of the row that the arrow keys stand on. */
  readonly current: string | null;
  /** Key of the row whose customers are shown. */
  readonly open: string | null;
  readonly walk: (key: string) => void;
  readonly choose: (row: Row) => void;
}

/** Which row the Tab key leads to. */
export const standing = ({ face, current }: Drawing): string | undefined => (face.rows.some(({ key }) => key === current) ? (current as string) : face.rows[0]?.key);

/** One mark: what it says, and what it does. `drawn` is hidden from screen readers. */
export function mark(drawing: Drawing, row: Row, at: number, drawn: unknown, more = ''): SVGTemplateResult {
  const { face, language, t, open } = drawing;
  const words = said(language, face, row);
  return svg`<g class="mark ${leads(row) ? 'leads' : ''} ${open === row.key ? 'open' : ''} ${more}" role="option" data-mark=${row.key} tabindex=${standing(drawing) === row.key ? '0' : '-1'}
    aria-selected=${String(open === row.key)} aria-posinset=${at + 1} aria-setsize=${face.rows.length} @click=${() => drawing.choose(row)}>
    <title>${leads(row) ? t.leads(words) : words}</title><g aria-hidden="true">${drawn}</g></g>`;
}

/** `perLine`: how many marks up and down lead on; of a grid its columns. */
export function picture(drawing: Drawing, height: number, drawn: unknown, perLine = 1): TemplateResult {
  const { face, width, t } = drawing;
  return html`<svg class="picture-svg ${face.kind}" role="listbox" aria-label=${t.picture(face.title)} aria-orientation=${face.kind === 'line' || face.kind === 'curve' ? 'horizontal' : 'vertical'}
    width=${width} height=${height} viewBox="0 0 ${width} ${height}" @keydown=${(event: KeyboardEvent) => onKey(event, drawing, perLine)}>${drawn}</svg>`;
}

function onKey(event: KeyboardEvent, { face, choose, walk }: Drawing, perLine: number): void {
  if (composing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
  const key = (event.target as Element).getAttribute('data-mark');
  const at = face.rows.findIndex((row) => row.key === key);
  const row = face.rows[at];
  if (row === undefined) return;
  if (event.key === 'Enter' || event.key === ' ') choose(row);
  else {
    const to = step(event.key, at, face.rows.length, perLine);
    const next = to === undefined ? undefined : face.rows[to];
    if (next === undefined) return;
    walk(next.key);
  }
  event.preventDefault();
  event.stopPropagation();
}

function step(key: string, at: number, of: number, perLine: number): number | undefined {
  const to = (by: number): number => (at + by < 0 || at + by >= of ? at : at + by);
  switch (key) {
    case 'ArrowDown': return to(perLine);
    case 'ArrowUp': return to(-perLine);
    case 'ArrowRight': return to(1);
    case 'ArrowLeft': return to(-1);
    case 'PageDown': return Math.min(of - 1, at + 10);
    case 'PageUp': return Math.max(0, at - 10);
    case 'Home': return 0;
    case 'End': return of - 1;
    default: return undefined;
  }
}
