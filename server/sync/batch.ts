/** Applies the edits that wait in a room to its document, one by one: what stands, what is refused, what has to wait. Committing and telling are left to the step. */
import type { SectionPatch } from '../../model/api.ts';
import type { ChangesetId, DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import { applyPatch, PLACE, rowKey, textKey } from '../../model/section-doc.ts';
import { isDecisionTable } from '../../model/validation/by-service.ts';
import type { CommitEntry } from '../storage/storage.ts';
import { checkDecision } from './gate.ts';
import { Tainted } from './live-section.ts';
import type { Applied, LiveSection } from './live-section.ts';
import { Refusal } from './refusal.ts';
import type { MemberEdit } from './seat.ts';

/** An edit of the server, in the name of a person; its values have been checked. `id`: of the one who waits for it. */
export interface ServerEdit { readonly kind: 'write'; readonly id: number; readonly person: PersonId; readonly patch: SectionPatch; readonly bytes: number; /** Only on top of this edit. */ readonly ifSeq?: number | undefined; /** Kept with the other edits of this set. */ readonly changeset?: ChangesetId | undefined; /** By a decision of the server, which may write what nobody types (GATE-18). */ readonly decision?: boolean | undefined }
export type Edit = MemberEdit | ServerEdit;

export const personOf = (edit: Edit): PersonId => (edit.kind === 'write' ? edit.person : edit.seat.person.id);

/** An edit that stands in the document; `applied` is null when it changed nothing. */
export interface InFlight { readonly edit: Edit; readonly applied: Applied | null; readonly seq: number }
/** `cause`: what was thrown; the refusal itself, or an error behind it. */
export interface Refused { readonly edit: Edit; readonly refusal: Refusal; readonly cause: unknown }

export interface Gathered {
  readonly standing: readonly InFlight[];
  readonly refused: readonly Refused[];
  /** Set when the document may hold what it must not: these edits are to be applied again, to the document as on disk. */
  readonly again: readonly Edit[] | null;
}

export interface GatherOptions { readonly now: number; readonly random: RandomBytes; /** Bytes of early updates that one member may have held back. */ readonly holdBytes: number }

export function gather(live: LiveSection, edits: readonly Edit[], options: GatherOptions): Gathered {
  const work = [...edits].reverse();
  const standing: InFlight[] = [];
  const refused: Refused[] = [];
  const out = new Set<unknown>();
  for (let edit = work.pop(); edit !== undefined; edit = work.pop()) {
    try {
      if (edit.kind === 'edit' && (edit.seat.refused || out.has(edit.seat))) throw new Refusal('closed', 'an edit before this one was refused');
      if (waitsBehind(edit) && hold(edit, options.holdBytes)) continue;
      standing.push({ edit, applied: apply(live, edit, options), seq: live.seq });
      if (edit.kind === 'edit' && edit.first) {
        edit.seat.greeted = true;
        work.push(...edit.seat.held.splice(0).reverse());
      }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'incomplete' && hold(edit, options.holdBytes)) continue;
      const refusal = error instanceof Refusal ? error : error instanceof Tainted ? error.refusal : new Refusal('malformed', 'the edit could not be applied');
      refused.push({ edit, refusal, cause: error });
      if (edit.kind === 'edit') out.add(edit.seat);
      if (!(error instanceof Refusal)) return { standing: [], refused, again: [...standing.map((each) => each.edit), ...work.reverse()] };
    }
  }
  return { standing, refused, again: null };
}

function apply(live: LiveSection, edit: Edit, { now, random }: GatherOptions): Applied | null {
  if (edit.kind === 'write' && edit.ifSeq !== undefined && edit.ifSeq !== live.seq) throw new Refusal('incomplete', 'the section has changed since');
  if (edit.kind === 'write' && edit.decision !== true) for (const key of keysOf(edit.patch)) checkDecision(live.doc, key);
  if (edit.kind === 'write') return live.write(edit.person, edit.bytes, (doc) => applyPatch(doc, edit.patch, random));
  return live.apply(edit.update, edit.seat.person.id, edit.seat.mayWrite(now));
}

/** Of rows and their texts, where decisions lie. A row that is taken away whole is named by its place. */
function* keysOf({ rows = {}, texts = {} }: SectionPatch): Generator<string> {
  for (const [table, each] of Object.entries(rows)) {
    if (!isDecisionTable(table)) continue;
    for (const [row, cells] of Object.entries(each)) for (const column of [PLACE, ...Object.keys(cells ?? {})]) yield rowKey(table, row, column);
  }
  for (const path of Object.keys(texts)) yield textKey(path);
}

/** Acks count upwards, so what comes after a held update waits behind it. */
const waitsBehind = (edit: Edit): boolean => edit.kind === 'edit' && !edit.first && edit.seat.held.length > 0;

/** y-websocket sends what is typed before the server has told it what is missing: that waits for the step 2 that brings the rest. */
function hold(edit: Edit, most: number): boolean {
  if (edit.kind === 'write' || edit.first || edit.seat.greeted) return false;
  const { held } = edit.seat;
  if (held.reduce((sum, { update }) => sum + update.length, edit.update.length) > most) return false;
  held.push(edit);
  return true;
}

/** What the log keeps of the edits that changed something. */
export function entriesOf(doc: DocName, epoch: number, standing: readonly InFlight[]): CommitEntry[] {
  const entries: CommitEntry[] = [];
  for (const { edit, applied, seq } of standing) {
    if (applied !== null) entries.push({ doc, epoch, update: applied.update, seq, person: personOf(edit), newAuthors: applied.newAuthors, changes: applied.changes, changeset: edit.kind === 'write' ? edit.changeset : undefined });
  }
  return entries;
}
