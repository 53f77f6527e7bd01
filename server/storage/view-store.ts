/** Saved views of the register and what a person marks archives with, in archive.db. Who may see, share and change what is `services/views.ts`. */
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';

/** `department`: shared with its people; `all`: with everybody. */
export type Shared = { readonly kind: 'all' } | { readonly kind: 'department'; readonly department: DepartmentId } | null;
/** `body`: the question as JSON. Moments in milliseconds since 1970. */
export interface StoredView { readonly id: string; readonly owner: PersonId; readonly name: string; readonly shared: Shared; readonly revision: number; readonly at: number; readonly changed: number; readonly body: string }
export interface StoredTag { readonly id: string; readonly name: string; readonly colour: string | null; readonly position: number }

/** Rights are the caller's. */
export interface ViewStore {
  /** The person's own and those that are shared with everybody or this department. */
  list(person: PersonId, department: DepartmentId | null): Promise<readonly StoredView[]>;
  get(id: string): Promise<StoredView | null>;
  put(view: StoredView): Promise<void>;
  drop(id: string): Promise<void>;
  /** A person's tags in their order, with how many archives have each. */
  tags(person: PersonId): Promise<readonly (StoredTag & { readonly count: number })[]>;
  putTag(person: PersonId, tag: StoredTag): Promise<void>;
  /** With its marks. */
  dropTag(person: PersonId, tag: string): Promise<void>;
  tagsOf(person: PersonId, archive: ArchiveId): Promise<readonly string[]>;
  mark(person: PersonId, tag: string, add: readonly ArchiveId[], remove: readonly ArchiveId[]): Promise<void>;
}

interface Row { readonly id: string; readonly owner: PersonId; readonly name: string; readonly shared: string | null; readonly department: DepartmentId | null; readonly revision: number; readonly at: number; readonly changed: number; readonly body: string }
const viewOf = ({ shared, department, ...row }: Row): StoredView => ({ ...row, shared: shared === null ? null : shared === 'all' || department === null ? { kind: 'all' } : { kind: 'department', department } });

/** The calls of the archive thread. */
export function viewCalls(db: Connection) {
  const put = db.prepare('INSERT OR REPLACE INTO saved_view (id, owner, name, shared, department, revision, at, changed, body) VALUES (?,?,?,?,?,?,?,?,?)');
  const drop = db.prepare('DELETE FROM saved_view WHERE id = ?');
  const putTag = db.prepare('INSERT OR REPLACE INTO tag (person, id, name, colour, position) VALUES (?,?,?,?,?)');
  const dropTag = db.prepare('DELETE FROM tag WHERE person = ? AND id = ?');
  const dropMarks = db.prepare('DELETE FROM tagged WHERE person = ? AND tag = ?');
  const add = db.prepare('INSERT OR IGNORE INTO tagged (person, tag, archive) VALUES (?,?,?)');
  const remove = db.prepare('DELETE FROM tagged WHERE person = ? AND tag = ? AND archive = ?');
  return {
    putView: ({ id, owner, name, shared, revision, at, changed, body }: StoredView): void => {
      put.run(id, owner, name, shared?.kind ?? null, shared?.kind === 'department' ? shared.department : null, revision, at, changed, body);
    },
    dropView: (id: string): void => { drop.run(id); },
    putTag: (person: PersonId, { id, name, colour, position }: StoredTag): void => { putTag.run(person, id, name, colour, position); },
    dropTag: (person: PersonId, id: string): void => inTransaction(db, () => {
      dropTag.run(person, id);
      dropMarks.run(person, id);
    }),
    markArchives: (person: PersonId, tag: string, added: readonly ArchiveId[], removed: readonly ArchiveId[]): void => inTransaction(db, () => {
      for (const archive of removed) remove.run(person, tag, archive);
      for (const archive of added) add.run(person, tag, archive);
    }),
  };
}

/** The calls of a reader thread. */
export function viewReadCalls(db: Connection) {
  const list = db.prepare<[Record<string, unknown>], Row>(`SELECT * FROM archive.saved_view WHERE owner = @person
    UNION SELECT * FROM archive.saved_view WHERE shared = 'all' UNION SELECT * FROM archive.saved_view WHERE shared = 'department' AND department = @department ORDER BY name, id`);
  const get = db.prepare<[string], Row>('SELECT * FROM archive.saved_view WHERE id = ?');
  const tags = db.prepare<[string], StoredTag & { readonly count: number }>(`SELECT id, name, colour, position, (SELECT count(*) FROM archive.tagged m WHERE m.person = t.person AND m.tag = t.id) AS count
    FROM archive.tag t WHERE person = ? ORDER BY position, id`);
  const tagsOf = db.prepare<[string, string], string>('SELECT tag FROM archive.tagged WHERE archive = ? AND person = ? ORDER BY tag').pluck();
  return {
    savedViews: (person: PersonId, department: DepartmentId | null): readonly StoredView[] => list.all({ person, department }).map(viewOf),
    savedView: (id: string): StoredView | null => { const row = get.get(id); return row ? viewOf(row) : null; },
    tags: (person: PersonId) => tags.all(person),
    tagsOf: (person: PersonId, archive: ArchiveId): readonly string[] => tagsOf.all(archive, person),
  };
}
