/** What a form is made from: the archive as this person may see it and the catalogue in the form's language. Asked for again when the archive's digest says that something changed. */
import type { ArchiveView } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import type { LineDigest } from '../../model/overview.ts';
import { ApiError, type Session, type Stop } from '../internal/session.ts';
import { Directory } from './directory.ts';

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'ready'; readonly view: ArchiveView };

/** What of a digest decides about a form: right, row and computed facts. */
const mark = (digest: LineDigest): string => JSON.stringify([
  digest.level, digest.name, digest.kind, digest.owner, digest.department,
  // classes, sums and stage are worked out anew without a new revision
  ...('revision' in digest ? [digest.revision, digest.stage, digest.classes, digest.trade, digest.rules] : []),
]);

/** All of a view but its count of edits. */
const text = (view: ArchiveView): string => JSON.stringify(view, (key, value: unknown) => (key === 'revision' ? undefined : value));

export class ArchiveSource {
  loaded: Loaded = { kind: 'loading' };
  catalogue: CatalogueView | null = null;
  /** When files of the archive last changed that this person may read; empty: not since the server began. */
  filesAt = '';
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
    void this.#load(session.archive(ref));
    this.#unwatch = session.watch(ref, (state) => {
      const now = state.kind === 'ready' ? mark(state.digest) : state.kind;
      const filesAt = (state.kind === 'ready' && state.digest.level !== 'exists' && state.digest.filesAt) || '';
      if (filesAt !== this.filesAt) {
        this.filesAt = filesAt;
        changed();
      }
      if (this.#known !== '' && this.#known !== 'loading' && now !== this.#known) void this.reload();
      this.#known = now;
    });
  }

  stop(): void {
    this.#asked++;
    this.#catalogueOf = '';
    this.#unwatch();
  }

  reload(): Promise<void> {
    return this.#load(this.session.request('GET', `/api/archives/${encodeURIComponent(this.#ref)}`));
  }
  async #load(answer: Promise<ArchiveView>): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await answer;
      // each edit of a value gives the archive another revision and changes nothing else of it
      if (asked !== this.#asked || (this.loaded.kind === 'ready' && text(view) === text(this.loaded.view))) return;
      this.took(view);
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

  /** The whole catalogue: what is filled is shown though its sheet was taken away, and any field is found by search. Keeps the one it has until the other one is here. */
  want(language: Language): void {
    const wanted = `${language} ${this.session.edition}`;
    if (wanted === this.#catalogueOf) return;
    this.#catalogueOf = wanted;
    this.session.catalogue(language, []).then(
      (catalogue) => {
        if (this.#catalogueOf === wanted) this.catalogue = catalogue;
        this.#changed();
      },
      (error: unknown) => {
        // what is on the screen stays; the next edition, language or pack asks again
        if (this.#catalogueOf !== wanted || this.catalogue !== null) return;
        this.loaded = { kind: 'failed', error };
        this.#changed();
      },
    );
  }
}
