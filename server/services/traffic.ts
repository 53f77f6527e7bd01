/** What the server counts while it runs, for `/metrics` and `/healthz`: plain numbers, so that counting costs an edit nothing. */

export class Traffic {
  /** Lines opened over WebSocket since the start. */
  sockets = 0;
  /** Lines opened over HTTP since the start, and those open now. */
  overHttp = 0;
  overHttpNow = 0;
  /** Connections of plain Yjs clients opened since the start. */
  plain = 0;
  /** Tokens that did not hold. */
  refusedTokens = 0;
  /** Edits accepted. */
  edits = 0;
  /** Above 0: a peer whose word does not count says for whom it asks, a proxy by the look of it. */
  untrustedProxy = 0;
}
