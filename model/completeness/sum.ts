/** The completeness of an archive as one reader may see it: the shares of the sections that the reader may read, added up. */
import { PACKS } from '../catalogue/pack-names.ts';
import type { CalendarDate } from '../overview.ts';
import { SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import { planOf } from './plan.ts';
import type { SectionFacts } from './section.ts';
import type { Completeness, Stage } from './shape.ts';

export type Shares = Readonly<Partial<Record<SectionKey, SectionFacts>>>;

export interface SumOptions {
  readonly kind: string;
  readonly packs: readonly string[];
  readonly shares: Shares;
  readonly reads: (section: SectionKey) => boolean;
  readonly today: CalendarDate;
}

export function completenessOf({ kind, packs, shares, reads, today }: SumOptions): Completeness {
  const plan = planOf(kind, packs);
  const sums = new Map<string, { filled: number; of: number }>();
  let [missing, stale] = [0, 0];
  for (const [section, { of, must }] of plan) {
    if (!reads(section)) continue;
    const share = shares[section];
    for (const [pack, count] of Object.entries(of)) {
      const sum = sums.get(pack) ?? { filled: 0, of: 0 };
      sums.set(pack, { filled: sum.filled + Math.min(share?.filled[pack] ?? 0, count), of: sum.of + count });
    }
    missing += Math.max(0, must - (share?.must ?? 0));
  }
  for (const [section, share] of Object.entries(shares) as [SectionKey, SectionFacts][]) if (reads(section)) stale += share.stale.filter((from) => from <= today).length;
  return { packs: PACKS.flatMap(({ key }) => { const sum = sums.get(key); return sum ? [{ pack: key, ...sum }] : []; }), missing, stale };
}

/** The key ten of an individual, as far as this reader may know of them; organisations have none. */
export function keyTenOf({ kind, packs, shares, reads }: Omit<SumOptions, 'today'>): { readonly filled: number; readonly of: number } {
  let [filled, of] = [0, 0];
  for (const [section, { ten }] of planOf(kind, packs)) {
    if (!reads(section)) continue;
    of += ten;
    filled += Math.min(ten, shares[section]?.ten ?? 0);
  }
  return { filled, of };
}

/** From here on an archive is being enriched, and from there it can be analysed: shares of all that its open sections are asked for. */
const ENRICH = 1 / 3;
const ANALYSE = 2 / 3;

/**
 * Stage of accumulation (D-28, P-26), from completeness and use. `collect`: something that must be there is missing. `manage`: it is there. `enrich`: a third of all facts
 * is there and somebody was in contact. `analyse`: two thirds are, and there is trade to look at. It rests on the open sections alone, so that every reader is told the same.
 */
export function stageOf({ kind, packs, shares }: Pick<SumOptions, 'kind' | 'packs' | 'shares'>, use: { readonly contacts: boolean; readonly trade: boolean }): Stage {
  const { filled, of, must } = openShare(kind, packs, shares);
  if (must > 0) return 'collect';
  const share = of === 0 ? 0 : filled / of;
  if (share < ENRICH || !use.contacts) return 'manage';
  return share < ANALYSE || !use.trade ? 'enrich' : 'analyse';
}

/** Each field once, of the open sections; `must`: those that must be there and are not. */
function openShare(kind: string, packs: readonly string[], shares: Shares): { readonly filled: number; readonly of: number; readonly must: number } {
  return shareOf(kind, packs, shares, (section) => SECTIONS[section].class.kind === 'internal');
}

function shareOf(kind: string, packs: readonly string[], shares: Shares, counts: (section: SectionKey) => boolean): { readonly filled: number; readonly of: number; readonly must: number } {
  let [filled, of, must] = [0, 0, 0];
  for (const [section, plan] of planOf(kind, packs)) {
    if (!counts(section)) continue;
    const share = shares[section];
    filled += Math.min(plan.items.length, share?.all ?? 0);
    of += plan.items.length;
    must += Math.max(0, plan.must - (share?.must ?? 0));
  }
  return { filled, of, must };
}

/** How much is lacking in these sections, for an order with the worst first: what must be there and is not, and of equal ones the part of all that is empty. */
export function lackingIn(kind: string, packs: readonly string[], shares: Shares, sections: readonly SectionKey[]): number {
  const { filled, of, must } = shareOf(kind, packs, shares, (section) => sections.includes(section));
  return must + (of === 0 ? 0 : Math.round((1 - filled / of) * 999) / 1000);
}
