/** Where one value comes from: who entered it and when, from which source and channel, who has checked it, what it was before and the way back. Marks are written in the section, like the value itself. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { HistoryItem, Scalar } from '../../../model/api.ts';
import { setMark } from '../../../model/section-doc.ts';
import type { Mark } from '../../../model/section-doc.ts';
import { parseValueKey, rowKey } from '../../../model/value-keys.ts';
import { placePanel } from '../../badge/place.ts';
import { entryView, type EntryActions, type Open } from '../../history/entry-view.ts';
import { HistoryData } from '../../history/history-data.ts';
import type { Wording } from '../../history/labels.ts';
import { historyStyles } from '../../history/styles.ts';
import { historyTexts } from '../../history/texts.ts';
import { called } from '../../internal/called.ts';
import { formatDate, formatNear, formatTime } from '../../internal/formats.ts';
import { composing } from '../../internal/keys.ts';
import { base, controls, tokens } from '../../internal/styles.ts';
import { pageClock } from '../../line/clock.ts';
import { icon } from '../icons.ts';
import { localToday } from '../kinds/computed.ts';
import { nameOfKey } from '../key-name.ts';
import type { OpenSection } from '../open-section.ts';
import type { ViewField } from '../plan.ts';
import type { FormHost } from '../slot.ts';
import { optionLabel, optionsOf } from '../values.ts';
import { helpOf, SUMMARY } from './help.ts';
import { ErrorReport } from './report.ts';
import { panelStyles } from './panel-styles.ts';
import { provenanceTexts } from './texts.ts';

export interface PanelOptions {
  readonly slot: HTMLElement;
  readonly section: OpenSection;
  readonly host: () => FormHost;
  /** `back`: the focus goes to the value again. */
  readonly closed: (back: boolean) => void;
}

/** Changes shown before one asks for more. */
const FEW = 4;

export class ProvenancePanel {
  readonly #options: PanelOptions;
  readonly #key: string;
  readonly #box = document.createElement('div');
  readonly #data: HistoryData;
  readonly #wrong: ErrorReport;
  #open: Open = { kind: 'nothing' };
  #over = false;
  #watched: unknown;

  constructor(options: PanelOptions) {
    this.#options = options;
    const { slot, section } = options;
    this.#key = slot.dataset['key'] ?? '';
    const host = options.host();
    this.#wrong = new ErrorReport({ section: section.name, key: this.#key }, options.host, () => this.drawn());
    this.#data = new HistoryData({ session: host.session, ref: host.archive, changed: () => this.drawn(), clock: pageClock, limit: FEW });
    this.#data.key = this.#key;
    this.#data.filter = { person: null, section: section.name };
    const box = this.#box;
    box.className = 'provenance';
    box.setAttribute('popover', 'manual');
    const shadow = box.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [tokens, base, controls, historyStyles, panelStyles].map((style) => style.styleSheet!);
    box.addEventListener('keydown', this.#onKey);
    // in the value's own box, so that the form knows where one is, and Tab goes on from there
    slot.append(box);
    (box as Partial<Pick<HTMLElement, 'showPopover'>>).showPopover?.();
    this.drawn();
    shadow.querySelector<HTMLElement>('[data-first]')?.focus();
    document.addEventListener('pointerdown', this.#outside, true);
    globalThis.addEventListener('scroll', this.#moved, true);
    globalThis.addEventListener('resize', this.#moved);
  }

  isAbout(slot: HTMLElement): boolean {
    return this.#options.slot === slot;
  }

  close(back: boolean): void {
    if (this.#over) return;
    this.#over = true;
    this.#data.dispose();
    document.removeEventListener('pointerdown', this.#outside, true);
    globalThis.removeEventListener('scroll', this.#moved, true);
    globalThis.removeEventListener('resize', this.#moved);
    this.#box.remove();
    this.#options.closed(back);
  }

  /** Brings the panel to what is so now: the form was drawn, or the history came. */
  drawn(): void {
    if (this.#over) return;
    // the value is gone from the page, and this with it
    if (!this.#box.isConnected) return this.close(false);
    const host = this.#options.host();
    this.#data.words(host.language);
    const value = JSON.stringify([this.#options.section.valueAt(this.#key)]);
    if (this.#watched !== undefined && this.#watched !== value) void this.#data.look(true);
    this.#watched = value;
    this.#box.lang = host.language;
    render(this.#view(host), this.#box.shadowRoot!);
    placePanel(this.#options.slot, this.#box);
  }

  readonly #moved = (): void => placePanel(this.#options.slot, this.#box);
  readonly #outside = (event: Event): void => {
    if (!event.composedPath().includes(this.#box) && !event.composedPath().some((each) => each instanceof Element && each.matches('.whence'))) this.close(false);
  };
  /** Keys in the panel are no keys of the sheet around the value; undo is the form's also from here. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    if (event.key === 'Escape' || (event.altKey && event.code === 'KeyI')) {
      event.preventDefault();
      event.stopPropagation();
      if (this.#wrong.open && !event.altKey) this.#wrong.close();
      else if (this.#open.kind === 'nothing' || event.altKey) this.close(true);
      else this.#set({ kind: 'nothing' });
    } else if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  };

  #set(open: Open, focus?: string): void {
    this.#open = open;
    this.drawn();
    if (focus !== undefined) this.#box.shadowRoot!.querySelector<HTMLElement>(focus)?.focus();
  }

  #mark(name: string, marks: Readonly<Partial<Record<Mark, string | null>>>): void {
    const { section } = this.#options;
    // each mark is a step of its own, however fast they follow each other
    section.edit(name, `marks/${this.#key}#${Object.keys(marks).join(' ')}`, (doc) => {
      for (const [mark, value] of Object.entries(marks)) setMark(doc, this.#key, mark, value);
    });
    this.#options.host().refresh();
    this.drawn();
  }

  #view(host: FormHost): TemplateResult {
    const t = provenanceTexts(host.language);
    const { section } = this.#options;
    const name = nameOfKey(this.#key, host.catalogue);
    const filled = section.holds(this.#key);
    const readOnly = host.readOnly || section.readOnly;
    const help = helpOf(this.#key);
    return html`<section class="whole" role="dialog" aria-label=${t.aboutField(name)}>
      <header><strong>${name}</strong><button type="button" class="button quiet icon close" aria-label=${host.t.kit.close} data-first @click=${() => this.close(true)}>${icon('remove')}</button></header>
      <p class="who">${this.#who(host)}</p>
      ${filled ? html`<div class="marks">
        ${this.#choice(host, name, 'source', t.source, 'D-04', readOnly)}
        ${this.#choice(host, name, 'channel', t.channel, 'D-16', readOnly)}
        <span class="term">${t.private}</span><span>${this.#private(host)}</span>
      </div>
      ${this.#checked(host, name, readOnly)}` : html`<p class="muted">${t.empty}</p>`}
      ${this.#wrong.render(host)}
      ${help === undefined ? nothing : html`<details class="help"><summary>${SUMMARY[host.language]}</summary><p>${help[host.language]}</p></details>`}
      ${this.#changes(host)}
    </section>`;
  }

  #who(host: FormHost): string {
    const t = provenanceTexts(host.language);
    const { items } = this.#data;
    if (items === null) return host.t.kit.loading;
    const newest = items.find((item) => this.#touches(item));
    if (newest === undefined) return t.nobodyKnows;
    const time = formatTime(host.language, Date.parse(newest.at));
    const day = formatNear(host.language, newest.at.slice(0, 10), Date.now()) ?? formatDate(host.language, newest.at.slice(0, 10));
    const when = host.language.startsWith('zh') ? `${day} ${time}` : `${day}, ${time}`;
    return (newest.kind === 'row' && newest.what === 'moved' ? t.enteredRow : t.entered)(called(newest.by, host.language), when);
  }

  /** Of a row the change of this cell; of all else any. */
  #touches(item: HistoryItem): boolean {
    const place = parseValueKey(this.#key);
    return item.kind !== 'row' || place?.kind !== 'cell' || place.field in item.new || place.field in item.old;
  }

  #choice(host: FormHost, name: string, mark: 'source' | 'channel', label: string, dictionary: string, readOnly: boolean): TemplateResult {
    const t = provenanceTexts(host.language);
    const now = this.#options.section.mark(this.#key, mark);
    const shown = typeof now === 'string' ? optionLabel(host.catalogue, dictionary, now) : t.notSaid;
    if (readOnly) return html`<span class="term">${label}</span><span>${shown}</span>`;
    // a hidden option stays where a value has it
    const options = optionsOf(host.catalogue, dictionary).filter((option) => option.hidden !== true || option.key === now);
    return html`<label for=${mark}>${label}</label><select id=${mark} @change=${(event: Event) => this.#mark(`${name}, ${label}`, { [mark]: (event.target as HTMLSelectElement).value || null })}>
      <option value="" ?selected=${now === null}>${t.notSaid}</option>
      ${options.map(({ key, label: text }) => html`<option value=${key} ?selected=${key === now}>${text}</option>`)}
      ${typeof now === 'string' && !options.some(({ key }) => key === now) ? html`<option value=${now} selected>${now}</option>` : nothing}
    </select>`;
  }

  /** F-058: what kind of personal information the field is, from the catalogue. */
  #private(host: FormHost): string {
    const t = provenanceTexts(host.language);
    const pii = fieldOf(host, this.#key)?.pii;
    return pii === undefined || pii === 'none' ? t.notPrivate : t.personal(optionLabel(host.catalogue, 'D-29', pii));
  }

  #checked(host: FormHost, name: string, readOnly: boolean): TemplateResult {
    const t = provenanceTexts(host.language);
    const { section } = this.#options;
    const accuracy = section.mark(this.#key, 'accuracy');
    const marked = section.mark(this.#key, 'verifiedAt');
    const at = marked ?? this.#rowChecked();
    const state = typeof accuracy === 'string' && (accuracy !== 'verified' || at === null) ? optionLabel(host.catalogue, 'D-46', accuracy) : typeof at === 'string' ? t.checkedOn(formatDate(host.language, at)) : t.unchecked;
    const step = t.verifiedStep(name);
    const say = (value: 'disputed' | 'outdated', label: string) => html`<button type="button" class="button" aria-pressed=${String(accuracy === value)} @click=${() => this.#mark(step, { accuracy: accuracy === value ? null : value })}>${label}</button>`;
    return html`<div class="checked" role="group" aria-label=${t.standing}>
      <p class="state ${String(accuracy)}" role="status">${state}</p>
      ${readOnly ? nothing : html`<div class="buttons">
        <button type="button" class="button primary" @click=${() => this.#mark(step, { accuracy: 'verified', verifiedAt: localToday() })}>${t.checkToday}</button>
        ${say('disputed', t.isDisputed)}${say('outdated', t.isOutdated)}
        ${accuracy === null && marked === null ? nothing : html`<button type="button" class="button quiet" @click=${() => this.#mark(step, { accuracy: null, verifiedAt: null })}>${t.takeBack}</button>`}
      </div>`}
    </div>`;
  }

  /** A way of contact that works has the day on which that was found in a column of its own. */
  #rowChecked(): Scalar {
    const place = parseValueKey(this.#key);
    if (place?.kind !== 'cell' || !/^(people)?methods$/i.test(place.table)) return null;
    const cell = (column: string) => this.#options.section.valueAt(rowKey(place.table, place.row, column));
    return cell('alive') === true ? cell('verifiedAt') : null;
  }

  #changes(host: FormHost): TemplateResult | typeof nothing {
    const t = provenanceTexts(host.language);
    const data = this.#data;
    const { catalogue } = data;
    if (data.items === null || catalogue === null || data.items.length === 0) return nothing;
    const h = historyTexts(host.language, () => this.drawn());
    const wording: Wording = { catalogue, t: h, language: host.language, nameOf: data.nameOf };
    const actions = this.#actions(host);
    return html`<div class="changes"><h5>${t.changes}</h5>
      <ol role="list">${data.items.map((item) => html`${entryView(item, wording, { open: this.#open, active: false, single: true, fresh: false, actions })}<li class="by">${called(item.by, host.language)}, ${formatNear(host.language, item.at.slice(0, 10), Date.now()) ?? formatDate(host.language, item.at.slice(0, 10))}</li>`)}</ol>
      ${data.next === null ? nothing : html`<button type="button" class="button quiet more" @click=${() => void data.more()}>${t.allChanges}</button>`}
    </div>`;
  }

  #actions(host: FormHost): EntryActions {
    const run = async (item: HistoryItem, change: string, wish: { force?: boolean; only?: boolean }, undone: boolean): Promise<void> => {
      const { id } = item;
      this.#set({ ...(this.#open.kind === 'conflict' && this.#open.id === id ? this.#open : { kind: 'ask', id }), sending: true } as Open);
      const result = await this.#data.restore(change, wish);
      if (this.#over) return;
      switch (result.kind) {
        case 'done': return this.#set({ kind: 'done', id, undo: result.undo, sending: false, undone });
        case 'conflict': return this.#set({ kind: 'conflict', id, now: result.now, sending: false }, '.ask .quiet');
        case 'failed': return this.#set({ kind: 'failed', id, message: result.message });
      }
    };
    return {
      cancelLabel: host.t.kit.cancel,
      ask: (item) => this.#set({ kind: 'ask', id: item.id, sending: false }, '.ask .primary'),
      restore: (item, force) => void run(item, item.id, { force }, false),
      undo: (item, change) => void run(item, change, { only: true }, true),
      close: () => this.#set({ kind: 'nothing' }, '[data-first]'),
    };
  }
}

/** The field that a value is of; of a cell the one that heads its table. */
function fieldOf({ catalogue }: FormHost, key: string): ViewField | undefined {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': case 'text': return catalogue.fields.find((field) => field.key === place.key);
    case 'cell': case 'rowText': return catalogue.fields.find((field) => (field.table ?? field.key) === place.table && field.scope === 'field' && field.aliasOf === undefined);
    case 'place': case 'mark': case undefined: return undefined;
  }
}
