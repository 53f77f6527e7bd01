/** What an erasure under way has to remember names the person: it is kept under a key that lies in a file of its own, so that the bytes can be read while it is there, and is gone with the key. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../storage/disk.ts';

const PREFIX = 'erasing-';
const CIPHER = 'aes-256-gcm';
const [KEY, NONCE, TAG] = [32, 12, 16];
export interface Sealed { readonly sealed: string }

export class Seal {
  readonly #folder: string;
  readonly #keys = new Map<string, Buffer>();
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The key is on disk before anything that it closes. */
  async close(id: string, value: unknown): Promise<Sealed> {
    const key = await this.#key(id) ?? await this.#begin(id);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, key, nonce);
    const inside = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), inside]).toString('base64') };
  }
  /** Null: the key is not here, as in a folder out of a backup. */
  async open(id: string, { sealed }: Sealed): Promise<unknown> {
    const key = await this.#key(id);
    if (key === null) return null;
    const bytes = Buffer.from(sealed, 'base64');
    const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE));
    cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8')) as unknown;
  }
  async drop(id: string): Promise<void> {
    this.#keys.delete(id);
    await rm(this.#path(id), { force: true });
  }
  /** Keys of what is over, where the power failed before they went. */
  async keepOnly(ids: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.#folder)) if (name.startsWith(PREFIX) && !ids.has(name.slice(PREFIX.length))) await rm(join(this.#folder, name), { force: true });
  }

  #path(id: string): string {
    return join(this.#folder, `${PREFIX}${id}`);
  }
  async #key(id: string): Promise<Buffer | null> {
    const known = this.#keys.get(id);
    if (known) return known;
    try {
      const key = await readFile(this.#path(id));
      if (key.length !== KEY) return null; // the power failed while it was written: nothing is closed by it
      this.#keys.set(id, key);
      return key;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }
  async #begin(id: string): Promise<Buffer> {
    const key = randomBytes(KEY);
    const file = await open(this.#path(id), 'w', 0o600);
    try {
      await file.writeFile(key);
      await file.sync();
    } finally {
      await file.close();
    }
    this.#keys.set(id, key);
    return key;
  }
}
