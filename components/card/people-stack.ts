/** Circles of the people who are here, with a button for those who do not fit; for the stack and the card. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { avatar } from '../internal/people.ts';
import type { PresentPerson } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';

export interface StackOptions {
  /** Circles shown while the rest is hidden. */
  readonly max: number;
  readonly all: boolean;
  readonly more: () => void;
}

/** Others first come, oneself not at all: one knows that one is here. */
export function peopleStack(people: readonly PresentPerson[], { max, all, more }: StackOptions, t: Strings): TemplateResult | typeof nothing {
  const others = people.filter(({ self }) => !self);
  if (others.length === 0) return nothing;
  const hidden = others.length > max ? others.length - max : 0;
  const shown = all ? others : others.slice(0, others.length - hidden);
  return html`<div class="people" part="people">
    <ul role="list" aria-label=${t.kit.peopleHere(others.length)} class=${all ? 'all' : ''}>
      ${shown.map((person) => html`<li>${avatar(person, t)}${all ? html`<span aria-hidden="true">${person.name}</span>` : nothing}</li>`)}
    </ul>
    ${hidden === 0 ? nothing : html`<button type="button" class="more" aria-expanded=${all} aria-label=${all ? t.kit.close : t.kit.morePeople(hidden)} @click=${more}>${all ? '×' : `+${hidden}`}</button>`}
  </div>`;
}

export const stackStyles = css`
  .people { display: flex; align-items: flex-start; gap: 4px; }
  .people ul { display: flex; }
  .people li + li { margin-inline-start: -4px; }
  .people ul.all { flex-direction: column; gap: 4px; }
  .people ul.all li { display: flex; align-items: center; gap: 8px; margin: 0; font-size: 13px; }
  .more {
    min-width: 32px;
    height: 32px;
    padding: 0 4px;
    border: 1px solid var(--d-edge);
    border-radius: 16px;
    background: var(--d-surface);
    color: var(--d-text);
    font-size: 12px;
  }
  @media (pointer: coarse) { .more { min-width: 44px; height: 44px; border-radius: 22px; } }
`;
