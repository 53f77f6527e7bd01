/** A component of the page's own, in whose shadow root ours stand; a part of it has another language. */
customElements.define('acme-panel', class extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).innerHTML = `<section><customer-card archive="HOST"></customer-card><classification-badge archive="HOST" schemes="abc"></classification-badge></section>
      <section lang="es"><sync-status></sync-status><archive-form archive="HOST" section="profile"></archive-form><customer-list></customer-list></section>`;
  }
});
