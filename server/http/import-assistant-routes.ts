/** Importing in steps: files are received and looked at, columns mapped, rows of a run read page by page, a run gone on with or undone, mappings and watched folders kept. Starting and watching are in `import-routes.ts`. */
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createRoute, z } from '@hono/zod-openapi';
import { parseExternalKey } from '../../model/ids.ts';
import { IMPORT_TABLES, ROW_STATES, type ImportUpload, type RowState, type WatchedFolder } from '../../model/import/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { mayConfigure, mayImport, type Person } from '../../model/rights.ts';
import { isSectionKey, SECTIONS } from '../../model/sections.ts';
import { forbidden, invalid, Refusal } from '../services/errors.ts';
import type { Imports } from '../services/import/jobs.ts';
import { lookAt } from '../services/import/look.ts';
import { isOwn, jobFor } from '../services/import/report.ts';
import { checkMapping, type SavedMappings } from '../services/import/saved-mappings.ts';
import { targetsOf } from '../services/import/target-list.ts';
import { UploadError } from '../services/import/upload.ts';
import type { KeptUpload, Uploads } from '../services/import/uploads.ts';
import { checkFolders } from '../services/import/watch.ts';
import type { App, Ctx, Door } from './door.ts';
import { job } from './schemas.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['imports'];
const byId = z.object({ id: z.string().max(64).openapi({ param: { name: 'id', in: 'path' } }) });
const bySource = z.object({ source: z.string().max(64).openapi({ param: { name: 'source', in: 'path' } }) });
/** Their fields are in `model/import/api.ts`; `docs/import.md` explains them. */
const shape = (name: string, description: string) => z.looseObject({}).openapi(name, { description });
const upload = shape('ImportUpload', 'Files that were received, with what was found in them.');
const view = shape('ImportView', 'An import with what it was asked to do.');
const rows = shape('ImportRows', 'What became, or would become, of each row.');
const saved = shape('SavedMapping', 'How the columns of a source are read.');
const mapping = z.looseObject({ tables: z.array(z.looseObject({})) }).openapi('ImportMapping');

/** Values of restricted sections are for the cleared, whoever imported them. */
function isOpenTo({ clearances }: Person, section: string): boolean {
  const kind = isSectionKey(section) ? SECTIONS[section].class : null;
  return kind?.kind !== 'restricted' || clearances.includes(kind.clearance);
}

export interface Assistant { readonly imports: Imports; readonly uploads: Uploads; readonly mappings: SavedMappings; readonly refused: (error: UploadError) => Error }

export function importAssistantRoutes(app: App, door: Door, { imports, uploads, mappings, refused }: Assistant): void {
  const { config: { limits }, services } = door;
  const mustImport = (c: Ctx) => {
    const { person } = c.get('session');
    if (!mayImport(person) && !mayConfigure(person)) throw forbidden('Only an information steward imports archives, and an administrator people and departments.');
    return person;
  };
  /** Rows of archives name customers: an administrator works with no content. */
  const mustSee = (c: Ctx) => {
    const { person } = c.get('session');
    if (!mayImport(person)) throw forbidden('Only an information steward sees the rows of imports.');
    return person;
  };
  const found = async (c: Ctx, id: string): Promise<KeptUpload> => {
    const person = mustImport(c);
    const kept = await uploads.get(id);
    if (!kept || kept.by !== person.id) throw new Refusal('not-found', 'There is no such upload; files wait a day.');
    return kept;
  };
  const looked = async (kept: KeptUpload, source: string, given: unknown): Promise<ImportUpload> => {
    const own = await mappings.get(source);
    const options = { mapping: given === undefined ? (own?.mapping ?? null) : checkMapping(given), dictionaries: services.dictionaries.all(), own: services.fields.all() };
    const files = [];
    for (const file of kept.files) files.push(await lookAt(file, options));
    return { id: kept.id, until: new Date(kept.until).toISOString(), source, saved: own !== null, files };
  };

  app.openapi(createRoute({
    method: 'post', path: '/api/import-uploads', tags, security, summary: 'Receive files and look at them',
    description: 'Form fields: `files`, and `source`, whose saved mapping counts.',
    request: { body: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' as const, required: ['files'], properties: { source: { type: 'string' as const }, files: { type: 'array' as const, items: { type: 'string' as const, format: 'binary' } } } } } } } },
    responses: { 201: json(upload, 'What was found.'), ...refusals(403, 413, 422) },
  }), async (c) => {
    const person = mustImport(c);
    const stream = c.req.raw.body;
    if (!stream) throw invalid([{ field: 'body', code: 'missing', message: 'There is no file in the body.' }]);
    const kept = await uploads.receive(Readable.fromWeb(stream as NodeStream<Uint8Array>), c.req.header('content-type') ?? '', limits.importBytes, person.id).catch((error: unknown) => { throw error instanceof UploadError ? refused(error) : error; });
    return c.json(await looked(kept, kept.source, undefined) as never, 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/import-uploads/{id}', tags, security, summary: 'Files that wait', request: { params: byId },
    responses: { 200: json(upload, 'What was found.'), ...refusals(403, 404) },
  }), async (c) => { const kept = await found(c, c.req.valid('param').id); return c.json(await looked(kept, kept.source, undefined) as never, 200); });

  app.openapi(createRoute({
    method: 'post', path: '/api/import-uploads/{id}/look', tags, security, summary: 'Look at files again, with corrections',
    request: { params: byId, body: body(z.object({ source: z.string().max(64).optional(), mapping: mapping.optional() })) },
    responses: { 200: json(upload, 'What was found.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const kept = await found(c, c.req.valid('param').id);
    const { source = kept.source, mapping: given } = c.req.valid('json');
    return c.json(await looked(kept, source, given) as never, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/import-uploads/{id}', tags, security, summary: 'Forget files that wait', request: { params: byId },
    responses: { 204: { description: 'They are gone.' }, ...refusals(403, 404) },
  }), async (c) => {
    const kept = await found(c, c.req.valid('param').id);
    await uploads.drop(kept.id);
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/import-targets', tags, security, summary: 'What a column can become',
    request: { query: z.object({ table: z.enum(IMPORT_TABLES).default('customers'), lang: z.enum(LANGUAGES).default('en') }) },
    responses: { 200: json(z.object({ items: z.array(z.object({ target: z.string(), label: z.string(), group: z.string(), section: z.string().nullable(), kind: z.string(), dictionary: z.string().nullable() })) }).openapi('ImportTargets'), 'Targets.'), ...refusals(403, 422) },
  }), (c) => {
    mustImport(c);
    const { table, lang } = c.req.valid('query');
    return c.json({ items: [...targetsOf(table, lang, services.fields.all())] }, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/import-mappings', tags, security, summary: 'Saved mappings',
    responses: { 200: json(z.object({ items: z.array(saved) }).openapi('SavedMappings'), 'By source.'), ...refusals(403) },
  }), async (c) => { mustImport(c); return c.json({ items: await mappings.all() } as never, 200); });

  app.openapi(createRoute({
    method: 'get', path: '/api/import-mappings/{source}', tags, security, summary: 'The mapping of a source', request: { params: bySource },
    responses: { 200: json(saved, 'The mapping.'), ...refusals(403, 404) },
  }), async (c) => {
    mustImport(c);
    const one = await mappings.get(c.req.valid('param').source);
    if (!one) throw new Refusal('not-found', 'No mapping is saved for this source.');
    return c.json(one as never, 200);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/import-mappings/{source}', tags, security, summary: 'Save the mapping of a source', request: { params: bySource, body: body(z.object({ mapping })) },
    responses: { 200: json(saved, 'The mapping.'), ...refusals(403, 422) },
  }), async (c) => {
    const person = mustImport(c);
    const { source } = c.req.valid('param');
    if (!parseExternalKey(`${source}:1`)?.startsWith(`${source}:`)) throw invalid([{ field: 'source', code: 'format', message: 'must begin with a small letter and have at most 32 of a–z, 0–9, “.”, “_” and “-”' }]);
    return c.json(await mappings.put(source, checkMapping(c.req.valid('json').mapping), person.id) as never, 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/import-mappings/{source}', tags, security, summary: 'Forget the mapping of a source', request: { params: bySource },
    responses: { 204: { description: 'It is gone.' }, ...refusals(403, 404) },
  }), async (c) => {
    mustImport(c);
    if (!(await mappings.drop(c.req.valid('param').source, c.get('session').person.id))) throw new Refusal('not-found', 'No mapping is saved for this source.');
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/imports', tags, security, summary: 'Imports, newest first, also of earlier starts',
    responses: { 200: json(z.object({ items: z.array(view) }).openapi('ImportViews'), 'The newest hundred, without the lines of their reports.'), ...refusals(403) },
  }), async (c) => {
    mustImport(c);
    return c.json({ items: (await imports.views(100)).map((each) => ({ ...each, report: null })) } as never, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/imports/{id}', tags, security, summary: 'An import', request: { params: byId },
    responses: { 200: json(view, 'The import.'), ...refusals(403, 404) },
  }), async (c) => {
    const person = mustSee(c);
    const one = await imports.view(c.req.valid('param').id);
    if (!one) throw new Refusal('not-found', 'There is no such import.');
    return c.json(jobFor(one, isOwn(person, one.by)) as never, 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/imports/{id}/rows', tags, security, summary: 'Rows of an import: what becomes of each, value by value',
    request: { params: byId, query: z.object({ state: z.string().max(64).optional().openapi({ description: `Any of ${ROW_STATES.join(', ')}, apart by commas.` }), cursor: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }) },
    responses: { 200: json(rows, 'A page.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const person = mustSee(c);
    const { state, cursor, limit } = c.req.valid('query');
    const states = state === undefined ? null : state.split(',').filter((each): each is RowState => ROW_STATES.some((known) => known === each));
    if (states?.length === 0) throw invalid([{ field: 'state', code: 'option', message: `must be any of ${ROW_STATES.join(', ')}` }]);
    const page = await imports.rows(c.req.valid('param').id, { states, after: cursor, limit, by: person });
    if (!page) throw new Refusal('not-found', 'There is no such import.');
    return c.json({ ...page, items: page.items.map((row) => ({ ...row, changes: row.changes.filter(({ section }) => isOpenTo(person, section)) })) } as never, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/imports/{id}/resume', tags, security, summary: 'Go on with an import that was stopped or cut off', request: { params: byId },
    responses: { 202: json(job, 'The job, which goes on from the beginning of its files: what is there already stays as it is.'), ...refusals(403, 404, 409) },
  }), async (c) => {
    const person = mustSee(c);
    const { id } = c.req.valid('param');
    if (!(await imports.view(id))) throw new Refusal('not-found', 'There is no such import.');
    const again = await imports.resume(id, { archives: mayImport(person), directory: mayConfigure(person) });
    if (!again) throw new Refusal('conflict', 'This import runs, has ended, or its files are gone.');
    return c.json(again, 202);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/imports/{id}/undo', tags, security, summary: 'Take back all that an import did', request: { params: byId },
    description: 'Begins; the import tells in `undone` how it went. What people edited since stays and is listed.',
    responses: { 202: json(view, 'The import.'), ...refusals(403, 404, 409) },
  }), async (c) => {
    const person = mustSee(c);
    await imports.undo(person, c.req.valid('param').id);
    const one = await imports.view(c.req.valid('param').id);
    return c.json((one && jobFor(one, isOwn(person, one.by))) as never, 202);
  });

  const folder = z.object({ folder: z.string(), source: z.string(), department: z.string().nullable().default(null), schedule: z.string().nullable().default(null) });
  const folders = json(z.object({ items: z.array(folder) }).openapi('WatchedFolders'), 'Folders of this computer.');
  app.openapi(createRoute({ method: 'get', path: '/api/import-folders', tags, security, summary: 'Watched folders', responses: { 200: folders, ...refusals(403) } }), async (c) => {
    if (!mayConfigure(c.get('session').person)) throw forbidden('Only an administrator sees which folders are watched.');
    return c.json({ items: [...(await mappings.folders())] }, 200);
  });
  app.openapi(createRoute({ method: 'put', path: '/api/import-folders', tags, security, summary: 'Say which folders are watched', request: { body: body(z.object({ items: z.array(folder).max(20) })) }, responses: { 200: folders, ...refusals(403, 422) } }), async (c) => {
    if (!mayConfigure(c.get('session').person)) throw forbidden('Only an administrator says which folders are watched.');
    const wished: readonly WatchedFolder[] = c.req.valid('json').items;
    await checkFolders(wished);
    await mappings.putFolders(wished, c.get('session').person.id);
    return c.json({ items: [...wished] }, 200);
  });
}
