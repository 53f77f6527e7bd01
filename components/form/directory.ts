/** Colleagues and departments for pickers, asked once a form when first needed. A failure leaves ids instead of names and is asked again. */
import type { DepartmentView, PersonView } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';

interface Page<T> { readonly items: readonly T[]; readonly next?: string | null }

/** One list that loads itself when it is first looked at. */
class Listing<T> {
  items: readonly T[] = [];
  #state: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  #end: Promise<void> = Promise.resolve();
  readonly #load: () => Promise<readonly T[]>;
  readonly #changed: () => void;

  constructor(load: () => Promise<readonly T[]>, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
  }

  get(): readonly T[] {
    if (this.#state === 'idle') {
      this.#state = 'loading';
      this.#end = this.#load().then(
        (items) => {
          this.items = items;
          this.#state = 'ready';
          this.#changed();
        },
        // ids stand where names would; `again` tries once more when a picker is entered
        () => { this.#state = 'failed'; },
      );
    }
    return this.items;
  }
  /** Neither here nor refused yet. */
  get waiting(): boolean {
    return this.#state === 'idle' || this.#state === 'loading';
  }
  /** Ends when the list is here, or was not to be had. */
  settled(): Promise<void> {
    this.get();
    return this.#end;
  }
  again(): void {
    if (this.#state !== 'failed') return;
    this.#state = 'idle';
    this.get();
  }
}

export class Directory {
  readonly people: Listing<PersonView>;
  readonly departments: Listing<DepartmentView>;
  /** Names that other answers brought along, such as the archive's owner. */
  readonly known = new Map<string, string>();

  constructor(session: Session, changed: () => void) {
    const all = async <T>(path: string): Promise<readonly T[]> => {
      const items: T[] = [];
      for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined; ) {
        const page: Page<T> = await session.request<Page<T>>('GET', `${path}?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
        items.push(...page.items);
        cursor = page.next;
      }
      return items;
    };
    this.people = new Listing(() => all<PersonView>('/api/people'), changed);
    this.departments = new Listing(() => session.request<Page<DepartmentView>>('GET', '/api/departments').then(({ items }) => items), changed);
  }

  nameOf(id: string): string {
    return this.people.get().find((person) => person.id === id)?.name ?? this.known.get(id) ?? id;
  }
  departmentName(id: string): string {
    return this.departments.get().find((department) => department.id === id)?.name ?? id;
  }
  /** Two people of one name are told apart by their department. */
  choices(): readonly { readonly id: string; readonly text: string }[] {
    const active = this.people.get().filter((person) => person.active);
    const count = new Map<string, number>();
    for (const { name } of active) count.set(name, (count.get(name) ?? 0) + 1);
    return active.map(({ id, name, department }) => ({ id, text: (count.get(name) ?? 0) > 1 ? `${name} (${department === null ? id : this.departmentName(department)})` : name }));
  }
}
