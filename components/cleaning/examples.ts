/** How findings look: what is there and what would become of it, with a tick; and those of which nothing becomes. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FindingView, MendView, RuleView } from '../../model/cleaning/api.ts';
import { difference, number, plain, visible } from './host.ts';
import type { BenchHost } from './host.ts';

export type Example = FindingView & { readonly after: MendView };

function about(item: FindingView, host: BenchHost): TemplateResult {
  const { t, language } = host;
  const { archive, name, from } = item;
  return html`<span class="about">
    ${archive === null ? html`<bdi>${name}</bdi>` : html`<button type="button" class="link" aria-label=${t.open(name)} @click=${() => host.open(archive)}><bdi>${name}</bdi></button>`}
    <span class="muted small">${item.field[language]}${from === null ? nothing : html` · ${t.line(from.file, number(host, from.line))}`}</span>
  </span>`;
}

/** `word`: what a value is called. */
export function exampleRow(item: Example, on: boolean, { does }: RuleView, word: (value: string) => string, tick: (on: boolean) => void, host: BenchHost): TemplateResult {
  const { t } = host;
  const before = plain(item.value);
  const after = plain(item.after.value);
  const shown = after === '' ? '' : word(after);
  const [old, fresh] = difference(before, shown, t.blanks);
  const { note = '' } = item.after;
  // the value stays, and what is beside it changes
  const beside = does !== 'note' && note !== '' && shown === before;
  return html`<li class="row ${on ? '' : 'off'}" data-finding=${item.id}>
    <input type="checkbox" class="tick" aria-label=${t.take(item.name, before)} .checked=${live(on)} @change=${(event: Event) => tick((event.target as HTMLInputElement).checked)} />
    ${about(item, host)}
    <span class="change"><bdi class="before">${old}</bdi> <span class="arrow" aria-hidden="true">→</span><span class="visually-hidden">${t.becomes}</span>
      ${shown === '' ? html`<span class="muted">${t.emptied}</span>` : html`<bdi class="after">${beside ? note : fresh}</bdi>`}
      ${note === '' || beside ? nothing : html`<span class="muted small note">${does === 'note' ? t.noted(note) : note}</span>`}</span>
  </li>`;
}

/** `again`: takes back that it is right so. */
export const leftRow = (item: FindingView, host: BenchHost, again?: () => void): TemplateResult => html`<li class="row left">
    ${about(item, host)}
    <span class="change"><bdi class="before">${visible(plain(item.value), host.t.blanks)}</bdi></span>
    ${item.dismissed === undefined ? nothing : html`<span class="muted small">${item.dismissed.by.name}: <bdi>${item.dismissed.reason}</bdi></span>
      ${again === undefined ? nothing : html`<div><button type="button" class="button quiet again" @click=${again}>${host.t.again}</button></div>`}`}
  </li>`;
