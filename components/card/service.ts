/** What this customer gets by its classes (P-32), at the foot of a card: one line, opened to the class that each part comes from. Loaded beside the card, never with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
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

const styles = css`
  .service { padding: 0 16px 12px; color: var(--d-muted); font-size: 12px; }
  .service summary { cursor: pointer; min-height: 24px; align-content: center; }
  .service summary > span:not(:last-child)::after { content: '\\a0· '; content: '\\a0· ' / ''; }
  .service summary:focus-visible { outline: 2px solid var(--d-focus); outline-offset: 2px; }
  .service dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 8px 0 0; }
  .service dd { margin: 0; color: var(--d-text); overflow-wrap: anywhere; }
`;
const styled = ref((element) => queueMicrotask(() => {
  const root = element?.getRootNode();
  const sheet = styles.styleSheet!;
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}));

/** Asked once a page and session: the matrix changes seldom, and a reload shows it. */
const known = new WeakMap<Session, { matrix: ServiceMatrixView | null; readonly waiting: Set<Card> }>();
function matrixFor(card: Card, session: Session): ServiceMatrixView | null {
  let state = known.get(session);
  if (state === undefined) {
    const made = { matrix: null as ServiceMatrixView | null, waiting: new Set<Card>() };
    known.set(session, (state = made));
    void session.request<ServiceMatrixView>('GET', '/api/service-matrix').then(
      (matrix) => {
        made.matrix = matrix;
        for (const each of made.waiting) each.requestUpdate();
        made.waiting.clear();
      },
      () => { known.delete(session); }, // a card without this line is a card all the same; the next one asks again
    );
  }
  if (state.matrix === null) state.waiting.add(card);
  return state.matrix;
}

export function serviceLine(card: Card, { classes }: Pick<FullDigest, 'classes'>): TemplateResult | typeof nothing {
  const { session, language } = card;
  const matrix = session === null || card.discreet ? null : matrixFor(card, session);
  if (matrix === null) return nothing;
  const values = Object.fromEntries(Object.entries(classes).map(([key, result]) => [key, result.value])) as Partial<Record<SchemeKey, string | null>>;
  const given = serviceFor(values, matrix);
  const t = stringsNow(language).foot.service;
  const from = (of: Given): string => (of.from === null ? t.everybody : (classes[of.from.scheme]?.label[language] ?? of.from.value));
  return html`<details class="service" ${styled}>
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
