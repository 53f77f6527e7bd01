/** Colleagues and departments by name, asked once a session; what a person may see of them is the server's affair. */
import type { DepartmentView, PersonView } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';

type Asker = Pick<Session, 'request'>;
interface People { readonly items: readonly PersonView[]; readonly next: string | null }

const people = new WeakMap<Asker, Promise<readonly PersonView[]>>();
const departments = new WeakMap<Asker, Promise<readonly DepartmentView[]>>();

/** The next caller asks again after a failure; whoever waits hears of it. */
function once<T>(kept: WeakMap<Asker, Promise<T>>, session: Asker, ask: () => Promise<T>): Promise<T> {
  let answer = kept.get(session);
  if (!answer) {
    kept.set(session, (answer = ask()));
    answer.catch(() => kept.delete(session));
  }
  return answer;
}

/** Also those who left, because entries keep their names. */
export const colleagues = (session: Asker): Promise<readonly PersonView[]> =>
  once(people, session, async () => {
    const all: PersonView[] = [];
    let cursor: string | null = null;
    do {
      const page: People = await session.request<People>('GET', `/api/people?limit=500${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      all.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return all;
  });

export const departmentList = (session: Asker): Promise<readonly DepartmentView[]> =>
  once(departments, session, async () => (await session.request<{ readonly items: readonly DepartmentView[] }>('GET', '/api/departments')).items);
