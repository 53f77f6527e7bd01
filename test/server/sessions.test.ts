/** Sessions in memory and on disk: what a restart finds, what ends them, and that nothing brings one back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Sessions, SESSION_MS } from '../../server/access/sessions.ts';
import type { Clock } from '../../server/clock.ts';
import type { SessionStore, StoredSession } from '../../server/storage/storage.ts';
import type { PersonId } from '../../model/ids.ts';

const NINA = 'nina' as PersonId;
const OMAR = 'omar' as PersonId;
let now = 0;
let rows: Map<string, StoredSession>;
let ends: Map<PersonId, number>;
/** Runs while a row is being written. */
let meanwhile: (() => Promise<void>) | null;
let seed = 0;

const clock: Clock = { now: () => now, after: () => () => undefined };
const store: SessionStore = {
  sessions: async () => [...rows.values()],
  async put(session) {
    const then = meanwhile;
    meanwhile = null;
    rows.set(session.id, session);
    await then?.();
  },
  async drop(ids) { for (const id of ids) rows.delete(id); },
  tokensEnds: async () => [...ends].map(([person, at]) => ({ person, at })),
  async endTokens(person, at) { ends.set(person, at); },
};
const begin = async (): Promise<Sessions> => {
  const sessions = new Sessions({ clock, random: (count) => Uint8Array.from({ length: count }, () => seed++ % 251) });
  await sessions.load(store);
  return sessions;
};

beforeEach(() => {
  now = 1_000_000_000;
  rows = new Map();
  ends = new Map();
  meanwhile = null;
});

describe('sessions', () => {
  it('are there after a restart, by their secret alone', async () => {
    const { secret, session } = await (await begin()).open(NINA, { name: 'Nina' });
    const again = await begin();
    expect(again.find(secret)).toEqual(session);
    expect(again.find(session.id)).toBeNull();
  });

  it('are gone from disk when their time is over', async () => {
    const { secret } = await (await begin()).open(NINA, {});
    now += SESSION_MS;
    const again = await begin();
    expect(again.find(secret)).toBeNull();
    expect(rows.size).toBe(0);
  });

  it('end the oldest of a person who has fifty', async () => {
    const sessions = await begin();
    const first = await sessions.open(NINA, {});
    const other = await sessions.open(OMAR, {});
    for (let i = 0; i < 50; i++) {
      now += 1;
      await sessions.open(NINA, {});
    }
    expect(sessions.find(first.secret)).toBeNull();
    expect(sessions.find(other.secret)).not.toBeNull();
    expect(rows.size).toBe(51);
  });

  it('do not come back by an answer of the issuer that was on its way', async () => {
    const sessions = await begin();
    const { session } = await sessions.open(NINA, {});
    meanwhile = () => sessions.end([session.id]);
    expect(await sessions.checked(session.id, { name: 'New' })).toBeNull();
    expect(await sessions.checked(session.id, { name: 'New' })).toBeNull();
    expect(rows.size).toBe(0);
  });

  it('and every token of the person end together, also after a restart; what is issued later counts', async () => {
    const sessions = await begin();
    const { secret, session } = await sessions.open(NINA, {});
    const issuedAt = Math.floor(now / 1000);
    expect(sessions.ended({ person: NINA, issuedAt })).toBe(false);
    await sessions.endAll(NINA);
    for (const each of [sessions, await begin()]) {
      expect(each.find(secret)).toBeNull();
      expect(each.ended({ person: NINA, sid: session.id, issuedAt })).toBe(true);
      expect(each.ended({ person: NINA, issuedAt })).toBe(true);
      expect(each.ended({ person: NINA, issuedAt: issuedAt + 1 })).toBe(false);
      expect(each.ended({ person: OMAR, issuedAt })).toBe(false);
    }
  });
});
