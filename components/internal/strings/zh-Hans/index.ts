/** All texts in this language, one chunk. */
import type { Strings } from '../index.ts';
import { kit } from './kit.ts';
import { timeline } from './timeline.ts';

export const strings: Strings = {
  kit,
  timeline,
};
