/** Shapes of duplicates and merges at the door; `model/duplicates/review-api.ts` has them for pages. */
import { z } from '@hono/zod-openapi';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { classOverride, labels } from './override-schemas.ts';

const text = z.string();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const archiveId = z.custom<ArchiveId>((value) => typeof value === 'string').openapi({ type: 'string' });
const person = z.object({ id: z.custom<PersonId>((value) => typeof value === 'string').openapi({ type: 'string' }), name: text });
const scalar = z.union([text, z.number(), z.boolean(), z.null()]);
const choice = z.enum(['left', 'right', 'both']);
const some = (most: number) => z.array(text.max(500)).max(most).optional();

const evidence = z.object({
  fact: z.enum(['name', 'form', 'branch', 'code', 'paper', 'born', 'phone', 'email', 'domain', 'address', 'kind']),
  outcome: z.enum(['equal', 'near', 'similar', 'sound', 'differs', 'elsewhere']), left: text.nullable(), right: text.nullable(), points: z.number(),
}).openapi('Evidence');
const side = z.object({ id: archiveId, name: text, code: text.nullable(), kind: text, department: text.nullable(), owner: person.nullable(), openedAt: text, place: text.nullable() }).openapi('PairSide');
export const pairPage = z.object({
  items: list(z.object({ left: side, right: side, score: z.number(), evidence: list(evidence), mergeable: z.boolean(), dismissed: z.object({ by: person, at: text }).nullable() })), next: text.nullable(),
}).openapi('DuplicatePage');
export const matchPage = z.object({ items: list(z.object({ id: archiveId, name: text, place: text.nullable(), score: z.number(), evidence: list(evidence) })) }).openapi('MatchPage');
export const pairWish = z.strictObject({ left: text.max(200), right: text.max(200) }).openapi('Pair');
const part = text.max(500).optional();
export const candidate = z.strictObject({
  kind: text.max(64).optional(), names: some(10), phones: some(20), emails: some(20), sites: some(10), codes: some(10),
  addresses: z.array(z.strictObject({ text: part, city: part, region: part, postcode: part, country: part })).max(10).optional(), born: part, paper: part,
}).openapi('Candidate');

export const mergePair = z.strictObject({ winner: text.max(200), loser: text.max(200) }).openapi('MergePair');
export const mergeWish = z.strictObject({
  winner: text.max(200), loser: text.max(200), basis: text.max(64).optional().openapi({ description: 'Of the preview: if anything has changed since, nothing is done.' }),
  choices: z.record(text.max(500), choice).default({}).openapi({ description: 'By `section/key` of the preview\'s entries; what is left out follows its default.' }),
}).openapi('MergeWish');
const entry = z.object({
  section: text, key: text, kind: z.enum(['value', 'text', 'list']), left: scalar, right: scalar, leftRows: list(text).optional(), rightRows: list(text).optional(),
  leftVerified: text.nullable(), rightVerified: text.nullable(), choice, choices: list(choice),
}).openapi('MergeEntry');
const classAtMerge = z.object({
  scheme: z.enum(SCHEME_KEYS), schemeName: labels, side: z.enum(['winner', 'loser']), fate: z.enum(['stays', 'comes', 'givesWay']), givesWayTo: z.enum(['stands', 'waiting']).nullable(), override: classOverride,
}).openapi('MergeClass');
export const mergePreview = z.object({
  winner: side, loser: side, entries: list(entry), classes: list(classAtMerge).openapi({ description: 'Classes set by hand that stand or wait, and what becomes of each; those that I see.' }), files: z.number(), comments: z.number(), transactions: z.number(), keys: list(text), leaving: list(person), leftOut: list(text),
  refused: list(z.object({ code: z.enum(['forbidden', 'restricted', 'state', 'kind', 'same', 'retired']), section: text.nullable(), message: text })), basis: text,
}).openapi('MergePreview');
export const mergeView = z.object({
  id: text, winner: archiveId, loser: archiveId, winnerName: text, loserName: text, by: person, at: text, state: z.enum(['merging', 'merged', 'undoing', 'undone']),
  undone: z.object({ by: person, at: text }).nullable(), kept: list(z.object({ archive: z.enum(['winner', 'loser']), section: text, key: text, reason: z.enum(['changed', 'gone', 'taken', 'added']) })), more: z.number(), undoable: z.boolean(),
}).openapi('Merge');
export const mergePage = z.object({ items: list(mergeView), next: text.nullable() }).openapi('MergePage');
