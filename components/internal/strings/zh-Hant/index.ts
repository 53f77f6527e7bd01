/** All texts in this language, one chunk. */
import type { Strings } from '../index.ts';
import { card } from './card.ts';
import { form } from './form.ts';
import { kit } from './kit.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { timeline } from './timeline.ts';

export const strings: Strings = {
  form,
  kit,
  card,
  timeline,
  list,
  create,
};
