/** `dossier export`: the file is there whole or not at all. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exitOf } from '../../server/cli/program.ts';
import { processWorld } from '../../server/cli/world.ts';

let folder: string;
let server: Server;
let asked: { readonly path: string; readonly token: string; readonly body: unknown }[];
let answer: 'whole' | 'half' | 'refused';
const said: string[] = [];
const run = (...argv: string[]) => exitOf(['export', ...argv, '--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, '--token', 'secret'], { ...processWorld(), out: (text) => { said.push(text); }, err: (text) => { said.push(text); } });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-export-'));
  [asked, answer, said.length] = [[], 'whole', 0];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      asked.push({ path: request.url!, token: request.headers.authorization!, body: JSON.parse(Buffer.concat(parts).toString()) });
      if (answer === 'refused') return response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { code: 'forbidden', message: 'Only an information steward takes data out.' } }));
      response.writeHead(200, { 'content-type': 'text/csv' });
      return response.write('id,name\r\n', () => (answer === 'half' ? response.destroy() : response.end('A,Acme\r\n')));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

it('asks for what was asked, and replaces the file of the night before', async () => {
  const file = join(folder, 'customers.csv');
  writeFileSync(file, 'yesterday');
  expect(await run(file, '--columns', 'name, code', '--text', 'tea', '--query', '{"where":[]}', '--lang', 'es', '--keys')).toBe(0);
  expect(asked).toEqual([{ path: '/api/exports', token: 'Bearer secret', body: { format: 'csv', lang: 'es', labels: 'keys', roundtrip: false, query: { where: [], text: 'tea' }, columns: ['name', 'code'] } }]);
  expect(readFileSync(file, 'utf8')).toBe('id,name\r\nA,Acme\r\n');
  expect(readdirSync(folder)).toEqual(['customers.csv']);
});

it('leaves what was there where the server breaks off or refuses', async () => {
  const file = join(folder, 'customers.csv');
  answer = 'half';
  expect(await run(file)).toBe(1);
  answer = 'refused';
  expect(await run(file)).toBe(1);
  expect(said.join('\n')).toContain('Only an information steward');
  expect([existsSync(file), readdirSync(folder)]).toEqual([false, []]);
  expect(await run(file, '--query', 'no json')).toBe(2);
});
