/** This page and a server of another release: what a server of version 1 said in recorded visits is understood, and what a newer one adds does no harm (server/sync/SPEC.md, LINE-17). */
import { expect } from '@esm-bundle/chai';
import type { Port } from '../../components/line/line.ts';
import { CLOSE, MESSAGE, OP, readFrame, readJson, writeJson, type DigestNews } from '../../model/protocol.ts';
import { fakeLine, turn } from './fake-line.ts';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

interface Heard { readonly port: Port; readonly opened: unknown[]; readonly data: Uint8Array[]; readonly closed: (readonly [number, string])[] }
function ears(): Heard {
  const heard: Heard = { opened: [], data: [], closed: [], port: { opened: (body) => heard.opened.push(body), data: (bytes) => heard.data.push(bytes.slice()), closed: (code, reason) => heard.closed.push([code, reason]) } };
  return heard;
}
/** Frames that the server sent to one visitor in a recorded visit. */
async function recorded(visit: string, who: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const text = await (await fetch(`/test/server/protocol-v1/${visit}.hex`)).text();
  return text.split('\n').filter((line) => line.startsWith(`${who} < `)).map((line) => Uint8Array.from(line.slice(who.length + 3).match(/../g)!, (hex) => parseInt(hex, 16)));
}
async function online() {
  const all = fakeLine();
  stops.push(all.line.use());
  await turn();
  all.last().readyState = 1;
  all.last().onopen!();
  return all;
}

describe('line of another release', () => {
  it('LINE-17: a server of version 1 is understood from the welcome to the last acknowledgement', async () => {
    const { line, last } = await online();
    const frames = await recorded('edit-together', 'ann');
    const channels = new Map([1, 2].map((n) => [n, ears()] as const));
    line.open({ archive: 'alfki', section: 'profile' }, channels.get(1)!.port);
    for (const frame of frames) {
      if (readFrame(frame).channel === 2 && channels.get(2)!.opened.length === 0) {
        line.close(1);
        line.open({ archive: 'alfki', section: 'profile' }, channels.get(2)!.port);
      }
      last().hear(frame);
    }
    expect([line.state.kind, line.person]).to.deep.equal(['online', 'ann']);
    for (const { opened } of channels.values()) expect(opened).to.deep.equal([{ archive: 'alfki', level: 'write', epoch: 1 }]);
    expect(channels.get(1)!.data.length).to.equal(frames.filter((frame) => readFrame(frame).channel === 1 && readFrame(frame).op === OP.data).length);
    expect(channels.get(2)!.data.at(-1)![0]).to.equal(MESSAGE.ack);
  });

  it('LINE-17: refusals and digests of version 1 too', async () => {
    const refused = await online();
    const list = Array.from({ length: 5 }, ears);
    for (const { port } of list) refused.line.open({ archive: 'alfki', section: 'profile' }, port);
    for (const frame of await recorded('refusals', 'ann')) refused.last().hear(frame);
    expect(list.slice(2).map(({ closed }) => closed[0]![0])).to.deep.equal([CLOSE.notFound, CLOSE.notFound, CLOSE.notFound]);
    expect(list[0]!.data.some((bytes) => bytes[0] === MESSAGE.reject)).to.equal(true);
    const table = await online();
    const digests = ears();
    table.line.open({ digests: true }, digests.port);
    for (const frame of await recorded('digests', 'ann')) table.last().hear(frame);
    expect((readJson(digests.data[0]!) as DigestNews).digests.map(({ ref }) => ref)).to.deep.equal(['alfki', 'nobody']);
  });

  it('LINE-17: what a newer server adds to a body is left out, and a close code nobody knows means what its hundred means', async () => {
    const { line, last, clock } = await online();
    const [first, second] = [ears(), ears()];
    const expires = Math.floor(clock.now() / 1000) + 3600;
    line.open({ digests: true }, first.port);
    line.open({ archive: 'A', section: 'profile' }, second.port);
    last().hear(writeJson(0, OP.hello, { v: 1, person: 'ann', expires, heartbeat: 20, server: '9.9.9', offers: ['what is new'] }));
    last().hear(writeJson(1, OP.open, { more: true }));
    last().hear(writeJson(2, OP.open, { archive: 'A', level: 'read', epoch: 1, more: { than: 'known' } }));
    last().hear(writeJson(2, OP.close, { code: 4477, reason: 'new', until: 'later' }));
    expect([line.state.kind, first.opened.length, second.closed]).to.deep.equal(['online', 1, [[4477, 'new']]]);
    last().hear(writeJson(0, OP.bye, { code: 4488, reason: 'for good' }));
    last().onclose!({ code: 4488, reason: '' } as CloseEvent);
    expect(line.state).to.deep.equal({ kind: 'failed', code: '4488', message: 'for good' });
  });
});
