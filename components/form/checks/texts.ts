/** Texts of doubts and masked values, in four languages; loaded with the first of them. */
import type { Language } from '../../../model/labels.ts';
import type { TextsOf } from '../../internal/strings/texts.ts';

const en = {
  keep: 'Keep it all the same',
  reason: 'Reason',
  keepIt: 'Keep',
  cancel: 'Cancel',
  kept: (reason: string) => `Kept: ${reason}`,
  keptBy: (name: string, reason: string) => `Kept by ${name}: ${reason}`,
  check: 'Check again',
  hidden: (end: string) => `Only the end is shown: ${end}. Type to put another in its place.`,
  show: (label: string) => `Show ${label}`,
  showHint: 'Shown for 30 seconds. It is recorded that you looked.',
  hide: (label: string) => `Hide ${label}`,
  shown: 'Shown for 30 seconds; it was recorded.',
  cannot: 'It cannot be shown now. Try again when there is a connection.',
  phone: (country: string, number: string) => (country === '' ? number : `${country}: ${number}`),
};
export type CheckTexts = TextsOf<typeof en>;

const texts: Readonly<Record<Language, CheckTexts>> = {
  en,
  'zh-Hans': {
    keep: '仍然保留', reason: '理由', keepIt: '保留', cancel: '取消',
    kept: (reason) => `已保留：${reason}`, keptBy: (name, reason) => `${name}已保留：${reason}`, check: '重新检查',
    hidden: (end) => `仅显示末尾：${end}。输入新号码可替换。`,
    show: (label) => `显示${label}`, showHint: '显示30秒，并记录您的查看。', hide: (label) => `隐藏${label}`, shown: '显示30秒，已记录。',
    cannot: '现在无法显示，请在连接恢复后重试。', phone: (country, number) => (country === '' ? number : `${country}：${number}`),
  },
  'zh-Hant': {
    keep: '仍要保留', reason: '理由', keepIt: '保留', cancel: '取消',
    kept: (reason) => `已保留：${reason}`, keptBy: (name, reason) => `${name}已保留：${reason}`, check: '重新檢查',
    hidden: (end) => `僅顯示末尾：${end}。輸入新號碼即可取代。`,
    show: (label) => `顯示${label}`, showHint: '顯示30秒，並記錄您的檢視。', hide: (label) => `隱藏${label}`, shown: '顯示30秒，已記錄。',
    cannot: '現在無法顯示，請在網路恢復後重試。', phone: (country, number) => (country === '' ? number : `${country}：${number}`),
  },
  es: {
    keep: 'Conservarlo de todos modos', reason: 'Motivo', keepIt: 'Conservar', cancel: 'Cancelar',
    kept: (reason) => `Conservado: ${reason}`, keptBy: (name, reason) => `Conservado por ${name}: ${reason}`, check: 'Volver a comprobar',
    hidden: (end) => `Solo se muestra el final: ${end}. Escribe para poner otro en su lugar.`,
    show: (label) => `Mostrar ${label}`, showHint: 'Se muestra 30 segundos. Queda registrado que lo has mirado.', hide: (label) => `Ocultar ${label}`, shown: 'Se muestra 30 segundos; ha quedado registrado.',
    cannot: 'Ahora no se puede mostrar. Inténtalo cuando haya conexión.', phone: (country, number) => (country === '' ? number : `${country}: ${number}`),
  },
};

export const checkTexts = (language: Language): CheckTexts => texts[language];
