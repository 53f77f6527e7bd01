/** Two frames of the same page, each signed in as somebody else, on the same customer. */
import { beginPage, people } from './page.ts';
import { beginPlug } from './plug.ts';

const archive = document.querySelector<HTMLSelectElement>('select[name=archive]');
const pickers = [...document.querySelectorAll<HTMLSelectElement>('select[data-frame]')];

function load(picker: HTMLSelectElement): void {
  const frame = document.querySelector<HTMLIFrameElement>(`iframe[name=${picker.dataset['frame']}]`);
  if (frame) frame.src = `./index.html?frame=${picker.dataset['frame']}&person=${encodeURIComponent(picker.value)}&archive=${encodeURIComponent(archive?.value ?? '')}`;
}

/** The two who keep the archive: both may write it. */
function choosePair(): void {
  const pair = archive?.selectedOptions[0]?.dataset['pair']?.split(' ') ?? [];
  for (const [i, picker] of pickers.entries()) {
    picker.value = pair[i] ?? picker.value;
    load(picker);
  }
}

async function begin(): Promise<void> {
  const everyone = await people();
  for (const picker of pickers) {
    picker.replaceChildren(...everyone.map(({ id, name }) => new Option(name, id)));
    picker.addEventListener('change', () => load(picker));
  }
  archive?.addEventListener('change', choosePair);
  choosePair();
  beginPlug(() => ({ person: pickers[0]?.value ?? '', archive: archive?.value ?? '' }));
}

beginPage();
begin().catch((error: unknown) => console.error('the sample people could not be loaded', error));
