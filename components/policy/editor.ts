/** The draft while somebody writes on it: rules chosen, words typed. What is done with it is the element's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { PACKS } from '../../model/catalogue/pack-names.ts';
import { MOST_LINK_DAYS } from '../../model/elsewhere/api.ts';
import type { PolicyView, PolicyWish } from '../../model/governance/policy-api.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Language } from '../../model/labels.ts';
import type { DefaultLevel, PackRole, Policy, PolicyPreset } from '../../model/rights/policy.ts';
import type { Role } from '../../model/rights.ts';
import { CLEARANCES, SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { checkedOf, valueOf } from '../admin/host.ts';
import { FindPerson } from '../governance/finds.ts';
import type { FindHostIn } from '../governance/finds.ts';
import { LANGUAGE_NAMES, packLabel, personName, sectionLabel } from './sentences.ts';
import type { Wording } from './sentences.ts';
import type { PolicyTexts } from './texts.ts';

export type Draft = PolicyWish;
interface Ref { readonly id: DepartmentId; readonly name: string }

const LEVELS: readonly DefaultLevel[] = ['none', 'exists', 'read', 'write'];
const PRESETS: readonly PolicyPreset[] = ['open', 'byDepartment', 'strict'];
/** Who reads by what they are; heads, stewards and compliance have rights of their own. */
const READERS: readonly Role[] = ['service', 'serviceManager', 'staff'];

export type Presets = PolicyView['presets'];
/** The default levels and what is entered unseen; readers and people are the company's own. */
const presetOf = ({ departmentDefault, companyDefault }: Policy, presets: Presets): PolicyPreset | null =>
  PRESETS.find((each) => presets[each].departmentDefault === departmentDefault && presets[each].companyDefault === companyDefault) ?? null;

export class PolicyEditor {
  draft: Draft;
  readonly #host: FindHostIn;
  readonly #find: FindPerson;
  readonly #presets: Presets;
  readonly #ownSignIn: boolean;
  #in: Language;
  #names: readonly { readonly id: PersonId; readonly name: string }[] = [];
  #departments: readonly Ref[] = [];

  constructor(host: FindHostIn, draft: Draft, { presets, ownSignIn }: Pick<PolicyView, 'presets' | 'ownSignIn'>) {
    this.#host = host;
    this.#presets = presets;
    this.#ownSignIn = ownSignIn;
    this.draft = draft;
    this.#in = LANGUAGES.find((each) => each === host.language && draft.text[each]) ?? LANGUAGES.find((each) => draft.text[each]) ?? host.language;
    this.#find = new FindPerson(host, 'emergency', ({ id, name }) => {
      this.#names = [...this.#names, { id, name }];
      this.#rules({ emergency: [...new Set([...this.draft.rules.emergency, id])] });
    });
    host.session.request<{ readonly items: readonly Ref[] }>('GET', '/api/departments').then(
      ({ items }) => {
        this.#departments = items;
        host.update();
      },
      () => undefined, // roles can be chosen all the same
    );
  }

  #set(more: Partial<Draft>): void {
    this.draft = { ...this.draft, ...more };
    this.#host.update();
  }
  #rules(more: Partial<Policy>): void {
    this.#set({ rules: { ...this.draft.rules, ...more } });
  }
  #role(at: number, more: Partial<PackRole>): void {
    this.#rules({ packRoles: this.draft.rules.packRoles.map((role, i) => (i === at ? { ...role, ...more } : role)) });
  }

  render(wording: Wording): TemplateResult {
    const { t } = wording;
    const { rules, note } = this.draft;
    const preset = presetOf(rules, this.#presets);
    const level = (kind: 'departmentDefault' | 'companyDefault', label: string): TemplateResult => html`<label class="field"><span>${label}</span>
      <select name=${kind} .value=${live(rules[kind])} @change=${(event: Event) => this.#rules({ [kind]: valueOf(event) as DefaultLevel })}>${LEVELS.map((each) => html`<option value=${each} ?selected=${each === rules[kind]}>${t.levels[each]}</option>`)}</select></label>`;
    return html`<div class="edit">
      <label class="field"><span>${t.note}</span><textarea name="note" aria-describedby="note-hint" .value=${live(note)} @input=${(event: Event) => this.#set({ note: valueOf(event) })}></textarea><span class="muted small" id="note-hint">${t.noteHint}</span></label>
      <fieldset><legend>${t.rules}</legend>
        <label class="field"><span>${t.startFrom}</span><select name="preset" .value=${live(preset ?? '')} @change=${(event: Event) => this.#preset(valueOf(event))}>
          ${preset === null ? html`<option value="" selected>${t.keepRules}</option>` : nothing}${PRESETS.map((each) => html`<option value=${each} ?selected=${each === preset}>${t.presets[each].name}</option>`)}</select></label>
        <div class="two">${level('departmentDefault', t.who.department)}${level('companyDefault', t.who.company)}</div>
        <p class="lead small">${t.internal}</p>
      </fieldset>
      <fieldset><legend>${t.enterOnly}</legend><div class="checks">${(['identity', 'bank'] as const).map((of) => html`<label><input type="checkbox" .checked=${live(rules.enterOnly.includes(of))} @change=${(event: Event) => this.#rules({ enterOnly: checkedOf(event) ? [...rules.enterOnly, of] : rules.enterOnly.filter((each) => each !== of) })} />${t.who[of]}</label>`)}</div></fieldset>
      <fieldset><legend>${t.frameOnly}</legend><p class="lead small">${t.frameOnlyLead}</p>${this.#ownSignIn ? nothing : html`<p class="small" id="frame-needs">${t.frameOnlyNeeds}</p>`}
        <div class="checks">${CLEARANCES.map((of) => html`<label><input type="checkbox" name="frameOnly" value=${of} .checked=${live(rules.frameOnly.includes(of))} ?disabled=${!this.#ownSignIn && !rules.frameOnly.includes(of)} aria-describedby=${this.#ownSignIn ? nothing : 'frame-needs'}
          @change=${(event: Event) => this.#rules({ frameOnly: CLEARANCES.filter((each) => (each === of ? checkedOf(event) : rules.frameOnly.includes(each))) })} />${t.who[of]}</label>`)}</div></fieldset>
      <fieldset><legend>${t.linkDays}</legend><div class="label-row"><label for="link-days">${t.linkDaysHint}</label><input id="link-days" type="number" inputmode="numeric" min="0" max=${MOST_LINK_DAYS} .value=${live(String(rules.linkDays))} @change=${(event: Event) => { const days = (event.target as HTMLInputElement).valueAsNumber; this.#rules({ linkDays: Number.isNaN(days) ? MOST_LINK_DAYS : Math.min(MOST_LINK_DAYS, Math.max(0, Math.round(days))) }); }} /></div></fieldset>
      <fieldset><legend>${t.packRoles}</legend><p class="lead small">${t.packRolesLead}</p>
        ${rules.packRoles.map((role, i) => this.#roleView(role, i, wording))}
        <div><button type="button" class="button add-role" @click=${() => this.#rules({ packRoles: [...rules.packRoles, { pack: 'renovation', to: { kind: 'role', id: 'service' }, sections: ['profile'] }] })}>${t.addRole}</button></div></fieldset>
      <fieldset><legend>${t.emergencyLead}</legend>
        ${rules.emergency.length === 0 ? nothing : html`<ul class="chips">${rules.emergency.map((id) => html`<li><bdi>${this.#name(id, wording)}</bdi><button type="button" class="button quiet icon" aria-label=${t.removePerson(this.#name(id, wording))} @click=${() => this.#rules({ emergency: rules.emergency.filter((each) => each !== id) })}>×</button></li>`)}</ul>`}
        ${this.#find.render(t.addPerson)}</fieldset>
      ${this.#textView(t)}
    </div>`;
  }

  #name(id: PersonId, wording: Wording): string {
    return this.#names.find((each) => each.id === id)?.name ?? personName(id, wording);
  }
  #preset(chosen: string): void {
    const preset = PRESETS.find((each) => each === chosen);
    if (!preset) return;
    const { departmentDefault, companyDefault, enterOnly } = this.#presets[preset];
    this.#rules({ departmentDefault, companyDefault, enterOnly });
  }

  #roleView(role: PackRole, i: number, { t, language }: Wording): TemplateResult {
    const who = `${role.to.kind}:${role.to.id}`;
    const choose = (value: string): void => {
      const [kind, id] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
      this.#role(i, { to: kind === 'role' ? { kind, id: id as Role } : { kind: 'department', id: id as DepartmentId } });
    };
    const known = role.to.kind === 'role' ? READERS.some((each) => each === role.to.id) : this.#departments.some(({ id }) => id === role.to.id);
    return html`<div class="role" role="group" aria-label=${`${t.packRoles} ${i + 1}`}>
      <div class="two"><label class="field"><span>${t.reader}</span><select @change=${(event: Event) => choose(valueOf(event))}>
          ${known ? nothing : html`<option value=${who} selected>${role.to.kind === 'role' ? t.roles[role.to.id] : role.to.id}</option>`}
          <optgroup label=${t.roleList}>${READERS.map((each) => html`<option value=${`role:${each}`} ?selected=${who === `role:${each}`}>${t.roles[each]}</option>`)}</optgroup>
          <optgroup label=${t.departments}>${this.#departments.map(({ id, name }) => html`<option value=${`department:${id}`} ?selected=${who === `department:${id}`}>${name}</option>`)}</optgroup></select></label>
        <label class="field"><span>${t.pack}</span><select @change=${(event: Event) => this.#role(i, { pack: valueOf(event) })}>${PACKS.map(({ key }) => html`<option value=${key} ?selected=${key === role.pack}>${packLabel(key, language)}</option>`)}</select></label></div>
      <div class="checks" role="group" aria-label=${t.sections}>${SECTION_KEYS.filter((key) => key !== 'aml').map((key) => html`<label><input type="checkbox" .checked=${live(role.sections.includes(key))} @change=${(event: Event) => this.#section(i, role, key, checkedOf(event))} />${sectionLabel(key, language)}</label>`)}</div>
      <button type="button" class="button quiet" @click=${() => this.#rules({ packRoles: this.draft.rules.packRoles.filter((_, at) => at !== i) })}>${t.removeRole}</button>
    </div>`;
  }
  #section(i: number, { sections }: PackRole, key: SectionKey, on: boolean): void {
    this.#role(i, { sections: SECTION_KEYS.filter((each) => (each === key ? on : sections.includes(each))) });
  }

  #textView(t: PolicyTexts): TemplateResult {
    const { text } = this.draft;
    return html`<fieldset><legend>${t.text}</legend><p class="lead small">${t.textLead}</p>
      <div class="checks" role="radiogroup" aria-label=${t.text}>${LANGUAGES.map((each) => html`<label lang=${each}><input type="radio" name="text-language" .checked=${live(each === this.#in)} @change=${() => { this.#in = each; this.#host.update(); }} />${LANGUAGE_NAMES[each]}${(text[each] ?? '') === '' ? '' : ' ✓'}</label>`)}</div>
      <textarea class="text" name="text" lang=${this.#in} aria-label=${t.textIn(LANGUAGE_NAMES[this.#in])} .value=${live(text[this.#in] ?? '')} @input=${(event: Event) => this.#set({ text: { ...text, [this.#in]: valueOf(event) } })}></textarea></fieldset>`;
  }
}

/** The three ways to begin, each with what it means for two colleagues. */
export const presetCards = (t: PolicyTexts, level: number, presets: Presets, begin: (rules: Policy) => void): TemplateResult => html`<div class="presets">${PRESETS.map((each) => html`<div class="preset" data-preset=${each}>
  <h4 role="heading" aria-level=${level}>${t.presets[each].name}</h4><p>${t.presets[each].is}</p><p class="example">${t.presets[each].example}</p>
  <button type="button" class="button" aria-label=${`${t.begin}: ${t.presets[each].name}`} @click=${() => begin(presets[each])}>${t.begin}</button></div>`)}</div>`;
