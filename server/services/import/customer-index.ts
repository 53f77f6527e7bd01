/** Which archive a customer's id means: of this run, of an earlier import, or by the key `source:id`. Asked of the storage a batch at a time, and held for as many as a few batches name. */
import { parseExternalKey, type ArchiveId } from '../../../model/ids.ts';
import type { ImportPort } from './port.ts';

/** Customers that are held in memory. */
const HELD = 20_000;

export class CustomerIndex {
  readonly #port: Pick<ImportPort, 'importedRows' | 'resolve'>;
  readonly #source: string;
  /** What no later question would find: of a dry run all, otherwise rows of which nothing was remembered. */
  readonly #kept = new Map<string, ArchiveId | null>();
  #held = new Map<string, ArchiveId | null>();

  constructor(port: Pick<ImportPort, 'importedRows' | 'resolve'>, source: string) {
    this.#port = port;
    this.#source = source;
  }

  keep(id: string, archive: ArchiveId | null): void {
    this.#kept.set(id, archive);
  }

  /** Of each id its archive; null: nobody knows it. */
  async find(ids: Iterable<string>): Promise<ReadonlyMap<string, ArchiveId | null>> {
    const found = new Map<string, ArchiveId | null>();
    const asked: string[] = [];
    for (const id of new Set(ids)) {
      const archive = this.#kept.has(id) ? this.#kept.get(id) : this.#held.get(id);
      if (archive === undefined) asked.push(id);
      else found.set(id, archive);
    }
    if (asked.length === 0) return found;
    if (this.#held.size > HELD) this.#held = new Map();
    for (const { externalId, target } of await this.#port.importedRows(this.#source, 'customers', asked)) found.set(externalId, target as ArchiveId);
    await Promise.all(asked.map(async (id) => {
      if (!found.has(id)) {
        const key = parseExternalKey(`${this.#source}:${id}`);
        found.set(id, key === undefined ? null : await this.#port.resolve({ kind: 'key', key }));
      }
      this.#held.set(id, found.get(id) ?? null);
    }));
    return found;
  }
}
