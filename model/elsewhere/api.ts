/** Links by which a customer stands elsewhere: in wikis, calendars, workbooks and pages of others. What each shows is the server's `services/elsewhere/`; who may read what stays with whoever made it. */
import type { Moment, PersonRef, SchemeKey } from '../overview.ts';

/** `picture`: the badge as SVG · `frame`: the same as a page for `<iframe>` · `calendar`: what is due · `table`: CSV, for workbooks. */
export const LINK_KINDS = ['picture', 'frame', 'calendar', 'table'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
/** `auto`: as whoever looks has their computer. */
export const PICTURE_THEMES = ['auto', 'light', 'dark'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

/** Nobody remembers a link for longer than a year. */
export const MOST_LINK_DAYS = 366;

export interface LinkWish {
  readonly kind: LinkKind;
  /** Classes that it shows; of a calendar none. */
  readonly schemes: readonly SchemeKey[];
  /** The customer's name stands in it. */
  readonly names: boolean;
  /** Sums of its purchases stand in it; of a table only. */
  readonly figures: boolean;
}

export interface ArchiveLink extends LinkWish {
  readonly id: string;
  readonly lang: string;
  readonly made: Moment;
  readonly until: Moment;
  /** Last use, told to within a minute. */
  readonly fetched: Moment | null;
  /** Whose rights count at each use. */
  readonly by: PersonRef;
  readonly mine: boolean;
  /** Given once, when the link is made. */
  readonly url?: string;
}

export interface ArchiveLinks {
  readonly items: readonly ArchiveLink[];
  /** Where a link to the archive leads. */
  readonly leads: string;
  /** Days that a link holds: unless another is wished, and at most (0: the policy allows none). */
  readonly days: { readonly shipped: number; readonly most: number };
  /** Classes that may stand elsewhere, of those that this person reads. */
  readonly schemes: readonly SchemeKey[];
}

/** What a reader would see at this moment, made as the link itself makes it. */
export interface LinkPreview {
  /** SVG, on a light and on a dark page. */
  readonly picture: { readonly light: string; readonly dark: string } | null;
  /** Of a calendar day and words, of a table what its cells hold; the first of `total`. */
  readonly rows: readonly (readonly string[])[] | null;
  readonly total: number;
  /** The words for ears, and in place of a picture that is not drawn. */
  readonly words: string;
}

