/** The tree of departments. Everyone signed in may see it; an administrator keeps it. */
import { createRoute, z } from '@hono/zod-openapi';
import { Input } from '../services/archive-input.ts';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import { parseDepartmentId } from '../../model/ids.ts';
import type { Department, Person } from '../../model/rights.ts';
import type { App, Door } from './door.ts';
import { mustKeep } from './keeps-directory.ts';
import { department, departmentChange, departments, newDepartment } from './schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['directory'];
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });
interface Wish { readonly id: string; readonly name: string; readonly parent: string | null; readonly managers: readonly string[] }

export function departmentRoutes(app: App, { access: { directory }, services }: Door): void {
  app.openapi(createRoute({
    method: 'get', path: '/api/departments', tags, security, summary: 'Departments and who manages them',
    responses: { 200: json(departments, 'By name.'), ...refusals() },
  }), (c) => c.json({ items: [...directory.departments()].sort((a, b) => a.name.localeCompare(b.name)) }, 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/departments', tags, security, summary: 'Add a department, or replace the one with this id',
    request: { body: body(newDepartment) },
    responses: { 201: json(department, 'The department as stored now.'), ...refusals(403, 422) },
  }), async (c) => {
    mustKeep(c);
    return c.json(await put(c.req.valid('json'), () => mustKeep(c)), 201);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/departments/{id}', tags, security, summary: 'Change a department, or add it; what is not named stays',
    description: 'The same request twice is the same as once. A new one needs a name.',
    request: { params, body: body(departmentChange) },
    responses: { 200: json(department, 'The department as stored now.'), 201: json(department, 'It was not there.'), ...refusals(403, 422) },
  }), async (c) => {
    mustKeep(c);
    const { id } = c.req.valid('param');
    const wish = c.req.valid('json');
    const there = directory.department(id as Department['id']);
    const name = wish.name ?? there?.name;
    if (name === undefined) throw invalid([{ field: 'name', code: 'missing', message: 'A new department needs a name.' }]);
    const stored = await put({ id, name, parent: wish.parent === undefined ? (there?.parent ?? null) : wish.parent, managers: wish.managers ?? there?.managers ?? [] }, () => mustKeep(c));
    return there ? c.json(stored, 200) : c.json(stored, 201);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/departments/{id}', tags, security, summary: 'Take away an empty department',
    request: { params },
    responses: { 204: { description: 'It is gone.' }, ...refusals(403, 404, 409) },
  }), async (c) => {
    mustKeep(c);
    const id = parseDepartmentId(c.req.valid('param').id);
    if (!id) throw new Refusal('not-found', 'There is no such department.');
    await services.directory.dropDepartment(id, c.get('session').person.id);
    return c.body(null, 204);
  });

  async function put(wish: Wish, keeper: () => Person): Promise<Department> {
    const input = new Input();
    const id = input.department('id', wish.id);
    const parent = input.department('parent', wish.parent);
    const managers = [...new Set(wish.managers.map((each, i) => directory.current(input.person(`managers.${i}`, each))))];
    const seen = new Set<string>();
    for (let above = parent; above !== null && !seen.has(above); above = directory.department(above)?.parent ?? null) {
      seen.add(above);
      if (above !== id) continue;
      input.wrong('parent', 'circle', 'A department cannot stand above itself.');
      break;
    }
    input.done();
    if (id === null) throw new Error('a checked id is never null');
    const stored = { id, name: wish.name.trim(), parent, managers };
    const me = keeper();
    const before = new Set(directory.manages(me));
    if (directory.wouldManage(me, [stored]).some((each) => !before.has(each))) throw forbidden('Nobody makes themselves manager of a department; ask another administrator.');
    await services.directory.putDepartments([stored], me.id);
    return stored;
  }
}
