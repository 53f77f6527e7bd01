/** The manifest of the elements (`components/custom-elements.json`) as the site needs it: what a tag takes, tells and shows. */
import { existsSync, readFileSync } from 'node:fs';

export interface Described { readonly name: string; readonly description: string; readonly type: string; readonly default: string }
export interface Element {
  readonly tag: string;
  readonly description: string;
  readonly attributes: readonly Described[];
  readonly properties: readonly Described[];
  readonly methods: readonly Described[];
  readonly events: readonly Described[];
  readonly slots: readonly Described[];
  readonly parts: readonly Described[];
  readonly tokens: readonly Described[];
}

interface Raw { readonly name?: string; readonly description?: string; readonly type?: { readonly text?: string }; readonly default?: string; readonly syntax?: string; readonly kind?: string; readonly privacy?: string; readonly static?: boolean; readonly attribute?: string; readonly parameters?: readonly { readonly name?: string }[]; readonly return?: { readonly type?: { readonly text?: string } } }
interface Declaration { readonly tagName?: string; readonly summary?: string; readonly description?: string; readonly attributes?: readonly Raw[]; readonly members?: readonly Raw[]; readonly events?: readonly Raw[]; readonly slots?: readonly Raw[]; readonly cssParts?: readonly Raw[]; readonly cssProperties?: readonly Raw[] }
interface Manifest { readonly modules: readonly { readonly declarations?: readonly Declaration[] }[] }

const described = (raw: Raw): Described => ({ name: raw.name ?? '', description: raw.description?.replace(/^-\s*/, '') ?? '', type: raw.type?.text ?? raw.syntax ?? '', default: raw.default ?? '' });
const all = (list: readonly Raw[] | undefined): readonly Described[] => (list ?? []).map(described);

/** What elements tell their own parts. */
const INNER: ReadonlySet<string> = new Set(['classes', 'open', 'toggle', 'adoptedStyleSheets', 'session']);

/** By tag; empty where there is no manifest. */
export function readManifest(file: string): ReadonlyMap<string, Element> {
  if (!existsSync(file)) return new Map();
  const { modules } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const elements = modules.flatMap(({ declarations }) => declarations ?? []).flatMap((one): Element[] => {
    if (one.tagName === undefined) return [];
    const open = (one.members ?? []).filter(({ privacy, static: shared, name }) => (privacy === undefined || privacy === 'public') && shared !== true && name !== undefined && !/^[_#]/.test(name));
    return [{
      tag: one.tagName, description: one.description ?? one.summary ?? '',
      attributes: all(one.attributes), events: all(one.events), slots: all(one.slots), parts: all(one.cssParts), tokens: all(one.cssProperties),
      properties: open.filter(({ name, kind, description, attribute }) => kind === 'field' && attribute === undefined && !INNER.has(name ?? '') && description !== undefined && description !== '').map(described),
      methods: open.filter(({ kind, description }) => kind === 'method' && description !== undefined && description !== '')
        .map((raw) => ({ ...described(raw), name: `${raw.name ?? ''}(${(raw.parameters ?? []).map(({ name }) => name ?? '').join(', ')})`, type: raw.return?.type?.text ?? '' })),
    }];
  });
  return new Map(elements.map((element) => [element.tag, element]));
}
