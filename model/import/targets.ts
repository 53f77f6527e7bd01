/** What a column of a file can become, as one written form: `email`, `phone:office#2`, `registered.city`, `key:erp`, `field:crm.industry`. Whether a workspace has such a field is asked elsewhere. */
import { isName } from '../value-keys.ts';

export const METHOD_KINDS = ['phone', 'mobile', 'fax', 'email', 'wechat', 'whatsapp', 'line', 'other'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];
export const ADDRESS_PARTS = ['text', 'city', 'region', 'postcode', 'country'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];
export const ADDRESS_USES = ['business', 'registered', 'mailing'] as const;
export type AddressUse = (typeof ADDRESS_USES)[number];
/** Columns of a person at the customer; `phone`, `mobile` and `email` become that person's own contact details. */
export const CONTACT_COLUMNS = ['name', 'role', 'workScope', 'birthday', 'hobbies', 'phone', 'mobile', 'email'] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

export type Target =
  /** A fixed meaning of the table: `id`, `name`, for orders `amount`. */
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'field'; readonly key: string }
  | { readonly kind: 'key'; readonly system: string }
  | { readonly kind: 'method'; readonly method: MethodKind; readonly label: string; readonly preferred: boolean; readonly n: number }
  | { readonly kind: 'address'; readonly use: AddressUse; readonly part: AddressPart; readonly n: number }
  | { readonly kind: 'contact'; readonly column: ContactColumn; readonly n: number };

const FORM = /^([^#]+?)(?:#([2-9]|[1-9]\d))?$/u;
const SYSTEM = /^[a-z][a-z0-9._-]{0,31}$/;
const one = <T extends string>(of: readonly T[], text: string): T | undefined => of.find((each) => each === text);

/** Undefined for what is no target. */
export function parseTarget(text: string): Target | undefined {
  if (text.length > 128) return undefined;
  if (text.startsWith('field:')) return isName(text.slice(6)) ? { kind: 'field', key: text.slice(6) } : undefined;
  if (text.startsWith('key:')) return SYSTEM.test(text.slice(4)) ? { kind: 'key', system: text.slice(4) } : undefined;
  const [, body = '', number = '1'] = FORM.exec(text) ?? [];
  const n = Number(number);
  const dot = body.indexOf('.');
  if (dot > 0) {
    const [head, tail] = [body.slice(0, dot), body.slice(dot + 1)];
    const [use, part, column] = [one(ADDRESS_USES, head), one(ADDRESS_PARTS, tail), one(CONTACT_COLUMNS, tail)];
    if (use !== undefined && part !== undefined) return { kind: 'address', use, part, n };
    return head === 'contact' && column !== undefined ? { kind: 'contact', column, n } : undefined;
  }
  const preferred = body.endsWith('!');
  const [kind = '', label = ''] = (preferred ? body.slice(0, -1) : body).split(/:(.*)/su);
  const method = one(METHOD_KINDS, kind);
  // a plain method is a column of the table: so it was before there were labels, and rows of earlier imports are found again by that name
  if (method !== undefined && (label !== '' || preferred || n > 1 || method === 'other')) return { kind: 'method', method, label: label.trim(), preferred, n };
  return n === 1 && !preferred && /^[A-Za-z][A-Za-z]{0,31}$/.test(body) ? { kind: 'column', name: body } : undefined;
}

export function targetText(target: Target): string {
  const nth = (n: number): string => (n > 1 ? `#${n}` : '');
  switch (target.kind) {
    case 'column': return target.name;
    case 'field': return `field:${target.key}`;
    case 'key': return `key:${target.system}`;
    case 'method': return `${target.method}${target.label === '' ? '' : `:${target.label}`}${target.preferred ? '!' : ''}${nth(target.n)}`;
    case 'address': return `${target.use}.${target.part}${nth(target.n)}`;
    case 'contact': return `contact.${target.column}${nth(target.n)}`;
  }
}
