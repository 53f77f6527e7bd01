/** A client of the line against a whole server without a port: what moves between them is carried by the test. */
import type { HttpWorld, Who } from './http-world.ts';
import { socketPair } from './socket-pair.ts';
import { SyncClient } from './sync-client.ts';

export interface LineClient {
  readonly client: SyncClient;
  /** Carries messages until the condition holds; throws after two seconds. */
  until(what: string, holds: () => boolean): Promise<void>;
}

/** As this person, or with this token. */
export async function lineClient(world: HttpWorld, who: Who | string): Promise<LineClient> {
  const pair = socketPair();
  const client = new SyncClient(pair);
  pair.attach(world.dossier.hub.line(pair.socket));
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const end = Date.now() + 2_000;
    for (;;) {
      while (pair.toServer() || pair.toClient());
      if (holds()) return;
      if (Date.now() > end) throw new Error(`not within two seconds: ${what}`);
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  };
  client.hello(typeof who === 'string' ? who : await world.token(who));
  await until('welcome', () => client.welcome !== null);
  return { client, until };
}
