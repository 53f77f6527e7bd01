/** Shapes of the cleaning bench at the door; `model/cleaning/api.ts` has them for pages. */
import { z } from '@hono/zod-openapi';
import { CAUSE_KEYS } from '../../model/cleaning/causes.ts';
import type { CauseKey } from '../../model/cleaning/causes.ts';
import type { ArchiveId, ChangesetId, DepartmentId, PersonId } from '../../model/ids.ts';

const text = z.string();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const branded = <T>() => z.custom<T>((value) => typeof value === 'string').openapi({ type: 'string' });
const person = z.object({ id: branded<PersonId>(), name: text });
const scalar = z.union([text, z.number(), z.boolean(), z.null()]);
const labels = z.object({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text }).openapi('LabelsInFourLanguages');
const cause = z.enum(CAUSE_KEYS as readonly [CauseKey, ...CauseKey[]]);
const said = z.object({ by: person, at: text, reason: text });

const rule = z.object({ key: text, label: labels, params: list(z.enum(['mapping', 'country', 'text'])), does: z.enum(['mend', 'clear', 'note', 'map', 'again']) }).openapi('CleaningRule');
export const assignment = z.object({ to: person, by: person, at: text, open: z.number(), done: z.number() }).openapi('CleaningAssignment');
const group = z.object({
  id: text, cause, label: labels, help: labels, place: labels.nullable(), count: z.number(), archives: z.number(), weight: z.number(), proposed: rule.nullable(), sources: list(z.object({ source: text.nullable(), count: z.number() })),
  departments: list(z.object({ department: branded<DepartmentId>().nullable(), name: text.nullable(), count: z.number() })), assignment: assignment.nullable(), dismissed: said.nullable(),
}).openapi('CleaningGroup');
export const passView = z.object({ state: z.enum(['never', 'running', 'done']), done: z.number(), total: z.number().nullable(), at: text.nullable() }).openapi('CleaningPass');
export const board = z.object({ groups: list(group), findings: z.number(), archives: z.number(), of: z.number(), mended: z.number(), pass: passView, steward: z.boolean() }).openapi('CleaningBoard');
const mended = z.object({ value: scalar, note: text.optional() });
const findingShape = {
  id: text, archive: branded<ArchiveId>().nullable(), name: text, section: text, key: text, field: labels, value: scalar, from: z.object({ file: text, line: z.number(), job: text }).nullable(), proposed: mended.optional(), dismissed: said.optional(),
};
const finding = z.object(findingShape).openapi('CleaningFinding');
export const groupPage = z.object({ group, rules: list(rule), items: list(finding), next: text.nullable() }).openapi('CleaningGroupPage');
const value = z.object({ text, count: z.number() });
export const valuesView = z.object({
  clusters: list(z.object({ values: list(value), count: z.number(), how: z.enum(['fingerprint', 'letters', 'sound', 'name']), to: text.nullable() })), alone: list(value), options: list(z.object({ key: text, label: labels })).nullable(), proposed: z.record(text, text),
}).openapi('CleaningValues');

const filter = { import: text.max(64).optional(), source: text.max(64).optional(), department: text.max(64).optional() };
const yes = z.enum(['true', 'false']).default('false');
export const boardQuery = z.object({ ...filter, assigned: z.enum(['me']).optional().openapi({ description: 'Only what was given to me.' }), dismissed: yes.openapi({ description: 'What somebody called right, instead of the rest.' }) });
export const groupQuery = z.object({ ...filter, cursor: text.max(64).optional(), limit: z.coerce.number().int().min(1).max(200).default(50), dismissed: yes });
export const valuesQuery = z.object(filter);
const names = z.array(text.max(1_000)).max(5_000);
export const ruleWish = z.strictObject({
  rule: text.max(64), mapping: z.record(text.max(1_000), text.max(1_000).nullable()).optional().openapi({ description: 'Text → what it becomes; null leaves it. Default: the proposals of `values`.' }), country: text.max(8).optional(), text: text.max(1_000).optional(),
  except: names.optional(), only: names.optional(), filter: z.strictObject(filter).optional(),
}).openapi('CleaningRuleWish');
export const rulePreview = z.object({ mends: z.number(), leaves: z.number(), forbidden: z.number(), archives: z.number(), items: list(z.object({ ...findingShape, after: mended })), left: list(finding) }).openapi('CleaningPreview');
export const decision = z.object({
  id: text, group: text, cause, label: labels, place: labels.nullable(), rule, by: person, at: text, state: z.enum(['running', 'done', 'failed', 'undoing', 'undone']), done: z.number(), total: z.number(), mended: z.number(),
  changed: z.number().openapi({ description: 'People changed them meanwhile.' }), forbidden: z.number(), refused: z.number(), changeset: branded<ChangesetId>().nullable(), undone: z.object({ at: text.nullable(), by: person, kept: z.number() }).nullable(), undoable: z.boolean(),
}).openapi('CleaningDecision');
export const decisionPage = z.object({ items: list(decision), next: text.nullable() }).openapi('CleaningDecisions');
export const decisionQuery = z.object({ cursor: text.max(64).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) });
const reason = text.trim().min(1).max(300);
export const dismissalWish = z.strictObject({ reason }).openapi('CleaningDismissalWish');
export const dismissalsWish = z.strictObject({ findings: z.array(text.max(1_000)).min(1).max(500), reason }).openapi('CleaningDismissalsWish');
export const assignmentWish = z.strictObject({ to: branded<PersonId>() }).openapi('CleaningAssignmentWish');
export const groupParams = z.object({ group: text.max(200).openapi({ param: { name: 'group', in: 'path' } }) });
export const idParams = z.object({ id: text.max(64).openapi({ param: { name: 'id', in: 'path' } }) });
