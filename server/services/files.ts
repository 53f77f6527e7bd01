/** Files of archives beyond their bytes: what may be said of one, uploads with their limits and their end, and word of every change. Rights on a section are the caller's to ask. */
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { Storage, StoredFile, UploadState } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { trueType } from '../../model/file-types.ts';
import { newRowId } from '../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../model/ids.ts';
import { atLeast } from '../../model/rights.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Changes } from './changes.ts';
import { isCalendarDate } from './dates.ts';
import type { Problem } from './errors.ts';
import type { FileNews } from './file-news.ts';

export interface FilesOptions {
  readonly storage: Pick<Storage, 'files'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory'>;
  readonly hub: Pick<Hub, 'digestsChanged'>;
  readonly changes: Changes;
  readonly news: FileNews;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits: Pick<Limits, 'uploadsPerPerson' | 'uploadBytesPerPerson' | 'uploadMs'>;
  readonly report: (event: string, error: unknown) => void;
}

/** Of somebody who begins an upload. `count`: too many are under way; `bytes`: they announce too much together. */
export type Room = 'free' | 'count' | 'bytes';
export interface NewFile { readonly archive: ArchiveId; readonly section: SectionKey; readonly kind: string; readonly name: string; readonly type: string; readonly validUntil: string | null }

/** Milliseconds between two looks for uploads that have ended. */
const LOOK = 3_600_000;

export class Files {
  readonly #options: FilesOptions;
  #cancel: () => void = () => undefined;
  #swept: Promise<void> = Promise.resolve();

  constructor(options: FilesOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.changes.onRights(({ person, archive }) => void this.#rightsChanged(person, archive).catch((error: unknown) => { this.#options.report('uploads not looked through', error); }));
    this.#swept = this.#options.storage.files.sweep().catch((error: unknown) => { this.#options.report('files without rows not freed', error); });
    this.#look();
  }

  async stop(): Promise<void> {
    this.#cancel();
    await this.#swept;
  }

  /** The row of a file that comes now, without its bytes. */
  stamp(by: PersonId, file: NewFile): Omit<StoredFile, 'size' | 'sha256'> {
    const { random, clock } = this.#options;
    return { ...file, id: newRowId(random), by, at: new Date(clock.now()).toISOString() };
  }

  room(person: PersonId, length: number): Room {
    const { limits } = this.#options;
    const own = this.#all().filter(({ by }) => by === person);
    if (own.length >= limits.uploadsPerPerson) return 'count';
    return own.reduce((sum, { size }) => sum + size, length) > limits.uploadBytesPerPerson ? 'bytes' : 'free';
  }

  async begin(by: PersonId, file: NewFile, size: number): Promise<UploadState> {
    const { storage, clock, limits } = this.#options;
    const upload = { ...this.stamp(by, file), size, ends: clock.now() + limits.uploadMs };
    await storage.files.uploads.begin(upload);
    return { ...upload, offset: 0 };
  }

  /** Nobody but who began it has an upload. */
  upload(person: PersonId, archive: ArchiveId, id: string): UploadState | null {
    const found = this.#options.storage.files.uploads.get(id);
    return found && found.by === person && found.archive === archive && found.ends > this.#options.clock.now() ? found : null;
  }

  async finish({ id, name, type }: UploadState): Promise<StoredFile> {
    const file = await this.#options.storage.files.uploads.finish(id, (head) => trueType(head, name, type));
    this.changed(file);
    return file;
  }

  /** Somebody may read another list of this section than before. */
  changed({ archive, section }: Pick<StoredFile, 'archive' | 'section'>): void {
    const { news, hub, changes, clock } = this.#options;
    news.note(archive, section as SectionKey, new Date(clock.now()).toISOString());
    hub.digestsChanged([archive]);
    changes.digests([archive]);
  }

  #all(): readonly UploadState[] {
    const now = this.#options.clock.now();
    return this.#options.storage.files.uploads.all().filter(({ ends }) => ends > now);
  }

  #look(): void {
    const { clock, storage: { files: { uploads } }, report } = this.#options;
    for (const { id, ends } of uploads.all()) if (ends <= clock.now()) uploads.drop(id).catch((error: unknown) => { report('upload not dropped', error); });
    this.#cancel = clock.after(LOOK, () => { this.#look(); });
  }

  /** Who may write there no longer leaves nothing there. */
  async #rightsChanged(person: PersonId | undefined, archive: ArchiveId | undefined): Promise<void> {
    const { storage: { files: { uploads } }, access } = this.#options;
    for (const upload of uploads.all()) {
      if ((person !== undefined && person !== upload.by) || (archive !== undefined && archive !== upload.archive)) continue;
      const rights = await access.rights({ id: upload.by }, upload.archive);
      if (!rights || !atLeast(rights.sections.get(upload.section as SectionKey)?.level ?? 'none', 'write')) await uploads.drop(upload.id);
    }
  }
}

/** The name is shown and offered for saving, never used as a path; control characters, separators and marks that turn the direction of what follows are taken out of it. */
export const plainName = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '').trim().slice(0, 255);

/** What is wrong with what was said of a file; the section is looked at elsewhere. */
export function problemsOf({ name, kind, validUntil }: { readonly name?: string | undefined; readonly kind?: string | undefined; readonly validUntil?: string | null | undefined }): readonly Problem[] {
  const problems: Problem[] = [];
  if (name === '') problems.push({ field: 'file', code: 'missing', message: 'The file needs a name.' });
  if (validUntil != null && !isCalendarDate(validUntil)) problems.push({ field: 'validUntil', code: 'not-a-date', message: 'A date such as 2026-05-12.' });
  if ((kind ?? '').length > 64) problems.push({ field: 'kind', code: 'too-long', message: 'At most 64 characters.' });
  return problems;
}
