/** The page "what is missing" of a form: what must be there and is not, what is wrong or old, and what there is room for, worst first, each with the way there. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Finding } from '../../../model/completeness/finding.ts';
import { atLeast } from '../../../model/rights.ts';
import { formatDate } from '../../internal/formats.ts';
import { notice } from '../../internal/notices.ts';
import type { OpenSection } from '../open-section.ts';
import type { OwnHost } from '../own-page.ts';
import type { FactChoice } from '../add-fact.ts';
import { localToday } from '../kinds/computed.ts';
import type { Page } from '../plan.ts';
import { skeleton } from '../states.ts';
import type { MissingData } from './data.ts';
import { missingStyles } from './styles.ts';
import { missingTexts, type MissingTexts } from './texts.ts';
import { verifiable, verify } from './verify.ts';

export { MissingData } from './data.ts';

export interface MissingActions {
  readonly data: MissingData;
  readonly pages: readonly Page[];
  readonly section: (name: string) => OpenSection | null;
  /** Goes to the field, or to a row of it. */
  readonly pick: (choice: Pick<FactChoice, 'field' | 'page'>, row?: string) => void;
}

/** Fields with room that are shown before one asks for all. */
const SHOWN = 12;
const ALL = 'all missing';

const nameOf = (finding: Finding): string => `${finding.section} ${finding.field} ${finding.kind === 'stale' ? finding.key : ''}`;

export function missingPage(host: OwnHost, actions: MissingActions): TemplateResult {
  const t = missingTexts(host.language);
  const { data } = actions;
  if (data.items === null) return data.failed ? notice(host.t.kit.failed, 'error', { label: host.t.kit.retry, run: () => void data.load() }) : skeleton(host.t, true);
  const todo = data.items.filter((finding) => finding.kind === 'stale' || finding.need !== 'pack');
  const room = data.items.filter((finding) => finding.kind === 'missing' && finding.need === 'pack');
  const drawn = host.opened.has(ALL) ? room : room.slice(0, SHOWN);
  return html`<div class="missing" ${missingStyles()}>
    <p class="muted">${data.items.length === 0 ? t.nothing : t.intro}</p>
    ${todo.length === 0 ? nothing : html`<section class="group" aria-label=${t.todo}><h4>${t.todo}</h4>
      <ol role="list">${repeat(todo, nameOf, (finding) => line(host, t, finding, actions))}</ol></section>`}
    ${room.length === 0 ? nothing : html`<section class="group" aria-label=${t.room}><h4>${t.room}</h4>
      <ol role="list">${repeat(drawn, nameOf, (finding) => line(host, t, finding, actions))}</ol>
      ${drawn.length < room.length ? html`<button type="button" class="button quiet" @click=${() => { host.opened.add(ALL); host.refresh(); }}>${t.all(room.length)}</button>` : nothing}</section>`}
  </div>`;
}

function line(host: OwnHost, t: MissingTexts, finding: Finding, actions: MissingActions): TemplateResult {
  const page = actions.pages.find(({ key }) => key === finding.section);
  const field = page?.fields.find(({ key, view }) => key === finding.field && !view) ?? page?.fields.find(({ key }) => key === finding.field);
  const label = field?.label ?? host.catalogue.fields.find(({ key }) => key === finding.field)?.label ?? finding.field;
  const value = finding.kind === 'stale' ? valueOf(finding, actions) : '';
  const name = value === '' ? label : `${label} ${value}`;
  const mayWrite = page !== undefined && atLeast(page.level, 'write') && !host.attributeReadOnly;
  const go = () => { if (field !== undefined && page !== undefined) actions.pick({ field, page: page.key }, finding.kind === 'stale' ? rowOf(finding.key) : undefined); };
  return html`<li class="todo">
    <div class="say"><p><span class="what">${label}</span>${value === '' ? nothing : html` <span class="value-of" dir="auto">${value}</span>`}</p>
      <p class="muted small">${page === undefined ? nothing : html`${page.label} · `}<span class=${urgent(finding) ? 'due' : ''}>${reason(host, t, finding)}</span></p></div>
    <div class="buttons no-print">
      ${mayWrite && finding.kind === 'stale' && verifiable(finding) ? html`<button type="button" class="button" aria-label=${t.stillRightOf(name)} @click=${(event: Event) => void still(host, t, finding, label, actions, event)}>${t.stillRight}</button>` : nothing}
      ${field === undefined ? nothing : html`<button type="button" class="button quiet" aria-label=${finding.kind === 'missing' && mayWrite ? t.fill(name) : t.look(name)} @click=${go}>${finding.kind === 'missing' && mayWrite ? t.fillIt : t.lookIt}</button>`}
    </div>
  </li>`;
}

const urgent = (finding: Finding): boolean => finding.kind === 'missing' ? finding.need === 'required' : finding.reason !== 'age';
const rowOf = (key: string): string | undefined => /^(rows\/[^/]+\/[^/]+)/.exec(key)?.[1];

function reason({ language, catalogue }: OwnHost, t: MissingTexts, finding: Finding): string {
  if (finding.kind === 'missing') {
    const packs = finding.packs.map((pack) => catalogue.packs.find(({ key }) => key === pack)?.label ?? pack).join(language.startsWith('zh') ? '、' : ', ');
    switch (finding.need) {
      case 'required': return t.required(packs);
      case 'keyTen': return t.keyTen;
      case 'pack': return packs;
    }
  }
  const date = finding.last === null ? '' : formatDate(language, finding.last);
  switch (finding.reason) {
    case 'age': return t.age(date);
    case 'expired': return t.expired(date);
    case 'dead': case 'disputed': case 'outdated': return t[finding.reason];
  }
}

/** By what one knows the row, where its section is open. */
function valueOf(finding: Extract<Finding, { kind: 'stale' }>, { section }: MissingActions): string {
  const [root, table = '', row = ''] = finding.key.split('/');
  const cells = root !== 'rows' ? undefined : section(finding.section)?.rows(table).find(({ id }) => id === row)?.cells;
  const said = cells?.['value'] ?? cells?.['name'] ?? cells?.['text'] ?? cells?.['city'];
  return typeof said === 'string' ? said : '';
}

/** The focus goes on to the next of the list, so that a list is walked with one key. */
async function still(host: OwnHost, t: MissingTexts, finding: Extract<Finding, { kind: 'stale' }>, label: string, { data, section }: MissingActions, event: Event): Promise<void> {
  const item = (event.currentTarget as HTMLElement).closest('li');
  const next = item?.nextElementSibling?.querySelector<HTMLElement>('button') ?? item?.previousElementSibling?.querySelector<HTMLElement>('button');
  try {
    await verify(finding, localToday(), t.step(label), section(finding.section), host.session, host.archive);
    next?.focus();
    data.done(finding);
  } catch {
    // the list is asked for anew, so that it shows what is so; the value can be gone, or the right
    void data.load();
  }
}
