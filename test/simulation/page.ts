/** One page of one person in one section: an honest client with a real Y.Doc, over a line or a socket of its own. What it holds outlives its socket, unless an edit was refused or the section has another epoch. */
import * as Y from 'yjs';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, DocName } from '../../model/ids.ts';
import type { Pair } from '../helpers/socket-pair.ts';
import { DocChannel } from '../helpers/sync-client.ts';
import type { SyncClient } from '../helpers/sync-client.ts';
import type { Canaries } from './canaries.ts';
import type { SimSection } from './company.ts';

/** Places for canaries, by section. */
export const SLOTS: Readonly<Record<SimSection, readonly (readonly [root: 'fields' | 'rows', key: string])[]>> = {
  profile: [['fields', 'customer.name'], ['fields', 'customer.shortName'], ['rows', 'methods/x1/value']],
  private: [['rows', 'children/c1/name'], ['rows', 'children/c2/name'], ['rows', 'family/f1/name']],
  bank: [['rows', 'bankProducts/i1/product'], ['rows', 'bankProducts/i2/product']],
};
export const NUMBERS: Readonly<Partial<Record<SimSection, readonly [root: 'fields' | 'rows', key: string]>>> = { profile: ['fields', 'crm.employeeCount'] };
export const TEXTS: Readonly<Partial<Record<SimSection, string>>> = { profile: 'text:org.businessScope', private: 'text:assoc.livingHabits' };

/** A device with one line for all its pages. `token`: of the newest line. */
export interface Device { readonly person: string; client: SyncClient | null; readonly pages: Page[]; token: { end: number } }

/** Message `n` of the channel brought the author's clock to `clock`; 0: it held deletes alone, whose ack says nothing of what is inserted. */
export interface Sent { readonly n: number; readonly author: number; readonly clock: number; readonly epoch: number }

export class Page {
  readonly device: Device;
  readonly archive: ArchiveId;
  readonly section: SimSection;
  readonly kind: 'line' | 'plain';
  channel: DocChannel | null = null;
  /** Of a socket of its own. */
  pair: Pair | null = null;
  /** The line that the channel is on. */
  client: SyncClient | null = null;
  author: number;
  kept: Y.Doc | null = null;
  epoch: number | null = null;
  sent: Sent[] = [];
  /** Opened in another epoch than the document it kept: to be dropped. */
  stale = false;
  /** Holds what a restore took away, and cannot know. */
  future = false;

  constructor(device: Device, archive: ArchiveId, section: SimSection, kind: Page['kind'], author: number) {
    this.device = device;
    this.archive = archive;
    this.section = section;
    this.kind = kind;
    this.author = author;
  }

  get person(): string {
    return this.device.person;
  }
  get doc(): DocName {
    return docName(this.archive, this.section);
  }
  get isOpen(): boolean {
    const socket = this.kind === 'line' ? this.client?.closed === null : this.pair?.state.closed === null;
    return socket && this.channel !== null && this.channel.opened !== null && this.channel.closed === null && !this.stale;
  }
  get isOver(): boolean {
    if (this.channel === null) return false;
    return this.channel.closed !== null || this.channel.rejected !== null || this.stale || (this.kind === 'line' ? this.client?.closed !== null : this.pair?.state.closed !== null);
  }

  /** Called before anything arrives on the channel. */
  begin(channel: DocChannel, over: { readonly pair: Pair } | { readonly client: SyncClient }): void {
    this.channel = channel;
    this.pair = 'client' in over ? null : over.pair;
    this.client = 'client' in over ? over.client : null;
    this.sent = [];
    this.stale = false;
    for (const root of ['fields', 'rows']) channel.doc.getMap(root);
    const join = channel.join.bind(channel);
    channel.join = () => {
      const { epoch } = channel.opened!;
      if (this.kind === 'line' && this.epoch !== null && this.epoch !== epoch && this.kept !== null) this.stale = true;
      else {
        this.epoch = epoch;
        join();
      }
    };
  }

  /** Leaves the channel. `fresh`: the document is of no more use. */
  end(fresh: boolean, author: number): void {
    if (fresh) {
      this.kept = null;
      this.future = false;
      this.epoch = null;
      this.author = author;
    } else this.kept = this.channel?.doc ?? this.kept;
    this.channel = this.pair = this.client = null;
    this.sent = [];
  }

  /** Any edit that a form can make. A form is read-only until its first sync. */
  edit(chance: () => number, canaries: Canaries<Mark>): boolean {
    const { channel } = this;
    if (channel === null || !channel.synced || channel.rejected) return false;
    const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
    const mark: Mark = { kind: 'doc', archive: this.archive, section: this.section, by: this.person, page: this.kind };
    const root = TEXTS[this.section];
    const before = channel.sent;
    const inserted = Y.getState(channel.doc.store, this.author);
    const dice = chance();
    if (root !== undefined && dice < 0.3) {
      const long = channel.doc.getText(root);
      const at = Math.floor(chance() * (long.length + 1));
      if (chance() < 0.65) long.insert(at, canaries.text(mark));
      else if (long.length > 0) long.delete(Math.min(at, long.length - 1), 1 + Math.floor(chance() * Math.min(20, long.length - at)));
      else return false;
    } else if (NUMBERS[this.section] !== undefined && dice < 0.38) channel.doc.getMap(NUMBERS[this.section]![0]).set(NUMBERS[this.section]![1], canaries.number(mark));
    else {
      const [map, key] = pick(SLOTS[this.section]);
      if (chance() < 0.1) channel.doc.getMap(map).delete(key);
      else channel.doc.getMap(map).set(key, `${pick(['', '字', 'ñ ', '😀'])}${canaries.text(mark)}`);
    }
    // what changes nothing, as the delete of a key that is not there, sends nothing and promises nothing
    if (channel.sent === before) return false;
    // a kept copy may hold what no server has yet (lost with the power, or by a restore); deletes that go up before its step 2 are acked without it
    const clock = Y.getState(channel.doc.store, this.author);
    this.sent.push({ n: channel.sent, author: this.author, clock: clock > inserted ? clock : 0, epoch: this.epoch ?? 0 });
    return true;
  }
}

/** What a canary is: a value, presence, a fact of a digest, or something that no rule lets through. */
export interface Mark { readonly kind: 'doc' | 'presence' | 'digest' | 'never'; readonly archive: string; readonly section: string; readonly by: string; readonly page: Page['kind'] | 'server' }
