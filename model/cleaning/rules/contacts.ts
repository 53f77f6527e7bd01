/** Rules for phones, email addresses and web addresses. */
import { checkScalar } from '../../validation/scalar.ts';
import type { FieldKind } from '../../catalogue/types.ts';

const may = (kind: FieldKind, text: string): boolean => checkScalar({ kind }, text) === null;
export const isPhone = (text: string): boolean => may('phone', text);
export const isEmail = (text: string): boolean => may('email', text);
export const isUrl = (text: string): boolean => may('url', text) && /^https?:\/\/[^/]*\./i.test(text);

const digits = (text: string): number => text.replace(/\D/g, '').length;

/** Numbers that stand in one field, each long enough to be one. */
export function phonesApart(text: string): readonly string[] | null {
  const parts = text.split(/\s*(?:[;；、|\n]|,\s*|\/|\s(?:or|o|y|and|oder|und)\s|或|和)\s*/iu).map((part) => part.trim()).filter((part) => part !== '');
  return parts.length >= 2 && parts.every((part) => isPhone(part) && digits(part) >= 7) ? parts : null;
}
export function emailsApart(text: string): readonly string[] | null {
  const parts = text.split(/\s*[;；、,，|/]\s*|\s+(?:or|o|y|and|und|oder|或|和)\s+|\s+(?=\S+@)/iu).map((part) => part.trim()).filter((part) => part !== '');
  return parts.length >= 2 && parts.every(isEmail) ? parts : null;
}

const EXTENSION = /^(.*?\d[\d\s().-]*)[\s,;-]*(ext\.?|extension|extensión|int\.?|anexo|x|dw|durchwahl|转|轉|分机|分機)[\s.:：-]*(\d{1,8})(?!\d)(.*)$/iu;
const RUN = /\+?\(?\d[\d\s().\-–/]*\d/g;
const trimmed = (text: string): string => text.replace(/^[\s,;:：()（）\[\]【】.\-–/]+|[\s,;:：()（）\[\]【】\-–/]+$/gu, '').replace(/\s{2,}/g, ' ');
const KINDS = /^(?:tel\.?|tél\.?|teléfono|telefon|phone|ph|mobile|mob\.?|móvil|cell|handy|fax|手机|手機|电话|電話|传真|傳真|m|t|p)$/iu;

/** The one number in a text, and the words beside it; null where there is none, or more than one. */
export function phoneAmongWords(text: string): { readonly value: string; readonly note: string } | null {
  const plain = text.normalize('NFKC');
  const zeros = plain.replace(/[oO]/g, '0').replace(/[lI]/g, '1');
  // letters typed for digits, between digits
  if (/^[\d\s+().\-oOlI]+$/.test(plain) && digits(plain) >= 5 && isPhone(zeros)) return { value: zeros, note: '' };
  const found = EXTENSION.exec(plain);
  const head = found ? (found[1] ?? '') : plain;
  const runs = [...head.matchAll(RUN)].filter(([run]) => digits(run) >= 6);
  const [run] = runs;
  if (run === undefined || runs.length > 1) return null;
  const number = run[0].replace(/–/g, '-').trim();
  // a date or letters grown together with the number are no words beside it
  if (/[\p{L}]$/u.test(head.slice(0, run.index)) && /[A-Za-z]$/.test(head.slice(0, run.index))) { if (!KINDS.test(head.slice(0, run.index).trim())) return null; }
  if (/^[A-Za-z]/.test(head.slice(run.index + run[0].length))) return null;
  const value = found ? `${number} ext ${found[3] ?? ''}` : number;
  if (!isPhone(value)) return null;
  const note = [head.slice(0, run.index), head.slice(run.index + run[0].length), found?.[4] ?? ''].map(trimmed).filter((part) => part !== '' && !KINDS.test(part)).join(', ');
  return { value, note };
}

const AT = /\s*(?:\(at\)|\[at\]|\{at\}|\(a\)|\[a\]|\s+at\s+|\s+arroba\s+)\s*/iu;
/** The address that is meant; null: nobody can tell. */
export function emailMeant(text: string): { readonly value: string; readonly note: string } | null {
  let plain = text.normalize('NFKC').replace(/。/g, '.').trim();
  let note = '';
  const inside = /^(.*?)<\s*([^<>]+?)\s*>\s*$/.exec(plain);
  if (inside) [note, plain] = [trimmed((inside[1] ?? '').replace(/["']/g, '')), inside[2] ?? ''];
  plain = plain.replace(/^(?:e-?mail|correo|邮箱|信箱)\s*[:：]?\s*/iu, '').replace(/^mailto:\s*/i, '').replace(AT, '@').replace(/\s*(?:\(dot\)|\[dot\]|\(punto\))\s*/gi, '.').replace(/\s+/g, '')
    .replace(/^[\s"'<>(\[,;:.]+|[\s"'<>)\],;:.]+$/g, '').replace(/@{2,}/g, '@').replace(/\.{2,}/g, '.').replace(/\.@/, '@').replace(/@\./, '@');
  const at = plain.lastIndexOf('@');
  if (at > 0) plain = plain.slice(0, at) + plain.slice(at).replace(/,/g, '.');
  return isEmail(plain) ? { value: plain, note } : null;
}

const PROVIDERS = ['gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.com', 'icloud.com', 'hotmail.es', 'yahoo.es', 'outlook.es', 'foxmail.com', 'googlemail.com', 'telefonica.net', 'protonmail.com'] as const;
/** Providers that look like others and are none of their typos. */
const REAL: ReadonlySet<string> = new Set([...PROVIDERS, 'mail.com', 'email.com', 'ymail.com', 'gmx.com', 'hotmail.de', 'hotmail.fr', 'hotmail.it', 'hotmail.co.uk', 'outlook.de', 'outlook.fr', 'outlook.it', 'yahoo.de', 'yahoo.fr', 'yahoo.it', 'yahoo.co.uk', 'yahoo.co.jp', 'yahoo.com.tw', 'yahoo.com.hk', 'yahoo.com.mx', 'yahoo.com.ar', 'yahoo.com.cn', 'yahoo.cn', 'gmail.de', 'fmail.com', 'qmail.com', 'email.de', 'yahoo.ca', 'yahoo.in', 'icloud.de', 'outlook.com.br', 'hotmail.com.ar']);
const ENDS: Readonly<Record<string, string>> = Object.freeze({ con: 'com', cmo: 'com', vom: 'com', ocm: 'com', comm: 'com', coom: 'com', cpm: 'com', xom: 'com', clm: 'com', 'com.com': 'com', nte: 'net', ent: 'net', ogr: 'org', prg: 'org' });

/** One edit apart, a swap of neighbours being one. */
function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1) || (restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}

/** The address with the provider that is meant; null where the domain may well be one. */
export function emailProvider(text: string): string | null {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).toLowerCase();
  if (at < 1 || REAL.has(domain)) return null;
  const local = text.slice(0, at + 1);
  const dot = domain.indexOf('.');
  const [label, end] = [domain.slice(0, dot), domain.slice(dot + 1)];
  const last = ENDS[end] ?? (end.includes('.') ? undefined : ENDS[end]);
  const mended = last === undefined ? domain : `${label}.${last}`;
  if (REAL.has(mended)) return local + mended;
  const near = PROVIDERS.filter((provider) => isOneEdit(mended, provider));
  if (near.length === 1) return local + (near[0] as string);
  return last === undefined ? null : local + mended;
}

/** The web address that is meant; null: nobody can tell. */
export function urlMeant(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/。/g, '.').replace(/\\/g, '/').trim().replace(/^["'<(\[]+|["'>)\],;.]+$/g, '').replace(/\s+/g, '');
  const bare = plain.replace(/^(?:https?|htt?p?s?|ttps?|hhttps?|http?s?)(?:[:;,]\/*|\/{2,})/i, '').replace(/^(?:https?:\/\/)+/i, '').replace(/^\/+/, '');
  const secure = /^https?:\/\//i.test(plain) && isUrl(plain) ? plain : `${/^h?t+p[:;,/]/i.test(plain) ? 'http' : 'https'}://${bare.replace(/^www[,;]/i, 'www.').replace(/^ww\./i, 'www.').replace(/^wwww+\./i, 'www.').replace(/,(?=\p{L})/gu, '.')}`;
  return isUrl(secure) && !/@/.test(secure) ? secure : null;
}
