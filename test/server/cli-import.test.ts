/** `dossier import` with a mapping, with a watched folder, and its undoing: over the data folder, and through a running server. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportMapping, ImportView } from '../../model/import/api.ts';
import { exitOf } from '../../server/cli/program.ts';
import type { World } from '../../server/cli/world.ts';
import { systemClock } from '../../server/clock.ts';
import { openStorage } from '../../server/storage/open.ts';
import { httpWorld, type HttpWorld } from '../helpers/http-world.ts';

const SECRET = 'a secret of the test company, long enough';
const mapping: ImportMapping = { tables: [{ file: 'list.csv', table: 'customers', columns: [{ heading: 'Nr', target: 'id' }, { heading: 'Firma', target: 'name' }, { heading: 'Bemerkung', target: null }, { heading: 'Draht', target: 'phone:office' }] }] };
const list = (...names: readonly string[]): string => `Nr,Firma,Bemerkung,Draht\n${names.map((name, i) => `${name[0]}${i},${name},nothing,030-${i}00`).join('\n')}\n`;

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-cli-import-'));
  data = join(folder, 'data');
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
  writeFileSync(join(folder, 'list.csv'), list('Alfa', 'Beta'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function dossier(args: readonly string[], stopped: World['stopped'] = () => Promise.resolve()): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await exitOf(args, { env: { DOSSIER_DATA: data, DOSSIER_JWT_SECRET: SECRET }, out: (line) => out.push(line), err: (line) => err.push(line), terminal: null, stopped, now: () => Date.now() });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
async function names(): Promise<readonly string[]> {
  const storage = await openStorage({ folder: data, clock: systemClock, currency: 'EUR' });
  try {
    return (await storage.facts.overviews(await storage.archives.list(null, 100))).map(({ name }) => name).sort();
  } finally {
    await storage.close();
  }
}

describe('over the data folder', () => {
  it('--mapping reads the columns as the file says, --save-mapping keeps it for the source', async () => {
    // without it nobody knows what these columns mean
    expect((await dossier(['import', join(folder, 'list.csv'), '--source', 'old'])).code).toBe(4);
    expect(existsSync(data) ? await names() : []).toEqual([]);
    expect(await dossier(['import', join(folder, 'list.csv'), '--source', 'old', '--mapping', join(folder, 'mapping.json'), '--save-mapping'])).toMatchObject({ code: 0, out: expect.stringContaining('2 created') });
    expect(await names()).toEqual(['Alfa', 'Beta']);
    writeFileSync(join(folder, 'list.csv'), list('Alfa', 'Beta', 'Carl'));
    expect(await dossier(['import', join(folder, 'list.csv'), '--source', 'old'])).toMatchObject({ code: 0, out: expect.stringMatching(/1 created.*2 unchanged|2 unchanged.*1 created/) });
    expect(await names()).toEqual(['Alfa', 'Beta', 'Carl']);
  });

  it.each([['{', 'is no mapping'], ['{"tables":[{"table":"nonsense","columns":[]}]}', 'is no mapping'], [null, 'is no mapping']])('a mapping that is none is wrong usage, and nothing is written: %s', async (text, why) => {
    if (text === null) rmSync(join(folder, 'mapping.json'));
    else writeFileSync(join(folder, 'mapping.json'), text);
    expect(await dossier(['import', join(folder, 'list.csv'), '--mapping', join(folder, 'mapping.json')])).toMatchObject({ code: 2, err: expect.stringContaining(why) });
    expect(existsSync(data)).toBe(false);
  });

  it('--watch takes what lies still, moves it away with its report, leaves what is being written, and ends when it is told', async () => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    const put = (name: string, text: string, still: boolean): void => {
      writeFileSync(join(inbox, name), text);
      // the other one was written to only now, however long the command takes to begin
      const at = new Date(Date.now() + (still ? -60_000 : 60_000));
      utimesSync(join(inbox, name), at, at);
    };
    put('customers.csv', 'id,name\nA1,Alfa\n', true);
    put('half.csv', 'id,name\nA2,Be', false);
    put('nonsense.csv', 'x,y\n1,2\n', true);
    const { code, out } = await dossier(['import', inbox, '--watch', '--source', 'night']);
    expect(code).toBe(0);
    expect(out).toContain(`Watching ${inbox}`);
    expect(readdirSync(inbox).sort()).toEqual(['done', 'failed', 'half.csv']);
    expect(readdirSync(join(inbox, 'done')).sort()).toEqual([expect.stringMatching(/ customers\.csv$/), expect.stringMatching(/ customers\.csv\.report\.json$/)]);
    const report = readdirSync(join(inbox, 'failed')).find((name) => name.endsWith('.report.json'))!;
    expect(JSON.parse(readFileSync(join(inbox, 'failed', report), 'utf8'))).toMatchObject({ file: 'nonsense.csv', report: { tables: [{ table: 'none' }] } });
    expect(await names()).toEqual(['Alfa']);
  });

  it('--watch wants a folder; --undo wants a server and a person', async () => {
    expect(await dossier(['import', join(folder, 'list.csv'), '--watch'])).toMatchObject({ code: 2, err: expect.stringContaining('is no folder') });
    expect(await dossier(['import', '--undo', 'abcdefabcdef'])).toMatchObject({ code: 2, err: expect.stringContaining('--url and --token') });
  });
});

describe('through a running server', () => {
  const steward = { sub: 'stew', name: 'Stella', roles: ['steward'] };
  let world: HttpWorld;
  let server: Server;
  let remote: readonly string[];
  beforeEach(async () => {
    world = await httpWorld();
    const port = await new Promise<number>((done) => { server = serve({ fetch: world.dossier.app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => done(info.port)) as Server; });
    remote = ['--url', `http://127.0.0.1:${port}`, '--token', await world.token(steward)];
  });
  afterEach(async () => {
    await new Promise((done) => server.close(done));
    await world.close();
  });

  it('a mapping goes along and is kept; --undo takes the import back and names what somebody changed since', async () => {
    const done = await dossier(['import', join(folder, 'list.csv'), '--source', 'old', '--mapping', join(folder, 'mapping.json'), '--save-mapping', ...remote]);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('2 created') });
    expect((await world.call(steward, 'GET', '/api/import-mappings/old')).body).toMatchObject({ mapping });
    const id = /This was import (\S+);/.exec(done.out)![1]!;
    expect((await world.call(steward, 'PATCH', '/api/archives/B1/sections/profile', { fields: { 'customer.shortName': 'Bee' } })).status).toBe(200);
    const back = await dossier(['import', '--undo', id, ...remote]);
    expect(back).toMatchObject({ code: 4, out: expect.stringMatching(/^Taken back: 1 removed, \d+ restored, \d+ kept because they were changed since\./) });
    expect(back.out).toContain('  B1');
    expect((await world.call<ImportView>(steward, 'GET', `/api/imports/${id}`)).body).toMatchObject({ undoable: false, undone: { by: 'stew', removed: 1 } });
    expect(await dossier(['import', '--undo', id, ...remote])).toMatchObject({ code: 1, err: expect.stringContaining('undone already') });
    expect((await dossier(['import', '--undo', 'nobodyknows1', ...remote])).code).toBe(1);
  });
});
