/** The number of an identity paper by its kind (D-03). */
import type { Scalar } from '../../api.ts';
import type { WarningCode } from '../warning.ts';
import { foreignPermanentResident, residencePermit, residentId } from './china.ts';
import { hkid } from './hong-kong.ts';
import { plain } from './plain.ts';
import { dniNie } from './spain.ts';
import { taiwanId, taiwanResident } from './taiwan.ts';

const shaped = (text: string, shape: RegExp, code: WarningCode): WarningCode | null => (shape.test(plain(text) ?? '') ? null : code);

/** Kinds that are not known, among them those an administrator added, have no rule. */
export function paperNumber(kind: Scalar, text: string, today: string | null): WarningCode | null {
  switch (kind) {
    case 'residentId': return residentId(text, today);
    case 'hkMacaoTaiwanResidence': return residencePermit(text, today);
    case 'foreignPermanentResident': return foreignPermanentResident(text, today);
    // of the register's persons it is the resident's number that is written down
    case 'household': return /^\d{17}[\dX]$/.test(plain(text) ?? '') ? residentId(text, today) : null;
    case 'passport': return shaped(text, /^[A-Z0-9]{6,12}$/, 'passport-form');
    // with the two figures that older permits have for their number of issue
    case 'hkMacaoPass': return shaped(text, /^[HM]\d{8}(\d{2})?$/, 'hkMacaoPass-form');
    case 'taiwanPass': return shaped(text, /^\d{8}$|^\d{10}[A-Z]?$/, 'taiwanPass-form');
    case 'taiwanId': return taiwanId(text);
    case 'taiwanResident': return taiwanResident(text);
    case 'hkid': return hkid(text);
    case 'dniNie': return dniNie(text);
    // a number of just this shape is hardly anything else
    case null: return /^\d{17}[\dX]$/.test(plain(text) ?? '') ? residentId(text, today) : null;
    default: return null;
  }
}

/** Papers whose number is a resident's and tells birthday and sex. */
export const tellsHolder = (kind: Scalar): boolean => kind === null || kind === 'residentId' || kind === 'hkMacaoTaiwanResidence' || kind === 'household';
