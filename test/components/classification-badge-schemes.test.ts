/** Classes of every scheme in one badge: what is judged is said, shown where the class alone would not tell it, and its reasons have words in four languages. */
import { expect } from '@esm-bundle/chai';
import { accessible } from './accessible.ts';
import { ClassificationBadge } from '../../components/classification-badge.ts';
import { alikeText } from '../../components/badge/alike-texts.ts';
import { faceName, SCHEME_NAMES } from '../../model/classification/names.ts';
import { schemeLabel } from '../../model/classification/labels.ts';
import { SCHEME_KEYS, schemeOf } from '../../model/classification/schemes.ts';
import { OWN } from '../../model/classification/own/all.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { ClassResult, SchemeKey } from '../../model/overview.ts';
import type { PersonId } from '../../model/ids.ts';
import { FakeSession, mount } from './fake-session.ts';
import { ABC, digest } from './samples.ts';

customElements.get('classification-badge') ?? customElements.define('classification-badge', ClassificationBadge);

let clean: () => void = () => {};
afterEach(() => clean());
const turn = () => new Promise((done) => setTimeout(done));
async function until<T>(look: () => T | null | undefined): Promise<T> {
  for (let i = 0; i < 20_000; i++) {
    const found = look();
    if (found !== null && found !== undefined) return found;
    await turn();
  }
  throw new Error('it did not come');
}

const VALUES: Readonly<Partial<Record<SchemeKey, string>>> = { stars: '4', similar: 'Group 2', keyNew: 'yes' };
/** As the server sends a class of this scheme; its rule's inputs are those of a customer of whom nothing is known. */
function result(scheme: SchemeKey, value: string | null): ClassResult {
  const { id, source } = schemeOf(scheme);
  return { ...ABC, scheme, value, label: schemeLabel(scheme, value), mark: '', trend: 'same', previous: null, thresholds: [], inputs: [], changes: [], rule: { ...ABC.rule, id, source }, ...faceName(scheme, value) };
}
const NEW = SCHEME_KEYS.filter((key) => key !== 'abc' && key !== 'rfm' && key !== 'lifecycle');
const valueOf = (key: SchemeKey): string | null => VALUES[key] ?? schemeOf(key).ranking[0] ?? null;
async function show(classes: readonly ClassResult[], lang: string) {
  const session = new FakeSession();
  session.tell('ALFKI', digest({ classes: Object.fromEntries(classes.map((each) => [each.scheme, each])) }));
  const { root, remove } = mount(session, `<classification-badge archive="ALFKI" schemes="${SCHEME_KEYS.join(' ')}"></classification-badge>`, lang);
  clean = remove;
  const badge = root.querySelector('classification-badge')!;
  await turn();
  return { badge, buttons: () => [...badge.shadowRoot!.querySelectorAll<HTMLButtonElement>('button.class')] };
}
const seen = (button: Element): string => [...button.childNodes].filter((node) => !(node instanceof Element && node.classList.contains('hidden'))).map((node) => node.textContent).join('').trim();

describe('classification-badge of every scheme', () => {
  it('is accessible and says what is judged, never by its key, in every language', async () => {
    for (const lang of LANGUAGES) {
      const { badge, buttons } = await show(NEW.map((key) => result(key, valueOf(key))), lang);
      await accessible(badge);
      expect(buttons().length).to.equal(NEW.length);
      for (const [i, key] of NEW.entries()) {
        const text = buttons()[i]!.textContent!;
        expect(text, key).to.include(SCHEME_NAMES[key][lang]).and.include(schemeLabel(key, valueOf(key))[lang]);
        if (SCHEME_NAMES[key][lang] !== key.toUpperCase()) expect(text, key).not.to.include(key.toUpperCase());
      }
      clean();
    }
  });

  it('shows what is judged where the class alone would not tell it, and for who has none', async () => {
    const { buttons } = await show([result('creditManagement', 'core'), result('aml', 'high'), result('grade', 'aa'), result('size', null)], 'en');
    const shown = Object.fromEntries(buttons().map((button) => [[...button.classList].find((name) => (SCHEME_KEYS as readonly string[]).includes(name)), seen(button)]));
    expect(shown).to.deep.equal({ size: 'Big or general Unclassified', grade: 'Credit grade AA Good', creditManagement: 'Core customer', aml: 'Money-laundering risk High' });
  });

  it('has a colour for each, with enough contrast', async () => {
    const { buttons } = await show([result('aml', 'high'), result('aml', 'low'), result('reception', 'vip')], 'en');
    for (const button of buttons()) expect(getComputedStyle(button).backgroundColor, button.className).not.to.equal('rgba(0, 0, 0, 0)');
  });

  it('opens the reasons of a rule of one customer with words for all it rests on, in every language', async () => {
    const member = { id: 'ALFKI' as never, openedAt: '2020-01-01', classes: {}, fields: { 'crm.creditStars': 4 }, figures: { currency: 'EUR', to: '2026-01-01', ever: { sales: 0, returns: 0, purchases: 0, first: null, last: null }, year: { sales: 0, returns: 0, purchases: 0, first: null, last: null }, leftOut: null } };
    const found = OWN.grade.rule(member, OWN.grade.shipped, '2026-01-01');
    for (const lang of LANGUAGES) {
      const { badge, buttons } = await show([{ ...result('grade', found.value), inputs: found.inputs, thresholds: found.thresholds }], lang);
      buttons()[0]!.click();
      const panel = await until(() => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot);
      await until(() => (panel.textContent!.includes(SCHEME_NAMES.grade[lang]) ? true : null));
      expect(panel.querySelector('h3')!.textContent, lang).to.equal(`${SCHEME_NAMES.grade[lang]} · ${schemeLabel('grade', found.value)[lang]}`);
      for (const term of panel.querySelectorAll('dt')) expect(term.textContent, lang).not.to.match(/\b(creditStars|points\.|weight\.|knownWeight|valueEver)/);
      await accessible(badge);
      clean();
    }
  });

  it('says of a group of similar customers how near it is and what was compared, with how others are where that is known, in every language', async () => {
    const named = (text: string) => ({ en: `${text} en`, 'zh-Hans': `${text} 简`, 'zh-Hant': `${text} 繁`, es: `${text} es` });
    const similar = (insight: boolean): ClassResult => ({
      ...result('similar', 'g2'), label: named('Buyers'),
      changes: [{ to: 'g1', toLabel: named('Callers'), input: 'net', at: '300.00', inputLabel: named('Net') }, { to: 'g1', toLabel: named('Callers'), input: 'crm.region', at: 'east', inputLabel: named('Region'), atLabel: named('East') }],
      alike: {
        traits: [
          { key: 'net', name: named('Net'), value: '21000.50', unit: 'money', place: 1.72, ...(insight ? { scale: { mean: 12, spread: 3 } } : {}) },
          { key: 'sinceLast', name: named('Days'), value: null, unit: 'days', place: 0, ...(insight ? { scale: { mean: 4, spread: 1 } } : {}) },
          { key: 'crm.region', name: named('Region'), option: 'south', label: named('South'), value: true, place: 1.2, ...(insight ? { weight: 1.2 } : {}) },
          ...(insight ? [{ key: 'crm.region', name: named('Region'), option: 'east', label: named('East'), value: false, place: 0, weight: 1.4 }] : []),
        ],
        groups: [
          { key: 'g2', label: named('Buyers'), distance: 2.4567, ...(insight ? { size: 7, middle: [1.1, -0.4, 0.9, 0] } : {}) }, { key: 'g1', label: named('Callers'), distance: 3.5, ...(insight ? { size: 9, middle: [-0.6, 0.2, 0.3, 0.7] } : {}) },
        ],
      },
    });
    for (const insight of [true, false]) for (const lang of LANGUAGES) {
      const { badge, buttons } = await show([similar(insight)], lang);
      buttons()[0]!.click();
      const panel = await until(() => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot);
      const text = await until(() => { const said = panel.textContent; return panel.querySelector('section')?.lang === lang && said.includes(alikeText('compared', lang)) ? said.replace(/\s+/g, ' ') : null; });
      for (const word of [named('Net'), named('South'), named('Callers'), named('East')]) expect(text, lang).to.include(word[lang]);
      expect(text, lang).to.include(alikeText('farAbove', lang)).and.include('+1.7'.replace('.', lang === 'es' ? ',' : '.')).and.include(lang === 'es' ? '2,46' : '2.46');
      expect(text.includes(alikeText('others', lang)), lang).to.equal(insight);
      expect(/[+]1[.,]1/.test(text), lang).to.equal(insight);
      expect(text, lang).not.to.match(/undefined|\{|sinceLast|crm\./);
      await accessible(badge);
      clean();
    }
  });

  it('a person’s word: what it says and what was computed, why, by whom, approved by whom and until when, in every language', async () => {
    const word = {
      ...result('creditManagement', 'core'),
      override: {
        computed: 'ordinary', computedLabel: schemeLabel('creditManagement', 'ordinary'), by: 'nancy' as PersonId, approvedBy: 'steven' as PersonId, names: { by: 'Nancy Davolio', approvedBy: 'Steven Buchanan' },
        reason: 'Signs for the whole group', at: '2026-03-02T09:00:00Z', until: '2026-12-31',
      },
    };
    for (const lang of LANGUAGES) {
      const { badge, buttons } = await show([word], lang);
      buttons()[0]!.click();
      const panel = await until(() => badge.shadowRoot!.querySelector('.reasons')?.shadowRoot);
      const text = await until(() => { const said = panel.querySelector('.word')?.textContent; return panel.querySelector('section')?.lang === lang && said?.includes('Nancy Davolio') ? said : null; });
      expect(text, lang).to.include('Signs for the whole group').and.include('Steven Buchanan').and.include(schemeLabel('creditManagement', 'ordinary')[lang]);
      expect(text, lang).to.match(/2026.*12.*31|31.*2026/);
      expect(panel.querySelector('h3')!.textContent, lang).to.equal(schemeLabel('creditManagement', 'core')[lang]);
      await accessible(badge);
      clean();
    }
  });
});
