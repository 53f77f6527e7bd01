/** Changes in one line each, for the list behind "4 changes since Tuesday"; its words come with the catalogue when it is first opened. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HistoryItem } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { called } from '../internal/called.ts';
import { formatTime } from '../internal/formats.ts';
import type { Session } from '../internal/session.ts';
import { colleagueName } from '../list/directory.ts';
import { nearDay } from '../timeline/dates.ts';
import { fileText } from './file-entry.ts';
import { revealText } from './reveal-entry.ts';
import { cellTexts, entryLabel, ownText, rowName, valueText } from './labels.ts';
import type { Wording } from './labels.ts';
import type { HistoryTexts } from './texts.ts';

const MOST = 12;
const WORDS = 80;
const shortened = (text: string): string => (text.length > WORDS ? `${text.slice(0, WORDS)}…` : text);

export class BriefList {
  readonly #session: Session;
  readonly #changed: () => void;
  #catalogue: CatalogueView | null = null;
  #wanted = '';

  constructor(session: Session, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }

  show(items: readonly HistoryItem[], language: Language, t: HistoryTexts): TemplateResult | typeof nothing {
    this.#want(language);
    if (this.#catalogue === null) return nothing;
    const wording: Wording = { catalogue: this.#catalogue, t, language, nameOf: (kind, id) => (kind === 'person' ? '…' : this.#nameOf(id)) };
    const today = new Date().toISOString().slice(0, 10);
    return html`<ol role="list">${items.slice(0, MOST).map((item) => html`<li><strong>${entryLabel(item, wording)}</strong> ${brief(item, wording)} <span class="muted small">${t.changedBy(called(item.by, language), `${item.at.slice(0, 10) === today ? '' : `${nearDay(item.at.slice(0, 10), today, language)} `}${formatTime(language, Date.parse(item.at))}`)}</span></li>`)}
      ${items.length > MOST ? html`<li class="muted">+${items.length - MOST}</li>` : nothing}</ol>`;
  }

  #want(language: Language): void {
    const wanted = `${language} ${this.#session.edition}`;
    if (this.#wanted === wanted) return;
    this.#wanted = wanted;
    this.#session.catalogue(language).then((catalogue) => {
      if (this.#wanted !== wanted) return;
      this.#catalogue = catalogue;
      this.#changed();
    }, () => { this.#wanted = ''; });
  }

  #nameOf(id: string): string {
    return colleagueName(this.#session, id, this.#changed) ?? id;
  }
}

function brief(item: HistoryItem, wording: Wording): TemplateResult {
  const { t } = wording;
  const change = (old: string, now: string) => html`${old === '' ? nothing : html`<del><span class="visually-hidden">${t.before} </span>${shortened(old)}</del> `}${now === '' ? html`<span class="muted">${t.cleared}</span>` : html`<ins><span class="visually-hidden">${t.after} </span>${shortened(now)}</ins>`}`;
  switch (item.kind) {
    case 'value': return change(valueText(item.key, item.old, wording), valueText(item.key, item.new, wording));
    case 'reveal': return html`${revealText(wording)}`;
    case 'file': return change(fileText(item.old, wording), fileText(item.new, wording));
    case 'own': return change(ownText(item.key, item.old, wording), ownText(item.key, item.new, wording));
    case 'row': if (item.what === 'changed') {
      const table = item.key.split('/')[1] ?? '';
      const old = new Map(cellTexts(table, item.old, wording).map(({ column, text }) => [column, text]));
      return html`${rowName(table, item.now, wording)} ${cellTexts(table, item.new, wording).map(({ column, label, text }) => html`<span class="muted">${label}</span> ${change(old.get(column) ?? '', text)} `)}`;
    }
      return html`${rowName(item.key.split('/')[1] ?? '', item.what === 'removed' ? item.old : (item.now ?? item.new), wording)} <span class="muted">${t.row[item.what]}</span>`;
    case 'text': return html`${item.parts.filter(({ kind }) => kind !== 'same').slice(0, 3).map(({ kind, text }) => (kind === 'added' ? html`<ins><span class="visually-hidden">${t.added} </span>${shortened(text)}</ins> ` : html`<del><span class="visually-hidden">${t.removed} </span>${shortened(text)}</del> `))}`;
  }
}
