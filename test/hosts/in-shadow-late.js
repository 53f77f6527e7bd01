/** Tags that load when they are seen are looked for where the page says. */
import './page.js';
import { define } from '/kit/dossier.js';

define({ root: document.querySelector('acme-panel').shadowRoot });
