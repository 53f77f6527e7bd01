/** Takes back what an import did: trade by its own notes, edits and new archives by their set, and what it remembered of rows, so that the same file can come again. */
import type { ImportUndo } from '../../../model/import/api.ts';
import type { ArchiveId, ChangesetId, PersonId } from '../../../model/ids.ts';
import type { Person } from '../../../model/rights.ts';
import type { Clock } from '../../clock.ts';
import type { ImportStore } from '../../storage/import-store.ts';
import type { FactsStore, ImportedRow } from '../../storage/storage.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import type { ImportPort, PortOf } from './port.ts';

export interface UndoOptions {
  readonly rows: ImportStore;
  readonly facts: Pick<FactsStore, 'putImportedRows'>;
  readonly changesets: Pick<ChangesetService, 'undo' | 'get' | 'settled'>;
  readonly portFor: (of: PortOf) => Pick<ImportPort, 'finished' | 'traded'>;
  readonly clock: Clock;
  readonly job: { readonly source: string; readonly by: PersonId };
}

/** Kept values that are told one by one. */
const TOLD = 500;
const PAGE = 500;

export async function undoImport(job: string, changeset: ChangesetId | null, person: Person, options: UndoOptions): Promise<ImportUndo> {
  const { rows, changesets, clock } = options;
  const trade = await rows.undoTrade(job);
  await forgetRows(job, options);
  let [removed, restored, more] = [trade.removed, trade.restored, 0];
  const kept: ImportUndo['kept'][number][] = trade.changed.map(({ archive, externalId }) => ({ archive: archive as ArchiveId, key: `trade/${externalId}`, reason: 'changed' }));
  if (changeset !== null) {
    const begun = await changesets.undo(person, changeset);
    await changesets.settled();
    const { outcome } = await changesets.get(person, begun.id);
    if (outcome === null) throw new Error('the undoing of an import was cut off; it goes on with the next start');
    removed += outcome.withdrawn;
    restored += outcome.restored;
    more = outcome.more;
    kept.push(...outcome.kept.map(({ archive, key, reason }) => ({ archive, key: key === '' ? null : key, reason })));
  }
  const port = options.portFor({ by: person.id, job, changeset: null });
  for (const { id, sections } of trade.archives) for (const section of sections) port.traded(id as ArchiveId, section);
  await port.finished(trade.archives.map(({ id }) => id as ArchiveId));
  return { at: new Date(clock.now()).toISOString(), by: person.id, removed, restored, kept: kept.slice(0, TOLD), keptLeftOut: more + Math.max(0, kept.length - TOLD) };
}

/** Rows that were updated are remembered as they were before; otherwise their next import would take the undoing for somebody's edit. */
async function forgetRows(job: string, { rows, facts }: UndoOptions): Promise<void> {
  for (let after = 0; ;) {
    const { items } = await rows.rows({ job, states: ['update'], after, limit: PAGE });
    const before = items.flatMap(({ data }): readonly ImportedRow[] => {
      const noted = JSON.parse(data) as { before?: ImportedRow };
      return noted.before ? [noted.before] : [];
    });
    if (before.length > 0) await facts.putImportedRows(before);
    const last = items.at(-1);
    if (last === undefined || items.length < PAGE) return;
    after = last.row;
  }
}
