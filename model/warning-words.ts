/** The kinds of a pinned warning in four languages: the options of dictionary D-90, and what a card writes before the text. */
import type { Labels } from './labels.ts';

/** Most severe first: of two warnings the first is pinned. */
export const WARNING_KINDS = ['safety', 'allergy', 'doNotContact', 'paymentStop', 'other'] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

export const WARNING_LABELS: Readonly<Record<WarningKind, Labels>> = Object.freeze({
  safety: { en: 'Safety', 'zh-Hans': '安全', 'zh-Hant': '安全', es: 'Seguridad' },
  allergy: { en: 'Allergy', 'zh-Hans': '过敏', 'zh-Hant': '過敏', es: 'Alergia' },
  doNotContact: { en: 'Do not contact', 'zh-Hans': '请勿联系', 'zh-Hant': '請勿聯絡', es: 'No contactar' },
  paymentStop: { en: 'Payment stop', 'zh-Hans': '暂停付款', 'zh-Hant': '暫停付款', es: 'Pagos suspendidos' },
  other: { en: 'Other', 'zh-Hans': '其他', 'zh-Hant': '其他', es: 'Otra' },
});
