/** What REST says of the fields that a workspace adds, and what an administrator wishes of them. What is stored is `catalogue/own-fields.ts`. */
import type { Moment, PersonRef } from './overview.ts';
import type { ColumnKind, OwnField, OwnKind, Words } from './catalogue/own-shape.ts';
import type { PackKey } from './catalogue/types.ts';
import type { Labels } from './labels.ts';
import type { SectionKey } from './sections.ts';

/** A field with who added it and who changed it last. */
export interface OwnFieldView extends OwnField {
  /** Counts the changes; whoever saves names the one they saw. */
  readonly revision: number;
  readonly by: PersonRef;
  readonly at: Moment;
  readonly changedBy: PersonRef;
  readonly changedAt: Moment;
}

/** Where options come from: a list that is there, or a new one of these. */
export interface OptionsWish { readonly dictionary?: string; readonly options?: readonly { readonly label: Labels }[] }

export interface OwnColumnWish extends OptionsWish {
  /** Of a column that is there; without it the column is new. */
  readonly key?: string;
  readonly kind: ColumnKind;
  readonly label: Words;
  readonly min?: number | null;
  readonly max?: number | null;
}

/** What may be said anew at any time. */
export interface OwnFieldWords {
  readonly label: Words;
  readonly help?: Words;
  readonly packs: readonly PackKey[];
  readonly group?: string;
  readonly required?: readonly PackKey[];
  readonly pii?: string;
  readonly mask?: boolean;
  readonly columns?: readonly OwnColumnWish[];
}
export interface NewOwnField extends OwnFieldWords, OptionsWish {
  readonly kind: OwnKind;
  readonly section: SectionKey;
  readonly min?: number | null;
  readonly max?: number | null;
}
/** What is left out stays. Kind, section, list and limits cannot change, because values rest on them: named with another value they are refused. */
export interface OwnFieldChange extends Partial<OwnFieldWords> {
  readonly revision: number;
  readonly retired?: boolean;
  readonly kind?: OwnKind;
  readonly section?: SectionKey;
  readonly dictionary?: string | null;
  readonly min?: number | null;
  readonly max?: number | null;
}
