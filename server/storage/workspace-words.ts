/** Words of options as the workspace has changed them, for classes that are told. `db` sees both files; how a list is merged for forms is `model/catalogue/merge.ts`. */
import { schemeOf } from '../../model/classification/schemes.ts';
import type { Labels } from '../../model/labels.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import type { Connection } from './database.ts';

/** Undefined: the list has no words of its own for it. */
export type WordOf = (list: string, key: string) => Labels | undefined;
type Options = readonly { readonly key: string; readonly label?: Labels }[];

const NONE: WordOf = () => undefined;

/** Asked once for all classes that are told together; read anew when a list was changed. */
export function workspaceWords(db: Connection): () => WordOf {
  const stored = db.prepare<[], string>("SELECT value FROM archive.setting WHERE key = 'setting:dictionaries'").pluck();
  let read = '';
  let word = NONE;
  return () => {
    const text = stored.get() ?? '';
    if (text === read) return word;
    const lists = new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, { readonly options: Options }>>).map(([list, { options }]) =>
      [list, new Map(options.flatMap(({ key, label }) => (label ? [[key, label] as const] : [])))] as const));
    read = text;
    return (word = (list, key) => lists.get(list)?.get(key));
  };
}

/** Of a class its word in the workspace, else the one given. */
export function classWord(word: WordOf, scheme: SchemeKey, value: string | null, label: Labels): Labels {
  const { dictionary } = schemeOf(scheme);
  return (dictionary === null || value === null ? undefined : word(dictionary, value)) ?? label;
}

/** A result in the workspace's words; of the lifecycle also the strategy that it keeps to. */
export function inWords(result: ClassResult, word: WordOf): ClassResult {
  if (word === NONE) return result;
  const { scheme, value, label, previous, override } = result;
  const said = (key: string | null, otherwise: Labels): Labels => classWord(word, scheme, key, otherwise);
  return {
    ...result, label: said(value, label), previous: previous && { ...previous, label: said(previous.value, previous.label) },
    changes: result.changes.map((change) => ({ ...change, toLabel: said(change.to, change.toLabel) })),
    inputs: result.inputs.map((input) => {
      const words = input.key === 'strategy' && typeof input.value === 'string' ? word('D-56', input.value) : undefined;
      return words === undefined ? input : { ...input, label: words };
    }),
    ...(override && { override: { ...override, computedLabel: said(override.computed, override.computedLabel) } }),
  };
}
