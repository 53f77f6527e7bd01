/** The sections of an archive as a table: which have a document, which class they carry. The rights that follow from the class are in `rights.ts`. */

export const CLEARANCES = ['identity', 'bank', 'aml'] as const;
export type Clearance = (typeof CLEARANCES)[number];

export type SectionClass =
  | { readonly kind: 'internal' }
  | { readonly kind: 'confidential' }
  | { readonly kind: 'restricted'; readonly clearance: Clearance };

export interface SectionFacts {
  readonly key: SectionKey;
  readonly class: SectionClass;
  /** `document`: one Y.Doc; `yearly`: one Y.Doc a year, `contacts-2026`; `rows`: database rows without a document. */
  readonly store: 'document' | 'yearly' | 'rows';
}

export const SECTION_KEYS = [
  'profile', 'people', 'contacts', 'preferences', 'documents', 'terms', 'credit', 'rivals', 'private', 'assessment',
  'identity', 'bank', 'aml', 'trade', 'stays',
] as const;
export type SectionKey = (typeof SECTION_KEYS)[number];

const internal = { kind: 'internal' } as const;
const confidential = { kind: 'confidential' } as const;
const restricted = (clearance: Clearance) => ({ kind: 'restricted', clearance }) as const;

export const SECTIONS: Readonly<Record<SectionKey, SectionFacts>> = Object.freeze({
  profile: { key: 'profile', class: internal, store: 'document' },
  people: { key: 'people', class: internal, store: 'document' },
  contacts: { key: 'contacts', class: internal, store: 'yearly' },
  preferences: { key: 'preferences', class: internal, store: 'document' },
  documents: { key: 'documents', class: internal, store: 'document' },
  terms: { key: 'terms', class: confidential, store: 'document' },
  credit: { key: 'credit', class: confidential, store: 'document' },
  rivals: { key: 'rivals', class: confidential, store: 'document' },
  private: { key: 'private', class: confidential, store: 'document' },
  assessment: { key: 'assessment', class: confidential, store: 'document' },
  identity: { key: 'identity', class: restricted('identity'), store: 'document' },
  bank: { key: 'bank', class: restricted('bank'), store: 'document' },
  aml: { key: 'aml', class: restricted('aml'), store: 'document' },
  trade: { key: 'trade', class: internal, store: 'rows' },
  stays: { key: 'stays', class: confidential, store: 'rows' },
} satisfies Record<SectionKey, SectionFacts>);

export const isSectionKey = (text: string): text is SectionKey => Object.hasOwn(SECTIONS, text);

/** The part of a document name after the slash: `profile` or `contacts-2026`. Rows sections have none. */
export type DocSection =
  | { readonly kind: 'plain'; readonly section: SectionKey }
  | { readonly kind: 'year'; readonly section: 'contacts'; readonly year: number };

export function parseDocSection(text: string): DocSection | undefined {
  const yearly = /^contacts-(\d{4})$/.exec(text);
  if (yearly) {
    const year = Number(yearly[1]);
    return year >= 1900 && year <= 2200 ? { kind: 'year', section: 'contacts', year } : undefined;
  }
  return isSectionKey(text) && SECTIONS[text].store === 'document' ? { kind: 'plain', section: text } : undefined;
}

export const contactsOf = (year: number): string => `contacts-${year}`;
