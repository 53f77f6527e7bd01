/** `docs/coverage.md` says what the catalogue's rows have become, and every proof it names is a test that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DICTIONARIES, FIELDS } from '../../model/catalogue/catalogue.ts';
import { lines, page, proofs } from '../coverage.ts';
import { root } from '../helpers/dossier.ts';

it('the page is as the tables say; `node --import tsx test/coverage.ts` writes it anew', () => {
  expect(readFileSync(join(root, 'docs/coverage.md'), 'utf8')).toBe(page());
});

it('every field, list and rule has exactly one row', () => {
  const ids = lines().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of [...FIELDS, ...DICTIONARIES]) expect(ids, id).toContain(id);
  for (let n = 1; n <= 53; n++) expect(ids).toContain(`P-${String(n).padStart(2, '0')}`);
});

it.each(proofs().map(([file, name]) => ({ file, name })))('$file has a test "$name"', ({ file, name }) => {
  expect(existsSync(join(root, file)), file).toBe(true);
  const names = [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:it|test|describe)(?:\.\w+\([^]*?\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , text]) => text);
  expect(names.some((text) => text!.includes(name)), `${names.join('\n')}`).toBe(true);
});

it('what counts as help text is explained', () => {
  const terms = readFileSync(join(root, 'docs/terms.md'), 'utf8');
  for (const id of ['C-22', 'P-45', 'D-30']) expect(terms).toContain(id);
});
