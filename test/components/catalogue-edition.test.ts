/** Another catalogue: the line hears of it, a session asks for it once more and no oftener (server/sync/SPEC.md, LINE-19). */
import { expect } from '@esm-bundle/chai';
import { OP, writeJson } from '../../model/protocol.ts';
import { FullSession } from '../../components/internal/full-session.ts';
import { lineOf } from '../../components/line/lines.ts';
import { fakeLine, turn } from './fake-line.ts';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

it('LINE-19: the line knows the edition from its welcome and tells when there is another; a renewed token that brings the same one tells nothing', async () => {
  const { line, last, clock } = fakeLine();
  stops.push(line.use());
  await turn();
  last().welcome(clock);
  let told = 0;
  stops.push(line.subscribe(() => told++));
  last().hear(writeJson(0, OP.auth, { catalogue: 'one' }));
  expect([line.catalogue, told, line.state.kind]).to.deep.equal(['one', 1, 'online']);
  last().hear(writeJson(0, OP.auth, { v: 1, person: 'maria', expires: clock.now() / 1000 + 100, heartbeat: 20, catalogue: 'one' }));
  expect(told).to.equal(1);
  last().hear(writeJson(0, OP.auth, { catalogue: 'two' }));
  expect([line.catalogue, told]).to.deep.equal(['two', 2]);
});

it('a session answers from what it has until the edition is another, and does not ask twice for what came before the welcome', async () => {
  const endpoint = `https://edition-${Math.random().toString(36).slice(2)}.test`;
  const session = new FullSession(endpoint, async () => 'token');
  stops.push(() => session.end());
  const { line } = lineOf(endpoint);
  const asked: string[] = [];
  let server = 'one';
  session.request = (async (_method: string, path: string) => {
    asked.push(path);
    return { edition: server };
  }) as typeof session.request;
  const edition = async (packs: readonly string[] | 'any' = ['base']): Promise<string | undefined> => (await session.catalogue('en', packs)).edition;
  expect([session.edition, await edition()]).to.deep.equal(['', 'one']);
  line.catalogue = 'one';
  expect([await edition(), await edition('any'), asked.length], 'the welcome says the same').to.deep.equal(['one', 'one', 1]);
  server = line.catalogue = 'two';
  expect(await Promise.all([edition(), edition(), edition('any')])).to.deep.equal(['two', 'two', 'two']);
  expect(asked.length).to.equal(2);
  // asked before the welcome, and changed before it came
  const late = session.catalogue('es');
  server = line.catalogue = 'three';
  await late;
  expect((await session.catalogue('es')).edition).to.equal('three');
});
