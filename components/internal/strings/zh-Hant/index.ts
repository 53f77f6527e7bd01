/** What is drawn at start in this language, and the way to its other texts. */
import type { More, Strings } from '../index.ts';
import { card } from './card.ts';
import { foot } from './foot.ts';
import { kit } from './kit.ts';

export const strings: Pick<Strings, 'card' | 'foot' | 'kit'> = { card, foot, kit };
export const more: More = { sheet: () => import('./sheet.ts'), work: () => import('./work.ts') };
