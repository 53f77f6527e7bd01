/** Reads every byte of the data folder for texts that must not be there: as UTF-8, UTF-16, escaped as in JSON, in hexadecimal and base64. What it finds it only counts, by file. */
import { closeSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { codeOf } from './disk.ts';
import type { Work } from './disk.ts';

export interface BytesReport { readonly files: number; readonly bytes: number; readonly variants: number; readonly left: readonly { readonly name: string; readonly count: number }[] }

const CHUNK = 4 * 1024 * 1024;
const escaped = (text: string, upper: boolean): string => text.replace(/[^\x20-\x7e]/g, (unit) => { const hex = unit.charCodeAt(0).toString(16).padStart(4, '0'); return `\\u${upper ? hex.toUpperCase() : hex}`; });
const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** In base64 the same bytes look in three ways, by where in a group of three they begin; the first and last group hold others' bits and are left out. */
function base64(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '');
    const inner = text.slice(shift === 0 ? 0 : shift + 1, text.length - ((bytes.length + shift) % 3 === 0 ? 0 : 1));
    return inner.length >= 8 ? [Buffer.from(inner, 'latin1'), Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_'), 'latin1')] : [];
  });
}

/** Each way once. */
export function variantsOf(texts: readonly string[]): readonly Buffer[] {
  const all = texts.flatMap((text) => {
    const spellings = [...new Set([text, text.normalize('NFC'), text.normalize('NFD'), text.toLowerCase(), text.toUpperCase()])];
    return spellings.flatMap((each) => {
      const utf8 = Buffer.from(each);
      const hex = utf8.toString('hex');
      return [utf8, Buffer.from(each, 'utf16le'), big(each), Buffer.from(escaped(each, false)), Buffer.from(escaped(each, true)), Buffer.from(encodeURIComponent(each)), Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...base64(utf8)];
    });
  });
  return [...new Map(all.filter((bytes) => bytes.length >= 4).map((bytes) => [bytes.toString('latin1'), bytes])).values()];
}

/** `without`: names in the folder that are not read, such as backups. */
export function* searchBytes({ folder, texts, without }: { readonly folder: string; readonly texts: readonly string[]; readonly without: readonly string[] }): Work<BytesReport> {
  const variants = variantsOf(texts);
  const overlap = Math.max(0, ...variants.map(({ length }) => length)) - 1;
  const paths: string[] = [];
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const next = join(path, entry.name);
      if (path === folder && without.some((name) => (name.endsWith('-') ? entry.name.startsWith(name) : entry.name === name))) continue;
      if (entry.isDirectory()) walk(next);
      else if (entry.isFile()) paths.push(next);
    }
  };
  walk(folder);
  let [total, done, files] = [0, 0, 0];
  for (const path of paths) total += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const left: { name: string; count: number }[] = [];
  const buffer = Buffer.allocUnsafe(CHUNK + Math.max(0, overlap));
  for (const path of paths) {
    let handle: number;
    try {
      handle = openSync(path, 'r');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') continue; // gone meanwhile
      throw error;
    }
    try {
      files++;
      let [kept, count] = [0, 0];
      for (let read = readSync(handle, buffer, kept, CHUNK, null); read > 0; read = readSync(handle, buffer, kept, CHUNK, null)) {
        const bytes = buffer.subarray(0, kept + read);
        for (const variant of variants) for (let at = bytes.indexOf(variant); at >= 0; at = bytes.indexOf(variant, at + 1)) if (at + variant.length > kept) count++;
        kept = Math.min(Math.max(0, overlap), bytes.length);
        bytes.copy(buffer, 0, bytes.length - kept);
        done += read;
        yield { done: Math.min(done, total), total };
      }
      // a name may say it too
      const name = relative(folder, path);
      if (texts.some((text) => name.includes(text))) count++;
      if (count > 0) left.push({ name, count });
    } finally {
      closeSync(handle);
    }
  }
  return { files, bytes: done, variants: variants.length, left };
}
