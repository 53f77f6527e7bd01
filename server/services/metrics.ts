/** The figures of `/metrics`, in Prometheus' words. What is counted all the time are plain numbers of others; they are read when somebody asks. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Hub } from '../sync/sync.ts';
import type { HealthWatch } from './health-watch.ts';
import { judge } from './health.ts';
import type { Traffic } from './traffic.ts';

export interface MetricsOptions {
  readonly traffic: Traffic;
  readonly hub: Pick<Hub, 'counts'>;
  readonly health: Pick<HealthWatch, 'facts'>;
  readonly version: string;
}

const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const STATES = { ok: 0, warn: 1, fail: 2 } as const;

export class Metrics {
  readonly #registry = new Registry();
  readonly #commits: Histogram;
  readonly #backupAge: Gauge;
  readonly #free: Gauge<'disk'>;
  readonly #size: Gauge<'disk'>;
  readonly #checks: Gauge<'name'>;
  readonly #options: MetricsOptions;
  #asked = false;

  constructor(options: MetricsOptions) {
    this.#options = options;
    const { traffic, hub, version } = options;
    const registers = [this.#registry];
    const gauge = (name: string, help: string, read: () => number): void => { new Gauge({ name, help, registers, collect() { this.set(read()); } }); };
    const counter = (name: string, help: string, read: () => number): void => {
      new Counter({ name, help, registers, collect() { this.reset(); this.inc(read()); } });
    };
    gauge('dossier_connections', 'Connections open: lines over WebSocket and HTTP, and plain Yjs clients', () => hub.counts().connections);
    gauge('dossier_lines_over_http', 'Lines open over HTTP, where a network lets no WebSocket through', () => traffic.overHttpNow);
    gauge('dossier_people_connected', 'People with at least one connection', () => hub.counts().people);
    gauge('dossier_rooms', 'Sections open at the moment', () => hub.counts().rooms);
    counter('dossier_edits_total', 'Edits accepted, each on disk', () => traffic.edits);
    counter('dossier_lines_opened_total', 'Lines opened over WebSocket', () => traffic.sockets);
    counter('dossier_lines_opened_over_http_total', 'Lines opened over HTTP', () => traffic.overHttp);
    counter('dossier_plain_opened_total', 'Connections of plain Yjs clients opened', () => traffic.plain);
    counter('dossier_refused_tokens_total', 'Tokens that did not hold', () => traffic.refusedTokens);
    this.#commits = new Histogram({ name: 'dossier_commit_seconds', help: 'Time of a commit to disk, of all edits in it together', buckets: COMMIT_SECONDS, registers });
    this.#backupAge = new Gauge({ name: 'dossier_backup_age_seconds', help: 'Age of the newest backup that was read back; without one, age of the data folder', registers });
    this.#free = new Gauge({ name: 'dossier_disk_free_bytes', help: 'Room left', labelNames: ['disk'], registers });
    this.#size = new Gauge({ name: 'dossier_disk_size_bytes', help: 'Size of the disk', labelNames: ['disk'], registers });
    this.#checks = new Gauge({ name: 'dossier_check', help: 'Checks of /healthz: 0 ok, 1 warn, 2 fail', labelNames: ['name'], registers });
    new Gauge({ name: 'dossier_info', help: 'The version that runs', labelNames: ['version'], registers }).set({ version }, 1);
  }

  committed(milliseconds: number): void {
    this.#commits.observe(milliseconds / 1000);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    // a server that nobody scrapes pays nothing for watching its event loop
    if (!this.#asked) collectDefaultMetrics({ register: this.#registry, eventLoopMonitoringPrecision: 50 });
    this.#asked = true;
    const facts = await this.#options.health.facts();
    if (facts.backup) this.#backupAge.set((facts.now - (facts.backup.good ?? facts.backup.born)) / 1000);
    for (const { what, free, size } of facts.rooms ?? []) {
      this.#free.set({ disk: what }, free);
      this.#size.set({ disk: what }, size);
    }
    for (const { name, state } of judge(facts)) this.#checks.set({ name }, STATES[state]);
    return this.#registry.metrics();
  }
}
