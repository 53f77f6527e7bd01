/** Styles of what comes late come with it: brought into the root of the first element that is drawn with them, before it is painted. */
import type { CSSResult } from 'lit';
import { ref } from 'lit/directives/ref.js';

/** A template's first elements are not in the root yet when they are told of. */
export const lateStyles = ({ styleSheet }: CSSResult): ReturnType<typeof ref> => ref((element) => queueMicrotask(() => {
  const root = element?.getRootNode();
  if (root instanceof ShadowRoot && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}));
