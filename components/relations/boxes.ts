/** The boxes of each view of a relation map, in words of the reader. What is drawn and what the table says come from the same lines. */
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Department, Graph } from './graph.ts';
import type { Box } from './layout.ts';
import type { RelationTexts } from './texts.ts';

const known = new WeakMap<CatalogueView, Words>();

/** The same words for the same catalogue, so that nothing is laid out anew that reads the same. Without one, keys stand for words. */
export function wordsIn(catalogue: CatalogueView | null): Words {
  const made = catalogue === null ? NO_WORDS : known.get(catalogue);
  if (made !== undefined || catalogue === null) return made ?? NO_WORDS;
  const label = (dictionary: string) => (key: string) => catalogue.dictionaries[dictionary]?.options.find((option) => option.key === key)?.label ?? key;
  const words: Words = { purchasing: label('D-64'), role: label('D-12'), relation: label('D-78'), internal: label('D-79') };
  known.set(catalogue, words);
  return words;
}

/** Labels of the dictionaries that the rows name. */
export interface Words {
  readonly purchasing: (key: string) => string;
  readonly role: (key: string) => string;
  readonly relation: (key: string) => string;
  readonly internal: (key: string) => string;
}

const same = (key: string): string => key;
const NO_WORDS: Words = Object.freeze({ purchasing: same, role: same, relation: same, internal: same });

/** Members drawn in a box; the others are counted, and stand in the table. */
const MOST = 8;
/** The box of people without a department. */
export const NOWHERE = ' nowhere';
/** The customer in the middle of its related parties. */
export const CENTRE = ' centre';
const KIND = ' kind ';

export const nameOf = (graph: Graph, t: RelationTexts, id: string): string => graph.departments.find((each) => each.id === id)?.name || t.unnamed;

export function troubleOf(graph: Graph, t: RelationTexts, { itself, circle }: Department): string {
  if (itself) return t.itself;
  return circle.length === 0 ? '' : t.circle(circle.map((id) => nameOf(graph, t, id)).join(' → '));
}

/** Position and role of a person. */
export const about = (t: RelationTexts, words: Words, { role, position }: { readonly role: string | null; readonly position: string }): string => t.facts([position, role === null ? '' : words.role(role)].filter(Boolean));
/** Departments one works with, each with what about. */
export const partnersOf = (graph: Graph, t: RelationTexts, id: string): readonly string[] =>
  graph.cooperation.flatMap(({ from, to, note }) => (from === id || to === id ? [t.withNote(nameOf(graph, t, from === id ? to : from), note)] : []));

export function departmentBoxes(graph: Graph, t: RelationTexts, words: Words): readonly Box[] {
  const box = (id: string, parent: string | null, title: string, under: string, trouble: string, people: Department['members']): Box => ({
    id, parent, title: title || t.unnamed, under, trouble,
    parts: people.slice(0, MOST).map((person) => ({ id: `${id}/${person.id}`, title: person.name || t.unnamed, under: about(t, words, person) })),
    rest: people.length > MOST ? t.more(people.length - MOST) : '',
  });
  const boxes = graph.departments.map((department) =>
    box(department.id, department.parent, department.name, department.role === null ? '' : words.purchasing(department.role), troubleOf(graph, t, department), department.members));
  return graph.loose.length === 0 ? boxes : [...boxes, box(NOWHERE, null, t.nowhere, '', '', graph.loose)];
}

/** The customer, a branch for each kind of relation, and who is related in this way. */
export function partyBoxes(graph: Graph, t: RelationTexts, words: Words, customer: string): readonly Box[] {
  if (graph.parties.length === 0) return [];
  const kinds = [...new Set(graph.parties.map(({ kind }) => kind))];
  const plain = { under: '', trouble: '', parts: [], rest: '' };
  return [
    { ...plain, id: CENTRE, parent: null, title: customer },
    ...kinds.flatMap((kind): Box[] => [
      { ...plain, id: KIND + kind, parent: CENTRE, title: (kind === '' ? '' : words.relation(kind)) || t.relation },
      ...graph.parties.filter((party) => party.kind === kind).map((party): Box => ({ ...plain, id: party.id, parent: KIND + kind, title: party.name || t.unnamed, under: party.note })),
    ]),
  ];
}

/** Where a thing of the map is kept: what "edit" leads to. */
export interface Target { readonly table: string; readonly row: string }

/** `<department>`, `<department>/<person>`, a related party's row. */
export function targetOf(view: 'departments' | 'parties', id: string): Target | null {
  const [first = '', person] = id.split('/');
  if (person !== undefined) return { table: 'people', row: person };
  if (first.startsWith(' ')) return null;
  return { table: view === 'departments' ? 'departments' : 'relatedParties', row: first };
}
