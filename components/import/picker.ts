/** The searchable list in which one chooses what a column becomes: typed to narrow, walked by arrow keys, grouped as the catalogue is. What choosing means is its owner's. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { composing } from '../internal/keys.ts';
import type { ImportTexts } from './texts.ts';
import type { Choice, ChoiceGroup } from './targets.ts';

export interface PickerView {
  readonly t: ImportTexts;
  readonly label: string;
  readonly text: string;
  readonly groups: readonly ChoiceGroup[];
  /** Number of the choice that Enter takes. */
  readonly active: number;
  readonly current: string | null;
  readonly set: (change: { readonly text?: string; readonly active?: number }) => void;
  readonly choose: (choice: Choice) => void;
  readonly close: () => void;
}

const intoView = (element?: Element): void => element?.scrollIntoView({ block: 'nearest' });

export function picker({ t, label, text, groups, active, current, set, choose, close }: PickerView): TemplateResult {
  const all = groups.flatMap(({ choices }) => choices);
  const at = Math.min(active, all.length - 1);
  const key = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (to !== undefined && all.length > 0) set({ active: event.key.startsWith('Arrow') ? (to + all.length) % all.length : Math.max(0, Math.min(all.length - 1, to)) });
    else if (event.key === 'Enter') { const choice = all[at]; if (choice) choose(choice); }
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  let n = -1;
  return html`<div class="picker">
    <input type="search" role="combobox" class="find" aria-label=${`${t.find}: ${label}`} placeholder=${t.find} autocomplete="off" maxlength="80" aria-expanded="true" aria-controls="targets" aria-autocomplete="list" aria-activedescendant=${all.length === 0 ? nothing : `target-${at}`}
      .value=${text} @input=${(event: Event) => set({ text: (event.target as HTMLInputElement).value, active: 0 })} @keydown=${key} />
    <div class="targets" role="listbox" id="targets" aria-label=${label} ?hidden=${all.length === 0}>${groups.map(({ name, choices }, g) => html`<div role="group" aria-labelledby=${`group-${g}`}>
      <span class="group muted small" id=${`group-${g}`} role="presentation">${name}</span>${choices.map((choice) => {
        const i = ++n;
        return html`<div role="option" class=${i === at ? 'active' : ''} id=${`target-${i}`} aria-selected=${choice.target === current} ${i === at ? ref(intoView) : nothing} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => choose(choice)}>${choice.label}</div>`;
      })}</div>`)}</div>
    ${all.length === 0 ? html`<p class="muted small" role="status">${t.nothingFits}</p>` : nothing}
    <span ${ref(intoView)}></span>
  </div>`;
}
