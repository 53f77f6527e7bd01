/** Vue 3 with its compiler in the page: our tags are told to it, what it binds are properties, what it hears are our events. */
import { endpoint, getToken } from './site.js';

await import('/kit/dossier.js');
const app = Vue.createApp({ data: () => ({ endpoint, archive: 'HOST', there: true, quiet: false, opened: [] }), methods: { getToken } });
app.config.compilerOptions.isCustomElement = (tag) => customElements.get(tag) !== undefined || /^(archive|customer|contact)-/.test(tag);
app.config.errorHandler = (error) => { console.error(error); };
app.config.warnHandler = (text) => { console.error(text); };
app.mount('#app');
