/** Rules and changes of the policy as sentences: who, and what they see. */
import { SECTION_LABELS } from '../../model/catalogue/names.ts';
import { PACKS } from '../../model/catalogue/pack-names.ts';
import { MOST_LINK_DAYS } from '../../model/elsewhere/api.ts';
import type { PolicyView } from '../../model/governance/policy-api.ts';
import type { PolicyChange } from '../../model/governance/policy-changes.ts';
import type { Language } from '../../model/labels.ts';
import type { PackRole, Policy } from '../../model/rights/policy.ts';
import { CLEARANCES } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { PolicyTexts } from './texts.ts';

export interface Wording { readonly t: PolicyTexts; readonly language: Language; readonly names: PolicyView['names'] }
/** `key` tells them apart from one drawing to the next. */
export interface Sentence { readonly key: string; readonly who: string; readonly what: string }

/** Not the names of languages by `Intl`: the pages name them so. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { 'en': 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', 'es': 'español' };

export const packLabel = (pack: string, language: Language): string => PACKS.find(({ key }) => key === pack)?.label[language] ?? pack;
export const sectionLabel = (section: SectionKey, language: Language): string => SECTION_LABELS[section][language];
export const personName = (id: string, { names }: Pick<Wording, 'names'>): string => names.people.find((each) => each.id === id)?.name ?? id;
const together = (words: readonly string[], language: Language): string => new Intl.ListFormat(language).format(words);

const roleWho = ({ pack, to }: PackRole, { t, language, names }: Wording): string =>
  t.packRole(to.kind === 'role' ? t.roles[to.id] : (names.departments.find(({ id }) => id === to.id)?.name ?? to.id), packLabel(pack, language));
const roleWhat = ({ sections }: PackRole, { t, language }: Wording): string => t.reads(together(sections.map((section) => sectionLabel(section, language)), language));

export function ruleSentences(rules: Policy, wording: Wording): readonly Sentence[] {
  const { t, language } = wording;
  return [
    { key: 'department', who: t.who.department, what: t.levels[rules.departmentDefault] },
    { key: 'company', who: t.who.company, what: t.levels[rules.companyDefault] },
    { key: 'marked', who: t.who.marked, what: t.marked },
    { key: 'restricted', who: t.who.restricted, what: t.restrictedMark },
    ...rules.packRoles.map((role, i) => ({ key: `pack${i}`, who: roleWho(role, wording), what: roleWhat(role, wording) })),
    ...(['identity', 'bank'] as const).map((of) => ({ key: of, who: t.who[of], what: rules.enterOnly.includes(of) ? t.enter : t.noEnter })),
    ...(rules.frameOnly.length === 0 ? [] : [{ key: 'frame', who: t.frameOnly, what: t.frameOnlyIs(together(CLEARANCES.filter((of) => rules.frameOnly.includes(of)).map((of) => t.who[of]), language)) }]),
    ...(rules.linkDays === MOST_LINK_DAYS ? [] : [{ key: 'links', who: t.linkDays, what: t.linkDaysAre(rules.linkDays) }]),
    { key: 'emergency', who: t.who.emergency, what: rules.emergency.length === 0 ? t.nobody : t.emergency(together(rules.emergency.map((id) => personName(id, wording)), language)) },
  ];
}

export function changeSentence(change: PolicyChange, wording: Wording): string {
  const { t, language } = wording;
  switch (change.kind) {
    case 'departmentDefault': case 'companyDefault': return t.changed[change.kind](t.levelNames[change.from], t.levelNames[change.to]);
    case 'packRole': return (change.added ? t.changed.added : t.changed.removed)(`${roleWho(change.role, wording)} ${roleWhat(change.role, wording)}`);
    case 'emergency': return (change.added ? t.changed.added : t.changed.removed)(t.changed.emergency(personName(change.person, wording)));
    case 'enterOnly': return (change.added ? t.changed.added : t.changed.removed)(t.changed.enterOnly(t.who[change.of]));
    case 'frameOnly': return (change.added ? t.changed.added : t.changed.removed)(t.changed.frameOnly(t.who[change.of]));
    case 'linkDays': return t.changed.linkDays(String(change.from), String(change.to));
    case 'text': return t.changed.text(together(change.languages.map((each) => LANGUAGE_NAMES[each]), language));
  }
}
