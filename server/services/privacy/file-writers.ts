/** One person's file as what leaves the house: a page to read and print, JSON and CSV for programs, a card, and all of it in one ZIP. It gets the reviewed file only: what was left out never comes here. */
import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { csvLine } from '../../../model/export/cells.ts';
import type { Labels } from '../../../model/labels.ts';
import { AGAIN } from '../../../model/privacy/explain.ts';
import type { FileArchive, FileGroup, FileSection, SubjectFile } from '../../../model/privacy/file.ts';
import { FILE_TEXTS, fill } from '../../../model/privacy/file-texts.ts';

/** Without what is the house's own: who else is named was for the reviewer. */
const told = (file: SubjectFile): unknown => ({
  format: file.format, version: file.version, at: file.at, company: file.company,
  archives: file.archives.map(({ id, name, sections, classes, consents, attachments, exports }) => ({
    id, name, classes, consents, attachments, exports,
    sections: sections.map(({ section, label, purpose, retention, readers, groups }) => ({ section, label, purpose, retention, readers, groups: groups.map((group) => ({ label: group.label, values: group.values.map(({ label: what, key, text, raw, source, verified }) => ({ label: what, key, text, value: raw, source, verified })) })) })),
  })),
});
export const jsonFile = (file: SubjectFile): string => `${JSON.stringify(told(file), null, 2)}\n`;

export function csvFile(file: SubjectFile): string {
  const line = (...texts: readonly string[]): string => csvLine(texts.map((text) => ({ text })));
  const word = (labels: Labels): string => labels[file.lang];
  const rows = file.archives.flatMap(({ name, sections, classes, consents }) => [
    ...sections.flatMap(({ label, groups }) => groups.flatMap((group) => group.values.map((value) => line(name, label, group.label, value.label, value.text, value.source ?? '', value.verified ?? '')))),
    ...classes.map((each) => line(name, word(FILE_TEXTS.classes), '', each.name, each.value, each.text, each.since)),
    ...consents.map((each) => line(name, word(FILE_TEXTS.consents), '', each.purpose, each.state, each.how, each.decided)),
  ]);
  // the mark tells a spreadsheet that it is UTF-8
  return `\ufeff${line(fill(word(FILE_TEXTS.archive), { name: '' }).replace(/[:：]\s*$/, ''), word(FILE_TEXTS.section), word(FILE_TEXTS.group), word(FILE_TEXTS.field), word(FILE_TEXTS.value), word(FILE_TEXTS.from), '')}${rows.join('')}`;
}

export const cardFile = (file: SubjectFile): string => file.archives.map(({ card }) => card).join('');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.6rem}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid #999}h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}th{width:14rem;font-weight:600}td{white-space:pre-wrap}small{color:#555}dl{margin:.25rem 0}dt{font-weight:600;display:inline}dd{display:inline;margin:0 1rem 0 .25rem}article{break-inside:avoid;margin:.75rem 0}
@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}}`;

/** Whole in itself: no script, nothing fetched. */
export function pageFile(file: SubjectFile): string {
  const { lang } = file;
  const say = (key: keyof typeof FILE_TEXTS, put: Readonly<Record<string, string>> = {}): string => escaped(fill(FILE_TEXTS[key][lang], put));
  const group = ({ label, values }: FileGroup): string => `${label === '' ? '' : `<h4>${escaped(label)}</h4>`}<table>${values.map((value) => {
    const from = [value.source === null ? '' : say('source', { source: value.source }), value.verified === null ? '' : say('verified', { date: value.verified })].filter((each) => each !== '').join(', ');
    return `<tr><th scope="row">${escaped(value.label)}</th><td>${escaped(value.text)}${from === '' ? '' : `<br><small>${from}</small>`}</td></tr>`;
  }).join('')}</table>`;
  const section = ({ label, purpose, retention, readers, groups }: FileSection): string => `<h3>${escaped(label)}</h3><dl><div><dt>${say('purpose')}</dt> <dd>${escaped(purpose)}</dd></div><div><dt>${say('retention')}</dt> <dd>${escaped(retention)}</dd></div><div><dt>${say('readers')}</dt> <dd>${escaped(readers.join('; '))}</dd></div></dl>${groups.map(group).join('')}`;
  const archive = ({ name, sections, classes, consents, exports, attachments }: FileArchive): string => [
    `<h2>${say('archive', { name })}</h2>`, ...sections.map(section),
    classes.length === 0 ? '' : `<h3>${say('classes')}</h3><p>${escaped(AGAIN[lang])}</p>${classes.map((each) => `<article><strong>${escaped(each.name)}: ${escaped(each.value)}</strong> <small>${say('since', { date: each.since })}</small><br>${escaped(each.text)} ${escaped(each.change)}${each.inputs.length === 0 ? '' : `<br><small>${escaped(each.inputs.join(' · '))}</small>`}</article>`).join('')}`,
    consents.length === 0 ? '' : `<h3>${say('consents')}</h3><table>${consents.map((each) => `<tr><th scope="row">${escaped(each.purpose)}</th><td>${escaped([each.state, each.decided, each.how].filter((part) => part !== '').join(', '))}</td></tr>`).join('')}</table>`,
    attachments.length === 0 ? '' : `<h3>${say('attachments')}</h3><ul>${attachments.map((each) => `<li>${escaped(each.name)}</li>`).join('')}</ul>`,
    `<h3>${say('exports')}</h3>${exports.length === 0 ? `<p>${say('noExports')}</p>` : `<ul>${exports.map((each) => `<li>${escaped(each.at.slice(0, 10))} (${escaped(each.format)})</li>`).join('')}</ul>`}`,
  ].join('');
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say('title')}</title><style>${STYLE}</style></head><body><h1>${say('title')}</h1><p>${say('made', { date: file.at.slice(0, 10), company: file.company })}</p><p>${say('rights')}</p>${file.archives.map(archive).join('')}</body></html>\n`;
}

/** Every form of it, by name. */
export const formsOf = (file: SubjectFile): Readonly<Record<string, string>> => ({ 'file.html': pageFile(file), 'file.json': jsonFile(file), 'file.csv': csvFile(file), ...(cardFile(file) === '' ? {} : { 'card.vcf': cardFile(file) }) });

/** The same bytes each time: `at` stands for the moments of its parts. */
export function zipFile(file: SubjectFile, attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const parts: Zippable = {};
  const put = (name: string, bytes: Uint8Array): void => { parts[name] = [bytes, { mtime: Math.max(Date.parse(file.at), Date.parse('1980-01-02T00:00:00Z')) }]; };
  for (const [name, text] of Object.entries(formsOf(file))) put(name, strToU8(text));
  attachments.forEach(({ name, bytes }, i) => { put(`papers/${String(i + 1).padStart(2, '0')}-${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-100)}`, bytes); });
  return zipSync(parts, { level: 6 });
}

export type FileForm = 'zip' | 'page';
export const fileName = (at: string, form: FileForm): string => `person-${at.slice(0, 10)}.${form === 'zip' ? 'zip' : 'html'}`;
