/** What a page and a frame of this server inside it say to each other, and which elements a frame shows. Nothing of a customer but an archive's id ever leaves the frame. */

/** Elements, with the attributes that the page may give. */
export const FRAMED = Object.freeze({
  'customer-card': ['archive', 'discreet'], 'contact-timeline': ['archive', 'area', 'discreet'], 'archive-form': ['archive', 'section', 'packs', 'readonly'], 'classification-badge': ['archive', 'schemes', 'discreet'],
  'transaction-ledger': ['archive', 'group', 'discreet'], 'relation-map': ['archive', 'as', 'discreet'], 'archive-files': ['archive'], 'archive-history': ['archive', 'section', 'field', 'discreet'],
  'record-comments': ['archive', 'section', 'record'], 'aml-sheet': ['archive'], 'archive-access': ['archive'], 'reminder-list': [], 'notice-inbox': ['view'],
} as const satisfies Readonly<Record<string, readonly string[]>>);
export type FramedTag = keyof typeof FRAMED;
export const isFramed = (tag: string): tag is FramedTag => Object.hasOwn(FRAMED, tag);
/** Attributes that are there or not. */
export const FLAGS: ReadonlySet<string> = new Set(['discreet', 'readonly']);
/** Every attribute that any of them takes. */
export const FRAMED_ATTRIBUTES: readonly string[] = [...new Set(Object.values(FRAMED).flat())];

const MARK = 'dossier-frame';
/** From the frame to its page. */
export type FrameMessage = { readonly kind: 'height'; readonly height: number } | { readonly kind: 'open'; readonly archive: string };
const HEIGHTS = { least: 24, most: 20_000 } as const;

export const frameMessage = (message: FrameMessage): object => ({ [MARK]: 1, ...message });

/** Null for anything else: whoever has the window may post what they like. */
export function readFrameMessage(data: unknown): FrameMessage | null {
  if (typeof data !== 'object' || data === null || !(MARK in data)) return null;
  const { kind, height, archive } = data as Readonly<Record<string, unknown>>;
  if (kind === 'height' && typeof height === 'number' && Number.isFinite(height)) return { kind, height: Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, Math.ceil(height))) };
  if (kind === 'open' && typeof archive === 'string' && archive.length > 0 && archive.length <= 300) return { kind, archive };
  return null;
}
