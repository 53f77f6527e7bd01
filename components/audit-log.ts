/** `<audit-log>`: what was done, for whoever reads the audit: rows by day with filters, the check of the chain, who could see an archive, what somebody opened; and the half-yearly review, which managers sign. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AccessReview, AuditedArchive, AuditLine, AuditLines, AuditVerified, WhatOpened, WhoCouldSee } from '../model/audit/api.ts';
import { AUDIT_ACTIONS } from '../model/audit/entry.ts';
import { auditTexts } from '../model/audit/texts.ts';
import type { AuditTexts } from '../model/audit/texts.ts';
import { SECTION_LABELS } from '../model/catalogue/names.ts';
import { isSectionKey, parseDocSection } from '../model/sections.ts';
import { valueOf } from './admin/host.ts';
import { pageWord } from './audit/pages.ts';
import { auditStyles } from './audit/styles.ts';
import { GovernanceElement } from './governance/element.ts';
import { formatDate, formatNumber, formatTime } from './internal/formats.ts';
import { keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { ApiError } from './internal/session.ts';
import type { Session } from './internal/session.ts';

type Wish = 'kind' | 'person' | 'archive' | 'from' | 'to' | 'date' | 'half';
type View = 'rows' | 'could' | 'opened' | 'review';
type Asked<T> = { readonly kind: 'none' | 'loading' } | { readonly kind: 'failed'; readonly text: string } | { readonly kind: 'here'; readonly value: T };
/** Grants of one person that are named. */
const MOST_DORMANT = 20;
const KINDS = [...new Set(Object.values(AUDIT_ACTIONS))];
const NONE = { kind: 'none' } as const;

/**
 * What was done, for whoever reads the audit: rows by day with filters, the check of their chain, who could see an archive, what somebody opened; and the half-yearly review that managers
 * sign.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class AuditLog extends GovernanceElement {
  static override readonly styles = [...GovernanceElement.styles, auditStyles];
  #view: View = 'rows';
  #wish: Record<Wish, string> = { kind: '', person: '', archive: '', from: '', to: '', date: '', half: '' };
  #rows: Asked<AuditLines> = NONE;
  #could: Asked<WhoCouldSee> = NONE;
  #opened: Asked<WhatOpened> = NONE;
  #review: Asked<AccessReview> = NONE;
  #verified: Asked<AuditVerified> = NONE;
  #asked = 0;
  /** Names by id. */
  #departments: ReadonlyMap<string, string> = new Map();

  get #t(): AuditTexts {
    return auditTexts(this.language);
  }
  /** A manager has the review alone. */
  #views(session: Session): readonly View[] {
    const roles = session.me?.roles ?? [];
    const reads = roles.includes('auditor') || roles.includes('compliance');
    return reads ? ['rows', 'could', 'opened', 'review'] : ['review'];
  }

  protected async load(session: Session): Promise<void> {
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    this.#wish.date ||= today;
    this.#wish.from ||= `${today.slice(0, 4)}-01-01`;
    this.#wish.half ||= `${today.slice(0, 4)}H${Number(today.slice(5, 7)) <= 6 ? 1 : 2}`;
    if (!this.#views(session).includes(this.#view)) this.#view = 'review';
    if (this.#view === 'rows') await this.#loadRows(session, null);
    else if (this.#view === 'review') {
      const departments = this.#departments.size > 0 ? null : await this.ask<{ readonly id: string; readonly name: string }>(session, '/api/departments', { kind: 'loading' });
      if (departments?.kind === 'here') this.#departments = new Map(departments.items.map(({ id, name }) => [id, name]));
      this.#review = await this.#ask(session, `/api/audit/reports/access-review?half=${encodeURIComponent(this.#wish.half)}`, this.#review);
    }
    if (session === this.here) this.requestUpdate();
  }
  protected escape(): boolean {
    return false;
  }

  async #ask<T>(session: Session, path: string, before: Asked<T>): Promise<Asked<T>> {
    try {
      return { kind: 'here', value: await session.request<T>('GET', path) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return before.kind === 'here' && error.status === 0 ? before : { kind: 'failed', text: error.status >= 400 && error.status < 500 ? [...new Set(error.problems.map(({ message }) => message))].join(' ') || error.message : this.#t.failed };
    }
  }
  #rowsQuery(): URLSearchParams {
    const { kind, person, archive, from, to } = this.#wish;
    return new URLSearchParams(Object.entries({ kind, person: person.trim(), archive: archive.trim(), from: kind === '' && person === '' && archive === '' ? '' : from, to }).filter(([, value]) => value !== ''));
  }
  async #loadRows(session: Session, before: number | null): Promise<void> {
    const mine = ++this.#asked;
    const query = this.#rowsQuery();
    if (before !== null) query.set('before', String(before));
    const found = await this.#ask<AuditLines>(session, `/api/audit?${query}`, this.#rows);
    if (mine !== this.#asked) return;
    this.#rows = before !== null && found.kind === 'here' && this.#rows.kind === 'here' ? { kind: 'here', value: { ...found.value, items: [...this.#rows.value.items, ...found.value.items] } } : found;
    this.requestUpdate();
  }
  async #run<K extends View>(session: Session, view: K): Promise<void> {
    const { archive, date, person, from, to, half } = this.#wish;
    if (view === 'rows') return this.#loadRows(session, null);
    if (view === 'could' && archive.trim() === '') return this.wrong(this.#t.noArchive, 'input[name=archive]');
    this.clear();
    const end = to === '' ? new Date(this.clock.now() + 86_400_000).toISOString().slice(0, 10) : to;
    if (view === 'could') this.#could = await this.#ask(session, `/api/audit/reports/who-could-see?${new URLSearchParams({ archive: archive.trim(), date })}`, this.#could);
    else if (view === 'opened') this.#opened = await this.#ask(session, `/api/audit/reports/what-opened?${new URLSearchParams({ person: person.trim(), from, to: end })}`, this.#opened);
    else this.#review = await this.#ask(session, `/api/audit/reports/access-review?${new URLSearchParams({ half })}`, this.#review);
    this.requestUpdate();
  }

  /** What is asked for, as a table. */
  #download(session: Session): Promise<boolean> {
    const { archive, date, person, from, to, half } = this.#wish;
    const end = to === '' ? new Date(this.clock.now() + 86_400_000).toISOString().slice(0, 10) : to;
    const paths: Readonly<Record<View, string>> = {
      rows: `/api/audit?${this.#rowsQuery()}&limit=1000`, could: `/api/audit/reports/who-could-see?${new URLSearchParams({ archive: archive.trim(), date })}`,
      opened: `/api/audit/reports/what-opened?${new URLSearchParams({ person: person.trim(), from, to: end })}`, review: `/api/audit/reports/access-review?${new URLSearchParams({ half })}`,
    };
    const view = this.#view;
    return this.act(async () => {
      const answer = await session.fetch(`${paths[view]}&as=csv`);
      if (!answer.ok) throw new ApiError(answer.status, 'failed', this.#t.failed);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `audit-${view}.csv`;
      link.click();
      setTimeout(() => { URL.revokeObjectURL(link.href); }, 10_000);
    }, '');
  }

  protected override render(): TemplateResult {
    const { session } = this;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${this.#t.title} @keydown=${this.onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}${session === null ? nothing : this.#content(session)}</section>`);
  }

  #content(session: Session): TemplateResult {
    const t = this.#t;
    const views = this.#views(session);
    return html`<div class="part"><div class="head"><h2 role="heading" aria-level=${this.headingLevel}>${t.title}</h2>
        ${views.length === 1 ? nothing : html`<div class="views" role="group" aria-label=${t.viewsOf}>${views.map((view) => html`<button type="button" aria-pressed=${view === this.#view ? 'true' : 'false'} @click=${() => { this.#view = view; this.clear(); this.requestUpdate(); void this.load(session); }}>${t.views[view]}</button>`)}</div>`}</div>
        ${this.said()}
        <form class="filters" @submit=${(event: Event) => { event.preventDefault(); void this.#run(session, this.#view); }}>${this.#fields()}<button type="submit" class="button primary">${t.labels.show}</button><button type="button" class="button csv" ?disabled=${this.off} @click=${() => void this.#download(session)}>${t.labels.csv}</button></form>
        ${this.#view === 'rows' ? this.#check(session) : nothing}</div>
      ${this.#view === 'rows' ? this.#shown(this.#rows, (rows) => this.#rowsView(session, rows)) : nothing}
      ${this.#view === 'could' ? this.#shown(this.#could, (could) => this.#couldView(could)) : nothing}
      ${this.#view === 'opened' ? this.#shown(this.#opened, (opened) => this.#openedView(opened)) : nothing}
      ${this.#view === 'review' ? this.#shown(this.#review, (review) => this.#reviewView(review)) : nothing}`;
  }
  #shown<T>(asked: Asked<T>, ready: (value: T) => TemplateResult): unknown {
    switch (asked.kind) {
      case 'none': return nothing;
      case 'loading': return html`<div class="part waiting" role="status" aria-label=${this.t.kit.loading}><span class="skeleton"></span></div>`;
      case 'failed': return html`<div class="part">${notice(asked.text, 'error')}</div>`;
      case 'here': return ready(asked.value);
    }
  }
  #fields(): unknown {
    const { labels, kinds } = this.#t;
    const input = (name: Wish, label: string, type = 'text'): TemplateResult => html`<label class="field"><span>${label}</span><input type=${type} name=${name} .value=${this.#wish[name]} @input=${(event: Event) => { this.#wish[name] = valueOf(event); }} /></label>`;
    switch (this.#view) {
      case 'rows': return html`<label class="field"><span>${labels.kind}</span><select name="kind" @change=${(event: Event) => { this.#wish.kind = valueOf(event); }}><option value="">${labels.all}</option>${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.#wish.kind}>${kinds[kind]}</option>`)}</select></label>
        ${input('person', labels.person)}${input('archive', labels.archive)}${input('from', labels.from, 'date')}${input('to', labels.to, 'date')}`;
      case 'could': return html`${input('archive', labels.archive)}${input('date', labels.date, 'date')}`;
      case 'opened': return html`${input('person', labels.person)}${input('from', labels.from, 'date')}${input('to', labels.to, 'date')}`;
      case 'review': return input('half', labels.half);
    }
  }

  #check(session: Session): TemplateResult {
    const t = this.#t;
    const run = async (): Promise<void> => {
      this.#verified = { kind: 'loading' };
      this.requestUpdate();
      this.#verified = await this.#ask<AuditVerified>(session, '/api/audit/verify', NONE);
      this.requestUpdate();
    };
    const found = this.#verified;
    return html`<div class="check"><button type="button" class="button verify" ?disabled=${found.kind === 'loading'} @click=${() => void run()}>${t.labels.verify}</button>
      <div role="status">${found.kind === 'here' ? html`${found.value.ok ? html`<p class="done whole">${t.whole(formatNumber(this.language, found.value.rows))}</p>` : html`<p class="danger problem">${t.broken}</p><ul class="faults">${found.value.faults.map(({ seq }) => html`<li>${t.labels.number} ${formatNumber(this.language, seq)}</li>`)}</ul>`}
        ${found.value.unchecked.map(({ from, to }) => html`<p class="muted">${t.unchecked(from, to)}</p>`)}` : found.kind === 'failed' ? html`<p class="danger problem">${found.text}</p>` : nothing}</div></div>`;
  }

  #name(archive: AuditedArchive): TemplateResult {
    return archive.name === null ? html`<span class="id">${this.#t.labels.unnamed} <bdi>${archive.id}</bdi></span>` : html`<button type="button" class="link" @click=${() => { this.wish('dossier-open', { archive: archive.id }, true); }}><bdi>${archive.name}</bdi></button>`;
  }
  #section(name: string): string {
    const key = isSectionKey(name) ? name : parseDocSection(name)?.section;
    return key === undefined ? name : SECTION_LABELS[key][this.language];
  }
  #department(id: string | null): string {
    return id === null ? '' : (this.#departments.get(id) ?? id);
  }
  #day(moment: string): string {
    return formatDate(this.language, moment.slice(0, 10));
  }

  #rowsView(session: Session, { items, next, since }: AuditLines): TemplateResult {
    const t = this.#t;
    const days = new Map<string, AuditLine[]>();
    for (const row of items) days.set(row.at.slice(0, 10), [...days.get(row.at.slice(0, 10)) ?? [], row]);
    return html`<div class="part rows">${items.length === 0 ? html`<p class="muted">${t.empty}</p>` : nothing}
      ${[...days].map(([day, rows]) => html`<h3 role="heading" aria-level=${this.headingLevel + 1}><time datetime=${day}>${formatDate(this.language, day)}</time></h3><ul class="log">${repeat(rows, ({ seq }) => seq, (row) => this.#row(row))}</ul>`)}
      ${next === null ? nothing : html`<button type="button" class="button more" @click=${() => void this.#loadRows(session, next)}>${t.labels.more}</button>`}
      ${since === null ? nothing : html`<p class="muted small">${t.since(this.#day(since))}</p>`}</div>`;
  }
  #row({ seq, at, action, actor, archive, section, object, outcome, detail }: AuditLine): TemplateResult {
    const t = this.#t;
    const who = actor?.name ?? (action === 'signInRefused' ? t.stranger : t.server);
    const count = typeof detail['count'] === 'number' && detail['count'] > 1 ? t.times(formatNumber(this.language, detail['count'])) : null;
    return html`<li data-seq=${seq} class=${outcome}><time class="muted" datetime=${at}>${formatTime(this.language, Date.parse(at))}</time>
      <p><strong><bdi>${who}</bdi></strong>${t.between}${t.actions[action]}${count === null ? nothing : html` <span class="state">${count}</span>`}
        ${archive === null ? nothing : html`<span class="about">${this.#name(archive)}</span>`}${section === null ? nothing : html`<span class="about">${this.#section(section)}</span>`}${object === null ? nothing : html`<span class="about id"><bdi>${pageWord(object, this.language) ?? object}</bdi></span>`}</p></li>`;
  }
  #couldView({ archive, existed, items, since }: WhoCouldSee): TemplateResult {
    const t = this.#t;
    return html`<div class="part"><p>${this.#name(archive)}</p>${!existed ? html`<p class="muted">${t.notYet}</p>` : items.length === 0 ? html`<p class="muted">${t.emptyReport}</p>` : html`<ul class="items">${items.map(({ person, level, sections }) => html`<li><div class="what"><p class="line"><strong><bdi>${person.name}</bdi></strong><span class="state">${t.levels[level]}</span></p>
      <p class="muted">${sections.filter((each) => each.level !== 'exists').map(({ section }) => this.#section(section)).join(' · ')}</p></div></li>`)}</ul>`}<p class="muted small">${t.since(this.#day(since))}</p></div>`;
  }
  #openedView({ person, items }: WhatOpened): TemplateResult {
    const t = this.#t;
    return html`<div class="part"><p><strong><bdi>${person.name}</bdi></strong></p>${items.length === 0 ? html`<p class="muted">${t.emptyReport}</p>` : html`<ul class="items">${items.map(({ archive, section, action, count, first, last }) => html`<li><div class="what"><p class="line">${archive === null ? nothing : this.#name(archive)}<span>${section === null ? nothing : this.#section(section)}</span><span class="state">${t.times(formatNumber(this.language, count))}</span></p>
      <p class="muted">${t.actions[action]} · ${this.#day(first)} – ${this.#day(last)}</p></div></li>`)}</ul>`}</div>`;
  }
  #reviewView({ half, days, items, signed, mine }: AccessReview): TemplateResult {
    const t = this.#t;
    const n = (count: number): string => formatNumber(this.language, count);
    return html`<div class="part">${mine.length === 0 ? nothing : html`<div class="buttons"><button type="button" class="button sign" ?disabled=${this.off} @click=${() => void this.act((session) => session.request('POST', '/api/audit/reports/access-review/signatures', { half, departments: mine }), t.saidSigned)}>${t.labels.sign}</button></div>`}
      ${signed.map(({ by, at, departments }) => html`<p class="muted">${t.signedBy(by.name, this.#day(at), departments.map((each) => this.#department(each)).join(', '))}</p>`)}
      ${items.length === 0 ? html`<p class="muted">${t.emptyReport}</p>` : html`<ul class="items">${items.map((line) => html`<li><div class="what"><p class="line"><strong><bdi>${line.person.name}</bdi></strong>${line.active ? nothing : html`<span class="state late">${t.inactive}</span>`}<span class="muted">${this.#department(line.department)}</span></p>
        <p>${line.sources.map(({ kind, department, count }) => `${t.sources[kind](n(count))}${department === null ? '' : this.language.startsWith('zh') ? `（${this.#department(department)}）` : ` (${this.#department(department)})`}`).join(' · ')}</p>
        <p class="muted">${[line.lastUse === null ? t.never : t.lastUse(this.#day(line.lastUse)), ...(line.dormant.length === 0 ? [] : [t.dormant(n(line.dormant.length), n(days))]), ...line.clearances].join(' · ')}</p>
        ${line.dormant.slice(0, MOST_DORMANT).map(({ archive, lastUse }) => html`<p class="muted small">${this.#name(archive)} · ${lastUse === null ? t.never : t.lastUse(this.#day(lastUse))}</p>`)}</div></li>`)}</ul>`}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'audit-log': AuditLog }
}
