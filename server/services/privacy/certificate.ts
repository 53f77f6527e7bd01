/** Counting findings, and telling in a certificate what was found, erased and kept without saying whom it was about. */
import { createHmac } from 'node:crypto';
import type { ArchiveId } from '../../../model/ids.ts';
import type { Certificate, ErasedText, Finding, FindingDecision, NeedleKind, SubjectCounts } from '../../../model/privacy/subject.ts';
import type { Hit } from '../../storage/subject-scan.ts';
import { hashedText } from './matcher.ts';
import type { HashedText } from './matcher.ts';
import { placeOf } from './search.ts';

export function countsOf(findings: readonly Finding[], decisions: ReadonlyMap<string, FindingDecision>, closed: number): SubjectCounts {
  let [chosen, kept, barred] = [0, 0, 0];
  for (const { id, barred: bar } of findings) {
    const decision = decisions.get(id)?.kind;
    if (decision === 'erase') chosen++;
    else if (decision === 'keep') kept++;
    else if (bar !== null) barred++;
  }
  return { found: findings.length, chosen, kept, barred, open: findings.length - chosen - kept - barred, closed, archives: new Set(findings.flatMap(({ archive }) => (archive === null ? [] : [archive]))).size };
}

/** Characters of a text that may stand in a certificate. */
const ENDS = 2;

/** Each text once: as a restore needs it, and as a certificate shows it. */
export function hashedOf(key: string, texts: readonly { readonly kind: NeedleKind; readonly text: string }[], most: number): { readonly hashed: readonly HashedText[]; readonly shown: readonly ErasedText[] } {
  const once = new Map<string, { kind: NeedleKind; text: string }>();
  for (const each of texts) if (once.size < most && !once.has(each.text)) once.set(each.text, each);
  const hashed = new Map<string, HashedText>();
  for (const { kind, text } of once.values()) {
    const made = hashedText(key, kind, text);
    if (made.length >= 2) hashed.set(made.mac, made);
  }
  const shown = [...once.values()].map(({ kind, text }): ErasedText => ({ kind, ends: text.length > 2 * ENDS + 2 ? text.slice(-ENDS) : '', length: text.length, hash: createHmac('sha256', key).update(text).digest('hex') }));
  return { hashed: [...hashed.values()], shown };
}

/** Alike ones together. */
export function listed(all: readonly { readonly hit: Hit; readonly finding: Finding | null }[], reasonOf: (each: { readonly hit: Hit; readonly finding: Finding }) => Certificate['kept'][number]['reason'], closed: number): Certificate['kept'] {
  const lines = new Map<string, { -readonly [Key in keyof Certificate['kept'][number]]: Certificate['kept'][number][Key] }>();
  for (const { hit, finding } of all) {
    const place = finding?.place;
    const { what } = placeOf(hit);
    const kind = place?.kind ?? kindOf(hit);
    const reason = finding === null ? 'other' : reasonOf({ hit, finding });
    const stored = kind === 'stored' && what !== 'document' && what !== 'history' && what !== 'comment' && what !== 'fileName' && what !== 'transaction' && what !== 'ownRow' && what !== 'account' ? what : null;
    const name = [hit.archive, hit.section, kind, stored, reason].join(' ');
    const line = lines.get(name);
    if (line) line.count++;
    else lines.set(name, { archive: hit.archive as ArchiveId | null, section: hit.section, kind, what: stored, reason, count: 1 });
  }
  return [...lines.values(), ...(closed > 0 ? [{ archive: null, section: null, kind: 'stored', what: null, reason: 'closed', count: closed } as const] : [])];
}

function kindOf(hit: Hit): Certificate['kept'][number]['kind'] {
  switch (hit.from) {
    case 'document': return hit.column.startsWith('text:') ? 'text' : hit.column.startsWith('marks/') ? 'mark' : hit.column.startsWith('fields/') ? 'field' : hit.section === 'people' ? 'relation' : hit.section?.startsWith('contacts-') === true ? 'contact' : 'row';
    case 'content': return 'file';
    case 'unread': return 'unread';
    case 'spool': return 'spool';
    case 'archive': case 'facts': break;
  }
  switch (placeOf(hit).what) {
    case 'history': return 'history';
    case 'comment': return 'comment';
    case 'fileName': return 'file';
    case 'transaction': return 'transaction';
    case 'ownRow': return 'ownRow';
    case 'account': return 'account';
    default: return 'stored';
  }
}
