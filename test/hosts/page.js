/** The two lines of every plain host page: the session gets its token, the kit is loaded. */
import { endpoint, getToken } from './site.js';

const session = document.querySelector('archive-session');
session.setAttribute('endpoint', endpoint);
session.getToken = getToken;
await import('/kit/dossier.js');
