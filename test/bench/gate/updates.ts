/** Sections of 300 fields as people make them, and what is then sent to their gate: honest edits of one or of many authors, and edits that are to be refused. */
import * as Y from 'yjs';
import type { PersonId } from '../../../model/ids.ts';
import type { RejectCode } from '../../../model/protocol.ts';
import { SHIPPED_LIMITS } from '../../../server/limits.ts';
import { LiveSection } from '../../../server/sync/live-section.ts';
import { SectionSchema } from '../../../server/sync/section-schema.ts';
import { craft, value } from '../../helpers/craft-update.ts';
import { seededBytes } from '../../helpers/sync-world.ts';

export const ANN = 'ann' as PersonId;
export const BOB = 'bob' as PersonId;
const FIELDS = 300;
const FIRST_AUTHOR = 1_000;
/** Ann shows presence under it. */
const ANNS = 9_002;

/** `stored` is what a restart would load: the section with all its updates in its snapshot. */
export interface Prepared { readonly live: LiveSection; readonly edits: readonly Uint8Array[]; readonly reload: () => LiveSection }

const section = (stored: ConstructorParameters<typeof LiveSection>[0]): LiveSection =>
  new LiveSection(stored, { schema: new SectionSchema('profile'), limits: SHIPPED_LIMITS, random: seededBytes(7), presenceOwner: (author) => (author === ANNS ? ANN : undefined) });

/** A section in which each of `authors` ids has written, and `count` more edits: any of them overwrites a field that any other wrote last. */
export function prepare(authors: number, count: number): Prepared {
  const doc = new Y.Doc();
  const rows = doc.getMap('rows');
  const emitted: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => emitted.push(update));
  for (let i = 0; i < FIELDS + count; i++) {
    doc.clientID = FIRST_AUTHOR + i % authors;
    rows.set(`methods/x${(i * 7) % FIELDS}/value`, `value ${i}`);
  }
  const live = section(null);
  for (const update of emitted.slice(0, FIELDS)) live.apply(update, ANN, true);
  const reload = (): LiveSection => {
    const { snapshot, stateVector } = live.snapshot();
    return section({ epoch: live.epoch, seq: live.seq, snapshot, stateVector, tail: [], authors: new Map(live.authors), retired: new Set() });
  };
  return { live, edits: emitted.slice(FIELDS), reload };
}

/** Each is to be refused by another guard; none changes the section. */
export const REFUSED: Readonly<Record<string, { readonly update: Uint8Array; readonly person: PersonId; readonly mayWrite: boolean; readonly code: RejectCode }>> = {
  'no such field': { update: craft([{ client: 9_001, clock: 0, structs: [value({ root: 'fields', sub: 'no.such' }, 'x')] }]), person: ANN, mayWrite: true, code: 'schema' },
  'another\'s author id': { update: craft([{ client: ANNS, clock: 0, structs: [value({ root: 'rows', sub: 'methods/x1/value' }, 'x')] }]), person: BOB, mayWrite: true, code: 'foreign-author' },
  'rests on what is missing': { update: craft([{ client: 9_001, clock: 5, structs: [value({ root: 'rows', sub: 'methods/x1/value' }, 'x')] }]), person: ANN, mayWrite: true, code: 'incomplete' },
  'no right to write': { update: craft([{ client: 9_001, clock: 0, structs: [value({ root: 'rows', sub: 'methods/x1/value' }, 'x')] }]), person: BOB, mayWrite: false, code: 'read-only' },
  'bytes without sense': { update: Uint8Array.from({ length: 200 }, (_, i) => (i * 89 + 13) % 256), person: ANN, mayWrite: true, code: 'malformed' },
};
