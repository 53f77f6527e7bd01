/** Settings between the server's JSON and what stands in a form: texts while they are written, numbers when they are sent, and in words for who compares. */
import type { SettingView } from '../../../model/api.ts';
import type { NumberShape, Shape } from '../../../model/classification/shape.ts';
import type { Language } from '../../../model/labels.ts';
import { formatNumber } from '../../internal/formats.ts';
import { SETTING_TEXTS } from './setting-texts.ts';
import type { ClassTexts } from './texts.ts';

/** Of one setting: numbers are texts as they were typed, `all` stands for the whole history. */
export type Written = string | boolean | readonly string[] | Readonly<Record<string, string>>;
export type Draft = Readonly<Record<string, Written>>;
export type Settings = Readonly<Record<string, unknown>>;
/** What is wrong, by the place of its control: `a`, `recencyDays.1`, `weights.stars`; of a row as a whole by the setting. */
export type Problems = ReadonlyMap<string, string>;

function written(shape: Shape, value: unknown): Written {
  switch (shape.kind) {
    case 'flag': return value === true;
    case 'keys': return Array.isArray(value) ? value.map(String) : [];
    case 'steps': return Array.isArray(value) ? value.map(String) : Array.from({ length: shape.count }, () => '');
    case 'each': return Object.fromEntries(shape.keys.map((key) => [key, String((value as Readonly<Record<string, unknown>> | undefined)?.[key] ?? '')]));
    case 'number': case 'window': case 'choice': return String(value ?? '');
  }
}
export const draftOf = (fields: readonly SettingView[], settings: Settings): Draft =>
  Object.fromEntries(fields.map(({ key, shape, shipped }) => [key, written(shape, settings[key] ?? shipped)]));

/** Shown only while another setting says so. */
export function isShown(scheme: string, field: string, draft: Draft): boolean {
  const when = SETTING_TEXTS[`${scheme}.${field}`]?.when;
  return when === undefined || draft[when[0]] === when[1];
}

export interface Reading { readonly settings: Settings; readonly problems: Problems }

export function readDraft(fields: readonly SettingView[], draft: Draft, t: ClassTexts, language: Language): Reading {
  const problems = new Map<string, string>();
  const number = (text: string, { min, max, decimals }: NumberShape, place: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const factor = 10 ** decimals;
    if (Number.isNaN(value)) problems.set(place, t.need);
    else if (Math.abs(Math.round(value * factor) - value * factor) > 1e-6) problems.set(place, decimals === 0 ? t.whole : t.decimals);
    else if (value < min || value > max) problems.set(place, t.range(formatNumber(language, min), formatNumber(language, max)));
    return value;
  };
  const read = ({ key, shape }: SettingView): unknown => {
    const value = draft[key]!;
    switch (shape.kind) {
      case 'flag': case 'keys': case 'choice': return value;
      case 'number': return number(value as string, shape, key);
      case 'window': return value === 'all' ? 'all' : number(value as string, { kind: 'number', unit: 'months', min: shape.min, max: shape.max, decimals: 0 }, key);
      case 'steps': {
        const all = (value as readonly string[]).map((text, i) => number(text, shape.of, `${key}.${i}`));
        const wrong = all.findIndex((each, i) => i > 0 && (shape.direction === 'up' ? each <= all[i - 1]! : each >= all[i - 1]!));
        if (wrong > 0 && !problems.has(`${key}.${wrong}`)) problems.set(`${key}.${wrong}`, t.order[shape.direction]);
        return all;
      }
      case 'each': {
        const all = Object.fromEntries(Object.entries(value as Readonly<Record<string, string>>).map(([part, text]) => [part, number(text, shape.of, `${key}.${part}`)]));
        const together = Object.values(all).reduce((sum, each) => sum + each, 0);
        if (shape.sum !== null && !Number.isNaN(together) && together !== shape.sum) problems.set(key, t.sum(String(shape.sum), formatNumber(language, together)));
        return all;
      }
    }
  };
  return { settings: Object.fromEntries(fields.map((field) => [field.key, read(field)])), problems };
}

const spaced = (language: Language, value: string, unit: string): string => (unit === '' ? value : unit === '%' ? `${value}%` : language.startsWith('zh') ? `${value} ${unit}` : `${value} ${unit}`);
const inWords = (language: Language, t: ClassTexts, { unit }: Pick<NumberShape, 'unit'>, value: unknown): string => {
  const text = formatNumber(language, Number(value));
  return spaced(language, text, t.units[unit](text));
};
/** What one of a setting's options or parts is called. */
export function optionName(scheme: string, { key, options }: SettingView, option: string, language: Language): string {
  return SETTING_TEXTS[`${scheme}.${key}`]?.parts?.[option]?.[language] ?? options.find((each) => each.key === option)?.label?.[language] ?? option;
}

/** A setting as a sentence would say it. */
export function told(scheme: string, field: SettingView, value: unknown, t: ClassTexts, language: Language): string {
  const { shape } = field;
  const comma = language.startsWith('zh') ? '、' : ', ';
  switch (shape.kind) {
    case 'flag': return value === true ? t.yes : t.no;
    case 'choice': return optionName(scheme, field, String(value), language);
    case 'keys': return (value as readonly string[]).length === 0 ? t.noneOf : (value as readonly string[]).map((each) => optionName(scheme, field, each, language)).join(comma);
    case 'window': return value === 'all' ? t.all : inWords(language, t, { unit: 'months' }, value);
    case 'number': return inWords(language, t, shape, value);
    case 'steps': return (value as readonly number[]).map((each) => formatNumber(language, each)).join(' · ');
    case 'each': return Object.entries(value as Readonly<Record<string, number>>).map(([part, each]) => `${optionName(scheme, field, part, language)} ${formatNumber(language, each)}`).join(' · ');
  }
}

export const sameSetting = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: unknown): unknown =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
