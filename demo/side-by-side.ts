/** Two frames of the same page, each signed in as somebody else, on the same customer. */
import { beginPage, people } from './page.ts';

const PAIR = ['lucia', 'james'] as const;
const archive = document.querySelector<HTMLSelectElement>('select[name=archive]');
const pickers = [...document.querySelectorAll<HTMLSelectElement>('select[data-frame]')];

function load(picker: HTMLSelectElement): void {
  const frame = document.querySelector<HTMLIFrameElement>(`iframe[name=${picker.dataset['frame']}]`);
  if (frame) frame.src = `./index.html?frame=${picker.dataset['frame']}&person=${encodeURIComponent(picker.value)}&archive=${encodeURIComponent(archive?.value ?? '')}`;
}

async function begin(): Promise<void> {
  const everyone = await people();
  for (const [i, picker] of pickers.entries()) {
    picker.replaceChildren(...everyone.map(({ id, name }) => new Option(name, id)));
    picker.value = PAIR[i] ?? everyone[i]?.id ?? '';
    picker.addEventListener('change', () => load(picker));
    load(picker);
  }
  archive?.addEventListener('change', () => pickers.forEach(load));
}

beginPage();
begin().catch((error: unknown) => console.error('the sample people could not be loaded', error));
