/** Files of people on the desk: the list, and the review of one: every free text is looked at, left out or blackened before somebody lets it go. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { EXCLUDE_REASONS, NO_REVIEW, toCheck } from '../../model/privacy/file.ts';
import type { ExcludeReason, FileDraft, FileReview, FileSummary, FileValue } from '../../model/privacy/file.ts';
import { EXCLUDE_TEXTS } from '../../model/privacy/file-texts.ts';
import { valueOf } from '../admin/host.ts';
import type { Listed } from '../governance/element.ts';
import { saveBytes } from './save.ts';
import type { DeskHost, DeskPart } from './host.ts';

const STATES = { draft: 'draft', released: 'released', dropped: 'dropped', erased: 'dropped' } as const;

export class FilePart implements DeskPart {
  readonly #host: DeskHost;
  #list: Listed<FileSummary> = { kind: 'loading' };
  #open: FileDraft | null = null;
  #review: FileReview = NO_REVIEW;
  #only = true;
  constructor(host: DeskHost) {
    this.#host = host;
  }
  async load(): Promise<void> {
    this.#list = await this.#host.ask('/api/subject-files', this.#list);
    if (this.#open) await this.#look(this.#open.id);
    this.#host.update();
  }
  async #look(id: string): Promise<void> {
    const draft = (await this.#host.session?.request<FileDraft>('GET', `/api/subject-files/${id}`).catch(() => null)) ?? null;
    this.show(draft);
  }
  show(draft: FileDraft | null): void {
    this.#open = draft;
    this.#review = draft?.review ?? NO_REVIEW;
    this.#host.update();
  }
  escape(): boolean {
    const open = this.#open !== null;
    this.#open = null;
    return open;
  }
  end(): void {
    [this.#open, this.#list] = [null, { kind: 'loading' }];
  }

  #send(method: 'PUT' | 'POST' | 'DELETE', path: string, said: string, body?: unknown): void {
    const open = this.#open;
    if (open) void this.#host.act(async (session) => { await session.request(method, `/api/subject-files/${open.id}${path}`, body); if (method === 'DELETE') this.#open = null; }, said);
  }
  #fetch(form: 'zip' | 'page'): void {
    const open = this.#open;
    if (open) void this.#host.act((session) => saveBytes(session, `/api/subject-files/${open.id}/${form}`, `person-${open.at.slice(0, 10)}.${form === 'zip' ? 'zip' : 'html'}`), this.#host.say('done'));
  }
  #set(review: Partial<FileReview>): void {
    this.#review = { ...this.#review, ...review };
    this.#host.update();
  }
  #toggle(list: 'checked' | 'tell' | 'attach', id: string, on: boolean): void {
    this.#set({ [list]: on ? [...this.#review[list], id] : this.#review[list].filter((each) => each !== id) });
  }

  render(): TemplateResult {
    const { say, level } = this.#host;
    const open = this.#open;
    if (open !== null) return this.#draft(open);
    return html`<div class="part files"><div class="head"><h3 role="heading" aria-level=${level + 1}>${say('files')}</h3></div>${this.#host.list(this.#list, say('noFiles'), (file) => html`<li data-file=${file.id}><div class="what"><p class="line"><strong><bdi>${file.archives.map(({ name }) => name).join(', ')}</bdi></strong><span class="state ${file.state === 'released' ? 'now' : ''}">${say(STATES[file.state])}</span></p><p class="muted small">${say('dueBy', { date: this.#host.day(file.due) })} · <bdi>${file.madeBy.name}</bdi></p></div><div class="buttons"><button type="button" class="button look" @click=${() => void this.#look(file.id)}>${say('look')}</button></div></li>`, () => void this.load())}</div>`;
  }

  #draft(file: FileDraft): TemplateResult {
    const { say, off, level } = this.#host;
    const left = file.content === null ? [] : toCheck(file.content, this.#review);
    const saved = JSON.stringify(this.#review) === JSON.stringify(file.review);
    const editing = file.state === 'draft';
    return html`<div class="part review" data-file=${file.id}><div class="head"><h3 role="heading" aria-level=${level + 1}><bdi>${file.archives.map(({ name }) => name).join(', ')}</bdi></h3><span class="state">${say(STATES[file.state])}</span><button type="button" class="button" @click=${() => { this.escape(); this.#host.update(); }}>${say('back')}</button></div>
      <p class="muted">${say('dueBy', { date: this.#host.day(file.due) })}</p>
      ${file.missing.length === 0 ? nothing : html`<p class="danger">${say('missing')}</p>`}
      ${editing ? html`<p role="status" class="left">${left.length === 0 ? say('allChecked') : say('toCheck', { count: left.length })}</p><div class="checks"><label><input type="checkbox" name="only" .checked=${this.#only} @change=${() => { this.#only = !this.#only; this.#host.update(); }} />${say('only')}</label></div>` : nothing}
      ${file.content?.archives.map((archive) => html`<section class="archive"><h4 role="heading" aria-level=${level + 2}><bdi>${archive.name}</bdi></h4>${archive.sections.map((section) => {
        const shown = section.groups.flatMap(({ values }) => values).filter((value) => !editing || !this.#only || value.free || value.silent || this.#review.exclude.some((each) => each.value === value.id));
        return shown.length === 0 ? nothing : html`<h5 role="heading" aria-level=${level + 3}>${section.label}</h5><ul class="items">${shown.map((value) => this.#value(value, editing))}</ul>`;
      })}
        ${archive.attachments.length === 0 || !editing ? nothing : html`<div class="checks papers">${archive.attachments.map(({ id, name }) => html`<label><input type="checkbox" .checked=${this.#review.attach.includes(id)} @change=${(event: Event) => this.#toggle('attach', id, (event.target as HTMLInputElement).checked)} /><bdi>${name}</bdi></label>`)}</div>`}</section>`)}
      <div class="buttons no-print">${editing ? html`<button type="button" class="button ${saved ? '' : 'primary'} save" ?disabled=${off || saved} @click=${() => this.#send('PUT', '/review', say('reviewSaved'), this.#review)}>${say('saveReview')}</button>
        <button type="button" class="button ${saved ? 'primary' : ''} release" ?disabled=${off || !saved || left.length > 0 || file.needsOther || file.missing.length > 0} @click=${() => this.#send('POST', '/release', say('releaseDone'))}>${say('release')}</button>${file.needsOther ? html`<span class="muted">${say('needsOther')}</span>` : nothing}`
        : file.state === 'released' && file.content !== null ? html`<button type="button" class="button primary" ?disabled=${off} @click=${() => this.#fetch('zip')}>${say('zip')}</button><button type="button" class="button" ?disabled=${off} @click=${() => this.#fetch('page')}>${say('page')}</button>` : nothing}
        <button type="button" class="button drop" ?disabled=${off || file.state === 'dropped'} @click=${() => this.#send('DELETE', '', say('done'))}>${say('throwAway')}</button></div></div>`;
  }

  #value(value: FileValue, editing: boolean): TemplateResult {
    const { say, off, language } = this.#host;
    const { id, label, text, free, others, silent } = value;
    const review = this.#review;
    const out = review.exclude.find((each) => each.value === id);
    const black = review.blacken.find((each) => each.value === id);
    const told = review.tell.includes(id);
    const exclude = (reason: string): void => this.#set({ exclude: [...review.exclude.filter((each) => each.value !== id), ...(reason === '' ? [] : [{ value: id, reason: reason as ExcludeReason, note: EXCLUDE_TEXTS[reason as ExcludeReason][language] }])] });
    const words = (given: string): void => { const list = given.split(/[;；]/).map((each) => each.trim()).filter((each) => each !== ''); this.#set({ blacken: [...review.blacken.filter((each) => each.value !== id), ...(list.length === 0 ? [] : [{ value: id, words: list }])] }); };
    return html`<li data-value=${id}><div class="what"><p class="muted small">${label}</p><p class="excerpt ${out || (silent && !told) ? 'gone' : ''}"><bdi>${text}</bdi></p>${others.length === 0 ? nothing : html`<p class="small others">${say('others', { names: others.join(', ') })}</p>`}${silent && editing ? html`<p class="small danger">${say('silent')}</p>` : nothing}</div>
      ${!editing ? nothing : html`<div class="deal">${silent ? html`<label class="check"><input type="checkbox" .checked=${told} ?disabled=${off} @change=${(event: Event) => this.#toggle('tell', id, (event.target as HTMLInputElement).checked)} />${say('harmless')}</label>` : nothing}${silent && !told ? nothing : html`
        ${free ? html`<label class="check"><input type="checkbox" class="seen" .checked=${review.checked.includes(id)} ?disabled=${off} @change=${(event: Event) => this.#toggle('checked', id, (event.target as HTMLInputElement).checked)} />${say('seen')}</label>` : nothing}
        <select aria-label=${`${say('leaveOut')}: ${label}`} ?disabled=${off} @change=${(event: Event) => exclude(valueOf(event))}><option value=""></option>${EXCLUDE_REASONS.map((reason) => html`<option value=${reason} ?selected=${out?.reason === reason}>${EXCLUDE_TEXTS[reason][language]}</option>`)}</select>
        ${free ? html`<label class="field"><span class="small">${say('blacken')}</span><input class="words" title=${say('blackenHint')} .value=${black?.words.join('; ') ?? ''} @change=${(event: Event) => words(valueOf(event))} /></label>` : nothing}`}</div>`}</li>`;
  }
}
