/** Archives: list with search, create, one archive as this person may see it, its own row, state and owners. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Rights } from '../access/access.ts';
import { Input } from '../services/archive-input.ts';
import { listText } from '../services/register.ts';
import type { ArchiveRow, ArchiveView, SectionAccess } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { atLeast, onlyByGlass } from '../../model/rights.ts';
import type { Caller } from '../../model/rights.ts';
import { parseDocSection, SECTION_KEYS } from '../../model/sections.ts';
import { createMiddleware } from 'hono/factory';
import { archiveOf, levelOn } from './door.ts';
import type { App, Ctx, Door, Env } from './door.ts';
import { matched, notModified, tagOf } from './etag.ts';
import { mustFit } from './patch-size.ts';
import { publicPath } from './public-path.ts';
import { forbidden } from '../services/errors.ts';
import { archivePage, archiveView, createArchive, owners, rowChange, stateChange } from './schemas.ts';
import { archiveParam, body, json, refusals, secured } from './spec.ts';

const SORTS = ['name', 'updated', 'sum', 'last', 'missing', 'created'] as const;
/** Query parameters that filter; several values with commas. `none` finds the unclassified and the ownerless. */
const FILTERS = ['abc', 'rfm', 'lifecycle', 'kind', 'department', 'owner', 'state', 'role'] as const;

const filterText = z.string().max(1000).optional().openapi({ description: 'Keys apart by commas.' });
const listQuery = z.object({
  q: z.string().max(200).optional().openapi({ description: 'Words of name, code, keys, contacts; Chinese without blanks.' }),
  sort: z.enum(SORTS).default('name').openapi({ description: '`created`: in the order in which they came. No edit moves anything there: for who reads all of them page by page.' }),
  order: z.enum(['asc', 'desc']).optional().openapi({ description: 'Default: names ascending, the others descending.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  abc: filterText, rfm: filterText, lifecycle: filterText, kind: filterText, department: filterText, owner: filterText, state: filterText, role: filterText,
});

export function archiveRoutes(app: App, door: Door): void {
  const { services } = door;
  const tags = ['archives'];
  const security = secured;

  app.openapi(createRoute({
    method: 'get', path: '/api/archives', tags, security, summary: 'List and search',
    request: { query: listQuery },
    responses: { 200: json(archivePage, 'Archives that this person may at least know of, with their digests.'), ...refusals(422) },
  }), async (c) => {
    const query = c.req.valid('query');
    const filters = Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name].split(',').filter(Boolean)]] : [])));
    const page = await listText(door, c.get('session').person, {
      text: query.q ?? '', filters, sort: query.sort, descending: (query.order ?? (query.sort === 'name' ? 'asc' : 'desc')) === 'desc',
      limit: query.limit, cursor: query.cursor ?? null,
    });
    return c.body(page, 200, { 'content-type': 'application/json' }) as never;
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives', tags, security, summary: 'Create an archive; its creator owns it',
    request: { body: body(createArchive) },
    responses: { 201: json(archiveView, 'The new archive.'), ...refusals(403, 409, 413, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const wish = c.req.valid('json');
    // a value may be a row of its own, a way to reach somebody is one of two cells
    const values = Object.values(wish.fields ?? {}).reduce<number>((sum, value) => sum + (Array.isArray(value) ? 2 * value.length : 1), 0);
    mustFit(values + 3 * (wish.contacts?.length ?? 0), door.config.limits.structsPerUpdate);
    const { id } = await services.archives.create(person, wish);
    c.header('location', publicPath(door.config, `/api/archives/${id}`));
    return c.json(await view(door, person, await mustSee(door, c, id)), 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/archives/{id}', tags, security, summary: 'One archive as I may see it',
    request: { params: archiveParam },
    responses: { 200: json(archiveView, 'Row, overview and the sections with my level and its reasons, with an `ETag`.'), 304: { description: 'It has not changed.' }, ...refusals(404) },
  }), async (c) => {
    const shown = await view(door, c.get('session').person, c.get('rights'));
    // whoever may not see the row is not told how often it changed
    return notModified(c, tagOf(shown.row === null ? 0 : c.get('rights').archive.revision, shown)) ? c.body(null, 304) : c.json(shown, 200);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/archives/{id}', middleware: mayChange, tags, security, summary: "Change the archive's own row", description: 'With `If-Match` only while the row is as it was read.',
    request: { params: archiveParam, body: body(rowChange) },
    responses: { 200: json(archiveView, 'The archive as it is now.'), ...refusals(403, 404, 409, 412, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const { archive } = c.get('rights');
    const ifRevision = matched(c);
    const { keeper, department, keys, ...rest } = c.req.valid('json');
    const input = new Input();
    const change = {
      ...rest,
      ...(ifRevision === undefined ? {} : { ifRevision }),
      ...(keeper === undefined ? {} : { keeper: keeper === null ? null : input.person('keeper', keeper) }),
      ...(department === undefined ? {} : { department: input.department('department', department) }),
      ...(keys === undefined ? {} : { keys: input.keys(keys) }),
    };
    input.done();
    await services.archives.change(person, archive.id, change);
    return c.json(await view(door, person, await mustSee(door, c, archive.id)), 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/archives/{id}/state', tags, security, summary: 'Close or reopen an archive',
    request: { params: archiveParam, body: body(stateChange) },
    responses: { 200: json(archiveView, 'The archive as it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { person } = c.get('session');
    const { archive } = c.get('rights');
    const { state, reason } = c.req.valid('json');
    await services.archives.setState(person, archive.id, state, reason);
    return c.json(await view(door, person, await mustSee(door, c, archive.id)), 200);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/archives/{id}/owners', middleware: mayAppoint(door), tags: ['rights'], security, summary: 'Say who owns an archive, with whom, and who stands in',
    request: { params: archiveParam, body: body(owners) },
    responses: { 200: json(z.object({ owner: z.string().nullable(), coOwners: z.array(z.string()).readonly(), deputies: owners.shape.deputies.unwrap().readonly() }).openapi('OwnersNow'), 'The owners as they are now; you may have lost your right.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { archive } = c.get('rights');
    const { owner, coOwners, deputies } = c.req.valid('json');
    const input = new Input();
    const wish = {
      owner: owner === null ? null : input.person('owner', owner),
      coOwners: coOwners.map((id, i) => input.person(`coOwners.${i}`, id)),
      deputies: deputies.map((deputy, i) => ({ ...deputy, person: input.person(`deputies.${i}.person`, deputy.person) })),
    };
    input.done();
    const stored = await services.archives.setOwners(c.get('session').person, archive.id, wish);
    return c.json({ owner: stored.owner, coOwners: stored.coOwners, deputies: stored.deputies }, 200);
  });
}

/** The row is as open as the profile: a level on restricted sections alone changes nothing in it. */
const mayChange = createMiddleware<Env>(async function mayChange(c, next) {
  if (!atLeast(levelOn(c.get('rights'), 'profile'), 'write')) throw forbidden('You may not change this archive.');
  await next();
});

/** Who manages the archive, or its department: the service tells what each may change. */
const mayAppoint = ({ access: { directory } }: Door) => createMiddleware<Env>(async function mayAppoint(c, next) {
  const { level, archive } = c.get('rights');
  const heads = archive.department !== null && directory.manages(c.get('session').person).includes(archive.department);
  if (level !== 'manage' && !heads) throw forbidden('Only who manages an archive may change its owners.');
  await next();
});

/** The caller's rights anew after a change, which may have changed them. */
const mustSee = (door: Door, c: Ctx, id: ArchiveId): Promise<Rights> => archiveOf(door, c, id);

async function view(door: Door, person: Caller, rights: Rights): Promise<ArchiveView> {
  const { access, storage } = door;
  const overview = await access.digest(person, rights.archive.id);
  if (!overview) throw new Error('rights without a digest');
  const years = (await storage.log.sections(rights.archive.id)).flatMap(({ section }) => {
    const parsed = parseDocSection(section);
    return parsed?.kind === 'year' ? [parsed.year] : [];
  }).sort((a, b) => b - a);
  // what one may not know of is not even listed as closed
  const sections = SECTION_KEYS.flatMap((section): SectionAccess[] => {
    const decision = rights.sections.get(section);
    if (!decision || decision.level === 'none') return [];
    return [{ section, level: decision.level, because: decision.because, ...(section === 'contacts' && atLeast(decision.level, 'read') ? { years } : {}) }];
  });
  const [enter, ownPageOnly] = await Promise.all([access.enters(person, rights.archive.id), access.onOwnPages(person, rights.archive.id)]);
  return {
    id: rights.archive.id, level: rights.level, row: atLeast(rights.level, 'read') ? row(door, rights) : null, overview, sections,
    ...glassOf(rights), ...(enter.length > 0 ? { enter } : {}), ...(ownPageOnly.length > 0 ? { ownPageOnly } : {}),
  };
}

/** Told where a broken glass is all that opens it. */
function glassOf({ sections }: Rights): Pick<ArchiveView, 'glass'> {
  const opened = [...sections.values()].filter(({ level }) => atLeast(level, 'read'));
  if (opened.length === 0 || !opened.every(onlyByGlass)) return {};
  const until = opened.flatMap((decision) => decision.until ?? []).sort().at(-1);
  return until === undefined ? {} : { glass: { until } };
}

function row({ access: { directory } }: Door, { archive }: Rights): ArchiveRow {
  const ref = (id: PersonId) => ({ id, name: directory.name(id) });
  const { id, keys, kind, code, packs, deputies, department, confidentiality, state, openedAt, reviewedAt } = archive;
  return {
    id, keys, kind, code, packs, deputies, department, confidentiality, state, openedAt, reviewedAt,
    keeper: archive.keeper === null ? null : ref(archive.keeper),
    owner: archive.owner === null ? null : ref(archive.owner),
    coOwners: archive.coOwners.map(ref),
  };
}
