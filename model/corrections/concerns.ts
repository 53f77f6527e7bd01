/** The sections a case is about: which rights a step needs on them, and whose clearance. */
import { isSectionKey, parseDocSection, SECTION_KEYS, SECTIONS } from '../sections.ts';
import type { Clearance, SectionKey } from '../sections.ts';
import type { Concern } from './api.ts';

/** Of `contacts-2026`: `contacts`. Undefined: there is no such section. */
export const sectionOf = (text: string): SectionKey | undefined => (isSectionKey(text) ? text : parseDocSection(text)?.section);

export const sectionsOf = (concerns: readonly Pick<Concern, 'section'>[]): readonly SectionKey[] => [...new Set(concerns.flatMap(({ section }) => sectionOf(section) ?? []))];

/** Without all of these nobody works on the case nor knows of it. */
export const clearancesFor = (concerns: readonly Pick<Concern, 'section'>[]): readonly Clearance[] => sectionsOf(concerns).flatMap((section) => {
  const of = SECTIONS[section].class;
  return of.kind === 'restricted' ? [of.clearance] : [];
});

export const isRestricted = (section: string): boolean => {
  const key = sectionOf(section);
  return key !== undefined && SECTIONS[key].class.kind === 'restricted';
};

/** Read while a step waits: the internal sections and those that it is about. */
export const readSections = (concerns: readonly Pick<Concern, 'section'>[]): readonly SectionKey[] => {
  const named = sectionsOf(concerns);
  return SECTION_KEYS.filter((section) => SECTIONS[section].class.kind === 'internal' || named.includes(section));
};
