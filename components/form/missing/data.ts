/** What the page "what is missing" knows: the list as the server gives it to this person, asked for again when the counts of the digest change. */
import type { Finding, MissingView } from '../../../model/completeness/finding.ts';
import type { Session, Stop } from '../../internal/session.ts';

export class MissingData {
  /** Null: not here yet. */
  items: readonly Finding[] | null = null;
  failed = false;
  readonly #session: Session;
  readonly #archive: string;
  readonly #changed: () => void;
  readonly #stop: Stop;
  #mark = '';
  #asked = 0;

  constructor(session: Session, archive: string, changed: () => void) {
    this.#session = session;
    this.#archive = archive;
    this.#changed = changed;
    this.#stop = session.watch(archive, (state) => {
      const mark = state.kind === 'ready' && 'revision' in state.digest ? JSON.stringify([state.digest.completeness, state.digest.revision]) : '';
      if (mark === this.#mark || mark === '') return;
      const first = this.#mark === '';
      this.#mark = mark;
      if (!first) void this.load();
    });
    void this.load();
  }

  stop(): void {
    this.#asked = -1;
    this.#stop();
  }

  async load(): Promise<void> {
    if (this.#asked < 0) return;
    const asked = ++this.#asked;
    this.failed = false;
    try {
      const { items } = await this.#session.request<MissingView>('GET', `/api/archives/${encodeURIComponent(this.#archive)}/missing`);
      if (asked !== this.#asked) return;
      this.items = items;
    } catch {
      // what is on the screen stays there; without anything the page says so and offers to ask again
      if (asked !== this.#asked) return;
      this.failed = true;
    }
    this.#changed();
  }

  /** Done here, before the server says so: the list does not wait for the way there and back. */
  done(finding: Finding): void {
    this.items = this.items?.filter((each) => each !== finding) ?? null;
    this.#changed();
  }
}
