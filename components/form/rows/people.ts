/** People at the customer: who they are for the purchase, how they like to be reached, whose birthday is near. What other sections hold of them stands beside, under its own right. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { addRow, deleteRow } from '../../../model/section-doc.ts';
import { reachable } from '../../../model/warning.ts';
import { initials } from '../../internal/people.ts';
import { meant, refName } from '../kinds/ref.ts';
import { random } from '../open-section.ts';
import { optionLabel, spelled } from '../values.ts';
import { besideRow } from './beside.ts';
import { daysTo, nextYearly, whenText } from './days.ts';
import type { Look, Part, RowList } from './look.ts';
import { columnsOf, lines, names } from './nested.ts';
import { dateText, mark } from './parts.ts';

const WAYS = 'peopleMethods';
const MEMBERS = 'departmentMembers';
const DEPARTMENTS = 'departments';
/** A birthday within so many days is told. */
const NEAR = 30;
/** Ways shown at rest. */
const MOST = 3;

const waysOf = ({ host }: RowList, person: string): readonly Row[] => {
  const rows = host.section.rows(WAYS).filter(({ cells }) => cells['person'] === person);
  const rank = ({ cells }: Row) => (cells['alive'] === false ? 2 : cells['preferred'] === true ? 0 : 1);
  return [...rows].sort((a, b) => rank(a) - rank(b));
};
const membershipsOf = ({ host }: RowList, person: string): readonly Row[] => host.section.rows(MEMBERS).filter(({ cells }) => cells['person'] === person);

/** What a tap on the value does; nothing for a kind that no link is known for. */
function linkOf(kind: unknown, value: string): string | null {
  switch (kind) {
    case 'phone': case 'mobile': return `tel:${value.replace(/[^\d+*#]/g, '')}`;
    case 'email': return `mailto:${encodeURIComponent(value).replace('%40', '@')}`;
    default: return null;
  }
}

function ways(list: RowList, row: Row): Part {
  const { host } = list;
  const all = waysOf(list, row.id).filter(({ cells }) => typeof cells['value'] === 'string');
  if (all.length === 0) return nothing;
  const dictionary = columnsOf(host, WAYS).find(({ key }) => key === 'kind')?.dictionary;
  const free = reachable(host.view.overview).kind === 'free';
  return html`${all.slice(0, MOST).map(({ cells, id }) => {
    const value = String(cells['value']);
    const dead = cells['alive'] === false;
    const link = free && !dead ? linkOf(cells['kind'], value) : null;
    const key = `rows/${WAYS}/${id}/value`;
    return html`<div class="named"><dt>${optionLabel(host.catalogue, dictionary, String(cells['kind'] ?? '')) || list.t.ways}</dt><dd>
      <span class="slot fact" data-key=${key}>${link === null ? (dead ? html`<del>${value}</del>` : value) : html`<a href=${link}>${value}</a>`}</span>
      ${dead ? mark(list.t.dead) : cells['preferred'] === true && all.length > 1 ? html`<span class="muted small">${list.t.preferred}</span>` : nothing}
    </dd></div>`;
  })}`;
}

/** `18 May`, and when it is near how near and how old the person will be. */
export function birthday(list: RowList, row: Row, key: string): Part {
  const value = list.value(row, key);
  if (typeof value !== 'string' || value === '') return nothing;
  const next = nextYearly(list.today, value);
  const days = next === undefined ? undefined : daysTo(list.today, next.date);
  const near = next !== undefined && days !== undefined && days <= NEAR;
  const soon = near ? list.t.list([whenText(list.host.language, days), ...(next.nth !== null && next.nth > 0 ? [list.t.turns(next.nth)] : [])]) : '';
  // without its year it is spelled by month and day
  const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateText(list, value) : spelled(value, list.host.language, '') || value;
  return list.named(row, key, html`${text} ${near ? mark(soon, days <= 7 ? 'due' : '') : nothing}`);
}

function facts(list: RowList, row: Row): TemplateResult {
  return html`<dl class="facts">${list.named(row, 'workScope')}${ways(list, row)}${birthday(list, row, 'birthday')}</dl>`;
}

function beside(list: RowList, row: Row): Part {
  const role = list.text(row, 'role');
  const departments = membershipsOf(list, row.id).map(({ cells }) => {
    const name = refName(list.host, DEPARTMENTS, cells['department']);
    const purchasing = meant(list.host.section.rows(DEPARTMENTS), cells['department'])?.cells['purchasingRole'];
    const dictionary = columnsOf(list.host, DEPARTMENTS).find(({ key }) => key === 'purchasingRole')?.dictionary;
    return [name, typeof purchasing === 'string' ? optionLabel(list.host.catalogue, dictionary, purchasing) : ''].filter(Boolean).join(' · ');
  });
  return html`${role === '' ? nothing : list.fact(row, 'role', mark(role, 'strong'))}${departments.map((text) => mark(text))}`;
}

function more(list: RowList, row: Row): TemplateResult {
  const { host, t } = list;
  const { section } = host;
  const memberships = membershipsOf(list, row.id);
  const departments = section.rows(DEPARTMENTS);
  const inside = new Set(memberships.map(({ cells }) => meant(departments, cells['department'])?.id));
  return html`${lines(host, {
    table: WAYS, title: t.ways, rows: section.rows(WAYS).filter(({ cells }) => cells['person'] === row.id), columns: ['kind', 'value', 'label', 'preferred', 'alive'],
    addLabel: t.addWay, removeLabel: ({ cells }) => t.removeWay(String(cells['value'] ?? '')), begin: { person: row.id },
  })}
  ${departments.length === 0 && memberships.length === 0 ? nothing : names(host, {
    id: `member-${row.id}`, title: t.departments, addLabel: t.joinDepartment,
    items: memberships.map((member) => {
      const name = refName(host, DEPARTMENTS, member.cells['department']);
      return { id: member.id, name, removeLabel: t.leaveDepartment(name), remove: () => section.edit(t.leaveDepartment(name), `rows/${MEMBERS}`, (doc) => deleteRow(doc, MEMBERS, member.id)) };
    }),
    options: departments.filter(({ id }) => !inside.has(id)).map(({ id, cells }) => ({ key: id, label: String(cells['name'] ?? '') || host.t.form.unnamed })),
    add: (department) => section.edit(t.joinDepartment, `rows/${MEMBERS}`, (doc) => addRow(doc, MEMBERS, { department, person: row.id }, random)),
  })}
  ${besideRow(list, row, 'private', 'peoplePrivate')}
  ${besideRow(list, row, 'assessment', 'peopleAssessment')}`;
}

export const look: Look = {
  empty: (t) => t.noPeople,
  name: (list, row) => list.text(row, 'name'),
  body: { kind: 'cards', before: (list, row) => html`<span class="look-face" aria-hidden="true">${initials(list.text(row, 'name') || '?')}</span>`, beside, facts },
  groups: [
    { columns: ['name', 'role', 'workScope', 'gender', 'birthday', 'link'] },
    { title: (t) => t.character, columns: ['hobbies', 'favouriteSports', 'resume', 'experience'] },
  ],
  more,
  owns: (list, row) => [...waysOf(list, row.id).map(({ id }) => ({ table: WAYS, id })), ...membershipsOf(list, row.id).map(({ id }) => ({ table: MEMBERS, id }))],
};

/** Their ways to be reached as rows of their own; at rest the people show them. */
export const waysLook: Look = {
  empty: (t) => t.ways,
  told: (list) => {
    const people = new Map<unknown, string>(list.host.section.rows('people').map((row) => [row.id, String(row.cells['name'] ?? '') || list.host.t.form.unnamed]));
    const whose = list.rows.map(({ cells }) => people.get(cells['person']));
    return whose.every((name) => name !== undefined) ? [...new Set(whose)] : null;
  },
  name: (list, row) => list.text(row, 'value'),
  body: {
    kind: 'table',
    columns: ['value', 'kind', 'person', 'label'].map((key) => ({ key, label: (list) => list.label(key), cell: (list, row) => list.fact(row, key) })),
  },
  groups: [{ columns: ['person', 'kind', 'value', 'label', 'preferred', 'alive', 'verifiedAt'] }],
};
