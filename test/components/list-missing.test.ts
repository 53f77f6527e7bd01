/** The register and completeness: a column that says how full each archive is, and the order with the most to do first. */
import { expect } from '@esm-bundle/chai';
import type { ArchivePage } from '../../model/api.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { CustomerList } from '../../components/customer-list.ts';
import { accessible } from './accessible.ts';
import { FakeSession, mount } from './fake-session.ts';
import { catalogue, digest } from './list-samples.ts';

if (!customElements.get('customer-list')) customElements.define('customer-list', CustomerList);
if (!customElements.get('classification-badge')) customElements.define('classification-badge', ClassificationBadge);

const full = digest('FULL', 'Full', { completeness: { packs: [{ pack: 'base', filled: 44, of: 44 }], missing: 0, stale: 0 } });
const thin = digest('THIN', 'Thin', { completeness: { packs: [{ pack: 'base', filled: 10, of: 40 }, { pack: 'hotel', filled: 0, of: 10 }], missing: 2, stale: 1 } });
const uncounted = digest('OLD', 'Old');

let clean: (() => void) | undefined;
afterEach(() => clean?.());

async function show(): Promise<{ readonly session: FakeSession; readonly root: ShadowRoot; readonly settle: () => Promise<void> }> {
  const session = new FakeSession();
  session.view = catalogue();
  session.answer = (_method, path) => (path.startsWith('/api/archives') ? { items: [full, thin, uncounted].map((each) => ({ id: each.id, digest: each })), next: null, total: 3 } satisfies ArchivePage : { items: [], next: null });
  const { root: host, remove } = mount(session, '<customer-list></customer-list>');
  clean = remove;
  host.style.width = '1200px';
  const element = host.querySelector<CustomerList>('customer-list')!;
  const settle = async () => {
    for (let i = 0; i < 8; i++) {
      await new Promise((done) => setTimeout(done));
      await element.updateComplete;
    }
  };
  await settle();
  return { session, root: element.shadowRoot!, settle };
}

describe('completeness in the register', () => {
  it('is a column with the share, and with what is to be done in words', async () => {
    const { root } = await show();
    const cells = [...root.querySelectorAll('td.complete')].map((cell) => cell.textContent!.replace(/\s+/g, ' ').trim());
    expect(cells).to.deep.equal(['100 %', '3 2 missing, 1 to look at again 20 %', '']);
    await accessible(root.host);
  });

  it('is an order that begins with the most to do', async () => {
    const { session, root, settle } = await show();
    root.querySelector<HTMLButtonElement>('th.complete button')!.click();
    await settle();
    const query = new URL(session.asked.filter(({ path }) => path.startsWith('/api/archives?')).at(-1)!.path, 'http://x').searchParams;
    expect([query.get('sort'), query.get('order')]).to.deep.equal(['missing', 'desc']);
    expect(root.querySelector('th.complete')!.getAttribute('aria-sort')).to.equal('descending');
    expect(root.querySelector('select.sort')!.textContent).to.match(/: Most to do/);
  });
});
