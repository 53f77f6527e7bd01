/** The language of an element: its own `lang`, else that of the nearest ancestor across shadow roots. Texts are in `strings/`. */
import { resolveLanguage, type Language } from '../../model/labels.ts';
import { parentOf } from './page.ts';

export function languageOf(element: Element): Language {
  for (let node: Node | null = element; node !== null; node = parentOf(node)) {
    const tag = node instanceof Element ? node.getAttribute('lang') : null;
    if (tag !== null) return resolveLanguage(tag);
  }
  return 'en';
}

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** Calls back when a `lang` changes anywhere between the element and the document. One observer serves the page; observing a root twice costs nothing. */
export function watchLanguage(element: Element, listener: () => void): () => void {
  observer ??= new MutationObserver(() => {
    for (const call of [...listeners]) call();
  });
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
    if (!(root instanceof ShadowRoot)) break;
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}
