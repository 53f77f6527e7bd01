/** Why a customer has a class: rule, version, window, limits, inputs, rank and what would change it, in a panel below the badge. Loaded when reasons are first opened. */
import { html, nothing, render, svg, type TemplateResult } from 'lit';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import { INTENT_ADVICE } from '../../model/classification/own/advice.ts';
import type { Language } from '../../model/labels.ts';
import type { ClassChange, ClassFace, ClassInput, ClassResult, SchemeKey } from '../../model/overview.ts';
import { formatDate, formatMoney, formatNumber, formatShare } from '../internal/formats.ts';
import { later } from '../internal/later.ts';
import { base, controls, tokens } from '../internal/styles.ts';
import { reasons as english } from '../internal/strings/en/reasons.ts';
import type { TextsOf } from '../internal/strings/texts.ts';
import type { Session } from '../internal/session.ts';
import type { ByHand } from '../classes/by-hand.ts';
import { elsewhereButton } from '../elsewhere/door.ts';
import { AskedReasons } from './asked-reasons.ts';
import { ownName, ownValue } from './own-words.ts';
import { placePanel } from './place.ts';
import { reasonsStyles } from './reasons-styles.ts';
import { called } from '../internal/called.ts';

export type ReasonsTexts = TextsOf<typeof english>;

/** An element whose classes can be opened; a badge, or a card that shows badges. */
export interface ReasonsHost extends HTMLElement {
  readonly language: Language;
  readonly session: Session | null;
  readonly archive: string;
  /** As they are drawn; a server of an older release sends their reasons along. */
  readonly classes: Partial<Record<SchemeKey, ClassFace | ClassResult>> | undefined;
  readonly open: SchemeKey | null;
  toggle(scheme: SchemeKey | null): void;
  requestUpdate(): void;
}

const chunks: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly reasons: ReasonsTexts }>>> = {
  'zh-Hans': () => import('../internal/strings/zh-Hans/reasons.ts'),
  'zh-Hant': () => import('../internal/strings/zh-Hant/reasons.ts'),
  es: () => import('../internal/strings/es/reasons.ts'),
};
const texts = new Map<Language, ReasonsTexts>([['en', english]]);

/** Why somebody is among similar customers. */
const likeness = later(() => import('./alike.ts'));
/** What a person does with a class. */
const hand = later(() => import('../classes/by-hand.ts'));

export class ReasonsPanel {
  readonly #host: ReasonsHost;
  readonly #panel = document.createElement('div');
  readonly #asked: AskedReasons;
  #hand: ByHand | undefined;
  #shown: SchemeKey | null = null;

  constructor(host: ReasonsHost) {
    this.#host = host;
    this.#asked = new AskedReasons(() => { host.requestUpdate(); });
    // A shadow of its own, so that neither the badge's styles nor the card's reach the panel.
    this.#panel.className = 'reasons';
    this.#panel.setAttribute('popover', 'manual');
    const shadow = this.#panel.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [tokens, base, controls, reasonsStyles].map((style) => style.styleSheet!);
  }

  /** Brings the panel to what the host has open now. */
  show(): void {
    const host = this.#host;
    const face = host.open === null ? undefined : host.classes?.[host.open];
    if (face === undefined || host.session === null || !host.isConnected) {
      this.#asked.leave();
      this.#hand?.leave();
      return this.#hide();
    }
    const result = 'rule' in face ? face : (this.#asked.of(host.session, host.archive, face.scheme) ?? face);
    const { language } = host;
    const t = texts.get(language);
    if (t === undefined) void this.#load(language);
    this.#panel.lang = language;
    for (const name of ['scheme', 'density']) {
      const value = host.getAttribute(name);
      if (value === null) this.#panel.removeAttribute(name);
      else this.#panel.setAttribute(name, value);
    }
    const close = (): void => { this.#leave(); };
    render('rule' in result ? reasonsView(result, language, t ?? english, close, this.#byHand(result), this.#hand?.waits, this.#alike(result, t ?? english), this.#elsewhere()) : waitingView(result, language, t ?? english, close), this.#panel.shadowRoot!);
    const button = host.shadowRoot!.querySelector<HTMLElement>(`.class.${result.scheme}`);
    if (this.#shown !== host.open || !this.#panel.isConnected) {
      this.#hide();
      this.#shown = host.open;
      // Right behind its button, so that Tab goes from one into the other.
      button?.after(this.#panel);
      (this.#panel as Partial<Pick<HTMLElement, 'showPopover'>>).showPopover?.();
      this.#listen(true);
    }
    if (button !== null) placePanel(button, this.#panel);
  }

  #alike({ alike, computedAt }: ClassResult, t: ReasonsTexts): unknown {
    if (alike === undefined) return nothing;
    const { language } = this.#host;
    const part = likeness.now();
    if (part === undefined) void likeness.load().then((loaded) => { if (loaded !== undefined) this.#host.requestUpdate(); });
    return part?.alikeView(alike, computedAt, language, (input) => valueText(input, language, t)) ?? html`<p class="muted" role="status">${t.loading}</p>`;
  }
  #byHand(result: ClassResult): unknown {
    const { session, archive, language } = this.#host;
    const part = hand.now();
    if (part === undefined) void hand.load().then((loaded) => { if (loaded !== undefined) this.#host.requestUpdate(); });
    if (part === undefined || session === null) return nothing;
    this.#hand ??= new part.ByHand(() => { this.#host.requestUpdate(); });
    return this.#hand.view({ session, archive, language, root: this.#panel.shadowRoot! }, result);
  }

  /** The dialog takes the place of the reasons; what was open has the focus again behind it. */
  #elsewhere(): unknown {
    const host = this.#host;
    const button = host.shadowRoot!.querySelector<HTMLElement>(`.class.${host.open}`);
    return elsewhereButton(host, { archive: host.archive, tag: host.localName, schemes: host.getAttribute('schemes') ?? 'abc rfm lifecycle' }, () => { host.toggle(null); }, () => { button?.focus(); });
  }

  #hide(): void {
    if (this.#shown === null) return;
    this.#shown = null;
    this.#listen(false);
    this.#panel.remove();
  }
  /** Closes and gives the focus back to the button. */
  #leave(): void {
    const button = this.#host.shadowRoot!.querySelector<HTMLElement>(`.class.${this.#shown}`);
    this.#host.toggle(null);
    button?.focus();
  }
  async #load(language: Language): Promise<void> {
    if (language === 'en') return;
    try {
      texts.set(language, (await chunks[language]()).reasons);
    } catch (error) {
      console.warn(`dossier: reasons in ${language} could not be loaded`, error);
      texts.set(language, english); // a browser keeps a module that failed; asking again would not help
    }
    this.#host.requestUpdate();
  }

  #listen(on: boolean): void {
    const change = on ? 'addEventListener' : 'removeEventListener';
    this.#host[change]('keydown', this.#key as EventListener);
    document[change]('pointerdown', this.#outside as EventListener, true);
    globalThis[change]('scroll', this.#moved, true);
    globalThis[change]('resize', this.#moved);
  }
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation(); // one layer only: a dialog around the badge stays open
    if (this.#hand?.escape() !== true) this.#leave();
  };
  readonly #outside = (event: Event): void => {
    if (!event.composedPath().includes(this.#host)) this.#host.toggle(null);
  };
  readonly #moved = (): void => {
    const button = this.#host.shadowRoot!.querySelector<HTMLElement>(`.class.${this.#shown}`);
    if (button !== null) placePanel(button, this.#panel);
  };
}

/** The panel's content; pure, so that a card may also print it. */
export function reasonsView(result: ClassResult, language: Language, t: ReasonsTexts, close: () => void, more: unknown = nothing, moreFirst = false, alike: unknown = nothing, last: unknown = nothing): TemplateResult {
  const { rule, window: span, population, previous } = result;
  const date = (text: string) => formatDate(language, text);
  return panel(result, language, t, close, html`${result.objected ? html`<div class="word"><p>${t.objected}</p></div>` : nothing}${overrideView(result, language, t)}
    <p class="muted">${t.since(date(result.since))}${previous === null ? nothing : html`<br />${t.was(previous.label[language], date(previous.until))}`}</p>
    ${moreFirst ? more : nothing}
    ${population === undefined ? nothing : html`
      <p><strong>${t.rank(formatNumber(language, population.rank), formatNumber(language, population.of))}</strong><br />
        ${t.share(formatShare(language, population.share), formatShare(language, population.cumulativeBefore))}</p>
      ${shareBar(result, population.cumulativeBefore, population.cumulativeAfter, t.bar(formatShare(language, population.cumulativeBefore), formatShare(language, population.cumulativeAfter)))}`}
    <h4>${t.basis}</h4>
    <p class="muted small">${span.from === null ? t.windowAll(date(span.to)) : t.window(date(span.from), date(span.to))}</p>
    ${facts(result.inputs.map((input) => own(input, result, language)), language, t)}
    ${alike}
    ${result.scheme === 'intent' ? advice(result.value, language) : nothing}
    ${result.thresholds.length === 0 ? nothing : html`<h4>${t.thresholds}</h4>${facts(result.thresholds, language, t)}`}
    ${result.changes.length === 0 ? nothing : html`<h4>${t.changes}</h4><ul>${result.changes.map((change) => html`<li>${changeText(change, result, language, t)}</li>`)}</ul>`}
    ${moreFirst ? nothing : more}
    <p class="foot muted small">${t.rule(SCHEME_NAMES[result.scheme][language], String(rule.version), date(result.computedAt))}<br />
      ${rule.setBy === null || rule.setAt === null ? t.shipped : t.setBy(rule.setBy, date(rule.setAt))}</p>${last}`);
}

/** A person's word in place of what the rule found: why, by whom, until when, and what was found. */
function overrideView({ override }: ClassResult, language: Language, t: ReasonsTexts): TemplateResult | typeof nothing {
  if (override === undefined) return nothing;
  const { names, by, approvedBy, at, until, reason, computedLabel } = override;
  const approver = approvedBy === null ? null : called({ id: approvedBy, name: names?.approvedBy ?? approvedBy }, language);
  const said = [t.override(called({ id: by, name: names?.by ?? by }, language), formatDate(language, at.slice(0, 10))), ...(approver === null ? [] : [t.approvedBy(approver)]), ...(until === null ? [] : [t.until(formatDate(language, until))])];
  return html`<div class="word"><p>${reason}</p><p class="muted small">${said.join(language.startsWith('zh') ? '，' : ', ')}</p><p>${t.found(computedLabel[language])}</p></div>`;
}

/** The panel until the reasons are here; without a connection they come with it. */
const waitingView = (face: ClassFace, language: Language, t: ReasonsTexts, close: () => void): TemplateResult =>
  panel(face, language, t, close, html`<p class="muted" role="status">${t.loading}</p>`);

function panel({ mark, label, name, told }: ClassFace, language: Language, t: ReasonsTexts, close: () => void, content: TemplateResult): TemplateResult {
  const plain = mark === '' ? label[language] : label[language].replace(/\s*[(（][^)）]*[)）]$/u, '');
  return html`<section class="root panel" role="group" aria-labelledby="title" lang=${language}>
    <header><h3 id="title">${t.title(mark !== '' && mark !== '–' ? mark : (told && name?.[language]) || '', plain)}</h3><button class="button quiet icon" type="button" aria-label=${t.close} @click=${close}>×</button></header>
    ${content}
  </section>`;
}

/** Limits of fixed scores carry the score: `frequency4` is the fewest purchases that give 4 points. */
const SCORED = /^(recencyDays|frequency|monetary)(\d)$/;

function nameOf(key: string, language: Language, t: ReasonsTexts): string {
  const [, name, points] = SCORED.exec(key) ?? [];
  return name !== undefined && points !== undefined ? t.points(nameOf(name, language, t), points) : ((t.inputs as Readonly<Record<string, string>>)[key] ?? ownName(key, language) ?? key);
}

function facts(inputs: readonly ClassInput[], language: Language, t: ReasonsTexts): TemplateResult {
  // few days are good, many purchases are
  const limit = (key: string): string => (!SCORED.test(key) ? '' : key.startsWith('recency') ? '≤ ' : '≥ ');
  return html`<dl>${inputs.map((input) => html`<dt>${nameOf(input.key, language, t)}</dt><dd>${limit(input.key)}${valueText(input, language, t)}</dd>`)}</dl>`;
}

function valueText({ value, unit, label }: ClassInput, language: Language, t: ReasonsTexts): string {
  if (value === null) return t.nothing;
  if (label !== undefined) return label[language];
  switch (unit) {
    case 'money': return formatMoney(language, value);
    case 'days': return t.days(Number(value));
    case 'months': return t.months(Number(value));
    case 'date': return formatDate(language, String(value));
    case 'share': return formatShare(language, Number(value));
    case 'count':
    case 'score': return formatNumber(language, Number(value));
    case undefined: return (t.values as Readonly<Record<string, string>>)[String(value)] ?? ownValue(String(value), language) ?? String(value);
  }
}

function changeText(change: ClassChange, result: ClassResult, language: Language, t: ReasonsTexts): string {
  // The unit is that of the input of the same name; dates and days name themselves.
  const unit = [...result.inputs, ...result.thresholds, ...(result.alike?.traits ?? [])].find(({ key }) => key === change.input)?.unit ?? (/^\d{4}-\d\d-\d\d$/.test(String(change.at)) ? 'date' : undefined);
  // the class by its own name where it is written down as such
  if (change.at === change.to) return change.toLabel[language];
  const at = change.atLabel?.[language] ?? valueText({ key: change.input, value: change.at, ...(unit === undefined ? {} : { unit }) }, language, t);
  return t.change(change.toLabel[language], lower(change.inputLabel?.[language] ?? nameOf(change.input, language, t), language), at);
}

/** Abbreviations keep their capitals. */
const lower = (text: string, language: Language): string => (/^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase(language) + text.slice(1));

/** An input that is the class itself, by the class's name. */
const own = (input: ClassInput, { value, label }: ClassResult, language: Language): ClassInput => (input.unit === undefined && input.value !== null && input.value === value ? { ...input, value: label[language] } : input);

const ADVICE: Readonly<Record<Language, string>> = Object.freeze({ en: 'How to go on', 'zh-Hans': '如何跟进', 'zh-Hant': '如何跟進', es: 'Cómo seguir' });
/** What to do with a customer of this intent (C-02). */
function advice(value: string | null, language: Language): TemplateResult | typeof nothing {
  const lines = value === null ? [] : (INTENT_ADVICE[value] ?? []);
  return lines.length === 0 ? nothing : html`<h4>${ADVICE[language]}</h4><ul>${lines.map((line) => html`<li>${line[language]}</li>`)}</ul>`;
}

/** Where the customer's share lies in the whole, with the limits as ticks. */
function shareBar(result: ClassResult, from: number, to: number, label: string): TemplateResult {
  const ticks = result.thresholds.filter(({ unit }) => unit === 'share').map(({ value }) => Number(value) * 200);
  const width = Math.max((to - from) * 200, 2);
  return html`<svg class="bar" viewBox="0 0 200 16" role="img" aria-label=${label} preserveAspectRatio="none">
    ${svg`<rect class="whole" x="0" y="6" width="200" height="4" /><rect class="share" x=${Math.min(from * 200, 198)} y="2" width=${width} height="12" />${ticks.map((x) => svg`<rect class="tick" x=${x - 0.5} y="0" width="1" height="16" />`)}`}
  </svg>`;
}
