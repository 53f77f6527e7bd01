/** The digest as one person may see it: the overview row cut to their rights. Pure; where the parts come from is left to `access.ts`. */
import type { ClassResult, Digest, PersonRef, SchemeKey, TradeTotals } from '../../model/overview.ts';
import { atLeast } from '../../model/rights.ts';
import type { Level } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { StoredArchive, StoredOverview } from '../storage/storage.ts';
import type { PersonId } from '../../model/ids.ts';

export interface DigestParts {
  readonly archive: StoredArchive;
  /** Null until the archive was projected for the first time. */
  readonly overview: StoredOverview | null;
  readonly totals: TradeTotals | null;
  readonly classes: Partial<Record<SchemeKey, ClassResult>>;
}

export interface Reader {
  /** Highest level on any section. */
  readonly level: Level;
  levelOf(section: SectionKey): Level;
  /** Ranks and shares of the population may be shown. */
  readonly insight: boolean;
  name(person: PersonId): string;
}

/** Null for `none`; the head alone for `exists`. From `read` on the overview, without what stands in a section that this person may not read. */
export function digestFor(parts: DigestParts, reader: Reader): Digest | null {
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
    keyTen: (profile && data?.keyTen) || { filled: 0, of: 0 },
    warning: profile ? (data?.warning ?? null) : null,
    due: reads('contacts') ? (data?.due ?? []).map((item) => ({ ...item, person: item.person === null ? null : ref(item.person) })) : [],
    trade: reads('trade') ? parts.totals : null,
    classes: cutClasses(parts.classes, reads('trade'), reader.insight),
    updatedAt: data?.updatedAt ?? archive.openedAt,
  };
}

/** A class is part of the overview; the figures it rests on are those of `trade`, rank and shares are everybody's. */
function cutClasses(classes: DigestParts['classes'], trade: boolean, insight: boolean): DigestParts['classes'] {
  const cut = (result: ClassResult): ClassResult => {
    const { population, ...rest } = result;
    return {
      ...rest,
      ...(trade ? {} : { inputs: [], changes: [] }),
      ...(trade && insight && population ? { population } : {}),
    };
  };
  return Object.fromEntries(Object.entries(classes).map(([scheme, result]) => [scheme, cut(result)]));
}
