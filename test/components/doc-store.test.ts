/** A section over the line: saved means acknowledged, refused values stay in sight, others are people with names. The server is played frame by frame. */
import { expect } from '@esm-bundle/chai';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { CLOSE, MESSAGE, OP, writeJson, type Reject } from '../../model/protocol.ts';
import { getField, setField, setText } from '../../model/section-doc.ts';
import { FullSession } from '../../components/internal/full-session.ts';
import type { SectionHandle } from '../../components/internal/session.ts';
import { mergeText } from '../../components/line/leftover.ts';
import type { SharedLine } from '../../components/line/lines.ts';
import { Outbox } from '../../components/line/outbox.ts';
import { FakeClock, fakeLine, turn, type FakeSocket } from './fake-line.ts';

const lines = (globalThis as never as Record<symbol, Map<string, SharedLine>>);
let number = 0;
const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** One side of a section: what the server holds and says. */
class Server {
  readonly doc = new Y.Doc();
  readonly socket: FakeSocket;
  channel = 0;
  level = 'write';
  epoch = 1;
  constructor(socket: FakeSocket) {
    this.socket = socket;
  }
  /** Answers the newest `open`: opened, and, once the client has said what it holds, both halves of the first sync. */
  async open(): Promise<void> {
    this.channel = this.socket.frames.filter(({ op }) => op === OP.open).at(-1)!.channel;
    this.socket.hear(writeJson(this.channel, OP.open, { archive: 'ALFKI', level: this.level, epoch: this.epoch }));
    await until(() => this.socket.frames.some(({ op, channel, body }) => op === OP.data && channel === this.channel && body[0] === MESSAGE.sync && body[1] === 0));
    this.say(MESSAGE.sync, 1, Y.encodeStateAsUpdate(this.doc));
    this.say(MESSAGE.sync, 0, Y.encodeStateVector(this.doc));
  }
  say(type: number, subtype: number, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint(encoder, subtype);
    encoding.writeVarUint8Array(encoder, bytes);
    this.socket.data(this.channel, encoding.toUint8Array(encoder));
  }
  ack(n: number): void {
    this.socket.data(this.channel, new Uint8Array([MESSAGE.ack, n]));
  }
  reject(reject: Reject): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.reject);
    encoding.writeVarString(encoder, JSON.stringify(reject));
    this.socket.data(this.channel, encoding.toUint8Array(encoder));
  }
  /** Counted messages of the channel: step 2 and updates. */
  counted(): Uint8Array[] {
    return this.socket.frames.filter(({ op, channel, body }) => op === OP.data && channel === this.channel && body[0] === MESSAGE.sync && body[1] !== 0).map(({ body }) => body);
  }
}

async function until(look: () => boolean, turns = 20_000): Promise<void> {
  for (let i = 0; i < turns && !look(); i++) await turn();
  if (!look()) throw new Error('it did not come');
}

async function start(fill: (doc: Y.Doc) => void = () => {}, section = 'profile') {
  const fake = fakeLine();
  const endpoint = `http://section-${++number}.test`;
  (lines[Symbol.for('dossier.line.v1')] ??= new Map()).set(endpoint, { line: fake.line, feed: fake.feed, tokens: fake.tokens, clock: fake.clock });
  const session = new FullSession(endpoint, async () => 'token');
  await turn();
  fake.last().welcome(fake.clock);
  const handle = session.open('ALFKI', section);
  ends.push(() => session.end());
  await until(() => fake.last().said(OP.open).length > 0);
  const server = new Server(fake.last());
  fill(server.doc);
  await server.open();
  return { ...fake, session, handle, server };
}
const write = (handle: SectionHandle, key: string, value: string) => setField(handle.doc!, key, value);

describe('section over the line', () => {
  it('is loading until the first sync, then shows the document and the level', async () => {
    const { handle } = await start((doc) => setField(doc, 'customer.name', 'Alfreds'));
    expect(handle.state).to.deep.equal({ kind: 'ready', level: 'write', online: true });
    expect(getField(handle.doc!, 'customer.name')).to.equal('Alfreds');
    expect(handle.saved).to.deep.equal({ kind: 'saved', at: null });
  });

  it('is one document for all who open it, and ends with the last', async () => {
    const { session, handle, server, last } = await start();
    const second = session.open('ALFKI', 'profile');
    expect(second.doc).to.equal(handle.doc);
    handle.release();
    expect(last().frames.some(({ op }) => op === OP.close)).to.equal(false);
    second.release();
    expect(last().frames.at(-1)).to.include({ op: OP.close, channel: server.channel });
  });

  it('says saved only when the server has acknowledged, with the time', async () => {
    const { session, handle, server, clock } = await start();
    server.ack(1);
    write(handle, 'customer.name', 'Futterkiste');
    expect(handle.saved).to.deep.equal({ kind: 'saving' });
    expect(session.saved).to.deep.equal({ kind: 'saving' });
    expect(server.counted().length).to.equal(2);
    server.ack(1);
    expect(handle.saved.kind, 'an older number is not enough').to.equal('saving');
    server.ack(2);
    expect(handle.saved).to.deep.equal({ kind: 'saved', at: clock.now() });
    expect(session.saved).to.deep.equal({ kind: 'saved', at: clock.now() });
  });

  it('keeps what was written offline and sends it whole when it is back', async () => {
    const { handle, server, last, clock } = await start();
    server.ack(1);
    window.dispatchEvent(new Event('offline'));
    write(handle, 'customer.name', 'one');
    write(handle, 'customer.name', 'two');
    write(handle, 'customer.place', 'Berlin');
    expect(handle.saved, 'counts values, not keystrokes').to.deep.equal({ kind: 'waiting', count: 2 });
    window.dispatchEvent(new Event('online'));
    await turn();
    last().welcome(clock);
    await until(() => last().said(OP.open).length > 0);
    const again = new Server(last());
    again.channel = last().frames.filter(({ op }) => op === OP.open).at(-1)!.channel;
    last().hear(writeJson(again.channel, OP.open, { archive: 'ALFKI', level: 'write', epoch: 1 }));
    write(handle, 'customer.phone', '030');
    expect(again.counted().length, 'an update that builds on unsent ones waits for step 2').to.equal(0);
    again.say(MESSAGE.sync, 1, Y.encodeStateAsUpdate(server.doc));
    again.say(MESSAGE.sync, 0, Y.encodeStateVector(server.doc));
    expect(again.counted().length).to.equal(1);
    again.ack(1);
    expect(handle.saved.kind).to.equal('saved');
  });

  it('keeps a refused value in sight, begins anew under another author, and makes innocent edits again', async () => {
    const { handle, server } = await start((doc) => setField(doc, 'customer.name', 'Alfreds'));
    server.ack(1);
    const author = handle.doc!.clientID;
    write(handle, 'customer.name', 'x'.repeat(9000));
    write(handle, 'customer.place', 'Berlin');
    setText(handle.doc!, 'text:org.businessScope', 'sausages');
    server.reject({ n: 2, code: 'too-large', field: 'fields/customer.name', text: 'at most 8192 bytes' });
    expect(handle.state.kind).to.equal('loading');
    await until(() => server.socket.said(OP.open).length > 1);
    await server.open();
    await until(() => handle.state.kind === 'ready');
    expect(handle.doc!.clientID).not.to.equal(author);
    expect(getField(handle.doc!, 'customer.name'), 'the refused value is not in the document').to.equal('Alfreds');
    expect(getField(handle.doc!, 'customer.place'), 'what came later was no fault').to.equal('Berlin');
    expect(handle.doc!.getText('text:org.businessScope').toString(), 'nor was the text').to.equal('sausages');
    expect(handle.refused.map(({ key, code }) => [key, code])).to.deep.equal([['fields/customer.name', 'too-large']]);
    expect(handle.saved).to.deep.equal({ kind: 'notSaved', count: 1 });
    handle.retry('fields/customer.name');
    expect(handle.refused).to.deep.equal([]);
    expect(String(getField(handle.doc!, 'customer.name')).length).to.equal(9000);
    server.ack(server.counted().length);
    expect(handle.saved.kind).to.equal('saved');
  });

  it('puts what was not acknowledged into the tray when the section has another epoch', async () => {
    const { handle, server } = await start();
    server.ack(1);
    write(handle, 'customer.name', 'late');
    server.socket.hear(writeJson(server.channel, OP.close, { code: CLOSE.epoch, reason: 'restored' }));
    server.epoch = 2;
    await until(() => server.socket.said(OP.open).length > 1);
    await server.open();
    await until(() => handle.state.kind === 'ready');
    expect(getField(handle.doc!, 'customer.name')).to.equal('late');
    expect(handle.saved.kind, 'made again, and not yet acknowledged').to.equal('saving');
  });

  it('is missing where the server says 404, and says nothing more', async () => {
    const { handle, server } = await start();
    server.socket.hear(writeJson(server.channel, OP.close, { code: CLOSE.notFound, reason: '' }));
    expect(handle.state).to.deep.equal({ kind: 'missing' });
    expect(handle.doc).to.equal(null);
  });

  it('takes a new level when the right changes', async () => {
    const { handle, server, last } = await start();
    last().hear(writeJson(server.channel, OP.close, { code: CLOSE.rights, reason: '' }));
    await until(() => last().said(OP.open).length > 1);
    server.level = 'read';
    await server.open();
    await until(() => handle.state.kind === 'ready' && handle.state.level === 'read');
    expect(handle.state).to.deep.equal({ kind: 'ready', level: 'read', online: true });
  });

  it('lives through quiet: the line’s ping feeds the provider’s watchdog', async () => {
    const { server, last } = await start();
    const before = last().frames.length;
    last().hear(writeJson(0, OP.ping, null));
    expect(server.socket.frames.length).to.equal(before);
  });

  it('names the others as the server does, one person once, with the field they are in', async () => {
    const { handle, server } = await start();
    const say = (client: number, state: object) => {
      const doc = new Y.Doc();
      doc.clientID = client;
      const awareness = new Awareness(doc);
      awareness.setLocalState(state);
      const update = encodeAwarenessUpdate(awareness, [client]);
      awareness.destroy();
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, update);
      server.socket.data(server.channel, encoding.toUint8Array(encoder));
    };
    say(11, { user: { id: 'liwei', name: '李伟' }, field: null, idle: true });
    say(12, { user: { id: 'liwei', name: '李伟' }, field: 'fields/customer.name', idle: false });
    say(13, { field: 'fields/x' });
    expect(handle.people.filter(({ self }) => !self)).to.deep.equal([{ id: 'liwei', name: '李伟', field: 'fields/customer.name', self: false, idle: false }]);
    expect(handle.people.find(({ self }) => self)!.id).to.equal('maria');
    expect(handle.authorOf(12)).to.deep.equal({ id: 'liwei', name: '李伟' });
    expect(handle.authorOf(99)).to.equal(null);
  });

  it('tells the others which field this person is in, and that they left the desk', async () => {
    const { handle, clock } = await start();
    handle.focus('fields/customer.name');
    expect(handle.awareness!.getLocalState()).to.deep.equal({ field: 'fields/customer.name', idle: false });
    await clock.pass(120_000);
    expect(handle.awareness!.getLocalState()).to.deep.equal({ field: 'fields/customer.name', idle: true });
  });

  it('outlives its element while something is not saved', async () => {
    const { session, handle, server, last } = await start();
    server.ack(1);
    write(handle, 'customer.name', 'quick');
    handle.release();
    expect(last().frames.some(({ op }) => op === OP.close)).to.equal(false);
    expect(session.saved.kind).to.equal('saving');
    server.ack(2);
    expect(last().frames.some(({ op }) => op === OP.close)).to.equal(true);
    expect(session.saved.kind).to.equal('saved');
  });
});

describe('what is not saved yet', () => {
  /** A page that was offline: its edit went into the outbox, and the page is gone. */
  async function leave(endpoint: string, epoch: number, value: string, base = '', section = 'profile'): Promise<Uint8Array> {
    const doc = new Y.Doc();
    doc.clientID = 4711;
    setField(doc, 'customer.name', value);
    const update = Y.encodeStateAsUpdate(doc);
    const outbox = new Outbox(new FakeClock());
    await outbox.ready();
    const place = { endpoint, person: 'maria', archive: 'ALFKI', ref: 'ALFKI', section };
    await outbox.add(place, [{ id: `gone-${endpoint}`, copy: `gone-${endpoint}`, n: 1, epoch, update, keys: ['fields/customer.name'] }]);
    outbox.say(place, { copy: `gone-${endpoint}`, epoch, words: [{ key: 'fields/customer.name', value, base: base || null }] });
    outbox.giveBack([`gone-${endpoint}`], [`gone-${endpoint}`]);
    await until(() => true);
    return update;
  }

  it('goes up after a reload as it was, under its old author id, before anything new', async () => {
    const endpoint = `http://section-${number + 1}.test`;
    await leave(endpoint, 1, 'written offline');
    const { handle, server } = await start();
    await until(() => handle.state.kind === 'ready');
    expect(getField(handle.doc!, 'customer.name')).to.equal('written offline');
    expect(handle.doc!.clientID).not.to.equal(4711);
    const first = new Y.Doc();
    const message = decoding.createDecoder(server.counted()[0]!);
    decoding.readVarUint(message);
    expect(decoding.readVarUint(message), 'in step 2').to.equal(1);
    Y.applyUpdate(first, decoding.readVarUint8Array(message));
    expect([...first.store.clients.keys()]).to.deep.equal([4711]);
    expect(handle.saved.kind).to.equal('saving');
    server.ack(1);
    expect(handle.saved.kind).to.equal('saved');
    const other = new Outbox(new FakeClock());
    await until(() => false, 20).catch(() => undefined);
    expect((await other.left(endpoint, 'maria')), 'and is wiped').to.deep.equal({ sections: [], again: null });
  });

  it('is for the person when the section has another epoch by now, with its words', async () => {
    const endpoint = `http://section-${number + 1}.test`;
    await leave(endpoint, 0, 'old words', 'was');
    const { handle } = await start((doc) => setField(doc, 'customer.name', 'restored'));
    await until(() => handle.refused.length > 0);
    expect(handle.refused.map(({ key, value, code }) => [key, value, code])).to.deep.equal([['fields/customer.name', 'old words', 'epoch']]);
    expect(getField(handle.doc!, 'customer.name')).to.equal('restored');
    expect(leavingIsAsked(), 'what waits for the person').to.equal(true);
    handle.retry('fields/customer.name');
    expect(getField(handle.doc!, 'customer.name')).to.equal('old words');
  });

  it('is written again in another epoch that holds what it was written over', async () => {
    const endpoint = `http://section-${number + 1}.test`;
    await leave(endpoint, 0, 'new', 'was');
    const { handle } = await start((doc) => setField(doc, 'customer.name', 'was'));
    await until(() => handle.state.kind === 'ready' && getField(handle.doc!, 'customer.name') === 'new');
    expect(handle.refused).to.deep.equal([]);
  });

  it('is brought by whatever page comes next, not only by one that shows the section', async () => {
    const endpoint = `http://section-${number + 1}.test`;
    await leave(endpoint, 1, 'elsewhere', '', 'people');
    const { last } = await start();
    await until(() => last().said(OP.open).length === 2);
    expect(last().said(OP.open)[1]).to.deep.equal({ archive: 'ALFKI', section: 'people' });
  });

  const leavingIsAsked = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  it('lets the page go once the browser has it, and warns of a restricted section', async () => {
    const { handle, server } = await start();
    server.ack(1);
    window.dispatchEvent(new Event('offline'));
    write(handle, 'customer.name', 'kept');
    await until(() => !leavingIsAsked());
    expect(handle.saved).to.deep.equal({ kind: 'waiting', count: 1 });
    ends.splice(0).forEach((end) => end());

    const secret = await start(undefined, 'identity');
    window.dispatchEvent(new Event('offline'));
    write(secret.handle, 'identity.number', '123');
    expect(secret.handle.saved).to.deep.equal({ kind: 'waiting', count: 1, kept: false });
    await until(() => false, 20).catch(() => undefined);
    expect(leavingIsAsked()).to.equal(true);
    const other = new Outbox(new FakeClock());
    expect((await other.left(secret.session.endpoint, 'maria')).again, 'nothing of it is on the disk').to.equal(null);
  });

  it('is sent again when nobody is to blame, with the same document and after a pause', async () => {
    const { handle, server, last, clock } = await start();
    server.ack(1);
    const { doc } = handle;
    write(handle, 'customer.name', 'Berlin');
    server.reject({ n: 2, code: 'storage', text: 'disk full' });
    expect(handle.doc === doc, 'nothing was taken, so nothing has to go').to.equal(true);
    expect(handle.refused).to.deep.equal([]);
    expect(handle.saved).to.deep.equal({ kind: 'waiting', count: 1, trying: true });
    last().answers = true;
    await clock.pass(1_000);
    await until(() => last().said(OP.open).length > 1);
    await server.open();
    await until(() => server.counted().length > 0);
    server.ack(1);
    expect(handle.saved.kind).to.equal('saved');
  });

  it('stays with its section when that is damaged on disk', async () => {
    const { handle, server } = await start();
    server.ack(1);
    write(handle, 'customer.name', 'late');
    server.socket.hear(writeJson(server.channel, OP.close, { code: CLOSE.damaged, reason: '' }));
    expect(handle.state).to.deep.equal({ kind: 'failed', code: '4410', message: '' });
    expect(handle.saved).to.deep.equal({ kind: 'waiting', count: 1 });
  });

  it('is shown to the person whose right is gone, and asked for again when the archive changes', async () => {
    const { session, handle, server, last, feed } = await start();
    server.ack(1);
    write(handle, 'customer.name', 'mine');
    server.socket.hear(writeJson(server.channel, OP.close, { code: CLOSE.notFound, reason: '' }));
    expect(handle.state.kind).to.equal('missing');
    expect(handle.doc).to.equal(null);
    await until(() => handle.refused.length > 0);
    expect(handle.refused.map(({ value, code }) => [value, code])).to.deep.equal([['mine', 'read-only']]);
    expect(session.unsaved()).to.deep.equal([{ archive: 'ALFKI', section: 'profile', key: 'fields/customer.name', value: 'mine' }]);
    await until(() => last().said(OP.open).length > 1);
    const channel = last().frames.filter(({ op }) => op === OP.open).at(-1)!.channel;
    last().hear(writeJson(channel, OP.open, {}));
    last().hear(writeJson(channel, OP.data, { digests: [{ ref: 'ALFKI', digest: { id: 'ALFKI', name: 'Alfreds' } }] }));
    await until(() => last().said(OP.open).length > 2);
    await server.open();
    await until(() => handle.state.kind === 'ready');
    void feed;
  });

  it('goes in pieces when it is larger than a frame, and counts as saved with the last', async () => {
    const { handle, server } = await start();
    server.ack(1);
    setText(handle.doc!, 'text:org.businessScope', '字'.repeat(120_000));
    write(handle, 'customer.name', 'behind it');
    await until(() => server.counted().length > 2);
    await until(() => server.counted().length === 4);
    for (const message of server.counted()) expect(message.length).to.be.lessThan(256 * 1024);
    server.ack(2);
    expect(handle.saved.kind).to.equal('saving');
    server.ack(3);
    server.ack(4);
    expect(handle.saved.kind).to.equal('saved');
  });

  it('of two refs of one archive is one document', async () => {
    const { session, handle, server, last } = await start();
    const second = session.open('erp:1', 'profile');
    await until(() => last().said(OP.open).length > 1);
    const channel = last().frames.filter(({ op }) => op === OP.open).at(-1)!.channel;
    last().hear(writeJson(channel, OP.open, { archive: 'ALFKI', level: 'write', epoch: 1 }));
    await until(() => second.doc === handle.doc);
    expect(second.state).to.deep.equal(handle.state);
    write(second, 'customer.name', 'once');
    expect(server.counted().length).to.equal(2);
    expect(session.saved.kind).to.equal('saving');
    expect(second.saved.kind).to.equal('saving');
    server.ack(2);
    handle.release();
    expect(second.doc === null, 'held by the second').to.equal(false);
    second.release();
    expect(last().frames.at(-1)).to.include({ op: OP.close, channel: server.channel });
  });

  it('merges an innocent text with what others wrote in it meanwhile', async () => {
    const { handle, server } = await start((doc) => setText(doc, 'text:org.businessScope', 'one two'));
    server.ack(1);
    setText(handle.doc!, 'text:org.businessScope', 'one two three');
    write(handle, 'customer.name', 'bad');
    setText(server.doc, 'text:org.businessScope', 'zero one two');
    server.reject({ n: 3, code: 'schema', field: 'fields/customer.name', text: '' });
    await until(() => server.socket.said(OP.open).length > 1);
    await server.open();
    await until(() => handle.state.kind === 'ready');
    expect(handle.doc!.getText('text:org.businessScope').toString()).to.equal('zero one two three');
    expect(handle.refused.map(({ key }) => key)).to.deep.equal(['fields/customer.name']);
  });
});

describe('text of two hands', () => {
  it('keeps both, whatever stands there now', () => {
    expect(mergeText('a b', 'a X b', 'a b')).to.equal('a X b');
    expect(mergeText('a b', 'a X b', 'a b c')).to.equal('a X b c');
    expect(mergeText('a b', 'a X b', '0 a b')).to.equal('0 a X b');
    expect(mergeText('a b', 'a X b', 'all new')).to.equal('all new\nX ');
    expect(mergeText('abc def', 'abc', '0 abc def')).to.equal('0 abc');
    expect(mergeText('', 'mine', 'theirs')).to.equal('minetheirs');
  });
});
