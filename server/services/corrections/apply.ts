/** Writes the proposed values of a case under the right of whoever executes it, as one set of edits that can be undone; each written value is marked as verified that day. */
import type { ServerAccess } from '../../access/access.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Scalar, SectionPatch } from '../../../model/api.ts';
import type { ProposedValue } from '../../../model/corrections/api.ts';
import { sectionOf } from '../../../model/corrections/concerns.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Caller } from '../../../model/rights.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import { markKey, parseValueKey } from '../../../model/value-keys.ts';
import { forbidden } from '../errors.ts';

export interface ApplyOptions {
  readonly access: Pick<ServerAccess, 'rights'>;
  readonly hub: Pick<Hub, 'write'>;
  readonly schema: Pick<Schema, 'keyAllowed'>;
}
interface Written { readonly archive: ArchiveId; readonly by: Caller; readonly proposed: readonly ProposedValue[]; readonly source: string | null; readonly day: CalendarDate; readonly set: () => Promise<ChangesetId> }

/** Of each section one edit. Throws before the first when the person may not write one of them. */
export async function applyProposed({ access, hub, schema }: ApplyOptions, { archive, by, proposed, source, day, set }: Written): Promise<ChangesetId> {
  const rights = await access.rights(by, archive);
  const sections = [...new Set(proposed.map(({ section }) => section))];
  for (const section of sections) {
    const of = sectionOf(section);
    if (of === undefined || !atLeast(rights?.sections.get(of)?.level ?? 'none', 'write')) throw forbidden('You may not write all the sections that the case is about.');
  }
  const changeset = await set();
  for (const section of sections) {
    const patch = patchOf(proposed.filter((each) => each.section === section), (key) => ({ ...(schema.keyAllowed(section, markKey(key, 'verifiedAt')) === null ? {} : { verifiedAt: day }), ...(source === null || schema.keyAllowed(section, markKey(key, 'source')) === null ? {} : { source }) }));
    await hub.write(docName(archive, section), by.id, patch, { changeset });
  }
  return changeset;
}

function patchOf(proposed: readonly ProposedValue[], marksOf: (key: string) => Readonly<Record<string, string>>): SectionPatch {
  const fields: Record<string, Scalar> = {};
  const rows: Record<string, Record<string, Record<string, Scalar>>> = {};
  const marks: Record<string, Scalar> = {};
  for (const { key, value } of proposed) {
    const place = parseValueKey(key);
    if (place?.kind === 'field') fields[place.key] = value;
    else if (place?.kind === 'cell') ((rows[place.table] ??= {})[place.row] ??= {})[place.field] = value;
    else continue;
    for (const [mark, said] of Object.entries(marksOf(key))) marks[`${key}#${mark}`] = said;
  }
  return { fields, rows, marks };
}
