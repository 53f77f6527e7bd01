/** How a server begins, comes to rest and ends: what is read before requests are answered, and in which order its parts start and stop. What each part does is its own; `app.ts` wires them. */
import { newRowId } from '../model/ids.ts';
import type { RandomBytes } from '../model/ids.ts';
import type { Sessions } from './access/sessions.ts';
import type { OwnTokens } from './access/own-tokens.ts';
import type { Directory } from './access/directory.ts';
import type { ServerAccess } from './access/access.ts';
import type { Catalogue } from './services/catalogue.ts';
import type { Logger } from './services/log.ts';
import type { Services } from './services/services.ts';
import type { Clock } from './clock.ts';
import { ALONE } from './nodes/nodes.ts';
import type { Nodes } from './nodes/nodes.ts';
import { FOLDER_ID } from './storage/manifest.ts';
import type { Storage } from './storage/storage.ts';

interface Loads { load(): Promise<void> }
/** Begins in a moment. */
interface Begins { start(): void }
/** Others wait until it has begun. */
interface Starts { start(): Promise<void> }
interface Ends { stop(): void }
interface Stops { stop(): Promise<void> }
interface Settles { settled(): Promise<void> }

/** What is younger another server may be about to write into. */
const BEING_OPENED_MS = 60_000;

export interface Parts {
  readonly storage: Storage;
  readonly log: Logger;
  readonly random: RandomBytes;
  readonly report: (event: string, error: unknown) => void;
  readonly directory: Directory;
  readonly access: Pick<ServerAccess, 'unseen'>;
  readonly catalogue: Catalogue;
  /** The catalogue was read. */
  readonly catalogueRead: () => void;
  readonly sessions: Sessions;
  readonly own: OwnTokens;
  readonly keys: Loads;
  readonly feed: Loads & Ends;
  readonly webhooks: Starts & Stops & Settles;
  readonly files: Begins & Stops;
  readonly heads: Begins & Stops;
  readonly trail: { flush(): Promise<void> };
  readonly services: Pick<Services, 'merges' | 'overrides' | 'corrections' | 'changesets'>;
  readonly duplicates: Begins & Stops;
  readonly workdays: Loads;
  readonly linkKey: Loads;
  readonly notices: Starts & Stops;
  readonly privacy: { readonly consents: Loads; readonly retention: Begins & Ends };
  readonly requestKeeper: Starts & Stops;
  readonly majors: Starts & Stops & Settles;
  readonly keeper: Begins & Stops & { run(): Promise<void> };
  readonly handovers: Starts & Stops & { readonly follow: Settles & { goOn(): Promise<void> } };
  readonly reports: Starts & Stops;
  readonly cleaning: Begins & Stops;
  readonly classifier: Starts & Stops & Settles;
  readonly folderWatch: Begins & Stops;
  readonly schedules: Starts & Stops;
  readonly channels: Starts & Stops;
  readonly overview: Starts & Stops & Settles & { goOn(): Promise<void> };
  readonly subjects: Starts;
  readonly imports: Settles;
  readonly hub: Stops;
  readonly clock: Clock;
  readonly nodes: Starts & Stops & Pick<Nodes, 'onTakeUp'>;
}

export interface Life {
  /** Reads the directory; from then on requests can be answered. Rows that a crash left behind are made good in the background. */
  start(): Promise<void>;
  /** Resolves when every overview row and class follows from what was accepted so far. */
  settled(): Promise<void>;
  /** Commits what is in flight, closes every socket, ends the services. */
  stop(): Promise<void>;
}

export function lifeOf(parts: Parts): Life {
  const { storage, log, random, report, directory, access, catalogue, catalogueRead, sessions, own, keys, feed, webhooks, files, heads, trail, services } = parts;
  const { duplicates, workdays, linkKey, notices, privacy, requestKeeper, majors, keeper, handovers, reports, cleaning, classifier, folderWatch, schedules, channels, overview, subjects, imports, hub, nodes, clock } = parts;
  const alone = nodes === ALONE;
  let caughtUp: Promise<void> = Promise.resolve();
  return {
    async start() {
      await directory.load(storage.directory);
      await access.unseen.load(storage.directory);
      await catalogue.load(storage);
      catalogueRead();
      await sessions.load(storage.sessions);
      await own.load(storage.directory);
      await keys.load();
      await feed.load();
      await webhooks.start();
      if ((await storage.directory.setting(FOLDER_ID)) === null) await storage.directory.putSetting(FOLDER_ID, newRowId(random));
      for (const section of await storage.damaged()) log.error(section, 'section in quarantine');
      await nodes.onTakeUp(async () => {
        const cut = await storage.archives.discardEmpty(null, ...(alone ? [] : [new Date(clock.now() - BEING_OPENED_MS).toISOString()]));
        if (cut.length > 0) log.info({ archives: cut }, 'archives taken back whose creation was cut off');
      });
      files.start();
      heads.start();
      await nodes.onTakeUp(() => services.merges.resume());
      duplicates.start();
      await workdays.load();
      await linkKey.load();
      await notices.start();
      await privacy.consents.load();
      privacy.retention.start();
      await requestKeeper.start();
      await majors.start();
      keeper.start();
      await handovers.start();
      await nodes.onTakeUp(() => handovers.follow.goOn());
      await reports.start();
      cleaning.start();
      await classifier.start();
      services.overrides.start();
      services.corrections.start();
      folderWatch.start();
      await schedules.start();
      await channels.start();
      await nodes.onTakeUp(() => services.changesets.start());
      caughtUp = overview.start().catch((error: unknown) => { report('overviews not caught up', error); });
      await nodes.onTakeUp(() => subjects.start());
      // at its own start each server has just looked, or is about to
      if (!alone) for (const goOn of [() => overview.goOn(), () => majors.settled(), () => keeper.run()]) await nodes.onTakeUp(goOn);
      // last: from now on others count on what this node has read
      await nodes.start();
    },
    async settled() {
      await caughtUp;
      await imports.settled();
      await services.changesets.settled();
      await handovers.follow.settled();
      await overview.settled();
      await classifier.settled();
      await webhooks.settled();
    },
    async stop() {
      await folderWatch.stop();
      await schedules.stop();
      feed.stop();
      await webhooks.stop();
      await channels.stop();
      await cleaning.stop(); // what it writes goes through the rooms
      await duplicates.stop();
      await handovers.stop();
      await keeper.stop();
      await reports.stop();
      await majors.stop();
      await requestKeeper.stop();
      privacy.retention.stop();
      await notices.stop();
      services.overrides.stop();
      services.corrections.stop();
      await hub.stop();
      await trail.flush();
      await heads.stop();
      await services.changesets.settled(); // what it is at is refused now, and gone on with at the next start
      await files.stop();
      await overview.stop();
      await caughtUp;
      await classifier.stop();
      await nodes.stop();
    },
  };
}
