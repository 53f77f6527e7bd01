/** When files, or transactions, of a section last changed, since the server began: whoever may read the section hears of it with the digest, and asks for the list. Nothing of it is kept on disk. */
import type { ArchiveId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';

/** Archives of which it is remembered; the one that changed longest ago is forgotten first, and its pages ask when they are opened. */
const MOST = 20_000;

export class FileNews {
  readonly #changed = new Map<ArchiveId, Map<SectionKey, string>>();

  /** `at`: ISO 8601. */
  note(archive: ArchiveId, section: SectionKey, at: string): void {
    const sections = this.#changed.get(archive) ?? new Map<SectionKey, string>();
    // two changes of one moment are two
    const before = sections.get(section) ?? '';
    const moment = at > before ? at : new Date(Date.parse(before) + 1).toISOString();
    this.#changed.delete(archive);
    this.#changed.set(archive, sections.set(section, moment));
    const oldest = this.#changed.size > MOST ? this.#changed.keys().next().value : undefined;
    if (oldest !== undefined) this.#changed.delete(oldest);
  }

  /** The newest change in the sections that `reads` lets through. */
  newest(archive: ArchiveId, reads: (section: SectionKey) => boolean): string | null {
    let newest: string | null = null;
    for (const [section, at] of this.#changed.get(archive) ?? []) if (reads(section) && (newest === null || at > newest)) newest = at;
    return newest;
  }
}
