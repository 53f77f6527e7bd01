/** How a person looks: one of ten fixed colours by id, and initials. The same on every screen, and white on it reads in both colour schemes. */
import { css, html, unsafeCSS, type TemplateResult } from 'lit';
import { personStep } from '../form/person-colour.ts';
import type { PresentPerson } from './session.ts';
import type { Strings } from './strings/index.ts';

/** White text on these has 4.5:1, they have 3:1 on both surfaces (tested). */
export const PERSON_COLOURS = ['#cf3030', '#aa5c18', '#846c0b', '#4d7a1f', '#1b7e44', '#0e7c73', '#0e76aa', '#4367d0', '#8853c6', '#be3791'] as const;

export const personClass = (id: string): string => `p${personStep(id)}`;

/** `MA` of Maria Anders; of a Chinese name its last two characters, for the family name alone is shared by too many. What stands in brackets says something about it. */
export function initials(name: string): string {
  const words = name.replace(/(.)[（(].*/u, '$1').trim().split(/\s+/u);
  if (/^\p{Script=Han}/u.test(words[0] ?? '')) return [...words.join('')].slice(-2).join('');
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** One person as a circle; the name is its text, initials are decoration. */
export const avatar = (person: Pick<PresentPerson, 'id' | 'name' | 'idle' | 'self'>, t: Strings): TemplateResult => {
  const name = person.self ? `${person.name} (${t.kit.you})` : person.name;
  const said = person.idle ? t.kit.away(name) : name;
  return html`<span class="avatar ${personClass(person.id)} ${person.idle ? 'idle' : ''}" title=${said}><span aria-hidden="true">${initials(person.name)}</span><span class="visually-hidden">${said}</span></span>`;
};

const colours = PERSON_COLOURS.map((colour, i) => `.p${i}{--d-person:${colour}}`).join('');

export const peopleStyles = [
  unsafeCSS(colours),
  css`
    .avatar {
      display: inline-grid;
      place-items: center;
      width: 32px;
      height: 32px;
      border: 2px solid var(--d-surface);
      border-radius: 50%;
      background: var(--d-person);
      color: #fff;
      font-size: 12px;
      font-weight: 600;
      line-height: 1;
      white-space: nowrap;
      user-select: none;
    }
    .avatar.idle { border-color: var(--d-person); background: var(--d-surface); color: var(--d-muted); }
    @media (forced-colors: active) { .avatar { border-color: CanvasText; } }
  `,
];
