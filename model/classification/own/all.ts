/** Every scheme that is computed from one customer, by its key: the engine's door to this folder. What each is called and who may see it is in `../schemes.ts`. */
import type { OwnScheme } from '../member.ts';
import type { SchemeKey } from '../../overview.ts';
import { aml } from './aml.ts';
import { bankKind, bankTier, contactStrategy, intent, partnerRole, purchaseStrategy, stars } from './as-written.ts';
import { attributes } from './attributes.ts';
import { grade } from './grade.ts';
import { keyNew, reception } from './reception.ts';
import { creditManagement, duration, maturity } from './relation.ts';
import { size, valueTier } from './worth.ts';

export const OWN = Object.freeze({
  intent, maturity, size, stars, grade, contactStrategy, purchaseStrategy, creditManagement, aml, valueTier, duration, attributes, partnerRole, bankKind, bankTier, keyNew, reception,
}) satisfies Partial<Record<SchemeKey, unknown>>;

export type OwnKey = keyof typeof OWN;
export const OWN_KEYS = Object.freeze(Object.keys(OWN)) as readonly OwnKey[];
export const isOwnKey = (key: string): key is OwnKey => Object.hasOwn(OWN, key);

/** A scheme without the type of its settings: they go back into the rule that they belong to. */
export const ownOf = (key: OwnKey): OwnScheme => OWN[key] as unknown as OwnScheme;
