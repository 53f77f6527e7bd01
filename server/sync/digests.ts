/** The digest channel of a line: which archives a page watches, and what this person may see of them. What a digest holds is left to `Access`. */
import { createHash } from 'node:crypto';
import { parseArchiveRef } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { FrameError, readJson } from '../../model/protocol.ts';
import type { Face } from '../../model/overview.ts';
import type { DigestNews } from '../../model/protocol.ts';
import type { Caller } from '../../model/rights.ts';
import type { Access } from './sync.ts';
import type { Watching } from './watching.ts';

export interface DigestOptions {
  readonly access: Pick<Access, 'resolve' | 'digests' | 'brief' | 'faces'>;
  /** Told which archives are watched here, to find this channel when one changes. */
  readonly watching: Watching<Digests>;
  readonly person: () => Caller;
  readonly send: (body: Uint8Array) => void;
  /** So much waits to be sent that more had better wait. */
  readonly full: () => boolean;
  /** What was sent may not be shown any more: what of it still waits unsent must not arrive. */
  readonly lapsed: () => void;
  readonly soon: (callback: () => void) => void;
  readonly most: number;
  readonly report: (event: string, error: unknown) => void;
  /** Too many refs. */
  readonly over: () => void;
}

/** `archive`: where the ref leads, null while it leads nowhere. `told`: mark of what was sent last, null before the first answer. `wants`: the schemes that are enough, `brief` for a digest without reasons, `whole` with them. */
interface Watched { archive: ArchiveId | null; told: string | null; readonly wants: readonly string[] | 'brief' | 'whole' }

const utf8 = new TextEncoder();
const NOBODY = 'nothing';
/** Digests in one message: a page of badges, not a whole table. */
const SLICE = 100;

export class Digests {
  readonly #options: DigestOptions;
  readonly #watched = new Map<string, Watched>();
  /** How many refs lead to each archive, or nowhere. */
  readonly #leading = new Map<ArchiveId | null, number>();
  readonly #wanted = new Set<string>();
  /** Those of them to be decided anew because rights changed. */
  readonly #doubted = new Set<string>();
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
    const wish = readJson(body) as { watch?: unknown; unwatch?: unknown; faces?: unknown; reasons?: unknown } | null;
    if (typeof wish !== 'object' || wish === null) throw new FrameError('not a wish');
    for (const ref of texts(wish.unwatch)) {
      this.#drop(ref);
      this.#wanted.delete(ref);
    }
    const wants = wish.faces !== undefined ? [...texts(wish.faces)] : wish.reasons === false ? 'brief' : 'whole';
    for (const ref of texts(wish.watch)) {
      this.#drop(ref);
      this.#watched.set(ref, { archive: null, told: null, wants });
      this.#leadsTo(null);
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

  /** Everything watched is looked at again. */
  anew(): void {
    for (const ref of this.#watched.keys()) this.#wanted.add(ref);
    this.#schedule();
  }

  /** Rights changed, of this person or on `archive`: what is on its way is of no use; resolves when all is decided anew. */
  rightsChanged(archive?: ArchiveId): Promise<void> {
    this.#generation++;
    for (const [ref, watched] of this.#watched) if (archive === undefined || watched.archive === archive || watched.archive === null) {
      this.#wanted.add(ref);
      this.#doubted.add(ref);
    }
    // nothing is decided while so much waits, and what waits may be what was lost
    if (this.#doubted.size > 0 && this.#options.full()) this.#options.lapsed();
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
    for (const { archive } of this.#watched.values()) this.#options.watching.remove(archive, this);
    this.#watched.clear();
    this.#leading.clear();
    this.#wanted.clear();
    this.#doubted.clear();
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
      const person = this.#options.person();
      const { access } = this.#options;
      // what a wish that came meanwhile wants otherwise is asked again
      const wants = refs.map((ref) => this.#watched.get(ref)?.wants ?? 'brief');
      const [digests, brief, faces] = await Promise.all([
        answered(found.filter((_, i) => wants[i] === 'whole'), (archives) => access.digests(person, archives)),
        answered(found.filter((_, i) => wants[i] === 'brief'), (archives) => access.brief(person, archives)),
        answered(found.filter((_, i) => typeof wants[i] === 'object'), (archives) => access.faces(person, archives)),
      ]);
      return refs.map((ref, i) => {
        const wanted = wants[i] ?? 'brief';
        const archive = found[i]!;
        return { ref, digest: typeof wanted === 'object' ? cut(faces.get(archive) ?? null, wanted) : ((wanted === 'whole' ? digests : brief).get(archive) ?? null) };
      });
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
    if (watched !== undefined && watched.archive !== archive) {
      const before = watched.archive;
      watched.archive = archive;
      this.#leadsTo(archive);
      this.#leftOne(before);
    }
    return archive;
  }

  #drop(ref: string): void {
    const watched = this.#watched.get(ref);
    if (watched === undefined) return;
    this.#watched.delete(ref);
    this.#leftOne(watched.archive);
  }

  #leadsTo(archive: ArchiveId | null): void {
    this.#leading.set(archive, (this.#leading.get(archive) ?? 0) + 1);
    this.#options.watching.add(archive, this);
  }

  /** One ref fewer leads there; another may still. Counted, since a wish may name thousands of refs. */
  #leftOne(archive: ArchiveId | null): void {
    const left = (this.#leading.get(archive) ?? 0) - 1;
    if (left > 0) return void this.#leading.set(archive, left);
    this.#leading.delete(archive);
    this.#options.watching.remove(archive, this);
  }

  /** Says only what is new: that something happened to an archive one may not see is a fact about it. */
  #tell(answers: DigestNews['digests']): void {
    let lapsed = false;
    const news = answers.filter(({ ref, digest }) => {
      const watched = this.#watched.get(ref);
      const doubted = this.#doubted.delete(ref);
      const mark = digest === null ? NOBODY : createHash('sha256').update(JSON.stringify(digest)).digest('base64');
      if (watched === undefined || watched.told === mark) return false;
      watched.told = mark;
      lapsed ||= doubted;
      return true;
    });
    if (lapsed) this.#options.lapsed();
    if (news.length > 0) this.#options.send(utf8.encode(JSON.stringify({ digests: news } satisfies DigestNews)));
  }
}

/** Asks for each archive once. */
async function answered<T>(archives: readonly (ArchiveId | null)[], ask: (archives: readonly ArchiveId[]) => Promise<readonly (T | null)[]>): Promise<ReadonlyMap<ArchiveId | null, T | null>> {
  const each = [...new Set(archives.filter((archive) => archive !== null))];
  const answers = each.length === 0 ? [] : await ask(each);
  return new Map(each.map((archive, i) => [archive, answers[i] ?? null]));
}

/** The classes of these schemes alone. */
const cut = (face: Face | null, schemes: readonly string[]): Face | null =>
  face === null || face.level === 'exists' ? face : { ...face, classes: Object.fromEntries(Object.entries(face.classes).filter(([scheme]) => schemes.includes(scheme))) };

/** Each once. */
function texts(value: unknown): ReadonlySet<string> {
  if (value === undefined) return new Set();
  if (!Array.isArray(value) || !value.every((each): each is string => typeof each === 'string' && each.length <= 200)) throw new FrameError('not a list of refs');
  return new Set(value);
}
