/** Comments on a record: accessible in every state and language, written by keyboard, colleagues called by `@`, heard live, gone with the right. */
import { expect } from '@esm-bundle/chai';
import { RecordComments } from '../../components/record-comments.ts';
import { calledAt, draftOf, sentText } from '../../components/comments/draft.ts';
import { commentTexts } from '../../components/comments/texts.ts';
import { ApiError } from '../../components/internal/session.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { CommentPage, CommentView } from '../../model/api.ts';
import { commentParts, mentionOf, mentionsIn } from '../../model/comments.ts';
import type { PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest } from './samples.ts';

customElements.get('record-comments') ?? customElements.define('record-comments', RecordComments);

let clean: () => void = () => {};
afterEach(() => {
  clean();
  sessionStorage.clear();
});

const maria = { id: 'maria' as PersonId, name: 'Maria Anders' };
const wei = { id: 'li.wei' as PersonId, name: '李伟' };
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const comment = (id: string, by: typeof maria, text: string | null, more: Partial<CommentView> = {}): CommentView => ({
  id, record: 'contacts/r1', by, at: ago(20), text, mentions: [], editedAt: null, removedAt: null, removedBy: null, mine: by === maria, editableUntil: null, removable: by === maria, ...more,
});
const ITEMS: readonly CommentView[] = [
  comment('c1', wei, `${mentionOf('maria')} see https://example.com/a?b=1. Or not`, { mentions: [maria] }),
  comment('c2', maria, 'Done\nyesterday', { editedAt: ago(1), editableUntil: new Date(Date.now() + 60_000).toISOString() }),
  comment('c3', wei, null, { removedAt: ago(2), removedBy: wei }),
];

function session(items: readonly CommentView[] = ITEMS, more: Partial<CommentPage> = {}): FakeSession & { items: readonly CommentView[] } {
  const fake = Object.assign(new FakeSession(), { items });
  fake.tell('ALFKI', digest({ comments: { contacts: 5 } }));
  fake.answer = (method, path, body) => {
    if (path === '/api/mentions/read') return { ok: true };
    if (path.startsWith('/api/mentions')) return { items: [], next: null, unread: 3 };
    if (path.startsWith('/api/departments')) return { items: [] };
    if (path.includes('/comments/people')) return { items: [{ id: 'li.wei', name: '李伟', department: null, active: true }, { id: 'liesl', name: 'Liesl Li', department: null, active: true }], next: null };
    if (method === 'GET') return { items: fake.items, next: null, mayWrite: true, ...more } satisfies CommentPage;
    const { id = path.split('/').at(-1)!, text = null } = (body ?? {}) as { id?: string; text?: string };
    return comment(id, maria, text, method === 'DELETE' ? { removedBy: maria, removable: false } : {});
  };
  return fake;
}
async function show(fake: FakeSession | null, attributes = 'archive="ALFKI" section="contacts-2024" record="contacts/r1"', lang = 'en') {
  const { root, remove } = mount(fake, `<record-comments ${attributes}></record-comments>`, lang);
  clean = remove;
  const element = root.querySelector('record-comments')!;
  await settled(element);
  const inside = element.shadowRoot!;
  const field = (): HTMLTextAreaElement => inside.querySelector<HTMLTextAreaElement>('#write')!;
  const type = async (text: string): Promise<void> => {
    field().focus();
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(element);
  };
  const press = async (key: string, init: KeyboardEventInit = {}, on: HTMLElement = field()): Promise<void> => {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }));
    await settled(element);
  };
  return { element, inside, field, type, press, text: () => inside.querySelector('.root')!.textContent!.replace(/\s+/g, ' ').trim(), button: (label: string) => [...inside.querySelectorAll('button')].find((each) => each.textContent!.trim() === label)! };
}
const settled = async (element: RecordComments): Promise<void> => {
  for (let i = 0; i < 8; i++) {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  }
};
const sent = (fake: FakeSession): unknown[] => fake.asked.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/api/mentions')).map(({ method, path, body }) => [method, path, (body as { text?: string } | undefined)?.text]);

describe('record-comments is accessible', () => {
  const fails = (status: number) => () => { throw new ApiError(status, 'x', 'no'); };
  const states: readonly [string, () => FakeSession | null, string?][] = [
    ['with comments', () => session()], ['empty', () => session([])], ['only read', () => session(ITEMS, { mayWrite: false })], ['of one who may only read, empty', () => session([], { mayWrite: false })],
    ['loading', () => Object.assign(session(), { answer: () => new Promise(() => {}) })], ['failed', () => Object.assign(session(), { answer: fails(500) })], ['not for this person', () => Object.assign(session(), { answer: fails(404) })],
    ['without a session', () => null], ['discreet', () => session(), 'archive="ALFKI" section="contacts" discreet'], ['without a record', () => session(), ''],
    ['offline', () => Object.assign(session(), { state: { kind: 'offline', cause: 'device' } })], ['with earlier ones', () => session(ITEMS, { next: '1.c0' })],
  ];
  for (const [name, make, attributes] of states) it(name, async () => { await accessible((await show(make(), attributes)).element); });

  it('while somebody is called, changes a comment, and is asked', async () => {
    const { element, inside, type, button } = await show(session());
    await type('@li');
    while (inside.querySelectorAll('[role=option]').length < 2) await settled(element);
    expect(inside.querySelectorAll('[role=option]')).to.have.length(2);
    await accessible(element);
    button('Edit').click();
    await settled(element);
    await accessible(element);
    button('Cancel').click();
    await settled(element);
    button('Take back').click();
    await settled(element);
    await accessible(element);
  });

  for (const lang of LANGUAGES) it(`in ${lang}`, async () => {
    await loadStrings(lang);
    const { element, text } = await show(session(), undefined, lang);
    expect(text()).to.include(commentTexts(lang).title);
    await accessible(element);
  });
});

describe('record-comments', () => {
  it('shows who said what, in order, with names and links; what was removed says by whom', async () => {
    const { inside, text } = await show(session());
    expect(text()).to.include('2 comments').and.to.include('@Maria Anders see https://example.com/a?b=1. Or not').and.to.include('Taken back by 李伟').and.to.include('edited');
    const link = inside.querySelector('a')!;
    expect([link.href, link.rel, link.target]).to.deep.equal(['https://example.com/a?b=1', 'noopener noreferrer nofollow', '_blank']);
    expect(inside.querySelector('.said')!.getAttribute('dir')).to.equal('auto');
  });

  it('asks for the section of the right and the record, and tells how many there are and who calls', async () => {
    const fake = session();
    const told: unknown[] = [];
    const listen = (event: Event): void => void told.push((event as CustomEvent).detail);
    for (const name of ['dossier-comments', 'dossier-mentions']) document.addEventListener(name, listen);
    await show(fake);
    for (const name of ['dossier-comments', 'dossier-mentions']) document.removeEventListener(name, listen);
    expect(fake.asked[0]!.path).to.equal('/api/archives/ALFKI/comments?section=contacts-2024&record=contacts%2Fr1&limit=50');
    expect(fake.asked.find(({ path }) => path === '/api/mentions/read')!.body).to.deep.equal({ comments: ['c1'] });
    expect(told).to.deep.include({ archive: 'ALFKI', section: 'contacts-2024', record: 'contacts/r1', count: 2 }).and.to.deep.include({ unread: 3 });
  });

  it('sends by Enter, by Ctrl and Enter once there are lines, and never while an input method composes', async () => {
    const fake = session();
    const { field, type, press, text } = await show(fake);
    await type('你好');
    await press('Enter', { isComposing: true });
    await press('Enter', { shiftKey: true });
    expect(sent(fake)).to.deep.equal([]);
    await press('Enter');
    expect(sent(fake)).to.deep.equal([['POST', '/api/archives/ALFKI/comments', '你好']]);
    expect(field().value).to.equal('');
    expect(text()).to.include('你好');
    await type('a\nb');
    await press('Enter');
    expect(sent(fake)).to.have.length(1);
    await press('Enter', { ctrlKey: true });
    expect(sent(fake)[1]).to.deep.equal(['POST', '/api/archives/ALFKI/comments', 'a\nb']);
  });

  it('calls a colleague by @ and sends the id', async () => {
    const fake = session();
    const { element, inside, field, type, press } = await show(fake);
    await type('ask @li');
    while (inside.querySelectorAll('[role=option]').length === 0) await settled(element);
    expect(fake.asked.find(({ path }) => path.includes('/people'))!.path).to.equal('/api/archives/ALFKI/comments/people?section=contacts-2024&q=li');
    await press('ArrowDown');
    expect(field().getAttribute('aria-activedescendant')).to.equal(inside.querySelector('[aria-selected=true]')!.id);
    await press('Enter');
    expect(field().value).to.equal('ask @李伟 ');
    await press('Enter');
    expect(sent(fake)).to.deep.equal([['POST', '/api/archives/ALFKI/comments', 'ask @[li.wei]']]);
  });

  it('keeps what could not be sent, and tries again under the same id', async () => {
    const fake = session();
    const answer = fake.answer;
    let away = true;
    fake.answer = (method, path, body) => {
      if (away && method === 'POST' && path.endsWith('/comments')) throw new ApiError(0, 'network', 'away');
      return answer(method, path, body);
    };
    const { field, type, press, text } = await show(fake);
    await type('important');
    await press('Enter');
    expect(field().value).to.equal('important');
    expect(text()).to.include(commentTexts('en').notSent);
    away = false;
    await press('Enter');
    const ids = fake.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/comments')).map(({ body }) => (body as { id: string }).id);
    expect(ids).to.have.length(2);
    expect(ids[0]).to.equal(ids[1]);
    expect(field().value).to.equal('');
  });

  it('keeps an unsent text over a reload, in the tab alone, and not where the section is restricted', async () => {
    for (const [section, kept] of [['contacts', true], ['aml', false]] as const) {
      const attributes = `archive="ALFKI" section="${section}" record="x/r1"`;
      const first = await show(session([]), attributes);
      await first.type('half a thou');
      clean();
      const second = await show(session([]), attributes);
      expect(second.field().value, section).to.equal(kept ? 'half a thou' : '');
      clean();
      expect(JSON.stringify(Object.entries(sessionStorage)).includes('half a thou'), section).to.equal(kept);
      const other = session([]);
      other.me = { ...other.me!, id: 'wei' as PersonId };
      expect((await show(other, attributes)).field().value).to.equal('');
      expect(JSON.stringify(Object.entries(sessionStorage))).not.to.include('half a thou');
      clean();
    }
  });

  it('changes its own within the time, takes back after a question, and Escape leaves both', async () => {
    const fake = session();
    const { element, inside, button, press } = await show(fake);
    button('Edit').click();
    await settled(element);
    const change = inside.querySelector<HTMLTextAreaElement>('#change')!;
    expect(change.value).to.equal('Done\nyesterday');
    await press('Escape', {}, change);
    expect(inside.querySelector('#change')).to.equal(null);
    button('Edit').click();
    await settled(element);
    const again = inside.querySelector<HTMLTextAreaElement>('#change')!;
    again.value = 'Done';
    again.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press('Enter', {}, again);
    button('Take back').click();
    await settled(element);
    inside.querySelector<HTMLButtonElement>('.ask .danger')!.click();
    await settled(element);
    expect(sent(fake)).to.deep.equal([['PATCH', '/api/archives/ALFKI/comments/c2', 'Done'], ['DELETE', '/api/archives/ALFKI/comments/c2', undefined]]);
  });

  it('hears at once what a colleague says, and leaves what is being written alone', async () => {
    const fake = session();
    const { element, field, type, text } = await show(fake);
    await type('my own');
    fake.items = [...ITEMS, comment('c4', wei, 'news of today')];
    const asked = fake.asked.length;
    fake.tell('ALFKI', digest({ comments: { contacts: 6, terms: 9 } }));
    await settled(element);
    expect(text()).to.include('news of today');
    expect(field().value).to.equal('my own');
    expect(fake.asked.length).to.equal(asked + 1);
    // another section spoke: nothing to ask
    fake.tell('ALFKI', digest({ comments: { contacts: 6, terms: 10 } }));
    await settled(element);
    expect(fake.asked.length).to.equal(asked + 1);
  });

  it('shows nothing any more once the right is gone', async () => {
    for (const news of [digest({ comments: {} }), null]) {
      const fake = session();
      const { element, text } = await show(fake);
      fake.answer = () => new Promise(() => {});
      fake.tell('ALFKI', news);
      await settled(element);
      expect(text()).not.to.include('Done');
      clean();
    }
  });
});

describe('the text of a comment', () => {
  it('is read in parts, and nothing but http becomes a link', () => {
    expect(commentParts('javascript:alert(1) https://u:p@evil.example (http://a.example/b) ftp://x')).to.deep.equal([
      { kind: 'text', text: 'javascript:alert(1) https://u:p@evil.example (' }, { kind: 'link', href: 'http://a.example/b', text: 'http://a.example/b' }, { kind: 'text', text: ') ftp://x' },
    ]);
    expect(mentionsIn(`${mentionOf('a b]c')} @[x] @[%] @[x]`)).to.deep.equal(['a b]c', 'x']);
  });

  it('goes from names to ids and back', () => {
    const people = [{ id: 'a', name: 'Li' }, { id: 'b', name: 'Li Wei' }];
    expect(sentText({ text: '@Li Wei and @Li, not @Liu', people })).to.equal('@[b] and @[a], not @Liu');
    const text = `hi ${mentionOf('b')}!`;
    expect(sentText(draftOf(text, [{ id: 'b' as PersonId, name: 'Li Wei' }]))).to.equal(text);
  });

  it('calls behind an @ that begins a word, also behind a Chinese one', () => {
    expect([calledAt('a@b', 3), calledAt('@li', 3)?.words, calledAt('请@李', 3)?.words, calledAt('hi @li wei', 10)?.words, calledAt('@a b c d e', 10)]).to.deep.equal([null, 'li', '李', 'li wei', null]);
  });
});
