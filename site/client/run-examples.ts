/** Examples that are shown live: their elements stand on the page; their session and scripts are the site's own. */
import { beginSession } from './session.ts';
import { isThere, loadKit } from './server.ts';

const LEFT_OUT = 'script, link, style, archive-session, iframe';

export async function runExamples(person: string | null): Promise<void> {
  const examples = [...document.querySelectorAll<HTMLElement>('[data-run]')];
  if (examples.length === 0) return;
  if (!await isThere()) {
    for (const example of examples) example.dataset['run'] = 'alone'; // the code stands for itself
    return;
  }
  if (person !== null) await beginSession(person, 'live');
  await loadKit();
  for (const example of examples) {
    const code = example.querySelector('code')?.textContent ?? '';
    const parsed = new DOMParser().parseFromString(code, 'text/html').body;
    for (const each of parsed.querySelectorAll(LEFT_OUT)) each.remove();
    example.querySelector('.run-stage')?.replaceChildren(...[...parsed.childNodes].map((node) => document.importNode(node, true)));
    example.dataset['run'] = 'live';
  }
}
