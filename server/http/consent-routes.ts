/** Consents and the mailings that keep to them; how long what is kept; what kinds of data there are and what remains of them. */
import { createRoute, z } from '@hono/zod-openapi';
import { FIELDS } from '../../model/catalogue/catalogue.ts';
import { csvLine } from '../../model/export/cells.ts';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { CONSENT_PURPOSES, CONSENT_STATES, CONSENT_WAYS, MAIL_CHANNELS } from '../../model/privacy/consents.ts';
import { INVENTORY_HEADS, inventory } from '../../model/privacy/inventory.ts';
import type { InventoryRow } from '../../model/privacy/inventory.ts';
import { RETENTION_FROM } from '../../model/privacy/retention.ts';
import { mayErase } from '../../model/privacy/subject.ts';
import { mayConfigure, mayExport, mayReadAudit } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { forbidden, notFound } from '../services/errors.ts';
import type { App, Ctx, Door } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const ref = z.object({ id: text, name: text });
const purpose = z.enum(CONSENT_PURPOSES);
const act = z.object({ id: text, purpose, subject: text, state: z.enum(CONSENT_STATES), decided: text, how: z.enum(CONSENT_WAYS), evidence: text.nullable(), version: text, guardian: text, by: ref, at: text });
const consents = z.object({ items: list(act), now: list(z.object({ purpose, state: z.enum(CONSENT_STATES), since: text })), mayWrite: z.boolean() }).openapi('Consents');
const consent = z.strictObject({ purpose, state: z.enum(CONSENT_STATES), how: z.enum(CONSENT_WAYS), subject: text.max(32).optional(), decided: day.optional(), evidence: text.max(64).nullable().optional(), version: text.max(100).optional(), guardian: text.max(200).optional() });
const mailed = z.object({ channel: z.enum(MAIL_CHANNELS), lines: list(z.object({ archive: text, name: text, to: text, since: text.nullable() })), left: z.record(z.string(), z.number()) }).openapi('Mailing');
const rule = z.strictObject({ id: text.max(32), kind: text.max(64).nullable(), section: z.enum(SECTION_KEYS).nullable(), from: z.enum(RETENTION_FROM), years: z.number() });
const rules = z.object({ rules: list(rule), version: z.number(), setBy: ref.nullable(), setAt: text.nullable(), note: text.nullable() }).openapi('RetentionRules');
const due = z.object({ id: text, rule: rule.nullable(), archive: text, name: text, section: z.enum(SECTION_KEYS).nullable(), due: text, state: z.enum(['proposed', 'asked', 'confirmed', 'kept', 'done']), askedBy: ref.nullable(), decidedBy: ref.nullable(), reason: text, held: z.boolean() });
const run = z.object({ at: text, looked: z.number(), due: z.number(), fresh: z.number(), held: z.number(), dry: z.boolean(), byRule: z.record(z.string(), z.number()) }).openapi('RetentionRun');
const remains = z.object({ exports: list(z.object({ at: text, format: text, archives: z.number().nullable() })).nullable(), exported: z.number(), backups: z.object({ count: z.number(), until: text.nullable() }) }).openapi('Remains');
const inventoryRow = z.object({ field: text, label: text, section: text, sensitivity: text, personal: text, purpose: text, retention: text, readers: text });
const asked = z.object({ archive: text.max(200) });
const plain = <T>(value: T) => value as never;

export function consentRoutes(app: App, { access, storage, services }: Door): void {
  const tags = ['privacy'];
  const { consents: given, mailings, retention, catalogue } = services;
  const archiveOf = async (name: string): Promise<ArchiveId> => {
    const found = parseArchiveRef(name);
    const id = found && await access.resolve(found);
    if (!id) throw notFound();
    return id;
  };
  const who = (c: Ctx) => {
    const { person } = c.get('session');
    if (person.service) throw forbidden('The key of a service does none of this.');
    return person;
  };

  app.openapi(createRoute({ method: 'get', path: '/api/consents/{archive}', tags, security, summary: 'What a customer agreed to, and each time they did', description: 'For whoever reads the profile, and compliance.', request: { params: asked }, responses: { 200: json(consents, 'Newest first; what holds now.'), ...refusals(403, 404) } }),
    async (c) => c.json(plain(await given.view(who(c), await archiveOf(c.req.valid('param').archive))), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/consents/{archive}', tags, security, summary: 'Record consents', description: 'Given with the version of the words; for a child with who gave it. Each act stays.', request: { params: asked, body: body(z.strictObject({ acts: list(consent).refine((all) => all.length > 0 && all.length <= 20) })) }, responses: { 201: json(consents, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => c.json(plain(await given.record(who(c), await archiveOf(c.req.valid('param').archive), c.req.valid('json').acts)), 201));
  app.openapi(createRoute({
    method: 'post', path: '/api/consents/{archive}/withdraw', tags, security, summary: 'Take consents back', description: 'One act, nothing else to say: mailings and greetings keep to it at once.', request: { params: asked, body: body(z.strictObject({ purposes: list(purpose).refine((all) => all.length > 0), how: z.enum(CONSENT_WAYS) })) }, responses: { 201: json(consents, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const { purposes, how } = c.req.valid('json');
    return c.json(plain(await given.withdraw(who(c), await archiveOf(c.req.valid('param').archive), purposes, how)), 201);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/mailings/{channel}', tags, security, summary: 'Who may be reached for advertising on a channel', description: 'For stewards; recorded as an export. Whoever is not to be contacted, has refused, taken back or never given a consent is not in it; of them only how many, by why.',
    request: { params: z.object({ channel: z.enum(MAIL_CHANNELS) }), query: z.object({ format: z.enum(['json', 'csv']).default('json') }) }, responses: { 200: { description: 'The list.', content: { 'application/json': { schema: mailed }, 'text/csv': { schema: z.string() } } }, ...refusals(403, 422) },
  }), async (c) => {
    const found = await mailings(who(c), c.req.valid('param').channel);
    if (c.req.valid('query').format === 'json') return c.json(plain(found), 200);
    const lines = [['archive', 'name', 'to', 'since'], ...found.lines.map(({ archive, name, to, since }) => [archive, name, to, since ?? ''])].map((cells) => csvLine(cells.map((each) => ({ text: each }))));
    return c.body(`\ufeff${lines.join('')}`, 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="mailing-${found.channel}.csv"`, 'cache-control': 'no-store' });
  });

  app.openapi(createRoute({ method: 'get', path: '/api/retention', tags, security, summary: 'How long things are kept', responses: { 200: json(rules, 'As it is; version 1 is as shipped.'), ...refusals(403) } }), async (c) => {
    return c.json(plain(await retention.view(who(c))), 200);
  });
  app.openapi(createRoute({
    method: 'put', path: '/api/retention', tags, security, summary: 'Set how long things are kept', description: 'For administrators and compliance. It is written down; nothing goes by it without two people.', request: { body: body(z.strictObject({ rules: list(rule), version: z.number().int(), note: text.max(500).default('') })) }, responses: { 200: json(rules, 'As it is now.'), ...refusals(403, 409, 422) },
  }), async (c) => {
    const { rules: wished, version, note } = c.req.valid('json');
    return c.json(plain(await retention.put(who(c), wished, version, note.trim())), 200);
  });
  app.openapi(createRoute({ method: 'post', path: '/api/retention/run', tags, security, summary: 'Look through the archives for what is due', description: 'For compliance; each night it is done by itself. `dry`: only count.', request: { body: body(z.strictObject({ dry: z.boolean().default(true) })) }, responses: { 200: json(run, 'How many, by rule. Archives under legal hold are counted and left.'), ...refusals(403, 422) } }),
    async (c) => c.json(plain(await retention.run(who(c), c.req.valid('json').dry)), 200));
  app.openapi(createRoute({ method: 'get', path: '/api/retention/due', tags, security, summary: 'What has had its time', description: 'For compliance and general management.', responses: { 200: json(z.object({ items: list(due) }), 'The longest due first.'), ...refusals(403) } }),
    async (c) => c.json(plain({ items: await retention.list(who(c)) }), 200));
  app.openapi(createRoute({
    method: 'post', path: '/api/retention/due/{due}', tags, security, summary: 'Let it go, or keep it', description: 'One asks, another one confirms. Keeping needs a reason.', request: { params: z.object({ due: text.max(64) }), body: body(z.strictObject({ what: z.enum(['erase', 'keep']), reason: text.max(500).default('') })) }, responses: { 200: json(z.object({ items: list(due) }), 'As it is now.'), ...refusals(403, 404, 409, 422) },
  }), async (c) => {
    const { what, reason } = c.req.valid('json');
    return c.json(plain({ items: await retention.decide(who(c), c.req.valid('param').due, what, reason) }), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/privacy/inventory', tags, security, summary: 'Every field with its section, sensitivity, purpose, term and readers', description: 'For compliance, auditors, administrators and stewards: the record of processing, made from the catalogue.',
    request: { query: z.object({ format: z.enum(['json', 'csv']).default('json'), lang: z.enum(LANGUAGES).default('en') }) }, responses: { 200: { description: 'The table.', content: { 'application/json': { schema: z.object({ items: list(inventoryRow) }) }, 'text/csv': { schema: z.string() } } }, ...refusals(403, 422) },
  }), async (c) => {
    const person = who(c);
    if (!mayErase(person) && !mayReadAudit(person) && !mayConfigure(person) && !mayExport(person)) throw forbidden('Only who answers for the data reads this.');
    const { format, lang } = c.req.valid('query');
    const rows = inventory([...FIELDS, ...catalogue.now().fields], await retention.rules(), lang);
    if (format === 'json') return c.json({ items: rows }, 200);
    const keys = Object.keys(INVENTORY_HEADS) as (keyof InventoryRow)[];
    return c.body(`\ufeff${[keys.map((key) => INVENTORY_HEADS[key][lang]), ...rows.map((row) => keys.map((key) => row[key]))].map((cells) => csvLine(cells.map((each) => ({ text: each })))).join('')}`, 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="inventory.csv"' });
  });
  app.openapi(createRoute({ method: 'get', path: '/api/privacy/remains', tags, security, summary: 'What an erasure does not reach, as far as this workspace can name it', description: 'For everybody; which exports there are only for who may read of them.', responses: { 200: json(remains, 'Counts and dates.'), ...refusals(403) } }), async (c) => {
    const person = who(c);
    const exports = await storage.exports.page({ person: null, before: null, limit: 200 });
    const told = mayExport(person) || mayReadAudit(person);
    return c.json(plain({ exports: told ? exports.slice(0, 50).map(({ at, format, archives }) => ({ at: new Date(at).toISOString(), format, archives })) : null, exported: exports.length, backups: await services.backupsLeft() }), 200);
  });
}
