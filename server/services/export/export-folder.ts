/** The folder into which scheduled exports go: a file is there whole or not at all, of one kind only the newest stay, and nothing is written outside of it. */
import { mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';

const SEGMENT = /^[\p{L}\p{N}](?:[\p{L}\p{N} _.-]{0,62}[\p{L}\p{N}_-])?$/u;
/** `monthly/sales`: names without what a path is made of; null for what could lead elsewhere. */
export function folderBelow(text: string): readonly string[] | null {
  const parts = text === '' ? [] : text.split('/');
  return parts.length <= 5 && parts.every((part) => SEGMENT.test(part)) ? parts : null;
}
export const isFileName = (text: string): boolean => SEGMENT.test(text);

/** Answers the file's path below `root` and its bytes. */
export async function putFile(root: string, folder: readonly string[], { name, ending, at }: { readonly name: string; readonly ending: string; readonly at: number }, bytes: AsyncIterable<Uint8Array>): Promise<{ readonly file: string; readonly bytes: number }> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const into = join(root, ...folder);
  await mkdir(into, { recursive: true, mode: 0o700 });
  const [top, real] = await Promise.all([realpath(root), realpath(into)]);
  // somebody may have put a link there
  if (real !== top && !real.startsWith(top + sep)) throw new Error('The folder leads out of the folder for exports.');
  const file = `${name}-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}.${ending}`;
  const part = join(real, `.${file}.part`);
  let size = 0;
  try {
    // it names customers: nobody else on this computer reads it unless the folder's owner lets them
    const handle = await open(part, 'w', 0o640);
    try {
      for await (const chunk of bytes) {
        size += chunk.length;
        await handle.write(chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, join(real, file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { file: [...folder, file].join('/'), bytes: size };
}

/** Of the files of one schedule the newest stay; what others put there is not touched. */
export async function keepNewest(root: string, folder: readonly string[], { name, ending }: { readonly name: string; readonly ending: string }, keep: number): Promise<void> {
  const into = join(root, ...folder);
  const own = (await readdir(into)).filter((each) => each.startsWith(`${name}-`) && /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\./.test(each.slice(name.length + 1)) && each.endsWith(`.${ending}`)).sort();
  for (const old of own.slice(0, Math.max(0, own.length - keep))) await rm(join(into, old), { force: true });
}
