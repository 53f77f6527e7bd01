/** What waits for one's decision, on top of the inbox: classes that colleagues ask to put in place of computed ones. Each leads to its customer, where it is decided; nothing where nothing waits. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../model/labels.ts';
import type { WaitingOverride, WaitingOverrides } from '../../model/overrides/api.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import { noticeIcon } from './icons.ts';
import type { NoticeTexts } from './texts.ts';

const PATH = '/api/overrides?waiting=me';

export interface WaitingPlace {
  readonly t: NoticeTexts;
  readonly language: Language;
  /** Level of its heading. */
  readonly level: number;
  /** The year of today, which dates leave out. */
  readonly year: number;
  readonly open: (archive: string) => void;
}

export class Waiting {
  readonly #session: Session;
  #here: WaitingOverrides = { items: [], more: false };

  constructor(session: Session) {
    this.#session = session;
  }

  /** What is shown stays when it cannot be asked: the inbox itself says what is wrong. */
  async load(): Promise<void> {
    this.#here = await this.#session.request<WaitingOverrides>('GET', PATH).catch(() => this.#here);
  }

  render(place: WaitingPlace): TemplateResult | typeof nothing {
    const { items, more } = this.#here;
    if (items.length === 0) return nothing;
    const { t, language, level } = place;
    const count = formatNumber(language, items.length);
    return html`<section class="decide" aria-labelledby="decide">
      <h3 class="day" id="decide" role="heading" aria-level=${level}>${t.decide.title} <span class="count">${more ? t.decide.more(count) : count}</span></h3>
      <ul>${repeat(items, ({ override }) => override.id, (each) => row(each, place))}</ul>
    </section>`;
  }
}

function row({ archive, name, schemeName, override: { label, reason, by, at, until } }: WaitingOverride, { t, language, year, open }: WaitingPlace): TemplateResult {
  const day = (moment: string): string => formatDate(language, moment.slice(0, 10), year);
  return html`<li class="item" data-archive=${archive}>
    <button type="button" class="opens decision" @click=${() => { open(archive); }}>${noticeIcon('decision')}<span>
      <span class="says"><bdi>${name}</bdi></span>
      <span class="text"><strong>${t.decide.wish(schemeName[language], label[language])}</strong></span>
      <span class="text"><bdi>${reason}</bdi></span>
      <span class="at">${t.decide.by(by.name, day(at))} · ${t.decide.until(day(until))}</span></span></button>
  </li>`;
}
