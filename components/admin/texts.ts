/** Texts of the administration by language, a file each: they come with what speaks them, so that no other page loads them. */
import type { Labels, Language } from '../../model/labels.ts';
import { admin as english } from '../internal/strings/en/admin.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

export type AdminTexts = TextsOf<typeof english>;

const chunks: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly admin: AdminTexts }>>> = {
  'zh-Hans': () => import('../internal/strings/zh-Hans/admin.ts'),
  'zh-Hant': () => import('../internal/strings/zh-Hant/admin.ts'),
  es: () => import('../internal/strings/es/admin.ts'),
};
const here = new Map<Language, AdminTexts>([['en', english]]);
const coming = new Map<Language, Promise<void>>();

/** English until the language's own are here; then `changed` is called. */
export function adminTexts(language: Language, changed: () => void): AdminTexts {
  const texts = here.get(language);
  if (texts !== undefined || language === 'en') return texts ?? english;
  let wait = coming.get(language);
  if (wait === undefined) {
    // a browser keeps a module that failed: asking again would not help, and English is better than no words
    wait = chunks[language]().then(({ admin }) => void here.set(language, admin), () => void here.set(language, english));
    coming.set(language, wait);
  }
  void wait.then(changed);
  return english;
}

/** What else goes on in the list of jobs. */
export const JOBS: Readonly<Record<'export' | 'workbook', Labels>> = Object.freeze({
  export: { en: 'Scheduled export', 'zh-Hans': '定时导出', 'zh-Hant': '排程匯出', es: 'Exportación programada' },
  workbook: { en: 'Workbook that came back', 'zh-Hans': '回传的工作簿', 'zh-Hant': '回傳的活頁簿', es: 'Libro de Excel de vuelta' },
});
