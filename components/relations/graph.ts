/** How departments and people of a customer hang together, worked out from rows: who reports to whom, who works with whom, who is where. A merge of honest edits can make circles: one link of each is set aside, always the same, and the circle is named. Pure. */
import type { Row } from '../../model/section-doc.ts';

export interface Member { readonly id: string; readonly name: string; readonly role: string | null; readonly position: string }

export interface Department {
  readonly id: string;
  readonly name: string;
  /** Option of D-64. */
  readonly role: string | null;
  /** The department it reports to, unless that link is set aside. */
  readonly parent: string | null;
  /** What is written as its superior and is no department here. */
  readonly reportsToText: string | null;
  /** It reports to itself. */
  readonly itself: boolean;
  /** Ids along the circle it was in, from itself to itself; only where the link of this department was set aside. */
  readonly circle: readonly string[];
  readonly members: readonly Member[];
}

export interface Cooperation { readonly id: string; readonly from: string; readonly to: string; readonly note: string }
/** Between two people, as somebody of ours sees it. */
export interface Relation { readonly id: string; readonly from: string; readonly to: string; readonly kind: string; readonly note: string }
export interface Party { readonly id: string; readonly person: string; readonly name: string; readonly kind: string; readonly note: string }

export interface Graph {
  readonly departments: readonly Department[];
  readonly cooperation: readonly Cooperation[];
  /** In no department. */
  readonly loose: readonly Member[];
  readonly people: readonly Member[];
  /** Null: not for this reader, or not asked for. */
  readonly relations: readonly Relation[] | null;
  readonly parties: readonly Party[];
}

export interface GraphRows {
  readonly departments: readonly Row[];
  readonly members: readonly Row[];
  readonly cooperation: readonly Row[];
  readonly people: readonly Row[];
  readonly parties: readonly Row[];
  readonly relations: readonly Row[] | null;
}

const textOf = (row: Row, key: string): string => (typeof row.cells[key] === 'string' ? row.cells[key] : '');

/** Rows by their id, else by their name, as older values are written. */
function finder(rows: readonly Row[]): (value: string) => Row | undefined {
  const ids = new Map<string, Row>(rows.map((row) => [row.id, row]));
  const names = new Map<string, Row>();
  for (const row of rows) if (textOf(row, 'name') !== '' && !names.has(textOf(row, 'name'))) names.set(textOf(row, 'name'), row);
  return (value) => (value === '' ? undefined : (ids.get(value) ?? names.get(value)));
}

/** Parents without circles: of each circle the department with the smallest id stands on top, whoever looks. */
function withoutCircles(parents: ReadonlyMap<string, string>): { readonly parents: ReadonlyMap<string, string>; readonly circles: ReadonlyMap<string, readonly string[]> } {
  const kept = new Map(parents);
  const circles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    const on = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !done.has(at) && !on.has(at)) {
      path.push(at);
      on.add(at);
      at = kept.get(at);
    }
    if (at !== undefined && on.has(at)) {
      const circle = path.slice(path.indexOf(at));
      const top = circle.reduce((least, id) => (id < least ? id : least));
      const from = circle.indexOf(top);
      circles.set(top, [...circle.slice(from), ...circle.slice(0, from), top]);
      kept.delete(top);
    }
    for (const id of path) done.add(id);
  }
  return { parents: kept, circles };
}

export function graphOf(rows: GraphRows): Graph {
  const department = finder(rows.departments);
  const people = new Map<string, Member>(rows.people.map((row) => [row.id, { id: row.id, name: textOf(row, 'name'), role: textOf(row, 'role') || null, position: textOf(row, 'workScope') }]));
  const written = new Map<string, string>();
  const itself = new Set<string>();
  for (const row of rows.departments) {
    const parent = department(textOf(row, 'reportsTo'));
    if (parent?.id === row.id) itself.add(row.id);
    else if (parent !== undefined) written.set(row.id, parent.id);
  }
  const { parents, circles } = withoutCircles(written);
  const members = new Map<string, Map<string, Member>>();
  const placed = new Set<string>();
  for (const row of rows.members) {
    const where = department(textOf(row, 'department'));
    const who = people.get(textOf(row, 'person'));
    if (where === undefined || who === undefined) continue;
    placed.add(who.id);
    const list = members.get(where.id) ?? new Map<string, Member>();
    members.set(where.id, list.set(who.id, who));
  }
  const pairs = new Set<string>();
  return {
    departments: rows.departments.map((row): Department => {
      const superior = textOf(row, 'reportsTo');
      return {
        id: row.id, name: textOf(row, 'name'), role: textOf(row, 'purchasingRole') || null, parent: parents.get(row.id) ?? null,
        reportsToText: superior !== '' && department(superior) === undefined ? superior : null,
        itself: itself.has(row.id), circle: circles.get(row.id) ?? [], members: [...(members.get(row.id)?.values() ?? [])],
      };
    }),
    cooperation: rows.cooperation.flatMap((row): Cooperation[] => {
      const [from, to] = [department(textOf(row, 'department')), department(textOf(row, 'with'))];
      if (from === undefined || to === undefined || from === to) return [];
      // working together is mutual: written from both sides it is one line
      const pair = [from.id, to.id].sort().join(' ');
      if (pairs.has(pair)) return [];
      pairs.add(pair);
      return [{ id: row.id, from: from.id, to: to.id, note: textOf(row, 'note') }];
    }),
    loose: [...people.values()].filter(({ id }) => !placed.has(id)),
    people: [...people.values()],
    relations: rows.relations?.flatMap((row): Relation[] => {
      const [from, to] = [textOf(row, 'from'), textOf(row, 'to')];
      return people.has(from) && people.has(to) && from !== to ? [{ id: row.id, from, to, kind: textOf(row, 'relation'), note: textOf(row, 'note') }] : [];
    }) ?? null,
    parties: rows.parties.flatMap((row): Party[] => {
      const person = textOf(row, 'party');
      return person === '' ? [] : [{ id: row.id, person, name: people.get(person)?.name ?? person, kind: textOf(row, 'relation'), note: textOf(row, 'note') }];
    }),
  };
}
