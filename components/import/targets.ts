/** What a column can become, in the reader's words: asked once for each table and language, searched by what one types. */
import type { ImportTable } from '../../model/import/api.ts';
import { parseTarget, targetText } from '../../model/import/targets.ts';
import { fold } from '../internal/fold.ts';
import type { ImportHost } from './host.ts';
import type { ImportTexts } from './texts.ts';

export interface ListedTarget { readonly target: string; readonly label: string; readonly group: string; readonly section: string | null; readonly kind: string; readonly dictionary: string | null }
export interface Choice { readonly target: string | null; readonly label: string }
export interface ChoiceGroup { readonly name: string; readonly choices: readonly Choice[] }

export class Targets {
  readonly #host: ImportHost;
  readonly #lists = new Map<string, readonly ListedTarget[] | 'asked'>();

  constructor(host: ImportHost) {
    this.#host = host;
  }

  /** Empty as long as it is not here. */
  of(table: ImportTable): readonly ListedTarget[] {
    const key = `${table} ${this.#host.language} ${this.#host.session.edition}`;
    const list = this.#lists.get(key);
    if (list !== undefined) return list === 'asked' ? [] : list;
    this.#lists.set(key, 'asked');
    this.#host.session.request<{ readonly items: readonly ListedTarget[] }>('GET', `/api/import-targets?${new URLSearchParams({ table, lang: this.#host.language })}`).then(
      ({ items }) => { this.#lists.set(key, items); this.#host.update(); },
      () => { this.#lists.delete(key); }, // the next drawing asks again; until then the written form stands for the words
    );
    return [];
  }

  label(table: ImportTable, target: string): string {
    return targetLabel(this.of(table), target, this.#host.t);
  }
}

export function targetLabel(list: readonly ListedTarget[], target: string, t: ImportTexts): string {
  const word = (text: string): string | undefined => list.find((each) => each.target === text)?.label;
  const known = word(target);
  if (known !== undefined) return known;
  const parsed = parseTarget(target);
  const nth = (label: string, n: number): string => (n > 1 ? `${label} ${n}` : label);
  switch (parsed?.kind) {
    case 'key': return t.keyOf(parsed.system);
    case 'method': return `${nth(word(parsed.method) ?? parsed.method, parsed.n)}${parsed.label === '' ? '' : ` (${parsed.label})`}`;
    case 'address': return nth(word(parsed.use === 'business' ? (parsed.part === 'text' ? 'address' : parsed.part) : targetText({ ...parsed, n: 1 })) ?? target, parsed.n);
    case 'contact': return nth(word(targetText({ ...parsed, n: 1 })) ?? target, parsed.n);
    case 'column': case 'field': case undefined: return target;
  }
}

/** What fits the words, grouped; what is proposed comes first. */
export function choicesFor(list: readonly ListedTarget[], suggested: readonly string[], text: string, t: ImportTexts): readonly ChoiceGroup[] {
  const words = fold(text).split(/\s+/u).filter(Boolean);
  const fits = (...texts: readonly string[]): boolean => { const all = fold(texts.join(' ')); return words.every((word) => all.includes(word)); };
  const groups = new Map<string, Choice[]>();
  for (const { target, label, group } of list) if (fits(label, group, target)) groups.set(group, [...(groups.get(group) ?? []), { target, label }]);
  const proposed = suggested.map((target) => ({ target, label: targetLabel(list, target, t) })).filter(({ label, target }) => fits(label, target));
  const key = text.trim().toLowerCase();
  return [
    ...(fits(t.leaveOut) ? [{ name: t.leaveOutGroup, choices: [{ target: null, label: t.leaveOut }] }] : []),
    ...(proposed.length > 0 ? [{ name: t.suggested, choices: proposed }] : []),
    ...[...groups].map(([name, choices]) => ({ name, choices })),
    // the number that yet another system knows the customer by
    ...(list.length > 100 && parseTarget(`key:${key}`) !== undefined ? [{ name: t.keys, choices: [{ target: `key:${key}`, label: t.keyOf(key) }] }] : []),
  ];
}
