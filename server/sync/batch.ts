/** Applies the edits that wait in a room to its document, one by one: what stands, what is refused, what has to wait. Committing and telling are left to the room. */
import type { SectionPatch } from '../../model/api.ts';
import type { DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import { applyPatch } from '../../model/section-doc.ts';
import type { CommitEntry } from '../storage/storage.ts';
import { Tainted } from './live-section.ts';
import type { Applied, LiveSection } from './live-section.ts';
import type { MemberEdit } from './member.ts';
import { Refusal } from './refusal.ts';

/** An edit of the server, in the name of a person; its values have been checked. */
export interface ServerEdit { readonly from: 'server'; readonly person: PersonId; readonly patch: SectionPatch; readonly bytes: number; readonly done: (seq: number) => void; readonly failed: (error: unknown) => void }
export type Edit = MemberEdit | ServerEdit;

export const personOf = (edit: Edit): PersonId => (edit.from === 'server' ? edit.person : edit.member.person.id);

/** An edit that stands in the document; `applied` is null when it changed nothing. */
export interface InFlight { readonly edit: Edit; readonly applied: Applied | null; readonly seq: number }

export interface Gathered {
  readonly standing: readonly InFlight[];
  readonly refused: readonly { readonly edit: Edit; readonly refusal: Refusal; readonly cause: unknown }[];
  /** Set when the document may hold what it must not: these edits are to be applied again, to the document as on disk. */
  readonly again: readonly Edit[] | null;
}

export interface GatherOptions { readonly now: number; readonly random: RandomBytes; /** Bytes of early updates that one member may have held back. */ readonly holdBytes: number }

export function gather(live: LiveSection, edits: readonly Edit[], options: GatherOptions): Gathered {
  const work = [...edits];
  const standing: InFlight[] = [];
  const refused: { edit: Edit; refusal: Refusal; cause: unknown }[] = [];
  const out = new Set<unknown>();
  for (let edit = work.shift(); edit !== undefined; edit = work.shift()) {
    const member = edit.from === 'member' ? edit.member : null;
    try {
      if (member !== null && (member.refused || out.has(member))) throw new Refusal('closed', 'an edit before this one was refused');
      if (waitsBehind(edit) && hold(edit, options.holdBytes)) continue;
      standing.push({ edit, applied: apply(live, edit, options), seq: live.seq });
      if (edit.from === 'member' && edit.first) {
        edit.member.greeted = true;
        work.unshift(...edit.member.held.splice(0));
      }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'incomplete' && hold(edit, options.holdBytes)) continue;
      const refusal = error instanceof Refusal ? error : error instanceof Tainted ? error.refusal : new Refusal('malformed', 'the edit could not be applied');
      refused.push({ edit, refusal, cause: error });
      if (member !== null) out.add(member);
      if (!(error instanceof Refusal)) return { standing: [], refused, again: [...standing.map((each) => each.edit), ...work] };
    }
  }
  return { standing, refused, again: null };
}

function apply(live: LiveSection, edit: Edit, { now, random }: GatherOptions): Applied | null {
  if (edit.from === 'server') return live.write(edit.person, edit.bytes, (doc) => applyPatch(doc, edit.patch, random));
  return live.apply(edit.update, edit.member.person.id, edit.member.mayWrite(now));
}

/** Acks count upwards, so what comes after a held update waits behind it. */
const waitsBehind = (edit: Edit): boolean => edit.from === 'member' && !edit.first && edit.member.held.length > 0;

/** y-websocket sends what is typed before the server has told it what is missing: that waits for the step 2 that brings the rest. */
function hold(edit: Edit, most: number): boolean {
  if (edit.from === 'server' || edit.first || edit.member.greeted) return false;
  const { held } = edit.member;
  if (held.reduce((sum, { update }) => sum + update.length, edit.update.length) > most) return false;
  held.push(edit);
  return true;
}

/** What the log keeps of the edits that changed something. */
export const entriesOf = (doc: DocName, epoch: number, standing: readonly InFlight[]): CommitEntry[] =>
  standing.flatMap(({ edit, applied, seq }) =>
    applied === null ? [] : [{ doc, epoch, update: applied.update, seq, person: personOf(edit), newAuthors: applied.newAuthors, changes: applied.changes }],
  );
