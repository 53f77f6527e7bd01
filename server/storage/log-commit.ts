/** The way of one batch into archive.db: held against what is there, then one transaction. What the log is otherwise is `log-writer.ts`. */
import { crc32 } from 'node:zlib';
import type { AuditWriter } from './audit-writer.ts';
import { inTransaction } from './database.ts';
import type { Connection } from './database.ts';
import { HeadWriter, newest, splitDoc } from './log-index.ts';
import type { LogIndex, Section, TailRef } from './log-index.ts';
import { NUMBERS } from './log-packing.ts';
import type { PackedCommit } from './log-packing.ts';
import { damaged } from './log-reader.ts';
import { StorageError } from './storage.ts';
import type { Behind } from './storage.ts';

export const fence = (doc: string, why: string): StorageError => new StorageError('fence', `${doc}: ${why}`);

/** Rows of `change` that one INSERT takes, largest first: a statement a row costs twice as much. */
const ROWS = [64, 16, 4, 1] as const;
const COLUMNS = 7;

interface Staged { readonly section: Section; seq: number }

export class LogCommit {
  private readonly db: Connection;
  private readonly index: LogIndex;
  private readonly audit: Pick<AuditWriter, 'edits'> | null;
  private readonly sql;

  constructor(db: Connection, index: LogIndex, audit: Pick<AuditWriter, 'edits'> | null = null) {
    this.db = db;
    this.index = index;
    this.audit = audit;
    const changes = (count: number) => db.prepare(`INSERT INTO change (section, seq, person, at, key, old, new) VALUES ${Array(count).fill('(?,?,?,?,?,?,?)').join(',')}`);
    this.sql = {
      section: db.prepare('INSERT INTO section (id, archive, name, epoch) VALUES (?,?,?,?)'),
      author: db.prepare('INSERT INTO author VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET at = author.at WHERE author.person = excluded.person AND author.epoch = excluded.epoch'),
      log: db.prepare('INSERT INTO log VALUES (?,?,?,?)'),
      set: db.prepare('INSERT INTO changeset_edit (changeset, section, seq) VALUES (?,?,?)'),
      changes: ROWS.map((rows) => ({ rows, statement: changes(rows) })),
    };
  }

  /** The index learns of it only when it is on disk. Nobody else writes to these files, so no section is ever behind. */
  run(batch: PackedCommit, first: () => void = () => undefined): readonly Behind[] {
    const { docs, numbers, bytes } = batch;
    if (docs.length === 0) return [];
    const made: Section[] = [];
    const sections = this.stage(batch, made);
    const row = this.index.lastRow + 1;
    const refs: TailRef[] = [];
    const head = new HeadWriter(docs.length);
    let offset = 0;
    for (const [entry, section] of sections.entries()) {
      const length = numbers[entry * NUMBERS + 2] as number;
      const crc = crc32(bytes.subarray(offset, offset + length));
      head.add(section.id, numbers[entry * NUMBERS + 1] as number, length, crc);
      refs.push({ row, offset, length, crc, change: 0, changes: 0 });
      offset += length;
    }
    let change = 0;
    inTransaction(this.db, () => {
      first();
      for (const section of made) this.sql.section.run(section.id, ...splitDoc(section.doc), section.epoch);
      this.sql.log.run(row, batch.at, head.end(), bytes);
      this.writeAuthors(batch, sections);
      change = this.writeChanges(batch, sections);
      this.audit?.edits(batch);
      for (const { entry, changeset } of batch.sets) this.sql.set.run(changeset, (sections[entry] as Section).id, batch.numbers[entry * NUMBERS + 1]);
    });
    for (const entry of batch.changed) {
      const ref = refs[entry] as TailRef;
      if (ref.changes++ === 0) ref.change = change;
      change++;
    }
    this.index.started(row);
    for (const [entry, section] of sections.entries()) {
      this.index.hold(section);
      this.index.append(section, refs[entry] as TailRef);
    }
    return [];
  }

  /** The section of each entry: right epoch, no gap, no repetition. Changes nothing. */
  private stage({ docs, numbers }: PackedCommit, made: Section[]): readonly Section[] {
    const staged = new Map<string, Staged>();
    return docs.map((doc, entry) => {
      const epoch = numbers[entry * NUMBERS] as number;
      const seq = numbers[entry * NUMBERS + 1] as number;
      let known = staged.get(doc);
      if (known === undefined) staged.set(doc, (known = this.find(doc, epoch, made)));
      const { section } = known;
      if (section.broken !== null) throw damaged(doc, section.broken);
      if (section.epoch !== epoch) throw fence(doc, `epoch ${epoch} is not the section's ${section.epoch}`);
      if (seq !== known.seq + 1) throw fence(doc, `update ${seq} does not follow ${known.seq}`);
      known.seq = seq;
      return section;
    });
  }

  private find(doc: string, epoch: number, made: Section[]): Staged {
    const section = this.index.get(doc);
    if (section) return { section, seq: newest(section) };
    const fresh: Section = { id: this.index.lastSection + made.length + 1, doc, epoch, upto: 0, tail: [], broken: null };
    made.push(fresh);
    return { section: fresh, seq: 0 };
  }

  private writeAuthors({ authors, docs, people, numbers, at }: PackedCommit, sections: readonly Section[]): void {
    for (let i = 0; i < authors.length; i += 2) {
      const entry = authors[i] as number;
      const epoch = numbers[entry * NUMBERS];
      const { changes } = this.sql.author.run(sections[entry]?.id, authors[i + 1], people[numbers[entry * NUMBERS + 3] as number], at, epoch);
      if (changes !== 1) throw fence(docs[entry] as string, `author id ${authors[i + 1]} belongs to another person or an earlier epoch`);
    }
  }

  /** Answers the row of the first one; the others follow it. */
  private writeChanges({ changed, changes, numbers, people, at }: PackedCommit, sections: readonly Section[]): number {
    let done = 0;
    let last: number | bigint = 0;
    for (const { rows, statement } of this.sql.changes) {
      for (; changed.length - done >= rows; done += rows) {
        const values = new Array<number | string | null>(rows * COLUMNS);
        for (let i = 0; i < rows; i++) {
          const entry = changed[done + i] as number;
          const column = i * COLUMNS;
          values[column] = (sections[entry] as Section).id;
          values[column + 1] = numbers[entry * NUMBERS + 1] as number;
          values[column + 2] = people[numbers[entry * NUMBERS + 3] as number] as string;
          values[column + 3] = at;
          for (let part = 0; part < 3; part++) values[column + 4 + part] = changes[(done + i) * 3 + part] as string | null;
        }
        last = statement.run(values).lastInsertRowid;
      }
    }
    return Number(last) - changed.length + 1;
  }
}
