/** Checks the chain of what was done, slice after slice: says which row was changed, taken out, moved or put in, where the tail is cut, and which part was written under a key that is not at hand. */
import { FIRST_MAC, auditMac } from './audit-writer.ts';
import type { RawAudit } from './audit-reader.ts';

export type ChainFaultKind = 'edited' | 'missing' | 'moved' | 'foreign' | 'cut' | 'rewritten' | 'key' | 'none';
/** `seq`: the first row concerned. */
export interface ChainFault { readonly seq: number; readonly kind: ChainFaultKind; readonly text: string }
export interface Head { readonly seq: number; /** Hexadecimal. */ readonly mac: string; /** Where it was kept, for people. */ readonly from: string }
/** Goes from slice to slice; plain, so that it crosses threads. */
export interface ChainState {
  /** Rows that were read. */
  readonly rows: number;
  readonly seq: number;
  /** Null after a hole: what the next row follows is not known. */
  readonly mac: Uint8Array | null;
  /** Id of the key of the part that is being read. */
  readonly key: string | null;
  /** Parts whose key is not at hand: only their order was looked at. */
  readonly unchecked: readonly { readonly from: number; readonly to: number; readonly key: string }[];
  readonly faults: readonly ChainFault[];
  /** Rows at which the folder came out of a backup. */
  readonly restored: readonly number[];
  /** Heads that were met, as `seq`. */
  readonly met: readonly number[];
}
export type Keys = ReadonlyMap<string, Uint8Array>;

export const CHAIN_START: ChainState = Object.freeze({ rows: 0, seq: 0, mac: FIRST_MAC, key: null, unchecked: [], faults: [], restored: [], met: [] });
/** Rows behind a slice that are needed to tell what became of its last ones. */
export const AHEAD = 100;
/** More are one fault: somebody wrote the whole of it anew. */
const MOST_FAULTS = 20;

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a.buffer, a.byteOffset, a.length).equals(b);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
const objectOf = (body: string): { readonly object?: string; readonly detail?: { readonly seq?: number; readonly mac?: string } } | null => {
  try {
    return JSON.parse(body) as { object?: string };
  } catch {
    return null; // whoever changed it made no JSON of it: its code tells
  }
};

/** `ahead`: at most `AHEAD` rows that follow. */
export function checkRows(state: ChainState, rows: readonly RawAudit[], ahead: readonly RawAudit[], keys: Keys, heads: readonly Head[] = []): ChainState {
  const faults = [...state.faults];
  const unchecked = [...state.unchecked];
  const restored = [...state.restored];
  const met = [...state.met];
  let { seq, mac, key } = state;
  const all = [...rows, ...ahead];
  const fault = (at: number, kind: ChainFaultKind, text: string): void => { if (faults.length < MOST_FAULTS) faults.push({ seq: at, kind, text }); };
  for (const [i, row] of rows.entries()) {
    if (row.seq !== seq + 1) {
      fault(seq + 1, 'missing', row.seq === seq + 2 ? `Row ${seq + 1} was taken out.` : `Rows ${seq + 1} to ${row.seq - 1} were taken out.`);
      mac = null;
    }
    seq = row.seq;
    if (row.action === 'restored') restored.push(seq);
    if (row.action === 'chainBegun') {
      const begun = objectOf(row.body);
      key = begun?.object ?? key;
      if (mac !== null && begun?.detail?.mac !== undefined && begun.detail.mac !== hex(mac)) fault(seq - 1, 'rewritten', `Row ${seq - 1} is not the one after which row ${seq} began a new part of the chain.`);
    }
    const secret = key === null ? undefined : keys.get(key);
    if (key === null) {
      if (state.rows + i === 0) fault(seq, 'none', 'The chain does not begin with the row that names its key.');
    } else if (secret === undefined) {
      const last = unchecked.at(-1);
      if (last?.key === key) unchecked[unchecked.length - 1] = { ...last, to: seq };
      else unchecked.push({ from: seq, to: seq, key });
    } else if (mac !== null && !same(auditMac(secret, mac, row), row.mac)) {
      const told = tell(secret, mac, all, i);
      fault(seq, told.kind, told.text);
    }
    for (const head of heads) {
      if (head.seq !== seq) continue;
      met.push(seq);
      if (head.mac !== hex(row.mac)) fault(seq, 'rewritten', `Row ${seq} is another than the one whose code was kept in ${head.from}: the chain was written anew from here or before.`);
    }
    mac = row.mac;
  }
  return { rows: state.rows + rows.length, seq, mac, key, unchecked, faults, restored, met };
}

/** What became of a row whose code does not fit, by what stands behind it. */
function tell(secret: Uint8Array, mac: Uint8Array, rows: readonly RawAudit[], at: number): { readonly kind: ChainFaultKind; readonly text: string } {
  const row = rows[at] as RawAudit;
  const next = rows[at + 1];
  const { seq } = row;
  const elsewhere = rows.slice(at + 1, at + 1 + AHEAD).find((other) => same(auditMac(secret, mac, { ...other, seq }), other.mac));
  if (elsewhere) return { kind: 'moved', text: `Rows ${seq} and ${elsewhere.seq} do not stand in the order in which they were written.` };
  if (next && same(auditMac(secret, row.mac, next), next.mac)) return { kind: 'edited', text: `Row ${seq} does not say what was written: it was changed.` };
  for (let gone = 1; next && gone <= AHEAD; gone++) {
    if (same(auditMac(secret, row.mac, { ...next, seq: next.seq + gone }), next.mac)) return { kind: 'missing', text: `${gone === 1 ? 'A row was' : `${gone} rows were`} taken out before row ${seq}, and the rows behind numbered anew.` };
  }
  return next
    ? { kind: 'edited', text: `Row ${seq} was changed together with its code, or put in by somebody who has not the key.` }
    : { kind: 'foreign', text: `Row ${seq}, the last one, was changed or was not written by this server.` };
}

/** What is found at the end: tails cut off, a newest part under a key that is not the server's. */
export function endChain(state: ChainState, heads: readonly Head[], own: string | null): readonly ChainFault[] {
  const faults = [...state.faults];
  const back = state.restored.length > 0 ? ` (The folder was put back from a backup at row ${state.restored.at(-1)}: what was written after that backup is gone with it.)` : '';
  const highest = [...heads].sort((a, b) => b.seq - a.seq)[0];
  if (highest && highest.seq > state.seq) faults.push({ seq: state.seq + 1, kind: 'cut', text: `Rows from ${state.seq + 1} on were cut off: ${highest.from} knows row ${highest.seq}.${back}` });
  if (own !== null && state.rows > 0 && state.key !== own) faults.push({ seq: state.seq, kind: 'key', text: `The newest part of the chain was written under the key ${state.key}, and the key of this folder is ${own}.` });
  return faults;
}

/** `seq:mac`, or lines of a log that have both: `12 5f…`, `{"seq":12,"mac":"5f…"}`. */
export function readHeads(text: string, from: string): readonly Head[] {
  return text.split('\n').flatMap((line) => {
    const plain = /(?:^|[\s"=])(\d{1,15})[\s:]+([0-9a-f]{64})\b/.exec(line) ?? /"seq":\s*(\d{1,15}).*"mac":\s*"([0-9a-f]{64})"/.exec(line);
    return plain ? [{ seq: Number(plain[1]), mac: plain[2] as string, from }] : [];
  });
}
