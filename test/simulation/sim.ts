/**
 * One run of the simulation: a hub over a disk, honest and byzantine clients, rights that change, sockets that break, processes and machines that
 * die. One seed is one run. What must hold is checked at every byte that leaves the server, every byte that arrives, every commit, and at the end
 * (properties P1, P3, P4, P6, P11 and P13).
 */
import * as Y from 'yjs';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { CLOSE, OP } from '../../model/protocol.ts';
import type { Grant } from '../../model/rights.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import type { Limits } from '../../server/limits.ts';
import { StorageError } from '../../server/storage/storage.ts';
import { createHub } from '../../server/sync/hub.ts';
import { EditError } from '../../server/sync/sync.ts';
import type { Hub } from '../../server/sync/sync.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { seededBytes, seededChance } from '../helpers/sync-world.ts';
import type { Pair } from '../helpers/socket-pair.ts';
import { DocChannel, SyncClient } from '../helpers/sync-client.ts';
import { attack } from './byzantine.ts';
import { Broken } from './broken.ts';
import { Canaries } from './canaries.ts';
import { ARCHIVES, BYZANTINE, Company, HONEST, SECTIONS } from './company.ts';
import { Disk, docOf, shown } from './disk.ts';
import type { Flushing } from './disk.ts';
import { hearArrivals, heardPair } from './network.ts';
import { Page, SLOTS } from './page.ts';
import type { Device, Mark } from './page.ts';

export interface PlayOptions {
  readonly seed: number;
  readonly steps: number;
  readonly flushing?: Flushing;
  /** What happens besides edits and broken sockets; default: all of it. */
  readonly without?: readonly ('byzantine' | 'rights' | 'crashes' | 'disk' | 'restore' | 'time' | 'walls')[];
}

/** What a run did, so that a test can tell that it did anything. */
export interface Played { edits: number; attacks: number; acked: number; seen: number; rejects: number; kills: number; powerCuts: number; restores: number; failures: number; rightsChanges: number; leaps: number; tokensEnded: number; snapshots: number; rewrites: number; scanned: number }

/** Ticks of the hub are a second apart: what ends by its date is ended by then. */
const TICK = 1_100;
const limitsOf = (chance: () => number): Limits => ({ ...SHIPPED_LIMITS, compactUpdates: 7, roomIdleMs: 1_000, ...(chance() < 0.5 ? { authorsFold: 2, authorsPerSection: chance() < 0.6 ? 4 : 40 } : {}) });
/** Refusals that meet honest clients too. */
const HONEST_REFUSALS = new Set(['storage', 'closed', 'epoch', 'read-only', 'rate']);

export async function play(options: PlayOptions): Promise<Played> {
  return new Run(options).play();
}

interface Process { readonly hub: Hub; dead: boolean; readonly turnEnd: (() => void)[]; readonly pairs: Pair[] }

/** A goodbye, or the reason of a close: that the token has ended may be said after its end. */
const isFarewell = (bytes: Uint8Array | string): boolean => typeof bytes === 'string' || (bytes[0] === 0 && bytes[1] === OP.bye);

class Run {
  readonly #options: PlayOptions;
  readonly #chance: () => number;
  /** What time does is drawn apart, so that a day without it goes as it went before there was any. */
  readonly #late: () => number;
  readonly #walls: () => number;
  readonly #canaries: Canaries<Mark>;
  readonly #clock = fakeClock();
  readonly #company: Company;
  readonly #disk: Disk;
  readonly #devices: Device[];
  readonly #pages: Page[];
  readonly #played: Played = { edits: 0, attacks: 0, acked: 0, seen: 0, rejects: 0, kills: 0, powerCuts: 0, restores: 0, failures: 0, rightsChanges: 0, leaps: 0, tokensEnded: 0, snapshots: 0, rewrites: 0, scanned: 0 };
  readonly #limits: Limits;
  #process: Process;
  #held: (() => void)[] = [];
  /** Nothing fails, is held up or breaks any more. */
  #calm = false;
  #nextAuthor = 100;
  #broken: string | null = null;
  /** Canaries in the updates that are flushed, and how far each author got. */
  #flushed = new Set<string>();
  #clocks = new Map<string, number>();
  /** The same as of the newest backup. */
  #backup: { readonly flushed: Set<string>; readonly clocks: Map<string, number> } | null = null;
  #seen = new Set<string>();
  #acked = new Map<string, number>();
  /** Of edits by the server: the caller's right was checked when it was asked. */
  readonly #served = new Set<string>();
  readonly #facts = new Map<string, string>();
  #log = '';

  constructor(options: PlayOptions) {
    this.#options = options;
    const { seed } = options;
    this.#chance = seededChance(seed);
    this.#late = seededChance(seed ^ 0x71e5);
    this.#walls = seededChance(seed ^ 0x3a11);
    this.#canaries = new Canaries(seededChance(seed ^ 0x5eed));
    this.#company = new Company({
      chance: this.#chance, now: () => this.#clock.now(), asked: () => this.#delay(0.2),
      digest: (archive, section) => this.#facts.get(`${archive}/${section}`) ?? null,
    });
    this.#disk = new Disk({
      flushing: options.flushing ?? 'full', chance: this.#chance, archives: ARCHIVES,
      before: (call) => {
        this.#mayFail(call === 'load' ? 0.02 : 0.05);
        return this.#delay(0.3);
      },
      unhurried: () => this.#delay(0.3),
      written: () => {
        this.#mayFail(0.02);
        return this.#delay(0.3);
      },
      committing: (entries) => {
        for (const { doc, update, person } of entries) {
          const [archive, section] = doc.split('/') as [string, string];
          const found = this.#canaries.find(update);
          for (const canary of found) if (this.#canaries.of(canary).kind === 'never') this.#wrong(`${person} got what no rule allows into ${doc}: ${canary}`);
          if (![...found].some((canary) => this.#served.has(canary)) && !this.#company.mayWrite(person, archive, section)) this.#wrong(`an edit of ${person}, who may not write ${doc}, is committed: ${JSON.stringify([...found].map((canary) => this.#canaries.of(canary)))}`);
        }
      },
      flushed: (doc, update) => {
        for (const canary of this.#canaries.find(update)) this.#flushed.add(canary);
        for (const [author, clock] of Y.parseUpdateMeta(update).to) this.#clocks.set(`${doc} ${author}`, Math.max(clock, this.#clocks.get(`${doc} ${author}`) ?? 0));
      },
      wrong: (what) => this.#wrong(what),
      rewritten: () => void this.#played.rewrites++,
      snapshot: (doc, snapshot, values) => {
        this.#played.snapshots++;
        const there = this.#canaries.find(values);
        for (const canary of this.#canaries.find(snapshot)) if (!there.has(canary)) this.#wrong(`the snapshot of ${doc} holds ${canary}, which was deleted`);
      },
    });
    this.#devices = [...HONEST, ...BYZANTINE].map((person) => ({ person, client: null, pages: [], token: { end: 0 } }));
    this.#pages = this.#devices.flatMap((device) => {
      const pages = ARCHIVES.flatMap((archive) => SECTIONS.map((section) => new Page(device, archive, section, this.#chance() < 0.7 ? 'line' : 'plain', this.#nextAuthor++))).filter(() => this.#chance() < 0.55);
      device.pages.push(...pages);
      return pages;
    });
    this.#limits = { ...limitsOf(this.#chance), ...(this.#has('time') && this.#late() < 0.5 ? { compactAgeMs: 3_000 } : {}) };
    this.#process = this.#start();
  }

  // ---- what must hold ----

  #wrong(what: string): void {
    this.#broken ??= what;
  }

  #check(): void {
    if (this.#broken !== null) throw new Broken(`${this.#broken}${this.#log}`);
  }

  /** Bytes on their way to a person. Without a person: a line of the server's log. */
  #hear(bytes: Uint8Array | string, person: string | null, grace: number, token: Device['token'] | null, verb: 'is sent' | 'receives'): void {
    this.#played.scanned += bytes.length;
    if (verb === 'is sent' && token !== null && !isFarewell(bytes) && this.#clock.now() > token.end + SHIPPED_LIMITS.tokenGraceMs + TICK) this.#wrong(`${person ?? ''} is sent something long after the token has ended`);
    for (const canary of this.#canaries.find(bytes)) {
      const mark = this.#canaries.of(canary);
      if (mark.by === person && mark.kind !== 'never') continue;
      const { archive, section, kind } = mark;
      const may = person !== null && (this.#company.mayRead(person, archive, section) || (grace > 0 && this.#company.mayRead(person, archive, section, this.#clock.now() - grace)));
      if (kind === 'never') this.#wrong(`${person ?? 'the log'} ${verb} ${canary}, which no rule lets through`);
      else if (!may) this.#wrong(`${person ?? 'the log'} ${verb} ${canary} of ${archive}/${section} (${kind}) without the right to read it`);
      else if (kind === 'doc') {
        if (this.#options.flushing !== 'normal' && !this.#flushed.has(canary)) this.#wrong(`${person} ${verb} ${canary} of ${archive}/${section} before it is on disk: ${JSON.stringify(mark)}`);
        this.#seen.add(canary);
        this.#played.seen++;
      }
    }
  }

  /** Acks that have come are kept for ever; what they promise is on disk. */
  #takeAcks(): void {
    for (const page of this.#pages) {
      if (page.channel === null) continue;
      const { acked } = page.channel;
      while (page.sent[0] !== undefined && page.sent[0].n <= acked) {
        const { author, clock } = page.sent.shift()!;
        const key = `${page.doc} ${author}`;
        this.#acked.set(key, Math.max(clock, this.#acked.get(key) ?? 0));
        this.#played.acked++;
      }
      const { store } = page.channel.doc;
      if (page.channel.synced && !page.future && HONEST.includes(page.person as never) && (store.pendingStructs !== null || store.pendingDs !== null)) this.#wrong(`${page.person} was sent what rests on something else in ${page.doc}, and not that`);
      if (page.channel.rejected && HONEST.includes(page.person as never) && !HONEST_REFUSALS.has(page.channel.rejected.code) && !page.future) this.#wrong(`an honest edit of ${page.person} in ${page.doc} was refused: ${JSON.stringify(page.channel.rejected)}`);
    }
    if (this.#options.flushing !== 'normal') this.#nothingLost('acked, and not on disk');
  }

  #nothingLost(when: string): void {
    for (const [key, clock] of this.#acked) if ((this.#clocks.get(key) ?? 0) < clock) this.#wrong(`an edit of ${key} at ${clock} is ${when}`);
    for (const canary of this.#seen) if (!this.#flushed.has(canary)) this.#wrong(`${canary} of ${JSON.stringify(this.#canaries.of(canary))} was seen, and is ${when}`);
  }

  // ---- chance ----

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#chance() * list.length)]!;
  }
  #has(part: NonNullable<PlayOptions['without']>[number]): boolean {
    return !this.#options.without?.includes(part);
  }
  #mayFail(p: number): void {
    if (this.#calm || !this.#has('disk') || this.#chance() >= p) return;
    this.#played.failures++;
    throw new StorageError('full', 'the disk is full');
  }
  #delay(p: number): Promise<void> | undefined {
    return this.#calm || this.#chance() >= p ? undefined : new Promise<void>((resolve) => this.#held.push(resolve));
  }

  // ---- the server ----

  #start(): Process {
    const process: Process = { hub: null as unknown as Hub, dead: false, turnEnd: [], pairs: [] };
    const hub = createHub({
      log: this.#disk.open(), access: this.#company.access, random: seededBytes(Math.floor(this.#chance() * 2 ** 31)), limits: this.#limits,
      clock: { now: () => this.#clock.now(), after: (ms, callback) => this.#clock.after(ms, () => { if (!process.dead) callback(); }) },
      soon: (callback) => void process.turnEnd.push(callback),
      report: (event, error) => {
        if (process.dead) return;
        this.#hear(`${event} ${error instanceof Error ? `${error.message} ${error.stack}` : String(error)}`, null, 0, null, 'is sent');
        if (!(error instanceof StorageError)) this.#wrong(`an error nobody expected: ${event} ${error instanceof Error ? error.stack : String(error)}`);
      },
    });
    return Object.assign(process, { hub });
  }

  async #crash(power: boolean): Promise<void> {
    this.#takeAcks();
    this.#process.dead = true;
    if (!power) await this.#disk.kill();
    for (const pair of this.#process.pairs) pair.cut();
    for (const page of this.#pages) this.#leave(page);
    for (const device of this.#devices) device.client = null;
    this.#held = [];
    this.#company.forget();
    if (power) {
      this.#played.powerCuts++;
      await this.#disk.powerCut();
      this.#nothingLost('gone after a power cut');
    } else this.#played.kills++;
    this.#process = this.#start();
  }

  async #restore(): Promise<void> {
    if (this.#disk.backups.length === 0 || this.#backup === null) return;
    await this.#crash(false);
    // the folder is another one from here on: what was answered after the backup is gone, and said to be
    await this.#disk.restore();
    this.#process.dead = true;
    this.#process = this.#start();
    const { flushed, clocks } = this.#backup;
    this.#backup = null;
    this.#played.restores++;
    // `/sync` does not tell an epoch: such a page brings what is gone, and what of it others have brought is theirs
    for (const page of this.#pages) page.future ||= page.kind === 'plain' && page.kept !== null;
    this.#flushed = flushed;
    this.#clocks = clocks;
    this.#seen = new Set([...this.#seen].filter((canary) => flushed.has(canary)));
    this.#acked = new Map([...this.#acked].map(([key, clock]) => [key, Math.min(clock, clocks.get(key) ?? 0)]));
    // the disk's own log of changes is the beginning of what it was
    for (const change of this.#disk.log.changes) for (const canary of this.#canaries.find(change.new ?? '')) if (!flushed.has(canary)) this.#wrong(`${canary} is in the restored folder and not in the backup`);
  }

  // ---- clients ----

  #heard(person: string, token: Device['token']): ReturnType<typeof heardPair> {
    const ears = {
      sent: (bytes: Uint8Array | string) => this.#hear(bytes, person, 0, token, 'is sent'),
      arrived: (bytes: Uint8Array | string) => this.#hear(bytes, person, TICK, null, 'receives'),
    };
    const heard = heardPair(ears);
    this.#process.pairs.push(heard.pair);
    return Object.assign(heard, { ears });
  }

  #token(device: Device): string {
    const brief = this.#chance() < 0.1;
    const end = this.#clock.now() + (brief || this.#isBrief() ? 5_000 : 3_600_000);
    // the socket is judged by the longest of its tokens: nobody knows which of them has arrived
    device.token.end = Math.max(device.token.end, end);
    return `${device.person} ${end}`;
  }

  #isBrief(): boolean {
    return this.#has('time') && this.#late() < 0.2;
  }

  #line(device: Device): SyncClient {
    if (device.client !== null) return device.client;
    device.token = { end: 0 };
    const token = this.#token(device);
    const heard = this.#heard(device.person, device.token) as ReturnType<typeof heardPair> & { ears: Parameters<typeof hearArrivals>[1] };
    device.client = new SyncClient(heard.pair);
    hearArrivals(heard.pair, heard.ears);
    heard.attach(this.#process.hub.line(heard.socket));
    return device.client.hello(token);
  }

  #open(page: Page): void {
    if (page.channel !== null) return;
    const { device, archive, section } = page;
    if (page.kind === 'line') {
      const client = this.#line(device);
      if (client.closed !== null) return;
      page.begin(client.open(archive, section, page.author, page.kept ?? undefined), { client });
      return;
    }
    // the upgrade has checked the token and the right
    if (!this.#company.person(page.person).active || this.#company.level(page.person, archive, section) === 'none') return;
    const token = { end: this.#clock.now() + (this.#isBrief() ? 5_000 : 3_600_000) };
    const heard = this.#heard(device.person, token) as ReturnType<typeof heardPair> & { ears: Parameters<typeof hearArrivals>[1] };
    const channel = new DocChannel((body) => heard.pair.client.send(body), page.author, page.kept ?? undefined);
    heard.pair.client.onmessage = (bytes) => channel.hear(bytes);
    hearArrivals(heard.pair, heard.ears);
    page.begin(channel, { pair: heard.pair });
    channel.opened = { archive, level: 'write', epoch: 0 };
    heard.attach(this.#process.hub.sync(heard.socket, { person: this.#company.person(page.person), expires: token.end }, archive, section, true));
    channel.join();
  }

  /** An honest page keeps its document unless an edit was refused, the section has another epoch, or its right is gone. */
  #leave(page: Page): void {
    const { channel, pair } = page;
    if (channel === null) return;
    if (channel.rejected) this.#played.rejects++;
    const code = channel.closed?.code ?? pair?.state.closed?.code;
    if ((page.client?.closed?.code ?? pair?.state.closed?.code) === CLOSE.token) this.#played.tokensEnded++;
    const fresh = channel.rejected !== null || page.stale || code === CLOSE.epoch || BYZANTINE.includes(page.person as never);
    if (page.client?.closed === null && channel.closed === null) page.client.close(channel);
    if (pair !== null && pair.state.closed === null) pair.cut();
    page.end(fresh, this.#nextAuthor++);
  }

  #edit(page: Page): void {
    if (!page.isOpen || page.channel?.rejected) return;
    if (page.edit(this.#chance, this.#canaries)) this.#played.edits++;
  }

  async #attack(page: Page): Promise<void> {
    if (!page.isOpen || page.channel === null) return;
    const stored = await this.#disk.log.load(page.doc);
    const retired = [...((stored as { retired?: ReadonlySet<number> } | null)?.retired ?? [])];
    this.#played.attacks++;
    attack({ page, channel: page.channel, disk: docOf(stored ?? { snapshot: null, tail: [] }), authors: stored?.authors ?? new Map(), retired, chance: this.#chance, canaries: this.#canaries, fresh: () => this.#nextAuthor++ }, page.client);
  }

  #show(page: Page): void {
    if (!page.isOpen || page.channel === null) return;
    const canary = this.#canaries.text({ kind: 'presence', archive: page.archive, section: page.section, by: page.person, page: page.kind });
    page.channel.show({ field: canary, user: { id: 'ann', name: 'forged' } });
    for (const state of Object.values(page.channel.others) as { user?: { name?: string } }[]) if (state.user?.name === 'forged') this.#wrong(`${page.person} sees a forged name`);
  }

  /** Reads and writes without Yjs, as the routes do; the caller has checked the right. */
  async #serve(): Promise<void> {
    const person = this.#pick(HONEST);
    const archive = this.#pick(ARCHIVES);
    const section = this.#pick(SECTIONS);
    const doc = docName(archive, section);
    const refused = (error: unknown): void => {
      if (!(error instanceof StorageError || error instanceof EditError || (error as { code?: string }).code === 'closed')) this.#wrong(`the server's own edit failed: ${String(error)}`);
    };
    const { hub } = this.#process;
    if (this.#chance() < 0.5 && this.#company.mayWrite(person, archive, section)) {
      const canary = this.#canaries.text({ kind: 'doc', archive, section, by: person, page: 'server' });
      this.#served.add(canary);
      const [root, key] = this.#pick(SLOTS[section]);
      const [table = '', row = '', column = ''] = key.split('/');
      hub.write(doc, person as PersonId, root === 'fields' ? { fields: { [key]: canary } } : { rows: { [table]: { [row]: { [column]: canary } } } }).then(
        () => { if (!this.#process.dead && this.#options.flushing !== 'normal' && !this.#flushed.has(canary)) this.#wrong(`${canary} was answered as saved and is not on disk`); },
        refused,
      );
    } else {
      hub.read(doc).then(({ values }) => {
        // texts that are cut and joined at random make six letters of another canary once in a few thousand games, and eight in none
        const told = JSON.stringify(values);
        const eight = (canary: string): boolean => [0, 1, 2, 3, 4].some((from) => told.includes(canary.slice(from, from + 8)));
        const here = [...this.#canaries.find(told)].filter((canary) => { const mark = this.#canaries.of(canary); return mark.kind === 'doc' && `${mark.archive}/${mark.section}` === doc && (canary.length < 12 || eight(canary)); });
        for (const canary of here) if (this.#options.flushing !== 'normal' && !this.#flushed.has(canary)) this.#wrong(`${canary} is read and not on disk`);
      }, refused);
    }
  }

  #watch(device: Device): void {
    // whose right ends by its date sees that in channels at once, in digests with the next change
    if (device.person === 'eve' || device.person === 'moe') return;
    const client = this.#line(device);
    if (client.closed === null) client.watch(['A1', 'A2', 'nowhere']);
  }

  #news(): void {
    const archive = this.#pick(ARCHIVES);
    const section = this.#pick(SECTIONS);
    this.#facts.set(`${archive}/${section}`, this.#canaries.text({ kind: 'digest', archive, section, by: '', page: 'server' }));
    this.#process.hub.digestsChanged([archive]);
  }

  async #changeRights(): Promise<void> {
    this.#played.rightsChanges++;
    const company = this.#company;
    const { hub } = this.#process;
    const person = this.#pick([...HONEST, ...BYZANTINE]);
    const archive = this.#pick(ARCHIVES);
    const dice = this.#chance();
    let what: { person?: PersonId; archive?: ArchiveId } = { archive };
    /** Every change is told by itself: what one of them concerns says nothing of another. */
    const also: { archive: ArchiveId }[] = [];
    const changed = company.change(() => {
      if (dice < 0.35) what = { ...(company.revoke(this.#chance()) ?? { archive }) };
      else if (dice < 0.6) {
        const sections = this.#chance() < 0.5 ? null : [this.#pick(SECTIONS)];
        const until = person === 'eve' || person === 'moe' ? this.#soon() : null;
        const level = this.#pick(['read', 'write'] satisfies Grant['level'][]);
        company.grant(person, archive, sections, until, level);
        // the next one begins where this one ends
        if (until !== null && this.#has('time') && this.#late() < 0.6) company.grant(person, archive, sections, this.#late() < 0.5 ? null : new Date(Date.parse(until) + 20_000).toISOString(), level, until);
      }
      else if (dice < 0.75) {
        company.put(person, { active: !company.person(person).active });
        what = { person: person as PersonId };
      } else if (dice < 0.85) {
        company.put(person, { clearances: this.#chance() < 0.5 ? ['bank'] : [] });
        what = { person: person as PersonId };
      } else if (dice < 0.95) company.putArchive(archive, { state: this.#pick(['open', 'open', 'closed', 'sealed']) });
      else company.putArchive(archive, { owner: this.#pick(HONEST) as PersonId });
      if (this.#chance() < 0.2) also.push({ archive });
      if (this.#has('walls') && this.#walls() < 0.15) {
        company.wall(HONEST[Math.floor(this.#walls() * HONEST.length)] as string, archive, this.#walls());
        also.push({ archive });
      }
      // who else manages an archive depends on whether its owner is active
    }, async () => void (await Promise.all([hub.rightsChanged(what), ...also.map((each) => hub.rightsChanged(each)), ...(what.archive === undefined ? ARCHIVES.map((each) => hub.rightsChanged({ archive: each })) : [])])));
    // sometimes it is waited for, sometimes life goes on meanwhile
    await this.#turn();
    if (this.#chance() < 0.6) for (let i = 0; i < 20; i++) {
      this.#release(10);
      await this.#turn();
    }
    void changed;
  }

  #soon(): string {
    return new Date(this.#clock.now() + Math.floor(this.#chance() * 5_000)).toISOString();
  }

  // ---- time ----

  /** A second, or so long that tokens end, their grace too, while frames wait and answers are on their way. */
  async #pass(): Promise<void> {
    this.#clock.advance(1_000);
    if (!this.#has('time') || this.#late() >= 0.08) return;
    this.#played.leaps++;
    for (let second = 30 + Math.floor(this.#late() * 20); second > 0; second--) {
      await this.#turn();
      this.#clock.advance(1_000);
    }
  }

  #release(most: number): void {
    this.#held.splice(0, most).forEach((resolve) => resolve());
  }

  async #promises(): Promise<void> {
    for (let i = 0; i < 30; i++) await Promise.resolve();
  }

  async #turn(): Promise<void> {
    await this.#promises();
    const { turnEnd } = this.#process;
    let loops = 0;
    while (turnEnd.length > 0) {
      if (++loops > 3000) throw new Broken(`the server turns for ever`);
      for (const callback of turnEnd.splice(0)) callback();
      await this.#promises();
    }
  }

  async #settle(): Promise<void> {
    let loops = 0;
    for (let moved = true; moved; ) {
      if (++loops > 3000) throw new Broken(`it never settles: ${this.#held.length} held, ${this.#process.turnEnd.length} turns`);
      this.#release(Infinity);
      await this.#turn();
      moved = this.#held.length > 0;
      for (const pair of this.#process.pairs) {
        while (pair.toServer()) moved = true;
        while (pair.toClient()) moved = true;
      }
    }
    this.#takeAcks();
  }

  #deliver(): void {
    const open = this.#process.pairs.filter(({ state }) => state.closed === null);
    const pair = open.length === 0 ? undefined : this.#pick(open);
    if (pair === undefined) return;
    const up = this.#chance() < 0.5;
    for (let i = 0; i <= this.#chance() * 4; i++) if (!(up ? pair.toServer() : pair.toClient())) break;
  }

  async #step(): Promise<void> {
    const page = this.#pick(this.#pages);
    const byzantine = BYZANTINE.includes(page.person as never);
    const dice = this.#chance();
    if (page.isOver) this.#leave(page);
    else if (page.channel === null) {
      if (dice < 0.8) this.#open(page);
    } else if (dice < 0.7) {
      if (byzantine && this.#has('byzantine') && this.#chance() < 0.8) await this.#attack(page);
      else this.#edit(page);
    } else if (dice < 0.72) this.#leave(page);
    if (page.device.client?.closed) page.device.client = null;
    const event = this.#chance();
    if (event < 0.01) page.device.client?.pair.cut();
    else if (event < 0.03) await this.#serve();
    else if (event < 0.04) this.#show(page);
    else if (event < 0.07) this.#watch(page.device);
    else if (event < 0.1) this.#news();
    else if (event < 0.11) page.device.client?.auth(this.#token(page.device));
    else if (event < 0.14 && this.#has('rights')) await this.#changeRights();
    else if (event < 0.145 && this.#has('crashes')) await this.#crash(this.#chance() < 0.6);
    else if (event < 0.148 && this.#has('restore')) {
      this.#disk.backup();
      this.#backup = { flushed: new Set(this.#canaries.find(await this.#contents())), clocks: await this.#clocksNow() };
    } else if (event < 0.15 && this.#has('restore')) await this.#restore();
    else if (event < 0.17) await this.#pass();
    else if (event < 0.24) this.#release(1 + Math.floor(this.#chance() * 4));
    else if (event < 0.26) await this.#settle();
    // less than a tick: what ends by its date has ended, and the hub has not looked yet
    if (this.#has('time') && this.#late() < 0.06) this.#clock.advance(350);
    if (event < 0.9) for (let i = 0; i < 8; i++) {
      this.#deliver();
      if (this.#chance() < 0.4) await this.#turn();
    }
    this.#takeAcks();
    this.#check();
  }

  #state({ channel, kind, client, pair, epoch }: Page): string {
    return JSON.stringify({ kind, epoch, acked: channel?.acked, sent: channel?.sent, synced: channel?.synced, opened: channel?.opened, rejected: channel?.rejected, closed: channel?.closed ?? (client?.closed ?? pair?.state.closed) });
  }

  /** Everything in the folder, as text. */
  async #contents(): Promise<string> {
    let text = this.#disk.log.changes.map((change) => change.new ?? '').join('\n');
    for (const doc of this.#docs()) {
      const stored = await this.#disk.log.load(doc);
      for (const part of [stored?.snapshot, ...(stored?.tail ?? [])]) if (part) text += `\n${Buffer.from(part).toString('latin1')}`;
    }
    return text;
  }
  async #clocksNow(): Promise<Map<string, number>> {
    const clocks = new Map<string, number>();
    for (const doc of this.#docs()) {
      const stored = await this.#disk.log.load(doc);
      if (stored !== null) for (const [author] of docOf(stored).store.clients) clocks.set(`${doc} ${author}`, this.#clocks.get(`${doc} ${author}`) ?? 0);
    }
    return clocks;
  }
  #docs(): DocName[] {
    return ARCHIVES.flatMap((archive) => SECTIONS.map((section) => docName(archive, section)));
  }

  async play(): Promise<Played> {
    for (let step = 0; step < this.#options.steps; step++) await this.#step();
    await this.#end();
    return this.#played;
  }

  /** P4: the disk works, everyone comes back, everything is let through, and all who may read a section have what the disk has. */
  async #end(): Promise<void> {
    this.#calm = true;
    await this.#company.change(
      () => this.#devices.forEach(({ person }) => this.#company.put(person, { active: true })),
      async () => void ARCHIVES.map((archive) => this.#process.hub.rightsChanged({ archive })),
    );
    // a token or a right may end within the last round: who was shut out gets rounds to come back, and a channel that hears nothing any more a tick to be closed
    const between = (): boolean => this.#pages.some((page) => !BYZANTINE.includes(page.person as never) && page.isOpen !== this.#company.mayRead(page.person, page.archive, page.section));
    for (let round = 0; round < 12 || (round < 15 && between()); round++) {
      await this.#settle();
      this.#clock.advance(2_000);
      await this.#settle();
      this.#check();
      for (const device of this.#devices) if (device.client?.closed) device.client = null;
      for (const page of this.#pages) {
        if (BYZANTINE.includes(page.person as never)) {
          if (page.channel !== null) this.#leave(page);
          continue;
        }
        if (!page.isOpen || page.channel?.rejected) {
          this.#leave(page);
          this.#open(page);
        }
      }
    }
    await this.#settle();
    this.#check();
    for (const page of this.#pages) {
      if (BYZANTINE.includes(page.person as never)) continue;
      const may = this.#company.mayRead(page.person, page.archive, page.section);
      if (may !== page.isOpen) throw new Broken(`${page.person} ${may ? 'cannot come back to' : 'is still in'} ${page.doc}: ${JSON.stringify([page.channel?.closed, page.client?.closed, page.pair?.state, page.channel?.rejected, page.channel?.opened])}`);
      if (!may || page.channel === null) continue;
      const stored = await this.#disk.log.load(page.doc);
      const disk = docOf(stored ?? { snapshot: null, tail: [] });
      if (page.channel.acked < page.channel.sent) throw new Broken(`${page.person} waits for an ack in ${page.doc}: ${this.#state(page)}`);
      if (shown(page.channel.doc) !== shown(disk)) throw new Broken(`${page.person} and the disk differ in ${page.doc}: ${this.#state(page)}\n${shown(page.channel.doc)}\n${shown(disk)}`);
      const vectors = [page.channel.doc, disk].map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)));
      if (vectors[0] !== vectors[1]) throw new Broken(`${page.person} and the disk have other state vectors in ${page.doc}:\n${vectors.join('\n')}`);
    }
    this.#nothingLost('not on disk in the end');
    const stopped = this.#process.hub.stop();
    await this.#settle();
    await stopped;
    this.#check();
  }
}
