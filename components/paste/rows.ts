/** What is offered of a pasted text: a row a finding, with what it would write, what stands there now, and whether it is ticked. Pure: where values go is `goal.ts`, how they are written `patch.ts`. */
import type { Scalar } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import type { Row } from '../../model/section-doc.ts';
import type { WarningCode } from '../../model/validation/warning.ts';
import type { Looked } from '../form/checks/phone-plans.ts';

/** Sections that pasted text can reach. */
export const PASTE_SECTIONS = ['profile', 'people', 'identity'] as const;
export type PasteSection = (typeof PASTE_SECTIONS)[number];

/** What stands in a section. */
export interface SectionFacts {
  /** This person may write here. */
  readonly may: boolean;
  field(key: string): Scalar;
  rows(table: string): readonly Row[];
}

export interface Facts {
  /** Option of `customer.kind`. */
  readonly kind: string;
  readonly language: Language;
  readonly catalogue: CatalogueView;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Null: not for this person. */
  readonly sections: Readonly<Record<PasteSection, SectionFacts | null>>;
  /** What telephone plans say of a number; absent where they could not be loaded. */
  readonly lookUp: ((number: string, country: string | null) => Looked | null) | undefined;
}

/** A person of the customer: there already, or new with everything that is pasted of it. */
export type PersonRef = { readonly kind: 'there'; readonly row: string } | { readonly kind: 'new'; readonly name: string };

export type Write =
  | { readonly kind: 'field'; readonly section: PasteSection; readonly key: string; readonly value: Scalar }
  | { readonly kind: 'representative'; readonly person: PersonRef }
  | { readonly kind: 'method'; readonly person: PersonRef | null; readonly method: string; readonly value: string }
  | { readonly kind: 'address'; readonly section: PasteSection; readonly use: string; readonly cells: Readonly<Record<string, string | null>> }
  | { readonly kind: 'person'; readonly person: PersonRef; readonly cells: Readonly<Record<string, string>> };

export type LeftOut = 'right' | 'company' | 'place' | 'nobody' | 'other';

/** Where an equal value stands. */
export interface At { readonly section: PasteSection; readonly key: string }

export type RowState =
  | { readonly kind: 'offered'; readonly ticked: boolean; readonly write: Write }
  | { readonly kind: 'known'; readonly at: At }
  | { readonly kind: 'refused'; readonly why: 'form' | 'url' | 'long' }
  | { readonly kind: 'leftOut'; readonly why: LeftOut };

export interface PasteRow {
  /** The finding's place in the list, so that ticks stay with it. */
  readonly id: number;
  readonly label: string;
  /** Of whom it is, where a text is about several people. */
  readonly of: string | null;
  /** As it is read. */
  readonly value: string;
  /** What would be replaced. */
  readonly now: string | null;
  readonly sure: boolean;
  readonly doubt: WarningCode | null;
  readonly from: readonly [start: number, end: number];
  /** Of rows with the same goal only one is chosen; null: any number fit. */
  readonly goal: string | null;
  /** The row without which this one has nowhere to stand: of a person the name, of a postcode its address. */
  readonly needs: number | null;
  readonly state: RowState;
}
