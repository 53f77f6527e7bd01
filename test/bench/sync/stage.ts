/** The place of one measurement: a target, a fresh folder, the running server and the connections to it. All of it is gone at the end. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type Ears } from './client.ts';
import { round, within } from './pace.ts';
import { RawMapWriter } from './raw.ts';
import type { ServerProcess } from './server-process.ts';
import type { AddressOptions, Target } from './target.ts';

export const WRITER = 'alice';
export const READER = 'bob';

export interface OpenOptions extends Ears, AddressOptions {
  /** Default the writer. */
  readonly person?: string;
  /** Milliseconds until the first answer; default 30,000. */
  readonly patience?: number;
}

export class Stage {
  readonly target: Target;
  readonly #folder: string;
  #server: ServerProcess | null = null;
  #author = 1 + Math.floor(Math.random() * 1e9);

  /** `folder` is empty, and removed by whoever gave it. */
  constructor(target: Target, folder: string) {
    this.target = target;
    this.#folder = folder;
  }

  get server(): ServerProcess {
    if (this.#server === null) throw new Error('no server was started');
    return this.#server;
  }

  /** Makes these documents in a folder of this name, and starts a server on it. */
  async begin(rooms: readonly string[], name = 'data'): Promise<ServerProcess> {
    mkdirSync(this.dataFolder(name));
    await this.target.prepare(this.dataFolder(name), rooms);
    return this.boot(name);
  }
  /** Starts a server on what is there. */
  async boot(name = 'data'): Promise<ServerProcess> {
    return (this.#server = await this.target.start(this.dataFolder(name)));
  }
  dataFolder(name = 'data'): string {
    return join(this.#folder, name);
  }
  /** Ends the server that runs, if one does; politely where it has something to write first. */
  async end(politely = false): Promise<void> {
    if (!this.#server?.alive) return;
    if (politely) await this.#server.stop();
    else await this.#server.kill();
  }

  async open(room: string, options: OpenOptions = {}): Promise<Client> {
    return new Client(await this.target.address(this.server.port, room, options.person ?? WRITER, options), options);
  }
  /** Open, and the first answer is there. */
  async opened(room: string, options: OpenOptions = {}): Promise<Client> {
    const client = await this.open(room, options);
    await within(options.patience ?? 30_000, `first sync of ${room}`, client.ready);
    return client;
  }

  /** A new Yjs client, by the id it writes under. */
  writer(): RawMapWriter {
    return new RawMapWriter(this.#author++, this.target.root);
  }
  /** A key of this writer's own. */
  ownKey(writer: RawMapWriter, name: string): string {
    return this.target.key(`${writer.author}k${name}`);
  }

  /** CPU seconds of server and generator from now until it is asked. */
  meter(): { readonly server: () => number; readonly generator: () => number; readonly seconds: () => number } {
    const [cpu, own, began] = [this.server.cpu(), process.cpuUsage(), performance.now()];
    return {
      server: () => round(this.server.cpu() - cpu),
      generator: () => {
        const { user, system } = process.cpuUsage(own);
        return round((user + system) / 1e6);
      },
      seconds: () => (performance.now() - began) / 1000,
    };
  }
}

export const rooms = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `bench-${name}-${i}`);
