/** What nodes share, in the memory of one process: for tests of several nodes, with the same contract as a database. */
import type { NewsRow, NodeStore, Renewal } from './node-store.ts';

export interface MemoryStoreOptions {
  readonly now: () => number;
  /** News in one answer. Default 1,000. */
  readonly page?: number;
}

export class MemoryNodeStore implements NodeStore {
  readonly #now: () => number;
  readonly #page: number;
  readonly #nodes = new Map<string, { seen: number; until: number }>();
  readonly #claims = new Map<string, string>();
  #leader: { readonly node: string; readonly until: number } | null = null;
  #news: NewsRow[] = [];
  #last = 0;
  #oldest = 1;

  constructor({ now, page = 1_000 }: MemoryStoreOptions) {
    this.#now = now;
    this.#page = page;
  }

  /** What a commit writes. */
  tell(topic: string, key = ''): number {
    this.#news.push({ n: ++this.#last, topic, key });
    return this.#last;
  }

  /** Old news go. */
  prune(before: number): void {
    this.#news = this.#news.filter(({ n }) => n >= before);
    this.#oldest = Math.max(this.#oldest, before);
  }

  renew = async (node: string, seen: number, leaseMs: number): Promise<Renewal> => {
    await Promise.resolve();
    this.#nodes.set(node, { seen, until: this.#now() + leaseMs });
    const news = this.#news.filter(({ n }) => n > seen);
    return { news: news.slice(0, this.#page), more: news.length > this.#page, gap: seen + 1 < this.#oldest, last: this.#last };
  };

  last = (): Promise<number> => Promise.resolve(this.#last);

  live = async () => {
    await Promise.resolve();
    return [...this.#nodes].filter(([, { until }]) => until > this.#now()).map(([node, { seen }]) => ({ node, seen }));
  };

  lead = async (node: string, leaseMs: number): Promise<boolean> => {
    await Promise.resolve();
    if (this.#leader !== null && this.#leader.node !== node && this.#leader.until > this.#now()) return false;
    this.#leader = { node, until: this.#now() + leaseMs };
    return true;
  };

  bury = async (): Promise<number> => {
    await Promise.resolve();
    const dead = [...this.#nodes].filter(([, { until }]) => until <= this.#now());
    for (const [node] of dead) this.#nodes.delete(node);
    return dead.length;
  };

  claim = async (node: string, work: string): Promise<boolean> => {
    await Promise.resolve();
    const has = this.#claims.get(work);
    if (has !== undefined && has !== node && (this.#nodes.get(has)?.until ?? 0) > this.#now()) return false;
    this.#claims.set(work, node);
    return true;
  };

  release = async (node: string, work: string): Promise<void> => {
    await Promise.resolve();
    if (this.#claims.get(work) === node) this.#claims.delete(work);
  };

  leave = async (node: string): Promise<void> => {
    await Promise.resolve();
    this.#nodes.delete(node);
    for (const [work, has] of this.#claims) if (has === node) this.#claims.delete(work);
    if (this.#leader?.node === node) this.#leader = null;
  };
}
