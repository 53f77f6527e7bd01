/** A page that is faster than the kit: sets what it wants as properties while the tags are unknown. */
import { endpoint, getToken } from './site.js';

const session = document.querySelector('archive-session');
session.setAttribute('endpoint', endpoint);
session.getToken = getToken;
const wanted = {
  'customer-card': { withoutPresence: true, seed: { name: 'Early' } }, 'classification-badge': { schemes: 'abc rfm' }, 'archive-form': { archive: 'HOST', section: 'profile', readonly: true },
  'contact-timeline': { archive: 'HOST', headingLevel: 4 }, 'customer-list': { question: 'Ibarra' }, 'presence-stack': { archive: 'HOST' },
};
for (const [tag, properties] of Object.entries(wanted)) Object.assign(document.querySelector(tag), properties);
globalThis.wanted = wanted;
await import('/kit/dossier.js');
