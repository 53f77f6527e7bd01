/** Colleagues by name or id, departments by their place in the tree. A company may have ten thousand people: they are searched on the server, and only who is shown is named. */
import type { DepartmentView, PersonView } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';

type Asker = Pick<Session, 'request'>;
interface People { readonly items: readonly PersonView[]; readonly next: string | null }
export interface FoundPeople { readonly items: readonly PersonView[]; /** There are more: the next letter brings fewer. */ readonly more: boolean }

/** More are found by typing; a longer list is not read. */
const MOST = 20;
/** Ids that one question names: addresses have an end. */
const NAMED_AT_ONCE = 40;

/** Active colleagues whose name has these words, those whose name begins with them first. */
export async function findColleagues(session: Asker, text: string, limit = MOST): Promise<FoundPeople> {
  const { items, next } = await session.request<People>('GET', `/api/people?${new URLSearchParams({ q: text.trim().slice(0, 100), limit: String(limit) })}`);
  return { items: items.filter(({ active }) => active), more: next !== null };
}

class Names {
  readonly #session: Asker;
  /** Null: nobody has this id. */
  readonly #names = new Map<string, string | null>();
  #missing = new Set<string>();
  #waiting = new Set<() => void>();

  constructor(session: Asker) {
    this.#session = session;
  }

  of(id: string, changed: () => void): string | undefined {
    const name = this.#names.get(id);
    if (name !== undefined) return name ?? undefined;
    if (this.#missing.size === 0) queueMicrotask(() => void this.#ask());
    this.#missing.add(id);
    this.#waiting.add(changed);
    return undefined;
  }

  async #ask(): Promise<void> {
    const [ids, waiting] = [[...this.#missing], [...this.#waiting]];
    this.#missing = new Set();
    this.#waiting = new Set();
    // nobody is asked for twice while the answer is on its way
    for (const id of ids) this.#names.set(id, null);
    for (let start = 0; start < ids.length; start += NAMED_AT_ONCE) {
      const some = ids.slice(start, start + NAMED_AT_ONCE);
      try {
        const { items } = await this.#session.request<People>('GET', `/api/people?${new URLSearchParams(some.map((id) => ['id', id]))}`);
        for (const { id, name } of items) this.#names.set(id, name);
      } catch {
        for (const id of some) this.#names.delete(id); // ids stand where names would; the next drawing asks again
      }
    }
    for (const changed of waiting) changed();
  }
}

const names = new WeakMap<Asker, Names>();
/** Also of who has left. Undefined as long as it is not here: `changed` is called when it has come. */
export function colleagueName(session: Asker, id: string, changed: () => void): string | undefined {
  let known = names.get(session);
  if (!known) names.set(session, (known = new Names(session)));
  return known.of(id, changed);
}

const departments = new WeakMap<Asker, Promise<readonly DepartmentView[]>>();
/** As a tree is read, each with its path for a name: `Company › Sales › South`. Asked once a session; the next caller asks again after a failure. */
export function departmentList(session: Asker): Promise<readonly DepartmentView[]> {
  let answer = departments.get(session);
  if (!answer) {
    departments.set(session, (answer = session.request<{ readonly items: readonly DepartmentView[] }>('GET', '/api/departments').then(({ items }) => asTree(items))));
    answer.catch(() => departments.delete(session));
  }
  return answer;
}

/** Where the tree is broken, a department stands at its top. */
export function asTree(items: readonly DepartmentView[]): readonly DepartmentView[] {
  const byId = new Map(items.map((item) => [item.id as string, item]));
  const pathOf = (item: DepartmentView): readonly string[] => {
    const path: string[] = [];
    const seen = new Set<string>();
    for (let at: DepartmentView | undefined = item; at && !seen.has(at.id); at = at.parent === null ? undefined : byId.get(at.parent)) {
      seen.add(at.id);
      path.unshift(at.name);
    }
    return path;
  };
  return items.map((item) => ({ item, path: pathOf(item) }))
    .sort((a, b) => compare(a.path, b.path))
    .map(({ item, path }) => ({ ...item, name: path.join(' › ') }));
}

/** A parent before its children, which lie together. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = (a[i] ?? '').localeCompare(b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
