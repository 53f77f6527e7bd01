/** The catalogue in one language and for some packs, as `GET /api/catalogue` answers it. The content's hash is its version, so that a browser keeps what did not change. */
import { SIMILAR_LIST } from '../analysis/groups.ts';
import type { Language } from '../labels.ts';
import { SECTION_KEYS } from '../sections.ts';
import { DICTIONARIES, FIELDS, fieldByKey, tables } from './lookup.ts';
import type { WorkspaceCatalogue } from './merge.ts';
import { GROUP_LABELS, SECTION_LABELS } from './names.ts';
import { PACKS } from './pack-names.ts';
import { isInPack, packsOf } from './pack-fields.ts';
import type { CatalogueView, Field, PackKey } from './types.ts';

/** Dictionaries of the marks `source`, `accuracy` and `channel`, of the kinds of personal information, and the names of the groups of similar customers once some were made, which no field of a form names. */
const MARK_DICTIONARIES = ['D-04', 'D-46', 'D-16', 'D-80', 'D-29', SIMILAR_LIST];

const SHIPPED: WorkspaceCatalogue = Object.freeze({ edition: '', dictionaries: DICTIONARIES, fields: [] });

/** By what they were made of: that of a workspace is another object after each change. */
const made = new WeakMap<WorkspaceCatalogue, Map<string, CatalogueView>>();

/**
 * Fields of the packs (and of `base`), the stored fields behind their views, the rows they head, and the dictionaries they name.
 * Unknown packs are passed over; no pack at all means every pack. `workspace`: what an administrator made of it.
 */
export function catalogueView(lang: Language, packs?: readonly string[], workspace = SHIPPED): CatalogueView {
  const chosen = PACKS.map((pack) => pack.key).filter((key) => !packs || packs.length === 0 || key === 'base' || packs.includes(key));
  const name = `${lang} ${chosen.join(' ')}`;
  let views = made.get(workspace);
  if (!views) made.set(workspace, (views = new Map()));
  let view = views.get(name);
  if (!view) {
    view = build(lang, new Set(chosen), workspace);
    // many forms ask for few selections; the bound only keeps a curious client from filling the memory
    if (views.size >= 64) views.clear();
    views.set(name, view);
  }
  return view;
}

function build(lang: Language, packs: ReadonlySet<PackKey>, { edition, dictionaries, fields: own }: WorkspaceCatalogue): CatalogueView {
  const keys = wanted(packs);
  const fields = [...FIELDS.filter((field) => keys.has(field.key)), ...own.filter((field) => field.packs.some((pack) => packs.has(pack)))];
  const used = new Set([...MARK_DICTIONARIES, ...fields.flatMap((field) => [field.dictionary, ...(field.columns ?? []).map((column) => column.dictionary)])]);
  const addresses = tables().find((table) => table.table === 'addresses')?.columns ?? [];
  if (fields.some((field) => field.kind === 'address')) for (const column of addresses) used.add(column.dictionary);
  const content = {
    edition,
    lang,
    fields: fields.map((field) => fieldView(field, lang)),
    dictionaries: Object.fromEntries(
      dictionaries.filter(({ id }) => used.has(id)).map(({ id, name, options }) => [id, {
        name: name[lang],
        options: options.map(({ key, label, days, hidden }) => ({ key, label: label[lang], ...(days === undefined ? {} : { days }), ...(hidden ? { hidden } : {}) })),
      }]),
    ),
    addressColumns: addresses.map(({ label, ...column }) => ({ ...column, label: label[lang] })),
    packs: PACKS.map(({ key, label }) => ({ key, label: label[lang] })),
    sections: SECTION_KEYS.map((key) => ({ key, label: SECTION_LABELS[key][lang] })),
    groups: Object.entries(GROUP_LABELS).filter(([key]) => fields.some((field) => field.group === key)).map(([key, label]) => ({ key, label: label[lang] })),
  };
  return { version: contentHash(JSON.stringify(content)), ...content };
}

function wanted(packs: ReadonlySet<PackKey>): ReadonlySet<string> {
  const keys = new Set(FIELDS.filter((field) => [...packs].some((pack) => isInPack(field, pack))).map((field) => field.key));
  for (const key of [...keys]) {
    const field = fieldByKey(key);
    if (field?.aliasOf !== undefined) keys.add(field.aliasOf);
    for (const column of field?.columns ?? []) if (column.field !== undefined) keys.add(column.field);
  }
  return keys;
}

function fieldView({ label, columns, help, note: _note, ...field }: Field, lang: Language): CatalogueView['fields'][number] {
  return { ...field, packs: packsOf(field), label: label[lang], ...(help ? { help: help[lang] } : {}), ...(columns ? { columns: columns.map(({ label: name, ...column }) => ({ ...column, label: name[lang] })) } : {}) };
}

/** FNV-1a in two halves over UTF-16 units: no protection against forgery, which nobody needs here, but any changed word changes it. */
export function contentHash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + i), 0x01000193);
  }
  return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0');
}
