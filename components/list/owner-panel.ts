/** Choosing the colleague who shall keep the selected customers, and what came of it. The change itself is made by `owner-change.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DepartmentView, PersonView } from '../../model/api.ts';
import type { PersonId } from '../../model/ids.ts';
import { fold } from '../internal/fold.ts';
import type { Strings } from '../internal/strings/index.ts';
import { holdEnter } from '../internal/keys.ts';
import type { OwnerChange, OwnerTarget } from './owner-change.ts';

export interface OwnerPanel {
  readonly t: Strings;
  readonly targets: readonly OwnerTarget[];
  /** Selected ones that this person may not give away. */
  readonly others: number;
  /** Whom the server found. */
  readonly people: readonly PersonView[];
  /** It found more than it told. */
  readonly more: boolean;
  readonly departments: readonly DepartmentView[];
  readonly search: string;
  readonly chosen: PersonId | null;
  readonly change: OwnerChange | null;
  /** Nobody was chosen when the button was pressed. */
  readonly problem: boolean;
  readonly set: (change: { readonly search?: string; readonly chosen?: PersonId }) => void;
  readonly save: () => void;
  readonly close: () => void;
}

export function ownerPanel(panel: OwnerPanel): TemplateResult {
  const { t, targets, others, people, search, chosen, change } = panel;
  if (change?.kind === 'running') {
    return html`<div class="owner-panel" role="group" aria-label=${t.list.setOwner}>
      <p role="status">${t.list.settingOwner(change.done, change.all)}</p>
      <progress max=${change.all} .value=${change.done} aria-label=${t.list.setOwner}></progress>
    </div>`;
  }
  if (change?.kind === 'done') {
    return html`<div class="owner-panel" role="group" aria-label=${t.list.setOwner}>
      ${change.changed > 0 ? html`<p role="status">${t.list.ownersSet(change.changed)}</p>` : nothing}
      ${change.failures.length > 0 ? html`<div role="alert"><p class="danger">${t.list.ownersFailed(change.failures.length)}</p>
        <ul>${change.failures.map(({ name, message }) => html`<li><strong>${name}</strong> ${message === '' ? t.kit.failed : message}</li>`)}</ul></div>` : nothing}
      <div class="buttons"><button type="button" class="button done" @click=${panel.close}>${t.kit.close}</button></div>
    </div>`;
  }
  const words = fold(search).split(/\s+/u).filter(Boolean);
  const found = people.filter(({ active, name, id }) => active && words.every((word) => fold(`${name} ${id}`).includes(word)));
  const send = (event: Event): void => {
    event.preventDefault();
    panel.save();
  };
  return html`<form class="owner-panel" novalidate aria-label=${t.list.ownerOf(targets.length)} @keydown=${holdEnter} @submit=${send}>
    <p><strong>${t.list.ownerOf(targets.length)}</strong></p>
    ${others > 0 ? html`<p class="muted">${t.list.notYours(others)}</p>` : nothing}
    <input type="search" aria-label=${t.list.findPerson} placeholder=${t.list.findPerson} autocomplete="off" .value=${search} @input=${(event: Event) => panel.set({ search: (event.target as HTMLInputElement).value })} />
    ${found.length === 0
      ? html`<p class="muted" role="status">${t.list.nobodyFound}</p>`
      : html`<ul class="people">${found.map(({ id, name, department }) => html`<li><label class="person"><input type="radio" name="owner" .checked=${id === chosen} @change=${() => panel.set({ chosen: id })} /><span>${name}</span>${department === null ? nothing : html`<span class="muted small">${panel.departments.find(({ id: each }) => each === department)?.name ?? department}</span>`}</label></li>`)}</ul>${panel.more ? html`<p class="muted small" role="status">${t.list.morePeople(found.length)}</p>` : nothing}`}
    ${panel.problem ? html`<p class="danger" role="alert">${t.list.choose}</p>` : nothing}
    <div class="buttons">
      <button class="button primary" ?disabled=${targets.length === 0}>${t.list.setOwner}</button>
      <button type="button" class="button" @click=${panel.close}>${t.kit.cancel}</button>
    </div>
  </form>`;
}
