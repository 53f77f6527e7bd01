/** What a sample archive is: the archive's own row, section values as patches, transactions. Written by `build.ts` from the short forms of `spec.ts`. */
import type { SectionPatch, Transaction } from '../../model/api.ts';
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from '../../model/ids.ts';
import type { Labels } from '../../model/labels.ts';
import type { Person } from '../../model/rights.ts';
import type { Paper } from './spec.ts';

/** A person the sign-in page offers; `title` says in one line what he or she does. */
export type SamplePerson = Person & { readonly title: Labels };

export interface SampleArchive {
  readonly id: ArchiveId;
  readonly keys: readonly ExternalKey[];
  readonly code: string;
  readonly kind: string;
  readonly packs: readonly string[];
  readonly owner: PersonId;
  readonly coOwners: readonly PersonId[];
  readonly department: DepartmentId;
  readonly confidentiality: 'normal' | 'businessConfidential' | 'restricted';
  /** By section name as in a document's name: `profile`, `contacts-2026`. */
  readonly sections: Readonly<Record<string, SectionPatch>>;
  /** Oldest first; the source is `sample`, the amounts are in EUR. */
  readonly transactions: readonly Transaction[];
  readonly files: readonly Paper[];
}
