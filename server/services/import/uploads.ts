/** Files that were received and wait for a decision, in a folder each; they go after a day, or with the import that used them up. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { parseRowId, type PersonId } from '../../../model/ids.ts';
import type { Clock } from '../../clock.ts';
import { fileAt } from './files.ts';
import type { Place } from './jobs.ts';
import type { ImportFile } from './readers/reader.ts';
import { receiveUpload, type Upload } from './upload.ts';

/** Milliseconds for which files wait. */
const KEPT = 24 * 3_600_000;
const ABOUT = 'upload.json';

export interface KeptUpload {
  readonly id: string;
  readonly source: string;
  readonly by: PersonId;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly files: readonly (ImportFile & { readonly bytes: number })[];
  readonly places: readonly Place[];
}
interface About { readonly source: string; readonly by: PersonId; readonly at: number; readonly names: readonly string[] }

export class Uploads {
  readonly #folder: string;
  readonly #clock: Clock;

  /** `data`: the data folder. */
  constructor(data: string, clock: Clock) {
    this.#folder = join(data, 'imports');
    this.#clock = clock;
  }

  /** Throws `UploadError`. `limit` in bytes. */
  async receive(body: Readable, contentType: string, limit: number, by: PersonId): Promise<KeptUpload> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.sweep();
    const upload: Upload = await receiveUpload(body, contentType, this.#folder, limit);
    const about: About = { source: upload.fields['source'] || 'import', by, at: this.#clock.now(), names: upload.files.map(({ name }) => name) };
    await writeFile(join(upload.place, ABOUT), JSON.stringify(about), { mode: 0o600 });
    const kept = await this.get(upload.place.slice(upload.place.lastIndexOf('import-') + 7));
    if (!kept) throw new Error('an upload was received and is not there');
    return kept;
  }

  /** Null for one that is gone. */
  async get(id: string): Promise<KeptUpload | null> {
    if (parseRowId(id) === undefined) return null;
    const place = join(this.#folder, `import-${id}`);
    const about = await readFile(join(place, ABOUT), 'utf8').then((text) => JSON.parse(text) as About, () => null); // not there: gone, or never was
    if (!about) return null;
    const places = about.names.map((name, i) => ({ name, path: join(place, String(i)) }));
    const files = await Promise.all(places.map(async ({ name, path }) => ({ ...fileAt(path, name), bytes: (await stat(path)).size })));
    return { id, source: about.source, by: about.by, until: about.at + KEPT, files, places };
  }

  async drop(id: string): Promise<void> {
    if (parseRowId(id) !== undefined) await rm(join(this.#folder, `import-${id}`), { recursive: true, force: true });
  }

  /** Takes away what nobody came back for. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [] as string[]); // no folder yet: nothing to sweep
    for (const name of names) {
      const at = await stat(join(this.#folder, name)).then(({ mtimeMs }) => mtimeMs, () => this.#clock.now());
      if (name.startsWith('import-') && at + KEPT < this.#clock.now()) await this.drop(name.slice(7));
    }
  }
}
