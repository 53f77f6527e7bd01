/** A host page's own script: listens for violations first, gives the token, loads the kit. */
globalThis.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
  globalThis.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`);
});
const settings = await (await fetch('/settings')).json();
const session = document.querySelector('archive-session');
session.setAttribute('endpoint', settings.endpoint);
session.getToken = async () => (await fetch('/token')).text();
await import('/kit/dossier.js');
