/** vCard 2.1, 3.0 and 4.0 read with the places of its values. An own reader: ical.js gives no places, does not read 2.1, and belongs to the browser. */
import { addressParts } from './address.ts';
import { field, method, person } from './finding.ts';
import type { Finding, MethodKind, Target } from './finding.ts';

/** A line with its folds taken out; `at` gives each character's place in the text. */
interface Line { text: string; readonly at: number[] }

function unfolded(text: string): readonly Line[] {
  const lines: Line[] = [];
  let soft = false;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const last: Line | undefined = lines.at(-1);
    const raw: string = match[0];
    const folded: boolean = last !== undefined && (soft || /^[ \t]/.test(raw));
    const line: Line = folded && last !== undefined ? last : { text: '', at: [] };
    if (!folded) lines.push(line);
    const skip = folded && !soft ? 1 : 0;
    soft = /QUOTED-PRINTABLE/i.test(line.text.slice(0, 120) + (folded ? '' : raw.slice(0, 120))) && raw.endsWith('=');
    const end = soft ? raw.length - 1 : raw.length;
    for (let i = skip; i < end; i++) line.at.push(match.index + i);
    line.text += raw.slice(skip, end);
  }
  return lines;
}

/** Only UTF-8 is read: the bytes of other sets would come out as other letters. */
function quotedPrintable(text: string): string | null {
  try {
    return decodeURIComponent(text.replace(/%/g, '%25').replace(/=([0-9A-F]{2})/gi, '%$1'));
  } catch {
    return null; // no UTF-8: the value is left out
  }
}

export function readCards(text: string): readonly Finding[] {
  const found: Finding[] = [];
  let subject = -1;
  let inside = false;
  for (const line of unfolded(text)) {
    if (/^BEGIN:VCARD\s*$/i.test(line.text)) { subject++; inside = true; continue; }
    if (/^END:VCARD\s*$/i.test(line.text)) { inside = false; continue; }
    const head = inside ? /^(?:[\w-]{1,40}\.)?([A-Z-]{1,40})((?:;(?:[^":;]|"[^"]*")*)*):/i.exec(line.text.slice(0, 400)) : null;
    if (head !== null) found.push(...property(line, (head[1] ?? '').toUpperCase(), (head[2] ?? '').toUpperCase(), head[0].length, subject));
  }
  return found;
}

function property(line: Line, name: string, parameters: string, start: number, subject: number): readonly Finding[] {
  const quoted = parameters.includes('QUOTED-PRINTABLE');
  const charset = /CHARSET="?([\w-]+)/.exec(parameters)?.[1];
  if (quoted && charset !== undefined && charset !== 'UTF-8' && charset !== 'US-ASCII') return [];
  const found: Finding[] = [];
  const add = (target: Target, from: number, to: number, address = false): void => {
    const raw = line.text.slice(from, to);
    const decoded = quoted ? quotedPrintable(raw) : raw;
    const plain = decoded?.replace(/\\n/gi, '\n').replace(/\\([,;:\\])/g, '$1').trim() ?? '';
    const [first, last] = [line.at[from], line.at[to - 1]];
    if (plain === '' || first === undefined || last === undefined) return;
    found.push({ target, value: address ? structured(decoded ?? '') : plain, sure: true, from: [first, last + 1], subject });
  };
  const end = line.text.trimEnd().length;
  const uri = /^(?:tel|mailto):/i.exec(line.text.slice(start, start + 8))?.[0].length ?? 0;
  switch (name) {
    case 'FN': add(person('name'), start, end); break;
    case 'TITLE': add(person('position'), start, end); break;
    case 'ORG': {
      const cut = /(?<!\\);/.exec(line.text.slice(start, end))?.index;
      add(field('customer.name'), start, cut === undefined ? end : start + cut);
      if (cut !== undefined) add(person('workScope'), start + cut + 1, end);
      break;
    }
    case 'TEL': add(method(telephone(parameters)), start + uri, end); break;
    case 'EMAIL': add(method('email'), start + uri, end); break;
    case 'URL': add(field('crm.website'), start, end); break;
    case 'X-WECHAT': case 'X-WEIXIN': add(method('wechat'), start, end); break;
    case 'X-LINE': add(method('line'), start, end); break;
    case 'X-WHATSAPP': add(method('whatsapp'), start, end); break;
    case 'ADR': add({ kind: 'address' }, start, end, true); break;
    default: break;
  }
  return found;
}

const telephone = (parameters: string): MethodKind => (parameters.includes('FAX') ? 'fax' : parameters.includes('CELL') ? 'mobile' : 'phone');

/** Post box; extension; street; city; region; postcode; country. */
function structured(value: string): ReturnType<typeof addressParts> {
  const [, , street = '', city = '', region = '', postcode = '', country = ''] = value.split(/(?<!\\);/).map((part) => part.replace(/\\n/gi, ', ').replace(/\\([,;:\\])/g, '$1').trim());
  return { text: street, ...(city && { city }), ...(region && { region }), ...(postcode && { postcode }), ...(country && { country }) };
}
