/** What this customer gets by its classes (P-32), at the foot of a card: one line, opened to the class that each part comes from. Loaded beside the card, never with it; the line has its room before it is known. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { ServiceMatrixView } from '../../model/service-matrix/api.ts';
import { serviceFor } from '../../model/service-matrix/matrix.ts';
import type { Given } from '../../model/service-matrix/matrix.ts';
import type { Session } from '../internal/session.ts';
import { foot } from '../internal/strings/en/foot.ts';
import { speak } from '../internal/strings/en/index.ts';
import { stringsNow } from '../internal/strings/index.ts';
import type { FullDigest } from './facts.ts';

interface Card extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly discreet: boolean; requestUpdate(): void }


speak({ foot });

/** `matrix`: undefined while it is on its way, null where it was not to be had. Asked once a page and session: the matrix changes seldom, and a reload shows it. */
const known = new WeakMap<Session, { matrix: ServiceMatrixView | null | undefined; readonly cards: Set<Card> }>();
function matrixFor(card: Card, session: Session): ServiceMatrixView | null | undefined {
  let state = known.get(session);
  // a card without this line is a card all the same; the next one asks again
  if (state === undefined || (state.matrix === null && !state.cards.has(card))) {
    const made: NonNullable<typeof state> = { matrix: undefined, cards: state?.cards ?? new Set() };
    known.set(session, (state = made));
    const tell = (matrix: ServiceMatrixView | null): void => {
      made.matrix = matrix;
      for (const each of made.cards) each.requestUpdate();
      if (matrix !== null) made.cards.clear();
    };
    void session.request<ServiceMatrixView>('GET', '/api/service-matrix').then(tell, () => { tell(null); });
  }
  if (!state.matrix) state.cards.add(card);
  return state.matrix;
}

export function serviceLine(card: Card, { classes }: Pick<FullDigest, 'classes'>): TemplateResult | typeof nothing {
  const { session, language } = card;
  const matrix = session === null || card.discreet ? null : matrixFor(card, session);
  if (matrix === null) return nothing;
  if (matrix === undefined) return html`<p class="service-soon" aria-hidden="true"><span class="skeleton"></span></p>`;
  const values = Object.fromEntries(Object.entries(classes).map(([key, result]) => [key, result.value])) as Partial<Record<SchemeKey, string | null>>;
  const given = serviceFor(values, matrix);
  const t = stringsNow(language).foot.service;
  const from = (of: Given): string => (of.from === null ? t.everybody : (classes[of.from.scheme]?.label[language] ?? of.from.value));
  return html`<details class="service">
    <summary><span>${t.title}</span>${given.map((each) => {
      const text = brief(each, language);
      return text === null ? nothing : html`<span>${text}</span>`;
    })}</summary>
    <dl>${given.map((each) => html`<dt>${t.parts[each.key]}</dt><dd>${whole(each, language)} (${from(each)})</dd>`)}</dl>
  </details>`;
}

/** What stands in the line: what everybody gets is left out, but for the level. */
function brief(given: Given, language: Language): string | null {
  return given.from === null && given.key !== 'level' ? null : given.value === 0 ? null : whole(given, language);
}
function whole({ key, value }: Given, language: Language): string {
  const t = stringsNow(language).foot.service;
  switch (key) {
    case 'discount': return value === 0 ? t.none : t.discount(new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(Number(value) / 100));
    case 'visits': return value === 0 ? t.none : t.visits(Number(value));
    case 'level': case 'reception': case 'publicity': return (t[key] as Readonly<Record<string, string>>)[String(value)] ?? String(value);
  }
}
