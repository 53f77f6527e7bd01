/** What the browser keeps of edits that are on their way: one tab's own, left to exactly one other when that tab is gone, and to nobody else. */
import { expect } from '@esm-bundle/chai';
import { Outbox, type Edit, type Place } from '../../components/line/outbox.ts';
import { FakeClock, turn } from './fake-line.ts';

let number = 0;
let clock = new FakeClock();
const place = (changes: Partial<Place> = {}): Place => ({ endpoint: `http://outbox-${number}.test`, person: 'maria', archive: 'ALFKI', ref: 'erp:1', section: 'profile', ...changes });
const edit = (n: number, changes: Partial<Edit> = {}): Edit => ({ id: `e${number}/${n}`, copy: `c${number}`, n, epoch: 1, update: new Uint8Array([n]), keys: ['fields/customer.name'], ...changes });
beforeEach(() => {
  number++;
  clock = new FakeClock();
});

async function tab(): Promise<Outbox> {
  const outbox = new Outbox(clock);
  await outbox.ready();
  return outbox;
}
const ids = (kept: { readonly edits: readonly Edit[] }) => kept.edits.map(({ n }) => n);

describe('outbox', () => {
  it('keeps edits in the turn in which they are added, in their order', async () => {
    const writer = await tab();
    expect(await writer.add(place(), [edit(2), edit(1)])).to.equal(true);
    writer.giveBack([edit(1).id, edit(2).id], []);
    const kept = await (await tab()).claim(place());
    expect(ids(kept)).to.deep.equal([1, 2]);
    expect([...kept.edits[0]!.update]).to.deep.equal([1]);
  });

  it('leaves a tab its own while it is there, and to one other when it is gone', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    const others = [await tab(), await tab(), await tab()];
    for (const other of others) expect(ids(await other.claim(place()))).to.deep.equal([]);
    clock.time += 160_000; // its lease has run out without being renewed
    const claimed = await Promise.all(others.map((other) => other.claim(place())));
    expect(claimed.map((kept) => kept.edits.length).sort()).to.deep.equal([0, 0, 1]);
  });

  it('leaves everything at once when the page goes away', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(ids(await (await tab()).claim(place()))).to.deep.equal([1]);
  });

  it('is handed on soon where a browser was ended: its tab has a lease and does not answer', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    // as a browser leaves it that had no time for anything
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('dossier-outbox');
      request.onsuccess = () => done(request.result);
    });
    await new Promise<void>((done) => {
      const transaction = db.transaction(['edits', 'tabs'], 'readwrite');
      transaction.objectStore('tabs').put({ tab: 'ended', until: clock.time + 100_000 });
      transaction.objectStore('edits').get(edit(1).id).onsuccess = ({ target }) => {
        const row = (target as IDBRequest<object>).result;
        transaction.objectStore('edits').put({ ...row, tab: 'ended' });
      };
      transaction.oncomplete = () => done();
    });
    db.close();
    const other = await tab();
    const timers = clock.pending;
    const claimed = other.claim(place());
    while (clock.pending === timers) await turn();
    await clock.pass(1_000);
    expect(ids(await claimed)).to.deep.equal([1]);
  });

  it('keeps a lease as long as there is something to deliver', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    await clock.pass(400_000);
    expect(ids(await (await tab()).claim(place()))).to.deep.equal([]);
    writer.remove([edit(1).id]);
    await clock.pass(400_000);
    expect(ids(await (await tab()).claim(place())), 'acknowledged is gone').to.deep.equal([]);
  });

  it('writes once for a keystroke: what was acknowledged goes with the next edit, or soon when none follows', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    const { transaction } = IDBDatabase.prototype;
    let begun = 0;
    IDBDatabase.prototype.transaction = function (...given) {
      begun++;
      return transaction.apply(this, given);
    };
    try {
      for (let n = 1; n <= 5; n++) {
        writer.remove([edit(n).id]);
        await writer.add(place(), [edit(n + 1)]);
      }
      expect(begun).to.equal(5);
      writer.remove([edit(6).id]);
      await clock.pass(200);
      expect(begun).to.equal(6);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    clock.time += 160_000; // nobody renews its lease here
    expect(ids(await (await tab()).claim(place()))).to.deep.equal([]);
  });

  it('takes away what was acknowledged where a later edit found no room', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    writer.remove([edit(1).id]);
    const { put } = IDBObjectStore.prototype;
    let aborted: Promise<unknown> = Promise.resolve();
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      aborted = new Promise((done) => { this.transaction.addEventListener('abort', done); });
      this.transaction.abort();
      return request;
    };
    try {
      expect(await writer.add(place(), [edit(2)])).to.equal(false);
      await aborted;
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    await clock.pass(20_000);
    clock.time += 160_000;
    expect(ids(await (await tab()).claim(place()))).to.deep.equal([]);
  });

  it('gives a person’s edits to that person only, and of that section only', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    writer.giveBack([edit(1).id], []);
    const other = await tab();
    for (const changes of [{ person: 'wei' }, { endpoint: 'http://elsewhere.test' }, { section: 'people' }, { archive: 'B', ref: 'erp:2' }]) expect(ids(await other.claim(place(changes)))).to.deep.equal([]);
    expect(ids(await other.claim(place({ archive: 'ALFKI', ref: 'ALFKI' })))).to.deep.equal([1]);
  });

  it('forgets after seven days', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    clock.time += 7 * 86_400_000 + 1;
    expect(ids(await (await tab()).claim(place()))).to.deep.equal([]);
    expect((await (await tab()).left(place().endpoint, 'maria')).sections).to.deep.equal([]);
  });

  it('is wiped for whoever signs out, edits and words', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    await writer.add(place({ person: 'wei' }), [edit(2)]);
    writer.say(place(), { copy: 'words', epoch: 1, words: [{ key: 'fields/customer.name', value: 'secret' }] });
    await writer.wipe(place().endpoint, (person) => person === 'maria');
    clock.time += 160_000;
    const other = await tab();
    expect(await other.claim(place())).to.deep.equal({ edits: [], words: [] });
    expect(ids(await other.claim(place({ person: 'wei' })))).to.deep.equal([2]);
  });

  it('names the sections that a gone tab has left', async () => {
    const writer = await tab();
    await writer.add(place({ section: 'people' }), [edit(1)]);
    const other = await tab();
    expect(await other.left(place().endpoint, 'maria')).to.deep.equal({ sections: [], again: 150_000 });
    writer.giveBack([edit(1).id], []);
    await turn();
    const { sections } = await other.left(place().endpoint, 'maria');
    expect(sections.map(({ archive, section }) => [archive, section])).to.deep.equal([['ALFKI', 'people']]);
  });

  it('says that it keeps nothing where there is no database', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError');
    };
    try {
      const outbox = await tab();
      expect(await outbox.add(place(), [edit(1)])).to.equal(false);
      expect(await outbox.claim(place())).to.deep.equal({ edits: [], words: [] });
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('does not wait for a database that never opens', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
    const ready = new Outbox(clock).ready();
    IDBFactory.prototype.open = open;
    await clock.pass(2_000);
    await ready;
  });

  it('asks again for what is left while the database takes long to open, and finds it then', async () => {
    const writer = await tab();
    await writer.add(place(), [edit(1)]);
    writer.giveBack([edit(1).id], []);
    await writer.claim(place({ person: 'nobody' })); // what was given back is there
    const { outbox, ready, opens } = slowly();
    await clock.pass(2_000);
    await ready;
    expect(ids(await outbox.claim(place()))).to.deep.equal([]);
    expect(await outbox.left(place().endpoint, 'maria')).to.deep.equal({ sections: [], again: 2_000 });
    await opens();
    const { sections, again } = await outbox.left(place().endpoint, 'maria');
    expect([sections.map(({ section }) => section), again]).to.deep.equal([['profile'], null]);
    expect(ids(await outbox.claim(place()))).to.deep.equal([1]);
  });

  it('writes down what was typed before the database was open, in its order, also where it opens late', async () => {
    for (const late of [false, true]) {
      number++;
      const { outbox, ready, opens } = slowly();
      const added = [1, 2].map((n) => outbox.add(place(), [edit(n)]));
      if (late) {
        await clock.pass(2_000);
        await ready;
      }
      await opens();
      expect(await Promise.all(added)).to.deep.equal([true, true]);
      outbox.giveBack([edit(1).id, edit(2).id], []);
      expect(ids(await (await tab()).claim(place()))).to.deep.equal([1, 2]);
    }
  });

  it('says that edits are not kept when the database does not open at all', async () => {
    const { outbox } = slowly();
    const added = outbox.add(place(), [edit(1)]);
    await clock.pass(2_000);
    await clock.pass(30_000);
    expect(await added).to.equal(false);
  });
});

/** An outbox whose database opens when the test says so. */
function slowly(): { readonly outbox: Outbox; readonly ready: Promise<void>; readonly opens: () => Promise<void> } {
  const { open } = IDBFactory.prototype;
  const slow = {} as { result: IDBDatabase; onsuccess: () => void };
  IDBFactory.prototype.open = () => slow as unknown as IDBOpenDBRequest;
  const outbox = new Outbox(clock);
  const ready = outbox.ready();
  IDBFactory.prototype.open = open;
  return { outbox, ready, opens: async () => {
    slow.result = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('dossier-outbox');
      request.onsuccess = () => done(request.result);
    });
    slow.onsuccess();
  } };
}
