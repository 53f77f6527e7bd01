/** Schemas of what programs use: keys, the change feed, webhooks, bulk requests. Those of everything else are in `schemas.ts`. */
import { z } from '@hono/zod-openapi';
import { EVENT_TYPES } from '../storage/event-store.ts';
import { createArchive, errorBody, newTransaction, sectionPatch, transaction } from './schemas.ts';

const moment = z.string().openapi({ format: 'date-time' });
const personRef = z.object({ id: z.string(), name: z.string() });
const clearance = z.enum(['identity', 'bank', 'aml']);
const levels = z.record(z.string(), z.enum(['read', 'write']));

export const newKey = z.strictObject({
  name: z.string().max(100).openapi({ description: 'What uses it.', example: 'ERP' }),
  sections: levels.openapi({ description: 'Sections with the level on them.', example: { profile: 'read', contacts: 'write' } }),
  departments: z.array(z.string().max(64)).max(100).nullable().optional().openapi({ description: 'Only archives of these departments and those below them; null: all archives.' }),
  clearances: z.array(clearance).optional().openapi({ description: 'Restricted sections are open to it only where their clearance is named too.' }),
  create: z.boolean().optional().openapi({ description: 'May create archives.' }),
  days: z.number().int().optional().openapi({ description: 'How long it holds: 1 to 365; default 90.' }),
}).openapi('NewKey');

export const key = z.object({
  id: z.string(), prefix: z.string().openapi({ example: 'dsk_0aB3x9TkQz' }), name: z.string(), sections: levels, departments: z.array(z.string()).readonly().nullable(), clearances: z.array(clearance).readonly(), create: z.boolean(),
  state: z.enum(['living', 'expired', 'ended']), createdAt: moment, createdBy: personRef, expiresAt: moment, endedAt: moment.nullable(), endedBy: personRef.nullable(),
  lastUsed: z.string().nullable().openapi({ format: 'date', description: 'The day of its last use.' }),
}).openapi('Key');
export const keys = z.object({ items: z.array(key).readonly() }).openapi('Keys');
export const madeKey = z.object({ key, secret: z.string().openapi({ description: 'Shown this once; only its hash is kept.' }) }).openapi('MadeKey');

export const event = z.object({
  id: z.string().openapi({ description: 'The same whenever and to whomever it is told: what came twice is known by it.' }),
  at: moment.nullable(), type: z.enum(EVENT_TYPES), archive: z.string().optional(), section: z.string().optional(),
  keys: z.array(z.string()).readonly().nullable().optional().openapi({ description: 'What changed: value keys, entries of the row, files, transactions, schemes. Null: so much that it is better to read anew.' }),
  seq: z.number().optional().openapi({ description: 'The newest edit of the section among them, as in its ETag.' }),
  alias: z.string().optional().openapi({ description: 'The id that `archive` has taken over, or given back.' }),
  by: personRef.optional(),
}).openapi('Event');
export const eventPage = z.object({ items: z.array(event).readonly(), next: z.string().openapi({ description: 'Where to go on; keep it with what you have stored.' }), more: z.boolean() }).openapi('EventPage');

export const newWebhook = z.strictObject({
  name: z.string().max(100), url: z.string().max(2000).openapi({ example: 'https://erp.example/hooks/dossier' }),
  key: z.string().max(20).openapi({ description: 'Prefix or id of the key by whose rights the receiver is told.' }),
}).openapi('NewWebhook');
export const webhookChange = z.strictObject({ name: z.string().max(100).optional(), url: z.string().max(2000).optional(), enabled: z.boolean().optional() }).openapi('WebhookChange');
export const webhook = z.object({
  id: z.string(), name: z.string(), url: z.string(), key: z.object({ id: z.string(), name: z.string() }), createdAt: moment, createdBy: personRef, secrets: z.number().openapi({ description: 'How many sign: two while a secret is being changed.' }),
  state: z.enum(['on', 'failing', 'off']), why: z.enum(['hand', 'failing', 'key']).nullable(), disabledAt: moment.nullable(), failingSince: moment.nullable(), tries: z.number(), nextAt: moment.nullable(),
}).openapi('Webhook');
export const webhooks = z.object({ items: z.array(webhook).readonly(), hosts: z.array(z.string()).readonly().openapi({ description: 'Hosts inside the network, or without https, that an administrator has allowed.' }) }).openapi('Webhooks');
export const madeWebhook = z.object({ webhook, secret: z.string() }).openapi('MadeWebhook');
export const delivery = z.object({ id: z.string(), at: moment, kind: z.enum(['hint', 'test']), status: z.number().nullable(), error: z.string().nullable(), milliseconds: z.number() }).openapi('Delivery');
export const deliveries = z.object({ items: z.array(delivery).readonly() }).openapi('Deliveries');
export const webhookHosts = z.strictObject({ hosts: z.array(z.string().max(255)).max(50) }).openapi('WebhookHosts');

const most = 500;
const outcome = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object({ status: z.number(), ...shape, error: errorBody.shape.error.optional() });
export const bulkArchives = z.strictObject({ items: z.array(createArchive).min(1).max(most) }).openapi('BulkArchives');
export const bulkArchivesDone = z.object({ items: z.array(outcome({ id: z.string().optional() })).readonly() }).openapi('BulkArchivesDone');
export const bulkTransactions = z.strictObject({ items: z.array(newTransaction.extend({ archive: z.string().max(200).openapi({ description: 'Id or external key.' }) })).min(1).max(most) }).openapi('BulkTransactions');
export const bulkTransactionsDone = z.object({ items: z.array(outcome({ transaction: transaction.optional() })).readonly() }).openapi('BulkTransactionsDone');
export const bulkSections = z.strictObject({
  items: z.array(z.strictObject({ archive: z.string().max(200), section: z.string().max(32), patch: sectionPatch, ifSeq: z.number().int().nonnegative().optional().openapi({ description: 'Only while this is the newest edit of the section.' }) })).min(1).max(most),
}).openapi('BulkSections');
export const bulkSectionsDone = z.object({ items: z.array(outcome({ seq: z.number().optional() })).readonly() }).openapi('BulkSectionsDone');
