/** Where this server is, as the page was told: every address below it is made here. */

/** With a slash at its end. */
export const ROOT = new URL(document.documentElement.dataset['root'] ?? './', location.href);

export const at = (path: string): string => new URL(path, ROOT).href;

/** Names that belong to this server, where several share one origin. */
export const named = (name: string): string => `dossier:${ROOT.pathname}:${name}`;
