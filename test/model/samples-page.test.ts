/** `docs/samples.md` shows every pack in a picture that is there, and all four languages. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import { PACKS } from '../../model/catalogue/catalogue.ts';

const docs = resolve(import.meta.dirname, '../../docs');
const page = readFileSync(resolve(docs, 'samples.md'), 'utf8');
const pictures = [...page.matchAll(/!\[([^\]]+)\]\((screenshots\/pack-([\w-]+)\.webp)\)/g)].map(([, alt = '', path = '', name = '']) => ({ alt, path, name }));
const table = [...page.matchAll(/^\| \[([^\]]+)\]\(#([\w-]+)\) \| ([^|]+?) \| (\d+) % \| ([^|]+?) \| ([^|]+?) \|$/gm)].map(([, pack = '', anchor = '', customer = '', share = '', , language = '']) => ({ pack, anchor, customer, share: Number(share), language }));

describe('docs/samples.md', () => {
  it.each(PACKS.map(({ key }) => key))('shows the pack %s', (key) => expect(pictures.some(({ name }) => name === key || name.startsWith(`${key}-`))).toBe(true));
  it('names pictures that exist, are small and are described', () => {
    for (const { path, alt } of pictures) {
      expect(existsSync(resolve(docs, path)), path).toBe(true);
      expect(statSync(resolve(docs, path)).size, path).toBeLessThan(100_000);
      expect(alt.length, path).toBeGreaterThan(20);
    }
  });
  it('has a line of the table and a heading for each picture', () => {
    expect(table).toHaveLength(pictures.length);
    const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
    expect(table.map(({ anchor }) => anchor)).toEqual(anchors);
  });
  it('uses all four languages and names sample customers, filled to nine tenths or more', () => {
    expect(new Set(table.map(({ language }) => language))).toEqual(new Set(['English', '简体中文', '繁體中文', 'español']));
    const names = new Set(sampleArchives('2026-11-22').map(({ sections }) => sections['profile']?.fields?.['customer.name']));
    for (const { customer, share } of table) {
      expect(names, customer).toContain(customer);
      expect(share).toBeGreaterThanOrEqual(90);
    }
  });
});
