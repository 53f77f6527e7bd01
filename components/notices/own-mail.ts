/** One's own daily mail at the foot of the inbox: whether, and at which hour. Nothing where the server has no mail. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { OwnDigest, OwnDigestChange } from '../../model/channels/api.ts';
import type { Language } from '../../model/labels.ts';
import type { Session } from '../internal/session.ts';
import type { NoticeTexts } from './texts.ts';

const PATH = '/api/me/digest';
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export class OwnMail {
  readonly #session: Session;
  readonly #update: () => void;
  #own: OwnDigest | null = null;
  #failed = false;

  constructor(session: Session, update: () => void) {
    this.#session = session;
    this.#update = update;
    session.request<OwnDigest>('GET', PATH).then(
      (own) => {
        this.#own = own;
        update();
      },
      () => {}, // without it the foot is not there; the inbox itself says what is wrong
    );
  }

  async #choose(change: OwnDigestChange, language: Language): Promise<void> {
    this.#failed = false;
    try {
      this.#own = await this.#session.request<OwnDigest>('PUT', PATH, { ...change, language });
    } catch {
      this.#failed = true;
    }
    this.#update();
  }

  render(t: NoticeTexts, language: Language, off: boolean): TemplateResult | typeof nothing {
    const own = this.#own;
    if (own === null || !own.available) return nothing;
    if (own.address === null) return html`<p class="own muted">${t.mailNone}</p>`;
    return html`<div class="own no-print">
      <label><input type="checkbox" class="own-mail" .checked=${live(own.mail)} ?disabled=${off} @change=${(event: Event) => void this.#choose({ mail: (event.target as HTMLInputElement).checked }, language)} />${t.mail(own.address)}</label>
      ${own.mail ? html`<label>${t.mailAt} <select class="own-hour" ?disabled=${off} @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        void this.#choose({ hour: value === '' ? null : Number(value) }, language);
      }}><option value="" .selected=${live(own.hour === null)}>${t.mailAsAll(clock(own.workspaceHour))}</option>${Array.from({ length: 24 }, (_, hour) => html`<option value=${hour} .selected=${live(own.hour === hour)}>${clock(hour)}</option>`)}</select></label>` : nothing}
      ${this.#failed ? html`<p class="danger" role="alert">${t.failed}</p>` : nothing}
    </div>`;
  }
}
