/** People: everyone signed in may look a colleague up; an administrator keeps them, and nobody their own rights. */
import { createRoute, z } from '@hono/zod-openapi';
import { Input } from '../services/archive-input.ts';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import { joined } from '../services/joined-person.ts';
import type { PersonView } from '../../model/api.ts';
import { parsePersonId } from '../../model/ids.ts';
import type { PersonId } from '../../model/ids.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { App, Door } from './door.ts';
import { mustKeep } from './keeps-directory.ts';
import { newPerson, people, person, personChange } from './schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['directory'];
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });
/** One that a page shows has a few names; a list of ids is no way to read the directory. */
const MOST_IDS = 200;

export function peopleRoutes(app: App, { access: { directory, unseen }, services }: Door): void {
  app.openapi(createRoute({
    method: 'get', path: '/api/people', tags, security, summary: 'Find colleagues by name, or name those of known ids',
    description: 'With `q` those whose name begins with it come first. With `id`, which may be repeated, exactly these, also who has left, in the order asked; ids that nobody has are left out.',
    request: {
      query: z.object({
        q: z.string().max(100).optional(),
        id: z.union([z.string(), z.array(z.string()).max(MOST_IDS)]).optional().openapi({ type: 'array', items: { type: 'string' }, maxItems: MOST_IDS }),
        department: z.string().max(64).optional().openapi({ description: 'Only people of this department.' }),
        limit: z.coerce.number().int().min(1).max(500).default(100), cursor: z.string().max(128).optional(),
      }),
    },
    responses: { 200: json(people, 'By name.'), ...refusals(422) },
  }), (c) => {
    const { q, id, department, limit, cursor } = c.req.valid('query');
    const me = c.get('session').person;
    const full = mayConfigure(me);
    if (id !== undefined) return c.json({ items: named(typeof id === 'string' ? [id] : id, me), next: null }, 200);
    const words = fold(q ?? '').split(/\s+/).filter(Boolean);
    const fit = directory.byName().filter((each) => (full || each.active) && !unseen.hidden(each.id, me.id) && (department === undefined || each.department === department) && words.every((word) => folded(each).includes(word)));
    const [first = ''] = words;
    const found = first === '' ? fit : [...fit.filter((each) => folded(each).startsWith(first)), ...fit.filter((each) => !folded(each).startsWith(first))];
    const start = cursor === undefined ? 0 : found.findIndex((each) => each.id === cursor) + 1;
    const page = found.slice(start, start + limit);
    return c.json({ items: page.map((each) => view(each, full)), next: start + limit < found.length ? (page.at(-1)?.id ?? null) : null }, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/people/{id}', tags, security, summary: 'One colleague',
    request: { params },
    responses: { 200: json(person, 'Also who has left.'), ...refusals(404) },
  }), (c) => {
    const found = named([c.req.valid('param').id], c.get('session').person)[0];
    if (!found) throw missing();
    return c.json(found, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/people', tags, security, summary: 'Add a person before their first sign-in',
    request: { body: body(newPerson) },
    responses: { 201: json(person, 'The person.'), ...refusals(403, 409, 422) },
  }), async (c) => {
    mustKeep(c);
    const wish = c.req.valid('json');
    const id = freeId(wish.id);
    const stored = await services.directory.changePerson(id, (there) => {
      if (there) throw new Refusal('conflict', 'There is a person with this id.', { field: 'id' });
      return changed(blank(id, wish.name), wish, mustKeep(c));
    }, c.get('session').person.id);
    return c.json(view(stored, true), 201);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/people/{id}', tags, security, summary: 'Change a person, or add them; what is not named stays',
    description: 'The same request twice is the same as once; a new person needs a name. Open connections follow before this answers: who becomes inactive is cut off.',
    request: { params, body: body(personChange) },
    responses: { 200: json(person, 'The person as stored now.'), 201: json(person, 'Nobody had this id.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    mustKeep(c);
    const { sub, ...wish } = c.req.valid('json');
    const asked = parsePersonId(c.req.valid('param').id);
    if (!asked) throw missing();
    const id = directory.current(asked);
    if (sub !== undefined && sub !== id) {
      const to = freeId(sub, 'sub');
      const stored = await services.directory.renamePerson(id, to, (old, there) => {
        if (!old) throw missing();
        const me = mustKeep(c);
        // with the id come archives, grants and departments
        if (to === me.id || id === me.id) throw forbidden('Nobody takes over another person, or gives themselves another id; ask another administrator.');
        return changed(joined(old, there, to), wish, me);
      }, c.get('session').person.id);
      return c.json(view(stored, true), 200);
    }
    let made = false;
    const stored = await services.directory.changePerson(id, (old) => {
      made = old === undefined;
      if (!old && wish.name === undefined) throw invalid([{ field: 'name', code: 'missing', message: 'A new person needs a name.' }]);
      return changed(old ?? blank(id, wish.name ?? ''), wish, mustKeep(c));
    }, c.get('session').person.id);
    return made ? c.json(view(stored, true), 201) : c.json(view(stored, true), 200);
  });

  function named(ids: readonly string[], me: Person): PersonView[] {
    return ids.flatMap((text) => {
      const now = directory.current(text as PersonId);
      const found = directory.stored(now);
      return found && !unseen.hidden(now, me.id) ? [{ ...view(found, mayConfigure(me)), id: text as PersonId, ...(now === text ? {} : { now }) }] : [];
    });
  }

  /** Parsed, and not the earlier id of somebody: it would sign nobody in. */
  function freeId(text: string, field = 'id'): PersonId {
    const input = new Input();
    const id = input.person(field, text);
    input.done();
    if (directory.current(id) !== id) throw new Refusal('conflict', 'A person had this id before and has another now.', { field });
    return id;
  }
}

const missing = (): Refusal => new Refusal('not-found', 'There is no such person.');
const blank = (id: PersonId, name: string): Person => ({ id, name, email: null, department: null, roles: [], clearances: [], reportsTo: null, active: true, withheld: [] });

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
/** A page asks with every letter, and folding ten thousand names takes longer than looking through them. */
const foldedOf = new WeakMap<Person, string>();
function folded(each: Person): string {
  let text = foldedOf.get(each);
  if (text === undefined) foldedOf.set(each, (text = fold(`${each.name} ${each.id}`)));
  return text;
}

const view = ({ id, name, department, active, email, roles, withheld, clearances, reportsTo }: Person, full: boolean): PersonView =>
  ({ id, name, department, active, ...(full ? { email, roles, withheld: withheld ?? [], clearances, reportsTo } : {}) });

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
