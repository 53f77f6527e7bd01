/** Writes the walls of a random company into an archive.db. */
import { AuditWriter } from '../../server/storage/audit-writer.ts';
import type { Connection } from '../../server/storage/database.ts';
import { wallCalls } from '../../server/storage/wall-store.ts';
import { wallsOf } from './worlds.ts';
import type { World } from './worlds.ts';

export function putWalls(db: Connection, world: Pick<World, 'archives'>): void {
  const { putWall } = wallCalls(db, new AuditWriter(db, Buffer.alloc(32)));
  for (const wall of wallsOf(world)) putWall({ ...wall, at: 0 }, []);
}
