/** What stands in a table's place while its look is on its way: as many lines as there are rows. */
import { html, type TemplateResult } from 'lit';
import type { FormHost } from '../slot.ts';

export const waitingRows = (host: FormHost, table: string): TemplateResult =>
  html`<div class="waiting" role="status" aria-label=${host.t.kit.loading}>${host.section.rows(table).slice(0, 8).map(() => html`<div class="field" aria-hidden="true"><span class="skeleton long"></span></div>`)}</div>`;
