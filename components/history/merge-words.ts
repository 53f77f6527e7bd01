/** What the history of an own row calls a merge. */
import type { Language } from '../../model/labels.ts';

const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  merged: { en: 'Merged with', 'zh-Hans': '已合并', 'zh-Hant': '已合併', es: 'Fusionado con' },
  mergedInto: { en: 'Merged into', 'zh-Hans': '已并入', 'zh-Hant': '已併入', es: 'Fusionado en' },
  unmerged: { en: 'Merge undone', 'zh-Hans': '已撤销合并', 'zh-Hant': '已復原合併', es: 'Fusión deshecha' },
};
export const mergeWord = (key: string, language: Language): string | undefined => WORDS[key]?.[language];
