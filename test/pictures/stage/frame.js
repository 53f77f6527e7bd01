/** Stands where the server's own frame would, which needs an identity provider: somebody is signed in, the element is shown, the page around hears its height. */
const asked = new URLSearchParams(location.search);
document.documentElement.lang = asked.get('language') ?? 'en';
document.querySelector('archive-session').getToken = async () => (await (await fetch('../api/demo/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"person":"mei"}' })).json()).token;
const element = document.createElement(asked.get('show'));
element.setAttribute('archive', asked.get('archive'));
element.setAttribute('without-presence', '');
document.body.append(element);
new ResizeObserver(() => { parent.postMessage({ 'dossier-frame': 1, kind: 'height', height: document.body.getBoundingClientRect().height }, asked.get('host')); }).observe(document.body);
await import('../kit/dossier.js');
