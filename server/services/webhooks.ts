/**
 * Webhooks: a hint to a receiver that the feed has something for it, signed, and nothing of what. Sent by the rights of a key, so that it hears of nothing that the key may
 * not see; tried again for three days, then switched off. The receiver that was down reads the feed from its own cursor and has missed nothing.
 */
import type { Clock } from '../clock.ts';
import type { DirectoryStore } from '../storage/storage.ts';
import type { Delivery, StoredWebhook, WebhookStore } from '../storage/webhook-store.ts';
import { Turns } from '../turns.ts';
import { keyPrincipal, newRowId, newWebhookId, parseKeyId } from '../../model/ids.ts';
import type { PersonId, RandomBytes, WebhookId } from '../../model/ids.ts';
import type { ApiKeys } from './api-keys.ts';
import { invalid, Refusal } from './errors.ts';
import type { Problem } from './errors.ts';
import type { Feed } from './events.ts';
import type { Logger } from './log.ts';
import { refusedUrl } from './webhook-send.ts';
import type { Send, Sent } from './webhook-send.ts';

export interface WebhookWish { readonly name: string; readonly url: string; readonly key: string }
export interface WebhookChange { readonly name?: string | undefined; readonly url?: string | undefined; readonly enabled?: boolean | undefined }

export interface WebhooksOptions {
  readonly store: WebhookStore;
  readonly settings: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly feed: Pick<Feed, 'page' | 'cursor' | 'from' | 'listen'>;
  readonly keys: Pick<ApiKeys, 'lives' | 'get'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly send: Send;
  readonly log: Logger;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

const HOSTS = 'webhook-hosts';
const MOST = 50;
const SECOND = 1_000;
/** Pauses between tries; the last one again and again. */
const PAUSES = [10, 30, 60, 300, 900, 1_800, 3_600].map((seconds) => seconds * SECOND);
/** Nothing arrived for so long: it is switched off, and stays so until somebody looks. */
export const GIVEN_UP_MS = 3 * 86_400_000;

export class Webhooks {
  readonly #options: WebhooksOptions;
  readonly #all = new Map<WebhookId, StoredWebhook>();
  readonly #turns = new Turns<WebhookId>();
  readonly #timers = new Map<WebhookId, () => void>();
  #allowed: readonly string[] = [];
  #stop: () => void = () => undefined;
  #ended = false;

  constructor(options: WebhooksOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.reload();
    this.#stop = this.#options.feed.listen(() => { this.#look(); });
  }

  /** As another server has left them; then whatever is to be told is. */
  async reload(): Promise<void> {
    const { store, settings } = this.#options;
    this.#allowed = ((await settings.setting(HOSTS)) as readonly string[] | null) ?? [];
    const there = await store.all();
    for (const id of this.#all.keys()) if (!there.some((each) => each.id === id)) this.#forget(id);
    for (const webhook of there) this.#all.set(webhook.id, webhook);
    this.#look();
  }

  async stop(): Promise<void> {
    this.#ended = true;
    this.#stop();
    for (const stop of this.#timers.values()) stop();
    await this.settled();
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await Promise.all([...this.#all.keys()].map((id) => this.#turns.take(id, () => Promise.resolve())));
  }

  /** Newest last. */
  list(): readonly StoredWebhook[] {
    return [...this.#all.values()].sort((a, b) => a.created - b.created);
  }

  get hosts(): readonly string[] {
    return this.#allowed;
  }

  /** Hosts inside the network, or without https, that webhooks may go to. */
  async allow(hosts: readonly string[], by: PersonId): Promise<readonly string[]> {
    const wrong = hosts.findIndex((host) => !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host));
    if (wrong >= 0) throw invalid([{ field: `hosts.${wrong}`, code: 'not-a-host', message: 'A name or address, with its port where it is not the usual one: erp.intranet or 10.0.0.7:8080.' }]);
    this.#allowed = [...new Set(hosts.map((host) => host.toLowerCase()))];
    await this.#options.settings.putSetting(HOSTS, this.#allowed, { by, at: this.#options.clock.now() });
    return this.#allowed;
  }

  /** `secret` is shown this once. It hears of what happens from now on. */
  async make(by: PersonId, { name, url, key: named }: WebhookWish): Promise<{ readonly webhook: StoredWebhook; readonly secret: string }> {
    const { clock, random, keys, feed } = this.#options;
    const key = parseKeyId(named.replace(/^dsk_/, ''));
    const problems: Problem[] = this.#problems(name, url);
    if (key === undefined || !keys.lives(key)) problems.push({ field: 'key', code: 'not-an-option', message: 'The prefix of a living key, by whose rights the receiver is told.' });
    if (problems.length > 0 || key === undefined) throw invalid(problems);
    if (this.#all.size >= MOST) throw new Refusal('conflict', `There are ${MOST} webhooks; remove one.`);
    const secret = this.#secret();
    const webhook: StoredWebhook = { id: newWebhookId(random), name: name.trim(), url, key, secrets: [secret], created: clock.now(), createdBy: by, disabled: null, told: await feed.from('now'), failing: null };
    await this.#put(webhook);
    return { webhook, secret };
  }

  async change(by: PersonId, id: WebhookId, { name, url, enabled }: WebhookChange): Promise<StoredWebhook> {
    return this.#turns.take(id, async () => {
      const webhook = this.#known(id);
      const problems = this.#problems(name ?? webhook.name, url ?? webhook.url);
      if (enabled === true && !this.#options.keys.lives(webhook.key)) problems.push({ field: 'enabled', code: 'key-ended', message: 'Its key opens nothing any more; make a webhook for another key.' });
      if (problems.length > 0) throw invalid(problems);
      const disabled = enabled === undefined ? webhook.disabled : enabled ? null : (webhook.disabled ?? { at: this.#options.clock.now(), why: 'hand' as const });
      const changed: StoredWebhook = { ...webhook, name: (name ?? webhook.name).trim(), url: url ?? webhook.url, disabled, failing: enabled === true ? null : webhook.failing };
      await this.#put(changed, by);
      this.#soon(id, 0);
      return changed;
    });
  }

  /** A new secret beside the one before: both sign until this is called again with `drop`. */
  async rotate(by: PersonId, id: WebhookId): Promise<{ readonly webhook: StoredWebhook; readonly secret: string }> {
    return this.#turns.take(id, async () => {
      const secret = this.#secret();
      const webhook = this.#known(id);
      const changed = { ...webhook, secrets: [secret, webhook.secrets[0]!] };
      await this.#put(changed, by);
      return { webhook: changed, secret };
    });
  }

  async dropOldSecret(by: PersonId, id: WebhookId): Promise<StoredWebhook> {
    return this.#turns.take(id, async () => {
      const webhook = this.#known(id);
      const changed = { ...webhook, secrets: webhook.secrets.slice(0, 1) };
      await this.#put(changed, by);
      return changed;
    });
  }

  async remove(by: PersonId, id: WebhookId): Promise<void> {
    await this.#turns.take(id, async () => {
      this.#known(id);
      await this.#options.store.remove(id, { by, at: this.#options.clock.now() });
      this.#forget(id);
    });
  }

  #forget(id: WebhookId): void {
    this.#all.delete(id);
    this.#timers.get(id)?.();
    this.#timers.delete(id);
  }

  async deliveries(id: WebhookId): Promise<readonly Delivery[]> {
    this.#known(id);
    return this.#options.store.deliveries(id);
  }

  /** Sends one now, whatever there is to tell; it changes nothing else. */
  test(id: WebhookId): Promise<Delivery> {
    return this.#turns.take(id, async () => this.#deliver(this.#known(id), 'test'));
  }

  /** A key was ended: what it told is told no more. */
  #look(): void {
    for (const { id, disabled } of this.#all.values()) if (disabled === null && !this.#timers.has(id)) this.#soon(id, 0);
  }

  #soon(id: WebhookId, wait: number): void {
    this.#timers.get(id)?.();
    if (this.#ended) return;
    const run = (): void => {
      this.#timers.delete(id);
      void this.#turns.take(id, () => this.#tell(id)).catch((error: unknown) => { this.#options.log.error({ err: error }, 'webhook not looked after'); });
    };
    if (wait === 0) run();
    else this.#timers.set(id, this.#options.clock.after(wait, run));
  }

  async #tell(id: WebhookId): Promise<void> {
    const { clock, feed, keys, log, leads = () => true } = this.#options;
    const webhook = this.#all.get(id);
    if (webhook === undefined || webhook.disabled !== null || this.#ended || !leads()) return;
    const now = clock.now();
    if (!keys.lives(webhook.key)) return this.#put({ ...webhook, disabled: { at: now, why: 'key' } });
    if (webhook.failing !== null && webhook.failing.next > now) return this.#soon(id, webhook.failing.next - now);
    const page = await feed.page({ id: keyPrincipal(webhook.key) }, webhook.told, 1);
    if (page.items.length === 0) {
      // what was left out needs not be looked at again; the disk hears of it with the next hint
      this.#all.set(id, { ...webhook, told: page.upto });
      return;
    }
    const upto = await feed.from('now');
    const { status } = await this.#deliver(webhook, 'hint');
    if (status !== null && status >= 200 && status < 300) {
      await this.#put({ ...webhook, told: upto, failing: null });
      return this.#soon(id, SECOND); // what came meanwhile
    }
    const after = clock.now();
    const failing = { since: webhook.failing?.since ?? now, tries: (webhook.failing?.tries ?? 0) + 1, next: 0 };
    const pause = PAUSES[Math.min(failing.tries, PAUSES.length) - 1]!;
    // 410: the receiver says that it is gone for good
    if (status === 410 || after - failing.since >= GIVEN_UP_MS) {
      log.warn({ webhook: id }, 'webhook switched off: nothing arrives there');
      return this.#put({ ...webhook, failing, disabled: { at: after, why: 'failing' } });
    }
    await this.#put({ ...webhook, failing: { ...failing, next: after + pause } });
    this.#soon(id, pause);
  }

  async #deliver(webhook: StoredWebhook, kind: Delivery['kind']): Promise<Delivery> {
    const { clock, random, send, feed, store } = this.#options;
    const at = clock.now();
    const id = `msg_${newRowId(random)}`;
    const body = JSON.stringify({ type: kind === 'test' ? 'test' : 'events.available', webhook: webhook.id, after: await feed.cursor(webhook.told), at: new Date(at).toISOString() });
    const sent: Sent = await send({ url: webhook.url, id, at, body, secrets: webhook.secrets, allowed: this.#allowed });
    const delivery: Delivery = { id, webhook: webhook.id, at, kind, ...sent, milliseconds: Math.round(clock.now() - at) };
    await store.log(delivery);
    return delivery;
  }

  #problems(name: string, url: string): Problem[] {
    const problems: Problem[] = [];
    if (name.trim() === '' || name.length > 100) problems.push({ field: 'name', code: 'length', message: 'One to 100 characters.' });
    const refused = url.length > 2_000 ? 'At most 2,000 characters.' : refusedUrl(url, this.#allowed);
    if (refused !== null) problems.push({ field: 'url', code: 'not-allowed', message: refused });
    return problems;
  }

  #secret(): string {
    return `whsec_${Buffer.from(this.#options.random(32)).toString('base64')}`;
  }

  #known(id: WebhookId): StoredWebhook {
    const webhook = this.#all.get(id);
    if (webhook === undefined) throw new Refusal('not-found', 'There is no such webhook.');
    return webhook;
  }

  /** `by` undefined: the server, of how it fares. */
  async #put(webhook: StoredWebhook, by?: PersonId): Promise<void> {
    await this.#options.store.put(webhook, by === undefined ? undefined : { by, at: this.#options.clock.now() });
    this.#all.set(webhook.id, webhook);
  }
}
