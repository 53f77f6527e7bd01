/** Whom to receive how (C-21) and which new customers get two colleagues and contact reports (C-23): both rest on classes of other schemes and give way to what a person wrote. */
import { SCHEMES } from '../schemes.ts';
import type { OwnRule } from '../member.ts';
import type { RuleVersion } from '../settings.ts';
import { flag, keys, ownScheme } from './parse.ts';
import { flagOf, SHIPPED, textOf } from './reading.ts';

export interface KeyNewSettings extends RuleVersion {
  /** Maturities (D-20) that count as a new customer. Shipped: potential and new. */
  readonly maturities: readonly string[];
  /** Of those, big ones (C-04) are priority customers without a flag. Shipped: true; false where only a person may say so. */
  readonly bigCounts: boolean;
}

const keyNewRule: OwnRule<KeyNewSettings> = (member, { maturities, bigCounts }) => {
  const flagged = flagOf(member, 'customer.keyProspect');
  const maturity = member.classes.maturity ?? null;
  const size = member.classes.size ?? null;
  const fresh = maturity !== null && maturities.includes(maturity);
  const byRule = bigCounts && fresh && size === 'big';
  return {
    value: flagged || byRule ? 'yes' : null, mark: '',
    thresholds: [{ key: 'newMaturities', value: maturities.join(' ') }, { key: 'bigCounts', value: bigCounts ? 'yes' : 'no' }],
    inputs: [{ key: 'keyProspect', value: flagged ? 'yes' : 'no' }, { key: 'maturity', value: maturity }, { key: 'size', value: size }],
    changes: flagged || byRule ? [] : [{ to: 'yes', input: 'keyProspect', at: 'yes' }, ...(bigCounts && fresh ? [{ to: 'yes', input: 'size', at: 'big' }] : [])],
  };
};
/** C-23: who is flagged, and by rule big customers that are new. */
export const keyNew = ownScheme<KeyNewSettings>(
  keyNewRule, { ...SHIPPED, maturities: Object.freeze(['potential', 'new']), bigCounts: true }, { maturities: keys('D-20', ['potential', 'new', 'old']), bigCounts: flag },
);

export interface ReceptionSettings extends RuleVersion {
  /** ABC classes that are received as VIP. Shipped: A. */
  readonly abc: readonly string[];
  /** Core customers (C-08) are. Shipped: true. */
  readonly core: boolean;
  /** Priority new customers (C-23) are. Shipped: false: they get two colleagues, not yet the best room. */
  readonly keyNew: boolean;
}

const LEVELS = ['vip', 'standard'] as const;
const receptionRule: OwnRule<ReceptionSettings> = (member, settings) => {
  const { abc = null, creditManagement = null, keyNew: priority = null } = member.classes;
  const written = LEVELS.find((level) => level === textOf(member, 'customer.receptionLevel')) ?? null;
  const important = (abc !== null && settings.abc.includes(abc)) || (settings.core && creditManagement === 'core') || (settings.keyNew && priority === 'yes');
  const byClass = important ? 'vip' : 'standard';
  const value = written ?? byClass;
  return {
    value, mark: '',
    thresholds: [
      { key: 'vipClasses', value: settings.abc.join(' ') || null }, { key: 'vipCore', value: settings.core ? 'yes' : 'no' }, { key: 'vipKeyNew', value: settings.keyNew ? 'yes' : 'no' },
    ],
    inputs: [{ key: 'written', value: written }, { key: 'abc', value: abc }, { key: 'creditManagement', value: creditManagement }, { key: 'keyNew', value: priority }],
    changes: written !== null ? [{ to: value === 'vip' ? 'standard' : 'vip', input: 'written', at: value === 'vip' ? 'standard' : 'vip' }]
      : value === 'vip' ? [{ to: 'standard', input: 'written', at: 'standard' }]
      : [
          ...settings.abc.map((at) => ({ to: 'vip', input: 'abc', at })), ...(settings.core ? [{ to: 'vip', input: 'creditManagement', at: 'core' }] : []),
          ...(settings.keyNew ? [{ to: 'vip', input: 'keyNew', at: 'yes' }] : []), { to: 'vip', input: 'written', at: 'vip' },
        ],
  };
};
/** C-21: VIP for who is important by class, the usual reception for everybody else; a level that a person wrote stands. */
export const reception = ownScheme<ReceptionSettings>(
  receptionRule, { ...SHIPPED, abc: Object.freeze(['A']), core: true, keyNew: false },
  { abc: keys('D-18', SCHEMES.find(({ key }) => key === 'abc')?.ranking.filter((each) => each !== null)), core: flag, keyNew: flag },
);
