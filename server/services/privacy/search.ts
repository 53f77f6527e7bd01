/** Looking for a person in everything that the server keeps. What a text is held against is `model/privacy/matcher.ts`, which tables there are `places.ts`; what becomes of a finding is left to `subjects.ts`. */
import type { Finding, SubjectQuery } from '../../../model/privacy/subject.ts';
import type { Person } from '../../../model/rights.ts';

/** Findings one by one, in the order in which they are found. `closed` is called for each that stands in a restricted section without whose clearance this person may not know of it. The caller has asked `mayErase`, or has a right of its own to look. */
export type FindSubject = (asker: Person, query: SubjectQuery, hear?: { readonly closed?: () => void; readonly progress?: (share: number) => void; readonly signal?: AbortSignal }) => AsyncIterable<Finding>;
