/** What a host page's own scripts know of the server: where it is, and a token for whoever is signed in. Violations of the page's policy are gathered from here on. */
globalThis.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
  globalThis.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
});
export const { endpoint } = await (await fetch('/settings')).json();
export const getToken = async () => (await fetch('/token')).text();
