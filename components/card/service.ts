/** What this customer gets by its classes (P-32), at the foot of a card: one line, opened to the class that each part comes from. Loaded beside the card, never with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Language } from '../../model/labels.ts';
import type { SchemeKey } from '../../model/overview.ts';
import type { ServiceMatrixView } from '../../model/service-matrix/api.ts';
import { serviceFor } from '../../model/service-matrix/matrix.ts';
import type { Given } from '../../model/service-matrix/matrix.ts';
import type { Session } from '../internal/session.ts';
import type { TextsOf } from '../internal/strings/texts.ts';
import type { FullDigest } from './facts.ts';

interface Card extends HTMLElement { readonly session: Session | null; readonly language: Language; readonly discreet: boolean; requestUpdate(): void }

const en = {
  title: 'Service',
  level: { economy: 'Economy service', standard: 'Standard service', premium: 'Premium service' },
  reception: { standard: 'Standard reception', vip: 'VIP reception' },
  publicity: { none: 'No publicity', general: 'General publicity', personal: 'Personal publicity' },
  discount: (percent: string) => `${percent} discount`,
  visits: (count: number) => (count === 1 ? '1 visit a year' : `${count} visits a year`),
  everybody: 'like every customer',
  parts: { level: 'Service level', reception: 'Reception', discount: 'Discount', visits: 'Visits and greetings', publicity: 'Publicity' },
  none: 'none',
};
const TEXTS: Readonly<Record<Language, TextsOf<typeof en>>> = Object.freeze({
  en,
  'zh-Hans': {
    title: '服务', level: { economy: '经济服务', standard: '标准服务', premium: '优先服务' }, reception: { standard: '一般接待', vip: '贵宾接待' }, publicity: { none: '不作宣传', general: '一般宣传', personal: '专人宣传' },
    discount: (percent) => `优惠${percent}`, visits: (count) => `每年拜访${count}次`, everybody: '与所有客户相同', parts: { level: '服务级别', reception: '接待', discount: '优惠', visits: '拜访与问候', publicity: '宣传' }, none: '无',
  },
  'zh-Hant': {
    title: '服務', level: { economy: '經濟服務', standard: '標準服務', premium: '優先服務' }, reception: { standard: '一般接待', vip: '貴賓接待' }, publicity: { none: '不作宣傳', general: '一般宣傳', personal: '專人宣傳' },
    discount: (percent) => `優惠${percent}`, visits: (count) => `每年拜訪${count}次`, everybody: '與所有客戶相同', parts: { level: '服務等級', reception: '接待', discount: '優惠', visits: '拜訪與問候', publicity: '宣傳' }, none: '無',
  },
  es: {
    title: 'Servicio', level: { economy: 'Servicio económico', standard: 'Servicio estándar', premium: 'Servicio preferente' }, reception: { standard: 'Atención normal', vip: 'Atención VIP' },
    publicity: { none: 'Sin publicidad', general: 'Publicidad general', personal: 'Publicidad personal' }, discount: (percent) => `${percent} de descuento`, visits: (count) => (count === 1 ? '1 visita al año' : `${count} visitas al año`),
    everybody: 'como todos los clientes', parts: { level: 'Nivel de servicio', reception: 'Atención', discount: 'Descuento', visits: 'Visitas y saludos', publicity: 'Publicidad' }, none: 'ninguno',
  },
});

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
  const t = TEXTS[language];
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
  const t = TEXTS[language];
  switch (key) {
    case 'discount': return value === 0 ? t.none : t.discount(new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(Number(value) / 100));
    case 'visits': return value === 0 ? t.none : t.visits(Number(value));
    case 'level': case 'reception': case 'publicity': return (t[key] as Readonly<Record<string, string>>)[String(value)] ?? String(value);
  }
}
