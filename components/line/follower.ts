/** Another ref of an archive whose section is open already: shows what that one does. */
import type { FullSession } from '../internal/full-session.ts';
import type { Stop, Unsaved } from '../internal/session.ts';
import { nameOf, open, type Engine, type Section } from './sections.ts';

export class Follower implements Engine {
  readonly #section: Section;
  readonly #first: Section;
  readonly #session: FullSession;
  readonly #stop: Stop;

  constructor(section: Section, first: Section, session: FullSession) {
    this.#section = section;
    this.#first = first;
    this.#session = session;
    first.holders++;
    section.engine = this;
    section.follows = true;
    const show = (): void => {
      const { state, doc, awareness, saved, refused, people } = first;
      section.tell({ state, doc, awareness, saved, refused, people });
    };
    this.#stop = first.subscribe(show);
    show();
    if (section.field !== null) this.focus(section.field);
    this.released(); // given back while this was loaded
  }
  focus(key: string | null): void {
    this.#first.focus(key);
  }
  retry(key: string): void {
    this.#first.retry(key);
  }
  drop(key: string): void {
    this.#first.drop(key);
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    return this.#first.authorOf(client);
  }
  again(): void {
    this.#first.engine?.again();
  }
  adopt(): void {
    this.#first.engine?.adopt();
  }
  unsaved(): readonly Unsaved[] {
    return [];
  }
  released(): void {
    if (this.#section.holders > 0) return;
    open.get(this.#session)?.delete(nameOf(this.#section.ref, this.#section.section));
    this.end();
  }
  end(): void {
    this.#stop();
    this.#first.release();
  }
}
