/** One person as an administrator keeps them: what they count as, what they may see, and what happens at once when they leave. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView, PersonView } from '../../model/api.ts';
import { ROLES } from '../../model/rights.ts';
import type { Role } from '../../model/rights.ts';
import type { Clearance } from '../../model/sections.ts';
import { holdEnter } from '../internal/keys.ts';
import { besideHead, checks, departmentField, textField } from './fields.ts';
import { Doing, isOffline } from './host.ts';
import type { AdminHost } from './host.ts';
import { PersonPick } from './person-pick.ts';

const CLEARANCES: readonly Clearance[] = ['identity', 'bank', 'aml'];
type Asking = 'nothing' | 'deactivate' | 'sessions';
interface Draft { readonly name: string; readonly email: string; readonly department: string; readonly superior: string; readonly roles: readonly Role[]; readonly withheld: readonly Role[]; readonly clearances: readonly Clearance[]; readonly sub: string }

const draftOf = (person: PersonView): Draft => ({
  name: person.name, email: person.email ?? '', department: person.department ?? '', superior: person.reportsTo ?? '', roles: person.roles ?? [], withheld: person.withheld ?? [], clearances: person.clearances ?? [], sub: '',
});
const turned = <T extends string>(list: readonly T[], key: string, on: boolean): readonly T[] => (on ? [...list, key as T] : list.filter((each) => each !== key));
const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

export class PersonCard {
  readonly #host: AdminHost;
  readonly #departments: () => readonly DepartmentView[];
  readonly #stored: (person: PersonView, before: string) => void;
  readonly #close: () => void;
  readonly #saving: Doing;
  readonly #ending: Doing;
  readonly #pick: PersonPick;
  #asking: Asking = 'nothing';
  #draft: Draft;
  #superior = '';
  person: PersonView;

  constructor(host: AdminHost, person: PersonView, departments: () => readonly DepartmentView[], stored: (person: PersonView, before: string) => void, close: () => void) {
    this.#host = host;
    this.#departments = departments;
    this.#stored = stored;
    this.#close = close;
    this.person = person;
    this.#draft = draftOf(person);
    this.#saving = new Doing(host);
    this.#ending = new Doing(host);
    this.#pick = new PersonPick(host, 'person-superior', ({ id, name }) => { this.#superior = name; this.#set({ superior: id }); });
    if (person.reportsTo) void this.#nameSuperior(person.reportsTo);
  }

  escape(): boolean {
    if (this.#pick.reset()) return this.#host.update(), true;
    if (this.#asking === 'nothing') return false;
    this.#ask('nothing', `.ask-${this.#asking}`);
    return true;
  }

  async #nameSuperior(id: string): Promise<void> {
    const found = await this.#host.session.request<PersonView>('GET', `/api/people/${encodeURIComponent(id)}`).catch(() => null); // the id then stands for the name
    if (this.#draft.superior !== id || !found) return;
    this.#superior = found.name;
    this.#host.update();
  }
  #set(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change };
    this.#saving.clear();
    this.#host.update();
  }
  #ask(asking: Asking, focus: string): void {
    this.#asking = asking;
    this.#host.update();
    this.#host.focus(focus);
  }

  async #change(doing: Doing, wish: object, done: string): Promise<void> {
    const { session } = this.#host;
    const before = this.person.id;
    await doing.run(async () => {
      this.person = await session.request<PersonView>('PUT', `/api/people/${encodeURIComponent(before)}`, wish);
      this.#draft = draftOf(this.person);
      this.#stored(this.person, before);
    }, done);
  }
  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const { t } = this.#host;
    const { name, email, department, superior, roles, withheld, clearances, sub } = this.#draft;
    const old = draftOf(this.person);
    if (name.trim() === '') return this.#saving.say('alert', t.admin.needName);
    await this.#change(this.#saving, {
      ...(name === old.name ? {} : { name: name.trim() }),
      ...(email === old.email ? {} : { email: email.trim() === '' ? null : email.trim() }),
      ...(department === old.department ? {} : { department: department === '' ? null : department }),
      ...(superior === old.superior ? {} : { reportsTo: superior === '' ? null : superior }),
      ...(differ(roles, old.roles) ? { roles } : {}), ...(differ(withheld, old.withheld) ? { withheld } : {}), ...(differ(clearances, old.clearances) ? { clearances } : {}),
      ...(sub.trim() === '' ? {} : { sub: sub.trim() }),
    }, t.admin.saved);
  }
  async #setActive(active: boolean): Promise<void> {
    const { t } = this.#host;
    const { name } = this.person;
    await this.#change(this.#ending, { active }, active ? t.admin.isActiveAgain(name) : t.admin.isCutOff(name));
    this.#ask('nothing', active ? '.ask-deactivate' : '.activate');
  }
  async #endSessions(): Promise<void> {
    const { t, session } = this.#host;
    await this.#ending.run(() => session.request('DELETE', `/api/people/${encodeURIComponent(this.person.id)}/sessions`), t.admin.sessionsEnded(this.person.name));
    this.#ask('nothing', '.ask-sessions');
  }

  render(): TemplateResult {
    const { t, session } = this.#host;
    const { person } = this;
    const own = person.id === session.me?.id;
    const { name, email, department, roles, withheld, clearances, sub } = this.#draft;
    const busy = this.#saving.busy || isOffline(this.#host);
    return html`<div class="beside" role="group" aria-label=${person.name}>
      ${besideHead(this.#host, person.name, this.#close)}
      <p class="muted mono">${person.id}</p>
      ${person.active ? nothing : html`<p class="banner">${t.admin.inactiveSince}</p>`}
      ${own ? html`<p class="banner">${t.admin.ownRights}</p>` : nothing}
      <form class="stack" novalidate @keydown=${holdEnter} @submit=${(event: Event) => void this.#save(event)}>
        ${textField({ id: 'person-name', label: t.admin.name, value: name, required: true, set: (text) => this.#set({ name: text }) })}
        ${textField({ id: 'person-email', label: t.admin.email, value: email, type: 'email', max: 254, set: (text) => this.#set({ email: text }) })}
        ${departmentField({ id: 'person-department', label: t.admin.department, none: t.admin.noDepartment, value: department, departments: this.#departments(), disabled: own, set: (text) => this.#set({ department: text }) })}
        ${this.#superiorView()}
        ${/^[^:]+:./.test(person.id) && !own ? textField({ id: 'person-sub', label: t.admin.signInId, value: sub, max: 128, hint: t.admin.attachHint, set: (text) => this.#set({ sub: text }) }) : nothing}
        ${checks(t.admin.countsAs, ROLES.map((role) => ({ key: role, label: t.admin.role[role], hint: t.admin.roleMay[role], on: roles.includes(role) })), (key, on) => this.#set({ roles: turned(roles, key, on) }), own)}
        ${roles.length === 0 ? html`<p class="hint muted">${t.admin.noRoleHint}</p>` : nothing}
        ${checks(t.admin.maySeeToo, CLEARANCES.map((each) => ({ key: each, label: t.admin.clearance[each], on: clearances.includes(each) })), (key, on) => this.#set({ clearances: turned(clearances, key, on) }), own)}
        <p class="hint muted">${t.admin.clearanceHint}</p>
        <details ?open=${withheld.length > 0}><summary>${t.admin.withheldTitle}</summary>
          ${checks(t.admin.withheldLegend, ROLES.map((role) => ({ key: role, label: t.admin.role[role], on: withheld.includes(role) })), (key, on) => this.#set({ withheld: turned(withheld, key, on) }), own)}
        </details>
        ${this.#saving.render()}
        <div class="buttons sticky"><button class="button primary save-person" ?disabled=${busy || !differ(this.#draft, draftOf(person))}>${this.#saving.busy ? t.kit.saving : t.admin.save}</button>
          ${differ(this.#draft, draftOf(person)) && !this.#saving.busy ? html`<button type="button" class="button" @click=${() => this.#set(draftOf(person))}>${t.admin.discard}</button>` : nothing}</div>
      </form>
      <div class="section stack leaving"><h4>${t.admin.leaving}</h4>${this.#ending.render()}${this.#leaving(own)}</div>
    </div>`;
  }

  #superiorView(): TemplateResult {
    const { t } = this.#host;
    const { superior } = this.#draft;
    return html`<div class="label-row"><span class="label">${t.admin.superior}</span><div class="stack">
      ${superior === '' ? nothing : html`<span class="chips"><span class="chip">${this.#superior || superior}<button type="button" class="drop" aria-label=${t.admin.takeAway(this.#superior || superior)} @click=${() => this.#set({ superior: '' })}>×</button></span></span>`}
      ${this.#pick.render(t.admin.superior)}</div></div>`;
  }

  #leaving(own: boolean): unknown {
    const { t } = this.#host;
    const { name, active } = this.person;
    const busy = this.#ending.busy || isOffline(this.#host);
    switch (this.#asking) {
      case 'deactivate': return this.#confirm(t.admin.deactivateAsk(name), t.admin.deactivate, () => void this.#setActive(false), busy);
      case 'sessions': return this.#confirm(t.admin.sessionsAsk(name), t.admin.endSessions, () => void this.#endSessions(), busy);
      case 'nothing': return html`<div class="buttons">
        ${active
          ? html`<button type="button" class="button danger ask-deactivate" ?disabled=${busy || own} @click=${() => this.#ask('deactivate', '.confirm .danger')}>${t.admin.deactivate}</button>`
          : html`<button type="button" class="button activate" ?disabled=${busy || own} @click=${() => void this.#setActive(true)}>${t.admin.activate}</button>`}
        <button type="button" class="button ask-sessions" ?disabled=${busy} @click=${() => this.#ask('sessions', '.confirm .danger')}>${t.admin.endSessions}</button>
      </div>`;
    }
  }
  #confirm(text: string, label: string, run: () => void, busy: boolean): TemplateResult {
    const { t } = this.#host;
    return html`<div class="confirm" role="alertdialog" aria-label=${label} aria-describedby="leaving-text">
      <p id="leaving-text">${text}</p>
      <div class="buttons"><button type="button" class="button danger" ?disabled=${busy} @click=${run}>${label}</button><button type="button" class="button" @click=${() => this.escape()}>${t.kit.cancel}</button></div>
    </div>`;
  }
}
