/** Single keys and an Escape that the page has bound for itself, as mail programs and trackers do. */
globalThis.heard = [];
for (const kind of ['keydown', 'keypress', 'keyup']) {
  addEventListener(kind, (event) => { globalThis.heard.push(`${kind} ${event.key}`); });
}
