/** Words of fields that a workspace has retired; they come with what speaks them. */
import type { Labels, Language } from '../../../model/labels.ts';

const TEXTS = Object.freeze({
  retired: { 'en': 'This field is no longer filled in. What stands here stays until somebody takes it away.', 'zh-Hans': '此字段已停用，不再填写。现有内容会保留，直到有人移除。', 'zh-Hant': '此欄位已停用，不再填寫。現有內容會保留，直到有人移除。', 'es': 'Este campo ya no se rellena. Lo que contiene se conserva hasta que alguien lo quite.' },
  takeAway: { 'en': 'Take away', 'zh-Hans': '移除', 'zh-Hant': '移除', 'es': 'Quitar' },
  /** For whoever hears the button alone; `@` is the label. */
  takeAwayOf: { 'en': 'Take away what stands in @', 'zh-Hans': '移除“@”的内容', 'zh-Hant': '移除「@」的內容', 'es': 'Quitar lo que hay en @' },
} satisfies Readonly<Record<string, Labels>>);

export const ownText = (key: keyof typeof TEXTS, language: Language, label = ''): string => TEXTS[key][language].replace('@', () => label);
