/** Everything that reaches a browser from the network: bodies, headers, frames of sockets. For what must never be among it. */
import type { BrowserContext } from 'playwright-core';

export interface Heard {
  /** Bytes so far, as text; each piece with where it came from. */
  all(): Promise<readonly { readonly from: string; readonly text: string }[]>;
}

export function hears(context: BrowserContext): Heard {
  const pieces: Promise<{ from: string; text: string }>[] = [];
  const keep = (from: string, text: string): void => { pieces.push(Promise.resolve({ from, text })); };
  context.on('response', (response) => {
    keep(`headers of ${response.url()}`, JSON.stringify(response.headers()));
    // a stream that is still open, and what a page that was left did not wait for, have no body to read
    if (!/event-stream/.test(response.headers()['content-type'] ?? '')) pieces.push(response.body().then((body) => ({ from: response.url(), text: body.toString('utf8') }), () => ({ from: response.url(), text: '' })));
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => { socket.on('framereceived', ({ payload }) => { keep(`socket ${socket.url()}`, typeof payload === 'string' ? payload : payload.toString('utf8')); }); });
  });
  return { all: () => Promise.all(pieces) };
}
