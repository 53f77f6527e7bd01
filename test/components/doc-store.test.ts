/** A section over the line: saved means acknowledged, refused values stay in sight, others are people with names. The server is played frame by frame. */
import { expect } from '@esm-bundle/chai';
import * as encoding from 'lib0/encoding';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { CLOSE, MESSAGE, OP, writeJson, type Reject } from '../../model/protocol.ts';
import { getField, setField, setText } from '../../model/section-doc.ts';
import { FullSession } from '../../components/internal/full-session.ts';
import type { SectionHandle } from '../../components/internal/session.ts';
import type { SharedLine } from '../../components/line/lines.ts';
import { fakeLine, turn, type FakeSocket } from './fake-line.ts';

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
  /** Answers the newest `open`: opened, both halves of the first sync. */
  open(): void {
    this.channel = this.socket.frames.filter(({ op }) => op === OP.open).at(-1)!.channel;
    this.socket.hear(writeJson(this.channel, OP.open, { archive: 'ALFKI', level: this.level, epoch: this.epoch }));
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

async function until(look: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !look(); i++) await turn();
  if (!look()) throw new Error('it did not come');
}

async function start(fill: (doc: Y.Doc) => void = () => {}) {
  const fake = fakeLine();
  const endpoint = `http://section-${++number}.test`;
  (lines[Symbol.for('dossier.line.v1')] ??= new Map()).set(endpoint, { line: fake.line, feed: fake.feed, tokens: fake.tokens, clock: fake.clock });
  const session = new FullSession(endpoint, async () => 'token');
  await turn();
  fake.last().welcome(fake.clock);
  const handle = session.open('ALFKI', 'profile');
  ends.push(() => session.end());
  await until(() => fake.last().said(OP.open).length > 0);
  const server = new Server(fake.last());
  fill(server.doc);
  server.open();
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
    await turn();
    server.open();
    await until(() => handle.state.kind === 'ready');
    expect(handle.doc!.clientID).not.to.equal(author);
    expect(getField(handle.doc!, 'customer.name'), 'the refused value is not in the document').to.equal('Alfreds');
    expect(getField(handle.doc!, 'customer.place'), 'what came later was no fault').to.equal('Berlin');
    expect(handle.refused.map(({ key, code }) => [key, code])).to.deep.equal([['fields/customer.name', 'too-large'], ['text:org.businessScope', 'too-large']]);
    expect(handle.saved).to.deep.equal({ kind: 'notSaved', count: 2 });
    handle.drop('text:org.businessScope');
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
    server.open();
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
    server.open();
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
