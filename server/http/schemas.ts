/** The JSON of the REST interface as schemas, for checking and for the OpenAPI document; each is held equal to its type in `model/api.ts`. */
import { z } from '@hono/zod-openapi';
import type * as api from '../../model/api.ts';
import type { ClassResult, Digest, DigestHead } from '../../model/overview.ts';
import type { Because } from '../../model/rights.ts';
import { ROLES } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { of } from './schema-types.ts';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const text = z.string();
const day = text.openapi({ format: 'date', example: '2026-05-12' });
const moment = text.openapi({ format: 'date-time', example: '2026-05-12T09:30:00.000Z' });
const decimal = text.openapi({ example: '1265793.22' });

export const section = z.enum(SECTION_KEYS);
export const role = z.enum(ROLES);
export const clearance = z.enum(['identity', 'bank', 'aml']);
const level = z.enum(['none', 'exists', 'read', 'write', 'manage']);
const scalar = z.union([text, z.number(), z.boolean(), z.null()]);
const personRef = z.object({ id: text, name: text });
export const labelsSchema = z.object({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });

export const errorBody = of<api.ApiErrorBody>()(z.object({
  error: z.object({
    code: text,
    message: text,
    field: text.optional(),
    problems: list(z.object({ field: text, code: text, message: text })).optional(),
  }),
})).openapi('Error');

export const me = of<api.Me>()(z.object({
  id: text,
  name: text,
  department: text.nullable(),
  roles: list(role),
  clearances: list(clearance),
  can: z.object({ create: z.boolean(), import: z.boolean(), export: z.boolean(), insight: z.boolean(), directory: z.boolean() }),
  workspace: z.object({ timezone: text, currency: text, demo: z.boolean() }),
})).openapi('Me');

const because = of<Because>()(z.union([
  z.object({ kind: z.enum(['inactive', 'sealed', 'erased', 'owner', 'coOwner', 'steward', 'generalManager', 'ownerless', 'closed', 'compliance']) }),
  z.object({ kind: z.literal('deputy'), until: text }),
  z.object({ kind: z.enum(['departmentManager', 'colleague']), department: text }),
  z.object({ kind: z.literal('grant'), grant: text, until: text.nullable() }),
  z.object({ kind: z.literal('clearance'), clearance }),
  z.object({ kind: z.literal('noClearance'), clearance }),
])).openapi('Because', { description: 'Why a right is as it is.' });

const sectionAccess = of<api.SectionAccess>()(z.object({ section, level, because: list(because), years: list(z.number()).optional() }));

const input = z.object({
  key: text,
  value: z.union([text, z.number(), z.null()]),
  unit: z.enum(['money', 'days', 'count', 'date', 'score', 'share', 'months']).optional(),
});

export const classResult = of<ClassResult>()(z.object({
  scheme: z.enum(['abc', 'rfm', 'lifecycle']),
  value: text.nullable(),
  label: labelsSchema,
  mark: text,
  rule: z.object({ id: z.enum(['C-01', 'C-03', 'C-05']), source: z.enum(['B-2', 'B-1', 'B-3']), version: z.number(), setBy: text.nullable(), setAt: moment.nullable() }),
  window: z.object({ from: day.nullable(), to: day, months: z.union([z.number(), z.literal('all')]) }),
  thresholds: list(input),
  inputs: list(input),
  changes: list(z.object({ to: text, toLabel: labelsSchema, input: text, at: z.union([text, z.number()]) })),
  computedAt: moment,
  since: day,
  previous: z.object({ value: text.nullable(), label: labelsSchema, until: day }).nullable(),
  trend: z.enum(['up', 'down', 'same']),
  population: z.object({ rank: z.number(), of: z.number(), share: z.number(), cumulativeBefore: z.number(), cumulativeAfter: z.number() }).optional(),
})).openapi('ClassResult', { description: 'A class with its rule, inputs and date. `population` only with the right `insight`.' });

const head = { id: text, name: text, kind: text, department: text.nullable(), owner: personRef.nullable() };
const archiveState = z.enum(['open', 'closed', 'sealed', 'erased']);
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
  classes: z.object({ abc: classResult.optional(), rfm: classResult.optional(), lifecycle: classResult.optional() }),
  due: list(z.object({ kind: z.literal('appointment'), date: text, text, person: personRef.nullable() })),
  keyTen: z.object({ filled: z.number(), of: z.number() }),
  warning: text.nullable(),
  updatedAt: moment,
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
  kind: text.openapi({ example: 'organisation' }),
  packs: list(text).optional(),
  name: text.openapi({ example: 'Alfreds Futterkiste' }),
  code: text.min(1).max(128).optional(),
  department: text.optional(),
  fields: z.record(text, scalar).optional(),
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
};
export const transaction = of<api.Transaction>()(z.object({ ...facts, id: text, currency: text, lines: list(line), source: text, externalId: text })).openapi('Transaction');
export const transactionPage = of<api.TransactionPage>()(z.object({ items: list(transaction), next: text.nullable(), years: list(z.number()) })).openapi('TransactionPage');
export const newTransaction = z.strictObject({
  ...facts,
  currency: text.optional(),
  lines: list(line).optional(),
  source: text.min(1).max(64).optional().openapi({ description: 'With `externalId` it identifies the row for ever; default `dossier`.' }),
  externalId: text.min(1).max(128).optional(),
});
export const newTransactions = z.union([newTransaction, z.strictObject({ items: list(newTransaction) })]).openapi('NewTransactions', { description: 'One transaction, or `items` with up to 1,000.' });

export const file = of<api.FileView>()(z.object({ id: text, section: text, kind: text, name: text, type: text, size: z.number(), validUntil: day.nullable(), by: personRef, at: moment })).openapi('File');
export const files = z.object({ items: list(file) }).openapi('Files');

export const person = of<api.PersonView>()(z.object({
  id: text,
  name: text,
  department: text.nullable(),
  active: z.boolean(),
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
export const personChange = z.strictObject({ name: text.min(1).max(200).optional(), ...personFacts }).openapi('PersonChange');
export const department = of<api.DepartmentView>()(z.object({ id: text, name: text, parent: text.nullable(), managers: list(text) })).openapi('Department');
export const departments = z.object({ items: list(department) }).openapi('Departments');
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
})).openapi('Job');

export const classify = z.strictObject({
  scheme: z.enum(['abc', 'rfm', 'lifecycle']),
  window: z.union([z.literal('all'), z.number().int().min(1).max(1200)]).optional().openapi({ description: 'Months, or `all`; without it the shipped window.' }),
  referenceDate: day.optional(),
  dryRun: z.boolean().default(false),
}).openapi('Classify');
export const classifyRun = of<api.ClassifyRun>()(z.object({
  scheme: z.enum(['abc', 'rfm', 'lifecycle']),
  dryRun: z.boolean(),
  referenceDate: day.nullable(),
  counts: z.record(text, z.number()),
  changed: z.number(),
  results: list(z.object({ id: text, value: text.nullable(), mark: text })).optional(),
})).openapi('ClassifyRun');
