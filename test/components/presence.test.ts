/** Presence on the page: one person however many tabs, where each is, and who is away. */
import { expect } from '@esm-bundle/chai';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { FullSession } from '../../components/internal/full-session.ts';
import type { PresentPerson } from '../../components/internal/session.ts';
import { Presence } from '../../components/line/presence.ts';
import type { Section } from '../../components/line/sections.ts';
import { FakeClock } from './fake-line.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

function page() {
  const clock = new FakeClock();
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  let people: readonly PresentPerson[] = [];
  const section = { tell: (news: { people: readonly PresentPerson[] }) => (people = news.people) } as unknown as Section; // Presence tells it people and nothing else
  const session = { subscribe: () => () => undefined, shared: { line: { person: 'ann' }, clock }, me: { name: 'Ann' } } as unknown as FullSession; // and asks of it no more than this
  const presence = new Presence(section, session);
  presence.follow(awareness);
  /** What the server passes on of another tab. */
  const hear = (client: number, state: object | null): void => {
    const other = new Awareness(Object.assign(new Y.Doc(), { clientID: client }));
    other.setLocalState(null);
    for (let clock = awareness.meta.get(client)?.clock ?? 0; clock >= 0; clock--) other.setLocalState({});
    other.setLocalState(state);
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [client]), 'line');
    other.destroy();
  };
  ends.push(() => {
    presence.end();
    awareness.destroy();
  });
  return { clock, doc, presence, hear, said: () => awareness.getLocalState(), others: () => people.filter(({ self }) => !self), me: () => people.find(({ self }) => self) };
}

describe('presence', () => {
  it('is one person for all tabs, at the field of any, away when away in all', () => {
    const { hear, others } = page();
    const user = { id: 'bob', name: 'Bob' };
    hear(2, { user, field: null, idle: true });
    hear(3, { user, field: 'fields/customer.name', idle: false });
    expect(others()).to.deep.equal([{ id: 'bob', name: 'Bob', field: 'fields/customer.name', self: false, idle: false }]);
    hear(3, { user, field: null, idle: true });
    expect(others().map(({ idle }) => idle)).to.deep.equal([true]);
    hear(2, null);
    expect(others().length).to.equal(1);
    hear(3, null);
    expect(others()).to.deep.equal([]);
  });

  it('takes nobody for a person whom the server did not name', () => {
    const { hear, others } = page();
    hear(2, { field: null });
    hear(3, { user: { id: 7 } });
    expect(others()).to.deep.equal([]);
  });

  it('is away after two minutes without a keystroke, from opening on, and back with the next', async () => {
    const { clock, doc, presence, said, me } = page();
    await clock.pass(119_000);
    expect(said()).to.deep.equal({ field: null, idle: false });
    await clock.pass(1_000);
    expect([said(), me()?.idle]).to.deep.equal([{ field: null, idle: true }, true]);
    presence.focus('fields/customer.name');
    expect(said()).to.deep.equal({ field: 'fields/customer.name', idle: false });
    for (let minute = 0; minute < 5; minute++) {
      await clock.pass(60_000);
      doc.getText('text:org.businessScope').insert(0, 'x');
    }
    expect(said()?.['idle'], 'while writing in one field').to.equal(false);
    await clock.pass(60_000);
    const other = new Y.Doc();
    other.getMap('fields').set('customer.name', 'theirs');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'line');
    await clock.pass(60_000);
    expect(said()?.['idle'], 'what others write keeps nobody awake').to.equal(true);
    doc.getText('text:org.businessScope').insert(0, 'y');
    expect([said()?.['idle'], me()?.idle]).to.deep.equal([false, false]);
  });
});
