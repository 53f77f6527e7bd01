/** Mass updates and pasted cells in the register: fields and values, preview, writing and undoing, all by keyboard, and accessible. The server's part is held by test/server/mass.test.ts. */
import { expect } from '@esm-bundle/chai';
import type { ArchiveListItem } from '../../model/api.ts';
import type { MassRow, MassView } from '../../model/mass/api.ts';
import type { RegisterPage } from '../../model/register/query.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { CustomerList } from '../../components/customer-list.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { blockOf, fromHtml, fromText } from '../../components/list/mass/block.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest, liwei, maria, SetClock } from './list-samples.ts';

if (!customElements.get('customer-list')) customElements.define('customer-list', CustomerList);
if (!customElements.get('classification-badge')) customElements.define('classification-badge', ClassificationBadge);
if (!customElements.get('customer-card')) customElements.define('customer-card', class extends HTMLElement {});

const ITEMS: readonly ArchiveListItem[] = [digest('ALFKI', 'Alfreds Futterkiste'), digest('ANATR', 'Ana Trujillo', { level: 'manage' }), digest('AROUT', 'Around the Horn', { level: 'read' })].map((each) => ({ id: each.id, digest: each }));
const CELLS: Readonly<Record<string, RegisterPage['items'][number]['cells']>> = { ALFKI: { 'addresses/city': ['Berlin'], owner: 'maria' }, ANATR: { owner: 'liwei' }, AROUT: {} };
const shown = (value: string | null) => ({ value, text: value ?? '' });
const CHANGE: MassRow = { n: 0, archive: 'ALFKI', name: 'Alfreds Futterkiste', key: 'customer.shortName', state: 'change', before: shown('Alfreds'), after: shown('Futter') };
const REFUSED: MassRow = { n: 1, archive: 'AROUT', name: 'Around the Horn', key: 'customer.shortName', state: 'refused', before: shown('Horn'), after: shown('Futter'), code: 'forbidden', message: 'You may read this, not write it.' };
const view = (state: MassView['state'], more: Partial<MassView> = {}): MassView => ({ id: 'mu1', state, title: 'Short name', until: '2026-03-02T10:00:00.000Z', done: 3, total: 3, counts: { archives: 1, change: state === 'ready' ? 1 : 0, same: 1, refused: 1, conflict: 0, written: state === 'done' ? 1 : 0 }, changeset: state === 'done' ? 'set1' : null, error: null, ...more });

let clean: (() => void) | undefined;
afterEach(() => {
  clean?.();
  clean = undefined;
  localStorage.clear();
});

async function show({ width = 1100, lang }: { readonly width?: number; readonly lang?: 'zh-CN' | 'zh-TW' | 'es' } = {}) {
  const session = new FakeSession();
  const language = lang === 'es' ? 'es' : lang === 'zh-CN' ? 'zh-Hans' : lang === 'zh-TW' ? 'zh-Hant' : 'en';
  session.view = catalogueView(language, []);
  (session as { catalogue: unknown }).catalogue = async (wanted: typeof language) => catalogueView(wanted, []);
  let state: MassView['state'] = 'ready';
  session.answer = (method, path, body) => {
    const url = new URL(path, 'http://dossier.test');
    switch (url.pathname) {
      case '/api/archives': return { items: ITEMS, next: null, total: 3 };
      case '/api/archives/query': return { items: ITEMS.map((item) => ({ ...item, cells: Object.fromEntries(((body as { columns?: string[] }).columns ?? []).flatMap((key) => (CELLS[item.id]?.[key] === undefined ? [] : [[key, CELLS[item.id]![key]]]))) })), next: null, total: 3 };
      case '/api/departments': return { items: [{ id: 'sales', name: 'Sales', parent: null, managers: [] }] };
      case '/api/people': return { items: [{ ...maria, department: 'sales', active: true }, { ...liwei, department: 'sales', active: true }], next: null };
      case '/api/views': case '/api/tags': return { items: [] };
      case '/api/mass-updates': return view((state = 'ready'));
      case '/api/mass-updates/mu1': return method === 'DELETE' ? null : view(state);
      case '/api/mass-updates/mu1/apply': return view((state = 'done'));
      case '/api/mass-updates/mu1/rows': { const items = [state === 'done' ? { ...CHANGE, state: 'written' } : CHANGE, REFUSED].filter((row) => row.state === url.searchParams.get('state')); return { items, next: null, total: items.length }; }
      case '/api/changesets/set1/undo': return { id: 'undo1', state: 'done', outcome: { restored: 1, kept: [{}], more: 0 } };
      default: throw new ApiError(404, 'not-found', `${method} ${path} has no answer in this test`);
    }
  };
  if (language !== 'en') await loadStrings(language);
  const { root: host, remove } = mount(session, '', lang);
  clean = remove;
  host.className = 'w';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`main.w { width: ${width}px }`);
  document.adoptedStyleSheets = [sheet];
  const element = new CustomerList();
  element.clock = new SetClock();
  host.append(element);
  const root = element.shadowRoot!;
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      await element.updateComplete;
      await new Promise((done) => setTimeout(done));
    }
  };
  const at = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing is ${selector} in ${root.textContent!.replace(/\s+/g, ' ').slice(0, 2_000)}`);
    return found;
  };
  await settle();
  at('.tools button:nth-child(3)').click();
  for (let i = 0; i < 20_000 && root.querySelector('.board-panel') === null; i++) await settle();
  at('.board-panel .panel-head .button').click();
  await settle();
  return {
    element, root, session, settle, at,
    asked: (path: string) => session.asked.filter((each) => each.path === path).at(-1)?.body as Record<string, unknown>,
    click: async (selector: string) => { at(selector).click(); await settle(); },
    type: async (selector: string, value: string) => { const field = at<HTMLInputElement>(selector); field.value = value; field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true })); await settle(); },
    submit: async () => { at<HTMLFormElement>('form.mass').requestSubmit(); await settle(); await settle(); },
    press: async (key: string, more: KeyboardEventInit = {}) => { root.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more })); await settle(); },
    paste: async (text: string, html = '') => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      if (html !== '') clipboardData.setData('text/html', html);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true });
      root.activeElement!.dispatchEvent(event);
      await settle();
      await settle();
      return event.defaultPrevented;
    },
  };
}
const words = (element: Element | null): string => element!.textContent!.replace(/\s+/g, ' ').trim();

describe('mass updates in <customer-list>', () => {
  it('changes what is ticked: a field by its name in any language, a preview with refused rows named, writing, undoing', async () => {
    const { root, click, type, submit, asked, at } = await show();
    await click('.line[data-id="ALFKI"] input');
    await click('.change-ticked');
    expect(words(at('.mass .target'))).to.equal('1 tickedall 3 found');
    await type('.mass [type=search]', '客户简称');
    await submit();
    expect(words(at('.mass .set .label'))).to.contain('Short name');
    await submit();
    expect(words(at('.mass [role=alert]')), 'nothing is asked without a value').to.contain('Short name');
    await type('.mass .set .value', 'Futter');
    await accessible(root.host as HTMLElement);
    await submit();
    expect(asked('/api/mass-updates')).to.deep.equal({ target: { ids: ['ALFKI'] }, sets: [{ key: 'customer.shortName', op: 'set', values: ['Futter'] }], lang: 'en' });
    expect(words(at('.mass .result'))).to.equal('1 value of 1 customer will change. 1 already so.');
    expect(words(at('.mass tbody'))).to.equal('Alfreds Futterkiste Short name Alfreds Futter');
    expect(root.activeElement!.className).to.contain('apply');
    await click('.mass .tabs .due');
    expect(words(at('.mass tbody'))).to.equal('Around the Horn Short name Horn Futter You may read this, not write it');
    await accessible(root.host as HTMLElement);
    await click('.mass .apply');
    expect(words(at('.mass .result'))).to.contain('1 value of 1 customer changed.');
    await click('.mass .undo');
    expect(words(at('.mass .result'))).to.contain('1 put back. 1 kept, because somebody changed them since.');
    expect(root.querySelector('.mass .undo')).to.equal(null);
  });

  it('changes all that was found, by the question and not by what was loaded', async () => {
    const { click, type, submit, asked } = await show();
    await click('.mass-button');
    await type('.mass [type=search]', 'industry');
    await submit();
    await type('.mass .set .op', 'clear');
    await submit();
    expect(asked('/api/mass-updates')['target']).to.deep.equal({ query: { text: '', where: [] } });
    expect((asked('/api/mass-updates')['sets'] as { op: string; values?: unknown }[])[0]).to.include({ op: 'clear' });
  });

  it('a block pasted on a cell lands from there, without heads and without what is so already; Ctrl+Z takes it back', async () => {
    const { root, at, press, paste, asked, click, settle } = await show();
    at('.line[data-id="ALFKI"]').focus();
    await press('ArrowRight');
    for (let i = 0; i < 3; i++) await press('ArrowRight');
    expect(root.activeElement!.textContent).to.contain('Berlin');
    const labels = [...root.querySelectorAll('.heads .cell')].map((each) => words(each).replace(/ ?[↑↓]$/, ''));
    const heads = labels.slice(3, 5).join('\t');
    await press('ArrowDown');
    await press('ArrowUp');
    expect(await paste(`${heads}\r\nBonn\tMaria Anders\r\n"Mexico\nD.F."\tSales\r\nLondon\t\r\nParis\tx\r\n`)).to.equal(true);
    expect(asked('/api/mass-updates')['cells']).to.deep.equal([
      { archive: 'ALFKI', key: 'addresses/city', text: 'Bonn', base: ['Berlin'] },
      { archive: 'ANATR', key: 'addresses/city', text: 'Mexico\nD.F.', base: null }, { archive: 'ANATR', key: 'owner', text: 'Sales', base: 'liwei' }, { archive: 'AROUT', key: 'addresses/city', text: 'London', base: null },
    ]);
    expect(words(at('.mass .result'))).to.contain('2 cells are already so. 2 cells have no room');
    await click('.mass .apply');
    await click('.mass .panel-head .close');
    at('.line[data-id="ALFKI"]').focus();
    await press('z', { ctrlKey: true });
    await settle();
    expect(words(at('.said'))).to.contain('1 put back');
  });

  it('can be pasted into the panel, where the keys or the browser cannot; a table without tabs is read from its HTML', async () => {
    const { at, click, type, submit, asked, paste, root } = await show({ width: 360, lang: 'zh-TW' });
    await click('.paste-button');
    expect(await paste('Bonn London', '<table><tr><td>Bonn</td></tr><tr><td>Lon<br>don</td></tr></table>')).to.equal(true);
    await type('.mass .first-row', '1');
    await type('.mass .first-column', '3');
    await accessible(root.host as HTMLElement);
    await submit();
    expect((asked('/api/mass-updates')['cells'] as { archive: string; key: string; text: string }[]).map(({ archive, key, text }) => [archive, key, text])).to.deep.equal([['ANATR', 'addresses/city', 'Bonn'], ['AROUT', 'addresses/city', 'Lon\ndon']]);
    expect(words(at('.mass .result'))).to.contain('將變更 1 位客戶的 1 個值');
    await accessible(root.host as HTMLElement);
  });

  it('reads what spreadsheets write', () => {
    expect(fromText('a\tb\r\n"say ""x"""\t"two\nlines"\r\n')).to.deep.equal([['a', 'b'], ['say "x"', 'two\nlines']]);
    expect(fromText('5" pipe\t"loose\r\n')).to.deep.equal([['5" pipe', '"loose']]);
    expect(fromText('')).to.deep.equal([]);
    expect(fromText('x\t\r\n')).to.deep.equal([['x', '']]);
    expect(fromHtml('<table><tr><td colspan=2>a</td><td>&nbsp;b</td></tr></table>')).to.deep.equal([['a', '', 'b']]);
    const data = (plain: string, html: string) => ({ getData: (type: string) => (type === 'text/html' ? html : plain) });
    expect(blockOf(data('one', '<p>one</p>'))).to.deep.equal([['one']]);
    expect(blockOf(data('', '<table><tr><td>1</td><td>2</td></tr></table>'))).to.deep.equal([['1', '2']]);
  });
});
