/**
 * Reads address books: one card, one record. Columns are what the cards of this file have, named after the property, `TEL mobile work#2`; what programs write in ways of their
 * own is brought to one name here. What a column becomes is in `vcard-columns.ts`.
 */
import { guessEncodings } from './encoding.ts';
import { COLUMNS, headOf, ReadError, type ImportFile, type Reader, type SourceRecord } from './reader.ts';
import { cardsOf, type Card, type Property } from './vcard-lines.ts';

/** Columns that every address book has, in this order; the others follow. */
const FIRST = ['UID', 'KIND', 'FN'] as const;
const PARTS = ['text', 'city', 'region', 'postcode', 'country'] as const;

const SERVICES: Readonly<Record<string, string>> = { wechat: 'wechat', weixin: 'wechat', '微信': 'wechat', whatsapp: 'whatsapp', line: 'line', 'x-line': 'line' };
/** Apple writes its own words between these marks: `_$!<HomePage>!$_`. */
const labelText = (text: string): string => (/^_\$!<(.*)>!\$_$/.exec(text)?.[1] ?? text).trim();

/** `work`, `home`, a label of the person's own, or nothing. */
function labelOf({ types, group }: Property, labels: ReadonlyMap<string, string>): string {
  const own = group === null ? undefined : labels.get(group);
  if (own !== undefined && own !== '') return /^(work|home)$/i.test(own) ? own.toLowerCase() : own;
  // Android's word of the person's own
  const said = [...types].find((type) => /^x-(?!evolution|apple|ms-|mozilla|kaddressbook)./.test(type));
  return types.has('work') ? 'work' : types.has('home') ? 'home' : (said?.slice(2) ?? '');
}

function phoneKind({ types }: Property, label: string): 'fax' | 'mobile' | 'phone' {
  if (types.has('fax') || /fax/i.test(label)) return 'fax';
  return types.has('cell') || types.has('iphone') || types.has('mobile') || /^(mobile|iphone|cell)$/i.test(label) ? 'mobile' : 'phone';
}

const isPreferred = ({ types, parameters }: Property): boolean => types.has('pref') || parameters['PREF'] === '1';
const withoutScheme = (value: string): string => value.replace(/^(tel|mailto|sip|xmpp|skype|aim|ymsgr|msnim|x-apple|im|line|weixin|wechat|whatsapp|qq|icq|gtalk):/i, '').replace(/;ext=/i, ' ext. ').trim();
const clean = (value: string): string => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').trim();

/** The cells of a card by column name; a second value of the same name gets a number. */
function cellsOf(card: Card): Map<string, string> {
  const cells = new Map<string, string>();
  const put = (name: string, value: string): void => {
    const text = clean(value);
    if (text === '') return;
    for (let n = 1; ; n++) {
      const key = n === 1 ? name : `${name}#${n}`;
      if (cells.get(key) === text) return; // programs repeat a value under two types
      if (!cells.has(key)) { cells.set(key, text); return; }
    }
  };
  const labels = new Map(card.properties.flatMap(({ group, name, value }) => (name === 'X-ABLABEL' && group !== null ? [[group, labelText(value)] as const] : [])));
  const named = (name: string): Property | undefined => card.properties.find((property) => property.name === name && clean(property.value) !== '');
  const [org, n] = [named('ORG'), named('N')];
  const company = clean(org?.parts[0] ?? '');
  const person = n === undefined ? '' : spokenName(n.parts);
  const full = clean(named('FN')?.value ?? '') || person || company || clean(named('NICKNAME')?.value ?? '') || withoutScheme(clean(named('EMAIL')?.value ?? ''));
  const isCompany = /company/i.test(named('X-ABSHOWAS')?.value ?? '') || /^(org|organization)$/i.test(named('KIND')?.value.trim() ?? '') || (company !== '' && (full === company || full === '') && person === '');
  put('KIND', isCompany ? 'organisation' : 'individual');
  put('FN', isCompany && company !== '' ? company : full);
  if (isCompany && person !== '' && person !== company) put('CONTACT', person);
  if (!isCompany && company !== '') put('ORG', company);
  for (const unit of org?.parts.slice(1) ?? []) put('ORG unit', unit);
  for (const property of card.properties) field(property, labels, put);
  return cells;
}

/** `刘;伟` is said 刘伟, `Smith;Ann;M.;Dr.` Dr. Ann M. Smith. */
function spokenName(parts: readonly string[]): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = parts.map((part) => part.trim());
  const han = /^[\p{Script=Han}·]+$/u;
  if (han.test(family + given) && middle === '') return `${family}${given}`;
  return [prefix, given, middle, family, suffix].filter((part) => part !== '').join(' ');
}

function field(property: Property, labels: ReadonlyMap<string, string>, put: (name: string, value: string) => void): void {
  const label = labelOf(property, labels);
  const named = (name: string): string => `${name}${label === '' ? '' : ` ${label.replace(/[#!]/g, '')}`}${isPreferred(property) ? '!' : ''}`;
  const { name, value } = property;
  switch (name) {
    case 'N': case 'FN': case 'ORG': case 'KIND': case 'X-ABLABEL': case 'X-ABSHOWAS': case 'PRODID': case 'REV': case 'VERSION': case 'X-ABUID': case 'X-ABADR': case 'SORT-STRING':
    case 'X-EVOLUTION-FILE-AS': case 'X-MS-OL-DESIGN': case 'X-MS-OL-DEFAULT-POSTAL-ADDRESS': case 'MAILER': case 'X-MOZILLA-HTML': case 'CLIENTPIDMAP': case 'LABEL': case 'PROFILE': case 'CLASS': case 'SOURCE': case 'NAME': return;
    case 'UID': return put('UID', value.replace(/^urn:uuid:/i, ''));
    case 'TEL': return put(named(`TEL ${phoneKind(property, label)}`), withoutScheme(value));
    case 'EMAIL': return put(named('EMAIL'), withoutScheme(value));
    case 'ADR': return address(property, label, put);
    case 'URL': case 'X-EVOLUTION-BLOG-URL': return put(label === '' || /^(work|home|homepage)$/i.test(label) ? 'URL' : `URL ${label}`, value);
    case 'BDAY': return put('BDAY', date(property));
    case 'ANNIVERSARY': case 'X-ANNIVERSARY': case 'X-EVOLUTION-ANNIVERSARY': case 'X-MS-ANNIVERSARY': return put('ANNIVERSARY', date(property));
    case 'X-ABDATE': return put(/anniversary/i.test(label) ? 'ANNIVERSARY' : `DATE ${label}`, date(property));
    case 'X-ANDROID-CUSTOM': return android(property, put);
    case 'NICKNAME': case 'TITLE': case 'ROLE': case 'NOTE': case 'CATEGORIES': return put(name, value);
    case 'IMPP': case 'X-SOCIALPROFILE': return put(messenger(property.parameters['X-SERVICE-TYPE'] ?? (property.types.size === 1 ? [...property.types][0] : undefined) ?? /^([\w-]+):/.exec(value)?.[1] ?? label), property.parameters['X-USER'] ?? withoutScheme(value));
    case 'X-WECHAT': case 'X-WEIXIN': case 'X-LINE': case 'X-WHATSAPP': case 'X-QQ': case 'X-SKYPE': case 'X-SKYPE-USERNAME': case 'X-AIM': case 'X-MSN': case 'X-YAHOO': case 'X-ICQ': case 'X-JABBER': case 'X-GOOGLE-TALK': case 'X-GADUGADU': case 'X-MS-IMADDRESS':
      return put(messenger(name.slice(2).replace(/-USERNAME|^MS-/, '').toLowerCase()), value);
    default: return put(name, value === '' ? name : value);
  }
}

function messenger(service: string | undefined): string {
  const plain = (service ?? '').toLowerCase();
  return `IM ${SERVICES[plain] ?? (plain === '' ? 'other' : plain)}`;
}

/** Post box; extension; street; city; region; postcode; country. The first two stand before the street. */
function address({ parts, types }: Property, label: string, put: (name: string, value: string) => void): void {
  const [box = '', extension = '', street = '', city = '', region = '', postcode = '', country = ''] = parts.map(clean);
  const use = label === 'home' || types.has('home') ? 'mailing' : 'business';
  const text = [street.replace(/\n+/g, ', '), extension, box].filter((part) => part !== '').join(', ');
  const values = { text, city, region, postcode, country };
  if (Object.values(values).every((part) => part === '')) return;
  for (const part of PARTS) put(`ADR ${use} ${part}`, values[part]);
}

/** `19790401`, `1979-04-01T00:00:00Z`, `--0401`, and Apple's 1604 for no year. */
function date({ value, parameters }: Property): string {
  const text = value.trim();
  const whole = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text);
  if (whole) return whole[1] === (parameters['X-APPLE-OMIT-YEAR'] ?? '1604') ? `--${whole[2] ?? ''}-${whole[3] ?? ''}` : `${whole[1] ?? ''}-${whole[2] ?? ''}-${whole[3] ?? ''}`;
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(text);
  return yearless ? `--${yearless[1] ?? ''}-${yearless[2] ?? ''}` : text;
}

/** `vnd.android.cursor.item/nickname;Lao Wang;1;…`: nicknames, dates and relations have no property of 2.1. */
function android({ parts }: Property, put: (name: string, value: string) => void): void {
  const [kind = '', value = '', type = '', label = ''] = parts;
  if (kind.endsWith('/nickname')) put('NICKNAME', value);
  else if (kind.endsWith('/contact_event')) put(type === '3' ? 'BDAY' : type === '1' ? 'ANNIVERSARY' : `DATE ${label}`.trim(), value);
  else put(`X-ANDROID ${kind.slice(kind.indexOf('/') + 1)}`, [value, label].filter((part) => part !== '').join(' '));
}

async function columnsOf(file: ImportFile, encoding: string): Promise<readonly string[]> {
  const columns = new Set<string>(FIRST);
  let cards = 0;
  for await (const card of cardsOf(file, encoding)) {
    cards++;
    for (const name of cellsOf(card).keys()) columns.add(name);
    if (columns.size > COLUMNS) throw new ReadError('too-many-columns', card.line, `The cards have more than ${COLUMNS} kinds of facts.`);
  }
  if (cards === 0) throw new ReadError('empty-file', 1, 'The file holds no address card.');
  return [...columns];
}

async function* records(file: ImportFile, encoding: string): AsyncGenerator<SourceRecord> {
  const columns = await columnsOf(file, encoding);
  yield { line: 1, cells: columns };
  for await (const card of cardsOf(file, encoding)) {
    const cells = cellsOf(card);
    yield { line: card.line, cells: columns.map((name) => cells.get(name) ?? '') };
  }
}

export const vcardReader: Reader = {
  format: 'vcard',
  fits: (head, name) => /\.(vcf|vcard)$/i.test(name) || /^\ufeff?\s*BEGIN:VCARD/i.test(new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-8').decode(head.subarray(0, 200))),
  async open(file, wish) {
    const [best, ...others] = guessEncodings(await headOf(file, 65_536));
    const encoding = wish.encoding ?? best?.encoding ?? 'utf-8';
    return { format: 'vcard', encoding: best ?? null, otherEncodings: others, separator: null, tables: [{ name: '', records: () => records(file, encoding.startsWith('utf-16') ? 'utf-8' : encoding) }] };
  },
};
