/** The administration: who may see it, people found by the server, what a change sends and no more, lists saved whole, work watched while it is shown. */
import { expect } from '@esm-bundle/chai';
import type { DictionaryWish, PersonView } from '../../model/api.ts';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { ApiError } from '../../components/internal/session.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount, type Answer } from './fake-session.ts';
import { SetClock } from './list-samples.ts';

if (!customElements.get('dossier-admin')) customElements.define('dossier-admin', DossierAdmin);

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
});

const words = (text: string) => ({ 'en': text, 'zh-Hans': `${text}汉`, 'zh-Hant': `${text}漢`, 'es': `${text} es` });
const person = (id: string, name: string, more: Partial<PersonView> = {}): PersonView =>
  ({ id, name, department: 'south', active: true, email: null, roles: ['staff'], withheld: [], clearances: [], reportsTo: null, ...more }) as PersonView;
const PEOPLE = [person('ana', 'Ana Ruiz', { clearances: ['bank'] }), person('hr:7', 'Li Wei', { active: false }), person('root', 'Rosa', { roles: ['admin'] })];
const DEPARTMENTS = [{ id: 'sales', name: 'Sales', parent: null, managers: ['ana'] }, { id: 'south', name: 'South', parent: 'sales', managers: [] }];
const option = (key: string, hidden = false, days: number | null = null) => ({ key, label: words(key), shipped: words(key), hidden, days, shippedDays: days });
const REGIONS = { id: 'D-05', name: words('Region'), editable: true, revision: 0, fields: [words('Where')], days: null, options: [option('east'), option('south'), option('north')] };
const CLASSES = { id: 'D-18', name: words('Class'), editable: false, revision: 0, fields: [], days: null, options: [option('A')] };
const CYCLES = { id: 'D-55', name: words('Contact strategy'), editable: true, revision: 3, fields: [], days: { least: 1, most: 3650 }, options: [option('weekly', false, 7), option('none')] };
const AT = '2026-03-02T08:00:00.000Z';
const BACKUP = { id: 'b1', state: 'done', at: AT, done: 1, total: 1, name: 'backup-1', path: '/x', version: '1', bytes: 1_200_000, files: 0, sections: 1, broken: 0, missing: 0, error: null, by: 'nightly', verified: { at: AT, ok: true } };
const JOB = { id: 'j1', kind: 'import', state: 'running', at: AT, by: { id: 'stew', name: 'Stella' }, done: 5, total: 10, dryRun: false, counts: {}, error: null, cancellable: true };

function world(more: Partial<Record<string, Answer>> = {}): FakeSession {
  const session = new FakeSession();
  session.me = { ...session.me!, id: 'root' as never, roles: ['admin'], can: { ...session.me!.can, directory: true } };
  const answers: Record<string, Answer> = {
    'GET /api/people': (_m, path) => {
      const query = new URL(path, 'http://x').searchParams;
      const ids = query.getAll('id');
      return { items: PEOPLE.filter(({ id, name }) => (ids.length === 0 || ids.includes(id)) && name.toLowerCase().includes((query.get('q') ?? '').toLowerCase())), next: null };
    },
    'GET /api/departments': () => ({ items: DEPARTMENTS }),
    'GET /api/dictionaries': () => ({ items: [CLASSES, REGIONS] }),
    'GET /api/fields': () => ({ items: [] }),
    'GET /api/limits': () => ({ variable: 'DOSSIER_LIMITS', items: [{ name: 'fileBytes', value: 500_000_000, shipped: 200_000_000, unit: 'bytes', text: 'One file.' }, { name: 'backupHour', value: 3, shipped: 3, unit: 'hour', text: 'At night.' }] }),
    'GET /api/jobs': () => ({ items: [JOB] }),
    'GET /api/backups': () => ({ items: [BACKUP] }),
    'GET /healthz': () => ({ ok: true, state: 'warn', version: '1', now: AT, checks: [{ name: 'disk', state: 'warn', text: 'The disk is filling.' }] }),
    ...(more as Record<string, Answer>),
  };
  session.answer = (method, path, body) => {
    const key = `${method} ${path.split('?')[0]}`;
    const answer = answers[key];
    if (!answer) throw new ApiError(404, 'not-found', `${key} has no answer in this test`);
    return answer(method, path, body);
  };
  return session;
}

const settle = async (element: DossierAdmin): Promise<void> => {
  for (let i = 0; i < 6; i++) {
    await element.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
};
interface Shown { readonly element: DossierAdmin; readonly root: ShadowRoot; readonly clock: SetClock; readonly session: FakeSession; find<T extends HTMLElement = HTMLElement>(selector: string): T; click(selector: string): Promise<void>; fill(selector: string, value: string): Promise<void>; text(): string; sent(method: string): readonly unknown[] }
async function show(session = world(), view?: string, lang?: string): Promise<Shown> {
  const clock = new SetClock();
  const { root: host, remove } = mount(session, '', lang);
  clean = remove;
  const element = new DossierAdmin();
  element.clock = clock;
  if (view !== undefined) element.view = view;
  host.append(element);
  await settle(element);
  const root = element.shadowRoot!;
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (!found) throw new Error(`${selector} is not there`);
    return found;
  };
  return {
    element, root, clock, session, find,
    async click(selector) { find(selector).click(); await settle(element); },
    async fill(selector, value) {
      const control = find<HTMLInputElement>(selector);
      control.value = value;
      control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }));
      await settle(element);
    },
    text: () => root.querySelector('.root')!.textContent!.replace(/\s+/g, ' '),
    sent: (method) => session.asked.filter((each) => each.method === method).map(({ path, body }) => [path, body]),
  };
}
const press = (at: HTMLElement, key: string): boolean => at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

describe('<dossier-admin>', () => {
  it('says to anybody else whom to ask, and asks the server nothing for them', async () => {
    const session = world();
    session.me = { ...session.me!, can: { ...session.me!.can, directory: false } };
    const { text, element } = await show(session);
    expect(text()).to.include('Only an administrator can see this');
    expect(session.asked).to.deep.equal([]);
    await accessible(element);
  });

  for (const view of ['people', 'departments', 'options', 'fields', 'limits', 'jobs', 'backups']) {
    it(`${view}: no accessibility violation, in English and Chinese; what fails offers to try again`, async () => {
      const { element } = await show(world(), view);
      await accessible(element);
      clean?.();
      const chinese = await show(world(), view, 'zh-Hans');
      await settle(chinese.element);
      expect(chinese.text()).to.include('管理');
      await accessible(chinese.element);
      clean?.();
      let broken = true;
      const session = world();
      const answer = session.answer;
      session.answer = (...question) => {
        if (broken) throw new ApiError(0, 'network', 'gone');
        return answer(...question);
      };
      const failing = await show(session, view);
      expect(failing.text()).to.include('The server cannot be reached');
      broken = false;
      for (const button of failing.root.querySelectorAll<HTMLElement>('.notice .button')) button.click();
      await settle(failing.element);
      expect(failing.text()).not.to.include('The server cannot be reached');
    });
  }

  it('tabs are walked by arrow keys, and only the one that is shown asks', async () => {
    const { element, root, find, session } = await show();
    expect(session.asked.some(({ path }) => path.startsWith('/api/dictionaries'))).to.equal(false);
    find('#tab-people').focus();
    press(find('#tab-people'), 'ArrowRight');
    press(find('#tab-people'), 'ArrowRight');
    await settle(element);
    expect(root.activeElement?.id).to.equal('tab-options');
    expect(find('#tab-options').getAttribute('aria-selected')).to.equal('true');
    expect(session.asked.some(({ path }) => path.startsWith('/api/dictionaries'))).to.equal(true);
  });

  describe('people', () => {
    it('arrow keys lead from the search into the list and along it', async () => {
      const { find, root } = await show();
      find('.tools input').focus();
      for (const [key, id] of [['ArrowDown', 'ana'], ['ArrowDown', 'hr:7'], ['ArrowUp', 'ana'], ['ArrowUp', 'ana']] as const) {
        press(root.activeElement as HTMLElement, key);
        expect((root.activeElement as HTMLElement).dataset.person).to.equal(id);
      }
    });

    it('are searched by the server, once the typing rests', async () => {
      const { fill, clock, session, root, element } = await show();
      const before = session.asked.length;
      await fill('input[type=search]', 'a');
      await fill('input[type=search]', 'ana');
      expect(session.asked.length).to.equal(before);
      clock.forward(250);
      await settle(element);
      expect(session.asked.slice(before).map(({ path }) => path)).to.deep.equal(['/api/people?limit=50&q=ana']);
      expect([...root.querySelectorAll('.row .name')].map((each) => each.textContent)).to.deep.equal(['Ana Ruiz']);
    });

    it('saving sends what was changed and nothing else', async () => {
      const { click, fill, sent, root, text, element } = await show(world({ 'PUT /api/people/ana': (_m, _p, body) => ({ ...PEOPLE[0], ...(body as object) }) }));
      await click('[data-person=ana]');
      await accessible(element);
      await fill('#person-department', 'sales');
      root.querySelectorAll<HTMLElement>('[data-key=identity]')[0]!.click();
      await click('.save-person');
      expect(sent('PUT')).to.deep.equal([['/api/people/ana', { department: 'sales', clearances: ['bank', 'identity'] }]]);
      expect(text()).to.include('Saved. It counts from now on.');
    });

    it('making somebody inactive says what happens at once, and Escape leaves everything as it was', async () => {
      const { click, sent, text, find, root, element } = await show(world({ 'PUT /api/people/ana': (_m, _p, body) => ({ ...PEOPLE[0], ...(body as object) }) }));
      await click('[data-person=ana]');
      await click('.ask-deactivate');
      expect(find('[role=alertdialog]').textContent).to.include('Ana Ruiz is cut off now, everywhere');
      await accessible(element);
      press(find('[role=alertdialog] button'), 'Escape');
      await settle(element);
      expect(root.querySelector('[role=alertdialog]')).to.equal(null);
      expect(root.querySelector('.beside')).not.to.equal(null);
      expect(sent('PUT')).to.deep.equal([]);
      await click('.ask-deactivate');
      await click('[role=alertdialog] .danger');
      expect(sent('PUT')).to.deep.equal([['/api/people/ana', { active: false }]]);
      expect(text()).to.include('Ana Ruiz is cut off.');
      expect(find('[data-person=ana]').textContent).to.include('inactive');
      press(find('.beside h3'), 'Escape');
      await settle(element);
      expect(root.querySelector('.beside')).to.equal(null);
      expect((root.activeElement as HTMLElement).dataset.person).to.equal('ana');
    });

    it('an imported person gets the id of their sign-in; nobody changes their own rights', async () => {
      const { click, fill, sent, root } = await show(world({ 'PUT /api/people/hr%3A7': () => person('wei', 'Li Wei') }));
      await click('[data-person="hr:7"]');
      await fill('#person-sub', 'wei');
      await click('.save-person');
      expect(sent('PUT')).to.deep.equal([['/api/people/hr%3A7', { sub: 'wei' }]]);
      expect(root.querySelector('[data-person=wei]')).not.to.equal(null);
      await click('[data-person=root]');
      expect([...root.querySelectorAll<HTMLFieldSetElement>('fieldset')].every(({ disabled }) => disabled)).to.equal(true);
      expect(root.querySelector<HTMLButtonElement>('.ask-deactivate')!.disabled).to.equal(true);
    });

    it('one is added before the first sign-in; a taken id is told', async () => {
      const { click, fill, sent, text } = await show(world({ 'POST /api/people': () => { throw new ApiError(409, 'conflict', 'There is a person with this id.', 'id'); } }));
      await click('.add-person');
      await click('.beside .primary');
      expect(text()).to.include('A name and the id of the sign-in are needed.');
      await fill('#new-name', 'Ana');
      await fill('#new-id', 'ana');
      await click('.beside .primary');
      expect(sent('POST')).to.deep.equal([['/api/people', { id: 'ana', name: 'Ana' }]]);
      expect(text()).to.include('There is a person with this id.');
    });

    it('nothing is saved while offline', async () => {
      const { click, session, find, element } = await show();
      await click('[data-person=ana]');
      session.change({ state: { kind: 'offline', cause: 'device' } });
      await settle(element);
      expect(find<HTMLButtonElement>('.ask-deactivate').disabled).to.equal(true);
    });
  });

  it('a list of people is checked first, and imported only then; the report names what was refused', async () => {
    const line = { file: 'people.csv', line: 3, externalId: '9', outcome: 'refused', field: 'id', code: 'no-id', message: 'The row has no id.' };
    const sentForms: FormData[] = [];
    const job = (state: string, dryRun: boolean) => ({ id: 'j9', kind: 'import', state, done: 2, total: 2, error: null, report: state === 'done' ? { source: 'hr', dryRun, tables: [{ table: 'employees', file: 'people.csv', rows: 2, counts: { created: 1, refused: 1 } }], lines: [line], ignoredColumns: [] } : null });
    const { click, clock, find, text, root, element, session } = await show(world({
      'POST /api/imports': (_m, _p, body) => { sentForms.push(body as FormData); return job('queued', false); },
      'GET /api/jobs/j9': () => job('done', sentForms.at(-1)!.get('dryRun') === 'true'),
    }));
    await click('.import-people');
    await accessible(element);
    await click('.run-import');
    expect(text()).to.include('Choose at least one CSV file.');
    const files = new DataTransfer();
    files.items.add(new File(['id,name\n'], 'people.csv'));
    find<HTMLInputElement>('#import-files').files = files.files;
    find('#import-files').dispatchEvent(new Event('change'));
    for (const [said, dry] of [['This would happen: 1 new · 1 refused', 'true'], ['Done: 1 new · 1 refused', 'false']] as const) {
      await click('.run-import');
      clock.forward(500);
      await settle(element);
      expect(text()).to.include(said).and.include('The row has no id.');
      expect([sentForms.at(-1)!.get('dryRun'), sentForms.at(-1)!.get('source'), (sentForms.at(-1)!.get('files') as File).name]).to.deep.equal([dry, 'directory', 'people.csv']);
      await accessible(element);
    }
    expect(sentForms.length).to.equal(2);
    const asked = session.asked.length;
    press(find('.beside h3'), 'Escape');
    await settle(element);
    expect(root.querySelector('.beside')).to.equal(null);
    expect(session.asked.length).to.equal(asked);
  });

  it('a department is no part of itself or of what is below it; managers are found by name', async () => {
    const { click, fill, clock, sent, root, element } = await show(world({ 'PUT /api/departments/sales': (_m, _p, body) => ({ id: 'sales', ...(body as object) }) }), 'departments');
    await click('[data-department=sales]');
    await accessible(element);
    expect([...root.querySelectorAll<HTMLOptionElement>('#department-parent option')].map(({ value }) => value)).to.deep.equal(['']);
    await fill('#department-manager', 'ro');
    clock.forward(200);
    await settle(element);
    await click('.found-one');
    await click('.beside .primary');
    expect(sent('PUT')).to.deep.equal([['/api/departments/sales', { name: 'Sales', parent: null, managers: ['ana', 'root'] }]]);
  });

  describe('option lists', () => {
    it('are saved whole: renamed, ordered, hidden and new ones, with the revision that was seen', async () => {
      const wishes: DictionaryWish[] = [];
      const { click, fill, element, root } = await show(world({ 'PUT /api/dictionaries/D-05': (_m, _p, body) => { wishes.push(body as DictionaryWish); return { ...REGIONS, revision: 1 }; } }), 'options');
      await click('[data-dictionary="D-05"]');
      await click('.option:nth-child(1) .down');
      expect(root.activeElement?.classList.contains('down')).to.equal(true);
      await click('.option:nth-child(3) input[type=checkbox]');
      await click('.option:nth-child(1) .rename');
      await fill('.words input[lang=en]', 'The South');
      await accessible(element);
      await click('.add-option');
      await fill('.words input[lang=en]', 'Islands');
      await click('.save-list');
      expect(wishes[0]!.revision).to.equal(0);
      expect(wishes[0]!.options.map(({ key, label, hidden }) => [key, label.en, label.es, hidden])).to.deep.equal([
        ['south', 'The South', 'south es', false], ['east', 'east', 'east es', false], ['north', 'north', 'north es', true], [undefined, 'Islands', 'Islands', false],
      ]);
    });

    it('who was slower keeps what they wrote, on top of what the other saved', async () => {
      let conflict = true;
      const theirs = { ...REGIONS, revision: 1, options: [option('north'), { ...option('east'), label: words('Levant') }, option('south')] };
      const wishes: DictionaryWish[] = [];
      let lists = [CLASSES, REGIONS];
      const { click, fill, text } = await show(world({
        'GET /api/dictionaries': () => ({ items: lists }),
        'PUT /api/dictionaries/D-05': (_m, _p, body) => {
          if (conflict) throw new ApiError(409, 'conflict', 'Somebody else has changed this list meanwhile.');
          wishes.push(body as DictionaryWish);
          return { ...theirs, revision: 2 };
        },
      }), 'options');
      await click('[data-dictionary="D-05"]');
      await click('.option:nth-child(2) .rename');
      await fill('.words input[lang=en]', 'The South');
      await click('.save-list');
      expect(text()).to.include('Somebody else has changed this list meanwhile.');
      lists = [CLASSES, theirs];
      conflict = false;
      await click('.reload');
      await click('.save-list');
      expect(wishes[0]!.revision).to.equal(1);
      expect(wishes[0]!.options.map(({ label }) => label.en)).to.deep.equal(['north', 'Levant', 'The South']);
    });

    it('a list that counts days takes them, says what they do, and refuses what is no number of days before it is sent', async () => {
      const wishes: DictionaryWish[] = [];
      const { click, fill, find, element, text, root } = await show(world({
        'GET /api/dictionaries': () => ({ items: [CYCLES, REGIONS] }),
        'PUT /api/dictionaries/D-55': (_m, _p, body) => { wishes.push(body as DictionaryWish); return { ...CYCLES, revision: 4 }; },
      }), 'options');
      await click('[data-dictionary="D-05"]');
      await click('.option:nth-child(1) .rename');
      expect(root.querySelector('.words [inputmode=numeric]'), 'regions count no days').to.equal(null);
      await click('[data-dictionary="D-55"]');
      expect(text()).to.include('7 days');
      await click('.add-option');
      await fill('.words input[lang=en]', 'Every 45 days');
      await fill('.words [inputmode=numeric]', '4.5');
      await click('.save-list');
      expect(wishes).to.deep.equal([]);
      expect(find('[role=alert]').textContent).to.include('a whole number from 1 to 3650');
      expect(root.activeElement).to.equal(find('.words [inputmode=numeric]'));
      expect(find('.words [inputmode=numeric]').getAttribute('aria-invalid')).to.equal('true');
      await fill('.words [inputmode=numeric]', ' 45 ');
      await accessible(element);
      await click('.option:nth-child(1) .rename');
      await fill('.words [inputmode=numeric]', '');
      await click('.save-list');
      expect(wishes[0]!.options.map(({ key, label, days }) => [key, label.en, days])).to.deep.equal([['weekly', 'weekly', null], ['none', 'none', null], [undefined, 'Every 45 days', 45]]);
    });

    it('days come back as delivered with the words', async () => {
      const { click, find, fill, root } = await show(world({ 'GET /api/dictionaries': () => ({ items: [CYCLES] }) }), 'options');
      await click('[data-dictionary="D-55"]');
      await click('.option:nth-child(1) .rename');
      await fill('.words [inputmode=numeric]', '9');
      expect(find('.words .link').textContent).to.equal('As delivered: weekly · 7 days');
      await click('.words .link');
      expect(find<HTMLInputElement>('.words [inputmode=numeric]').value).to.equal('7');
      expect(root.querySelector('.words .link')).to.equal(null);
    });

    it('a list with rules is shown and cannot be changed', async () => {
      const { click, root, text } = await show(world(), 'options');
      await click('[data-dictionary="D-18"]');
      expect(root.querySelector('.beside input')).to.equal(null);
      expect(text()).to.include('Rules of the program name these options');
    });
  });

  it('limits: what was changed stands first, with what was delivered', async () => {
    const { root, text } = await show(world(), 'limits');
    expect(root.querySelector('dl')!.textContent!.replace(/\s+/g, ' ')).to.include('500 MB').and.include('delivered as 200 MB');
    expect(text()).to.include('DOSSIER_LIMITS');
  });

  it('jobs are watched while they are shown, and stopped on request', async () => {
    const { click, clock, session, sent, find, element } = await show(world({ 'DELETE /api/jobs/j1': () => null }), 'jobs');
    const asked = (): number => session.asked.filter(({ path }) => path === '/api/jobs').length;
    expect(find<HTMLProgressElement>('progress').value).to.equal(5);
    const before = asked();
    clock.forward(1_000);
    await settle(element);
    expect(asked()).to.equal(before + 1);
    await click('.job .button');
    expect(sent('DELETE')).to.deep.equal([['/api/jobs/j1', undefined]]);
    await click('#tab-limits');
    const left = asked();
    clock.forward(60_000);
    await settle(element);
    expect(asked()).to.equal(left);
  });

  it('backups: the last that can be restored, the sentences of the server, and one made now with its progress', async () => {
    let items: readonly object[] = [BACKUP];
    const { click, clock, text, find, root, element } = await show(world({
      'GET /api/backups': () => ({ items }),
      'POST /api/backups': () => { items = [{ ...BACKUP, id: 'b2', state: 'running', done: 1, total: 4, verified: null, name: null }, BACKUP]; return items[0]; },
    }), 'backups');
    expect(text()).to.include('The last backup that can be restored is from').and.include('1.2 MB').and.include('The disk is filling.').and.include('Made every night at 03:00 (UTC)');
    await click('.make-backup');
    expect(find<HTMLProgressElement>('progress').max).to.equal(4);
    expect(root.querySelector('.make-backup')).to.equal(null);
    items = [{ ...BACKUP, id: 'b2', name: 'backup-2' }, BACKUP];
    clock.forward(1_000);
    await settle(element);
    expect(root.querySelectorAll('.backups .good').length).to.equal(2);
  });
});
