/** What becomes of classes set by hand when two archives become one, as the preview tells it. Which of them come is the storage's rule (`storage/merge-overrides.ts`); here is who hears of it. */
import type { Rights } from '../../access/access.ts';
import type { OverridesAtMerge } from '../../storage/merge-overrides.ts';
import type { StoredOverride } from '../../storage/override-store.ts';
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import { SCHEME_KEYS, showsScheme } from '../../../model/classification/schemes.ts';
import type { MergeClass } from '../../../model/duplicates/review-api.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { PersonRef } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import { overrideView } from '../overrides/overrides.ts';
import { levelOf } from './merge-rights.ts';

/** Of the winner to who sees the class there; of the loser to who sees it on both, since what it gives way to is the winner's. */
export function classesAtMerge({ winner, loser, coming }: OverridesAtMerge, rights: { readonly winner: Rights; readonly loser: Rights }, ref: (id: PersonId) => PersonRef): readonly MergeClass[] {
  const shown = (on: Rights) => ({ scheme }: StoredOverride): boolean => showsScheme(scheme, (section) => atLeast(levelOf(on, section), 'read'));
  const told = (stored: StoredOverride, side: MergeClass['side'], fate: MergeClass['fate'], givesWayTo: MergeClass['givesWayTo']): MergeClass => ({ scheme: stored.scheme, schemeName: SCHEME_NAMES[stored.scheme], side, fate, givesWayTo, override: overrideView(stored, ref) });
  const comes = new Set(coming);
  const own = winner.filter(shown(rights.winner));
  const theirs = loser.filter(shown(rights.winner)).filter(shown(rights.loser));
  return [
    ...own.map((each) => told(each, 'winner', 'stays', null)),
    ...theirs.map((each) => (comes.has(each.id) ? told(each, 'loser', 'comes', null) : told(each, 'loser', 'givesWay', own.some(({ scheme, state }) => scheme === each.scheme && state === 'stands') ? 'stands' : 'waiting'))),
  ].sort((a, b) => SCHEME_KEYS.indexOf(a.scheme) - SCHEME_KEYS.indexOf(b.scheme));
}
