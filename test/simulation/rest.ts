/**
 * P1, P6 and P9 over the doors of the whole server, REST and line together: people of every kind read, search, edit, ask, decide, give and take rights, correct, hand over, break the glass; whatever any answer or
 * frame holds (bodies, headers, close reasons, lines of the log) is theirs to read at that moment, and what they may not read answers like what is not there (HUB-1). Which doors is `doors-*.ts`, who may read
 * what `rest-words.ts` and `oracle.ts`. A world has many games: opening a folder costs more than one.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { httpWorld } from '../helpers/http-world.ts';
import { startIssuer } from '../helpers/issuer.ts';
import type { Issuer } from '../helpers/issuer.ts';
import { visitor } from '../helpers/sign-in.ts';
import type { Answer, HttpWorld, Who } from '../helpers/http-world.ts';
import type { Pair } from '../helpers/socket-pair.ts';
import { seededChance } from '../helpers/sync-world.ts';
import { SyncClient } from '../helpers/sync-client.ts';
import type { DocChannel } from '../helpers/sync-client.ts';
import { Broken } from './broken.ts';
import { Canaries } from './canaries.ts';
import { hearArrivals, heardPair } from './network.ts';
import type { Ask, Door, Draw } from './doors.ts';
import { ENDINGS, policy, SIGNED_OUT } from './rest-endings.ts';
import type { Ending, EndingWorld } from './rest-endings.ts';
import { OFTEN, peopleOf, SLOTS, standingOf } from './rest-company.ts';
import { NOT_BACK, READERS } from './rest-words.ts';
import type { RestMark, Standing, WordKind } from './rest-words.ts';
import { PROCESS_DOORS } from './doors-process.ts';
import { RIGHTS_DOORS } from './doors-rights.ts';
import { NO_ROW, Rows } from './rest-rows.ts';

export interface RestPlayed { calls: number; writes: number; frames: number; rightsChanges: number; refused: number; shown: number; hidden: number; through: number; ended: number; rows: number }

const DOORS = [...RIGHTS_DOORS, ...PROCESS_DOORS].flatMap((door) => Array.from({ length: door.weight ?? 1 }, () => door));
/** Those that only answer. */
const LOOKS = DOORS.filter(({ route }) => route.startsWith('GET '));
/** What a door is about: the word of its path that no id stands for; of a right, who has it. */
const about = (route: string): string => { const [, , first = '', , third = first] = (route.split(' ')[1] ?? '').split('/'); return first === 'archives' ? third : first === 'grants' ? 'access' : first; };
const near = (route: string): readonly Door[] => { const found = LOOKS.filter((each) => about(each.route) === about(route)); return found.length > 0 ? found : LOOKS; };
/** What an ending has made, by the end of the path. */
const MADE = [['/handovers', 'handover'], ['/corrections', 'correction'], ['/break-glass', 'glass'], ['/walls', 'wall'], ['/access-requests', 'request'], ['/grants', 'grant']] as const;
/** How often each route was gone through, and how often it let somebody. */
export const gone = new Map<string, { asked: number; let: number }>();
/** Ids of things that lie in one archive, and of those that are one person's. */
const IN_ARCHIVE: ReadonlySet<string> = new Set(['grant', 'request', 'wall', 'hold', 'glass', 'correction', 'stand', 'file', 'comment', 'transaction', 'upload', 'override', 'rating', 'elsewhere']);
const OWN: ReadonlySet<string> = new Set(['calendar', 'badge', 'view', 'link']);

interface Line { readonly client: SyncClient; readonly pair: Pair; readonly channels: Map<string, DocChannel> }
interface Heard { readonly person: string; readonly bytes: Uint8Array | string; readonly wasChanging: boolean }

/** `GO_ON=1` tells everything that is wrong in a game, not only what came first. */
const PATIENCE = process.env['GO_ON'] === undefined ? 1 : Infinity;
/** Games of one folder: lists grow with it. */
const GAMES = 12;
let open: { readonly world: HttpWorld; readonly issuer: Issuer; games: number } | null = null;
const PUBLIC = 'http://intranet.test/dossier';
let games = 0;

async function worldFor(): Promise<{ readonly world: HttpWorld; readonly issuer: Issuer }> {
  if (open !== null && open.games++ < GAMES) return open;
  await closeRest();
  const issuer = await startIssuer({ people: [], redirects: [`${PUBLIC}/sign-in/callback`] });
  const world = await httpWorld({ env: { DOSSIER_PUBLIC_URL: PUBLIC, DOSSIER_ISSUER: issuer.url, DOSSIER_OIDC_CLIENT_ID: issuer.client.id, DOSSIER_OIDC_CLIENT_SECRET: issuer.client.secret, DOSSIER_LIMITS: JSON.stringify({ requestsPerSecond: 1e6, requestsBurst: 1e6, refusedTokensPerMinute: 1e9 }) } });
  await world.call(from(issuer, ADMIN), 'GET', '/api/me');
  open = { world, issuer, games: 1 };
  return open;
}
/** As a host page says who somebody is. */
const from = (issuer: Issuer, who: Who): Who => Object.assign({ iss: issuer.url }, who);
const ADMIN: Who = { sub: 'adm', name: 'Person adm', roles: ['admin'] };

/** Where the games of now lie. */
export function restFolder(): string {
  if (open === null) throw new Error('no game has been played');
  return open.world.config.data;
}

/** Call when the last game is over. */
export async function closeRest(): Promise<void> {
  const last = open;
  open = null;
  await last?.world.close();
  await last?.issuer.stop();
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
  readonly #issuer: Issuer;
  /** Tokens of the server's own pages, by who has signed in there. */
  readonly #own = new Map<string, string>();
  readonly #seed: number;
  readonly #chance: () => number;
  readonly #canaries: Canaries<RestMark>;
  readonly #people: readonly Who[];
  readonly #archives: readonly ArchiveId[];
  readonly #department: string;
  readonly #played: RestPlayed = { calls: 0, writes: 0, frames: 0, rightsChanges: 0, refused: 0, shown: 0, hidden: 0, through: 0, ended: 0, rows: 0 };
  readonly #rows: Rows;
  /** Ids and words of answers, by kind. */
  readonly #makers = new Map<string, string>();
  readonly #known = new Map<string, string[]>();
  /** What was merged into another is written there. */
  readonly #named = new Map<string, string>();
  /** Who owned an archive when it was last asked. */
  readonly #owners = new Map<string, string>();
  readonly #tokens = new Map<string, { readonly token: string; readonly at: number }>();
  /** The newest canary of each place that a search may find. */
  readonly #findable = new Map<string, string>();
  readonly #all: string[] = [];
  readonly #files: { readonly id: string; readonly archive: ArchiveId; readonly section: SectionKey }[] = [];
  readonly #entries: { readonly id: string; readonly archive: ArchiveId }[] = [];
  readonly #lines = new Map<string, Line>();
  readonly #frames: Heard[] = [];
  readonly #wrong: string[] = [];
  /** As the tables say since the last call that may have changed them. */
  readonly #standings = new Map<string, Promise<Standing>>();
  /** Somebody's rights are changing: what is sent meanwhile may go by either. */
  #changing = false;

  constructor({ world, issuer }: { readonly world: HttpWorld; readonly issuer: Issuer }, seed: number, game: string) {
    this.#world = world;
    this.#issuer = issuer;
    this.#seed = seed;
    this.#chance = seededChance(seed);
    this.#canaries = new Canaries(this.#chance, 8); // answers are full of random ids
    const hidden: string[] = [];
    this.#people = peopleOf(game, () => {
      const canary = this.#canaries.text({ archive: 'nowhere', section: 'profile', kind: 'person', by: '', told: new Set() });
      hidden.push(canary);
      return canary;
    });
    // each of them knows their own
    for (const { sub, name } of this.#people) for (const each of [sub, name ?? '']) if (hidden.includes(each)) this.#canaries.of(each).told.add(sub);
    this.#rows = new Rows(world, this.#canaries);
    this.#archives = ['P1', 'P2', 'P3'].map((name) => `${name}-${game}` as ArchiveId);
    this.#department = `sales-${game}`;
  }

  async play(steps: number): Promise<RestPlayed> {
    await this.#begin();
    for (let step = 0; step < steps && this.#wrong.length < PATIENCE; step++) {
      const archive = this.#pick(this.#archives);
      const dice = this.#chance();
      if (dice < 0.18) await this.#write(archive);
      else if (dice < 0.32) await this.#look(this.#pick(this.#people), archive, this.#pick(this.#places(archive)));
      else if (dice < 0.34) await this.#sweep(this.#pick(this.#people), archive);
      else if (dice < 0.4) await this.#end(this.#pick(ENDINGS), archive);
      else if (dice < 0.41) await this.#end(SIGNED_OUT, archive);
      else if (dice < 0.82) await this.#through(this.#pick(DOORS), archive);
      else await this.#onLine(this.#pick(this.#people), archive);
      await this.#settle();
    }
    for (let i = 0; i < 3 && this.#wrong.length < PATIENCE; i++) await this.#sweep(this.#pick(this.#people), this.#pick(this.#archives));
    for (const line of this.#world.errors) if (this.#canaries.find(line).size > 0) this.#wrong.push(`the log holds a value: ${line}`);
    if (this.#world.errors.length > 0) this.#wrong.push(`the server logged an error: ${this.#world.errors[0]}`);
    this.#played.rows = this.#rows.looked;
    if (this.#wrong.length > 0) throw new Broken(`seed ${this.#seed}: ${this.#wrong.join('\n')}`);
    return this.#played;
  }

  end(): void {
    for (const { pair } of this.#lines.values()) pair.cut();
    this.#rows.end();
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#chance() * list.length)]!;
  }

  // ---- what must hold ----

  #standing(person: string, archive: string): Promise<Standing> {
    const key = `${person} ${archive}`;
    const standing = this.#standings.get(key) ?? standingOf(this.#world, person, archive as ArchiveId, this.#own.has(person));
    this.#standings.set(key, standing);
    return standing;
  }

  /** Whatever a person is given belongs to what they may read; answers what was in it. */
  async #judge(person: string, bytes: Uint8Array | string, where: string, typed?: ReadonlySet<string>, also?: Door['also']): Promise<ReadonlySet<string>> {
    const found = this.#canaries.find(bytes);
    for (const canary of found) {
      const mark = this.#canaries.of(canary);
      this.#played.shown++;
      // what was typed into this very call is known to who typed it; what may not be read back is not told even so
      if (mark.by === person && !NOT_BACK.has(mark.kind)) continue;
      if (mark.told.has(person) || typed?.has(canary)) continue;
      const standing = await this.#standing(person, mark.archive);
      if (!READERS[mark.kind](standing, mark) && also?.(standing, mark) !== true) this.#wrong.push(`${person} (${this.#people.find(({ sub }) => sub === person)?.roles?.join() ?? 'admin'}) receives ${canary} (${mark.kind}) of ${mark.archive}/${mark.section} from ${where}: ${around(bytes, canary)}`);
    }
    return found;
  }

  /** HUB-1: what stands under an archive that one may not know of, or under a section that one may not read, is not there. */
  async #hidden(person: Who, archive: ArchiveId, section: SectionKey | null, answer: Answer<unknown>, what: string, before?: Standing): Promise<void> {
    const standing = before ?? await this.#standing(person.sub, archive);
    if (section === null ? standing.overall !== 'none' : standing.reads(section) || (section === 'trade' && standing.reads('stays'))) return; // stays are transactions too
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
    if (items.some(({ id }) => id === mark.archive) && !READERS[mark.kind](await this.#standing(person.sub, mark.archive), mark)) this.#wrong.push(`${person.sub} finds ${mark.archive} by ${known} of ${mark.section} (${mark.kind})`);
  }

  // ---- what people do ----

  async #call(person: Who, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}, { unwritten = false, also, same }: { readonly unwritten?: boolean; readonly also?: Door['also']; readonly same?: (() => Promise<boolean>) | undefined } = {}): Promise<Answer<Record<string, unknown>>> {
    const kept = this.#tokens.get(person.sub);
    // minted once for a while, as a host does; after its end once more
    const own = this.#own.get(person.sub);
    const token = own !== undefined ? { token: own, at: 0 } : kept !== undefined && this.#world.now() - kept.at < 240_000 ? kept : { token: await this.#token(person), at: this.#world.now() };
    if (own === undefined) this.#tokens.set(person.sub, token);
    this.#rows.skip();
    const answer = await this.#world.call(null, method, path, body, { authorization: `Bearer ${token.token}`, ...headers });
    if (answer.status === 401) {
      this.#tokens.delete(person.sub);
      // from now on they come by another page's token
      if (this.#own.delete(person.sub)) this.#standings.clear();
    }
    if (method !== 'GET') this.#standings.clear();
    this.#played.calls++;
    if (answer.status >= 400) this.#played.refused++;
    if (answer.status >= 500) this.#wrong.push(`${method} ${path}: ${answer.status}`);
    const typed = this.#canaries.find(`${path} ${typeof body === 'object' && body !== null && !(body instanceof FormData) ? JSON.stringify(body) : ''}`);
    // a refusal names back what was typed, and nothing of what is there
    const shown = await this.#judge(person.sub, `${JSON.stringify([...answer.headers])} ${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)}`, `${method} ${path}`, answer.status >= 400 ? typed : undefined, also);
    // a business and a class are carried into the chain a moment later, and a search says what it found when it has
    if (method !== 'GET' && answer.status < 300 && /\/(transactions|classes)/.test(path)) await this.#world.storage.events.catchUp();
    if (method === 'POST' && path.startsWith('/api/subjects/')) await this.#world.dossier.services.subjects.settled();
    const told = this.#rows.judge({ at: this.#world.now(), person: person.sub, method, path, body, status: answer.status, shown, unwritten: unwritten || NO_ROW.some(({ route }) => route.test(`${method} ${path}`)) || (same !== undefined && method !== 'GET' && /\/(people|state|owners|P\d-\d+)/.test(path) && await same()) });
    if (told !== null) this.#wrong.push(told);
    return answer;
  }

  #token(person: Who): Promise<string> {
    return this.#world.token(from(this.#issuer, person));
  }
  /** Somebody signs in on the server's own pages, where classes are shown that the policy keeps for them. */
  async #signIn({ sub, name = sub }: Who): Promise<void> {
    this.#issuer.person({ sub, name });
    this.#issuer.signsIn(sub);
    const browser = visitor(this.#world);
    await browser.go('/sign-in?next=%2Fdossier%2F');
    const { body } = await browser.post<{ token?: string }>('/sign-in/token');
    if (body.token === undefined) throw new Error(`${sub} could not sign in: ${JSON.stringify(body)}`);
    this.#own.set(sub, body.token);
    this.#standings.clear();
  }

  // ---- doors ----

  #draw(by: Who, archive: ArchiveId): Draw {
    const day = (days: number): string => new Date(this.#world.now() + days * 86_400_000).toISOString().slice(0, 10);
    return {
      by, archive, archives: this.#archives, people: this.#people, department: this.#department, chance: this.#chance, pick: (list) => this.#pick(list), day,
      word: (kind, { section = 'profile', told = [] } = {}) => this.#mark(by, archive, section, kind, told),
      id: (kind) => { const known = this.#known.get(this.#kind(kind, by, archive)) ?? []; return this.#chance() < 0.7 ? known.at(-1) : known[Math.floor(this.#chance() * known.length)]; },
      maker: (id) => [this.#makers.get(id) ?? []].flat(),
      known: () => (this.#all.length === 0 ? 'nothing' : this.#pick(this.#all)),
      at: (milliseconds) => new Date(this.#world.now() + milliseconds).toISOString(),
    };
  }
  #kind(kind: string, by: Who, archive: ArchiveId): string {
    return IN_ARCHIVE.has(kind) ? `${kind} ${archive}` : OWN.has(kind) ? `${kind} ${by.sub}` : kind;
  }

  /** Somebody goes through a door, with what they know. */
  async #through(door: Door, archive: ArchiveId, anybody = false): Promise<void> {
    if (/grants|owners|state|request|comment|correction|classes/.test(door.route)) this.#owners.set(archive, (await this.#world.storage.archives.get(archive))?.owner ?? '');
    const mostly = [ADMIN, ...this.#people].filter(({ sub, roles }) => door.mostly?.some((role) => roles?.includes(role) || (role === 'owner' && this.#owners.get(archive) === sub) || (role === 'emergency' && (sub === this.#people[4]!.sub || sub === this.#people[5]!.sub))));
    if (mostly.length === 0 && door.mostly === undefined && this.#chance() < 0.4) mostly.push(...this.#people.filter(({ sub }) => this.#owners.get(archive) === sub));
    const by = mostly.length > 0 && this.#chance() < (anybody ? 0.3 : 0.8) ? this.#pick(mostly) : this.#pick(this.#people);
    const ask = door.ask(this.#draw(by, archive));
    if (ask === null) return;
    await this.#asked(door, by, archive, ask);
  }

  /** What a call that sets something sets: the same as before is no change, and leaves no row. */
  async #settings(path: string, archive: ArchiveId): Promise<string> {
    const person = /^\/api\/people\/([^/]+)$/.exec(path)?.[1];
    return JSON.stringify(person === undefined ? { ...await this.#world.storage.archives.get(archive), revision: 0 } : this.#world.dossier.access.directory.stored(person as PersonId));
  }

  async #asked(door: Door, by: Who, archive: ArchiveId, { path, body, section, typed }: Ask): Promise<void> {
    const method = door.route.split(' ')[0]!;
    const before = await this.#standing(by.sub, archive);
    const was = door.moves ? await this.#settings(path, archive) : '';
    if (door.moves) {
      this.#played.rightsChanges++;
      await this.#begins();
    }
    for (const canary of typed === undefined ? [] : this.#canaries.find(JSON.stringify(body))) for (const each of typed ?? []) this.#canaries.of(canary).told.add(each);
    const answer = await this.#call(by, method, path, body, {}, { same: door.moves === undefined ? undefined : async () => (await this.#settings(path, archive)) === was, unwritten: door.unwritten !== undefined || (typeof body === 'object' && body !== null && ('dryRun' in body || 'dry' in body)), also: door.also });
    this.#changing = false;
    const count = gone.get(door.route) ?? { asked: 0, let: 0 };
    gone.set(door.route, { asked: count.asked + 1, let: count.let + (answer.status < 400 ? 1 : 0) });
    if (section !== undefined && door.route !== 'POST /api/archives/{id}/break-glass') await this.#hidden(by, archive, section, answer, `${door.route} ${path}`, before);
    if (answer.status >= 300) return;
    this.#played.through++;
    if (door.may?.(before, (...roles) => roles.some((role) => by.roles?.includes(role))) === false) this.#wrong.push(`${by.sub} (${by.roles?.join() ?? ''}, ${before.overall} on ${archive}) may not, and ${door.route} let them: ${JSON.stringify(body)}`);
    this.#keep(door.gives, answer.body, by, archive);
    if (path.startsWith('/api/merges')) for (const each of this.#archives) this.#named.set(each, (await this.#world.dossier.access.resolve({ kind: 'id', id: each })) ?? each);
    if (door.route === 'POST /api/policy/decision') for (const canary of this.#all) { const mark = this.#canaries.of(canary); if (mark.kind === 'policy') for (const { sub } of this.#people) mark.told.add(sub); }
    // who else sees something of it, right after it
    if (method !== 'GET') for (let i = 0; i < 3; i++) await this.#through(this.#pick(near(door.route)), archive, true);
    if (door.moves) for (let i = 0; i < 2; i++) await this.#look(this.#pick(this.#people), archive, this.#pick(this.#places(archive).filter(([, of]) => of !== undefined)));
  }

  #keep(gives: string | undefined, body: Record<string, unknown>, by: Who, archive: ArchiveId): void {
    for (const each of gives?.split(' ') ?? []) {
      const [kind = '', word] = each.split(':');
      const at = (of: unknown, path: string): unknown => path.split('.').reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined), of);
      const found = word === undefined ? [body['id'], ...(Array.isArray(body['items']) ? body['items'].map((item: unknown) => at(item, 'id')) : [])] : [at(body, word)];
      const name = this.#kind(kind, by, archive);
      for (const id of found) if (typeof id === 'string' && !this.#makers.has(id)) this.#makers.set(id, by.sub);
      for (const id of found) if (typeof id === 'string' || typeof id === 'number') this.#known.set(name, [...(this.#known.get(name) ?? []).filter((known) => known !== String(id)), String(id)].slice(-12));
    }
  }

  #endingWorld(archive: ArchiveId, owner: Who): EndingWorld {
    return {
      archive, owner, people: this.#people, department: this.#department, admin: ADMIN, call: async (person, method, path, body) => {
        const answer = await this.#call(person, method, path, body, {}, { unwritten: true });
        const kind = method === 'POST' ? MADE.find(([end]) => path.endsWith(end))?.[1] : undefined;
        if (kind !== undefined && answer.status < 300) this.#keep(kind, answer.body, person, archive);
        return answer;
      },
      reason: () => this.#mark(owner, archive, 'profile', 'presence', this.#people.map(({ sub }) => sub)), pass: (milliseconds) => { this.#world.pass(milliseconds); this.#standings.clear(); }, at: (milliseconds) => new Date(this.#world.now() + milliseconds).toISOString(),
    };
  }

  /** P6: somebody reads, on a line too; then a call ends it, and of what is committed after it has returned they are sent nothing. */
  async #end(ending: Ending, archive: ArchiveId): Promise<void> {
    const stored = await this.#world.storage.archives.get(archive);
    const owner = this.#people.slice(0, 2).find(({ sub }) => sub === stored?.owner);
    if (owner === undefined) return;
    const world = this.#endingWorld(archive, owner);
    await this.#begins();
    const person = await ending.gain(world);
    this.#changing = false;
    await this.#settle();
    if (person === undefined || !(await this.#standing(person.sub, archive)).reads(ending.section)) return;
    const line = await this.#line(person);
    const channel = line.client.open(archive, ending.section);
    line.client.watch([archive]);
    // a restricted section is opened once that is written down
    for (let i = 0; i < 20 && !channel.synced && !channel.closed; i++) await this.#settle();
    const open = channel.synced;
    await this.#begins();
    await ending.lose(world, person);
    this.#changing = false;
    const signedOut = ending === SIGNED_OUT;
    const lost = signedOut || !(await this.#standing(person.sub, archive)).reads(ending.section);
    const canary = this.#mark(owner, archive, ending.section);
    // by the server's own hand: whoever else may still write, or nobody
    await this.#world.dossier.hub.write(docName(archive, ending.section), owner.sub as PersonId, ending.section === 'bank' ? { rows: { bankProducts: { b1: { product: canary } } } } : { fields: { 'customer.shortName': canary } });
    const mark = this.#canaries.of(canary) as { by: string };
    // also where it was the owner who lost it
    if (person === owner) mark.by = '';
    await this.#settle();
    if (signedOut && line.client.closed === null) this.#wrong.push(`${person.sub} is signed out, and their line is open`);
    if (lost) {
      this.#played.ended++;
      const count = gone.get(`P6 ${ending.name}`) ?? { asked: 0, let: 0 };
      gone.set(`P6 ${ending.name}`, { asked: count.asked + 1, let: count.let + (open ? 1 : 0) });
      for (let i = 0; i < 2; i++) await this.#through(this.#pick(LOOKS), archive);
      if (!signedOut) await this.#look(person, archive, [`/api/archives/${archive}/sections/${ending.section}`, ending.section]);
    }
    await ending.after?.(world, person);
    this.#standings.clear();
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
    await this.#heard();
  }
  /** Also what is sent while this is judged: by the next change it would be judged by other rights. */
  async #heard(): Promise<void> {
    for (let heard = this.#frames.shift(); heard !== undefined; heard = this.#frames.shift()) {
      this.#played.frames++;
      if (!heard.wasChanging) await this.#judge(heard.person, heard.bytes, 'the line');
    }
  }
  /** From here on what is sent may go by either: what was sent before is judged first. */
  async #begins(): Promise<void> {
    while (this.#frames.length > 0) await this.#heard();
    this.#changing = true;
  }

  #mark(by: Who, archive: ArchiveId, section: SectionKey, kind: WordKind = 'value', told: readonly string[] = []): string {
    const canary = this.#canaries.text({ archive: this.#named.get(archive) ?? archive, section, kind, by: by.sub, told: new Set(told) });
    this.#all.push(canary);
    return canary;
  }
  #money(by: Who, archive: ArchiveId, kind: WordKind): string {
    return String(this.#canaries.number({ archive: this.#named.get(archive) ?? archive, section: 'trade', kind, by: by.sub, told: new Set() }));
  }

  async #begin(): Promise<void> {
    const [ann, bob] = this.#people as [Who, Who];
    await this.#world.call(from(this.#issuer, ADMIN), 'POST', '/api/departments', { id: this.#department, name: 'Sales' });
    for (const person of this.#people) await this.#world.call(from(this.#issuer, person), 'GET', '/api/me');
    for (const person of [ann, this.#people[3]!, this.#people[4]!]) if (this.#chance() < 0.5) await this.#signIn(person);
    for (const [i, archive] of this.#archives.entries()) {
      const owner = i % 2 === 0 ? ann : bob;
      const made = await this.#world.call(from(this.#issuer, owner), 'POST', '/api/archives', { id: archive, kind: 'organisation', name: this.#mark(owner, archive, 'profile', 'name'), ...(i === 2 ? { department: this.#department } : {}) });
      if (made.status !== 201) throw new Error(JSON.stringify(made.body));
      for (const person of this.#people.slice(2).filter(({ roles }) => !roles?.some((role) => role === 'compliance' || role === 'auditor'))) if (this.#chance() < 0.5) await this.#grant(owner, person, archive);
      for (const person of this.#people) if (i === 0 && this.#chance() < 0.4) await this.#call(ADMIN, 'PUT', `/api/people/${person.sub}`, { clearances: [this.#pick(['bank', 'aml', 'identity'])] });
    }
    const archive = this.#pick(this.#archives);
    const owner = this.#archives.indexOf(archive) % 2 === 0 ? ann : bob;
    // names who may break the glass
    await policy(this.#endingWorld(archive, owner), {});
    for (const each of SLOTS) await this.#patch(owner, archive, each);
    for (let i = 0; i < 2; i++) await this.#trade(owner, archive, true);
    for (const section of ['documents', 'private'] as const) await this.#file(owner, archive, section);
    await this.#settle();
  }

  async #grant(by: Who, to: Who, archive: ArchiveId): Promise<void> {
    const dice = this.#chance();
    const sections = dice < 0.3 ? null : [...new Set(Array.from({ length: dice < 0.7 ? 1 : 2 }, () => this.#pick(this.#chance() < 0.8 ? OFTEN : SECTION_KEYS)))];
    const { body } = await this.#call(by, 'POST', '/api/grants', { archive, to: { kind: 'person', id: to.sub }, level: this.#pick(['exists', 'read', 'read', 'write']), sections, reason: 'helps' });
    this.#keep('grant', body, by, archive);
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
    client.hello(this.#own.get(person.sub) ?? await this.#token(person));
    const line = { client, pair: heard.pair, channels: new Map<string, DocChannel>() };
    this.#lines.set(person.sub, line);
    return line;
  }
}

/** Where it stands in what somebody was given, in so far as that is text. */
function around(bytes: Uint8Array | string, canary: string): string {
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
  const at = text.indexOf(canary);
  return at < 0 ? 'not as plain text' : JSON.stringify(text.slice(Math.max(0, at - 80), at + 60));
}
