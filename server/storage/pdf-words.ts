/** The words of a PDF file, as far as they can be read without drawing it: enough to find a person by, never enough to say that nobody is in it. Pictures, encrypted files and fonts that do not tell their letters yield nothing. */
import { constants, inflateSync } from 'node:zlib';

/** By code, of one or two bytes. */
interface Font { readonly wide: boolean; readonly letters: ReadonlyMap<number, string> }
// a file may be made to cost: everything is read within bounds
const MOST_OBJECTS = 50_000;
const LONGEST_DICT = 64_000;
const MOST_LETTERS = 200_000;
const MOST_BYTES = 50_000_000;
/** Fonts that may be meant by one name, on different pages. */
const ALIKE = 3;

export function wordsOfPdf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) return '';
  const objects = objectsIn(text);
  const fonts = fontsIn(objects);
  const out: string[] = [];
  for (const { stream } of objects.values()) if (stream !== null && /\bBT\b/.test(stream) && /T[Jj*]|['"]/.test(stream)) for (let alike = 0; alike < ALIKE; alike++) {
    const page = wordsIn(stream, (name) => { const all = fonts.get(name) ?? []; return all[Math.min(alike, all.length - 1)] ?? null; });
    if (page !== '' && !out.includes(page)) out.push(page);
  }
  // radicals and ligatures as the letters that they look like
  return out.join('\n').normalize('NFKC');
}

interface PdfObject { readonly dict: string; readonly stream: string | null }

function objectsIn(text: string): ReadonlyMap<number, PdfObject> {
  const found = new Map<number, PdfObject>();
  let room = MOST_BYTES;
  for (const match of text.matchAll(/(\d{1,10})\s{1,4}\d{1,6}\s{1,4}obj\b/g)) {
    if (found.size > MOST_OBJECTS) break;
    const from = match.index + match[0].length;
    const near = text.slice(from, from + LONGEST_DICT);
    const end = near.indexOf('endobj');
    const at = near.indexOf('stream');
    const streamed = at >= 0 && (end < 0 || at < end);
    const dict = near.slice(0, streamed ? at : end < 0 ? undefined : end);
    const stream = streamed && room > 0 ? unpacked(dict, text, from + at + 6, room) : null;
    room -= stream?.length ?? 0;
    found.set(Number(match[1]), { dict, stream });
  }
  // objects that lie packed in streams of objects
  for (const { dict, stream } of [...found.values()]) {
    if (stream === null || !/\/Type\s*\/ObjStm/.test(dict)) continue;
    const first = Number(/\/First\s+(\d+)/.exec(dict)?.[1] ?? 0);
    const heads = stream.slice(0, first).trim().split(/\s+/).map(Number);
    for (let i = 0; i + 1 < heads.length; i += 2) found.set(heads[i] as number, { dict: stream.slice(first + (heads[i + 1] as number), heads[i + 3] === undefined ? undefined : first + (heads[i + 3] as number)), stream: null });
  }
  return found;
}

function unpacked(dict: string, text: string, at: number, room: number): string | null {
  const begin = text.startsWith('\r\n', at) ? at + 2 : at + 1;
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dict)?.[1];
  const end = length === undefined ? text.indexOf('endstream', begin) : begin + Number(length);
  if (end < begin || end - begin > MOST_BYTES) return null;
  const raw = text.slice(begin, end);
  const filters = [...(/\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dict)?.[1] ?? '').matchAll(/\/(\w+)/g)].map(([, name]) => name);
  if (filters.length === 0) return raw;
  if (filters.length > 1 || filters[0] !== 'FlateDecode') return null;
  try {
    // also one whose end is missing
    return inflateSync(Buffer.from(raw, 'latin1'), { maxOutputLength: room, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    return null; // damaged or too large: a person has to look
  }
}

/** By the name that a page gives to it. */
function fontsIn(objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, readonly (Font | null)[]> {
  const made = new Map<number, Font | null>();
  const fontOf = (id: number): Font | null => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const dict = objects.get(id)?.dict ?? '';
    const map = objects.get(Number(/\/ToUnicode\s+(\d+)/.exec(dict)?.[1]))?.stream;
    const font = map === undefined || map === null ? null : { wide: /\/Type0\b/.test(dict) || /<[0-9a-f]{4}>\s*<[0-9a-f]{4}>\s*\n?\s*endcodespacerange/i.test(map), letters: lettersIn(map) };
    made.set(id, font);
    return font;
  };
  const found = new Map<string, (Font | null)[]>();
  for (const { dict } of objects.values()) for (const [, direct, ref] of dict.matchAll(/\/Font\s*(?:<<([^>]*)>>|(\d+)\s+\d+\s+R)/g)) {
    for (const [, name = '', id] of (direct ?? objects.get(Number(ref))?.dict ?? '').matchAll(/\/([^\s/<>[\]()]+)\s+(\d+)\s+\d+\s+R/g)) {
      const all = found.get(name) ?? [];
      const font = fontOf(Number(id));
      if (!all.includes(font)) found.set(name, [...all, font]);
    }
  }
  return found;
}

const wide = (hex: string): string => Buffer.from(hex.length % 4 === 0 ? hex : hex.padStart(4, '0'), 'hex').swap16().toString('utf16le');
function lettersIn(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [, part = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) for (const [, code = '', to = ''] of part.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi)) letters.set(parseInt(code, 16), wide(to));
  for (const [, part = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) for (const [, low = '', high = '', one, list] of part.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:<([0-9a-f]+)>|\[([^\]]*)\])/gi)) {
    const [from, to] = [parseInt(low, 16), Math.min(parseInt(high, 16), parseInt(low, 16) + 65_535)];
    const each = [...(list ?? '').matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => wide(hex));
    for (let code = from; code <= to && letters.size < MOST_LETTERS; code++) {
      const base = one === undefined ? each[code - from] : `${wide(one).slice(0, -1)}${String.fromCharCode(wide(one).charCodeAt(wide(one).length - 1) + code - from)}`;
      if (base !== undefined) letters.set(code, base);
    }
  }
  return letters;
}

const TOKEN = /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()]){0,1000}\)){0,4000}\)|<[0-9a-fA-F\s]{0,8000}>|\/[^\s/<>[\]()]+|-?\d*\.?\d+|[A-Za-z'"*]+|[[\]]/g;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '' };

function shown(token: string, font: Font | null): string {
  const raw = token.startsWith('<') ? Buffer.from(token.replace(/[^0-9a-f]/gi, ''), 'hex').toString('latin1')
    : token.slice(1, -1).replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, said: string) => (/^[0-7]/.test(said) ? String.fromCharCode(parseInt(said, 8) & 255) : /^[\r\n]/.test(said) ? '' : (ESCAPES[said] ?? said)));
  if (font === null) return new TextDecoder('windows-1252').decode(Buffer.from(raw, 'latin1'));
  let out = '';
  for (let i = 0; i < raw.length; i += font.wide ? 2 : 1) out += font.letters.get(font.wide ? (raw.charCodeAt(i) << 8) | raw.charCodeAt(i + 1) : raw.charCodeAt(i)) ?? '';
  return out;
}

/** Further back than this between two letters is a blank, in thousandths of the size. */
const GAP = -180;
/** A line is what stands at one height, with blanks between its parts and again without, as some write letter by letter. */
function wordsIn(stream: string, fontOf: (name: string) => Font | null): string {
  const lines: string[] = [];
  let [apart, close] = ['', ''];
  let font: Font | null = null;
  let before: string[] = [];
  const end = (): void => {
    if (close.trim() !== '') lines.push(apart.trim(), ...(close.trim() === apart.trim() ? [] : [close.trim()]));
    [apart, close] = ['', ''];
  };
  let height: string | null = null;
  for (const [token] of stream.matchAll(TOKEN)) {
    if (!/^[A-Za-z'"*]/.test(token)) { before.push(token); continue; }
    const strings = before.filter((each) => /^[(<]/.test(each));
    switch (token) {
      case 'Tf': font = fontOf((before.find((each) => each.startsWith('/')) ?? '/').slice(1)); break;
      case 'Td': case 'TD': if (Number(before.at(-1)) !== 0) end(); else apart += ' '; break;
      case 'Tm': if (before.at(-1) !== height) end(); else apart += ' '; height = before.at(-1) ?? null; break;
      case 'T*': end(); break;
      case "'": case '"': end(); for (const each of strings) { const said = shown(each, font); apart += said; close += said; } break;
      case 'Tj': case 'TJ': for (const each of before) {
        if (/^[(<]/.test(each)) { const said = shown(each, font); apart += said; close += said; } else if (Number(each) < GAP) { apart += ' '; close += ' '; }
      } break;
      default: break;
    }
    before = [];
  }
  end();
  return lines.join('\n');
}
