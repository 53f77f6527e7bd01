/** The timeline as a working tool: one line that stores, taps counted at 360 px, years as one scrolls, the note after a call, major changes, papers, and what a customer beside the screen does not see. */
import { expect } from '@esm-bundle/chai';
import { setViewport } from '@web/test-runner-commands';
import * as Y from 'yjs';
import { accessible } from './accessible.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { getCell, getMark, getRows, rowKey, rowTextKey } from '../../model/section-doc.ts';
import { ContactTimeline } from '../../components/contact-timeline.ts';
import { NOTING, REACHED } from '../../components/internal/reach.ts';
import { loadAround } from '../../components/timeline/around-later.ts';
import { Calls } from '../../components/timeline/calls.ts';
import { loadForms } from '../../components/timeline/forms-later.ts';
import { mount, type FakeSession } from './fake-session.ts';
import { archive, catalogue, CONTACTS, digest, fillSections, liwei, SetClock, timelineSession, trade, TRADE, writeContact } from './list-samples.ts';
import type { FileView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';

if (!customElements.get('contact-timeline')) customElements.define('contact-timeline', ContactTimeline);

before(async () => { await loadAround(); await loadForms(); });
let clean: (() => void) | undefined;
afterEach(async () => {
  clean?.();
  clean = undefined;
  scrollTo(0, 0);
  await setViewport({ width: 800, height: 600 });
});

const settle = async (element: ContactTimeline): Promise<void> => {
  for (let i = 0; i < 8; i++) {
    await Promise.resolve();
    await element.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
};
/** Until it is so; what is waited for depends on frames that the browser draws. */
async function until(what: () => boolean, element: ContactTimeline): Promise<void> {
  for (let i = 0; i < 20_000 && !what(); i++) {
    await new Promise((done) => requestAnimationFrame(done));
    await element.updateComplete;
  }
  expect(what(), String(what)).to.equal(true);
}

async function show(session: FakeSession = timelineSession(), set: (element: ContactTimeline) => void = () => {}, fill: (session: FakeSession) => void = fillSections, lang?: string) {
  const clock = new SetClock();
  const { root: page, remove } = mount(session, '', lang);
  clean = remove;
  const element = new ContactTimeline();
  element.clock = clock;
  element.archive = 'ALFKI';
  set(element);
  page.append(element);
  fill(session);
  await settle(element);
  return { element, root: element.shadowRoot!, clock };
}
const type = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
};
const line = (root: ShadowRoot): HTMLInputElement => root.querySelector<HTMLInputElement>('#line')!;
const enter = (field: HTMLInputElement): void => field.form!.requestSubmit();
const ids = (root: ShadowRoot): string[] => [...root.querySelectorAll<HTMLElement>('.entry')].map((item) => item.dataset['id']!);
const button = (root: ShadowRoot, text: string): HTMLButtonElement => [...root.querySelectorAll('button')].find((each) => (each.textContent + (each.getAttribute('aria-label') ?? '')).includes(text))!;
const docOf = (session: FakeSession, section = 'contacts-2026'): Y.Doc => session.handle('ALFKI', section).doc!;
const newest = (session: FakeSession, table = 'contacts', section = 'contacts-2026') => getRows(docOf(session, section), table).find(({ id }) => !CONTACTS.some(({ row }) => row === id))!;

describe('the line on top', () => {
  it('stores what was typed by Enter: channel of one\'s last record, now, oneself, and the next date out of the line', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    line(root).focus();
    await settle(element);
    type(line(root), 'Wants samples of the new line → next Tue 15:00');
    await settle(element);
    expect(root.querySelector('.next-chip[aria-pressed=true]')!.textContent).to.match(/19 May 15:00/);
    await accessible(element);
    enter(line(root));
    await settle(element);
    const made = newest(session);
    expect(made.cells).to.deep.equal({ time: '2026-05-12T12:30[UTC]', salesperson: 'maria', channel: 'email', nextAppointment: '2026-05-19T15:00[UTC]' });
    expect(docOf(session).getText(rowTextKey('contacts', made.id, 'subject')).toString()).to.equal('Wants samples of the new line');
    expect(line(root).value).to.equal('');
    expect(root.activeElement).to.equal(line(root));
    expect(ids(root)[0]).to.equal(`2026/${made.id}`);
    expect(root.querySelector('.sheet > [role=status]')!.textContent).to.match(/Stored\. Next: Tue.* 19 May 15:00/);
  });

  for (const [lang, typed, subject, next] of [
    ['zh-CN', '客户要样品，下周二15点', '客户要样品', '2026-05-19T15:00[UTC]'], ['zh-TW', '客戶要樣品 → 明天下午3點半', '客戶要樣品', '2026-05-13T15:30[UTC]'], ['es', 'Pide muestras, martes', 'Pide muestras', '2026-05-19'], ['en', 'Sent the list → 12/6', 'Sent the list', '2026-06-12'],
  ] as const) {
    it(`reads a date in the words of ${lang}`, async () => {
      const session = timelineSession();
      const { element, root } = await show(session, () => {}, fillSections, lang);
      type(line(root), typed);
      await settle(element);
      enter(line(root));
      await settle(element);
      const made = newest(session);
      expect(made.cells['nextAppointment']).to.equal(next);
      expect(docOf(session).getText(rowTextKey('contacts', made.id, 'subject')).toString()).to.equal(subject);
    });
  }

  it('offers how, with whom and when as chips, all of them buttons of the keyboard', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    line(root).focus();
    await settle(element);
    type(line(root), 'Visited the stand');
    button(root, 'Visit').click();
    await settle(element);
    button(root, 'Thomas Hardy').click();
    await settle(element);
    button(root, 'In a month').click();
    await settle(element);
    for (const chip of root.querySelectorAll<HTMLElement>('.chips button')) expect(chip.tabIndex, chip.textContent).to.equal(0);
    enter(line(root));
    await settle(element);
    expect(newest(session).cells).to.deep.equal({ time: '2026-05-12T12:30[UTC]', salesperson: 'maria', channel: 'visit', contactPerson: 'p2', nextAppointment: '2026-06-12' });
  });

  it('leaves words alone that only look like a date until the writer says so, and lets go of a date with its words', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    line(root).focus();
    type(line(root), 'met on Friday');
    await settle(element);
    expect(root.querySelector('.next-chip[aria-pressed=true]')).to.equal(null);
    type(line(root), 'Call back → tomorrow');
    await settle(element);
    root.querySelector<HTMLButtonElement>('.next-chip[aria-pressed=true]')!.click();
    await settle(element);
    enter(line(root));
    await settle(element);
    const made = newest(session);
    expect(made.cells['nextAppointment']).to.equal(undefined);
    expect(docOf(session).getText(rowTextKey('contacts', made.id, 'subject')).toString()).to.equal('Call back → tomorrow');
  });

  it('adds somebody new to the customer\'s people; who may not write those keeps the name in the words', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    line(root).focus();
    await settle(element);
    button(root, 'somebody new').click();
    await settle(element);
    type(root.querySelector<HTMLInputElement>('#line-someone')!, 'Petra Winkler');
    type(line(root), 'Asked for the catalogue');
    enter(line(root));
    await settle(element);
    const person = getRows(docOf(session, 'people'), 'people').find(({ cells }) => cells['name'] === 'Petra Winkler')!;
    expect(newest(session).cells['contactPerson']).to.equal(person.id);
    clean!();
    const closed = timelineSession({ people: 'none' });
    const other = await show(closed, () => {}, (own) => { fillSections(own); });
    line(other.root).focus();
    await settle(other.element);
    button(other.root, 'somebody new').click();
    await settle(other.element);
    type(other.root.querySelector<HTMLInputElement>('#line-someone')!, 'Petra Winkler');
    type(line(other.root), 'Asked for the catalogue');
    enter(line(other.root));
    await settle(other.element);
    expect(docOf(closed).getText(rowTextKey('contacts', newest(closed).id, 'subject')).toString()).to.equal('Petra Winkler: Asked for the catalogue');
  });

  it('stores nothing without words, says why, and leaves Enter to the input method', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    line(root).focus();
    enter(line(root));
    await settle(element);
    expect(root.querySelector('#line-problem')!.textContent).to.contain('few words');
    const held = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true, composed: true });
    line(root).dispatchEvent(held);
    expect(held.defaultPrevented).to.equal(true);
    expect(getRows(docOf(session), 'contacts')).to.have.length(3);
  });

  it('takes its words along into the whole form', async () => {
    const { element, root } = await show();
    line(root).focus();
    type(line(root), 'Long story → tomorrow 9:00');
    await settle(element);
    button(root, 'All fields').click();
    await settle(element);
    expect(root.querySelector<HTMLTextAreaElement>('#new-subject')!.value).to.equal('Long story');
    expect(root.querySelector<HTMLInputElement>('#new-nextAppointment')!.value).to.equal('2026-05-13T09:00');
    expect(line(root).value).to.equal('');
  });

  it('says where it was noted, and stores a preference as one', async () => {
    const session = timelineSession();
    const view = archive();
    const answer = session.answer;
    session.answer = (method, path, body) => (path === '/api/archives/ALFKI' ? { ...view, sections: [...view.sections, { section: 'preferences', level: 'write', because: [] }] } : answer(method, path, body));
    session.view = { ...catalogue(), dictionaries: { ...catalogue().dictionaries, 'D-80': { name: 'Service area', options: [{ key: 'restaurant', label: 'Restaurant' }] } } };
    const { element, root } = await show(session, (own) => { own.area = 'restaurant'; });
    session.handle('ALFKI', 'preferences').ready();
    line(root).focus();
    await settle(element);
    expect(root.querySelector('.chips')!.textContent).to.contain('Noted at: Restaurant');
    type(line(root), 'Asked for a quiet table');
    enter(line(root));
    await settle(element);
    const made = newest(session);
    expect(getMark(docOf(session), rowTextKey('contacts', made.id, 'subject'), 'channel')).to.equal('restaurant');
    expect(root.querySelector(`[data-id="2026/${made.id}"]`)!.textContent).to.contain('Restaurant');
    type(line(root), 'Green tea, no sugar');
    await settle(element);
    button(root, 'It is a preference').click();
    await settle(element);
    enter(line(root));
    await settle(element);
    const [row] = getRows(docOf(session, 'preferences'), 'hobbies');
    expect(row!.cells).to.deep.equal({ item: 'Green tea, no sugar' });
    expect(getMark(docOf(session, 'preferences'), rowKey('hobbies', row!.id, 'item'), 'channel')).to.equal('restaurant');
    expect(getRows(docOf(session), 'contacts')).to.have.length(4);
  });
});

describe('three taps at 360 px', () => {
  /** Taps a person makes; what is typed is one line. */
  const taps = (root: ShadowRoot) => {
    let count = 0;
    return { tap: (target: HTMLElement): void => { const box = target.getBoundingClientRect(); expect(box.height, target.outerHTML).to.be.at.least(24); count++; target.click(); target.focus(); }, get count() { return count; }, root };
  };

  it('lead from what is due to a stored record with its next date', async () => {
    await setViewport({ width: 360, height: 740 });
    const session = timelineSession();
    session.tell('ALFKI', digest('ALFKI', 'Alfreds', { due: [{ kind: 'appointment', date: '2026-05-12T10:00[UTC]', text: 'Samples.', person: liwei }] }));
    const { element, root } = await show(session);
    const finger = taps(root);
    finger.tap(root.querySelector<HTMLElement>('.due-item')!);
    await settle(element);
    expect(root.activeElement).to.equal(line(root));
    type(line(root), 'Samples are there, likes two');
    await settle(element);
    finger.tap(button(root, 'In a week'));
    await settle(element);
    finger.tap(root.querySelector<HTMLElement>('.store')!);
    await settle(element);
    expect(finger.count).to.equal(3);
    expect(newest(session).cells).to.include({ nextAppointment: '2026-05-19', salesperson: 'maria' });
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
  });

  it('lead there from a card as well, and from a search that opened the archive', async () => {
    await setViewport({ width: 360, height: 740 });
    const session = timelineSession();
    const { element, root } = await show(session);
    // the card's own tap: test/components/reach.test.ts
    const taken = !session.dispatchEvent(new CustomEvent(NOTING, { detail: { archive: 'ALFKI' }, cancelable: true }));
    expect(taken).to.equal(true);
    await settle(element);
    expect(root.activeElement).to.equal(line(root));
    const finger = taps(root);
    line(root).blur();
    // the search's tap was the first; the button under the thumb is the second
    finger.tap(root.querySelector<HTMLElement>('.thumb button')!);
    await settle(element);
    type(line(root), 'Offer sent → next Tue 15:00');
    await settle(element);
    finger.tap(root.querySelector<HTMLElement>('.store')!);
    await settle(element);
    expect(finger.count + 1).to.equal(3);
    expect(newest(session).cells['nextAppointment']).to.equal('2026-05-19T15:00[UTC]');
  });

  it('have a layout of 360 px and one of 240 px without anything beside the screen', async () => {
    for (const width of [360, 240]) {
      await setViewport({ width, height: 700 });
      const { element, root } = await show();
      line(root).focus();
      type(line(root), 'A long line that does not fit into a telephone at all → next Tue 15:00');
      await settle(element);
      const wide = [...root.querySelectorAll<HTMLElement>('*')].filter((each) => each.getBoundingClientRect().right > width + 1 && each.closest('.chip-row:not(.last), .reach') === null).map((each) => `${each.className} ${each.getBoundingClientRect().right}`);
      expect(wide, String(width)).to.deep.equal([]);
      expect(document.documentElement.scrollWidth, `${width} ${getComputedStyle(document.body).margin} ${element.getBoundingClientRect().width}`).to.be.at.most(width);
      for (const item of root.querySelectorAll<HTMLElement>('.line, .filters, .entry, .thumb')) expect(item.getBoundingClientRect().right, item.className).to.be.at.most(width + 1);
      await accessible(element);
      clean!();
    }
  });
});

describe('twenty years', () => {
  const YEARS = Array.from({ length: 20 }, (_, i) => 2026 - i);
  const row = (year: number, i: number) => ({ row: `r${year}x${i}`, time: `${year}-${String(12 - (i % 12)).padStart(2, '0')}-${String(28 - (i % 28)).padStart(2, '0')}T10:00[UTC]`, subject: `Matter no${i} of ${year}` });
  function twentyYears(perYear: number): FakeSession & { opened: () => number[] } {
    const transactions = YEARS.flatMap((year) => Array.from({ length: 100 }, (_, i) => trade(`${year}-${i}`, `${year}-0${1 + (i % 4)}-${String(28 - (i % 28)).padStart(2, '0')}`, '10.00'))).sort((a, b) => (a.date < b.date ? 1 : -1));
    const session = timelineSession({}, transactions);
    const answer = session.answer;
    session.answer = (method, path, body) => {
      const url = new URL(path, 'http://dossier.test');
      if (path === '/api/archives/ALFKI') return archive({}, YEARS);
      if (url.pathname !== '/api/archives/ALFKI/transactions') return answer(method, path, body);
      const { items, years } = answer(method, path, body) as { items: readonly { id: string }[]; years: readonly number[] };
      const before = url.searchParams.get('before');
      const limit = Number(url.searchParams.get('limit'));
      const from = before === null ? 0 : items.findIndex(({ id }) => id === before) + 1;
      const page = items.slice(from, from + limit);
      return { items: page, years, next: from + limit < items.length ? page.at(-1)!.id : null };
    };
    const open = session.open.bind(session);
    const opened: number[] = [];
    session.open = (ref, section) => {
      const year = Number(/^contacts-(\d+)$/.exec(section)?.[1] ?? 0);
      const handle = open(ref, section);
      if (year !== 0 && !opened.includes(year)) {
        opened.push(year);
        session.handle(ref, section).ready('write', (doc) => { for (let i = 0; i < perYear; i++) writeContact(doc, row(year, i)); });
      }
      return handle;
    };
    return Object.assign(session, { opened: () => [...opened] });
  }

  it('open with the newest only, ask for one page of trade and draw what a screen shows', async () => {
    const session = twentyYears(200);
    const { element, root } = await show(session, () => {}, (own) => { own.handle('ALFKI', 'people').ready(); });
    await until(() => ids(root).length > 0, element);
    await settle(element);
    expect(session.opened()).to.deep.equal([2026]);
    expect(ids(root).length).to.be.at.most(100);
    expect(session.asked.filter(({ path }) => path.includes('/transactions')).length).to.equal(1);
  });

  it('come as one scrolls, year by year, in their order, and never above what is read', async () => {
    const session = twentyYears(40);
    const { element, root } = await show(session, () => {}, (own) => { own.handle('ALFKI', 'people').ready(); });
    await until(() => ids(root).length > 0, element);
    for (let i = 0; i < 20_000 && session.opened().length < 4; i++) {
      const before = ids(root);
      scrollTo(0, document.documentElement.scrollHeight);
      await new Promise((done) => requestAnimationFrame(done));
      await settle(element);
      expect(ids(root).slice(0, before.length)).to.deep.equal(before);
    }
    expect(session.opened()).to.deep.equal([2026, 2025, 2024, 2023]);
    const dates = [...root.querySelectorAll('.entry time')].map((time) => time.getAttribute('datetime')!.slice(0, 10));
    const own = [...root.querySelectorAll<HTMLElement>('.entry')].map((item) => item.querySelector('time')!.getAttribute('datetime')!.slice(0, 10));
    expect(own).to.deep.equal([...own].sort().reverse());
    expect(dates.length).to.be.greaterThan(100);
  });

  it('can be loaded by the keyboard, and one year jumped to without those between', async () => {
    const session = twentyYears(3);
    const { element, root } = await show(session, () => {}, (own) => { own.handle('ALFKI', 'people').ready(); });
    await until(() => ids(root).length > 0, element);
    const year = root.querySelector<HTMLSelectElement>('.filters select[title="Year"]')!;
    const before = session.opened();
    year.value = '2009';
    year.dispatchEvent(new Event('change'));
    await until(() => ids(root).length > 0 && ids(root).every((id) => /2009/.test(id)), element);
    expect(session.opened()).to.deep.equal([...before, 2009]);
    year.value = '';
    year.dispatchEvent(new Event('change'));
    await settle(element);
    // the gap is not drawn over: 2009 comes when those between are here
    expect(ids(root).some((id) => id.includes('2009')) && !session.opened().includes(2010)).to.equal(false);
  });

  it('are searched as far as they are here, and the line under the filters says how far', async () => {
    const session = twentyYears(3);
    const { element, root } = await show(session, () => {}, (own) => { own.handle('ALFKI', 'people').ready(); });
    await until(() => ids(root).length > 0, element);
    type(root.querySelector<HTMLInputElement>('input[type=search]')!, 'no1 2011');
    await settle(element);
    const searched = root.querySelector('.count')!.textContent!;
    expect(searched).to.match(/in (\d{4}–)?2026/);
    expect(ids(root)).to.deep.equal([]);
    root.querySelector<HTMLButtonElement>('.search-all')!.click();
    await until(() => ids(root).length > 0, element);
    expect(ids(root)).to.deep.equal(['2011/r2011x1']);
    expect(root.querySelector('.count')!.textContent).to.contain('in 2007–2026');
  });

  it('draw only what changed while somebody writes', async () => {
    const session = twentyYears(200);
    const { element, root } = await show(session, () => {}, (own) => { own.handle('ALFKI', 'people').ready(); });
    await until(() => ids(root).length > 0, element);
    line(root).focus();
    await settle(element);
    const first = root.querySelector('.entry .words')!;
    const seen: MutationRecord[] = [];
    const observer = new MutationObserver((records) => void seen.push(...records));
    observer.observe(root.querySelector('.list')!, { subtree: true, childList: true, characterData: true, attributes: true });
    type(line(root), 'Typing does not touch the list');
    await settle(element);
    observer.disconnect();
    expect(seen).to.deep.equal([]);
    expect(first.isConnected).to.equal(true);
  });
});

describe('coming back from a call', () => {
  const phone = { kind: 'phone', value: '030-0074321', alive: null, verifiedAt: null };
  /** A page whose coming and going the test decides. */
  class Sheet extends EventTarget { visibilityState: DocumentVisibilityState = 'visible'; turn(to: DocumentVisibilityState) { this.visibilityState = to; this.dispatchEvent(new Event('visibilitychange')); } }
  const detail = { archive: 'ALFKI', channel: 'phone', value: '030-0074321', person: 'p1', name: 'Hanna Moos' };

  it('offers the note with channel, person and beginning; one tap, one line, Enter', async () => {
    const session = timelineSession();
    session.tell('ALFKI', digest('ALFKI', 'Alfreds', { contacts: [phone] }));
    const { element, root, clock } = await show(session);
    root.addEventListener('click', (event) => { if ((event.target as Element).closest('a')) event.preventDefault(); });
    expect(root.querySelector('.reach a')!.getAttribute('href')).to.equal('tel:0300074321');
    root.querySelector<HTMLElement>('.reach a')!.click();
    await settle(element);
    expect(root.querySelector('.offer')).to.equal(null);
    window.dispatchEvent(new Event('blur'));
    clock.forward(11 * 60_000);
    const other = document.createElement('input');
    document.body.append(other);
    other.focus();
    window.dispatchEvent(new Event('focus'));
    await settle(element);
    expect(root.querySelector('.offer')!.textContent).to.contain('Note the call with Alfreds?');
    expect(document.activeElement, 'whoever types elsewhere goes on').to.equal(other);
    await accessible(element);
    other.remove();
    root.querySelector<HTMLButtonElement>('.offer .take')!.click();
    await settle(element);
    expect(root.activeElement).to.equal(line(root));
    type(line(root), 'Agreed on the price → tomorrow');
    enter(line(root));
    await settle(element);
    // the time is that of the call, not of the note
    expect(newest(session).cells).to.deep.equal({ time: '2026-05-12T12:30[UTC]', salesperson: 'maria', channel: 'phone', nextAppointment: '2026-05-13' });
    expect(root.querySelector('.offer')).to.equal(null);
  });

  it('hears what was followed on a card of the same archive, and of no other', async () => {
    const session = timelineSession();
    const { element, root } = await show(session);
    session.dispatchEvent(new CustomEvent(REACHED, { detail: { ...detail, archive: 'BONAP' } }));
    window.dispatchEvent(new Event('blur'));
    window.dispatchEvent(new Event('focus'));
    await settle(element);
    expect(root.querySelector('.offer')).to.equal(null);
    session.dispatchEvent(new CustomEvent(REACHED, { detail }));
    window.dispatchEvent(new Event('blur'));
    window.dispatchEvent(new Event('focus'));
    await settle(element);
    expect(root.querySelector('.offer')!.textContent).to.contain('Hanna Moos');
    root.querySelector<HTMLButtonElement>('.offer .leave')!.click();
    await settle(element);
    expect(root.querySelector('.offer')).to.equal(null);
  });

  it('waits until the page was left and is seen again, and forgets after two hours', () => {
    const session = timelineSession();
    const clock = new SetClock();
    const sheet = new Sheet();
    const calls = new Calls({ session, archive: 'ALFKI', clock, changed: () => {}, view: new EventTarget(), sheet });
    calls.reached(detail);
    expect(calls.offered).to.equal(null);
    sheet.turn('hidden');
    expect(calls.offered).to.equal(null);
    sheet.turn('visible');
    expect(calls.offered).to.include({ name: 'Hanna Moos', at: Date.UTC(2026, 4, 12, 12, 30) });
    // another element of the same page, drawn later, still knows
    const second = new Calls({ session, archive: 'ALFKI', clock, changed: () => {}, view: new EventTarget(), sheet });
    expect(second.offered).to.not.equal(null);
    clock.forward(2 * 60 * 60_000 - 1);
    expect(calls.offered).to.not.equal(null);
    clock.forward(1);
    expect(calls.offered).to.equal(null);
    expect(second.offered).to.equal(null);
    calls.dispose();
    second.dispose();
  });

  it('offers no link where nobody is to reach the customer', async () => {
    const session = timelineSession();
    session.tell('ALFKI', digest('ALFKI', 'Alfreds', { contacts: [phone], doNotContact: true, warning: { kind: 'doNotContact', text: 'asked in writing' } }));
    const { root } = await show(session);
    expect(root.querySelector('.reach')).to.equal(null);
    expect(root.querySelector('.pinned')!.textContent).to.contain('asked in writing');
  });
});

describe('everything of a contact record', () => {
  it('is written in the whole form: somebody new, report, major and reported, papers', async () => {
    const session = timelineSession();
    const answer = session.answer;
    const files: FileView[] = [];
    session.answer = (method, path, body) => (path.endsWith('/files') ? { items: files } : answer(method, path, body));
    const { element, root } = await show(session);
    button(root, 'Record a contact').click();
    await settle(element);
    const person = root.querySelector<HTMLSelectElement>('#new-contactPerson')!;
    person.value = '+';
    person.dispatchEvent(new Event('change'));
    await settle(element);
    type(root.querySelector<HTMLInputElement>('#new-contactPerson')!, 'Petra Winkler');
    type(root.querySelector<HTMLTextAreaElement>('#new-subject')!, 'Fire in the warehouse.');
    type(root.querySelector<HTMLTextAreaElement>('#new-result')!, 'Deliveries stop for a week.');
    type(root.querySelector<HTMLTextAreaElement>('#new-report')!, 'Told the whole story.');
    const box = (label: string): HTMLInputElement => [...root.querySelectorAll('.quick label.check')].find((each) => each.textContent!.includes(label))!.querySelector('input')!;
    box('Major matter').click();
    await settle(element);
    expect(root.querySelector('.quick')!.textContent).to.contain('is reported to the department');
    box('Reported').click();
    await settle(element);
    await accessible(element);
    [...root.querySelectorAll('button')].find((each) => each.textContent === 'Save')!.click();
    await settle(element);
    const made = newest(session);
    const someone = getRows(docOf(session, 'people'), 'people').find(({ cells }) => cells['name'] === 'Petra Winkler')!;
    expect(made.cells).to.deep.equal({ time: '2026-05-12T12:30[UTC]', salesperson: 'maria', channel: 'email', contactPerson: someone.id, isMajor: true, reportedToDepartmentAt: '2026-05-12T12:30[UTC]' });
    expect(docOf(session).getText(rowTextKey('contacts', made.id, 'report')).toString()).to.equal('Told the whole story.');
    const text = root.querySelector(`[data-id="2026/${made.id}"]`)!.textContent!;
    for (const part of ['Petra Winkler', 'Fire in the warehouse.', 'Deliveries stop', 'Told the whole story', 'major', 'reported']) expect(text).to.contain(part);
  });

  it('shows papers with name and size, adds them in the editor, and hears of others\' with the digest', async () => {
    const session = timelineSession();
    const answer = session.answer;
    const file = (id: string, name: string, row: string, size: number): FileView => ({ id, section: 'contacts', kind: `contacts/${row}`, name, type: 'application/pdf', size, validUntil: null, by: liwei, at: '2026-05-12T10:00:00Z' });
    const files = [file('f1', 'Offer.pdf', 'c1', 120_400)];
    session.answer = (method, path, body) => (path.includes('/files') ? { items: files } : answer(method, path, body));
    const { element, root } = await show(session);
    await until(() => root.querySelector('.paper') !== null, element);
    expect(root.querySelector('[data-id="2026/c1"] .papers')!.textContent!.replace(/\s+/g, ' ')).to.contain('Offer.pdf 120.4');
    await accessible(element);
    files.push(file('f2', 'Letter.pdf', 'c2', 900));
    session.tell('ALFKI', { ...digest('ALFKI', 'Alfreds'), filesAt: '2026-05-12T12:29:00Z' });
    await until(() => root.querySelector('[data-id="2026/c2"] .paper') !== null, element);
    root.querySelector<HTMLButtonElement>('[data-id="2026/c2"] .pencil')!.click();
    await settle(element);
    expect(root.querySelector('.edited .attach input[type=file]')).to.not.equal(null);
  });

  it('has major changes of the customer among them, written, edited and filtered', async () => {
    const session = timelineSession();
    session.view = catalogueView('en', ['base', 'organisation']);
    const { element, root } = await show(session);
    button(root, 'Record a change').click();
    await settle(element);
    await accessible(element);
    const kind = root.querySelector<HTMLSelectElement>('#change-kind')!;
    await until(() => [...kind.options].some(({ value }) => value === 'relocation'), element);
    kind.value = 'relocation';
    kind.dispatchEvent(new Event('change'));
    type(root.querySelector<HTMLInputElement>('#change-date')!, '2026-04-20');
    type(root.querySelector<HTMLTextAreaElement>('#change-text')!, 'Moved to Hamburg.');
    await settle(element);
    [...root.querySelectorAll('button')].find((each) => each.textContent === 'Save')!.click();
    await settle(element);
    const made = newest(session, 'majorEvents');
    expect(made.cells).to.deep.equal({ date: '2026-04-20', kind: 'relocation' });
    expect(ids(root)).to.deep.equal(['2026/c1', '2026/c2', 'trade/11011', `2026/${made.id}`, '2026/c3', 'trade/10952']);
    expect(root.querySelector(`[data-id="2026/${made.id}"]`)!.textContent!.replace(/\s+/g, ' ')).to.contain('Major change').and.contain('Relocation').and.contain('Moved to Hamburg.');
    const filter = root.querySelector<HTMLSelectElement>('.filters select[title="Kind"]')!;
    filter.value = 'changes';
    filter.dispatchEvent(new Event('change'));
    await settle(element);
    expect(ids(root)).to.deep.equal([`2026/${made.id}`]);
    root.querySelector<HTMLButtonElement>('.pencil')!.click();
    await settle(element);
    await accessible(element);
    type(root.querySelector<HTMLInputElement>(`#edit-${made.id}-date`)!, '2026-04-21');
    await settle(element);
    expect(getCell(docOf(session), 'majorEvents', made.id, 'date')).to.equal('2026-04-21');
  });

  it('is filtered by the customer\'s person', async () => {
    const { element, root } = await show();
    const who = root.querySelector<HTMLSelectElement>('.filters select[title="Person"]')!;
    who.value = 'person:p2';
    who.dispatchEvent(new Event('change'));
    await settle(element);
    expect(ids(root)).to.deep.equal(['2026/c3']);
  });

  it('opens its comments in their place, of this record', async () => {
    const session = timelineSession();
    const answer = session.answer;
    session.answer = (method, path, body) => (path.includes('/comments/counts') ? { items: [{ record: 'contacts/c1', count: 2 }] } : path.includes('/comments') ? { items: [], next: null, mayWrite: true } : answer(method, path, body));
    const { element, root } = await show(session);
    await until(() => root.querySelector('[data-id="2026/c1"] .talk') !== null, element);
    expect(root.querySelector('[data-id="2026/c1"] .talk')!.getAttribute('aria-label')).to.equal('Comments: 2');
    root.querySelector<HTMLButtonElement>('[data-id="2026/c1"] .talk')!.click();
    await settle(element);
    const comments = root.querySelector<HTMLElement>('[data-id="2026/c1"] record-comments')!;
    expect(['archive', 'section', 'record'].map((name) => comments.getAttribute(name))).to.deep.equal(['ALFKI', 'contacts-2026', 'contacts/c1']);
  });

  it('is seen by another person at once', async () => {
    const mine = timelineSession();
    const theirs = timelineSession();
    theirs.me = { ...theirs.me!, id: 'liwei' as PersonId, name: liwei.name };
    const { element, root } = await show(mine);
    const removeMine = clean!;
    const { root: page, remove } = mount(theirs, '');
    clean = () => { remove(); removeMine(); };
    const other = new ContactTimeline();
    other.clock = new SetClock();
    other.archive = 'ALFKI';
    page.append(other);
    fillSections(theirs);
    await settle(other);
    Y.applyUpdate(docOf(theirs), Y.encodeStateAsUpdate(docOf(mine)), 'server');
    docOf(mine).on('update', (update: Uint8Array) => Y.applyUpdate(docOf(theirs), update, 'server'));
    expect(element.session).to.equal(mine);
    type(line(root), 'Price agreed → next Tue 15:00');
    enter(line(root));
    await settle(element);
    await settle(other);
    const made = newest(mine);
    const entry = other.shadowRoot!.querySelector(`[data-id="2026/${made.id}"]`)!;
    expect(entry.textContent).to.contain('Price agreed').and.contain('19 May 15:00').and.contain('Maria Anders');
  });
});

describe('discreet', () => {
  it('hides major matters, reports, what is due and comments, also from the search and the forms', async () => {
    const session = timelineSession();
    session.tell('ALFKI', digest('ALFKI', 'Alfreds', { due: [{ kind: 'appointment', date: '2026-05-19', text: 'Ask for the debt', person: null }] }));
    const { element, root } = await show(session, (own) => { own.discreet = true; }, (own) => {
      fillSections(own);
      docOf(own).getText(rowTextKey('contacts', 'c1', 'report')).insert(0, 'He drinks.');
    });
    const text = root.textContent!;
    for (const hidden of ['major', 'reported', 'He drinks', 'Ask for the debt', 'Major matters']) expect(text).to.not.contain(hidden);
    expect(root.querySelector('.talk')).to.equal(null);
    type(root.querySelector<HTMLInputElement>('input[type=search]')!, 'drinks');
    await settle(element);
    expect(ids(root)).to.deep.equal([]);
    type(root.querySelector<HTMLInputElement>('input[type=search]')!, '');
    button(root, 'Record a contact').click();
    await settle(element);
    expect(root.querySelector('#new-report')).to.equal(null);
    expect(root.querySelector('.quick')!.textContent).to.not.contain('Major');
    await accessible(element);
  });

  it('turns with one key, but not while somebody types', async () => {
    const { element, root } = await show();
    const press = (at: HTMLElement) => at.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true, composed: true, cancelable: true }));
    press(root.querySelector<HTMLElement>('.entry')!);
    await settle(element);
    expect(element.hasAttribute('discreet')).to.equal(true);
    line(root).focus();
    press(line(root));
    await settle(element);
    expect(element.discreet).to.equal(true);
    press(root.querySelector<HTMLElement>('.entry')!);
    await settle(element);
    expect(element.discreet).to.equal(false);
    expect(TRADE).to.have.length(2);
  });
});
