/** Who has a section open: what this person tells the others, and whom the server names. One person in two tabs is one person. */
import type { Awareness } from 'y-protocols/awareness';
import type { Transaction } from 'yjs';
import type { FullSession } from '../internal/full-session.ts';
import type { PresentPerson } from '../internal/session.ts';
import type { Section } from './sections.ts';

/** Without a word from the keyboard for so long, a person counts as away. */
const IDLE_AFTER = 120_000;

/** A state as it arrives: `user` is stamped by the server, the rest is what the other's page said. */
interface State { readonly user?: { readonly id?: unknown; readonly name?: unknown }; readonly field?: unknown; readonly idle?: unknown }

export class Presence {
  readonly #section: Section;
  readonly #session: FullSession;
  readonly #authors = new Map<number, { readonly id: string; readonly name: string }>();
  #awareness: Awareness | undefined;
  #field: string | null = null;
  #idle = false;
  #wake: () => void = () => {};
  readonly #stop: () => void;
  #shown = '';

  constructor(section: Section, session: FullSession) {
    this.#section = section;
    this.#session = session;
    this.#stop = session.subscribe(() => this.#show());
  }

  /** A new copy of the document speaks under a new id. */
  follow(awareness: Awareness): void {
    this.#awareness = awareness;
    awareness.on('change', () => this.#show());
    // what this person writes, not what arrives: a person deep in one long text is here
    awareness.doc.on('afterTransaction', ({ local, changed }: Transaction) => {
      if (local && changed.size > 0) this.#awake();
    });
    this.#awake();
    this.#say();
    this.#show();
  }
  focus(key: string | null): void {
    this.#field = key;
    this.#awake(true);
    this.#say();
    this.#show();
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    if (client === this.#awareness?.clientID) return { id: this.#session.shared.line.person ?? '', name: this.#session.me?.name ?? '' };
    return this.#authors.get(client) ?? null;
  }
  end(): void {
    this.#stop();
    this.#wake();
  }

  /** The clock that makes a person away begins anew; `said`: the others are told in any case. */
  #awake(said = false): void {
    this.#wake();
    const wasIdle = this.#idle;
    this.#idle = false;
    if (wasIdle && !said) {
      this.#say();
      this.#show();
    }
    this.#wake = this.#session.shared.clock.after(IDLE_AFTER, () => {
      this.#idle = true;
      this.#say();
      this.#show();
    });
  }
  #say(): void {
    this.#awareness?.setLocalState({ field: this.#field, idle: this.#idle });
  }

  #show(): void {
    const awareness = this.#awareness;
    if (awareness === undefined) return;
    const me = this.#session.shared.line.person;
    const people = new Map<string, PresentPerson>();
    if (me !== null) people.set(me, { id: me, name: this.#session.me?.name ?? '', field: this.#field, self: true, idle: this.#idle });
    for (const [client, state] of awareness.getStates() as Map<number, State>) {
      const id = state.user?.id;
      if (client === awareness.clientID || typeof id !== 'string') continue;
      const name = typeof state.user?.name === 'string' ? state.user.name : id;
      const field = typeof state.field === 'string' ? state.field : null;
      this.#authors.set(client, { id, name });
      const known = people.get(id);
      people.set(id, { id, name: known?.name || name, field: known?.field ?? field, self: id === me, idle: state.idle === true && (known?.idle ?? true) });
    }
    const shown = JSON.stringify([...people.values()]);
    if (shown === this.#shown) return; // renewals every fifteen seconds change nothing
    this.#shown = shown;
    this.#section.tell({ people: [...people.values()] });
  }
}
