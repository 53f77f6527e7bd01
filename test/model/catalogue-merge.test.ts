/** Dictionaries as an administrator has changed them, over the shipped ones of this release. */
import { describe, expect, it } from 'vitest';
import { catalogueView, DICTIONARIES, dictionaryOf, mergeDictionaries, WorkspaceOptions } from '../../model/catalogue/catalogue.ts';
import { checkValue, createSchema } from '../../model/validation/section-rules.ts';

const words = (text: string) => ({ 'en': text, 'zh-Hans': text, 'zh-Hant': text, 'es': text });
const optionsOf = (changes: Parameters<typeof mergeDictionaries>[0], id = 'D-66') => mergeDictionaries(changes).find((each) => each.id === id)!.options;
const shipped = dictionaryOf('D-66')!.options;

describe('mergeDictionaries', () => {
  it('without changes gives what is shipped', () => expect(mergeDictionaries({})).toEqual(DICTIONARIES));

  it('keeps the order that was chosen; options that a later release ships come last and are offered', () => {
    const [first, second, ...later] = shipped;
    expect(optionsOf({ 'D-66': { revision: 1, options: [{ key: second!.key }, { key: first!.key, hidden: true }] } })).toEqual([second, { ...first, hidden: true }, ...later]);
  });

  it('an option of one’s own has its words; one without any is left out rather than shown nameless', () => {
    const merged = optionsOf({ 'D-66': { revision: 1, options: [{ key: 'own1', label: words('Own') }, { key: 'lost' }] } });
    expect(merged).toEqual([{ key: 'own1', label: words('Own') }, ...shipped]);
  });

  it('renaming leaves the rest of an option: its days still count', () => {
    const [cycle] = dictionaryOf('D-56')!.options;
    expect(optionsOf({ 'D-56': { revision: 1, options: [{ key: cycle!.key, label: words('Each month') }] } }, 'D-56')[0]).toEqual({ ...cycle, label: words('Each month') });
  });

  it('days are as shipped until others are set, none are none, and an option of one’s own counts those that it was given', () => {
    const merged = optionsOf({ 'D-56': { revision: 1, options: [{ key: 'monthly', days: 28 }, { key: 'yearly', days: null }, { key: 'own45', label: words('Every 45 days'), days: 45 }, { key: 'ownNone', label: words('Now and then') }] } }, 'D-56');
    expect(merged.map(({ key, days }) => [key, days])).toEqual([['monthly', 28], ['yearly', undefined], ['own45', 45], ['ownNone', undefined], ['bimonthly', 60], ['quarterly', 90], ['halfYearly', 180], ['none', undefined]]);
    expect(Object.hasOwn(merged[1]!, 'days')).toBe(false);
  });

  it('changes nothing of a list whose options are named by rules, and knows no list that is not shipped', () => {
    expect(mergeDictionaries({ 'D-18': { revision: 1, options: [{ key: 'X', label: words('X') }] }, 'D-999': { revision: 1, options: [] } })).toEqual(DICTIONARIES);
  });
});

it('a view is another one, with another version, when the dictionaries are; the shipped one stays', () => {
  const before = catalogueView('en');
  const after = catalogueView('en', undefined, { edition: '1', fields: [], dictionaries: mergeDictionaries({ 'D-05': { revision: 1, options: [{ key: 'eastChina', label: words('The East') }] } }) });
  expect(after.version).not.toBe(before.version);
  expect(after.dictionaries['D-05']!.options[0]).toEqual({ key: 'eastChina', label: 'The East' });
  expect(catalogueView('en')).toBe(before);
});

it('an added option is a value of its list alone, also as a mark that takes options of two lists', () => {
  expect(checkValue('profile', 'fields/crm.region', 'added-region')?.code).toBe('option');
  const options = new WorkspaceOptions();
  const ours = createSchema({ options: options.of, fields: () => [] });
  expect(ours.checkValue('profile', 'fields/crm.region', 'added-region')?.code).toBe('option');
  options.add('D-05', ['added-region']);
  expect(ours.checkValue('profile', 'fields/crm.region', 'added-region')).toBeNull();
  expect(ours.checkValue('profile', 'marks/fields/crm.region#channel', 'added-region')?.code).toBe('option');
  options.add('D-80', ['added-area']);
  expect(ours.checkValue('profile', 'marks/fields/crm.region#source', 'added-area')?.code).toBe('option');
  expect(checkValue('profile', 'fields/crm.region', 'added-region')?.code, 'another workspace').toBe('option');
  expect(ours.checkValue('profile', 'marks/fields/crm.region#channel', 'added-area')).toBeNull();
});
