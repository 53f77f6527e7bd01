/** Sets of edits that belong together, as an import's do: what they are called, and what each of them changed. The edits themselves are noted with their commit; undoing is `services/changesets/`. */
import type { ArchiveId, ChangesetId, PersonId } from '../../model/ids.ts';
import type { Connection } from './database.ts';
import { OWN_ROW } from './storage.ts';
import type { StoredChange } from './storage.ts';

export type ChangesetKind = 'import' | 'mass-update' | 'cleaning' | 'workbook' | 'correction' | 'undo';

/** What was not put back, and why. */
export interface Kept { readonly archive: ArchiveId; readonly section: string; /** Value key or row; empty: the archive itself. */ readonly key: string; readonly reason: 'changed' | 'forbidden' | 'refused' | 'used' }
/** `kept` holds the first ones, `more` counts the others. */
export interface UndoOutcome { readonly restored: number; readonly withdrawn: number; readonly kept: readonly Kept[]; readonly more: number }

/** `at` in milliseconds. `undoes`: the set that this one has put back; `undoneBy`: the one that has put this back. `outcome`: of an undoing that has come to its end. */
export interface StoredChangeset {
  readonly id: ChangesetId;
  readonly kind: ChangesetKind;
  readonly title: string;
  readonly by: PersonId;
  readonly at: number;
  readonly undoes: ChangesetId | null;
  readonly undoneBy: ChangesetId | null;
  readonly outcome: UndoOutcome | null;
}

export interface ChangesetsQuery { readonly kind: ChangesetKind | null; readonly by: PersonId | null; /** Id of the last of the page before. */ readonly before: ChangesetId | null; readonly limit: number }
/** All that a set changed in one section, newest first. `place` rises from one to the next. */
export interface ChangedSection { readonly place: number; readonly archive: ArchiveId; readonly section: string; readonly changes: readonly StoredChange[] }

/** Rights are the caller's. */
export interface ChangesetStore {
  put(set: Omit<StoredChangeset, 'undoneBy' | 'outcome'>): Promise<void>;
  /** Of an undoing: how it ended, which marks the set that it undid. */
  end(id: ChangesetId, outcome: UndoOutcome): Promise<void>;
  get(id: ChangesetId): Promise<StoredChangeset | null>;
  /** Newest first. */
  list(query: ChangesetsQuery): Promise<readonly StoredChangeset[]>;
  counts(id: ChangesetId): Promise<{ readonly archives: number; readonly edits: number; readonly opened: number }>;
  sections(id: ChangesetId, after: number, limit: number): Promise<readonly ChangedSection[]>;
  /** Changes of archives' own rows, newest first; `place` is below `before`. */
  rows(id: ChangesetId, before: number | null, limit: number): Promise<readonly (StoredChange & { readonly place: number })[]>;
  /** Those among the archives that came with the set into which others have written, or laid files, comments or grants, since. */
  touched(id: ChangesetId): Promise<readonly ArchiveId[]>;
  /** Undoings of a set that have not come to their end; null: of any set. */
  unended(undoes: ChangesetId | null): Promise<readonly StoredChangeset[]>;
  /** Archives that came with the set. */
  opened(id: ChangesetId, after: ArchiveId | null, limit: number): Promise<readonly ArchiveId[]>;
}

interface Columns { readonly id: ChangesetId; readonly kind: ChangesetKind; readonly title: string; readonly person: PersonId; readonly at: number; readonly undoes: ChangesetId | null; readonly undone_by: ChangesetId | null; readonly outcome: string | null }
const toSet = ({ person, undone_by, outcome, ...row }: Columns): StoredChangeset => ({ ...row, by: person, undoneBy: undone_by, outcome: outcome === null ? null : (JSON.parse(outcome) as UndoOutcome) });

/** The calls of the archive thread. */
export function changesetCalls(db: Connection) {
  const put = db.prepare('INSERT INTO changeset (id, kind, title, person, at, undoes) VALUES (?,?,?,?,?,?)');
  const end = db.prepare('UPDATE changeset SET outcome = ? WHERE id = ?');
  const mark = db.prepare('UPDATE changeset SET undone_by = @id WHERE id = (SELECT undoes FROM changeset WHERE id = @id)');
  return {
    putChangeset: ({ id, kind, title, by, at, undoes }: Omit<StoredChangeset, 'undoneBy' | 'outcome'>): void => { put.run(id, kind, title, by, at, undoes); },
    endChangeset: (id: ChangesetId, outcome: UndoOutcome): void => {
      end.run(JSON.stringify(outcome), id);
      mark.run({ id });
    },
  };
}

/** The calls of a reader thread. */
export function changesetReadCalls(db: Connection) {
  const get = db.prepare<[string], Columns>('SELECT * FROM archive.changeset WHERE id = ?');
  const list = db.prepare<[Record<string, unknown>], Columns>(`SELECT c.* FROM archive.changeset c WHERE (@kind IS NULL OR c.kind = @kind) AND (@by IS NULL OR c.person = @by)
    AND (@before IS NULL OR (c.at, c.id) < (SELECT b.at, b.id FROM archive.changeset b WHERE b.id = @before)) ORDER BY c.at DESC, c.id DESC LIMIT @limit`);
  const counts = db.prepare<[Record<string, unknown>], { archives: number; edits: number; opened: number }>(`SELECT
    (SELECT count(*) FROM (SELECT s.archive FROM archive.changeset_edit e JOIN archive.section s ON s.id = e.section WHERE e.changeset = @id
      UNION SELECT a.archive FROM archive.changeset_edit e JOIN archive.archive_change a ON a.id = e.seq WHERE e.changeset = @id AND e.section = 0
      UNION SELECT archive FROM archive.changeset_archive WHERE changeset = @id)) AS archives,
    (SELECT count(*) FROM archive.changeset_edit WHERE changeset = @id) AS edits, (SELECT count(*) FROM archive.changeset_archive WHERE changeset = @id) AS opened`);
  const sections = db.prepare<[Record<string, unknown>], { place: number; archive: ArchiveId; section: string }>(`SELECT s.id AS place, s.archive, s.name AS section FROM archive.changeset_edit e JOIN archive.section s ON s.id = e.section
    WHERE e.changeset = @id AND e.section > @after GROUP BY s.id ORDER BY s.id LIMIT @limit`);
  const changes = db.prepare<[Record<string, unknown>], Omit<StoredChange, 'id' | 'archive' | 'section'> & { n: number }>(`SELECT h.seq, h.n, h.person, h.at, h.key, h.old, h.new FROM archive.history h JOIN archive.changeset_edit e ON e.section = h.section AND e.seq = h.seq
      WHERE e.changeset = @id AND e.section = @place
    UNION ALL SELECT c.seq, row_number() OVER (PARTITION BY c.seq ORDER BY c.id) - 1, c.person, c.at, c.key, c.old, c.new FROM archive.change c JOIN archive.changeset_edit e ON e.section = c.section AND e.seq = c.seq
      WHERE e.changeset = @id AND e.section = @place AND c.section = @place
    ORDER BY 1 DESC, 2 DESC`);
  const rows = db.prepare<[Record<string, unknown>], StoredChange & { place: number }>(`SELECT a.id AS place, a.archive, '${OWN_ROW}' AS section, a.id AS seq, '0.' || a.id || '.0' AS id, a.person, CAST(unixepoch(a.at, 'subsec') * 1000 AS INTEGER) AS at, a.key, a.old, a.new
    FROM archive.changeset_edit e JOIN archive.archive_change a ON a.id = e.seq WHERE e.changeset = @id AND e.section = 0 AND (@before IS NULL OR a.id < @before) ORDER BY a.id DESC LIMIT @limit`);
  const opened = db.prepare<[Record<string, unknown>], ArchiveId>('SELECT archive FROM archive.changeset_archive WHERE changeset = @id AND (@after IS NULL OR archive > @after) ORDER BY archive LIMIT @limit').pluck();
  const unended = db.prepare<[Record<string, unknown>], Columns>("SELECT * FROM archive.changeset WHERE kind = 'undo' AND outcome IS NULL AND (@undoes IS NULL OR undoes = @undoes) ORDER BY at, id");
  const mine = 'SELECT s.id, s.archive FROM archive.changeset_archive o JOIN archive.section s ON s.archive = o.archive WHERE o.changeset = @id';
  const foreign = 'NOT EXISTS (SELECT 1 FROM archive.changeset_edit e WHERE e.changeset = @id AND e.section = x.section AND e.seq = x.seq)';
  const touched = db.prepare<[Record<string, unknown>], ArchiveId>(`
    SELECT m.archive FROM (${mine}) m JOIN archive.history x ON x.section = m.id WHERE ${foreign}
    UNION SELECT m.archive FROM archive.change x JOIN (${mine}) m ON m.id = x.section WHERE ${foreign}
    UNION SELECT o.archive FROM archive.changeset_archive o JOIN archive.archive_change a ON a.archive = o.archive WHERE o.changeset = @id AND a.key <> 'created'
      AND NOT EXISTS (SELECT 1 FROM archive.changeset_edit e WHERE e.changeset = @id AND e.section = 0 AND e.seq = a.id)
    UNION SELECT o.archive FROM archive.changeset_archive o WHERE o.changeset = @id AND (EXISTS (SELECT 1 FROM archive.file f WHERE f.archive = o.archive)
      OR EXISTS (SELECT 1 FROM archive.comment c WHERE c.archive = o.archive) OR EXISTS (SELECT 1 FROM archive.access_grant g WHERE g.archive = o.archive))`).pluck();
  return {
    changesetTouched: (id: ChangesetId): readonly ArchiveId[] => touched.all({ id }),
    changesetsUnended: (undoes: ChangesetId | null): readonly StoredChangeset[] => unended.all({ undoes }).map(toSet),
    changeset: (id: ChangesetId): StoredChangeset | null => {
      const row = get.get(id);
      return row === undefined ? null : toSet(row);
    },
    changesets: (query: ChangesetsQuery): readonly StoredChangeset[] => list.all({ ...query }).map(toSet),
    changesetCounts: (id: ChangesetId) => counts.get({ id }) ?? { archives: 0, edits: 0, opened: 0 },
    changesetSections: (id: ChangesetId, after: number, limit: number): readonly ChangedSection[] => sections.all({ id, after, limit }).map(({ place, archive, section }) => ({
      place, archive, section, changes: changes.all({ id, place }).map(({ n, ...change }) => ({ ...change, id: `${place}.${change.seq}.${n}`, archive, section })),
    })),
    changesetRows: (id: ChangesetId, before: number | null, limit: number) => rows.all({ id, before, limit }),
    changesetOpened: (id: ChangesetId, after: ArchiveId | null, limit: number): readonly ArchiveId[] => opened.all({ id, after, limit }),
  };
}
