/** How a class looks: mark, short label and trend in one button. Plain nodes, so that a badge needs no template engine and a card can place the same ones. Reasons are `reasons.ts`. */
import { stepOf } from '../../model/classification/look.ts';
import type { Language } from '../../model/labels.ts';
import type { ClassFace, SchemeKey } from '../../model/overview.ts';
import { word } from './texts.ts';

/** A node with a class and children; `hidden` is for ears only. */
export function node(tag: string, name: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

/** The buttons of one element, kept while their scheme is shown, so that focus stays where it is. */
export class ClassFaces {
  readonly #buttons: { [scheme in SchemeKey]?: HTMLElement } = {};
  readonly #toggle: (scheme: SchemeKey) => void;

  constructor(toggle: (scheme: SchemeKey) => void) {
    this.#toggle = toggle;
  }

  /** One button a class; `open` is the scheme whose reasons are shown. */
  show(results: readonly ClassFace[], language: Language, open: SchemeKey | null): HTMLElement[] {
    return results.map(({ scheme, value, mark, label, trend, name, told, objected }) => {
      let button = this.#buttons[scheme];
      if (button === undefined) {
        button = this.#buttons[scheme] = node('button', '');
        button.part.add('badge');
        button.onclick = () => this.#toggle(scheme);
      }
      button.className = `class ${scheme} ${stepOf(value)}`;
      button.setAttribute('aria-expanded', String(open === scheme)); // as a property Firefox has it from 119
      button.replaceChildren(
        node('span', 'hidden', `${word(language, 'prefix')} `),
        node(told ? 'b' : 'span', told ? '' : 'hidden', `${name?.[language] ?? scheme.toUpperCase()} `),
        node('b', '', mark),
        // `Key customer (A)` beside the mark `A` would say it twice.
        scheme === 'abc' && value !== null ? word(language, value as 'A' | 'B' | 'C') : label[language],
        node('i', trend),
        node('i', '', objected ? word(language, 'no') : ''),
        node('span', 'hidden', trend === 'same' ? '' : ` ${word(language, trend)}`),
      );
      return button;
    });
  }
}

/** Written short by the build, as styles of Lit are. */
export const css = String.raw;

export const faceStyles = css`
  .class {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
    margin: 0;
    padding: 0 8px;
    border: 1px solid var(--d-border);
    border-radius: var(--d-radius);
    background: var(--d-bg);
    color: var(--d-fg);
    font: inherit;
    text-align: start;
    white-space: nowrap;
    cursor: pointer;
  }
  .class b { color: var(--d-mark); white-space: nowrap; }
  .class :empty { display: none; }
  .class .up, .class .down { display: block; width: 8px; height: 8px; background: var(--d-mark); clip-path: polygon(50% 0, 100% 100%, 0 100%); print-color-adjust: exact; forced-color-adjust: none; }
  .class .down { rotate: 180deg; }
  .class:hover, .class[aria-expanded='true'] { text-decoration: underline; text-underline-offset: 3px; }
  .class:focus-visible { outline: 2px solid var(--d-focus); outline-offset: 2px; }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (pointer: coarse) { .class { min-height: 44px; } }
  @media print { .class { --d-bg: #fff; --d-fg: #000; --d-mark: #000; } }
  @media (forced-colors: active) { .class { --d-mark: ButtonText; } }
`;
