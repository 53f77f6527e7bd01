/** Which digest channels watch which archive, so that a change of one archive costs nothing for those who watch others. */
import type { ArchiveId } from '../../model/ids.ts';

/** `null` stands for refs that lead nowhere yet: any archive may be the one they wait for. */
type Watched = ArchiveId | null;

export class Watching<W> {
  readonly #by = new Map<Watched, Set<W>>();

  add(archive: Watched, watcher: W): void {
    const watchers = this.#by.get(archive);
    if (watchers === undefined) this.#by.set(archive, new Set([watcher]));
    else watchers.add(watcher);
  }

  remove(archive: Watched, watcher: W): void {
    const watchers = this.#by.get(archive);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#by.delete(archive);
  }

  /** Whoever watches anything, each once. */
  all(): ReadonlySet<W> {
    return new Set([...this.#by.values()].flatMap((watchers) => [...watchers]));
  }

  /** Whoever watches one of these, or waits for an archive that is not there yet; each once. */
  of(archives: Iterable<ArchiveId>): ReadonlySet<W> {
    const found = new Set<W>(this.#by.get(null));
    for (const archive of archives) for (const watcher of this.#by.get(archive) ?? []) found.add(watcher);
    return found;
  }
}
