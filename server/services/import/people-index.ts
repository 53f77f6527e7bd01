/** Who the rows of people are, before any is written: a superior or a manager may stand further down, in another file, or in the directory already. */
import { parsePersonId, type PersonId } from '../../../model/ids.ts';
import type { Person } from '../../../model/rights.ts';
import type { ImportedRow } from '../../storage/storage.ts';
import type { ImportPort } from './port.ts';
import type { Row } from './rows.ts';

/** A row's name in its source: its id, or its sign-in's where it has no other. */
export const externalOf = (row: Row): string => row.text('id') || row.text('sub');

export interface KnownRow {
  /** As an earlier import brought it. */
  readonly imported: ImportedRow | null;
  /** Whom it means in the directory now, or will when it is new. */
  readonly id: PersonId;
  /** The text that names the superior. */
  readonly superior: string;
}

export class PeopleIndex {
  readonly #port: Pick<ImportPort, 'importedRow' | 'current'>;
  readonly #source: string;
  readonly #people: Map<PersonId, Person>;
  readonly #rows = new Map<string, KnownRow>();
  readonly #rowsById = new Map<PersonId, KnownRow>();
  readonly #byEmail = new Map<string, PersonId | null>();

  constructor(port: Pick<ImportPort, 'importedRow' | 'current'>, source: string, people: readonly Person[]) {
    this.#port = port;
    this.#source = source;
    this.#people = new Map(people.map((person) => [person.id, person]));
    for (const { id, email } of people) if (email !== null) this.#email(email, id);
  }

  /** `sub` counts only where who imports may set it. The first row of an external id counts. */
  async add(row: Row, sub: PersonId | null): Promise<void> {
    const external = externalOf(row);
    const fresh = parsePersonId(`${this.#source}:${external}`);
    if (external === '' || fresh === undefined || this.#rows.has(external)) return;
    const imported = await this.#port.importedRow(this.#source, 'employees', external);
    const target = imported ? this.#port.current(imported.target as PersonId) : null;
    const id = target ?? sub ?? this.#port.current(fresh);
    if (this.#rows.has(external)) return;
    const known: KnownRow = { imported, id: target !== null && sub !== null && this.follows(imported, target, fresh) ? sub : id, superior: row.text('reportsTo') };
    this.#rows.set(external, known);
    if (!this.#rowsById.has(known.id)) this.#rowsById.set(known.id, known);
    const email = row.text('email');
    if (email !== '') this.#email(email, id);
  }

  /** The row's person goes by the file: they have the id that an import gave them, the first one or the last `sub` of the file. */
  follows(imported: ImportedRow | null, now: PersonId, fresh: PersonId): boolean {
    return now === fresh || now === imported?.values['sub'];
  }

  row(external: string): KnownRow | undefined {
    return this.#rows.get(external);
  }

  person(id: PersonId): Person | undefined {
    return this.#people.get(id);
  }

  /** The directory was changed by this import. */
  keep(person: Person, before: PersonId = person.id): void {
    this.#people.delete(before);
    this.#people.set(person.id, person);
  }

  /** By the id in the source, here or in an earlier import, by the id in the directory, or by an e-mail address that one alone has. */
  async named(text: string): Promise<PersonId | undefined> {
    const here = this.#rows.get(text);
    if (here) return here.id;
    const known = await this.#port.importedRow(this.#source, 'employees', text);
    if (known) return this.#port.current(known.target as PersonId);
    const id = parsePersonId(text);
    const now = id === undefined ? undefined : this.#port.current(id);
    if (now !== undefined && (this.#rowsById.has(now) || this.#people.has(now))) return now;
    return (text.includes('@') ? this.#byEmail.get(text.toLowerCase()) : null) ?? undefined;
  }

  /** Whether the chain of superiors leads from a person back to them, as the files have it and the directory for those who are in no file. */
  async inCircle(id: PersonId): Promise<boolean> {
    const seen = new Set<PersonId>();
    let at = await this.#above(id);
    while (at !== null && !seen.has(at)) {
      if (at === id) return true;
      seen.add(at);
      at = await this.#above(at);
    }
    return false;
  }

  async #above(id: PersonId): Promise<PersonId | null> {
    const row = this.#rowsById.get(id);
    if (row) return row.superior === '' ? null : ((await this.named(row.superior)) ?? null);
    return this.#people.get(id)?.reportsTo ?? null;
  }

  #email(text: string, id: PersonId): void {
    const key = text.trim().toLowerCase();
    const there = this.#byEmail.get(key);
    this.#byEmail.set(key, there === undefined || there === id ? id : null);
  }
}
