/** For every pack the demo has an archive of each kind it is about that fills at least nine tenths of it, and what is empty there is listed. */
import { describe, expect, it } from 'vitest';
import { sampleArchives } from '../../demo/samples/index.ts';
import type { SampleArchive } from '../../demo/samples/index.ts';
import { FIELDS, isInPack, PACKS, placeOf } from '../../model/catalogue/catalogue.ts';
import type { Field } from '../../model/catalogue/types.ts';
import { isSectionKey, SECTIONS } from '../../model/sections.ts';

const archives = sampleArchives('2026-11-22');

/** Packs whose groups mean two kinds of customer are filled by one archive of each. */
const PARTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  hotel: { 'a company that sends guests': ['F17', 'F20'], 'a guest': ['F18', 'F19', 'F20'] },
  'CN-2007-33': { 'a person': ['F2'], 'an organisation': ['F3'] },
};
const cases = PACKS.flatMap(({ key }) => Object.entries(PARTS[key] ?? { everybody: null }).map(([who, groups]) => ({ pack: key, who, groups })));

const inDocument = (field: Field): boolean => isSectionKey(field.home) && SECTIONS[field.home].store !== 'rows';
const asked = (pack: string, groups: readonly string[] | null): readonly Field[] => FIELDS.filter((field) =>
  isInPack(field, pack) && field.scope === 'field' && field.aliasOf === undefined && inDocument(field) && !['none', 'column'].includes(placeOf(field).kind) && (groups === null || groups.includes(field.group)));

function isFilled({ sections, files }: SampleArchive, field: Field): boolean {
  const place = placeOf(field);
  const own = Object.entries(sections).filter(([section]) => section === field.home || (field.home === 'contacts' && section.startsWith('contacts-'))).map(([, patch]) => patch);
  const rows = (table: string) => own.flatMap((patch) => Object.values(patch.rows?.[table] ?? {}));
  switch (place.kind) {
    case 'value': return own.some((patch) => (patch.fields?.[field.key] ?? null) !== null);
    case 'text': return own.some((patch) => (patch.texts?.[field.key] ?? '') !== '');
    case 'list': case 'rows': return rows(place.table).length > 0;
    case 'address': return rows('addresses').some((row) => row?.['use'] === place.use);
    case 'files': return files.some(({ kind }) => kind === field.key);
    case 'none': case 'column': return false;
  }
}

describe('for each pack there is a complete sample', () => {
  it.each(cases)('$pack: $who', ({ pack, groups }) => {
    const fields = asked(pack, groups);
    const best = archives.filter(({ packs }) => pack === 'base' || packs.includes(pack))
      .map((archive) => ({ id: archive.id, empty: fields.filter((field) => !isFilled(archive, field)).map(({ key }) => key) }))
      .sort((a, b) => a.empty.length - b.empty.length)[0];
    const share = 1 - (best?.empty.length ?? Infinity) / fields.length;
    expect(share, `${best?.id} leaves empty: ${best?.empty.join(', ')}`).toBeGreaterThanOrEqual(0.9);
    console.info(`${pack} (${fields.length} fields): ${best?.id} fills ${Math.round(share * 100)} %${best?.empty.length ? `; empty: ${best.empty.join(', ')}` : ''}`);
  });
});
