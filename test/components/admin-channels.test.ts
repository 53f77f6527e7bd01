/** Channels in the administration: accessible, a new one with its person, the test and its answer, the log, removing asked twice, without mail a sentence. */
import { expect } from '@esm-bundle/chai';
import { DossierAdmin } from '../../components/dossier-admin.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { ChannelBoard, DeliveryView } from '../../model/channels/api.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';

customElements.get('dossier-admin') ?? customElements.define('dossier-admin', DossierAdmin);

let clean: () => void = () => {};
afterEach(() => clean());

const GOOD: DeliveryView = { at: '2026-03-02T08:00:00Z', kind: 'digest', done: true, status: 200, error: null, milliseconds: 80 };
const BAD: DeliveryView = { ...GOOD, kind: 'test', done: false, error: '310000: sign not match' };
const BOARD: ChannelBoard = {
  items: [{ id: 'c1', name: 'Sales', kind: 'dingtalk', host: 'oapi.dingtalk.com', signed: true, person: { id: 'maria', name: 'Maria Anders' }, language: 'zh-Hans', names: false, enabled: true, last: GOOD }],
  settings: { hour: 8, language: 'en', names: false, link: '' }, timezone: 'Europe/Madrid', mail: { host: 'mail.example', from: 'dossier@x.example', last: null },
};
async function stage(board = BOARD, lang = 'en') {
  const fake = new FakeSession();
  fake.change({ me: { ...fake.me!, can: { ...fake.me!.can, directory: true } } });
  fake.answer = (method, path) => {
    if (path === '/api/channels' && method === 'GET') return board;
    if (path.endsWith('/test')) return BAD;
    if (path.endsWith('/deliveries')) return { items: [BAD, GOOD] };
    return null;
  };
  await loadStrings(LANGUAGES.find((each) => each === lang) ?? 'en');
  const { root, remove } = mount(fake, '<dossier-admin view="channels"></dossier-admin>', lang);
  clean = remove;
  const element = root.querySelector('dossier-admin') as DossierAdmin;
  const rest = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) {
      await element.updateComplete;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  await rest();
  const one = (selector: string): HTMLElement => element.shadowRoot!.querySelector<HTMLElement>(selector)!;
  return { fake, element, rest, one, text: () => element.shadowRoot!.textContent };
}

describe('channels in the administration', () => {
  for (const lang of LANGUAGES) it(`are accessible, also while one is added, in ${lang}`, async () => {
    const { element, one, rest } = await stage(BOARD, lang);
    await accessible(element);
    one('.new-channel').click();
    await rest();
    await accessible(element);
  });

  it('try a channel and say what it answered; the log has every delivery', async () => {
    const { fake, one, rest, text } = await stage();
    one('.rows .test-channel').click();
    await rest();
    expect(fake.asked.some(({ method, path }) => method === 'POST' && path === '/api/channels/c1/test')).to.equal(true);
    expect(one('[role=alert]').textContent).to.contain('sign not match');
    one('.rows .test-channel + .button').click();
    await rest();
    expect(text()).to.contain('310000: sign not match');
  });

  it('ask for a secret only where the chat checks one, and are removed only after asking again', async () => {
    const { fake, one, rest } = await stage();
    one('.new-channel').click();
    await rest();
    expect(one('#channel-secret')).to.equal(null);
    const kind = one('#channel-kind') as HTMLSelectElement;
    kind.value = 'feishu';
    kind.dispatchEvent(new Event('change'));
    await rest();
    expect(one('#channel-secret')).to.not.equal(null);
    one('.rows [aria-label^="Remove"]').click();
    await rest();
    expect(fake.asked.some(({ method }) => method === 'DELETE')).to.equal(false);
    one('.remove-sure').click();
    await rest();
    expect(fake.asked.some(({ method, path }) => method === 'DELETE' && path === '/api/channels/c1')).to.equal(true);
  });

  it('say what is missing where the server has no mail', async () => {
    expect((await stage({ ...BOARD, items: [], mail: null })).text()).to.contain('DOSSIER_SMTP_URL');
  });
});
