/** Webhooks: an administrator keeps them, tries them, and sees what became of their deliveries. */
import { createRoute, z } from '@hono/zod-openapi';
import { Refusal } from '../services/errors.ts';
import type { StoredWebhook } from '../storage/webhook-store.ts';
import { parseWebhookId } from '../../model/ids.ts';
import type { WebhookId } from '../../model/ids.ts';
import type { App, Door } from './door.ts';
import { deliveries, delivery, madeWebhook, newWebhook, webhook, webhookChange, webhookHosts, webhooks as webhookList } from './door-schemas.ts';
import { iso, mustOpen } from './key-routes.ts';
import { body, json, refusals, secured as security } from './spec.ts';

const tags = ['workspace'];
const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) });

function idOf(text: string): WebhookId {
  const id = parseWebhookId(text);
  if (id === undefined) throw new Refusal('not-found', 'There is no such webhook.');
  return id;
}

export function webhookRoutes(app: App, { services: { webhooks, keys }, access: { directory } }: Door): void {
  const view = ({ id, name, url, key, secrets, created, createdBy, disabled, failing }: StoredWebhook) => ({
    id, name, url, key: { id: key, name: keys.get(key)?.name ?? key }, createdAt: iso(created), createdBy: { id: createdBy, name: directory.name(createdBy) }, secrets: secrets.length,
    state: disabled !== null ? 'off' as const : failing !== null ? 'failing' as const : 'on' as const, why: disabled?.why ?? null, disabledAt: disabled === null ? null : iso(disabled.at),
    failingSince: failing === null ? null : iso(failing.since), tries: failing?.tries ?? 0, nextAt: disabled !== null || failing === null ? null : iso(failing.next),
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/webhooks', tags, security, summary: 'Webhooks and the hosts that are allowed',
    responses: { 200: json(webhookList, 'Never their secrets.'), ...refusals(403) },
  }), (c) => {
    mustOpen(c);
    return c.json({ items: webhooks.list().map(view), hosts: webhooks.hosts }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/webhooks', tags, security, summary: 'Tell a receiver that the feed has something new',
    description: 'It is told `{type: "events.available", after}` and nothing of what there is: it reads the feed with its key. Signed as standardwebhooks.com has it.',
    request: { body: body(newWebhook) },
    responses: { 201: json(madeWebhook, 'The webhook with its secret, which is shown this once.'), ...refusals(403, 409, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    const made = await webhooks.make(mustOpen(c).id, wish);
    return c.json({ webhook: view(made.webhook), secret: made.secret }, 201);
  });

  app.openapi(createRoute({
    method: 'put', path: '/api/webhooks/hosts', tags, security, summary: 'Hosts inside the network, or without https, that webhooks may go to',
    request: { body: body(webhookHosts) },
    responses: { 200: json(webhookHosts, 'As they are now.'), ...refusals(403, 422) },
  }), async (c) => {
    const { hosts } = c.req.valid('json');
    mustOpen(c);
    return c.json({ hosts: [...await webhooks.allow(hosts, c.get('session').person.id)] }, 200);
  });

  app.openapi(createRoute({
    method: 'patch', path: '/api/webhooks/{id}', tags, security, summary: 'Rename a webhook, send it elsewhere, switch it off or on',
    request: { params, body: body(webhookChange) },
    responses: { 200: json(webhook, 'As it is now.'), ...refusals(403, 404, 422) },
  }), async (c) => {
    const wish = c.req.valid('json');
    mustOpen(c);
    return c.json(view(await webhooks.change(c.get('session').person.id, idOf(c.req.valid('param').id), wish)), 200);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/webhooks/{id}', tags, security, summary: 'Remove a webhook',
    request: { params },
    responses: { 204: { description: 'Gone, with its log.' }, ...refusals(403, 404) },
  }), async (c) => {
    mustOpen(c);
    await webhooks.remove(c.get('session').person.id, idOf(c.req.valid('param').id));
    return c.body(null, 204);
  });

  app.openapi(createRoute({
    method: 'get', path: '/api/webhooks/{id}/deliveries', tags, security, summary: 'The last hundred deliveries, newest first',
    request: { params },
    responses: { 200: json(deliveries, 'What was answered, or why nothing was.'), ...refusals(403, 404) },
  }), async (c) => {
    mustOpen(c);
    const items = await webhooks.deliveries(idOf(c.req.valid('param').id));
    return c.json({ items: items.map(({ id, at, kind, status, error, milliseconds }) => ({ id, at: iso(at), kind, status, error, milliseconds })) }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/webhooks/{id}/test', tags, security, summary: 'Send a test now',
    request: { params },
    responses: { 200: json(delivery, 'What became of it.'), ...refusals(403, 404) },
  }), async (c) => {
    mustOpen(c);
    const { id, at, kind, status, error, milliseconds } = await webhooks.test(idOf(c.req.valid('param').id));
    return c.json({ id, at: iso(at), kind, status, error, milliseconds }, 200);
  });

  app.openapi(createRoute({
    method: 'post', path: '/api/webhooks/{id}/secret', tags, security, summary: 'Make a new secret beside the one before',
    description: 'Both sign until the old one is dropped, so that a receiver can change over without losing a delivery.',
    request: { params },
    responses: { 201: json(madeWebhook, 'With the new secret, which is shown this once.'), ...refusals(403, 404) },
  }), async (c) => {
    mustOpen(c);
    const made = await webhooks.rotate(c.get('session').person.id, idOf(c.req.valid('param').id));
    return c.json({ webhook: view(made.webhook), secret: made.secret }, 201);
  });

  app.openapi(createRoute({
    method: 'delete', path: '/api/webhooks/{id}/secret', tags, security, summary: 'Drop the old secret',
    request: { params },
    responses: { 200: json(webhook, 'From now on the new one alone signs.'), ...refusals(403, 404) },
  }), async (c) => {
    mustOpen(c);
    return c.json(view(await webhooks.dropOldSecret(c.get('session').person.id, idOf(c.req.valid('param').id))), 200);
  });
}
