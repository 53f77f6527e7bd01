/** Who keeps an archive: owner, co-owners, dated deputies, changed by who manages it; a department's manager appoints deputies alone. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AccessView, OwnersView } from '../../model/access/api.ts';
import { shippedEnd } from '../../model/access/request.ts';
import { holdEnter } from '../internal/keys.ts';
import { refusal } from './ask.ts';
import type { ManageHost } from './manage.ts';
import { PickOne } from './pick.ts';
import { dayOf } from './sentences.ts';

type Adding = { readonly kind: 'owner' | 'coOwner' | 'deputy'; from: string; to: string };

export class Owners {
  readonly #host: ManageHost;
  readonly #who: PickOne;
  #adding: Adding | null = null;
  #busy = false;
  #problem = '';

  constructor(host: ManageHost) {
    this.#host = host;
    this.#who = new PickOne('owner-person', host.session, (id) => host.departments().find((each) => each.id === id)?.name ?? id, host.update);
  }

  async #put(owners: OwnersView, change: { readonly owner?: string | null; readonly coOwners?: readonly string[]; readonly deputies?: readonly { readonly person: string; readonly from: string; readonly to: string }[] }): Promise<void> {
    const { session, archive, wording, update, done } = this.#host;
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = '';
    update();
    try {
      await session.request('PUT', `/api/archives/${encodeURIComponent(archive())}/owners`, {
        owner: owners.owner?.id ?? null, coOwners: owners.coOwners.map(({ id }) => id), deputies: owners.deputies.map(({ person, from, to }) => ({ person: person.id, from, to })), ifRevision: owners.revision, ...change,
      });
      this.#adding = null;
      done(wording().t.said.owners);
    } catch (error) {
      this.#problem = refusal(error, wording().t.failed);
    }
    this.#busy = false;
    update();
  }

  #begin(kind: Adding['kind']): void {
    const now = this.#host.now();
    this.#adding = { kind, from: new Date(now).toISOString().slice(0, 10), to: shippedEnd(now) };
    this.#problem = '';
    this.#who.set(null);
    this.#host.focus('.owner-form input');
  }

  async #add(owners: OwnersView, adding: Adding): Promise<void> {
    const person = await this.#who.meant().catch(() => null); // said as not chosen, with the name still there to try again
    if (person === null) {
      this.#problem = this.#host.wording().t.choosePerson;
      return this.#host.update();
    }
    switch (adding.kind) {
      case 'owner': return void this.#put(owners, { owner: person.id });
      case 'coOwner': return void this.#put(owners, { coOwners: [...owners.coOwners.map(({ id }) => id), person.id] });
      case 'deputy': return void this.#put(owners, { deputies: [...owners.deputies.map((each) => ({ ...each, person: each.person.id })), { person: person.id, from: adding.from, to: adding.to }] });
    }
  }

  render(view: AccessView, off: boolean): TemplateResult | typeof nothing {
    const { owners, may } = view;
    if (owners === null) return nothing;
    const words = this.#host.wording();
    const { t } = words;
    const shut = off || this.#busy;
    const all = may.manage;
    const deputies = all || may.appoint;
    const remove = (name: string, run: () => void): TemplateResult => html`<button type="button" class="button quiet remove" ?disabled=${shut} aria-label=${t.remove(name)} @click=${run}>×</button>`;
    return html`<section class="part" aria-labelledby="owners"><h3 id="owners">${t.owners}</h3>
      <dl class="owners">
        <dt>${t.owner}</dt><dd><span><bdi>${owners.owner?.name ?? t.noOwner}</bdi>${owners.owner !== null && owners.ownerless ? html` <span class="muted small">${t.left}</span>` : nothing}</span>${all ? html`<button type="button" class="button quiet change-owner" ?disabled=${shut} @click=${() => { this.#begin('owner'); }}>${t.changeOwner}</button>` : nothing}</dd>
        <dt>${t.coOwners}</dt><dd>${owners.coOwners.map(({ id, name }) => html`<span><bdi>${name}</bdi>${all ? remove(name, () => void this.#put(owners, { coOwners: owners.coOwners.flatMap((each) => (each.id === id ? [] : [each.id])) })) : nothing}</span>`)}${all ? html`<button type="button" class="button quiet add-co-owner" ?disabled=${shut} aria-label=${t.addCoOwner} @click=${() => { this.#begin('coOwner'); }}>${t.add}</button>` : owners.coOwners.length === 0 ? '–' : nothing}</dd>
        <dt>${t.deputies}</dt><dd>${owners.deputies.map(({ person, from, to }, i) => html`<span><bdi>${person.name}</bdi> <span class="muted small">${dayOf(words, from)} – ${dayOf(words, to)}</span>${deputies ? remove(person.name, () => void this.#put(owners, { deputies: owners.deputies.flatMap((each, n) => (n === i ? [] : [{ ...each, person: each.person.id }])) })) : nothing}</span>`)}${deputies ? html`<button type="button" class="button quiet add-deputy" ?disabled=${shut} aria-label=${t.addDeputy} @click=${() => { this.#begin('deputy'); }}>${t.add}</button>` : owners.deputies.length === 0 ? '–' : nothing}</dd>
      </dl>
      ${this.#adding === null ? nothing : this.#form(owners, this.#adding, shut)}
      ${this.#problem === '' ? nothing : html`<p class="danger problem" role="alert">${this.#problem}</p>`}
    </section>`;
  }

  #form(owners: OwnersView, adding: Adding, shut: boolean): TemplateResult {
    const { t } = this.#host.wording();
    const close = (): void => {
      this.#adding = null;
      this.#host.update();
    };
    const label = adding.kind === 'owner' ? t.changeOwner : adding.kind === 'coOwner' ? t.addCoOwner : t.addDeputy;
    const date = (name: 'from' | 'to'): TemplateResult => html`<div class="label-row"><label for="deputy-${name}">${t[name]}</label><input type="date" class="day" id="deputy-${name}" .value=${live(adding[name])} @change=${(event: Event) => { adding[name] = (event.target as HTMLInputElement).value; }} /></div>`;
    return html`<form class="owner-form wish" novalidate aria-label=${label} @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        event.preventDefault();
        close();
      } else holdEnter(event);
    }} @submit=${(event: Event) => {
      event.preventDefault();
      void this.#add(owners, adding);
    }}><div class="label-row"><label for="owner-person">${label}</label><div>${this.#who.render(t.findPerson, this.#host.strings())}</div></div>
      ${adding.kind === 'deputy' ? [date('from'), date('to')] : nothing}
      <div class="buttons"><button class="button primary" ?disabled=${shut}>${t.save}</button><button type="button" class="button" @click=${close}>${t.cancel}</button></div></form>`;
  }
}
