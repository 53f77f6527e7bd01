/** One field of the form for a new customer: a control by its kind, and what was typed as the value that is sent. Nothing is stored before the archive is there, so a value is its text until then. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Scalar } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import type { ProblemCode } from '../../model/validation/problem.ts';
import type { ViewField } from '../form/plan.ts';
import { parse, type Option } from '../form/values.ts';
import type { Strings } from '../internal/strings/index.ts';
import { createTexts } from './texts.ts';

export interface Asked {
  /** Catalogue key, or that of another system. */
  readonly key: string;
  readonly id: string;
  readonly label: string;
  /** The field whose kind decides: the view itself where it shows one row or column. Undefined until the catalogue is here. */
  readonly meta: ViewField | undefined;
  /** Of a choice. */
  readonly options: readonly Option[];
  /** The empty choice in words. */
  readonly none?: string;
  readonly required?: boolean;
  readonly hint?: string;
}

export interface AskedState { readonly t: Strings; readonly language: Language; readonly value: string; readonly problem: string | undefined; /** From the value as it is then: two boxes may be ticked before one is drawn. */ readonly set: (change: (value: string) => string) => void }

const SEVERAL = /[,，;；、\n]+/;
const kindOf = (asked: Asked): string => asked.meta?.kind ?? 'text';
const isList = (kind: string): boolean => kind === 'list' || kind === 'enums';

export type Taken = { readonly ok: true; readonly value: Scalar | readonly Scalar[] } | { readonly ok: false; readonly text: string };

/** What is sent for what was typed; an empty one is null. */
export function taken(asked: Asked, raw: string, { t, language, currency }: { readonly t: Strings; readonly language: Language; readonly currency: string }): Taken {
  const text = raw.trim();
  const { meta } = asked;
  if (text === '') return { ok: true, value: null };
  if (meta === undefined) return { ok: true, value: text };
  if (isList(meta.kind)) return { ok: true, value: text.split(SEVERAL).map((each) => each.trim()).filter(Boolean) };
  // a person is told by name, an address by its line
  if (meta.kind === 'person' || meta.kind === 'address' || meta.kind === 'longText') return text.length > 1000 ? { ok: false, text: t.create.tooLong } : { ok: true, value: text };
  if (meta.kind === 'flag') return { ok: true, value: text === 'true' };
  const whole = meta.kind === 'money' && /^[\d\s.,'’\-+]+$/.test(text) ? `${text} ${currency}` : text;
  const result = parse(meta, whole, language);
  return result.ok ? { ok: true, value: result.value } : { ok: false, text: problemOf(t, meta, result.code) };
}

function problemOf(t: Strings, meta: ViewField, code: ProblemCode): string {
  const { create, form } = t;
  if (code === 'too-long') return create.tooLong;
  switch (meta.kind) {
    case 'phone': return create.badPhone;
    case 'email': return create.badEmail;
    case 'url': return form.badUrl;
    case 'number': case 'percent': return code === 'range' ? form.badRange : form.badNumber;
    case 'money': return form.badMoney;
    case 'month': return form.badMonth;
    case 'date': return meta.precision === undefined || meta.precision === 'day' ? form.badDate : form.badPartialDate;
    default: return form.badValue;
  }
}

const TYPES: Readonly<Record<string, string>> = { phone: 'tel', email: 'email', url: 'url' };
const isDay = (meta: ViewField | undefined): boolean => meta?.kind === 'date' && !meta.yearOptional && !meta.longTermAllowed && (meta.precision === undefined || meta.precision === 'day');

function placeholder(asked: Asked, t: Strings, day: string): string | typeof nothing {
  const { meta } = asked;
  if (meta?.kind === 'month') return t.form.monthShape;
  if (meta?.kind === 'date' && !isDay(meta)) return meta.longTermAllowed ? day : meta.yearOptional ? t.form.birthdayShape : t.form.dayOrMonthShape;
  return nothing;
}

export function askedField(asked: Asked, state: AskedState): TemplateResult {
  const { t, language, value, problem, set } = state;
  const { id, label, meta, options } = asked;
  const kind = kindOf(asked);
  const words = createTexts(language);
  const hint = asked.hint ?? (kind === 'person' ? words.byName : kind === 'list' ? words.several : undefined);
  const about = [problem ? `${id}-problem` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || nothing;
  const typed = (event: Event): void => {
    const { value: next } = event.target as HTMLInputElement;
    set(() => next);
  };
  const wrong = problem ? 'true' : nothing;
  const lines = html`
    ${problem ? html`<p class="problem" id="${id}-problem">${problem}</p>` : nothing}
    ${hint ? html`<p class="hint muted" id="${id}-hint">${hint}</p>` : nothing}`;
  if (kind === 'enums') {
    const chosen = new Set(value.split(SEVERAL).filter(Boolean));
    const turn = (key: string, on: boolean): void => set((now) => options.map((option) => option.key).filter((each) => (each === key ? on : now.split(SEVERAL).includes(each))).join(','));
    return html`<div class="label-row"><span class="label" id="${id}-label">${label}</span><div class="chips" id=${id} role="group" aria-labelledby="${id}-label" aria-describedby=${about}>
      ${options.filter((option) => !option.hidden).map((option) => html`<label class="chip ${chosen.has(option.key) ? 'on' : ''}"><input type="checkbox" .checked=${live(chosen.has(option.key))}
        @change=${(event: Event) => turn(option.key, (event.target as HTMLInputElement).checked)} />${option.label}</label>`)}
    </div>${lines}</div>`;
  }
  const control = kind === 'enum'
    ? html`<select id=${id} aria-invalid=${wrong} aria-describedby=${about} @change=${typed}>
        <option value="" .selected=${live(value === '')} ?hidden=${asked.required ?? false}>${asked.none ?? words.nothing}</option>
        ${options.filter((option) => !option.hidden || option.key === value).map((option) => html`<option value=${option.key} .selected=${live(option.key === value)}>${option.label}</option>`)}
      </select>`
    : kind === 'flag'
      ? html`<input id=${id} type="checkbox" aria-describedby=${about} .checked=${live(value === 'true')} @change=${(event: Event) => {
          const { checked } = event.target as HTMLInputElement;
          set(() => (checked ? 'true' : ''));
        }} />`
      : kind === 'longText'
        ? html`<textarea id=${id} rows="2" aria-invalid=${wrong} aria-describedby=${about} .value=${live(value)} @input=${typed}></textarea>`
        : html`<input id=${id} type=${isDay(meta) ? 'date' : (TYPES[kind] ?? 'text')} inputmode=${kind === 'number' || kind === 'percent' || kind === 'money' ? 'decimal' : nothing} autocomplete="off" maxlength="1000"
            placeholder=${placeholder(asked, t, words.day)} ?required=${asked.required ?? false} aria-invalid=${wrong} aria-describedby=${about} .value=${live(value)} @input=${typed} />`;
  return html`<div class="label-row ${asked.required || kind === 'longText' ? 'wide' : ''}"><label for=${id}>${label}</label>${control}${lines}</div>`;
}
