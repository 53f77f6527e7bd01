/** The line: one socket, a token that never ends, a connection that comes back, and honest words about both. */
import { expect } from '@esm-bundle/chai';
import { CLOSE, OP, writeFrame, writeJson } from '../../model/protocol.ts';
import type { Port } from '../../components/line/line.ts';
import { lineOf } from '../../components/line/lines.ts';
import { fakeLine, turn } from './fake-line.ts';

const port = (): Port & { readonly heard: unknown[] } => {
  const heard: unknown[] = [];
  return { heard, opened: (body) => heard.push(['opened', body]), data: (bytes) => heard.push(['data', [...bytes]]), closed: (code) => heard.push(['closed', code]), beat: () => heard.push(['beat']) };
};
const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));
async function started(getToken?: () => Promise<string>) {
  const all = fakeLine(getToken);
  stops.push(all.line.use());
  await turn();
  return all;
}
async function welcomed(getToken?: () => Promise<string>) {
  const all = await started(getToken);
  all.last().welcome(all.clock);
  return all;
}

describe('line', () => {
  it('says hello first, with a token that was asked for', async () => {
    const { last, line, clock } = await started();
    last().readyState = 1;
    last().onopen!();
    expect(last().said(OP.hello)).to.deep.equal([{ v: 1, token: 'token-1' }]);
    expect(last().binaryType).to.equal('arraybuffer');
    expect(line.state.kind).to.equal('connecting');
    last().welcome(clock);
    expect(line.state.kind).to.equal('online');
    expect(line.person).to.equal('maria');
  });

  it('opens channels that were wanted before the welcome, and later ones at once, with growing numbers', async () => {
    const all = fakeLine();
    const early = all.line.open({ digests: true }, port());
    stops.push(all.line.use());
    await turn();
    all.last().welcome(all.clock);
    const late = all.line.open({ archive: 'ALFKI', section: 'profile' }, port());
    expect(late).to.be.greaterThan(early);
    expect(all.last().frames.filter(({ op }) => op === OP.open).map(({ channel }) => channel)).to.deep.equal([early, late]);
    expect(all.last().said(OP.open)).to.deep.equal([{ digests: true }, { archive: 'ALFKI', section: 'profile' }]);
  });

  it('sends data only on an open channel and hears only its own', async () => {
    const { line, last } = await welcomed();
    const [a, b] = [port(), port()];
    const idA = line.open({ digests: true }, a);
    const idB = line.open({ archive: 'A', section: 'profile' }, b);
    line.data(idA, new Uint8Array([1]));
    expect(last().said(OP.data).length, 'before opened').to.equal(0);
    last().hear(writeJson(idB, OP.open, { archive: 'A', level: 'read', epoch: 1 }));
    last().data(idB, new Uint8Array([7, 8]));
    last().data(99, new Uint8Array([1]));
    expect(a.heard).to.deep.equal([]);
    expect(b.heard).to.deep.equal([['opened', { archive: 'A', level: 'read', epoch: 1 }], ['data', [7, 8]]]);
  });

  it('asks for a new token before the old one ends and hands it over on the open line', async () => {
    const { clock, last, sockets } = await welcomed();
    last().answers = true;
    await clock.pass(3_539_000);
    expect(last().said(OP.auth)).to.deep.equal([]);
    await clock.pass(2_000);
    expect(last().said(OP.auth)).to.deep.equal([{ token: 'token-2' }]);
    expect(sockets.length).to.equal(1);
    last().hear(writeJson(0, OP.auth, { v: 1, person: 'maria', expires: clock.now() / 1000 + 100, heartbeat: 20 }));
    await clock.pass(81_000);
    expect(last().said(OP.auth).length, 'again at the end of the second').to.equal(2);
  });

  it('tries once more after 4401 with a token that is not the refused one, then asks to sign in', async () => {
    const { line, last, sockets } = await welcomed();
    last().end(CLOSE.token, 'ended');
    await turn();
    expect(sockets.length).to.equal(2);
    last().readyState = 1;
    last().onopen!();
    expect(last().said(OP.hello)).to.deep.equal([{ v: 1, token: 'token-2' }]);
    last().end(CLOSE.token, 'refused');
    await turn();
    expect(line.state).to.deep.equal({ kind: 'signedOut', reason: 'refused' });
    expect(sockets.length, 'does not hammer').to.equal(2);
    line.connect();
    await turn();
    expect(sockets.length, 'but may be told to').to.equal(3);
  });

  it('is signed out when the host has no token, and says why', async () => {
    const { line, sockets } = await started(() => Promise.reject(new Error('no cookie')));
    expect(line.state).to.deep.equal({ kind: 'signedOut', reason: 'no cookie' });
    expect(sockets.length).to.equal(0);
  });

  it('shares one question for a token between all who ask at once', async () => {
    let questions = 0;
    const { tokens } = fakeLine(async () => `t${++questions}`);
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).to.deep.equal(['t1', 't1', 't1']);
    expect(await Promise.all([tokens.get('t1'), tokens.get('t1')])).to.deep.equal(['t2', 't2']);
    expect(questions).to.equal(2);
  });

  it('comes back with full jitter, slower each time, at most ten seconds apart', async () => {
    const { clock, sockets, chance, last } = await welcomed();
    chance.value = 1;
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      last().end(1006);
      const before = clock.now();
      const count = sockets.length;
      while (sockets.length === count) await clock.pass(50);
      waits.push(clock.now() - before);
    }
    expect(waits).to.deep.equal([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    last().welcome(clock);
    chance.value = 0;
    last().end(1006);
    await clock.pass(1);
    expect(sockets.length, 'chance decides').to.equal(10);
  });

  it('keeps silent about a lost socket for five seconds, then says so', async () => {
    const { line, clock, last, chance } = await welcomed();
    chance.value = 1;
    last().end(1006);
    await clock.pass(4_900);
    expect(line.state.kind).to.equal('online');
    await clock.pass(200);
    expect(line.state).to.deep.equal({ kind: 'offline', cause: 'socket' });
    last().welcome(clock);
    expect(line.state.kind).to.equal('online');
  });

  it('says at once what the device says, and connects when it is back', async () => {
    const { line, sockets, last } = await welcomed();
    window.dispatchEvent(new Event('offline'));
    expect(line.state).to.deep.equal({ kind: 'offline', cause: 'device' });
    expect(last().closed).to.equal(true);
    window.dispatchEvent(new Event('online'));
    await turn();
    expect(sockets.length).to.equal(2);
  });

  it('pings, and takes two unanswered pings for a lost network', async () => {
    const { clock, last, sockets, line } = await welcomed();
    const listening = port();
    const id = line.open({ digests: true }, listening);
    last().hear(writeJson(id, OP.open, {}));
    await clock.pass(20_000);
    expect(last().said(OP.ping).length).to.equal(1);
    last().hear(writeFrame(0, OP.ping));
    expect(listening.heard.at(-1), 'feeds the watchdogs of its channels').to.deep.equal(['beat']);
    await clock.pass(49_000);
    expect(sockets.length).to.equal(1);
    await clock.pass(2_000);
    expect(sockets.length).to.equal(2);
    expect(listening.heard.at(-1)).to.deep.equal(['closed', 1006]);
  });

  it('stays away after a final code', async () => {
    const { line, clock, last, sockets } = await welcomed();
    last().hear(writeJson(0, OP.bye, { code: CLOSE.version, reason: 'reload' }));
    last().end(1006);
    await clock.pass(60_000);
    expect(line.state).to.deep.equal({ kind: 'failed', code: '4426', message: 'reload' });
    expect(sockets.length).to.equal(1);
  });

  it('goes over HTTP after two upgrades that led to no welcome, and tries an upgrade first when it comes back', async () => {
    const { clock, sockets, last, chance, line } = await started();
    chance.value = 1;
    last().end(1006);
    await clock.pass(200);
    last().end(1006);
    await clock.pass(400);
    expect(sockets.map(({ http }) => http)).to.deep.equal([false, false, true]);
    last().welcome(clock);
    expect(line.state.kind).to.equal('online');
    last().end(1006);
    await clock.pass(200);
    expect(last().http, 'the network may have changed').to.equal(false);
    last().end(1006);
    await clock.pass(400);
    expect(last().http, 'and one failure is enough').to.equal(true);
    last().end(1006);
    await clock.pass(800);
    expect(last().http, 'nothing gets through: no proof against upgrades').to.equal(false);
  });

  it('takes a server that says why for no proof against upgrades', async () => {
    const { clock, sockets, last, chance } = await started();
    chance.value = 1;
    for (const pause of [200, 400, 800]) {
      last().readyState = 1;
      last().onopen!();
      last().hear(writeJson(0, OP.bye, { code: 4300, reason: '' }));
      last().end(1006);
      await clock.pass(pause);
    }
    expect(sockets.every(({ http }) => !http)).to.equal(true);
  });

  it('does not wait for ever for a welcome', async () => {
    const { clock, sockets } = await started();
    await clock.pass(10_500);
    expect(sockets.length).to.equal(2);
  });

  it('asks for a new token at once when the page slept longer than the old one held', async () => {
    const { clock, last } = await welcomed();
    clock.time += 8 * 3_600_000; // timers stand still while the device sleeps
    last().end(1006);
    await clock.pass(10_000);
    last().readyState = 1;
    last().onopen!();
    expect(last().said(OP.hello)).to.deep.equal([{ v: 1, token: 'token-2' }]);
  });

  it('tells whoever listens that another person has signed in, before anything is opened in that name', async () => {
    const { line, clock, last, chance } = await welcomed();
    chance.value = 0;
    const heard: unknown[] = [];
    line.open({ archive: 'A', section: 'profile' }, port());
    last().end(1006);
    await clock.pass(1);
    line.subscribe(() => heard.push([line.person, last().said(OP.open).length]));
    last().welcome(clock, 3600, 20, 'wei');
    expect(heard[0]).to.deep.equal(['wei', 0]);
    expect(last().said(OP.open).length).to.equal(1);
  });

  it('begins anew after a frame nobody can read', async () => {
    const { last, sockets, clock } = await welcomed();
    const error = console.error;
    console.error = () => {};
    last().hear(new Uint8Array([0, 99]));
    console.error = error;
    await clock.pass(10_000);
    expect(sockets.length).to.equal(2);
  });

  it('ends every timer and the socket when nobody needs it any more', async () => {
    const all = fakeLine();
    const stop = all.line.use();
    await turn();
    all.last().welcome(all.clock);
    stop();
    expect(all.last().closed).to.equal(true);
    expect(all.clock.pending).to.equal(0);
    expect(all.line.state.kind).to.equal('idle');
  });

  it('is one for all copies of the kit', () => {
    expect(lineOf('http://one.test')).to.equal(lineOf('http://one.test'));
    expect(lineOf('http://one.test')).not.to.equal(lineOf('http://two.test'));
    expect((globalThis as never as Record<symbol, Map<string, unknown>>)[Symbol.for('dossier.line.v1')]!.has('http://one.test')).to.equal(true);
  });
});
