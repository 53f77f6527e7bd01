/** A masked number that somebody had shown, in the history. Its words stand here. */
import type { Labels } from '../../model/labels.ts';
import type { Wording } from './labels.ts';

const SHOWN: Labels = { en: 'had the whole number shown', 'zh-Hans': '查看了完整号码', 'zh-Hant': '檢視了完整號碼', es: 'hizo mostrar el número completo' };

export const revealText = ({ language }: Pick<Wording, 'language'>): string => SHOWN[language];
