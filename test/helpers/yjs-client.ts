/** A plain y-websocket client in Node, as any tool could be: one document at `/sync/<archive>/<section>`, token in the header. */
import { WebsocketProvider } from 'y-websocket';
import WebSocket from 'ws';
import * as Y from 'yjs';

export interface Client { readonly doc: Y.Doc; readonly provider: WebsocketProvider; readonly synced: Promise<void>; readonly closed: Promise<{ code: number; reason: string }>; destroy(): void }

/** `doc`: what the client kept from before; default: nothing. */
export function connect(url: string, token: string, archive: string, section: string, doc = new Y.Doc()): Client {
  class WithToken extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${token}` } });
      this.on('error', () => undefined); // the provider reconnects; a server killed in mid-air is what these tests do
    }
  }
  const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync/${encodeURIComponent(archive)}`, section, doc, {
    WebSocketPolyfill: WithToken as unknown as typeof globalThis.WebSocket, // ws is what Node has; the provider uses only what both share
    disableBc: true,
    connect: false,
  });
  const synced = new Promise<void>((done) => provider.once('sync', () => { done(); }));
  const closed = new Promise<{ code: number; reason: string }>((done) => {
    provider.on('closed' as never, ((event: { code: number; reason: string }) => { done(event); }) as never); // typed only in the provider's newer declarations
  });
  provider.connect();
  return { doc, provider, synced, closed, destroy: () => { provider.destroy(); doc.destroy(); } };
}
