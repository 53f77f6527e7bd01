/** Bodies and answers of the routes about a person wherever they are named. */
import { z } from '@hono/zod-openapi';
import { KEEP_REASONS, STORED_WHAT } from '../../model/privacy/subject.ts';

const text = z.string();
const list = <Schema extends z.ZodType>(of: Schema) => z.array(of).readonly();
const given = list(z.string().trim().min(2).max(200)).refine((all) => all.length <= 20, 'At most 20.');
const needle = z.enum(['name', 'phone', 'mail', 'idNumber']);
const barred = z.enum(['hold', 'period', 'audit', 'backup', 'account', 'look']);
const kinds = ['field', 'row', 'relation', 'contact', 'text', 'mark', 'history', 'comment', 'file', 'unread', 'transaction', 'ownRow', 'account', 'stored', 'spool', 'backup'] as const;

export const subjectQuery = z.strictObject({ names: given.default([]), phones: given.default([]), mails: given.default([]), idNumbers: given.default([]), archives: list(z.string().max(64)).refine((all) => all.length <= 1000, 'At most 1,000.').optional() }).openapi('SubjectQuery');
const counts = z.object({ found: z.number(), chosen: z.number(), kept: z.number(), open: z.number(), barred: z.number(), closed: z.number(), archives: z.number() });
export const subjectJob = z.object({
  id: text, state: z.enum(['searching', 'found', 'asked', 'erasing', 'correcting', 'done', 'failed']), by: text, at: text,
  query: z.object({ names: list(text), phones: list(text), mails: list(text), idNumbers: list(text), archives: list(text).optional() }), counts, progress: z.number(),
  asked: z.object({ by: text, at: text, reason: text }).nullable(), certificate: text.nullable(), error: text.nullable(),
}).openapi('SubjectJob');
/** By `kind` some of the others are there. */
const place = z.object({
  kind: z.enum(kinds), key: text.optional(), table: text.optional(), row: text.optional(), column: text.optional(), from: z.number().optional(), to: z.number().optional(), at: text.optional(), side: z.enum(['old', 'new']).optional(), comment: text.optional(),
  record: text.optional(), file: text.optional(), by: z.enum(['name', 'content']).optional(), transaction: text.optional(), part: text.optional(), person: text.optional(), what: z.enum(STORED_WHAT).optional(), name: text.optional(), until: text.nullable().optional(),
}).openapi('SubjectPlace');
const decision = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('erase') }), z.strictObject({ kind: z.literal('keep'), reason: z.enum(KEEP_REASONS), note: z.string().max(500).optional() }), z.strictObject({ kind: z.literal('open') })]);
const finding = z.object({
  id: text, archive: text.nullable(), name: text.nullable(), section: text.nullable(), place, excerpt: text, certainty: z.enum(['exact', 'likely', 'possible']), why: list(needle),
  effect: z.enum(['value', 'row', 'passage', 'file', 'entry', 'remade', 'none']), barred: barred.nullable(), decision,
}).openapi('SubjectFinding');
export const findingPage = z.object({ items: list(finding), next: text.nullable(), counts }).openapi('SubjectFindings');
export const decisions = z.strictObject({ items: list(z.strictObject({ finding: z.string().max(20), decision })).refine((all) => all.length > 0 && all.length <= 5_000, 'One to 5,000.') });
export const eraseWish = z.strictObject({ confirm: z.string().max(200), reason: z.string().trim().min(1).max(2_000), lang: z.enum(['en', 'zh-Hans', 'zh-Hant', 'es']).default('en'), whole: list(z.string().max(64)).refine((all) => all.length <= 100, 'At most 100.').default([]) });
export const correctWish = z.strictObject({ kind: needle, from: z.string().trim().min(2).max(200), to: z.string().trim().min(1).max(200), findings: list(z.string().max(20)).refine((all) => all.length > 0 && all.length <= 5_000, 'One to 5,000.') });
export const corrected = z.object({ changed: z.number(), left: list(text), changeset: text });
const backup = z.object({ name: text, at: text, until: text.nullable() });
const line = { archive: text.nullable(), section: text.nullable(), kind: z.enum(kinds), what: z.enum(STORED_WHAT).nullable(), count: z.number() };
export const certificate = z.object({
  id: text, at: text, ended: text.nullable(), askedBy: text, approvedBy: text, names: z.record(z.string(), text).optional(), reason: text, salt: text, texts: list(z.object({ kind: needle, ends: text, length: z.number(), hash: text })), found: z.number(),
  erased: list(z.object(line)), kept: list(z.object({ ...line, reason: z.union([z.enum(KEEP_REASONS), barred, z.literal('closed')]) })),
  bytes: z.object({ files: z.number(), bytes: z.number(), variants: z.number(), left: list(z.object({ name: text, count: z.number() })), at: text }).nullable(), backups: list(backup),
}).openapi('ErasureCertificate');
