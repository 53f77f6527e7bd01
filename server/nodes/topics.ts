/** What a node does about news, topic by topic: whatever it keeps in memory of them is read again, then whoever is connected goes by it. Reading is each service's own `reload`. */
import type { ServerAccess } from '../access/access.ts';
import type { Directory } from '../access/directory.ts';
import type { Sessions } from '../access/sessions.ts';
import type { ApiKeys } from '../services/api-keys.ts';
import type { Catalogue } from '../services/catalogue.ts';
import type { Changes, RightsChange } from '../services/changes.ts';
import type { Storage } from '../storage/storage.ts';
import { OWN_KEY } from '../storage/backup.ts';
import { FEED_KEY } from '../storage/event-store.ts';
import type { Hub } from '../sync/sync.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { NewsRow } from './node-store.ts';

/** Resolves when nothing in memory is older than the news; null: any of its kind may be another. */
export type Topic = (keys: ReadonlySet<string> | null) => Promise<void>;
/** In the order in which they are taken in: who people are comes before what they may. */
export type Topics = ReadonlyMap<string, Topic>;

interface Loads { load(): Promise<void> }
interface Reloads { reload(): Promise<void> }

export interface Held {
  readonly storage: Pick<Storage, 'directory' | 'catalogue' | 'archives'>;
  readonly directory: Pick<Directory, 'reload' | 'reloadRules'>;
  readonly access: Pick<ServerAccess, 'forget' | 'forgetAll' | 'unseen'>;
  readonly sessions: Pick<Sessions, 'reload'>;
  readonly keys: Pick<ApiKeys, 'reload'>;
  readonly catalogue: Pick<Catalogue, 'reload'>;
  readonly own: { load(store: Storage['directory']): Promise<void> };
  readonly linkKey: Loads;
  readonly workdays: Loads;
  readonly consents: Loads;
  readonly feed: Reloads;
  readonly classifier: Reloads;
  readonly channels: Reloads;
  readonly webhooks: Reloads;
  readonly notices: Reloads;
  readonly handovers: Reloads;
  /** A request for access came or changed at another server. */
  readonly requestKeeper: { heard(): void };
  /** Something was written at another server. */
  readonly majors: { heard(): void };
  /** Of this node alone: who is connected here. */
  readonly hub: Pick<Hub, 'rightsChanged' | 'digestsChanged'>;
  readonly changes: Pick<Changes, 'rights' | 'digests'>;
  /** Browsers that were signed in by these sessions are no more. */
  readonly signedOut: (sessions: readonly string[]) => void;
}

export function topicsOf(held: Held): Topics {
  const { storage, directory, access, sessions, keys, catalogue, own, linkKey, workdays, consents, feed, classifier, channels, webhooks, notices, handovers, requestKeeper, majors, hub, changes, signedOut } = held;
  // what fails is thrown: the news are given again, and until then nothing renews this node's lease
  const moved = async (what: RightsChange): Promise<void> => {
    await hub.rightsChanged(what);
    changes.rights(what);
  };
  const everybody = async (people: readonly PersonId[]): Promise<void> => {
    for (const person of people) await moved({ person });
    await moved({ everybody: true });
  };
  const settings: Readonly<Record<string, () => Promise<void>>> = {
    'unseen-people': () => access.unseen.load(storage.directory),
    dictionaries: () => catalogue.reload(storage),
    workdays: () => workdays.load(),
    'link-key': () => linkKey.load(),
    [OWN_KEY]: () => own.load(storage.directory),
    [FEED_KEY]: () => feed.reload(),
    classification: () => classifier.reload(),
    'webhook-hosts': () => webhooks.reload(),
    ...Object.fromEntries(['channels', 'channelSettings', 'channelChoices', 'channelsTold'].map((name) => [name, () => channels.reload()])),
  };
  const facts = (archives: readonly ArchiveId[]): void => {
    hub.digestsChanged(archives);
    changes.digests(archives);
    majors.heard();
  };
  return new Map<string, Topic>([
    ['settings', async (names) => { for (const [name, reload] of Object.entries(settings)) if (names === null || names.has(name)) await reload(); }],
    ['people', async (ids) => {
      const others = await directory.reload(ids as ReadonlySet<PersonId> | null);
      for (const person of others) {
        await moved({ person });
        // who else manages an archive depends on whether its owner is active
        for (const archive of await storage.archives.ownedBy(person)) await moved({ archive });
      }
    }],
    ['rules', async () => everybody(await directory.reloadRules())],
    ['keys', async () => { for (const person of await keys.reload()) await moved({ person }); }],
    ['sessions', async () => {
      const { ended, people } = await sessions.reload();
      signedOut(ended);
      for (const person of people) await moved({ person });
    }],
    ['catalogue', () => catalogue.reload(storage)],
    ['consents', () => consents.load()],
    ['handovers', () => handovers.reload()],
    ['follows', () => notices.reload()],
    ['webhooks', () => webhooks.reload()],
    ['requests', () => {
      requestKeeper.heard();
      return Promise.resolve();
    }],
    ['archives', async (ids) => {
      if (ids === null) {
        access.forgetAll();
        return moved({ everybody: true });
      }
      const archives = [...ids] as ArchiveId[];
      for (const archive of archives) access.forget(archive);
      for (const archive of archives) await moved({ archive });
      facts(archives);
    }],
    ['facts', async (ids) => { if (ids !== null) facts([...ids] as ArchiveId[]); }],
  ]);
}

/** News in the order of the table, each topic once. What this version has no topic for it keeps nothing of. */
export const heardBy = (topics: Topics) => async (news: readonly NewsRow[]): Promise<void> => {
  for (const [name, reload] of topics) {
    const keys = news.filter(({ topic }) => topic === name).map(({ key }) => key);
    if (keys.length > 0) await reload(keys.includes('') ? null : new Set(keys));
  }
};

/** All of it anew. */
export const everythingBy = (topics: Topics) => async (): Promise<void> => {
  for (const reload of topics.values()) await reload(null);
};
