/** The smallest entry: frames of the server in a page that is not trusted. Everything else is loaded inside the frame, from the server. */
import { DossierFrame } from './dossier-frame.ts';
import { defineTags } from './internal/registry.ts';

export type { DossierFrame };

defineTags({ 'dossier-frame': DossierFrame });
