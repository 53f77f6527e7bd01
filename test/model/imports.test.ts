/** The import law: components → model ← server, nobody imports demo or test, nothing goes round in a circle. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const FOLDERS = ['model', 'components', 'server', 'demo'] as const;

/** What a folder may import beside itself; the server's demo mode alone seeds from `demo/samples`. */
const MAY: Readonly<Record<string, readonly string[]>> = { model: [], components: ['model'], server: ['model'], demo: ['model', 'components'] };
const DEMO_MODE = /^server\/(demo|services\/demo-seed)\.ts$/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(folder, file)));

interface Import { readonly from: string; readonly to: string; readonly typeOnly: boolean }

const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g)]
    .map((match) => ({ from, to: match[2] ?? match[3] ?? match[4] ?? '', typeOnly: match[1] !== undefined }));
});
const local = imports.filter((one) => one.to.startsWith('.')).map((one) => ({ ...one, to: relative(root, resolve(root, dirname(one.from), one.to)) }));
const top = (file: string): string => file.split('/')[0] ?? '';

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(local.length).toBeGreaterThan(20);
  });

  it('go one way between the folders', () => {
    const wrong = local.filter(({ from, to }) => top(from) !== top(to) && !MAY[top(from)]?.includes(top(to)) && !(DEMO_MODE.test(from) && to.startsWith('demo/samples/')));
    expect(wrong).toEqual([]);
  });

  it('keep model free of Node, the DOM libraries and elements', () => {
    expect(imports.filter(({ from, to }) => from.startsWith('model/') && /^(node:|lit|ws$|hono|better-sqlite3)/.test(to))).toEqual([]);
  });

  it('keep Yjs out of what the badge loads', () => {
    const reached = new Set<string>();
    const walk = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const one of imports.filter((each) => each.from === file && !each.typeOnly && !isDynamic(file, each.to))) {
        if (/^(yjs|lib0|y-)/.test(one.to)) throw new Error(`${file} imports ${one.to}`);
        if (one.to.startsWith('.')) walk(relative(root, resolve(root, dirname(file), one.to)));
      }
    };
    walk('components/badge.ts');
    expect(reached.size).toBeGreaterThan(3);
  });

  it('never go round in a circle', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to, typeOnly } of local) if (!typeOnly && !isDynamic(from, to)) edges.set(from, [...(edges.get(from) ?? []), to]);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) throw new Error(`circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      if (done.has(file)) return;
      for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it('never reach out of the project', () => {
    expect(local.filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });
});

function isDynamic(from: string, to: string): boolean {
  const text = readFileSync(join(root, from), 'utf8');
  const name = to.split('/').at(-1) ?? to;
  return new RegExp(`import\\(\\s*['"][^'"]*${name.replaceAll('.', '\\.')}['"]`).test(text);
}
