/** The forms of a timeline: one is open at a time, its words are kept until they are stored. The one line on top is `quick-line.ts`. */
import { nothing } from 'lit';
import { newRowId } from '../../model/ids.ts';
import { ApiError } from '../internal/session.ts';
import { changeForm, changeProblems, newChange } from './change-form.ts';
import type { ChangeDraft } from './change-form.ts';
import { addTo, personNamed, rowIn } from './desk.ts';
import type { Desk } from './desk.ts';
import { changeEditor, editor } from './editor.ts';
import { COLUMN } from './entries.ts';
import type { WrittenEntry } from './entries.ts';
import { writeLocalTime, yearOf } from './local-time.ts';
import { draftProblems, emptyDraft, newContact, quickForm } from './quick-form.ts';
import type { ContactDraft, Problems } from './quick-form.ts';
import { tradeForm, tradeOf } from './trade-form.ts';
import type { TradeDraft } from './trade-form.ts';

type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'contact'; readonly draft: ContactDraft; readonly problems: Problems; readonly sending: boolean }
  | { readonly kind: 'change'; readonly draft: ChangeDraft; readonly problems: Problems; readonly sending: boolean }
  | { readonly kind: 'trade'; readonly draft: TradeDraft; readonly problems: Partial<Record<keyof TradeDraft, string>>; readonly failure: string; readonly sending: boolean }
  | { readonly kind: 'edit'; readonly id: string; readonly removing: boolean; readonly someone: boolean; readonly problems: Problems };

const NOTHING: Open = { kind: 'nothing' };

export class Writing {
  readonly #desk: Desk;
  #open: Open = NOTHING;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get kind(): Open['kind'] {
    return this.#open.kind;
  }
  /** Id of the entry that is open in its place. */
  get editing(): string | null {
    return this.#open.kind === 'edit' ? this.#open.id : null;
  }

  #set(open: Open): void {
    this.#open = open;
    this.#desk.update();
  }
  #change<K extends Open['kind']>(kind: K, step: (now: Extract<Open, { kind: K }>) => Open): void {
    if (this.#open.kind === kind) this.#set(step(this.#open as Extract<Open, { kind: K }>));
  }

  #now(): string {
    const { data } = this.#desk;
    return writeLocalTime(data.now, data.zone);
  }

  /** `from`: what the line on top knows already. */
  record(from: Partial<ContactDraft> = {}): void {
    const { data, focusOn } = this.#desk;
    this.#set({ kind: 'contact', draft: { ...emptyDraft(this.#now(), data.lastChannel ?? data.channels[0]?.key ?? ''), ...from }, problems: {}, sending: false });
    void focusOn('.quick select, .quick input');
  }

  async #saveContact(): Promise<void> {
    const open = this.#open;
    const desk = this.#desk;
    const { t } = desk.reader();
    if (open.kind !== 'contact' || open.sending) return;
    const problems = draftProblems(open.draft, t);
    if (Object.keys(problems).length > 0) {
      this.#set({ ...open, problems });
      return desk.focusOn('.quick [aria-invalid=true]');
    }
    this.#set({ ...open, problems: {}, sending: true });
    const { draft } = open;
    const id = await addTo(desk, draft.time, () => newContact(withSomeone(desk, draft), desk.session.me?.id ?? null, desk.area()));
    if (!desk.live() || this.#open.kind !== 'contact') return;
    if (id === null) return this.#set({ ...open, problems: { [COLUMN.time]: t.timeline.yearNotReady }, sending: false });
    this.#open = NOTHING;
    void desk.below()?.add(rowIn(id), draft.files);
    desk.made(id);
  }

  recordChange(): void {
    const { data, focusOn } = this.#desk;
    this.#set({ kind: 'change', draft: { kind: '', date: data.now.slice(0, 10), text: '' }, problems: {}, sending: false });
    void focusOn('#change-kind');
  }

  async #saveChange(): Promise<void> {
    const open = this.#open;
    const desk = this.#desk;
    if (open.kind !== 'change' || open.sending) return;
    const problems = changeProblems(open.draft, desk.reader());
    if (Object.keys(problems).length > 0) {
      this.#set({ ...open, problems });
      return desk.focusOn('.form [aria-invalid=true]');
    }
    this.#set({ ...open, problems: {}, sending: true });
    const id = await addTo(desk, open.draft.date, () => newChange(open.draft));
    if (!desk.live() || this.#open.kind !== 'change') return;
    if (id === null) return this.#set({ ...open, problems: { date: desk.reader().t.timeline.yearNotReady }, sending: false });
    this.#open = NOTHING;
    desk.made(id);
  }

  recordTrade(): void {
    const { data, random, focusOn } = this.#desk;
    const draft: TradeDraft = { kind: 'sale', date: data.now.slice(0, 10), amount: '', reference: '', dueAt: '', externalId: newRowId(random) };
    this.#set({ kind: 'trade', draft, problems: {}, failure: '', sending: false });
    void focusOn('#trade-amount');
  }

  async #saveTrade(): Promise<void> {
    const open = this.#open;
    const desk = this.#desk;
    const { data } = desk;
    const { t } = desk.reader();
    if (open.kind !== 'trade' || open.sending) return;
    const wish = tradeOf(open.draft, data.currency, t);
    if ('problems' in wish) {
      this.#set({ ...open, problems: wish.problems, failure: '' });
      return desk.focusOn('.form [aria-invalid=true]');
    }
    this.#set({ ...open, problems: {}, failure: '', sending: true });
    try {
      await data.trade.record(wish.trade);
      if (!desk.live()) return;
      data.show(yearOf({ date: wish.trade.date, time: null, zone: null }));
      const { externalId } = open.draft;
      const made = data.trade.entries().flat().find(({ trade }) => trade.source === 'dossier' && trade.externalId === externalId);
      this.#open = made ? NOTHING : this.#open;
      if (made) desk.made(made.id);
      else this.close();
    } catch (error) {
      const why = error instanceof ApiError && error.status !== 0 ? ` ${error.message}` : '';
      this.#set({ ...open, problems: {}, failure: t.timeline.tradeNotSaved + why, sending: false });
    }
  }

  edit(entry: WrittenEntry): void {
    this.#set({ kind: 'edit', id: entry.id, removing: false, someone: false, problems: {} });
    void this.#desk.focusOn('.entry.edited select, .entry.edited input');
  }

  /** The entry was taken away by somebody else. */
  gone(): void {
    this.#open = NOTHING;
  }

  close(): void {
    const open = this.#open;
    this.#open = NOTHING;
    if (open.kind === 'edit') return this.#desk.goTo(open.id);
    this.#desk.update();
    void this.#desk.focusOn({ trade: '.record-trade', change: '.record-change', contact: '.record', nothing: '.record' }[open.kind]);
  }

  #remove(entry: WrittenEntry): void {
    const { data, say, goTo, focusOn, reader } = this.#desk;
    const { places } = data.order;
    const at = places.findIndex(({ id }) => id === entry.id);
    this.#open = NOTHING;
    say(reader().t.timeline.removed);
    data.years.remove(entry);
    const next = places[at + 1] ?? places[at - 1];
    if (next) goTo(next.id);
    else void focusOn('.record');
  }

  /** The form above the list; nothing while none is open. */
  form(): unknown {
    const open = this.#open;
    const { data, session, reader } = this.#desk;
    const cancel = (): void => this.close();
    switch (open.kind) {
      case 'nothing': case 'edit': return nothing;
      case 'contact': return quickForm({
        ...open, reader: reader(), channels: data.channels, people: data.people, now: () => this.#now(), cancel,
        change: (step) => this.#change('contact', (now) => ({ ...now, draft: step(now.draft) })), save: () => void this.#saveContact(),
      });
      case 'change': return changeForm({
        ...open, reader: reader(), kinds: data.options('D-84'), cancel,
        change: (step) => this.#change('change', (now) => ({ ...now, draft: step(now.draft) })), save: () => void this.#saveChange(),
      });
      case 'trade': return tradeForm({
        ...open, reader: reader(), currency: data.currency, offline: session.state.kind === 'offline', cancel,
        set: (change) => this.#change('trade', (now) => ({ ...now, draft: { ...now.draft, ...change } })), save: () => void this.#saveTrade(),
      });
    }
  }

  /** The open entry in its place. */
  editor(entry: WrittenEntry): unknown {
    const open = this.#open;
    const desk = this.#desk;
    const { data } = desk;
    if (open.kind !== 'edit') return nothing;
    const shared = {
      reader: desk.reader(), years: data.years, channels: data.channels, people: data.people, kinds: data.options('D-84'), problems: open.problems, removing: open.removing, someone: open.someone,
      below: desk.below()?.papers(rowIn(entry.id), true) ?? nothing,
      now: () => this.#now(), tell: (change: Partial<Extract<Open, { kind: 'edit' }>>) => this.#change('edit', (now) => ({ ...now, ...change })), remove: () => this.#remove(entry), done: () => this.close(),
      give: (name: string) => {
        const person = personNamed(desk, name);
        if (person !== null) data.years.write(entry, COLUMN.person, person);
        return person !== null;
      },
    };
    return entry.kind === 'contact' ? editor({ ...shared, entry }) : changeEditor({ ...shared, entry });
  }
}

/** A person whom the customer's people do not have is added to them; where this person may not, the name goes before the words. */
export function withSomeone(desk: Pick<Desk, 'data' | 'random'>, draft: ContactDraft): ContactDraft {
  const name = draft.someone?.trim() ?? '';
  if (name === '') return draft;
  const person = personNamed(desk, name);
  return person === null ? { ...draft, subject: `${name}: ${draft.subject}` } : { ...draft, person };
}
