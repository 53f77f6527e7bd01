/** What the schemas of the REST interface are made of: texts, days, moments, lists, who somebody is, the four languages. */
import { z } from '@hono/zod-openapi';

export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
export const text = z.string();
export const day = text.openapi({ format: 'date', example: '2026-05-12' });
export const moment = text.openapi({ format: 'date-time', example: '2026-05-12T09:30:00.000Z' });
export const decimal = text.openapi({ example: '1265793.22' });
export const personRef = z.object({ id: text, name: text });
export const labelsSchema = z.object({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });
