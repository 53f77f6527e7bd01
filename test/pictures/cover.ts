/** Which ways of looking at an element are pictured: every pair of element, scheme, width and language at least once, by a small greedy choice that is the same in every run. */
import { LANGUAGES, type Language } from '../../model/labels.ts';

export const SCHEMES = ['light', 'dark', 'forced', 'print'] as const;
export const WIDTHS = [240, 360, 640] as const;
export type Scheme = (typeof SCHEMES)[number];
export type Width = (typeof WIDTHS)[number];
export interface Way { readonly scheme: Scheme; readonly width: Width; readonly language: Language }

const ALL: readonly Way[] = SCHEMES.flatMap((scheme) => WIDTHS.flatMap((width) => LANGUAGES.map((language) => ({ scheme, width, language }))));

/** Every pair of a picture: those with the element's name count anew for each element. */
export const pairsOf = (name: string, { scheme, width, language }: Way): readonly string[] =>
  [`${name} ${scheme}`, `${name} ${width}`, `${name} ${language}`, `${scheme} ${width}`, `${scheme} ${language}`, `${width} ${language}`];

/** Names with how many pictures they have at most; the ways of each, in order. */
export function cover(subjects: readonly { readonly name: string; readonly most?: number }[]): ReadonlyMap<string, readonly Way[]> {
  const done = new Set<string>();
  const used = new Map<string, number>();
  const wayName = ({ scheme, width, language }: Way): string => `${scheme} ${width} ${language}`;
  return new Map(subjects.map(({ name, most = Infinity }) => {
    const ways: Way[] = [];
    const gain = (way: Way): number => pairsOf(name, way).filter((pair) => !done.has(pair)).length - (used.get(wayName(way)) ?? 0) / 1_000;
    const lacks = (): boolean => ALL.some((way) => pairsOf(name, way).slice(0, 3).some((pair) => !done.has(pair)));
    while (ways.length < most && lacks()) {
      const best = ALL.reduce((chosen, way) => (gain(way) > gain(chosen) ? way : chosen));
      ways.push(best);
      used.set(wayName(best), (used.get(wayName(best)) ?? 0) + 1);
      for (const pair of pairsOf(name, best)) done.add(pair);
    }
    return [name, ways] as const;
  }));
}
