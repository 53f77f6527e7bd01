/** The demo's pages as files: every text has four languages, nothing is inline, and every archive they name is one of the samples. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import { WORDS } from '../../demo/words.ts';
import { LANGUAGES } from '../../model/labels.ts';

const FOLDER = resolve(import.meta.dirname, '../../demo');
const pages = readdirSync(FOLDER).filter((name) => name.endsWith('.html'));
const read = (name: string): string => readFileSync(resolve(FOLDER, name), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] ?? '');

const archives = sampleArchives('2026-11-22');
const refs = new Set<string>(archives.flatMap((archive) => [archive.id, ...archive.keys]));

describe('the demo’s pages', () => {
  it('are eight', () => expect(pages.sort()).toEqual(['badges.html', 'data.html', 'governance.html', 'index.html', 'insight.html', 'side-by-side.html', 'sign-in.html', 'today.html']));

  it.each(pages)('%s takes its texts from the words', (page) => {
    const used = all(read(page), /data-word(?:-label|-title)?="([^"]*)"/g);
    expect(used.length).toBeGreaterThan(5);
    for (const word of used) expect(Object.keys(WORDS), word).toContain(word);
  });

  it.each(pages)('%s holds to a strict content security policy', (page) => {
    const text = read(page);
    expect(text).not.toMatch(/\sstyle=|<style|\son[a-z]+="|javascript:/i);
    for (const script of all(text, /<script([^>]*)>/g)) expect(script).toMatch(/src="\.\//);
    for (const address of all(text, /(?:src|href)="([^"#]+)"/g)) expect(address, address).toMatch(/^\.\//);
  });

  it.each(pages)('%s names only sample archives', (page) => {
    for (const ref of all(read(page), /archive="([^"]+)"/g)) expect(refs.has(ref), ref).toBe(true);
  });

  it('signs two people in who keep the archive together', () => {
    const offered = [...read('side-by-side.html').matchAll(/<option value="([^"]+)" data-pair="(\S+) (\S+)"/g)];
    expect(offered.length).toBeGreaterThan(2);
    for (const [, id, first, second] of offered) {
      const archive = archives.find((each) => each.id === id);
      expect([archive?.owner, archive?.coOwners], id).toEqual([first, [second]]);
    }
  });

  it('have every word in four languages', () => {
    for (const [word, labels] of Object.entries(WORDS)) for (const lang of LANGUAGES) expect(labels[lang].trim(), `${word} ${lang}`).not.toBe('');
  });
});
