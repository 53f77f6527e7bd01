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
  /** Open sockets of the whole server, lines over HTTP included; one more is answered 503. Each costs some 12 KB. */
  readonly sockets: number;
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
  /** Milliseconds after which a presence that its client did not say again is withdrawn. Clients say it every 15 s, pages that are hidden once a minute. */
  readonly presenceMs: number;
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
  /** Structs of one update, and values kept in one struct. That many take the event loop some 20 ms; pages send more in pieces (`components/line/pieces.ts`). */
  readonly structsPerUpdate: number;
  /** Living structs that one update may delete: a few bytes name any number of them. */
  readonly deletesPerUpdate: number;
  /** Author ids that one update may bring. */
  readonly authorsPerUpdate: number;
  /** Author ids at which a section is written anew under one, with people in it; every id slows each later edit a little. */
  readonly authorsPerSection: number;
  /** Author ids above which that happens when nobody has it open. */
  readonly authorsFold: number;
  /** Edits in one commit. Larger batches cost latency, smaller ones throughput. */
  readonly batchEdits: number;
  /** Bytes of edits that are looked at in one go; a larger edit goes alone. What a flood leaves behind waits its turn, and so do others only that long. */
  readonly batchBytes: number;
  /** Updates or bytes since the snapshot after which an open section is compacted. */
  readonly compactUpdates: number;
  readonly compactBytes: number;
  /** Milliseconds for which an update stays behind the snapshot of a section that stays open: as long may what was deleted be on disk. */
  readonly compactAgeMs: number;
  /** Milliseconds without anyone in it after which a section is closed. */
  readonly roomIdleMs: number;
  /** Where several nodes share one database: milliseconds between two looks at where all open sections are, which heal hints that were lost. */
  readonly headsMs: number;
  /** There too: milliseconds for which a node may deliver what it holds without having heard what is new; so long at most does a right that was taken away count where a node is cut off. Shorter asks the database more often: four times within it. */
  readonly leaseMs: number;
  /** There too: milliseconds after a commit for which a section takes no other from this node, so that a node that lost the race against it can go first. */
  readonly restMs: number;
  /** There too: milliseconds without a word from a node after which the people on it are not shown as present any more. */
  readonly nodeSilenceMs: number;
  /** Archives whose digest one channel watches. */
  readonly watchedRefs: number;
  /** Bytes of a JSON body. */
  readonly jsonBytes: number;
  /** Bytes of one file of an archive. */
  readonly fileBytes: number;
  /** Uploads in pieces of one person that are not whole yet, and the bytes that these announce together. Bounds the disk that nobody can see a file for. */
  readonly uploadsPerPerson: number;
  readonly uploadBytesPerPerson: number;
  /** Milliseconds after which an upload that is not whole is thrown away. */
  readonly uploadMs: number;
  /** Bytes of one import, all files together. */
  readonly importBytes: number;
  /** REST requests of one person: sustained a second, and at once. */
  readonly requestsPerSecond: number;
  readonly requestsBurst: number;
  /** Refused tokens of one address a minute, before it is told to wait. */
  readonly refusedTokensPerMinute: number;
  /** Days that the change feed keeps what happened; a receiver that was away for longer begins anew. */
  readonly eventDays: number;
  /** Nightly backups that are kept: the newest of so many days, weeks and months. What people made, and what was made before an upgrade, is never thrown away. */
  readonly backupsDaily: number;
  readonly backupsWeekly: number;
  readonly backupsMonthly: number;
  /** Hour of the nightly backup, 0 to 23, in `DOSSIER_TIMEZONE`. Choose one in which nobody imports. */
  readonly backupHour: number;
}

export const SHIPPED_LIMITS: Limits = Object.freeze({
  frameBytes: 256 * 1024,
  helloBytes: 16 * 1024,
  helloMs: 5_000,
  sectionBytes: 2_000_000,
  socketsPerPerson: 4_000,
  socketsPerAddress: 4_000,
  sockets: 20_000,
  channelsPerSocket: 2_000,
  socketBytesPerSecond: 8_000_000,
  overRateMs: 10_000,
  bufferedBytes: 4_000_000,
  presenceBytes: 512,
  presencePerSecond: 20,
  presenceIds: 4,
  presenceMs: 75_000,
  waitingBytes: 64 * 1024,
  pendingEdits: 1_000,
  slowBytes: 1_000_000,
  slowMs: 10_000,
  heartbeatMs: 20_000,
  silenceMs: 150_000,
  tokenGraceMs: 30_000,
  refusalsPerMinute: 10,
  clockJump: 1_000_000,
  structsPerUpdate: 2_500,
  deletesPerUpdate: 5_000,
  authorsPerUpdate: 32,
  authorsPerSection: 500,
  authorsFold: 300,
  batchEdits: 512,
  batchBytes: 128 * 1024,
  compactUpdates: 1_500,
  compactBytes: 1_000_000,
  compactAgeMs: 300_000,
  roomIdleMs: 2_000,
  headsMs: 2_000,
  leaseMs: 5_000,
  restMs: 20,
  nodeSilenceMs: 10_000,
  watchedRefs: 2_000,
  jsonBytes: 1_000_000,
  fileBytes: 200_000_000,
  uploadsPerPerson: 20,
  uploadBytesPerPerson: 2_000_000_000,
  uploadMs: 86_400_000,
  importBytes: 2_000_000_000,
  requestsPerSecond: 200,
  requestsBurst: 1_000,
  refusedTokensPerMinute: 60,
  eventDays: 30,
  backupsDaily: 7,
  backupsWeekly: 4,
  backupsMonthly: 12,
  backupHour: 2,
});

/** Limits that are no mere number above 0. */
const BOUNDS: Readonly<Record<string, readonly [least: number, most: number]>> = { backupHour: [0, 23] };

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
    else if (BOUNDS[name] && !(Number.isSafeInteger(value) && value >= BOUNDS[name][0] && value <= BOUNDS[name][1])) problems.push(`"${name}" must be a whole number from ${BOUNDS[name].join(' to ')}`);
    else if (!BOUNDS[name] && (!Number.isSafeInteger(value) || value < 1)) problems.push(`"${name}" must be a whole number above 0`);
    else limits[name] = value as number;
  }
  return { limits: Object.freeze(limits) as unknown as Limits, problems };
}
