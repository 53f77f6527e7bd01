/** `npm run site`: the documentation in dist/site, from site/, docs/ and the manifest of the elements. Sizes come from the built kit, so that is built first where it is stale. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildIfStale } from '../server/cli/build-if-stale.mjs';

await buildIfStale();
await build({ configFile: fileURLToPath(new URL('../site/vite.config.ts', import.meta.url)) });
