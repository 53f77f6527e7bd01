/** English, which gives the keys of all other languages. What every element says is here at once; a large element brings its own words (`speak`). */
import { card } from './card.ts';
import type { create } from './create.ts';
import type { form } from './form.ts';
import { kit } from './kit.ts';
import type { list } from './list.ts';
import type { timeline } from './timeline.ts';

interface Large {
  readonly create: typeof create;
  readonly form: typeof form;
  readonly list: typeof list;
  readonly timeline: typeof timeline;
}

const here = { card, kit };

/** An area of `Large` is there once its element is: only that element speaks it. */
export const en = here as typeof here & Large;

/** An element of `Large` calls this in its own file, so that its words come with it. */
export function speak(areas: Partial<Large>): void {
  Object.assign(here, areas);
}
