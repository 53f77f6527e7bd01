/** Departments as a tree: paths, depths and what may not stand above what. A circle or a lost parent never hides a department. */
import type { DepartmentView } from '../../model/api.ts';

const MOST = 32;

function chain(departments: ReadonlyMap<string, DepartmentView>, id: string): readonly DepartmentView[] {
  const found: DepartmentView[] = [];
  for (let each = departments.get(id); each && !found.includes(each) && found.length < MOST; each = each.parent === null ? undefined : departments.get(each.parent)) found.unshift(each);
  return found;
}
const byId = (departments: readonly DepartmentView[]): ReadonlyMap<string, DepartmentView> => new Map(departments.map((each) => [each.id, each]));

/** `Sales › South`; what is not known stays as it is written. */
export const pathOf = (departments: readonly DepartmentView[], id: string): string => chain(byId(departments), id).map(({ name }) => name).join(' › ') || id;

/** Each below its parent, sisters by name. */
export function sortedByPath(departments: readonly DepartmentView[]): readonly (DepartmentView & { readonly path: string; readonly depth: number })[] {
  const map = byId(departments);
  return departments
    .map((each) => {
      const way = chain(map, each.id);
      return { ...each, path: way.map(({ name }) => name).join(' › '), depth: way.length - 1 };
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** Whether `id` lies in `top` or below it: then it cannot be its parent. */
export const isBelow = (departments: readonly DepartmentView[], id: string, top: string): boolean => chain(byId(departments), id).some((each) => each.id === top);
