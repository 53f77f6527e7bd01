/** The way into "Use elsewhere", at the foot of a card and of a badge's reasons. The dialog comes when somebody opens it. */
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import { later } from '../internal/later.ts';
import type { Session } from '../internal/session.ts';
import { ELSEWHERE_LABEL } from './label.ts';

/** Where it is opened from. */
export interface ElsewhereHost extends HTMLElement { readonly session: Session | null; readonly language: Language }
/** What stands there: its tag as written in a page, and the classes that it shows. */
export interface Stands { readonly archive: string; readonly tag: string; readonly schemes: string }

const dialog = later(() => import('./dialog.ts'));

/** `closed`: where the focus goes back to, if not to the button. */
export const elsewhereButton = (host: ElsewhereHost, stands: Stands, opened: () => void = () => {}, closed: () => void = () => {}): TemplateResult =>
  html`<button type="button" class="button quiet elsewhere" aria-haspopup="dialog" @click=${() => void open(host, stands, opened, closed)}>${ELSEWHERE_LABEL[host.language]}</button>`;

async function open(host: ElsewhereHost, stands: Stands, opened: () => void, closed: () => void): Promise<void> {
  const { session, language } = host;
  const part = await dialog.load();
  if (part === undefined || session === null) return;
  opened();
  part.openElsewhere({ ...stands, session, language, scheme: host.getAttribute('scheme') }, closed);
}
