/** Signs the person of the address in, puts what it names on the stage and loads the kit. */
const asked = new URLSearchParams(location.search);
document.querySelector('archive-session').getToken = async () => {
  const answer = await fetch('../api/demo/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: asked.get('person') }) });
  return (await answer.json()).token;
};
for (const kit of (asked.get('kit') ?? 'dossier').split(' ')) await import(`../kit/${kit}.js`);
const stage = document.querySelector('#stage');
stage.append(document.createRange().createContextualFragment(asked.get('markup')));
stage.classList.toggle('tall', asked.has('tall'));
