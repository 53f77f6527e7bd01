/** All files of one archive that a person may read, with their sections' rights: asked for, and again when the archive tells that files changed. Drawing is the element's. */
import type { ArchiveView, FileView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import { atLeast } from '../../model/rights.ts';
import { ApiError, type Session, type Stop } from '../internal/session.ts';
import { FileDesk, type Shelf } from './desk.ts';

export type AllFilesView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly archive: ArchiveView };

/** Files of one section, and what happens to them. */
export interface Part { readonly section: string; readonly shelf: Shelf; readonly desk: FileDesk; readonly writes: boolean }

export class AllFiles {
  view: AllFilesView = { kind: 'loading' };
  catalogue: CatalogueView | null = null;
  readonly #session: Session;
  readonly #ref: string;
  readonly #changed: () => void;
  readonly #unwatch: Stop;
  readonly #parts = new Map<string, Part>();
  #heard: string | null = null;
  #wordsFor = '';
  #ended = false;

  constructor(session: Session, ref: string, changed: () => void) {
    this.#session = session;
    this.#ref = ref;
    this.#changed = changed;
    void this.load();
    this.#unwatch = session.watch(ref, (state) => {
      if (state.kind !== 'ready') return;
      const heard = JSON.stringify([state.digest.level, state.digest.level === 'exists' ? '' : (state.digest.filesAt ?? '')]);
      if (this.#heard !== null && this.#heard !== heard) void this.load();
      this.#heard = heard;
    });
  }

  dispose(): void {
    this.#ended = true;
    this.#unwatch();
  }

  /** Sections that the person may read, those with files first asked for. */
  get parts(): readonly Part[] {
    return [...this.#parts.values()];
  }

  part(section: string): Part | undefined {
    return this.#parts.get(section);
  }

  words(language: Language): void {
    const wanted = `${language} ${this.#session.edition}`;
    if (this.#wordsFor === wanted) return;
    this.#wordsFor = wanted;
    this.#session.catalogue(language).then((catalogue) => {
      if (this.#wordsFor !== wanted || this.#ended) return;
      this.catalogue = catalogue;
      this.#changed();
    }, () => { this.#wordsFor = ''; }); // asked again when it is drawn next
  }

  async load(): Promise<void> {
    const path = `/api/archives/${encodeURIComponent(this.#ref)}`;
    try {
      const [archive, { items }] = await Promise.all([
        this.view.kind === 'ready' ? this.#session.request<ArchiveView>('GET', path) : this.#session.archive(this.#ref),
        this.#session.request<{ readonly items: readonly FileView[] }>('GET', `${path}/files`),
      ]);
      if (this.#ended) return;
      this.#take(archive, items);
      this.view = { kind: 'ready', archive };
    } catch (error) {
      if (this.#ended) return;
      // what is on the screen stays there while it may; only a "no" takes it away
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) this.view = { kind: 'missing' };
      else if (this.view.kind !== 'ready') this.view = { kind: 'failed' };
    }
    this.#changed();
  }

  #take(archive: ArchiveView, items: readonly FileView[]): void {
    for (const { section, level } of archive.sections) {
      if (!atLeast(level, 'read')) continue;
      const known = this.#parts.get(section);
      const shelf: Shelf = known?.shelf ?? { items: [] };
      shelf.items = items.filter((file) => file.section === section);
      const desk = known?.desk ?? new FileDesk({ session: this.#session, archive: archive.id, section, shelf, changed: () => { if (!this.#ended) this.#changed(); } });
      this.#parts.set(section, { section, shelf, desk, writes: atLeast(level, 'write') });
    }
    for (const section of [...this.#parts.keys()]) if (!archive.sections.some((each) => each.section === section && atLeast(each.level, 'read'))) this.#parts.delete(section);
  }
}
