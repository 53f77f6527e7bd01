/** "Something wrong?" at the foot of a card and of a form's page: the way to a correction, beginning with the value one was in. What is behind it is `door-open.ts`, loaded when it is opened or a case is open. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CorrectionLine, CorrectionLines } from '../../model/corrections/api.ts';
import type { Language } from '../../model/labels.ts';
import { later } from '../internal/later.ts';
import type { Session } from '../internal/session.ts';
import type { OpenDoor } from './door-open.ts';

/** What it stands in. */
export interface DoorHost extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly renderRoot: HTMLElement | DocumentFragment; readonly updateComplete: Promise<boolean>; requestUpdate(): void }
/** The value that is at hand: a document, and in it a value key. */
export interface AtHand { readonly section: string; readonly key: string | null }

/** The question, and what a narrow card leaves to be heard. */
const ASK: Readonly<Record<Language, readonly [question: string, rest: string]>> = { en: ['Something wrong?', ' Ask for a correction'], 'zh-Hans': ['有错误？', '申请更正'], 'zh-Hant': ['有錯誤？', '申請更正'], es: ['¿Algo está mal?', ' Pide una corrección'] };
const words = (language: Language): TemplateResult => html`<span>${ASK[language][0]}<span class="rest">${ASK[language][1]}</span></span>`;
const behind = later(() => import('./door-open.ts'));

interface Known { readonly archive: string; readonly session: Session; readonly open: () => Promise<OpenDoor | null>; at: AtHand | null; door: OpenDoor | null }
const known = new WeakMap<Element, Known>();

function stand(host: DoorHost, session: Session, archive: string): Known {
  let lines: readonly CorrectionLine[] = [];
  const load = (): void => void session.request<CorrectionLines>('GET', `/api/archives/${encodeURIComponent(archive)}/corrections`).then(({ items }) => {
    lines = items.filter((line) => line.state === 'waiting');
    if (lines.length > 0) void state.open();
    host.requestUpdate();
  }).catch(() => {}); // a card without this tool is a card all the same
  const state: Known = {
    archive, session, at: null, door: null,
    async open() {
      const part = await behind.load();
      state.door ??= part ? new part.OpenDoor(host, { session, archive, lines: () => lines, again: load }) : null;
      host.requestUpdate();
      return state.door;
    },
  };
  load();
  return state;
}

/** The button, among other tools, and what stands below them: open cases, the form in which one is reported. */
export interface Door { readonly ask: TemplateResult | typeof nothing; readonly below: TemplateResult | typeof nothing }

/** `section`: the document of the page that it stands under; null on a card. Who has not signed in has no door. */
export function correctionDoor(host: DoorHost, archive: string, section: string | null = null): Door {
  const { session } = host;
  if (session === null || session.me === null) return { ask: nothing, below: nothing };
  let state = known.get(host);
  if (state?.archive !== archive || state.session !== session) known.set(host, (state = stand(host, session, archive)));
  const now = state;
  // where the focus came from is the value at hand
  const came = ({ relatedTarget: from }: FocusEvent): void => {
    const near = (name: string): string | undefined => (from instanceof Element ? from.closest<HTMLElement>(`[data-${name}]`)?.dataset[name] : undefined);
    const key = near('key') ?? '';
    now.at = section === null ? null : { section: near('section') ?? section, key: /^(fields\/|text:[^/]*$)/.test(key) ? key : null };
  };
  const ask = now.door?.reporting ? nothing : html`<button type="button" class="button quiet correct-open" ?disabled=${session.state.kind === 'offline'} @focus=${came} @click=${() => void now.open().then((door) => door?.open(now.at ?? (section === null ? null : { section, key: null })))}>${words(host.language)}</button>`;
  return { ask, below: now.door?.render() ?? nothing };
}
