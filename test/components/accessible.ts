/** Asks axe about an element and names every violation with the markup it is about. The page's own landmarks are the host's affair. */
import { expect } from '@esm-bundle/chai';
import type axeCore from 'axe-core';
// the package is a script without exports: it puts itself on the window
import 'axe-core/axe.js';

declare const axe: typeof axeCore;

/** Colours that are on their way are nobody's: what moves stands where it will. */
function settleColours(root: DocumentOrShadowRoot & ParentNode): void {
  for (const animation of root.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) settleColours(shadowRoot);
}

export async function accessible(element: Element): Promise<void> {
  settleColours(document);
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).to.deep.equal([]);
}
