/** What is new, shown: the line that opens to a list, and the word "new" in place. Loaded when something is; when it counts as seen is up to `news.ts`. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HistoryItem } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { dates, formatDate, formatNear, formatTime } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';
import type { BriefList } from './brief.ts';
import type { Fresh, NewsHost, Place } from './news.ts';
import { historyTexts, type HistoryTexts } from './texts.ts';

export interface NewsFaceOptions {
  readonly host: NewsHost;
  readonly session: Session;
  readonly clock: Clock;
  readonly place: Place;
  /** The person has seen it. */
  readonly seen: () => void;
}

const styles = css`
  .since { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; margin: 8px 16px 0; border-radius: 6px; background: var(--d-accent-soft); font-size: 13px; }
  .since > .button { min-height: 32px; padding-inline: 12px; color: var(--d-text); }
  .since > .button:first-child { flex: 1 1 auto; justify-content: start; font-weight: 600; text-align: start; }
  .since > .button:first-child::before { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--d-accent); content: ''; }
  .since > ol { flex: 1 1 100%; padding: 0 12px 8px 28px; }
  .since li { padding: 4px 0; }
  .since del { color: var(--d-muted); text-decoration-color: var(--d-edge); }
  .since ins { text-decoration: none; }
  [data-new]::after {
    display: inline-block;
    margin-inline-start: 6px;
    padding: 0 6px;
    border-radius: 8px;
    background: var(--d-accent);
    color: var(--d-on-accent);
    font-size: 12px;
    font-weight: 600;
    line-height: 16px;
    white-space: nowrap;
    content: attr(data-new);
  }
  @media (pointer: coarse) { .since > .button { min-height: 44px; } }
  @media print { .since { display: none; } [data-new]::after { display: none; } }
  @media (forced-colors: active) { .since, [data-new]::after { border: 1px solid CanvasText; } }
`;

export class NewsFace {
  readonly #options: NewsFaceOptions;
  #open = false;
  #list: BriefList | undefined;
  #marked = new Set<Element>();

  constructor(options: NewsFaceOptions) {
    this.#options = options;
    const root = options.host.renderRoot;
    const sheet = styles.styleSheet;
    if (root instanceof ShadowRoot && sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  line({ items, more, since }: Fresh): TemplateResult {
    const { host: { language }, clock } = this.#options;
    const t = this.#texts;
    const number = more ? `${items.length}+` : String(items.length);
    return html`<div class="since no-print" role="group">
      <button type="button" class="button quiet" aria-expanded=${this.#open} title=${t.sinceAt(formatDate(language, localDay(since)))} @click=${() => this.#toggle()}>${t.since(number, whenText(language, since, clock.now()))}</button>
      <button type="button" class="button quiet" @click=${() => this.#done()}>${t.gotIt}</button>
      ${this.#open && this.#list ? this.#list.show(items, language, t) : nothing}
    </div>`;
  }

  mark(items: readonly HistoryItem[]): void {
    const { host, place } = this.#options;
    const now = new Set<Element>();
    for (const item of items) {
      const element = place(item, host.renderRoot);
      if (element) now.add(element);
    }
    for (const element of this.#marked) if (!now.has(element)) element.removeAttribute('data-new');
    for (const element of now) element.setAttribute('data-new', this.#texts.isNew);
    this.#marked = now;
  }
  unmark(): void {
    this.mark([]);
  }

  get #texts(): HistoryTexts {
    const { host } = this.#options;
    return historyTexts(host.language, () => host.requestUpdate());
  }

  #toggle(): void {
    this.#open = !this.#open;
    const { host, session } = this.#options;
    host.requestUpdate();
    if (this.#list !== undefined) return;
    import('./brief.ts').then(({ BriefList }) => {
      this.#list = new BriefList(session, () => host.requestUpdate());
      host.requestUpdate();
    }, (error: unknown) => console.warn('dossier: changes', error));
  }

  #done(): void {
    this.#open = false;
    this.unmark();
    this.#options.seen();
    this.#options.host.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }
}

function localDay(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

/** `14:20`, `yesterday`, `Tuesday`, `3 May`. */
function whenText(language: Language, at: number, now: number): string {
  const day = localDay(at);
  const days = Math.round((Date.parse(localDay(now)) - Date.parse(day)) / 86_400_000);
  if (days <= 0) return formatTime(language, at);
  if (days === 1) return formatNear(language, day, now) ?? '';
  return days < 7 ? dates(language, { weekday: 'long' }).format(at) : formatDate(language, day, new Date(now).getFullYear());
}
