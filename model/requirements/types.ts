/** The shape of a requirement pack: a named, dated list of facts that a rule asks for. It counts what is on file and says nothing about the law. */
import type { Scalar } from '../api.ts';
import type { Labels } from '../labels.ts';
import type { SectionKey } from '../sections.ts';

/** Options of D-88. */
export type Capacity = 'controllingShareholder' | 'actualController' | 'legalRepresentative' | 'personInCharge' | 'authorisedAgent' | 'beneficialOwner';

export type Check =
  /** One of these values of a section, by catalogue key. */
  | { readonly kind: 'value'; readonly section: SectionKey; readonly keys: readonly string[] }
  | { readonly kind: 'text'; readonly section: SectionKey; readonly key: string }
  /** A row of the table whose column holds something. */
  | { readonly kind: 'row'; readonly section: SectionKey; readonly table: string; readonly column: string }
  /** An address of one use. */
  | { readonly kind: 'address'; readonly section: SectionKey; readonly use: string }
  /** The address on record by P-30. */
  | { readonly kind: 'registeredAddress' }
  /** Papers of a related party (F-046): name, type, number and validity in one row of one of the capacities. `named`: fields that name the party, where it counts only if there is one. */
  | { readonly kind: 'party'; readonly capacities: readonly Capacity[]; readonly named?: { readonly section: SectionKey; readonly key: string; readonly many?: true } };

export interface Item {
  readonly key: string;
  /** Catalogue key whose label names the item. */
  readonly label: string;
  readonly check: Check;
}

export type SetName = 'naturalPerson' | 'legalPerson' | 'individualBusiness';

export interface RequirementPack {
  readonly key: string;
  readonly label: Labels;
  /** The rule it was taken from, as it is cited. */
  readonly source: Labels;
  /** `YYYY-MM-DD`: from when the rule that it was taken from holds, and since when another holds instead. */
  readonly from: string | null;
  readonly replacedAt: string | null;
  readonly replacedBy: string | null;
  /** Null: there is room for it, but its list is not in this version. */
  readonly sets: Readonly<Record<SetName, readonly Item[]>> | null;
}

/** What a requirement asks of an archive; a section that is not read is told so, never guessed. */
export interface Facts {
  reads(section: SectionKey): boolean;
  value(section: SectionKey, key: string): Scalar;
  text(section: SectionKey, key: string): string;
  rows(section: SectionKey, table: string): readonly Readonly<Record<string, Scalar>>[];
}

export interface RequirementState {
  readonly set: SetName;
  readonly filled: readonly Item[];
  readonly missing: readonly Item[];
  /** Items in sections that are not read. */
  readonly unread: readonly Item[];
  /** Items of all three. */
  readonly of: number;
}
