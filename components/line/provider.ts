/**
 * Keeps one Y.Doc and who is in it alike with the server over a channel of the line, in the messages of y-protocols: the first step when
 * it opens, then every update. Knows when to come back and when not; what an acknowledgement or a refusal means is left to `copy.ts`.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { messageYjsSyncStep2, readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import type * as Y from 'yjs';
import { MESSAGE } from '../../model/protocol.ts';
import { Channel, type ChannelEvents } from './channel.ts';

/** Codes from here on say: do not come back. Those from `TEMPORARY` on say: later. */
const PERMANENT = 4400;
const TEMPORARY = 4500;
/** The first try comes after 200 ms, each further one after twice as long. */
const PAUSE = 100;
const LONGEST_PAUSE = 2_500;
/** A server that has said nothing for so long, not even that it is there, is asked on a new channel. */
const SILENCE = 30_000;

export interface ProviderHooks {
  /** A new channel, which tells what happens to it. */
  readonly channel: (events: ChannelEvents) => Channel;
  /** Messages that are not y-protocols'. */
  readonly other: (type: number, decoder: decoding.Decoder) => void;
  readonly synced: (synced: boolean) => void;
  /** The channel has ended; `final`: and no other is opened. Null: this page ended it. */
  readonly closed: (why: { readonly code: number; readonly reason: string } | null, final: boolean) => void;
}

/** Bytes of one message. */
function message(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

export class Provider {
  readonly awareness: Awareness;
  readonly #doc: Y.Doc;
  readonly #hooks: ProviderHooks;
  readonly #watch: ReturnType<typeof setInterval>;
  #channel: Channel | null = null;
  #wanted = false;
  #open = false;
  #synced = false;
  #heard = 0;
  #tries = 0;

  constructor(doc: Y.Doc, hooks: ProviderHooks) {
    this.#doc = doc;
    this.#hooks = hooks;
    this.awareness = new Awareness(doc);
    doc.on('update', this.#wrote);
    this.awareness.on('update', this.#moved);
    this.#watch = setInterval(() => {
      if (this.#open && Date.now() - this.#heard > SILENCE) this.#close(null);
    }, SILENCE / 10);
  }

  connect(): void {
    this.#wanted = true;
    this.#begin();
  }
  disconnect(): void {
    this.#wanted = false;
    this.#close(null);
  }
  destroy(): void {
    clearInterval(this.#watch);
    this.disconnect();
    this.awareness.off('update', this.#moved);
    this.#doc.off('update', this.#wrote);
    this.awareness.destroy();
  }

  #send(bytes: Uint8Array): void {
    if (this.#open) this.#channel?.send(bytes);
  }
  readonly #wrote = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this) this.#send(message(MESSAGE.sync, (encoder) => writeUpdate(encoder, update)));
  };
  readonly #moved = ({ added, updated, removed }: { readonly added: number[]; readonly updated: number[]; readonly removed: number[] }): void => this.#tell([...added, ...updated, ...removed]);
  #tell(clients: number[]): void {
    this.#send(message(MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, clients))));
  }

  readonly #begin = (): void => {
    if (!this.#wanted || this.#channel !== null) return;
    // what a channel says that has been given up for another counts no more
    const mine = (): boolean => this.#channel === channel;
    const channel: Channel = this.#hooks.channel({
      opened: () => {
        if (!mine()) return;
        this.#open = true;
        this.#heard = Date.now();
        this.#send(message(MESSAGE.sync, (encoder) => writeSyncStep1(encoder, this.#doc)));
        if (this.awareness.getLocalState() !== null) this.#tell([this.#doc.clientID]);
      },
      message: (bytes) => { if (mine()) this.#hear(bytes); },
      closed: (code, reason) => { if (mine()) this.#close({ code, reason }); },
      beat: () => { this.#heard = Date.now(); },
    });
    this.#channel = channel;
  };

  #hear(bytes: Uint8Array): void {
    this.#heard = Date.now();
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case MESSAGE.sync: {
        let step = -1;
        const answer = message(type, (encoder) => { step = readSyncMessage(decoder, encoder, this.#doc, this); });
        if (step === messageYjsSyncStep2) {
          this.#tries = 0; // a channel that came so far was worth opening
          this.#sync(true);
        }
        if (answer.length > 1) this.#send(answer);
        return;
      }
      case MESSAGE.awareness: return applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
      case MESSAGE.queryAwareness: return this.#tell([...this.awareness.getStates().keys()]);
      default: this.#hooks.other(type, decoder);
    }
  }
  #sync(synced: boolean): void {
    if (synced === this.#synced) return;
    this.#synced = synced;
    this.#hooks.synced(synced);
  }

  #close(why: { readonly code: number; readonly reason: string } | null): void {
    const channel = this.#channel;
    if (channel === null) return;
    const final = why !== null && why.code >= PERMANENT && why.code < TEMPORARY;
    this.#channel = null;
    if (!final) this.#hooks.closed(why, final); // the whole may be over with that
    channel.close();
    if (this.#open) {
      this.#open = false;
      this.#sync(false);
      removeAwarenessStates(this.awareness, [...this.awareness.getStates().keys()].filter((client) => client !== this.#doc.clientID), this);
    }
    if (final) this.#wanted = false;
    setTimeout(this.#begin, Math.min(LONGEST_PAUSE, PAUSE * 2 ** ++this.#tries));
    if (final) this.#hooks.closed(why, final); // who hears it may call for another
  }
}
