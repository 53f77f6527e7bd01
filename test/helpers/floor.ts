/** What the oldest browsers of the floor do not have, by the libraries that know: which of it stands in a script or a style. */
import { createRequire } from 'node:module';
import compat from 'eslint-plugin-compat';
// @ts-expect-error -- it has no types for its entry
import doiuse from 'doiuse';
import { Linter } from 'eslint';
import postcss from 'postcss';
import { parseSync, Visitor } from 'vite';

const FLOOR = { chrome: 109, safari: 16.4, firefox: 115 } as const;
export const BROWSERS = ['chrome 109', 'safari 16.4', 'ios_saf 16.4', 'firefox 115'];

const ask = createRequire(createRequire(import.meta.url).resolve('eslint-plugin-compat'));
type Support = { readonly version_added: string | boolean | null; readonly version_removed?: string; readonly flags?: unknown };
interface Node { readonly __compat?: { readonly support: Readonly<Record<string, Support | readonly Support[]>> }; readonly [name: string]: unknown }
const data = ask('@mdn/browser-compat-data') as Record<'api' | 'javascript' | 'css', Node>;

/** True where every browser of the floor has it without a flag. */
function supported({ support }: NonNullable<Node['__compat']>): boolean {
  return Object.entries(FLOOR).every(([browser, floor]) => [support[browser] ?? []].flat().some((each) => {
    const { version_added: since, flags, version_removed: until } = each as Support;
    return flags === undefined && until === undefined && (since === true || (typeof since === 'string' && Number.parseFloat(since.replace('≤', '')) <= floor));
  }));
}

/** Interfaces that a page like ours meets; of others a name would be ours by chance. */
const INTERFACES = ['AbortController', 'AbortSignal', 'Blob', 'CSSStyleSheet', 'Clipboard', 'Crypto', 'CustomElementRegistry', 'DataTransfer', 'Document', 'DocumentFragment', 'DOMTokenList', 'Element', 'ElementInternals', 'Event',
  'EventTarget', 'FileReader', 'FormData', 'HTMLDialogElement', 'HTMLElement', 'HTMLFormElement', 'HTMLInputElement', 'HTMLSelectElement', 'HTMLTextAreaElement', 'Headers', 'History', 'InputEvent', 'IntersectionObserver', 'KeyboardEvent',
  'Location', 'MediaQueryList', 'MutationObserver', 'Navigator', 'Node', 'Performance', 'PointerEvent', 'Range', 'ReadableStream', 'Request', 'ResizeObserver', 'ResizeObserverEntry', 'Response', 'Selection', 'ShadowRoot', 'Storage', 'URL',
  'URLSearchParams', 'WebSocket', 'Window', 'structuredClone'];
/** Every member that they and the language's own objects have, and whether it is there in at least one that has one of this name: of `.toSorted` it is enough to see the name. */
const members = new Map<string, boolean>();
for (const parent of [...INTERFACES.map((name) => data.api[name]), ...Object.values(data.javascript.builtins as Node)] as (Node | undefined)[]) {
  for (const [key, entry] of Object.entries(parent ?? {}) as [string, Node][]) {
    const name = key.replace(/_static$/, '');
    if (key !== '__compat' && !key.endsWith('_event') && entry.__compat) members.set(name, members.get(name) === true || supported(entry.__compat));
  }
}

export const unknownMembers = (code: string, allowed: ReadonlySet<string>): string[] => {
  const found = new Set<string>();
  new Visitor({
    MemberExpression({ property, computed }) {
      if (!computed && property.type === 'Identifier' && members.get(property.name) === false && !allowed.has(property.name)) found.add(property.name);
    },
  }).visit(parseSync('built.js', code).program);
  return [...found].sort();
};

const linter = new Linter({ configType: 'flat' });
/** Syntax newer than ES2022, and globals that the floor does not have. */
export const unknownGlobals = (code: string, allowed: readonly string[]): string[] => linter.verify(code, {
  plugins: { compat },
  languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  settings: { browsers: BROWSERS, polyfills: [...allowed] },
  rules: { 'compat/compat': 'error' },
} as Linter.Config, { allowInlineConfig: false }).map(({ message }) => message);

/** The styles within a built script: its tagged templates that hold rules. What is put in between becomes a name, which is right wherever styles have one. */
export function stylesOf(code: string): string[] {
  const found: string[] = [];
  new Visitor({
    TaggedTemplateExpression({ quasi }) {
      const text = quasi.quasis.map(({ value }) => value.cooked ?? value.raw).join(' hole ');
      if (!text.trimStart().startsWith('<') && /\{[^{}]*:[^{}]*\}/.test(text)) found.push(text.replaceAll(/(^|[;{}])\s*hole\s*(?=[.:#@*\[\w-])/g, '$1 '));
    },
  }).visit(parseSync('built.js', code).program);
  return found;
}

/** Features by the names of caniuse.com. */
export async function unknownStyles(css: string, allowed: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  await postcss([doiuse({ browsers: BROWSERS, onFeatureUsage: ({ feature, usage }: { readonly feature: string; readonly usage: object }) => { if (!allowed.includes(feature)) found.add(`${feature}: ${usage.toString().slice(0, 80)}`); } })]).process(css, { from: undefined });
  return [...found];
}

const properties = (data.css.properties ?? {}) as Readonly<Record<string, Node>>;
/** Properties and at-rules that a browser of the floor does not have. */
export function unknownProperties(css: string, allowed: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const look = (name: string, entry: Node | undefined): void => { if (entry?.__compat && !supported(entry.__compat) && !allowed.has(name)) found.add(name); };
  postcss.parse(css).walk((node) => {
    if (node.type === 'decl') look(node.prop, properties[node.prop]);
    if (node.type === 'atrule') look(`@${node.name}`, (data.css['at-rules'] as Readonly<Record<string, Node>>)[node.name]);
  });
  return [...found];
}
