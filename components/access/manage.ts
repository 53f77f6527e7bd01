/** For who manages an archive: everybody who sees it as a table, rights that were given, giving one, ending and narrowing, and what somebody would see. Who keeps it is `owners.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AccessGrant, AccessView } from '../../model/access/api.ts';
import { internalSections, shippedEnd } from '../../model/access/request.ts';
import type { DepartmentView } from '../../model/api.ts';
import { ROLES } from '../../model/rights.ts';
import type { Role } from '../../model/rights.ts';
import { holdEnter } from '../internal/keys.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { refusal } from './ask.ts';
import { PickOne } from './pick.ts';
import { byLevel, labelled, reasons, sectionNames, together, untilText, whoText, wishText } from './sentences.ts';
import type { Wording } from './sentences.ts';
import { newDraft, sectionsOfDraft, wishFields } from './wish-form.ts';
import type { Draft } from './wish-form.ts';
import { called } from '../internal/called.ts';

export interface ManageHost {
  readonly session: Session;
  readonly archive: () => string;
  readonly wording: () => Wording;
  readonly strings: () => Strings;
  readonly departments: () => readonly DepartmentView[];
  readonly now: () => number;
  readonly update: () => void;
  readonly done: (said: string) => void;
  readonly focus: (selector: string) => void;
}
/** `instead`: the right that this one is put in the place of. */
interface Giving { readonly draft: Draft; kind: 'person' | 'department' | 'role'; department: string; role: Role; readonly instead: AccessGrant | null }
type Would = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly text: string } | { readonly kind: 'here'; readonly view: AccessView };

export class Manage {
  readonly #host: ManageHost;
  readonly #to: PickOne;
  readonly #whose: PickOne;
  #giving: Giving | null = null;
  #would: Would | null = null;
  #busy = false;
  #problem = '';

  constructor(host: ManageHost) {
    this.#host = host;
    const name = (id: string): string => host.departments().find((each) => each.id === id)?.name ?? id;
    this.#to = new PickOne('give-person', host.session, name, host.update);
    this.#whose = new PickOne('would-person', host.session, name, host.update);
  }

  async #do(work: () => Promise<unknown>, said: string): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#problem = '';
    this.#host.update();
    try {
      await work();
      this.#host.done(said);
      return true;
    } catch (error) {
      this.#problem = refusal(error, this.#host.wording().t.failed);
      return false;
    } finally {
      this.#busy = false;
      this.#host.update();
    }
  }

  #end(grant: AccessGrant): Promise<unknown> {
    const { session } = this.#host;
    return grant.request === null ? session.request('DELETE', `/api/grants/${encodeURIComponent(grant.id)}`) : session.request('POST', `/api/access-requests/${encodeURIComponent(grant.request)}/end`);
  }

  #begin(instead: AccessGrant | null): void {
    const until = instead?.until?.slice(0, 10) ?? shippedEnd(this.#host.now());
    this.#giving = {
      kind: instead?.to.kind ?? 'person', department: instead?.to.kind === 'department' ? instead.to.id : '', role: instead?.to.kind === 'role' ? (instead.to.id as Role) : 'staff', instead,
      draft: newDraft({ until, level: instead?.level === 'write' ? 'write' : 'read', sections: [...(instead?.sections ?? internalSections)], text: instead?.reason ?? '' }),
    };
    this.#to.set(instead?.to.kind === 'person' ? { id: instead.to.id, name: instead.to.name } : null);
    this.#host.update();
    this.#host.focus('.give-form :is(input, select)');
  }

  async #give(giving: Giving): Promise<void> {
    const { session, archive, wording } = this.#host;
    const { t } = wording();
    const { draft, kind, instead } = giving;
    const person = kind === 'person' ? await this.#to.meant().catch(() => null) : null; // said as not chosen
    const id = kind === 'person' ? (person?.id ?? '') : kind === 'department' ? giving.department : giving.role;
    draft.problem = id === '' ? t.choosePerson : draft.sections.length === 0 ? t.ask.choose : draft.text.trim() === '' ? t.ask.why : '';
    if (draft.problem !== '') return this.#host.update();
    const done = await this.#do(async () => {
      await session.request('POST', '/api/grants', { archive: archive(), to: { kind, id }, level: draft.level, sections: sectionsOfDraft(draft), until: draft.until, reason: draft.text });
      // the narrower right is there before the wider one goes, so that nothing is shut in between
      if (instead !== null) await this.#end(instead);
    }, t.said.given);
    if (!done) return;
    this.#giving = null;
    this.#host.update();
  }

  async #look(): Promise<void> {
    const { session, archive, wording, update } = this.#host;
    const person = await this.#whose.meant().catch(() => null); // said as not chosen
    if (person === null) {
      this.#would = { kind: 'failed', text: wording().t.choosePerson };
      return update();
    }
    this.#would = { kind: 'loading' };
    update();
    try {
      this.#would = { kind: 'here', view: await session.request<AccessView>('GET', `/api/archives/${encodeURIComponent(archive())}/access?${new URLSearchParams({ person: person.id })}`) };
    } catch (error) {
      this.#would = { kind: 'failed', text: refusal(error, wording().t.failed) };
    }
    update();
  }

  render(view: AccessView, off: boolean): TemplateResult | typeof nothing {
    const { all } = view;
    if (all === null) return nothing;
    const words = this.#host.wording();
    const { t } = words;
    const shut = off || this.#busy;
    return html`
      <section class="part" aria-labelledby="who"><h3 id="who">${t.who}</h3>
        <table><thead><tr><th scope="col">${t.columns.who}</th><th scope="col">${t.columns.what}</th><th scope="col">${t.columns.why}</th><th scope="col">${t.columns.until}</th></tr></thead>
          <tbody>${all.lines.map((line) => html`<tr><th scope="row"><bdi>${whoText(line.who, words)}</bdi></th>
            <td data-label=${t.columns.what}>${byLevel(line.sections).map((each) => html`<span class="right"><strong>${t.levels[each.level]}</strong> ${each.level === 'exists' ? nothing : sectionNames(each.sections, words)}</span>`)}</td>
            <td data-label=${t.columns.why}>${reasons(line.because, words)}</td><td class=${line.until === null ? 'open' : ''} data-label=${t.columns.until}>${line.until === null ? '–' : untilText(words, line.until)}</td></tr>`)}</tbody></table>
        ${this.#wouldView(words, off)}
      </section>
      <section class="part" aria-labelledby="grants"><h3 id="grants">${t.grants}</h3>
        ${this.#problem === '' ? nothing : html`<p class="danger problem" role="alert">${this.#problem}</p>`}
        ${all.grants.length === 0 ? html`<p class="muted">${t.noGrants}</p>` : html`<ul class="grants">${all.grants.map((grant) => this.#grant(grant, words, shut))}</ul>`}
        ${this.#giving === null ? html`<div><button type="button" class="button give-open" ?disabled=${shut} @click=${() => { this.#begin(null); }}>${t.giveTitle}</button></div>` : this.#form(this.#giving, view, words, shut)}
      </section>`;
  }

  #grant(grant: AccessGrant, words: Wording, shut: boolean): TemplateResult {
    const { t, language } = words;
    const name = grant.to.kind === 'role' ? t.roles[grant.to.id as Role] : grant.to.name;
    const what = grant.level === 'exists' ? `${t.levels.exists}, ${untilText(words, grant.until)}` : wishText({ ...words, language }, { sections: grant.sections, level: grant.level, until: grant.until });
    return html`<li class="grant" data-grant=${grant.id}><p><strong><bdi>${name}</bdi></strong> <span>${what}</span></p>
      <p class="muted small"><bdi>${grant.reason}</bdi> · ${grant.origin === 'given' ? t.byWhom(called(grant.by, language)) : `${t.because[grant.origin]}, ${t.byWhom(called(grant.by, language))}`}</p>
      <div class="buttons">${grant.level === 'exists' || grant.origin === 'breakGlass' || grant.origin === 'correction' ? nothing : html`<button type="button" class="button narrow" ?disabled=${shut} aria-label=${labelled(t.narrow, name)} @click=${() => { this.#begin(grant); }}>${t.narrow}</button>`}
        <button type="button" class="button end" ?disabled=${shut} aria-label=${labelled(t.end, name)} @click=${() => void this.#do(() => this.#end(grant), t.said.end)}>${t.end}</button></div></li>`;
  }

  #form(giving: Giving, view: AccessView, words: Wording, shut: boolean): TemplateResult {
    const { t } = words;
    const { update, departments, strings } = this.#host;
    const { draft, instead } = giving;
    const close = (): void => {
      this.#giving = null;
      update();
      this.#host.focus('.give-open');
    };
    const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;
    return html`<form class="give-form wish" novalidate aria-label=${instead === null ? t.giveTitle : labelled(t.narrow, instead.to.name)} @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        event.preventDefault();
        close();
      } else holdEnter(event);
    }} @submit=${(event: Event) => {
      event.preventDefault();
      void this.#give(giving);
    }}>
      ${instead === null ? html`<div class="label-row"><label for="give-kind">${t.giveTo}</label><div class="receiver">
        <select id="give-kind" @change=${(event: Event) => { giving.kind = valueOf(event) as Giving['kind']; update(); }}>${(['person', 'department', 'role'] as const).map((kind) => html`<option value=${kind} .selected=${live(kind === giving.kind)}>${t.kinds[kind]}</option>`)}</select>
        ${giving.kind === 'person' ? html`<div>${this.#to.render(t.findPerson, strings())}</div>`
          : giving.kind === 'department' ? html`<select aria-label=${t.kinds.department} @change=${(event: Event) => { giving.department = valueOf(event); }}><option value=""></option>${departments().map(({ id, name }) => html`<option value=${id} .selected=${live(id === giving.department)}>${name}</option>`)}</select>`
          : html`<select aria-label=${t.kinds.role} @change=${(event: Event) => { giving.role = valueOf(event) as Role; }}>${ROLES.filter((role) => role !== 'auditor' && role !== 'admin').map((role) => html`<option value=${role} .selected=${live(role === giving.role)}>${t.roles[role]}</option>`)}</select>`}</div></div>` : html`<p><strong>${labelled(t.narrow, instead.to.name)}</strong></p>`}
      ${wishFields({ draft, id: 'give', wording: words, ...(instead === null ? {} : { offered: instead.sections ?? internalSections }), levels: instead?.level === 'read' ? ['read'] : ['read', 'write'], min: view.today, forever: false, textLabel: t.ask.reason, update })}
      <div class="buttons"><button class="button primary" ?disabled=${shut}>${instead === null ? t.giveSend : t.give}</button><button type="button" class="button" @click=${close}>${t.cancel}</button></div>
    </form>`;
  }

  #wouldView(words: Wording, off: boolean): TemplateResult {
    const { t } = words;
    const would = this.#would;
    return html`<form class="would" novalidate aria-label=${t.would} @keydown=${holdEnter} @submit=${(event: Event) => {
      event.preventDefault();
      void this.#look();
    }}><div class="label-row"><label for="would-person">${t.would}</label><div class="receiver"><div>${this.#whose.render(t.findPerson, this.#host.strings())}</div><button class="button look" ?disabled=${off}>${t.look}</button></div></div>
      <div role="status">${would === null ? nothing : would.kind === 'loading' ? html`<p class="muted">${this.#host.strings().kit.loading}</p>` : would.kind === 'failed' ? html`<p class="danger">${would.text}</p>` : rightsView(would.view, words, t.of(would.view.person.name), t.nothingOf(would.view.person.name), false)}</div></form>`;
  }
}

/** What one person sees, in sentences. */
export function rightsView(view: AccessView, words: Wording, label: string, empty: string, you: boolean): TemplateResult {
  const { t } = words;
  const told = together(view.sections).filter(({ level }) => level !== 'exists');
  if (told.length === 0) return html`<p class="nothing">${view.level === 'exists' && !you ? t.levels.exists : empty}</p>${view.sections[0] === undefined ? nothing : html`<p class="muted small">${reasons(view.sections[0].because, words, you)}</p>`}`;
  return html`<ul class="mine" aria-label=${label}>${told.map((each) => html`<li><p><strong>${t.levels[each.level]}</strong> ${sectionNames(each.sections, words)}</p>
    <p class="muted small">${reasons(each.because, words, you)}${each.until === null || each.because.some(({ kind }) => kind === 'deputy') ? nothing : html`, ${untilText(words, each.until)}`}</p></li>`)}</ul>`;
}
