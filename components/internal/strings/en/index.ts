/** English, which gives the keys of all other languages. What every element says is here at once; a large element brings its own words (`speak`), and so does what comes beside one. */
import type { around } from './around.ts';
import { card } from './card.ts';
import type { create } from './create.ts';
import type { foot } from './foot.ts';
import type { form } from './form.ts';
import { kit } from './kit.ts';
import type { list } from './list.ts';
import type { timeline } from './timeline.ts';

interface Large {
  readonly around: typeof around;
  readonly create: typeof create;
  readonly foot: typeof foot;
  readonly form: typeof form;
  readonly list: typeof list;
  readonly timeline: typeof timeline;
}

const here = { card, kit };

/** An area of `Large` is there once what speaks it is. */
export const en = here as typeof here & Large;

/** Called in the file of an element or part that has words of its own, so that they come with it. */
export function speak(areas: Partial<Large>): void {
  Object.assign(here, areas);
}
