/** What the way into pasting is called, in four languages; the rest of its words come with the dialog. */
import type { Language } from '../../model/labels.ts';

export const PASTE_LABEL: Readonly<Record<Language, string>> = Object.freeze({ en: 'Paste details', 'zh-Hans': '粘贴资料', 'zh-Hant': '貼上資料', es: 'Pegar datos' });
