/** Takes a section's bytes out of archive.db, every one of them checked: snapshot by its hash, updates by their checksum. What does not hold puts the section in quarantine. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Connection } from './database.ts';
import type { Section, TailRef } from './log-index.ts';
import { StorageError } from './storage.ts';
import type { StoredSection } from './storage.ts';

export const damaged = (doc: string, why: string): StorageError => new StorageError('broken', `The section ${doc} is damaged on disk: ${why}.`);
export const digest = (bytes: Uint8Array, stateVector: Uint8Array): Buffer => createHash('sha256').update(bytes).update(stateVector).digest();

interface Snapshot { readonly upto: number; readonly sha256: Buffer; readonly state_vector: Buffer; readonly bytes: Buffer }

export class LogReader {
  private readonly snapshot;
  private readonly part;

  constructor(db: Connection) {
    this.snapshot = db.prepare<[number], Snapshot>('SELECT upto, sha256, state_vector, bytes FROM snapshot WHERE section = ?');
    this.part = db.prepare<[number, number, number], Buffer>('SELECT substr(bytes, ?, ?) FROM log WHERE id = ?').pluck();
  }

  /** Throws `broken`, the first time and every time after. */
  read(section: Section): Pick<StoredSection, 'snapshot' | 'stateVector' | 'tail'> {
    if (section.broken !== null) throw damaged(section.doc, section.broken);
    const snapshot = this.snapshot.get(section.id);
    if ((snapshot?.upto ?? 0) !== section.upto) throw this.quarantine(section, 'its snapshot is missing');
    if (snapshot && !digest(snapshot.bytes, snapshot.state_vector).equals(snapshot.sha256)) throw this.quarantine(section, 'its snapshot has other bytes than were written');
    return { snapshot: snapshot?.bytes ?? null, stateVector: snapshot?.state_vector ?? null, tail: section.tail.map((ref, position) => this.update(section, ref, position)) };
  }

  /** The updates behind this number, which the snapshot does not cover. */
  after(section: Section, seq: number): readonly Uint8Array[] {
    if (section.broken !== null) throw damaged(section.doc, section.broken);
    const from = seq - section.upto;
    return section.tail.slice(from).map((ref, position) => this.update(section, ref, from + position));
  }

  private update(section: Section, ref: TailRef, position: number): Uint8Array {
    const bytes = ref.length === 0 ? new Uint8Array() : this.part.get(ref.offset + 1, ref.length, ref.row);
    if (bytes?.length !== ref.length || crc32(bytes) !== ref.crc) throw this.quarantine(section, `update ${section.upto + 1 + position} has other bytes than were written`);
    return bytes;
  }

  private quarantine(section: Section, why: string): StorageError {
    section.broken = why;
    return damaged(section.doc, why);
  }
}
