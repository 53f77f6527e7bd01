/** A major change at the customer as it is read. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ChangeEntry } from './entries.ts';
import { newsView, tools, when } from './entry-view.ts';
import type { EntryState, Reader } from './entry-view.ts';
import { icon } from './icons.ts';
import { say } from './texts.ts';

/** `Major change, Relocation` */
export const changeWords = (entry: ChangeEntry, reader: Reader): string => [say(reader.language, 'change'), reader.change(entry.what)].filter(Boolean).join(', ');

export function changeView(entry: ChangeEntry, reader: Reader, state: EntryState): TemplateResult {
  return html`${icon('change')}
    <div>
      <div class="head">
        <div class="name" role="heading" aria-level=${state.level}>
          ${when(entry.time, reader, state.dayKnown)} <span>${say(reader.language, 'change')}</span> <span class="who">${reader.change(entry.what)}</span>
        </div>
        <div class="side">
          ${state.people.map(({ name }) => html`<span class="present">${reader.t.timeline.editing(name)}</span>`)}
          ${newsView(state.news, reader)}
        </div>
      </div>
      ${entry.text === '' ? nothing : html`<p class="words" dir="auto">${entry.text}</p>`}
      ${state.below}
    </div>
    ${tools(entry, reader, state)}`;
}
