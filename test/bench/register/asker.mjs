/** Asks the register without a pause, in a thread of its own: who measures how long edits take must not wait for the answers to be read. */
import { parentPort, workerData } from 'node:worker_threads';

const { url, tokens, questions } = workerData;
let going = true;
parentPort.on('message', () => { going = false; });
let [asked, state] = [0, 11];
const one = (of) => of[Math.floor(((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * of.length)];
while (going) {
  const answer = await fetch(`${url}/api/archives/query`, { method: 'POST', headers: { authorization: `Bearer ${one(tokens)}`, 'content-type': 'application/json' }, body: JSON.stringify({ limit: 50, ...one(questions) }) });
  if (!answer.ok) throw new Error(`a question was answered ${answer.status}`);
  await answer.arrayBuffer();
  asked++;
}
parentPort.postMessage(asked);
parentPort.close();
