/** Word of what changed, for readers that hold no socket of the sync core: event streams over HTTP. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';

export interface RightsChange { readonly person?: PersonId; readonly archive?: ArchiveId; /** The policy is another one. */ readonly everybody?: true }
type Listener<T> = (what: T) => void;

export class Changes {
  readonly #digests = new Set<Listener<readonly ArchiveId[]>>();
  readonly #rights = new Set<Listener<RightsChange>>();

  digests(archives: readonly ArchiveId[]): void {
    for (const listener of [...this.#digests]) listener(archives);
  }

  rights(what: RightsChange): void {
    for (const listener of [...this.#rights]) listener(what);
  }

  onDigests(listener: Listener<readonly ArchiveId[]>): () => void {
    this.#digests.add(listener);
    return () => this.#digests.delete(listener);
  }

  onRights(listener: Listener<RightsChange>): () => void {
    this.#rights.add(listener);
    return () => this.#rights.delete(listener);
  }
}
