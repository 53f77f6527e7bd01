/** Enter but not read back: one value, or one new row, into a restricted section by who writes the archive without holding its clearance. Nothing of what stands there is told, not even whether something does. */
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import { EditError } from '../sync/sync.ts';
import type { Hub } from '../sync/sync.ts';
import type { Scalar, SectionPatch } from '../../model/api.ts';
import { docName, newRowId } from '../../model/ids.ts';
import type { ArchiveId, RandomBytes } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import { forbidden, invalid, notFound } from './errors.ts';

/** A value by its key, or the cells of one new row. Nothing is emptied by it. */
export type Entry = { readonly key: string; readonly value: Exclude<Scalar, null> } | { readonly table: string; readonly cells: Readonly<Record<string, Exclude<Scalar, null>>> };

export interface EntryOptions {
  readonly storage: Pick<Storage, 'audit'>;
  readonly access: Pick<ServerAccess, 'rights' | 'enters'>;
  readonly hub: Pick<Hub, 'write'>;
  readonly schema: Pick<Schema, 'checkPatch'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

export interface EntryService {
  /** On disk when it resolves. Throws `not-found` where this person may neither enter nor read, `invalid` with what is wrong with the value alone. */
  enter(person: Person, archive: ArchiveId, section: string, entry: Entry): Promise<void>;
}

export function createEntries({ storage, access, hub, schema, clock, random }: EntryOptions): EntryService {
  return {
    async enter(person, archive, name, entry) {
      const section = parseDocSection(name)?.section;
      const rights = section && (await access.rights(person, archive));
      if (!section || !rights) throw notFound();
      const level = rights.sections.get(section)?.level ?? 'none';
      if (!atLeast(level, 'write') && !(await access.enters(person, archive)).includes(section)) {
        throw atLeast(level, 'read') ? forbidden('Your right on this section does not reach so far.') : notFound();
      }
      const what = 'key' in entry ? entry.key : entry.table;
      if ('key' in entry ? entry.value === '' : Object.keys(entry.cells).length === 0) throw invalid([{ field: what, code: 'missing', message: 'Give a value: nothing is emptied here.' }]);
      const patch: SectionPatch = 'key' in entry ? { fields: { [entry.key]: entry.value } } : { rows: { [entry.table]: { [newRowId(random)]: entry.cells } } };
      const problems = schema.checkPatch(name, patch);
      if (problems.length > 0) throw invalid(problems);
      await hub.write(docName(archive, name), person.id, patch).catch((error: unknown) => {
        // what the section itself says against it would tell of what stands there
        throw error instanceof EditError ? invalid([{ field: what, code: 'refused', message: 'It could not be entered; ask somebody who may read the section.' }]) : error;
      });
      await storage.audit.add([{ action: 'entered', actor: person.id, archive, section: name, object: what, outcome: 'done' }], clock.now());
    },
  };
}
