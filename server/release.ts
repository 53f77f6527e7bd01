/** Which release this server is; pages hear it with the welcome. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './paths.ts';

const description = JSON.parse(readFileSync(join(packageRoot(import.meta.dirname), 'package.json'), 'utf8')) as { readonly version: string };

export const RELEASE = description.version;
