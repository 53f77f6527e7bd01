/**
 * Runs a worker from its TypeScript source (development and tests): tsx's own `--import` hook acts in the main thread only. Where a run of tests has built the
 * threads of these very sources beforehand, and names the folder in `THREADS`, it takes them. The built server never loads this file.
 */
import { basename } from 'node:path';
import { workerData } from 'node:worker_threads';

const built = process.env.THREADS;
if (built?.startsWith(new URL('../../', import.meta.url).href)) {
  await import(new URL(`${basename(workerData.entry, '.ts')}.js`, built).href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(workerData.entry);
}
