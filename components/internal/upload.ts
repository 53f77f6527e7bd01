/** Sends one file to the server in pieces and tells how far it is; goes on after a lost connection, and after a reload of the tab when the same file is chosen again. Who shows it, and in what words, is left to the caller. */
import type { FileView, UploadView } from '../../model/api.ts';
import { pageClock } from '../line/clock.ts';
import { ApiError, type Session } from './session.ts';

export interface NewFile {
  /** Section whose right the file has. */
  readonly section: string;
  /** What it is: the key of a field, or the value key of a row such as `contacts/<rowId>`. */
  readonly kind: string;
  readonly file: File;
  /** `YYYY-MM-DD`, or null for a paper that does not end. */
  readonly validUntil?: string | null;
}

export interface UploadWatch {
  /** Bytes the server keeps, of all. */
  progress?(sent: number, of: number): void;
  /** The connection is lost, and the upload waits for it; or it is there again. */
  waiting?(waits: boolean): void;
  /** Gives up the upload: nothing of it stays on the server, and the promise is refused with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Small enough that little is sent twice, large enough that a request each costs nothing. */
export const PIECE = 4 * 1024 * 1024;
/** Milliseconds before a piece is tried again; the last one goes on counting. */
const AGAIN = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** Tries without a byte of progress, while the device says that it is online. */
const MOST_TRIES = 12;

/** Resolves with the file as stored. Throws `ApiError`: 413 too large, 403 and 404, 422, 429 too many at once, 507; status 0 with `network`, when it was tried long enough, or `unreadable` for a file that changed meanwhile. */
export async function uploadFile(session: Session, archive: string, wish: NewFile, watch: UploadWatch = {}): Promise<FileView> {
  const { file } = wish;
  const { signal } = watch;
  const path = `/api/archives/${encodeURIComponent(archive)}/uploads`;
  const note = noteOf(session, archive, wish);
  let failures = 0;
  let upload: UploadView | null = null;
  watch.progress?.(0, file.size);
  try {
    for (;;) {
      signal?.throwIfAborted();
      try {
        upload ??= (await resumed(session, path, note)) ?? (await begun(session, path, wish, note));
        if (upload.offset > 0 || upload.file) watch.progress?.(upload.offset, file.size);
        while (upload.file === null) {
          const next = await sent(session, `${path}/${upload.id}`, upload.offset, file, signal);
          if (next.offset > upload.offset || next.file) failures = 0;
          upload = next;
          watch.waiting?.(false);
          watch.progress?.(upload.offset, file.size);
        }
        forget(note);
        return upload.file;
      } catch (error) {
        signal?.throwIfAborted();
        if (!(await isPassing(error, file)) || ++failures > MOST_TRIES) throw error;
        // where the server stands is asked anew; what it forgot begins again
        upload = null;
        watch.waiting?.(true);
        await pause(AGAIN[Math.min(failures, AGAIN.length) - 1]!, signal);
      }
    }
  } catch (error) {
    if (signal?.aborted) {
      const id = recall(note);
      forget(note);
      if (id !== null) await session.request('DELETE', `${path}/${id}`).catch(() => undefined); // else it ends by itself within a day
    } else if (error instanceof ApiError && error.status !== 0) forget(note);
    throw error;
  }
}

const begun = async (session: Session, path: string, { section, kind, file, validUntil }: NewFile, note: string): Promise<UploadView> => {
  const upload = await session.request<UploadView>('POST', path, { section, kind, name: file.name, type: file.type, length: file.size, validUntil: validUntil ?? null });
  keep(note, upload.id);
  return upload;
};

/** Null where there is nothing to go on with. */
async function resumed(session: Session, path: string, note: string): Promise<UploadView | null> {
  const id = recall(note);
  if (id === null) return null;
  try {
    return await session.request<UploadView>('GET', `${path}/${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status !== 404 && error.status !== 403)) throw error;
    forget(note);
    return null;
  }
}

async function sent(session: Session, path: string, offset: number, file: File, signal: AbortSignal | undefined): Promise<UploadView> {
  let answer: Response;
  try {
    answer = await session.fetch(path, {
      method: 'PATCH', headers: { accept: 'application/json', 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      body: file.slice(offset, offset + PIECE, 'application/offset+octet-stream'), ...(signal ? { signal } : {}),
    });
  } catch (error) {
    throw new ApiError(0, 'network', error instanceof Error ? error.message : String(error));
  }
  const body: unknown = await answer.json().catch(() => null); // a proxy's page: the status says what there is to say
  if (answer.ok && body !== null) return body as UploadView;
  const told = (body as { readonly error?: { readonly code: string; readonly message: string } } | null)?.error;
  throw new ApiError(answer.ok ? 502 : answer.status, told?.code ?? 'http', told?.message ?? answer.statusText);
}

/** The connection, a restart, or another request of ours that still writes. A file that can no longer be read looks like a lost connection. */
async function isPassing(error: unknown, file: File): Promise<boolean> {
  if (!(error instanceof ApiError)) return false;
  if (error.status === 0) {
    await file.slice(0, 1).arrayBuffer().catch(() => { throw new ApiError(0, 'unreadable', 'The file cannot be read any more.'); });
    return true;
  }
  return error.status === 409 || [502, 503, 504].includes(error.status) || (error.status === 429 && error.code === 'too-many-requests');
}

/** Ends early when the device is online again, or the upload is given up; waits as long as it says that it is not. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = navigator.onLine ? pageClock.after(milliseconds, () => { end(); }) : () => undefined;
    const end = (): void => {
      stop();
      removeEventListener('online', end);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    addEventListener('online', end);
    signal?.addEventListener('abort', end);
  });
}

/** The same file for the same place, by the same person. */
const noteOf = (session: Session, archive: string, { section, kind, file, validUntil }: NewFile): string =>
  `dossier-upload ${JSON.stringify([session.endpoint, session.me?.id ?? '', archive, section, kind, validUntil ?? '', file.name, file.size, file.lastModified])}`;

/** Of the tab; where the browser keeps nothing, of the page. */
const ofPage = new Map<string, string>();
function keep(note: string, id: string): void {
  ofPage.set(note, id);
  try {
    sessionStorage.setItem(note, id);
  } catch {
    // no storage is allowed here: the upload resumes as long as the page stays
  }
}
function recall(note: string): string | null {
  try {
    return ofPage.get(note) ?? sessionStorage.getItem(note);
  } catch {
    return null;
  }
}
function forget(note: string): void {
  ofPage.delete(note);
  try {
    sessionStorage.removeItem(note);
  } catch {
    // nothing was kept there
  }
}
