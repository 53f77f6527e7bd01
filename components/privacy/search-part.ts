/** Looking for a person on the desk: what is found by archive, what becomes of each place, and from there the file, a correction or an erasure that a second person agrees to. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { SECTION_LABELS } from '../../model/catalogue/names.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import type { FileDraft } from '../../model/privacy/file.ts';
import type { SubjectRequest } from '../../model/privacy/requests.ts';
import { KEEP_REASONS } from '../../model/privacy/subject.ts';
import type { Certificate, DecidedFinding, FindingDecision, FindingPage, SubjectJob } from '../../model/privacy/subject.ts';
import { parseDocSection, isSectionKey } from '../../model/sections.ts';
import { valueOf } from '../admin/host.ts';
import type { Listed } from '../governance/element.ts';
import { certificateView } from './certificate-view.ts';
import type { DeskHost, DeskPart } from './host.ts';
import { PLACE_WORDS } from './place-texts.ts';
import { rightText } from './right-texts.ts';

const NEEDLES = [['names', 'name'], ['phones', 'phone'], ['mails', 'mail'], ['idNumbers', 'idNumber']] as const;
type Needle = (typeof NEEDLES)[number][0];
/** How often a search under way is asked after. */
const LOOK_MS = 700;
const PAGE = 500;
const NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'español' };

/** Of values in sections; a comment, a file or the past are others' to correct. */
function keyOf(place: DecidedFinding['place']): string | null {
  switch (place.kind) {
    case 'field': return `fields/${place.key}`;
    case 'row': case 'relation': case 'contact': return `rows/${place.table}/${place.row}/${place.column}`;
    case 'text': return place.key;
    default: return null;
  }
}

interface Fields { confirm: string; reason: string; from: string; to: string }

export class SearchPart implements DeskPart {
  readonly #host: DeskHost;
  readonly #made: (file: FileDraft) => void;
  #texts: Record<Needle, string> = { names: '', phones: '', mails: '', idNumbers: '' };
  #job: SubjectJob | null = null;
  #found: readonly DecidedFinding[] = [];
  #jobs: readonly SubjectJob[] = [];
  #certificates: Listed<Certificate> = { kind: 'loading' };
  #request: SubjectRequest | null = null;
  /** The archive of which a correction is opened. */
  #case = '';
  #sheet: { readonly id: string; lang: Language } | null = null;
  #lang: Language;
  #form: 'erase' | 'correct' | 'case' | null = null;
  #fields: Fields = { confirm: '', reason: '', from: '', to: '' };
  #stop: (() => void) | null = null;

  constructor(host: DeskHost, made: (file: FileDraft) => void) {
    this.#host = host;
    this.#made = made;
    this.#lang = host.language;
  }

  async load(): Promise<void> {
    const [certificates, jobs] = await Promise.all([this.#host.ask('/api/erasures', this.#certificates), this.#host.ask<SubjectJob>('/api/subjects', { kind: 'loading' })]);
    this.#certificates = certificates;
    this.#jobs = jobs.kind === 'here' ? jobs.items.filter(({ state }) => state === 'asked') : [];
    if (this.#job) await this.#look(this.#job.id);
    this.#host.update();
  }
  /** From a request: its words are filled in. */
  begin(request: SubjectRequest): void {
    const { who, contact } = request;
    this.#request = request;
    [this.#job, this.#found] = [null, []];
    this.#texts = { names: who, phones: /^[+\d ()/.-]{5,}$/.test(contact) ? contact : '', mails: contact.includes('@') ? contact : '', idNumbers: '' };
  }
  get paper(): boolean {
    return this.#sheet !== null;
  }
  escape(): boolean {
    const open = this.#form !== null || this.#sheet !== null;
    [this.#form, this.#sheet] = [null, null];
    return open;
  }
  end(): void {
    this.#stop?.();
    this.#stop = null;
    [this.#job, this.#found, this.#jobs, this.#form, this.#request, this.#sheet] = [null, [], [], null, null, null];
    this.#texts = { names: '', phones: '', mails: '', idNumbers: '' };
  }

  #search(event: Event): void {
    event.preventDefault();
    const query = Object.fromEntries(NEEDLES.map(([key]) => [key, this.#texts[key].split(/[;；]/).map((each) => each.trim()).filter((each) => each !== '')]));
    if (Object.values(query).every((all) => all.length === 0)) return this.#host.wrong(this.#host.say('empty'), 'form input');
    void this.#host.act(async (session) => {
      this.#job = await session.request<SubjectJob>('POST', '/api/subjects/search', query);
      this.#found = [];
    }, '');
  }
  async #look(id: string): Promise<void> {
    const { session } = this.#host;
    if (session === null) return;
    const job = await session.request<SubjectJob>('GET', `/api/subjects/${id}`).catch(() => null);
    if (job === null || session !== this.#host.session) return;
    this.#job = job;
    this.#stop?.();
    if (['searching', 'erasing', 'correcting'].includes(job.state)) this.#stop = this.#host.clock.after(LOOK_MS, () => void this.#look(id));
    else {
      const found: DecidedFinding[] = [];
      for (let after: string | null = null; ;) {
        const page: FindingPage | null = await session.request<FindingPage>('GET', `/api/subjects/${id}/findings?limit=${PAGE}${after === null ? '' : `&after=${after}`}`).catch(() => null);
        if (page === null) break;
        found.push(...page.items);
        if (page.next === null) break;
        after = page.next;
      }
      this.#found = found;
      if (job.state === 'done') this.#certificates = await this.#host.ask('/api/erasures', this.#certificates);
    }
    this.#host.update();
  }
  #decide({ id }: DecidedFinding, text: string): void {
    const job = this.#job;
    const decision: FindingDecision = text === 'open' || text === 'erase' ? { kind: text } : { kind: 'keep', reason: text as (typeof KEEP_REASONS)[number] };
    if (job) void this.#host.act((session) => session.request('PUT', `/api/subjects/${job.id}/decisions`, { items: [{ finding: id, decision }] }), this.#host.say('done'));
  }
  #file(): void {
    const job = this.#job;
    if (job === null) return;
    let draft: FileDraft | null = null;
    void this.#host.act(async (session) => {
      draft = await session.request<FileDraft>('POST', `/api/subjects/${job.id}/file`, { lang: this.#lang, request: this.#request?.id ?? null });
      if (this.#request !== null) await session.request('POST', `/api/subject-requests/${this.#request.id}/steps`, { step: 'link', file: draft.id, search: job.id, archives: draft.archives.map(({ id }) => id) });
    }, this.#host.say('fileMade')).then((done) => { if (done && draft) this.#made(draft); });
  }
  #save(event: Event): void {
    event.preventDefault();
    const [job, { confirm, reason, from, to }] = [this.#job, this.#fields];
    if (job === null) return;
    if (this.#form === 'case') return this.#openCase(from, to);
    const kind = job.query.phones.length > 0 && /\d{4}/.test(from) ? 'phone' : from.includes('@') ? 'mail' : 'name';
    void this.#host.act((session) => (this.#form === 'erase' ? session.request('POST', `/api/subjects/${job.id}/erase`, { confirm, reason, lang: this.#host.language }) : session.request('POST', `/api/subjects/${job.id}/correct`, { kind, from, to, findings: this.#found.map(({ id }) => id) })), this.#host.say(this.#form === 'erase' ? 'asked' : 'corrected')).then((done) => {
      if (done) this.#form = null;
      this.#host.update();
    });
  }

  /** A case of the correction chain, of all that was found in one archive; a value that is the text as a whole is proposed anew. */
  #openCase(from: string, to: string): void {
    const { language } = this.#host;
    const request = this.#request;
    const all = this.#found.filter(({ archive, barred }) => archive === this.#case && barred !== 'look').flatMap((finding) => {
      const key = keyOf(finding.place);
      return key === null || finding.section === null ? [] : [{ section: finding.section, key, exact: finding.certainty === 'exact' }];
    });
    if (request === null) return;
    if (from.trim() === '') return this.#host.wrong(rightText(language, 'whatWrong'), 'form.act input');
    const concerns = all.length === 0 ? [{ section: 'profile', key: null }] : all.slice(0, 50).map(({ section, key }) => ({ section, key }));
    const proposed = to.trim() === '' ? [] : all.filter(({ exact, key }) => exact && !key.startsWith('text:')).slice(0, 50).map(({ section, key }) => ({ section, key, value: to.trim() }));
    void this.#host.act((session) => session.request('POST', `/api/subject-requests/${request.id}/correction`, { archive: this.#case, concerns, text: to.trim() === '' ? from.trim() : `${from.trim()} → ${to.trim()}`, proposed }), rightText(language, 'caseOpened')).then((done) => {
      if (done) [this.#form, this.#request] = [null, { ...request, corrected: 'waiting' }];
      this.#host.update();
    });
  }

  render(): TemplateResult {
    const { say, off, level, session } = this.#host;
    const job = this.#job;
    const sheet = this.#sheet === null || this.#certificates.kind !== 'here' ? undefined : this.#certificates.items.find(({ id }) => id === this.#sheet?.id);
    if (this.#sheet !== null && sheet !== undefined) return this.#sheetView(sheet, this.#sheet);
    const looks = session?.me?.roles.includes('compliance') === true;
    return html`<div class="part find"><div class="head"><h3 role="heading" aria-level=${level + 1}>${say('find')}</h3></div><p class="lead">${say('findLead')}</p>
      ${!looks ? nothing : html`<form class="search" @submit=${(event: Event) => this.#search(event)}><div class="two">${NEEDLES.map(([key, label]) => html`<label class="field"><span>${say(label)}</span><input name=${key} autocomplete="off" .value=${this.#texts[key]} @input=${(event: Event) => { this.#texts[key] = valueOf(event); }} /></label>`)}</div>
        <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${say('search')}</button></div></form>`}
      ${this.#jobs.filter(({ id }) => id !== job?.id).map((each) => this.#waiting(each))}${job === null ? nothing : this.#result(job)}</div>
      <div class="part"><h3 role="heading" aria-level=${level + 1}>${say('certificates')}</h3>${this.#host.list(this.#certificates, say('noCertificates'), (each) => this.#certificate(each), () => void this.load())}</div>`;
  }
  #waiting(job: SubjectJob): TemplateResult {
    const { say, off, session } = this.#host;
    const mine = job.asked?.by === session?.me?.id;
    const send = (path: 'approve' | 'refuse', said: 'erasing' | 'done') => () => { this.#job = job; void this.#host.act((here) => here.request('POST', `/api/subjects/${job.id}/${path}`), say(said)); };
    return html`<div class="asked notice" data-job=${job.id}><p>${say('asked')} ${job.asked === null ? nothing : html`<span class="reason">${job.asked.reason}</span>`}</p><div class="buttons">${mine ? nothing : html`<button type="button" class="button danger approve" ?disabled=${off} @click=${send('approve', 'erasing')}>${say('approve')}</button>`}<button type="button" class="button" ?disabled=${off} @click=${send('refuse', 'done')}>${say('takeBack')}</button></div></div>`;
  }
  #result(job: SubjectJob): TemplateResult {
    const { say, off } = this.#host;
    switch (job.state) {
      case 'searching': return html`<p role="status">${say('searching')}</p>`;
      case 'erasing': case 'correcting': return html`<p role="status">${say('erasing')}</p>`;
      case 'failed': return html`<p class="danger" role="alert">${say('failedJob')}</p>`;
      case 'done': return html`<p role="status">${say('erased')}</p>`;
      case 'asked': return this.#waiting(job);
      case 'found': break;
    }
    const groups = new Map<string, DecidedFinding[]>();
    for (const each of this.#found) groups.set(each.archive ?? '', [...(groups.get(each.archive ?? '') ?? []), each]);
    return html`<p role="status" class="count">${this.#found.length === 0 ? say('nothing') : say('found', { count: this.#found.length, archives: [...groups.keys()].filter((key) => key !== '').length })} ${job.counts.closed === 0 ? nothing : say('closed', { count: job.counts.closed })}</p>
      ${this.#found.length === 0 ? nothing : html`<div class="buttons"><label class="inline"><span>${say('language')}</span><select @change=${(event: Event) => { this.#lang = valueOf(event) as Language; }}>${LANGUAGES.map((each) => html`<option value=${each} lang=${each} ?selected=${each === this.#lang}>${NAMES[each]}</option>`)}</select></label>
        <button type="button" class="button primary make" ?disabled=${off || [...groups.keys()].every((key) => key === '')} @click=${() => this.#file()}>${say('makeFile')}</button>
        <button type="button" class="button" ?disabled=${off} @click=${() => this.#openForm('correct')}>${say('correct')}</button><button type="button" class="button" ?disabled=${off || job.counts.chosen === 0} @click=${() => this.#openForm('erase')}>${say('askErase')}</button></div>`}
      ${this.#form === null ? nothing : this.#formView()}
      ${[...groups].map(([archive, all]) => html`<section class="archive" data-archive=${archive}><h4 role="heading" aria-level=${this.#host.level + 2}>${archive === '' ? say('elsewhere') : html`<button type="button" class="link" @click=${() => this.#host.openArchive(archive)}><bdi>${all[0]?.name ?? archive}</bdi></button>`}</h4>${archive === '' || this.#request?.kind !== 'correction' || this.#request.corrected === 'waiting' ? nothing : html`<div class="buttons"><button type="button" class="button case" ?disabled=${off} @click=${() => { this.#case = archive; this.#openForm('case'); }}>${rightText(this.#host.language, 'openCase')}</button></div>`}<ul class="items">${all.map((each) => this.#finding(each))}</ul></section>`)}`;
  }
  #openForm(form: 'erase' | 'correct' | 'case'): void {
    this.#form = form;
    this.#fields = { confirm: '', reason: '', from: '', to: '' };
    this.#host.update();
    this.#host.focus('form.act input');
  }
  #formView(): TemplateResult {
    const { say, off } = this.#host;
    const field = (name: keyof Fields, label: string): TemplateResult => html`<label class="field"><span>${label}</span><input name=${name} autocomplete="off" .value=${this.#fields[name]} @input=${(event: Event) => { this.#fields[name] = valueOf(event); }} /></label>`;
    return html`<form class="act" @submit=${(event: Event) => this.#save(event)}>${this.#form === 'erase' ? html`${field('confirm', say('confirm'))}${field('reason', say('reason'))}` : this.#form === 'case' ? html`${field('from', rightText(this.#host.language, 'whatWrong'))}${field('to', rightText(this.#host.language, 'whatRight'))}` : html`${field('from', say('from'))}${field('to', say('to'))}`}
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${off}>${this.#form === 'case' ? rightText(this.#host.language, 'openCase') : say(this.#form === 'erase' ? 'askErase' : 'correct')}</button><button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${say('cancel')}</button></div></form>`;
  }
  #finding(finding: DecidedFinding): TemplateResult {
    const { say, off, language } = this.#host;
    const { id, section, place, excerpt, certainty, barred, effect, decision } = finding;
    const of = section === null ? undefined : (parseDocSection(section)?.section ?? section);
    const now = decision.kind === 'keep' ? decision.reason : decision.kind;
    return html`<li data-finding=${id}><div class="what"><p class="line"><span class="muted small">${of !== undefined && isSectionKey(of) ? `${SECTION_LABELS[of][language]} · ` : ''}${PLACE_WORDS[place.kind][language]}</span><span class="state ${certainty === 'exact' ? 'now' : ''}">${say(certainty)}</span></p><p class="excerpt"><bdi>${excerpt}</bdi></p></div>
      ${barred !== null || effect === 'none' ? html`<p class="muted small">${say('barred')}</p>` : html`<select aria-label=${say('decide', { name: excerpt.slice(0, 60) })} ?disabled=${off} @change=${(event: Event) => this.#decide(finding, valueOf(event))}>${['open', 'erase', ...KEEP_REASONS].map((key) => html`<option value=${key} ?selected=${key === now}>${say(key as never)}</option>`)}</select>`}</li>`;
  }
  #sheetView(certificate: Certificate, sheet: { lang: Language }): TemplateResult {
    const { say, level } = this.#host;
    return html`<div class="part sheet-part"><div class="head no-print"><button type="button" class="button back" @click=${() => { this.escape(); this.#host.update(); }}>${say('back')}</button>
      <label class="inline"><span>${say('language')}</span><select @change=${(event: Event) => { sheet.lang = valueOf(event) as Language; this.#host.update(); }}>${LANGUAGES.map((each) => html`<option value=${each} lang=${each} ?selected=${each === sheet.lang}>${NAMES[each]}</option>`)}</select></label><button type="button" class="button primary print" ?disabled=${certificate.ended === null} @click=${() => { print(); }}>${say('print')}</button></div>
      ${certificateView(certificate, sheet.lang, level + 1)}</div>`;
  }
  #certificate(certificate: Certificate): TemplateResult {
    const { id, at, erased, kept, bytes, backups } = certificate;
    const { say } = this.#host;
    const sum = (all: readonly { readonly count: number }[]): number => all.reduce((total, { count }) => total + count, 0);
    return html`<li data-certificate=${id}><div class="what"><p class="line"><strong>${this.#host.day(at)}</strong><span>${say('certificate', { erased: sum(erased), kept: sum(kept) })}</span></p><p class="muted small">${id}${bytes === null ? nothing : html` · ${bytes.left.length === 0 ? say('bytesNone') : say('bytesLeft', { count: bytes.left.length })}`}</p>
      ${backups.length === 0 ? nothing : html`<p class="small">${backups.map(({ name, until }) => html`<span class="backup">${name}${until === null ? nothing : ` · ${this.#host.day(until)}`} </span>`)}</p>`}</div><div class="buttons no-print"><button type="button" class="button sheet" @click=${() => { this.#sheet = { id, lang: this.#host.language }; this.#host.update(); this.#host.focus('.certificate h4'); }}>${say('sheet')}</button></div></li>`;
  }
}
