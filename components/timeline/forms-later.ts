/** `forms.ts`, when somebody turns to a timeline. */
import { later } from '../internal/later.ts';

export type Forms = typeof import('./forms.ts');

export const { now: formsNow, load: loadForms } = later<Forms>(() => import('./forms.ts'));
