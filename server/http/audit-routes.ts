/** The audit as its readers see it: rows and reports, as JSON and CSV; the check of the chain; the half-yearly review with its signature. */
import { createRoute, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { AUDIT_ACTIONS } from '../../model/audit/entry.ts';
import type { AuditAction, AuditKind } from '../../model/audit/entry.ts';
import { parseArchiveRef, parseDepartmentId, parsePersonId } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { mayReadAudit } from '../../model/rights.ts';
import { AuditReports, momentOf } from '../services/audit/reports.ts';
import { forbidden, invalid, notFound } from '../services/errors.ts';
import { actionsOf } from '../storage/audit-reader.ts';
import { readHeads } from '../storage/audit-verify.ts';
import type { App, Ctx, Door, Env } from './door.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const text = z.string();
const moment = text.openapi({ format: 'date-time' });
const ref = z.object({ id: text, name: text });
const archive = z.object({ id: text, name: text.nullable().openapi({ description: 'Null for a reader who may not know of the customer.' }), code: text.nullable() });
const because = z.array(z.looseObject({ kind: text }));
const ACTIONS = Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]];
const KINDS = [...new Set(Object.values(AUDIT_ACTIONS))] as [AuditKind, ...AuditKind[]];
const line = z.object({
  seq: z.number(), at: moment, action: z.enum(ACTIONS), kind: z.enum(KINDS), actor: ref.nullable(), archive: archive.nullable(), section: text.nullable(), object: text.nullable(), outcome: z.enum(['done', 'refused']), because,
  detail: z.record(text, z.unknown()),
});
const lines = z.object({ items: z.array(line), next: z.number().nullable(), since: moment.nullable() }).openapi('AuditLines');
const verified = z.object({ rows: z.number(), ok: z.boolean(), faults: z.array(z.object({ seq: z.number(), kind: text, text })), unchecked: z.array(z.object({ from: z.number(), to: z.number(), key: text })), head: z.object({ seq: z.number(), mac: text }).nullable() }).openapi('AuditVerified');
const could = z.object({ archive, at: moment, since: moment, existed: z.boolean(), items: z.array(z.object({ person: ref, level: text, sections: z.array(z.object({ section: text, level: text, because })) })) }).openapi('WhoCouldSee');
const opened = z.object({ person: ref, from: moment, to: moment, more: z.boolean(), items: z.array(z.object({ archive: archive.nullable(), section: text.nullable(), action: z.enum(ACTIONS), count: z.number(), first: moment, last: moment })) }).openapi('WhatOpened');
const review = z.object({
  half: text, from: moment, to: moment, days: z.number(), mine: z.array(text), signed: z.array(z.object({ by: ref, at: moment, departments: z.array(text) })),
  items: z.array(z.object({
    person: ref, active: z.boolean(), department: text.nullable(), roles: z.array(text), clearances: z.array(text), sources: z.array(z.object({ kind: text, department: text.nullable(), count: z.number() })),
    dormant: z.array(z.object({ grant: text, archive, since: text, until: text.nullable(), lastUse: text.nullable() })), lastUse: text.nullable(),
  })),
}).openapi('AccessReview');
const as = z.enum(['json', 'csv']).default('json').openapi({ description: '`csv`: the same as a table.' });
/** The same shape, with branded ids. */
const plain = <T>(value: T) => value as never;
const TABLE = { 'text/csv': { schema: { type: 'string' as const } } };

const audited = createMiddleware<Env>(async function audited(c, next) {
  if (!mayReadAudit(c.get('session').person)) throw forbidden('Only auditors and compliance read this.');
  await next();
});

export function auditRoutes(app: App, door: Door): void {
  const { storage, access, clock, services: { trail } } = door;
  const reports = new AuditReports({ storage, access, trail, clock });
  const tags = ['audit'];
  const who = (c: Ctx) => c.get('session').person;
  const personOf = (name: string | undefined): PersonId | null => {
    const id = name === undefined ? null : parsePersonId(name);
    if (id === undefined) throw invalid([{ field: 'person', code: 'malformed', message: 'This is no person\'s id.' }]);
    return id;
  };
  const archiveOf = async (name: string | undefined): Promise<ArchiveId | null> => {
    if (name === undefined) return null;
    const parsed = parseArchiveRef(name);
    const id = parsed && await access.resolve(parsed);
    if (!id) throw notFound();
    return id;
  };
  const timeOf = (field: string, value: string | undefined): number | null => {
    const at = value === undefined ? null : /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? Date.parse(value) : NaN;
    if (Number.isNaN(at)) throw invalid([{ field, code: 'not-a-moment', message: 'A day such as 2026-05-12, or a moment such as 2026-05-12T09:30:00Z.' }]);
    return at;
  };
  const csv = (c: Ctx, name: string, rows: readonly (readonly unknown[])[]) => c.body(`\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`, 200, { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` });

  const query = z.object({
    archive: text.max(300).optional(), person: text.max(128).optional(), action: z.enum(ACTIONS).optional(), kind: z.enum(KINDS).optional(), object: text.max(300).optional().openapi({ description: 'Id of the grant, file, person, case or setting.' }),
    from: text.max(40).optional(), to: text.max(40).optional().openapi({ description: 'Exclusive.' }), before: z.coerce.number().int().positive().optional().openapi({ description: '`next` of the page before.' }), limit: z.coerce.number().int().min(1).max(1_000).default(50), as,
  });
  app.openapi(createRoute({
    method: 'get', path: '/api/audit', middleware: audited, tags, security, summary: 'What was done, by whom, by what right; newest first',
    description: 'Never a value of a customer: ids and keys. Reading it is itself written down. A page may be short or empty and still have a `next`: edits are looked through a slice at a time.',
    request: { query }, responses: { 200: { description: 'Rows of the chain.', content: { 'application/json': { schema: lines }, ...TABLE } }, ...refusals(403, 404, 422) },
  }), async (c) => {
    const { archive: name, person, action, kind, object = null, from, to, before = null, limit, as: form } = c.req.valid('query');
    const actions = action !== undefined ? [action] : kind !== undefined ? actionsOf(kind) : [];
    const found = await reports.lines(who(c), { archive: await archiveOf(name), person: personOf(person), actions, object, from: timeOf('from', from), to: timeOf('to', to), before, limit });
    if (form === 'csv') return csv(c, 'audit', [['seq', 'at', 'action', 'actor', 'archive', 'section', 'object', 'outcome', 'because', 'detail'], ...found.items.map((row) => [row.seq, row.at, row.action, row.actor?.id, row.archive?.id, row.section, row.object, row.outcome, row.because.map((each) => each.kind).join(' '), JSON.stringify(row.detail)])]) as never;
    return c.json(plain(found), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/audit/verify', middleware: audited, tags, security, summary: 'Is the chain whole?',
    description: 'Reads all of it, a slice at a time beside everybody else. With `head` also whether its tail is there and the same as when that head was kept.',
    request: { query: z.object({ head: text.max(100).optional().openapi({ description: 'Number and code of a row as they were kept elsewhere: `1234:5f…`.' }) }) },
    responses: { 200: json(verified, 'The first rows that are wrong, and what is wrong with each.'), ...refusals(403, 422) },
  }), async (c) => {
    const { head } = c.req.valid('query');
    const heads = head === undefined ? [] : readHeads(head, 'the head that was given');
    if (head !== undefined && heads.length === 0) throw invalid([{ field: 'head', code: 'malformed', message: 'Number and code of a row: 1234:5f….' }]);
    return c.json(plain(await reports.verify(who(c), heads)), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/audit/reports/who-could-see', middleware: audited, tags, security, summary: 'Who could see this archive on a day, and by what right',
    description: 'The rights as they were: from what is there now back through what the chain says of each change. A day means its end (UTC). Reaches back to `since`.',
    request: { query: z.object({ archive: text.max(300), date: text.max(40), as }) }, responses: { 200: { description: 'People with the sections they could see.', content: { 'application/json': { schema: could }, ...TABLE } }, ...refusals(403, 404, 422) },
  }), async (c) => {
    const { archive: name, date, as: form } = c.req.valid('query');
    timeOf('date', date);
    const found = await reports.whoCouldSee(who(c), await archiveOf(name) as ArchiveId, momentOf(date));
    if (form === 'csv') return csv(c, 'who-could-see', [['archive', 'at', 'person', 'name', 'section', 'level', 'because'], ...found.items.flatMap(({ person, sections }) => sections.map(({ section, level, because: why }) => [found.archive.id, found.at, person.id, person.name, section, level, why.map(({ kind }) => kind).join(' ')]))]) as never;
    return c.json(plain(found), 200);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/audit/reports/what-opened', middleware: audited, tags, security, summary: 'What this person opened, had shown, took out and was refused',
    request: { query: z.object({ person: text.max(128), from: text.max(40), to: text.max(40), as }) }, responses: { 200: { description: 'Counted by archive and section.', content: { 'application/json': { schema: opened }, ...TABLE } }, ...refusals(403, 422) },
  }), async (c) => {
    const { person, from, to, as: form } = c.req.valid('query');
    const found = await reports.whatOpened(who(c), personOf(person) as PersonId, timeOf('from', from) as number, timeOf('to', to) as number);
    if (form === 'csv') return csv(c, 'what-opened', [['person', 'archive', 'section', 'action', 'count', 'first', 'last'], ...found.items.map((row) => [found.person.id, row.archive?.id, row.section, row.action, row.count, row.first, row.last])]) as never;
    return c.json(plain(found), 200);
  });

  const half = text.max(6).openapi({ example: '2026H2' });
  app.openapi(createRoute({
    method: 'get', path: '/api/audit/reports/access-review', tags, security, summary: 'The half-yearly review: by what each person comes to which archives, and what of it is not used',
    description: 'For auditors and compliance of everybody, for managers of the people of their departments.',
    request: { query: z.object({ half, days: z.coerce.number().int().min(1).max(730).default(90).openapi({ description: 'After how many days without use a grant is listed as dormant.' }), as }) }, responses: { 200: { description: 'A line a person.', content: { 'application/json': { schema: review }, ...TABLE } }, ...refusals(403, 422) },
  }), async (c) => {
    const me = who(c);
    const mine = access.directory.manages(me);
    const all = mayReadAudit(me) || me.roles.includes('generalManager');
    if (!all && mine.length === 0) throw forbidden('Only auditors, compliance and managers read this.');
    const { half: which, days, as: form } = c.req.valid('query');
    const found = await reports.review(me, which, all ? null : mine, days);
    if (form === 'csv') return csv(c, `access-review-${which}`, [['person', 'name', 'active', 'department', 'roles', 'clearances', 'sources', 'dormant', 'lastUse'], ...found.items.map((row) => [row.person.id, row.person.name, row.active, row.department, row.roles.join(' '), row.clearances.join(' '), row.sources.map((each) => `${each.kind} ${each.department ?? '-'} ${each.count}`).join('; '), row.dormant.map(({ grant, lastUse }) => `${grant} ${lastUse ?? '-'}`).join('; '), row.lastUse])]) as never;
    return c.json(plain(found), 200);
  });
  app.openapi(createRoute({
    method: 'post', path: '/api/audit/reports/access-review/signatures', tags, security, summary: 'I have looked through the review of my departments',
    request: { body: body(z.strictObject({ half, departments: z.array(text.max(64)).min(1).max(500) }).openapi('ReviewSignature')) }, responses: { 204: { description: 'Written down in the chain.' }, ...refusals(403, 413, 422) },
  }), async (c) => {
    const { half: which, departments } = c.req.valid('json');
    const me = who(c);
    const wanted = departments.map((each) => parseDepartmentId(each)).filter((each): each is DepartmentId => each !== undefined);
    const mine = access.directory.manages(me);
    if (wanted.length !== departments.length || !(me.roles.includes('generalManager') || wanted.every((each) => mine.includes(each)))) throw forbidden('Whoever manages a department signs for it.');
    await reports.sign(me, which, wanted);
    return c.body(null, 204);
  });
}

/** A cell that a spreadsheet shows and never runs. */
function cell(value: unknown): string {
  const shown = value === null || value === undefined ? '' : String(value as string | number | boolean);
  const safe = /^[=+\-@\t\r]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
