/** P9, the second half: whoever edits, takes out, puts in, reorders or cuts rows of a real game's chain is told of, at the row where it begins, by whoever has a head of it. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkChain } from '../../server/storage/audit-check.ts';
import { seededChance } from '../helpers/sync-world.ts';
import { Broken } from './broken.ts';
import { playRest, restFolder } from './rest.ts';

export interface ChainPlayed { tampered: number; edited: number; deleted: number; moved: number; cut: number; added: number; renumbered: number }

interface Kept { readonly folder: string; readonly image: Buffer; readonly rows: number; readonly head: { readonly seq: number; readonly mac: string; readonly from: string } }
/** Tamperings of one game's chain. */
const USES = 500;
let kept: { readonly chain: Kept; uses: number } | null = null;

/** The chain alone, taken out of the folder of a game that has just been played. */
async function chainFor(seed: number): Promise<Kept> {
  if (kept !== null && kept.uses++ < USES) return kept.chain;
  await playRest(seed, 60);
  const folder = restFolder();
  const from = new Database(join(folder, 'archive.db'), { readonly: true });
  const rows = from.prepare<[], { seq: number; mac: Buffer }>('SELECT seq, at, action, actor, archive, body, mac FROM audit ORDER BY seq').all();
  from.close();
  const to = new Database(':memory:');
  to.exec('CREATE TABLE audit (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, actor TEXT, archive TEXT, body TEXT NOT NULL, mac BLOB NOT NULL) STRICT');
  const put = to.prepare('INSERT INTO audit VALUES (@seq, @at, @action, @actor, @archive, @body, @mac)');
  for (const row of rows) put.run(row);
  const last = rows.at(-1);
  if (last === undefined) throw new Error('there is no chain');
  const chain: Kept = { folder, image: to.serialize(), rows: rows.length, head: { seq: last.seq, mac: last.mac.toString('hex'), from: 'elsewhere' } };
  to.close();
  kept = { chain, uses: 1 };
  return chain;
}

function faultsOf(db: Database.Database, { folder, head }: Kept): readonly { readonly seq: number; readonly text: string }[] {
  const check = checkChain(db, folder, { key: null, earlier: [], heads: [] }, [head]);
  for (let step = check.next(); ; step = check.next()) if (step.done) return step.value?.faults ?? [{ seq: 0, text: 'no chain' }];
}

export async function playChain(seed: number): Promise<ChainPlayed> {
  const chance = seededChance(seed);
  const chain = await chainFor(seed);
  const within = (below: number): number => Math.floor(chance() * below);
  const played: ChainPlayed = { tampered: 1, edited: 0, deleted: 0, moved: 0, cut: 0, added: 0, renumbered: 0 };
  const db = new Database(Buffer.from(chain.image));
  try {
    if (seed % 25 === 0) {
      const sound = faultsOf(db, chain);
      if (sound.length > 0) throw new Broken(`P9: an untouched chain of ${chain.rows} rows is told as ${sound[0]!.text}`);
    }
    const at = 2 + within(chain.rows - 2);
    const one = db.prepare<[number], { at: number; action: string; actor: string | null; archive: string | null; body: string; mac: Buffer }>('SELECT * FROM audit WHERE seq = ?').get(at)!;
    let what = '';
    switch (within(6)) {
      case 0: {
        played.edited++;
        const column = (['at', 'action', 'actor', 'archive', 'body', 'mac'] as const)[within(6)]!;
        what = `${column} of row ${at}`;
        const other = column === 'at' ? one.at + 1 + within(1e6) : column === 'mac' ? flipped(one.mac, within(one.mac.length)) : column === 'body' ? edited(one.body, within(one.body.length)) : `${one[column] ?? ''}x`;
        db.prepare(`UPDATE audit SET ${column} = ? WHERE seq = ?`).run(other, at);
        break;
      }
      case 1: {
        played.deleted++;
        const to = Math.min(chain.rows, at + within(4));
        what = `rows ${at} to ${to} taken out`;
        db.prepare('DELETE FROM audit WHERE seq BETWEEN ? AND ?').run(at, to);
        break;
      }
      case 2: {
        played.renumbered++;
        if (at === chain.rows) { db.close(); return played; } // the last one, numbered anew, is a cut
        what = `row ${at} taken out and the rest numbered anew`;
        db.exec(`DELETE FROM audit WHERE seq = ${at}; UPDATE audit SET seq = -seq WHERE seq > ${at}; UPDATE audit SET seq = -seq - 1 WHERE seq < 0`);
        break;
      }
      case 3: {
        played.moved++;
        const to = at === chain.rows ? at - 1 : Math.min(chain.rows, at + 1 + within(5));
        what = `rows ${at} and ${to} changed places`;
        db.exec(`UPDATE audit SET seq = -1 WHERE seq = ${at}; UPDATE audit SET seq = ${at} WHERE seq = ${to}; UPDATE audit SET seq = ${to} WHERE seq = -1`);
        break;
      }
      case 4:
        played.cut++;
        what = `cut off from row ${at}`;
        db.prepare('DELETE FROM audit WHERE seq >= ?').run(at);
        break;
      default: {
        played.added++;
        what = `a row put in before row ${at}`;
        db.exec(`UPDATE audit SET seq = -seq WHERE seq >= ${at}; UPDATE audit SET seq = -seq + 1 WHERE seq < 0`);
        db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)').run(at, one.at, one.action, one.actor, one.archive, edited(one.body, within(one.body.length)), one.mac);
      }
    }
    const faults = faultsOf(db, chain);
    if (faults.length === 0) throw new Broken(`P9: seed ${seed}: ${what}, of ${chain.rows}, and nothing is told`);
    if (!faults.some((fault) => Math.abs(fault.seq - at) <= 1)) throw new Broken(`P9: seed ${seed}: ${what}, of ${chain.rows}, and told is ${JSON.stringify(faults.slice(0, 3))}`);
    return played;
  } finally {
    if (db.open) db.close();
  }
}

const flipped = (bytes: Buffer, at: number): Buffer => Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));
/** Another text than before, of the same length. */
const edited = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
