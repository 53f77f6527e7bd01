/** What is said aloud of other people's changes: politely, when one pauses, in one place, at most every five seconds of one customer, and nothing of one's own. */
import { expect } from '@esm-bundle/chai';
import { APART, PAUSE, Telling } from '../../components/form/told/telling.ts';
import { toldTexts } from '../../components/form/told/texts.ts';
import { sentences } from '../../components/form/told/sentences.ts';
import type { Note, OpenSection, Touch } from '../../components/form/open-section.ts';
import { addRow, deleteRow, getText, setField } from '../../model/section-doc.ts';
import { random } from '../../components/form/open-section.ts';
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts';
import { openForm, type, type FormPage } from './archive-form-page.ts';

const KEY = 'fields/crm.region';
const touch: Touch = { kind: 'note', key: KEY };
let count = 0;

interface Table { readonly clock: FakeClock; readonly heard: string[]; readonly telling: Telling; readonly root: EventTarget; readonly section: OpenSection; composing: boolean; note(words: string): void }
function setUp(archive = `A${++count}`, clock = fakeClock()): Table {
  const heard: string[] = [];
  const root = new EventTarget();
  const notes = new Map<string, Note>();
  const section = { notes, focused: KEY } as unknown as OpenSection; // all that telling asks of one
  const table: Table = {
    clock, heard, root, section, composing: false,
    telling: new Telling({ root, archive, language: () => 'en', composing: () => table.composing, say: (text) => { if (text !== '') heard.push(text); }, now: clock.now, after: clock.after }),
    note(words) {
      const note: Note = { by: null, before: 1, after: 2 };
      notes.set(KEY, note);
      sentences.set(note, words);
      table.telling.heard(section, touch);
    },
  };
  return table;
}

describe('what is told of other people’s changes', () => {
  it('waits until one’s hands rest for two seconds, and tells the last of several once', () => {
    const { clock, heard, root, note } = setUp();
    clock.advance(10_000);
    root.dispatchEvent(new Event('keydown'));
    note('First.');
    clock.advance(PAUSE - 1);
    root.dispatchEvent(new Event('input'));
    note('Second.');
    clock.advance(PAUSE - 1);
    expect(heard).to.deep.equal([]);
    clock.advance(1);
    expect(heard).to.deep.equal(['Second. Tab leads to Undo.']);
    clock.advance(60_000);
    expect(heard.length).to.equal(1);
  });

  it('says nothing while an input method composes, and then after the pause', () => {
    const table = setUp();
    table.composing = true;
    table.note('First.');
    table.clock.advance(60_000);
    expect(table.heard).to.deep.equal([]);
    table.composing = false;
    table.root.dispatchEvent(new Event('compositionend'));
    table.clock.advance(PAUSE);
    expect(table.heard.length).to.equal(1);
  });

  it('at most one every five seconds of one customer, also over two forms; another customer has a time of its own', () => {
    const clock = fakeClock();
    const [one, two, other] = [setUp('SAME', clock), setUp('SAME', clock), setUp('OTHER', clock)];
    clock.advance(PAUSE);
    one.note('First.');
    clock.advance(0);
    two.note('Second.');
    other.note('Elsewhere.');
    clock.advance(0);
    expect([one.heard.length, two.heard.length, other.heard.length]).to.deep.equal([1, 0, 1]);
    one.note('Third.');
    clock.advance(APART - 1);
    expect([one.heard.length, two.heard.length]).to.deep.equal([1, 0]);
    clock.advance(1);
    expect(one.heard.length + two.heard.length).to.equal(2);
    clock.advance(APART);
    expect([one.heard.length, two.heard.length]).to.deep.equal([2, 1]);
  });

  it('says nothing of what was answered, taken back or left meanwhile, and nothing after its end', () => {
    const { clock, heard, section, telling, note } = setUp();
    note('First.');
    section.notes.delete(KEY);
    clock.advance(60_000);
    telling.heard(section, { kind: 'text', key: 'text:x', by: null });
    clock.advance(60_000);
    note('Last.');
    telling.stop();
    clock.advance(60_000);
    expect(heard).to.deep.equal([]);
  });
});

describe('the region of a form', () => {
  let page: FormPage;
  afterEach(() => page?.remove());
  const region = () => page.root.querySelectorAll('.form > [role="status"]');

  for (const [lang, told, tab] of [['en', /^Ana Trujillo changed Region to East China\. Undo Keep$/, 'Tab leads to Undo.'], ['zh-Hans', /^Ana Trujillo 将“.+”改为 .+。 撤销 保留$/, '按 Tab 键可到“撤销”。'], ['zh-Hant', /^Ana Trujillo 將「.+」改為 .+。 復原 保留$/, '按 Tab 鍵可到「復原」。'], ['es', /^Ana Trujillo cambió .+ a .+\. Deshacer Conservar$/, 'Con Tab llegas a Deshacer.']] as const) {
    it(`is one, there before it speaks; what it will say stands below the value in ${lang}`, async () => {
      page = await openForm({ lang, fill: (doc) => setField(doc, 'crm.region', 'overseas') });
      expect([region().length, region()[0]!.textContent]).to.deep.equal([1, '']);
      page.control('fields/crm.region').focus();
      page.theirs.transact(() => setField(page.theirs, 'crm.region', 'eastChina'));
      await page.drawn('.note');
      expect(page.find('.note').textContent!.replace(/\s+/g, ' ').trim()).to.match(told);
      expect(toldTexts(lang).tab).to.equal(tab);
    });
  }

  it('tells that a shared text grew, and that the row one was in is gone; nothing of one’s own and of other fields', async () => {
    page = await openForm({ fill: (doc) => { getText(doc, 'text:customer.needs').insert(0, 'one'); addRow(doc, 'methods', { kind: 'phone', value: '1' }, random, { id: 'a' as never }); } });
    const heard: string[] = [];
    type(page.control<HTMLTextAreaElement>('text:customer.needs'), 'one two');
    page.theirs.transact(() => setField(page.theirs, 'crm.region', 'eastChina'));
    await page.settled();
    expect(region()[0]!.textContent).to.equal('');
    page.theirs.transact(() => getText(page.theirs, 'text:customer.needs').insert(0, '> '));
    while (region()[0]!.textContent === '') await page.settled();
    heard.push(region()[0]!.textContent!);
    page.control('rows/methods/a/value').focus();
    page.theirs.transact(() => deleteRow(page.theirs, 'methods', 'a'));
    while (!region()[0]!.textContent!.includes('row')) await page.settled();
    heard.push(region()[0]!.textContent!);
    expect(heard).to.deep.equal(['Ana Trujillo changed the text you are in.', 'Somebody deleted the row you were in.']);
  });
});
