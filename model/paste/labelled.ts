/** A value whose label or column says what it is; what does not look like it is left out. */
import { creditCode } from '../validation/ids/china.ts';
import { nif } from '../validation/ids/spain.ts';
import { unifiedBusinessNumber } from '../validation/ids/taiwan.ts';
import { addressParts } from './address.ts';
import { field, method, person } from './finding.ts';
import type { AddressParts, Target } from './finding.ts';
import type { Meaning } from './labels.ts';
import { BARE_DOMAIN, EMAIL, NUMBER, URL, isLabelledName, isMobile, isPhone } from './shapes.ts';

export interface Labelled { readonly target: Target; readonly value: string | AddressParts; /** In the value. */ readonly start: number; readonly end: number }

export function labelled(meaning: Meaning, text: string): Labelled | null {
  const start = text.length - text.trimStart().length;
  const value = text.trim();
  const whole = (target: Target, read: string | AddressParts = value): Labelled => ({ target, value: read, start, end: start + value.length });
  const part = (target: Target, match: RegExpMatchArray | null | undefined, ok: (found: string) => boolean = () => true): Labelled | null =>
    (match?.index === undefined || !ok(match[0]) ? null : { target, value: match[0], start: start + match.index, end: start + match.index + match[0].length });
  if (value === '' || value.length > 200) return null;
  switch (meaning) {
    case 'name': case 'contact': case 'inCharge': case 'legal': {
      const name = part(meaning === 'legal' ? field('org.legalRepresentative') : person('name'), /^[\p{Script=Han}·]{2,8}(?=$|[\s,，;；])|^\p{Lu}[^\d,;|()@:]{0,60}(?=$|[,;|(])/u.exec(value));
      return name !== null && isLabelledName(String(name.value)) ? name : null;
    }
    case 'company': return value.length <= 90 && /\p{L}{2}/u.test(value) && !/[@?!。！？]|https?:/.test(value) ? whole(field('customer.name')) : null;
    case 'position': return short(value) ? whole(person('position')) : null;
    case 'department': return short(value) ? whole(person('workScope')) : null;
    case 'address': return value.length >= 5 && /\p{L}{2}/u.test(value) && !/[@?!？！]/.test(value) && (/\d|[路街巷市区區縣县]/.test(value)) ? whole({ kind: 'address' }, addressParts(value)) : null;
    case 'postcode': return part({ kind: 'postcode' }, /^(?:\d{5,6}|\d{3}|\d{5}-\d{4}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?!\w)/.exec(value));
    case 'credit': return part(field('org.unifiedSocialCreditCode'), /^[0-9A-Z]{18}(?!\w)/.exec(value), (code) => creditCode(code) === null);
    case 'ubn': return part(field('org.taxRegistrationNumber'), /^\d{8}(?!\w)/.exec(value), (number) => unifiedBusinessNumber(number) === null);
    case 'nif': return part(field('org.taxRegistrationNumber'), /^(?:ES)?[A-Z\d]-?\d{7}-?[A-Z\d](?!\w)/i.exec(value), (number) => nif(number.replace(/^ES/i, '')) === null);
    case 'tax': {
      const credit = part(field('org.unifiedSocialCreditCode'), /^[0-9A-Z]{18}(?!\w)/.exec(value), (code) => creditCode(code) === null);
      return credit ?? part(field('org.taxRegistrationNumber'), /^(?:[A-Z]{2} ?)?\d[\dA-Z -]{6,16}\d(?!\w)|^[A-Z]{3,4}\d{6}[A-Z\d]{3}(?!\w)/.exec(value));
    }
    case 'url': {
      const word = /^\S+/.exec(value);
      return word !== null && (word[0].search(URL) === 0 || BARE_DOMAIN.test(word[0])) ? part(field('crm.website'), word) : null;
    }
    case 'email': return part(method('email'), [...value.matchAll(EMAIL)][0]);
    case 'wechat': return part(method('wechat'), /^[A-Za-z][\w-]{5,19}(?![\w@.-])/.exec(value));
    case 'line': return part(method('line'), /^@?(?=[\d._-]*[A-Za-z])[\w.-]{4,20}(?![\w@-])/.exec(value));
    case 'phone': case 'mobile': case 'fax': case 'whatsapp': {
      const match = [...value.matchAll(NUMBER)][0];
      return part(method(meaning === 'phone' && match !== undefined && isMobile(match[0]) ? 'mobile' : meaning), match, isPhone);
    }
  }
}

const short = (value: string): boolean => value.length <= 50 && /^[\p{L}][\p{L}\p{M}&/,.'’ ()-]*$/u.test(value);
