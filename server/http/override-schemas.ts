/** Shapes of a class set by hand at the door; `model/overrides/api.ts` has them for pages. */
import { z } from '@hono/zod-openapi';
import type { OverrideView } from '../../model/overrides/api.ts';
import { of } from './schema-types.ts';

const text = z.string();
const moment = text.openapi({ format: 'date-time' });
export const day = text.openapi({ format: 'date' });
const person = z.object({ id: text, name: text });
export const labels = z.object({ en: text, 'zh-Hans': text, 'zh-Hant': text, es: text });
export const classOverride = of<OverrideView>()(z.object({
  id: z.number(), state: z.enum(['waiting', 'stands', 'refused', 'ended', 'expired', 'replaced']), value: text, label: labels, reason: text, until: day.openapi({ description: 'The last day on which it stands.' }),
  by: person, at: moment, decidedBy: person.nullable(), decidedAt: moment.nullable(), note: text.nullable(),
})).openapi('ClassOverride');
