/** Pages of a form that are loaded when somebody goes there: the archive's own row, and what is missing and stale. Waiting and failing have their look here. */
import type { TemplateResult } from 'lit';
import { later } from '../internal/later.ts';
import type { FactChoice } from './add-fact.ts';
import type { MissingData } from './missing/data.ts';
import type { OpenSections } from './open-sections.ts';
import type { OwnHost } from './own-page.ts';
import type { Page } from './plan.ts';
import { failure, skeleton } from './states.ts';

const missing = later(() => import('./missing/page.ts'));
const own = later(() => import('./own-page.ts'));

export class LaterPages {
  readonly #redraw: () => void;
  #data: MissingData | undefined;
  /** A part could not be loaded; the person may try again. */
  #lacking = false;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  stop(): void {
    this.#data?.stop();
    this.#data = undefined;
  }

  missing(host: OwnHost, pages: readonly Page[], sections: OpenSections, pick: (choice: Pick<FactChoice, 'field' | 'page'>, row?: string) => void): TemplateResult {
    const part = missing.now();
    if (part === undefined) return this.#coming(host, missing.load);
    const data = (this.#data ??= new part.MissingData(host.session, host.archive, this.#redraw));
    return part.missingPage(host, { data, pages, section: (name) => sections.get(name), pick });
  }

  own(host: OwnHost, page: Page, groupLabel: (group: string) => string, pick: (choice: Pick<FactChoice, 'field' | 'page'>) => void): TemplateResult {
    return own.now()?.ownPage(host, page, groupLabel, pick) ?? this.#coming(host, own.load);
  }

  #coming({ t }: OwnHost, load: () => Promise<unknown>): TemplateResult {
    const again = () => void load().then((loaded) => {
      this.#lacking = loaded === undefined;
      this.#redraw();
    });
    if (this.#lacking) return failure(t, null, again);
    again();
    return skeleton(t, true);
  }
}
