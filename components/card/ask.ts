/** "Ask for access" on a card that may only know of its customer, and the state of what was asked. Loaded with the first such card, its form when somebody opens it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { AccessRequestPage, AccessRequestView, AccessView } from '../../model/access/api.ts';
import type { Language } from '../../model/labels.ts';
import { AskForm, refusal } from '../access/ask.ts';
import { RequestList } from '../access/request-list.ts';
import type { Wording } from '../access/sentences.ts';
import { wishStyles } from '../access/styles.ts';
import { accessTexts } from '../access/texts.ts';
import type { Session } from '../internal/session.ts';
import { pageClock } from '../line/clock.ts';

interface Card extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly renderRoot: HTMLElement | DocumentFragment; readonly updateComplete: Promise<boolean>; requestUpdate(): void }

/** What waits is looked at again. */
const AGAIN_MS = 10_000;

class CardAsk {
  readonly archive: string;
  readonly session: Session;
  readonly #card: Card;
  readonly #form: AskForm;
  readonly #list: RequestList;
  #requests: readonly AccessRequestView[] = [];
  #view: AccessView | null = null;
  #problem = '';
  #told = '';

  constructor(card: Card, session: Session, archive: string) {
    this.#card = card;
    this.session = session;
    this.archive = archive;
    const update = (): void => { card.requestUpdate(); };
    const focus = (selector: string): void => void card.updateComplete.then(() => card.renderRoot.querySelector<HTMLElement>(selector)?.focus());
    const wording = (): Wording => ({ t: accessTexts(card.language), language: card.language, year: new Date(pageClock.now()).getFullYear(), department: (id) => id });
    const done = (said: string): void => {
      this.#told = said;
      void this.#load();
    };
    this.#form = new AskForm({ session, wording, now: () => pageClock.now(), update, focus, sent: () => { done(accessTexts(card.language).ask.sent); } });
    this.#list = new RequestList({ session, wording, today: () => new Date(pageClock.now()).toISOString().slice(0, 10), update, focus, done });
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { items } = await this.session.request<AccessRequestPage>('GET', `/api/access-requests?${new URLSearchParams({ box: 'mine', archive: this.archive })}`);
      this.#requests = items.slice(0, 1); // the newest; the others are with the archive
    } catch {
      // a card without this tool is a card all the same
    }
    if (known.get(this.#card) !== this) return;
    this.#card.requestUpdate();
    if (this.#requests.some(({ state }) => state.kind === 'waiting') && this.#card.isConnected) pageClock.after(AGAIN_MS, () => void this.#load());
  }

  async #open(): Promise<void> {
    const t = accessTexts(this.#card.language);
    try {
      this.#view = await this.session.request<AccessView>('GET', `/api/archives/${encodeURIComponent(this.archive)}/access`);
      this.#problem = '';
      this.#form.begin(this.#view);
    } catch (error) {
      this.#problem = refusal(error, t.failed);
    }
    this.#card.requestUpdate();
  }

  render(): TemplateResult {
    const t = accessTexts(this.#card.language);
    const off = this.session.state.kind === 'offline';
    const waits = this.#requests.some(({ state }) => state.kind === 'waiting');
    return html`<div class="access-here no-print" ${styled}>
      <p role="status" class="muted small">${this.#told}</p>
      ${this.#requests.length === 0 ? nothing : this.#list.render(this.#requests, off)}
      ${this.#view !== null && this.#form.open ? this.#form.render(this.#view, this.#requests, off)
        : waits ? nothing : html`<button type="button" class="button ask-open" ?disabled=${off} @click=${() => void this.#open()}>${t.ask.open}</button>`}
      ${this.#problem === '' ? nothing : html`<p class="danger" role="alert">${this.#problem}</p>`}
    </div>`;
  }
}

const known = new WeakMap<Element, CardAsk>();

const styled = ref((element) => queueMicrotask(() => {
  const root = element?.getRootNode();
  const sheet = wishStyles.styleSheet!;
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}));

export function askLine(card: Card, archive: string): TemplateResult | typeof nothing {
  const { session } = card;
  if (session === null || session.me === null) return nothing;
  let ask = known.get(card);
  if (ask?.archive !== archive || ask.session !== session) known.set(card, (ask = new CardAsk(card, session, archive)));
  return ask.render();
}
