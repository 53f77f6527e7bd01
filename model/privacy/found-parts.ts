/** From what a search has found of a person to what goes into their file: whole archives that are about them, and of others' archives the places where they stand. */
import type { ArchiveId } from '../ids.ts';
import type { DecidedFinding, Finding } from './subject.ts';

export interface FoundPart { readonly archive: ArchiveId; readonly part: readonly string[] | null }

/** Null: it is no place of its own in a document, a ledger, comments or files. */
export function partOf({ section, place }: Pick<Finding, 'section' | 'place'>): string | null {
  if (section === null) return null;
  switch (place.kind) {
    case 'field': return `${section} fields/${place.key.replace(/^fields\//, '')}`;
    case 'row': case 'relation': case 'contact': return `${section} rows/${place.table}/${place.row}`;
    case 'text': return textPart(section, place.key.replace(/^text:/, ''));
    case 'comment': return `${section} comment:${place.comment}`;
    case 'file': return `${section} file:${place.file}`;
    case 'transaction': return `${section} transaction:${place.transaction}`;
    case 'mark': case 'history': case 'unread': case 'ownRow': case 'account': case 'stored': case 'spool': case 'backup': return null;
  }
}
/** A long text of a row brings its row. */
const textPart = (section: string, key: string): string => { const [table, row] = key.split('/'); return row === undefined ? `${section} text:${key}` : `${section} rows/${table ?? ''}/${row}`; };

/** What was kept as another person's is left out; `whole`: archives that are about the person. */
export function foundParts(findings: readonly DecidedFinding[], whole: ReadonlySet<ArchiveId>): readonly FoundPart[] {
  const found = new Map<ArchiveId, Set<string>>();
  for (const finding of findings) {
    if (finding.archive === null || (finding.decision.kind === 'keep' && finding.decision.reason === 'otherPerson')) continue;
    const part = partOf(finding);
    const parts = found.get(finding.archive) ?? new Set<string>();
    if (part !== null) parts.add(part);
    if (part !== null || whole.has(finding.archive)) found.set(finding.archive, parts);
  }
  return [...found].map(([archive, parts]) => ({ archive, part: whole.has(archive) ? null : [...parts] }));
}

/** An archive whose own name was asked for and found as a whole is about the person; anybody who looks may say otherwise. */
export const aboutPerson = (findings: readonly Finding[]): ReadonlySet<ArchiveId> =>
  new Set(findings.flatMap(({ archive, place, certainty }) => (archive !== null && certainty === 'exact' && place.kind === 'field' && /(^|\/)customer\.name$/.test(place.key) ? [archive] : [])));
