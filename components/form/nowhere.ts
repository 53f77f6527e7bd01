/** Stands where there is no section: on the archive's own page. */
import type { SectionHandle } from '../internal/session.ts';

/** What a page without a document shows its views: nobody there, nothing to undo. */
export const NOWHERE: SectionHandle = Object.freeze({
  ref: '', section: '', state: { kind: 'loading' } as const, doc: null, awareness: null, saved: { kind: 'saved', at: null } as const,
  refused: [], people: [], authorOf: () => null, focus: () => {}, retry: () => {}, drop: () => {}, subscribe: () => () => {}, release: () => {},
});
