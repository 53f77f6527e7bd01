/** What form and timeline say in this language, one chunk. */
import type { Strings } from '../index.ts';
import { around } from './around.ts';
import { form } from './form.ts';
import { timeline } from './timeline.ts';

export const strings: Pick<Strings, 'around' | 'form' | 'timeline'> = { around, form, timeline };
