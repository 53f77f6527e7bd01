/** The digest channel: one for the page, told once a turn, back after a loss without a flicker. */
import { expect } from '@esm-bundle/chai';
import { OP, readJson, writeJson } from '../../model/protocol.ts';
import type { DigestState } from '../../components/internal/session.ts';
import { fakeLine, turn, type FakeSocket } from './fake-line.ts';
import { digest } from './samples.ts';

const utf8 = new TextEncoder();
const said = (socket: FakeSocket) => socket.frames.filter(({ op }) => op === OP.data).map(({ body }) => readJson(body));
async function ready() {
  const all = fakeLine();
  all.line.use();
  await turn();
  all.last().welcome(all.clock);
  const open = () => {
    const channel = all.last().frames.filter(({ op }) => op === OP.open).at(-1)!.channel;
    all.last().hear(writeJson(channel, OP.open, {}));
    return channel;
  };
  const tell = (channel: number, ref: string, value: unknown) => all.last().data(channel, utf8.encode(JSON.stringify({ digests: [{ ref, digest: value }] })));
  return { ...all, open, tell };
}

describe('digest feed', () => {
  it('asks for a whole table of badges in one message on one channel', async () => {
    const { feed, open, last } = await ready();
    for (let i = 0; i < 300; i++) feed.watch(`A${i}`, () => {});
    await turn();
    expect(last().said(OP.open)).to.deep.equal([{ digests: true }]);
    open();
    expect(said(last())).to.deep.equal([{ watch: Array.from({ length: 300 }, (_, i) => `A${i}`) }]);
  });

  it('tells each who watches, now and at every change, and null as missing', async () => {
    const { feed, open, tell } = await ready();
    const states: DigestState[] = [];
    feed.watch('ALFKI', (state) => states.push(state));
    await turn();
    const channel = open();
    tell(channel, 'ALFKI', digest());
    tell(channel, 'ALFKI', null);
    tell(channel, 'OTHER', digest());
    const late: DigestState[] = [];
    feed.watch('ALFKI', (state) => late.push(state));
    expect(states.map(({ kind }) => kind)).to.deep.equal(['loading', 'ready', 'missing']);
    expect(late.map(({ kind }) => kind), 'who comes later is told what is known').to.deep.equal(['missing']);
  });

  it('watches and unwatches in one message a turn; what comes and goes within it is not said', async () => {
    const { feed, open, last } = await ready();
    const stop = feed.watch('A', () => {});
    feed.watch('B', () => {});
    await turn();
    open();
    stop();
    feed.watch('C', () => {});
    feed.watch('D', () => {})();
    await turn();
    expect(said(last()).at(-1)).to.deep.equal({ watch: ['C'], unwatch: ['A'] });
  });

  it('closes its channel with the last one who watches', async () => {
    const { feed, open, last } = await ready();
    const stop = feed.watch('A', () => {});
    await turn();
    const channel = open();
    stop();
    await turn();
    expect(last().frames.at(-1)).to.include({ op: OP.close, channel });
  });

  it('asks again for everything after a lost socket, and keeps showing what it knew', async () => {
    const { feed, open, tell, last, clock } = await ready();
    const states: DigestState[] = [];
    feed.watch('ALFKI', (state) => states.push(state));
    await turn();
    tell(open(), 'ALFKI', digest());
    last().end(1006);
    await clock.pass(1_000);
    last().welcome(clock);
    open();
    expect(said(last())).to.deep.equal([{ watch: ['ALFKI'] }]);
    expect(states.map(({ kind }) => kind)).to.deep.equal(['loading', 'ready']);
  });
});
