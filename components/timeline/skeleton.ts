/** A timeline that is on its way. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** Title, filters and three entries in outline, so that nothing jumps when they come. */
export const skeleton = (text: string): TemplateResult => html`
  <div class="waiting" aria-busy="true">
    <span class="visually-hidden">${text}</span>
    <p class="bones"><span class="skeleton"></span><span class="skeleton"></span></p>
    <p class="bones"><span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></p>
    ${[0, 1, 2].map(() => html`<div><span class="skeleton"></span><span class="skeleton"></span><span class="skeleton"></span></div>`)}
  </div>`;
