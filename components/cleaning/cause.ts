/** One cause opened: the rules with what each would do, exceptions row by row, and what is decided. How values are mapped is `mapping.ts`, how rows look `examples.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { DecisionView, FindingId, GroupPage, GroupView, RulePreview, RuleView, RuleWish, ValuesView } from '../../model/cleaning/api.ts';
import { holdEnter } from '../internal/keys.ts';
import { notice } from '../internal/notices.ts';
import { afterRest } from '../line/clock.ts';
import { Assign } from './assign.ts';
import { exampleRow, leftRow } from './examples.ts';
import type { Example } from './examples.ts';
import { assignmentFace, sentence } from './group-row.ts';
import { day, failureText, groupPath, isOffline, number, query } from './host.ts';
import type { BenchHost, Filter } from './host.ts';
import { Mapping } from './mapping.ts';

type Asked<T> = { readonly kind: 'none' | 'loading' | 'failed' } | { readonly kind: 'here'; readonly value: T };
type Panel = { readonly kind: 'none' } | { readonly kind: 'assign'; readonly assign: Assign } | { readonly kind: 'right'; readonly only: readonly FindingId[] | null; readonly reason: string; readonly problem: string };

/** Quiet time after a change before it is asked what becomes of the values. */
const REST_MS = 250;
/** Examples that are drawn before somebody asks for the others. */
const EXAMPLES = 12;
const NONE = { kind: 'none' } as const;

export class OpenCause {
  readonly id: string;
  readonly #host: BenchHost;
  readonly #filter: Filter;
  /** What was said to be right is looked at. */
  readonly #dismissed: boolean;
  readonly #close: () => void;
  readonly #soon: { readonly call: () => void; readonly cancel: () => void };
  #group: GroupView;
  #page: Asked<GroupPage> = { kind: 'loading' };
  #rule: RuleView | null = null;
  #country = '';
  #text = '';
  #mapping: Asked<Mapping> = NONE;
  #preview: Asked<RulePreview> = NONE;
  #asked = 0;
  #drawn = EXAMPLES;
  /** Rows that were unticked, and those among them that the preview was asked without. */
  readonly #excepted = new Map<FindingId, Example>();
  #askedWithout: ReadonlySet<FindingId> = new Set();
  #panel: Panel = NONE;
  #sending = false;
  #failure = '';

  constructor(host: BenchHost, group: GroupView, filter: Filter, dismissed: boolean, close: () => void) {
    this.id = group.id;
    this.#host = host;
    this.#group = group;
    this.#dismissed = dismissed;
    this.#filter = { import: filter.import, source: filter.source, department: filter.department };
    this.#close = close;
    this.#soon = afterRest(() => void this.#look(), REST_MS, host.clock);
    void this.load();
  }

  dispose(): void {
    this.#soon.cancel();
    this.#asked++;
  }

  /** The list has asked again: words, counts and who has it. */
  renew(group: GroupView | undefined): void {
    if (group !== undefined) this.#group = group;
  }

  #ask(more: Readonly<Record<string, string>> = {}): Promise<GroupPage> {
    return this.#host.session.request<GroupPage>('GET', groupPath(this.id, `?${query(this.#filter, { limit: '20', ...(this.#dismissed ? { dismissed: 'true' } : {}), ...more })}`));
  }
  async load(): Promise<void> {
    this.#page = { kind: 'loading' };
    this.#host.update();
    try {
      const value = await this.#ask();
      this.#page = { kind: 'here', value };
      this.#group = value.group;
      this.#choose(value.rules.find(({ key }) => key === value.group.proposed?.key) ?? value.rules[0] ?? null);
    } catch {
      this.#page = { kind: 'failed' }; // said in its place, with a second try
    }
    this.#host.update();
  }

  #choose(rule: RuleView | null): void {
    if (this.#dismissed) return;
    this.#rule = rule;
    this.#excepted.clear();
    this.#drawn = EXAMPLES;
    this.#failure = '';
    this.#preview = NONE;
    if (rule?.params.includes('mapping') && this.#mapping.kind !== 'here') void this.#values();
    else void this.#look();
  }

  async #values(): Promise<void> {
    const { session, update } = this.#host;
    this.#mapping = { kind: 'loading' };
    update();
    try {
      const values = await session.request<ValuesView>('GET', groupPath(this.id, `/values?${query(this.#filter)}`));
      this.#mapping = { kind: 'here', value: new Mapping(this.#host, values, () => this.#changed()) };
      void this.#look();
    } catch {
      this.#mapping = { kind: 'failed' }; // said in its place, with a second try
    }
    update();
  }

  #changed(): void {
    this.#soon.call();
    this.#host.update();
  }

  get #mapped(): Mapping | null {
    return this.#rule?.params.includes('mapping') && this.#mapping.kind === 'here' ? this.#mapping.value : null;
  }

  #wish(rule: RuleView, except: Iterable<FindingId>): RuleWish {
    const { params } = rule;
    const mapping = this.#mapped?.wish;
    const without = [...except];
    return {
      rule: rule.key,
      ...(mapping === undefined ? {} : { mapping }),
      ...(params.includes('country') && this.#country !== '' ? { country: this.#country } : {}),
      ...(params.includes('text') && this.#text.trim() !== '' ? { text: this.#text.trim() } : {}),
      ...(without.length === 0 ? {} : { except: without }),
      filter: this.#filter,
    };
  }

  async #look(): Promise<void> {
    this.#soon.cancel();
    const rule = this.#rule;
    if (rule === null) return;
    const mine = ++this.#asked;
    const without = new Set(this.#excepted.keys());
    if (this.#preview.kind !== 'here') this.#preview = { kind: 'loading' };
    this.#host.update();
    let preview: Asked<RulePreview>;
    try {
      preview = { kind: 'here', value: await this.#host.session.request<RulePreview>('POST', groupPath(this.id, '/preview'), this.#wish(rule, without)) };
    } catch {
      preview = { kind: 'failed' }; // said in its place, with a second try
    }
    if (mine !== this.#asked) return;
    this.#preview = preview;
    this.#askedWithout = without;
    this.#host.update();
  }

  /** How many would be mended, with what was ticked and unticked since the server was asked. */
  get #mends(): number {
    if (this.#preview.kind !== 'here') return 0;
    let mends = this.#preview.value.mends;
    for (const id of this.#excepted.keys()) if (!this.#askedWithout.has(id)) mends--;
    for (const id of this.#askedWithout) if (!this.#excepted.has(id)) mends++;
    return mends;
  }

  async apply(): Promise<void> {
    const rule = this.#rule;
    if (rule === null || this.#sending || this.#panel.kind !== 'none' || this.#preview.kind !== 'here' || this.#mends === 0 || isOffline(this.#host)) return;
    await this.#send(async () => {
      this.#host.decided(await this.#host.session.request<DecisionView>('POST', groupPath(this.id, '/decisions'), this.#wish(rule, this.#excepted.keys())));
    });
  }

  async #send(work: () => Promise<void>): Promise<void> {
    this.#sending = true;
    this.#failure = '';
    this.#host.update();
    try {
      await work();
    } catch (error) {
      this.#failure = failureText(this.#host, error);
      this.#host.focus('.failure');
    } finally {
      this.#sending = false;
      this.#host.update();
    }
  }

  async #saveRight(panel: Extract<Panel, { kind: 'right' }>): Promise<void> {
    const { session, t, changed, focus, update } = this.#host;
    const reason = panel.reason.trim();
    if (this.#sending) return;
    if (reason === '') {
      this.#panel = { ...panel, problem: t.rightNone };
      update();
      focus('#right-why');
      return;
    }
    await this.#send(async () => {
      if (panel.only === null) await session.request('PUT', groupPath(this.id, '/dismissal'), { reason });
      else await session.request('POST', '/api/cleaning/dismissals', { findings: panel.only, reason });
      this.#panel = NONE;
      if (panel.only !== null) {
        this.#excepted.clear();
        void this.#look();
      }
      changed(t.rightDone(panel.only === null ? this.#group.label[this.#host.language] : number(this.#host, panel.only.length)), panel.only !== null);
    });
  }

  async #more(page: GroupPage): Promise<void> {
    await this.#send(async () => {
      const { items, next } = await this.#ask({ cursor: page.next ?? '' });
      this.#page = { kind: 'here', value: { ...page, items: [...page.items, ...items], next } };
    });
  }
  #againOne(finding: FindingId): void {
    void this.#send(async () => {
      await this.#host.session.request('DELETE', `/api/cleaning/dismissals?${query({}, { finding })}`);
      this.#host.changed('', true);
      await this.load();
    });
  }
  #again(): void {
    void this.#send(async () => {
      await this.#host.session.request('DELETE', groupPath(this.id, '/dismissal'));
      this.#host.changed('');
    });
  }

  #unassign(): void {
    void this.#send(async () => {
      await this.#host.session.request('DELETE', groupPath(this.id, '/assignment'));
      this.#group = { ...this.#group, assignment: null };
      this.#host.changed('', true);
      this.#host.focus('.assign');
    });
  }

  #show(panel: Panel, selector: string): void {
    this.#panel = panel;
    this.#failure = '';
    this.#host.update();
    this.#host.focus(selector);
  }

  /** Closes the innermost layer; false: nothing was open but the cause. */
  escape(): boolean {
    if (this.#panel.kind === 'none') return false;
    this.#show(NONE, this.#panel.kind === 'assign' ? '.assign' : '.say-right');
    return true;
  }
  get busy(): boolean {
    return this.#sending;
  }

  render(level: number): TemplateResult {
    const { t, strings } = this.#host;
    const group = this.#group;
    return html`<div class="cause">
      <div><button type="button" class="button quiet back" ?disabled=${this.#sending} @click=${this.#close}>${t.back}</button></div>
      <div class="cause-head">
        <h3 role="heading" aria-level=${level + 1}>${sentence(group, this.#host)}</h3>
        <p class="muted">${group.help[this.#host.language]}</p>
        ${group.assignment === null ? nothing : html`<p class="with-action">${assignmentFace(group.assignment, this.#host)}${this.#host.steward ? html` <button type="button" class="link" @click=${() => this.#unassign()}>${t.unassign}</button>` : nothing}</p>`}
        ${group.dismissed === null ? nothing : html`<p>${t.rightBy(group.dismissed.by.name, day(this.#host, group.dismissed.at))}: <bdi>${group.dismissed.reason}</bdi></p>`}
      </div>
      ${this.#page.kind === 'loading' ? html`<p class="muted" aria-busy="true">${strings.kit.loading}</p>` : nothing}
      ${this.#page.kind === 'failed' ? notice(t.failed, 'error', { label: strings.kit.retry, run: () => void this.load() }) : nothing}
      ${this.#page.kind === 'here' ? this.#decide(this.#page.value) : nothing}
      ${this.#failure === '' ? nothing : html`<p class="danger failure" role="alert" tabindex="-1">${this.#failure}</p>`}
      ${this.#page.kind === 'here' ? this.#actions() : nothing}
    </div>`;
  }

  #decide(page: GroupPage): unknown {
    const { t } = this.#host;
    if (this.#dismissed || page.rules.length === 0) {
      const again = this.#dismissed && this.#group.dismissed === null && this.#host.steward;
      return html`${this.#dismissed ? nothing : html`<p>${t.noRule}</p>`}<ul class="rows">${page.items.map((each) => leftRow(each, this.#host, again ? () => this.#againOne(each.id) : undefined))}</ul>
        ${page.next === null ? nothing : html`<div><button type="button" class="button" @click=${() => void this.#more(page)}>${t.more}</button></div>`}`;
    }
    const only = page.rules.length === 1 ? page.rules[0] : undefined;
    return html`
      ${only !== undefined ? html`<p class="only-rule"><strong>${t.what}</strong> · ${only.label[this.#host.language]}</p>` : html`<fieldset class="rules"><legend>${t.what}</legend>
        ${page.rules.map((rule) => html`<label class="rule ${rule.key === this.#rule?.key ? 'chosen' : ''}"><input type="radio" name="rule" value=${rule.key} .checked=${live(rule.key === this.#rule?.key)} ?disabled=${this.#sending} @change=${() => this.#choose(rule)} />
          <span>${rule.label[this.#host.language]}${rule.key === page.group.proposed?.key ? html` <span class="muted small">${t.proposed}</span>` : nothing}</span></label>`)}
      </fieldset>`}
      ${this.#params()}
      ${this.#mappingView()}
      ${this.#previewView()}`;
  }

  #params(): unknown {
    const { t, catalogue } = this.#host;
    const params = this.#rule?.params ?? [];
    const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
    return html`${params.includes('country') ? html`<div class="label-row"><label for="rule-country">${t.country}</label><select id="rule-country" @change=${(event: Event) => { this.#country = value(event); this.#changed(); }}>
        <option value="">${t.choose}</option>${(catalogue?.dictionaries['D-42']?.options ?? []).map(({ key, label }) => html`<option value=${key} .selected=${live(key === this.#country)}>${label}</option>`)}</select></div>` : nothing}
      ${params.includes('text') ? html`<div class="label-row"><label for="rule-text">${t.text}</label><input id="rule-text" autocomplete="off" .value=${live(this.#text)} @input=${(event: Event) => { this.#text = value(event); this.#changed(); }} /></div>` : nothing}`;
  }

  #mappingView(): unknown {
    const { t, strings } = this.#host;
    if (!this.#rule?.params.includes('mapping')) return nothing;
    switch (this.#mapping.kind) {
      case 'none': return nothing;
      case 'loading': return html`<p class="muted" aria-busy="true">${strings.kit.loading}</p>`;
      case 'failed': return notice(t.failed, 'error', { label: strings.kit.retry, run: () => void this.#values() });
      case 'here': return this.#mapping.value.render();
    }
  }

  #previewView(): unknown {
    const { t, strings } = this.#host;
    switch (this.#preview.kind) {
      case 'none': return nothing;
      case 'loading': return html`<p class="muted" aria-busy="true" role="status">${t.counting}</p>`;
      case 'failed': return notice(t.failed, 'error', { label: strings.kit.retry, run: () => void this.#look() });
      case 'here': return this.#here(this.#preview.value);
    }
  }

  #here({ items, left, leaves, forbidden, archives }: RulePreview): TemplateResult {
    const { t } = this.#host;
    const n = (count: number): string => number(this.#host, count);
    const mends = this.#mends;
    const rule = this.#rule as RuleView; // a preview is one of a rule
    const shown = [...[...this.#excepted.values()].filter(({ id }) => !items.some((each) => each.id === id)), ...items];
    const tick = (item: Example, on: boolean): void => {
      if (on) this.#excepted.delete(item.id);
      else this.#excepted.set(item.id, item);
      this.#host.update();
    };
    return html`
      <div class="sums" role="status">
        <p>${mends === 0 ? t.nothing : t.sum(n(mends), n(Math.min(archives, mends)))}</p>
        ${leaves === 0 ? nothing : html`<p class="muted">${t.leaves(n(leaves))}</p>`}
        ${forbidden === 0 ? nothing : html`<p class="muted">${t.forbidden(n(forbidden))}</p>`}
      </div>
      ${this.#excepted.size === 0 ? nothing : html`<p class="with-action">${t.excepted(n(this.#excepted.size))}
        <button type="button" class="link except-right" @click=${() => this.#show({ kind: 'right', only: [...this.#excepted.keys()], reason: '', problem: '' }, '#right-why')}>${t.exceptedRight}</button>
        <button type="button" class="link" @click=${() => { this.#excepted.clear(); void this.#look(); }}>${t.back1}</button></p>`}
      ${shown.length === 0 ? nothing : html`<h4 id="h-examples">${t.examples}${Math.min(shown.length, this.#drawn) < mends ? html` <span class="muted small">${t.firstOf(n(Math.min(shown.length, this.#drawn)), n(mends))}</span>` : nothing}</h4>
        <ul class="rows" aria-labelledby="h-examples">${shown.slice(0, this.#drawn).map((item) => exampleRow(item, !this.#excepted.has(item.id), rule, (value) => this.#mapped?.label(value) ?? value, (on) => tick(item, on), this.#host))}</ul>
        ${shown.length > this.#drawn ? html`<div><button type="button" class="button more-examples" @click=${() => { this.#drawn = Infinity; this.#host.update(); }}>${t.more}</button></div>` : nothing}`}
      ${left.length === 0 ? nothing : html`<h4 id="h-left">${t.left}</h4><ul class="rows" aria-labelledby="h-left">${left.map((item) => leftRow(item, this.#host))}</ul>`}`;
  }

  #actions(): unknown {
    const { t, steward } = this.#host;
    const off = this.#sending || isOffline(this.#host);
    if (this.#dismissed) return steward && this.#group.dismissed !== null ? html`<div class="buttons"><button type="button" class="button" ?disabled=${off} @click=${() => this.#again()}>${t.again}</button></div>` : nothing;
    switch (this.#panel.kind) {
      case 'assign': return this.#panel.assign.render();
      case 'right': return this.#rightForm(this.#panel, off);
      case 'none': {
        const mends = number(this.#host, this.#mends);
        return html`<div class="buttons actions">
          ${this.#rule === null ? nothing : html`<button type="button" class="button primary apply" aria-keyshortcuts="Control+Enter" title="Ctrl + Enter" ?disabled=${off || this.#mends === 0} @click=${() => void this.apply()}>${this.#mapped === null ? t.apply(mends) : t.applyMap(mends)}</button>`}
          ${steward ? html`<button type="button" class="button assign" ?disabled=${off} @click=${() => this.#show({ kind: 'assign', assign: new Assign(this.#host, this.id, () => void this.escape()) }, '#assign-to')}>${t.assign}</button>
            <button type="button" class="button say-right" ?disabled=${off} @click=${() => this.#show({ kind: 'right', only: null, reason: '', problem: '' }, '#right-why')}>${t.right}</button>` : nothing}
        </div>`;
      }
    }
  }

  #rightForm(panel: Extract<Panel, { kind: 'right' }>, off: boolean): TemplateResult {
    const { t, strings } = this.#host;
    const wrong = panel.problem !== '';
    return html`<form class="panel-inline" novalidate @keydown=${holdEnter} @submit=${(event: Event) => { event.preventDefault(); void this.#saveRight(panel); }}>
      <label for="right-why">${t.rightWhy}</label>
      <input id="right-why" maxlength="200" autocomplete="off" aria-describedby="right-hint right-problem" aria-invalid=${wrong ? 'true' : 'false'} .value=${live(panel.reason)} @input=${(event: Event) => { this.#panel = { ...panel, reason: (event.target as HTMLInputElement).value, problem: '' }; this.#host.update(); }} />
      <p id="right-hint" class="muted small">${t.rightHint}</p>
      <p id="right-problem" class="danger" role="alert" ?hidden=${!wrong}>${panel.problem}</p>
      <div class="buttons"><button class="button primary" ?disabled=${off}>${t.rightSave}</button><button type="button" class="button" @click=${() => void this.escape()}>${strings.kit.cancel}</button></div>
    </form>`;
  }
}
