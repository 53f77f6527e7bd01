/** What the page's own form hears. */
globalThis.sent = 0;
addEventListener('submit', (event) => {
  event.preventDefault();
  globalThis.sent++;
});
