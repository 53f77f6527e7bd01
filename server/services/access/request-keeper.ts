/** What becomes of requests for access by time and by itself: the manager decides too, an end comes near, a right or a request ends, one that makes no sense any more is over. Rights end by their date without this; here it is written down and told. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { AccessRequestStore, StoredRequest } from '../../storage/access-request-store.ts';
import type { Storage } from '../../storage/storage.ts';
import { isLive, managerDecidesFrom, REQUEST_RULES, sectionsOf } from '../../../model/access/request.ts';
import type { PersonId } from '../../../model/ids.ts';
import { atLeast, endOf } from '../../../model/rights.ts';
import type { Changes, RightsChange } from '../changes.ts';
import type { Told } from '../notices/notices.ts';
import type { RequestActs } from './requests.ts';

export interface RequestKeeperOptions {
  readonly storage: Pick<Storage, 'archives'> & { readonly accessRequests: AccessRequestStore };
  readonly access: Pick<ServerAccess, 'rights' | 'decide' | 'directory'>;
  readonly acts: RequestActs;
  readonly changes: Changes;
  readonly tell: (notices: readonly Told[]) => Promise<void>;
  readonly clock: Clock;
  readonly report: (event: string, error: unknown) => void;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

const DAY_MS = 86_400_000;
/** At most so long until it looks again: a request that came meanwhile has a time of its own. */
const LOOK_MS = 600_000;
const MOST = 10_000;

export class RequestKeeper {
  readonly #options: RequestKeeperOptions;
  /** What lived when it was last looked at, so that a change of rights which concerns no request costs nothing. */
  readonly #live = new Map<string, StoredRequest>();
  #stop: (() => void) | null = null;
  #hears: (() => void) | null = null;
  #working: Promise<void> = Promise.resolve();

  constructor(options: RequestKeeperOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#hears = this.#options.changes.onRights((what) => { this.#moved(what); });
    await this.look();
  }
  async stop(): Promise<void> {
    this.#hears?.();
    this.#stop?.();
    this.#hears = this.#stop = null;
    await this.#working;
  }
  /** Resolves when what was heard so far is done. */
  settled(): Promise<void> {
    return this.#working;
  }

  /** One request came or changed: its times are known from now on. */
  heard(): void {
    void this.look();
  }

  look(): Promise<void> {
    return this.#queue(async () => {
      if (this.#options.leads?.() === false) {
        this.#live.clear();
        return this.#arm();
      }
      const live = await this.#options.storage.accessRequests.page({ archive: null, person: null, states: 'live', limit: MOST });
      const gone = [...this.#live.values()].filter(({ id }) => !live.some((each) => each.id === id));
      this.#live.clear();
      for (const each of live) this.#live.set(each.id, each);
      for (const each of gone) await this.#ended(each);
      for (const each of live) if (await this.#inTime(each)) this.#live.delete(each.id);
      this.#arm();
    });
  }

  #queue(work: () => Promise<void>): Promise<void> {
    return (this.#working = this.#working.then(work).catch((error: unknown) => { this.#options.report('requests for access not looked at', error); }));
  }

  #arm(): void {
    if (this.#hears === null) return;
    this.#stop?.();
    const { clock } = this.#options;
    const now = clock.now();
    const next = Math.min(LOOK_MS, ...[...this.#live.values()].flatMap((each) => times(each).filter((at) => at > now).map((at) => at - now)));
    this.#stop = clock.after(next, () => void this.look());
  }

  #moved({ person, archive }: RightsChange): void {
    const concerned = [...this.#live.values()].filter((each) => (archive !== undefined && each.archive === archive) || (person !== undefined && this.#options.access.directory.current(each.person) === person));
    if (concerned.length === 0) return;
    void this.#queue(async () => {
      for (const before of concerned) {
        const now = await this.#options.storage.accessRequests.get(before.id);
        if (!now || !isLive(now.state)) {
          this.#live.delete(before.id);
          await this.#ended(before);
        } else if (await this.#inTime(now)) this.#live.delete(before.id);
        else this.#live.set(now.id, now);
      }
      this.#arm();
    });
  }

  /** Its right went with its grant, taken by somebody who did not end the request: who had it is told. */
  async #ended(before: StoredRequest): Promise<void> {
    const now = await this.#options.storage.accessRequests.get(before.id);
    if (now?.state.kind !== 'ended' || now.state.why !== 'giver' || now.state.by !== null) return;
    await this.#options.tell([{ person: now.person, kind: 'accessEnded', archive: now.archive, mark: `accessEnded ${now.id}` }]);
  }

  /** True: it is over now. */
  async #inTime(request: StoredRequest): Promise<boolean> {
    const { acts, clock, storage, tell } = this.#options;
    const now = clock.now();
    const { state, id, archive } = request;
    const given = 'given' in state ? state.given : null;
    if (await this.#senseless(request)) {
      // nobody is told: why it makes no sense any more may be what its requester must not know
      await acts.closeByItself(request, { to: 'ended', by: null, why: 'noSense' });
      return true;
    }
    const until = given === null ? waitsUntil(request) : given.until === null ? Infinity : endOf(given.until);
    if (now >= until) {
      const giver = 'decided' in state ? [state.decided.by] : [];
      return this.#over(await acts.closeByItself(request, { to: 'expired' }), [request.person, ...giver], request);
    }
    if (state.kind === 'waiting' && state.managerSince === null && now >= managerDecidesFrom(request.at)) {
      const before = new Set(await acts.deciders({ ...request, at: now }));
      if (await storage.accessRequests.note(id, 'managerSince', now)) {
        await tell((await acts.deciders(request)).filter((each) => !before.has(each)).map((person) => ({ person, kind: 'accessAsked', archive, by: request.person, text: request.reason, mark: `accessAsked ${id}` })));
      }
    }
    if (given !== null && 'decided' in state && !request.toldEnd && now >= until - REQUEST_RULES.endsSoonDays * DAY_MS && until - Date.parse(state.decided.at) > REQUEST_RULES.endsSoonDays * DAY_MS
      && (await storage.accessRequests.note(id, 'toldEnd', now))) await tell([{ person: request.person, kind: 'accessEnds', archive, mark: `accessEnds ${id}` }]);
    return false;
  }

  async #over(done: boolean, people: readonly PersonId[], { id, archive }: StoredRequest): Promise<boolean> {
    if (done) await this.#options.tell(people.map((person) => ({ person, kind: 'accessEnded', archive, mark: `accessEnded ${id}` })));
    return true;
  }

  /** The archive is sealed or gone, the requester has left or stands before a wall; of one that waits also: who asked may not know of the archive any more, or has what was asked for. */
  async #senseless({ person, archive, state, asked }: StoredRequest): Promise<boolean> {
    const { access, storage, clock } = this.#options;
    const { directory } = access;
    const id = directory.current(person);
    if (directory.stored(id)?.active !== true) return true;
    const facts = await storage.archives.withGrants(archive);
    // merged into another one: a right that was given rests with it, and counts again when the merge is undone
    if (facts?.archive.id !== archive) return state.kind === 'waiting';
    if (facts.archive.state === 'sealed' || facts.archive.state === 'erased') return true;
    if ((await access.decide({ id }, archive, 'profile')).because.some(({ kind }) => kind === 'wall')) return true;
    // what a token says counts while it lives: without one nobody knows what the person is
    if (state.kind !== 'waiting' || (directory.claimsEnd(id) ?? 0) <= clock.now()) return false;
    const rights = await access.rights({ id }, archive);
    return rights?.archive.id !== archive || sectionsOf(asked).every((section) => atLeast(rights.sections.get(section)?.level ?? 'none', asked.level));
  }
}

/** First moment at which a request that nobody answered is over. */
const waitsUntil = ({ at, asked }: StoredRequest): number => Math.min(at + REQUEST_RULES.waitsDays * DAY_MS, asked.until === null ? Infinity : endOf(asked.until));

/** When something is due of a request. */
function times(request: StoredRequest): readonly number[] {
  const { state } = request;
  if (state.kind === 'waiting') return [managerDecidesFrom(request.at), waitsUntil(request)];
  if (!('given' in state) || state.given === null || state.given.until === null) return [];
  const end = endOf(state.given.until);
  return [end, end - REQUEST_RULES.endsSoonDays * DAY_MS];
}
