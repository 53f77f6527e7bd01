/** Shows all of a masked value for a while, once the server has written down who asked. Without the server nothing is shown. */
import type { FormHost, Slot } from '../slot.ts';
import type { OpenSection } from '../open-section.ts';
import { isShown, setShown } from './door.ts';

/** Long enough to read a number out on the telephone. */
export const SHOWN_MS = 30_000;

const failed = new WeakMap<OpenSection, Set<string>>();
const asking = new WeakMap<OpenSection, Set<string>>();
const timers = new WeakMap<OpenSection, Map<string, ReturnType<typeof setTimeout>>>();
const of = <T extends object>(all: WeakMap<OpenSection, T>, section: OpenSection, make: () => T): T => {
  const there = all.get(section) ?? make();
  all.set(section, there);
  return there;
};

export const revealFailed = ({ section }: FormHost, { key }: Slot): boolean => failed.get(section)?.has(key) === true;

export function hide(host: FormHost, { key }: Slot): void {
  setShown(host.section, key, null);
  clearTimeout(timers.get(host.section)?.get(key));
  host.refresh();
}

export async function reveal(host: FormHost, slot: Slot): Promise<void> {
  const { section, archive, session } = host;
  const { key, value } = slot;
  const under = of(asking, section, () => new Set<string>());
  if (under.has(key) || isShown(host, slot)) return;
  under.add(key);
  of(failed, section, () => new Set<string>()).delete(key);
  try {
    await session.request('POST', `/api/archives/${encodeURIComponent(archive)}/sections/${encodeURIComponent(section.name)}/reveals`, { key });
    setShown(section, key, value);
    const mine = of(timers, section, () => new Map<string, ReturnType<typeof setTimeout>>());
    clearTimeout(mine.get(key));
    mine.set(key, setTimeout(() => hide(host, slot), SHOWN_MS));
  } catch (error) {
    // it is said at the value; whatever the reason, nothing is shown
    console.warn('dossier: a number could not be shown', error);
    failed.get(section)?.add(key);
  } finally {
    under.delete(key);
    host.refresh();
  }
}
