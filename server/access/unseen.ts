/**
 * Compliance and auditors leave no presence (DESIGN 5): whatever they did stands there, and others are told that compliance did it, never who. Who was one of them once is so for good: roles that a
 * token brings end with it, and what was written does not. Presence itself is the sync core's.
 */
import type { DirectoryStore } from '../storage/storage.ts';
import type { PersonId } from '../../model/ids.ts';
import type { PersonRef } from '../../model/overview.ts';
import { isUnseen, seesUnseen } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { Directory } from './directory.ts';

/** Stands for every one of them: an id that nobody can sign in under. */
export const UNSEEN: PersonRef = Object.freeze({ id: 'key:unseen' as PersonId, name: 'Compliance' });

const KEPT = 'unseen-people';

export class UnseenReaders {
  readonly #directory: Pick<Directory, 'current' | 'name' | 'person' | 'stored'>;
  /** True: they are nothing else, so that colleagues have no reason to find them either. */
  readonly #ids = new Map<PersonId, boolean>();
  #store: Pick<DirectoryStore, 'setting' | 'putSetting'> | null = null;

  constructor(directory: Pick<Directory, 'current' | 'name' | 'person' | 'stored'>) {
    this.#directory = directory;
  }

  async load(store: Pick<DirectoryStore, 'setting' | 'putSetting'>): Promise<void> {
    this.#store = store;
    const kept = await store.setting(KEPT);
    for (const [id, alone] of (kept ?? []) as readonly (readonly [PersonId, boolean])[]) this.#ids.set(id, alone);
  }

  /** Everybody who was one of them once, as they are called now. */
  everyone(): readonly PersonId[] {
    return [...new Set([...this.#ids.keys()].map((id) => this.#directory.current(id)))];
  }

  /** Before they are let in: from then on it is known even when nothing else says so any more. */
  async note(person: Person): Promise<void> {
    const alone = isAlone(person);
    if (!isUnseen(person) || this.#ids.get(person.id) === alone) return;
    this.#ids.set(person.id, alone);
    await this.#store?.putSetting(KEPT, [...this.#ids]);
  }

  /** Whether this person is shown to that one as somebody of compliance and no more. */
  hides(id: PersonId, from: PersonId): boolean {
    const [now, viewer] = [this.#directory.current(id), this.#directory.current(from)];
    if (now === viewer) return false;
    const person = this.#directory.person(now) ?? this.#directory.stored(now);
    if (!this.#ids.has(now) && !this.#ids.has(id) && !(person && isUnseen(person))) return false;
    const reader = this.#directory.person(viewer);
    return !(reader && seesUnseen(reader));
  }

  /** Whether colleagues such as this one do not even find the person in the directory. */
  hidden(id: PersonId, from: PersonId): boolean {
    if (!this.hides(id, from)) return false;
    const now = this.#directory.current(id);
    const person = this.#directory.person(now);
    return person && isUnseen(person) ? isAlone(person) : (this.#ids.get(now) ?? this.#ids.get(id) ?? true);
  }

  /** A person as this one may see them. */
  ref(id: PersonId, to: PersonId): PersonRef {
    return this.hides(id, to) ? UNSEEN : { id: this.#directory.current(id), name: this.#directory.name(id) };
  }
}

const isAlone = ({ roles }: Person): boolean => roles.every((role) => role === 'compliance' || role === 'auditor');
