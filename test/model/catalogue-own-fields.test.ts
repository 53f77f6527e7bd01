/** Fields that a workspace adds: as fields of the catalogue, in views by pack and language, and in the rules of sections. */
import { describe, expect, it } from 'vitest';
import { catalogueView, FIELDS, mergeDictionaries, mergeFields, placeOf, tablesIn } from '../../model/catalogue/catalogue.ts';
import type { OwnField, WorkspaceCatalogue } from '../../model/catalogue/catalogue.ts';
import { OWN_KINDS, OWN_SECTIONS, wholeLabels } from '../../model/catalogue/own-shape.ts';
import { optionKeys } from '../../model/catalogue/known-options.ts';
import { checkPatch, createSchema } from '../../model/validation/section-rules.ts';

const own = (key: string, more: Partial<OwnField> = {}): OwnField => ({
  key: `custom.${key}`, kind: 'text', section: 'profile', packs: ['base'], group: 'own', label: { en: `Field ${key}` }, help: {}, dictionary: null, columns: [],
  min: null, max: null, required: [], pii: 'none', mask: false, retired: false, ...more,
});
const workspace = (...fields: OwnField[]): WorkspaceCatalogue => ({
  edition: fields.map(({ key }) => key).join(), fields: mergeFields(fields),
  dictionaries: mergeDictionaries({ 'custom:L': { revision: 1, options: [{ key: 'gold', label: wholeLabels({ en: 'Gold', es: 'Oro' }) }] } }, [{ id: 'custom:L', name: wholeLabels({ en: 'Medal' }) }]),
});
const schemaOf = (...fields: OwnField[]) => {
  const merged = mergeFields(fields);
  return createSchema({ options: (id) => (id === 'custom:L' ? new Set(['gold', 'silver']) : optionKeys(id)), fields: () => merged });
};

describe('labels', () => {
  it('what is missing is said in a language that is there, and says which; Chinese stands in for Chinese', () => {
    expect(wholeLabels({ 'en': 'Fleet', 'zh-Hans': '车队' })).toEqual({ 'en': 'Fleet', 'zh-Hans': '车队', 'zh-Hant': '车队 (简体中文)', 'es': 'Fleet (English)' });
    expect(wholeLabels({ 'zh-Hant': '車隊' }).en).toBe('車隊 (繁體中文)');
  });
});

describe('in a view', () => {
  it('an own field stands behind the shipped ones, in its packs, with its group, help and list', () => {
    const view = catalogueView('es', ['hotel'], workspace(own('a', { kind: 'enum', dictionary: 'custom:L', help: { es: 'Para qué' } }), own('b', { packs: ['bank'] })));
    expect(view.fields.at(-1)).toMatchObject({ key: 'custom.a', label: 'Field a (English)', help: 'Para qué', home: 'profile', scope: 'field', sensitivity: 'internal' });
    expect(view.fields.some(({ key }) => key === 'custom.b')).toBe(false);
    expect(view.groups.at(-1)).toEqual({ key: 'own', label: 'Campos propios' });
    expect(view.dictionaries['custom:L']).toEqual({ name: 'Medal (English)', options: [{ key: 'gold', label: 'Oro' }] });
  });

  it('a retired one is there and says so; nobody else has it; a view is another when the workspace is', () => {
    const one = workspace(own('a', { retired: true, section: 'identity' }));
    expect(catalogueView('en', [], one).fields.at(-1)).toMatchObject({ key: 'custom.a', retired: true, sensitivity: 'restricted:identity' });
    expect(catalogueView('en').fields).toHaveLength(FIELDS.length);
    expect(catalogueView('en', [], one)).toBe(catalogueView('en', [], one));
    expect(catalogueView('en', [], workspace(own('a'))).version).not.toBe(catalogueView('en', [], one).version);
  });
});

describe('rules', () => {
  it('every kind in every section has a place where it may be written, and in no other section', () => {
    for (const kind of OWN_KINDS) {
      for (const section of OWN_SECTIONS) {
        const field = own('a', { kind, section, ...(kind === 'enum' || kind === 'enums' ? { dictionary: 'custom:L' } : {}), ...(kind === 'rows' ? { columns: [{ key: 'c1', kind: 'text', label: { en: 'One' }, dictionary: null, min: null, max: null }] } : {}) });
        const place = placeOf(mergeFields([field])[0]!);
        const key = place.kind === 'text' ? 'text:custom.a' : place.kind === 'rows' ? 'rows/custom.a/x1/c1' : place.kind === 'list' ? 'rows/custom.a/x1/value' : 'fields/custom.a';
        for (const each of OWN_SECTIONS) expect(schemaOf(field).keyAllowed(each, key) !== null, `${kind} of ${section} in ${each}`).toBe(each === section);
        expect(schemaOf().keyAllowed(section, key)).toBeNull();
      }
    }
  });

  it('kind, limits and list are checked; marks may stand on it', () => {
    const schema = schemaOf(own('n', { kind: 'number', min: 1, max: 9 }), own('e', { kind: 'enum', dictionary: 'custom:L' }), own('m', { kind: 'enums', dictionary: 'custom:L' }));
    expect(schema.checkPatch('profile', { fields: { 'custom.n': 9, 'custom.e': 'gold' }, rows: { 'custom.m': { x1: { value: 'silver' } } }, marks: { 'fields/custom.n#verifiedAt': '2026-03-01' } })).toEqual([]);
    expect(schema.checkPatch('profile', { fields: { 'custom.n': 10, 'custom.e': 'iron', 'custom.x': 1 }, rows: { 'custom.m': { x1: { value: 'iron' } } } }).map(({ field, code }) => `${field} ${code}`)).toEqual(
      ['fields/custom.n range', 'fields/custom.e option', 'fields/custom.x unknown-key', 'rows/custom.m/x1/value option']);
    expect(checkPatch('profile', { fields: { 'custom.n': 5 } })[0]?.code, 'another workspace').toBe('unknown-key');
  });

  it('a retired field takes nothing new and lets go of what it has, by a rule that was found before it was retired', () => {
    let fields = mergeFields([own('a'), own('l', { kind: 'list' }), own('t', { kind: 'longText' })]);
    const schema = createSchema({ options: optionKeys, fields: () => fields });
    const rule = schema.keyAllowed('profile', 'fields/custom.a');
    expect(rule?.retired?.()).toBe(false);
    fields = mergeFields([own('a', { retired: true }), own('l', { kind: 'list', retired: true }), own('t', { kind: 'longText', retired: true })]);
    expect(rule?.retired?.()).toBe(true);
    expect(schema.checkPatch('profile', { fields: { 'custom.a': 'x' }, rows: { 'custom.l': { x1: { value: 'y' } } }, texts: { 'custom.t': 'z' } }).map(({ code }) => code)).toEqual(['retired', 'retired', 'retired']);
    expect(schema.checkPatch('profile', { fields: { 'custom.a': null }, rows: { 'custom.l': { x1: null } }, texts: { 'custom.t': null } })).toEqual([]);
  });
});

it('tables that own fields head are found like shipped ones', () => {
  const [table] = tablesIn(mergeFields([own('r', { kind: 'rows', section: 'terms', columns: [{ key: 'c1', kind: 'number', label: { en: 'One' }, dictionary: null, min: 0, max: null }] })]));
  expect(table).toMatchObject({ table: 'custom.r', home: 'terms', heading: 'custom.r', columns: [{ key: 'c1', kind: 'number', min: 0 }] });
});
