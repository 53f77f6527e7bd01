/** One person planted in many places of many archives, over the doors that everybody uses; and a search of bytes that shares no code with the server's. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { zipSync } from 'fflate';
import * as Y from 'yjs';

export const PERSON = Object.freeze({ name: 'Zdenka Quillfeather', phone: '+34 600 918 273', mail: 'zdenka.q@canary-mail.example', id: 'X7714903K' });
/** Ways in which the person was written, each of which must be nowhere. */
export const WRITTEN = Object.freeze([PERSON.name, 'QUILLFEATHER, Zdenka', PERSON.phone, '600918273', '0034600918273', PERSON.mail, PERSON.id, 'X-7714903-K', 'Quillfeather']);
export const ARCHIVES = Object.freeze(Array.from({ length: 12 }, (_, i) => `ERA-${i + 1}`));

export type Api = <T = Record<string, unknown>>(token: string, method: string, path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: T }>;
export interface Tokens { readonly olga: string; readonly steward: string; readonly admin: string }

/** Answers how many places were written. */
export async function plant(url: string, api: Api, { olga, steward }: Tokens): Promise<number> {
  const { name, phone, mail } = PERSON;
  let places = 0;
  const ok = async (who: string, method: string, path: string, body?: unknown, count = 1): Promise<Record<string, unknown>> => {
    const answer = await api<Record<string, unknown>>(who, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    places += count;
    return answer.body;
  };
  const patch = (n: number, section: string, body: unknown, count = 1): Promise<Record<string, unknown>> => ok(olga, 'PATCH', `/api/archives/ERA-${n}/sections/${section}`, body, count);
  const file = async (n: number, name: string, bytes: Uint8Array | string, count = 1): Promise<void> => {
    const form = new FormData();
    form.append('section', 'profile');
    form.append('kind', 'other');
    form.append('file', new Blob([bytes as never]), name);
    const response = await fetch(`${url}/api/archives/ERA-${n}/files`, { method: 'POST', headers: { authorization: `Bearer ${olga}` }, body: form });
    if (response.status >= 300) throw new Error(`file ${name}: ${response.status} ${await response.text()}`);
    places += count;
  };
  for (const [i, archive] of ARCHIVES.entries()) await ok(olga, 'POST', '/api/archives', { id: archive, kind: i === 0 ? 'individual' : 'organisation', name: i === 0 ? name : `Company ${i + 1}`, ...(i === 9 ? { keys: [`crm:${mail}`] } : {}) }, i === 0 || i === 9 ? 1 : 0);
  // 1: the person's own archive
  await patch(1, 'profile', { rows: { methods: { m1: { kind: 'mobile', value: phone }, m2: { kind: 'email', value: mail } } } }, 2);
  // 2, 3: in the people of other customers, with phones; in a text
  await patch(2, 'people', { rows: { people: { p1: { name, role: 'contactPerson' } }, peopleMethods: { x1: { person: 'p1', kind: 'mobile', value: '0034600918273' } } } }, 2);
  await patch(3, 'people', { rows: { people: { p1: { name: 'Somebody Else', role: 'contactPerson', workScope: `deputy of ${name}, call 600 918 273` } } } }, 2);
  await patch(3, 'profile', { texts: { 'org.businessScope': `Founded by QUILLFEATHER, Zdenka in 1999; write to ${mail}.` } }, 2);
  // 4: contact records
  await patch(4, 'contacts-2026', { rows: { contacts: { r1: { time: '2026-02-03T10:00', salesperson: 'olga' } } }, texts: { 'contacts/r1/subject': `Met ${name} at the fair` } });
  // 5: what was, and is not any more
  await patch(5, 'profile', { fields: { 'customer.shortName': name } });
  await patch(5, 'profile', { fields: { 'customer.shortName': 'Five' } }, 0);
  await patch(5, 'people', { rows: { people: { gone: { name, role: 'contactPerson' } } } });
  await patch(5, 'people', { rows: { people: { gone: null } } }, 0);
  await patch(5, 'profile', { texts: { 'org.businessScope': `Here ${name} was named` } });
  await patch(5, 'profile', { texts: { 'org.businessScope': 'Here nobody is named' } }, 0);
  // 6: comments
  await ok(olga, 'POST', '/api/archives/ERA-6/comments', { section: 'profile', record: '', text: `Ask ${name} first` });
  await ok(olga, 'POST', '/api/archives/ERA-6/comments', { section: 'people', record: '', text: `Her number is 600918273` });
  // 7: files by name and by what they hold
  await file(7, `Letter to ${name}.txt`, 'Dear customer');
  await file(7, 'list.csv', `name;phone\n${name};${phone}\n`, 2);
  await file(7, 'card.vcf', `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${mail}\r\nEND:VCARD\r\n`, 2);
  await file(8, 'book.docx', zipSync({ 'word/document.xml': Buffer.from(`<w:document><w:p><w:r><w:t>Zdenka </w:t></w:r><w:r><w:t>Quillfeather</w:t></w:r></w:p></w:document>`) }));
  await file(8, 'wide.txt', Buffer.from(`\ufeffSigned: ${name}`, 'utf16le'));
  // 9: transactions
  await ok(olga, 'POST', '/api/archives/ERA-9/transactions', { kind: 'sale', date: '2026-01-15', amount: '120.00', currency: 'EUR', orderRef: 'X-7714903-K', source: 'shop', externalId: `order of ${name}`, lines: [{ item: `Gift for ${name}`, quantity: '1', price: '120.00' }] }, 3);
  // 10: the archive's own row: the key above, a code that was and one that is
  await ok(olga, 'PATCH', '/api/archives/ERA-10', { code: 'X7714903K' });
  await ok(olga, 'PATCH', '/api/archives/ERA-11', { code: 'X-7714903-K' });
  await ok(olga, 'PATCH', '/api/archives/ERA-11', { code: 'E11' }, 0);
  // 12: reasons, views, tags, an import with its rows
  await ok(olga, 'POST', '/api/grants', { archive: 'ERA-12', to: { kind: 'person', id: 'ben' }, level: 'read', sections: null, reason: `Ben looks after ${name}`, until: '2099-01-01' });
  await ok(olga, 'POST', '/api/views', { name: `Everything of ${name}`, query: { text: name } }, 2);
  await ok(olga, 'POST', '/api/tags', { name: `Friend ${name}`.slice(0, 40) });
  const form = new FormData();
  form.append('source', 'list');
  form.append('files', new Blob([`CustomerID,CompanyName,ContactName,Phone\nIMP-1,Imported,${name},${phone}\nIMP-1,,${mail},\n`]), 'customers.csv');
  const job = await fetch(`${url}/api/imports`, { method: 'POST', headers: { authorization: `Bearer ${steward}` }, body: form });
  if (job.status < 300) {
    places += 3;
    const { id } = await job.json() as { id: string };
    for (let state = ''; state !== 'done' && state !== 'failed';) state = (await api<{ state: string }>(steward, 'GET', `/api/jobs/${id}`)).body.state;
  }
  return places;
}

const forms = (text: string): readonly Buffer[] => {
  const json = [...text].map((c) => (c.charCodeAt(0) > 126 ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('');
  const all = [Buffer.from(text), Buffer.from(text.toLowerCase()), Buffer.from(text.toUpperCase()), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16(), Buffer.from(json), Buffer.from(Buffer.from(text).toString('hex'))];
  for (const before of ['', 'x', 'xx']) {
    const whole = Buffer.from(before + text).toString('base64');
    all.push(Buffer.from(whole.slice(before.length === 0 ? 0 : 4, Math.floor(((before.length + Buffer.byteLength(text)) * 4) / 3) - 3)));
  }
  return all.filter(({ length }) => length >= 6);
};

/** In which files of the folder one of the texts stands: as bytes, in packed members of archives, and in what log and snapshots unpack to. */
export function occurrences(folder: string, texts: readonly string[], besides: readonly string[] = ['backups']): readonly string[] {
  const wanted = texts.flatMap((text) => forms(text).map((bytes) => ({ text, bytes })));
  const found: string[] = [];
  const look = (name: string, bytes: Buffer): void => { for (const { text, bytes: form } of wanted) if (bytes.includes(form)) found.push(`${name}: ${text}`); };
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const next = join(path, entry.name);
      const name = relative(folder, next);
      if (besides.includes(name)) continue;
      if (entry.isDirectory()) { walk(next); continue; }
      if (statSync(next, { throwIfNoEntry: false }) === undefined) continue;
      const bytes = readFileSync(next);
      look(name, bytes);
      look(`name of ${name}`, Buffer.from(entry.name));
      for (let at = bytes.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4, 'latin1')) {
        const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
        try { look(`${name} unpacked`, inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(at + 18)))); } catch { /* stored, not packed */ }
      }
    }
  };
  walk(folder);
  const db = new Database(join(folder, 'archive.db'), { readonly: true });
  try {
    for (const { section, bytes } of db.prepare<[], { section: number; bytes: Buffer }>('SELECT section, bytes FROM snapshot').all()) {
      const doc = new Y.Doc({ gc: false });
      Y.applyUpdate(doc, bytes);
      look(`snapshot of ${section}`, Buffer.from(JSON.stringify([...doc.store.clients.values()].flat().map((struct) => (struct instanceof Y.Item ? struct.content.getContent().join('') : '')))));
      const all = [...doc.share.keys()].map((root) => (root.startsWith('text:') ? doc.getText(root).toString() : JSON.stringify([...doc.getMap(root).entries()])));
      look(`values of ${section}`, Buffer.from(all.join('\n')));
    }
    for (const { id, bytes } of db.prepare<[], { id: number; bytes: Buffer }>('SELECT id, bytes FROM log').all()) look(`log ${id}`, bytes);
  } finally {
    db.close();
  }
  // in the index of words each shares its beginning with the one before, so that it stands whole in no byte
  const facts = new Database(join(folder, 'facts.db'), { readonly: true });
  try {
    facts.exec('CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)');
    const words = new Set(texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 6));
    for (const term of facts.prepare<[], string>('SELECT term FROM temp.terms').pluck().all()) if (words.has(term)) found.push(`search: ${term}`);
  } finally {
    facts.close();
  }
  return found;
}
