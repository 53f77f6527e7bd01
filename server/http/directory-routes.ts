/** People, departments and grants. Everyone signed in may look a colleague up; keeping the directory is a right of its own. */
import { createRoute, z } from '@hono/zod-openapi';
import { Input } from '../services/archive-input.ts';
import { forbidden, Refusal } from '../services/errors.ts';
import type { PersonView } from '../../model/api.ts';
import { parseGrantId, parsePersonId } from '../../model/ids.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { App, Ctx, Door } from './door.ts';
import { department, departments, grant, newDepartment, newGrant, newPerson, people, person, personChange } from './schemas.ts';
import { body, json, refusals, secured } from './spec.ts';
import { archiveOf } from './door.ts';

export function directoryRoutes(app: App, door: Door): void {
  const { access: { directory }, services } = door;
  const tags = ['directory'];
  const security = secured;
  /** Asked again in the moment of the change: a body may take minutes to arrive. */
  const mustKeep = (c: Ctx): Person => {
    const { person: me } = c.get('session');
    if (!mayConfigure(me)) throw forbidden('Only an administrator keeps the directory.');
    return me;
  };

  app.openapi(createRoute({
    method: 'get', path: '/api/people', tags, security, summary: 'Find colleagues by name',
    request: { query: z.object({ q: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(500).default(100), cursor: z.string().max(128).optional() }) },
    responses: { 200: json(people, 'By name.'), ...refusals(422) },
  }), (c) => {
    const { q, limit, cursor } = c.req.valid('query');
    const full = mayConfigure(c.get('session').person);
    const words = fold(q ?? '').split(/\s+/).filter(Boolean);
    const found = directory.people()
      .filter((each) => (full || each.active) && words.every((word) => fold(`${each.name} ${each.id}`).includes(word)))
      .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    const start = cursor === undefined ? 0 : found.findIndex((each) => each.id === cursor) + 1;
    const page = found.slice(start, start + limit);
    return c.json({ items: page.map((each) => view(each, full)), next: start + limit < found.length ? (page.at(-1)?.id ?? null) : null }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/people', tags, security, summary: 'Add a person before their first sign-in',
    request: { body: body(newPerson) },
    responses: { 201: json(person, 'The person.'), ...refusals(403, 409, 422) },
  }), async (c) => {
    mustKeep(c);
    const wish = c.req.valid('json');
    const input = new Input();
    const id = input.person('id', wish.id);
    input.done();
    const blank: Person = { id, name: wish.name, email: null, department: null, roles: [], clearances: [], reportsTo: null, active: true, withheld: [] };
    const stored = await services.directory.changePerson(id, (there) => {
      if (there) throw new Refusal('conflict', 'There is a person with this id.', { field: 'id' });
      return changed(blank, wish, mustKeep(c));
    });
    return c.json(view(stored, true), 201);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/people/{id}', tags, security, summary: 'Change a person; what is not named stays',
    description: 'Open connections follow before this answers: who becomes inactive is cut off.',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) }), body: body(personChange) },
    responses: { 200: json(person, 'The person as stored now.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    mustKeep(c);
    const id = parsePersonId(c.req.valid('param').id);
    const missing = new Refusal('not-found', 'There is no such person.');
    if (!id) throw missing;
    const stored = await services.directory.changePerson(id, (old) => {
      if (!old) throw missing;
      return changed(old, c.req.valid('json'), mustKeep(c));
    });
    return c.json(view(stored, true), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/departments', tags, security, summary: 'Departments and who manages them',
    responses: { 200: json(departments, 'By name.'), ...refusals() },
  }), (c) => c.json({ items: [...directory.departments()].sort((a, b) => a.name.localeCompare(b.name)) }, 200));

  app.openapi(createRoute({
    method: 'post', path: '/api/departments', tags, security, summary: 'Add a department, or change the one with this id',
    request: { body: body(newDepartment) },
    responses: { 201: json(department, 'The department as stored now.'), ...refusals(403, 422) },
  }), async (c) => {
    mustKeep(c);
    const wish = c.req.valid('json');
    const input = new Input();
    const id = input.department('id', wish.id);
    const parent = input.department('parent', wish.parent);
    const managers = [...new Set(wish.managers.map((each, i) => input.person(`managers.${i}`, each)))];
    for (let above = parent; above !== null; above = directory.department(above)?.parent ?? null) {
      if (above !== id) continue;
      input.wrong('parent', 'circle', 'A department cannot stand above itself.');
      break;
    }
    input.done();
    if (id === null) throw new Error('a checked id is never null');
    const stored = { id, name: wish.name, parent, managers };
    const me = mustKeep(c);
    const before = new Set(directory.manages(me));
    if (directory.wouldManage(me, stored).some((each) => !before.has(each))) throw forbidden('Nobody makes themselves manager of a department; ask another administrator.');
    await services.directory.putDepartment(stored);
    return c.json(stored, 201);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/grants', tags: ['rights'], security, summary: 'Give a dated right on an archive',
    request: { body: body(newGrant) },
    responses: { 201: json(grant, 'The grant.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    const { archive } = await archiveOf(door, c, wish.archive);
    const stored = await services.archives.grant(c.get('session').person, { ...wish, archive: archive.id, to: wish.to as never, until: wish.until ?? null });
    return c.json(stored, 201);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/grants/{id}', tags: ['rights'], security, summary: 'End a grant now',
    request: { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) }) },
    responses: { 204: { description: 'Ended; open connections have followed.' }, ...refusals(403, 404) },
  }), async (c) => {
    const id = parseGrantId(c.req.valid('param').id);
    if (!id) throw new Refusal('not-found', 'There is no such grant.');
    await services.archives.endGrant(c.get('session').person, id);
    return c.body(null, 204);
  });
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const view = ({ id, name, department: where, active, email, roles, withheld, clearances, reportsTo }: Person, full: boolean): PersonView =>
  ({ id, name, department: where, active, ...(full ? { email, roles, withheld: withheld ?? [], clearances, reportsTo } : {}) });

type Wish = Partial<{ name: string; email: string | null; department: string | null; roles: Person['roles']; withheld: Person['roles']; clearances: Person['clearances']; reportsTo: string | null; active: boolean }>;

/** Nobody raises or shuts out themselves: rights come from somebody else. */
function changed(old: Person, wish: Wish, me: Person): Person {
  const input = new Input();
  const next: Person = {
    ...old,
    ...(wish.name === undefined ? {} : { name: wish.name.trim() }),
    ...(wish.email === undefined ? {} : { email: wish.email }),
    ...(wish.department === undefined ? {} : { department: input.department('department', wish.department) }),
    ...(wish.roles === undefined ? {} : { roles: [...new Set(wish.roles)] }),
    ...(wish.withheld === undefined ? {} : { withheld: [...new Set(wish.withheld)] }),
    ...(wish.clearances === undefined ? {} : { clearances: [...new Set(wish.clearances)] }),
    ...(wish.reportsTo === undefined ? {} : { reportsTo: wish.reportsTo === null ? null : input.person('reportsTo', wish.reportsTo) }),
    ...(wish.active === undefined ? {} : { active: wish.active }),
  };
  input.done();
  const own = (['roles', 'withheld', 'clearances', 'active', 'department'] as const).some((key) => JSON.stringify(old[key] ?? []) !== JSON.stringify(next[key] ?? []));
  if (old.id === me.id && own) throw forbidden('Nobody changes their own rights; ask another administrator.');
  return next;
}
