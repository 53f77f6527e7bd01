/** What the history of an own row calls a merge, and a correction. */
import type { Language } from '../../model/labels.ts';

const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  merged: { en: 'Merged with', 'zh-Hans': '已合并', 'zh-Hant': '已合併', es: 'Fusionado con' },
  mergedInto: { en: 'Merged into', 'zh-Hans': '已并入', 'zh-Hant': '已併入', es: 'Fusionado en' },
  correctionOpened: { en: 'Error reported, correction', 'zh-Hans': '报告错误，更正编号', 'zh-Hant': '回報錯誤，更正編號', es: 'Error comunicado, corrección' },
  correctionApplied: { en: 'Values written by correction', 'zh-Hans': '按更正写入，编号', 'zh-Hant': '依更正寫入，編號', es: 'Valores escritos por la corrección' },
  correctionFiled: { en: 'Filed, correction', 'zh-Hans': '更正已存档，编号', 'zh-Hant': '更正已存檔，編號', es: 'Archivada la corrección' },
  correctionWithdrawn: { en: 'Taken back, correction', 'zh-Hans': '更正已撤回，编号', 'zh-Hant': '更正已撤回，編號', es: 'Retirada la corrección' },
  unmerged: { en: 'Merge undone', 'zh-Hans': '已撤销合并', 'zh-Hant': '已復原合併', es: 'Fusión deshecha' },
};
export const mergeWord = (key: string, language: Language): string | undefined => WORDS[key]?.[language];
