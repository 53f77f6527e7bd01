/** Rows of webhooks and of what became of their deliveries. Sending is the service's. */
import type { KeyId, PersonId, WebhookId } from '../../model/ids.ts';
import type { Act } from './audit-acts.ts';
import type { Connection } from './database.ts';

export interface StoredWebhook {
  readonly id: WebhookId;
  readonly name: string;
  readonly url: string;
  /** By whose rights it is told that there is something. */
  readonly key: KeyId;
  /** The newest first; an older one signs too until it is dropped. In the clear, for it signs. */
  readonly secrets: readonly string[];
  /** Milliseconds since 1970, as all moments here. */
  readonly created: number;
  readonly createdBy: PersonId;
  /** Null: on. */
  readonly disabled: null | { readonly at: number; readonly why: 'hand' | 'failing' | 'key' };
  /** Up to which event its receiver was told that there is something. */
  readonly told: number;
  /** Since when no delivery arrived, how many were tried, and when the next is due. */
  readonly failing: null | { readonly since: number; readonly tries: number; readonly next: number };
}
/** `status`: of the answer; null: there was none, `error` says why. */
export interface Delivery { readonly id: string; readonly webhook: WebhookId; readonly at: number; readonly kind: 'hint' | 'test'; readonly status: number | null; readonly error: string | null; readonly milliseconds: number }

export interface WebhookStore {
  all(): Promise<readonly StoredWebhook[]>;
  put(webhook: StoredWebhook, act?: Act): Promise<void>;
  remove(id: WebhookId, act?: Act): Promise<void>;
  /** Keeps the newest of each webhook. */
  log(delivery: Delivery): Promise<void>;
  /** Newest first. */
  deliveries(id: WebhookId): Promise<readonly Delivery[]>;
}

const KEPT = 100;
type Body = Omit<StoredWebhook, 'id'>;

export function webhookCalls(db: Connection) {
  const put = db.prepare('INSERT OR REPLACE INTO webhook (id, body) VALUES (?,?)');
  const remove = db.prepare('DELETE FROM webhook WHERE id = ?');
  const forget = db.prepare('DELETE FROM delivery WHERE webhook = ?');
  const log = db.prepare('INSERT INTO delivery (id, webhook, at, kind, status, error, milliseconds) VALUES (?,?,?,?,?,?,?)');
  const trim = db.prepare(`DELETE FROM delivery WHERE webhook = @webhook AND row <= (SELECT row FROM delivery WHERE webhook = @webhook ORDER BY row DESC LIMIT 1 OFFSET ${KEPT})`);
  return {
    putWebhook: ({ id, ...body }: StoredWebhook, _act?: Act): void => { put.run(id, JSON.stringify(body)); },
    removeWebhook: (id: WebhookId, _act?: Act): void => { remove.run(id); forget.run(id); },
    logDelivery: ({ id, webhook, at, kind, status, error, milliseconds }: Delivery): void => {
      log.run(id, webhook, at, kind, status, error, milliseconds);
      trim.run({ webhook });
    },
  };
}

export function webhookReadCalls(db: Connection) {
  const all = db.prepare<[], { id: WebhookId; body: string }>('SELECT id, body FROM archive.webhook ORDER BY id');
  const deliveries = db.prepare<[string], Delivery>('SELECT id, webhook, at, kind, status, error, milliseconds FROM archive.delivery WHERE webhook = ? ORDER BY row DESC');
  return {
    webhooks: (): readonly StoredWebhook[] => all.all().map(({ id, body }) => ({ id, ...(JSON.parse(body) as Body) })),
    deliveries: (id: WebhookId): readonly Delivery[] => deliveries.all(id),
  };
}
