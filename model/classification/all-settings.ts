/** The settings of every scheme together: as shipped, and read from what somebody sends. Each scheme's are a version of their own. */
import type { SchemeKey } from '../overview.ts';
import { isOwnKey, OWN, ownOf } from './own/all.ts';
import type { OwnKey } from './own/all.ts';
import { amount, check, ownScheme, steps, whole } from './own/parse.ts';
import type { Check } from './own/parse.ts';
import { abcThresholds, SettingsError, SHIPPED_SETTINGS } from './settings.ts';
import type { AbcSettings, ClassificationSettings, LifecycleSettings, RfmSettings, RuleVersion } from './settings.ts';
import type { NumberShape, Shapes } from './shape.ts';

/** By scheme; those of one customer's schemes are read by their own rules alone. */
export type AllSettings = ClassificationSettings & Readonly<Record<OwnKey, RuleVersion>>;
/** Schemes that have settings: all but those that are made by an analysis. */
export type SetScheme = keyof AllSettings;

export const SHIPPED_ALL: AllSettings = Object.freeze({
  ...SHIPPED_SETTINGS, ...(Object.fromEntries(Object.entries(OWN).map(([key, { shipped }]) => [key, shipped])) as Record<OwnKey, RuleVersion>),
});
export const SET_SCHEMES = Object.freeze(Object.keys(SHIPPED_ALL)) as readonly [SetScheme, ...SetScheme[]];
export const isSetScheme = (key: SchemeKey): key is SetScheme => Object.hasOwn(SHIPPED_ALL, key);

const MOST_MONTHS = 1_200;
const months: Check<number | 'all'> = check({ kind: 'window', min: 1, max: MOST_MONTHS }, (value, field) => (value === 'all' ? 'all' : whole(1, MOST_MONTHS, 'months')(value, field)));
/** Its limits are those of `abcThresholds`. */
const percent = check<number, NumberShape>({ kind: 'number', unit: 'percent', min: 0.01, max: 100, decimals: 2 }, (value, field) => {
  if (typeof value !== 'number') throw new SettingsError(field, 'a percentage');
  return value;
});
const four = (direction: 'up' | 'down', own: Check<number, NumberShape>): Check<readonly [number, number, number, number]> => steps(4, direction, own) as Check<readonly [number, number, number, number]>;
const nothing = (): never => { throw new Error('the rule of a population is asked through its run'); };

/** The schemes of the whole population are read the same way. */
const RANKED = Object.freeze({
  abc: ownScheme<AbcSettings>(nothing, SHIPPED_SETTINGS.abc, { months, a: percent, b: percent }, (read) => { abcThresholds({ ...SHIPPED_SETTINGS.abc, ...read }); }),
  rfm: ownScheme<RfmSettings>(nothing, SHIPPED_SETTINGS.rfm, {
    months, minimum: whole(0, 1_000_000, 'customers'), recencyDays: four('up', whole(0, 36_500, 'days')), frequency: four('down', whole(1, 1_000_000, 'purchases')), monetary: four('down', amount),
  }),
  lifecycle: ownScheme<LifecycleSettings>(nothing, SHIPPED_SETTINGS.lifecycle, { months: whole(1, MOST_MONTHS, 'months') }),
});

/** Settings without version and who; throws SettingsError for what is out of its limits or unknown. What is left out is as shipped. */
export const parseSettings = (scheme: SetScheme, settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  (isOwnKey(scheme) ? ownOf(scheme) : RANKED[scheme]).parse(settings) as Readonly<Record<string, unknown>>;

/** What may be set in a scheme, in the order of its form. */
export const shapesOf = (scheme: SetScheme): Shapes => (isOwnKey(scheme) ? ownOf(scheme) : RANKED[scheme]).shapes;
