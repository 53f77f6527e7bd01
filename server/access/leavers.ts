/** Of whom it was announced that they leave (P-08), and how many different customers each of them reads a day. In memory: who it is comes from the hand-overs, a count begins anew with a start. */
import type { Clock } from '../clock.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { LEAVER_READS } from '../../model/handover/api.ts';

const DAY_MS = 86_400_000;

export class Leavers {
  readonly #clock: Clock;
  #people: ReadonlySet<PersonId> = new Set();
  #read = new Map<PersonId, Set<ArchiveId>>();
  #day = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(person: PersonId): boolean {
    return this.#people.has(person);
  }

  /** All of whom it is announced from here on. */
  keep(people: Iterable<PersonId>): void {
    this.#people = new Set(people);
    for (const person of [...this.#read.keys()]) if (!this.#people.has(person)) this.#read.delete(person);
  }

  rename(from: PersonId, to: PersonId): void {
    if (this.#people.has(from)) this.#people = new Set([...this.#people].map((each) => (each === from ? to : each)));
    const read = this.#read.get(from);
    if (read) this.#read.set(to, read);
    this.#read.delete(from);
  }

  /** Counts these; false: they would be more than a day's work, and are not to be answered. Anybody else reads as before. */
  reads(person: PersonId, archives: readonly ArchiveId[]): boolean {
    if (!this.#people.has(person)) return true;
    const day = Math.floor(this.#clock.now() / DAY_MS);
    if (day !== this.#day) [this.#day, this.#read] = [day, new Map()];
    const read = this.#read.get(person) ?? new Set();
    const after = new Set([...read, ...archives]);
    if (after.size > LEAVER_READS && after.size > read.size) return false;
    this.#read.set(person, after);
    return true;
  }
}
