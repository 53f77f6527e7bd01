/** The section log in archive.db: batches in, sections out, every byte checked on its way out. Where tails lie is `log-index.ts`; what the bytes mean is the sync core's. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { PersonId } from '../../model/ids.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { LogIndex, encodeHead, newest, splitDoc } from './log-index.ts';
import type { Section, TailRef } from './log-index.ts';
import type { PackedCommit, PackedSnapshot } from './log-packing.ts';
import { StorageError } from './storage.ts';
import type { StoredSection } from './storage.ts';

/** History rows that one INSERT takes: a statement a row costs twice as much. */
const ROWS = 16;

const fence = (doc: string, why: string): StorageError => new StorageError('fence', `${doc}: ${why}`);
const damaged = (doc: string, why: string): StorageError => new StorageError('broken', `The section ${doc} is damaged on disk: ${why}.`);
const digest = (bytes: Uint8Array, stateVector: Uint8Array): Buffer => createHash('sha256').update(bytes).update(stateVector).digest();
/** `lengths` cut the batch's buffer into its updates. */
const cut = (bytes: Uint8Array, offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);

export class LogWriter {
  private readonly db: Connection;
  private readonly index: LogIndex;
  private readonly sql;

  constructor(db: Connection) {
    this.db = db;
    this.index = new LogIndex(db);
    const changes = (count: number) => db.prepare(`INSERT INTO change (section, seq, person, at, key, old, new) VALUES ${Array(count).fill('(?,?,?,?,?,?,?)').join(',')}`);
    this.sql = {
      names: db.prepare<[string], string>('SELECT name FROM section WHERE archive = ? ORDER BY name').pluck(),
      section: db.prepare('INSERT INTO section (id, archive, name, epoch) VALUES (?,?,?,?)'),
      upto: db.prepare('UPDATE section SET upto = ? WHERE id = ?'),
      author: db.prepare('INSERT INTO author VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET at = at WHERE person = excluded.person'),
      authors: db.prepare<[number], [number, PersonId]>('SELECT client, person FROM author WHERE section = ?').raw(),
      log: db.prepare('INSERT INTO log VALUES (?,?,?,?)'),
      prune: db.prepare('DELETE FROM log WHERE id = ?'),
      part: db.prepare<[number, number, number], Buffer>('SELECT substr(bytes, ?, ?) FROM log WHERE id = ?').pluck(),
      change: changes(1),
      changes: changes(ROWS),
      snapshot: db.prepare<[number], { upto: number; sha256: Buffer; state_vector: Buffer; bytes: Buffer }>('SELECT upto, sha256, state_vector, bytes FROM snapshot WHERE section = ?'),
      putSnapshot: db.prepare('INSERT INTO snapshot (section, upto, sha256, state_vector, bytes) VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET upto = excluded.upto, sha256 = excluded.sha256, state_vector = excluded.state_vector, bytes = excluded.bytes'),
    };
  }

  load(doc: string): StoredSection | null {
    const section = this.index.get(doc);
    if (!section) return null;
    if (section.broken !== null) throw damaged(doc, section.broken);
    const snapshot = this.sql.snapshot.get(section.id);
    if ((snapshot?.upto ?? 0) !== section.upto) throw damaged(doc, 'its snapshot is missing');
    if (snapshot && !digest(snapshot.bytes, snapshot.state_vector).equals(snapshot.sha256)) throw damaged(doc, 'its snapshot has other bytes than were written');
    return {
      epoch: section.epoch, seq: newest(section), snapshot: snapshot?.bytes ?? null, stateVector: snapshot?.state_vector ?? null,
      tail: section.tail.map((ref, position) => this.update(section, ref, position)),
      authors: new Map(this.sql.authors.all(section.id)),
    };
  }

  private update(section: Section, ref: TailRef, position: number): Uint8Array {
    const bytes = ref.length === 0 ? new Uint8Array() : this.sql.part.get(ref.offset + 1, ref.length, ref.row);
    if (bytes?.length !== ref.length || crc32(bytes) !== ref.crc) throw damaged(section.doc, `update ${section.upto + 1 + position} has other bytes than were written`);
    return bytes;
  }

  /** One transaction; the index learns of it only when it is on disk. */
  commit(batch: PackedCommit): void {
    if (batch.docs.length === 0) return;
    const staged = this.stage(batch);
    const row = this.index.lastRow + 1;
    const refs: { readonly section: Section; readonly ref: TailRef }[] = [];
    let offset = 0;
    const head = encodeHead(batch.docs.map((doc, entry) => {
      const section = (staged.get(doc) as { section: Section }).section;
      const length = batch.lengths[entry] as number;
      const crc = crc32(cut(batch.bytes, offset, length));
      refs.push({ section, ref: { row, offset, length, crc } });
      offset += length;
      return [section.id, batch.seqs[entry] as number, length, crc];
    }));
    inTransaction(this.db, () => {
      for (const { section, made } of staged.values()) if (made) this.sql.section.run(section.id, ...splitDoc(section.doc), section.epoch);
      this.sql.log.run(row, batch.at, head, batch.bytes);
      this.writeAuthors(batch, staged);
      this.writeChanges(batch, staged);
    });
    for (const { section } of staged.values()) this.index.hold(section);
    this.index.started(row);
    for (const { section, ref } of refs) this.index.append(section, ref);
  }

  /** Holds the batch against what is on disk: right epoch, no gap, no repetition. Changes nothing. */
  private stage(batch: PackedCommit): Map<string, { readonly section: Section; readonly made: boolean; seq: number }> {
    const staged = new Map<string, { readonly section: Section; readonly made: boolean; seq: number }>();
    let nextId = this.index.lastSection;
    for (const [entry, doc] of batch.docs.entries()) {
      const epoch = batch.epochs[entry] as number;
      let known = staged.get(doc);
      if (!known) {
        const section = this.index.get(doc);
        known = section
          ? { section, made: false, seq: newest(section) }
          : { section: { id: ++nextId, doc, epoch, upto: 0, tail: [], broken: null }, made: true, seq: 0 };
        staged.set(doc, known);
      }
      if (known.section.broken !== null) throw damaged(doc, known.section.broken);
      if (known.section.epoch !== epoch) throw fence(doc, `epoch ${epoch} is not the section's ${known.section.epoch}`);
      if (batch.seqs[entry] !== known.seq + 1) throw fence(doc, `update ${batch.seqs[entry]} does not follow ${known.seq}`);
      known.seq++;
    }
    return staged;
  }

  private writeAuthors(batch: PackedCommit, staged: ReadonlyMap<string, { readonly section: Section }>): void {
    for (let at = 0; at < batch.authors.length; at += 2) {
      const entry = batch.authors[at] as number;
      const doc = batch.docs[entry] as string;
      const { changes } = this.sql.author.run(staged.get(doc)?.section.id, batch.authors[at + 1], batch.people[entry], batch.at);
      if (changes !== 1) throw fence(doc, `author id ${batch.authors[at + 1]} belongs to another person`);
    }
  }

  private writeChanges(batch: PackedCommit, staged: ReadonlyMap<string, { readonly section: Section }>): void {
    const values: (number | string | null)[] = [];
    for (let at = 0; at < batch.changes.length; at += 4) {
      const entry = batch.changes[at] as number;
      const section = staged.get(batch.docs[entry] as string)?.section.id as number;
      values.push(section, batch.seqs[entry] as number, batch.people[entry] as string, batch.at, ...batch.changes.slice(at + 1, at + 4));
    }
    let at = 0;
    for (; at + 7 * ROWS <= values.length; at += 7 * ROWS) this.sql.changes.run(values.slice(at, at + 7 * ROWS));
    for (; at < values.length; at += 7) this.sql.change.run(values.slice(at, at + 7));
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
      for (const entry of entries) {
        const id = this.index.get(entry.doc)?.id;
        this.sql.putSnapshot.run(id, entry.upto, digest(entry.snapshot, entry.stateVector), entry.stateVector, entry.snapshot);
        this.sql.upto.run(entry.upto, id);
      }
      for (const row of freed) this.sql.prune.run(row);
    });
    this.index.compacted(snapshots, freed);
  }

  sections(archive: string): readonly { readonly section: string; readonly seq: number }[] {
    return this.sql.names.all(archive).map((name) => {
      const section = this.index.get(`${archive}/${name}`);
      return { section: name, seq: section ? newest(section) : 0 };
    });
  }
}
