/** Departments as a tree with their managers. One is opened at a time: its name, what it belongs to, who manages it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView, PersonView } from '../../model/api.ts';
import { holdEnter } from '../internal/keys.ts';
import { CsvImport } from './csv-import.ts';
import { besideHead, departmentField, textField } from './fields.ts';
import { Asked, Doing, isOffline } from './host.ts';
import type { AdminHost, AdminPart } from './host.ts';
import { PersonPick } from './person-pick.ts';
import { isBelow, sortedByPath } from './tree.ts';

interface Draft { readonly id: string; readonly name: string; readonly parent: string; readonly managers: readonly string[] }
type Beside = { readonly kind: 'nothing' } | { readonly kind: 'department'; readonly old: DepartmentView | null; readonly draft: Draft; readonly dropping: boolean } | { readonly kind: 'import'; readonly form: CsvImport };
interface People { readonly items: readonly PersonView[] }
/** Ids that one question may name. */
const MOST_IDS = 100;

export class Departments implements AdminPart {
  readonly #host: AdminHost;
  readonly #all: Asked<readonly DepartmentView[]>;
  readonly #doing: Doing;
  readonly #pick: PersonPick;
  readonly #names = new Map<string, string>();
  #beside: Beside = { kind: 'nothing' };

  constructor(host: AdminHost) {
    this.#host = host;
    this.#doing = new Doing(host);
    this.#all = new Asked(host, async () => {
      const { items } = await host.session.request<{ readonly items: readonly DepartmentView[] }>('GET', '/api/departments');
      await this.#name(items.flatMap(({ managers }) => managers));
      return items;
    });
    this.#pick = new PersonPick(host, 'department-manager', ({ id, name }) => {
      this.#names.set(id, name);
      if (this.#beside.kind === 'department') this.#set({ managers: [...new Set([...this.#beside.draft.managers, id])] });
    });
  }

  open(): void {
    void this.#all.load();
  }
  close(): void {
    if (this.#beside.kind === 'import') this.#beside.form.stop();
  }
  escape(): boolean {
    if (this.#pick.reset()) return this.#host.update(), true;
    if (this.#beside.kind === 'department' && this.#beside.dropping) return this.#drop(false), true;
    if (this.#beside.kind === 'nothing') return false;
    this.#shut();
    return true;
  }

  /** Names stand for ids where the server knows them. */
  async #name(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.#names.has(id));
    for (let at = 0; at < unknown.length; at += MOST_IDS) {
      const query = new URLSearchParams([...unknown.slice(at, at + MOST_IDS).map((id) => ['id', id]), ['limit', String(MOST_IDS)]]);
      const { items } = await this.#host.session.request<People>('GET', `/api/people?${query}`);
      for (const { id, name } of items) this.#names.set(id, name);
    }
  }

  #put(beside: Beside, focus: string): void {
    if (this.#beside.kind === 'import') this.#beside.form.stop();
    this.#doing.clear();
    this.#pick.reset();
    this.#beside = beside;
    this.#host.update();
    this.#host.focus(focus);
  }
  #shut(): void {
    const last = this.#beside;
    this.#put({ kind: 'nothing' }, last.kind === 'department' && last.old ? `[data-department="${CSS.escape(last.old.id)}"]` : last.kind === 'import' ? '.import-departments' : '.add-department');
  }
  #show(old: DepartmentView | null): void {
    this.#put({ kind: 'department', old, draft: old ? { ...old, parent: old.parent ?? '' } : { id: '', name: '', parent: '', managers: [] }, dropping: false }, old ? '.beside h3' : '#department-name');
  }
  #set(change: Partial<Draft>): void {
    if (this.#beside.kind !== 'department') return;
    this.#beside = { ...this.#beside, draft: { ...this.#beside.draft, ...change } };
    this.#host.update();
  }
  #drop(dropping: boolean): void {
    if (this.#beside.kind === 'department') this.#beside = { ...this.#beside, dropping };
    this.#host.update();
    this.#host.focus(dropping ? '.confirm .danger' : '.ask-drop');
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.#beside.kind !== 'department') return;
    const { t, session } = this.#host;
    const { old, draft } = this.#beside;
    const name = draft.name.trim();
    const id = old?.id ?? (draft.id.trim() || name);
    if (name === '') return this.#doing.say('alert', t.admin.needName);
    if (!old && this.#all.value?.some((each) => each.id === id)) return this.#doing.say('alert', t.admin.departmentThere);
    let stored: DepartmentView | undefined;
    const worked = await this.#doing.run(async () => {
      stored = await session.request<DepartmentView>('PUT', `/api/departments/${encodeURIComponent(id)}`, { name, parent: draft.parent === '' ? null : draft.parent, managers: draft.managers });
    }, t.admin.saved);
    if (!worked || !stored) return;
    this.#all.set([...(this.#all.value ?? []).filter((each) => each.id !== id), stored]);
    this.#beside = { kind: 'department', old: stored, draft: { ...stored, parent: stored.parent ?? '' }, dropping: false };
    this.#host.update();
  }
  async #remove(): Promise<void> {
    if (this.#beside.kind !== 'department' || !this.#beside.old) return;
    const { id } = this.#beside.old;
    const worked = await this.#doing.run(() => this.#host.session.request('DELETE', `/api/departments/${encodeURIComponent(id)}`), '');
    if (!worked) return this.#drop(false);
    this.#all.set((this.#all.value ?? []).filter((each) => each.id !== id));
    this.#put({ kind: 'nothing' }, '.add-department');
  }

  render(): TemplateResult {
    const { t } = this.#host;
    return html`<div class="sides ${this.#beside.kind === 'nothing' ? '' : 'opened'}">
      <div class="main">
        <div class="tools">
          <button type="button" class="button primary add-department" @click=${() => this.#show(null)}>${t.admin.addDepartment}</button>
          <button type="button" class="button import-departments" @click=${() => this.#put({ kind: 'import', form: new CsvImport(this.#host, 'departments', () => this.open(), () => this.#shut()) }, '#import-files')}>${t.admin.importDepartments}</button>
        </div>
        ${this.#all.render((all) => this.#tree(all))}
      </div>
      ${this.#beside.kind === 'nothing' ? nothing : this.#beside.kind === 'import' ? this.#beside.form.render() : this.#form(this.#beside)}
    </div>`;
  }

  #tree(all: readonly DepartmentView[]): TemplateResult {
    const { t } = this.#host;
    if (all.length === 0) return html`<div class="empty" role="status"><p>${t.admin.noDepartmentsYet}</p></div>`;
    const shown = this.#beside.kind === 'department' ? this.#beside.old?.id : undefined;
    return html`<ul class="rows tree">${sortedByPath(all).map((each) => html`<li class="depth-${Math.min(each.depth, 6)}">
      <button type="button" class="row ${each.id === shown ? 'on' : ''}" data-department=${each.id} aria-current=${each.id === shown ? 'true' : nothing} @click=${() => this.#show(each)}>
        <span class="name">${each.name}</span>${each.depth === 0 ? nothing : html`<span class="visually-hidden">${each.path}</span>`}
        <span class="facts muted">${each.managers.length === 0 ? t.admin.noManager : each.managers.map((id) => this.#names.get(id) ?? id).join(', ')}</span>
      </button></li>`)}</ul>`;
  }

  #form({ old, draft, dropping }: Extract<Beside, { kind: 'department' }>): TemplateResult {
    const { t } = this.#host;
    const all = this.#all.value ?? [];
    const busy = this.#doing.busy || isOffline(this.#host);
    return html`<form class="beside" novalidate @keydown=${holdEnter} @submit=${(event: Event) => void this.#save(event)}>
      ${besideHead(this.#host, old?.name ?? t.admin.addDepartment, () => this.#shut())}
      ${textField({ id: 'department-name', label: t.admin.name, value: draft.name, required: true, set: (name) => this.#set({ name }) })}
      ${old ? html`<div class="label-row"><span class="label">${t.admin.departmentId}</span><span class="mono">${old.id}</span></div>` : textField({ id: 'department-id', label: t.admin.departmentId, value: draft.id, max: 64, hint: t.admin.departmentIdHint, set: (id) => this.#set({ id }) })}
      ${departmentField({ id: 'department-parent', label: t.admin.partOf, none: t.admin.topLevel, value: draft.parent, departments: all, skip: (id) => old !== null && isBelow(all, id, old.id), set: (parent) => this.#set({ parent }) })}
      <div class="label-row"><span class="label">${t.admin.managers}</span><div class="stack">
        ${draft.managers.length === 0 ? nothing : html`<span class="chips">${draft.managers.map((id) => html`<span class="chip">${this.#names.get(id) ?? id}<button type="button" class="drop" aria-label=${t.admin.takeAway(this.#names.get(id) ?? id)} @click=${() => this.#set({ managers: draft.managers.filter((each) => each !== id) })}>×</button></span>`)}</span>`}
        ${this.#pick.render(t.admin.addManager, 'managers-hint')}<p class="hint muted" id="managers-hint">${t.admin.managersHint}</p></div></div>
      ${this.#doing.render()}
      <div class="buttons"><button class="button primary" ?disabled=${busy}>${this.#doing.busy ? t.kit.saving : old ? t.admin.save : t.admin.add}</button>
        ${old && !dropping ? html`<button type="button" class="button danger ask-drop" ?disabled=${busy} @click=${() => this.#drop(true)}>${t.admin.removeDepartment}</button>` : nothing}</div>
      ${old && dropping ? html`<div class="confirm" role="alertdialog" aria-label=${t.admin.removeDepartment} aria-describedby="drop-text"><p id="drop-text">${t.admin.removeAsk(old.name)}</p>
        <div class="buttons"><button type="button" class="button danger" ?disabled=${busy} @click=${() => void this.#remove()}>${t.admin.removeDepartment}</button><button type="button" class="button" @click=${() => this.#drop(false)}>${t.kit.cancel}</button></div></div>` : nothing}
    </form>`;
  }
}
