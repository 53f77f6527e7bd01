/** Cards for address books, vCard 4.0 (RFC 6350) and 3.0 (RFC 2426): escaped, folded at 75 bytes, in the words of each version. Pure; whose card it is and what may be in it is the caller's. */
export type CardVersion = '3.0' | '4.0';
export interface CardMethod { readonly kind: string; readonly value: string; readonly label: string; readonly preferred: boolean }
export interface CardAddress { readonly use: string; readonly text: string; readonly city: string; readonly region: string; readonly postcode: string; readonly country: string }
export interface Card {
  readonly uid: string;
  readonly kind: 'org' | 'individual';
  readonly name: string;
  /** Of a person at a company. */
  readonly organisation?: string | undefined;
  readonly nickname?: string | undefined;
  readonly title?: string | undefined;
  readonly role?: string | undefined;
  /** `1979-04-01` or `--04-01`. */
  readonly birthday?: string | undefined;
  readonly website?: string | undefined;
  readonly methods: readonly CardMethod[];
  readonly addresses: readonly CardAddress[];
}

const escaped = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[\\,;]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
/** A word in a parameter: what would end it is left out. */
const worded = (text: string): string => text.replace(/["\r\n\u0000-\u001f]/g, '').trim();

const encoder = new TextEncoder();
/** At most 75 bytes a line; never in the middle of a character. */
function folded(line: string): string {
  if (encoder.encode(line).length <= 75) return `${line}\r\n`;
  let out = '';
  let size = 0;
  for (const character of line) {
    const bytes = encoder.encode(character).length;
    if (size + bytes > 75) {
      out += '\r\n ';
      size = 1;
    }
    out += character;
    size += bytes;
  }
  return `${out}\r\n`;
}

const PHONES: Readonly<Record<string, string>> = Object.freeze({ phone: 'voice', mobile: 'cell', fax: 'fax' });
/** Ways to write that have no property of their own, as most programs name them. */
const MESSENGERS: Readonly<Record<string, string>> = Object.freeze({ wechat: 'WeChat', whatsapp: 'WhatsApp', line: 'LINE' });

export function cardText(card: Card, version: CardVersion): string {
  const lines: string[] = ['BEGIN:VCARD', `VERSION:${version}`, 'PRODID:-//Dossier//EN', `UID:${escaped(card.uid)}`];
  const put = (name: string, value: string | undefined): void => { if (value !== undefined && value !== '') lines.push(`${name}:${escaped(value)}`); };
  lines.push(`FN:${escaped(card.name)}`);
  // 3.0 asks for both; a company has no parts of a name
  lines.push(card.kind === 'org' ? 'N:;;;;' : `N:${escaped(card.name)};;;;`);
  if (version === '4.0') lines.push(`KIND:${card.kind}`);
  else if (card.kind === 'org') lines.push('X-ABShowAs:COMPANY');
  put('ORG', card.kind === 'org' ? card.name : card.organisation);
  put('NICKNAME', card.nickname);
  put('TITLE', card.title);
  put('ROLE', card.role);
  if (card.birthday !== undefined && card.birthday !== '') lines.push(birthday(card.birthday, version));
  let groups = 0;
  const preferred = (on: boolean): string => (!on ? '' : version === '4.0' ? ';PREF=1' : ';TYPE=pref');
  for (const method of card.methods) {
    const phone = PHONES[method.kind];
    const label = worded(method.label);
    const place = /^(work|home)$/i.test(label) ? label.toLowerCase() : '';
    const types = [...(phone === undefined ? [] : [phone]), ...(place === '' ? [] : [place])];
    const typed = types.length === 0 ? '' : version === '4.0' && types.length > 1 ? `;TYPE="${types.join(',')}"` : `;TYPE=${types.join(',')}`;
    const own = label !== '' && place === '';
    const group = own ? `item${++groups}.` : '';
    if (phone !== undefined) lines.push(`${group}TEL${typed}${preferred(method.preferred)}:${escaped(method.value)}`);
    else if (method.kind === 'email') lines.push(`${group}EMAIL${typed}${preferred(method.preferred)}:${escaped(method.value)}`);
    else lines.push(`${group}IMPP;X-SERVICE-TYPE=${MESSENGERS[method.kind] ?? (label === '' ? 'other' : `"${label}"`)}${preferred(method.preferred)}:${escaped(method.value)}`);
    if (own) lines.push(`item${groups}.X-ABLabel:${escaped(label)}`);
  }
  for (const { use, text, city, region, postcode, country } of card.addresses) {
    lines.push(`ADR;TYPE=${use === 'mailing' || use === 'residence' ? 'home' : 'work'}:;;${[text, city, region, postcode, country].map(escaped).join(';')}`);
  }
  put('URL', card.website);
  lines.push('END:VCARD');
  return lines.map(folded).join('');
}

/** A day without its year is a form of 4.0; in 3.0 phones write 1604, which Apple's address book began. */
function birthday(text: string, version: CardVersion): string {
  const yearless = /^--(\d{2})-(\d{2})$/.exec(text);
  if (!yearless) return `BDAY:${text}`;
  return version === '4.0' ? `BDAY:--${yearless[1]}${yearless[2]}` : `BDAY;X-APPLE-OMIT-YEAR=1604:1604-${yearless[1]}-${yearless[2]}`;
}
