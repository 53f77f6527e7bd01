/** The way into pasting on a card: a quiet button at its foot, and the clipboard itself while the card is in focus. The dialog comes when somebody uses them. */
import { css, html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Language } from '../../model/labels.ts';
import { later } from '../internal/later.ts';
import type { Session } from '../internal/session.ts';
import { PASTE_LABEL } from './label.ts';

export interface PasteCard extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly discreet: boolean }

const paste = later(() => import('./archive.ts'));
/** Cards that have an archive to paste into, by its id. */
const cards = new WeakMap<Element, string>();
/** How many of them are in the page: with the last one the page's clipboard is let go. */
let there = 0;
/** A button as large as others, with its words in line with those above it. */
const styles = css`.tool { display: inline-block; } .complete .button { margin: -8px 0 -8px -13px; font-size: 12px; }`;
const styled = ref((element) => {
  there += element === undefined ? -1 : 1;
  document[there > 0 ? 'addEventListener' : 'removeEventListener']('paste', onPaste as EventListener);
  queueMicrotask(() => { look(element); });
});
function look(element: Element | undefined): void {
  const root = element?.getRootNode();
  const sheet = styles.styleSheet!;
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

export function pasteButton(card: PasteCard, archive: string): TemplateResult {
  cards.set(card, archive);
  return html`<p class="line complete small no-print tool" ${styled}><button type="button" class="button quiet" aria-haspopup="dialog" @click=${() => void begin(card, null)}>${PASTE_LABEL[card.language]}</button></p>`;
}

/** One that may not be written, or is another archive's by now. */
export const noPaste = (card: Element): void => void cards.delete(card);

async function begin(card: PasteCard, text: string | null): Promise<void> {
  const archive = cards.get(card);
  const { session, language } = card;
  if (archive === undefined || session === null) return;
  (await paste.load())?.pasteOnArchive({ session, archive, language, scheme: card.getAttribute('scheme'), text });
}

/** Browsers tell it to where the caret is, or to the body: the card is meant where the focus is in it, or nothing has it and the caret is in the card. */
function onPaste(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const at = focused();
  if (event.defaultPrevented || text.trim() === '' || at?.matches('input, textarea, select') || (at instanceof HTMLElement && at.isContentEditable)) return;
  const path = at === null ? event.composedPath() : above(at);
  const card = path.find((each): each is PasteCard => each instanceof Element && cards.has(each));
  if (card === undefined || card.discreet) return;
  event.preventDefault();
  void begin(card, text);
}

/** Through shadow roots; null: nothing has the focus. */
function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body || at === document.documentElement ? null : at;
}
function above(element: Element): readonly Node[] {
  const path: Node[] = [];
  for (let node: Node | null = element; node !== null; node = node instanceof ShadowRoot ? node.host : node.parentNode) path.push(node);
  return path;
}
