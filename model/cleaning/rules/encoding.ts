/** Mojibake: texts whose bytes were read in another encoding than they were written in. Recognised by reading them again; never guessed where two readings are possible. */

/** What Windows-1252 has where Latin-1 has control characters, 0x80 first; 0 where it has none. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map<string, number>([...HIGH].map((character, i) => [character, 0x80 + i]));

/** The bytes that Windows-1252 reads as this text; null: it reads none so. */
function bytesOf1252(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const point = text.charCodeAt(i);
    const byte = point < 0x80 || (point >= 0xa0 && point <= 0xff) ? point : byteOf.get(text[i] as string);
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return bytes;
}

/** The two-byte codes of GBK by character, made from the decoder when somebody needs them. */
let gbk: ReadonlyMap<string, number> | null = null;
function bytesOfGbk(text: string): Uint8Array | null {
  if (gbk === null) {
    const made = new Map<string, number>();
    const decoder = new TextDecoder('gb18030');
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        const character = second === 0x7f ? '' : decoder.decode(new Uint8Array([first, second]));
        if (character.length === 1 && character !== '\ufffd') made.set(character, (first << 8) | second);
      }
    }
    gbk = made;
  }
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) { bytes.push(point); continue; }
    const code = gbk.get(character);
    if (code === undefined) return null;
    bytes.push(code >> 8, code & 0xff);
  }
  return new Uint8Array(bytes);
}

function read(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // these bytes are none of this encoding: that is the answer
  }
}

const HIGHS = /[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu;
const ONLY_HAN = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+$/u;
/** Characters of daily use: the first level of GB 2312 begins its bytes with B0 to D7. */
const common = (bytes: Uint8Array, from: number, to: number): boolean => {
  let [all, good] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    all++;
    if (byte >= from && byte <= to) good++;
    i++;
  }
  return all > 0 && good >= all * 0.75;
};

/** The text as it was meant; null: nothing tells that it is broken, or nobody can tell what it was. */
export function readAgain(text: string): string | null {
  const high = text.match(HIGHS)?.length ?? 0;
  if (high > 0) {
    const bytes = bytesOf1252(text);
    if (bytes !== null) {
      const utf8 = high >= 2 ? read(bytes, 'utf-8') : null;
      if (utf8 !== null && utf8.length < text.length) return utf8;
      // Chinese read as Western: everything beyond ASCII comes in pairs
      const runs = text.match(/[^\p{ASCII}]{2,}/gu) ?? [];
      if (high >= 4 && runs.join('').length === high && runs.every((run) => run.length >= 4 || run.length === high)) {
        for (const [encoding, from, to] of [['gb18030', 0xb0, 0xd7], ['big5', 0xa4, 0xc6]] as const) {
          const chinese = common(bytes, from, to) ? read(bytes, encoding) : null;
          if (chinese !== null && ONLY_HAN.test(chinese.replace(/\p{ASCII}/gu, '')) && /\p{Script=Han}/u.test(chinese)) return chinese;
        }
      }
    }
  }
  // UTF-8 read as GBK: Chinese characters that are bytes of UTF-8 once more are no accident from four on
  if (/^[\p{Script=Han}\p{ASCII}\u3000-\u303f\uff00-\uffef\u0391-\u03c9€]{2,}$/u.test(text) && /\p{Script=Han}{2}/u.test(text)) {
    const bytes = bytesOfGbk(text);
    const utf8 = bytes === null ? null : read(bytes, 'utf-8');
    if (utf8 !== null && utf8.length < text.length && /^[\p{Script=Han}\p{Script=Latin}\p{N}\p{P}\p{Z}]+$/u.test(utf8)) return utf8;
  }
  return null;
}

/** Broken for certain, also where it cannot be mended. */
export const isMojibake = (text: string): boolean => text.includes('\ufffd') || readAgain(text) !== null;
