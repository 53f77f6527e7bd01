/** `<record-comments>`: what colleagues said about one value or row, live, under the right of its section. What is known is held by `comments/thread.ts`, the line in which one writes by `comments/line.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CommentView, PersonView } from '../model/api.ts';
import { commentParts } from '../model/comments.ts';
import { Directory } from './form/directory.ts';
import { called } from './internal/called.ts';
import { DossierElement } from './internal/element.ts';
import { dates, formatDate, formatNear, formatTime } from './internal/formats.ts';
import { keepTyping } from './internal/keys.ts';
import { notice, troubleOf } from './internal/notices.ts';
import { avatar, peopleStyles } from './internal/people.ts';
import type { Session, Stop } from './internal/session.ts';
import { speak } from './internal/strings/en/index.ts';
import { form } from './internal/strings/en/form.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { pageClock } from './line/clock.ts';
import type { Clock } from './line/clock.ts';
import { Drafts, draftOf, EMPTY } from './comments/draft.ts';
import { Line } from './comments/line.ts';
import { commentStyles } from './comments/styles.ts';
import { commentTexts } from './comments/texts.ts';
import type { CommentTexts } from './comments/texts.ts';
import { Thread } from './comments/thread.ts';
import type { Refusal } from './comments/thread.ts';

// the list of colleagues has the form's words
speak({ form });

type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'edit'; readonly id: string; readonly line: Line; readonly problem: string }
  | { readonly kind: 'ask'; readonly id: string; readonly problem: string };
const NOTHING: Open = { kind: 'nothing' };

/**
 * What colleagues said about one value or row, live, under the right of its section; mentions call them.
 *
 * @attr archive - Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).
 * @attr section - Whose right the comments have: `profile`, `terms`, `contacts-2026` (all years of contact records are one).
 * @attr record - The value or row they are about: a value key (`fields/customer.name`) or `table/rowId`; empty: the section as a whole.
 * @attr heading-level - Level of the title, 1 to 6; 0 shows none.
 * @attr discreet - Shows nothing while the customer looks on.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-comments - How many there are, whenever that is known anew.
 * @fires dossier-mentions - How often others call this person and have not been read, after some were.
 * @csspart sheet - The whole sheet.
 */
export class RecordComments extends DossierElement {
  static override readonly properties = { archive: {}, section: {}, record: {}, headingLevel: { type: Number, attribute: 'heading-level' }, discreet: { type: Boolean, reflect: true } };
  static override readonly styles = [tokens, base, controls, ...peopleStyles, commentStyles];
  declare archive: string;
  declare section: string;
  declare record: string;
  declare headingLevel: number;
  declare discreet: boolean;
  clock: Clock = pageClock;

  #thread: Thread | null = null;
  #about = '';
  #drafts: Drafts | null = null;
  #line: Line | null = null;
  /** Of the comment that is being sent: a second try has the same. */
  #newId = '';
  #problem = '';
  #open: Open = NOTHING;
  #known: ReadonlySet<string> | null = null;
  #told = -1;
  #wasOffline = false;

  constructor() {
    super();
    this.archive = this.section = this.record = '';
    this.headingLevel = 3;
    this.discreet = false;
  }

  get #subject(): string {
    return JSON.stringify([this.archive, this.section, this.record]);
  }

  protected override attach(session: Session): Stop | undefined {
    this.#about = this.#subject;
    this.#thread = this.#drafts = this.#line = this.#known = null;
    this.#open = NOTHING;
    this.#problem = this.#newId = '';
    this.#told = -1;
    const { archive, section, record } = this;
    if (!archive || !section) return undefined;
    const changed = (): void => this.requestUpdate();
    const thread = new Thread({ session, archive, section, record, changed, mentions: (unread) => void this.wish('dossier-mentions', { unread }) });
    this.#thread = thread;
    return () => thread.dispose();
  }

  protected override willUpdate(): void {
    if (this.#about !== this.#subject) this.reattach();
    const offline = this.session?.state.kind === 'offline';
    if (this.#wasOffline && !offline) void this.#thread?.load();
    this.#wasOffline = offline;
    const { me } = this.session ?? {};
    // written down under the person's name, so not before it is known who that is
    if (me && this.session && this.#thread && this.#drafts === null) {
      const { archive, section, record } = this;
      this.#drafts = new Drafts(me.id, { endpoint: this.session.endpoint, archive, section, record });
      this.#line = this.#newLine(this.session);
    }
  }

  protected override updated(): void {
    const thread = this.#thread;
    if (thread?.state.kind !== 'ready') return;
    this.#known = new Set(thread.items.map(({ id }) => id));
    const count = thread.items.filter(({ text }) => text !== null).length;
    if (count === this.#told) return;
    this.#told = count;
    this.wish('dossier-comments', { archive: this.archive, section: this.section, record: this.record, count });
  }

  /** Who may be called: who may read the section. */
  #people(session: Session) {
    const directory = new Directory(session, () => this.requestUpdate());
    const { archive, section } = this;
    return {
      session, changed: () => this.requestUpdate(), clock: this.clock,
      departmentName: (id: string) => directory.departmentName(id),
      find: async (text: string) => {
        const query = new URLSearchParams({ section, q: text.trim().slice(0, 100) });
        const { items, next } = await session.request<{ readonly items: readonly PersonView[]; readonly next: string | null }>('GET', `/api/archives/${encodeURIComponent(archive)}/comments/people?${query}`);
        return { items, more: next !== null };
      },
    };
  }

  #newLine(session: Session): Line {
    return new Line({
      ...this.#people(session), id: 'write', draft: this.#drafts?.read() ?? EMPTY,
      kept: (draft) => { this.#problem = ''; this.#drafts?.keep(draft); },
      send: async (text) => {
        const thread = this.#thread;
        if (thread === null) return false;
        this.#newId ||= thread.newId();
        const refused = await thread.send(this.#newId, text);
        if (refused === null) this.#newId = '';
        this.#problem = this.#words(refused);
        return refused === null;
      },
    });
  }

  #words(refused: Refusal | null): string {
    const c = commentTexts(this.language);
    switch (refused) {
      case null: return '';
      case 'late': return c.tooLate;
      case 'gone': return c.gone;
      case 'network': case 'failed': return c.notSent;
    }
  }

  #set(open: Open, focus?: string): void {
    this.#open = open;
    this.requestUpdate();
    if (focus !== undefined) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(focus)?.focus());
  }
  readonly #place = (id: string): string => `[data-id="${CSS.escape(id)}"]`;

  #edit(session: Session, comment: CommentView): void {
    const { id } = comment;
    const leave = (): void => this.#set(NOTHING, `${this.#place(id)} .edit`);
    const line = new Line({
      ...this.#people(session), id: 'change', draft: draftOf(comment.text ?? '', comment.mentions), kept: () => {}, leave,
      send: async (text) => {
        const refused = await this.#thread?.edit(id, text) ?? null;
        if (refused === null) leave();
        else if (this.#open.kind === 'edit') this.#set({ ...this.#open, problem: this.#words(refused) });
        return false;
      },
    });
    this.#set({ kind: 'edit', id, line, problem: '' }, '#change');
  }

  async #remove(comment: CommentView): Promise<void> {
    const refused = await this.#thread?.remove(comment.id) ?? null;
    if (refused === null) this.#set(NOTHING, '#write');
    else this.#set({ kind: 'ask', id: comment.id, problem: refused === 'late' ? this.t.kit.failed : this.#words(refused) });
  }

  protected override render(): TemplateResult {
    const c = commentTexts(this.language);
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${c.title} @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>${this.#content(c)}</section>`);
  }

  #content(c: CommentTexts): unknown {
    const { t, session } = this;
    const thread = this.#thread;
    if (session === null) return troubleOf(session, t);
    if (thread === null) return notice(t.kit.noArchive);
    if (this.discreet) return notice(c.hidden);
    switch (thread.state.kind) {
      case 'loading': return session.state.kind === 'signedOut' ? troubleOf(session, t) : html`<div aria-busy="true"><span class="visually-hidden">${t.kit.loading}</span>${[0, 1].map(() => html`<p class="bones"><span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></p>`)}</div>`;
      case 'gone': return notice(c.gone);
      case 'failed': return notice(t.kit.failed, 'error', { label: t.kit.retry, run: () => void thread.load() });
      case 'ready': return this.#sheet(session, thread, c);
    }
  }

  #sheet(session: Session, thread: Thread, c: CommentTexts): TemplateResult {
    const { t } = this;
    const { items } = thread;
    const said = items.filter(({ text }) => text !== null).length;
    return html`${session.state.kind === 'signedOut' || session.state.kind === 'failed' ? troubleOf(session, t) : nothing}
      ${this.headingLevel === 0 ? nothing : html`<div class="bar"><span role="heading" aria-level=${this.headingLevel}><strong>${c.title}</strong></span>${said === 0 ? nothing : html`<span class="muted small">${c.count(said)}${thread.hasEarlier ? '+' : ''}</span>`}</div>`}
      ${thread.hasEarlier ? html`<div class="earlier no-print"><button type="button" class="button quiet" ?disabled=${thread.loadingEarlier} @click=${() => void thread.earlier()}>${thread.loadingEarlier ? t.kit.loading : c.earlier}</button></div>` : nothing}
      ${items.length === 0 ? html`<div class="begin"><p>${c.empty}</p>${thread.mayWrite ? html`<p class="muted small">${c.emptyHint}</p>` : nothing}</div>` : nothing}
      <div role="log" aria-label=${c.title}><ol role="list">${repeat(items, ({ id }) => id, (comment) => this.#comment(session, comment, c))}</ol></div>
      ${thread.mayWrite ? this.#line?.view(t, c, c.send, this.#problem, session.state.kind === 'offline') ?? nothing : items.length === 0 ? nothing : html`<p class="begin muted small">${c.readOnly}</p>`}`;
  }

  #comment(session: Session, comment: CommentView, c: CommentTexts): TemplateResult {
    const { t, language } = this;
    const { id, by, text, mine } = comment;
    const open = this.#open.kind !== 'nothing' && this.#open.id === id ? this.#open : NOTHING;
    const at = Date.parse(comment.at);
    const whole = dates(language, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
    const editable = comment.editableUntil !== null && this.clock.now() < Date.parse(comment.editableUntil);
    const fresh = this.#known !== null && !this.#known.has(id) && !mine;
    return html`<li class="comment ${fresh ? 'fresh' : ''}" data-id=${id}>
      ${avatar({ id: by.id, name: called(by, language), idle: false, self: false }, t)}
      <div>
        <div class="who"><strong aria-hidden="true"><bdi>${called(by, language)}</bdi></strong><time datetime=${comment.at} title=${whole}>${this.#when(at)}</time>${comment.editedAt === null || text === null ? nothing : html`<span>${c.edited}</span>`}
        </div>
        ${open.kind === 'edit' ? open.line.view(t, c, c.save, open.problem, session.state.kind === 'offline') : this.#said(comment, c)}
        ${open.kind !== 'nothing' || (!editable && !comment.removable) ? nothing : html`<div class="tools no-print">
          ${editable ? html`<button type="button" class="button quiet edit" @click=${() => this.#edit(session, comment)}>${c.edit}</button>` : nothing}
          ${comment.removable ? html`<button type="button" class="button quiet remove" @click=${() => this.#set({ kind: 'ask', id, problem: '' }, `${this.#place(id)} .ask .button`)}>${mine ? c.takeBack : c.remove}</button>` : nothing}
        </div>`}
        ${open.kind !== 'ask' ? nothing : html`<div class="ask" role="group" aria-label=${mine ? c.takeBackAsk : c.removeAsk} @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape') { event.stopPropagation(); this.#set(NOTHING, `${this.#place(id)} .remove`); } }}>
          <p>${mine ? c.takeBackAsk : c.removeAsk}</p>
          ${open.problem === '' ? nothing : html`<p class="problem" role="alert">${open.problem}</p>`}
          <div class="buttons"><button type="button" class="button danger" @click=${() => void this.#remove(comment)}>${mine ? c.takeBack : c.remove}</button>
            <button type="button" class="button" @click=${() => this.#set(NOTHING, `${this.#place(id)} .remove`)}>${c.keep}</button></div>
        </div>`}
      </div>
    </li>`;
  }

  #said({ text, by, removedBy, mentions }: CommentView, c: CommentTexts): TemplateResult {
    if (text === null) return html`<p class="removed">${removedBy === null || removedBy.id === by.id ? c.takenBack(called(by, this.language)) : c.removedBy(called(removedBy, this.language))}</p>`;
    const me = this.session?.me?.id;
    const nameOf = (person: string): string => mentions.find(({ id }) => id === person)?.name ?? person;
    // one line, for white space shows
    return html`<p class="said" dir="auto">${commentParts(text).map((part) => {
      switch (part.kind) {
        case 'text': return part.text;
        case 'mention': return html`<span class="mention ${part.person === me ? 'me' : ''}">@${nameOf(part.person)}</span>`;
        case 'link': return html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`;
      }
    })}</p>`;
  }

  #when(at: number): string {
    const { language } = this;
    const day = new Date(at);
    const date = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
    const now = new Date(this.clock.now());
    return `${formatNear(language, date, now.getTime()) ?? formatDate(language, date, now.getFullYear())} ${formatTime(language, at)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'record-comments': RecordComments }
}
