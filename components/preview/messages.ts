/** What the preview and the page of PDFs in its frame say to each other. The frame has no origin of its own, so each looks at who is speaking, not at where from. */

export type ToFrame =
  | { readonly dossier: 'show'; readonly bytes: ArrayBuffer }
  | { readonly dossier: 'turn'; readonly page: number }
  | { readonly dossier: 'zoom'; readonly by: number };

export type FromFrame =
  | { readonly dossier: 'ready' }
  /** What is drawn now. */
  | { readonly dossier: 'page'; readonly page: number; readonly of: number }
  | { readonly dossier: 'failed'; readonly why: 'locked' | 'broken' }
  /** A key that is the preview's, pressed in the frame. */
  | { readonly dossier: 'key'; readonly key: string };

/** Keys that mean the same in the frame and around it. */
export const KEYS: ReadonlySet<string> = new Set(['Escape', 'PageDown', 'PageUp', '+', '-', 'Home', 'End', '[', ']']);

export function fromFrame(data: unknown): FromFrame | null {
  const said = data as { readonly dossier?: unknown; readonly page?: unknown; readonly of?: unknown; readonly why?: unknown; readonly key?: unknown } | null;
  switch (said?.dossier) {
    case 'ready': return { dossier: 'ready' };
    case 'page': return Number.isSafeInteger(said.page) && Number.isSafeInteger(said.of) ? { dossier: 'page', page: said.page as number, of: said.of as number } : null;
    case 'failed': return { dossier: 'failed', why: said.why === 'locked' ? 'locked' : 'broken' };
    case 'key': return typeof said.key === 'string' && KEYS.has(said.key) ? { dossier: 'key', key: said.key } : null;
    default: return null;
  }
}
