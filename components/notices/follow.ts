/** "Follow" among the tools at the foot of a card: what changes in the archive comes to one's inbox. Loaded beside the card, never with it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Following } from '../../model/notices/api.ts';
import type { Language } from '../../model/labels.ts';
import type { Session } from '../internal/session.ts';
import { FOLLOWED } from './follow-news.ts';

interface Card extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly discreet: boolean; requestUpdate(): void }

const TEXTS: Readonly<Record<Language, readonly [follow: string, following: string, failed: string]>> = Object.freeze({
  'en': ['Follow', 'Following', 'Try again: this could not be done.'], 'zh-Hans': ['关注', '已关注', '未能完成，请重试。'], 'zh-Hant': ['追蹤', '已追蹤', '未能完成，請重試。'], 'es': ['Seguir', 'Lo sigues', 'No se pudo hacer; inténtalo otra vez.'],
});

/** `following`: null until it is known; the button has its place by then. `none`: it could not be learned. */
interface Known { readonly archive: string; readonly session: Session; following: boolean | null; none: boolean; busy: boolean; failed: boolean }
const known = new WeakMap<Element, Known>();
const path = (archive: string): string => `/api/archives/${encodeURIComponent(archive)}/follow`;

export function followButton(card: Card, archive: string): TemplateResult | typeof nothing {
  const { session } = card;
  if (session === null || card.discreet) return nothing;
  let state = known.get(card);
  if (state?.archive !== archive || state.session !== session) known.set(card, (state = ask(card, session, archive)));
  const { following, none, busy, failed } = state;
  if (none) return nothing;
  const [follow, followed, problem] = TEXTS[card.language];
  const now = state;
  return html`<button type="button" class="button quiet follow" aria-pressed=${following === null ? nothing : String(following)} aria-disabled=${busy || following === null ? 'true' : 'false'} @click=${() => void toggle(card, now)}>${following ? followed : follow}</button>${failed ? html` <span class="danger" role="alert">${problem}</span>` : nothing}`;
}

function ask(card: Card, session: Session, archive: string): Known {
  const state: Known = { archive, session, following: null, none: false, busy: false, failed: false };
  const load = (): void => void session.request<Following>('GET', path(archive)).then(
    ({ following }) => {
      state.following = following;
      state.none = false;
      card.requestUpdate();
    },
    () => {
      state.none = state.following === null; // a card without this tool is a card all the same
      card.requestUpdate();
    },
  );
  load();
  session.addEventListener(FOLLOWED, () => { if (known.get(card) === state && !state.busy) load(); });
  return state;
}

async function toggle(card: Card, state: Known): Promise<void> {
  if (state.busy || state.following === null) return;
  state.busy = true;
  state.failed = false;
  card.requestUpdate();
  try {
    state.following = (await state.session.request<Following>('PUT', path(state.archive), { following: !state.following })).following;
    state.session.dispatchEvent(new CustomEvent(FOLLOWED));
  } catch {
    state.failed = true;
  }
  state.busy = false;
  card.requestUpdate();
}
