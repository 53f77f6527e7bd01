/** The policy as it is read: words of the company, rules as sentences, what a version changed, how far a draft reaches. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PolicyPreview, PolicyText, PolicyVersion } from '../../model/governance/policy-api.ts';
import type { PolicyChange } from '../../model/governance/policy-changes.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Policy } from '../../model/rights/policy.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import { changeSentence, ruleSentences } from './sentences.ts';
import type { Wording } from './sentences.ts';

export interface Reading extends Wording { readonly level: number }

const day = (moment: string, { language }: Wording): string => formatDate(language, moment.slice(0, 10));

export function metaLine({ version, approved, written, until }: PolicyVersion, reading: Reading): string {
  const { t, language } = reading;
  if (version === 0) return t.shipped;
  const names = written.length === 0 ? [] : [t.writtenBy(new Intl.ListFormat(language).format(written.map(({ name }) => name)))];
  const since = approved === null ? [] : [until === null ? t.since(day(approved.at, reading)) : t.fromTo(day(approved.at, reading), day(until, reading)), t.approvedBy(approved.by.name)];
  return [t.version(formatNumber(language, version)), ...since.slice(0, 1), ...names, ...since.slice(1)].join(' · ');
}

/** In the reader's language, else in the first there is, with a word about it. */
export function wordsView(text: PolicyText, { t, language }: Wording): TemplateResult | typeof nothing {
  const shown = [language, ...LANGUAGES].find((each) => (text[each] ?? '') !== '');
  if (shown === undefined) return nothing;
  return html`<div class="part">${shown === language ? nothing : html`<p class="muted small">${t.otherLanguage}</p>`}
    <div class="words" lang=${shown}>${(text[shown] ?? '').split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph.trim()}</p>`)}</div></div>`;
}

export function rulesView(rules: Policy, reading: Reading): TemplateResult {
  const { t, level } = reading;
  return html`<div class="part"><h3 role="heading" aria-level=${level}>${t.rules}</h3>
      <dl class="rules">${ruleSentences(rules, reading).map(({ key, who, what }) => html`<div data-rule=${key}><dt>${who}</dt><dd>${what}</dd></div>`)}</dl>
      <p class="lead small">${t.internal}</p></div>
    <div class="part"><h3 role="heading" aria-level=${level}>${t.fixed}</h3><ul class="always">${t.always.map((line) => html`<li>${line}</li>`)}</ul></div>`;
}

export function changesView(changes: readonly PolicyChange[], reading: Wording): TemplateResult {
  return changes.length === 0 ? html`<p class="muted">${reading.t.nothingChanged}</p>` : html`<ul class="changes">${changes.map((change) => html`<li>${changeSentence(change, reading)}</li>`)}</ul>`;
}

export function reachView({ reading: read, knowing, people, archives, departments }: PolicyPreview, reading: Wording): TemplateResult {
  const { t, language } = reading;
  const n = (value: number): string => formatNumber(language, value);
  const none = [read, knowing].every(({ gained, lost }) => gained + lost === 0);
  return html`<p class="lead">${t.looked(n(people.looked), n(people.of), n(archives))} · ${people.looked < people.of ? t.sample : t.pairs}</p>
    ${none ? html`<p>${t.none}</p>` : html`<ul class="reach">
        <li><strong>${n(read.gained)}</strong>${t.reading}</li><li><strong>${n(read.lost)}</strong>${t.readingLost}</li>
        <li><strong>${n(knowing.gained)}</strong>${t.knowing}</li><li><strong>${n(knowing.lost)}</strong>${t.knowingLost}</li></ul>
      <div class="scroll" tabindex="0" role="region" aria-label=${t.dryRun}><table>
        <thead><tr><th scope="col">${t.department}</th><th scope="col" class="number">${t.people}</th><th scope="col" class="number">${t.reading}</th><th scope="col" class="number">${t.readingLost}</th><th scope="col" class="number">${t.knowing}</th><th scope="col" class="number">${t.knowingLost}</th></tr></thead>
        <tbody>${departments.map((each) => html`<tr><th scope="row">${each.name === null ? t.noDepartment : html`<bdi>${each.name}</bdi>`}</th>
          ${([[t.people, each.people], [t.reading, each.reading.gained], [t.readingLost, each.reading.lost], [t.knowing, each.knowing.gained], [t.knowingLost, each.knowing.lost]] as const).map(([label, value]) => html`<td class="number"><span class="label">${label}</span>${n(value)}</td>`)}</tr>`)}</tbody>
      </table></div>`}`;
}
