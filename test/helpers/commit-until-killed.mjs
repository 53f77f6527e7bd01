/** Commits batches as fast as it can and writes a line for each that was acknowledged; somebody kills it. Arguments: data folder, first sequence number. */
import { register } from 'tsx/esm/api';

register();
const { openStorage } = await import('../../server/storage/open.ts');
const { systemClock } = await import('../../server/clock.ts');
const [folder, first] = process.argv.slice(2);
const storage = await openStorage({ folder, clock: systemClock, readers: 1 });
const docs = ['A/profile', 'A/people', 'B/profile'];
const bytes = (doc, seq) => new TextEncoder().encode(`${docs[doc]} ${seq} `.repeat(1 + (seq % 40)));
const entry = (doc, seq) => ({
  doc: docs[doc], epoch: 0, seq, update: bytes(doc, seq), person: 'anna', newAuthors: [seq * 10 + doc],
  changes: [{ key: 'fields/x', old: null, new: String(seq) }],
});
process.stdout.write('ready\n');
for (let seq = Number(first); ; seq++) {
  await storage.log.commit(docs.map((_, doc) => entry(doc, seq)), seq);
  process.stdout.write(`log ${seq}\n`);
  if (seq % 7 === 0) {
    await storage.log.compact([{ doc: docs[seq % 3], epoch: 0, upto: seq - 2, snapshot: new TextEncoder().encode(`up to ${seq - 2}`), stateVector: new Uint8Array([1]) }]);
    process.stdout.write(`snapshot ${seq % 3} ${seq - 2}\n`);
  }
  if (seq % 5 === 0) {
    await storage.facts.putTransactions([{ archive: 'A', id: `t${seq}`, kind: 'sale', date: '2026-01-01', amount: '1.00', currency: 'EUR', lines: [], source: 's', externalId: `${seq}` }]);
    process.stdout.write(`sale ${seq}\n`);
  }
}
