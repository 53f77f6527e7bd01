/** What a customer gets by its classes, at the foot of a card: one line, opened to the class that each part comes from, in four languages. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { CustomerCard } from '../../components/customer-card.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import type { Language } from '../../model/labels.ts';
import { SHIPPED_MATRIX } from '../../model/service-matrix/matrix.ts';
import { FakeSession, mount } from './fake-session.ts';
import { digest } from './samples.ts';

customElements.get('customer-card') ?? customElements.define('customer-card', CustomerCard);

let clean: () => void = () => {};
afterEach(() => clean());

const until = async (shown: () => boolean): Promise<void> => { while (!shown()) await new Promise((resolve) => { setTimeout(resolve, 20); }); };

async function show(lang: Language = 'en', attributes = '', answers = true) {
  const session = new FakeSession();
  let asked = 0;
  session.answer = (method, path) => {
    if (path !== '/api/service-matrix') throw new Error(`${method} ${path}`);
    asked++;
    if (!answers) throw new Error('away');
    return { ...SHIPPED_MATRIX, version: 1, setBy: null, setAt: null };
  };
  session.tell('ALFKI', digest({}));
  await loadStrings(lang);
  const { root, remove } = mount(session, `<customer-card archive="ALFKI" ${attributes}></customer-card><customer-card archive="ALFKI" ${attributes}></customer-card>`, lang);
  clean = remove;
  const card = root.querySelector('customer-card')!;
  await card.updateComplete;
  return { card, asked: () => asked, service: () => card.shadowRoot!.querySelector<HTMLDetailsElement>('.service') };
}
const words = (element: Element): string => element.textContent!.replace(/\s+/g, ' ').trim();

describe('service on the card', () => {
  it('is one line, and names the class of each part when it is opened', async () => {
    const { card, service, asked } = await show();
    await until(() => service() !== null);
    expect(words(service()!.querySelector('summary')!)).to.match(/^Service ?Premium service ?VIP reception ?5% discount ?12 visits a year$/);
    service()!.open = true;
    expect(words(service()!.querySelector('dl')!)).to.include('12 visits a year (Key customer (A))').and.to.include('General publicity (like every customer)');
    expect(asked(), 'once for all cards of a page').to.equal(1);
    await accessible(card);
  });
  for (const [lang, text] of [['zh-Hans', '优先服务'], ['zh-Hant', '優先服務'], ['es', 'Servicio preferente']] as const) it(`speaks ${lang}`, async () => {
    const { service } = await show(lang);
    await until(() => service() !== null);
    expect(words(service()!)).to.include(text);
  });
  it('is hidden while the customer looks on, and nothing is asked for', async () => {
    const { card, service, asked } = await show('en', 'discreet');
    await until(() => card.shadowRoot!.textContent !== '');
    expect([service(), asked()]).to.deep.equal([null, 0]);
  });
  it('a card without it is a card all the same', async () => {
    const { card, service, asked } = await show('en', '', false);
    await until(() => asked() > 0);
    await card.updateComplete;
    expect(service()).to.equal(null);
    expect(card.shadowRoot!.querySelector('h2')).not.to.equal(null);
  });
});
