/** Names of colleagues and departments in a form, asked for when they are first shown. A failure leaves ids instead of names and is asked again. */
import type { DepartmentView } from '../../model/api.ts';
import type { Session } from '../internal/session.ts';
import { colleagueName, departmentList } from '../list/directory.ts';

export class Directory {
  /** Names that other answers brought along, such as the archive's owner, or a search. */
  readonly known = new Map<string, string>();
  readonly session: Session;
  readonly #changed: () => void;
  #departments: readonly DepartmentView[] | null = null;
  #asking = false;

  constructor(session: Session, changed: () => void) {
    this.session = session;
    this.#changed = changed;
  }

  nameOf(id: string): string {
    return this.known.get(id) ?? colleagueName(this.session, id, this.#changed) ?? id;
  }

  /** In the order of their tree, named by their path; empty as long as they are not here. */
  get departments(): readonly DepartmentView[] {
    if (this.#departments === null && !this.#asking) {
      this.#asking = true;
      departmentList(this.session).then((items) => {
        this.#departments = items;
        this.#changed();
      }, () => undefined /* ids stand where names would */).finally(() => { this.#asking = false; });
    }
    return this.#departments ?? [];
  }

  departmentName(id: string): string {
    return this.departments.find((department) => department.id === id)?.name ?? id;
  }
}
