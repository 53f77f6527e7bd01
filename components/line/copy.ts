/**
 * One Y.Doc of a section with its provider on a channel of the line, until a refusal or another epoch ends it. Knows
 * which edits are not acknowledged yet and keeps them in the outbox; what becomes of a copy that is over is left to `doc-store.ts`.
 */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { Scalar } from '../../model/api.ts';
import { CLOSE, MESSAGE, type Opened, type Reject, type RejectCode } from '../../model/protocol.ts';
import { changedKeys } from '../../model/section-doc.ts';
import type { FullSession } from '../internal/full-session.ts';
import type { Refused } from '../internal/session.ts';
import { Channel, type ChannelHooks } from './channel.ts';
import type { inherit, settle } from './leftover.ts';
import type { Edit, Kept, Outbox, Place, Word, Words } from './outbox.ts';
import { Provider } from './provider.ts';
import type { Pending } from './saved.ts';
import type { Section } from './sections.ts';
import { setValue, valueBefore, valueOf } from './values.ts';

/** Origins that no undo manager follows: edits made again after a refusal, and those of a page that is gone. */
export const AGAIN = Symbol('dossier.again');
const REPLAY = Symbol('dossier.replay');

/** Refusals that are nobody's fault: nothing was taken, so the same edits may go up again under the same author id. */
const BLAMELESS: ReadonlySet<RejectCode> = new Set(['rate', 'storage', 'closed']);
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** Words are for reading only; the edits themselves are kept at once. */
const SAY_AFTER = 1_000;

/** A local transaction that no acknowledgement covers yet; `safe`: it would survive a reload. */
interface Unacked { readonly edit: number; readonly keys: readonly string[]; readonly id: string; safe: boolean }
/** Values of a copy that is over. */
export interface Leftover extends Words {
  /** Its document, where it was this page's: what the server holds now can be merged into it. */
  readonly doc: Y.Doc | null;
  /** What the outbox has of it. */
  readonly ids: readonly string[];
  readonly copies: readonly string[];
}

export type Cause =
  /** `keys`: what the server did not take. */
  | { readonly kind: 'rejected'; readonly reject: Reject; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'epoch' }
  /** Not there, or no longer for this person. */
  | { readonly kind: 'gone' };

/** What knows what becomes of leftovers, once it is loaded. */
export interface Settling { readonly inherit: typeof inherit; readonly settle: typeof settle }

/** What the elements of the page are shown. */
export type Shown = Partial<Pick<Section, 'state' | 'doc' | 'awareness' | 'refused'>>;

export interface CopyOptions {
  readonly section: Section;
  readonly session: FullSession;
  /** To be written again, or shown, once it has synced. */
  readonly left: readonly Leftover[];
  readonly settling: Settling | undefined;
  /** Null: memory only, as for a restricted section or where there is no database; undefined: not loaded yet. */
  readonly outbox: Outbox | null | undefined;
  readonly loadOutbox: () => Promise<Outbox | null>;
  readonly place: () => Place;
  readonly cut: (message: Uint8Array, most: number) => Promise<readonly Uint8Array[]>;
  /** The first opening: false where another handle has the document already. What tabs that are gone have left may have to be read first. */
  readonly opened: (info: Opened) => boolean | Promise<boolean>;
  readonly tell: (shown: Shown, pending?: Partial<Pending>) => void;
  readonly risk: () => void;
  readonly ended: (cause: Cause) => void;
  /** Something was acknowledged. */
  readonly went: () => void;
}

let copies = 0;

export class Copy {
  readonly doc = new Y.Doc();
  readonly provider: Provider;
  readonly #options: CopyOptions;
  readonly #name = `${crypto.getRandomValues(new Uint32Array(2)).join('')}/${++copies}`;
  #left: readonly Leftover[];
  #ended = false;
  #info: Opened | undefined;
  #unacked: Unacked[] = [];
  /** Keys of unacknowledged edits: how many of them, and the value before the first. */
  readonly #waiting = new Map<string, { edits: number; readonly base: unknown }>();
  /** Edits so far, and for each counted message of the channel the last edit that it carries. */
  #edits = 0;
  #carried: { readonly edit: number; readonly last: boolean }[] = [];
  #problem: { readonly code: number; readonly reason: string } | undefined;
  #synced = false;
  #settling: Settling | undefined;
  /** Undefined until the first edit; null: there is none, or it failed, and later edits would rest on one that it does not have. */
  #outbox: Outbox | null | undefined;
  #batch: Edit[] = [];
  #saying: (() => void) | undefined;
  #said = false;
  /** Copies of other tabs whose edits go up with this one. */
  #adopted: string[] = [];
  #pause = FIRST_PAUSE;
  #resyncs = 0;
  #trying = false;
  #stopTrying: (() => void) | undefined;

  constructor(options: CopyOptions) {
    this.#options = options;
    const { section, session } = options;
    this.#left = options.left;
    this.#settling = options.settling;
    this.#outbox = options.outbox;
    // Before the provider's own listeners, so that an edit is counted before it is sent.
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#edited(transaction));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#keep(update, origin));
    const { line } = session.shared;
    const hooks: ChannelHooks = {
      opened: (info) => this.#opened(info),
      edits: () => this.#edits,
      sending: (n, edit, last) => (this.#carried[n] = { edit, last }),
      cut: options.cut,
    };
    this.provider = new Provider(this.doc, {
      channel: (events) => new Channel(line, { archive: section.ref, section: section.section }, hooks, events),
      other: (type, decoder) => {
        if (type === MESSAGE.ack) this.#acked(decoding.readVarUint(decoder));
        else if (type === MESSAGE.reject) this.#rejected(JSON.parse(decoding.readVarString(decoder)) as Reject);
        else console.error('dossier: a message of an unknown kind', type);
      },
      synced: (synced) => {
        if (synced) {
          this.#synced = true;
          this.#settle();
        }
        this.showState();
      },
      closed: (why, final) => {
        if (why?.code === CLOSE.epoch) options.ended({ kind: 'epoch' });
        if (!final || why === null) return;
        if (why.code === CLOSE.notFound || why.code === CLOSE.forbidden) return options.ended({ kind: 'gone' });
        this.#problem = why;
        this.showState();
      },
    });
    addEventListener('pagehide', this.#say);
    this.provider.connect();
  }

  get synced(): boolean {
    return this.#synced;
  }
  /** Something would be lost if the page went away now. */
  get atRisk(): boolean {
    return this.#unacked.some(({ safe }) => !safe) || (this.#outbox === null && this.#left.length > 0);
  }

  /** Another try after the server closed the channel for good. */
  again(): void {
    this.#problem = undefined;
    this.provider.connect();
  }

  #opened(info: Opened): boolean | Promise<boolean> {
    const before = this.#info;
    if (before !== undefined && before.epoch !== info.epoch) {
      this.#options.ended({ kind: 'epoch' });
      return false;
    }
    this.#info = info;
    this.#carried = [];
    this.#stopTrying?.();
    return before !== undefined || this.#options.opened(info);
  }

  /** Takes over edits of tabs that are gone, as they are, under their own author ids. */
  adopt(kept: Kept, outbox: Outbox, settling: Settling): void {
    if (kept.edits.length + kept.words.length === 0) return;
    this.#outbox ??= outbox;
    this.#settling = settling;
    const { edits, left, refused } = settling.inherit(kept, this.#info!);
    this.doc.transact(() => {
      for (const { id, keys, update, base } of edits) {
        this.#unacked.push({ edit: ++this.#edits, keys, id, safe: true });
        for (const key of keys) this.#count(key, () => base(key));
        Y.applyUpdate(this.doc, update, REPLAY);
      }
    }, REPLAY);
    this.#adopted.push(...kept.words.map(({ copy }) => copy));
    this.#left = [...this.#left, ...left];
    this.#refuse(refused);
    this.#showPending();
    if (this.#synced) this.#settle();
  }

  /** What this copy holds that is not on the server, for the next one. */
  leftover(): readonly Leftover[] {
    const words = this.words();
    if (words.length === 0 || this.#info === undefined) return this.#left;
    const ids = this.#unacked.map(({ id }) => id);
    return [...this.#left, { copy: this.#name, epoch: this.#info.epoch, doc: this.doc, ids, copies: [this.#name, ...this.#adopted], words }];
  }
  words(): Word[] {
    return [...this.#waiting].map(([key, { base }]) => ({ key, value: valueOf(this.doc, key), base }));
  }
  get waiting(): ReadonlySet<string> {
    return new Set([...this.#waiting.keys(), ...this.#left.flatMap(({ words }) => words.map(({ key }) => key))]);
  }

  #settle(): void {
    const left = this.#left;
    this.#left = [];
    if (left.length === 0) return;
    for (const [i, each] of left.entries()) {
      const { write, refused } = this.#settling!.settle(each, this.doc, this.#info!, new Set(left.slice(i + 1).flatMap(({ words }) => words.map(({ key }) => key))));
      this.write(write);
      this.#refuse(refused);
      // behind the edits that take its place
      queueMicrotask(() => this.#forget(each.ids, each.copies));
    }
    this.#showPending();
  }
  #refuse(refused: readonly Refused[]): void {
    if (refused.length === 0) return;
    const { section, tell } = this.#options;
    tell({ refused: [...new Map([...section.refused, ...refused].map((each) => [each.key, each])).values()] });
  }
  write(values: readonly (readonly [key: string, value: Scalar])[]): void {
    this.doc.transact(() => {
      for (const [key, value] of values) setValue(this.doc, key, value);
    }, AGAIN);
  }

  showState(): void {
    if (this.#ended) return;
    const { tell, session } = this.#options;
    if (this.#problem !== undefined) {
      const { code, reason } = this.#problem;
      return tell({ doc: null, awareness: null, state: { kind: 'failed', code: String(code), message: reason } });
    }
    // A form stays read-only until the first sync; before it there is nothing to show.
    if (!this.#synced || this.#info === undefined) return;
    const { level } = this.#info;
    tell({ doc: this.doc, awareness: this.provider.awareness, state: { kind: 'ready', level, online: session.state.kind === 'online' } });
  }

  #edited(transaction: Y.Transaction): void {
    if (transaction.origin === this.provider || transaction.origin === REPLAY || transaction.changed.size === 0) return;
    const keys = changedKeys(transaction, this.doc);
    for (const key of keys) this.#count(key, () => valueBefore(transaction, key));
    this.#unacked.push({ edit: ++this.#edits, keys, id: `${this.#name}/${this.#edits}`, safe: false });
    this.#showPending();
  }
  #count(key: string, base: () => unknown): void {
    const known = this.#waiting.get(key);
    if (known === undefined) this.#waiting.set(key, { edits: 1, base: base() });
    else known.edits++;
  }

  /** Edits of one turn are written down together, at the end of that turn. */
  #keep(update: Uint8Array, origin: unknown): void {
    if (this.#outbox === null || origin === this.provider || origin === REPLAY) return;
    const { id, keys, edit } = this.#unacked.at(-1)!;
    if (this.#batch.push({ id, keys, n: edit, copy: this.#name, epoch: this.#info!.epoch, update }) === 1) queueMicrotask(() => this.#store());
    this.#saying ??= this.#options.session.shared.clock.after(SAY_AFTER, this.#say);
  }
  #store(): void {
    if (this.#outbox === undefined) {
      // the first edit of this page: what writes it down may still have to be loaded
      void this.#options.loadOutbox().then((outbox) => {
        this.#outbox ??= outbox;
        const open = new Set(this.#unacked.map(({ id }) => id));
        this.#batch = this.#batch.filter(({ id }) => open.has(id));
        if (!this.#ended && this.#batch.length > 0) this.#store();
      });
      return;
    }
    const edits = this.#batch;
    this.#batch = [];
    const batch = new Set(edits.map(({ id }) => id));
    void (this.#outbox?.add(this.#options.place(), edits) ?? Promise.resolve(false)).then((kept) => {
      for (const each of this.#unacked) if (batch.has(each.id)) each.safe = kept;
      if (kept) return this.#options.risk();
      this.#outbox = null;
      this.#showPending();
    });
  }
  readonly #say = (): void => {
    this.#saying?.();
    this.#saying = undefined;
    if (!this.#outbox || !this.#synced || (this.#waiting.size === 0 && !this.#said)) return;
    this.#said = this.#waiting.size > 0;
    this.#outbox.say(this.#options.place(), { copy: this.#name, epoch: this.#info!.epoch, words: this.words() });
  };
  #forget(ids: readonly string[], names: readonly string[]): void {
    this.#outbox?.forget(this.#options.place(), ids, names);
  }

  /** The last edit that is wholly in what was acknowledged. */
  #upTo(n: number): number {
    for (; n > 0; n--) {
      const carried = this.#carried[n];
      if (carried?.last) return carried.edit;
    }
    return 0;
  }
  #acked(n: number): void {
    const edit = this.#upTo(n);
    const done = this.#unacked.filter((each) => each.edit <= edit);
    this.#trying = false;
    this.#pause = FIRST_PAUSE;
    this.#resyncs = 0;
    if (done.length === 0) return; // an empty step 2: nothing of ours was waiting
    this.#unacked = this.#unacked.filter((each) => each.edit > edit);
    for (const key of done.flatMap(({ keys }) => keys)) if (--this.#waiting.get(key)!.edits === 0) this.#waiting.delete(key);
    const names = this.#unacked.length === 0 ? this.#adopted.splice(0) : [];
    this.#forget(done.map(({ id }) => id), names);
    this.#options.went();
    this.#showPending(this.#unacked.length === 0 ? this.#options.session.shared.clock.now() : undefined);
  }

  #rejected(reject: Reject): void {
    const first = this.#upTo(reject.n - 1);
    const last = this.#carried[reject.n]?.edit ?? 0;
    if (BLAMELESS.has(reject.code) || (reject.code === 'incomplete' && this.#resyncs++ < 2)) return this.#tryLater();
    if (reject.code === 'epoch') return this.#options.ended({ kind: 'epoch' });
    const keys = new Set(this.#unacked.filter(({ edit }) => edit > first && edit <= last).flatMap((each) => each.keys));
    // An author id that is somebody else's by chance says nothing against the values.
    if (reject.code === 'foreign-author') keys.clear();
    this.#options.ended({ kind: 'rejected', reject, keys: reject.field !== undefined && keys.has(reject.field) ? new Set([reject.field]) : keys });
  }
  /** The document stays as it is: a new channel brings all of it to the server again. */
  #tryLater(): void {
    this.#trying = true;
    this.#showPending();
    this.#stopTrying?.();
    this.#stopTrying = this.#options.session.shared.clock.after(this.#pause, () => {
      this.provider.disconnect();
      this.provider.connect();
    });
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }

  #showPending(savedAt?: number): void {
    const pending = this.#left.length === 0 ? this.#waiting.size : this.waiting.size;
    this.#options.tell({}, { pending, trying: this.#trying, keeps: this.#outbox !== null, ...(savedAt === undefined ? {} : { savedAt }) });
  }

  end(): void {
    if (this.#batch.length > 0 && this.#outbox) this.#store();
    this.#say();
    this.#ended = true;
    this.#stopTrying?.();
    this.#saying?.();
    removeEventListener('pagehide', this.#say);
    this.provider.destroy();
    this.doc.destroy();
  }
}
