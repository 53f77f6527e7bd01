/**
 * Where the tail of every section lies in the log, in memory: rebuilt at start from the heads of the log, which compaction keeps short. A section of which something is
 * missing or damaged is marked; the others are not concerned. The table `change` bears witness: an update whose changes are there must be there too.
 */
import { crc32 } from 'node:zlib';
import { StorageError } from './storage.ts';
import type { Connection } from './database.ts';

/** One update of a tail; `row` is the log's. Its changes are `changes` rows of the table `change`, the first of which is `change`. */
export interface TailRef { readonly row: number; readonly offset: number; readonly length: number; readonly crc: number; change: number; changes: number }

export interface Section { readonly id: number; readonly doc: string; epoch: number; upto: number; tail: TailRef[]; /** Why the section cannot be read. */ broken: string | null }

interface Row { readonly id: number; readonly archive: string; readonly name: string; readonly epoch: number; readonly upto: number }

/** Sections without a tail that are kept in mind; the others are looked up again. */
const KEPT = 20_000;
const ENTRY = 16;

export const newest = (section: Section): number => section.upto + section.tail.length;
export const splitDoc = (doc: string): readonly [archive: string, name: string] => [doc.slice(0, doc.indexOf('/')), doc.slice(doc.indexOf('/') + 1)];

/** A table of (section, seq, length, crc32 of the bytes), closed by the crc32 of itself. */
export class HeadWriter {
  private readonly head: Buffer;
  private at = 0;

  constructor(entries: number) {
    this.head = Buffer.alloc(entries * ENTRY + 4);
  }
  add(section: number, seq: number, length: number, crc: number): void {
    this.head.writeUInt32LE(section, this.at);
    this.head.writeUInt32LE(seq, this.at + 4);
    this.head.writeUInt32LE(length, this.at + 8);
    this.head.writeUInt32LE(crc, this.at + 12);
    this.at += ENTRY;
  }
  end(): Buffer {
    this.head.writeUInt32LE(crc32(this.head.subarray(0, -4)), this.at);
    return this.head;
  }
}

export function encodeHead(entries: readonly (readonly [section: number, seq: number, length: number, crc: number])[]): Buffer {
  const head = new HeadWriter(entries.length);
  for (const entry of entries) head.add(...entry);
  return head.end();
}

/** A head that stays damaged: who is still named in it stays in quarantine. */
export function unsoundHead(entries: Parameters<typeof encodeHead>[0]): Buffer {
  const head = encodeHead(entries);
  head.writeUInt32LE(~head.readUInt32LE(head.length - 4) >>> 0, head.length - 4);
  return head;
}

export const headIsWhole = (head: Buffer): boolean => head.length % ENTRY === 4 && crc32(head.subarray(0, -4)) === head.readUInt32LE(head.length - 4);

/** What a head says, whole or not. */
export function* headEntries(head: Buffer): Generator<readonly [section: number, seq: number, length: number, crc: number]> {
  for (let at = 0; at + ENTRY < head.length; at += ENTRY) yield [head.readUInt32LE(at), head.readUInt32LE(at + 4), head.readUInt32LE(at + 8), head.readUInt32LE(at + 12)];
}

export class LogIndex {
  private readonly sections = new Map<string, Section>();
  /** How many updates of a row of the log no snapshot covers yet; at zero the row may go. */
  private readonly needed = new Map<number, number>();
  private readonly find;
  private readonly all;
  lastRow = 0;
  lastSection: number;

  constructor(db: Connection) {
    this.find = db.prepare<[string, string], Row>('SELECT id, archive, name, epoch, upto FROM section WHERE archive = ? AND name = ?');
    this.lastSection = db.prepare('SELECT coalesce(max(id), 0) FROM section').pluck().get() as number;
    this.all = db.prepare<[], Row>('SELECT id, archive, name, epoch, upto FROM section ORDER BY archive, name');
    const byId = db.prepare<[number], Row>('SELECT id, archive, name, epoch, upto FROM section WHERE id = ?');
    const found = new Map<number, Section>();
    const sectionOf = (sectionId: number): Section | null => {
      let section = found.get(sectionId);
      if (section) return section;
      const row = byId.get(sectionId);
      if (row) found.set(sectionId, (section = this.keep(row)));
      return section ?? null;
    };
    for (const { id, head } of db.prepare<[], { id: number; head: Buffer }>('SELECT id, head FROM log ORDER BY id').iterate()) this.readHead(id, head, sectionOf);
    for (const change of db.prepare<[], { id: number; section: number; seq: number }>('SELECT id, section, seq FROM change ORDER BY id').iterate()) {
      const section = sectionOf(change.section);
      if (!section || change.seq <= section.upto) continue;
      const ref = section.tail[change.seq - section.upto - 1];
      if (!ref) section.broken ??= `update ${newest(section) + 1} is missing`;
      else if (ref.changes++ === 0) ref.change = change.id;
    }
  }

  private readHead(row: number, head: Buffer, sectionOf: (id: number) => Section | null): void {
    this.started(row);
    const whole = headIsWhole(head);
    let offset = 0;
    for (const [id, seq, length, crc] of headEntries(head)) {
      const section = sectionOf(id);
      if (section === null && whole) throw new StorageError('broken', `Row ${row} of the log in archive.db names section ${id}, which is not there; restore a backup.`);
      if (section !== null && seq > section.upto) {
        // what a damaged table of contents says of its updates is believed only as far as nobody may rely on them
        if (!whole) section.broken ??= `row ${row} of the log, which holds updates of it, is damaged`;
        else {
          if (seq !== newest(section) + 1) section.broken ??= `update ${newest(section) + 1} is missing`;
          this.append(section, { row, offset, length, crc, change: 0, changes: 0 });
        }
      }
      offset += length;
    }
  }

  /** Every section that was ever written, with its newest update and what is wrong with it. */
  everything(): readonly Readonly<{ id: number; doc: string; seq: number; broken: string | null }>[] {
    return this.all.all().map(({ id, archive, name }) => {
      const doc = `${archive}/${name}`;
      const section = this.get(doc);
      return { id, doc, seq: section ? newest(section) : 0, broken: section?.broken ?? null };
    });
  }

  damaged(): readonly { readonly doc: string; readonly reason: string }[] {
    return [...this.sections.values()].flatMap(({ doc, broken }) => (broken === null ? [] : [{ doc, reason: broken }]));
  }

  get(doc: string): Section | null {
    const known = this.sections.get(doc);
    if (known) return known;
    const [archive, name] = splitDoc(doc);
    const row = this.find.get(archive, name);
    return row ? this.keep(row) : null;
  }

  /** A section that gets a tail: new ones, and those that were put out of mind while the batch was made. */
  hold(section: Section): void {
    this.sections.set(section.doc, section);
    this.lastSection = Math.max(this.lastSection, section.id);
  }

  started(row: number): void {
    this.needed.set(row, 0);
    this.lastRow = Math.max(this.lastRow, row);
  }

  append(section: Section, ref: TailRef): void {
    section.tail.push(ref);
    this.needed.set(ref.row, (this.needed.get(ref.row) ?? 0) + 1);
  }

  /** Rows of the log that nobody needs once these snapshots are kept. Changes nothing yet. */
  freedBy(snapshots: ReadonlyMap<Section, number>): readonly number[] {
    const less = new Map<number, number>();
    for (const [section, upto] of snapshots) {
      for (const ref of section.tail.slice(0, upto - section.upto)) less.set(ref.row, (less.get(ref.row) ?? 0) + 1);
    }
    return [...less].filter(([row, count]) => this.needed.get(row) === count).map(([row]) => row);
  }

  compacted(snapshots: ReadonlyMap<Section, number>, freed: readonly number[]): void {
    for (const [section, upto] of snapshots) {
      for (const ref of section.tail.splice(0, upto - section.upto)) this.needed.set(ref.row, (this.needed.get(ref.row) ?? 0) - 1);
      section.upto = upto;
    }
    for (const row of freed) this.needed.delete(row);
  }

  private keep(row: Row): Section {
    if (this.sections.size >= KEPT) for (const [doc, section] of this.sections) if (section.tail.length === 0 && section.broken === null) { this.sections.delete(doc); break; }
    const section: Section = { id: row.id, doc: `${row.archive}/${row.name}`, epoch: row.epoch, upto: row.upto, tail: [], broken: null };
    this.sections.set(section.doc, section);
    return section;
  }
}
