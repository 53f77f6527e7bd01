/** What a server must offer to be measured: where it is reached, how it starts, and what it lets an honest client edit. */
import type { ServerProcess } from './server-process.ts';

export const TARGETS = ['dossier', 'hocuspocus', 'hocuspocus-0', 'y-websocket'] as const;
export type TargetName = (typeof TARGETS)[number];
export type Framing = 'y-websocket' | 'hocuspocus';

export interface Address {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly framing: Framing;
  readonly room: string;
  readonly token: string;
}

export interface AddressOptions {
  /** Ask the server to say what is on disk, where it can and does not by itself; default no. */
  readonly acks?: boolean;
}

export interface Target {
  readonly name: TargetName;
  /** Name of the map that is edited. */
  readonly root: string;
  /** A key that the server accepts, for a scenario's own name of it. */
  readonly key: (name: string) => string;
  /** Path of a request that costs next to nothing: its round trip tells whether the event loop stands still. */
  readonly quick: string;
  /** Makes the documents, where they must be made; in a process of its own, so that it is not in the figures. */
  prepare(folder: string, rooms: readonly string[]): Promise<void>;
  start(folder: string): Promise<ServerProcess>;
  address(port: number, room: string, person: string, options?: AddressOptions): Promise<Address>;
}
