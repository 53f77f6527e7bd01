/**
 * P1 over the doors of the whole server, REST and line together: people of every kind read, search, edit, give and take rights; whatever any answer
 * or frame holds (bodies, headers, close reasons, lines of the log) belongs to a section that this person may read at that moment, and what they may
 * not read answers like what is not there (HUB-1). A world has many games: opening a folder costs more than one.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { ArchiveId } from '../../model/ids.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import type { Answer, HttpWorld, Who } from '../helpers/http-world.ts';
import type { Pair } from '../helpers/socket-pair.ts';
import { seededChance } from '../helpers/sync-world.ts';
import { SyncClient } from '../helpers/sync-client.ts';
import type { DocChannel } from '../helpers/sync-client.ts';
import { Broken } from './broken.ts';
import { Canaries } from './canaries.ts';
import { hearArrivals, heardPair } from './network.ts';
import { levelsOf, OFTEN, peopleOf, SLOTS } from './rest-company.ts';
import type { Levels, RestMark } from './rest-company.ts';

export interface RestPlayed { calls: number; writes: number; frames: number; rightsChanges: number; refused: number; shown: number; hidden: number }

interface Line { readonly client: SyncClient; readonly pair: Pair; readonly channels: Map<string, DocChannel> }
interface Heard { readonly person: string; readonly bytes: Uint8Array | string; readonly wasChanging: boolean }

/** Games of one folder: lists grow with it. */
const GAMES = 12;
let open: { readonly world: HttpWorld; games: number } | null = null;
let games = 0;

async function worldFor(): Promise<HttpWorld> {
  if (open !== null && open.games++ < GAMES) return open.world;
  await closeRest();
  const world = await httpWorld({ env: { DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 1e6, requestsBurst: 1e6, refusedTokensPerMinute: 1e9 }) } });
  await world.call(ADMIN, 'GET', '/api/me');
  open = { world, games: 1 };
  return world;
}
const ADMIN: Who = { sub: 'adm', name: 'Person adm', roles: ['admin'] };

/** Call when the last game is over. */
export async function closeRest(): Promise<void> {
  const last = open;
  open = null;
  await last?.world.close();
}

export async function playRest(seed: number, steps: number): Promise<RestPlayed> {
  const game = new Game(await worldFor(), seed, String(games++));
  try {
    return await game.play(steps);
  } catch (error) {
    await closeRest(); // whatever is wrong in this folder is no other game's
    throw error;
  } finally {
    game.end();
  }
}

class Game {
  readonly #world: HttpWorld;
  readonly #seed: number;
  readonly #chance: () => number;
  readonly #canaries: Canaries<RestMark>;
  readonly #people: readonly Who[];
  readonly #archives: readonly ArchiveId[];
  readonly #department: string;
  readonly #played: RestPlayed = { calls: 0, writes: 0, frames: 0, rightsChanges: 0, refused: 0, shown: 0, hidden: 0 };
  /** The newest canary of each place that a search may find. */
  readonly #findable = new Map<string, string>();
  readonly #all: string[] = [];
  readonly #grants: { readonly id: string; readonly archive: ArchiveId; readonly to: Who }[] = [];
  readonly #files: { readonly id: string; readonly archive: ArchiveId; readonly section: SectionKey }[] = [];
  readonly #entries: { readonly id: string; readonly archive: ArchiveId }[] = [];
  readonly #lines = new Map<string, Line>();
  readonly #frames: Heard[] = [];
  readonly #wrong: string[] = [];
  /** As the tables say since the last call that may have changed them. */
  readonly #levels = new Map<string, Promise<Levels>>();
  /** Somebody's rights are changing: what is sent meanwhile may go by either. */
  #changing = false;

  constructor(world: HttpWorld, seed: number, game: string) {
    this.#world = world;
    this.#seed = seed;
    this.#chance = seededChance(seed);
    this.#canaries = new Canaries(this.#chance);
    this.#people = peopleOf(game);
    this.#archives = ['P1', 'P2', 'P3'].map((name) => `${name}-${game}` as ArchiveId);
    this.#department = `sales-${game}`;
  }

  async play(steps: number): Promise<RestPlayed> {
    await this.#begin();
    for (let step = 0; step < steps && this.#wrong.length === 0; step++) {
      const archive = this.#pick(this.#archives);
      const dice = this.#chance();
      if (dice < 0.25) await this.#write(archive);
      else if (dice < 0.6) await this.#look(this.#pick(this.#people), archive, this.#pick(this.#places(archive)));
      else if (dice < 0.64) await this.#sweep(this.#pick(this.#people), archive);
      else if (dice < 0.8) await this.#change(archive);
      else await this.#onLine(this.#pick(this.#people), archive);
      await this.#settle();
    }
    for (let i = 0; i < 4 && this.#wrong.length === 0; i++) await this.#sweep(this.#pick(this.#people), this.#pick(this.#archives));
    for (const line of this.#world.errors) if (this.#canaries.find(line).size > 0) this.#wrong.push(`the log holds a value: ${line}`);
    if (this.#world.errors.length > 0) this.#wrong.push(`the server logged an error: ${this.#world.errors[0]}`);
    if (this.#wrong.length > 0) throw new Broken(`seed ${this.#seed}: ${this.#wrong[0]}`);
    return this.#played;
  }

  end(): void {
    for (const { pair } of this.#lines.values()) pair.cut();
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#chance() * list.length)]!;
  }

  // ---- what must hold ----

  #levelsOf(person: string, archive: string): Promise<Levels> {
    const key = `${person} ${archive}`;
    const levels = this.#levels.get(key) ?? levelsOf(this.#world, person, archive as ArchiveId);
    this.#levels.set(key, levels);
    return levels;
  }

  /** Whatever a person is given belongs to what they may read. */
  async #judge(person: string, bytes: Uint8Array | string, where: string): Promise<void> {
    for (const canary of this.#canaries.find(bytes)) {
      const mark = this.#canaries.of(canary);
      this.#played.shown++;
      if (mark.by === person) continue;
      const levels = await this.#levelsOf(person, mark.archive);
      if (!levels.may(mark)) this.#wrong.push(`${person} receives ${canary} (${mark.kind}) of ${mark.archive}/${mark.section} from ${where}`);
    }
  }

  /** HUB-1: what stands under an archive that one may not know of, or under a section that one may not read, is not there. */
  async #hidden(person: Who, archive: ArchiveId, section: SectionKey | null, answer: Answer<unknown>, what: string): Promise<void> {
    const levels = await this.#levelsOf(person.sub, archive);
    if (section === null ? levels.overall !== 'none' : levels.reads(section)) return;
    this.#played.hidden++;
    // 401: shut out altogether
    if (answer.status !== 404 && answer.status !== 401) this.#wrong.push(`${person.sub} may not know of ${archive}/${section ?? ''}, and ${what} answers ${answer.status}`);
    else if (answer.headers.get('etag') !== null) this.#wrong.push(`${person.sub} gets the tag of what is not there: ${what}`);
  }

  /** Row 44: a value that only stands in a section one may not read is no hit, and counts for nothing. */
  async #searched(person: Who, known: string, body: unknown): Promise<void> {
    const { items, total } = body as { items: { id: string }[]; total: number };
    const mark = this.#canaries.of(known);
    if (total !== items.length) this.#wrong.push(`${person.sub} is told of ${total} hits and given ${items.length}`);
    if (items.some(({ id }) => id === mark.archive) && !(await this.#levelsOf(person.sub, mark.archive)).may(mark)) this.#wrong.push(`${person.sub} finds ${mark.archive} by ${known} of ${mark.section} (${mark.kind})`);
  }

  // ---- what people do ----

  async #call(person: Who, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Record<string, unknown>>> {
    const answer = await this.#world.call(person, method, path, body, headers);
    if (method !== 'GET') this.#levels.clear();
    this.#played.calls++;
    if (answer.status >= 400) this.#played.refused++;
    if (answer.status >= 500) this.#wrong.push(`${method} ${path}: ${answer.status}`);
    await this.#judge(person.sub, `${JSON.stringify([...answer.headers])} ${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)}`, `${method} ${path}`);
    return answer;
  }

  async #settle(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      await turn();
      for (const { pair } of this.#lines.values()) while (pair.toServer());
    }
    await this.#world.dossier.settled();
    for (let i = 0; i < 4; i++) {
      await turn();
      for (const { pair } of this.#lines.values()) {
        while (pair.toServer());
        while (pair.toClient());
      }
    }
    // also what is sent while this is judged: by the next change it would be judged by other rights
    for (let heard = this.#frames.shift(); heard !== undefined; heard = this.#frames.shift()) {
      this.#played.frames++;
      if (!heard.wasChanging) await this.#judge(heard.person, heard.bytes, 'the line');
    }
  }

  #mark(by: Who, archive: ArchiveId, section: SectionKey, kind: RestMark['kind'] = 'value'): string {
    const canary = this.#canaries.text({ archive, section, kind, by: by.sub });
    this.#all.push(canary);
    return canary;
  }
  #money(by: Who, archive: ArchiveId, kind: RestMark['kind']): string {
    return String(this.#canaries.number({ archive, section: 'trade', kind, by: by.sub }));
  }

  async #begin(): Promise<void> {
    const [ann, bob] = this.#people as [Who, Who];
    await this.#world.call(ADMIN, 'POST', '/api/departments', { id: this.#department, name: 'Sales' });
    for (const person of this.#people) await this.#world.call(person, 'GET', '/api/me');
    for (const [i, archive] of this.#archives.entries()) {
      const owner = i % 2 === 0 ? ann : bob;
      const made = await this.#world.call(owner, 'POST', '/api/archives', { id: archive, kind: 'organisation', name: this.#mark(owner, archive, 'profile', 'name'), ...(i === 2 ? { department: this.#department } : {}) });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      for (const person of this.#people.slice(2)) if (this.#chance() < 0.5) await this.#grant(owner, person, archive);
      for (const person of this.#people) if (i === 0 && this.#chance() < 0.4) await this.#call(ADMIN, 'PUT', `/api/people/${person.sub}`, { clearances: [this.#pick(['bank', 'aml', 'identity'])] });
    }
    const archive = this.#pick(this.#archives);
    const owner = this.#archives.indexOf(archive) % 2 === 0 ? ann : bob;
    for (const each of SLOTS) await this.#patch(owner, archive, each);
    for (let i = 0; i < 2; i++) await this.#trade(owner, archive, true);
    for (const section of ['documents', 'private'] as const) await this.#file(owner, archive, section);
    await this.#settle();
  }

  async #grant(by: Who, to: Who, archive: ArchiveId): Promise<void> {
    const dice = this.#chance();
    const sections = dice < 0.3 ? null : [...new Set(Array.from({ length: dice < 0.7 ? 1 : 2 }, () => this.#pick(this.#chance() < 0.8 ? OFTEN : SECTION_KEYS)))];
    const { body } = await this.#call(by, 'POST', '/api/grants', { archive, to: { kind: 'person', id: to.sub }, level: this.#pick(['exists', 'read', 'read', 'write']), sections, reason: 'helps' });
    if (typeof body['id'] === 'string') this.#grants.push({ id: body['id'], archive, to });
  }

  async #patch(by: Who, archive: ArchiveId, place: (typeof SLOTS)[number]): Promise<void> {
    const canary = this.#mark(by, archive, place.section);
    const { status } = await this.#call(by, 'PATCH', `/api/archives/${archive}/sections/${place.path}`, place.body(canary));
    if (status === 200 && place.found) this.#findable.set(`${archive} ${SLOTS.indexOf(place)}`, canary);
  }
  async #trade(by: Who, archive: ArchiveId, cost: boolean): Promise<void> {
    await this.#call(by, 'POST', `/api/archives/${archive}/transactions`, {
      kind: 'sale', date: '2026-02-10', amount: this.#money(by, archive, 'value'), channel: this.#mark(by, archive, 'trade'), orderRef: this.#mark(by, archive, 'trade'),
      // the same row again by whom may not see the cost that it has
      ...(this.#chance() < 0.5 ? { source: 'erp', externalId: `x${Math.floor(this.#chance() * 3)}-${archive}` } : {}),
      ...(cost ? { cost: this.#money(by, archive, 'cost') } : {}), lines: [{ item: this.#mark(by, archive, 'trade'), quantity: '1', price: '5' }],
    });
  }
  async #file(by: Who, archive: ArchiveId, section: SectionKey): Promise<void> {
    const form = new FormData();
    form.set('section', section);
    form.set('kind', 'contract');
    form.append('file', new File([this.#mark(by, archive, section)], `${this.#mark(by, archive, section)}.txt`, { type: 'text/plain' }));
    const { body } = await this.#call(by, 'POST', `/api/archives/${archive}/files`, form);
    if (typeof body['id'] === 'string') this.#files.push({ id: body['id'], archive, section });
  }

  async #write(archive: ArchiveId): Promise<void> {
    const by = this.#pick(this.#people);
    const dice = this.#chance();
    this.#played.writes++;
    if (dice < 0.5) await this.#patch(by, archive, this.#pick(SLOTS));
    else if (dice < 0.6) await this.#call(by, 'PATCH', `/api/archives/${archive}/sections/profile`, { fields: { 'customer.name': this.#mark(by, archive, 'profile', 'name') } });
    else if (dice < 0.75) await this.#trade(by, archive, this.#chance() < 0.5);
    else if (dice < 0.85) await this.#file(by, archive, this.#pick(['documents', 'private', 'bank']));
    else if (dice < 0.92 && this.#entries.length > 0) {
      const entry = this.#pick(this.#entries);
      await this.#call(by, 'POST', `/api/archives/${entry.archive}/history/${entry.id}/restore`, { force: true });
    } else {
      // what is refused is told to nobody but its author
      const { section, path, body } = this.#pick(SLOTS);
      await this.#call(by, 'PATCH', `/api/archives/${archive}/sections/${path}`, { ...body(this.#mark(by, archive, section)), fields: { [`no.${this.#mark(by, archive, section)}`]: this.#mark(by, archive, section) } });
    }
  }

  /** Paths to look at, and the section that the answer is of; null: of the archive as a whole, undefined: of many archives. */
  #places(archive: ArchiveId): readonly (readonly [path: string, section?: SectionKey | null])[] {
    const under = `/api/archives/${archive}`;
    const known = this.#all.length === 0 ? 'nothing' : this.#pick(this.#all);
    return [
      ['/api/archives?limit=200'], [`/api/archives?q=${known}&limit=200`], [`/api/archives?q=${known.slice(0, 6)}&sort=updated`], ['/api/archives?sort=sum&state=open&limit=200'],
      ...[...this.#findable.values()].map((each) => [`/api/archives?q=${each}&limit=200`] as const),
      [`/api/overviews?ids=${this.#archives.join(',')}`], ['/api/people?q=P'], ['/api/departments'], ['/api/me'],
      [under, null], [`${under}/overview`, null], [`${under}/files`, null], [`${under}/history`, null], [`${under}/history?unseen=true`, null], [`${under}/history?limit=3`, null], [`${under}/transactions`, 'trade'],
      ...SECTION_KEYS.map((section) => [`${under}/sections/${section === 'contacts' ? 'contacts-2026' : section}`, section] as const),
      ...OFTEN.map((section) => [`${under}/history?section=${section}`, section] as const),
      ...this.#files.filter((each) => each.archive === archive).map(({ id, section }) => [`${under}/files/${id}`, section] as const),
    ];
  }

  async #look(person: Who, archive: ArchiveId, [path, section]: readonly [path: string, section?: SectionKey | null]): Promise<void> {
    const answer = await this.#call(person, 'GET', path);
    if (section !== undefined) await this.#hidden(person, archive, section, answer, path);
    const known = /q=([A-Z]{12})/.exec(path)?.[1];
    if (known !== undefined && answer.status === 200) await this.#searched(person, known, answer.body);
    if (path.includes('/history') && answer.status === 200) {
      const { id } = (answer.body as { items: { id: string }[] }).items[0] ?? {};
      if (id !== undefined) this.#entries.push({ id, archive });
    }
    const tag = answer.headers.get('etag');
    if (tag !== null) {
      const other = this.#pick(this.#people);
      const again = await this.#call(other, 'GET', path, undefined, { 'if-none-match': tag, range: 'bytes=0-20' });
      if (section !== undefined) await this.#hidden(other, archive, section, again, path);
    }
  }

  async #sweep(person: Who, archive: ArchiveId): Promise<void> {
    for (const place of this.#places(archive)) await this.#look(person, archive, place);
  }

  async #change(archive: ArchiveId): Promise<void> {
    this.#played.rightsChanges++;
    this.#changing = true;
    let person = this.#pick(this.#people);
    let where = archive;
    const owner = this.#pick(this.#people.slice(0, 2));
    const dice = this.#chance();
    if (dice < 0.35) await this.#grant(owner, person, archive);
    else if (dice < 0.65 && this.#grants.length > 0) {
      const [grant] = this.#grants.splice(Math.floor(this.#chance() * this.#grants.length), 1);
      ({ to: person, archive: where } = grant!);
      // both who may have given it, for only one of them manages it
      for (const each of this.#people.slice(0, 2)) await this.#call(each, 'DELETE', `/api/grants/${grant!.id}`);
    } else if (dice < 0.8) await this.#call(ADMIN, 'PUT', `/api/people/${person.sub}`, this.#pick([{ clearances: [this.#pick(['bank', 'aml', 'identity'])] }, { clearances: [] }, { active: false }, { active: true }, { active: true }]));
    else if (dice < 0.86) await this.#call(this.#pick(this.#people), 'POST', `/api/archives/${archive}/state`, { state: this.#pick(['closed', 'open', 'open']), reason: 'a test' });
    else if (dice < 0.94) await this.#call(this.#pick(this.#people), 'PUT', `/api/archives/${archive}/owners`, { owner: this.#pick(this.#people.slice(0, 2)).sub, coOwners: this.#chance() < 0.5 ? [this.#people[2]!.sub] : [], deputies: [] });
    else await this.#call(this.#pick(this.#people), 'PATCH', `/api/archives/${archive}`, { confidentiality: this.#pick(['normal', 'businessConfidential', 'restricted']) });
    this.#changing = false;
    // right after it, whom it concerns
    const places = this.#places(where).filter(([, section]) => section !== undefined);
    for (let i = 0; i < 4; i++) await this.#look(person, where, this.#pick(places));
  }

  /** Opens, writes, shows presence, watches: what pages do. */
  async #onLine(person: Who, archive: ArchiveId): Promise<void> {
    const line = await this.#line(person);
    const [name, channel] = this.#pick([...line.channels.entries(), ['', undefined]] as [string, DocChannel | undefined][]);
    if (channel?.synced && !channel.closed && !channel.rejected && this.#chance() < 0.7) {
      const [on, section] = name.split('/') as [ArchiveId, SectionKey];
      const canary = this.#mark(person, on, section);
      if (this.#chance() < 0.3) channel.show({ field: canary });
      else if (section === 'profile') channel.set('customer.shortName', canary);
      else if (section === 'private') channel.doc.getMap('rows').set('children/c1/name', canary);
    } else if (this.#chance() < 0.35) line.client.watch(this.#archives);
    else {
      const section = this.#pick(this.#chance() < 0.5 ? ['profile', 'private'] as const : SECTION_KEYS);
      line.channels.set(`${archive}/${section}`, line.client.open(archive, section === 'contacts' ? 'contacts-2026' : section));
    }
  }

  async #line(person: Who): Promise<Line> {
    const there = this.#lines.get(person.sub);
    if (there !== undefined && there.client.closed === null) return there;
    const ears = {
      sent: (bytes: Uint8Array | string) => void this.#frames.push({ person: person.sub, bytes: typeof bytes === 'string' ? bytes : bytes.slice(), wasChanging: this.#changing }),
      arrived: () => undefined,
    };
    const heard = heardPair(ears);
    const client = new SyncClient(heard.pair);
    hearArrivals(heard.pair, ears);
    heard.attach(this.#world.dossier.hub.line(heard.socket));
    client.hello(await this.#world.token(person));
    const line = { client, pair: heard.pair, channels: new Map<string, DocChannel>() };
    this.#lines.set(person.sub, line);
    return line;
  }
}
