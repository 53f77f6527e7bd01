/** Reads settings that somebody sends: every field by its check, what is missing as shipped, what is unknown refused. */
import type { OwnScheme } from '../member.ts';
import { SettingsError } from '../settings.ts';
import type { RuleVersion } from '../settings.ts';
import type { NumberShape, SettingUnit, Shape, Shapes } from '../shape.ts';

/** Answers the value as it is kept; throws SettingsError. Its shape tells forms and programs what it takes. */
export interface Check<T, S extends Shape = Shape> { (value: unknown, field: string): T; readonly shape: S }
export const check = <T, S extends Shape>(shape: S, read: (value: unknown, field: string) => T): Check<T, S> => Object.assign(read, { shape: Object.freeze(shape) });

const VERSION: ReadonlySet<string> = new Set<keyof RuleVersion>(['version', 'setBy', 'setAt', 'note']);
const refuse = (field: string, message: string): never => { throw new SettingsError(field, message); };

export const whole = (min: number, max: number, unit: SettingUnit): Check<number, NumberShape> => check({ kind: 'number', unit, min, max, decimals: 0 }, (value, field) =>
  (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : refuse(field, `a whole number from ${min} to ${max}`)));

/** Whole units of the currency, two decimals at most. */
export const amount = check<number, NumberShape>({ kind: 'number', unit: 'money', min: 0, max: 1e12, decimals: 2 }, (value, field) =>
  (typeof value === 'number' && value >= 0 && value <= 1e12 && Math.abs(Math.round(value * 100) - value * 100) < 1e-6 ? value : refuse(field, 'an amount from 0 on with at most two decimals')));

export const oneOf = <const T extends string>(...allowed: readonly T[]): Check<T> => check({ kind: 'choice', options: allowed }, (value, field) => {
  const found = allowed.find((each) => each === value);
  return found ?? refuse(field, `one of ${allowed.join(', ')}`);
});

/** A list without repeats, of these keys only where some are named; their words are in the dictionary. */
export const keys = (dictionary: string | null, allowed?: readonly string[]): Check<readonly string[]> => check({ kind: 'keys', options: allowed ?? null, dictionary }, (value, field) => {
  if (!Array.isArray(value) || value.length > 100 || !value.every((each): each is string => typeof each === 'string' && /^[\w-]{1,64}$/.test(each) && (allowed?.includes(each) ?? true)))
    return refuse(field, allowed ? `a list of ${allowed.join(', ')}` : 'a list of keys');
  return Object.freeze([...new Set(value)]);
});

export const flag: Check<boolean> = check({ kind: 'flag' }, (value, field) => (typeof value === 'boolean' ? value : refuse(field, 'true or false')));

/** So many numbers, each further than the one before: `down` falling, `up` rising. */
export const steps = (count: number, direction: 'up' | 'down', own: Check<number, NumberShape>): Check<readonly number[]> => check({ kind: 'steps', count, direction, of: own.shape }, (value, field) => {
  if (!Array.isArray(value) || value.length !== count) return refuse(field, `${count} numbers`);
  const read = value.map((each) => own(each, field));
  if (read.some((each, i) => i > 0 && (direction === 'up' ? each <= read[i - 1]! : each >= read[i - 1]!))) return refuse(field, direction === 'up' ? 'each above the one before' : 'each below the one before');
  return Object.freeze(read);
});

/** One number for each of these keys, which come to `sum` together where one is named. */
export const perKey = <const K extends string>(names: readonly K[], own: Check<number, NumberShape>, sum: number | null = null): Check<Readonly<Record<K, number>>> => check({ kind: 'each', keys: names, of: own.shape, sum }, (value, field) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(field, `numbers for ${names.join(', ')}`);
  const unknown = Object.keys(value).find((key) => !(names as readonly string[]).includes(key));
  if (unknown !== undefined) return refuse(`${field}.${unknown}`, 'not a setting');
  const read = Object.fromEntries(names.map((name) => [name, own((value as Record<string, unknown>)[name], `${field}.${name}`)])) as Record<K, number>;
  const together = names.reduce((all, name) => all + read[name], 0);
  return sum === null || together === sum ? Object.freeze(read) : refuse(field, `${sum} together, not ${together}`);
});

type Checks<S> = { readonly [K in Exclude<keyof S, keyof RuleVersion>]: Check<S[K]> };

/** One scheme as the engine takes it; `whole` looks at the settings together and throws SettingsError. */
export function ownScheme<S extends RuleVersion>(rule: OwnScheme<S>['rule'], shipped: S, checks: Checks<S>, together: (settings: Omit<S, keyof RuleVersion>) => void = () => undefined): OwnScheme<S> {
  return Object.freeze({
    rule, shipped: Object.freeze(shipped), shapes: Object.freeze(Object.fromEntries(Object.entries<Check<unknown>>(checks).map(([key, own]) => [key, own.shape]))) as Shapes,
    parse(settings: Readonly<Record<string, unknown>>) {
      const unknown = Object.keys(settings).find((key) => !Object.hasOwn(checks, key) && !VERSION.has(key));
      if (unknown !== undefined) refuse(unknown, 'not a setting of this scheme');
      const read = Object.fromEntries(Object.entries(checks).map(([key, own]) =>
        [key, (own as Check<unknown>)(Object.hasOwn(settings, key) ? settings[key] : shipped[key as keyof S], key)])) as Omit<S, keyof RuleVersion>;
      together(read);
      return Object.freeze(read);
    },
  });
}
