/** `around.ts`, as soon as there is a timeline. */
import { later } from '../internal/later.ts';

export type Around = typeof import('./around.ts');

export const { now: aroundNow, load: loadAround } = later<Around>(() => import('./around.ts'));
