/** Two nodes over one PostgreSQL: what one has written the other is told, numbers have no gap, what was done is one chain, and damaged bytes are nobody's. */
import { Client } from 'pg';
import { describe, expect, test, beforeAll, afterAll } from 'vitest';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { CHAIN_START } from '../../server/storage/audit-verify.ts';
import { noPostgres, startPostgres } from '../instances/postgres.ts';
import type { Postgres } from '../instances/postgres.ts';
import { archiveRow, clockAt } from '../helpers/storage-folder.ts';
import { commitEntry } from '../helpers/storage-contract.ts';
import { openStorage } from '../../server/storage/open.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ANNA = 'anna' as PersonId;
const doc = (archive: string) => docName(archive as ArchiveId, 'profile');

describe.skipIf(noPostgres)(`nodes over one PostgreSQL${noPostgres ? ' (not installed here)' : ''}`, () => {
  let server: Postgres;
  let url: string;
  const folders: string[] = [];
  let nodes: readonly [Storage, Storage];
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.database();
    const open = (): Promise<Storage> => {
      const folder = mkdtempSync(join(tmpdir(), 'dossier-node-'));
      folders.push(folder);
      return openStorage({ folder, database: { url }, clock: clockAt('2026-06-15T12:00:00.000Z'), readers: 1, warm: false, auditKey: 'one key for all nodes, as they all write one chain' });
    };
    // both at the same moment: one makes the tables, the other waits for it
    nodes = await Promise.all([open(), open()]);
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await server.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('of a batch only the entries of a section that has moved on are left out, and the node is told where it is', async () => {
    const [a, b] = nodes;
    expect(await a.log.commit([commitEntry({ doc: doc('R1') })], 1)).toEqual([]);
    expect(await b.log.commit([commitEntry({ doc: doc('R1'), update: Uint8Array.of(9) }), commitEntry({ doc: doc('R2') })], 2)).toEqual([{ doc: doc('R1'), epoch: 0, seq: 1 }]);
    expect(await a.log.heads([doc('R1'), doc('R2')])).toEqual([{ epoch: 0, seq: 1 }, { epoch: 0, seq: 1 }]);
    expect(await b.log.since(doc('R1'), 0, 0)).toMatchObject({ kind: 'updates', updates: [Uint8Array.of(1, 2, 3)] });
  });

  test('both write to the same sections at once: every number is given once, and nothing that was acknowledged is lost', async () => {
    const docs = ['G1', 'G2', 'G3'].map(doc);
    const acknowledged = docs.map((): number[] => []);
    const write = async (node: Storage, mark: number): Promise<void> => {
      const at = docs.map(() => 0);
      for (let round = 0; round < 25; round++) {
        // each names the sections in an order of its own
        const order = mark === 1 ? [0, 1, 2] : [2, 1, 0];
        const behind = await node.log.commit(order.map((i) => commitEntry({ doc: docs[i]!, seq: at[i]! + 1, update: Uint8Array.of(mark, round) })), 1000);
        for (const i of order) {
          const moved = behind.find((each) => each.doc === docs[i]);
          if (moved) at[i] = moved.seq;
          else { at[i]!++; acknowledged[i]!.push(mark * 1000 + round); }
        }
      }
    };
    await Promise.all([write(nodes[0], 1), write(nodes[1], 2)]);
    for (const [i, each] of docs.entries()) {
      const section = await nodes[0].log.load(each);
      expect(section?.tail.map(([mark = 0, round = 0]) => mark * 1000 + round).sort()).toEqual(acknowledged[i]!.sort());
      expect(section?.seq).toBe(acknowledged[i]!.length);
    }
  });

  test('a snapshot of a node that is not up to date is refused, and the newer one stays', async () => {
    const [a, b] = nodes;
    await a.log.commit([1, 2, 3].map((seq) => commitEntry({ doc: doc('S1'), seq })), 1);
    const snapshot = (upto: number) => ({ doc: doc('S1'), epoch: 0, upto, snapshot: Uint8Array.of(upto), stateVector: Uint8Array.of(upto) });
    await a.log.compact([snapshot(3)]);
    await expect(b.log.compact([snapshot(2)])).rejects.toMatchObject({ code: 'fence' });
    expect([...(await b.log.load(doc('S1')))!.snapshot!]).toEqual([3]);
  });

  test('what both nodes do stands in one chain without a fault', async () => {
    await Promise.all(nodes.flatMap((node, n) => Array.from({ length: 10 }, (_, i) => node.archives.create(archiveRow(`C${n}${i}`), ANNA))));
    let state = CHAIN_START;
    for (;;) {
      const checked = await nodes[1].audit.check(state, []);
      state = checked.state;
      if (checked.over) break;
    }
    expect(state.faults).toEqual([]);
    expect(state.rows).toBeGreaterThan(20);
  });

  test('an update that is damaged or missing on disk is read by nobody, and the other sections are not concerned', async () => {
    await nodes[0].log.commit([commitEntry({ doc: doc('D1') }), commitEntry({ doc: doc('D2') }), commitEntry({ doc: doc('D2'), seq: 2 }), commitEntry({ doc: doc('D3') })], 1);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("UPDATE archive.section_update SET bytes = '\\x00' WHERE section = (SELECT id FROM archive.section WHERE archive = 'D1')");
    await client.query("DELETE FROM archive.section_update WHERE seq = 1 AND section = (SELECT id FROM archive.section WHERE archive = 'D2')");
    await client.end();
    await expect(nodes[1].log.load(doc('D1'))).rejects.toMatchObject({ code: 'broken' });
    await expect(nodes[1].log.load(doc('D2'))).rejects.toMatchObject({ code: 'broken' });
    expect((await nodes[1].log.load(doc('D3')))?.seq).toBe(1);
  });

  test('a backup is PostgreSQL\'s own matter, and that is said', async () => {
    await expect(nodes[0].backup('/nowhere')).rejects.toMatchObject({ code: 'missing', message: expect.stringContaining('pg_basebackup') as string });
  });

  test('PostgreSQL falls over: who asks meanwhile is told so, also those who read together, and afterwards the same storage goes on', async () => {
    const [a] = nodes;
    await a.log.commit([commitEntry({ doc: doc('F1') })], 1);
    await server.kill();
    const asked = await Promise.allSettled([a.log.heads([doc('F1')]), a.log.load(doc('F1')), a.log.heads([doc('F2')]), a.archives.get('F1' as ArchiveId), a.archives.get('F2' as ArchiveId), a.directory.putSetting('f', 1)]);
    await server.start();
    expect(asked.map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'answered'))).toEqual(Array.from({ length: 6 }, () => 'away'));
    expect(await a.log.heads([doc('F1')])).toEqual([{ epoch: 0, seq: 1 }]);
    expect(await a.archives.get('F1' as ArchiveId)).toBeNull();
    await a.directory.putSetting('f', 2);
    expect(await nodes[1].directory.setting('f')).toBe(2);
  });
});
