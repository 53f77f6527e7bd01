/** Keeps count of what a frame's form has called saved, so that the page around it can hold the server to it. */
import type { ArchiveSession } from '../components/archive-session.ts';
import type { SectionHandle } from '../components/internal/session.ts';

/** Where people write in this demo. */
export const SECTION = 'profile';

/** How many edits of each author id a copy of the section holds. */
export type Edits = ReadonlyMap<number, number>;

/** What a frame tells the page around it. */
export interface Ledger {
  readonly state: SectionHandle['saved']['kind'] | 'loading';
  /** Everything the frame showed at the last moment when its form said that all is saved: its own edits and what it had received. */
  readonly saved: Edits;
}

export function editsIn(handle: SectionHandle): Edits {
  const edits = new Map<number, number>();
  for (const [author, structs] of handle.doc?.store.clients ?? []) {
    const last = structs.at(-1);
    if (last) edits.set(author, last.id.clock + last.length);
  }
  return edits;
}

/** Follows the section of one archive; answers the ledger as of now. */
export function keepLedger(element: ArchiveSession, archive: string): () => Ledger {
  const handle = element.session?.open(archive, SECTION);
  let saved: Edits = new Map();
  const look = (): void => {
    if (handle?.state.kind === 'ready' && handle.saved.kind === 'saved') saved = editsIn(handle);
  };
  handle?.subscribe(look);
  return () => {
    look();
    return { state: handle?.state.kind === 'ready' ? handle.saved.kind : 'loading', saved };
  };
}

declare global {
  interface Window { /** In a frame: what its form has called saved. */ ledger?: () => Ledger }
}
