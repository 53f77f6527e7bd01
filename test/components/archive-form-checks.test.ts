/** Doubts at a value, the reason that keeps one, masked numbers, typed dates and telephone numbers in the form. */
import { expect } from '@esm-bundle/chai';
import { addRow, getField, getMark, setField, setMark } from '../../model/section-doc.ts';
import { ApiError } from '../../components/internal/session.ts';
import { SHOWN_MS } from '../../components/form/checks/reveal.ts';
import { overrideMark, warning } from '../../model/validation/warning.ts';
import { accessible } from './accessible.ts';
import { openForm, press, type, type FormOptions, type FormPage } from './archive-form-page.ts';

const NUMBER = 'fields/person.idDocumentNumber';
const WRONG = '110105194912310021';
const RIGHT = '11010519491231002X';

let page: FormPage;
afterEach(() => page?.remove());

const papers = (number: string, options: FormOptions = {}): Promise<FormPage> => openForm({
  section: 'identity',
  ...options,
  fill: (doc) => {
    setField(doc, 'person.idDocumentType', 'residentId');
    setField(doc, 'person.idDocumentNumber', number);
    options.fill?.(doc);
  },
});
const slot = (key = NUMBER): HTMLElement => page.find(`.slot[data-key="${key}"]`);
const said = (key = NUMBER): string => slot(key).querySelector('.about')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const button = (key: string, name: RegExp): HTMLButtonElement => {
  const found = [...slot(key).querySelectorAll('button')].find((each) => name.test(each.getAttribute('aria-label') ?? each.textContent ?? ''));
  if (found === undefined) throw new Error(`no button ${name} at ${key}: ${slot(key).textContent}`);
  return found;
};
/** Parts come when they are first needed. */
const until = async (shown: () => unknown): Promise<void> => { while (!shown()) await page.settled(); };

describe('a doubt', () => {
  it('stands at the value with what to do, is read with the control and refuses nothing', async () => {
    page = await papers(WRONG);
    await until(() => slot().querySelector('.doubt'));
    const control = page.control(NUMBER);
    expect(said()).to.contain('at least one is mistyped');
    expect(control.getAttribute('aria-invalid'), 'it is no mistake').to.equal(null);
    expect(page.find(`[id="${control.getAttribute('aria-describedby')}"]`).textContent).to.contain('Compare it with the card');
    await accessible(page.form);
  });

  it('is kept with a reason, as a mark beside the value; others read it with its author; it comes back when the value changes', async () => {
    page = await papers(WRONG);
    await until(() => slot().querySelector('.doubt'));
    button(NUMBER, /^Keep it all the same/).click();
    await until(() => slot().querySelector('.reason'));
    const input = slot().querySelector<HTMLInputElement>('.reason input')!;
    await until(() => page.root.activeElement === input);
    await accessible(page.form);
    press(input, 'Enter');
    await page.settled();
    expect(getMark(page.theirs, NUMBER, 'override'), 'no reason, no mark').to.equal(null);
    input.value = 'so it stands on the card';
    press(input, 'Enter');
    await until(() => slot().querySelector('.doubt.kept'));
    expect(getMark(page.theirs, NUMBER, 'override')).to.equal(overrideMark(warning('residentId-check', WRONG, 'residentId'), 'so it stands on the card'));
    expect(said()).to.contain('so it stands on the card').and.to.contain(page.session.me!.name);
    await accessible(page.form);
    setField(page.theirs, 'person.idDocumentNumber', '110105194912310022');
    await page.settled();
    expect(slot().querySelector('.doubt.kept'), 'another value, another doubt').to.equal(null);
    expect(said()).to.contain('at least one is mistyped');
  });

  it('kept by a colleague names whom the history names, and can be checked again', async () => {
    const asked: string[] = [];
    page = await papers(WRONG, {
      fill: (doc) => setMark(doc, NUMBER, 'override', overrideMark(warning('residentId-check', WRONG, 'residentId'), 'old register')),
      answer: (_method, path) => {
        if (!path.includes('/history?') || !path.includes('override')) return undefined;
        asked.push(path);
        return { items: [{ id: '1', kind: 'value', by: { id: 'ana', name: 'Ana Trujillo' }, key: `marks/${NUMBER}#override`, section: 'identity', at: '2026-05-12T09:00:00Z', from: '', edits: 1, restorable: false, old: null, new: '' }], next: null, seen: null, at: '2026-05-12T09:00:00Z' };
      },
    });
    await until(() => /Ana Trujillo/.test(said()));
    expect(said()).to.contain('Kept by Ana Trujillo: old register');
    expect(asked.length, 'asked once').to.equal(1);
    button(NUMBER, /^Check again/).click();
    await page.settled();
    expect(getMark(page.theirs, NUMBER, 'override')).to.equal(null);
    expect(slot().querySelector('.doubt.kept')).to.equal(null);
  });

  it('kept by a colleague while one looks at it stands as kept at once', async () => {
    page = await papers(WRONG);
    await until(() => slot().querySelector('.doubt'));
    setMark(page.theirs, NUMBER, 'override', overrideMark(warning('residentId-check', WRONG, 'residentId'), 'so it stands on the card'));
    await page.settled();
    expect(slot().querySelector('.doubt.kept')?.textContent).to.contain('so it stands on the card');
  });

  it('Escape gives the reason up and gives the focus back', async () => {
    page = await papers(WRONG);
    await until(() => slot().querySelector('.doubt'));
    button(NUMBER, /^Keep it all the same/).click();
    await until(() => slot().querySelector('.reason input'));
    press(slot().querySelector<HTMLInputElement>('.reason input')!, 'Escape');
    await page.settled();
    expect(slot().querySelector('.reason')).to.equal(null);
    expect((page.root.activeElement as HTMLElement | null)?.textContent).to.contain('Keep it all the same');
  });

  it('goes by what stands beside the value, as it changes', async () => {
    page = await papers('12345678Z', { fill: (doc) => setField(doc, 'person.idDocumentType', 'dniNie') });
    await page.settled();
    await until(() => slot().querySelector('.show'));
    expect(slot().querySelector('.doubt')).to.equal(null);
    setField(page.theirs, 'person.idDocumentType', 'residentId');
    await until(() => slot().querySelector('.doubt'));
    expect(said()).to.contain('18 characters');
  });

  it('of a birthday is told at the number where the profile may be read', async () => {
    page = await papers(RIGHT);
    page.session.handle('ALFKI', 'profile').ready('write', (doc) => setField(doc, 'person.dateOfBirth', '1950-01-01'));
    await until(() => slot().querySelector('.doubt'));
    expect(said()).to.contain('another birthday');
  });

  it('of two dates and of a postcode stands at the second one, in the reader’s language', async () => {
    page = await openForm({ lang: 'es', fill: (doc) => {
      setField(doc, 'reno.startAt', '2026-05-02');
      setField(doc, 'reno.endAt', '2026-05-01');
      addRow(doc, 'addresses', { use: 'registered', country: 'ES', postcode: '99999' }, (count) => new Uint8Array(count), { id: 'registered' as never });
    }, attributes: 'packs="renovation organisation"' });
    await until(() => page.root.querySelectorAll('.doubt').length > 1);
    expect(said('fields/reno.endAt')).to.contain('anterior a la fecha de comienzo');
    expect(said('rows/addresses/registered/postcode')).to.contain('códigos postales de otra forma');
    await accessible(page.form);
  });
});

describe('a masked number', () => {
  it('shows its end; to all of it one comes only after the server has written down who asked, for a while', async () => {
    const asked: unknown[] = [];
    let free: () => void = () => {};
    const held = new Promise<void>((resolve) => { free = resolve; });
    page = await papers(RIGHT, { answer: (method, path, body) => (path.endsWith('/reveals') ? (asked.push([method, path, body]), held.then(() => ({ at: '2026-05-12T09:00:00Z' }))) : undefined) });
    await until(() => slot().querySelector('.show'));
    const control = page.control(NUMBER);
    expect([control.value, control.placeholder]).to.deep.equal(['', '•••• 002X']);
    expect(page.form.shadowRoot!.textContent).not.to.contain(RIGHT);
    await accessible(page.form);
    const timers = watchTimers();
    button(NUMBER, /^Show ID number/).click();
    await page.settled();
    expect(asked).to.deep.equal([['POST', '/api/archives/ALFKI/sections/identity/reveals', { key: NUMBER }]]);
    expect(page.control(NUMBER).value, 'not before the answer').to.equal('');
    free();
    await until(() => page.control(NUMBER).value === RIGHT);
    expect(said()).to.contain('recorded');
    await accessible(page.form);
    timers.run(SHOWN_MS);
    await until(() => page.control(NUMBER).value === '');
    timers.stop();
    expect(page.control(NUMBER).placeholder).to.equal('•••• 002X');
  });

  it('stays hidden when the server cannot be asked, and says so', async () => {
    page = await papers(RIGHT, { answer: (_method, path) => { if (path.endsWith('/reveals')) throw new ApiError(0, 'offline', 'no connection'); return undefined; } });
    await until(() => slot().querySelector('.show'));
    button(NUMBER, /^Show/).click();
    await until(() => slot().querySelector('.problem'));
    expect(said()).to.contain('cannot be shown now');
    expect(page.control(NUMBER).value).to.equal('');
    await accessible(page.form);
  });

  it('is replaced by typing another, as a whole and when one is done; leaving it empty keeps it', async () => {
    page = await papers(RIGHT);
    await until(() => slot().querySelector('.show'));
    const control = page.control(NUMBER);
    type(control, '4405');
    await page.settled();
    expect(getField(page.theirs, 'person.idDocumentNumber'), 'nothing is written over what one does not see').to.equal(RIGHT);
    type(control, '');
    press(control, 'Enter');
    await page.settled();
    expect(getField(page.theirs, 'person.idDocumentNumber')).to.equal(RIGHT);
    type(control, '440524188001010014');
    press(control, 'Enter');
    await page.settled();
    expect(getField(page.theirs, 'person.idDocumentNumber')).to.equal('440524188001010014');
    expect([page.control(NUMBER).value, page.control(NUMBER).placeholder]).to.deep.equal(['', '•••• 0014']);
  });

  it('that a colleague changes is hidden again, and so is what is said of the change', async () => {
    page = await papers(RIGHT, { answer: (_method, path) => (path.endsWith('/reveals') ? { at: '2026-05-12T09:00:00Z' } : undefined) });
    await until(() => slot().querySelector('.show'));
    button(NUMBER, /^Show/).click();
    await until(() => page.control(NUMBER).value === RIGHT);
    page.control(NUMBER).focus();
    setField(page.theirs, 'person.idDocumentNumber', '440524188001010014');
    await page.settled();
    expect(page.control(NUMBER).value).to.equal('');
    expect(page.form.shadowRoot!.textContent).not.to.contain('440524188001010014');
  });

  it('is masked for whoever only reads, who may ask as well', async () => {
    page = await papers(RIGHT, { level: 'read', answer: (_method, path) => (path.endsWith('/reveals') ? { at: '2026-05-12T09:00:00Z' } : undefined) });
    const shown = () => page.root.querySelector(`.value[data-key="${NUMBER}"]`)?.textContent?.trim() ?? '';
    await until(() => page.root.querySelector(`.value[data-key="${NUMBER}"] .show`));
    expect(shown()).to.match(/^•••• 002X/);
    expect(page.form.shadowRoot!.textContent).not.to.contain(RIGHT);
    page.root.querySelector<HTMLButtonElement>(`.value[data-key="${NUMBER}"] .show`)!.click();
    await until(() => shown().includes(RIGHT));
    await accessible(page.form);
  });
});

describe('a date', () => {
  it('is typed as people write it, echoed in full, or refused with a sentence; what reads it comes when one goes there', async () => {
    for (const [lang, typed, stored, echo] of [['en', '1/3/26', '2026-03-01', /March/], ['es', '010326', '2026-03-01', /marzo/], ['zh-Hans', '2026年3月1日', '2026-03-01', /2026年3月1日/], ['zh-Hant', '114/05/06', '2025-05-06', /2025年5月6日/]] as const) {
      page = await openForm({ lang, fill: (doc) => setField(doc, 'reno.startAt', '2020-01-01'), attributes: 'packs="renovation"' });
      const key = 'fields/reno.startAt';
      type(page.control(key), typed);
      press(page.control(key), 'Enter');
      await until(() => getField(page.theirs, 'reno.startAt') !== '2020-01-01');
      expect(getField(page.theirs, 'reno.startAt'), `${lang} ${typed}`).to.equal(stored);
      await page.settled();
      expect(page.find('[data-field="reno.startAt"] .echo').textContent).to.match(echo);
      type(page.control(key), '31/2/2026');
      press(page.control(key), 'Enter');
      await until(() => page.control(key).getAttribute('aria-invalid') === 'true');
      expect(getField(page.theirs, 'reno.startAt')).to.equal(stored);
      await accessible(page.form);
      page.remove();
    }
  });

  it('is picked from the browser’s calendar as well, and valid without limit by its box or a word', async () => {
    page = await openForm({ section: 'identity', fill: (doc) => setField(doc, 'person.idDocumentValidUntil', '2030-01-01') });
    const key = 'fields/person.idDocumentValidUntil';
    const native = slot(key).querySelector<HTMLInputElement>('.native')!;
    native.value = '2031-02-03';
    native.dispatchEvent(new Event('change'));
    await page.settled();
    expect(getField(page.theirs, 'person.idDocumentValidUntil')).to.equal('2031-02-03');
    type(page.control(key), '长期');
    press(page.control(key), 'Enter');
    await until(() => getField(page.theirs, 'person.idDocumentValidUntil') === 'long-term');
    await page.settled();
    expect(slot(key).querySelector<HTMLInputElement>('[type="checkbox"]')!.checked).to.equal(true);
    expect(page.control(key).value).to.equal('');
    await accessible(page.form);
  });
});

describe('a telephone number', () => {
  it('is looked up in the plans once one is edited: its country is named, one that cannot be is doubted, none is refused', async () => {
    page = await openForm({ fill: (doc) => addRow(doc, 'methods', { kind: 'phone', value: '+34 912 34 56 78' }, (count) => new Uint8Array(count), { id: 'm1' as never }), section: 'profile' });
    const key = 'rows/methods/m1/value';
    page.form.requestUpdate();
    await page.settled();
    const edit = async (text: string) => {
      const control = page.root.querySelector<HTMLInputElement>(`[data-key="${key}"] input`);
      if (control === null) return false;
      type(control, text);
      await page.settled();
      press(control, 'Enter');
      return true;
    };
    if (!(await edit('+34 612 34 56 78'))) {
      // rows are read at rest and edited one at a time
      const opener = [...page.root.querySelectorAll<HTMLButtonElement>('[data-field="customer.contactMethods"] button')].find((each) => /edit|phone|\+34/i.test(`${each.getAttribute('aria-label')} ${each.textContent}`));
      opener?.click();
      await until(() => page.root.querySelector(`[data-key="${key}"] input`));
      await edit('+34 612 34 56 78');
    }
    await until(() => /Spain/.test(said(key)));
    await edit('+34 1');
    await edit('+34 000 00 00 00');
    await until(() => slot(key).querySelector('.doubt'));
    expect(said(key)).to.contain('no such number');
    await accessible(page.form);
  });
});

/** Holds back timers of half a minute, so that nobody waits for one. */
function watchTimers(): { readonly run: (ms: number) => void; readonly stop: () => void } {
  const real = window.setTimeout;
  const held: { readonly ms: number; readonly run: () => void }[] = [];
  window.setTimeout = ((handler: () => void, ms = 0, ...rest: unknown[]) => {
    if (ms < 10_000) return (real as (...all: unknown[]) => number)(handler, ms, ...rest);
    held.push({ ms, run: handler });
    return 0;
  }) as typeof window.setTimeout;
  return { run: (ms) => { for (const timer of held) if (timer.ms === ms) timer.run(); }, stop: () => { window.setTimeout = real; } };
}
