/** The section log in archive.db: batches in, sections out, every byte checked on its way out. Where tails lie is `log-index.ts`; what the bytes mean is the sync core's. */
import type { PersonId } from '../../model/ids.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { LogCommit, fence } from './log-commit.ts';
import { LogIndex, newest } from './log-index.ts';
import type { Section } from './log-index.ts';
import { LogReader, damaged, digest } from './log-reader.ts';
import type { PackedCommit, PackedSnapshot } from './log-packing.ts';
import type { Behind, Head, RewriteEntry, Since, StoredSection } from './storage.ts';
import { forgetHistory } from './subject-history.ts';

/** Set by a restore: the epoch of sections that are written for the first time after it. */
const firstEpochOf = (db: Connection): number | null => {
  const value = db.prepare<[], string>("SELECT value FROM setting WHERE key = 'firstEpoch'").pluck().get();
  return value === undefined ? null : (JSON.parse(value) as number);
};

export class LogWriter {
  private readonly db: Connection;
  private readonly index: LogIndex;
  private readonly committing: LogCommit;
  private readonly reader: LogReader;
  private readonly firstEpoch: number | null;
  private readonly sql;

  constructor(db: Connection, audit: Pick<AuditWriter, 'edits'> | null = null) {
    this.db = db;
    this.index = new LogIndex(db);
    this.committing = new LogCommit(db, this.index, audit);
    this.reader = new LogReader(db);
    this.firstEpoch = firstEpochOf(db);
    this.sql = {
      names: db.prepare<[string], string>('SELECT name FROM section WHERE archive = ? ORDER BY name').pluck(),
      upto: db.prepare('UPDATE section SET upto = ? WHERE id = ?'),
      author: db.prepare('INSERT INTO author VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET at = author.at WHERE author.person = excluded.person AND author.epoch = excluded.epoch'),
      authors: db.prepare<[number], [number, PersonId, number]>('SELECT client, person, epoch FROM author WHERE section = ?').raw(),
      epoch: db.prepare('UPDATE section SET epoch = ? WHERE id = ?'),
      keep: db.prepare('INSERT INTO history SELECT c.section, c.seq, row_number() OVER (PARTITION BY c.seq ORDER BY c.id) - 1, c.person, c.at, c.key, c.old, c.new FROM json_numbers(?) AS wanted JOIN change AS c ON c.id = wanted.value'),
      drop: db.prepare('DELETE FROM change WHERE id IN (SELECT value FROM json_numbers(?))'),
      prune: db.prepare('DELETE FROM log WHERE id = ?'),
      putSnapshot: db.prepare('INSERT INTO snapshot (section, upto, sha256, state_vector, bytes) VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET upto = excluded.upto, sha256 = excluded.sha256, state_vector = excluded.state_vector, bytes = excluded.bytes'),
    };
  }

  load(doc: string): StoredSection | null {
    const section = this.index.get(doc);
    // in a restored folder even what was never written has an epoch of its own: somebody may hold a copy from the time that is gone
    if (!section) return this.firstEpoch === null ? null : { epoch: this.firstEpoch, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map(), retired: new Set() };
    return { epoch: section.epoch, seq: newest(section), ...this.reader.read(section), ...this.authorsOf(section) };
  }

  since(doc: string, epoch: number, seq: number): Since {
    const section = this.index.get(doc);
    if (section?.epoch !== epoch || seq < section.upto || seq > newest(section)) return { kind: 'whole', stored: this.load(doc) };
    return { kind: 'updates', updates: this.reader.after(section, seq), authors: this.authorsOf(section).authors };
  }

  heads(docs: readonly string[]): readonly (Head | null)[] {
    return docs.map((doc) => {
      const section = this.index.get(doc);
      if (section) return { epoch: section.epoch, seq: newest(section) };
      return this.firstEpoch === null ? null : { epoch: this.firstEpoch, seq: 0 };
    });
  }

  private authorsOf(section: Section): Pick<StoredSection, 'authors' | 'retired'> {
    const authors = new Map<number, PersonId>();
    const retired = new Set<number>();
    for (const [client, person, epoch] of this.sql.authors.all(section.id)) {
      if (epoch === section.epoch) authors.set(client, person);
      else retired.add(client);
    }
    return { authors, retired };
  }

  /** One transaction, `first` at its beginning; see `log-commit.ts`. */
  commit(batch: PackedCommit, first?: () => void): readonly Behind[] {
    return this.committing.run(batch, first);
  }

  /** All of them or none. With the snapshots go the rows of the log that nobody needs any more. */
  compact(entries: readonly PackedSnapshot[]): void {
    const snapshots = new Map<Section, number>();
    for (const { doc, epoch, upto } of entries) {
      const section = this.index.get(doc);
      if (!section) throw fence(doc, 'nothing was ever written');
      if (section.broken !== null) throw damaged(doc, section.broken);
      if (section.epoch !== epoch) throw fence(doc, `epoch ${epoch} is not the section's ${section.epoch}`);
      if (upto <= (snapshots.get(section) ?? section.upto)) throw fence(doc, `a snapshot up to ${section.upto} is there already`);
      if (upto > newest(section)) throw fence(doc, `there is no update ${upto}`);
      snapshots.set(section, upto);
    }
    const freed = this.index.freedBy(snapshots);
    inTransaction(this.db, () => {
      for (const entry of entries) this.putSnapshot(this.index.get(entry.doc) as Section, entry);
      for (const row of freed) this.sql.prune.run(row);
    });
    this.index.compacted(snapshots, freed);
  }

  /** What was there becomes the past in one transaction; a batch that was made for the old epoch meets the fence. */
  rewrite({ doc, epoch, seq, snapshot, stateVector, authors, at, forget }: RewriteEntry): void {
    const section = this.index.get(doc);
    if (!section) throw fence(doc, 'nothing was ever written');
    if (section.broken !== null) throw damaged(doc, section.broken);
    if (section.epoch !== epoch) throw fence(doc, `epoch ${epoch} is not the section's ${section.epoch}`);
    if (seq !== newest(section)) throw fence(doc, `update ${seq} is not the newest, which is ${newest(section)}`);
    const upto = forget === undefined ? seq : seq + 1;
    const covered = new Map([[section, upto]]);
    const freed = this.index.freedBy(covered);
    inTransaction(this.db, () => {
      this.putSnapshot(section, { upto, snapshot, stateVector });
      if (forget !== undefined) forgetHistory(this.db, section.id, forget);
      this.sql.epoch.run(epoch + 1, section.id);
      for (const [client, person] of authors) {
        if (this.sql.author.run(section.id, client, person, at, epoch + 1).changes !== 1) throw fence(doc, `author id ${client} was used before`);
      }
      for (const row of freed) this.sql.prune.run(row);
    });
    this.index.compacted(covered, freed);
    section.epoch = epoch + 1;
  }

  /** With the snapshot the changes of its edits move to where the section's history lies together. */
  private putSnapshot(section: Section, { upto, snapshot, stateVector }: Pick<PackedSnapshot, 'upto' | 'snapshot' | 'stateVector'>): void {
    this.sql.putSnapshot.run(section.id, upto, digest(snapshot, stateVector), stateVector, snapshot);
    this.sql.upto.run(upto, section.id);
    const ids: number[] = [];
    for (const { change, changes } of section.tail.slice(0, upto - section.upto)) for (let i = 0; i < changes; i++) ids.push(change + i);
    if (ids.length === 0) return;
    const list = JSON.stringify(ids);
    this.sql.keep.run(list);
    this.sql.drop.run(list);
  }

  damaged(): readonly { readonly doc: string; readonly reason: string }[] {
    return this.index.damaged();
  }

  sections(archive: string): readonly { readonly section: string; readonly seq: number }[] {
    return this.sql.names.all(archive).map((name) => {
      const section = this.index.get(`${archive}/${name}`);
      return { section: name, seq: section ? newest(section) : 0 };
    });
  }
}
