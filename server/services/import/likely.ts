/** Which archives a row may be that is about to become a new one: asked of the search for duplicates, kept with the row by their ids, told to whoever reads the row as far as that person may know of them. */
import type { DuplicateWish, LikelyArchive } from '../../../model/import/api.ts';
import { factsOf } from '../../../model/duplicates/facts.ts';
import type { Candidate, MatchView } from '../../../model/duplicates/review-api.ts';
import { SHOWN_FROM } from '../../../model/duplicates/weights.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { SectionPatch } from '../../../model/api.ts';

/** Kept with a row. */
export interface LikelyNote { readonly of: Candidate; readonly ids: readonly ArchiveId[] }

/** Which of them are the same tells a person by itself, whatever the score. */
const TELLS: ReadonlySet<string> = new Set(['code', 'phone', 'email']);
/** Asked at once: others ask the same threads. */
const AT_ONCE = 8;

/** In a dry run one wants to know; an import that writes is several times slower for it, so it is asked for. */
export const wishOf = (wish: DuplicateWish | undefined, dryRun: boolean): DuplicateWish => wish ?? (dryRun ? 'tell' : 'off');

/** Of its open facts alone: the number of a paper is not compared, and so not kept beside the row. */
export function candidateOf(kind: string, profile: SectionPatch): Candidate {
  const { person: _person, papers: _papers, codes, born, ...facts } = factsOf(kind, { fields: profile.fields ?? {}, rows: (profile.rows ?? {}) as Readonly<Record<string, Record<string, Record<string, never>>>> }, null);
  return { ...facts, kind, codes: codes.map(({ value }) => value), ...(born !== null && { born }) };
}

const isLikely = ({ score, evidence }: MatchView): boolean => score >= SHOWN_FROM || evidence.some(({ fact, outcome }) => outcome === 'equal' && TELLS.has(fact));

/** In the order of the candidates; null where none is likely. */
export async function likelyOf(candidates: readonly Candidate[], find: (candidate: Candidate) => Promise<readonly MatchView[]>): Promise<readonly (LikelyNote | null)[]> {
  const notes: (LikelyNote | null)[] = [];
  for (let at = 0; at < candidates.length; at += AT_ONCE) {
    notes.push(...await Promise.all(candidates.slice(at, at + AT_ONCE).map(async (of): Promise<LikelyNote | null> => {
      const ids = (await find(of)).filter(isLikely).map(({ id }) => id);
      return ids.length === 0 ? null : { of, ids };
    })));
  }
  return notes;
}

/** Those of a row as the reader may know of them at this moment; none that came since. */
export async function toldLikely({ of, ids }: LikelyNote, find: (candidate: Candidate) => Promise<readonly MatchView[]>): Promise<readonly LikelyArchive[]> {
  const known = new Set(ids);
  return (await find(of)).filter((match) => known.has(match.id) && isLikely(match)).map(({ id, name, place, score, evidence }) => ({ archive: id, name, place, score, because: evidence }));
}
