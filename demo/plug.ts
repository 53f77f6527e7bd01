/** The button that pulls the server's plug while both people type: what both forms had called saved is looked for on the server's disk before either may connect again. */
import type { ArchiveSession } from '../components/archive-session.ts';
import { editsIn, SECTION, type Edits, type Ledger } from './ledger.ts';
import { language, tokenFor } from './page.ts';
import { say, type Word } from './words.ts';

const button = document.querySelector<HTMLButtonElement>('[data-act=plug]');
const report = document.querySelector<HTMLElement>('[data-plug=report]');
const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll<HTMLIFrameElement>('.frames iframe')];
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** As if the cable were out, or in again: the frames' lines hear the browser's own events. */
const cable = (name: 'offline' | 'online'): void => frames().forEach(({ contentWindow }) => contentWindow?.dispatchEvent(new Event(name)));
const ledgers = (): Ledger[] => frames().flatMap(({ contentWindow }) => contentWindow?.ledger?.() ?? []);
const answers = (): Promise<boolean> => fetch('./healthz').then(({ ok }) => ok, () => false);

async function until(wanted: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause(50)) if (await wanted()) return true;
  return false;
}

/** What the server has on its disk: a new copy of the section, of a session that knows nothing of the frames. */
async function onDisk(person: string, archive: string): Promise<Edits> {
  await import(/* @vite-ignore */ new URL('./kit/dossier.js', document.baseURI).href);
  const element: ArchiveSession = document.createElement('archive-session');
  element.setAttribute('endpoint', './');
  element.getToken = () => tokenFor(person);
  document.body.append(element);
  try {
    const handle = element.session?.open(archive, SECTION);
    if (!handle || !(await until(() => handle.state.kind === 'ready', 15))) throw new Error('the section did not open');
    return editsIn(handle);
  } finally {
    element.remove();
  }
}

const count = (edits: Edits): number => [...edits.values()].reduce((sum, each) => sum + each, 0);
const missing = (saved: Edits, disk: Edits): number => [...saved].reduce((sum, [author, edits]) => sum + Math.max(0, edits - (disk.get(author) ?? 0)), 0);

function tell(place: HTMLElement | null, word: Word, values: Readonly<Record<string, string>> = {}, kind: 'busy' | 'good' | 'bad' = 'busy'): void {
  if (!place) return;
  place.textContent = say(word, language(), values);
  place.dataset['kind'] = kind;
}

/** One pull: what was saved is counted, the server is killed, and when it is back its disk is read before anybody can send again. */
async function pull(person: string, archive: string): Promise<void> {
  const proofs = [...document.querySelectorAll<HTMLElement>('[data-plug=proof]')];
  const before = ledgers();
  cable('offline');
  const began = performance.now();
  tell(report, 'plugOut');
  for (const proof of proofs) tell(proof, 'plugWaits');
  const headers = { authorization: `Bearer ${await tokenFor(person)}` };
  await fetch('./api/demo/kill', { method: 'POST', headers }).catch(() => undefined); // it may die before it has answered
  if (!(await until(async () => !(await answers()), 3))) throw new Error('the server did not die');
  if (!(await until(answers, 30))) return tell(report, 'plugLost', {}, 'bad');
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const disk = await onDisk(person, archive);
  cable('online');
  const lost = before.reduce((sum, { saved }) => sum + missing(saved, disk), 0);
  tell(report, lost === 0 ? 'plugBack' : 'plugMissing', { seconds, edits: String(Math.max(0, ...before.map(({ saved }) => count(saved)))), lost: String(lost) }, lost === 0 ? 'good' : 'bad');
  const settled = await until(() => ledgers().every(({ state }) => state === 'saved'), 15);
  for (const [i, proof] of proofs.entries()) {
    const { saved } = before[i] ?? { saved: new Map() };
    const gone = missing(saved, disk);
    if (gone > 0) tell(proof, 'plugMissing', { seconds, edits: String(count(saved)), lost: String(gone) }, 'bad');
    else tell(proof, settled ? 'plugSaved' : 'plugKept', { edits: String(count(saved)) }, 'good');
  }
}

/** `now` says who sits in the first frame, and which customer is open. */
export function beginPlug(now: () => { readonly person: string; readonly archive: string }): void {
  button?.addEventListener('click', () => {
    const { person, archive } = now();
    button.disabled = true;
    pull(person, archive).catch((error: unknown) => {
      cable('online');
      console.error('the plug', error);
      tell(report, 'plugFailed', {}, 'bad');
    }).finally(() => { button.disabled = false; });
  });
}
