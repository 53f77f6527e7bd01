/** "Ask for access": one small form, and the state of the request that is under way. Stands on a card that only knows of its customer, and in `<archive-access>`; loaded when one of them shows it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccessRequestView, AccessView, NewAccessRequest } from '../../model/access/api.ts';
import { internalSections, shippedEnd } from '../../model/access/request.ts';
import { atLeast } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { ApiError } from '../internal/session.ts';
import type { Session } from '../internal/session.ts';
import { holdEnter } from '../internal/keys.ts';
import type { Wording } from './sentences.ts';
import { newDraft, sectionsOfDraft, wishFields } from './wish-form.ts';
import type { Draft } from './wish-form.ts';

export interface AskHost {
  readonly session: Session;
  readonly wording: () => Wording;
  readonly now: () => number;
  readonly update: () => void;
  /** A request was sent. */
  readonly sent: (request: AccessRequestView) => void;
  readonly focus: (selector: string) => void;
}

/** What a person is told when the server refuses: all of it, as one text. */
export const refusal = (error: unknown, otherwise: string): string => {
  if (!(error instanceof ApiError) || error.status >= 500 || error.status === 0) return otherwise;
  return error.problems !== undefined && error.problems.length > 0 ? error.problems.map(({ message }) => message).join(' ') : error.message;
};

export class AskForm {
  readonly #host: AskHost;
  #draft: Draft | null = null;

  constructor(host: AskHost) {
    this.#host = host;
  }

  get open(): boolean {
    return this.#draft !== null;
  }

  begin(view: AccessView): void {
    const has = new Set(view.sections.filter(({ level }) => atLeast(level, 'read')).map(({ section }) => section));
    this.#draft = newDraft({ until: shippedEnd(this.#host.now()), sections: has.size === 0 ? [...internalSections] : [] });
    this.#host.update();
    this.#host.focus('.ask-form input');
  }
  close(): void {
    this.#draft = null;
    this.#host.update();
    this.#host.focus('.ask-open');
  }

  async #send(view: AccessView): Promise<void> {
    const { session, update, sent } = this.#host;
    const draft = this.#draft;
    const { t } = this.#host.wording();
    if (draft === null || draft.busy) return;
    draft.problem = draft.sections.length === 0 ? t.ask.choose : draft.text.trim() === '' ? t.ask.why : '';
    if (draft.problem !== '') return update();
    draft.busy = true;
    update();
    try {
      const wish: NewAccessRequest = { archive: view.archive, sections: sectionsOfDraft(draft), level: draft.level, until: draft.until === '' ? null : draft.until, reason: draft.text };
      const request = await session.request<AccessRequestView>('POST', '/api/access-requests', wish);
      this.#draft = null;
      sent(request);
    } catch (error) {
      draft.problem = refusal(error, t.failed);
    }
    draft.busy = false;
    update();
  }

  /** Nothing while one waits, where one may not ask, or where there is nothing to ask for. */
  render(view: AccessView, requests: readonly AccessRequestView[], off: boolean): TemplateResult | typeof nothing {
    const { wording, update } = this.#host;
    const words = wording();
    const { t } = words;
    const waits = requests.some(({ mine, state }) => mine && state.kind === 'waiting');
    const offered = SECTION_KEYS.filter((section) => !atLeast(view.sections.find((each) => each.section === section)?.level ?? 'none', 'write'));
    if (!view.may.ask || waits || offered.length === 0) return nothing;
    const draft = this.#draft;
    if (draft === null) return html`<button type="button" class="button ask-open" ?disabled=${off} @click=${() => { this.begin(view); }}>${atLeast(view.level, 'read') ? t.ask.more : t.ask.open}</button>`;
    const submit = (event: Event): void => {
      event.preventDefault();
      void this.#send(view);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      } else holdEnter(event);
    };
    return html`<form class="ask-form wish" novalidate aria-label=${t.ask.title} @submit=${submit} @keydown=${key}>
      <p><strong>${t.ask.title}</strong></p>
      ${wishFields({ draft, id: 'ask', wording: words, offered, levels: ['read', 'write'], clearances: view.clearances, givers: view.clearanceGivers.map(({ name }) => name), min: view.today, forever: view.may.askWithoutEnd, textLabel: t.ask.reason, update })}
      <div class="buttons"><button class="button primary" ?disabled=${draft.busy || off}>${t.ask.send}</button><button type="button" class="button" @click=${() => { this.close(); }}>${t.cancel}</button></div>
    </form>`;
  }
}
