/** Near-equal values, a row a cluster: what they become, and which of them do. What the server proposes is there at the beginning; the mapping that it is asked for is made here. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ClusterView, ValuesView } from '../../model/cleaning/api.ts';
import { fold } from '../internal/fold.ts';
import { number, visible } from './host.ts';
import type { BenchHost } from './host.ts';

interface Member { readonly text: string; readonly count: number; on: boolean }
interface Row {
  readonly id: string;
  readonly members: readonly Member[];
  readonly count: number;
  readonly how: ClusterView['how'] | null;
  /** As it is typed: the target itself, or the label of an option. */
  text: string;
  /** Null: none yet, or no option of the list. */
  to: string | null;
}

/** A longer list is typed into instead of being opened. */
const SELECT_TO = 30;
const AT_ONCE = 40;

export class Mapping {
  readonly #host: BenchHost;
  readonly #changed: () => void;
  readonly #options: ValuesView['options'];
  readonly #byLabel: ReadonlyMap<string, string>;
  readonly #clusters: readonly Row[];
  readonly #alone: readonly Row[];
  readonly #shown = { clusters: AT_ONCE, alone: AT_ONCE };

  constructor(host: BenchHost, values: ValuesView, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#options = values.options;
    this.#byLabel = new Map((values.options ?? []).flatMap(({ key, label }) => [...Object.values(label), key].map((text) => [fold(text), key] as const)));
    const row = (members: ClusterView['values'], to: string | null, how: Row['how'], count: number, id: string): Row => ({
      id, how, count, to, text: to === null ? '' : this.#labelOf(to), members: members.map((each) => ({ ...each, on: to === null || each.text === to || values.proposed[each.text] !== undefined })),
    });
    this.#clusters = values.clusters.map((each, i) => row(each.values, each.to, each.how, each.count, `c${i}`));
    this.#alone = values.alone.map((each, i) => row([each], values.proposed[each.text] ?? null, null, each.count, `a${i}`));
  }

  #labelOf(key: string): string {
    return this.#options?.find((option) => option.key === key)?.label[this.#host.language] ?? key;
  }
  /** What an option is called; of free text the text. */
  label(value: string): string {
    return this.#labelOf(value);
  }

  /** Every text of it: what it becomes, or null where it stays. */
  get wish(): Readonly<Record<string, string | null>> {
    return Object.fromEntries([...this.#clusters, ...this.#alone].flatMap(({ members, to }) => members.filter(({ text }) => text !== to).map(({ text, on }) => [text, on ? to : null])));
  }
  get #counts(): { readonly chosen: number; readonly all: number } {
    const mapped = Object.values(this.wish);
    return { chosen: mapped.filter((to) => to !== null).length, all: mapped.length };
  }

  #aim(row: Row, text: string): void {
    row.text = text;
    row.to = this.#options === null ? text.trim() || null : (this.#byLabel.get(fold(text)) ?? null);
    this.#changed();
  }

  render(): TemplateResult {
    const { t } = this.#host;
    const { chosen, all } = this.#counts;
    return html`<div class="mapping">
      ${this.#options !== null && this.#options.length > SELECT_TO ? html`<datalist id="targets">${this.#options.map(({ label }) => html`<option value=${label[this.#host.language]}></option>`)}</datalist>` : nothing}
      <p class="muted" role="status">${t.toMap(number(this.#host, chosen), number(this.#host, all))}</p>
      ${this.#list('clusters', t.clusters, this.#clusters)}
      ${this.#list('alone', t.alone, this.#alone)}
    </div>`;
  }

  #list(which: 'clusters' | 'alone', title: string, rows: readonly Row[]): unknown {
    if (rows.length === 0) return nothing;
    const { t, update } = this.#host;
    const more = (): void => {
      this.#shown[which] += AT_ONCE * 2;
      update();
    };
    return html`<h4 id="h-${which}">${title} <span class="muted">${number(this.#host, rows.length)}</span></h4>
      <ul class="clusters" aria-labelledby="h-${which}">${repeat(rows.slice(0, this.#shown[which]), ({ id }) => id, (row) => this.#row(row))}</ul>
      ${rows.length > this.#shown[which] ? html`<div><button type="button" class="button" @click=${more}>${t.more}</button></div>` : nothing}`;
  }

  #row(row: Row): TemplateResult {
    const { t } = this.#host;
    const first = row.members[0]?.text ?? '';
    return html`<li class="cluster ${row.to === null ? 'open' : ''}" data-cluster=${row.id}>
      <div class="members">
        ${row.members.map((member) => this.#member(row, member))}
        ${row.how === null ? nothing : html`<span class="how">${t.how[row.how]}</span>`}
      </div>
      <span class="arrow" aria-hidden="true">→</span>
      <div class="target">${this.#target(row, t.target(first))}</div>
    </li>`;
  }

  #member(row: Row, member: Member): TemplateResult {
    const { t } = this.#host;
    const count = number(this.#host, member.count);
    const words = html`<bdi>${visible(member.text, t.blanks)}</bdi> <span class="muted">${count}</span>`;
    if (member.text === row.to) return html`<span class="member same" title=${t.asOne}>${words}</span>`;
    if (row.members.length === 1) return html`<span class="member">${words}</span>`;
    return html`<label class="member ${member.on ? 'on' : ''}"><input type="checkbox" aria-label=${t.member(member.text, count)} .checked=${live(member.on)} @change=${(event: Event) => {
      member.on = (event.target as HTMLInputElement).checked;
      this.#changed();
    }} />${words}</label>`;
  }

  #target(row: Row, label: string): TemplateResult {
    const { t, language } = this.#host;
    if (this.#options !== null && this.#options.length <= SELECT_TO) {
      return html`<select data-target aria-label=${label} @change=${(event: Event) => this.#aim(row, (event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${live(row.to === null)}>${t.leaveIt}</option>
        ${this.#options.map((option) => html`<option value=${option.key} .selected=${live(row.to === option.key)}>${option.label[language]}</option>`)}
      </select>`;
    }
    const wrong = row.text.trim() !== '' && row.to === null;
    return html`<input data-target aria-label=${label} autocomplete="off" list=${this.#options === null ? nothing : 'targets'} placeholder=${t.noTarget} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `p-${row.id}` : nothing}
        .value=${live(row.text)} @input=${(event: Event) => this.#aim(row, (event.target as HTMLInputElement).value)} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      ${wrong ? html`<p class="danger small" id="p-${row.id}">${t.notListed}</p>` : nothing}`;
  }
}
