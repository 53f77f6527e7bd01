/** What waits for one's decision, on top of the inbox: classes that colleagues ask to put in place of computed ones, for compliance ratings of money-laundering risk, corrections whose step is one's own, and requests for access. Each leads to its customer, where it is decided; nothing where nothing waits. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AccessRequestPage, AccessRequestView } from '../../model/access/api.ts';
import type { WaitingRating, WaitingRatings } from '../../model/aml/api.ts';
import type { CorrectionLine, CorrectionLines } from '../../model/corrections/api.ts';
import type { Language } from '../../model/labels.ts';
import type { WaitingOverride, WaitingOverrides } from '../../model/overrides/api.ts';
import { wishText } from '../access/sentences.ts';
import { accessTexts } from '../access/texts.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import { correctionTexts } from '../corrections/texts.ts';
import { noticeIcon } from './icons.ts';
import type { NoticeTexts } from './texts.ts';
import { called } from '../internal/called.ts';

/** One of either kind; `at` is the moment or the day since when it waits. */
type Decision = { readonly kind: 'class'; readonly at: string; readonly of: WaitingOverride } | { readonly kind: 'rating'; readonly at: string; readonly of: WaitingRating } | { readonly kind: 'correction'; readonly at: string; readonly of: CorrectionLine } | { readonly kind: 'access'; readonly at: string; readonly of: AccessRequestView };

export interface WaitingPlace {
  readonly t: NoticeTexts;
  readonly language: Language;
  /** Level of its heading. */
  readonly level: number;
  /** The year of today, which dates leave out. */
  readonly year: number;
  readonly open: (archive: string, correction?: string) => void;
}

export class Waiting {
  readonly #session: Session;
  #classes: WaitingOverrides = { items: [], more: false };
  #ratings: WaitingRatings = { items: [], more: false };
  #corrections: Pick<CorrectionLines, 'items' | 'more'> = { items: [], more: false };
  #requests: AccessRequestPage = { items: [], more: false };

  constructor(session: Session) {
    this.#session = session;
  }

  /** What is shown stays when it cannot be asked: the inbox itself says what is wrong. */
  async load(): Promise<void> {
    const session = this.#session;
    const ask = <T>(path: string, before: T): Promise<T> => session.request<T>('GET', path).catch(() => before);
    // the server tells ratings to compliance alone: whoever is not need not ask
    const officer = session.me?.roles.includes('compliance') === true;
    [this.#classes, this.#ratings, this.#corrections, this.#requests] = await Promise.all([
      ask<WaitingOverrides>('/api/overrides?waiting=me', this.#classes),
      officer ? ask<WaitingRatings>('/api/aml?waiting=me', this.#ratings) : { items: [], more: false },
      ask<Pick<CorrectionLines, 'items' | 'more'>>('/api/corrections?waiting=me', this.#corrections),
      ask<AccessRequestPage>('/api/access-requests?box=toDecide', this.#requests),
    ]);
  }

  render(place: WaitingPlace): TemplateResult | typeof nothing {
    const items: readonly Decision[] = [
      ...this.#classes.items.map((of): Decision => ({ kind: 'class', at: of.override.at, of })), ...this.#ratings.items.map((of): Decision => ({ kind: 'rating', at: of.at, of })),
      ...this.#corrections.items.map((of): Decision => ({ kind: 'correction', at: of.openedAt, of })),
      ...this.#requests.items.map((of): Decision => ({ kind: 'access', at: of.at, of })),
    ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const more = this.#classes.more || this.#ratings.more || this.#corrections.more || this.#requests.more;
    if (items.length === 0) return nothing;
    const { t, language, level } = place;
    const count = formatNumber(language, items.length);
    return html`<section class="decide" aria-labelledby="decide">
      <h3 class="day" id="decide" role="heading" aria-level=${level}>${t.decide.title} <span class="count">${more ? t.decide.more(count) : count}</span></h3>
      <ul>${repeat(items, nameOf, (each) => row(each, place))}</ul>
    </section>`;
  }
}

const nameOf = ({ kind, of }: Decision): string => (kind === 'access' ? `access ${of.id}` : kind === 'class' ? `class ${of.override.id}` : kind === 'correction' ? `correction ${of.id}` : `rating ${of.archive} ${of.row}`);

function row(decision: Decision, place: WaitingPlace): TemplateResult {
  const { t, language, year } = place;
  const day = (moment: string): string => formatDate(language, moment.slice(0, 10), year);
  switch (decision.kind) {
    case 'access': {
      const { archive, name, asked, reason, requester, at } = decision.of;
      const words = accessTexts(language);
      return entry(place, { archive, name, wish: `${words.title}: ${wishText({ t: words, language, year, department: (id) => id }, asked)}`, reason, about: [t.decide.by(called(requester, language), day(at))] });
    }
    case 'class': {
      const { archive, name, schemeName, override: { label, reason, by, at, until } } = decision.of;
      return entry(place, { archive, name, wish: t.decide.wish(schemeName[language], label[language]), reason, about: [t.decide.by(called(by, language), day(at)), t.decide.until(day(until))] });
    }
    case 'rating': {
      const { archive, name, schemeName, label, stands, reason, by, at } = decision.of;
      return entry(place, { archive, name, wish: t.decide.wish(schemeName[language], label[language]), reason, about: [t.decide.by(by === null ? t.somebody : called(by, language), day(at)), ...(stands === null ? [] : [t.decide.meanwhile(stands[language])])] });
    }
    case 'correction': {
      const { id, archive, name, number, stepLabel, due, late } = decision.of;
      const words = correctionTexts(language);
      return entry(place, { archive, correction: id, name: name ?? words.hidden, wish: t.decide.wish(words.number(number), stepLabel?.[language] ?? ''), reason: '', about: due === null ? [] : [late ? words.late(day(due)) : words.due(day(due))] });
    }
  }
}

interface Entry { readonly archive: string; readonly correction?: string; readonly name: string; readonly wish: string; readonly reason: string; readonly about: readonly string[] }
const entry = ({ open }: WaitingPlace, { archive, correction, name, wish, reason, about }: Entry): TemplateResult => html`<li class="item" data-archive=${archive}>
    <button type="button" class="opens decision" @click=${() => { open(archive, correction); }}>${noticeIcon('decision')}<span>
      <span class="says"><bdi>${name}</bdi></span>
      <span class="text"><strong>${wish}</strong></span>
      ${reason === '' ? nothing : html`<span class="text"><bdi>${reason}</bdi></span>`}
      <span class="at">${about.join(' · ')}</span></span></button>
  </li>`;
