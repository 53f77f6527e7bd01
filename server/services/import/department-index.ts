/** Departments by id and, where one alone has it, by name: those that are there, and those that an import brings. */
import { parseDepartmentId, type DepartmentId } from '../../../model/ids.ts';
import type { Department } from '../../../model/rights.ts';

export class DepartmentIndex {
  readonly #departments = new Map<DepartmentId, Department>();

  constructor(departments: readonly Department[]) {
    for (const department of departments) this.keep(department);
  }

  keep(department: Department): void {
    this.#departments.set(department.id, department);
  }

  get(id: DepartmentId): Department | undefined {
    return this.#departments.get(id);
  }

  has(id: DepartmentId): boolean {
    return this.#departments.has(id);
  }

  /** Of a department that is there; null: none is meant. */
  known(text: string): DepartmentId | null {
    const id = parseDepartmentId(text);
    if (id !== undefined && this.#departments.has(id)) return id;
    const named = [...this.#departments.values()].filter(({ name }) => name === text);
    return named.length === 1 ? (named[0]?.id ?? null) : null;
  }

  /** The same, else the text itself as the id of a new one; undefined when it cannot be an id. */
  named(text: string): DepartmentId | undefined {
    return this.known(text) ?? parseDepartmentId(text);
  }
}
