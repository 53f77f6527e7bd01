/** Loaded into a server under test before all else: writes what V8 saw of this thread into `BENCH_PROFILE` when the thread ends. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { threadId } from 'node:worker_threads';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.on('exit', () => session.post('Profiler.stop', (_error, { profile }) => {
  mkdirSync(process.env.BENCH_PROFILE, { recursive: true });
  writeFileSync(`${process.env.BENCH_PROFILE}/${process.pid}-thread-${threadId}.cpuprofile`, JSON.stringify(profile));
}));
