/** What the code of an element does, read without its documentation: the events it fires, the parts, slots and tokens of its shadow tree. `test/flow/manifest.test.ts` holds the two against each other. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const components = join(root, 'components');

/** Every element of the kit: its tag is the name of its file. */
export const TAGS = readdirSync(components).filter((name) => /^[a-z]+-[a-z-]+\.ts$/.test(name) && /\bexport class \w+ extends /.test(readFileSync(join(components, name), 'utf8'))).map((name) => name.slice(0, -3)).sort();
export const fileOf = (tag) => join(components, `${tag}.ts`);
const elements = new Set(TAGS.map(fileOf));

const texts = new Map();
const textOf = (file) => texts.get(file) ?? (texts.set(file, readFileSync(file, 'utf8')), texts.get(file));

/** Files of the kit that a file imports, at once or later; types alone are left out. */
const importsOf = (file) => [...textOf(file).matchAll(/(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;'"]*?from\s+['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g)]
  .map(([, now, later]) => resolve(dirname(file), now ?? later))
  .filter((target) => target.startsWith(`${components}/`) && existsSync(target));

/** Every element could have these inside; who has them says so in its own file. */
const BASE = join(components, 'internal/element.ts');
/** Fired on an element from a file that it does not import. */
const BESIDE = { 'archive-session': [join(components, 'line/leave.ts')] };

/** What stands in the element's own shadow tree, and the elements of the kit that it has inside. */
function ownFiles(tag) {
  const own = new Set();
  const inside = new Set();
  const walk = (file) => {
    if (own.has(file)) return;
    own.add(file);
    if (file === BASE) return;
    for (const target of importsOf(file)) {
      if (elements.has(target) && target !== fileOf(tag)) inside.add(relative(components, target).slice(0, -3));
      else walk(target);
    }
  };
  walk(fileOf(tag));
  for (const file of BESIDE[tag] ?? []) own.add(file);
  if ([...own].some((file) => file !== BASE && /\bthis\.noArchive\(/.test(textOf(file)))) inside.add('customer-create');
  return { own: [...own], inside: [...inside] };
}

const found = (files, pattern) => [...new Set(files.flatMap((file) => [...textOf(file).matchAll(pattern)].map((match) => match[1])))].sort();

const dashed = (name) => name.toLowerCase();

/** Attributes that the class itself names: Lit's table of properties, without its state, or `observedAttributes`. */
function observed(tag) {
  const text = textOf(fileOf(tag));
  const base = /extends GovernanceElement\b/.test(text) ? observedIn(textOf(join(components, 'governance/element.ts'))) : [];
  return [...new Set([...base, ...observedIn(text)])].sort();
}
function observedIn(text) {
  const listed = /static (?:override )?readonly observedAttributes = \[([^\]]*)\]/.exec(text)?.[1].matchAll(/'([a-z-]+)'/g) ?? [];
  const table = /static override readonly properties = \{([\s\S]*?)\};/.exec(text)?.[1] ?? '';
  const properties = [...table.matchAll(/(\w+): \{([^}]*)\}/g)].filter(([, , options]) => !/state: true|attribute: false/.test(options)).map(([, name, options]) => /attribute: '([a-z-]+)'/.exec(options)?.[1] ?? dashed(name));
  return [...[...listed].map(([, name]) => name), ...properties];
}

/** `fires` by its own hand; `inside`: elements whose events pass through it. */
export function factsOf(tag) {
  const { own, inside } = ownFiles(tag);
  return {
    attributes: observed(tag),
    fires: found(own, /(?:\bwish\(|new CustomEvent(?:<\w+>)?\()\s*'(dossier-[a-z-]+)'/g),
    parts: [...new Set([...found(own, /\spart="([a-z-]+)"/g), ...found(own, /\.part\.add\('([a-z-]+)'\)/g)])].sort(),
    slots: found([fileOf(tag), ...own], /<slot(?: name="([a-z-]+)")?/g).map((name) => name ?? ''),
    tokens: found(own, /var\(--dossier-([a-z-]+)[,)]/g),
    palette: own.some((file) => /\btokens\b[^;]*from '[^']*internal\/styles\.ts'/.test(textOf(file))) ? 'all' : own.some((file) => /\bbadgeTokens\b[^;]*from/.test(textOf(file))) ? 'badge' : null,
    classes: own.some((file) => /\bclassTokens\b[^;]*from/.test(textOf(file))),
    inside,
    own: own.map((file) => relative(root, file)),
  };
}
