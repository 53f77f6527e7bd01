/** The form of a scheme's settings: each with its name, control, unit, meaning, what is shipped and what is live, and what is wrong with it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SchemeView, SettingView } from '../../../model/api.ts';
import type { NumberShape } from '../../../model/classification/shape.ts';
import type { Language } from '../../../model/labels.ts';
import { checkedOf, valueOf } from '../host.ts';
import { isShown, optionName, sameSetting, told } from './draft.ts';
import type { Draft, Problems, Settings, Written } from './draft.ts';
import { SETTING_TEXTS } from './setting-texts.ts';
import type { ClassTexts } from './texts.ts';

export interface FormView {
  readonly scheme: SchemeView;
  readonly draft: Draft;
  readonly settings: Settings;
  readonly problems: Problems;
  readonly disabled: boolean;
  readonly currency: string;
  readonly language: Language;
  readonly t: ClassTexts;
  readonly set: (field: string, value: Written) => void;
  readonly ship: (field: SettingView) => void;
}

export const placeId = (place: string): string => `set-${place.replaceAll('.', '-')}`;

export const settingsForm = (view: FormView): TemplateResult =>
  html`<div class="settings">${view.scheme.fields.filter(({ key }) => isShown(view.scheme.key, key, view.draft)).map((field) => row(view, field))}</div>`;

function row(view: FormView, field: SettingView): TemplateResult {
  const { scheme, t, language, settings, disabled } = view;
  const { key, shape, shipped } = field;
  const text = SETTING_TEXTS[`${scheme.key}.${key}`];
  const name = text?.name[language] ?? key;
  const now = scheme.settings?.[key];
  const single = shape.kind === 'number' || shape.kind === 'choice';
  const grouped = !single && shape.kind !== 'flag';
  const id = placeId(key);
  const changed = !sameSetting(now, settings[key]);
  return html`<div class="setting ${changed ? 'changed' : ''}" role=${grouped ? 'group' : nothing} aria-labelledby=${grouped ? `${id}-name` : nothing} aria-describedby=${grouped ? `${id}-hint` : nothing}>
    ${single || shape.kind === 'flag' ? html`<label class="setting-name" for=${id}>${name}</label>` : html`<span class="setting-name" id=${`${id}-name`}>${name}</span>`}
    <div class="setting-value">
      ${control(view, field, name)}
      ${problem(view, key)}
      <p class="hint muted" id=${`${id}-hint`}>${text?.hint[language] ?? ''}</p>
      ${(changed && now !== undefined) || !sameSetting(shipped, settings[key]) ? html`<p class="hint muted compare">${changed && now !== undefined ? html`<span class="live-now">${t.live(told(scheme.key, field, now, t, language))}</span>` : nothing}
        ${sameSetting(shipped, settings[key]) ? nothing : html`<span class="as-shipped">${t.asShipped(told(scheme.key, field, shipped, t, language))}${disabled ? nothing : html` <button type="button" class="link" aria-label=${`${t.takeShipped}: ${name}`} @click=${() => view.ship(field)}>${t.takeShipped}</button>`}</span>`}</p>` : nothing}
    </div>
  </div>`;
}

const problem = ({ problems }: FormView, place: string): TemplateResult | typeof nothing => {
  const text = problems.get(place);
  return text === undefined ? nothing : html`<p class="danger" id=${`${placeId(place)}-problem`}>${text}</p>`;
};

function control(view: FormView, field: SettingView, name: string): TemplateResult {
  const { draft, scheme, language, t, disabled, set } = view;
  const { key, shape, options } = field;
  const value = draft[key]!;
  const id = placeId(key);
  switch (shape.kind) {
    case 'number': return number(view, key, shape, value as string, (text) => set(key, text), `${id}-hint`);
    case 'flag': return html`<input id=${id} type="checkbox" ?disabled=${disabled} aria-describedby=${`${id}-hint`} .checked=${live(value === true)} @change=${(event: Event) => set(key, checkedOf(event))} />`;
    case 'choice': return html`<select id=${id} ?disabled=${disabled} aria-describedby=${`${id}-hint`} @change=${(event: Event) => set(key, valueOf(event))}>${options.map((each) => html`<option value=${each.key} .selected=${live(each.key === value)}>${optionName(scheme.key, field, each.key, language)}</option>`)}</select>`;
    case 'window': {
      const all = value === 'all';
      return html`<div class="window">
        <select aria-label=${name} ?disabled=${disabled} @change=${(event: Event) => set(key, valueOf(event) === 'all' ? 'all' : '12')}><option value="months" .selected=${live(!all)}>${t.monthsOf}</option><option value="all" .selected=${live(all)}>${t.all}</option></select>
        ${all ? nothing : number(view, key, { kind: 'number', unit: 'months', min: shape.min, max: shape.max, decimals: 0 }, value as string, (text) => set(key, text), `${id}-hint`, name)}</div>`;
    }
    case 'keys': {
      const chosen = value as readonly string[];
      return html`<div class="picks">${options.map((each) => html`<label class="check"><input type="checkbox" ?disabled=${disabled} data-key=${each.key} .checked=${live(chosen.includes(each.key))}
        @change=${(event: Event) => set(key, options.map((option) => option.key).filter((option) => (option === each.key ? checkedOf(event) : chosen.includes(option))))} /><span>${optionName(scheme.key, field, each.key, language)}</span></label>`)}</div>`;
    }
    case 'steps': {
      const all = value as readonly string[];
      const marks = SETTING_TEXTS[`${scheme.key}.${key}`]?.steps ?? [];
      return html`<ol class="steps">${all.map((each, i) => html`<li><label for=${placeId(`${key}.${i}`)}>${marks[i] ?? i + 1}</label>${number(view, `${key}.${i}`, shape.of, each, (text) => set(key, all.map((old, n) => (n === i ? text : old))))}${problem(view, `${key}.${i}`)}</li>`)}</ol>`;
    }
    case 'each': {
      const all = value as Readonly<Record<string, string>>;
      const sum = Object.values(all).reduce((together, each) => together + (Number(each) || 0), 0);
      return html`<ul class="each">${shape.keys.map((part) => html`<li><label for=${placeId(`${key}.${part}`)}>${optionName(scheme.key, field, part, language)}</label>${number(view, `${key}.${part}`, shape.of, all[part] ?? '', (text) => set(key, { ...all, [part]: text }))}${problem(view, `${key}.${part}`)}</li>`)}
        ${shape.sum === null ? nothing : html`<li class="sum ${sum === shape.sum ? 'muted' : 'danger'}"><span>=</span><span><strong>${sum}</strong> / ${shape.sum}</span></li>`}</ul>`;
    }
  }
}

function number({ problems, disabled, t, currency }: FormView, place: string, { unit, min, max, decimals }: NumberShape, value: string, set: (text: string) => void, hint?: string, name?: string): TemplateResult {
  const id = placeId(place);
  const wrong = problems.has(place);
  const shown = unit === 'money' ? currency : t.units[unit](value.trim());
  return html`<span class="number"><input id=${id} type="number" inputmode=${decimals === 0 ? 'numeric' : 'decimal'} min=${min} max=${max >= 1e12 ? nothing : max} step=${decimals === 0 ? 1 : 'any'} autocomplete="off" ?disabled=${disabled} aria-label=${name ?? nothing}
    aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${[wrong ? `${id}-problem` : '', hint ?? ''].filter(Boolean).join(' ') || nothing} .value=${live(value)} @input=${(event: Event) => set(valueOf(event))} />${shown === '' ? nothing : html`<span class="unit muted">${shown}</span>`}</span>`;
}
