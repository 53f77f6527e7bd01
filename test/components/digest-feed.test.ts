/** The digest channel: one for the page, told once a turn, back after a loss without a flicker. */
import { expect } from '@esm-bundle/chai';
import { OP, readJson, writeJson } from '../../model/protocol.ts';
import type { Face } from '../../model/overview.ts';
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
    expect(said(last())).to.deep.equal([{ watch: Array.from({ length: 300 }, (_, i) => `A${i}`), reasons: false }]);
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
    expect(said(last()).at(-1)).to.deep.equal({ watch: ['C'], reasons: false, unwatch: ['A'] });
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
    expect(said(last())).to.deep.equal([{ watch: ['ALFKI'], reasons: false }]);
    expect(states.map(({ kind }) => kind)).to.deep.equal(['loading', 'ready']);
  });

  const face = (mark: string) => ({ id: 'ALFKI', level: 'read', classes: { abc: { scheme: 'abc', value: mark, mark, label: {}, trend: 'same' } } });

  it('asks for faces where badges alone watch, with the schemes of all of them, and for the whole where somebody needs it', async () => {
    const { feed, open, last } = await ready();
    feed.watch('A', () => {}, 'abc');
    feed.watch('B', () => {}, 'abc rfm');
    feed.watch('C', () => {}, 'abc');
    feed.watch('C', () => {});
    await turn();
    open();
    expect(said(last())).to.deep.equal([{ watch: ['C'], reasons: false }, { watch: ['A', 'B'], faces: ['abc', 'rfm'] }]);
    feed.watch('B', () => {}, 'rfm');
    feed.watch('C', () => {}, 'lifecycle');
    await turn();
    expect(said(last()), 'what is asked already').to.have.length(2);
    feed.watch('A', () => {}, 'lifecycle');
    feed.watch('B', () => {});
    await turn();
    expect(said(last()).slice(2)).to.deep.equal([{ watch: ['B'], reasons: false }, { watch: ['A'], faces: ['abc', 'lifecycle'] }]);
  });

  it('tells a face to badges alone, and a whole digest to everyone', async () => {
    const { feed, open, tell } = await ready();
    const badge: DigestState<Face>[] = [];
    const card: DigestState[] = [];
    feed.watch<Face>('ALFKI', (state) => badge.push(state), 'abc');
    await turn();
    const channel = open();
    tell(channel, 'ALFKI', face('B'));
    feed.watch('ALFKI', (state) => card.push(state));
    await turn();
    tell(channel, 'ALFKI', face('A')); // was on its way
    expect(card.map(({ kind }) => kind)).to.deep.equal(['loading']);
    tell(channel, 'ALFKI', digest());
    expect(card.map(({ kind }) => kind)).to.deep.equal(['loading', 'ready']);
    expect(badge.map((state) => (state.kind === 'ready' ? 'name' in state.digest : state.kind))).to.deep.equal(['loading', false, false, true]);
  });

  it('keeps what is shown for an element that is moved within the page', async () => {
    const { feed, open, tell, last } = await ready();
    const stop = feed.watch('ALFKI', () => {}, 'abc');
    await turn();
    tell(open(), 'ALFKI', face('B'));
    stop();
    const states: DigestState<Face>[] = [];
    feed.watch<Face>('ALFKI', (state) => states.push(state), 'abc');
    await turn();
    expect(states.map(({ kind }) => kind)).to.deep.equal(['ready']);
    expect(said(last())).to.have.length(1);
  });
});
