/** All texts in this language, one chunk. */
import type { Strings } from '../index.ts';
import { kit } from './kit.ts';

export const strings: Strings = {
  kit,
};
