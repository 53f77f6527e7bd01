/** The built server over a filled folder: sync of two people in one archive in a quiet minute, and in a minute in which everybody is classified again and again. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Companion } from './companion.ts';
import type { Latency } from './companion.ts';
import { dossierTarget, tokenOf } from '../sync/dossier-target.ts';
import { sleep } from '../sync/pace.ts';
import { READER, WRITER, Stage } from '../sync/stage.ts';

const ARCHIVE = 'bench-companion';
/** Share of a processor below which the server rests, and how long it may take to come to rest. */
const RESTS = 0.1;
const MOST_WAIT_MS = 600_000;

export interface Beside { readonly rested: boolean; readonly quiet: Latency; readonly during: Latency; readonly runs: number; readonly rss: readonly [before: number, most: number] }

/** `folder` has a folder `data` with the rows. */
export async function besideRuns(folder: string, milliseconds: number): Promise<Beside> {
  const stage = new Stage(dossierTarget, folder);
  const server = await stage.boot();
  // without a limit of time: the first look of another day at a million customers takes longer than `fetch` waits
  const ask = async (person: string, method: string, path: string, body: unknown): Promise<void> => {
    const headers = { authorization: `Bearer ${await tokenOf(person)}`, 'content-type': 'application/json' };
    await new Promise<void>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (answer) => {
        text(answer).then((said) => {
          const { statusCode: status = 0 } = answer;
          if (status < 300 || status === 409) resolve();
          else reject(new Error(`${method} ${path}: ${status} ${said}`));
        }, reject);
      });
      asked.on('error', reject).end(JSON.stringify(body));
    });
  };
  let version = 0;
  // other limits each time, so that some move
  const classify = (): Promise<void> => ask(READER, 'PUT', '/api/classification/abc', { a: 79 + (version++ % 2) });
  try {
    await ask(WRITER, 'POST', '/api/archives', { id: ARCHIVE, kind: 'organisation', name: ARCHIVE });
    await classify();
    const rested = await rests(() => server.cpu());
    const companion = new Companion(stage);
    await companion.open(ARCHIVE);
    await companion.while(within(2_000));
    const before = server.rss();
    const quiet = await companion.while(within(milliseconds));
    let runs = 0;
    let most = before;
    const over = within(milliseconds);
    const classifying = (async () => {
      while (!over()) {
        await classify();
        runs++;
        most = Math.max(most, server.rss());
      }
    })();
    const during = await companion.while(over);
    await classifying;
    companion.end();
    return { rested, quiet, during, runs, rss: [before, most] };
  } finally {
    await stage.end(true);
  }
}

const within = (milliseconds: number): (() => boolean) => {
  const until = performance.now() + milliseconds;
  return () => performance.now() >= until;
};

/** What a start leaves to be done later is not what is measured. False: it was never at rest. */
async function rests(cpu: () => number): Promise<boolean> {
  const began = performance.now();
  for (let calm = 0, last = cpu(); performance.now() - began < MOST_WAIT_MS; ) {
    await sleep(1_000);
    const now = cpu();
    calm = now - last < RESTS ? calm + 1 : 0;
    if (calm === 5) return true;
    last = now;
  }
  return false;
}
