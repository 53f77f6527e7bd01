/** The key by which links are signed: one a workspace, kept in the data folder. A signature holds for one kind of link, so that none opens another door; whether the link still stands is asked of the storage. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoredLink } from '../../storage/notice-store.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import type { LinkKind } from '../../../model/elsewhere/api.ts';
import type { RandomBytes } from '../../../model/ids.ts';

const KEY = 'link-key';
/** Days that a link holds, unless another number is wished. */
export const LINK_DAYS = 180;
const DAY_MS = 86_400_000;

/** Until when a link holds: a policy that allows less counts for links that are there, too. */
export const holdsUntil = ({ made, until }: Pick<StoredLink, 'made' | 'until'>, { linkDays }: { readonly linkDays: number }): number => Math.min(until, made + linkDays * DAY_MS);

export class LinkKey {
  readonly #store: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly #random: RandomBytes;
  #key: Uint8Array | null = null;

  constructor(store: Pick<DirectoryStore, 'setting' | 'putSetting'>, random: RandomBytes) {
    this.#store = store;
    this.#random = random;
  }

  async load(): Promise<void> {
    const kept = await this.#store.setting(KEY);
    this.#key = typeof kept === 'string' ? Buffer.from(kept, 'base64') : this.#random(32);
    if (typeof kept !== 'string') await this.#store.putSetting(KEY, Buffer.from(this.#key).toString('base64'));
  }

  /** The link as it stands in an address. */
  sign(kind: LinkKind, id: string): string {
    return `${id}.${this.#signature(kind, id)}`;
  }
  /** The id of the link; null: this server has made no such link of this kind. */
  read(kind: LinkKind, text: string): string | null {
    const [, id, signature] = /^([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{1,64})$/.exec(text) ?? [];
    return id !== undefined && signature !== undefined && same(signature, this.#signature(kind, id)) ? id : null;
  }

  #signature(kind: LinkKind, id: string): string {
    if (this.#key === null) throw new Error('links were not loaded');
    return createHmac('sha256', this.#key).update(`${kind} ${id}`).digest('base64url');
  }
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
