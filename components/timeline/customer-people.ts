/** People of the customer as a timeline needs them: names by row, ways to reach each, and whether one may add somebody. Read once a change. */
import type * as Y from 'yjs';
import type { SectionHandle, Session, Stop } from '../internal/session.ts';
import { readPeople } from './contact-years.ts';
import type { CustomerPerson } from './contact-years.ts';

export class CustomerPeople {
  readonly #handle: SectionHandle;
  readonly #changed: () => void;
  readonly #stop: Stop;
  #doc: Y.Doc | null = null;
  #list: readonly CustomerPerson[] | null = null;

  constructor(session: Pick<Session, 'open'>, ref: string, changed: () => void) {
    this.#changed = changed;
    this.#handle = session.open(ref, 'people');
    this.#stop = this.#handle.subscribe(() => this.#follow());
    this.#follow();
  }

  readonly #hear = (): void => {
    this.#list = null;
    this.#changed();
  };
  /** The document may have been replaced. */
  #follow(): void {
    const { doc } = this.#handle;
    if (doc !== this.#doc) {
      this.#doc?.off('update', this.#hear);
      doc?.on('update', this.#hear);
      this.#doc = doc;
    }
    this.#hear();
  }

  /** The same list until somebody changes it; null while it is on its way. */
  get list(): readonly CustomerPerson[] | null {
    if (this.#handle.state.kind !== 'ready' || this.#doc === null) return null;
    return (this.#list ??= readPeople(this.#doc));
  }
  /** For writing a new one; null: this person may not, or not now. */
  get doc(): Y.Doc | null {
    const { state } = this.#handle;
    return state.kind === 'ready' && state.level !== 'read' ? this.#doc : null;
  }

  dispose(): void {
    this.#stop();
    this.#doc?.off('update', this.#hear);
    this.#handle.release();
  }
}
