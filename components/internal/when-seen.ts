/** Loads an element's module when its tag first stands on the page. It looks at the document and, told so, at shadow roots; what is loaded registers itself by `defineTags`. */

export type Loaders = Readonly<Record<string, () => Promise<void>>>;

/** Tags in `loaders` are looked for now and whenever nodes are added; each is loaded once. Returns the way to stop. */
export function loadWhenSeen(loaders: Loaders, root: Document | ShadowRoot = document): () => void {
  const left = new Set(Object.keys(loaders));
  const look = (node: ParentNode & Node): void => {
    for (const tag of left) {
      if (!(node instanceof Element && node.localName === tag) && node.querySelector(tag) === null) continue;
      left.delete(tag);
      loaders[tag]!().catch((error: unknown) => {
        left.add(tag); // the next one that appears tries again
        console.error(`dossier: <${tag}> could not be loaded`, error);
      });
    }
    if (left.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) look(node);
  });
  observer.observe(root, { childList: true, subtree: true });
  look(root);
  return () => observer.disconnect();
}
