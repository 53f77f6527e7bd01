/** Where the tail of every section lies in the log, in memory: rebuilt at start from the heads of the log, which compaction keeps short. */
import { crc32 } from 'node:zlib';
import { StorageError } from './storage.ts';
import type { Connection } from './database.ts';

/** One update of a tail; `row` is the log's. */
export interface TailRef { readonly row: number; readonly offset: number; readonly length: number; readonly crc: number }

export interface Section { readonly id: number; readonly doc: string; readonly epoch: number; upto: number; tail: TailRef[]; /** Why the section cannot be read. */ broken: string | null }

interface Row { readonly id: number; readonly archive: string; readonly name: string; readonly epoch: number; readonly upto: number }

/** Sections without a tail that are kept in mind; the others are looked up again. */
const KEPT = 20_000;
const ENTRY = 16;

export const newest = (section: Section): number => section.upto + section.tail.length;
export const splitDoc = (doc: string): readonly [archive: string, name: string] => [doc.slice(0, doc.indexOf('/')), doc.slice(doc.indexOf('/') + 1)];

/** `entries` are (section, seq, length, crc32 of the bytes); the crc32 of the table itself closes it. */
export function encodeHead(entries: readonly (readonly [section: number, seq: number, length: number, crc: number])[]): Buffer {
  const head = Buffer.alloc(entries.length * ENTRY + 4);
  for (const [index, entry] of entries.entries()) for (const [part, value] of entry.entries()) head.writeUInt32LE(value, index * ENTRY + part * 4);
  head.writeUInt32LE(crc32(head.subarray(0, -4)), head.length - 4);
  return head;
}

export class LogIndex {
  private readonly sections = new Map<string, Section>();
  /** How many updates of a row of the log no snapshot covers yet; at zero the row may go. */
  private readonly needed = new Map<number, number>();
  private readonly find;
  lastRow = 0;
  lastSection: number;

  constructor(db: Connection) {
    this.find = db.prepare<[string, string], Row>('SELECT id, archive, name, epoch, upto FROM section WHERE archive = ? AND name = ?');
    this.lastSection = db.prepare('SELECT coalesce(max(id), 0) FROM section').pluck().get() as number;
    const byId = db.prepare<[number], Row>('SELECT id, archive, name, epoch, upto FROM section WHERE id = ?');
    const found = new Map<number, Section>();
    for (const { id, head } of db.prepare<[], { id: number; head: Buffer }>('SELECT id, head FROM log ORDER BY id').iterate()) {
      this.readHead(id, head, (sectionId) => {
        let section = found.get(sectionId);
        if (!section) {
          const row = byId.get(sectionId);
          if (!row) throw new StorageError('broken', `Row ${id} of the log in archive.db names section ${sectionId}, which is not there; restore a backup.`);
          found.set(sectionId, (section = this.keep(row)));
        }
        return section;
      });
    }
  }

  private readHead(row: number, head: Buffer, sectionOf: (id: number) => Section): void {
    if (head.length % ENTRY !== 4 || crc32(head.subarray(0, -4)) !== head.readUInt32LE(head.length - 4)) {
      throw new StorageError('broken', `The head of row ${row} of the log in archive.db is damaged; restore a backup.`);
    }
    let offset = 0;
    this.started(row);
    for (let at = 0; at + ENTRY < head.length; at += ENTRY) {
      const section = sectionOf(head.readUInt32LE(at));
      const seq = head.readUInt32LE(at + 4);
      const length = head.readUInt32LE(at + 8);
      if (seq > section.upto) {
        if (seq !== newest(section) + 1) section.broken ??= `update ${newest(section) + 1} is missing`;
        this.append(section, { row, offset, length, crc: head.readUInt32LE(at + 12) });
      }
      offset += length;
    }
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
    if (this.sections.size >= KEPT) for (const [doc, section] of this.sections) if (section.tail.length === 0) { this.sections.delete(doc); break; }
    const section: Section = { id: row.id, doc: `${row.archive}/${row.name}`, epoch: row.epoch, upto: row.upto, tail: [], broken: null };
    this.sections.set(section.doc, section);
    return section;
  }
}
