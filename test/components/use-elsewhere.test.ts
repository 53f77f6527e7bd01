/** "Use elsewhere": from a card and from a badge's reasons; accessible in every language; by keys alone; what is seen is what the server says, what is made is copied without a clipboard, and ended here. */
import { expect } from '@esm-bundle/chai';
import { openElsewhere } from '../../components/elsewhere/dialog.ts';
import { elsewhereTexts } from '../../components/elsewhere/texts.ts';
import { wiki, withLook } from '../../components/elsewhere/snippets.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import type { ArchiveLink, ArchiveLinks } from '../../model/elsewhere/api.ts';
import { LANGUAGES, type Language } from '../../model/labels.ts';
import { ELSEWHERE_LABEL } from '../../components/elsewhere/label.ts';
import { textWidth } from '../../server/services/elsewhere/widths.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { ABC, digest } from './samples.ts';

customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);
customElements.get('classification-badge') ?? customElements.define('classification-badge', ClassificationBadge);
const SVG = (theme: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="24" role="img" aria-label="Customer class: A Key ${theme}"><title>A</title><text fill="${theme === 'dark' ? '#ffffff' : '#000000'}">A</text></svg>`;
let clean: () => void = () => {};
afterEach(async () => {
  host()?.shadowRoot?.querySelector('dialog')?.close();
  await until(() => host() === undefined);
  clean();
  clean = () => {};
});

class Fake extends FakeSession {
  items: ArchiveLink[] = [{ id: 'l0', kind: 'calendar', schemes: [], names: false, figures: false, lang: 'en', made: '2026-01-01T00:00:00Z', until: '2026-06-30T00:00:00Z', fetched: '2026-03-03T06:00:00Z', by: { id: 'rita' as never, name: 'Rita' }, mine: false }];
  most = 366;
  calls: string[] = [];
  wishes: unknown[] = [];
  constructor() {
    super();
    this.answer = (method, path, body) => {
      this.calls.push(`${method} ${path}`);
      if (method === 'DELETE') {
        this.items = this.items.filter(({ id }) => id !== path.split('/').at(-1));
        return null;
      }
      if (method === 'POST') {
        this.wishes.push(body);
        const link: ArchiveLink = { ...(body as ArchiveLink), id: `l${this.items.length}`, made: '2026-03-03T06:00:00Z', until: '2026-08-30T00:00:00Z', fetched: null, by: { id: 'maria' as never, name: 'Maria' }, mine: true };
        this.items = [link, ...this.items];
        return { ...link, url: 'http://intranet.test/badge/ALFKI.svg?link=a.b.svg' };
      }
      if (path.includes('/preview')) {
        const kind = new URL(path, 'http://x').searchParams.get('kind');
        return { picture: kind === 'picture' || kind === 'frame' ? { light: SVG('light'), dark: SVG('dark') } : null, rows: kind === 'table' ? [['What', 'Value', 'Since', 'Trend'], ['Customer', 'ALFKI', '', '']] : kind === 'calendar' ? [] : null, total: kind === 'table' ? 1 : 0, words: 'Customer class: A [Key]' };
      }
      if (path.endsWith('/links')) return { items: this.items, leads: 'http://intranet.test/a/ALFKI', days: { shipped: Math.min(180, this.most), most: this.most }, schemes: ['abc', 'rfm', 'lifecycle'] } satisfies ArchiveLinks;
      return null;
    };
  }
}
const host = (): Element | undefined => [...document.body.children].find((each) => each.shadowRoot?.querySelector('dialog .tabs') != null);
const root = (): ShadowRoot => {
  const found = host()?.shadowRoot;
  if (!found) throw new Error('no dialog');
  return found;
};
const one = <E extends HTMLElement = HTMLElement>(selector: string): E => {
  const found = root().querySelector<E>(selector);
  if (found === null) throw new Error(`nothing is ${selector} in ${root().textContent}`);
  return found;
};
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error(`never: ${host()?.shadowRoot?.textContent ?? document.body.textContent}`);
    await new Promise((done) => { requestAnimationFrame(done); });
  }
}
const text = (): string => (root().textContent ?? '').replace(/\s+/g, ' ');
const key = (name: string): void => { root().activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true })); };
async function opened(language: Language = 'en', session = new Fake()): Promise<Fake> {
  openElsewhere({ session, archive: 'ALFKI', language, tag: 'classification-badge', schemes: 'abc rfm', scheme: null });
  await until(() => root().querySelector('textarea') !== null);
  return session;
}
async function go(way: string, ready: () => boolean): Promise<void> {
  one(`#tab-${way}`).click();
  await until(ready);
}
const made = (): boolean => root().querySelector('#address') !== null;
const drawn = (): boolean => root().querySelector('.plate svg') !== null;

for (const language of LANGUAGES) {
  it(`each way is accessible, and speaks ${language}`, async () => {
    await opened(language);
    const t = elsewhereTexts(language);
    expect(text()).to.contain(t.about.html);
    await accessible(host()!);
    await go('picture', drawn);
    expect(text()).to.contain(t.sees).and.to.contain(t.onDark).and.to.contain(t.theRest);
    await accessible(host()!);
    await go('table', () => root().querySelector('table') !== null);
    await accessible(host()!);
    await go('links', () => root().querySelector('li') !== null);
    expect(text()).to.contain(t.by('Rita'));
    await accessible(host()!);
  });
}

it('arrow keys walk the ways, Home and End go to the outer ones; keys stay inside', async () => {
  await opened();
  expect(root().activeElement!.id).to.equal('tab-html');
  let heard = 0;
  const hear = (): void => { heard++; };
  document.addEventListener('keydown', hear);
  key('ArrowRight');
  expect(root().activeElement!.id).to.equal('tab-picture');
  expect(one('#tab-picture').getAttribute('aria-selected')).to.equal('true');
  key('End');
  expect(root().activeElement!.id).to.equal('tab-links');
  key('ArrowRight');
  key('s');
  document.removeEventListener('keydown', hear);
  expect(root().activeElement!.id).to.equal('tab-html');
  expect(heard).to.equal(0);
});

it('says what is in it and what is not, by what is wished', async () => {
  const session = await opened();
  await go('picture', drawn);
  expect(text()).to.contain('In it: classes (').and.to.contain('Not in it: the name, everything else of the archive.');
  one<HTMLInputElement>('input[name=names]').click();
  await until(() => text().includes('Not in it: everything else of the archive.') && drawn());
  expect(session.calls.filter((call) => call.includes('/preview')).at(-1)).to.contain('names=true');
  const theme = one<HTMLSelectElement>('#theme');
  theme.value = 'dark';
  theme.dispatchEvent(new Event('change'));
  expect(root().querySelectorAll('.plate').length).to.equal(1);
  for (const box of root().querySelectorAll<HTMLInputElement>('input[name=scheme]:checked')) box.click();
  await until(() => one<HTMLButtonElement>('.make').disabled);
  expect(text()).to.contain('Choose at least one class.');
});

it('a link is made until its day, its address stands there once, and another look is another address of the same link', async () => {
  const session = await opened();
  await go('picture', drawn);
  one<HTMLButtonElement>('.make').click();
  await until(made);
  expect(session.wishes).to.deep.equal([{ kind: 'picture', schemes: ['abc', 'rfm'], names: false, figures: false, lang: 'en', days: 180 }]);
  await until(() => root().activeElement?.id === 'snippet');
  expect(one<HTMLTextAreaElement>('#snippet').value).to.equal('<a href="http://intranet.test/a/ALFKI"><img src="http://intranet.test/badge/ALFKI.svg?lang=en&amp;link=a.b.svg" alt="Customer class: A [Key]" height="24"></a>');
  await go('wiki', made);
  expect(one<HTMLTextAreaElement>('#snippet').value).to.equal('[http://intranet.test/a/ALFKI http://intranet.test/badge/ALFKI.svg?lang=en&link=a.b.svg]');
  const kind = one<HTMLSelectElement>('#wiki');
  kind.value = 'markdown';
  kind.dispatchEvent(new Event('change'));
  expect(one<HTMLTextAreaElement>('#snippet').value).to.equal('[![Customer class: A Key](http://intranet.test/badge/ALFKI.svg?lang=en&link=a.b.svg)](http://intranet.test/a/ALFKI)');
  expect(session.wishes.length, 'the wiki takes the link of the picture').to.equal(1);
});

it('copies without a clipboard, as pages over http have none', async () => {
  await opened();
  const clipboard = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard')!;
  Object.defineProperty(Navigator.prototype, 'clipboard', { configurable: true, get: () => undefined });
  const execute = document.execCommand.bind(document);
  let marked = '';
  document.execCommand = (what: string) => {
    const field = root().activeElement as HTMLTextAreaElement;
    marked = `${what} ${field.value.slice(field.selectionStart, field.selectionEnd)}`;
    return true;
  };
  try {
    one('.paste button').click();
    await until(() => text().includes('Copied.'));
    expect(marked).to.match(/^copy <script type="module" src="[^"]+\/kit\/1\/badge\.js"><\/script>\n<classification-badge archive="ALFKI" schemes="abc rfm"><\/classification-badge>$/);
    document.execCommand = () => false;
    one('.paste button').click();
    await until(() => text().includes('Marked:'));
    expect(root().activeElement!.id).to.equal('snippet');
  } finally {
    document.execCommand = execute;
    Object.defineProperty(Navigator.prototype, 'clipboard', clipboard);
  }
});

it('a link is ended where it is listed; its address is gone with it', async () => {
  const session = await opened();
  await go('picture', drawn);
  one<HTMLButtonElement>('.make').click();
  await until(made);
  await go('links', () => root().querySelectorAll('li').length === 2);
  expect(text()).to.contain('made by you').and.to.contain('never used');
  one<HTMLButtonElement>('li .end').click();
  await until(() => text().includes('Ended. It opens nothing any more; copies that other tools keep stay there.'));
  expect(session.calls).to.include('DELETE /api/archives/ALFKI/links/l1');
  await go('picture', drawn);
  expect(made()).to.equal(false);
});

it('where the policy allows no links it says so, and the lines of a page remain', async () => {
  const session = new Fake();
  session.most = 0;
  await opened('en', session);
  await go('picture', () => text().includes('allows no links'));
  expect(root().querySelector('.make') === null).to.equal(true);
});

it('opens from a card’s foot and from a badge’s reasons, whose button has the focus again', async () => {
  const session = new Fake();
  const { root: page, remove } = mount(session, '<customer-card archive="ALFKI"></customer-card><classification-badge archive="ALFKI"></classification-badge>', 'en');
  clean = remove;
  const reasons = session.answer;
  session.answer = (method, path, body) => (path.includes('/classes') ? { classes: { abc: ABC } } : path.endsWith('/follow') ? { following: false } : reasons(method, path, body));
  session.tell('ALFKI', digest({ classes: { abc: ABC } }));
  const card = page.querySelector('customer-card') as CustomerCard;
  const badge = page.querySelector('classification-badge') as ClassificationBadge;
  const door = (within: ParentNode): HTMLElement | undefined => [...within.querySelectorAll<HTMLElement>('.elsewhere')].find((each) => each.textContent === ELSEWHERE_LABEL.en);
  await until(() => door(card.renderRoot) !== undefined);
  door(card.renderRoot)!.click();
  await until(() => host() !== undefined && root().querySelector('textarea') !== null);
  expect(one<HTMLTextAreaElement>('#snippet').value).to.contain('<customer-card archive="ALFKI"></customer-card>');
  one('dialog header button').click();
  await until(() => host() === undefined);
  badge.shadowRoot!.querySelector<HTMLElement>('.class')!.click();
  const panel = (): ShadowRoot | null | undefined => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot;
  await until(() => panel() != null && door(panel()!) !== undefined);
  door(panel()!)!.click();
  await until(() => host() !== undefined);
  expect(badge.open).to.equal(null);
  one<HTMLDialogElement>('dialog').close();
  await until(() => badge.shadowRoot!.activeElement?.className.includes('abc') === true);
});

it('a wiki’s brackets in a name break nothing', () => {
  const pasted = { url: withLook('http://x/badge/A.svg?link=a.b.svg', 'dark', 'es'), leads: 'http://x/a/A', words: 'A [b] | c!' };
  expect(pasted.url).to.equal('http://x/badge/A.svg?theme=dark&lang=es&link=a.b.svg');
  expect(wiki('confluence', pasted)).to.equal('[!http://x/badge/A.svg?theme=dark&lang=es&link=a.b.svg|alt=A b c!|http://x/a/A]');
});

it('widths reckoned by the server are those that a browser measures, within five in a hundred, in all four languages', () => {
  const pen = document.createElement('canvas').getContext('2d')!;
  const samples = ['Key customer', 'Purchases: little · Contacts: little', '3·4·4', '关键客户', '每季度购买', '购买次数：低、联络：低', '關鍵客戶', '聯絡策略', 'Clientes similares', 'Atención · Año último', '南京长江大桥 Trading Co. (GZ)', 'Ürümqi, S.A. de C.V. & Söhne'];
  for (const bold of [false, true]) {
    pen.font = `${bold ? '700 ' : ''}13px Arial,Helvetica,'Liberation Sans',sans-serif`;
    for (const sample of samples) {
      const measured = pen.measureText(sample).width;
      expect(Math.abs(textWidth(sample, 13, bold) / measured - 1), `${sample} ${String(bold)}: ${measured}`).to.be.lessThan(0.05);
    }
  }
});
