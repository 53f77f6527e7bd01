/** What an archive of one kind with some packs is asked for: the fields that completeness counts, by the section that holds them. Whether they are filled is asked in `section.ts`. */
import { FIELDS, placeOf } from '../catalogue/catalogue.ts';
import type { FieldPlace } from '../catalogue/catalogue.ts';
import { isInPack } from '../catalogue/pack-fields.ts';
import { appliesTo } from '../catalogue/relevance.ts';
import type { Field, PackKey } from '../catalogue/types.ts';
import { isSectionKey, SECTIONS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';

/** `required`: a pack of the archive says so; `keyTen`: one of the key ten of an individual (F7); `pack`: the rest. */
export type Need = 'required' | 'keyTen' | 'pack';

export interface Item {
  /** Stored, never a view. */
  readonly field: Field;
  readonly section: SectionKey;
  readonly place: FieldPlace;
  /** Packs of the archive that count it. */
  readonly packs: readonly PackKey[];
  readonly need: Need;
  /** It is one of the key ten, whatever else it is. */
  readonly ten: boolean;
}

/** What one section is asked for. */
export interface SectionPlan { readonly items: readonly Item[]; readonly of: Readonly<Record<string, number>>; /** Items that must be there: required or of the key ten. */ readonly must: number; readonly ten: number }
export type Plan = ReadonlyMap<SectionKey, SectionPlan>;

/** Ways of working that the product adds, such as a pinned warning: nobody lacks one. */
const OURS = 'F25';

/** Stored under a key of its own, in a document, by hand. Files are counted where files are kept; rows of trade and stays are work, not facts to fill in. */
function isFillable(field: Field, place: FieldPlace): field is Field & { readonly home: SectionKey } {
  return field.group !== OURS && field.aliasOf === undefined && isSectionKey(field.home) && SECTIONS[field.home].store !== 'rows' && place.kind !== 'none' && place.kind !== 'column' && place.kind !== 'files';
}

/** Items of the key ten by the stored field: the item's own field may be a view. */
const TEN: ReadonlySet<string> = new Set(FIELDS.flatMap((field) => (field.keyItem === undefined ? [] : [field.aliasOf ?? field.key])));

/** Forms of a few kinds and packs are asked for again and again; the bound only keeps curious ones from filling the memory. */
const MOST_KEPT = 256;
const kept = new Map<string, Plan>();

/** `own`: of the workspace's own fields those count that one of the packs requires. */
export function planOf(kind: string, packs: readonly string[], own: readonly Field[] = []): Plan {
  const chosen = [...new Set(['base', ...packs])].sort();
  const asked = own.filter(({ required, retired }) => !retired && required?.some((pack) => chosen.includes(pack)));
  if (asked.length > 0) return build(kind, chosen, asked);
  const name = `${kind} ${chosen.join(' ')}`;
  let plan = kept.get(name);
  if (plan === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(name, (plan = build(kind, chosen, [])));
  }
  return plan;
}

function build(kind: string, chosen: readonly string[], own: readonly Field[]): Plan {
  const sections = new Map<SectionKey, Item[]>();
  for (const field of [...FIELDS, ...own]) {
    const place = placeOf(field);
    if (!isFillable(field, place)) continue;
    const packs = chosen.filter((pack) => isInPack(field, pack) && appliesTo(field, pack, kind)) as PackKey[];
    const ten = kind === 'individual' && TEN.has(field.key);
    if (packs.length === 0 && !ten) continue;
    const required = field.required?.some((pack) => packs.includes(pack)) ?? false;
    const item: Item = { field, section: field.home, place, packs, need: required ? 'required' : ten ? 'keyTen' : 'pack', ten };
    const list = sections.get(field.home);
    if (list) list.push(item);
    else sections.set(field.home, [item]);
  }
  return new Map([...sections].map(([section, items]) => {
    const of: Record<string, number> = {};
    for (const { packs } of items) for (const pack of packs) of[pack] = (of[pack] ?? 0) + 1;
    return [section, { items, of, must: items.filter(({ need }) => need !== 'pack').length, ten: items.filter(({ ten }) => ten).length }];
  }));
}
