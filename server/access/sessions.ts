/** Sessions of the server's own pages, and since when a person's tokens count: in memory, on disk before anybody is told. How one comes to a session is the sign-in's affair. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Turns } from '../turns.ts';
import type { SessionClaims, SessionStore, StoredSession } from '../storage/storage.ts';
import type { PersonId, RandomBytes } from '../../model/ids.ts';
import type { Claims } from './token.ts';

/** Then one signs in again, as at the beginning of a day. */
export const SESSION_MS = 12 * 3_600_000;
/** Browsers of one person that are signed in; one more ends the oldest. */
const MOST = 50;
const SECRET_BYTES = 32;
const AGENT_LONGEST = 300;

export class Sessions {
  readonly #clock: Clock;
  readonly #random: RandomBytes;
  readonly #sessions = new Map<string, StoredSession>();
  readonly #ofPerson = new Map<PersonId, Set<string>>();
  readonly #tokensEnd = new Map<PersonId, number>();
  readonly #turns = new Turns<string>();
  /** Ended here, and perhaps still among the rows. */
  readonly #going = new Set<string>();
  /** Rises with every session that begins or ends here. */
  #moves = 0;
  #store: SessionStore | null = null;

  constructor(options: { readonly clock: Clock; readonly random: RandomBytes }) {
    this.#clock = options.clock;
    this.#random = options.random;
  }

  async load(store: SessionStore): Promise<void> {
    this.#store = store;
    for (const session of await store.sessions()) this.#keep(session);
    for (const { person, at } of await store.tokensEnds()) this.#tokensEnd.set(person, at);
    await this.#sweep();
  }

  /** Another node has begun or ended some. Answers the sessions that are no more, and everybody whose sessions or tokens ended. */
  async reload(): Promise<{ readonly ended: readonly string[]; readonly people: readonly PersonId[] }> {
    for (;;) {
      const moves = this.#moves;
      const [rows, ends] = await Promise.all([this.#stored.sessions(), this.#stored.tokensEnds()]);
      if (moves !== this.#moves) continue; // read while one began or ended here: it may not tell of that one
      const there = new Set(rows.map(({ id }) => id));
      const gone = [...this.#sessions.values()].filter(({ id }) => !there.has(id));
      for (const { id } of gone) this.#forget(id);
      for (const row of rows) if (!this.#going.has(row.id)) this.#keep(row);
      const shut = ends.filter(({ person, at }) => at > (this.#tokensEnd.get(person) ?? 0));
      for (const { person, at } of shut) this.#tokensEnd.set(person, at);
      return { ended: gone.map(({ id }) => id), people: [...new Set([...gone, ...shut].map(({ person }) => person))] };
    }
  }

  /** The secret is for the cookie alone: nobody can read it here again. */
  async open(person: PersonId, claims: SessionClaims, agent: string | null = null): Promise<{ readonly secret: string; readonly session: StoredSession }> {
    await this.#sweep();
    const own = [...this.#ofPerson.get(person) ?? []].flatMap((id) => this.#sessions.get(id) ?? []).sort((a, b) => a.created - b.created);
    await this.end(own.slice(0, Math.max(0, own.length - MOST + 1)).map(({ id }) => id));
    const secret = Buffer.from(this.#random(SECRET_BYTES)).toString('base64url');
    const now = this.#clock.now();
    const session: StoredSession = { id: idOf(secret), person, claims, created: now, checked: now, ends: now + SESSION_MS, agent: agent?.slice(0, AGENT_LONGEST) ?? null };
    await this.#stored.put(session);
    this.#moves++;
    this.#keep(session);
    return { secret, session };
  }

  /** Null: it never was, or is no more. */
  find(secret: string): StoredSession | null {
    return this.get(idOf(secret));
  }

  get(id: string): StoredSession | null {
    const session = this.#sessions.get(id);
    return session !== undefined && session.ends > this.#clock.now() ? session : null;
  }

  /** Newest first. */
  of(person: PersonId): readonly StoredSession[] {
    return [...this.#ofPerson.get(person) ?? []].flatMap((id) => this.get(id) ?? []).sort((a, b) => b.created - a.created);
  }

  lives(id: string): boolean {
    return this.get(id) !== null;
  }

  /** The issuer was asked again. Null: the session has ended meanwhile, and nothing brings it back. */
  async checked(id: string, claims: SessionClaims): Promise<StoredSession | null> {
    return this.#turns.take(id, async () => {
      const session = this.get(id);
      if (session === null) return null;
      const next: StoredSession = { ...session, claims, checked: this.#clock.now() };
      await this.#stored.put(next);
      if (!this.#sessions.has(id)) {
        await this.#stored.drop([id]); // ended while this was being written
        return null;
      }
      this.#sessions.set(id, next);
      return next;
    });
  }

  /** From this very turn nothing of them counts. Whoever calls cuts their connections. */
  async end(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const id of ids) this.#forget(id);
    await this.#dropped(ids, () => this.#stored.drop(ids));
  }

  /** Ends every session of a person, and every token issued to them until now, whoever issued it. Answers the sessions. */
  async endAll(person: PersonId, by: PersonId | null = null): Promise<readonly string[]> {
    const at = this.#clock.now();
    this.#tokensEnd.set(person, at);
    const ids = [...this.#ofPerson.get(person) ?? []];
    for (const id of ids) this.#forget(id);
    await this.#dropped(ids, async () => {
      await this.#stored.endTokens(person, at, { by, at });
      await this.#stored.drop(ids, { by, at });
    });
    return ids;
  }

  /** The same where the rows are on disk already: written in the transaction of whoever ended the person. */
  endedAt(person: PersonId, at: number): readonly string[] {
    this.#tokensEnd.set(person, Math.max(at, this.#tokensEnd.get(person) ?? 0));
    const ids = [...this.#ofPerson.get(person) ?? []];
    for (const id of ids) this.#forget(id);
    return ids;
  }

  /** How many browsers of a person are signed in. */
  count(person: PersonId): number {
    return this.#ofPerson.get(person)?.size ?? 0;
  }

  /** Sessions alone: a person who is inactive comes in by no token anyway, and one who comes back signs in anew. */
  async endOf(person: PersonId): Promise<readonly string[]> {
    const ids = [...this.#ofPerson.get(person) ?? []];
    await this.end(ids);
    return ids;
  }

  /** A token carries the second of its making: what was made in the second of the end is older as far as anybody can know. Those of own pages end with their session instead. */
  ended({ person, sid, issuedAt }: Pick<Claims, 'person' | 'sid' | 'issuedAt'>): boolean {
    if (sid !== undefined) return !this.lives(sid);
    const end = this.#tokensEnd.get(person);
    return end !== undefined && issuedAt <= Math.floor(end / 1000);
  }

  /** Until their rows are gone, reading them again brings none of them back. */
  async #dropped(ids: readonly string[], drop: () => Promise<void>): Promise<void> {
    for (const id of ids) this.#going.add(id);
    try {
      await drop();
    } finally {
      this.#moves++;
      for (const id of ids) this.#going.delete(id);
    }
  }

  get #stored(): SessionStore {
    if (!this.#store) throw new Error('the sessions were not loaded');
    return this.#store;
  }

  #keep(session: StoredSession): void {
    this.#sessions.set(session.id, session);
    const own = this.#ofPerson.get(session.person) ?? new Set();
    this.#ofPerson.set(session.person, own.add(session.id));
  }

  #forget(id: string): void {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    const own = session && this.#ofPerson.get(session.person);
    own?.delete(id);
    if (session && own?.size === 0) this.#ofPerson.delete(session.person);
  }

  async #sweep(): Promise<void> {
    const now = this.#clock.now();
    await this.end([...this.#sessions.values()].filter(({ ends }) => ends <= now).map(({ id }) => id));
  }
}

const idOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
