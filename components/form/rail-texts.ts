/** Words of the rail for pages that the archive's sheets do not need. */
import type { Language } from '../../model/labels.ts';

export const OTHER_PAGES: Readonly<Record<Language, string>> = Object.freeze({ en: 'Other pages', 'zh-Hans': '其他页面', 'zh-Hant': '其他頁面', es: 'Otras páginas' });
