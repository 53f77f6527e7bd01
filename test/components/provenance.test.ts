/** Where a value comes from, whether it still holds, and what is missing: in the form, by keyboard, and live for everybody else in it. */
import { expect } from '@esm-bundle/chai';
import type { HistoryItem, HistoryPage } from '../../model/api.ts';
import type { Finding } from '../../model/completeness/finding.ts';
import { addRow, getCell, getMark, getRows, setField, setMark } from '../../model/section-doc.ts';
import { accessible } from './accessible.ts';
import { choose, openForm, press, type, viewOf, type FormOptions, type FormPage } from './archive-form-page.ts';

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const NAME = 'fields/customer.name';
const today = (): string => { const now = new Date(); return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10); };

const entry = (more: Partial<HistoryItem>): HistoryItem => ({
  id: '1.5.0', section: 'profile', key: NAME, by: { id: 'ana' as never, name: 'Ana Trujillo' }, at: '2026-03-05T10:00:00.000Z', from: '2026-03-05T10:00:00.000Z', edits: 1, restorable: true,
  kind: 'value', old: 'Alfreds', new: 'Alfreds Futterkiste', ...more,
}) as HistoryItem;
const answer = (items: readonly HistoryItem[] = [entry({})]) => (method: string, path: string): unknown => {
  if (path.includes('/history?')) return { items, next: null, seen: null, at: '2026-05-12T09:00:00.000Z' } satisfies HistoryPage;
  if (method === 'POST' && path.includes('/restore')) return { undo: '1.6.0' };
  return undefined;
};

let page: FormPage;
afterEach(() => page.remove());

const open = (fill?: FormOptions['fill'], more: FormOptions = {}) =>
  openForm({ fill: fill ?? ((doc) => setField(doc, 'customer.name', 'Alfreds Futterkiste')), answer: answer(), ...more });
const altI = (target: Element) => press(target, 'i', { code: 'KeyI', altKey: true });
const panel = async (): Promise<ShadowRoot> => {
  await page.drawn('.provenance');
  const { shadowRoot } = page.find('.provenance');
  while (!shadowRoot!.querySelector('.changes')) await page.settled();
  return shadowRoot!;
};
const button = (root: ParentNode, name: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim() === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
const text = (element: Element): string => element.textContent!.replace(/\s+/g, ' ').trim();
/** The face of provenance loads once the form is here. */
const ready = async (key: string): Promise<HTMLElement> => {
  const control = page.control<HTMLElement>(key);
  while (page.root.querySelector('.whence') === null) {
    control.blur();
    control.focus();
    await page.settled();
  }
  return control;
};

describe('where a value comes from', () => {
  it('opens by Alt + I in the value, says who entered it and when, and Escape gives the focus back', async () => {
    page = await open();
    const input = await ready(NAME);
    altI(input);
    const root = await panel();
    expect(text(root.querySelector('.who')!)).to.match(/^Entered by Ana Trujillo, .*2026/);
    expect(root.querySelector('[role=dialog]')!.getAttribute('aria-label')).to.equal('Where Customer name comes from');
    await accessible(page.form);
    press(root.querySelector('button')!, 'Escape');
    await page.settled();
    expect(page.root.querySelector('.provenance')).to.equal(null);
    expect(page.root.activeElement).to.equal(input);
  });

  it('opens by a button at the value one points at, which is no stop of the Tab key', async () => {
    page = await open();
    await ready(NAME);
    const whence = page.find<HTMLButtonElement>('.whence');
    expect([whence.tabIndex, whence.getAttribute('aria-keyshortcuts'), whence.getAttribute('aria-label')]).to.deep.equal([-1, 'Alt+I', 'Where this comes from']);
    whence.click();
    expect(text((await panel()).querySelector('.term')!)).to.equal('Private');
  });

  it('takes source and channel and what was checked into the section, where others see it at once (F-056, F-057, D-04, D-16, D-46)', async () => {
    page = await open();
    altI(await ready(NAME));
    const root = await panel();
    choose(root.querySelector('#source')!, 'yellowPages');
    choose(root.querySelector('#channel')!, 'coldVisit');
    button(root, 'I have checked this today').click();
    await page.settled();
    expect(['source', 'channel', 'accuracy', 'verifiedAt'].map((mark) => getMark(page.theirs, NAME, mark))).to.deep.equal(['yellowPages', 'coldVisit', 'verified', today()]);
    expect(text(page.find(`[data-key="${NAME}"] .standing`))).to.match(/^Verified, /);
    expect(text(root.querySelector('.state')!)).to.match(/^Checked on /);
    await accessible(page.form);
    // one step back is one mark back
    press(page.control(NAME), 'z', { ctrlKey: true });
    await page.settled();
    expect(getMark(page.theirs, NAME, 'accuracy')).to.equal(null);
    expect(getMark(page.theirs, NAME, 'channel')).to.equal('coldVisit');
  });

  it('shows what a colleague says of a value, in a form that is open and to somebody who may only read', async () => {
    page = await open();
    await ready(NAME);
    page.theirs.transact(() => { setMark(page.theirs, NAME, 'accuracy', 'disputed'); setMark(page.theirs, NAME, 'source', 'survey'); });
    await page.settled();
    expect(text(page.find(`[data-key="${NAME}"] .standing`))).to.equal('Disputed');
    expect(page.control(NAME).getAttribute('aria-describedby')).to.include('about');
    page.remove();
    page = await open((doc) => { setField(doc, 'customer.name', 'A'); setMark(doc, NAME, 'accuracy', 'verified'); setMark(doc, NAME, 'verifiedAt', '2026-05-03'); setMark(doc, NAME, 'source', 'survey'); }, { view: viewOf({ profile: 'read' }), level: 'read' });
    while (page.root.querySelector('.whence') === null) {
      page.find(`[data-key="${NAME}"]`).dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
      await page.settled();
    }
    page.find<HTMLButtonElement>('.whence').click();
    const root = await panel();
    expect(root.querySelectorAll('select').length).to.equal(0);
    expect(text(root.querySelector('.marks')!)).to.include('Survey');
    expect(text(root.querySelector('.state')!)).to.match(/^Checked on /);
    await accessible(page.form);
  });

  it('is not said of a new value: whoever changes it takes back that it was checked', async () => {
    page = await open((doc) => { setField(doc, 'customer.name', 'A'); setMark(doc, NAME, 'accuracy', 'verified'); setMark(doc, NAME, 'verifiedAt', '2026-05-03'); setMark(doc, NAME, 'source', 'survey'); });
    type(page.control(NAME), 'B');
    press(page.control(NAME), 'Enter');
    await page.settled();
    expect(['accuracy', 'verifiedAt', 'source'].map((mark) => getMark(page.theirs, NAME, mark))).to.deep.equal([null, null, 'survey']);
  });

  it('puts back what was there before', async () => {
    page = await open();
    altI(await ready(NAME));
    const root = await panel();
    root.querySelector<HTMLButtonElement>('.put-back')!.click();
    await page.settled();
    expect(root.activeElement).to.equal(root.querySelector('.ask .primary'));
    root.querySelector<HTMLButtonElement>('.ask .primary')!.click();
    await page.settled();
    expect(page.session.asked.some(({ method, path }) => method === 'POST' && path.endsWith('/history/1.5.0/restore'))).to.equal(true);
    expect(text(root.querySelector('[role=status].done')!)).to.not.equal('');
  });
});

describe('whether a way of contact works (P-29)', () => {
  const methods = (doc: Parameters<typeof addRow>[0]) => { addRow(doc, 'methods', { kind: 'phone', value: '030-0074321', preferred: true }, random, { id: 'm1' as never }); };
  const alive = async () => { await page.drawn('.alive-box'); return page.find('[data-key="rows/methods/m1/alive"]'); };

  it('is said with one button, with the day, and taken back by undo', async () => {
    page = await open(methods);
    const box = await alive();
    button(box, '030-0074321 is dead').click();
    await page.settled();
    expect(['alive', 'verifiedAt'].map((column) => getCell(page.theirs, 'methods', 'm1', column))).to.deep.equal([false, today()]);
    await accessible(page.form);
    const pressed = [...box.querySelectorAll('button')].map((each) => each.getAttribute('aria-pressed'));
    expect(pressed).to.deep.equal(['false', 'true']);
    press(box.querySelector('button')!, 'z', { ctrlKey: true });
    await page.settled();
    expect(getCell(page.theirs, 'methods', 'm1', 'alive')).to.equal(null);
  });

  it('is told where one asks where the number comes from', async () => {
    page = await open((doc) => { addRow(doc, 'methods', { kind: 'phone', value: '030-1', alive: true, verifiedAt: '2026-05-03' }, random, { id: 'm1' as never }); });
    altI(await ready('rows/methods/m1/value'));
    expect(text((await panel()).querySelector('.state')!)).to.match(/^Checked on .*2026/);
  });

  it('is not known of a new number', async () => {
    page = await open((doc) => { addRow(doc, 'methods', { kind: 'phone', value: '030-1', alive: false, verifiedAt: '2026-01-01' }, random, { id: 'm1' as never }); });
    await alive();
    type(page.control('rows/methods/m1/value'), '030-2');
    press(page.control('rows/methods/m1/value'), 'Enter');
    await page.settled();
    expect(getRows(page.theirs, 'methods')[0]!.cells).to.deep.equal({ kind: 'phone', value: '030-2' });
  });
});

describe('what is missing', () => {
  const items: readonly Finding[] = [
    { kind: 'missing', section: 'profile', field: 'customer.name', need: 'required', packs: ['base'] },
    { kind: 'stale', section: 'profile', field: 'customer.contactMethods', key: 'rows/methods/m1', reason: 'age', rule: 'methods', from: '2026-01-01', last: '2025-01-01' },
    { kind: 'stale', section: 'profile', field: 'customer.contactMethods', key: 'rows/methods/m2', reason: 'dead', rule: 'methods', from: '0001-01-01', last: null },
    { kind: 'missing', section: 'profile', field: 'customer.shortName', need: 'pack', packs: ['base'] },
  ];
  const fill = (doc: Parameters<typeof addRow>[0]) => {
    addRow(doc, 'methods', { kind: 'phone', value: '030-0074321' }, random, { id: 'm1' as never });
    addRow(doc, 'methods', { kind: 'email', value: 'maria@futterkiste.example', alive: false }, random, { id: 'm2' as never });
  };
  const missing = async () => {
    page = await open(fill, { section: 'profile', answer: (method, path) => (path.endsWith('/missing') ? { items, today: '2026-06-01' } : answer()(method, path)) });
    button(page.root, 'What is missing').click();
    await page.drawn('.missing');
    await page.settled();
  };

  it('is listed with its reason, as the server ranks it', async () => {
    await missing();
    expect([...page.root.querySelectorAll('.todo .say')].map(text)).to.deep.equal([
      'Customer name Profile · required: Basics',
      'Contact details 030-0074321 Profile · not looked at since Jan 1, 2025',
      'Contact details maria@futterkiste.example Profile · does not work any more',
      'Short name Profile · Basics',
    ].map((line) => line.replace('Jan 1, 2025', text(page.root.querySelectorAll('.todo .say')[1]!).split('since ')[1]!)));
    await accessible(page.form);
  });

  it('leads to the field, which is drawn for it', async () => {
    await missing();
    button(page.root, 'Fill in: Short name').click();
    await page.settled();
    expect(page.root.activeElement?.id).to.equal('f-fields/customer.shortName');
  });

  it('leads to the row that is meant', async () => {
    await missing();
    button(page.root, 'Look: Contact details maria@futterkiste.example').click();
    await page.settled();
    expect(page.root.activeElement?.id).to.equal('f-rows/methods/m2/value');
  });

  it('is done for what is still right with one button: others see the day, and the focus goes on', async () => {
    await missing();
    button(page.root, 'Still right: Contact details 030-0074321').click();
    await page.settled();
    expect(['alive', 'verifiedAt'].map((column) => getCell(page.theirs, 'methods', 'm1', column))).to.deep.equal([true, today()]);
    expect(page.root.querySelectorAll('.todo').length).to.equal(3);
    expect(page.root.activeElement?.getAttribute('aria-label')).to.equal('Look: Contact details maria@futterkiste.example');
  });
});
