/** What a form is made from: the archive as this person may see it and the catalogue in the form's language. Asked for again when the archive's digest says that something changed. */
import type { ArchiveView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import type { Digest } from '../../model/overview.ts';
import { ApiError, type Session, type Stop } from '../internal/session.ts';
import { Directory } from './directory.ts';

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'ready'; readonly view: ArchiveView };

/** What of a digest decides about a form: right, row and computed facts. */
const mark = (digest: Digest): string => JSON.stringify([digest.level, digest.name, digest.kind, digest.owner, digest.department, 'revision' in digest ? digest.revision : 0]);

export class ArchiveSource {
  loaded: Loaded = { kind: 'loading' };
  catalogue: CatalogueView | null = null;
  readonly session: Session;
  readonly directory: Directory;
  readonly #ref: string;
  readonly #changed: () => void;
  readonly #unwatch: Stop;
  #catalogueOf = '';
  #known = '';
  /** The answer of an older question is not taken. */
  #asked = 0;

  constructor(session: Session, ref: string, changed: () => void) {
    this.session = session;
    this.directory = new Directory(session, changed);
    this.#ref = ref;
    this.#changed = changed;
    void this.reload();
    this.#unwatch = session.watch(ref, (state) => {
      const now = state.kind === 'ready' ? mark(state.digest) : state.kind;
      if (this.#known !== '' && this.#known !== 'loading' && now !== this.#known) void this.reload();
      this.#known = now;
    });
  }

  stop(): void {
    this.#asked++;
    this.#catalogueOf = '';
    this.#unwatch();
  }

  async reload(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await this.session.request<ArchiveView>('GET', `/api/archives/${encodeURIComponent(this.#ref)}`);
      if (asked === this.#asked) this.took(view);
    } catch (error) {
      if (asked !== this.#asked) return;
      // what is on the screen stays there while it may; only a "no" takes it away
      const refused = error instanceof ApiError && (error.status === 404 || error.status === 403);
      if (refused || this.loaded.kind !== 'ready') this.loaded = { kind: 'failed', error };
    }
    this.#changed();
  }

  took(view: ArchiveView): void {
    const { row } = view;
    for (const person of [row?.owner, row?.keeper, ...(row?.coOwners ?? [])]) if (person) this.directory.known.set(person.id, person.name);
    this.loaded = { kind: 'ready', view };
  }

  /** Keeps the catalogue it has until the other one is here. */
  want(language: Language, packs: readonly string[]): void {
    const wanted = `${language} ${packs.join(' ')}`;
    if (wanted === this.#catalogueOf) return;
    this.#catalogueOf = wanted;
    this.session.catalogue(language, packs).then(
      (catalogue) => {
        if (this.#catalogueOf === wanted) this.catalogue = catalogue;
        this.#changed();
      },
      (error: unknown) => {
        if (this.#catalogueOf !== wanted) return;
        this.loaded = { kind: 'failed', error };
        this.#changed();
      },
    );
  }
}
