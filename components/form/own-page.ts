/** The archive's own row as fields. They confer rights or name the archive, so they are saved one by one over REST and errors stand at the field. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ArchiveRow, ArchiveView, Scalar } from '../../model/api.ts';
import { atLeast } from '../../model/rights.ts';
import { ApiError } from '../internal/session.ts';
import { selectControl } from './kinds/choice.ts';
import { classLabel, computedValue, localToday } from './kinds/computed.ts';
import { displayed } from './kinds/control.ts';
import { userControl } from './kinds/user.ts';
import { grouped, single } from './field.ts';
import { icon } from './icons.ts';
import type { FormField, Page } from './plan.ts';
import { slotBox } from './slot-box.ts';
import { idOf, type FormHost, type Slot } from './slot.ts';
import { requirementBlocks, type Go } from './sheets/requirement-block.ts';
import { sheetList } from './sheets/sheet-list.ts';
import { warningBlock } from './sheets/warning-block.ts';
import { shown } from './values.ts';
import { wordsOf } from './kinds/words.ts';

export interface OwnHost extends FormHost {
  readonly attributeReadOnly: boolean;
  /** By catalogue key: why the server refused it. */
  readonly errors: Map<string, string>;
  /** Takes the server's answer. */
  took(view: ArchiveView | null): void;
}

/** Column of the row, and what it takes to change it (DESIGN 5). */
const COLUMNS: Readonly<Record<string, { readonly column: string; readonly level: 'write' | 'manage'; readonly read: (row: ArchiveRow) => Scalar }>> = Object.freeze({
  'customer.kind': { column: 'kind', level: 'write', read: (row) => row.kind },
  'customer.customerCode': { column: 'code', level: 'write', read: (row) => row.code },
  'customer.archiveKeeper': { column: 'keeper', level: 'write', read: (row) => row.keeper?.id ?? null },
  'customer.owner': { column: 'owner', level: 'manage', read: (row) => row.owner?.id ?? null },
  'customer.managingDepartment': { column: 'department', level: 'manage', read: (row) => row.department },
  'customer.confidentiality': { column: 'confidentiality', level: 'manage', read: (row) => row.confidentiality },
});

async function send(host: OwnHost, key: string, change: () => Promise<ArchiveView | null>): Promise<void> {
  host.errors.delete(key);
  try {
    host.took(await change());
  } catch (error) {
    const { form, kit } = host.t;
    const code = error instanceof ApiError ? error.code : '';
    const text = code === 'forbidden' ? form.mayNot : code === 'conflict' ? form.taken : code === 'network' ? kit.offlineNow : error instanceof ApiError ? error.message : kit.failed;
    host.errors.set(key, text);
  }
  host.refresh();
}

const path = (host: OwnHost): string => `/api/archives/${encodeURIComponent(host.archive)}`;

function write(host: OwnHost, key: string, column: string, value: Scalar): Promise<void> {
  const row = host.view.row;
  return send(host, key, () =>
    column === 'owner' || row === null
      ? putOwners(host, { owner: value as string | null, coOwners: row?.coOwners.map(({ id }) => id) ?? [] })
      : host.session.request<ArchiveView>('PATCH', path(host), { [column]: value }));
}

/** The answer tells the owners alone, because one may have given one's own right away: the archive is asked for anew. */
async function putOwners(host: OwnHost, { owner, coOwners }: { readonly owner: string | null; readonly coOwners: readonly string[] }): Promise<null> {
  await host.session.request('PUT', `${path(host)}/owners`, { owner, coOwners, deputies: host.view.row?.deputies ?? [] });
  return null;
}

export function ownPage(host: OwnHost, page: Page, groupLabel: (group: string) => string, pick: Go): TemplateResult {
  const { row } = host.view;
  const today = localToday();
  const may = (level: 'write' | 'manage') => !host.attributeReadOnly && row !== null && row.state === 'open' && atLeast(host.view.level, level);
  const fields = page.fields.map((field) => ({ field, drawn: row === null ? nothing : ownField(host, field, row, may, today) })).filter(({ drawn }) => drawn !== nothing);
  const groups = [...new Set(fields.map(({ field }) => field.group))];
  return html`${row === null ? nothing : warningBlock(host)}${groups.map((group, i) => html`<section class="group" aria-label=${groupLabel(group)}>
    <h3>${groupLabel(group)}</h3>
    ${fields.filter(({ field }) => field.group === group).map(({ drawn }) => drawn)}
    ${i === 0 && row !== null ? keys(host, row) : nothing}
  </section>`)}
  ${row === null ? nothing : html`${requirementBlocks(host, row, pick)}${sheetList(host, row, may('write') ? changePacks(host) : null)}`}`;
}

function ownField(host: OwnHost, field: FormField, row: ArchiveRow, may: (level: 'write' | 'manage') => boolean, today: string): TemplateResult | typeof nothing {
  if (field.key === 'customer.coOwners') return coOwners(host, field, row, may('manage'));
  const own = COLUMNS[field.key];
  if (own === undefined) {
    const value = computedValue(host.view, null, field.key, today);
    const words = classLabel(host.view, field.key, host.language);
    return value === null ? nothing : readOnly(host, field, words ?? shown(field.meta, value, host.language, host.catalogue, wordsOf(host)));
  }
  const key = `fields/${field.key}`;
  // a code is done when the person leaves it, not with every letter: it must be unique
  const meta = field.meta.kind === 'text' ? { ...field.meta, kind: 'list' as const } : field.meta;
  const slot: Slot = { key, id: idOf(key), label: field.label, meta, value: own.read(row), cell: false, error: host.errors.get(field.key), write: (value) => void write(host, field.key, own.column, value) };
  if (field.key === 'customer.managingDepartment') {
    if (!may(own.level)) return readOnly(host, field, row.department === null ? '' : host.directory.departmentName(row.department));
    const options = host.directory.departments.map(({ id, name }) => ({ key: id, label: name }));
    return labelled(host, field, slot, selectControl(host, slot, options, (value) => slot.write(value === '' ? null : value)));
  }
  return may(own.level) ? single(host, field, slot, false) : readOnly(host, field, displayed(host, slot));
}

const readOnly = (host: OwnHost, field: FormField, text: string): TemplateResult =>
  html`<div class="field label-row" data-field=${field.key}><span class="label">${field.label}</span><div class="value">${text === '' ? html`<span class="muted">${host.t.form.nobody}</span>` : text}</div></div>`;

const labelled = (host: OwnHost, field: FormField, slot: Slot, control: TemplateResult): TemplateResult =>
  html`<div class="field label-row" data-field=${field.key}><span class="label"><label for=${slot.id}>${field.label}</label></span><div>${slotBox(host, slot, control)}</div></div>`;

function coOwners(host: OwnHost, field: FormField, row: ArchiveRow, may: boolean): TemplateResult {
  const ids = row.coOwners.map(({ id }) => id as string);
  if (!may) return readOnly(host, field, row.coOwners.map(({ name }) => name).join(', '));
  const set = (next: readonly string[]) => void send(host, field.key, () => putOwners(host, { owner: row.owner?.id ?? null, coOwners: next }));
  const key = `fields/${field.key}`;
  const slot: Slot = { key, id: idOf(key), label: host.t.form.addTo(field.label), meta: { ...field.meta, kind: 'user' }, value: null, cell: true, error: host.errors.get(field.key), write: () => {} };
  return grouped(host, field, html`<div class="list" role="group" aria-labelledby="${slot.id}-label">
    ${row.coOwners.map(({ id, name }) => html`<div class="item"><span class="value">${name}</span><button type="button" class="button quiet icon" aria-label=${host.t.form.removeItem(name)} @click=${() => set(ids.filter((each) => each !== id))}>${icon('remove')}</button></div>`)}
    <div class="item">${slotBox(host, slot, userControl(host, slot, (id) => { if (id !== null && !ids.includes(id)) set([...ids, id]); }))}</div>
  </div>`);
}

/** Which sheets the archive has decides what the form offers. */
function changePacks(host: OwnHost): (packs: readonly string[]) => void {
  return (packs) => void write(host, 'packs', 'packs', packs as unknown as Scalar);
}

const keys = (host: OwnHost, row: ArchiveRow): TemplateResult | typeof nothing =>
  row.keys.length === 0 ? nothing : html`<div class="field label-row"><span class="label">${host.t.form.keys}</span><div class="value">${row.keys.join(' · ')}</div></div>`;
