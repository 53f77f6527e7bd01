/** `<subject-desk>`: what people may ask of the company about their data: requests with their days, finding a person, their file, consents, terms; and for everybody what an erasure does not reach. Parts are in `privacy/`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { mayApproveErasure } from '../model/privacy/subject.ts';
import { GovernanceElement } from './governance/element.ts';
import type { Listed } from './governance/element.ts';
import { formatDate } from './internal/formats.ts';
import { keepTyping } from './internal/keys.ts';
import { troubleOf } from './internal/notices.ts';
import type { Session, Stop } from './internal/session.ts';
import { base, controls, tokens } from './internal/styles.ts';
import { governanceStyles } from './governance/styles.ts';
import { FilePart } from './privacy/file-part.ts';
import type { DeskHost, DeskPart, DeskView } from './privacy/host.ts';
import { RequestsPart } from './privacy/requests-part.ts';
import { SearchPart } from './privacy/search-part.ts';
import { RulesPart } from './privacy/rules-part.ts';
import { StandingPart } from './privacy/standing-part.ts';
import { ConsentsPart, DuePart, RemainsPart } from './privacy/small-parts.ts';
import { deskStyles } from './privacy/styles.ts';
import { privacyText } from './privacy/texts.ts';

const OF_COMPLIANCE: readonly DeskView[] = ['requests', 'find', 'files', 'consents', 'standing', 'due', 'rules', 'remains'];
const OF_MANAGEMENT: readonly DeskView[] = ['find', 'due', 'remains'];
const OF_AUDIT: readonly DeskView[] = ['find', 'remains'];
const OF_ADMIN: readonly DeskView[] = ['rules', 'remains'];
const OF_ALL: readonly DeskView[] = ['remains'];

/**
 * What people may ask of the company about their data: requests with their days, finding a person, their file, consents, terms; and for everybody what an erasure does not reach.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class SubjectDesk extends GovernanceElement {
  static override readonly styles = [tokens, base, controls, governanceStyles, deskStyles];
  #view: DeskView | null = null;
  #parts: Readonly<Record<DeskView, DeskPart>> | null = null;

  protected override attach(session: Session): Stop {
    this.#parts = this.#made();
    const stop = super.attach(session);
    return () => {
      for (const part of Object.values(this.#parts ?? {})) part.end();
      this.#parts = null;
      stop();
    };
  }
  protected async load(_session: Session): Promise<void> {
    await this.#parts?.[this.#now].load();
  }
  protected escape(): boolean {
    return this.#parts?.[this.#now].escape() ?? false;
  }

  get #views(): readonly DeskView[] {
    const me = this.session?.me;
    if (!me) return OF_ALL;
    if (me.roles.includes('compliance')) return OF_COMPLIANCE;
    const own = mayApproveErasure({ active: true, roles: me.roles } as never) ? OF_MANAGEMENT : me.roles.includes('auditor') ? OF_AUDIT : OF_ALL;
    return me.roles.includes('admin') ? [...new Set([...own, ...OF_ADMIN])] : own;
  }
  get #now(): DeskView {
    return this.#view !== null && this.#views.includes(this.#view) ? this.#view : (this.#views[0] ?? 'remains');
  }
  #show(view: DeskView): void {
    this.#view = view;
    this.clear();
    this.requestUpdate();
    void this.#parts?.[view].load();
  }

  #made(): Readonly<Record<DeskView, DeskPart>> {
    const element = this; // eslint-disable-line @typescript-eslint/no-this-alias -- the language may change while the parts live
    const host: DeskHost = {
      get session() { return element.here; }, get language() { return element.language; }, get off() { return element.off; }, get clock() { return element.clock; }, get level() { return element.headingLevel; },
      say: (key, put) => privacyText(this.language, key, put), day: (moment) => formatDate(this.language, moment.slice(0, 10)), update: () => this.requestUpdate(),
      ask: <T>(path: string, before: Listed<T>) => (this.here === null ? Promise.resolve(before) : this.ask(this.here, path, before)),
      act: (work, said) => this.act(work, said), wrong: (text, focus) => this.wrong(text, focus), list: (list, empty, item, retry) => this.listView(list, empty, item, retry),
      finder: () => (this.here === null ? null : this.hostOf(this.here)), openArchive: (archive) => { this.wish('dossier-open', { archive }, true); }, show: (view) => this.#show(view), focus: (selector) => void this.focusOn(selector),
    };
    const files = new FilePart(host);
    const standing = new StandingPart(host);
    const find = new SearchPart(host, (draft) => { files.show(draft); this.#show('files'); });
    return { requests: new RequestsPart(host, (request) => { find.begin(request); this.#show('find'); }, (request, what) => { this.#show('standing'); standing.begin(request, what); }), find, files, consents: new ConsentsPart(host), standing, due: new DuePart(host), rules: new RulesPart(host), remains: new RemainsPart(host) };
  }

  protected override render(): TemplateResult {
    const { session } = this;
    const say = (key: Parameters<typeof privacyText>[1]): string => privacyText(this.language, key);
    return this.frame(html`<section class="sheet ${this.#parts?.[this.#now].paper === true ? 'paper' : ''}" part="sheet" aria-label=${say('title')} @keydown=${this.onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}${session === null || this.#parts === null ? nothing : html`<div class="part head-part"><div class="head"><h2 role="heading" aria-level=${this.headingLevel}>${say('title')}</h2></div>
        ${this.#views.length < 2 ? nothing : html`<nav class="views no-print" aria-label=${say('views')}>${this.#views.map((view) => html`<button type="button" class="button" data-view=${view} aria-current=${view === this.#now ? 'true' : nothing} @click=${() => this.#show(view)}>${say(view)}</button>`)}</nav>`}${this.said()}</div>
      ${this.#parts[this.#now].render()}`}</section>`);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'subject-desk': SubjectDesk }
}
