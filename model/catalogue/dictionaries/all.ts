/** Every dictionary in the order of its id. The countries stand in a file of their own because of their number. */
import type { Dictionary } from '../types.ts';
import { D01_TO_D31 } from './d01-d31.ts';
import { D32_TO_D60 } from './d32-d60.ts';
import { D42_COUNTRIES } from './d42-countries.ts';
import { D61_TO_D89 } from './d61-d89.ts';
import { D90_ON } from './d90-product.ts';

export const DICTIONARY_ROWS: readonly Dictionary[] = [...D01_TO_D31, ...D32_TO_D60, ...D42_COUNTRIES, ...D61_TO_D89, ...D90_ON].sort((a, b) => (a.id < b.id ? -1 : 1));
