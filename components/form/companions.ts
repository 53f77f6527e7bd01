/** What comes once a form stands: what is new in the archive, and where a value comes from. Loaded after the first drawing. */
import type { nothing, TemplateResult } from 'lit';
import { News, type NewsHost } from '../history/news.ts';
import type { Session } from '../internal/session.ts';
import type { Attention } from './attention.ts';
import { ProvenanceFace } from './provenance/face.ts';
import type { FormHost } from './slot.ts';

export interface CompanionOptions {
  readonly form: NewsHost & { readonly archive: string; readonly discreet: boolean };
  readonly session: Session;
  readonly attention: Attention;
  /** As the form was drawn last; null while there is nothing to ask about. */
  readonly host: () => FormHost | null;
}

export class Companions {
  readonly #form: CompanionOptions['form'];
  readonly #news: News;
  readonly #whence: ProvenanceFace;

  constructor({ form, session, attention, host }: CompanionOptions) {
    this.#form = form;
    this.#news = new News({ host: form, session, ref: form.archive, places: () => import('./news.ts') });
    this.#whence = new ProvenanceFace({ root: form.renderRoot as ShadowRoot, host, sectionAt: (element) => attention.sectionAt(element) });
  }

  /** The line that says what is new. */
  get line(): TemplateResult | typeof nothing {
    return this.#news.line(this.#form.discreet);
  }
  drawn(): void {
    this.#news.mark(this.#form.discreet);
    this.#whence.drawn();
  }
  stop(): void {
    this.#whence.stop();
    this.#news.stop();
  }
}
