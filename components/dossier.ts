/** The whole kit in one script: registers the elements under their plain names. */
import { define } from './define.ts';

export type { DossierEvents, DossierTags } from './define.ts';
export { define };

define();
