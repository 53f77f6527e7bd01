/** In the pages for users (`site/pages/<lang>/guide`) bold is what stands on the screen, word by word, in the language of the page; and each page is there in all four. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../model/labels.ts';
import { labels, plain } from '../helpers/labels.ts';

const pages = join(import.meta.dirname, '../../site/pages');
const shown = labels();
const files = readdirSync(join(pages, 'en/guide'));
/** Bold words outside of code. */
const quoted = (text: string): readonly string[] => [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => plain(label!));

it.each(LANGUAGES)('%s: every label that a page quotes is on the screen', (language) => {
  const wrong = files.flatMap((file) => quoted(readFileSync(join(pages, language, 'guide', file), 'utf8')).filter((label) => !shown[language].has(label)).map((label) => `${language}/guide/${file}: ${label}`));
  expect(wrong).toEqual([]);
});

it('pages for users are there in every language, and quote the same number of labels', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const [first, ...others] = LANGUAGES.map((language) => {
      const path = join(pages, language, 'guide', file);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      return quoted(text).length;
    });
    if (first === 0 || others.some((count) => count !== first)) wrong.push(`${file}: ${[first, ...others].join(', ')} labels`);
  }
  expect(wrong).toEqual([]);
});

it('the checker knows a label from a word', () => {
  expect(shown.es.has('Anotar un contacto')).toBe(true);
  expect(shown['zh-Hant'].has('記錄聯絡') && !shown['zh-Hant'].has('记录联络')).toBe(true);
  expect(shown.en.has('Write down a contact')).toBe(false);
  expect(quoted('**Save** and `**not**`')).toEqual(['Save']);
});
