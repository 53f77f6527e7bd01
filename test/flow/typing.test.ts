/** Typing is sacred: in every kind of field that a form has, with a real input method, while a colleague writes into the same field, above it and in other sections. Caret, selection, scroll, focus and composition stay; words merge, everything else says who changed it and offers the way back. How a change is told aloud is `test/components/telling.test.ts`. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { placeOf, tables } from '../../model/catalogue/catalogue.ts';
import { addRow, deleteRow, getCell, getField, getRows, getText, setCell, setField, setText } from '../../model/section-doc.ts';
import type { Scalar, SectionPatch } from '../../model/api.ts';
import { parseRowId, type RowId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Intranet } from '../helpers/browser.ts';
import { mint, type Running } from '../helpers/dossier.ts';
import { ALL_PACKS, documentNameOf, DOCUMENTS, storedFields } from '../helpers/fullest.ts';
import { openHouse, type House } from '../helpers/house.ts';
import { connect, type Client } from '../helpers/yjs-client.ts';

const ANA = { sub: 'ana', name: 'Ana Ruiz', roles: ['staff'] };
const WEI = { sub: 'wei', name: 'Wei Li', roles: ['staff'] };

/** What a colleague's change does to what one has begun there: words merge; a value that is not done stays in the control; a choice changes at once. */
type By = 'words' | 'draft' | 'choice';

interface Kind {
  /** What of the catalogue it stands for, as `shapeOf` and `cellShape` name it. */
  readonly shape: string;
  readonly section: SectionKey;
  /** Value key in the document. */
  readonly at: string;
  /** Of the control, where it is another: a view of a row has its own. */
  readonly id?: string;
  readonly by: By;
  readonly from: Scalar;
  /** What the colleague makes of it; words get something before them. */
  readonly to?: Scalar;
  /** What of it stands in the control afterwards, where that is told by its value. */
  readonly shows?: string;
}

const KINDS: readonly Kind[] = [
  { shape: 'text', section: 'profile', at: 'fields/customer.name', by: 'words', from: 'Alfreds Futterkiste' },
  { shape: 'longText', section: 'profile', at: 'text:org.businessScope', by: 'words', from: 'Tea, coffee\nand wine' },
  { shape: 'number', section: 'profile', at: 'fields/crm.employeeCount', by: 'draft', from: 20, to: 25, shows: '25' },
  { shape: 'money', section: 'profile', at: 'fields/org.registeredCapital', by: 'draft', from: '100.50 EUR', to: '200.75 EUR', shows: '200.75' },
  { shape: 'url', section: 'profile', at: 'fields/crm.website', by: 'draft', from: 'https://a.example', to: 'https://b.example', shows: 'https://b.example' },
  { shape: 'phone', section: 'profile', at: 'rows/methods/tel/value', id: 'f-fields/crm.phone', by: 'draft', from: '+34 910 000 001', to: '+34 910 000 002', shows: '+34 910 000 002' },
  { shape: 'email', section: 'profile', at: 'rows/methods/mail/value', id: 'f-fields/crm.email', by: 'draft', from: 'a@sample.example', to: 'b@sample.example', shows: 'b@sample.example' },
  { shape: 'date', section: 'profile', at: 'fields/org.licenceValidUntil', by: 'draft', from: '2030-01-02', to: '2031-02-03', shows: '2031-02-03' },
  { shape: 'date month', section: 'profile', at: 'fields/person.dateOfBirth', by: 'draft', from: '1980-05', to: '1981-06', shows: '1981-06' },
  { shape: 'date year', section: 'profile', at: 'fields/company.foundedAt', by: 'draft', from: '1999', to: '2000', shows: '2000' },
  { shape: 'month', section: 'profile', at: 'fields/intent.expectedPurchaseAt', by: 'draft', from: '2026-05', to: '2026-06', shows: '2026-06' },
  { shape: 'user', section: 'profile', at: 'fields/reno.designer', by: 'draft', from: 'ana', to: 'wei', shows: 'Wei Li' },
  { shape: 'enum', section: 'profile', at: 'fields/crm.region', by: 'choice', from: 'overseas', to: 'eastChina', shows: 'eastChina' },
  { shape: 'flag', section: 'profile', at: 'fields/customer.keyProspect', by: 'choice', from: true, to: false },
  { shape: 'several text', section: 'profile', at: 'rows/company.products/tea/value', by: 'words', from: 'green tea' },
  { shape: 'address', section: 'profile', at: 'rows/addresses/registered/text', id: 'f-fields/org.domicile/text', by: 'words', from: 'Calle Mayor 1' },
  { shape: 'cell text', section: 'profile', at: 'rows/methods/tel/label', by: 'words', from: 'reception' },
  { shape: 'cell enum', section: 'profile', at: 'rows/methods/mail/kind', by: 'choice', from: 'email', to: 'wechat', shows: 'wechat' },
  { shape: 'cell flag', section: 'profile', at: 'rows/methods/tel/preferred', by: 'choice', from: true, to: false },
  { shape: 'cell date', section: 'profile', at: 'rows/methods/tel/verifiedAt', by: 'draft', from: '2026-01-02', to: '2026-02-03', shows: '2026-02-03' },
  { shape: 'cell number', section: 'profile', at: 'rows/productsInUse/used/quantity', by: 'draft', from: 20, to: 30, shows: '30' },
  { shape: 'percent', section: 'terms', at: 'fields/g1.grossMarginStandard', by: 'draft', from: 20, to: 30, shows: '30' },
  { shape: 'person', section: 'people', at: 'fields/org.legalRepresentative', by: 'choice', from: 'p1', to: 'p2', shows: 'p2' },
  { shape: 'cell date day', section: 'people', at: 'rows/people/p1/birthday', by: 'draft', from: '1980-05-06', to: '1981-06-07', shows: '1981-06-07' },
  { shape: 'reference', section: 'people', at: 'rows/departments/d2/reportsTo', by: 'choice', from: 'd1', to: 'd3', shows: 'd3' },
  { shape: 'several person', section: 'identity', at: 'rows/org.authorisedAgents/agent/value', by: 'choice', from: 'p1', to: 'p2', shows: 'p2' },
  { shape: 'cell longText', section: 'contacts', at: 'text:contacts/met/subject', by: 'words', from: 'Prices of 2027' },
  { shape: 'cell date minute', section: 'contacts', at: 'rows/contacts/met/time', by: 'choice', from: '2026-03-04T10:00[Europe/Madrid]', to: '2026-03-05T11:30[Europe/Madrid]', shows: '2026-03-05T11:30' },
  { shape: 'cell person', section: 'contacts', at: 'rows/contacts/met/contactPerson', by: 'choice', from: 'p1', to: 'p2', shows: 'p2' },
  { shape: 'cell user', section: 'contacts', at: 'rows/contacts/met/salesperson', by: 'draft', from: 'ana', to: 'wei', shows: 'Wei Li' },
  { shape: 'cell month', section: 'credit', at: 'rows/salesTrend/may/period', by: 'draft', from: '2026-05', to: '2026-06', shows: '2026-06' },
  { shape: 'cell money', section: 'credit', at: 'rows/salesTrend/may/sales', by: 'draft', from: '100.50 EUR', to: '200.75 EUR', shows: '200.75' },
  { shape: 'cell percent', section: 'credit', at: 'rows/salesTrend/may/change', by: 'draft', from: 20, to: 30, shows: '30' },
];

/** Kinds that nobody types into, or that are made of others of this list; choices of several have a test of their own. */
const NOT_TYPED = ['rows', 'cell files', 'cell computed', 'cell rows', 'several enum'];

it('no kind of field or cell of the catalogue is missing here', () => {
  const inDocuments = DOCUMENTS.flatMap((section) => storedFields(section)).map((field) => {
    const place = placeOf(field);
    return place.kind === 'list' ? `several ${place.item}` : place.kind === 'rows' || place.kind === 'address' ? place.kind : [field.kind, field.precision].filter(Boolean).join(' ');
  });
  const cells = tables().filter(({ home }) => (DOCUMENTS as readonly string[]).includes(home)).flatMap(({ columns }) => columns).filter(({ key }) => key !== 'value').map(({ kind, precision }) => ['cell', kind, precision].filter(Boolean).join(' '));
  const here = new Set([...KINDS.map(({ shape }) => shape), ...NOT_TYPED]);
  expect([...new Set([...inDocuments, ...cells])].filter((shape) => !here.has(shape))).toEqual([]);
});

let house: House | undefined;
let server: Running;
let site: Intranet;
let browser: Browser;
let page: Page;
let keys: CDPSession;
let token: string;
const colleague = new Map<string, Client>();

const setAt = (doc: Y.Doc, at: string, value: Scalar): void => {
  const [root = '', table = '', row = '', column = ''] = at.split('/');
  if (root === 'fields') setField(doc, table, value);
  else if (root === 'rows') setCell(doc, table, row, column, value);
  else setText(doc, at, String(value));
};
const getAt = (doc: Y.Doc, at: string): Scalar => {
  const [root = '', table = '', row = '', column = ''] = at.split('/');
  return root === 'fields' ? getField(doc, table) : root === 'rows' ? getCell(doc, table, row, column) : getText(doc, at).toString();
};

const rowId = (text: string): RowId => parseRowId(text)!;

function patchOf(section: SectionKey): SectionPatch {
  const fields: Record<string, Scalar> = {};
  const texts: Record<string, string> = {};
  const rows: Record<string, Record<string, Record<string, Scalar>>> = {};
  for (const { at, from } of KINDS.filter((kind) => kind.section === section)) {
    const [root = '', table = '', row = '', column = ''] = at.split('/');
    if (root === 'fields') fields[table] = from;
    else if (root === 'rows') ((rows[table] ??= {})[row] ??= {})[column] = from;
    else texts[at.slice('text:'.length)] = String(from);
  }
  for (const [table, row, cells] of ALREADY[section] ?? []) (rows[table] ??= {})[row] = { ...rows[table][row], ...cells };
  return { fields, texts, rows };
}
/** What the kinds' rows need beside the cells that are typed into. */
const ALREADY: Partial<Record<SectionKey, readonly (readonly [table: string, row: string, cells: Readonly<Record<string, Scalar>>])[]>> = {
  profile: [['methods', 'tel', { kind: 'phone' }], ['addresses', 'registered', { use: 'registered' }], ['productsInUse', 'used', { brand: 'Acme' }]],
  people: [['people', 'p1', { name: 'Maria' }], ['people', 'p2', { name: 'Pedro' }], ['departments', 'd1', { name: 'Board' }], ['departments', 'd2', { name: 'Sales' }], ['departments', 'd3', { name: 'Kitchen' }]],
  contacts: [['contacts', 'met', {}]],
};
/** Beside the value itself: rows above it come and go, another field is written; the mark in them tells that all of it has arrived. */
const NOISE: Partial<Record<SectionKey, (doc: Y.Doc, mark: string, last: string) => void>> = {
  profile: (doc, mark, last) => { deleteRow(doc, 'methods', last); addRow(doc, 'methods', { kind: 'phone', value: mark }, () => new Uint8Array(), { id: rowId(mark), at: 0 }); setField(doc, 'customer.shortName', mark); },
  terms: (doc, mark) => setField(doc, 'terms.paymentAccount', mark),
  people: (doc, mark, last) => { deleteRow(doc, 'people', last); addRow(doc, 'people', { name: mark }, () => new Uint8Array(), { id: rowId(mark), at: 0 }); },
  identity: (doc, mark, last) => { deleteRow(doc, 'relatedPartyPapers', last); addRow(doc, 'relatedPartyPapers', { name: mark }, () => new Uint8Array(), { id: rowId(mark), at: 0 }); },
  contacts: (doc, mark, last) => { deleteRow(doc, 'contacts', last); addRow(doc, 'contacts', { channel: 'phone' }, () => new Uint8Array(), { id: rowId(mark), at: 0 }); },
  credit: (doc, mark) => { setText(doc, 'text:g3.financialStrength', ''); setText(doc, 'text:g3.financialStrength', mark); },
};
let marks = 0;

/** The colleague writes, in one go, and this page has received it. */
async function writes(section: SectionKey, change: (doc: Y.Doc) => void): Promise<void> {
  const { doc } = colleague.get(section)!;
  const [last, mark] = [`mark-${marks}`, `mark-${++marks}`];
  const other = section === 'profile' ? 'terms' : 'profile';
  // in another section, too: nothing of it concerns whoever types here
  const elsewhere = colleague.get(other)!.doc;
  elsewhere.transact(() => setField(elsewhere, other === 'terms' ? 'terms.paymentAccount' : 'customer.shortName', `far-${mark}`));
  doc.transact(() => { change(doc); NOISE[section]!(doc, mark, last); });
  await page.waitForFunction((wanted) => (window as unknown as Told).arrived.includes(wanted), `${mark};`);
}

interface Told { arrived: string; began: number; ended: number; spot(id: string): HTMLInputElement }
/** What a person would notice. */
interface Seen { readonly value: string; readonly start: number | null; readonly end: number | null; readonly left: number; readonly top: number; readonly scroll: number; readonly active: string; readonly began: number; readonly ended: number }
const seen = (id: string): Promise<Seen> => page.evaluate((control) => {
  const told = window as unknown as Told;
  const element = told.spot(control);
  const { began, ended } = told;
  const text = element.type === 'checkbox' ? String(element.checked) : element.value;
  const ranged = 'selectionStart' in element;
  return { value: text, start: ranged ? element.selectionStart : null, end: ranged ? element.selectionEnd : null, left: element.scrollLeft, top: Math.round(element.getBoundingClientRect().top), scroll: Math.round(scrollY), active: (element.getRootNode() as ShadowRoot).activeElement?.id ?? '', began, ended };
}, id);
const select = (id: string, start: number, end: number): Promise<void> => page.evaluate(([control, from, to]) => {
  const element = (window as unknown as Told).spot(control);
  element.focus();
  if ('setSelectionRange' in element && element.selectionStart !== null) element.setSelectionRange(from, to);
}, [id, start, end] as const);
/** Of the value's own place: "Wei Li changed … Undo". */
const noteAt = (id: string): Promise<string> => page.evaluate((control) => (window as unknown as Told).spot(control).closest('.slot')?.querySelector('.note')?.textContent.replace(/\s+/g, ' ').trim() ?? '', id);

/** Keys as an input method leaves them: named, but under the code 229. */
const KEYS = [['Enter', 0], ['Escape', 0], ['ArrowDown', 0], ['z', 2], ['Enter', 2], ['ArrowUp', 1], ['Backspace', 9]] as const;
async function eaten(key: string, modifiers = 0): Promise<void> {
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, windowsVirtualKeyCode: 229, modifiers });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: 229, modifiers });
}
const compose = (text: string) => keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

/** Tab leads from the value to the way back, Enter goes it. */
async function undoByKeys(id: string): Promise<void> {
  const there = (): Promise<boolean> => page.evaluate((control) => {
    const { activeElement } = (window as unknown as Told).spot(control).getRootNode() as ShadowRoot;
    return activeElement?.closest('.note') !== null && activeElement?.closest('.slot') === (window as unknown as Told).spot(control).closest('.slot');
  }, id);
  for (let i = 0; i < 12 && !(await there()); i++) await page.keyboard.press('Tab');
  expect(await there(), 'Tab leads to Undo').toBe(true);
  await page.keyboard.press('Enter');
}

beforeAll(async () => {
  house = await openHouse();
  ({ server, site, browser } = house);
  token = await mint(ANA);
  const admin = await mint({ sub: 'root', name: 'Root', roles: ['admin'] });
  await server.api(token, 'POST', '/api/archives', { id: 'TYPE', kind: 'organisation', packs: ALL_PACKS, name: 'Typing and Sons' });
  await server.api(await mint(WEI), 'GET', '/api/me');
  await server.api(token, 'PUT', '/api/archives/TYPE/owners', { owner: 'ana', coOwners: ['wei'], deputies: [] });
  for (const person of ['ana', 'wei']) await server.api(admin, 'PUT', `/api/people/${person}`, { clearances: ['identity', 'bank', 'aml'] });
  for (const section of new Set(KINDS.map((kind) => kind.section))) {
    const { status, body } = await server.api(token, 'PATCH', `/api/archives/TYPE/sections/${documentNameOf(section)}`, patchOf(section));
    expect(status, `${section}: ${JSON.stringify(body)}`).toBe(200);
    const client = connect(server.url, await mint(WEI), 'TYPE', documentNameOf(section));
    colleague.set(section, client);
    await client.synced;
    client.provider.awareness.setLocalState({ field: null });
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  await page.addInitScript(() => {
    const told = window as unknown as Told;
    Object.assign(told, { arrived: '', began: 0, ended: 0 });
    // what has arrived is in the document before the next task; texts go over the line as they are
    const Own = WebSocket;
    window.WebSocket = class extends Own {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        this.addEventListener('message', ({ data }: MessageEvent) => {
          if (data instanceof ArrayBuffer) for (const [mark] of new TextDecoder('latin1').decode(data).matchAll(/(?<!far-)mark-\d+/g)) told.arrived += `${mark};`;
        });
      }
    };
    document.addEventListener('compositionstart', () => { told.began++; }, true);
    document.addEventListener('compositionend', () => { told.ended++; }, true);
    told.spot = (id) => document.querySelector('archive-form')!.shadowRoot!.querySelector<HTMLInputElement>(`[id="${id}"]`)!;
  });
  await page.goto(site.origin + site.page(ANA, '<p style="height:1200px">Above</p><archive-form archive="TYPE"></archive-form><p style="height:1200px">Below</p>'));
  await page.getByRole('navigation').first().waitFor();
  keys = await context.newCDPSession(page);
});
afterAll(async () => {
  for (const client of colleague.values()) client.destroy();
  await house?.close();
});

/** Brings the value into the page: its section, its row, or the search for what is only a view of a row. */
async function goTo({ section, at, id = `f-${at}` }: Kind): Promise<string> {
  const here = (): Promise<boolean> => page.evaluate((control) => (window as unknown as Told).spot(control) !== null, id);
  await page.evaluate((name) => document.querySelector('archive-form')!.setAttribute('section', name), section);
  const [root, table = '', row = ''] = at.replace('text:', 'text/').split('/');
  if (!(await here()) && row !== '' && root !== 'fields' && !id.startsWith('f-fields/')) await page.evaluate((shown) => (document.querySelector('archive-form') as unknown as { showRow(row: unknown): void }).showRow(shown), { section, table, row });
  if (!(await here()) && id.startsWith('f-fields/') && root === 'rows' && table === 'methods') {
    await page.locator('archive-form #f-add-fact').click();
    await page.locator('archive-form #f-search').fill(id.endsWith('phone') ? 'Phone' : 'Email');
    await page.locator('archive-form .facts button, archive-form [role=option]').first().click();
  }
  const more = page.locator(`archive-form tr[data-row="${row}"] .more[aria-expanded="false"]`);
  if (!(await here()) && (await more.count()) === 1) await more.click();
  await expect.poll(here, { message: `${id} is drawn`, timeout: 60_000 }).toBe(true);
  return id;
}

describe('while a colleague writes', () => {
  for (const [n, kind] of KINDS.entries()) {
    it(`${kind.shape} (${kind.at})`, async () => {
      const id = await goTo(kind);
      const { doc } = colleague.get(kind.section)!;
      const stored = (): Scalar => getAt(doc, kind.at);
      const { section, at, by, from, to = null } = kind;
      if (by === 'words') {
        await select(id, 1, 3);
        const before = await seen(id);
        await writes(section, () => (at.startsWith('text:') ? getText(doc, at).insert(0, '» ') : setAt(doc, at, `» ${from}`)));
        await expect.poll(async () => (await seen(id)).value).toBe(`» ${from}`);
        const after = await seen(id);
        expect([after.start, after.end, after.active, Math.abs(after.top - before.top) <= 2], 'the same words are selected, in the same place').toEqual([3, 5, id, true]);
      }
      const base = by === 'words' ? `» ${from}` : null;
      const caret = by === 'words' ? 6 : 2;
      await select(id, caret, caret);
      if (by !== 'choice') {
        const word = n % 2 === 0 ? 'zhong' : 'ㄓㄨㄥ';
        await compose(word.slice(0, 2));
        await compose(word);
        const before = await seen(id);
        expect([before.began - before.ended, before.active]).toEqual([1, id]);
        await writes(section, () => (base === null ? setAt(doc, at, to) : at.startsWith('text:') ? getText(doc, at).insert(0, '» ') : setAt(doc, at, `» ${base}`)));
        expect(await seen(id), 'nothing moves under the candidates').toEqual(before);
        const rows = at.startsWith('rows/') ? getRows(doc, at.split('/')[1]!).length : 0;
        for (const [key, modifiers] of KEYS) await eaten(key, modifiers);
        expect(await seen(id), 'keys belong to the input method').toEqual(before);
        await compose(`${word}g`);
        expect((await seen(id)).began, 'it is the same composition').toBe(before.began);
        await keys.send('Input.insertText', { text: '中' });
        await eaten('Enter'); // Safari ends the composition before the key that ended it arrives
        expect((await seen(id)).ended).toBe(before.began);
        if (base !== null) {
          const merged = `» ${base.slice(0, caret)}中${base.slice(caret)}`;
          await expect.poll(async () => (await seen(id)).value).toBe(merged);
          const after = await seen(id);
          expect([after.start, after.end, after.active, Math.abs(after.top - before.top) <= 2], 'the caret stays behind what was composed').toEqual([caret + 3, caret + 3, id, true]);
          await expect.poll(stored).toBe(merged);
          if (at.startsWith('text:')) return;
          await expect.poll(() => noteAt(id)).toMatch(/^Wei Li changed .+\. Undo Keep$/);
          await undoByKeys(id);
          await expect.poll(stored, { message: 'one’s own words alone' }).toBe(`${base.slice(0, caret)}中${base.slice(caret)}`);
          await expect.poll(async () => (await seen(id)).active).toBe(id);
          return;
        }
        expect((await seen(id)).value, 'what was typed is not thrown away').toContain('中');
        await expect.poll(() => noteAt(id)).toMatch(/^Wei Li changed .+\. Undo Take .+ instead of mine$/);
        if (at.startsWith('rows/')) expect(getRows(doc, at.split('/')[1]!).length).toBe(rows);
        await page.keyboard.press('Escape');
        if (kind.shape.endsWith('user')) await page.keyboard.press('Escape'); // the first closes the list of colleagues
        await expect.poll(async () => (await seen(id)).value, { message: 'given up, the colleague’s value stands there' }).toBe(kind.shows);
      } else {
        const before = await seen(id);
        await writes(section, () => setAt(doc, at, to));
        await expect.poll(() => noteAt(id)).toMatch(/^Wei Li (changed|cleared) .+ Undo Keep$/);
        const after = await seen(id);
        expect([after.active, Math.abs(after.top - before.top) <= 2]).toEqual([id, true]);
        expect(after.value).toBe(kind.shows ?? String(to));
      }
      expect(stored()).toBe(to);
      await undoByKeys(id);
      await expect.poll(stored, { message: 'taken back by keys' }).toBe(from);
      await expect.poll(() => noteAt(id)).toBe('');
      expect((await seen(id)).active, 'and back in the value').toBe(id);
    });
  }
});

it('a list that hangs open keeps the place one is at in it, although what it offers grows', async () => {
  const kind = KINDS.find(({ shape }) => shape === 'person')!;
  const id = await goTo(kind);
  const { doc } = colleague.get('people')!;
  await select(id, 0, 0);
  const open = (): Promise<boolean> => page.evaluate((control) => (window as unknown as Told).spot(control).matches(':open'), id);
  const offered = (): Promise<number> => page.evaluate((control) => [...(window as unknown as { spot(id: string): HTMLSelectElement }).spot(control).options].filter(({ text }) => text.startsWith('mark-')).length, id);
  const before = await offered(); // of the cases above
  await page.keyboard.press('Space');
  await expect.poll(open).toBe(true);
  await page.keyboard.press('ArrowDown'); // from Maria to Pedro
  await writes('people', () => {}); // somebody new stands above both
  await page.keyboard.press('Enter');
  await expect.poll(() => getAt(doc, kind.at)).toBe('p2');
  await expect.poll(offered, { message: 'closed, it offers what there is' }).toBe(before + 1);
  expect((await seen(id)).active).toBe(id);
});
