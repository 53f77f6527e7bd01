/** `<wall-list>`: walls, legal holds and sealed archives, for stewards and compliance: put up, taken down, each with its reason. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { HoldView, SealedView, WallView } from '../model/rights/walls-api.ts';
import { valueOf } from './admin/host.ts';
import { FindArchive, FindPerson } from './governance/finds.ts';
import { GovernanceElement } from './governance/element.ts';
import type { Listed } from './governance/element.ts';
import { formatDate } from './internal/formats.ts';
import { keepTyping } from './internal/keys.ts';
import { troubleOf } from './internal/notices.ts';
import type { Session } from './internal/session.ts';

type Kind = 'wall' | 'hold' | 'seal';
/** What somebody is about to end, and why. */
interface Ending { readonly id: string; readonly path: string; readonly said: string; reason: string }
interface Chosen { readonly id: string; readonly name: string }
/** One form at a time. */
interface Form { readonly kind: Kind; archive: Chosen | null; toKind: 'person' | 'department'; person: Chosen | null; department: string; reason: string; from: string; until: string; readonly findArchive: FindArchive; readonly findPerson: FindPerson }
interface Unsealing { readonly archive: string; state: 'open' | 'closed'; reason: string }

/**
 * Walls, legal holds and sealed archives, for stewards and compliance: put up and taken down, each with its reason.
 *
 * @attr heading-level - Level of the title; what stands below it counts on from there.
 * @prop {Clock} clock - Where the time comes from; the browser's own unless a page sets another.
 * @fires dossier-open - The person wants to see an archive; your page decides where.
 * @csspart sheet - The whole sheet.
 */
export class WallList extends GovernanceElement {
  #walls: Listed<WallView> = { kind: 'loading' };
  #holds: Listed<HoldView> = { kind: 'loading' };
  #sealed: Listed<SealedView> = { kind: 'loading' };
  #departments: readonly Chosen[] = [];
  #form: Form | null = null;
  #unsealing: Unsealing | null = null;
  #ending: Ending | null = null;
  /** What somebody has ended is asked for when it is looked at. */
  #pastWalls: Listed<WallView> | null = null;
  #pastHolds: Listed<HoldView> | null = null;

  protected async load(session: Session): Promise<void> {
    const [walls, holds, sealed, departments, pastWalls, pastHolds] = await Promise.all([
      this.ask(session, '/api/walls', this.#walls),
      this.#mayHold(session) ? this.ask(session, '/api/holds', this.#holds) : this.#holds,
      this.ask(session, '/api/sealed', this.#sealed),
      this.#departments.length > 0 ? null : this.ask<Chosen>(session, '/api/departments', { kind: 'loading' }),
      this.#pastWalls && this.ask(session, '/api/walls?ended=true', this.#pastWalls),
      this.#pastHolds && this.ask(session, '/api/holds?ended=true', this.#pastHolds),
    ]);
    if (session !== this.here) return;
    [this.#walls, this.#holds, this.#sealed, this.#pastWalls, this.#pastHolds] = [walls, holds, sealed, pastWalls, pastHolds];
    if (departments?.kind === 'here') this.#departments = departments.items;
    this.requestUpdate();
  }
  #mayHold(session: Session): boolean {
    return session.me?.roles.includes('compliance') === true;
  }
  protected escape(): boolean {
    const open = this.#form !== null || this.#unsealing !== null || this.#ending !== null;
    [this.#form, this.#unsealing, this.#ending] = [null, null, null];
    return open;
  }

  #begin(session: Session, kind: Kind): void {
    const host = this.hostOf(session);
    const form: Form = {
      kind, archive: null, toKind: 'person', person: null, department: '', reason: '', from: '', until: '',
      findArchive: new FindArchive(host, 'archive', ({ id, name }) => { form.archive = { id, name }; }), findPerson: new FindPerson(host, 'person', ({ id, name }) => { form.person = { id, name }; }),
    };
    this.escape();
    this.clear();
    this.#form = form;
    this.requestUpdate();
    void this.focusOn('form input');
  }
  #save(event: Event, form: Form): void {
    event.preventDefault();
    const { g } = this;
    const { kind, archive, toKind, person, department, reason, from, until } = form;
    const to = toKind === 'person' ? person?.id : department;
    if (archive === null || reason.trim() === '' || (kind === 'wall' && !to)) {
      this.wrong({ wall: g.walls.missing, hold: g.holds.missing, seal: g.sealed.sealMissing }[kind], archive === null ? '#archive' : 'form textarea');
      return;
    }
    const wish = kind !== 'wall' ? { archive: archive.id, reason: reason.trim() } : { archive: archive.id, to: { kind: toKind, id: to }, reason: reason.trim(), ...(from === '' ? {} : { from }), ...(until === '' ? {} : { until }) };
    void this.act((session) => session.request('POST', { wall: '/api/walls', hold: '/api/holds', seal: '/api/sealed' }[kind], wish), { wall: g.walls.putDone, hold: g.holds.putDone, seal: g.sealed.sealDone }[kind]).then((done) => {
      if (done) this.#form = null;
      this.requestUpdate();
    });
  }
  #end(event: Event, { path, said, reason }: Ending): void {
    event.preventDefault();
    if (reason.trim() === '') return this.wrong(this.g.walls.endMissing, '.ending textarea');
    void this.act((session) => session.request('POST', path, { reason: reason.trim() }), said).then((done) => {
      if (done) this.#ending = null;
      this.requestUpdate();
    });
  }
  #lookBack(session: Session, kind: 'wall' | 'hold', open: boolean): void {
    if (!open || (kind === 'wall' ? this.#pastWalls : this.#pastHolds) !== null) return;
    if (kind === 'wall') this.#pastWalls = { kind: 'loading' };
    else this.#pastHolds = { kind: 'loading' };
    void this.load(session);
  }

  protected override render(): TemplateResult {
    const { session, g } = this;
    return this.frame(html`<section class="sheet" part="sheet" aria-label=${g.walls.title} @keydown=${this.onKey} @keyup=${keepTyping} @keypress=${keepTyping}>
      ${troubleOf(session, this.t)}${session === null ? nothing : this.#content(session)}</section>`);
  }
  #content(session: Session): TemplateResult {
    const { g, off } = this;
    const level = this.headingLevel;
    const part = (kind: Kind, title: string, lead: string, put: string, list: unknown): TemplateResult => html`<div class="part ${kind === 'seal' ? 'sealed' : `${kind}s`}">
      <div class="head"><h3 role="heading" aria-level=${level + 1}>${title}</h3><button type="button" class="button put" ?disabled=${off} @click=${() => this.#begin(session, kind)}>${put}</button></div>
      <p class="lead">${lead}</p>${this.#form?.kind === kind ? this.#formView(this.#form) : nothing}${list}</div>`;
    const retry = (): void => void this.load(session);
    const past = (kind: 'wall' | 'hold', title: string, list: unknown): TemplateResult => html`<details class="past" @toggle=${(event: Event) => this.#lookBack(session, kind, (event.target as HTMLDetailsElement).open)}><summary>${title}</summary>${list ?? nothing}</details>`;
    return html`<div class="part head-part"><div class="head"><h2 role="heading" aria-level=${level}>${g.walls.title}</h2></div>${this.said()}</div>
      ${part('wall', g.walls.walls, g.walls.lead, g.walls.put, [this.listView(this.#walls, g.walls.empty, (wall) => this.#wallView(wall), retry), past('wall', g.walls.past, this.#pastWalls && this.listView(this.#pastWalls, g.walls.noPast, (wall) => this.#wallView(wall), retry))])}
      ${this.#mayHold(session) ? part('hold', g.holds.title, g.holds.lead, g.holds.put, [this.listView(this.#holds, g.holds.empty, (hold) => this.#holdView(hold), retry), past('hold', g.holds.past, this.#pastHolds && this.listView(this.#pastHolds, g.holds.noPast, (hold) => this.#holdView(hold), retry))]) : nothing}
      ${part('seal', g.sealed.title, g.sealed.lead, g.sealed.put, this.listView(this.#sealed, g.sealed.empty, (each) => this.#sealedView(each), retry))}`;
  }

  #day(moment: string): string {
    return formatDate(this.language, moment.slice(0, 10));
  }
  #name(archive: string, name: string): TemplateResult {
    return html`<button type="button" class="link" @click=${() => { this.wish('dossier-open', { archive }, true); }}><bdi>${name}</bdi></button>`;
  }
  /** What is said of it: whose words, and since it has ended why. */
  #words({ reason, by, at, ended }: Pick<HoldView, 'reason' | 'by' | 'at' | 'ended'>, span = ''): TemplateResult {
    const { walls } = this.g;
    return html`<p class="reason">${reason}</p><p class="muted small">${span}${walls.by(by.name, this.#day(at))}</p>
      ${ended === null ? nothing : html`<p class="reason">${ended.reason === '' ? walls.unsaid : ended.reason}</p><p class="muted small">${walls.by(ended.by.name, this.#day(ended.at))}</p>`}`;
  }
  #endButton(path: string, id: string, label: string, name: string, said: string): TemplateResult {
    const begin = (): void => {
      this.escape();
      this.clear();
      this.#ending = { id, path, said, reason: '' };
      this.requestUpdate();
      void this.focusOn('.ending textarea');
    };
    return this.#ending?.id === id ? html`` : html`<div class="buttons"><button type="button" class="button end" aria-label=${name} ?disabled=${this.off} @click=${begin}>${label}</button></div>`;
  }
  #endForm(id: string, sure: string, name: string): unknown {
    const ending = this.#ending;
    if (ending?.id !== id) return nothing;
    return html`<form class="ending" aria-label=${name} @submit=${(event: Event) => this.#end(event, ending)}>
      <label class="field"><span>${this.g.walls.reason}</span><textarea .value=${ending.reason} @input=${(event: Event) => { ending.reason = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button danger" ?disabled=${this.off}>${sure}</button>${this.#cancel()}</div></form>`;
  }
  #wallView(wall: WallView): TemplateResult {
    const { id, archive, name, to, from, until, state, ended } = wall;
    const { walls } = this.g;
    return html`<li data-wall=${id}><div class="what">
        <p class="line">${this.#name(archive, name)}<span aria-hidden="true">⊘</span><strong><bdi>${to.name}</bdi></strong><span class="state ${state === 'standing' ? 'now' : ''}">${walls.state[state]}</span></p>
        ${this.#words(wall, `${until === null ? walls.since(this.#day(from)) : walls.span(this.#day(from), this.#day(until))} · `)}${this.#endForm(id, walls.sure, walls.endOf(name))}</div>
      ${ended === null ? this.#endButton(`/api/walls/${encodeURIComponent(id)}/end`, id, walls.end, walls.endOf(name), walls.ended) : nothing}</li>`;
  }
  #holdView(hold: HoldView): TemplateResult {
    const { id, archive, name, ended } = hold;
    const { holds } = this.g;
    return html`<li data-hold=${id}><div class="what"><p class="line">${this.#name(archive, name)}</p>${this.#words(hold)}${this.#endForm(id, holds.sure, holds.liftOf(name))}</div>
      ${ended === null ? this.#endButton(`/api/holds/${encodeURIComponent(id)}/lift`, id, holds.lift, holds.liftOf(name), holds.ended) : nothing}</li>`;
  }

  #sealedView({ archive, name, owner, said }: SealedView): TemplateResult {
    const { sealed, walls } = this.g;
    const open = this.#unsealing?.archive === archive ? this.#unsealing : null;
    const begin = (): void => {
      this.escape();
      this.#unsealing = { archive, state: 'open', reason: '' };
      this.requestUpdate();
      void this.focusOn('form textarea');
    };
    return html`<li data-sealed=${archive}><div class="what"><p class="line"><strong><bdi>${name}</bdi></strong></p>${owner === null ? nothing : html`<p class="muted small">${sealed.owner(owner.name)}</p>`}${said === null ? nothing : html`<p class="reason">${said.reason}</p><p class="muted small">${walls.by(said.by.name, this.#day(said.at))}</p>`}
        ${open === null ? nothing : this.#unsealForm(open)}</div>
      ${open === null ? html`<div class="buttons"><button type="button" class="button" aria-label=${sealed.unsealOf(name)} ?disabled=${this.off} @click=${begin}>${sealed.unseal}</button></div>` : nothing}</li>`;
  }
  #unsealForm(open: Unsealing): TemplateResult {
    const { sealed, walls } = this.g;
    const save = (event: Event): void => {
      event.preventDefault();
      if (open.reason.trim() === '') return this.wrong(sealed.missing, 'form textarea');
      void this.act((session) => session.request('POST', `/api/sealed/${encodeURIComponent(open.archive)}/unseal`, { state: open.state, reason: open.reason.trim() }), sealed.done).then((done) => {
        if (done) this.#unsealing = null;
        this.requestUpdate();
      });
    };
    return html`<form @submit=${save}><fieldset><legend>${sealed.as}</legend><div class="checks">${(['open', 'closed'] as const).map((state) => html`<label><input type="radio" name="state" .checked=${open.state === state} @change=${() => { open.state = state; }} />${sealed[state]}</label>`)}</div></fieldset>
      <label class="field"><span>${walls.reason}</span><textarea .value=${open.reason} @input=${(event: Event) => { open.reason = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${this.off}>${sealed.save}</button>${this.#cancel()}</div></form>`;
  }
  #cancel(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => { this.escape(); this.requestUpdate(); }}>${this.g.walls.cancel}</button>`;
  }

  #formView(form: Form): TemplateResult {
    const { walls, holds, sealed } = this.g;
    const chosen = (one: Chosen, drop: () => void): TemplateResult => html`<p class="chosen"><bdi>${one.name}</bdi><button type="button" class="button quiet" @click=${() => { drop(); this.requestUpdate(); }}>${walls.choose}</button></p>`;
    const date = (name: 'from' | 'until', label: string, hint = ''): TemplateResult => html`<label class="field"><span>${label}</span><input type="date" name=${name} .value=${form[name]} @input=${(event: Event) => { form[name] = valueOf(event); }} /><span class="muted small">${hint}</span></label>`;
    return html`<form @submit=${(event: Event) => this.#save(event, form)}>
      <div class="field"><span class="label">${walls.customer}</span>${form.archive === null ? form.findArchive.render(walls.customer) : chosen(form.archive, () => { form.archive = null; })}</div>
      ${form.kind !== 'wall' ? nothing : html`<fieldset><legend>${walls.against}</legend>
        <div class="checks">${(['person', 'department'] as const).map((kind) => html`<label><input type="radio" name="to" .checked=${form.toKind === kind} @change=${() => { form.toKind = kind; this.requestUpdate(); }} />${walls[kind]}</label>`)}</div>
        ${form.toKind === 'person' ? (form.person === null ? form.findPerson.render(walls.person) : chosen(form.person, () => { form.person = null; })) : html`<label class="field"><select aria-label=${walls.department} @change=${(event: Event) => { form.department = valueOf(event); }}><option value=""></option>${this.#departments.map(({ id, name }) => html`<option value=${id} ?selected=${id === form.department}>${name}</option>`)}</select><span class="muted small">${walls.below}</span></label>`}</fieldset>
        <div class="two">${date('from', walls.from)}${date('until', walls.until, walls.open)}</div>`}
      <label class="field"><span>${walls.reason}</span><textarea name="reason" .value=${form.reason} @input=${(event: Event) => { form.reason = valueOf(event); }}></textarea></label>
      <div class="buttons"><button type="submit" class="button primary" ?disabled=${this.off}>${{ wall: walls.save, hold: holds.save, seal: sealed.seal }[form.kind]}</button>${this.#cancel()}</div></form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'wall-list': WallList }
}
