/**
 * Makes the upgrade fixture of a release: a small data folder written by the built server through its own doors, with what must be readable in it for ever. Run once a
 * release, in a clone of its tag: `npm run build && npx tsx test/upgrade/make.ts`. A folder that was published is never made again.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { mint, root, start, tempFolder } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { connect } from '../helpers/yjs-client.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const target = join(import.meta.dirname, version);
const folder = tempFolder();
const PAPER = Buffer.from('%PDF-1.4 a paper of ALFKI\n'.repeat(20));
/** Sections and how they lie on disk: the snapshot alone, updates alone, or both. */
const SECTIONS = ['ALFKI/profile', 'ALFKI/people', 'ALFKI/contacts-2026', 'ALFKI/terms', 'BOLID/profile', 'BOLID/assessment', 'CHOPS/profile'];

const [admin, ana, ben, mei] = await Promise.all([
  mint({ sub: 'root', name: 'Root', roles: ['admin'] }), mint({ sub: 'ana', name: 'Ana López', roles: ['staff'], department: 'sales' }),
  mint({ sub: 'ben', name: 'Ben', roles: ['staff'], department: 'sales' }), mint({ sub: 'mei', name: '陈美', roles: ['steward'] }),
]);
let server: Running;
async function call<T>(token: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await server.api<T>(token, method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
const edit = (token: string, doc: string, patch: object): Promise<unknown> => call(token, 'PATCH', `/api/archives/${doc.replace('/', '/sections/')}`, patch);
/** Types a long text by Yjs, letter by letter, so that a section has many small updates. Whatever a reader saw is on disk. */
async function type(token: string, doc: string, key: string, text: string): Promise<void> {
  const [archive = '', section = ''] = doc.split('/');
  const writer = connect(server.url, token, archive, section);
  const reader = connect(server.url, token, archive, section);
  await Promise.all([writer.synced, reader.synced]);
  const own = writer.doc.getText(`text:${key}`);
  const other = reader.doc.getText(`text:${key}`);
  for (const letter of text) own.insert(own.length, letter);
  if (other.length < own.length) await new Promise<void>((done) => { other.observe(() => { if (other.length === own.length) done(); }); });
  writer.destroy();
  reader.destroy();
}

// The first life ends politely: snapshots.
server = await start({ folder });
await call(admin, 'POST', '/api/departments', { id: 'sales', name: 'Sales', managers: ['ana'] });
await call(admin, 'POST', '/api/people', { id: 'lee', name: 'Lee', email: 'lee@example.com', department: 'sales', roles: ['staff'], clearances: ['bank'] });
await call(ana, 'POST', '/api/archives', { id: 'ALFKI', keys: ['erp:GZ/2019-0045', 'northwind:ALFKI'], kind: 'organisation', name: 'Alfreds Futterkiste', department: 'sales', code: 'K-0001' });
await call(ana, 'POST', '/api/archives', { id: 'BOLID', kind: 'individual', name: 'Martín Sommer' });
await edit(ana, 'ALFKI/profile', { fields: { 'customer.shortName': 'Alfreds', 'crm.website': 'https://alfreds.example' }, rows: { addresses: { a1: { use: 'business', city: 'Berlin' }, a2: { city: 'Hamburg' } } }, texts: { 'org.businessScope': 'Food.\nDrink.' } });
await edit(mei, 'ALFKI/profile', { fields: { 'customer.shortName': '阿尔弗雷德' } });
await edit(ana, 'ALFKI/people', { rows: { people: { p1: { name: 'Maria Anders' } } } });
await edit(ana, 'ALFKI/contacts-2026', { rows: { contacts: { c1: { time: '2026-02-20T14:20[Europe/Berlin]', salesperson: 'ana', nextAppointment: '2026-03-12' } } }, texts: { 'contacts/c1/subject': 'Price of the new line; wants samples.\nMore.' } });
await type(ana, 'BOLID/profile', 'org.businessScope', 'Wines');
await call(ana, 'PUT', '/api/archives/ALFKI/owners', { owner: 'ana', coOwners: ['ben'], deputies: [] });
await call(ana, 'POST', '/api/grants', { archive: 'ALFKI', to: { kind: 'person', id: 'lee' }, level: 'read', sections: ['profile', 'terms'], until: '2099-01-01T00:00:00.000Z', reason: 'helps with the year end' });
await call(ana, 'POST', '/api/archives/ALFKI/transactions', { items: [
  { kind: 'sale', date: '2026-01-15', amount: '1265793.22', externalId: 'o1', lines: [{ item: 'Chai', quantity: '10', price: '126579.322' }], cost: '1000.00' },
  { kind: 'return', date: '2026-02-01', amount: '93.22', externalId: 'o2' },
] });
const form = new FormData();
form.set('section', 'documents');
form.set('file', new Blob([PAPER], { type: 'application/pdf' }), 'Vertrag 合同.pdf');
const uploaded = await fetch(`${server.url}/api/archives/ALFKI/files`, { method: 'POST', headers: { authorization: `Bearer ${ana}` }, body: form });
if (uploaded.status !== 201) throw new Error(`file: ${uploaded.status} ${await uploaded.text()}`);
await server.stop();

// The second life is cut off: updates behind the snapshots, and sections of updates alone.
server = await start({ folder, env: { DOSSIER_LIMITS: JSON.stringify({ roomIdleMs: 600_000 }) } });
await edit(ben, 'ALFKI/profile', { fields: { 'customer.shortName': null, 'crm.website': 'https://new.alfreds.example' }, rows: { addresses: { a2: null } } });
await type(ben, 'ALFKI/profile', 'org.businessScope', ' Gewürze und Öle 香料');
await edit(ana, 'ALFKI/terms', { fields: { 'g1.grossMarginStandard': 12.5 } });
await edit(ana, 'BOLID/assessment', { texts: { 'g3.developmentPotential': 'Reliable' } });
await call(ana, 'POST', '/api/archives', { id: 'CHOPS', kind: 'organisation', name: 'Chop-suey Chinese' });
await edit(ana, 'CHOPS/profile', { fields: { 'customer.shortName': 'Chops' } });

interface View { readonly row: object; readonly overview: { readonly trade: object | null } }
const archives: Record<string, object> = {};
for (const id of ['ALFKI', 'BOLID', 'CHOPS']) {
  const { row, overview } = await call<View>(ana, 'GET', `/api/archives/${id}`);
  archives[id] = { row, trade: overview.trade, transactions: (await call<{ items: object[] }>(ana, 'GET', `/api/archives/${id}/transactions`)).items };
}
const sections: Record<string, object> = {};
for (const doc of SECTIONS) {
  const { level: _level, ...values } = await call<{ level: string; seq: number }>(ana, 'GET', `/api/archives/${doc.replace('/', '/sections/')}`);
  if (values.seq > 0) sections[doc] = values;
}
const people = (await call<{ items: object[] }>(admin, 'GET', '/api/people')).items;
const departments = (await call<{ items: object[] }>(admin, 'GET', '/api/departments')).items;
const { items: files } = await call<{ items: { id: string }[] }>(ana, 'GET', '/api/archives/ALFKI/files');
await server.kill();

const db = new Database(join(folder, 'archive.db'));
const rows = (sql: string): unknown[] => db.prepare(sql).all();
const tables = new Set(db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
const changes = ['change', 'history'].filter((table) => tables.has(table)).map((table) => `SELECT c.archive || '/' || c.name AS doc, seq, person, at, key, old, new FROM ${table} h JOIN section c ON c.id = h.section`).join(' UNION ALL ');
const expected = {
  version,
  schema: db.pragma('user_version', { simple: true }),
  archives, sections, people, departments,
  authors: rows("SELECT s.archive || '/' || s.name AS doc, client, person FROM author a JOIN section s ON s.id = a.section ORDER BY 1, 2"),
  history: rows(`SELECT * FROM (${changes}) ORDER BY doc, seq, key`),
  grants: rows('SELECT id, archive, to_kind, to_id, level, sections, reason FROM access_grant ORDER BY id'),
  lies: rows("SELECT s.archive || '/' || s.name AS doc, s.upto, s.epoch, EXISTS (SELECT 1 FROM snapshot WHERE section = s.id) AS snapshot FROM section s ORDER BY 1"),
  files: files.map((file) => ({ ...file, sha256: createHash('sha256').update(PAPER).digest('hex') })),
};
db.close();
for (const name of ['archive.db', 'facts.db']) {
  const each = new Database(join(folder, name));
  each.pragma('wal_checkpoint(TRUNCATE)');
  each.pragma('journal_mode = DELETE'); // one file; the server turns it back at its next start
  each.close();
}
mkdirSync(target, { recursive: true });
for (const name of ['archive.db', 'facts.db']) writeFileSync(join(target, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }));
const sha256 = createHash('sha256').update(PAPER).digest('hex');
mkdirSync(join(target, 'files', sha256.slice(0, 2)), { recursive: true });
writeFileSync(join(target, 'files', sha256.slice(0, 2), sha256), readFileSync(join(folder, 'files', sha256.slice(0, 2), sha256)));
writeFileSync(join(target, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
console.log(`${target}: schema ${String(expected.schema)}, ${Object.keys(sections).length} sections, ${expected.history.length} changes, ${expected.authors.length} authors`);
