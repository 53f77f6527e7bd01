/** What nodes share, in PostgreSQL: news are written by its triggers (`storage/engine/postgres/news.ts`), leases count by its clock. A few small questions a second, so the main thread asks them itself, without waiting. */
import { Pool } from 'pg';
import type { Logger } from '../services/log.ts';
import { StorageError } from '../storage/storage.ts';
import type { NewsRow, NodeStore, Renewal } from './node-store.ts';

export interface PostgresStoreOptions {
  readonly url: string;
  readonly log: Logger;
  /** Milliseconds after which a question counts as not answered: less than a lease, or nothing renews it in time. Default 2,000. */
  readonly answerMs?: number;
  /** News in one answer. Default 1,000. */
  readonly page?: number;
}

const RENEW = `WITH alive AS (
    INSERT INTO dossier.node AS known (id, seen, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
    ON CONFLICT (id) DO UPDATE SET seen = greatest(known.seen, excluded.seen), until = excluded.until RETURNING 1)
  SELECT (SELECT upto FROM dossier.news_gone) > $2 AS gap, coalesce((SELECT max(n) FROM dossier.news), 0) AS last,
    (SELECT json_agg(json_build_array(found.n, found.topic, found.key)) FROM (SELECT n, topic, key FROM dossier.news WHERE n > $2 ORDER BY n LIMIT $4) AS found) AS news
  FROM alive`;

const LEAD = `INSERT INTO dossier.leader AS known (node, until) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
  ON CONFLICT (one) DO UPDATE SET node = excluded.node, until = excluded.until WHERE known.node = excluded.node OR known.until <= clock_timestamp() RETURNING 1`;

const CLAIM = `INSERT INTO dossier.claim AS known (work, node) VALUES ($2, $1)
  ON CONFLICT (work) DO UPDATE SET node = excluded.node WHERE known.node = excluded.node OR NOT EXISTS (SELECT 1 FROM dossier.node WHERE id = known.node AND until > clock_timestamp()) RETURNING 1`;

export class PostgresNodeStore implements NodeStore {
  readonly #pool: Pool;
  readonly #page: number;

  constructor({ url, log, answerMs = 2_000, page = 1_000 }: PostgresStoreOptions) {
    this.#page = page;
    this.#pool = new Pool({ connectionString: url, max: 3, connectionTimeoutMillis: answerMs, query_timeout: answerMs, statement_timeout: answerMs, application_name: 'dossier nodes', keepAlive: true, allowExitOnIdle: true });
    // a connection that was lost while nobody asked; the next question makes another
    this.#pool.on('error', (error) => { log.warn({ err: error }, 'a connection to PostgreSQL was lost'); });
  }

  renew = async (node: string, seen: number, leaseMs: number): Promise<Renewal> => {
    const [row] = await this.#ask<{ gap: boolean; last: string; news: readonly (readonly [number, string, string])[] | null }>(RENEW, [node, seen, leaseMs, this.#page + 1]);
    if (row === undefined) throw new StorageError('away', 'PostgreSQL has not renewed the lease.');
    const news = (row.news ?? []).map(([n, topic, key]): NewsRow => ({ n, topic, key }));
    return { news: news.slice(0, this.#page), more: news.length > this.#page, gap: row.gap, last: Number(row.last) };
  };

  last = async (): Promise<number> => Number((await this.#ask<{ last: string }>('SELECT coalesce(max(n), 0) AS last FROM dossier.news', []))[0]?.last ?? 0);

  live = async (): Promise<readonly { readonly node: string; readonly seen: number }[]> =>
    (await this.#ask<{ node: string; seen: string }>('SELECT id AS node, seen FROM dossier.node WHERE until > clock_timestamp()', [])).map(({ node, seen }) => ({ node, seen: Number(seen) }));

  lead = async (node: string, leaseMs: number): Promise<boolean> => (await this.#ask(LEAD, [node, leaseMs])).length > 0;

  bury = async (): Promise<number> => (await this.#ask('DELETE FROM dossier.node WHERE until < clock_timestamp() RETURNING 1', [])).length;

  claim = async (node: string, work: string): Promise<boolean> => (await this.#ask(CLAIM, [node, work])).length > 0;

  release = async (node: string, work: string): Promise<void> => { await this.#ask('DELETE FROM dossier.claim WHERE node = $1 AND work = $2', [node, work]); };

  leave = async (node: string): Promise<void> => {
    await this.#ask('DELETE FROM dossier.leader WHERE node = $1', [node]);
    await this.#ask('DELETE FROM dossier.claim WHERE node = $1', [node]);
    await this.#ask('DELETE FROM dossier.node WHERE id = $1', [node]);
  };

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #ask<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#pool.query<Row>(text, [...values])).rows;
  }
}
