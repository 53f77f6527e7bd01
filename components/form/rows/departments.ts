/** Departments that take part in a purchase: whom each reports to, with whom it works, who belongs to it; with the same as a picture above the rows. */
import { html, nothing } from 'lit';
import { addRow, deleteRow, type Row } from '../../../model/section-doc.ts';
import type { Department, Graph } from '../../relations/graph.ts';
import { PEOPLE, personName } from '../kinds/person-name.ts';
import { meant, refName } from '../kinds/ref.ts';
import { random } from '../open-section.ts';
import type { Look, Part, RowList } from './look.ts';
import { graphIn, mapPart } from './map.ts';
import { names } from './nested.ts';
import { mark } from './parts.ts';

const MEMBERS = 'departmentMembers';
const TOGETHER = 'departmentCooperation';
const TABLE = 'departments';

/** A column named `with` is no member of an array. */
const cellOf = ({ cells }: Row, key: string): unknown => cells[key];

const nameOf = (list: RowList, id: string): string => refName(list.host, TABLE, id) || list.host.t.form.unnamed;

function trouble(list: RowList, { itself, circle }: Department): Part {
  if (itself) return mark(list.t.itself, 'danger');
  return circle.length === 0 ? nothing : mark(list.t.circle(circle.map((id) => nameOf(list, id)).join(' → ')), 'danger');
}

const partnersOf = (graph: Graph, id: string): readonly string[] => graph.cooperation.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));

function facts(list: RowList, row: Row): Part {
  const graph = graphIn(list.host);
  const own = graph.departments.find(({ id }) => id === row.id);
  if (own === undefined) return nothing;
  const partners = partnersOf(graph, row.id);
  const line = (label: string, value: string): Part => (value === '' ? nothing : html`<div class="named"><dt>${label}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">
    ${list.named(row, 'reportsTo')}
    ${line(list.t.members, list.t.list(own.members.map(({ name }) => name)))}
    ${line(list.t.worksWith, list.t.list(partners.map((id) => nameOf(list, id))))}
  </dl>`;
}

function more(list: RowList, row: Row): Part {
  const { host, t } = list;
  const { section } = host;
  const graph = graphIn(list.host);
  const own = graph.departments.find(({ id }) => id === row.id);
  const means = (value: unknown) => value === row.id || (typeof value === 'string' && value === row.cells['name']);
  const inside = new Set(own?.members.map(({ id }) => id));
  const partners = new Set(partnersOf(graph, row.id));
  return html`${names(host, {
    id: `people-${row.id}`, title: t.members, addLabel: t.addMember,
    items: section.rows(MEMBERS).filter(({ cells }) => means(cells['department'])).map((member) => {
      const name = personName(host, String(member.cells['person'] ?? ''));
      return { id: member.id, name, removeLabel: t.removeMember(name), remove: () => section.edit(t.removeMember(name), `rows/${MEMBERS}`, (doc) => deleteRow(doc, MEMBERS, member.id)) };
    }),
    options: graph.people.filter(({ id }) => !inside.has(id)).map(({ id, name }) => ({ key: id, label: name || host.t.form.unnamed })),
    add: (person) => section.edit(t.addMember, `rows/${MEMBERS}`, (doc) => addRow(doc, MEMBERS, { department: row.id, person }, random)),
  })}${names(host, {
    id: `with-${row.id}`, title: t.worksWith, addLabel: t.addPartner,
    items: section.rows(TOGETHER).filter((line) => means(cellOf(line, 'department')) || means(cellOf(line, 'with'))).map((line) => {
      const other = cellOf(line, means(cellOf(line, 'department')) ? 'with' : 'department');
      const name = refName(host, TABLE, other) || host.t.form.unnamed;
      return { id: line.id, name, removeLabel: t.removePartner(name), remove: () => section.edit(t.removePartner(name), `rows/${TOGETHER}`, (doc) => deleteRow(doc, TOGETHER, line.id)) };
    }),
    options: graph.departments.filter(({ id }) => id !== row.id && !partners.has(id)).map(({ id, name }) => ({ key: id, label: name || host.t.form.unnamed })),
    add: (other) => section.edit(t.addPartner, `rows/${TOGETHER}`, (doc) => addRow(doc, TOGETHER, { department: row.id, with: other }, random)),
  })}`;
}

export const departmentsLook: Look = {
  empty: (t) => t.noDepartments,
  name: (list, row) => list.text(row, 'name'),
  head: mapPart,
  body: {
    kind: 'cards',
    beside: (list, row) => {
      const own = graphIn(list.host).departments.find(({ id }) => id === row.id);
      return html`${list.fact(row, 'purchasingRole', mark(list.text(row, 'purchasingRole'), 'strong'))}${own === undefined ? nothing : trouble(list, own)}`;
    },
    facts,
  },
  groups: [{ columns: ['name', 'purchasingRole', 'reportsTo'] }],
  more,
  owns: ({ host: { section } }, row) => [
    ...section.rows(MEMBERS).filter(({ cells }) => cells['department'] === row.id).map(({ id }) => ({ table: MEMBERS, id })),
    ...section.rows(TOGETHER).filter((line) => cellOf(line, 'department') === row.id || cellOf(line, 'with') === row.id).map(({ id }) => ({ table: TOGETHER, id })),
  ],
};

const cell = (key: string) => ({ key, label: (list: RowList) => list.label(key), cell: (list: RowList, row: Row): Part => list.fact(row, key) });

/** Names of the departments, if all that the rows name is there. */
function told({ rows, host }: RowList, departments: readonly string[], people: readonly string[]): readonly string[] | null {
  const known = host.section.rows(TABLE);
  const found = rows.flatMap(({ cells }) => departments.map((key) => meant(known, cells[key])));
  const persons = rows.flatMap(({ cells }) => people.map((key) => host.section.rows(PEOPLE).some(({ id }) => id === cells[key])));
  if (persons.includes(false)) return null;
  const names = found.flatMap((row) => (row === undefined ? [] : [String(row.cells['name'] ?? '') || host.t.form.unnamed]));
  return names.length < found.length ? null : [...new Set(names)];
}

export const membersLook: Look = {
  empty: (t) => t.noMembership,
  told: (list) => told(list, ['department'], ['person']),
  name: (list, row) => list.text(row, 'department'),
  body: { kind: 'table', columns: [cell('department'), cell('person')] },
  groups: [{ columns: ['department', 'person'] }],
};

export const cooperationLook: Look = {
  empty: (t) => t.noCooperation,
  told: (list) => told(list, ['department', 'with'], []),
  name: (list, row) => list.text(row, 'department'),
  body: { kind: 'table', columns: [cell('department'), cell('with'), cell('note')] },
  groups: [{ columns: ['department', 'with', 'note'] }],
};
