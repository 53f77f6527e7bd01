#!/usr/bin/env node
/** The command `dossier`: builds first when run from a clone, then hands over to the built program. */
import { buildIfStale, buildSiteIfStale } from './build-if-stale.mjs';

await buildIfStale();
if (process.argv[2] === 'demo') await buildSiteIfStale();
const { run } = await import('../../dist/server/main.js');
await run(process.argv.slice(2));
