/** Every limit of the server in one typed table; `DOSSIER_LIMITS` overrides entries by name. Each part takes what it enforces. */

export interface Limits {
  /** Bytes of one WebSocket message. Bounds memory per socket; must exceed the largest paste. */
  readonly frameBytes: number;
  /** Bytes of the first frame of a socket, which carries the token. */
  readonly helloBytes: number;
  /** Milliseconds within which a socket must have shown its token. */
  readonly helloMs: number;
  /** Bytes of one section's encoded state. */
  readonly sectionBytes: number;
  /** Open sockets of one person over all devices. */
  readonly socketsPerPerson: number;
  /** Sockets of one address that have not shown a token yet. */
  readonly socketsPerAddress: number;
  /** Channels on one socket. */
  readonly channelsPerSocket: number;
  /** Bytes a second that one socket may send; above it the server stops reading it. */
  readonly socketBytesPerSecond: number;
  /** Milliseconds over the rate after which a socket is closed. */
  readonly overRateMs: number;
  /** Bytes waiting for a reader that does not read, above which its socket is ended. */
  readonly bufferedBytes: number;
  /** Bytes of one presence message, and how many a second one channel may send. */
  readonly presenceBytes: number;
  readonly presencePerSecond: number;
  /** Presence ids of one channel: one, and one more for each that a reload left behind. */
  readonly presenceIds: number;
  /** Bytes that a socket may send between its hello and the welcome. */
  readonly waitingBytes: number;
  /** Edits of one socket that may wait to be written; above it the server reads on when they are. Bounds memory while the disk is slow. */
  readonly pendingEdits: number;
  /** Bytes waiting for a reader: above it a first sync waits, and after `slowMs` above it the socket is ended. */
  readonly slowBytes: number;
  readonly slowMs: number;
  /** Milliseconds between pings; below the idle timeout of the proxies in front, which is 60 s in most. */
  readonly heartbeatMs: number;
  /** Milliseconds without a word from a line's client after which it is taken for gone. Browsers let hidden pages speak once a minute. */
  readonly silenceMs: number;
  /** Milliseconds for which a line lives on after its token has ended, so that a slow host can bring a new one. */
  readonly tokenGraceMs: number;
  /** Refusals of one socket within a minute after which it is closed. */
  readonly refusalsPerMinute: number;
  /** Units by which one update may move an author's clock; stops an update of a few bytes from using up an author's numbers. */
  readonly clockJump: number;
  /** Author ids that one update may bring, and that a section may hold in all: every author slows each later edit a little. */
  readonly authorsPerUpdate: number;
  readonly authorsPerSection: number;
  /** Edits in one commit. Larger batches cost latency, smaller ones throughput. */
  readonly batchEdits: number;
  /** Updates or bytes since the snapshot after which an open section is compacted. */
  readonly compactUpdates: number;
  readonly compactBytes: number;
  /** Milliseconds without anyone in it after which a section is closed. */
  readonly roomIdleMs: number;
  /** Archives whose digest one channel watches. */
  readonly watchedRefs: number;
  /** Bytes of a JSON body. */
  readonly jsonBytes: number;
  /** Bytes of one file of an archive. */
  readonly fileBytes: number;
  /** Bytes of one import, all files together. */
  readonly importBytes: number;
  /** REST requests of one person: sustained a second, and at once. */
  readonly requestsPerSecond: number;
  readonly requestsBurst: number;
  /** Refused tokens of one address a minute, before it is told to wait. */
  readonly refusedTokensPerMinute: number;
}

export const SHIPPED_LIMITS: Limits = Object.freeze({
  frameBytes: 256 * 1024,
  helloBytes: 16 * 1024,
  helloMs: 5_000,
  sectionBytes: 2_000_000,
  socketsPerPerson: 4_000,
  socketsPerAddress: 4_000,
  channelsPerSocket: 2_000,
  socketBytesPerSecond: 8_000_000,
  overRateMs: 10_000,
  bufferedBytes: 4_000_000,
  presenceBytes: 512,
  presencePerSecond: 20,
  presenceIds: 4,
  waitingBytes: 64 * 1024,
  pendingEdits: 1_000,
  slowBytes: 1_000_000,
  slowMs: 10_000,
  heartbeatMs: 20_000,
  silenceMs: 150_000,
  tokenGraceMs: 30_000,
  refusalsPerMinute: 10,
  clockJump: 1_000_000,
  authorsPerUpdate: 32,
  authorsPerSection: 5_000,
  batchEdits: 512,
  compactUpdates: 500,
  compactBytes: 1_000_000,
  roomIdleMs: 2_000,
  watchedRefs: 2_000,
  jsonBytes: 1_000_000,
  fileBytes: 200_000_000,
  importBytes: 2_000_000_000,
  requestsPerSecond: 200,
  requestsBurst: 1_000,
  refusedTokensPerMinute: 60,
});

/** Shipped limits with the given ones in their place; a problem for each name that is unknown and each value that is no positive whole number. */
export function parseLimits(text: string): { readonly limits: Limits; readonly problems: readonly string[] } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { limits: SHIPPED_LIMITS, problems: ['is not JSON'] };
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { limits: SHIPPED_LIMITS, problems: ['is not a JSON object'] };
  const problems: string[] = [];
  const limits: Record<string, number> = { ...SHIPPED_LIMITS };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(SHIPPED_LIMITS, name)) problems.push(`knows no limit "${name}"; known: ${Object.keys(SHIPPED_LIMITS).join(' ')}`);
    else if (!Number.isSafeInteger(value) || value < 1) problems.push(`"${name}" must be a whole number above 0`);
    else limits[name] = value as number;
  }
  return { limits: Object.freeze(limits) as unknown as Limits, problems };
}
