/** The examples of docs/api.md as they stand there, against a server. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import { expect, it } from 'vitest';
import { createClient } from '../../components/client.ts';
import { signed } from '../../server/services/webhook-send.ts';
import { httpWorld } from '../helpers/http-world.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8');
const examples = [...text.matchAll(/```ts example\n([^]*?)```/g)].map(([, code = '']) => code);

/** Runs a piece of TypeScript with these names; answers the values of the names that it leaves. */
async function run(code: string, given: Readonly<Record<string, unknown>>, left: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code: plain } = await transformWithOxc(`async function example() {\n${code}\nreturn { ${left.join(', ')} };\n}`, 'example.ts', { lang: 'ts' });
  return (await new Function(...Object.keys(given), `${plain}\nreturn example();`)(...Object.values(given))) as Readonly<Record<string, unknown>>;
}

it('every example runs and does what the page says', async () => {
  expect(examples).toHaveLength(3);
  const world = await httpWorld();
  try {
    const admin = { sub: 'ada', roles: ['admin'] };
    const { body: { secret } } = await world.call<{ secret: string }>(admin, 'POST', '/api/keys', { name: 'ERP', sections: { profile: 'write' }, create: true });
    const here: typeof fetch = (input, init) => Promise.resolve(world.dossier.app.request(input as string, init));
    const make = (options: object) => createClient({ ...options, fetch: here } as Parameters<typeof createClient>[0]);
    const dossier = make({ endpoint: 'http://dossier.test', token: secret });
    const { next } = await dossier.call('GET /api/events', { query: { after: 'now' } });

    const { id } = await run(examples[0]!, { createClient: make, endpoint: 'http://dossier.test', key: secret }, ['id']);
    expect((await dossier.call('GET /api/archives/{id}', { params: { id: 'erp:4711' } })).id).toBe(id);

    const mirrored: string[] = [];
    const { follow } = await run(examples[1]!, { dossier, mirror: (archive: string) => { mirrored.push(archive); return Promise.resolve(); } }, ['follow']);
    const cursor = await (follow as (from: string) => Promise<string>)(next);
    expect(mirrored).toContain(id);
    expect((await dossier.call('GET /api/events', { query: { after: cursor } })).items.filter(({ type }) => type === 'section')).toEqual([]);

    const own = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;
    const headers = signed({ id: 'msg_1', at: world.now(), body: '{}', secrets: [own] });
    const checked = await run(examples[2]!, { createHmac, Buffer, secret: own, id: headers['webhook-id'], timestamp: headers['webhook-timestamp'], body: '{}', signature: headers['webhook-signature'] }, ['good']);
    expect(checked['good']).toBe(true);
  } finally {
    await world.close();
  }
});
