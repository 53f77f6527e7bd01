/** A customer for the rules of `model/classification/own`, from what a test says of it. */
import type { Figures, Member, Sums } from '../../model/classification/member.ts';
import { parseArchiveId } from '../../model/ids.ts';

export const TODAY = '2026-06-30';
const NOTHING: Sums = { sales: 0, returns: 0, purchases: 0, first: null, last: null };

export interface Known { readonly ever?: Partial<Sums>; readonly year?: Partial<Sums>; readonly fields?: Member['fields']; readonly classes?: Member['classes']; readonly openedAt?: string; readonly leftOut?: Figures['leftOut'] }

export const ownMember = ({ ever = {}, year = {}, fields = {}, classes = {}, openedAt = '2026-01-01', leftOut = null }: Known = {}): Member => ({
  id: parseArchiveId('x')!, openedAt, fields, classes,
  figures: { currency: 'EUR', to: TODAY, ever: { ...NOTHING, ...ever }, year: { ...NOTHING, ...year }, leftOut },
});
