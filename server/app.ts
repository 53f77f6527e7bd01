/** The whole server without a port: wires storage, rights, sync core, services and routes. Listening, signals and files of the process are left to `listen.ts`. */
import { createAccess } from './access/access.ts';
import type { ServerAccess } from './access/access.ts';
import { Directory } from './access/directory.ts';
import { tokenReader } from './access/token.ts';
import type { TokenOptions } from './access/token.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createRoutes } from './http/routes.ts';
import type { Demo } from './http/demo-routes.ts';
import type { App } from './http/door.ts';
import { createArchives } from './services/archives.ts';
import { Changes } from './services/changes.ts';
import type { RightsChange } from './services/changes.ts';
import { Classifier } from './services/classifier.ts';
import { createDirectory } from './services/directory.ts';
import { createGrants } from './services/grants.ts';
import { createImports } from './services/import/jobs.ts';
import type { Imports } from './services/import/jobs.ts';
import { importPort } from './services/import/port.ts';
import type { Logger } from './services/log.ts';
import { OverviewProjector } from './services/overview.ts';
import type { Services } from './services/services.ts';
import { createTransactions } from './services/transactions.ts';
import type { Storage } from './storage/storage.ts';
import { createHub } from './sync/hub.ts';
import type { Hub } from './sync/sync.ts';
import { Turns } from './turns.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../model/ids.ts';

export interface DossierOptions {
  readonly config: Config;
  /** Open; whoever opened it closes it after `stop`. */
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Logger;
  /** Present in the demo only. */
  readonly demo?: Demo;
  /** How an issuer's keys are fetched; default: the platform's `fetch`. */
  readonly fetch?: TokenOptions['fetch'];
  /** Built files; null: none are handed out. Default both null. */
  readonly files?: { readonly kit: string | null; readonly pages: string | null };
}

export interface Dossier {
  readonly app: App;
  readonly hub: Hub;
  readonly access: ServerAccess;
  readonly services: Services;
  readonly imports: Imports;
  /** Reads the directory; from then on requests can be answered. Rows that a crash left behind are made good in the background. */
  start(): Promise<void>;
  /** Resolves when every overview row and class follows from what was accepted so far. */
  settled(): Promise<void>;
  /** Commits what is in flight, closes every socket, ends the services. */
  stop(): Promise<void>;
}

export function createDossier(options: DossierOptions): Dossier {
  const { config, storage, clock, random, log } = options;
  const { identity, issuer, audience, claims, currency, limits } = config;
  const report = (event: string, error: unknown): void => { log.error({ err: error }, event); };

  const directory = new Directory(clock);
  const readToken = tokenReader({ identity, issuer, audience, claims, clock, ...(options.fetch ? { fetch: options.fetch } : {}) });
  const access: ServerAccess = createAccess({
    storage, directory, readToken, clock,
    // the connection that brought the new token must not wait for its own change
    claimsChanged: (person) => { void moved({ person }); },
    graceMs: limits.tokenGraceMs,
    firstSeen: (person) => standing(person),
    timePassed: (archive) => { void moved({ archive }); },
  });
  const hub: Hub = createHub({ log: storage.log, access, clock, random, limits, report });

  const changes = new Changes();
  const moved = async (what: RightsChange): Promise<void> => {
    await hub.rightsChanged(what).catch((error: unknown) => { report('rights not decided again', error); });
    changes.rights(what);
  };
  /** Who else manages an archive depends on whether its owner is active. */
  const standing = async (owner: PersonId): Promise<void> => {
    for (const archive of await storage.archives.ownedBy(owner)) await moved({ archive });
  };
  const classifier = new Classifier({ storage, hub, changes, clock, log, currency });
  const overview = new OverviewProjector({ storage, hub, changes, clock, log, populationChanged: () => { classifier.changed(); } });
  const shared = { storage, access, hub, changes, turns: new Turns<ArchiveId>(), clock, random };
  const services: Services = {
    archives: { ...createArchives({ ...shared, overview }), ...createGrants(shared) },
    transactions: createTransactions({ ...shared, classifier, currency }),
    directory: createDirectory({ ...shared, directory, standingChanged: standing }),
    overview,
    classifier,
  };
  const imports = createImports({
    facts: storage.facts, portFor: (by) => importPort({ storage, hub, services, changes }, by), currency, clock, random,
    onError: (error) => { report('import failed', error); },
  });
  const app = createRoutes({ config, storage, access, hub, services, changes, clock, random, log, demo: options.demo !== undefined }, { imports, demo: options.demo, files: options.files });

  let caughtUp: Promise<void> = Promise.resolve();
  return {
    app, hub, access, services, imports,
    async start() {
      await directory.load(storage.directory);
      const cut = await storage.archives.discardEmpty(null);
      if (cut.length > 0) log.info({ archives: cut }, 'archives taken back whose creation was cut off');
      await classifier.start();
      caughtUp = overview.start().catch((error: unknown) => { report('overviews not caught up', error); });
    },
    async settled() {
      await caughtUp;
      await imports.settled();
      await overview.settled();
      await classifier.settled();
    },
    async stop() {
      await hub.stop();
      await overview.stop();
      await caughtUp;
      await classifier.stop();
    },
  };
}
