/** How wide a text is drawn, without a browser: a table of advances in thousandths of the font's size. Latin letters as Arial and everything made to its measure has them, East Asian ones a square each. */

const LETTERS = ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~';
const REGULAR = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015,
  667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333,
  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;
const BOLD = [
  278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975,
  722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333,
  556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
] as const;
/** What stands in names and labels besides. */
const OTHERS: Readonly<Record<string, number>> = { '·': 278, '…': 1000, '–': 556, '—': 1000, '‘': 222, '’': 222, '“': 333, '”': 333, '¿': 611, '¡': 333, 'ß': 611, 'æ': 889, 'Æ': 1000, 'ø': 611, 'Ø': 778, 'ı': 278, 'ł': 222, 'Ł': 556, 'đ': 556, '€': 556, '£': 556, '¥': 556, '°': 400, '×': 584, '•': 350, '→': 1000 };

const SQUARE = 1000;
const MARK = /\p{M}|\p{Cf}/u;
/** Whole blocks that East Asian fonts draw in squares, signs of their own width apart. */
const EAST = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18cff}\u{1b000}-\u{1b16f}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const HALF = /[\uff61-\uffdc]/u;
const CAPITAL = /\p{Lu}/u;

function advance(sign: string, bold: boolean): number {
  const at = LETTERS.indexOf(sign);
  if (at >= 0) return (bold ? BOLD : REGULAR)[at]!;
  const other = OTHERS[sign];
  if (other !== undefined) return other;
  if (EAST.test(sign)) return SQUARE;
  if (HALF.test(sign)) return SQUARE / 2;
  if (MARK.test(sign)) return 0;
  const parts = sign.normalize('NFD');
  if (parts !== sign) return [...parts].reduce((sum, part) => sum + advance(part, bold), 0);
  return (CAPITAL.test(sign) ? 690 : 560) + (bold ? 40 : 0);
}

/** In pixels at this size. */
export const textWidth = (text: string, size: number, bold = false): number => ([...text].reduce((sum, sign) => sum + advance(sign, bold), 0) * size) / 1000;

/** The text, cut, and dots behind it, where it is wider. */
export function cutTo(text: string, most: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= most) return text;
  const signs = [...text];
  while (signs.length > 0 && textWidth(`${signs.join('')}…`, size, bold) > most) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
