/** Importing in a page: accessible in every step and language, corrected by keyboard, watched, stopped, gone on with, undone, and found again after a reload. */
import { expect } from '@esm-bundle/chai';
import { refusedLines } from '../../components/import/refused.ts';
import { importTexts } from '../../components/import/texts.ts';
import { ImportAssistant } from '../../components/import-assistant.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { ColumnProposal, FileLook, ImportMapping, ImportRows, ImportRowView, ImportUpload, ImportView, RowState, TableLook } from '../../model/import/api.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { catalogue, SetClock } from './list-samples.ts';

customElements.get('import-assistant') ?? customElements.define('import-assistant', ImportAssistant);

let clean: () => void = () => {};
beforeEach(() => sessionStorage.clear());
afterEach(() => clean());

const column = (index: number, heading: string, target: string | null, more: Partial<ColumnProposal> = {}): ColumnProposal => ({ index, heading, target, confidence: target === null ? 0 : 0.95, because: target === null ? 'none' : 'synonym', others: [], looks: null, sample: [`${heading} 1`, `${heading} 2`], destroyed: 0, options: null, ...more });
const COLUMNS = [
  column(0, '编号', 'id', { sample: ['N1', 'N2'], destroyed: 1, destroyedExample: '4.40524E+17' }), column(1, '客户名称', 'name', { sample: ['广州南湾贸易', '深圳华强电子'] }),
  column(2, '电话', 'fax', { confidence: 0.5, others: [{ target: 'phone', confidence: 0.4 }], sample: ['020-1', '020-2'] }), column(3, '行业', 'field:crm.industry', { because: 'name', options: [{ text: '零售', count: 9, option: 'retailWholesale' }, { text: '怪', count: 2, option: null }] }), column(4, '备注', null),
];
const table = (more: Partial<TableLook> = {}): TableLook => ({ name: '', table: 'customers', headerLine: 1, columns: COLUMNS, sample: [['N1', '广州南湾贸易', '020-1', '零售', ''], ['N2', '深圳华强电子', '020-2', '怪', '']], problem: null, ...more });
const file = (more: Partial<FileLook> = {}): FileLook => ({ name: '客户.csv', bytes: 2_000, format: 'csv', encoding: { encoding: 'gb18030', confidence: 0.9, sample: '广州' }, otherEncodings: [{ encoding: 'big5', confidence: 0.3, sample: '嫘笚' }], separator: ',', tables: [table()], problem: null, ...more });
const upload = (more: Partial<ImportUpload> = {}): ImportUpload => ({ id: 'up1', until: '2026-05-13T00:00:00Z', source: 'erp', saved: false, files: [file()], ...more });
const view = (more: Partial<ImportView> = {}): ImportView => ({ id: 'j1', kind: 'import', state: 'done', done: 3, total: 3, report: null, error: null, at: '2026-05-12T10:00:00Z', by: 'maria', source: 'erp', dryRun: false, files: ['客户.csv'], counts: { created: 2, refused: 1 }, resumable: false, undoing: false, undoable: true, undone: null, ...more });
const row = (n: number, state: RowState, more: Partial<ImportRowView> = {}): ImportRowView => ({ row: n, file: '客户.csv', line: n + 1, externalId: `N${n}`, state, archive: `N${n}` as ArchiveId, name: `客户 ${n}`, match: null, changes: [], notes: [], ...more });
const ROWS: readonly ImportRowView[] = [
  row(1, 'create', { changes: [{ key: 'fields/customer.name', section: 'profile', old: null, new: '客户 1' }, { key: 'rows/methods/x1/value', section: 'profile', old: null, new: '020-1' }] }),
  row(2, 'update', { match: 'import', changes: [{ key: 'fields/crm.industry', section: 'profile', old: 'retailWholesale', new: 'finance' }, { key: 'fields/customer.name', section: 'profile', old: 'Mine', new: 'Theirs', kept: true }] }),
  row(3, 'refuse', { archive: null, name: null, externalId: '4.40524E+17', notes: [{ outcome: 'refused', field: '编号', code: 'destroyed-number', message: '"4.40524E+17" is a number that a spreadsheet has shortened; its last digits are lost. Format the column as text.' }] }),
];
const TARGETS = [['id', 'Number in the other system', 'Basics'], ['name', 'Name', 'Basics'], ['phone', 'Phone', 'Basics'], ['fax', 'Fax', 'Basics'], ['mobile', 'Mobile', 'Basics'], ['field:crm.industry', 'Industry', 'Sales facts'], ['field:crm.region', 'Region', 'Sales facts']].map(([target, label, group]) => ({ target, label, group, section: null, kind: 'text', dictionary: target === 'field:crm.industry' ? 'D-09' : null }));

interface Shape { readonly upload?: ImportUpload; readonly jobs?: ImportView[]; readonly rows?: readonly ImportRowView[]; readonly steward?: boolean }
/** Jobs as the server has them: a test changes them while they run. */
function session({ upload: found = upload(), jobs = [], rows = ROWS, steward = true }: Shape = {}) {
  const fake = new FakeSession();
  fake.me = { ...fake.me!, roles: ['steward'], can: { ...fake.me!.can, import: steward } };
  fake.view = catalogue('en');
  const all = new Map(jobs.map((job) => [job.id, job]));
  fake.answer = (method, path, body) => {
    const [at = '', query = ''] = path.split('?');
    const [, id = ''] = /^\/api\/(?:imports|jobs)\/([^/]+)/.exec(at) ?? [];
    if (at === '/api/import-mappings') return { items: [{ source: 'crm', mapping: { tables: [] }, by: 'maria', at: '' }] };
    if (at.startsWith('/api/import-mappings/')) return {};
    if (at === '/api/departments') return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
    if (at === '/api/people') return { items: [{ id: 'maria', name: 'Maria Anders' }], next: null };
    if (at === '/api/import-targets') return { items: TARGETS };
    if (at.startsWith('/api/import-uploads')) return method === 'DELETE' ? null : found;
    if (at === '/api/imports' && method === 'GET') return { items: [...all.values()].map((job) => ({ ...job, report: null })) };
    if (at === '/api/imports') {
      const { dryRun } = body as { dryRun: boolean };
      const job = view({ id: dryRun ? 'dry' : 'run', dryRun, undoable: !dryRun });
      if (!all.has(job.id)) all.set(job.id, job);
      return job;
    }
    if (at.endsWith('/rows')) {
      const asked = new URLSearchParams(query);
      const fit = rows.filter(({ state }) => asked.get('state') === null || asked.get('state') === state).filter((each) => each.row > Number(asked.get('cursor')));
      const items = fit.slice(0, Number(asked.get('limit')));
      const counts: Partial<Record<RowState, number>> = {};
      for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
      return { items, next: items.length < Number(asked.get('limit')) ? null : String(items.at(-1)!.row), total: rows.filter(({ state }) => asked.get('state') === null || asked.get('state') === state).length, counts } satisfies ImportRows;
    }
    if (at.endsWith('/undo')) { all.set(id, { ...all.get(id)!, undoing: true, undoable: false }); return all.get(id); }
    if (at.endsWith('/resume')) { all.set(id, { ...all.get(id)!, state: 'running', resumable: false, undoable: false }); return all.get(id); }
    if (method === 'DELETE') return null;
    const job = all.get(id);
    if (!job) throw new ApiError(404, 'not-found', `${method} ${path}`);
    return job;
  };
  return Object.assign(fake, { all });
}

const settled = async (element: ImportAssistant): Promise<void> => {
  for (let i = 0; i < 10; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
};
async function show(fake: FakeSession | null, lang = 'en') {
  const clock = new SetClock();
  const { root, remove } = mount(fake, '<import-assistant></import-assistant>', lang);
  clean = remove;
  const element = root.querySelector('import-assistant') as ImportAssistant;
  element.clock = clock;
  await settled(element);
  const inside = element.shadowRoot!;
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => inside.querySelector<T>(selector)!;
  const click = async (selector: string): Promise<void> => { find(selector).click(); await settled(element); };
  const type = async (selector: string, text: string): Promise<void> => { const input = find<HTMLInputElement>(selector); input.value = text; input.dispatchEvent(new InputEvent('input', { bubbles: true })); await settled(element); };
  const choose = async (selector: string, value: string): Promise<void> => { const select = find<HTMLSelectElement>(selector); select.value = value; select.dispatchEvent(new Event('change')); await settled(element); };
  const key = async (name: string): Promise<void> => { inside.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true })); await settled(element); };
  const forward = async (ms: number): Promise<void> => { clock.forward(ms); await settled(element); };
  const give = async (...names: readonly string[]): Promise<void> => {
    const list = new DataTransfer();
    for (const name of names) list.items.add(new File(['x'], name));
    const input = find<HTMLInputElement>('input[type=file]');
    input.files = list.files;
    input.dispatchEvent(new Event('change'));
    await settled(element);
  };
  const toColumns = async (): Promise<void> => { await give('客户.csv'); await type('#source', 'erp'); await click('.look'); };
  const toCheck = async (): Promise<void> => { await toColumns(); await click('.dry-run'); };
  return { element, inside, find, click, type, choose, key, forward, give, toColumns, toCheck, text: () => find('.root').textContent!.replace(/\s+/g, ' ').trim() };
}
const sent = (fake: FakeSession, method: string, path: string) => fake.asked.filter((each) => each.method === method && each.path.startsWith(path)).map(({ body }) => body);
const lastMapping = (fake: FakeSession): ImportMapping => (sent(fake, 'POST', '/api/import-uploads/up1/look').at(-1) as { mapping: ImportMapping }).mapping;

describe('import-assistant is accessible', () => {
  const fails = () => { throw new ApiError(500, 'x', 'no'); };
  const states: readonly [string, () => FakeSession | null][] = [
    ['where one begins', () => session()], ['with earlier imports', () => session({ jobs: [view(), view({ id: 'j2', dryRun: true }), view({ id: 'j3', by: 'otto', state: 'running', done: 1 })] })], ['for whoever may not', () => session({ steward: false })],
    ['loading', () => Object.assign(session(), { answer: () => new Promise(() => {}) })], ['failed', () => Object.assign(session(), { answer: fails })], ['without a session', () => null], ['offline', () => Object.assign(session(), { state: { kind: 'offline', cause: 'device' } })],
    ['running', () => session({ jobs: [view({ state: 'running', done: 1, undoable: false })] })], ['waiting', () => session({ jobs: [view({ state: 'queued', done: 0, total: null, undoable: false })] })],
  ];
  for (const [name, make] of states) it(name, async () => { await accessible((await show(make())).element); });
  it('with files chosen and a wrong source', async () => {
    const { element, give, type, click } = await show(session());
    await give('a.csv', 'b.vcf');
    await type('#source', 'ERP 1');
    await click('.look');
    await accessible(element);
  });
  const files: readonly [string, ImportUpload][] = [
    ['with columns', upload()], ['of a workbook with a sheet that nobody knows', upload({ files: [file({ name: 'book.xlsx', format: 'xlsx', encoding: null, otherEncodings: [], separator: null, tables: [table({ name: 'One' }), table({ name: 'Two', table: null })] })] })],
    ['that cannot be read', upload({ files: [file({ format: null, encoding: null, separator: null, tables: [], problem: { code: 'old-excel', message: 'This is a workbook of Excel 97.' } })] })], ['of archives', upload({ files: [file({ name: 'a.jsonl', format: 'json', encoding: null, separator: null, tables: [] })] })],
    ['with a mapping that was saved', upload({ saved: true, files: [file({ tables: [table({ columns: COLUMNS.map((each) => ({ ...each, because: 'saved', confidence: 1 })) })] })] })],
  ];
  for (const [name, found] of files) it(`a file ${name}, and its picker`, async () => {
    const { element, toColumns, click, inside } = await show(session({ upload: found }));
    await toColumns();
    await accessible(element);
    if (!inside.querySelector('.pick')) return;
    await click('.pick');
    await accessible(element);
  });
  it('a dry run, an import, an undoing', async () => {
    const fake = session();
    const { element, toCheck, click, forward } = await show(fake);
    await toCheck();
    await accessible(element);
    await click('.chip[data-state=update]');
    await accessible(element);
    await click('.run-import');
    await accessible(element);
    await click('.undo');
    await accessible(element);
    await click('.undo-now');
    await accessible(element);
    fake.all.set('run', view({ id: 'run', undoable: false, undone: { at: '', by: 'maria', removed: 2, restored: 1, kept: [{ archive: 'N2' as ArchiveId, key: 'fields/customer.name', reason: 'changed' }], keptLeftOut: 3 } }));
    await forward(1_000);
    await accessible(element);
  });
  for (const lang of LANGUAGES) it(`in ${lang}`, async () => {
    await loadStrings(lang);
    const { element, text, toColumns, click } = await show(session({ jobs: [view()] }), lang);
    const t = importTexts(lang);
    expect(text()).to.include(t.title).and.to.include(t.earlier);
    await toColumns();
    expect(text()).to.include(t.unsure(4)).and.to.include(t.wayOut);
    await accessible(element);
    await click('.dry-run');
    expect(text()).to.include(t.checked).and.to.include('4.40524E+17');
    await accessible(element);
  });
  for (const width of [320, 360, 1280]) it(`fits ${width} px`, async () => {
    const { element, toCheck, toColumns, click, find } = await show(session());
    element.style.width = `${width}px`;
    await toColumns();
    await click('.pick');
    expect(find('.sheet').scrollWidth).to.be.at.most(width);
    await click('.pick');
    await click('.dry-run');
    expect(find('.sheet').scrollWidth).to.be.at.most(width);
    void toCheck;
  });
});

describe('import-assistant', () => {
  it('asks nothing for whoever may not, and says who may', async () => {
    const fake = session({ steward: false });
    const { text } = await show(fake);
    expect(text()).to.include('Only information stewards bring data in.');
    expect(fake.asked.filter(({ path }) => path.includes('import'))).to.deep.equal([]);
  });

  it('sends the files with their source, and offers the sources of before', async () => {
    const fake = session({ jobs: [view({ source: 'legacy' })] });
    const { give, click, inside, text, find } = await show(fake);
    await click('.look');
    expect(text()).to.include('Choose at least one file.');
    await give('a.csv', 'b.csv');
    await give('b.csv');
    expect([...inside.querySelectorAll('.files .name')].map((each) => each.textContent)).to.deep.equal(['a.csv', 'b.csv']);
    await click('.look');
    expect(find('#source').getAttribute('aria-invalid')).to.equal('true');
    expect([...inside.querySelectorAll('.start .chip')].map((each) => each.textContent)).to.deep.equal(['crm', 'legacy']);
    await click('.start .chip');
    await click('.look');
    const [form] = sent(fake, 'POST', '/api/import-uploads') as FormData[];
    expect([...form!.keys()]).to.deep.equal(['source', 'files', 'files']);
    expect(form!.get('source')).to.equal('crm');
  });

  it('takes files that are dropped on it', async () => {
    const { find, inside, element } = await show(session());
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'dropped.vcf'));
    find('.drop').dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    find('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await settled(element);
    expect(inside.querySelector('.files .name')!.textContent).to.equal('dropped.vcf');
  });

  it('shows encoding, rows, targets with how sure they are, and damage with its way out before anything runs', async () => {
    const { toColumns, text, find, inside } = await show(session());
    await toColumns();
    expect(find<HTMLSelectElement>('.encoding').selectedOptions[0]!.textContent).to.equal('GB18030, simplified Chinese (90% sure)');
    expect(text()).to.include('深圳华强电子').and.to.include('a guess, please check · 50%').and.to.include('destroyed 1 value').and.to.include('For example 4.40524E+17.').and.to.include('Format the column as text').and.to.include('4 columns to check');
    find<HTMLInputElement>('.check input').click();
    await find<HTMLElement & { updateComplete?: Promise<unknown> }>('.check').updateComplete;
    await new Promise((done) => setTimeout(done));
    expect(inside.querySelectorAll('.column')).to.have.length(4);
  });

  it('corrects a target by keyboard alone: the list is searched, walked and closed, and the focus comes back', async () => {
    const fake = session();
    const { toColumns, click, type, key, find, inside } = await show(fake);
    await toColumns();
    await click('#pick-0-0-2');
    expect(inside.activeElement!.className).to.equal('find');
    expect([...inside.querySelectorAll('.targets .group')].map((each) => each.textContent)).to.deep.equal(['Not wanted', 'Proposed', 'Basics', 'Sales facts']);
    await key('Escape');
    expect(inside.activeElement!.id).to.equal('pick-0-0-2');
    await click('#pick-0-0-2');
    await type('.find', 'mob');
    expect(find('.targets .active').textContent).to.equal('Mobile');
    await type('.find', 'phone');
    await key('ArrowDown');
    await key('ArrowUp');
    await key('Enter');
    expect(inside.activeElement!.id).to.equal('pick-0-0-2');
    expect(find('#pick-0-0-2').textContent).to.include('Phone');
    expect(lastMapping(fake).tables[0]!.columns).to.deep.equal([{ heading: '编号', target: 'id' }, { heading: '客户名称', target: 'name' }, { heading: '电话', target: 'phone' }, { heading: '行业', target: 'field:crm.industry' }, { heading: '备注', target: null }]);
  });

  it('compares new rows with those that are there, unless one has no time for it', async () => {
    const fake = session();
    const { toColumns, click } = await show(fake);
    await toColumns();
    await click('.compare');
    await click('.dry-run');
    expect(sent(fake, 'POST', '/api/imports').at(-1)).to.deep.include({ dryRun: true, duplicates: 'off' });
  });

  it('a second telephone is the second one; what can be filled from one column only is said to be double', async () => {
    const fake = session({ upload: upload({ files: [file({ tables: [table({ columns: [...COLUMNS.slice(0, 2), column(2, 'Tel', 'phone'), column(3, 'Tel 2', null)] })] })] }) });
    const { toColumns, click, type, key, text, find } = await show(fake);
    await toColumns();
    await click('#pick-0-0-3');
    await type('.find', 'phone');
    await key('Enter');
    expect(find('#pick-0-0-3').textContent).to.include('Phone 2');
    await click('#pick-0-0-3');
    await type('.find', 'name');
    await key('Enter');
    expect(text()).to.include('Only one can.');
    expect(find<HTMLButtonElement>('.dry-run').disabled).to.equal(true);
  });

  it('maps the texts of a column with options, and leaves out what fits none', async () => {
    const fake = session();
    const { toColumns, inside, element, click } = await show(fake);
    await toColumns();
    const [, unknown] = [...inside.querySelectorAll<HTMLSelectElement>('.options select')];
    expect(unknown!.selectedOptions[0]!.textContent).to.equal('Not known: the cell is left out');
    unknown!.value = 'finance';
    unknown!.dispatchEvent(new Event('change'));
    await settled(element);
    await click('.save');
    const [saved] = sent(fake, 'PUT', '/api/import-mappings/erp') as { mapping: ImportMapping }[];
    expect(saved!.mapping.tables[0]!.columns[3]).to.deep.equal({ heading: '行业', target: 'field:crm.industry', options: { 怪: 'finance' } });
    expect(saved!.mapping.tables[0]).to.not.have.property('encoding');
  });

  it('reads the file anew in another encoding, and keeps that for next time', async () => {
    const fake = session();
    const { toColumns, choose, click } = await show(fake);
    await toColumns();
    await choose('.encoding', 'big5');
    expect(lastMapping(fake).tables).to.deep.equal([{ file: '客户.csv', table: 'customers', encoding: 'big5', columns: [] }]);
    await click('.save');
    expect((sent(fake, 'PUT', '/api/import-mappings/erp') as { mapping: ImportMapping }[])[0]!.mapping.tables[0]!.encoding).to.equal('big5');
  });

  it('a dry run tells counts and every value before and after, filters by state, and names what stays', async () => {
    const { toCheck, click, text, inside } = await show(session());
    await toCheck();
    // refused rows are what one has to see
    expect(text()).to.include('What would happen').and.to.include('Refused 1').and.to.include('its last digits are lost');
    await click('.chip[data-state=update]');
    const cells = [...inside.querySelectorAll('.diff tbody tr')].map((each) => [...each.children].map((cell) => cell.textContent!.replace(/\s+/g, ' ').trim()));
    expect(cells[0]!.slice(1)).to.deep.equal(['Wholesale and retail', 'Finance']);
    expect(cells[1]!.slice(1)).to.deep.equal(['Mine', 'changed here since, stays: Theirs']);
    await click('.chips .chip');
    expect(inside.querySelectorAll('.import-row')).to.have.length(3);
  });

  it('pages through many rows and back', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => row(i + 1, 'create'));
    const { toCheck, click, text, find } = await show(session({ rows }));
    await toCheck();
    expect(text()).to.include('1 to 25 of 60');
    await click('.next');
    await click('.next');
    expect(text()).to.include('51 to 60 of 60').and.to.include('客户 60');
    expect(find<HTMLButtonElement>('.next').disabled).to.equal(true);
    await click('.previous');
    expect(text()).to.include('26 to 50 of 60');
  });

  it('imports what was chosen, with the mapping kept', async () => {
    const fake = session();
    const { toCheck, choose, click, text, find } = await show(fake);
    await toCheck();
    expect(find('.run-import').textContent).to.equal('Import 2 rows');
    await choose('.choose-update', 'skip');
    await choose('.choose-department', 'sales');
    expect(find('.run-import').textContent).to.equal('Import 1 row');
    await click('.run-import');
    const wish = sent(fake, 'POST', '/api/imports').at(-1);
    expect(wish).to.deep.include({ upload: 'up1', source: 'erp', dryRun: false, save: true, choose: { create: 'create', update: 'skip' }, department: 'sales' });
    expect(text()).to.include('What has happened');
  });

  it('writes the refused rows into a file that a spreadsheet opens safely', async () => {
    const { toCheck, click } = await show(session({ rows: [...ROWS, row(4, 'refuse', { externalId: '=1+1', notes: [{ outcome: 'refused', field: null, code: 'no-name', message: 'The row has no name.' }] })] }));
    await toCheck();
    const made: Blob[] = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { made.push(blob as Blob); return make(blob); };
    try {
      await click('.download');
    } finally {
      URL.createObjectURL = make;
    }
    const lines = (await made[0]!.text()).split('\r\n');
    expect(new Uint8Array(await made[0]!.arrayBuffer()).slice(0, 3)).to.deep.equal(new Uint8Array([0xef, 0xbb, 0xbf]));
    expect(lines[1]).to.match(/^客户\.csv,4,4\.40524E\+17,,编号,"""4\.40524E\+17"" is a number/);
    expect(lines[2]).to.equal("客户.csv,5,'=1+1,客户 4,,The row has no name.");
    expect(lines).to.have.length(4);
  });

  it('the file of refused rows has their cells as they came, to be mended and imported again', () => {
    const raw = { header: ['id', 'tel', 'tel'], cells: ['4.4E+17', '1', '2'] };
    const [head, first, second, third] = refusedLines([{ ...ROWS[2]!, raw }, row(9, 'refuse', { raw: { header: ['id', 'name'], cells: ['X', 'Y'] } }), row(10, 'refuse')], importTexts('en'), 'en');
    expect(head).to.deep.equal(['id', 'tel', 'tel', 'name', ...importTexts('en').csv]);
    expect(first!.slice(0, 5)).to.deep.equal(['4.4E+17', '1', '2', '', '客户.csv']);
    expect(second!.slice(0, 5)).to.deep.equal(['X', '', '', 'Y', '客户.csv']);
    expect(third!.slice(0, 5)).to.deep.equal(['', '', '', '', '客户.csv']);
  });

  it('a contact that is new is one line; a row that may be somebody who is there says who, and such rows can be left out', async () => {
    const fresh = row(1, 'create', {
      changes: [{ key: 'rows/methods/x1/kind', section: 'profile', old: null, new: 'mobile' }, { key: 'rows/methods/x1/value', section: 'profile', old: null, new: '138' }, { key: 'rows/methods/x1/label', section: 'profile', old: null, new: 'office' }],
      likely: [{ archive: 'OLD' as ArchiveId, name: 'Alfreds', place: 'Berlin', score: 88, because: [] }],
    });
    const fake = session({ rows: [fresh] });
    const { element, toCheck, click, inside, text } = await show(fake);
    await toCheck();
    expect([...inside.querySelectorAll('.diff tbody tr')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim())).to.deep.equal(['Mobile 138 (office)']);
    expect(text()).to.include('Perhaps the same customer (88 %): Alfreds');
    await accessible(element);
    await click('.leave-likely');
    await click('.run-import');
    expect(sent(fake, 'POST', '/api/imports').at(-1)).to.deep.include({ duplicates: 'skip' });
  });

  it('follows a run, stops it, goes on, and tells its end', async () => {
    const fake = session({ jobs: [view({ state: 'running', done: 1, total: 9, undoable: false })] });
    const { text, click, forward, find, inside } = await show(fake);
    // it was found again by itself
    expect(text()).to.include('Importing…').and.to.include('1 of 9 rows');
    fake.all.set('j1', { ...fake.all.get('j1')!, done: 4 });
    await forward(1_000);
    expect(find<HTMLProgressElement>('progress').value).to.equal(4);
    await click('.stop');
    expect(sent(fake, 'DELETE', '/api/jobs/j1')).to.have.length(1);
    expect(find('.stop').textContent).to.equal('Stopping…');
    fake.all.set('j1', view({ state: 'failed', cancelled: true, error: 'The import was cancelled.', resumable: true, done: 5, total: 9 }));
    await forward(1_000);
    expect(text()).to.include('Stopped.').and.to.include('What was imported until then stays.');
    expect((inside.activeElement as HTMLElement).className).to.equal('outcome');
    await click('.resume');
    expect(text()).to.include('Importing…');
    fake.all.set('j1', view());
    await forward(1_000);
    expect(text()).to.include('What has happened');
  });

  it('a lost connection ends nothing', async () => {
    const fake = session({ jobs: [view({ state: 'running', done: 1, total: 9, undoable: false })] });
    const { text, forward } = await show(fake);
    const { answer } = fake;
    fake.answer = () => { throw new ApiError(0, 'network', 'x'); };
    await forward(1_000);
    expect(text()).to.include('the import goes on').and.to.include('1 of 9 rows');
    fake.answer = answer;
    fake.all.set('j1', view());
    await forward(4_000);
    expect(text()).to.include('What has happened');
  });

  it('undoes only after one is sure, and lists what was kept', async () => {
    const fake = session({ jobs: [view()] });
    const { click, key, text, forward, inside } = await show(fake);
    await click('.earlier-row');
    await click('.undo');
    expect((inside.activeElement as HTMLElement).textContent).to.equal('Undo all of it');
    await key('Escape');
    expect((inside.activeElement as HTMLElement).textContent).to.equal('Undo this import');
    expect(sent(fake, 'POST', '/api/imports/j1/undo')).to.deep.equal([]);
    await click('.undo');
    await click('.undo-now');
    expect(text()).to.include('Undoing…');
    fake.all.set('j1', view({ undoable: false, undone: { at: '', by: 'maria', removed: 2, restored: 1, kept: [{ archive: 'N2' as ArchiveId, key: 'fields/customer.name', reason: 'changed' }], keptLeftOut: 3 } }));
    await forward(1_000);
    expect(text()).to.include('Taken away: 2; put back: 1.').and.to.include('Kept as people made it since: 4').and.to.include('Customer name · changed since').and.to.include('and 3 more');
  });

  it('says so where an undoing did not come to its end', async () => {
    const fake = session({ jobs: [view()] });
    const { click, text, forward } = await show(fake);
    await click('.earlier-row');
    await click('.undo');
    await click('.undo-now');
    fake.all.set('j1', view());
    await forward(1_000);
    expect(text()).to.include('The import could not be undone.');
  });

  it('a reload in the middle of the columns finds files and corrections again', async () => {
    const fake = session();
    const first = await show(fake);
    await first.toColumns();
    await first.click('#pick-0-0-2');
    await first.type('.find', 'mobile');
    await first.key('Enter');
    clean();
    const again = session();
    const second = await show(again);
    expect(second.text()).to.include('Step 2 of 4');
    expect(lastMapping(again).tables[0]!.columns[2]).to.deep.equal({ heading: '电话', target: 'mobile' });
    clean();
    // files that are gone begin anew, and nobody asks for them again
    const gone = session();
    const { answer } = gone;
    gone.answer = (method, path, body) => { if (path.endsWith('/look')) throw new ApiError(404, 'not-found', 'x'); return answer(method, path, body); };
    expect((await show(gone)).text()).to.include('Step 1 of 4');
    expect(sessionStorage.length).to.equal(0);
  });

  it('a reload in the middle of a dry run finds its rows again, and imports', async () => {
    const first = await show(session());
    await first.toCheck();
    clean();
    const fake = session({ jobs: [view({ id: 'dry', dryRun: true, undoable: false })] });
    const { text, click } = await show(fake);
    expect(text()).to.include('What would happen');
    await click('.run-import');
    expect(sent(fake, 'POST', '/api/imports')).to.have.length(1);
    expect(sessionStorage.length).to.equal(0);
  });

  it('the host is told which archive one wants to see', async () => {
    const { element, click } = await show(session({ jobs: [view()] }));
    const opened: string[] = [];
    element.addEventListener('dossier-open', (event) => opened.push(event.detail.archive));
    await click('.earlier-row');
    await click('.chips .chip');
    await click('.import-row .link');
    expect(opened).to.deep.equal(['N1']);
  });
});
