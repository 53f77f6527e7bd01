/** What the register says of completeness, in four languages: a column and an order, with the most to do first. */
import type { Language } from '../../model/labels.ts';
import type { LineDigest } from '../../model/overview.ts';

const WORDS: Readonly<Record<Language, { readonly column: string; readonly order: string; readonly todo: (missing: number, stale: number) => string }>> = Object.freeze({
  en: { column: 'Complete', order: 'Most to do', todo: (missing, stale) => `${missing} missing, ${stale} to look at again` },
  'zh-Hans': { column: '完整度', order: '最待补充', todo: (missing, stale) => `缺${missing}项，待复核${stale}项` },
  'zh-Hant': { column: '完整度', order: '最待補充', todo: (missing, stale) => `缺${missing}項，待複核${stale}項` },
  es: { column: 'Completo', order: 'Más por hacer', todo: (missing, stale) => `faltan ${missing}, por revisar ${stale}` },
});

/** As a column, and as an order. */
export const missingWord = (language: Language, what: 'column' | 'order'): string => WORDS[language][what];

/** `share`: of all that the reader may fill in, 0 to 100; `todo`: what must be there and is not, and what is old; null: nothing was counted. */
export function completion(digest: LineDigest, language: Language): { readonly share: number; readonly todo: number; readonly words: string } | null {
  if (digest.level === 'exists') return null;
  const { packs, missing, stale } = digest.completeness;
  const of = packs.reduce((sum, pack) => sum + pack.of, 0);
  if (of === 0) return null;
  return { share: Math.round((packs.reduce((sum, pack) => sum + pack.filled, 0) / of) * 100), todo: missing + stale, words: WORDS[language].todo(missing, stale) };
}
