/** Schemas of what an administrator keeps: lists of values, limits, classes and their settings, backups, how the server is. Those of archives and people are in `schemas.ts`. */
import { z } from '@hono/zod-openapi';
import type * as api from '../../model/api.ts';
import { SCHEME_KEYS } from '../../model/classification/schemes.ts';
import { SETTING_UNITS } from '../../model/classification/shape.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { day, labelsSchema, list, moment, personRef, text } from './schema-parts.ts';
import { of } from './schema-types.ts';

export const dictionary = of<api.DictionaryView>()(z.object({
  id: text,
  name: labelsSchema,
  editable: z.boolean(),
  own: z.boolean().openapi({ description: 'Added by an administrator.' }),
  revision: z.number(),
  fields: list(labelsSchema).openapi({ description: 'Names of the fields whose values come from it.' }),
  days: z.object({ least: z.number(), most: z.number() }).nullable().openapi({ description: 'Days that its options may count; null: they count none.' }),
  options: list(z.object({
    key: text, label: labelsSchema, shipped: labelsSchema.nullable().openapi({ description: 'Its words as delivered; null: an option of one’s own.' }), hidden: z.boolean(),
    days: z.number().nullable().openapi({ description: 'What reminders, classes or due dates reckon with; null: nothing.' }), shippedDays: z.number().nullable(),
  })),
})).openapi('Dictionary');
export const dictionaries = z.object({ items: list(dictionary) }).openapi('Dictionaries');
export const newDictionary = z.strictObject({ name: z.strictObject(labelsSchema.shape), options: list(z.strictObject({ label: z.strictObject(labelsSchema.shape) })) }).openapi('NewDictionary');
export const dictionaryWish = z.strictObject({
  revision: z.number().int().min(0),
  name: z.strictObject(labelsSchema.shape).optional().openapi({ description: 'Of a list of one’s own.' }),
  options: list(z.strictObject({
    key: text.optional(), label: z.strictObject(labelsSchema.shape), hidden: z.boolean().default(false),
    days: z.number().nullable().optional().openapi({ description: 'Of lists that count days; null: none, left out: as they are.' }),
  })),
}).openapi('DictionaryWish');

export const limits = z.object({
  variable: text.openapi({ description: 'The variable that changes them, as JSON, at the next start.' }),
  items: list(of<api.LimitView>()(z.object({ name: text, value: z.number(), shipped: z.number(), unit: z.enum(['bytes', 'milliseconds', 'count', 'hour']), text }))),
}).openapi('Limits');

export const classify = z.strictObject({
  scheme: z.enum(SCHEME_KEYS),
  window: z.union([z.literal('all'), z.number().int().min(1).max(1200)]).optional().openapi({ description: 'Months, or `all`; without it the shipped window.' }),
  referenceDate: day.optional(),
  settings: z.record(text, z.unknown()).optional().openapi({ description: 'What is other than now, as `GET /api/classification` names it.' }),
  dryRun: z.boolean().default(false),
}).openapi('Classify');
export const classifyRun = of<api.ClassifyRun>()(z.object({
  scheme: z.enum(SCHEME_KEYS),
  dryRun: z.boolean(),
  referenceDate: day.nullable(),
  counts: z.record(text, z.number()),
  changed: z.number(),
  before: z.record(text, z.number()).optional(),
  moved: list(z.object({ id: text, name: text, from: text.nullable(), to: text.nullable() })).optional(),
  results: list(z.object({ id: text, value: text.nullable(), mark: text })).optional(),
})).openapi('ClassifyRun');
const setVersion = { version: z.number(), setBy: personRef.nullable(), setAt: moment.nullable(), note: text.nullable() };
const numberShape = z.object({ kind: z.literal('number'), unit: z.enum(SETTING_UNITS), min: z.number(), max: z.number(), decimals: z.union([z.literal(0), z.literal(2)]) });
const settingShape = z.union([
  numberShape, z.object({ kind: z.literal('window'), min: z.number(), max: z.number() }), z.object({ kind: z.literal('choice'), options: list(text) }),
  z.object({ kind: z.literal('keys'), options: list(text).nullable(), dictionary: text.nullable() }), z.object({ kind: z.literal('flag') }),
  z.object({ kind: z.literal('steps'), count: z.number(), direction: z.enum(['up', 'down']), of: numberShape }), z.object({ kind: z.literal('each'), keys: list(text), of: numberShape, sum: z.number().nullable() }),
]).openapi('SettingShape', { description: 'What a setting may be: its kind, unit and range.' });
export const schemesView = of<api.SchemesView>()(z.object({
  items: list(z.object({
    key: z.enum(SCHEME_KEYS), id: text, source: text.nullable(), name: labelsSchema, dictionary: text.nullable(), section: z.enum(SECTION_KEYS).nullable(), kind: z.enum(['population', 'trade', 'fields']),
    values: list(text.nullable()), labels: z.record(text, labelsSchema), settings: z.record(text, z.unknown()).nullable(), version: z.number().nullable(), setBy: personRef.nullable(), setAt: moment.nullable(), note: text.nullable(),
    fields: list(z.object({ key: text, shape: settingShape, shipped: z.unknown(), options: list(z.object({ key: text, label: labelsSchema.nullable() })) })),
    past: list(z.object({ ...setVersion, settings: z.record(text, z.unknown()) })), maySet: z.boolean(), mayTry: z.boolean(),
  })),
  maySet: z.boolean(),
  running: z.object({ step: z.enum(['figures', 'population', 'customers']), share: z.number(), since: moment }).nullable(),
})).openapi('ClassificationSchemes');
export const schemeSettings = z.record(text, z.unknown()).openapi('SchemeSettings', { description: 'Settings by name; what is left out is as shipped. Beside them `note`, why they are set, and `version`, the one that was changed: another one since is a conflict.' });

export const backup = of<api.BackupView>()(z.object({
  id: text,
  state: z.enum(['running', 'done', 'failed']),
  at: moment,
  done: z.number(),
  total: z.number().nullable(),
  name: text.nullable(),
  path: text.nullable(),
  version: text.nullable(),
  bytes: z.number(),
  files: z.number(),
  sections: z.number(),
  broken: z.number().openapi({ description: 'Sections in quarantine when it was made; the server’s log names them.' }),
  missing: z.number().openapi({ description: 'Files that were lost when it was made.' }),
  error: text.nullable(),
  by: z.enum(['nightly', 'hand', 'upgrade']).openapi({ description: 'Only nightly ones are thrown away with time.' }),
  verified: z.object({ at: moment, ok: z.boolean() }).nullable().openapi({ description: 'What reading it back has shown; null: nobody has yet.' }),
})).openapi('Backup');
const state = z.enum(['ok', 'warn', 'fail']);
export const health = of<api.Health>()(z.object({
  ok: z.boolean().openapi({ description: 'The server works.' }),
  state: state.openapi({ description: 'The worst of the checks.' }),
  version: text,
  now: moment,
  checks: list(z.object({ name: text, state, text: text.openapi({ description: 'One sentence that tells what to do.' }) })),
})).openapi('Health');
export const backups = z.object({ items: list(backup) }).openapi('Backups');
