/** The few signs of the form, drawn in the text colour. A button that shows one carries its name in words. */
import { svg, type TemplateResult } from 'lit';

const PATHS = {
  remove: 'M4 4l8 8M12 4l-8 8',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  add: 'M8 3v10M3 8h10',
  undo: 'M6 3L3 6l3 3M3 6h6a4 4 0 010 8H6',
  redo: 'M10 3l3 3-3 3M13 6H7a4 4 0 000 8h3',
  more: 'M6 4l4 4-4 4',
  search: 'M7 3a4 4 0 110 8 4 4 0 010-8M10 10l3.5 3.5',
  doubt: 'M8 2l6.5 12h-13zM8 6v4M8 12v.5',
  show: 'M1.5 8C4 4 12 4 14.5 8 12 12 4 12 1.5 8zM8 6.5a1.5 1.5 0 110 3 1.5 1.5 0 010-3',
  hide: 'M1.5 8C4 4 12 4 14.5 8 12 12 4 12 1.5 8zM3 13L13 3',
  calendar: 'M3 4h10v9H3zM3 7h10M6 2v3M10 2v3',
  lock: 'M4 7h8v6H4zM6 7V5a2 2 0 014 0v2',
} as const;

export const icon = (name: keyof typeof PATHS): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[name]}></path></svg>` as unknown as TemplateResult;
