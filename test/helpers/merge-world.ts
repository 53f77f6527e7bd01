/** Archives at random with everything that REST can read of them, to be merged and made two again; and their export as one text in which nothing depends on chance. */
import type { HttpWorld, Who } from './http-world.ts';
import { chance } from './duplicate-set.ts';

export type Luck = ReturnType<typeof chance>;
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)])) : value);

const SECTIONS = ['profile', 'people', 'contacts-2025', 'contacts-2026', 'preferences', 'documents', 'terms', 'credit', 'rivals', 'private', 'assessment', 'identity', 'bank', 'aml'];
const RECORDS = ['fields/customer.name', 'methods/m1', 'people/p1'];

/**
 * Everything that may be read, canonical: keys of objects in order, lists as they stand. Left out is what only ever rises: revision, sequence numbers, moments of computing, and the level with
 * its reasons, which is no part of the archive.
 */
export async function exported(world: HttpWorld, who: Who, id: string): Promise<string> {
  const get = async (path: string) => (await world.call<Record<string, unknown>>(who, 'GET', `/api/archives/${id}${path}`)).body;
  const { row } = await get('');
  const sections: Record<string, unknown> = {};
  for (const section of SECTIONS) {
    const { seq: _seq, level: _level, ...values } = await get(`/sections/${section}`);
    sections[section] = values;
  }
  const comments: unknown[] = [];
  for (const section of ['profile', 'people']) {
    for (const record of RECORDS) comments.push((await get(`/comments?section=${section}&record=${encodeURIComponent(record)}`))['items']);
  }
  const { items: transactions } = await get('/transactions?limit=100');
  const { items: files } = await get('/files');
  return JSON.stringify(sorted({ row, sections, comments, transactions, files }), null, 1);
}

const WORDS = ['Alfreds', '天河', 'Bólido', '貿易', 'Nord', 'Süd', '广州', 'López', 'Chen', 'Müller'];
const words = (luck: Luck): string => `${luck.of(WORDS)} ${luck.of(WORDS)} ${luck.int(99)}`;
const day = (luck: Luck): string => `2026-0${1 + luck.int(2)}-1${luck.int(9)}`;

/** One archive: values, lists with rows of the same ids as others have, long texts, marks, files, comments, rows of trade, keys, people with rights. */
export async function randomArchive(world: HttpWorld, who: Who, id: string, luck: Luck): Promise<void> {
  const must = async (method: string, path: string, body?: unknown): Promise<void> => {
    const { status, body: answer } = await world.call(who, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
  };
  const at = `/api/archives/${id}`;
  await must('POST', '/api/archives', { id, kind: 'organisation', packs: luck.is(0.5) ? ['base', 'organisation'] : ['base'], name: words(luck), keys: luck.is(0.6) ? [`erp:${id}-1`, ...(luck.is(0.3) ? [`crm:${id}`] : [])] : [] });
  await must('PATCH', at, { ...(luck.is(0.5) ? { code: `K-${id}` } : {}), ...(luck.is(0.3) ? { confidentiality: 'businessConfidential' } : {}) });
  const rowId = (prefix: string): string => (luck.is(0.4) ? `${prefix}${1 + luck.int(3)}` : luck.is(0.1) ? String(luck.int(30)) : `${prefix}${id}${luck.int(9)}`);
  const rows = (prefix: string, most: number, make: () => Record<string, unknown>) => Object.fromEntries(Array.from({ length: luck.int(most + 1) }, () => [rowId(prefix), make()]));
  const people = rows('p', 3, () => ({ name: words(luck) }));
  const person = Object.keys(people)[0];
  await must('PATCH', `${at}/sections/profile`, {
    fields: { ...(luck.is(0.6) ? { 'customer.shortName': words(luck) } : {}), ...(luck.is(0.4) ? { 'crm.website': `https://${id}.example` } : {}), ...(luck.is(0.4) ? { 'org.licenceNumber': luck.digits(8) } : {}) },
    rows: {
      methods: rows('m', 4, () => ({ kind: luck.of(['phone', 'mobile']), value: `+34 91 555 ${luck.int(40) + 10}${luck.int(5)}`, ...(luck.is(0.3) ? { label: words(luck) } : {}), ...(luck.is(0.3) ? { verifiedAt: day(luck) } : {}) })),
      addresses: rows('a', 2, () => ({ use: luck.of(['registered', 'mailing', 'business']), text: words(luck), city: luck.of(WORDS) })),
      'customer.partnerRole': rows('r', 1, () => ({ value: luck.of(['supplier', 'dealer', 'special']) })),
    },
    texts: luck.is(0.5) ? { 'org.businessScope': `${words(luck)}\n${words(luck)}` } : {},
    marks: luck.is(0.5) ? { 'fields/customer.name#source': 'registration', 'fields/customer.name#verifiedAt': day(luck) } : {},
  });
  if (Object.keys(people).length > 0) await must('PATCH', `${at}/sections/people`, { rows: { people }, fields: person !== undefined && luck.is(0.6) ? { 'org.legalRepresentative': person } : {} });
  if (person !== undefined && luck.is(0.5)) await must('PATCH', `${at}/sections/private`, { rows: { peoplePrivate: { [person]: { person } } } });
  for (const year of [2025, 2026]) {
    if (!luck.is(0.5)) continue;
    const ids = Array.from({ length: 1 + luck.int(4) }, () => rowId('c'));
    await must('PATCH', `${at}/sections/contacts-${year}`, { rows: { contacts: Object.fromEntries(ids.map((each) => [each, { time: `${year}-0${1 + luck.int(9)}-1${luck.int(9)}T10:00` }])) }, texts: Object.fromEntries(ids.map((each) => [`contacts/${each}/subject`, words(luck)])) });
  }
  if (luck.is(0.4)) await must('PATCH', `${at}/sections/terms`, { rows: { 'customer.openingBank': rows('b', 2, () => ({ value: words(luck) })) } });
  for (let i = luck.int(4); i > 0; i--) await must('POST', `${at}/transactions`, { kind: luck.of(['sale', 'return', 'collection', 'stay']), date: day(luck), amount: `${luck.int(900) + 1}.50` });
  for (let i = luck.int(3); i > 0; i--) await must('POST', `${at}/comments`, { section: luck.of(['profile', 'people']), record: luck.of(RECORDS), text: words(luck) });
  for (let i = luck.int(2); i > 0; i--) {
    const form = new FormData();
    form.set('section', luck.of(['profile', 'terms']));
    form.set('kind', 'other');
    form.set('file', new File([words(luck)], `${luck.of(WORDS)}.txt`, { type: 'text/plain' }));
    await must('POST', `${at}/files`, form);
  }
  if (luck.is(0.4)) await must('PUT', `${at}/owners`, { owner: who.sub, coOwners: ['colleague'], deputies: luck.is(0.5) ? [{ person: 'deputy', from: '2026-01-01', to: '2027-01-01' }] : [] });
}
