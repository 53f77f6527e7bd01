/** Working days: the weekend, holidays and make-up working days year by year, added one by one or pasted, saved whole; with what reminders keep to on a working day. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { addDays } from '../../../model/classification/dates.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { Workdays } from '../../../model/reminders/api.ts';
import { dates, formatDate, formatDay, formatNumber } from '../../internal/formats.ts';
import { Asked, checkedOf, Doing, isOffline, valueOf } from '../host.ts';
import type { AdminHost, AdminPart } from '../host.ts';
import { ApiError } from '../../internal/session.ts';
import { formatMoment } from '../words.ts';
import { daysBetween, LONGEST, NAME_LONGEST, pastedDays } from './paste.ts';
import type { DayRow } from './paste.ts';
import { WORKDAY_TEXTS } from './texts.ts';
import type { WorkdayTexts } from './texts.ts';
import { yearPicture } from './year.ts';

export { styles } from './styles.ts';
export const make = (host: AdminHost): AdminPart => new WorkdaysPart(host);

const PATH = '/api/workdays';
type Table = Pick<Workdays, 'weekend' | 'holidays' | 'worked' | 'most' | 'creditMonths'>;
/** Days of one kind and name that follow each other. */
interface Stretch { readonly from: CalendarDate; readonly to: CalendarDate; readonly days: readonly CalendarDate[]; readonly name: string; readonly kind: DayRow['kind'] }
const NEW = { from: '', to: '', name: '', kind: 'holiday' as DayRow['kind'], problem: '' };

const plain = ({ weekend, holidays, worked, most, creditMonths }: Table): Table => ({ weekend: [...weekend].sort(), holidays: [...holidays].sort((a, b) => (a.day < b.day ? -1 : 1)), worked: [...worked].sort(), most, creditMonths });
const same = (a: Table, b: Table): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));
const isWeekend = (day: CalendarDate, { weekend }: Pick<Table, 'weekend'>): boolean => weekend.includes(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);

class WorkdaysPart implements AdminPart {
  readonly #host: AdminHost;
  readonly #stored: Asked<Workdays>;
  readonly #doing: Doing;
  #draft: Table | null = null;
  #from = 0;
  #year: number;
  #add = NEW;
  #pasted = '';
  #conflict = false;

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#year = new Date(host.clock.now()).getFullYear();
    this.#stored = new Asked(host, () => host.session.request<Workdays>('GET', PATH));
  }

  open(): void {
    void this.#stored.load();
  }
  close(): void {
    this.#doing.clear();
  }
  escape(): boolean {
    return false;
  }
  get #t(): WorkdayTexts {
    return WORKDAY_TEXTS[this.#host.language];
  }
  get #table(): Table {
    return this.#draft ?? this.#stored.value!;
  }
  #set(change: Partial<Table>): void {
    if (this.#draft === null) this.#from = this.#stored.value!.version;
    this.#draft = { ...this.#table, ...change };
    this.#doing.clear();
    this.#host.update();
  }
  #put(rows: readonly DayRow[]): void {
    const days = new Set(rows.map(({ day }) => day));
    const { holidays, worked } = this.#table;
    this.#set({
      holidays: [...holidays.filter(({ day }) => !days.has(day)), ...rows.flatMap(({ day, name, kind }) => (kind === 'holiday' ? [{ day, name }] : []))].sort((a, b) => (a.day < b.day ? -1 : 1)),
      worked: [...new Set([...worked.filter((day) => !days.has(day)), ...rows.flatMap(({ day, kind }) => (kind === 'worked' ? [day] : []))])].sort(),
    });
    const first = rows[0]?.day;
    if (first !== undefined) this.#year = Number(first.slice(0, 4));
  }
  #remove({ days }: Stretch): void {
    const { holidays, worked } = this.#table;
    this.#set({ holidays: holidays.filter(({ day }) => !days.includes(day)), worked: worked.filter((day) => !days.includes(day)) });
    this.#host.focus('#days-title');
  }
  #change(change: Partial<typeof NEW>): void {
    this.#add = { ...this.#add, problem: '', ...change };
    this.#host.update();
  }
  #addDays(event: Event): void {
    event.preventDefault();
    const t = this.#t;
    const { from, to, name, kind } = this.#add;
    const last = to === '' ? from : to;
    const problem = from === '' ? t.needDay : last < from ? t.backwards : daysBetween(from, last).length > LONGEST ? t.tooLong : '';
    if (problem !== '') {
      this.#change({ problem });
      return this.#host.focus(from === '' ? '#day-from' : '#day-to');
    }
    this.#put(daysBetween(from, last).map((day) => ({ day, name: name.trim(), kind })));
    this.#add = { ...NEW, kind };
    this.#host.focus('#day-from');
  }
  async #save(): Promise<void> {
    const table = plain(this.#table);
    await this.#doing.run(async () => {
      try {
        const stored = await this.#host.session.request<Workdays>('PUT', PATH, { ...table, version: this.#from });
        this.#draft = null;
        this.#stored.set(stored);
      } catch (error) {
        this.#conflict = error instanceof ApiError && (error.status === 409 || error.problems.some(({ code }) => code === 'stale'));
        throw error;
      }
    }, this.#t.saved);
  }
  async #again(): Promise<void> {
    const [mine, before] = [this.#draft, this.#stored.value];
    await this.#stored.load();
    const now = this.#stored.value;
    if (!mine || !before || !now) return;
    const dropped = new Set([...before.holidays.map(({ day }) => day), ...before.worked].filter((day) => !mine.holidays.some((each) => each.day === day) && !mine.worked.includes(day)));
    const added = [...mine.holidays.filter((each) => !before.holidays.some((old) => old.day === each.day && old.name === each.name)).map((each): DayRow => ({ ...each, kind: 'holiday' })), ...mine.worked.filter((day) => !before.worked.includes(day)).map((day): DayRow => ({ day, name: '', kind: 'worked' }))];
    // what the colleague has set, with what was changed here on top of it
    this.#draft = {
      weekend: JSON.stringify(mine.weekend) === JSON.stringify(before.weekend) ? now.weekend : mine.weekend, most: mine.most === before.most ? now.most : mine.most, creditMonths: mine.creditMonths === before.creditMonths ? now.creditMonths : mine.creditMonths,
      holidays: now.holidays.filter(({ day }) => !dropped.has(day)), worked: now.worked.filter((day) => !dropped.has(day)),
    };
    this.#from = now.version;
    this.#put(added);
    this.#conflict = false;
    this.#doing.clear();
    this.#host.update();
  }

  render(): TemplateResult {
    const t = this.#t;
    return html`<div class="main workdays"><h3>${t.title}</h3><p class="lead">${t.lead}</p>${this.#stored.render((stored) => this.#body(stored), 8)}</div>`;
  }
  #body(stored: Workdays): TemplateResult {
    const t = this.#t;
    const { language, clock, t: { kit } } = this.#host;
    const table = this.#table;
    const busy = this.#doing.busy || isOffline(this.#host);
    const dirty = this.#draft !== null && !same(this.#draft, stored);
    const invalid = !inRange(table.most, 1, 20) || !inRange(table.creditMonths, 3, 12);
    return html`${this.#week(table)}
      <section class="stack" aria-label=${t.calendar(String(this.#year))}>
        <div class="year-head"><button type="button" class="button icon" aria-label=${t.earlier} @click=${() => { this.#year--; this.#host.update(); }}>‹</button><strong>${this.#year}</strong><button type="button" class="button icon" aria-label=${t.later} @click=${() => { this.#year++; this.#host.update(); }}>›</button></div>
        ${yearPicture(this.#year, table, language, t)}
      </section>
      ${this.#days(table)}
      ${this.#addForm()}${this.#paste()}
      <section class="stack" aria-labelledby="day-more"><h4 id="day-more">${t.more}</h4>
        ${this.#number('most', t.most, t.mostHint, table.most, 1, 20)}${this.#number('creditMonths', t.credit, t.creditHint, table.creditMonths, 3, 12)}</section>
      ${this.#doing.render()}
      ${this.#conflict ? html`<div class="banner stack" role="alert"><p>${t.conflict}</p><div class="buttons"><button type="button" class="button load-again" @click=${() => void this.#again()}>${t.loadAgain}</button></div></div>` : nothing}
      <div class="save-days sticky"><button type="button" class="button primary save-workdays" ?disabled=${busy || !dirty || invalid} @click=${() => void this.#save()}>${this.#doing.busy ? kit.saving : t.save}</button>
        ${dirty ? html`<button type="button" class="button" @click=${() => { this.#draft = null; this.#conflict = false; this.#doing.clear(); this.#host.update(); }}>${t.discard}</button><span class="due">${t.changed}</span>`
          : stored.setBy === null || stored.setAt === null ? nothing : html`<span class="muted">${t.setBy(stored.setBy.name, formatMoment(language, stored.setAt, clock.now()))}</span>`}</div>`;
  }

  #week({ weekend }: Table): TemplateResult {
    const t = this.#t;
    const { language } = this.#host;
    // 5 January 2026 is a Monday
    const name = (day: number): string => dates(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day));
    const set = (day: number, off: boolean): void => {
      const next = off ? [...weekend, day].sort() : weekend.filter((each) => each !== day);
      if (next.length > 6) {
        this.#doing.say('alert', this.#t.oneWorked);
        return;
      }
      this.#set({ weekend: next });
    };
    return html`<fieldset><legend>${t.weekend}</legend><p class="hint muted">${t.weekendHint}</p><div class="week">${[1, 2, 3, 4, 5, 6, 7].map((day) => html`<label class="check"><input type="checkbox" data-day=${day} .checked=${live(weekend.includes(day))} @change=${(event: Event) => set(day, checkedOf(event))} /><span>${name(day)}</span></label>`)}</div></fieldset>`;
  }

  #stretches({ holidays, worked }: Table): readonly Stretch[] {
    const year = String(this.#year);
    const rows: readonly DayRow[] = [...holidays.map((each): DayRow => ({ ...each, kind: 'holiday' })), ...worked.map((day): DayRow => ({ day, name: '', kind: 'worked' }))].filter(({ day }) => day.startsWith(year)).sort((a, b) => (a.day < b.day ? -1 : 1));
    const found: Stretch[] = [];
    for (const { day, name, kind } of rows) {
      const last = found.at(-1);
      if (last && last.kind === kind && last.name === name && addDays(last.to, 1) === day) found[found.length - 1] = { ...last, to: day, days: [...last.days, day] };
      else found.push({ from: day, to: day, days: [day], name, kind });
    }
    return found;
  }
  #days(table: Table): TemplateResult {
    const t = this.#t;
    const { language } = this.#host;
    const rows = this.#stretches(table);
    const when = ({ from, to }: Stretch): string => (from === to ? formatDay(language, from) : `${formatDate(language, from, this.#year)} – ${formatDate(language, to, this.#year)}`);
    return html`<section class="stack" aria-labelledby="days-title"><h4 id="days-title" tabindex="-1">${t.days}</h4>
      ${rows.length === 0 ? html`<p class="muted">${t.none(String(this.#year))}</p>` : html`<ul class="rows day-rows">${repeat(rows, ({ from }) => from, (row) => html`<li><span class="when">${when(row)}</span><span class="grow"><bdi>${row.name}</bdi></span>
        ${row.days.length > 1 ? html`<span class="muted">${t.count(row.days.length)}</span>` : nothing}<span class="chip ${row.kind === 'worked' ? 'on' : ''}">${t.legend[row.kind]}</span>
        ${row.kind === 'worked' && !row.days.every((day) => isWeekend(day, table)) ? html`<span class="muted small">${t.anyway}</span>` : nothing}
        <button type="button" class="drop" aria-label=${t.remove(`${when(row)} ${row.name}`.trim())} title=${t.removeShort} @click=${() => this.#remove(row)}>×</button></li>`)}</ul>`}</section>`;
  }

  #addForm(): TemplateResult {
    const t = this.#t;
    const { from, to, name, kind, problem } = this.#add;
    const day = (id: string, label: string, value: string, set: (text: string) => void, hint: string): TemplateResult => html`<div><label for=${id}>${label}</label><input id=${id} type="date" aria-describedby="day-problem" title=${hint} .value=${live(value)} @input=${(event: Event) => set(valueOf(event))} /></div>`;
    return html`<form class="stack" novalidate aria-labelledby="day-add" @submit=${(event: Event) => this.#addDays(event)}><h4 id="day-add">${t.add}</h4><div class="day-form">
      ${day('day-from', t.from, from, (text) => this.#change({ from: text }), '')}${day('day-to', t.to, to, (text) => this.#change({ to: text }), t.toHint)}
      <div><label for="day-name">${t.name}</label><input id="day-name" maxlength=${NAME_LONGEST} autocomplete="off" ?disabled=${kind === 'worked'} .value=${live(kind === 'worked' ? '' : name)} @input=${(event: Event) => this.#change({ name: valueOf(event) })} /></div>
      <div><label for="day-kind">${t.kind}</label><select id="day-kind" @change=${(event: Event) => this.#change({ kind: valueOf(event) === 'worked' ? 'worked' : 'holiday' })}>${(['holiday', 'worked'] as const).map((each) => html`<option value=${each} .selected=${live(each === kind)}>${t.legend[each]}</option>`)}</select></div>
      <div class="buttons"><button class="button add-days">${t.addIt}</button></div></div>
      <p class="danger" id="day-problem" role="status">${problem}</p></form>`;
  }
  #paste(): TemplateResult {
    const t = this.#t;
    const { rows, bad } = pastedDays(this.#pasted);
    const said = this.#pasted.trim() === '' ? '' : rows.length === 0 ? t.pasteNothing : t.pasteFound(rows.filter(({ kind }) => kind === 'holiday').length, rows.filter(({ kind }) => kind === 'worked').length);
    return html`<details class="paste-days" ?open=${this.#pasted !== ''}><summary>${t.paste}</summary><div class="stack"><p class="hint muted" id="day-paste-hint">${t.pasteHint}</p>
      <textarea id="day-paste" rows="6" aria-label=${t.pasteLabel} aria-describedby="day-paste-hint" .value=${live(this.#pasted)} @input=${(event: Event) => { this.#pasted = valueOf(event); this.#host.update(); }}></textarea>
      <p role="status">${said}${bad.length === 0 ? nothing : html` <span class="danger">${t.pasteBad(bad.map((n) => formatNumber(this.#host.language, n)).join(', '))}</span>`}</p>
      <div class="buttons"><button type="button" class="button take-days" ?disabled=${rows.length === 0} @click=${() => { this.#put(rows); this.#pasted = ''; this.#host.update(); this.#host.focus('#days-title'); }}>${t.take}</button></div></div></details>`;
  }
  #number(key: 'most' | 'creditMonths', label: string, hint: string, value: number, min: number, max: number): TemplateResult {
    const wrong = !inRange(value, min, max);
    return html`<div class="label-row small-number"><label for=${`day-${key}`}>${label}</label><div><input id=${`day-${key}`} type="number" min=${min} max=${max} step="1" inputmode="numeric" aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${`day-${key}-hint`} .value=${live(Number.isNaN(value) ? '' : String(value))} @input=${(event: Event) => this.#set({ [key]: valueOf(event) === '' ? Number.NaN : Number(valueOf(event)) })} />
      <p class="hint ${wrong ? 'danger' : 'muted'}" id=${`day-${key}-hint`}>${wrong ? this.#t.range(min, max) : hint}</p></div></div>`;
  }
}
const inRange = (value: number, min: number, max: number): boolean => Number.isInteger(value) && value >= min && value <= max;
