/** Classification in the administration: accessible while a scheme is open and tried, errors at their fields in the reader's language, a dry run before it is live, a colleague who was faster, versions gone back to. */
import { expect } from '@esm-bundle/chai';
import { SETTING_TEXTS } from '../../components/admin/classes/setting-texts.ts';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { SchemesView, SchemeView } from '../../model/api.ts';
import { SET_SCHEMES, SHIPPED_ALL, shapesOf } from '../../model/classification/all-settings.ts';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('dossier-admin') ?? customElements.define('dossier-admin', DossierAdmin);

let clean: () => void = () => {};
afterEach(() => clean());

const words = (text: string) => ({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });
const ROSA = { id: 'rosa', name: 'Rosa' } as never;
function scheme(key: 'abc' | 'grade' | 'rfm' | 'valueTier', more: Partial<SchemeView> = {}): SchemeView {
  const { version: _version, setBy: _setBy, setAt: _setAt, ...settings } = SHIPPED_ALL[key];
  return {
    key, id: 'C-01', source: 'B-2', name: SCHEME_NAMES[key], dictionary: null, section: key === 'grade' ? 'credit' : null, kind: 'population', values: ['A', 'B', 'C', null], labels: { 'A': words('Key'), 'B': words('Main'), 'C': words('Ordinary'), '-': words('Unclassified') },
    fields: Object.entries(shapesOf(key)).map(([field, shape]) => ({ key: field, shape, shipped: (settings as Record<string, unknown>)[field], options: shape.kind === 'choice' ? shape.options.map((each) => ({ key: each, label: null })) : [] })),
    settings, version: 1, setBy: null, setAt: null, note: null, past: [], maySet: true, mayTry: true, ...more,
  };
}
const STARS: SchemeView = { ...scheme('abc'), key: 'stars', name: SCHEME_NAMES.stars, fields: [], settings: {}, kind: 'fields' };
const MOVED = Array.from({ length: 30 }, (_, i) => ({ id: `A${i}`, name: `Customer ${i}`, from: i % 2 ? 'A' : 'B', to: i % 2 ? 'B' : 'A' }));
const RUN = { scheme: 'abc', dryRun: true, referenceDate: '2026-03-01', counts: { A: 18, B: 20, C: 40, '-': 3 }, before: { A: 20, B: 18, C: 40, '-': 3 }, changed: 33, moved: MOVED, results: [] };

async function stage({ lang = 'en', items = [scheme('abc'), scheme('rfm'), scheme('valueTier'), scheme('grade'), STARS], put = () => ({}) as unknown, roles = ['admin'] as readonly string[], directory = true } = {}) {
  const fake = new FakeSession();
  fake.change({ me: { ...fake.me!, roles: roles as never, can: { ...fake.me!.can, directory } } });
  let all: readonly SchemeView[] = items;
  fake.answer = (method, path, body) => {
    if (path === '/api/classification' && method === 'GET') return { items: all, maySet: true, running: null } satisfies SchemesView;
    if (path === '/api/classify') return RUN;
    if (path.startsWith('/api/classification/') && method === 'PUT') return put.call(body);
    return { items: [], next: null };
  };
  await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const { root, remove } = mount(fake, '<dossier-admin view="classes"></dossier-admin>', lang);
  clean = remove;
  const element = root.querySelector('dossier-admin') as DossierAdmin;
  const shadow = (): ShadowRoot => element.shadowRoot!;
  /** A part is loaded when its tab is first shown. */
  const until = async (holds: () => boolean): Promise<void> => {
    for (let i = 0; i < 2_000 && !holds(); i++) await new Promise((done) => setTimeout(done, 5));
    expect(holds(), holds.toString()).to.equal(true);
    await element.updateComplete;
  };
  const one = <T extends HTMLElement = HTMLElement>(selector: string): T => shadow().querySelector<T>(selector)!;
  const fill = async (selector: string, value: string): Promise<void> => {
    const control = one<HTMLInputElement>(selector);
    control.value = value;
    control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input'));
    await element.updateComplete;
  };
  const open = async (key: string): Promise<void> => {
    await until(() => one(`[data-scheme="${key}"]`) !== null);
    one(`[data-scheme="${key}"]`).click();
    await until(() => one('.scheme-head') !== null);
  };
  const sent = (method: string) => fake.asked.filter((each) => each.method === method).map(({ path, body }) => [path, body]);
  return { fake, element, shadow, until, one, fill, open, sent, set: (next: readonly SchemeView[]) => { all = next; }, text: () => shadow().textContent.replace(/\s+/g, ' ') };
}

describe('classification in the administration', () => {
  it('has a name and a meaning for every setting of every scheme, in four languages, and none beside', () => {
    const wanted = SET_SCHEMES.flatMap((key) => Object.entries(shapesOf(key)).map(([field, shape]) => [`${key}.${field}`, shape] as const));
    expect(Object.keys(SETTING_TEXTS).sort()).to.deep.equal(wanted.map(([key]) => key).sort());
    for (const [key, shape] of wanted) {
      const { name, hint, steps } = SETTING_TEXTS[key]!;
      for (const language of LANGUAGES) expect([name[language], hint[language]].every((text) => text.length > 0), key).to.equal(true);
      if (shape.kind === 'steps') expect(steps?.length, key).to.equal(shape.count);
    }
  });

  for (const lang of LANGUAGES) it(`is accessible: the list, a scheme, what a trial shows, in ${lang}`, async () => {
    const { element, one, open, until, fill } = await stage({ lang });
    await until(() => one('.schemes') !== null);
    await accessible(element);
    await open('grade');
    await accessible(element);
    one('.back').click();
    await open('abc');
    await fill('#set-a', '70');
    one('.try-dry').click();
    await until(() => one('.outcome') !== null);
    await accessible(element);
  });

  it('says at the field what is wrong, and sends nothing', async () => {
    const { open, fill, one, until, sent, shadow } = await stage();
    await open('rfm');
    await fill('#set-frequency-1', '20');
    await fill('#set-minimum', '1.5');
    one('.try-dry').click();
    await until(() => one('#set-minimum-problem') !== null);
    expect(one('#set-frequency-1-problem').textContent).to.equal('Each smaller than the one before.');
    expect(one('#set-minimum-problem').textContent).to.equal('A whole number.');
    expect(one('#set-minimum').getAttribute('aria-describedby')).to.contain('set-minimum-problem');
    await until(() => shadow().activeElement?.getAttribute('aria-invalid') === 'true');
    expect(sent('POST')).to.deep.equal([]);
  });

  it('what only the server knows of several settings is said in the reader’s words at its field', async () => {
    const { open, fill, one, until, shadow } = await stage({
      lang: 'es', put: () => { throw new ApiError(422, 'invalid', 'b: not below', undefined, [{ field: 'settings.b', code: 'settings', message: 'b: not below the threshold of A' }]); },
    });
    await open('abc');
    await fill('#set-b', '60');
    one('.go-live').click();
    await until(() => one('#set-b-problem') !== null);
    expect(one('#set-b-problem').textContent).to.equal(SETTING_TEXTS['abc.b']!.rules!['']!.es);
    expect(shadow().querySelectorAll('.danger[role=alert]').length).to.equal(1);
  });

  it('tries dry what is in the form, shows who would move page by page, and opens a customer', async () => {
    const { open, fill, one, until, sent, shadow, element, text } = await stage();
    await open('abc');
    await fill('#set-a', '70');
    one('.try-dry').click();
    await until(() => one('.movers tbody') !== null);
    expect(sent('POST')).to.deep.equal([['/api/classify', { scheme: 'abc', settings: { months: 12, a: 70, b: 95 }, dryRun: true }]]);
    expect(text()).to.contain('33 customers would move.').and.to.contain('Not listed: 3');
    expect([...shadow().querySelectorAll('.counts tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '))[0]).to.equal('Key2018−2');
    expect(shadow().querySelectorAll('.movers tbody tr').length).to.equal(25);
    one('.movers .end .button:last-child').click();
    await until(() => shadow().querySelectorAll('.movers tbody tr').length === 5);
    await fill('.movers select', 'A>B');
    expect(shadow().querySelectorAll('.movers tbody tr').length).to.equal(15);
    const opened: string[] = [];
    element.addEventListener('dossier-open', (event) => { opened.push((event as CustomEvent<{ archive: string }>).detail.archive); });
    one('.movers tbody .link').click();
    expect(opened).to.deep.equal(['A1']);
    // what was tried is not what stands there any more
    await fill('#set-a', '71');
    expect(text()).to.contain('Settings were changed since; try again.');
  });

  it('makes it live with a reason and the version that it began with; a colleague who was faster loses nothing', async () => {
    let conflict = true;
    const { open, fill, one, until, sent, set, text } = await stage({
      put: () => {
        if (conflict) throw new ApiError(409, 'conflict', 'Somebody has set this scheme since.');
        return {};
      },
    });
    await open('abc');
    await fill('#set-a', '70');
    await fill('#live-note', 'Too many key customers');
    one('.go-live').click();
    await until(() => one('.load-again') !== null);
    expect(sent('PUT')).to.deep.equal([['/api/classification/abc', { months: 12, a: 70, b: 95, note: 'Too many key customers', version: 1 }]]);
    set([scheme('abc', { version: 2, setBy: ROSA, setAt: '2026-03-02T08:00:00Z', settings: { months: 24, a: 80, b: 95 } })]);
    one('.load-again').click();
    await until(() => one('.load-again') === null);
    expect(one<HTMLInputElement>('#set-a').value).to.equal('70');
    conflict = false;
    set([scheme('abc', { version: 3, setBy: ROSA, setAt: '2026-03-02T08:00:00Z', settings: { months: 12, a: 70, b: 95 } })]);
    one('.go-live').click();
    await until(() => text().includes('Version 3 is live.'));
    expect((sent('PUT').at(-1)![1] as { version: number }).version).to.equal(2);
  });

  it('lists versions with what was different, and goes back to one as a new version', async () => {
    const { open, one, until, sent, text } = await stage({ items: [scheme('abc', { version: 2, setBy: ROSA, setAt: '2026-03-02T08:00:00Z', note: 'Too many', settings: { months: 12, a: 70, b: 95 }, past: [{ version: 1, setBy: null, setAt: null, note: null, settings: { months: 12, a: 80, b: 95 } }] })] });
    await open('abc');
    expect(text()).to.contain('Too many').and.to.contain('80% → 70%');
    one('.go-back').click();
    await until(() => sent('PUT').length === 1);
    expect(sent('PUT')[0]).to.deep.equal(['/api/classification/abc', { months: 12, a: 80, b: 95, note: 'Back to version 1', version: 2 }]);
  });

  it('Escape closes the scheme and the caret is back on its row', async () => {
    const { open, one, until, shadow } = await stage();
    await open('rfm');
    one('.scheme-head h3').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await until(() => shadow().activeElement?.getAttribute('data-scheme') === 'rfm');
  });

  it('compliance sees this tab alone, a steward what classes and days rest on, others nothing', async () => {
    const tabs = async (roles: readonly string[]): Promise<readonly string[]> => {
      const { shadow, until, one } = await stage({ roles, directory: false });
      await until(() => one('[role=tab], .notice') !== null);
      const found = [...shadow().querySelectorAll('[role=tab]')].map(({ id }) => id.slice(4));
      clean();
      return found;
    };
    expect(await tabs(['compliance'])).to.deep.equal(['classes']);
    expect(await tabs(['steward'])).to.deep.equal(['classes', 'services', 'workdays']);
    expect(await tabs(['staff'])).to.deep.equal([]);
  });
});
