/** The line on top of a timeline as it stands before anybody writes; its chips and what it stores come with `quick-line.ts`. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Language } from '../../model/labels.ts';
import { composing } from '../internal/keys.ts';
import type { QuickLine } from './quick-line.ts';
import { say } from './texts.ts';

export interface LineForm {
  readonly language: Language;
  readonly text: string;
  /** Undefined until somebody turned to the timeline. */
  readonly line: QuickLine | undefined;
  /** Runs with the line once it is here. */
  readonly use: (step: (line: QuickLine) => void) => void;
  readonly typed: (text: string) => void;
  readonly full: () => void;
}

export function lineForm({ language, text, line, use, typed, full }: LineForm): TemplateResult {
  const problem = line?.problem ? 'line-problem' : nothing;
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && composing(event)) event.preventDefault();
    else line?.key(event);
  };
  const store = (event: Event): void => {
    event.preventDefault();
    use((own) => void own.store());
  };
  return html`<form class="line no-print" novalidate @submit=${store}>
    <div class="typing">
      <input id="line" autocomplete="off" dir="auto" enterkeyhint="done" placeholder=${say(language, 'line')} aria-label=${say(language, 'lineLabel')} .value=${live(text)}
        aria-invalid=${problem === nothing ? nothing : 'true'} aria-describedby=${problem} @focus=${() => use((own) => own.open())} @keydown=${key} @input=${(event: Event) => typed((event.target as HTMLInputElement).value)} />
      <button class="button primary store">${say(language, 'store')}</button>
    </div>
    ${line?.chips(full) ?? nothing}
  </form>`;
}
