/** Looking for a person in everything that the server keeps, for one reader. What a text is held against is `matcher.ts`, which tables there are `places.ts`, the reading `storage/subject-scan.ts`; what becomes of a finding is left to `subjects.ts`. */
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { Barred, Certainty, Finding, Place, StoredWhat, SubjectQuery } from '../../../model/privacy/subject.ts';
import { STORED_WHAT } from '../../../model/privacy/subject.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { isSectionKey, parseDocSection, SECTIONS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Storage, StoredArchive } from '../../storage/storage.ts';
import { TAIL } from '../../storage/subject-scan.ts';
import type { Hit } from '../../storage/subject-scan.ts';
import { TABLE_PLACES } from './places.ts';
import type { TablePlace } from './places.ts';

export interface SearchEars { readonly closed?: () => void; readonly progress?: (share: number) => void }
/** Findings one by one, in the order in which they are found. `closed` is called for each that stands in a restricted section without whose clearance this person may not know of it. The caller has asked `mayErase`, or has a right of its own to look. */
export type FindSubject = (asker: Person, query: SubjectQuery, hear?: SearchEars) => AsyncIterable<Finding>;
export interface FoundHit { readonly finding: Finding; readonly hit: Hit }

export interface SearchOptions {
  readonly storage: Pick<Storage, 'subjects' | 'archives' | 'facts'>;
  readonly access: Pick<ServerAccess, 'rights'>;
  /** That may hold the person too. */
  readonly backups: () => Promise<readonly { readonly name: string; readonly at: string; readonly until: string | null }[]>;
}

const OTHER: Pick<TablePlace, 'what' | 'effect' | 'barred'> = { what: 'other', effect: 'passage', barred: null };
export const placeOf = ({ from, table }: Pick<Hit, 'from' | 'table'>): Pick<TablePlace, 'what' | 'effect' | 'barred'> => TABLE_PLACES.find((each) => each.db === from && each.table === table) ?? OTHER;

/** The same value gives the same text, wherever its rows have moved to meanwhile. */
export function placeKey(hit: Pick<Hit, 'from' | 'table' | 'key' | 'column' | 'archive' | 'section' | 'about'>): string {
  if (hit.from === 'document') return JSON.stringify(['document', hit.key[0], hit.column]);
  const { what } = placeOf(hit);
  if (what === 'history' && hit.about !== null) return historyKey(hit.archive, hit.section, hit.about.key);
  if (hit.from === 'content' || hit.from === 'unread' || what === 'fileName') return JSON.stringify(['file', hit.key[0]]);
  return JSON.stringify([hit.from, hit.table, ...hit.key]);
}
export const historyKey = (archive: string | null, section: string | null, key: string): string => JSON.stringify(['history', archive, section, key]);

export function createSearch({ storage, access, backups }: SearchOptions): { readonly find: FindSubject; readonly hits: (asker: Person, query: SubjectQuery, hear?: SearchEars) => AsyncIterable<FoundHit> } {
  async function* hits(asker: Person, query: SubjectQuery, hear: SearchEars = {}): AsyncGenerator<FoundHit> {
    const all = await storage.subjects.scan({ wanted: { kind: 'query', query }, archives: query.archives ?? [], files: true }, (done, total) => hear.progress?.(done / Math.max(1, total)));
    const known = new Map<string, Promise<Reader | null>>();
    const reader = (id: string): Promise<Reader | null> => {
      let found = known.get(id);
      if (!found) known.set(id, (found = readerOf(storage, access, asker, id as ArchiveId)));
      return found;
    };
    let n = 0;
    for (const hit of all) {
      const own = hit.archive === null ? null : await reader(hit.archive);
      const section = sectionOf(hit.section);
      // a wall, or a restricted section without its clearance: that it is there is all that is told
      if (own?.walled === true || (section !== null && SECTIONS[section].class.kind === 'restricted' && !asker.clearances.includes(SECTIONS[section].class.clearance))) { hear.closed?.(); continue; }
      const reads = hit.archive !== null && (section === null ? own?.reads('profile') === true : own?.reads(section) === true);
      yield { hit, finding: findingOf(hit, `f${++n}`, own, reads) };
    }
    if (n > 0) for (const { name, at, until } of await backups()) {
      const hit: Hit = { from: 'spool', table: 'backup', key: [name], column: '', archive: null, section: null, spans: [], texts: [], excerpt: '', in: [0, 0], about: null, effect: null };
      yield { hit, finding: { id: `f${++n}`, archive: null, name: null, section: null, place: { kind: 'backup', name, at, until }, excerpt: '', certainty: 'possible', why: [], effect: 'none', barred: 'backup' } };
    }
  }
  return { hits, async *find(asker, query, hear) { for await (const { finding } of hits(asker, query, hear)) yield finding; } };
}

interface Reader { readonly archive: StoredArchive | null; readonly name: string | null; readonly walled: boolean; readonly reads: (section: SectionKey) => boolean }

async function readerOf(storage: SearchOptions['storage'], access: SearchOptions['access'], asker: Person, id: ArchiveId): Promise<Reader> {
  const [archive, rights, overview] = await Promise.all([storage.archives.get(id), access.rights(asker, id), storage.facts.overview(id)]);
  const walled = (archive?.walls ?? []).some(({ to }) => (to.kind === 'person' ? to.id === asker.id : to.id === asker.department));
  return { archive, name: overview?.name ?? null, walled, reads: (section) => atLeast(rights?.sections.get(section)?.level ?? 'none', 'read') };
}

function sectionOf(section: string | null): SectionKey | null {
  if (section === null) return null;
  return isSectionKey(section) ? section : parseDocSection(section)?.section ?? null;
}

const ORDER: readonly Certainty[] = ['exact', 'likely', 'possible'];

function findingOf(hit: Hit, id: string, reader: Reader | null, reads: boolean): Finding {
  const { what, effect, barred } = placeOf(hit);
  const place = shownPlace(hit, what);
  const certainty = ORDER.find((each) => hit.spans.some((span) => span.certainty === each)) ?? 'possible';
  const bar: Barred | null = hit.from === 'unread' ? 'look' : barred ?? (hit.from === 'archive' && hit.table === 'archive' && hit.column === 'id' ? 'look' : reader?.archive?.held === true ? 'hold' : null);
  return {
    id, archive: hit.archive as ArchiveId | null, name: reader?.name ?? null, section: hit.section, place, certainty, why: [...new Set(hit.spans.map(({ kind }) => kind))],
    excerpt: reads || hit.from === 'unread' ? hit.excerpt : hit.excerpt.slice(...hit.in), effect: effectOf(hit, effect, bar), barred: bar,
  };
}

function effectOf(hit: Hit, effect: TablePlace['effect'], barred: Barred | null): Finding['effect'] {
  if (barred !== null && barred !== 'hold') return 'none';
  switch (hit.from) {
    case 'document': return hit.effect ?? 'passage';
    case 'content': case 'spool': return 'file';
    case 'unread': return 'none';
    case 'archive': case 'facts': return hit.table === 'file' ? 'file' : effect === 'words' ? 'entry' : effect;
  }
}

function shownPlace(hit: Hit, what: TablePlace['what']): Place {
  const [first] = hit.spans;
  const own = String(hit.key[0]);
  const span = { from: first?.from ?? 0, to: first?.to ?? 0 };
  switch (hit.from) {
    case 'document': {
      if (hit.column.startsWith('text:')) return { kind: 'text', key: hit.column, ...span };
      if (hit.column === TAIL) return { kind: 'history', key: '', at: new Date(0).toISOString(), side: 'old' };
      const [root, table = '', row = '', column = ''] = hit.column.split('/');
      if (root === 'marks') return { kind: 'mark', key: hit.column.slice(6) };
      if (root !== 'rows') return { kind: 'field', key: hit.column.slice(hit.column.indexOf('/') + 1) };
      return { kind: hit.section === 'people' ? 'relation' : hit.section?.startsWith('contacts-') === true ? 'contact' : 'row', table, row, column };
    }
    case 'content': return { kind: 'file', file: own, by: 'content' };
    case 'unread': return { kind: 'unread', file: own };
    case 'spool': return { kind: 'spool', name: own };
    case 'archive': case 'facts': break;
  }
  switch (what) {
    case 'history': return { kind: 'history', key: hit.about?.key ?? '', at: new Date(hit.about?.at ?? 0).toISOString(), side: hit.column === 'old' ? 'old' : 'new' };
    case 'comment': return { kind: 'comment', comment: own, record: '', ...span };
    case 'fileName': return { kind: 'file', file: own, by: 'name' };
    case 'transaction': return { kind: 'transaction', transaction: own, part: hit.column };
    case 'ownRow': return { kind: 'ownRow', part: hit.table === 'archive_key' ? 'key' : hit.table === 'archive_change' ? 'history' : hit.column === 'id' || hit.table === 'archive_alias' ? 'id' : 'code' };
    case 'account': return { kind: 'account', person: own as PersonId, part: hit.column };
    case 'document': return { kind: 'field', key: hit.column };
    default: return { kind: 'stored', what: (STORED_WHAT as readonly string[]).includes(what) ? (what as StoredWhat) : 'other', table: hit.table, row: hit.key.join('/'), column: hit.column };
  }
}
