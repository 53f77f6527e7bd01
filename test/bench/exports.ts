/**
 * Exports of many archives by a steward, in every format, while somebody else edits: what the server's memory does while rows stream, and how long anybody waits for it.
 * `ARCHIVES` (default 10,000) sets the size; `FOLDER` keeps the company for another run. Goals: no stall over 50 ms, and twice the archives cost no more memory than half of them (compare two runs).
 */
import { tempFolder } from '../helpers/dossier.ts';
import { companyOf, turn } from './register/beside.ts';

const archives = Number(process.env.ARCHIVES ?? 10_000);
const GOAL_MS = 50;

const { server, token, beside } = await companyOf(archives, process.env.FOLDER ?? tempFolder());
try {
  let [worst, most] = [0, 0];
  const wishes: Readonly<Record<string, object>> = { csv: { format: 'csv' }, xlsx: { format: 'xlsx' }, 'xlsx that comes back': { format: 'xlsx', roundtrip: true }, json: { format: 'json' }, vcf: { format: 'vcf' } };
  for (const [name, wish] of Object.entries({ nothing: null, ...wishes })) {
    const { done: bytes, seconds, heap, kept, rss, stall, others } = await beside(name, async () => {
      if (wish === null) {
        await turn(5_000);
        return 0;
      }
      const answer = await fetch(`${server.url}/api/exports`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(wish) });
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
      let length = 0;
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) length += chunk.length;
      return length;
    });
    if (wish !== null) [worst, most] = [Math.max(worst, stall), Math.max(most, heap)];
    console.log(`${name}: ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB${wish === null ? '' : `, ${Math.round(archives / seconds)} archives a second`}; heap at most ${heap.toFixed(0)} MB, after collections ${kept.toFixed(0)} MB, process ${rss.toFixed(0)} MB; longest stall ${stall.toFixed(0)} ms; ${others}`);
  }
  console.log(`${archives} archives: heap at most ${most.toFixed(0)} MB; longest stall ${worst.toFixed(0)} ms (goal: ${GOAL_MS})`);
  process.exitCode = worst <= GOAL_MS ? 0 : 1;
} finally {
  await server.stop();
}
