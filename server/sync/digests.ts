/** The digest channel of a line: which archives a page watches, and what this person may see of them. What a digest holds is left to `Access`. */
import { createHash } from 'node:crypto';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { FrameError, readJson } from '../../model/protocol.ts';
import type { DigestNews } from '../../model/protocol.ts';
import type { Access } from './sync.ts';

export interface DigestOptions {
  readonly access: Pick<Access, 'resolve' | 'digests'>;
  readonly person: () => PersonId;
  readonly send: (body: Uint8Array) => void;
  /** So much waits to be sent that more had better wait. */
  readonly full: () => boolean;
  readonly soon: (callback: () => void) => void;
  readonly most: number;
  readonly report: (event: string, error: unknown) => void;
  /** Too many refs. */
  readonly over: () => void;
}

/** `archive`: where the ref leads, null while it leads nowhere. `told`: mark of what was sent last, null before the first answer. */
interface Watched { archive: ArchiveId | null; told: string | null }

const utf8 = new TextEncoder();
const NOBODY = 'nothing';
/** Digests in one message: a page of badges, not a whole table. */
const SLICE = 100;

export class Digests {
  readonly #options: DigestOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #wanted = new Set<string>();
  /** Rises when rights change: an answer that was asked for before is thrown away. */
  #generation = 0;
  #asking = false;
  #scheduled = false;
  #closed = false;
  #idlers: (() => void)[] = [];

  constructor(options: DigestOptions) {
    this.#options = options;
  }

  /** `DigestWish` of the client; throws `FrameError` when it is none. */
  receive(body: Uint8Array): void {
    const wish = readJson(body) as { watch?: unknown; unwatch?: unknown } | null;
    if (typeof wish !== 'object' || wish === null) throw new FrameError('not a wish');
    for (const ref of texts(wish.unwatch)) {
      this.#watched.delete(ref);
      this.#wanted.delete(ref);
    }
    for (const ref of texts(wish.watch)) {
      this.#watched.set(ref, { archive: null, told: null });
      this.#wanted.add(ref);
    }
    if (this.#watched.size > this.#options.most) return this.#options.over();
    this.#schedule();
  }

  /** Facts of these archives changed. Refs that lead nowhere yet are tried again: one of the archives may be new. */
  changed(archives: ReadonlySet<ArchiveId>): void {
    for (const [ref, { archive }] of this.#watched) if (archive === null || archives.has(archive)) this.#wanted.add(ref);
    this.#schedule();
  }

  /** Rights changed, of this person or on `archive`: what is on its way is of no use; resolves when all is decided anew. */
  rightsChanged(archive?: ArchiveId): Promise<void> {
    this.#generation++;
    for (const [ref, watched] of this.#watched) if (archive === undefined || watched.archive === archive || watched.archive === null) this.#wanted.add(ref);
    if (this.#closed || (this.#wanted.size === 0 && !this.#asking)) return Promise.resolve();
    const decided = new Promise<void>((resolve) => this.#idlers.push(resolve));
    if (!this.#asking) void this.#ask();
    return decided;
  }

  /** The socket has room again. */
  drained(): void {
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    this.#watched.clear();
    this.#wanted.clear();
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  /** Changes of one turn are one message. */
  #schedule(): void {
    if (this.#scheduled || this.#asking || this.#wanted.size === 0 || this.#closed) return;
    this.#scheduled = true;
    this.#options.soon(() => {
      this.#scheduled = false;
      if (!this.#asking) void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#wanted.size > 0 && !this.#closed && !this.#options.full()) {
      const refs = [...this.#wanted].slice(0, SLICE);
      for (const ref of refs) this.#wanted.delete(ref);
      const generation = this.#generation;
      const answers = await this.#look(refs);
      if (this.#closed) break;
      if (generation !== this.#generation) refs.forEach((ref) => this.#watched.has(ref) && this.#wanted.add(ref));
      else this.#tell(answers);
    }
    this.#asking = false;
    for (const resolve of this.#idlers.splice(0)) resolve();
  }

  async #look(refs: readonly string[]): Promise<DigestNews['digests']> {
    try {
      const found = await Promise.all(refs.map((ref) => this.#resolve(ref)));
      const archives = [...new Set(found.filter((archive) => archive !== null))];
      const digests = await this.#options.access.digests(this.#options.person(), archives);
      const of = new Map(archives.map((archive, i) => [archive, digests[i] ?? null]));
      return refs.map((ref, i) => ({ ref, digest: of.get(found[i]!) ?? null }));
    } catch (error) {
      // the page keeps what it shows, and hears of the next change
      this.#options.report('digests failed', error);
      return [];
    }
  }

  async #resolve(ref: string): Promise<ArchiveId | null> {
    const parsed = parseArchiveRef(ref);
    const archive = parsed === undefined ? null : await this.#options.access.resolve(parsed);
    const watched = this.#watched.get(ref);
    if (watched !== undefined) watched.archive = archive;
    return archive;
  }

  /** Says only what is new: that something happened to an archive one may not see is a fact about it. */
  #tell(answers: DigestNews['digests']): void {
    const news = answers.filter(({ ref, digest }) => {
      const watched = this.#watched.get(ref);
      const mark = digest === null ? NOBODY : createHash('sha256').update(JSON.stringify(digest)).digest('base64');
      if (watched === undefined || watched.told === mark) return false;
      watched.told = mark;
      return true;
    });
    if (news.length > 0) this.#options.send(utf8.encode(JSON.stringify({ digests: news } satisfies DigestNews)));
  }
}

function texts(value: unknown): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((each): each is string => typeof each === 'string' && each.length <= 200)) throw new FrameError('not a list of refs');
  return value;
}
