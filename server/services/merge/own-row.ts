/** What of the loser's own row comes to the winner: nothing that gives anybody a right. Owner, co-owners, deputies, department and grants stay behind; the stricter confidentiality counts. */
import type { ArchiveChange, StoredArchive } from '../../storage/storage.ts';
import type { MergeEntry } from '../../../model/duplicates/review-api.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { Grant } from '../../../model/rights.ts';
import type { Choices } from './compute.ts';

const STRICT = ['normal', 'businessConfidential', 'restricted'] as const;

/** Code and keeper may be chosen; the rest follows by itself. */
export function rowEntries(winner: StoredArchive, loser: StoredArchive): readonly MergeEntry[] {
  return (['code', 'keeper'] as const).flatMap((key): MergeEntry[] => {
    const [left, right] = [winner[key], loser[key]];
    return right === null || right === left ? [] : [{ section: 'archive', key, kind: 'value', left, right, leftVerified: null, rightVerified: null, choice: left === null ? 'right' : 'left', choices: ['left', 'right'] }];
  });
}

export function rowOf(winner: StoredArchive, loser: StoredArchive, choices: Choices): ArchiveChange {
  const change: { -readonly [Key in keyof ArchiveChange]: ArchiveChange[Key] } = {};
  for (const entry of rowEntries(winner, loser)) if ((choices[`archive/${entry.key}`] ?? entry.choice) === 'right') change[entry.key as 'code'] = entry.right as string;
  const packs = [...new Set([...winner.packs, ...loser.packs])];
  if (packs.length > winner.packs.length) change.packs = packs;
  if (STRICT.indexOf(loser.confidentiality) > STRICT.indexOf(winner.confidentiality)) change.confidentiality = loser.confidentiality;
  return change;
}

/** People whose right on the loser was named and who have none such on the winner. */
export function leavingOf(winner: StoredArchive, loser: StoredArchive, grants: readonly Grant[]): readonly PersonId[] {
  const there = new Set([winner.owner, ...winner.coOwners, ...winner.deputies.map((deputy) => deputy.person)]);
  const named = [loser.owner, ...loser.coOwners, ...loser.deputies.map((deputy) => deputy.person), ...grants.flatMap(({ to }) => (to.kind === 'person' ? [to.id] : []))];
  return [...new Set(named.filter((each): each is PersonId => each !== null && !there.has(each)))];
}
