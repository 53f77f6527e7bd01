/** Shapes of own fields at the door; what is refused beyond the shape is `services/own-field-rules.ts`. */
import { z } from '@hono/zod-openapi';
import { COLUMN_KINDS, OWN_KINDS } from '../../model/catalogue/own-shape.ts';
import type { PackKey } from '../../model/catalogue/types.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import { labelsSchema } from './schema-parts.ts';

const text = z.string();
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const words = z.strictObject({ 'en': text.optional(), 'zh-Hans': text.optional(), 'zh-Hant': text.optional(), 'es': text.optional() });
const said = z.object({ 'en': text.optional(), 'zh-Hans': text.optional(), 'zh-Hant': text.optional(), 'es': text.optional() });
const person = z.object({ id: text, name: text });
const pack = z.string().transform((key) => key as PackKey); // which packs there are is asked with everything else
const limit = z.number().finite().nullable();
const kind = z.enum(OWN_KINDS);
const columnKind = z.enum(COLUMN_KINDS);
const section = z.enum(SECTION_KEYS);
const options = { dictionary: text.max(64).optional(), options: z.array(z.strictObject({ label: z.strictObject(labelsSchema.shape) })).max(1_000).optional() };

const columnWish = z.strictObject({ key: text.max(64).optional(), kind: columnKind, label: words, ...options, min: limit.optional(), max: limit.optional() });
const changeable = {
  label: words, help: words.optional(), packs: z.array(pack).max(32), group: text.max(64).optional(), required: z.array(pack).max(32).optional(), pii: text.max(64).optional(), mask: z.boolean().optional(),
  columns: z.array(columnWish).max(100).optional(),
};

export const newOwnField = z.strictObject({ ...changeable, kind, section, ...options, min: limit.optional(), max: limit.optional() }).openapi('NewOwnField');
export const ownFieldChange = z.strictObject({
  revision: z.number().int().min(0), ...changeable, label: words.optional(), packs: z.array(pack).max(32).optional(), retired: z.boolean().optional(),
  kind: kind.optional(), section: section.optional(), dictionary: text.max(64).nullable().optional(), min: limit.optional(), max: limit.optional(),
}).openapi('OwnFieldChange');
export const ownFieldOrder = z.strictObject({ keys: z.array(text.max(64)).max(2_000) }).openapi('OwnFieldOrder');

export const ownField = z.object({
  key: text, kind, section, packs: list(pack), group: text, label: said, help: said, dictionary: text.nullable(),
  columns: list(z.object({ key: text, kind: columnKind, label: said, dictionary: text.nullable(), min: limit, max: limit })),
  min: limit, max: limit, required: list(pack), pii: text, mask: z.boolean(), retired: z.boolean(),
  revision: z.number(), by: person, at: text, changedBy: person, changedAt: text,
}).openapi('OwnField');
export const ownFields = z.object({ items: list(ownField) }).openapi('OwnFields');
