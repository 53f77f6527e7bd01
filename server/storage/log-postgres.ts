/**
 * The section log in PostgreSQL, which many nodes write to: what `log-writer.ts` and its index are for a file. Nothing of it is in memory. A section's row says where the section is; whoever
 * writes to it holds that row until the commit, so numbers have no gap and nobody's update is lost. What other nodes have written meanwhile is told as `Behind`.
 */
import { crc32 } from 'node:zlib';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { AuditWriter } from './audit-writer.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { again, inOrder, inSections } from './engine/postgres/transactions.ts';
import { fence } from './log-commit.ts';
import { splitDoc } from './log-index.ts';
import { NUMBERS, without } from './log-packing.ts';
import type { PackedCommit, PackedSnapshot } from './log-packing.ts';
import { damaged, digest } from './log-reader.ts';
import type { Behind, Head, RewriteEntry, Since, StoredSection } from './storage.ts';
import { forgetHistory } from './subject-history.ts';

interface Row { readonly id: number; readonly archive: string; readonly name: string; readonly epoch: number; readonly upto: number; readonly seq: number }
interface Update { readonly seq: number; readonly crc: number; readonly bytes: Buffer }
interface Snapshot { readonly upto: number; readonly sha256: Buffer; readonly state_vector: Buffer; readonly bytes: Buffer }

const COLUMNS = 's.id, s.archive, s.name, s.epoch, s.upto, s.seq';
const WANTED = 'json_to_recordset(CAST(? AS json)) AS w';
const docOf = ({ archive, name }: Row): string => `${archive}/${name}`;
const wanted = (docs: readonly string[]): string => JSON.stringify(docs.map((doc) => { const [archive, name] = splitDoc(doc); return { archive, name }; }));

export class PostgresLog {
  readonly #db: Connection;
  readonly #audit: Pick<AuditWriter, 'edits'>;
  readonly #firstEpoch: number | null;
  /** What this node found damaged, until it is read whole again. */
  readonly #broken = new Map<string, string>();
  readonly #sql;

  constructor(db: Connection, audit: Pick<AuditWriter, 'edits'>) {
    this.#db = db;
    this.#audit = audit;
    const epoch = db.prepare<[], string>("SELECT value FROM setting WHERE key = 'firstEpoch'").pluck().get();
    this.#firstEpoch = epoch === undefined ? null : (JSON.parse(epoch) as number);
    const sections = `SELECT ${COLUMNS} FROM section s JOIN ${WANTED} (archive text, name text) ON w.archive = s.archive AND w.name = s.name`;
    this.#sql = {
      heads: db.prepare<[string], Row>(sections),
      // rows are locked in the order in which they are sorted: two batches with the same sections never wait for each other crosswise
      locked: db.prepare<[string], Row>(`${sections} ORDER BY s.id FOR UPDATE OF s`),
      make: db.prepare(`INSERT INTO section (archive, name, epoch) SELECT w.archive, w.name, w.epoch FROM ${WANTED} (place bigint, archive text, name text, epoch bigint) ORDER BY w.place ON CONFLICT DO NOTHING`),
      // one statement for a batch: all bytes come as one value and are cut here
      append: db.prepare(`INSERT INTO section_update (section, seq, at, crc, bytes) SELECT w.section, w.seq, CAST(? AS INTEGER), w.crc, substr(CAST(? AS BLOB), w.start, w.length) FROM ${WANTED} (section bigint, seq bigint, crc bigint, start integer, length integer)`),
      move: db.prepare(`UPDATE section AS s SET seq = w.seq FROM ${WANTED} (id bigint, seq bigint) WHERE s.id = w.id`),
      author: db.prepare(`INSERT INTO author (section, client, person, at, epoch) SELECT w.section, w.client, w.person, CAST(? AS INTEGER), w.epoch FROM ${WANTED} (section bigint, client bigint, person text, epoch bigint) WHERE TRUE
        ON CONFLICT (section, client) DO UPDATE SET at = author.at WHERE author.person = excluded.person AND author.epoch = excluded.epoch`),
      change: db.prepare(`INSERT INTO change (section, seq, person, at, key, old, new) SELECT w.section, w.seq, w.person, CAST(? AS INTEGER), w.key, w.old, w.new FROM ${WANTED} (place bigint, section bigint, seq bigint, person text, key text, old text, new text) ORDER BY w.place`),
      set: db.prepare('INSERT INTO changeset_edit (changeset, section, seq) VALUES (?,?,?)'),
      names: db.prepare<[string], { readonly section: string; readonly seq: number }>('SELECT name AS section, seq FROM section WHERE archive = ? ORDER BY name'),
      snapshot: db.prepare<[number], Snapshot>('SELECT upto, sha256, state_vector, bytes FROM snapshot WHERE section = ?'),
      updates: db.prepare<[number, number], Update>('SELECT seq, crc, bytes FROM section_update WHERE section = ? AND seq > ? ORDER BY seq'),
      authors: db.prepare<[number], [number, PersonId, number]>('SELECT client, person, epoch FROM author WHERE section = ?').raw(),
      putSnapshot: db.prepare('INSERT INTO snapshot (section, upto, sha256, state_vector, bytes) VALUES (?,?,?,?,?) ON CONFLICT (section) DO UPDATE SET upto = excluded.upto, sha256 = excluded.sha256, state_vector = excluded.state_vector, bytes = excluded.bytes'),
      // the fence: whoever is not where the section is changes no row
      compacted: db.prepare('UPDATE section SET upto = ? WHERE id = ? AND epoch = ? AND upto < ? AND seq >= ?'),
      rewritten: db.prepare('UPDATE section SET upto = ?, seq = ?, epoch = epoch + 1 WHERE id = ? AND epoch = ? AND seq = ?'),
      prune: db.prepare('DELETE FROM section_update WHERE section = ? AND seq <= ?'),
      keep: db.prepare('INSERT INTO history SELECT c.section, c.seq, row_number() OVER (PARTITION BY c.seq ORDER BY c.id) - 1, c.person, c.at, c.key, c.old, c.new FROM change AS c WHERE c.section = ? AND c.seq <= ?'),
      drop: db.prepare('DELETE FROM change WHERE section = ? AND seq <= ?'),
    };
  }

  load(doc: string): StoredSection | null {
    return inView(this.#db, () => {
      const [section] = this.#sql.heads.all(wanted([doc]));
      // in a restored database even what was never written has an epoch of its own: somebody may hold a copy from the time that is gone
      if (!section) return this.#firstEpoch === null ? null : { epoch: this.#firstEpoch, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map(), retired: new Set() };
      const snapshot = this.#sql.snapshot.get(section.id);
      if ((snapshot?.upto ?? 0) !== section.upto) throw this.#quarantine(doc, 'its snapshot is missing');
      if (snapshot && !digest(snapshot.bytes, snapshot.state_vector).equals(snapshot.sha256)) throw this.#quarantine(doc, 'its snapshot has other bytes than were written');
      const tail = this.#after(section, section.upto);
      this.#broken.delete(doc);
      return { epoch: section.epoch, seq: section.seq, snapshot: snapshot?.bytes ?? null, stateVector: snapshot?.state_vector ?? null, tail, ...this.#authorsOf(section) };
    });
  }

  since(doc: string, epoch: number, seq: number): Since {
    return inView(this.#db, () => {
      const [section] = this.#sql.heads.all(wanted([doc]));
      if (section?.epoch !== epoch || seq < section.upto || seq > section.seq) return { kind: 'whole', stored: this.load(doc) };
      return { kind: 'updates', updates: this.#after(section, seq), authors: this.#authorsOf(section).authors };
    });
  }

  heads(docs: readonly string[]): readonly (Head | null)[] {
    if (docs.length === 0) return [];
    const found = new Map(this.#sql.heads.all(wanted(docs)).map((row) => [docOf(row), { epoch: row.epoch, seq: row.seq }]));
    return docs.map((doc) => found.get(doc) ?? (this.#firstEpoch === null ? null : { epoch: this.#firstEpoch, seq: 0 }));
  }

  sections(archive: ArchiveId): readonly { readonly section: string; readonly seq: number }[] {
    return this.#sql.names.all(archive);
  }

  damaged(): readonly { readonly doc: string; readonly reason: string }[] {
    return [...this.#broken].map(([doc, reason]) => ({ doc, reason }));
  }

  /** One transaction: the rows of its sections are held from the beginning, the order of all nodes only for the last part. `first` runs at its beginning. */
  commit(batch: PackedCommit, first?: () => void): readonly Behind[] {
    if (batch.docs.length === 0) return [];
    for (const doc of new Set(batch.docs)) this.#refuseBroken(doc);
    return again(this.#db, () => inSections(this.#db, () => {
      first?.();
      const sections = this.#lock(batch);
      const behind = movedOn(batch, sections);
      const kept = behind.length === 0 ? batch : without(batch, new Set(behind.map(({ doc }) => doc)));
      if (kept.docs.length > 0) this.#write(kept, kept.docs.map((doc) => sections.get(doc) as Row));
      return behind;
    }));
  }

  compact(entries: readonly PackedSnapshot[]): void {
    if (entries.length === 0) return;
    again(this.#db, () => inSections(this.#db, () => {
      const sections = this.#lockThere(entries.map(({ doc }) => doc));
      for (const { doc, epoch, upto, snapshot, stateVector } of entries) {
        const section = sections.get(doc);
        if (!section) throw fence(doc, 'nothing was ever written');
        this.#refuseBroken(doc);
        if (this.#sql.compacted.run(upto, section.id, epoch, upto, upto).changes !== 1) throw fence(doc, `a snapshot up to ${upto} of epoch ${epoch} does not fit a section at ${section.seq} of epoch ${section.epoch} with one up to ${section.upto}`);
        this.#putSnapshot(section, { upto, snapshot, stateVector });
      }
      inOrder(this.#db);
      for (const { doc, upto } of entries) this.#keepChanges(sections.get(doc) as Row, upto);
    }));
  }

  rewrite({ doc, epoch, seq, snapshot, stateVector, authors, at, forget }: RewriteEntry): void {
    again(this.#db, () => inSections(this.#db, () => {
      const section = this.#lockThere([doc]).get(doc);
      if (!section) throw fence(doc, 'nothing was ever written');
      this.#refuseBroken(doc);
      const upto = forget === undefined ? seq : seq + 1;
      if (this.#sql.rewritten.run(upto, upto, section.id, epoch, seq).changes !== 1) throw fence(doc, `update ${seq} of epoch ${epoch} is not the newest, which is ${section.seq} of epoch ${section.epoch}`);
      this.#putSnapshot(section, { upto, snapshot, stateVector });
      const rows = [...authors].map(([client, person]) => ({ section: section.id, client, person, epoch: epoch + 1 }));
      if (rows.length > 0 && this.#sql.author.run(at, JSON.stringify(rows)).changes !== rows.length) throw fence(doc, 'an author id was used before');
      inOrder(this.#db);
      this.#keepChanges(section, upto);
      if (forget !== undefined) forgetHistory(this.#db, section.id, forget);
    }));
  }

  /** The rows of a batch's sections, held; those that are written for the first time are made. */
  #lock({ docs, numbers }: PackedCommit): Map<string, Row> {
    const sections = this.#lockThere(docs);
    const fresh = new Map<string, number>();
    for (const [entry, doc] of docs.entries()) if (!sections.has(doc) && !fresh.has(doc)) fresh.set(doc, numbers[entry * NUMBERS] as number);
    if (fresh.size === 0) return sections;
    this.#sql.make.run(JSON.stringify([...fresh].map(([doc, epoch], place) => { const [archive, name] = splitDoc(doc); return { place, archive, name, epoch }; })));
    for (const [doc, row] of this.#lockThere([...fresh.keys()])) sections.set(doc, row);
    return sections;
  }

  #lockThere(docs: readonly string[]): Map<string, Row> {
    return new Map(this.#sql.locked.all(wanted([...new Set(docs)])).map((row) => [docOf(row), row]));
  }

  #write(batch: PackedCommit, sections: readonly Row[]): void {
    const { docs, numbers, people, bytes, changed, changes, at } = batch;
    const newest = new Map<number, number>();
    let start = 1;
    const updates = docs.map((doc, entry) => {
      const [epoch, seq, length] = numbers.subarray(entry * NUMBERS, entry * NUMBERS + 3) as unknown as [number, number, number];
      const section = sections[entry] as Row;
      const before = newest.get(section.id) ?? section.seq;
      if (section.epoch !== epoch) throw fence(doc, `epoch ${epoch} is not the section's ${section.epoch}`);
      if (seq !== before + 1) throw fence(doc, `update ${seq} does not follow ${before}`);
      newest.set(section.id, seq);
      const row = { section: section.id, seq, crc: crc32(bytes.subarray(start - 1, start - 1 + length)), start, length };
      start += length;
      return row;
    });
    this.#sql.append.run(at, bytes, JSON.stringify(updates));
    this.#sql.move.run(JSON.stringify([...newest].map(([id, seq]) => ({ id, seq }))));
    this.#writeAuthors(batch, sections);
    inOrder(this.#db);
    if (changed.length > 0) {
      this.#sql.change.run(at, JSON.stringify([...changed].map((entry, place) => ({
        place, section: (sections[entry] as Row).id, seq: numbers[entry * NUMBERS + 1], person: people[numbers[entry * NUMBERS + 3] as number], key: changes[place * 3], old: changes[place * 3 + 1], new: changes[place * 3 + 2],
      }))));
    }
    this.#audit.edits(batch);
    for (const { entry, changeset } of batch.sets) this.#sql.set.run(changeset, (sections[entry] as Row).id, numbers[entry * NUMBERS + 1]);
  }

  #writeAuthors({ authors, docs, people, numbers, at }: PackedCommit, sections: readonly Row[]): void {
    const rows = new Map<string, { readonly section: number; readonly client: number; readonly person: PersonId; readonly epoch: number }>();
    const taken = (entry: number, client: number): Error => fence(docs[entry] as string, `author id ${client} belongs to another person or an earlier epoch`);
    for (let i = 0; i < authors.length; i += 2) {
      const entry = authors[i] as number;
      const client = authors[i + 1] as number;
      const { id, epoch } = sections[entry] as Row;
      const person = people[numbers[entry * NUMBERS + 3] as number] as PersonId;
      const known = rows.get(`${id} ${client}`);
      if (known !== undefined && known.person !== person) throw taken(entry, client);
      rows.set(`${id} ${client}`, { section: id, client, person, epoch });
    }
    if (rows.size > 0 && this.#sql.author.run(at, JSON.stringify([...rows.values()])).changes !== rows.size) throw taken(authors[0] as number, authors[1] as number);
  }

  #putSnapshot(section: Row, { upto, snapshot, stateVector }: Pick<PackedSnapshot, 'upto' | 'snapshot' | 'stateVector'>): void {
    this.#sql.putSnapshot.run(section.id, upto, digest(snapshot, stateVector), stateVector, snapshot);
    this.#sql.prune.run(section.id, upto);
  }

  /** With the snapshot the changes of its edits move to where the section's history lies together. */
  #keepChanges(section: Row, upto: number): void {
    if (this.#sql.keep.run(section.id, upto).changes > 0) this.#sql.drop.run(section.id, upto);
  }

  /** The updates behind a number, every one of them there and as it was written. */
  #after(section: Row, from: number): readonly Uint8Array[] {
    const doc = docOf(section);
    const updates = this.#sql.updates.all(section.id, from);
    for (const [i, { seq, crc, bytes }] of updates.entries()) {
      if (seq !== from + 1 + i) throw this.#quarantine(doc, `update ${from + 1 + i} is missing`);
      if (crc32(bytes) !== crc) throw this.#quarantine(doc, `update ${seq} has other bytes than were written`);
    }
    if (from + updates.length !== section.seq) throw this.#quarantine(doc, `update ${from + updates.length + 1} is missing`);
    return updates.map(({ bytes }) => bytes);
  }

  #authorsOf(section: Row): Pick<StoredSection, 'authors' | 'retired'> {
    const authors = new Map<number, PersonId>();
    const retired = new Set<number>();
    for (const [client, person, epoch] of this.#sql.authors.all(section.id)) {
      if (epoch === section.epoch) authors.set(client, person);
      else retired.add(client);
    }
    return { authors, retired };
  }

  #refuseBroken(doc: string): void {
    const why = this.#broken.get(doc);
    if (why !== undefined) throw damaged(doc, why);
  }

  #quarantine(doc: string, why: string): Error {
    this.#broken.set(doc, why);
    return damaged(doc, why);
  }
}

/** Sections whose first entry does not follow what is there. A section that nobody has written to yet is not behind: there a first number other than 1 is a mistake. */
function movedOn({ docs, numbers }: PackedCommit, sections: ReadonlyMap<string, Row>): readonly Behind[] {
  const behind = new Map<string, Behind | null>();
  for (const [entry, doc] of docs.entries()) {
    if (behind.has(doc)) continue;
    const { epoch, seq } = sections.get(doc) as Row;
    const moved = seq > 0 && (epoch !== numbers[entry * NUMBERS] || seq !== (numbers[entry * NUMBERS + 1] as number) - 1);
    behind.set(doc, moved ? { doc: doc as Behind['doc'], epoch, seq } : null);
  }
  return [...behind.values()].filter((each) => each !== null);
}
