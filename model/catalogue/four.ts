/** The short form in which tables of the catalogue name things: one text in the four languages. */
import type { Labels } from '../labels.ts';

export const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
