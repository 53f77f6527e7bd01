/** Keys of services: made and ended by administrators, shown once, kept as hashes, each a principal whose rights `decide()` reads from its scope. Routes and the command line say what is wanted; who may want it is decided there. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { refuseToken } from '../access/token.ts';
import type { Clock } from '../clock.ts';
import type { KeyStore, StoredKey } from '../storage/api-key-store.ts';
import type { Session } from '../sync/sync.ts';
import { keyOfPrincipal, keyPrincipal, newKeyId, parseKeyId } from '../../model/ids.ts';
import type { DepartmentId, KeyId, PersonId, RandomBytes } from '../../model/ids.ts';
import type { Caller, Department, Person, ServiceScope } from '../../model/rights.ts';
import { isSectionKey, SECTIONS } from '../../model/sections.ts';
import type { Clearance, SectionKey } from '../../model/sections.ts';
import { forbidden, invalid, Refusal } from './errors.ts';
import type { Problem } from './errors.ts';

/** What is wanted of a new key. */
export interface KeyWish {
  readonly name: string;
  readonly sections: Readonly<Record<string, 'read' | 'write'>>;
  /** Default: all archives. */
  readonly departments?: readonly DepartmentId[] | null | undefined;
  /** Default: none. */
  readonly clearances?: readonly Clearance[] | undefined;
  /** Default: false. */
  readonly create?: boolean | undefined;
  /** Days that it holds; default 90. */
  readonly days?: number | undefined;
}

export interface ApiKeysOptions {
  readonly store: KeyStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The departments as they are now. */
  readonly departments: () => readonly Department[];
  /** A key is no more: its connections have to end. Awaited before whoever ended it is answered. */
  readonly ended: (principal: PersonId) => Promise<void>;
  readonly report: (event: string, error: unknown) => void;
}

export const PREFIX = 'dsk_';
export const DEFAULT_DAYS = 90;
export const MOST_DAYS = 365;
const MOST_LIVING = 200;
const SECRET_BYTES = 32;
const DAY_MS = 86_400_000;
/** A session of a key is as long as this, like that of any token: timers reach no further than some weeks. */
const SESSION_MS = DAY_MS;
const SHAPE = /^dsk_([0-9A-Za-z]{10})_[A-Za-z0-9_-]{43}$/;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export class ApiKeys {
  readonly #options: ApiKeysOptions;
  readonly #keys = new Map<KeyId, StoredKey>();

  constructor(options: ApiKeysOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    for (const key of await this.#options.store.all()) this.#keys.set(key.id, key);
  }

  /** Another node has made or ended some. Answers whose key is no more. */
  async reload(): Promise<readonly PersonId[]> {
    const over: PersonId[] = [];
    for (const key of await this.#options.store.all()) {
      const known = this.#keys.get(key.id);
      if (known === undefined) this.#keys.set(key.id, key);
      else if (known.ended === null && key.ended !== null) {
        this.#keys.set(key.id, { ...known, ended: key.ended, endedBy: key.endedBy });
        over.push(keyPrincipal(key.id));
      }
    }
    return over;
  }

  /** Null: the text is none of ours. Throws `TokenError` for a key that was never made, has expired or was ended. */
  session(text: string): Session | null {
    if (!text.startsWith(PREFIX)) return null;
    const id = parseKeyId(SHAPE.exec(text)?.[1] ?? '');
    const key = id === undefined ? undefined : this.#keys.get(id);
    if (key === undefined || !timingSafeEqual(Buffer.from(key.hash), Buffer.from(hashOf(text)))) throw refuseToken();
    const person = this.person(keyPrincipal(key.id));
    if (person === null) throw refuseToken();
    this.#used(key);
    const now = this.#options.clock.now();
    return { person, expires: Math.min(key.expires, now + SESSION_MS), holds: () => this.lives(key.id) };
  }

  lives(id: KeyId): boolean {
    const key = this.#keys.get(id);
    return key !== undefined && key.ended === null && key.expires > this.#options.clock.now();
  }

  /** The principal of a key that lives, with its departments and those below them as they are now. */
  person(principal: PersonId): Person | null {
    const id = keyOfPrincipal(principal);
    const key = id === null ? undefined : this.#keys.get(id);
    if (key === undefined || !this.lives(key.id)) return null;
    const departments = key.scope.departments === null ? null : below(key.scope.departments, this.#options.departments());
    return {
      id: principal, name: key.name, email: null, department: null, roles: [], clearances: key.clearances, reportsTo: null, active: true,
      service: { ...key.scope, departments },
    };
  }

  /** Also of one that has ended: histories name it. */
  name(principal: PersonId): string | null {
    const id = keyOfPrincipal(principal);
    return (id && this.#keys.get(id)?.name) ?? null;
  }

  /** Principals of living keys that do not reach everything: a change of the departments concerns them. */
  bounded(): readonly PersonId[] {
    return [...this.#keys.values()].filter(({ id, scope }) => scope.departments !== null && this.lives(id)).map(({ id }) => keyPrincipal(id));
  }

  /** Newest first. */
  list(): readonly StoredKey[] {
    return [...this.#keys.values()].reverse();
  }

  get(id: KeyId): StoredKey | undefined {
    return this.#keys.get(id);
  }

  /** `secret` is nowhere else, and nobody can read it again. */
  async make({ id: by, without = [] }: Caller, wish: KeyWish): Promise<{ readonly key: StoredKey; readonly secret: string }> {
    const { clock, random, store } = this.#options;
    const { scope, clearances, days } = this.#checked(wish);
    // a page that may not read a class may not have a key made that reads it
    const shut = clearances.filter((each) => without.includes(each));
    if (shut.length > 0) throw forbidden(`A key with the clearance ${shut.join(', ')} is made on the server’s own pages.`);
    if ([...this.#keys.keys()].filter((id) => this.lives(id)).length >= MOST_LIVING) throw new Refusal('conflict', `There are ${MOST_LIVING} living keys; end those that nobody uses.`);
    const id = newKeyId(random);
    const secret = `${PREFIX}${id}_${Buffer.from(random(SECRET_BYTES)).toString('base64url')}`;
    const now = clock.now();
    const key: StoredKey = { id, name: wish.name.trim(), hash: hashOf(secret), scope, clearances, created: now, createdBy: by, expires: now + days * DAY_MS, ended: null, endedBy: null, used: null };
    await store.put(key);
    this.#keys.set(id, key);
    return { key, secret };
  }

  /** From this very turn it opens nothing; when this resolves, its connections are cut and the disk knows. Ending it again changes nothing. */
  async end(by: PersonId, id: KeyId): Promise<StoredKey> {
    const { clock, ended, store } = this.#options;
    const key = this.#keys.get(id);
    if (key === undefined) throw new Refusal('not-found', 'There is no such key.');
    if (key.ended !== null) return key;
    const over: StoredKey = { ...key, ended: clock.now(), endedBy: by };
    this.#keys.set(id, over);
    const [stored] = await Promise.allSettled([store.put(over), ended(keyPrincipal(id))]);
    // it stays ended here, and whoever ended it hears that a restart would bring it back
    if (stored.status === 'rejected') throw stored.reason;
    return over;
  }

  /** The day of the last use is enough, and costs one small write a day. */
  #used(key: StoredKey): void {
    const day = new Date(this.#options.clock.now()).toISOString().slice(0, 10);
    if (key.used === day) return;
    this.#keys.set(key.id, { ...key, used: day });
    this.#options.store.use(key.id, day).catch((error: unknown) => { this.#options.report('last use of a key not noted', error); });
  }

  #checked({ name, sections, departments = null, clearances = [], create = false, days = DEFAULT_DAYS }: KeyWish): { readonly scope: ServiceScope; readonly clearances: readonly Clearance[]; readonly days: number } {
    const problems: Problem[] = [];
    const wrong = (field: string, code: string, message: string): void => { problems.push({ field, code, message }); };
    if (name.trim() === '' || name.length > 100) wrong('name', 'length', 'One to 100 characters, which say what uses the key.');
    const named = Object.keys(sections);
    if (named.length === 0) wrong('sections', 'missing', 'Name at least one section with its level.');
    for (const section of named) {
      if (!isSectionKey(section)) { wrong(`sections.${section}`, 'not-an-option', `One of: ${Object.keys(SECTIONS).join(', ')}.`); continue; }
      const kind = SECTIONS[section].class;
      if (kind.kind === 'restricted' && !clearances.includes(kind.clearance)) wrong(`sections.${section}`, 'no-clearance', `This section is open to a key only where the clearance ${kind.clearance} is named too.`);
    }
    const known = new Set(this.#options.departments().map(({ id }) => id));
    for (const [i, id] of (departments ?? []).entries()) if (!known.has(id)) wrong(`departments.${i}`, 'not-an-option', 'There is no such department.');
    if (departments?.length === 0) wrong('departments', 'missing', 'Name a department, or give null for all archives.');
    if (create && sections['profile'] !== 'write') wrong('create', 'needs-profile', 'Who creates archives writes their profile.');
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) wrong('days', 'range', `1 to ${MOST_DAYS} days.`);
    if (problems.length > 0) throw invalid(problems);
    return { scope: { sections: sections as Readonly<Partial<Record<SectionKey, 'read' | 'write'>>>, departments, create }, clearances: [...new Set(clearances)], days };
  }
}

function below(named: readonly DepartmentId[], all: readonly Department[]): readonly DepartmentId[] {
  const found = new Set(named);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id, parent } of all) if (parent !== null && found.has(parent)) found.add(id);
  }
  return [...found];
}
