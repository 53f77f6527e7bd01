/** The digest as one person may see it: the overview row cut to their rights. Pure; where the parts come from is left to `access.ts`. */
import { OF_OTHERS, withoutOthers } from '../../model/analysis/alike.ts';
import { schemeOf, shownClasses } from '../../model/classification/schemes.ts';
import { NOTHING_COUNTED } from '../../model/completeness/shape.ts';
import { completenessOf, keyTenOf, stageOf } from '../../model/completeness/sum.ts';
import type { CalendarDate, ClassFace, ClassOverride, ClassResult, Digest, Face, LineDigest, PersonRef, SchemeKey, TradeTotals } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { StoredArchive, StoredOverview } from '../storage/storage.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';

export type Classes<C> = Partial<Record<SchemeKey, C>>;

export interface DigestParts<C = ClassResult> {
  readonly archive: StoredArchive;
  /** Null until the archive was projected for the first time. */
  readonly overview: StoredOverview | null;
  readonly totals: TradeTotals | null;
  /** Today: a value may be stale tomorrow that nobody touched. */
  readonly today: CalendarDate;
  readonly classes: Classes<C>;
  /** When files last changed in the sections that `reads` lets through, if that is known. */
  readonly filesAt?: (reads: (section: SectionKey) => boolean) => string | null;
  /** The same of transactions. */
  readonly tradeAt?: (reads: (section: SectionKey) => boolean) => string | null;
  /** Of whom it came, while the first contact waits. */
  readonly handedOver?: { readonly from: PersonId; readonly at: string; readonly due: CalendarDate } | null;
}
/** By section: rises with every comment there. */
export type Comments = Readonly<Partial<Record<SectionKey, number>>>;

export interface Reader {
  /** Highest level on any section. */
  readonly level: Level;
  levelOf(section: SectionKey): Level;
  /** Ranks and shares of the population may be shown. */
  readonly insight: boolean;
  name(person: PersonId): string;
  /** Who judged, as this reader may know them: of compliance, that it was compliance. */
  judge(person: PersonId): PersonRef;
}

/** Null for `none`; the head alone for `exists`. From `read` on the overview, without what stands in a section that this person may not read. */
export const digestFor = (parts: DigestParts, reader: Reader, comments: Comments = {}): Digest | null =>
  made(parts, reader, comments, (classes, reads) => ({ classes: cutClasses(classes, reads, reader) }));

/** The same with classes as they are drawn. `rules`: see `LineDigest`. */
export const briefFor = (parts: DigestParts<ClassFace>, reader: Reader, comments: Comments = {}, rules?: (schemes: readonly SchemeKey[]) => number): LineDigest | null =>
  made(parts, reader, comments, (classes) => ({ classes, ...(rules ? { rules: rules(Object.keys(classes) as SchemeKey[]) } : {}) }));

type Common = Omit<Extract<Digest, { readonly revision: number }>, 'classes'>;
type Exists = Extract<Digest, { readonly level: 'exists' }>;

function made<C, P>(parts: DigestParts<C>, reader: Reader, comments: Comments, withClasses: (shown: Classes<C>, reads: (section: SectionKey) => boolean) => P): (Common & P) | Exists | null {
  const { archive, overview } = parts;
  if (reader.level === 'none') return null;
  const ref = (id: PersonId): PersonRef => ({ id, name: reader.name(id) });
  const head = {
    id: archive.id,
    name: overview?.name ?? archive.id,
    kind: archive.kind,
    department: archive.department,
    owner: archive.owner === null ? null : ref(archive.owner),
  };
  if (reader.level === 'exists') return { ...head, level: 'exists' };

  const reads = (section: SectionKey): boolean => atLeast(reader.levelOf(section), 'read');
  const data = overview?.data;
  const profile = reads('profile');
  const filesAt = parts.filesAt?.(reads) ?? null;
  const tradeAt = parts.tradeAt?.(reads) ?? null;
  const handed = parts.handedOver;
  const shares = data?.shares;
  const counted = shares && { kind: archive.kind, packs: archive.packs, shares: shares.sections, reads, today: parts.today };
  return {
    ...head,
    level: reader.level,
    revision: overview?.revision ?? 0,
    keys: archive.keys,
    code: archive.code,
    state: archive.state,
    coOwners: archive.coOwners.map(ref),
    shortName: profile ? (data?.shortName ?? null) : null,
    roles: profile ? (data?.roles ?? []) : [],
    place: profile ? (data?.place ?? null) : null,
    contacts: profile ? (data?.contacts ?? []) : [],
    keyTen: !profile ? { filled: 0, of: 0 } : counted ? keyTenOf(counted) : (data?.keyTen ?? { filled: 0, of: 0 }),
    completeness: counted ? completenessOf(counted) : NOTHING_COUNTED,
    stage: profile && counted ? stageOf(counted, { contacts: shares.contacts, trade: (parts.totals?.count ?? 0) > 0 }) : null,
    warning: profile ? (data?.warning ?? null) : null,
    doNotContact: (profile && data?.doNotContact) || false,
    ...(profile && data?.doNotContactReason ? { doNotContactReason: data.doNotContactReason } : {}),
    due: reads('contacts') ? (data?.due ?? []).map((item) => ({ ...item, person: item.person === null ? null : ref(item.person) })) : [],
    trade: reads('trade') ? parts.totals : null,
    ...withClasses(shownClasses(parts.classes, reads), reads),
    updatedAt: data?.updatedAt ?? archive.openedAt,
    ...(handed ? { handedOver: { from: ref(handed.from), at: handed.at, due: handed.due } } : {}),
    ...(filesAt === null ? {} : { filesAt }),
    ...(tradeAt === null ? {} : { tradeAt }),
    ...said(comments, reads),
  };
}

/** Nothing of a section that may not be read: not even that somebody spoke there. */
function said(comments: Comments, reads: (section: SectionKey) => boolean): Pick<Extract<Digest, { revision: number }>, 'comments'> {
  const shown = Object.entries(comments).filter(([section]) => reads(section as SectionKey));
  return shown.length === 0 ? {} : { comments: Object.fromEntries(shown) };
}

/** What a badge draws of it. A class of no section is part of the overview: whoever may read anything may see it. */
export function faceFor(id: ArchiveId, level: Level, reads: (section: SectionKey) => boolean, classes: Extract<Face, { classes: unknown }>['classes']): Face | null {
  if (level === 'none') return null;
  return level === 'exists' ? { id, level } : { id, level, classes: shownClasses(classes, reads) };
}

/**
 * A class is part of the overview; the figures it rests on are those of the sections that its scheme tells of, rank and shares are everybody's. So are the sums at which a class would change: in a
 * small population one of them is another customer's to the cent. They are told in two digits, beyond the true one: insight is rank and shares, not others' sums.
 */
function cutClasses(classes: DigestParts['classes'], reads: (section: SectionKey) => boolean, { insight, name, judge }: Reader): DigestParts['classes'] {
  const trade = reads('trade');
  const told = (override: ClassOverride): ClassOverride => {
    const [by, approvedBy] = [judge(override.by), override.approvedBy === null ? null : judge(override.approvedBy)];
    return { ...override, by: by.id, approvedBy: approvedBy?.id ?? null, names: { by: by.name, approvedBy: approvedBy?.name ?? null } };
  };
  const cut = (result: ClassResult): ClassResult => {
    const { population, alike, override, rule, ...rest } = result;
    const shown = schemeOf(result.scheme).tells.every(reads);
    return {
      ...rest,
      rule: { ...rule, setBy: rule.setBy === null ? null : name(rule.setBy as PersonId) },
      ...(override ? { override: told(override) } : {}),
      ...(shown ? {
        inputs: insight ? result.inputs : result.inputs.filter(({ key }) => !OF_OTHERS.has(key)),
        changes: result.changes.map((change) => ({ ...change, at: rough(change.at, ownOf(result, change.input)) })),
        ...(alike ? { alike: insight ? alike : withoutOthers(alike) } : {}),
      } : { inputs: [], changes: [] }),
      ...(trade && insight && population ? { population } : {}),
    };
  };
  return Object.fromEntries(Object.entries(classes).map(([scheme, result]) => [scheme, cut(result)]));
}

/** The customer's own value of what would have to change. */
const ownOf = ({ inputs, alike }: ClassResult, input: string): string | number => {
  const value = (inputs.find(({ key }) => key === input) ?? alike?.traits.find(({ key }) => key === input))?.value ?? 0;
  return typeof value === 'boolean' ? 0 : value;
};

/** Money with two digits that count, rounded away from the own value, so that what is said of it stays true. Other values as they are. */
function rough(at: string | number, own: string | number): string | number {
  if (typeof at === 'number' || !/^\d{3,}\.\d\d$/.test(at)) return at;
  const whole = at.slice(0, -3);
  const step = 10n ** BigInt(whole.length - 2);
  const down = (BigInt(whole) / step) * step;
  return `${Number(at) > Number(own) ? down + step : down}.00`;
}
