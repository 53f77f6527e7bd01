/** Columns that are read before anybody asks, a slice at a time, while people go on writing: in the end they are what a new reading finds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import { SHIPPED_POLICY } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { cellsCalls } from '../../server/storage/cells-query.ts';
import type { CellsQuery } from '../../server/storage/cells-query.ts';
import { CellTable } from '../../server/storage/cells-table.ts';
import { inView, openReader, openWriter } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { overviewCalls } from '../../server/storage/overview-writer.ts';
import { NOW } from '../helpers/worlds.ts';

const steward: Person = { id: 's' as PersonId, name: 's', email: null, department: null, roles: ['steward'], clearances: [], reportsTo: null, active: true };
const COUNT = 1_200;

test('what changes, comes and goes while a column is read is in it when it is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-warming-'));
  const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
  const [archive, facts] = [openWriter(paths[0], ARCHIVE_FILE), openWriter(paths[1], FACTS_FILE)];
  for (const db of [archive, facts]) db.pragma('synchronous = OFF');
  const archives = new ArchiveWriter(archive);
  const { putOverview } = overviewCalls(facts);
  const put = (i: number, stars: number): void => void putOverview(
    { id: `A${i}` as ArchiveId, name: `Name ${i}`, kind: 'organisation', data: { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false, updatedAt: NOW }, projected: {} },
    [], { credit: JSON.stringify({ 'crm.creditStars': stars }), profile: JSON.stringify({ 'customer.shortName': `short ${stars}` }) },
  );
  const create = (i: number): void => {
    archives.create({ id: `A${i}` as ArchiveId, kind: 'organisation', code: `C-${i}`, keys: [], packs: [], keeper: null, owner: null, coOwners: [], deputies: [], department: null, confidentiality: 'normal', state: 'open', openedAt: NOW, reviewedAt: null }, steward.id);
    put(i, 1 + (i % 5));
  };
  archive.transaction(() => facts.transaction(() => { for (let i = 0; i < COUNT; i++) create(i); })())();
  const reader = openReader(paths[1], paths[0]);
  try {
    const table = new CellTable(reader, 'EUR');
    const keys = ['crm.creditStars', 'customer.shortName', 'code'].map((name) => registerKey(name) as RegisterKey);
    let slices = 0;
    for (const key of keys) {
      const some = (): boolean => inView(reader, () => { table.follow(); return table.readSome(key, () => true); });
      while (!some()) {
        slices++;
        put(slices * 7, 1 + (slices % 5)); // one that is read already, or will be
        put(COUNT - slices, 5);
        create(COUNT + slices * 10);
      }
    }
    expect(slices).toBeGreaterThanOrEqual(12);
    const fresh = new CellTable(reader, 'EUR');
    inView(reader, () => {
      table.follow();
      fresh.follow();
      for (const key of keys) {
        const [warm, cold] = [table.column(key), fresh.column(key)];
        for (let row = 0; row < fresh.rows; row++) expect(warm.parts(warm.codes[row] as number), `${key.key} ${row}`).toEqual(cold.parts(cold.codes[row] as number));
      }
    });

    // and the whole of it, with questions in between that answer the same as before
    const { cells, warming } = cellsCalls(reader, 'EUR');
    const query: CellsQuery = { person: steward, policy: SHIPPED_POLICY, manages: [], within: [], now: NOW, text: '', where: [], sort: [], group: null, columns: [], locale: 'es', cursor: null, limit: 5, keys: {}, orders: {} };
    const before = cells(query);
    let steps = 0;
    for (const _ of warming(() => undefined)) if (steps++ % 10 === 0) expect(cells(query)).toEqual({ ...before, next: expect.any(String) as string });
    expect(steps).toBeGreaterThan(30);
  } finally {
    for (const db of [reader, facts, archive]) db.close();
    rmSync(folder, { recursive: true });
  }
});
