/** The few words of a badge in all four languages: a page with badges only must not load more for them. Reasons have their own texts, loaded when they open. */
import type { Language } from '../../model/labels.ts';

/** Order of the words below. */
const KEYS = ['prefix', 'up', 'down', 'loading', 'missing', 'none', 'offline', 'stale', 'signedOut', 'failed', 'A', 'B', 'C', 'no'] as const;
export type BadgeWord = (typeof KEYS)[number];

/** One text a language, words parted by a bar: repeated keys would cost more than the words. */
const WORDS: Readonly<Record<Language, string>> = {
  en: 'Customer class|rising|falling|Loading the class…|No such customer, or not yours to see|no class yet|offline|offline, may be out of date|signed out|not connected|key|main|ordinary|objected',
  'zh-Hans': '客户类别|上升|下降|正在加载类别…|没有这个客户，或者您无权查看|尚无类别|离线|离线，可能不是最新的|已退出登录|未连接|关键|主要|普通|有异议',
  'zh-Hant': '客戶類別|上升|下降|正在載入類別…|沒有這位客戶，或者您無權檢視|尚無類別|離線|離線，可能不是最新的|已登出|未連線|關鍵|主要|普通|有異議',
  es: 'Clase de cliente|al alza|a la baja|Cargando la clase…|No existe o no puedes verlo|aún sin clase|sin conexión|sin conexión, quizá no esté al día|sesión cerrada|no conectado|clave|principal|ordinario|objetada',
};

export const word = (language: Language, key: BadgeWord): string => WORDS[language].split('|')[KEYS.indexOf(key)]!;
