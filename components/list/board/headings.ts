/** Heads of the columns: they sort, become narrower and wider, and change places, by pointer and by keys. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Board } from './board.ts';
import type { Key } from './keys.ts';

export const isNumber = ({ type }: Key): boolean => type === 'money' || type === 'number';
/** What a key makes a column wider. */
const STEP = 16;
/** A press that moves so far is no click. */
const FAR = 6;

export const headings = (board: Board, keys: readonly Key[]): readonly TemplateResult[] => keys.map((key) => heading(board, key));

function heading(board: Board, key: Key): TemplateResult {
  const sort = board.look.sort[0] ?? { key: 'name', descending: false };
  const sorted = sort.key === key.key;
  const fixed = key.key === 'name';
  const pressed = (event: KeyboardEvent): void => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way === undefined || !event.shiftKey || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (!fixed) board.moveColumn(key.key, way);
      board.host.focus(`.heads [data-key="${CSS.escape(key.key)}"] button`);
    } else board.saved.width(key.key, board.widthOf(key) + way * STEP, true);
    event.preventDefault();
    event.stopPropagation();
  };
  const label = html`<span class="cut">${key.label}</span>${sorted ? html`<span aria-hidden="true">${sort.descending ? '↓' : '↑'}</span>` : nothing}`;
  return html`<div role="columnheader" class="cell ${fixed ? 'name' : ''} ${isNumber(key) ? 'number' : ''}" data-key=${key.key} aria-sort=${sorted ? (sort.descending ? 'descending' : 'ascending') : nothing}
      @pointerdown=${fixed ? nothing : (event: PointerEvent) => carry(board, key, event)}>
    <button type="button" title=${key.label} aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight" aria-disabled=${key.masked ? 'true' : nothing} @keydown=${pressed} @click=${() => { if (!key.masked) board.sortBy(key); }}>${label}</button>
    <span class="grip" aria-hidden="true" @pointerdown=${(event: PointerEvent) => stretch(board, key, event)}></span></div>`;
}

/** The edge follows the pointer; it is kept when let go. */
function stretch(board: Board, key: Key, event: PointerEvent): void {
  event.stopPropagation();
  const grip = event.currentTarget as HTMLElement;
  const rtl = getComputedStyle(grip).direction === 'rtl' ? -1 : 1;
  const [x, width] = [event.clientX, board.widthOf(key)];
  grip.setPointerCapture(event.pointerId);
  grip.onpointermove = (move) => board.saved.width(key.key, width + (move.clientX - x) * rtl, false);
  grip.onlostpointercapture = () => {
    grip.onpointermove = grip.onlostpointercapture = null;
    board.saved.width(key.key, board.widthOf(key), true);
  };
}

/** The column goes where it is let go: before or behind the one under the pointer. */
function carry(board: Board, key: Key, event: PointerEvent): void {
  if (event.button !== 0 || event.pointerType === 'touch') return;
  const head = event.currentTarget as HTMLElement;
  const x = event.clientX;
  let moving = false;
  head.onpointermove = (move) => {
    if (!moving && Math.abs(move.clientX - x) < FAR) return;
    if (!moving) head.setPointerCapture(event.pointerId);
    moving = true;
    head.classList.add('carried');
    head.style.setProperty('translate', `${move.clientX - x}px`);
  };
  const end = (up: PointerEvent): void => {
    head.onpointermove = head.onpointerup = head.onpointercancel = null;
    head.classList.remove('carried');
    head.style.removeProperty('translate');
    if (!moving || up.type === 'pointercancel') return;
    // the click that follows is the end of the move, not an order
    const swallow = (click: Event): void => { click.stopPropagation(); click.preventDefault(); };
    head.addEventListener('click', swallow, { capture: true });
    setTimeout(() => head.removeEventListener('click', swallow, { capture: true }));
    const others = [...(head.parentElement?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].filter(({ dataset }) => dataset['key'] !== 'name');
    const from = others.indexOf(head);
    const to = others.findLastIndex((other) => { const { left, width } = other.getBoundingClientRect(); return up.clientX > left + (others.indexOf(other) > from ? width / 2 : 0); });
    if (to >= 0) board.moveColumn(key.key, placeOf(board, others[to]) - placeOf(board, head));
  };
  head.onpointerup = head.onpointercancel = end;
}

const placeOf = (board: Board, head: HTMLElement | undefined): number => board.look.columns.indexOf(head?.dataset['key'] ?? '');
