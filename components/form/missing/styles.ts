/** How the page "what is missing" is laid out; brought into the form's root with it. */
import { css } from 'lit';
import { ref } from 'lit/directives/ref.js';

const styles = css`
  .missing > .group { margin-top: 12px; }
  .missing .todo { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 0; border-top: 1px solid var(--d-border); }
  .missing .todo:first-child { border-top: 0; }
  .missing .say { flex: 1 1 200px; min-width: 0; }
  .missing .what { font-weight: 600; }
  .missing .value-of { overflow-wrap: anywhere; }
  .missing .due { color: var(--d-due); }
  .missing .buttons { display: flex; flex-wrap: wrap; gap: 4px 8px; }
`;

/** A template's first elements are not in the root yet when they are told of. */
export const missingStyles = () => ref((element) => queueMicrotask(() => {
  const root = element?.getRootNode();
  const sheet = styles.styleSheet!;
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}));
