/** Doubts about a value: what a person may keep all the same, with a reason. Their sentences are in `warning-texts.ts`; who finds them is in `findings.ts`. */
import type { Scalar } from '../api.ts';

export type WarningCode =
  | 'residentId-form' | 'residentId-date' | 'residentId-check' | 'residentId-old' | 'residence-area'
  | 'uscc-form' | 'uscc-check' | 'organisationCode-form' | 'organisationCode-check' | 'organisationCode-uscc' | 'cnTax-form'
  | 'passport-form' | 'hkMacaoPass-form' | 'taiwanPass-form' | 'foreignPermanentResident-form'
  | 'taiwanId-form' | 'taiwanId-check' | 'taiwanResident-form' | 'taiwanResident-check' | 'ubn-form' | 'ubn-check'
  | 'hkid-form' | 'hkid-check' | 'dniNie-form' | 'dniNie-check' | 'nif-form' | 'nif-check'
  | 'iban-form' | 'iban-length' | 'iban-check' | 'postcode-form'
  | 'phone-form' | 'phone-invalid' | 'email-form' | 'url-host'
  | 'dates-reversed' | 'birthday-future' | 'birthday-id' | 'gender-id' | 'valid-before-birth';

export interface Warning {
  readonly code: WarningCode;
  /** Of the values that gave rise to it: a reason given for them does not hold for others. */
  readonly basis: string;
}

/** A warning with the value key it is about, as REST answers it. */
export interface FieldWarning { readonly field: string; readonly code: WarningCode; readonly message: string }

/** FNV-1a of what was looked at: tells one state of the values from another, keeps nothing secret. */
export function basisOf(values: readonly Scalar[]): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(values)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

export const warning = (code: WarningCode, ...values: readonly Scalar[]): Warning => ({ code, basis: basisOf(values) });

/** Characters of a reason. */
export const REASON_UNITS = 200;

export interface Override { readonly code: string; readonly basis: string; readonly reason: string }

/** What the mark `override` of a value holds: `residentId-check~1x2y3z the reason`. */
export const overrideMark = ({ code, basis }: Warning, reason: string): string => `${code}~${basis} ${reason.trim().slice(0, REASON_UNITS)}`;

/** Undefined for a mark that keeps no warning, such as a value entered over a computed one. */
export function parseOverride(mark: Scalar): Override | undefined {
  const space = typeof mark === 'string' ? mark.indexOf(' ') : -1;
  if (typeof mark !== 'string' || space < 1 || space > 64) return undefined;
  const [code = '', basis] = mark.slice(0, space).split('~');
  const reason = mark.slice(space + 1).trim();
  return basis === undefined || reason === '' ? undefined : { code, basis, reason };
}

/** The reason for which just this warning about just these values is kept. */
export function keptBy(found: Warning, mark: Scalar): string | undefined {
  const kept = parseOverride(mark);
  return kept?.code === found.code && kept.basis === found.basis ? kept.reason : undefined;
}
