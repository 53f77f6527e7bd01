/** One person's file: what it holds, what a reviewer leaves out and why, and how that is put into effect. Pure; gathering and writing it is the server's. What may never be in it is `suspicion.ts`. */
import type { ArchiveId } from '../ids.ts';
import type { Language } from '../labels.ts';
import type { CalendarDate, Moment, PersonRef, SchemeKey } from '../overview.ts';
import type { SectionKey } from '../sections.ts';

export const FILE_FORMAT = 'dossier-subject-file';
/** One value, or one entry that stands for itself. `id` is unique in its file. */
export interface FileValue {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  /** As it is kept: a date, a number, the key of an option. */
  readonly raw: string | number | boolean | null;
  readonly key: string;
  /** Where it came from and when it was checked, as far as anybody wrote that down. */
  readonly source: string | null;
  readonly verified: CalendarDate | null;
  /** Text that somebody wrote freely: a person looks at it before it leaves. */
  readonly free: boolean;
  /** Others who are named in it, as far as the archive knows their names. */
  readonly others: readonly string[];
  /** Its words could tell of a suspicion: it is not in what leaves, and no mark says so, unless the reviewer finds it harmless. */
  readonly silent: boolean;
}
export interface FileGroup { readonly label: string; readonly values: readonly FileValue[] }
export interface FileSection {
  readonly section: SectionKey;
  readonly label: string;
  readonly purpose: string;
  readonly retention: string;
  /** Roles and departments that may read it. */
  readonly readers: readonly string[];
  readonly groups: readonly FileGroup[];
}
/** `text`: what was used, in one sentence; `change`: what would make it another; `inputs`: the person's own figures. Never what it takes to know others. */
export interface FileClass { readonly scheme: SchemeKey; readonly name: string; readonly value: string; readonly since: CalendarDate; readonly computed: Moment; readonly text: string; readonly change: string; readonly inputs: readonly string[]; readonly byHand: boolean }
export interface FileConsent { readonly purpose: string; readonly state: string; readonly decided: CalendarDate; readonly how: string; readonly version: string }
export interface FileAttachment { readonly id: string; readonly section: SectionKey; readonly name: string; readonly type: string; readonly size: number; readonly at: Moment }
export interface FileArchive {
  readonly id: ArchiveId;
  readonly name: string;
  /** Null: everything in it is about the person; else only what was found of them. */
  readonly part: readonly string[] | null;
  readonly sections: readonly FileSection[];
  readonly classes: readonly FileClass[];
  readonly consents: readonly FileConsent[];
  readonly attachments: readonly FileAttachment[];
  /** Exports that held the archive. */
  readonly exports: readonly { readonly at: Moment; readonly format: string }[];
  readonly card: string;
}
export interface SubjectFile { readonly format: typeof FILE_FORMAT; readonly version: 1; readonly id: string; readonly at: Moment; readonly lang: Language; readonly company: string; readonly archives: readonly FileArchive[] }

export const EXCLUDE_REASONS = ['otherPerson', 'tradeSecret', 'legalDuty', 'notAboutPerson', 'other'] as const;
export type ExcludeReason = (typeof EXCLUDE_REASONS)[number];
export interface Exclusion { readonly value: string; readonly reason: ExcludeReason; readonly note: string }
export interface Blackening { readonly value: string; readonly words: readonly string[] }
export interface FileReview {
  readonly exclude: readonly Exclusion[];
  readonly blacken: readonly Blackening[];
  /** Free texts that somebody has looked at. */
  readonly checked: readonly string[];
  /** Papers and pictures that go along. */
  readonly attach: readonly string[];
  /** Silent values that are harmless. */
  readonly tell: readonly string[];
}
export const NO_REVIEW: FileReview = Object.freeze({ exclude: [], blacken: [], checked: [], attach: [], tell: [] });

export type FileState = 'draft' | 'released' | 'dropped' | 'erased';
export interface FileSummary {
  readonly id: string;
  readonly state: FileState;
  readonly lang: Language;
  readonly archives: readonly { readonly id: ArchiveId; readonly name: string }[];
  readonly request: string | null;
  /** Answered by then (B-8: a month). */
  readonly due: CalendarDate;
  readonly madeBy: PersonRef;
  readonly at: Moment;
  readonly releasedBy: PersonRef | null;
  readonly released: Moment | null;
  /** Until then it can be fetched. */
  readonly keptUntil: CalendarDate | null;
  readonly sha256: string | null;
  /** Restricted sections that the maker has no clearance for: somebody who has makes the file. */
  readonly missing: readonly SectionKey[];
  readonly toCheck: number;
}
export interface FileDraft extends FileSummary {
  readonly review: FileReview;
  readonly content: SubjectFile | null;
  /** Somebody else has to release it. */
  readonly needsOther: boolean;
}

export const valuesOf = (file: SubjectFile): readonly FileValue[] => file.archives.flatMap(({ sections }) => sections.flatMap(({ groups }) => groups.flatMap(({ values }) => values)));

/** Free texts that nobody has looked at yet; what is not told needs no look. */
export function toCheck(file: SubjectFile, { exclude, blacken, checked, tell }: FileReview): readonly string[] {
  const seen = new Set([...exclude.map(({ value }) => value), ...blacken.map(({ value }) => value), ...checked]);
  return valuesOf(file).filter(({ id, free, silent }) => free && (!silent || tell.includes(id)) && !seen.has(id)).map(({ id }) => id);
}

export const BLACK = '█████';
/** Longer ones first, so that a name within a name leaves nothing. */
export function blackened(text: string, words: readonly string[]): string {
  let out = text;
  for (const word of [...words].map((each) => each.trim()).filter((each) => each !== '').sort((a, b) => b.length - a.length)) {
    out = out.replace(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu'), BLACK);
  }
  return out;
}

/** What leaves the house: values left out say why, words blackened are gone from every form of the value. */
export function reviewed(file: SubjectFile, review: FileReview, reasons: Readonly<Record<ExcludeReason, string>>): SubjectFile {
  const out = new Map(review.exclude.map((each) => [each.value, each]));
  const black = new Map(review.blacken.map((each) => [each.value, each.words]));
  const kept = new Set(review.attach);
  const harmless = new Set(review.tell);
  const value = (each: FileValue): FileValue => {
    const gone = out.get(each.id);
    if (gone) return { ...each, text: `[${reasons[gone.reason]}]`, raw: null, source: null, others: [] };
    const words = black.get(each.id);
    if (words === undefined) return { ...each, others: [] };
    const text = blackened(each.text, words);
    return { ...each, text, raw: typeof each.raw === 'string' ? blackened(each.raw, words) : each.raw, others: [] };
  };
  return {
    ...file,
    archives: file.archives.map((archive) => ({
      ...archive,
      attachments: archive.attachments.filter(({ id }) => kept.has(id)),
      card: lessCard(archive, out, black),
      // what is empty when the silent values are gone goes along: an empty heading tells, too
      sections: archive.sections.map((section) => ({ ...section, groups: section.groups.map((group) => {
        const untold = group.values.filter(({ id, silent }) => silent && !harmless.has(id));
        // of a row all goes: a record without its words is a gap
        return { ...group, values: group.label !== '' && untold.length > 0 ? [] : group.values.filter((each) => !untold.includes(each)).map((each) => ({ ...value(each), silent: false })) };
      }).filter(({ values }) => values.length > 0) })).filter(({ groups }) => groups.length > 0),
    })),
  };
}

/** A card is made of values that may be left out or blackened: each line that holds one loses what is not to be told. */
function lessCard(archive: FileArchive, out: ReadonlyMap<string, Exclusion>, black: ReadonlyMap<string, readonly string[]>): string {
  const values = archive.sections.flatMap(({ groups }) => groups.flatMap((group) => group.values));
  const whole = values.filter(({ id, raw }) => out.has(id) && typeof raw === 'string' && raw.length > 1).map(({ raw }) => String(raw));
  const words = [...whole, ...values.flatMap(({ id }) => black.get(id) ?? [])];
  // folded lines are joined first, so that no word is missed at a fold
  return archive.card.replace(/\r\n[ \t]/g, '').split('\r\n').map((line) => (/^(BEGIN|END|VERSION|UID)/.test(line) ? line : blackened(line, words))).join('\r\n');
}
