/** A timeline that is on its way. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

const bone = html`<span class="skeleton"></span>`;

/** Entries in outline, below a title that is there. */
export const entriesSkeleton = (text: string): TemplateResult => html`
  <div class="waiting" aria-busy="true"><span class="visually-hidden">${text}</span>${[0, 1, 2].map(() => html`<div>${bone}${bone}${bone}</div>`)}</div>`;

/** Title, line, filters and three entries in outline, so that nothing jumps when they come. */
export const skeleton = (text: string): TemplateResult => html`
  <div class="waiting" aria-hidden="true"><p class="bones">${bone}${bone}</p><p class="bones">${bone}</p><p class="bones">${bone}${bone}${bone}</p></div>
  ${entriesSkeleton(text)}`;
