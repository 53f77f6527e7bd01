/** Own fields in the administration: accessibility first, then what is sent of a field, what is missing, order by keyboard, retiring, colleagues who were faster, and words that change while one looks. */
import { expect } from '@esm-bundle/chai';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { ApiError } from '../../components/internal/session.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { NewOwnField, OwnFieldChange, OwnFieldView } from '../../model/own-fields-api.ts';
import { accessible } from './accessible.ts';
import { type } from './archive-form-page.ts';
import { FakeSession, mount } from './fake-session.ts';

if (!customElements.get('dossier-admin')) customElements.define('dossier-admin', DossierAdmin);

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
});

const words = (text: string) => ({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });
const AT = '2026-03-02T08:00:00.000Z';
const ROOT = { id: 'root' as never, name: 'Rosa' };
const field = (key: string, more: Partial<OwnFieldView> = {}): OwnFieldView => ({
  key: `custom.${key}`, kind: 'text', section: 'profile', packs: ['base'], group: 'own', label: { en: key }, help: {}, dictionary: null, columns: [], min: null, max: null, required: [], pii: 'none',
  mask: false, retired: false, revision: 1, by: ROOT, at: AT, changedBy: ROOT, changedAt: AT, ...more,
});
const option = (key: string) => ({ key, label: words(key), shipped: words(key), hidden: false });
const LISTS = [
  { id: 'D-05', name: words('Region'), editable: true, own: false, revision: 0, fields: [], options: [option('east'), option('south')] },
  { id: 'D-29', name: words('Personal'), editable: false, own: false, revision: 0, fields: [], options: [option('identity')] },
];

interface Opened { readonly session: FakeSession; readonly admin: DossierAdmin; readonly root: ShadowRoot; readonly sent: { readonly method: string; readonly path: string; readonly body: unknown }[]; readonly settled: () => Promise<void>; readonly find: <T extends HTMLElement = HTMLElement>(selector: string) => T; all: OwnFieldView[] }

async function open(all: OwnFieldView[], lang = 'en', answer?: (method: string, body: unknown) => unknown): Promise<Opened> {
  const session = new FakeSession();
  session.me = { ...session.me!, roles: ['admin'], can: { ...session.me!.can, directory: true } };
  session.view = catalogueView(lang as 'en');
  const sent: { method: string; path: string; body: unknown }[] = [];
  const page = { all };
  session.answer = (method, path, body) => {
    if (method === 'GET' && path === '/api/dictionaries') return { items: LISTS };
    if (method === 'GET' && path === '/api/fields') return { items: page.all };
    sent.push({ method, path, body });
    const own = answer?.(method, body);
    if (own !== undefined) return own;
    if (method === 'POST') return field('new', body as object);
    if (method === 'DELETE') return { ...page.all[0]!, retired: true, revision: 2 };
    if (path === '/api/fields') return { items: (body as { keys: string[] }).keys.map((key) => page.all.find((each) => each.key === key)!) };
    return { ...page.all.find(({ key }) => path.endsWith(key))!, ...(body as object), revision: 2 };
  };
  const mounted = mount(session, '<dossier-admin view="fields"></dossier-admin>', lang);
  clean = mounted.remove;
  const admin = mounted.root.querySelector<DossierAdmin>('dossier-admin')!;
  const settled = async () => {
    for (let i = 0; i < 6; i++) {
      await admin.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
  };
  await settled();
  const root = admin.shadowRoot!;
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (found === null) throw new Error(`nothing is drawn for ${selector}`);
    return found;
  };
  return Object.assign(page, { session, admin, root, sent, settled, find });
}
const choose = (select: HTMLSelectElement, value: string): void => {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const press = async (opened: Opened, selector: string): Promise<void> => {
  opened.find(selector).click();
  await opened.settled();
};

describe('accessibility of own fields', () => {
  it('empty, listed, opened, adding every kind, asking before retiring', async () => {
    const page = await open([]);
    await accessible(page.admin);
    page.all = [field('Fleet'), field('Old', { retired: true }), field('Secret', { section: 'identity', label: words('Secret') })];
    page.session.change({ edition: '2' });
    await page.settled();
    expect(page.root.querySelectorAll('.own-row').length).to.equal(3);
    await accessible(page.admin);
    await press(page, '[data-own="custom.Fleet"]');
    await press(page, '.retire');
    await accessible(page.admin);
    await press(page, '.add-field');
    for (const kind of ['enum', 'rows', 'number', 'longText', 'enums', 'flag']) {
      choose(page.find<HTMLSelectElement>('#own-kind'), kind);
      await page.settled();
      await accessible(page.admin);
    }
  });
  for (const lang of LANGUAGES) {
    it(`in ${lang}, at 360 px and in the dark`, async () => {
      const page = await open([field('Fleet', { label: { 'es': 'Flota' } })], lang);
      page.admin.style.width = '360px';
      page.admin.setAttribute('scheme', 'dark');
      await press(page, '.add-field');
      choose(page.find<HTMLSelectElement>('#own-kind'), 'enum');
      await page.settled();
      await accessible(page.admin);
    });
  }
});

describe('adding a field', () => {
  it('sends the words that were written, the options in every language, and where it appears; it stands in the list at once', async () => {
    const page = await open([]);
    await press(page, '.add-field');
    type(page.find<HTMLInputElement>('#own-label-en'), 'Medal');
    type(page.find<HTMLInputElement>('#own-label-zh-Hant'), '獎章');
    type(page.find<HTMLInputElement>('#own-help-es'), 'La mejor');
    choose(page.find<HTMLSelectElement>('#own-kind'), 'enum');
    await page.settled();
    const options = [...page.root.querySelectorAll<HTMLInputElement>('.words-line input')];
    type(options[0]!, 'Gold');
    type(options[3]!, 'Oro');
    type(options[4]!, 'Silver');
    page.find<HTMLInputElement>('[data-key="dealer"]').click();
    page.find<HTMLInputElement>('[data-key="base"]').click();
    await press(page, '.save-field');
    expect(page.sent).to.deep.equal([{ method: 'POST', path: '/api/fields', body: {
      kind: 'enum', section: 'profile', label: { 'en': 'Medal', 'zh-Hant': '獎章' }, help: { es: 'La mejor' }, packs: ['dealer'], required: [], group: 'own', pii: 'none', mask: false,
      options: [{ label: { 'en': 'Gold', 'zh-Hans': 'Gold', 'zh-Hant': 'Gold', 'es': 'Oro' } }, { label: words('Silver') }],
    } satisfies NewOwnField }]);
    expect(page.find('.done-text').textContent).to.include('every open form');
    expect(page.find('.own-row .name').textContent).to.equal('Medal');
    expect(page.find('.own-row .chip.lacking').textContent).to.equal('missing: 简体中文, Español');
  });

  it('a table sends its columns, a number its limits, a choice the list that is there', async () => {
    const page = await open([]);
    const sendAs = async (kind: string, more: () => void | Promise<void>): Promise<NewOwnField> => {
      await press(page, '.add-field');
      type(page.find<HTMLInputElement>('#own-label-en'), kind);
      choose(page.find<HTMLSelectElement>('#own-kind'), kind);
      await page.settled();
      await more();
      await page.settled();
      await press(page, '.save-field');
      return page.sent.at(-1)!.body as NewOwnField;
    };
    const table = await sendAs('rows', async () => {
      type(page.find<HTMLInputElement>('.words-line input'), 'Plate');
      choose(page.find<HTMLSelectElement>('.word-lines select'), 'enum');
    });
    expect(table.columns).to.deep.equal([{ kind: 'enum', label: { en: 'Plate' }, dictionary: 'D-05' }]);
    const number = await sendAs('number', () => { type(page.find<HTMLInputElement>('#own-min'), '0'); type(page.find<HTMLInputElement>('#own-max'), '9.5'); });
    expect([number.min, number.max]).to.deep.equal([0, 9.5]);
    const choice = await sendAs('enums', () => choose(page.find<HTMLSelectElement>('#own-list'), 'D-05'));
    expect([choice.dictionary, choice.options]).to.deep.equal(['D-05', undefined]);
  });

  it('without a label or a pack nothing is sent, and it is said what is needed; what is refused stays to be mended', async () => {
    const page = await open([], 'en', () => { throw new ApiError(422, 'invalid', 'x', undefined, [{ field: 'label.en', code: 'duplicate', message: 'Another field of this section has the same label.' }]); });
    await press(page, '.add-field');
    await press(page, '.save-field');
    expect(page.find('[role=alert]').textContent).to.include('one language');
    expect(page.root.activeElement?.id).to.equal('own-label-en');
    type(page.find<HTMLInputElement>('#own-label-en'), 'Twice');
    page.find<HTMLInputElement>('[data-key="base"]').click();
    await press(page, '.save-field');
    expect(page.find('[role=alert]').textContent).to.include('where the field appears');
    expect(page.sent).to.deep.equal([]);
    page.find<HTMLInputElement>('[data-key="base"]').click();
    await press(page, '.save-field');
    expect(page.find('[role=alert]').textContent).to.include('the same label');
    expect(page.find<HTMLInputElement>('#own-label-en').value).to.equal('Twice');
  });

  it('shows how it will look, in the reader’s language, and says that restricted sections stay closed to an administrator', async () => {
    const page = await open([], 'es');
    await press(page, '.add-field');
    type(page.find<HTMLInputElement>('#own-label-en'), 'Fleet');
    await page.settled();
    expect(page.find('.preview .label').textContent).to.equal('Fleet (English)');
    expect(page.find<HTMLInputElement>('#own-label-es').placeholder).to.include('Fleet (English)');
    choose(page.find<HTMLSelectElement>('#own-section'), 'identity');
    await page.settled();
    expect(page.find('#own-section-hint').textContent).to.include('no ves');
  });
});

describe('keeping a field', () => {
  it('words and packs are sent with what one saw; kind and section are told and cannot be touched', async () => {
    const page = await open([field('Fleet', { kind: 'number', min: 1, label: words('Fleet') })]);
    await press(page, '[data-own="custom.Fleet"]');
    expect(page.root.querySelector('#own-kind')).to.equal(null);
    type(page.find<HTMLInputElement>('#own-label-en'), 'Vehicles');
    await press(page, '.save-field');
    expect(page.sent[0]!.body).to.deep.equal({ revision: 1, label: { ...words('Fleet'), en: 'Vehicles' }, help: {}, packs: ['base'], required: [], group: 'own', pii: 'none', mask: false } satisfies OwnFieldChange);
  });

  it('who was slower than a colleague is told, loads it, and keeps what they wrote', async () => {
    const page = await open([field('Fleet')], 'en', () => { throw new ApiError(409, 'conflict', 'Somebody else has changed this field meanwhile.', 'revision'); });
    await press(page, '[data-own="custom.Fleet"]');
    type(page.find<HTMLInputElement>('#own-label-es'), 'Flota');
    await press(page, '.save-field');
    page.all = [field('Fleet', { revision: 2, label: { en: 'Fleet' }, help: { en: 'From a colleague' } })];
    await press(page, '.reload');
    expect([page.find<HTMLInputElement>('#own-label-es').value, page.find<HTMLInputElement>('#own-help-en').value]).to.deep.equal(['Flota', 'From a colleague']);
  });

  it('retiring asks first, with what becomes of old values; it can be offered again', async () => {
    const page = await open([field('Fleet')]);
    await press(page, '[data-own="custom.Fleet"]');
    await press(page, '.retire');
    expect(page.find('.confirm').textContent).to.include('stays readable');
    expect(page.sent).to.deep.equal([]);
    await press(page, '.really');
    expect(page.sent[0]).to.deep.include({ method: 'DELETE', path: '/api/fields/custom.Fleet' });
    expect(page.find('.own-row .row').className).to.include('off');
    await press(page, '.offer');
    expect(page.sent[1]!.body).to.deep.equal({ revision: 2, retired: false });
  });

  it('is ordered by keyboard, within its section; the focus stays with it and the place is said', async () => {
    const page = await open([field('A'), field('X', { section: 'terms' }), field('B'), field('C')]);
    page.find('[data-order="custom.C"] .up').focus();
    await press(page, '[data-order="custom.C"] .up');
    expect(page.sent[0]!.body).to.deep.equal({ keys: ['custom.A', 'custom.X', 'custom.C', 'custom.B'] });
    expect(page.root.activeElement?.closest('[data-order]')?.getAttribute('data-order')).to.equal('custom.C');
    expect(page.find('.main [role=status].visually-hidden').textContent).to.equal('C is number 2 now');
    await press(page, '[data-order="custom.A"] .up');
    expect(page.sent.length, 'the first goes nowhere').to.equal(1);
  });

  it('what a colleague changes is here without a reload, and what one writes stays', async () => {
    const page = await open([field('Fleet')]);
    await press(page, '[data-own="custom.Fleet"]');
    const input = page.find<HTMLInputElement>('#own-label-es');
    input.focus();
    type(input, 'Flo');
    page.all = [field('Fleet'), field('Other')];
    page.session.change({ edition: 'later' });
    await page.settled();
    page.session.change({ edition: 'later still' });
    await page.settled();
    expect(page.root.querySelectorAll('.own-row').length).to.equal(2);
    expect(page.root.activeElement).to.equal(input);
    expect(input.value).to.equal('Flo');
  });
});
