/** The reasons of the class that is open, asked for when they are opened and again whenever the customer's digest is another one: a digest has classes without them. How they look is `reasons.ts`. */
import type { ClassesView } from '../../model/api.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import type { PageSession } from '../internal/page-session.ts';
import { request } from '../internal/rest.ts';
import type { Session, Stop } from '../internal/session.ts';

export class AskedReasons {
  readonly #changed: () => void;
  #session: Session | null = null;
  #of = '';
  #stop: Stop | undefined;
  #result: ClassResult | null = null;
  /** The answer of an older question is not taken. */
  #question = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Null while they are on their way; `changed` tells that they have come. */
  of(session: Session, archive: string, scheme: SchemeKey): ClassResult | null {
    const of = `${archive} ${scheme}`;
    if (session !== this.#session || of !== this.#of) {
      this.leave();
      this.#session = session;
      this.#of = of;
      this.#stop = session.watch(archive, ({ kind }) => {
        // the archive is not to be known of any more: no reason of it stays
        if (kind === 'missing') this.#set(null);
        else if (kind === 'ready') void this.#ask(session, archive, scheme);
      });
    }
    return this.#result;
  }

  leave(): void {
    this.#question++;
    this.#stop?.();
    this.#stop = undefined;
    this.#session = null;
    this.#of = '';
    this.#result = null;
  }

  async #ask(session: Session, archive: string, scheme: SchemeKey): Promise<void> {
    const question = ++this.#question;
    const path = `/api/archives/${encodeURIComponent(archive)}/classes?scheme=${scheme}`;
    try {
      // the session of a page of badges alone has no `request` of its own
      const { classes } = await ('request' in session ? session.request<ClassesView>('GET', path) : request<ClassesView>(session as unknown as PageSession, 'GET', path));
      if (question === this.#question) this.#set(classes[scheme] ?? null);
    } catch (error) {
      // what is shown stays; the line tells the customer again when it is back, and that asks again
      console.warn('dossier: reasons', error);
    }
  }

  #set(result: ClassResult | null): void {
    this.#result = result;
    this.#changed();
  }
}
