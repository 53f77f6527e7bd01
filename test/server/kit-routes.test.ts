/** How the kit is handed out: what follows the server, what never changes, and what a page is told that asks for something else. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { finishKit } from '../../build/finish-kit.ts';
import type { Snippet } from '../../server/services/kit.ts';
import { httpWorld, type HttpWorld } from '../helpers/http-world.ts';

const kit = mkdtempSync(join(tmpdir(), 'dossier-kit-'));
const script = `import("./chunks/form-D7xFwFpV.js");${'// long enough to be compressed\n'.repeat(60)}`;
const sha384 = `sha384-${createHash('sha384').update(script).digest('base64')}`;
let world: HttpWorld;
let snippet: Snippet;

beforeAll(async () => {
  mkdirSync(join(kit, 'chunks'));
  for (const name of ['dossier.js', 'badge.js', 'contact-timeline.js']) writeFileSync(join(kit, name), script);
  writeFileSync(join(kit, 'chunks/form-D7xFwFpV.js'), script);
  finishKit(kit, '9.9.9');
  world = await httpWorld({ files: { kit, pages: null }, env: { DOSSIER_PUBLIC_URL: 'https://intranet.test/dossier/' } });
  snippet = (await world.call<Snippet>(null, 'GET', '/kit/1/snippet.json')).body;
});
afterAll(async () => {
  await world.close();
  rmSync(kit, { recursive: true });
});

const path = (address: string): string => address.replace('https://intranet.test/dossier', '');

it('what follows the server is asked for again, whatever the name of the tag ends in', async () => {
  for (const name of ['dossier', 'badge', 'contact-timeline']) {
    for (const at of [`/kit/${name}.js`, `/kit/1/${name}.js`]) expect((await world.call(null, 'GET', at)).headers.get('cache-control'), at).toBe('public, max-age=0, must-revalidate');
  }
});

it('a build and its chunks are kept for a year, by pages of any origin', async () => {
  for (const at of [path(snippet.scripts['dossier.js']!.pinned), path(snippet.scripts['badge.js']!.pinned), `/kit/1/${snippet.build}/chunks/form-D7xFwFpV.js`, '/kit/1/chunks/form-D7xFwFpV.js']) {
    const { status, headers } = await world.call(null, 'GET', at, undefined, { origin: 'https://anywhere.example' });
    expect([status, headers.get('cache-control'), headers.get('access-control-allow-origin'), headers.get('cross-origin-resource-policy')], at).toEqual([200, 'public, max-age=31536000, immutable', '*', 'cross-origin']);
    const again = await world.call(null, 'GET', at, undefined, { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, again.headers.get('cache-control')], at).toEqual([304, 'public, max-age=31536000, immutable']);
  }
});

it('is compressed when it is built, and the same for who takes no compression', async () => {
  const get = async (encoding: string): Promise<[string | null, string]> => {
    const answer = await world.dossier.app.request('/kit/1/dossier.js', { headers: { 'accept-encoding': encoding } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const kind = answer.headers.get('content-encoding');
    expect(answer.headers.get('vary') ?? '', encoding).toContain('Accept-Encoding');
    return [kind, (kind === 'br' ? brotliDecompressSync(bytes) : kind === 'gzip' ? gunzipSync(bytes) : bytes).toString()];
  };
  expect(await get('gzip, deflate, br')).toEqual(['br', script]);
  expect(await get('gzip, deflate')).toEqual(['gzip', script]);
  expect(await get('identity')).toEqual([null, script]);
});

it('tells the lines for a page with the public address and the hash that the browser checks', () => {
  expect(snippet.html).toBe('<script type="module" src="https://intranet.test/dossier/kit/1/dossier.js"></script>\n<archive-session endpoint="https://intranet.test/dossier"></archive-session>');
  expect(snippet.pinned).toContain(`src="https://intranet.test/dossier/kit/1/${snippet.build}/dossier.js" integrity="${sha384}" crossorigin="anonymous"`);
});

it('says in a sentence why another major version or a build of before is not here', async () => {
  const refused = async (at: string): Promise<[number, string]> => {
    const { status, body } = await world.call<{ error: { message: string } }>(null, 'GET', at);
    return [status, body.error.message];
  };
  expect(await refused('/kit/2/dossier.js')).toEqual([404, expect.stringContaining('kit/1/dossier.js')]);
  expect(await refused('/kit/1/0123456789abcdef/dossier.js')).toEqual([404, expect.stringContaining('upgraded to 9.9.9')]);
  expect((await refused(`/kit/${snippet.build}/dossier.js`))[0]).toBe(404);
});
