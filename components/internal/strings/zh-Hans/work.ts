/** What the register and the form for new customers say in this language, one chunk. */
import type { Strings } from '../index.ts';
import { create } from './create.ts';
import { list } from './list.ts';

export const strings: Pick<Strings, 'create' | 'list'> = { create, list };
