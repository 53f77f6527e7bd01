/** English, the language that is always there; it gives the keys of all others. */
import { card } from './card.ts';
import { form } from './form.ts';
import { kit } from './kit.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { timeline } from './timeline.ts';

export const en = {
  form,
  kit,
  card,
  timeline,
  list,
  create,
};
