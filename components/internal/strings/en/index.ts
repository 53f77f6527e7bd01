/** English, the language that is always there; it gives the keys of all others. */
import { kit } from './kit.ts';
import { timeline } from './timeline.ts';

export const en = {
  kit,
  timeline,
};
