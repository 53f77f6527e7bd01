/** What the way into "Use elsewhere" is called; its other texts come with the dialog. */
import type { Labels } from '../../model/labels.ts';

export const ELSEWHERE_LABEL: Labels = Object.freeze({ en: 'Use elsewhere', 'zh-Hans': '在别处使用', 'zh-Hant': '在別處使用', es: 'Usar en otro sitio' });
