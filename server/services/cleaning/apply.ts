/** Writes what a rule makes of findings, archive by archive under one set of edits: only where the value still is what was looked at, and only where who decided may write. */
import type { ServerAccess } from '../../access/access.ts';
import type { Mended } from '../../storage/cleaning-reader.ts';
import { EditError } from '../../sync/sync.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Scalar, SectionPatch, SectionValues } from '../../../model/api.ts';
import { valueAt } from '../../../model/cleaning/seen.ts';
import { docName, newRowId } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId, RandomBytes } from '../../../model/ids.ts';
import type { Caller } from '../../../model/rights.ts';
import { writes } from '../history-rights.ts';

export interface ApplyOptions {
  readonly hub: Pick<Hub, 'read' | 'write'>;
  readonly access: Pick<ServerAccess, 'rights'>;
  readonly random: RandomBytes;
}
export interface Applied { mended: number; changed: number; forbidden: number; refused: number }

/** Sections in work at once: their commits share a write to the disk. */
const AT_ONCE = 32;
/** Edits of others that may come between reading and writing before one gives up. */
const TRIES = 5;
/** Characters of a label. */
const LABEL = 300;

/** Those without a mend are the caller's to leave. */
export async function applyMends({ hub, access, random }: ApplyOptions, items: readonly Mended[], by: Caller, changeset: ChangesetId): Promise<Applied> {
  const sum: Applied = { mended: 0, changed: 0, forbidden: 0, refused: 0 };
  const places = new Map<string, Mended[]>();
  for (const item of items) {
    const place = `${item.archive}/${item.section}`;
    places.set(place, [...(places.get(place) ?? []), item]);
  }
  const waiting = [...places.values()];

  const section = async (all: readonly Mended[]): Promise<void> => {
    const { archive, section: name } = all[0] as Mended;
    const rights = await access.rights(by, archive as ArchiveId);
    if (!rights || !writes(rights, name)) { sum.forbidden += all.length; return; }
    const doc = docName(rights.archive.id, name);
    for (let left = TRIES; ; left--) {
      const { values, seq } = await hub.read(doc);
      const still = all.filter((item) => isStill(item, values));
      const patch = together(still, values, random);
      try {
        if (still.length > 0) await hub.write(doc, by.id, patch, { ifSeq: seq, changeset });
      } catch (error) {
        if (!(error instanceof EditError)) throw error;
        const code = error.problems[0]?.code;
        // somebody wrote between reading and writing: read again
        if (code === 'incomplete' && left > 0) continue;
        if (code === 'storage') throw error;
        // one value that may not stand keeps the others from nothing
        if (still.length > 1) { for (const item of still) await section([item]); sum.changed += all.length - still.length; }
        else { sum.refused += still.length; sum.changed += all.length - still.length; }
        return;
      }
      sum.mended += still.length;
      sum.changed += all.length - still.length;
      return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, async () => {
    for (let all = waiting.pop(); all !== undefined; all = waiting.pop()) await section(all);
  }));
  return sum;
}

/** What an import left out is still nowhere; anything else still stands. */
const isStill = ({ key, value, origin, mend }: Mended, values: SectionValues): boolean => mend !== null && (origin === null ? JSON.stringify(valueAt(values, key)) === value : valueAt(values, key) === null);

type Cells = Record<string, Scalar>;

function together(items: readonly Mended[], values: SectionValues, random: RandomBytes): SectionPatch {
  const fields: Cells = {};
  const texts: Record<string, string | null> = {};
  const rows: Record<string, Record<string, Cells | null>> = {};
  for (const { key, mend, given, origin } of items) {
    if (mend === null) continue;
    if (key.startsWith('fields/')) { fields[key.slice(7)] = mend.value; continue; }
    if (key.startsWith('text:')) { texts[key.slice(5)] = mend.value === null ? null : String(mend.value); continue; }
    const [, table = '', row = '', column = ''] = key.split('/');
    const own = (rows[table] ??= {});
    if (mend.drop) { own[row] = null; continue; }
    if (own[row] === null) continue;
    const cells = (own[row] ??= {});
    const now = values.rows[table]?.[row] ?? {};
    cells[column] = mend.value;
    if (mend.kind !== undefined) cells['kind'] = mend.kind;
    if (mend.note !== undefined) cells['label'] = [now['label'], mend.note].filter((part) => typeof part === 'string' && part !== '').join('; ').slice(0, LABEL);
    for (const value of mend.also ?? []) own[newRowId(random)] = { ...(now['kind'] === undefined ? {} : { kind: now['kind'] }), ...(now['person'] === undefined ? {} : { person: now['person'] }), value };
    // the import had put the name behind the address, lest it be lost
    if (origin !== null && table === 'addresses' && column === 'country' && typeof now['text'] === 'string') cells['text'] = withoutEnd(now['text'], String(given.value));
  }
  return { fields, texts, rows };
}

function withoutEnd(text: string, end: string): string | null {
  if (text === end) return null;
  return text.endsWith(`, ${end}`) ? text.slice(0, -end.length - 2) : text.startsWith(`${end}, `) ? text.slice(end.length + 2) : text;
}
