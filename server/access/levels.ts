/** What one person may do on one archive, section by section. Pure; where archive, grants and person come from is left to the caller. */
import { atLeast, decide } from '../../model/rights.ts';
import type { Decision, Level, Question } from '../../model/rights.ts';
import { SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';

export interface Levels { readonly level: Level; readonly sections: ReadonlyMap<SectionKey, Decision> }

export function levelsOf(question: Omit<Question, 'section'>): Levels {
  const sections = new Map(SECTION_KEYS.map((section) => [section, decide({ ...question, section })]));
  let level: Level = 'none';
  for (const decision of sections.values()) if (!atLeast(level, decision.level)) level = decision.level;
  return { level, sections };
}
