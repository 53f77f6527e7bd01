/** Runs a worker from its TypeScript source (development and tests): tsx's own `--import` hook acts in the main thread only. The built server never loads this file. */
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.entry);
