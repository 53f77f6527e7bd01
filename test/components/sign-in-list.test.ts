/** Sign-ins and links: accessible in every language, one's own browser is marked and cannot be ended by mistake, each other one ends by a click, and what does not work is said. */
import { expect } from '@esm-bundle/chai';
import { ApiError } from '../../components/internal/session.ts';
import { SignInList } from '../../components/sign-in-list.ts';
import { signInTexts } from '../../components/sign-ins/texts.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('sign-in-list') ?? customElements.define('sign-in-list', SignInList);
let clean: () => void = () => {};
afterEach(() => clean());

class Fake extends FakeSession {
  sessions = [
    { id: 's1', browser: 'Chrome · Windows', since: '2026-03-03T07:15:00Z', checked: '2026-03-03T07:15:00Z', ends: '2026-03-03T19:15:00Z', here: true },
    { id: 's2', browser: null, since: '2026-03-02T07:15:00Z', checked: '2026-03-02T07:15:00Z', ends: '2026-03-02T19:15:00Z', here: false },
  ];
  links = [{ id: 'l1', kind: 'picture', archive: 'ALFKI', names: true, made: '2026-01-01T00:00:00Z', until: '2026-06-30T00:00:00Z', fetched: '2026-03-03T06:00:00Z' }];
  calls: string[] = [];
  refuse = false;
  constructor() {
    super();
    this.answer = (method, path) => {
      this.calls.push(`${method} ${path}`);
      if (this.refuse && method === 'DELETE') throw new ApiError(500, 'internal', 'no');
      if (method === 'DELETE') {
        const id = path.split('/').at(-1);
        this.sessions = this.sessions.filter((each) => each.id !== id);
        this.links = this.links.filter((each) => each.id !== id);
        return null;
      }
      if (path === '/api/me') return { id: 'maria' };
      return { items: path.endsWith('/sessions') ? this.sessions : this.links };
    };
  }
}

async function shown(fake = new Fake(), attributes: Readonly<Record<string, string>> = {}, lang = 'en'): Promise<{ element: SignInList; fake: Fake }> {
  const { root, remove } = mount(fake, `<sign-in-list ${Object.entries(attributes).map(([name, value]) => `${name}="${value}"`).join(' ')}></sign-in-list>`, lang);
  clean = remove;
  const element = root.querySelector('sign-in-list') as SignInList;
  await settle(element, () => element.renderRoot.querySelectorAll('li').length >= 3);
  return { element, fake };
}
async function settle(element: SignInList, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error(`never: ${element.renderRoot.textContent}`);
    await new Promise((done) => { requestAnimationFrame(done); });
  }
}
const text = (element: SignInList): string => (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');

for (const lang of LANGUAGES) {
  it(`is accessible and speaks ${lang}`, async () => {
    const { element } = await shown(new Fake(), {}, lang);
    expect(text(element)).to.contain(signInTexts(lang).signIns).and.to.contain(signInTexts(lang).unknown).and.to.contain(signInTexts(lang).names);
    await accessible(element);
  });
}

it('the browser in which one reads this is marked, and is left by signing out, not from here', async () => {
  const { element } = await shown();
  const [own, other] = [...element.renderRoot.querySelectorAll('li')];
  expect(own?.textContent).to.contain('This browser');
  expect(own?.querySelector('button')).to.equal(null);
  expect(other?.querySelector('button')?.getAttribute('aria-label')).to.equal('End the sign-in in An unknown browser');
});

it('another one ends by a click, and so does a link; what became of it is said where the focus is', async () => {
  const { element, fake } = await shown();
  element.renderRoot.querySelectorAll<HTMLButtonElement>('li button')[0]?.click();
  await settle(element, () => text(element).includes('signed out.'));
  expect(fake.calls).to.include('DELETE /api/people/maria/sessions/s2');
  await settle(element, () => element.shadowRoot?.activeElement?.matches('.said') === true);
  element.renderRoot.querySelector<HTMLButtonElement>('li button')?.click();
  await settle(element, () => text(element).includes('There is no link yet.'));
  expect(fake.calls).to.include('DELETE /api/people/maria/links/l1');
});

it('an administrator finds somebody by name, sees theirs, and comes back; nobody else is offered to', async () => {
  const fake = new Fake();
  const plain = await shown(fake);
  expect(plain.element.renderRoot.querySelector('.whose')).to.equal(null);
  clean();
  const admin = new Fake();
  const answer = admin.answer;
  admin.me = { ...admin.me!, can: { ...admin.me!.can, directory: true } };
  admin.answer = (method, path, body) => (path.startsWith('/api/people?') ? { items: [{ id: 'wei', name: '李伟', active: true, department: null }], next: null } : answer(method, path, body));
  const { element } = await shown(admin);
  const input = element.renderRoot.querySelector<HTMLInputElement>('.whose input')!;
  input.value = '李';
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settle(element, () => element.renderRoot.querySelector('.whose .found button') !== null);
  await accessible(element);
  element.renderRoot.querySelector<HTMLElement>('.whose .found button')!.click();
  await settle(element, () => admin.calls.includes('GET /api/people/wei/sessions'));
  await settle(element, () => element.renderRoot.querySelectorAll('li button').length > 0);
  element.renderRoot.querySelector<HTMLButtonElement>('li button')!.click();
  await settle(element, () => admin.calls.includes('DELETE /api/people/wei/sessions/s2'));
});

it('an administrator\'s page may name somebody', async () => {
  const { fake } = await shown(new Fake(), { person: 'a/b' });
  expect(fake.calls).to.include('GET /api/people/a%2Fb/sessions').and.not.to.include('GET /api/people/maria/sessions');
});

it('what did not work is said, and nothing goes from the list', async () => {
  const { element, fake } = await shown();
  fake.refuse = true;
  element.renderRoot.querySelector<HTMLButtonElement>('li button')?.click();
  await settle(element, () => element.renderRoot.querySelector('[role=alert]')?.textContent?.includes('did not work') === true);
  expect(element.renderRoot.querySelectorAll('li')).to.have.lengthOf(3);
});
