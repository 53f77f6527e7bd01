/** Asks a server for next to nothing, again and again, and tells how long the slowest answer took: a thread of its own, so that what its parent does stays out of it. */
import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let asked = performance.now();
let worst = 0;
let answers = 0;

const again = (ms) => setTimeout(ask, ms);
function ask() {
  asked = performance.now();
  get({ ...workerData, agent }, (response) => {
    response.resume();
    response.on('end', () => {
      worst = Math.max(worst, performance.now() - asked);
      answers++;
      again(1);
    });
  }).on('error', () => again(50)); // a server that is gone does not answer; who watches its process knows
}
ask();

parentPort.on('message', (wish) => {
  if (wish === 'read') parentPort.postMessage({ worst: answers === 0 ? performance.now() - asked : worst, answers });
  worst = 0;
  answers = 0;
});
