/** Rights and requests in words: sections by name, reasons as sentences, ends as days. */
import type { AccessWho, SectionRight } from '../../model/access/api.ts';
import type { AccessWish } from '../../model/access/request.ts';
import { SECTION_LABELS } from '../../model/catalogue/names.ts';
import type { Language } from '../../model/labels.ts';
import type { Because, Level } from '../../model/rights.ts';
import { SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { formatDate, formatNumber } from '../internal/formats.ts';
import type { AccessTexts } from './texts.ts';

export interface Wording {
  readonly t: AccessTexts;
  readonly language: Language;
  /** The year of today, which dates leave out. */
  readonly year: number;
  readonly department: (id: string) => string;
}

export const dayOf = ({ language, year }: Pick<Wording, 'language' | 'year'>, moment: string): string => formatDate(language, moment.slice(0, 10), year);
export const sectionName = (section: SectionKey, language: Language): string => SECTION_LABELS[section][language];
export const joined = (language: Language, words: readonly string[]): string => words.join(language.startsWith('zh') ? '、' : ', ');
export const untilText = (wording: Wording, until: string | null): string => (until === null ? wording.t.untilEnded : wording.t.until(dayOf(wording, until)));

export function wishText(wording: Wording, { sections, level, until }: AccessWish): string {
  const { t, language } = wording;
  return t.wish(t.levels[level], sections === null ? t.internal : joined(language, sections.map((section) => sectionName(section, language))), untilText(wording, until));
}

/** Internal sections of one level are told together where all of them are there. */
export function sectionNames(sections: readonly SectionKey[], { t, language }: Wording): string {
  const internal = sections.filter((section) => SECTIONS[section].class.kind === 'internal');
  const all = internal.length === Object.values(SECTIONS).filter((section) => section.class.kind === 'internal').length;
  const rest = all ? sections.filter((section) => !internal.includes(section)) : sections;
  return joined(language, [...(all ? [t.internal] : []), ...rest.map((section) => sectionName(section, language))]);
}

/** One reason as a sentence. `you`: it is about the reader. */
export function reason(because: Because, wording: Wording, you: boolean): string {
  const { t } = wording;
  switch (because.kind) {
    case 'deputy': return t.deputy(dayOf(wording, because.until));
    case 'departmentManager': return t.departmentManager(wording.department(because.department));
    case 'colleague': return t.colleague(wording.department(because.department));
    case 'packRole': return t.packRole;
    case 'clearance': return t.clearance(t.clearances[because.clearance]);
    case 'ownPages': return t.ownPages(t.clearances[because.clearance]);
    case 'noClearance': return t.noClearance(t.clearances[because.clearance]);
    case 'owner': case 'coOwner': return you ? t.you[because.kind] : t.because[because.kind];
    default: return t.because[because.kind];
  }
}
/** Clearances are one reason, which names them all. */
export function reasons(because: readonly Because[], wording: Wording, you = false): string {
  const { t, language } = wording;
  const clearances = [...new Set(because.flatMap((each) => (each.kind === 'clearance' ? [t.clearances[each.clearance]] : [])))];
  return joined(language, [...new Set(because.map((each) => (each.kind === 'clearance' ? t.clearance(joined(language, clearances)) : reason(each, wording, you))))]);
}

export interface Told { readonly level: Level; readonly sections: readonly SectionKey[]; readonly because: readonly Because[]; readonly until: string | null }
/** Sections for which the same holds for the same reasons are one sentence. */
export function together(rights: readonly SectionRight[]): readonly Told[] {
  const found = new Map<string, { readonly level: Level; readonly sections: SectionKey[]; readonly because: readonly Because[]; readonly until: string | null }>();
  for (const { section, level, because, until } of rights) {
    const key = JSON.stringify([level, because, until]);
    const there = found.get(key);
    if (there) there.sections.push(section);
    else found.set(key, { level, sections: [section], because, until });
  }
  return [...found.values()];
}

/** Sections by level alone, where reasons and ends stand beside. */
export const byLevel = (rights: readonly SectionRight[]): readonly Told[] => together(rights.map(({ section, level }) => ({ section, level, because: [], until: null })));

/** Signs between words stand in the width of the language's own. */
const colon = (language: Language): string => (language.startsWith('zh') ? '：' : ': ');
const inBrackets = (language: Language, text: string): string => (language.startsWith('zh') ? `（${text}）` : ` (${text})`);

export function whoText(who: AccessWho, { t, language }: Wording): string {
  const number = (n: number): string => formatNumber(language, n);
  const named = (names: readonly { readonly name: string }[], more: number): string => [joined(language, names.map(({ name }) => name)), more > 0 ? (names.length === 0 ? t.somebody(number(more)) : t.more(number(more))) : ''].filter((each) => each !== '').join(' ');
  switch (who.kind) {
    case 'people': return named(who.people, who.more);
    case 'department': return t.department(who.name, number(who.count));
    case 'role': return who.count === null ? `${t.roles[who.role]}${inBrackets(language, t.unnamed)}` : `${t.roles[who.role]}${colon(language)}${named(who.people, who.count - who.people.length)}`;
    case 'everybody': return t.everybody(number(who.count));
  }
}

/** What a button does, to whom: begins with what stands on it. */
export const labelled = (what: string, whom: string): string => `${what}: ${whom}`;
