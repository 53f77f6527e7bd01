/** Cuts a text to the width a picture has for it. Letters are measured by kind, which is near enough for a label that is whole in the table and in what is said. */

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const SLIM = /[iljtfr.,:;'|!()[\] ]/u;

const widthOf = (letter: string, size: number): number => size * (WIDE.test(letter) ? 1 : SLIM.test(letter) ? 0.32 : /[A-Z@%mwMW]/u.test(letter) ? 0.72 : 0.56);

/** In CSS pixels, of this font size. */
export const textWidth = (text: string, size: number): number => [...text].reduce((sum, letter) => sum + widthOf(letter, size), 0);

export function fit(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let left = width - size;
  let cut = '';
  for (const letter of text) {
    left -= widthOf(letter, size);
    if (left < 0) break;
    cut += letter;
  }
  return `${cut.trimEnd()}…`;
}
