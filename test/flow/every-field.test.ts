/** Every field that a document holds, one by one: what one person writes stands in another person's open form, in its place and in the reader's words. `docs/coverage.md` rests on it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dictionaryOf, FIELDS, placeOf, tables } from '../../model/catalogue/catalogue.ts';
import type { Column, Field } from '../../model/catalogue/types.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint } from '../helpers/dossier.ts';
import type { Running } from '../helpers/dossier.ts';
import { openHouse, type House } from '../helpers/house.ts';
import { ALL_PACKS, documentNameOf, DOCUMENTS, fullest, storedFields } from '../helpers/fullest.ts';

const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const WEI = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };
const patches = fullest(2);
let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
let page: Page;
let token: string;

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  token = await mint(ANA);
  const admin = await mint({ sub: 'root', name: 'Root', roles: ['admin'] });
  await server.api(token, 'POST', '/api/archives', { id: 'FULL', kind: 'organisation', packs: ALL_PACKS, name: 'Everything Ltd' });
  await server.api(await mint(WEI), 'GET', '/api/me');
  await server.api(token, 'PUT', '/api/archives/FULL/owners', { owner: 'ana', coOwners: ['wei'], deputies: [] });
  for (const person of ['ana', 'wei']) expect((await server.api(admin, 'PUT', `/api/people/${person}`, { clearances: ['identity', 'bank', 'aml'] })).status).toBe(200);
  ({ page } = await site.open(browser, WEI, '<archive-form archive="FULL" readonly></archive-form>', { viewport: { width: 1280, height: 1600 } }));
  await page.getByRole('navigation').first().waitFor();
});

afterAll(() => house?.close());

/** What the reader sees of a value, as far as it is the same in every layout. */
function word(column: Pick<Column, 'kind' | 'mask'> & { readonly dictionary?: string | null }, value: unknown): string {
  switch (column.kind) {
    case 'enum': case 'enums': return dictionaryOf(column.dictionary ?? '')?.options.find(({ key }) => key === value)?.label.en ?? String(value);
    case 'money': return String(value).split(' ')[0]!;
    case 'number': case 'percent': return String(value);
    case 'date': case 'month': case 'dateRange': return String(value).slice(0, 4);
    case 'flag': return '';
    case 'person': return 'name ';
    case 'user': return 'Ana Ruiz';
    default: return column.mask === true ? String(value).slice(-2) : String(value);
  }
}

/** Any one of these must stand in the field's place. */
function expected(field: Field, section: SectionKey): readonly string[] {
  const patch = patches[documentNameOf(section)]!;
  const place = placeOf(field);
  switch (place.kind) {
    case 'value': return [word(field, patch.fields?.[field.key])];
    case 'text': return [patch.texts![field.key]!];
    case 'address': return [String(patch.rows!['addresses']![place.use]!['text'])];
    case 'list': case 'rows': {
      const { columns } = tables().find((each) => each.table === place.table && each.home === section)!;
      return Object.entries(patch.rows![place.table]!).flatMap(([id, row]) => columns.map((column) => word(column, row![column.key] ?? patch.texts?.[`${place.table}/${id}/${column.key}`] ?? ''))).filter((text) => text !== '' && text !== 'undefined');
    }
    case 'files': case 'column': case 'none': return [];
  }
}

/** The text of every field of the page that is open, through all its leaves, from the first. */
async function readPage(section: SectionKey): Promise<Readonly<Record<string, string>>> {
  const leaf = (at: 'first' | 'last') => page.locator('archive-form .pager button')[at]();
  const first = (): Promise<string | null> => page.locator('archive-form [data-field]').first().getAttribute('data-field');
  const turn = async (at: 'first' | 'last'): Promise<boolean> => {
    if ((await page.locator('archive-form .pager').count()) === 0 || (await leaf(at).isDisabled())) return false;
    const before = await first();
    await leaf(at).click();
    await expect.poll(first, { message: section }).not.toBe(before);
    return true;
  };
  while (await turn('first'));
  // tables that are told with others open by themselves
  const folded = page.locator('archive-form').getByRole('button', { name: /by (itself|themselves)$/ });
  while ((await folded.count()) > 0) await folded.first().click();
  const seen: Record<string, string> = {};
  do {
    Object.assign(seen, await page.locator('archive-form').evaluate((form) => Object.fromEntries([...form.shadowRoot!.querySelectorAll<HTMLElement>('[data-field]')].map((field) => {
      const inputs = [...field.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value);
      return [field.dataset['field'], `${field.innerText}\n${inputs.join('\n')}`];
    }))));
  } while (await turn('last'));
  return seen;
}

const open = async (section: SectionKey): Promise<void> => {
  await page.locator('archive-form .stop').filter({ has: page.locator('.stop-name', { hasText: new RegExp(`^${LABELS[section]}`) }) }).first().click();
};
let LABELS: Readonly<Record<string, string>> = {};

describe('what one person writes stands in another person\'s open form', () => {
  beforeAll(async () => {
    const { body } = await server.api<{ sections: readonly { key: string; label: string }[] }>(token, 'GET', '/api/catalogue?lang=en');
    LABELS = Object.fromEntries(body.sections.map(({ key, label }) => [key, label]));
  });

  it.each(DOCUMENTS.filter((section) => storedFields(section).length > 0))('every field of the section %s', async (section) => {
    await open(section);
    await page.locator('archive-form .pane-head h3').getByText(LABELS[section]!, { exact: true }).waitFor();
    const { status, body } = await server.api(token, 'PATCH', `/api/archives/FULL/sections/${documentNameOf(section)}`, patches[documentNameOf(section)]);
    expect(status, JSON.stringify(body)).toBe(200);
    await page.locator('archive-form [data-field]').first().waitFor();
    await expect.poll(async () => (await page.locator('archive-form [data-field]').count())).toBeGreaterThan(0);
    const fields = storedFields(section);
    let missing: readonly string[] = [];
    await expect.poll(async () => {
      const seen = await readPage(section);
      missing = fields.filter((field) => { const words = expected(field, section); return seen[field.key] === undefined || (words.length > 0 && !words.some((text) => seen[field.key]!.includes(text))); }).map((field) => `${field.id} ${field.key}: ${seen[field.key]?.replace(/\s+/g, ' ').slice(0, 80) ?? 'not there'} (wanted ${expected(field, section)[0]})`);
      return missing;
    }).toEqual([]);
  });
});

describe('beside the fields of documents', () => {
  it('every column of every row table reaches another person as it was written', async () => {
    const wei = await mint(WEI);
    for (const section of DOCUMENTS) {
      const patch = patches[documentNameOf(section)]!;
      const { status, body } = await server.api<{ rows: Record<string, Record<string, Record<string, unknown>>>; texts: Record<string, string> }>(wei, 'GET', `/api/archives/FULL/sections/${documentNameOf(section)}`);
      expect(status, section).toBe(200);
      for (const [table, rows] of Object.entries(patch.rows ?? {})) for (const [id, cells] of Object.entries(rows)) expect(body.rows[table]?.[id], `${section} ${table} ${id}`).toMatchObject(cells!);
      expect(body.texts, section).toMatchObject(patch.texts ?? {});
    }
  });

  it('every kind of file stands in another person\'s list', async () => {
    const kinds = FIELDS.filter((field) => field.kind === 'files' && field.scope === 'field');
    expect(kinds.map(({ id }) => id)).toEqual(['F-031', 'F-140', 'F-141', 'F-142', 'F-143', 'F-144', 'F-160', 'F-314']);
    for (const { id, key, home } of kinds) {
      const body = new FormData();
      body.set('section', home);
      body.set('kind', key);
      body.set('validUntil', '2027-03-31');
      body.set('file', new Blob([`%PDF-1.4 ${key}`], { type: 'application/pdf' }), `${id}.pdf`);
      expect((await fetch(`${server.url}/api/archives/FULL/files`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })).status, id).toBe(201);
    }
    for (const section of DOCUMENTS) {
      const own = kinds.filter(({ home }) => home === section);
      if (own.length === 0) continue;
      await open(section);
      await expect.poll(async () => {
        const seen = await readPage(section);
        return own.filter(({ id, key }) => !seen[key]?.includes(`${id}.pdf`)).map(({ id }) => id);
      }, { message: section }).toEqual([]);
    }
  });

  it('the archive\'s own row', async () => {
    const change = { code: 'C-0815', keeper: 'wei', confidentiality: 'businessConfidential', department: 'sales' };
    await server.api(await mint({ sub: 'root', name: 'Root', roles: ['admin'] }), 'POST', '/api/departments', { id: 'sales', name: 'Sales' });
    const { status, body } = await server.api(token, 'PATCH', '/api/archives/FULL', change);
    expect(status, JSON.stringify(body)).toBe(200);
    await page.locator('archive-form .stop').first().click();
    const wanted: Readonly<Record<string, string>> = {
      'customer.kind': 'Legal entity', 'customer.customerCode': 'C-0815', 'customer.archiveKeeper': 'Wei Li', 'customer.owner': 'Ana Ruiz', 'customer.coOwners': 'Wei Li', 'customer.managingDepartment': 'Sales',
      'customer.confidentiality': 'Confidential', 'customer.archiveOpenedAt': String(new Date().getFullYear()),
    };
    await expect.poll(async () => {
      const seen = await readPage('profile');
      return Object.entries(wanted).filter(([key, text]) => !seen[key]?.toLowerCase().includes(text.toLowerCase())).map(([key]) => `${key}: ${seen[key]}`);
    }).toEqual([]);
  });

  it('what the server works out of trade, and what the form works out of dates and addresses', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const items = [1, 2].map((n) => ({ kind: 'sale', date: day, amount: `${n}00.00`, currency: 'EUR', source: 'test', externalId: `t${n}`, orderRef: `O-${n}` }));
    for (const item of items) expect((await server.api(token, 'POST', '/api/archives/FULL/transactions', item)).status).toBeLessThan(300);
    expect((await server.api(token, 'PATCH', '/api/archives/FULL/sections/profile', { fields: { 'person.dateOfBirth': '1980-01-01' } })).status).toBe(200);
    const steward = await mint({ sub: 'sue', name: 'Sue', roles: ['steward', 'admin'] });
    for (const scheme of ['abc', 'rfm']) expect((await server.api(steward, 'POST', '/api/classify', { scheme })).status).toBeLessThan(300);
    const wanted: Readonly<Record<string, RegExp>> = {
      'crm.transactionCount': /\b2\b/, 'crm.transactionAmount': /300/, 'crm.firstTransactionAt': /20\d\d/, 'crm.lastTransactionAt': /20\d\d/, 'archive.stage': /\w/, 'class.abc': /A/, 'rfm.segment': /\w/, 'rfm.recencyDays': /0/, 'rfm.frequency': /2/, 'rfm.monetary': /300/,
    };
    await expect.poll(async () => {
      await page.locator('archive-form .stop').first().click();
      const seen = await readPage('profile');
      return Object.entries(wanted).filter(([key, text]) => !text.test(seen[key] ?? '')).map(([key]) => `${key}: ${seen[key]}`);
    }, { interval: 500 }).toEqual([]);
    await open('profile');
    await expect.poll(async () => (await readPage('profile'))['profile.ageYears'] ?? '').toMatch(/\d\d/);
    await open('identity');
    await expect.poll(async () => (await readPage('identity'))['person.registeredAddress'] ?? '').toContain('text'); // P-30
  });
});
