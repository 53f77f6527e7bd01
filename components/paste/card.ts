/** The way into pasting on a card: a quiet button at its foot, and the clipboard itself while the card is in focus. The dialog comes when somebody uses them. */
import { html, type TemplateResult } from 'lit';
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
const here = ref((element) => {
  there += element === undefined ? -1 : 1;
  document[there > 0 ? 'addEventListener' : 'removeEventListener']('paste', onPaste as EventListener);
});

export function pasteButton(card: PasteCard, archive: string): TemplateResult {
  cards.set(card, archive);
  return html`<button type="button" class="button quiet paste" aria-haspopup="dialog" @click=${() => void begin(card, null)} ${here}>${PASTE_LABEL[card.language]}</button>`;
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
