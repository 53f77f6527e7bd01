/** `<emergency-review>`: who opened an archive in an emergency, what is overdue first; compliance agrees to a second time and says what was found. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { GLASS_OUTCOMES } from '../model/rights/glass.ts';
import type { GlassOutcome, GlassView } from '../model/rights/glass.ts';
import { valueOf } from './admin/host.ts';
import { GovernanceElement } from './governance/element.ts';
import type { Listed } from './governance/element.ts';
import { formatDate, formatNumber, formatTime } from './internal/formats.ts';
import { keepTyping } from './internal/keys.ts';
import { troubleOf } from './internal/notices.ts';
import type { Session } from './internal/session.ts';

interface Review { readonly id: string; outcome: GlassOutcome | null; note: string }
/** What is overdue, then what asks for something, then the newest. */
const rank = ({ overdue, state, review }: GlassView): number => (overdue ? 0 : state === 'waiting' ? 1 : state === 'open' ? 2 : review === null && state === 'over' ? 3 : 4);
const ordered = (items: readonly GlassView[]): readonly GlassView[] => [...items].sort((a, b) => rank(a) - rank(b) || (a.at < b.at ? 1 : -1));

/**
 * Who opened an archive in an emergency, what is overdue first; compliance agrees to more time and says what was found.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class EmergencyReview extends GovernanceElement {
  #list: Listed<GlassView> = { kind: 'loading' };
  #review: Review | null = null;

  protected async load(session: Session): Promise<void> {
    const list = await this.ask(session, '/api/break-glass', this.#list);
    if (session !== this.here) return;
    this.#list = list.kind === 'here' ? { kind: 'here', items: ordered(list.items) } : list;
    this.requestUpdate();
  }
  protected escape(): boolean {
    const open = this.#review !== null;
    this.#review = null;
    return open;
  }

  protected override render(): TemplateResult {
    const { session, g } = this;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${g.glass.title} @keydown=${this.onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}${session === null ? nothing : html`<div class="part"><div class="head"><h2 role="heading" aria-level=${this.headingLevel}>${g.glass.title}</h2></div><p class="lead">${g.glass.lead}</p>${this.said()}
        ${this.listView(this.#list, g.glass.empty, (each) => this.#glassView(each), () => void this.load(session))}</div>`}</section>`);
  }

  #day(moment: string): string {
    return formatDate(this.language, moment.slice(0, 10));
  }
  #glassView(glass: GlassView): TemplateResult {
    const { g, language, off } = this;
    const { id, archive, name, person, reason, minutes, at, state, due, overdue, review, may } = glass;
    const post = (path: string, body: unknown, said: string): void => void this.act((session) => session.request('POST', `/api/break-glass/${encodeURIComponent(id)}/${path}`, body), said);
    const begin = (): void => {
      this.clear();
      this.#review = { id, outcome: null, note: '' };
      this.requestUpdate();
      void this.focusOn('form input');
    };
    const open = this.#review?.id === id ? this.#review : null;
    return html`<li data-glass=${id} class=${overdue ? 'overdue' : ''}><div class="what">
        <p class="line"><strong>${(state === 'waiting' ? g.glass.asks : g.glass.line)(person.name, name)}</strong><span class="state ${state === 'open' || state === 'waiting' ? 'now' : ''}">${g.glass.state[state]}</span>${overdue ? html`<span class="state late">${g.glass.overdue}</span>` : nothing}</p>
        <p class="reason">${reason}</p>
        <p class="muted small">${this.#day(at)}, ${formatTime(language, Date.parse(at))} · ${g.glass.minutes(formatNumber(language, minutes))}${review === null && due !== null ? ` · ${g.glass.due(this.#day(due))}` : ''}</p>
        ${review === null ? nothing : html`<p>${g.glass.reviewed(review.by.name, this.#day(review.at), g.glass.outcome[review.outcome])}</p><p class="reason">${review.note}</p>`}
        ${open === null ? nothing : this.#form(open)}</div>
      <div class="buttons">
        ${may.decide ? html`<button type="button" class="button primary" ?disabled=${off} @click=${() => post('decision', { approve: true }, g.glass.decided)}>${g.glass.agree}</button><button type="button" class="button" ?disabled=${off} @click=${() => post('decision', { approve: false }, g.glass.decided)}>${g.glass.refuse}</button>` : nothing}
        ${may.end ? html`<button type="button" class="button danger" ?disabled=${off} @click=${() => post('end', undefined, g.glass.endedNow)}>${g.glass.endNow}</button>` : nothing}
        ${may.review && open === null ? html`<button type="button" class="button review" aria-label=${g.glass.reviewOf(person.name, name)} ?disabled=${off} @click=${begin}>${g.glass.review}</button>` : nothing}
        <button type="button" class="button quiet" aria-label=${g.glass.openArchive(name)} @click=${() => { this.wish('dossier-open', { archive }, true); }}>↗</button>
      </div></li>`;
  }

  #form(open: Review): TemplateResult {
    const { g } = this;
    const save = (event: Event): void => {
      event.preventDefault();
      if (open.outcome === null || open.note.trim() === '') return this.wrong(g.glass.missing, open.outcome === null ? 'form input' : 'form textarea');
      void this.act((session) => session.request('POST', `/api/break-glass/${encodeURIComponent(open.id)}/review`, { outcome: open.outcome, note: open.note.trim() }), g.glass.done).then((done) => {
        if (done) this.#review = null;
        this.requestUpdate();
      });
    };
    return html`<form @submit=${save}><fieldset><legend>${g.glass.outcomes}</legend><div class="checks">${GLASS_OUTCOMES.map((outcome) => html`<label><input type="radio" name="outcome" .checked=${open.outcome === outcome} @change=${() => { open.outcome = outcome; }} />${g.glass.outcome[outcome]}</label>`)}</div></fieldset>
      <label class="field"><span>${g.glass.note}</span><textarea name="note" .value=${open.note} @input=${(event: Event) => { open.note = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${this.off}>${g.glass.save}</button><button type="button" class="button" @click=${() => { this.escape(); this.requestUpdate(); }}>${g.walls.cancel}</button></div></form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'emergency-review': EmergencyReview }
}
