/** The JSON of the REST interface as schemas, for checking and for the OpenAPI document; each is held equal to its type in `model/api.ts`. */
import { z } from '@hono/zod-openapi';
import type * as api from '../../model/api.ts';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import type { ClassResult, Digest, DigestHead } from '../../model/overview.ts';
import type { Because } from '../../model/rights.ts';
import { ROLES } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { WARNING_KINDS } from '../../model/warning-words.ts';
import { day, decimal, labelsSchema, list, moment, personRef, text } from './schema-parts.ts';
import { of } from './schema-types.ts';

export const section = z.enum(SECTION_KEYS);
export const role = z.enum(ROLES);
export const clearance = z.enum(['identity', 'bank', 'aml']);
const level = z.enum(['none', 'exists', 'read', 'write', 'manage']);
const scalar = z.union([text, z.number(), z.boolean(), z.null()]);

const errorShape = {
  error: z.object({
    code: text,
    message: text,
    field: text.optional(),
    problems: list(z.object({ field: text, code: text, message: text })).optional(),
  }),
};
export const errorBody = of<api.ApiErrorBody>()(z.object(errorShape)).openapi('Error');

export const me = of<api.Me>()(z.object({
  id: text,
  name: text,
  department: text.nullable(),
  roles: list(role),
  clearances: list(clearance),
  can: z.object({ create: z.boolean(), import: z.boolean(), export: z.boolean(), insight: z.boolean(), directory: z.boolean(), emergency: z.boolean().openapi({ description: 'May open an archive in an emergency.' }) }),
  workspace: z.object({ timezone: text, currency: text, demo: z.boolean() }),
})).openapi('Me');

export const because = of<Because>()(z.union([
  z.object({ kind: z.enum(['inactive', 'sealed', 'erased', 'owner', 'coOwner', 'steward', 'generalManager', 'ownerless', 'closed', 'restricted', 'compliance', 'key', 'everybody']) }),
  z.object({ kind: z.literal('wall'), wall: text }),
  z.object({ kind: z.literal('deputy'), until: text }),
  z.object({ kind: z.enum(['departmentManager', 'colleague']), department: text }),
  z.object({ kind: z.literal('grant'), grant: text, until: text.nullable() }),
  z.object({ kind: z.enum(['request', 'breakGlass', 'correction']), grant: text, of: text, until: text.nullable() }),
  z.object({ kind: z.literal('packRole'), pack: text, to: z.union([z.object({ kind: z.literal('role'), id: role }), z.object({ kind: z.literal('department'), id: text })]) }),
  z.object({ kind: z.literal('clearance'), clearance }),
  z.object({ kind: z.literal('noClearance'), clearance }), z.object({ kind: z.literal('ownPages'), clearance }),
])).openapi('Because', { description: 'Why a right is as it is.' });

const sectionAccess = of<api.SectionAccess>()(z.object({ section, level, because: list(because), years: list(z.number()).optional() }));

const unit = z.enum(['money', 'days', 'count', 'date', 'score', 'share', 'months']).optional();
const input = z.object({
  key: text,
  value: z.union([text, z.number(), z.null()]),
  unit,
  label: labelsSchema.optional().openapi({ description: 'Where the value is an option that the workspace has words of its own for.' }),
});

export const classResult = of<ClassResult>()(z.object({
  scheme: z.enum(SCHEME_KEYS),
  value: text.nullable(),
  label: labelsSchema,
  mark: text,
  name: labelsSchema.optional(),
  told: z.literal(true).optional(),
  rule: z.object({ id: text, source: text.nullable(), version: z.number(), setBy: text.nullable(), setAt: moment.nullable() }),
  window: z.object({ from: day.nullable(), to: day, months: z.union([z.number(), z.literal('all')]) }),
  thresholds: list(input),
  inputs: list(input),
  changes: list(z.object({ to: text, toLabel: labelsSchema, input: text, at: z.union([text, z.number()]), inputLabel: labelsSchema.optional(), atLabel: labelsSchema.optional() })),
  computedAt: moment,
  since: day,
  previous: z.object({ value: text.nullable(), label: labelsSchema, until: day }).nullable(),
  trend: z.enum(['up', 'down', 'same']),
  population: z.object({ rank: z.number(), of: z.number(), share: z.number(), cumulativeBefore: z.number(), cumulativeAfter: z.number() }).optional(),
  alike: z.object({
    traits: list(z.object({
      key: text, name: labelsSchema, option: text.optional(), label: labelsSchema.optional(), value: z.union([text, z.number(), z.boolean(), z.null()]), unit, place: z.number(),
      scale: z.object({ mean: z.number(), spread: z.number() }).optional(), weight: z.number().optional(),
    })),
    groups: list(z.object({ key: text, label: labelsSchema, distance: z.number(), size: z.number().optional(), middle: list(z.number()).optional() })),
  }).optional().openapi({ description: 'Of `similar`: what customers were compared by when groups were made, and how far the middle of each group is.' }),
  override: z.object({ computed: text.nullable(), computedLabel: labelsSchema, by: text, approvedBy: text.nullable(), names: z.object({ by: text, approvedBy: text.nullable() }).optional(), reason: text, at: moment, until: day.nullable() }).optional(),
  objected: z.literal(true).optional().openapi({ description: 'Whom it is about has objected; a human decides.' }),
})).openapi('ClassResult', { description: 'A class with its rule, inputs and date. `population` only with the right `insight`.' });

const head = { id: text, name: text, kind: text, department: text.nullable(), owner: personRef.nullable() };
const archiveState = z.enum(['open', 'closed', 'restricted', 'sealed', 'erased']);
const digestHead = of<DigestHead & { readonly level: 'exists' }>()(z.object({ ...head, level: z.literal('exists') }));
const fullDigest = of<Extract<Digest, { readonly revision: number }>>()(z.object({
  ...head,
  level: z.enum(['read', 'write', 'manage']),
  revision: z.number(),
  keys: list(text),
  code: text.nullable(),
  shortName: text.nullable(),
  state: archiveState,
  roles: list(text),
  place: text.nullable(),
  coOwners: list(personRef),
  contacts: list(z.object({ kind: text, value: text, alive: z.boolean().nullable(), verifiedAt: day.nullable() })),
  trade: z.object({ currency: text, sum: decimal, count: z.number(), first: day.nullable(), last: day.nullable(), months: list(decimal) }).nullable(),
  classes: z.partialRecord(z.enum(SCHEME_KEYS), classResult),
  due: list(z.object({ kind: z.literal('appointment'), date: text, text, person: personRef.nullable() })),
  keyTen: z.object({ filled: z.number(), of: z.number() }),
  handedOver: z.object({ from: personRef, at: moment, due: day }).optional().openapi({ description: 'Until the first contact by whoever has it now.' }),
  completeness: z.object({ packs: list(z.object({ pack: text, filled: z.number(), of: z.number() })), missing: z.number(), stale: z.number() }).openapi({ description: 'Of what this person may read.' }),
  stage: z.enum(['collect', 'manage', 'enrich', 'analyse']).nullable().openapi({ description: 'Stage of accumulation, D-28.' }),
  warning: z.object({ kind: z.enum(WARNING_KINDS), text }).nullable(),
  doNotContact: z.boolean(),
  doNotContactReason: text.optional(),
  updatedAt: moment,
  filesAt: moment.optional(),
  tradeAt: moment.optional(),
  comments: z.partialRecord(section, z.number()).optional().openapi({ description: 'By section: rises with every comment there.' }),
}));
export const digest = z.union([digestHead, fullDigest]).openapi('Digest', { description: 'The overview as this person may see it; with `exists` the head alone.' });

const deputy = z.strictObject({ person: text, from: moment, to: moment });
export const archiveView = of<api.ArchiveView>()(z.object({
  id: text,
  level,
  row: z.object({
    id: text,
    keys: list(text),
    kind: text,
    code: text.nullable(),
    packs: list(text),
    keeper: personRef.nullable(),
    owner: personRef.nullable(),
    coOwners: list(personRef),
    deputies: list(z.object({ person: text, from: text, to: text })),
    department: text.nullable(),
    confidentiality: z.enum(['normal', 'businessConfidential', 'restricted']),
    state: archiveState,
    openedAt: moment,
    reviewedAt: moment.nullable(),
  }).nullable(),
  overview: digest,
  sections: list(sectionAccess),
  glass: z.object({ until: text }).optional().openapi({ description: 'Nothing but a broken glass opens it to me, until then.' }),
  enter: list(section).optional().openapi({ description: 'Sections into which I may put values that I cannot read back.' }),
  ownPageOnly: list(section).optional().openapi({ description: 'Sections that I read or fill on the server’s own page of the archive alone.' }),
})).openapi('Archive');

export const archivePage = of<api.ArchivePage>()(z.object({
  items: list(z.object({ id: text, digest, matched: text.optional() })),
  next: text.nullable(),
  total: z.number(),
})).openapi('ArchivePage');
export const overviews = of<api.Overviews>()(z.object({ digests: list(z.object({ ref: text, digest: digest.nullable() })) })).openapi('Overviews');

export const createArchive = of<api.CreateArchive>()(z.strictObject({
  id: text.optional().openapi({ example: 'ALFKI' }),
  keys: list(text).optional().openapi({ example: ['erp:GZ/2019-0045'] }),
  template: text.optional().openapi({ example: 'dealer', description: 'Gives kind, packs and first values; what is named beside it counts more, packs are added.' }),
  kind: text.optional().openapi({ example: 'organisation', description: 'Needed without a template.' }),
  packs: list(text).optional(),
  name: text.openapi({ example: 'Alfreds Futterkiste' }),
  code: text.min(1).max(128).optional(),
  department: text.optional(),
  fields: z.record(text, z.union([scalar, list(scalar)])).optional().openapi({ description: 'By catalogue key, of any section that the creator may write; an address as one line, a person by name.' }),
  contacts: list(z.strictObject({ kind: text, value: text })).optional(),
})).openapi('CreateArchive');

export const rowChange = z.strictObject({
  kind: text.optional(),
  code: text.max(128).nullable().optional(),
  packs: list(text).optional(),
  keeper: text.nullable().optional(),
  department: text.nullable().optional(),
  confidentiality: z.enum(['normal', 'businessConfidential', 'restricted']).optional(),
  keys: list(text).optional(),
  reviewed: z.literal(true).optional().openapi({ description: 'The archive was reviewed now.' }),
}).openapi('ArchiveChange');
export const stateChange = z.strictObject({ state: z.enum(['open', 'closed']), reason: text.max(1000).default('') }).openapi('StateChange');
export const owners = z.strictObject({ owner: text.nullable(), coOwners: list(text).default([]), deputies: list(deputy).default([]) }).openapi('Owners');

const rows = z.record(text, z.record(text, z.record(text, scalar)));
const values = { fields: z.record(text, scalar), rows, texts: z.record(text, text), marks: z.record(text, scalar) };
of<api.SectionValues>()(z.object(values));
export const sectionValues = z.object({
  ...values,
  order: z.record(text, list(text)).openapi({ description: 'Row ids of each table in their order.' }),
  level,
  seq: z.number().openapi({ description: 'Number of the newest edit in these values.' }),
}).openapi('Section');
export const editedSection = sectionValues.extend({
  warnings: list(z.object({ field: text, code: text, message: text })).openapi({ description: 'What is doubtful in the edited values and stands all the same; a mark `override` keeps one with a reason.' }),
}).openapi('EditedSection');
export const sectionPatch = of<api.SectionPatch>()(z.strictObject({
  fields: z.record(text, scalar).optional(),
  rows: z.record(text, z.record(text, z.record(text, scalar).nullable())).optional(),
  texts: z.record(text, text.nullable()).optional(),
  marks: z.record(text, scalar).optional(),
})).openapi('SectionPatch', { description: 'What is named changes; null deletes; a new row comes last.' });

const transactionKind = z.enum(['sale', 'return', 'shipment', 'collection', 'stay', 'consumption']);
const line = z.strictObject({ item: text.max(500), quantity: decimal, price: decimal, discount: decimal.optional() });
const facts = {
  kind: transactionKind,
  date: day,
  amount: decimal,
  dueAt: day.nullable().optional(),
  channel: text.max(100).nullable().optional(),
  orderRef: text.max(200).nullable().optional(),
  cost: decimal.nullable().optional().openapi({ description: 'Only with the right on `terms`.' }),
  invoicedAt: day.nullable().optional().openapi({ description: 'Payment on invoice counts from here.' }),
  tracking: text.max(200).nullable().optional().openapi({ description: 'Number under which a shipment is followed.' }),
  stay: z.strictObject({ reason: text.max(64).nullable().optional(), rate: decimal.nullable().optional(), period: text.max(21).nullable().optional().openapi({ example: '2026-05-12/2026-05-14' }), payment: text.max(64).nullable().optional() }).nullable().optional().openapi({ description: 'Of a stay: reason (D-65), a night\'s rate, period, payment (D-60).' }),
};
const stored = { ...facts, id: text, currency: text, lines: list(line), source: text, externalId: text, reverses: text.nullable().optional().openapi({ description: 'The row that this one takes back.' }) };
export const transaction = of<api.Transaction>()(z.object(stored)).openapi('Transaction');
const recorded = { by: personRef, at: moment };
const transactionView = of<api.TransactionView>()(z.object({ ...stored, recorded: z.object(recorded).optional(), receivable: z.object({ open: decimal, due: day.nullable(), days: z.number() }).optional().openapi({ description: 'Of a sale that an account is kept of: what is still to be paid, until when, days overdue.' }) })).openapi('LedgerRow');
export const transactionPage = of<api.TransactionPage>()(z.object({
  items: list(transactionView), next: text.nullable(), years: list(z.number()),
  totals: list(z.object({ currency: text, count: z.number(), sum: decimal, purchases: decimal, returns: decimal, collected: decimal, cost: decimal.optional(), profit: decimal.optional() })).optional().openapi({ description: 'On the first page: sums of all that was found.' }),
  account: list(z.object({ currency: text, open: decimal, overdue: decimal, oldestDays: z.number(), sales: z.number() })).optional().openapi({ description: 'On the first page: what the customer owes, whatever is filtered.' }),
})).openapi('TransactionPage');
export const transactionDetail = of<api.TransactionDetail>()(z.object({
  item: transactionView, order: list(transactionView), reversedBy: text.nullable(), changes: list(z.object({ ...recorded, before: transaction })), correctable: z.boolean(), reversible: z.boolean(),
})).openapi('TransactionDetail');
export const newTransaction = z.strictObject({
  ...facts,
  currency: text.optional(),
  lines: list(line).optional(),
  source: text.min(1).max(64).optional().openapi({ description: 'With `externalId` it identifies the row for ever; default `dossier`.' }),
  externalId: text.min(1).max(128).optional(),
});
export const correctedTransaction = newTransaction.omit({ source: true, externalId: true }).openapi('CorrectedTransaction');
export const newTransactions = z.union([newTransaction, z.strictObject({ items: list(newTransaction) })]).openapi('NewTransactions', { description: 'One transaction, or `items` with up to 1,000.' });

export const file = of<api.FileView>()(z.object({ id: text, section: text, kind: text, name: text, type: text, size: z.number(), validUntil: day.nullable(), by: personRef, at: moment })).openapi('File');
export const files = z.object({ items: list(file) }).openapi('Files');
export const newUpload = z.strictObject({
  section: text.max(64).openapi({ description: 'Section whose right the file has.' }),
  kind: text.max(64).default('file').openapi({ description: 'What it is: the key of a field, or the value key of a row.' }),
  name: text.min(1).max(1024),
  type: text.max(128).default(''),
  length: z.number().int().nonnegative().openapi({ description: 'Bytes of the file.' }),
  validUntil: day.nullable().default(null),
}).openapi('NewUpload');
export const upload = of<api.UploadView>()(z.object({ id: text, section: text, kind: text, name: text, length: z.number(), offset: z.number(), ends: moment, file: file.nullable() })).openapi('Upload');
export const fileChange = z.strictObject({ name: text.min(1).max(1024).optional(), kind: text.min(1).max(64).optional(), validUntil: day.nullable().optional() }).openapi('FileChange');

const cells = z.record(text, scalar);
const entry = { id: text, section: text, key: text, by: personRef, at: moment, from: moment, edits: z.number(), restorable: z.boolean() };
const fileFacts = z.object({ name: text, kind: text, size: z.number(), validUntil: day.nullable() });
const historyItem = of<api.HistoryItem>()(z.union([
  z.object({ ...entry, kind: z.literal('value'), old: scalar, new: scalar }),
  z.object({ ...entry, kind: z.literal('text'), parts: list(z.object({ kind: z.enum(['same', 'removed', 'added']), text, length: z.number().optional() })) }),
  z.object({ ...entry, kind: z.literal('row'), what: z.enum(['added', 'removed', 'changed', 'moved']), old: cells, new: cells, now: cells.nullable() }),
  z.object({ ...entry, kind: z.literal('reveal') }),
  z.object({ ...entry, kind: z.literal('file'), old: fileFacts.nullable(), new: fileFacts.nullable() }),
  z.object({ ...entry, kind: z.literal('own'), old: list(text), new: list(text) }),
])).openapi('HistoryEntry');
export const historyPage = of<api.HistoryPage>()(z.object({ items: list(historyItem), next: text.nullable(), seen: moment.nullable(), at: moment })).openapi('History');
export const restoreConflict = of<api.RestoreConflict>()(z.object({ ...errorShape, now: z.union([scalar, cells]) })).openapi('RestoreConflict');

export const person = of<api.PersonView>()(z.object({
  id: text,
  name: text,
  department: text.nullable(),
  active: z.boolean(),
  now: text.optional().openapi({ description: 'Asked for by an id that the person had before: the one that they have now.' }),
  email: text.nullable().optional(),
  roles: list(role).optional(),
  withheld: list(role).optional(),
  clearances: list(clearance).optional(),
  reportsTo: text.nullable().optional(),
})).openapi('Person');
export const people = z.object({ items: list(person), next: text.nullable() }).openapi('People');
const personFacts = {
  email: text.max(254).nullable().optional(),
  department: text.nullable().optional(),
  roles: list(role).optional(),
  withheld: list(role).optional(),
  clearances: list(clearance).optional(),
  reportsTo: text.nullable().optional(),
  active: z.boolean().optional(),
};
export const newPerson = z.strictObject({ id: text, name: text.min(1).max(200), ...personFacts }).openapi('NewPerson');
export const personChange = z.strictObject({
  name: text.min(1).max(200).optional(),
  ...personFacts,
  sub: text.optional().openapi({ description: 'The id of their sign-in, for a person who was brought before it: owners, grants, deputies and managers follow; the old id finds them still, and nobody signs in with it.' }),
}).openapi('PersonChange');
export const department = of<api.DepartmentView>()(z.object({ id: text, name: text, parent: text.nullable(), managers: list(text) })).openapi('Department');
export const departments = z.object({ items: list(department) }).openapi('Departments');
export const departmentChange = z.strictObject({ name: text.min(1).max(200).optional(), parent: text.nullable().optional(), managers: list(text).optional() }).openapi('DepartmentChange');
export const newDepartment = z.strictObject({ id: text, name: text.min(1).max(200), parent: text.nullable().default(null), managers: list(text).default([]) }).openapi('NewDepartment');

export const grant = of<api.GrantView>()(z.object({
  id: text,
  archive: text,
  to: z.object({ kind: z.enum(['person', 'department', 'role']), id: text }),
  level: z.enum(['exists', 'read', 'write']),
  sections: list(section).nullable(),
  from: moment,
  until: moment.nullable(),
  reason: text,
  requestedBy: text,
  approvedBy: text,
})).openapi('Grant');
export const newGrant = z.strictObject({
  archive: text,
  to: z.strictObject({ kind: z.enum(['person', 'department', 'role']), id: text }),
  level: z.enum(['exists', 'read', 'write']),
  sections: list(section).nullable().default(null).openapi({ description: 'A confidential section must be named; null: the internal ones.' }),
  from: moment.optional(),
  until: moment.nullable().optional().openapi({ description: 'Without it fourteen days from now: every grant ends.' }),
  reason: text.min(1).max(1000),
}).openapi('NewGrant');

const outcome = z.enum(['created', 'updated', 'unchanged', 'repaired', 'kept', 'refused', 'skipped']);
export const job = of<api.JobView>()(z.object({
  id: text,
  kind: z.literal('import'),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  done: z.number(),
  total: z.number().nullable(),
  report: z.object({
    source: text,
    dryRun: z.boolean(),
    tables: list(z.object({ table: text, file: text, rows: z.number(), counts: z.partialRecord(outcome, z.number()) })),
    lines: list(z.object({ file: text, line: z.number(), externalId: text.nullable(), outcome: outcome.extract(['repaired', 'kept', 'refused', 'skipped']), field: text.nullable(), code: text, message: text })),
    ignoredColumns: list(z.object({ file: text, column: text })),
    linesLeftOut: z.number().optional(),
  }).nullable(),
  error: text.nullable(),
  cancelled: z.boolean().optional().openapi({ description: 'It `failed` because somebody stopped it; what was imported until then stays.' }),
})).openapi('Job');
export const jobs = z.object({ items: list(of<api.JobSummary>()(z.object({
  id: text,
  kind: z.enum(['import', 'backup', 'export', 'workbook']),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  at: moment,
  by: personRef.nullable(),
  done: z.number().openapi({ description: 'Rows, of a backup bytes, of exports and workbooks archives.' }),
  total: z.number().nullable(),
  dryRun: z.boolean(),
  counts: z.partialRecord(outcome, z.number()),
  error: text.nullable(),
  cancellable: z.boolean(),
}))) }).openapi('Jobs');
