/** What editors and compilers are told of the elements: as the code is, complete, and as the formats want it. What a compiler and a bundler make of it is `package.test.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files } from '../../build/manifest.mjs';
import { factsOf, TAGS } from '../../build/manifest/facts.mjs';
import { FRAMED_ATTRIBUTES } from '../../model/frame.ts';
import { root } from '../helpers/dossier.ts';

interface Named { readonly name: string; readonly description: string }
interface Typed extends Named { readonly type: { readonly text: string }; readonly default?: string }
interface Member extends Named { readonly type?: { readonly text: string }; readonly kind: 'field' | 'method'; readonly attribute?: string }
interface Element extends Named {
  readonly tagName: string; readonly summary: string;
  readonly attributes: readonly Typed[]; readonly members: readonly Member[]; readonly events: readonly Typed[];
  readonly slots: readonly Named[]; readonly cssParts: readonly Named[]; readonly cssProperties: readonly (Named & { readonly syntax: string })[];
}
interface Module { readonly path: string; readonly declarations: readonly Element[]; readonly exports: readonly { readonly kind: string; readonly name: string; readonly declaration: { readonly name: string; readonly module: string } }[] }

const made = files();
const read = (path: string): unknown => JSON.parse(made.get(path)!);
const { modules, schemaVersion } = read('components/custom-elements.json') as { readonly modules: readonly Module[]; readonly schemaVersion: string };
const elements = new Map(modules.flatMap(({ declarations }) => declarations).map((element) => [element.tagName, element]));
const names = (list: readonly Named[]): readonly string[] => list.map(({ name }) => name);
const sorted = (list: Iterable<string>): readonly string[] => [...new Set(list)].sort();

describe('the files of the manifest', () => {
  it('are as a fresh run makes them: `node build/manifest.mjs` was not forgotten', () => {
    const stale = [...made].filter(([path, text]) => readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);
    expect(stale).toEqual([]);
  });

  it('name every tag that the kit registers', () => {
    const registered = ['define.ts', 'frame.ts'].flatMap((file) => [...readFileSync(join(root, 'components', file), 'utf8').matchAll(/^ {2}'([a-z-]+)':|defineTags\(\{ '([a-z-]+)'/gm)].map(([, listed, alone]) => listed ?? alone!));
    expect(sorted(registered)).toEqual(sorted(TAGS));
    expect(sorted(elements.keys())).toEqual(sorted(TAGS));
    const { tags } = read('components/editors/html-custom-data.json') as { readonly tags: readonly Named[] };
    const { contributions } = read('components/editors/web-types.json') as { readonly contributions: { readonly html: { readonly elements: readonly Named[] } } };
    for (const list of [names(tags), names(contributions.html.elements)]) expect(sorted(list)).toEqual(sorted(TAGS));
    for (const tag of TAGS) expect(made.get('components/jsx-attributes.d.ts')).toContain(`  '${tag}': {`);
  });
});

describe.each(TAGS.map((tag) => [tag] as const))('<%s>', (tag) => {
  const element = elements.get(tag)!;
  const facts = factsOf(tag);

  it('documents each attribute, event, part, slot and token of its code, and nothing else', () => {
    const shared = facts.palette === null ? [] : ['scheme'];
    expect(sorted(names(element.attributes))).toEqual(sorted([...facts.attributes, ...shared, ...(tag === 'dossier-frame' ? FRAMED_ATTRIBUTES : [])]));
    expect(sorted(names(element.events))).toEqual(sorted([...facts.fires, ...facts.inside.flatMap((inside) => factsOf(inside).fires)]));
    expect(sorted(names(element.cssParts))).toEqual(facts.parts);
    expect(sorted(names(element.slots))).toEqual(sorted(facts.slots));
    const tokens = names(element.cssProperties).map((name) => name.replace('--dossier-', ''));
    expect(tokens).toEqual(expect.arrayContaining([...facts.tokens]));
    expect(tokens.length > 0).toBe(facts.palette !== null);
    expect(tokens.some((name) => name.startsWith('class-'))).toBe(facts.classes);
  });

  it('says of everything what it is, in a sentence', () => {
    const { attributes, members, events, slots, cssParts, cssProperties } = element;
    const silent = [element, ...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties].filter(({ description }) => !/^[A-Z].*[.?]$/s.test(description)).map(({ name }) => name);
    expect(silent).toEqual([]);
    expect(element.summary).not.toBe('');
    expect([...attributes, ...events].filter(({ type }) => type.text === '' || /unknown|\bany\b/.test(type.text)).map(({ name }) => name)).toEqual([]);
    expect(attributes.filter(({ type }) => !/^(string|number|boolean|'[^']*'( \| '[^']*')*)$/.test(type.text)).map(({ name }) => name)).toEqual([]);
    for (const { kind, type } of members) if (kind === 'field') expect(type?.text).toBeTruthy();
  });
});

describe('custom-elements.json', () => {
  /** What version 2.1 of the format knows of each kind of thing; `!`: must be there. */
  const KEYS = {
    package: ['schemaVersion!', 'readme', 'modules!'],
    module: ['kind!', 'path!', 'declarations!', 'exports', 'summary', 'description'],
    class: ['kind!', 'name!', 'tagName', 'customElement!', 'summary', 'description', 'attributes', 'members', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates'],
    attribute: ['name!', 'description', 'type', 'default', 'fieldName'],
    field: ['kind!', 'name!', 'description', 'type', 'default', 'readonly', 'attribute', 'reflects'],
    method: ['kind!', 'name!', 'description', 'parameters', 'return'],
    parameter: ['name!', 'description', 'type', 'default', 'optional'],
    event: ['name!', 'description', 'type!'],
    named: ['name!', 'description'],
    property: ['name!', 'description', 'syntax', 'default'],
    export: ['kind!', 'name!', 'declaration!'],
    reference: ['name!', 'module', 'package'],
  } as const satisfies Readonly<Record<string, readonly string[]>>;
  const wrong = (kind: keyof typeof KEYS, value: object): readonly string[] => {
    const known: readonly string[] = KEYS[kind].map((key) => key.replace('!', ''));
    const missing = KEYS[kind].filter((key) => key.endsWith('!') && !(key.slice(0, -1) in value));
    return [...Object.keys(value).filter((key) => !known.includes(key)), ...missing].map((key) => `${kind}: ${key}`);
  };

  it('holds the keys of its format and no others', () => {
    const found = [
      ...wrong('package', read('components/custom-elements.json') as object),
      ...modules.flatMap((module) => [
        ...wrong('module', module),
        ...module.exports.flatMap((each) => [...wrong('export', each), ...wrong('reference', each.declaration)]),
        ...module.declarations.flatMap((element) => [
          ...wrong('class', element),
          ...element.attributes.flatMap((each) => wrong('attribute', each)),
          ...element.members.flatMap((each) => [...wrong(each.kind, each), ...((each as { readonly parameters?: readonly object[] }).parameters ?? []).flatMap((parameter) => wrong('parameter', parameter))]),
          ...element.events.flatMap((each) => wrong('event', each)),
          ...[...element.slots, ...element.cssParts].flatMap((each) => wrong('named', each)),
          ...element.cssProperties.flatMap((each) => wrong('property', each)),
        ]),
      ]),
    ];
    expect(found).toEqual([]);
    expect(schemaVersion).toBe('2.1.0');
  });

  it('leads from each tag to a class of a module, and from attributes to fields that are there', () => {
    const classes = new Map(modules.map(({ path, declarations }) => [path, names(declarations)]));
    const lost = modules.flatMap(({ exports }) => exports).filter(({ declaration }) => !classes.get(declaration.module)?.includes(declaration.name));
    expect(lost).toEqual([]);
    const defined = modules.flatMap(({ exports }) => exports).filter(({ kind }) => kind === 'custom-element-definition').map(({ name }) => name);
    expect(sorted(defined)).toEqual(sorted(TAGS));
    for (const { attributes, members } of elements.values()) {
      for (const { fieldName } of attributes as readonly { readonly fieldName?: string }[]) if (fieldName !== undefined) expect(names(members)).toContain(fieldName);
      for (const { attribute } of members) if (attribute !== undefined) expect(names(attributes)).toContain(attribute);
    }
  });
});
