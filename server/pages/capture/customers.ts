/** Finding the customer of a note: asked of the server as one types, never kept on the device. */
import type { ArchivePage } from '../../../model/api.ts';
import { api } from '../token.ts';

export interface Hit { readonly id: string; readonly name: string; readonly detail: string }

const PAUSE_MS = 200;
const MOST = 6;

export class CustomerSearch {
  readonly #found: (hits: readonly Hit[] | null) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: AbortController | null = null;

  /** `found` hears null when the server could not be asked. */
  constructor(found: (hits: readonly Hit[] | null) => void) {
    this.#found = found;
  }

  /** Without words: the ones of this person that moved last. */
  ask(words: string, person: string): void {
    this.stop();
    const end = this.#end = new AbortController();
    const query = new URLSearchParams(words.trim() === '' ? { owner: person, sort: 'updated', limit: String(MOST) } : { q: words.trim(), limit: String(MOST) });
    this.#timer = setTimeout(() => {
      api(`api/archives?${query}`, { signal: end.signal }).then(async (answer) => {
        const page = answer.ok ? ((await answer.json()) as ArchivePage) : null;
        if (!end.signal.aborted) this.#found(page?.items.map(({ id, digest }) => ({ id, name: digest.name, detail: digest.owner?.name ?? '' })) ?? null);
      }).catch(() => {
        if (!end.signal.aborted) this.#found(null); // no signal: the page says what that means
      });
    }, words === '' ? 0 : PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#end?.abort();
  }
}

/** The name of a customer that the address names; null: not there, not open to this person, or no signal. */
export async function customerOf(ref: string): Promise<{ readonly id: string; readonly name: string } | null> {
  try {
    const answer = await api(`api/archives/${encodeURIComponent(ref)}`);
    if (!answer.ok) return null;
    const { id, overview } = (await answer.json()) as { id: string; overview: { name: string } };
    return { id, name: overview.name };
  } catch {
    return null; // the field stays empty and can be filled by hand
  }
}
