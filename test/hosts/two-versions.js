/** A part of the page that was made later brings the next major, and says its prefix. */
import './page.js';
import { endpoint, getToken } from './site.js';

await import('/kit2/dossier.js'); // whoever forgets the prefix is told
const { define } = await import('/kit2/define.js');
define({ prefix: 'acme' });
Object.assign(document.querySelector('acme-archive-session'), { getToken }).setAttribute('endpoint', endpoint);
