/** An erasure certificate as a sheet to be printed and filed, in the language of whoever gets it: what went where, who agreed, what the bytes say, what backups hold until when. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { SECTION_LABELS } from '../../model/catalogue/names.ts';
import type { Language } from '../../model/labels.ts';
import { CERTIFICATE_WORDS, KEPT_WORDS, PLACE_WORDS } from '../../model/privacy/certificate-texts.ts';
import type { Certificate } from '../../model/privacy/subject.ts';
import { isSectionKey, parseDocSection } from '../../model/sections.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';

type Word = keyof typeof CERTIFICATE_WORDS;
const NOBODY = ' dossier';
const MOST_TEXTS = 40;

export function certificateView(certificate: Certificate, language: Language, level: number): TemplateResult {
  const { id, at, ended, askedBy, approvedBy, names = {}, reason, found, erased, kept, bytes, backups, texts, salt } = certificate;
  const say = (key: Word, put: Readonly<Record<string, string>> = {}): string => CERTIFICATE_WORDS[key][language].replace(/\{(\w+)\}/g, (_, name: string) => put[name] ?? '');
  const day = (moment: string): string => formatDate(language, moment.slice(0, 10));
  const who = (person: string): string => (person === NOBODY ? say('restored') : (names[person] ?? person));
  const sectionOf = (section: string | null): string => {
    const of = section === null ? undefined : isSectionKey(section) ? section : parseDocSection(section)?.section;
    return of === undefined ? '–' : `${SECTION_LABELS[of][language]}${section !== of ? ` ${section?.slice(-4) ?? ''}` : ''}`;
  };
  const what = ({ kind, what: stored }: Certificate['erased'][number]): string => PLACE_WORDS[kind === 'stored' ? (stored ?? 'other') : kind][language];
  const head = (title: Word): TemplateResult => html`<h5 role="heading" aria-level=${level + 1}>${say(title)}</h5>`;
  const table = (rows: readonly (Certificate['erased'][number] & { readonly reason?: keyof typeof KEPT_WORDS })[], caption: Word, why: boolean): TemplateResult => html`<table><caption class="hidden">${say(caption)}</caption><thead><tr>${(['archive', 'section', 'what', ...(why ? ['why'] as const : []), 'count'] as const).map((key) => html`<th scope="col" class=${key === 'count' ? 'number' : nothing}>${say(key)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr><td><bdi>${row.archive ?? say('none')}</bdi></td><td>${sectionOf(row.section)}</td><td>${what(row)}</td>${why ? html`<td>${row.reason === undefined ? '' : KEPT_WORDS[row.reason][language]}</td>` : nothing}<td class="number">${formatNumber(language, row.count)}</td></tr>`)}</tbody></table>`;
  const fact = (label: Word, value: string): TemplateResult => html`<div><dt>${say(label)}</dt><dd><bdi>${value}</bdi></dd></div>`;
  return html`<article class="certificate" lang=${language}><h4 role="heading" aria-level=${level} tabindex="-1">${say('title')}</h4>
    <dl>${fact('number', id)}${fact('begun', day(at))}${ended === null ? nothing : fact('ended', day(ended))}${fact('asked', who(askedBy))}${fact('approved', who(approvedBy))}${reason === '' ? nothing : fact('reason', reason)}${fact('found', formatNumber(language, found))}</dl>
    ${ended === null ? html`<p class="danger">${say('underWay')}</p>` : nothing}
    ${ended === null ? nothing : html`${head('erased')}${erased.length === 0 ? html`<p>${say('nothingErased')}</p>` : table(erased, 'erased', false)}`}
    ${kept.length === 0 ? nothing : html`${head('kept')}${table(kept, 'kept', true)}`}
    ${ended === null ? nothing : html`${head('proof')}${bytes === null ? html`<p>${say('noBytes')}</p>` : html`<p>${day(bytes.at)}: ${say('bytes', { bytes: formatNumber(language, bytes.bytes), files: formatNumber(language, bytes.files), variants: formatNumber(language, bytes.variants) })} ${bytes.left.length === 0 ? say('nothingLeft') : say('left')}</p>${bytes.left.length === 0 ? nothing : html`<ul class="dots">${bytes.left.map(({ name, count }) => html`<li><bdi>${name}</bdi>: ${formatNumber(language, count)}</li>`)}</ul>`}`}`}
    ${texts.length === 0 ? nothing : html`<p class="small">${say('texts')} (${say('salt')} <code>${salt}</code>):</p><ul class="dots small">${texts.slice(0, MOST_TEXTS).map(({ ends, length, hash }) => html`<li>${say('text', { length: String(length), ends: ends === '' ? '' : say('ends', { ends }) })} <code>${hash}</code></li>`)}</ul>`}
    ${head('backups')}${backups.length === 0 ? html`<p>${say('noBackups')}</p>` : html`<ul class="dots">${backups.map(({ name, until }) => html`<li><bdi>${name}</bdi>: ${until === null ? say('byHand') : say('until', { date: day(until) })}</li>`)}</ul>`}<p>${say('again')}</p><p>${say('outside')}</p>
    ${ended === null ? nothing : html`<p class="signed">${say('signed')}</p>`}</article>`;
}
