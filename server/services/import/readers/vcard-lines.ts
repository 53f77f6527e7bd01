/** Cards of a vCard file of any version, property by property: folds, quoted-printable, character sets and escapes are taken out here. What properties mean is left to `vcard-reader.ts`. */
import { ReadError, type ImportFile } from './reader.ts';

export interface Property {
  /** `item1` of Apple, which ties a label to a value. */
  readonly group: string | null;
  readonly name: string;
  /** Types in lower case: those of `TYPE=` and the bare ones of 2.1. */
  readonly types: ReadonlySet<string>;
  /** Other parameters, names in upper case. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parts between semicolons, unescaped. */
  readonly parts: readonly string[];
  readonly value: string;
}
export interface Card { readonly line: number; readonly version: string; readonly properties: readonly Property[] }

/** Lines of one card, pictures left out. */
const CARD_LINES = 20_000;
const LINE_BYTES = 32_000_000;
/** What holds a picture, a sound or a key: passed over without being decoded. */
const BINARY = /^(PHOTO|LOGO|SOUND|KEY|AGENT|X-MS-CARDPICTURE)$/;

/** Bare words of 2.1 that are no type. */
const ENCODINGS: ReadonlySet<string> = new Set(['quoted-printable', 'base64', 'b', '8bit', '7bit']);

async function* linesOf(file: ImportFile): AsyncGenerator<{ readonly line: number; readonly bytes: Buffer }> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  let wide: InstanceType<typeof TextDecoder> | null | undefined;
  for await (const chunk of file.open() as AsyncIterable<Uint8Array>) {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    // Outlook on some systems writes UTF-16
    wide ??= bytes[0] === 0xff && bytes[1] === 0xfe ? new TextDecoder('utf-16le') : bytes[0] === 0xfe && bytes[1] === 0xff ? new TextDecoder('utf-16be') : null;
    if (wide) bytes = Buffer.from(wide.decode(bytes, { stream: true }));
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    let start = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
      yield { line: ++line, bytes: rest.subarray(start, end > start && rest[end - 1] === 13 ? end - 1 : end) };
      start = end + 1;
    }
    rest = rest.subarray(start);
    if (rest.length > LINE_BYTES) throw new ReadError('record-too-long', line + 1, `Line ${line + 1} does not end; the file is no address book.`);
  }
  if (rest.length > 0) yield { line: ++line, bytes: rest };
}

const quotedPrintable = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');

function textIn(bytes: Uint8Array, charset: string | undefined, otherwise: string): string {
  if (charset !== undefined) {
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      // a set that nobody knows: the file's own is as good a guess as any
    }
  }
  return new TextDecoder(otherwise).decode(bytes);
}

/** `encoding`: of texts that name none themselves. */
export async function* cardsOf(file: ImportFile, encoding: string): AsyncGenerator<Card> {
  let card: { line: number; version: string; properties: Property[] } | null = null;
  let held: { bytes: Buffer[]; quoted: boolean; binary: boolean } | null = null;
  let depth = 0;
  let lines = 0;
  const finish = (): void => {
    if (held && card && !held.binary && depth === 1) {
      const property = propertyOf(held.bytes, held.quoted, encoding, card.version);
      if (property?.name === 'VERSION') card.version = property.value.trim();
      else if (property) card.properties.push(property);
    } else if (held?.binary && card && depth === 1) card.properties.push(picture(held.bytes));
    held = null;
  };
  for await (const { line, bytes } of linesOf(file)) {
    const soft = held !== null && held.quoted && endsSoft(held.bytes.at(-1));
    if (held && (soft || bytes[0] === 32 || bytes[0] === 9)) {
      if (++lines > CARD_LINES && !held.binary) throw new ReadError('record-too-long', line, `The card before line ${line} does not end.`);
      if (!held.binary) held.bytes.push(soft ? bytes : bytes.subarray(1));
      continue;
    }
    finish();
    const start = bytes.subarray(0, 400).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
    if (/^(?:[\w-]+\.)?BEGIN:VCARD\s*$/i.test(start)) {
      depth++;
      if (depth === 1) { card = { line, version: '3.0', properties: [] }; lines = 0; }
    } else if (/^(?:[\w-]+\.)?END:VCARD\s*$/i.test(start)) {
      if (depth === 1 && card) yield card;
      depth = Math.max(0, depth - 1);
      if (depth === 0) card = null;
    } else if (card && bytes.length > 0 && bytes.includes(58)) {
      if (++lines > CARD_LINES) throw new ReadError('record-too-long', line, `The card before line ${line} does not end.`);
      const head = start.slice(0, start.indexOf(':') < 0 ? start.length : start.indexOf(':'));
      const name = (/^(?:[\w-]+\.)?([\w-]+)/.exec(head)?.[1] ?? '').toUpperCase();
      held = { bytes: [Buffer.from(bytes)], quoted: /;(?:ENCODING=)?QUOTED-PRINTABLE(?:;|$)/i.test(head), binary: BINARY.test(name) };
    }
  }
  finish();
  if (card) throw new ReadError('unreadable', card.line, `The card that begins on line ${card.line} does not end.`);
}

const endsSoft = (bytes: Buffer | undefined): boolean => bytes !== undefined && bytes.at(-1) === 61;

const picture = (bytes: readonly Buffer[]): Property => ({ group: null, name: (/^(?:[\w-]+\.)?([\w-]+)/.exec(bytes[0]?.subarray(0, 100).toString('latin1') ?? '')?.[1] ?? '').toUpperCase(), types: new Set(), parameters: {}, parts: [], value: '' });

/** The colon that ends name and parameters: not one in a quoted parameter. */
function colonOf(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === ':' && !quoted) return i;
  }
  return -1;
}

function propertyOf(lines: readonly Buffer[], quoted: boolean, encoding: string, version: string): Property | null {
  const bytes = Buffer.concat(quoted ? lines.map((line, i) => (i < lines.length - 1 && endsSoft(line) ? line.subarray(0, -1) : line)) : lines);
  const colon = colonOf(bytes.toString('latin1'));
  if (colon < 1) return null;
  const [head = '', ...given] = (bytes.subarray(0, colon).toString('latin1').match(/(?:[^;"]|"[^"]*")+/g) ?? []);
  const [, group = null, name = ''] = /^(?:([\w-]+)\.)?([\w-]+)$/.exec(head.trim()) ?? [];
  if (name === '') return null;
  const types = new Set<string>();
  const parameters: Record<string, string> = {};
  for (const each of given) {
    const equals = each.indexOf('=');
    const key = (equals < 0 ? 'TYPE' : each.slice(0, equals)).trim().toUpperCase();
    const value = (equals < 0 ? each : each.slice(equals + 1)).replaceAll('"', '').trim();
    if (key !== 'TYPE') parameters[key] = value;
    else for (const type of value.toLowerCase().split(',')) if (type !== '' && !ENCODINGS.has(type)) types.add(type);
  }
  const body = bytes.subarray(colon + 1);
  const text = textIn(quoted ? quotedPrintable(body) : body, parameters['CHARSET'], encoding).replace(/\r\n?/g, '\n');
  const old = version.startsWith('2');
  return { group, name: name.toUpperCase(), types, parameters, parts: splitParts(text).map((part) => unescaped(part, old)), value: unescaped(text, old) };
}

const splitParts = (text: string): readonly string[] => {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === ';') {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
};

/** 2.1 knows `\;` alone, but programs write the others too. A backslash before anything else is one. */
const unescaped = (text: string, old: boolean): string => text.replace(old ? /\\([;,:\\])/g : /\\([nN;,:\\])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter));
