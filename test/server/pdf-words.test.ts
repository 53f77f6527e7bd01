/** The words of a PDF file: as they were typed, by the codes of a font that tells its letters, letter by letter, in packed objects; and what a file made to cost does not cost. */
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { wordsOfPdf } from '../../server/storage/pdf-words.ts';

/** Objects as `dict` or `dict` with a stream, numbered from 1. */
const pdf = (...objects: readonly (string | readonly [dict: string, stream: string])[]): Buffer => Buffer.concat([
  Buffer.from('%PDF-1.5\n'),
  ...objects.flatMap((each, i) => {
    if (typeof each === 'string') return [Buffer.from(`${i + 1} 0 obj\n${each}\nendobj\n`)];
    const packed = deflateSync(Buffer.from(each[1], 'latin1'));
    return [Buffer.from(`${i + 1} 0 obj\n<< ${each[0]} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`), packed, Buffer.from('\nendstream\nendobj\n')];
  }),
]);
const FONTS = '<< /Type /Page /Resources << /Font << /F1 2 0 R /F2 3 0 R >> >> >>';
const PLAIN = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const CODED = '<< /Type /Font /Subtype /Type0 /ToUnicode 4 0 R >>';
const CODES = ['', '1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <9648> <0002> <6653> endbfchar 1 beginbfrange <0010> <0012> <0041> endbfrange'] as const;

it('strings as they were typed, with escapes, and parts of a word that were only moved', () => {
  expect(wordsOfPdf(pdf(FONTS, PLAIN, CODED, CODES, ['', 'BT /F1 12 Tf 72 700 Td (Anna \\(Berg\\) m\\374ller) Tj 0 -14 Td [(Zden) 20 (ka) -250 (Quill) 5 (feather)] TJ ET']))).toBe('Anna (Berg) müller\nZdenka Quillfeather');
});

it('codes of a font that tells its letters, one by one', () => {
  expect(wordsOfPdf(pdf(FONTS, PLAIN, CODED, CODES, ['', 'BT /F2 12 Tf 1 0 0 1 10 20 Tm <0001> Tj 1 0 0 1 20 20 Tm <0002> Tj 1 0 0 1 30 20 Tm <001000110012> Tj ET']))).toBe('陈 晓 ABC\n陈晓ABC');
});

it('fonts that lie in packed objects, under a name that two pages use for different ones', () => {
  const packed = '5 0 6 17\n<< /Font 7 0 R >>  << /F1 3 0 R >>'.replace('5 0 6 17\n', '5 0 7 19 ');
  const text = wordsOfPdf(pdf(FONTS, PLAIN, CODED, CODES, '<< >>', [`/Type /ObjStm /N 2 /First 9`, packed], '<< >>', ['', 'BT /F1 12 Tf <00100011> Tj ET']));
  expect(text).toContain('AB');
});

it('nothing of an encrypted file, of pictures, or of what is no PDF', () => {
  expect(wordsOfPdf(Buffer.concat([pdf(FONTS, PLAIN, ['', 'BT (secret) Tj ET']), Buffer.from('trailer << /Encrypt 9 0 R >>')]))).toBe('');
  expect(wordsOfPdf(pdf(['/Subtype /Image', '\x00\x01BT\x02']))).toBe('');
  expect(wordsOfPdf(Buffer.from('BT (text) Tj ET'))).toBe('');
});

it('a file made to cost ends soon', { timeout: 20_000 }, () => {
  const bomb = pdf(['', 'BT '.padEnd(60_000_000, ' ')]);
  expect(wordsOfPdf(bomb)).toBe('');
  expect(wordsOfPdf(Buffer.from(`%PDF-1.5\n${'1 0 obj <<'.repeat(20_000)}`))).toBe('');
  expect(wordsOfPdf(Buffer.from(`%PDF-1.5\n${'1'.repeat(1_000_000)}`))).toBe('');
  expect(wordsOfPdf(pdf(['', `BT ${'(a'.repeat(200_000)} Tj ET`])).length).toBeLessThan(1_000_000);
});
