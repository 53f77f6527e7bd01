/**
 * One run of several hubs over one log (rules NODE of server/sync/SPEC.md): honest people who come back at another node each time, hints that are lost, doubled, late and out of order, nodes
 * that die, a disk that fails. One seed is one run. What must hold is checked at every byte that leaves a node and at the end: nothing acked is lost, nobody hears what is not on disk, no number
 * is given twice, who reads at one node what was written at another finds it, and all are equal once nothing breaks any more, also where every hint is lost.
 */
import * as Y from 'yjs';
import { docName } from '../../model/ids.ts';
import type { DocName, PersonId } from '../../model/ids.ts';
import { CLOSE } from '../../model/protocol.ts';
import type { Ears, Fanout } from '../../server/fanout/fanout.ts';
import { SHIPPED_LIMITS } from '../../server/limits.ts';
import { StorageError } from '../../server/storage/storage.ts';
import { createHub } from '../../server/sync/hub.ts';
import { EditError } from '../../server/sync/sync.ts';
import type { Hub } from '../../server/sync/sync.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import type { Pair } from '../helpers/socket-pair.ts';
import { DocChannel, SyncClient } from '../helpers/sync-client.ts';
import { seededBytes, seededChance } from '../helpers/sync-world.ts';
import { Broken } from './broken.ts';
import { Canaries } from './canaries.ts';
import { ARCHIVES, Company, HONEST, SECTIONS } from './company.ts';
import { Disk, docOf, shown } from './disk.ts';
import type { Opened } from './disk.ts';
import { heardPair } from './network.ts';
import { Page, SLOTS } from './page.ts';
import type { Device, Mark } from './page.ts';

export interface NodesPlayed { edits: number; acked: number; seen: number; lost: number; hints: number; races: number; kills: number; failures: number; rewrites: number; snapshots: number; writes: number; reads: number; epochs: number }

const ARCHIVE = ARCHIVES[0]!;
const HONEST_REFUSALS = new Set(['storage', 'closed', 'epoch', 'read-only', 'rate']);
/** Longer than a room rests. */
const MOMENT = 60;

interface Node { readonly hub: Hub; readonly session: Opened; readonly turnEnd: (() => void)[]; readonly pairs: Pair[]; readonly ears: Map<string, Set<Ears>>; dead: boolean }

export const playNodes = (seed: number, steps = 350): Promise<NodesPlayed> => new Run(seed).play(steps);

class Run {
  readonly #chance: () => number;
  readonly #canaries: Canaries<Mark>;
  readonly #clock = fakeClock();
  readonly #company: Company;
  readonly #disk: Disk;
  readonly #nodes: Node[];
  readonly #pages: Page[];
  readonly #devices: Device[];
  readonly #at = new Map<Page, Node>();
  readonly #line = new Map<Device, Node>();
  readonly #played: NodesPlayed = { edits: 0, acked: 0, seen: 0, lost: 0, hints: 0, races: 0, kills: 0, failures: 0, rewrites: 0, snapshots: 0, writes: 0, reads: 0, epochs: 0 };
  /** Hints on their way. */
  #hints: { readonly to: Node; readonly topic: string; readonly bytes: Uint8Array }[] = [];
  #held: (() => void)[] = [];
  #calm = false;
  /** Not one hint arrives once all is calm: the log alone heals. */
  readonly #mute: boolean;
  #broken: string | null = null;
  #nextAuthor = 100;
  readonly #flushed = new Set<string>();
  readonly #clocks = new Map<string, number>();
  readonly #acked = new Map<string, number>();
  readonly #count = new Map<DocName, number>();
  readonly #numbers = new Set<string>();
  readonly #written = new Map<DocName, number>();
  readonly #few: boolean;

  constructor(seed: number) {
    const chance = (this.#chance = seededChance(seed));
    this.#canaries = new Canaries(seededChance(seed ^ 0x5eed));
    this.#company = new Company({ chance, now: () => this.#clock.now(), asked: () => this.#delay(0.1), digest: () => null });
    this.#mute = chance() < 0.5;
    this.#few = chance() < 0.3;
    this.#disk = new Disk({
      flushing: 'full', chance, archives: [ARCHIVE], shared: true,
      before: (call) => {
        this.#mayFail(call === 'commit' ? 0.02 : 0.01);
        return this.#delay(0.3);
      },
      unhurried: () => this.#delay(0.3),
      written: () => {
        this.#mayFail(0.02);
        return this.#delay(0.3);
      },
      flushed: (doc, update) => {
        this.#count.set(doc, (this.#count.get(doc) ?? 0) + 1);
        for (const canary of this.#canaries.find(update)) this.#flushed.add(canary);
        for (const [author, clock] of Y.parseUpdateMeta(update).to) this.#clocks.set(`${doc} ${author}`, Math.max(clock, this.#clocks.get(`${doc} ${author}`) ?? 0));
      },
      wrong: (what) => this.#wrong(what),
      rewritten: () => void this.#played.rewrites++,
      snapshot: () => void this.#played.snapshots++,
    });
    this.#nodes = Array.from({ length: chance() < 0.5 ? 2 : 3 }, () => this.#start());
    this.#devices = [...HONEST, ...HONEST].map((person) => ({ person, client: null, pages: [], token: { end: 0 } }));
    this.#pages = this.#devices.flatMap((device) => SECTIONS.slice(0, this.#few ? 1 : 3).filter(() => chance() < 0.8).map((section) => {
      const page = new Page(device, ARCHIVE, section, chance() < 0.7 ? 'line' : 'plain', this.#nextAuthor++);
      device.pages.push(page);
      return page;
    }));
  }

  #wrong(what: string): void {
    this.#broken ??= what;
  }
  #check(): void {
    if (this.#broken !== null) throw new Broken(this.#broken);
  }
  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#chance() * list.length)]!;
  }
  #mayFail(p: number): void {
    if (this.#calm || this.#chance() >= p) return;
    this.#played.failures++;
    throw new StorageError('full', 'the disk is full');
  }
  #delay(p: number): Promise<void> | undefined {
    return this.#calm || this.#chance() >= p ? undefined : new Promise<void>((resolve) => this.#held.push(resolve));
  }

  #start(): Node {
    const node: Node = { hub: null as unknown as Hub, session: this.#disk.enter(), turnEnd: [], pairs: [], ears: new Map(), dead: false };
    const { log } = node.session;
    const watched = { ...log, commit: async (...args: Parameters<typeof log.commit>) => {
      const behind = await log.commit(...args);
      this.#played.races += behind.length;
      return behind;
    } };
    const fanout: Fanout = {
      publish: (topic, bytes) => {
        if (node.dead) return;
        for (const to of this.#nodes) if (to !== node && !to.dead) for (let copies = this.#copies(); copies > 0; copies--) this.#hints.push({ to, topic, bytes: bytes.slice() });
      },
      subscribe: (topic, ears) => {
        node.ears.set(topic, (node.ears.get(topic) ?? new Set()).add(ears));
        return () => void node.ears.get(topic)?.delete(ears);
      },
      close: () => Promise.resolve(),
    };
    const hub = createHub({
      log: watched, access: this.#company.access, random: seededBytes(Math.floor(this.#chance() * 2 ** 31)), nodes: { fanout, node: `n${Math.floor(this.#chance() * 2 ** 31)}` },
      limits: { ...SHIPPED_LIMITS, compactUpdates: 7, compactBytes: 300, roomIdleMs: 1_000, ...(this.#few ? {} : { authorsFold: 4, authorsPerSection: 12 }) },
      clock: { now: () => this.#clock.now(), after: (ms, callback) => this.#clock.after(ms, () => { if (!node.dead) callback(); }) },
      soon: (callback) => void node.turnEnd.push(callback),
      report: (event, error) => { if (!node.dead && !(error instanceof StorageError && (error.code === 'full' || error.code === 'fence' || error.code === 'closed'))) this.#wrong(`an error nobody expected: ${event} ${error instanceof Error ? error.stack : String(error)}`); },
    });
    return Object.assign(node, { hub });
  }

  /** How often a hint arrives. */
  #copies(): number {
    this.#played.hints++;
    const dice = this.#chance();
    if (this.#calm ? this.#mute : dice < 0.2) {
      this.#played.lost++;
      return 0;
    }
    return dice > 0.9 ? 2 : 1;
  }

  #hint(): boolean {
    const [hint] = this.#hints.splice(Math.floor(this.#chance() * this.#hints.length), 1);
    if (hint === undefined) return false;
    if (!hint.to.dead) for (const ears of [...hint.to.ears.get(hint.topic) ?? []]) ears.hear(hint.bytes);
    return true;
  }

  async #kill(): Promise<void> {
    const at = Math.floor(this.#chance() * this.#nodes.length);
    const node = this.#nodes[at]!;
    this.#takeAcks();
    node.dead = true;
    this.#played.kills++;
    await this.#disk.kill(node.session);
    for (const pair of node.pairs) pair.cut();
    for (const page of this.#pages) if (this.#at.get(page) === node) this.#leave(page);
    for (const device of this.#devices) if (this.#line.get(device) === node) device.client = null;
    this.#nodes[at] = this.#start();
  }

  #connect(node: Node, person: string): ReturnType<typeof heardPair> {
    const heard = heardPair({ sent: (bytes) => this.#hear(bytes, person), arrived: () => undefined });
    node.pairs.push(heard.pair);
    return heard;
  }

  #hear(bytes: Uint8Array | string, person: string): void {
    for (const canary of this.#canaries.find(bytes)) {
      if (this.#canaries.of(canary).by === person) continue;
      this.#played.seen++;
      if (!this.#flushed.has(canary)) this.#wrong(`NODE-2: ${person} is sent ${canary} before it is on disk`);
    }
  }

  #open(page: Page): void {
    if (page.channel !== null) return;
    const { device, archive, section } = page;
    if (page.kind === 'line') {
      if (device.client === null) {
        const node = this.#pick(this.#nodes);
        this.#line.set(device, node);
        const heard = this.#connect(node, device.person);
        device.client = new SyncClient(heard.pair);
        heard.attach(node.hub.line(heard.socket));
        device.client.hello(`${device.person} ${this.#clock.now() + 3_600_000_000}`);
      }
      if (device.client.closed !== null) return;
      this.#at.set(page, this.#line.get(device)!);
      return page.begin(device.client.open(archive, section, page.author, page.kept ?? undefined), { client: device.client });
    }
    if (this.#company.level(page.person, archive, section) === 'none') return;
    const node = this.#pick(this.#nodes);
    this.#at.set(page, node);
    const heard = this.#connect(node, device.person);
    const channel = new DocChannel((body) => heard.pair.client.send(body), page.author, page.kept ?? undefined);
    heard.pair.client.onmessage = (bytes) => channel.hear(bytes);
    page.begin(channel, { pair: heard.pair });
    channel.opened = { archive, level: 'write', epoch: 0 };
    heard.attach(node.hub.sync(heard.socket, { person: this.#company.person(page.person), expires: this.#clock.now() + 3_600_000_000 }, archive, section, true));
    channel.join();
  }

  #leave(page: Page): void {
    const { channel, pair } = page;
    if (channel === null) return;
    const code = channel.closed?.code ?? pair?.state.closed?.code;
    if (code === CLOSE.epoch) this.#played.epochs++;
    const fresh = channel.rejected !== null || page.stale || code === CLOSE.epoch;
    if (page.client?.closed === null && channel.closed === null) page.client.close(channel);
    if (pair !== null && pair.state.closed === null) pair.cut();
    page.end(fresh, this.#nextAuthor++);
  }

  #takeAcks(): void {
    for (const page of this.#pages) {
      if (page.channel === null) continue;
      while (page.sent[0] !== undefined && page.sent[0].n <= page.channel.acked) {
        const { author, clock } = page.sent.shift()!;
        const key = `${page.doc} ${author}`;
        this.#acked.set(key, Math.max(clock, this.#acked.get(key) ?? 0));
        this.#played.acked++;
      }
      const { rejected, doc, synced } = page.channel;
      if (rejected !== null && !HONEST_REFUSALS.has(rejected.code)) this.#wrong(`an honest edit of ${page.person} in ${page.doc} was refused: ${JSON.stringify(rejected)}`);
      if (synced && (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)) this.#wrong(`${page.person} was sent what rests on something else in ${page.doc}, and not that`);
    }
    for (const [key, clock] of this.#acked) if ((this.#clocks.get(key) ?? 0) < clock) this.#wrong(`an edit of ${key} at ${clock} is acked, and not on disk`);
  }

  /** The server's own edits and reads, at any node. */
  #serve(): void {
    const section = this.#pick(this.#few ? SECTIONS.slice(0, 1) : SECTIONS);
    const doc = docName(ARCHIVE, section);
    const { hub } = this.#pick(this.#nodes);
    const refused = (error: unknown): void => {
      if (!(error instanceof StorageError || error instanceof EditError || (error as { code?: string }).code === 'closed' || (error as { code?: string }).code === 'storage')) this.#wrong(`the server's own edit failed: ${String(error)}`);
    };
    if (this.#chance() < 0.5) {
      const person = this.#pick(HONEST);
      const canary = this.#canaries.text({ kind: 'doc', archive: ARCHIVE, section, by: person, page: 'server' });
      const [root, key] = this.#pick(SLOTS[section]);
      const [table = '', row = '', column = ''] = key.split('/');
      hub.write(doc, person as PersonId, root === 'fields' ? { fields: { [key]: canary } } : { rows: { [table]: { [row]: { [column]: canary } } } }).then(({ seq }) => {
        this.#played.writes++;
        if (!this.#flushed.has(canary)) this.#wrong(`${canary} was answered as saved and is not on disk`);
        if (this.#numbers.has(`${doc} ${seq}`)) this.#wrong(`NODE-3: two edits of ${doc} were told the number ${seq}`);
        this.#numbers.add(`${doc} ${seq}`);
        this.#written.set(doc, Math.max(seq, this.#written.get(doc) ?? 0));
      }, refused);
    } else {
      const least = this.#written.get(doc) ?? 0;
      hub.read(doc).then(({ seq }) => {
        this.#played.reads++;
        if (seq < least) this.#wrong(`NODE-7: ${doc} was answered as of ${seq}, and ${least} had been answered as saved before it was asked for`);
      }, refused);
    }
  }

  async #turn(): Promise<void> {
    const promises = async (): Promise<void> => { for (let i = 0; i < 30; i++) await Promise.resolve(); };
    await promises();
    for (let loops = 0, moved = true; moved; loops++) {
      if (loops > 3000) throw new Broken('the nodes turn for ever');
      moved = false;
      for (const { turnEnd } of this.#nodes) for (const callback of turnEnd.splice(0)) {
        callback();
        moved = true;
      }
      await promises();
    }
  }

  async #settle(): Promise<void> {
    for (let loops = 0, still = 0; still < 3; loops++) {
      if (loops > 2000) throw new Broken(`it never settles: ${this.#held.length} held, ${this.#hints.length} hints`);
      let moved = this.#held.length > 0;
      for (const resolve of this.#held.splice(0)) resolve();
      await this.#turn();
      while (this.#hint()) moved = true;
      for (const node of this.#nodes) for (const pair of node.pairs) {
        while (pair.toServer()) moved = true;
        while (pair.toClient()) moved = true;
      }
      await this.#turn();
      this.#clock.advance(MOMENT);
      still = moved || this.#held.length > 0 ? 0 : still + 1;
    }
    this.#takeAcks();
  }

  async #step(): Promise<void> {
    const page = this.#pick(this.#pages);
    const dice = this.#chance();
    if (page.isOver) this.#leave(page);
    else if (page.channel === null) this.#open(page);
    else if (dice < 0.75) {
      if (page.isOpen && !page.channel.rejected && page.edit(this.#chance, this.#canaries)) this.#played.edits++;
    } else if (dice < 0.79) this.#leave(page);
    if (page.device.client?.closed) page.device.client = null;
    const event = this.#chance();
    if (event < 0.02) page.device.client?.pair.cut();
    else if (event < 0.08) this.#serve();
    else if (event < 0.09) await this.#kill();
    else if (event < 0.12) this.#clock.advance(1_000);
    else if (event < 0.3) for (const resolve of this.#held.splice(0, 1 + Math.floor(this.#chance() * 4))) resolve();
    else if (event < 0.33) await this.#settle();
    this.#clock.advance(Math.floor(this.#chance() * 12));
    for (let i = 0; i < 8; i++) {
      const open = this.#pick(this.#nodes).pairs.filter(({ state }) => state.closed === null);
      const pair = open.length === 0 ? undefined : this.#pick(open);
      for (let n = 0; pair !== undefined && n <= this.#chance() * 4; n++) if (!(this.#chance() < 0.5 ? pair.toServer() : pair.toClient())) break;
      if (this.#chance() < 0.3) this.#hint();
      if (this.#chance() < 0.4) await this.#turn();
    }
    this.#takeAcks();
    this.#check();
  }

  async play(steps: number): Promise<NodesPlayed> {
    for (let step = 0; step < steps; step++) await this.#step();
    this.#calm = true;
    if (this.#mute) this.#hints = [];
    for (let round = 0; round < 8; round++) {
      await this.#settle();
      this.#clock.advance(2_100);
      this.#check();
      for (const device of this.#devices) if (device.client?.closed) device.client = null;
      // who is well stays where they are: what they lack comes to them
      for (const page of this.#pages) if (!page.isOpen || page.channel?.rejected) {
        this.#leave(page);
        this.#open(page);
      }
    }
    await this.#settle();
    this.#check();
    for (const page of this.#pages) {
      const may = this.#company.mayRead(page.person, page.archive, page.section);
      const state = (): string => JSON.stringify([this.#mute ? 'mute' : '', page.kind, page.channel?.acked, page.channel?.sent, page.channel?.synced, page.channel?.rejected, page.channel?.closed ?? page.client?.closed ?? page.pair?.state.closed]);
      if (may !== page.isOpen) throw new Broken(`${page.person} ${may ? 'cannot come back to' : 'is still in'} ${page.doc}: ${state()}`);
      if (!may || page.channel === null) continue;
      const disk = docOf((await this.#disk.log.load(page.doc)) ?? { snapshot: null, tail: [] });
      if (page.channel.acked < page.channel.sent) throw new Broken(`${page.person} waits for an ack in ${page.doc}: ${state()}`);
      if (shown(page.channel.doc) !== shown(disk)) throw new Broken(`NODE-5: ${page.person} and the disk differ in ${page.doc}: ${state()}\n${shown(page.channel.doc)}\n${shown(disk)}`);
      const vectors = [page.channel.doc, disk].map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)));
      if (vectors[0] !== vectors[1]) throw new Broken(`${page.person} and the disk have other state vectors in ${page.doc}:\n${vectors.join('\n')}`);
    }
    for (const section of SECTIONS) {
      const doc = docName(ARCHIVE, section);
      const seq = (await this.#disk.log.load(doc))?.seq ?? 0;
      if (seq !== (this.#count.get(doc) ?? 0)) throw new Broken(`NODE-1: ${doc} is at ${seq}, after ${this.#count.get(doc) ?? 0} updates`);
    }
    const stopped = Promise.all(this.#nodes.map(({ hub }) => hub.stop()));
    await this.#settle();
    await stopped;
    this.#check();
    return this.#played;
  }
}
