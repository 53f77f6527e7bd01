/** Small drawings of the list of what is due; words stand beside or inside each. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

const drawn = (path: string): TemplateResult => html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;

const PATHS = {
  done: 'M3 8.5 6.5 12 13 4.5',
  later: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.6',
  give: 'M2 8h10.5M9 4.5 12.5 8 9 11.5',
  phone: 'M4 2.5h2l1 3-1.5 1a7 7 0 0 0 4 4l1-1.5 3 1v2a1.5 1.5 0 0 1-1.6 1.5A10.5 10.5 0 0 1 2.5 4.1 1.5 1.5 0 0 1 4 2.5',
  email: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  chat: 'M2.5 3h11v8H7l-3 2.5V11H2.5z',
} as const;
export const icon = (name: keyof typeof PATHS): TemplateResult => drawn(PATHS[name]);
