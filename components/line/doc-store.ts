/**
 * One open section: a Y.Doc with y-websocket's provider on a channel of the line. Turns acknowledgements into "saved", refusals
 * into values that wait for the person, and presence into people. Counting who holds it is `sections.ts`.
 */
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Scalar } from '../../model/api.ts';
import { CLOSE, MESSAGE, type Opened, type Reject } from '../../model/protocol.ts';
import { changedKeys, getCell, getField, getMark, PLACE, parseValueKey, setCell, setField, setMark, setText } from '../../model/section-doc.ts';
import type { FullSession } from '../internal/full-session.ts';
import type { Refused } from '../internal/session.ts';
import { channelClass } from './channel.ts';
import { Presence } from './presence.ts';
import type { Engine, Section } from './sections.ts';

/** Origin of edits that are made again after a refusal; an undo manager does not follow it. */
export const AGAIN = Symbol('dossier.again');

/** A local transaction that no acknowledgement covers yet. */
interface Unacked { readonly edit: number; readonly keys: readonly string[] }

export function startEngine(section: Section, session: FullSession): Engine {
  return new SectionEngine(section, session);
}

class SectionEngine implements Engine {
  readonly #section: Section;
  readonly #session: FullSession;
  readonly #presence: Presence;
  readonly #stop: () => void;
  #copy: Copy;

  constructor(section: Section, session: FullSession) {
    this.#section = section;
    this.#session = session;
    this.#presence = new Presence(section, session);
    this.#copy = this.#begin([]);
    this.#stop = session.shared.line.subscribe(() => this.#copy.showState());
  }

  focus(key: string | null): void {
    this.#presence.focus(key);
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    return this.#presence.authorOf(client);
  }
  retry(key: string): void {
    const refused = this.#section.refused.find((each) => each.key === key);
    if (refused === undefined || !this.#copy.synced) return;
    this.#section.tell({ refused: this.#section.refused.filter((each) => each !== refused) });
    this.#copy.write([[key, refused.value]]);
  }
  end(): void {
    this.#stop();
    this.#presence.end();
    this.#copy.end();
  }

  /** A new document under a new author id; `again` are values to write once it has synced. */
  #begin(again: readonly Value[]): Copy {
    const copy = new Copy(this.#section, this.#session, again, (rejected, epoch) => this.#renew(rejected, epoch));
    this.#presence.follow(copy.provider.awareness);
    return copy;
  }

  /** The copy has diverged from what the server holds: keep its unacknowledged values, begin anew. */
  #renew(rejected: Reject | null, edits: readonly number[]): void {
    const old = this.#copy;
    const refused = new Map(this.#section.refused.map((each) => [each.key, each]));
    const again: Value[] = [];
    const guilty = new Set(rejected === null ? [] : old.unacked.filter(({ edit }) => edits.includes(edit)).flatMap(({ keys }) => keys));
    for (const key of new Set(old.unacked.flatMap(({ keys }) => keys))) {
      const value = valueOf(old.doc, key);
      // Values that were only written after the refused one are innocent. A text is not: writing it whole could undo what others wrote in it.
      if (guilty.has(key) || key.startsWith('text:')) refused.set(key, refusal(key, value, rejected));
      else again.push([key, value]);
    }
    old.end();
    this.#section.tell({ refused: [...refused.values()], pending: 0, state: { kind: 'loading' }, doc: null, awareness: null });
    this.#copy = this.#begin(again);
  }
}

type Value = readonly [key: string, value: unknown];

const refusal = (key: string, value: unknown, reject: Reject | null): Refused =>
  ({ key, value, code: reject?.code ?? 'epoch', text: reject?.text ?? '' });

/** One Y.Doc with its provider, until a refusal or another epoch ends it. */
class Copy {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  unacked: Unacked[] = [];
  readonly #section: Section;
  readonly #session: FullSession;
  #again: readonly Value[];
  #ended = false;
  #info: Opened | undefined;
  /** Edits so far, and for each counted message of the channel the last edit that it carries. */
  #edits = 0;
  #carried: number[] = [];
  #problem: { readonly code: number; readonly reason: string } | undefined;

  constructor(section: Section, session: FullSession, again: readonly Value[], renew: (rejected: Reject | null, edits: readonly number[]) => void) {
    this.#section = section;
    this.#session = session;
    this.#again = again;
    const { line } = session.shared;
    // Before the provider's own listener, so that an edit is counted before it is sent.
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#edited(transaction));
    this.provider = new WebsocketProvider('line:', section.section, this.doc, {
      WebSocketPolyfill: channelClass(line, { archive: section.ref, section: section.section }, {
        opened: (info) => {
          const other = this.#info !== undefined && this.#info.epoch !== info.epoch;
          this.#info = info;
          this.#carried = [];
          if (other) renew(null, []);
          return !other;
        },
        level: (info) => {
          this.#info = info;
          this.showState();
        },
        sending: (n) => (this.#carried[n] = this.#edits),
      }),
      connect: false,
      disableBc: true, // another tab's copy must pass the server's gate, not the browser's
    });
    this.provider.messageHandlers[MESSAGE.ack] = (_encoder, decoder) => this.#acked(decoding.readVarUint(decoder));
    this.provider.messageHandlers[MESSAGE.reject] = (_encoder, decoder) => {
      const reject = JSON.parse(decoding.readVarString(decoder)) as Reject;
      const first = this.#carried[reject.n - 1] ?? 0;
      const last = this.#carried[reject.n] ?? 0;
      renew(reject, this.unacked.map(({ edit }) => edit).filter((edit) => edit > first && edit <= last));
    };
    this.provider.on('sync', (synced: boolean) => {
      if (synced) this.#makeAgain();
      this.showState();
    });
    this.provider.on('connection-close', (event: { readonly code?: number } | null) => {
      if (event?.code === CLOSE.epoch) renew(null, []);
    });
    this.provider.on('closed' as never, ((event: { code: number; reason: string }) => {
      this.#problem = event;
      this.showState();
    }) as never); // the provider's declarations leave this event out
    this.provider.connect();
  }

  #synced = false;
  get synced(): boolean {
    return (this.#synced ||= this.provider.synced);
  }

  #makeAgain(): void {
    const values = this.#again;
    this.#again = [];
    if (values.length === 0) return;
    if (this.#info !== undefined && this.#info.level !== 'read') this.write(values);
    else this.#section.tell({ refused: [...this.#section.refused, ...values.map(([key, value]): Refused => ({ key, value, code: 'read-only', text: '' }))] });
  }
  write(values: readonly Value[]): void {
    this.doc.transact(() => {
      for (const [key, value] of values) setValue(this.doc, key, value);
    }, AGAIN);
  }

  showState(): void {
    if (this.#ended) return;
    if (this.#problem !== undefined) {
      const { code, reason } = this.#problem;
      const missing = code === CLOSE.notFound || code === CLOSE.forbidden;
      return this.#section.tell({ doc: null, awareness: null, pending: 0, state: missing ? { kind: 'missing' } : { kind: 'failed', code: String(code), message: reason } });
    }
    // A form stays read-only until the first sync; before it there is nothing to show.
    if (!this.synced || this.#info === undefined) return;
    const { level } = this.#info;
    this.#section.tell({ doc: this.doc, awareness: this.provider.awareness, state: { kind: 'ready', level, online: this.#session.state.kind === 'online' } });
  }

  #edited(transaction: Y.Transaction): void {
    if (transaction.origin === this.provider || transaction.changed.size === 0) return;
    this.unacked.push({ edit: ++this.#edits, keys: changedKeys(transaction, this.doc) });
    this.#showPending();
  }
  #acked(n: number): void {
    const edit = this.#carried[n] ?? 0;
    const before = this.unacked.length;
    this.unacked = this.unacked.filter((each) => each.edit > edit);
    if (this.unacked.length === before) return; // an empty step 2: nothing of ours was waiting
    this.#showPending(this.unacked.length === 0 ? this.#session.shared.clock.now() : undefined);
  }
  #showPending(savedAt?: number): void {
    const pending = new Set(this.unacked.flatMap(({ keys }) => keys)).size;
    this.#section.tell(savedAt === undefined ? { pending } : { pending, savedAt });
  }

  end(): void {
    this.#ended = true;
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }
}

/** The value under a value key, as it would be written again. */
function valueOf(doc: Y.Doc, key: string): unknown {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': return getField(doc, place.key);
    case 'cell': return getCell(doc, place.table, place.row, place.field);
    case 'place': return getCell(doc, place.table, place.row, PLACE);
    case 'mark': return getMark(doc, place.of, place.mark);
    case 'text':
    case 'rowText': return doc.getText(key).toString();
    case undefined: return null;
  }
}

function setValue(doc: Y.Doc, key: string, value: unknown): void {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': return setField(doc, place.key, value as Scalar);
    case 'cell': return setCell(doc, place.table, place.row, place.field, value as Scalar);
    case 'place': return setCell(doc, place.table, place.row, PLACE, value as Scalar);
    case 'mark': return setMark(doc, place.of, place.mark, value as Scalar);
    case 'text':
    case 'rowText': return setText(doc, key, String(value));
    case undefined: return;
  }
}
