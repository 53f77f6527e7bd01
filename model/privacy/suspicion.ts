/**
 * What a person may not learn from their own file: that anybody rates or suspects them of laundering money. Whoever tells is punished for it, and a gap with a reason tells as much as the text: so it is left out
 * without a mark. One list of sections, classes and fields, and one of words, for every form of the file.
 */
import { SCHEMES } from '../classification/schemes.ts';
import type { SchemeKey } from '../overview.ts';
import { SECTION_KEYS } from '../sections.ts';
import type { SectionKey } from '../sections.ts';

const CLOSED: ReadonlySet<string> = new Set<SectionKey>(['aml']);
export const isTold = (section: string): boolean => !CLOSED.has(section);
export const TOLD_SECTIONS: readonly SectionKey[] = SECTION_KEYS.filter(isTold);

/** Those of the section, and every one that rests on such a class or reads such a field. */
const untold = new Set<SchemeKey>();
for (const { key, section, tells, rests, reads } of SCHEMES) {
  if ((section !== null && !isTold(section)) || tells.some((each) => !isTold(each)) || rests.some((each) => untold.has(each)) || reads.some((each) => /^aml/i.test(each))) untold.add(key);
}
export const isToldScheme = (scheme: SchemeKey): boolean => !untold.has(scheme);
/** A field or table wherever it stands. */
export const isToldKey = (key: string): boolean => !/(^|[./:])(aml|suspicio|sanction)/i.test(key);

/** Words of four languages; what holds one of them anywhere, also in its label, is not in the file. */
const WORDS = [
  /\baml\b/iu, /\banti[- ]?money/iu, /money[- ]?launder/iu, /launder(?:ing|ed|er)?\b/iu, /suspici(?:on|ous)/iu, /sanctions? (?:list|hit|screen|check)/iu, /terroris/iu, /\bPEP\b/u, /politically exposed/iu, /tip(?:ping)?[- ]off/iu,
  /洗钱|洗錢|反恐|恐怖融资|資恐|可疑(?:交易|活动|活動|行为|行為|情况|情況|报告|報告|客户|客戶)|制裁名单|制裁名單|政治公众人物|重要政治性職務/u,
  /blanqueo|lavado de (?:dinero|activos|capitales)|operaci[oó]n(?:es)? sospechosa|sospech/iu, /persona(?:s)? con responsabilidad p[uú]blica/iu,
];
export const hints = (text: string): boolean => WORDS.some((word) => word.test(text));
