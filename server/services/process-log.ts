/** The log of a process: one JSON line an event, made so that nobody can be read out of it. People are pseudonyms that stay the same, addresses are networks, errors tell where and not what. */
import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { StorageError } from '../storage/storage.ts';
import type { Logger } from './log.ts';

export interface ProcessLog extends Logger {
  /** From now on pseudonyms are made with this key, which stays with the data folder: the same person is the same also after a restart. */
  pseudonymsWith(key: Uint8Array): void;
}

export interface LogOptions {
  /** Lines below it are not written. Default `info`. */
  readonly level?: 'info' | 'warn';
  /** Where lines go; default: standard error, at once, so that the last one is there after a crash. */
  readonly to?: DestinationStream;
  /** Key of pseudonyms until another is known. */
  readonly key: Uint8Array;
}

/** Words under which somebody might log by mistake what belongs to people. */
const NEVER = ['token', 'secret', 'password', 'authorization', 'cookie', 'email', 'name', 'q', 'query', 'url', 'headers', 'body', 'value', 'values', 'claims', 'text'];

export function createLog({ level = 'info', to = pino.destination({ dest: 2, sync: true }), key }: LogOptions): ProcessLog {
  let known = key;
  const log = pino({
    level, base: null,
    serializers: { err: errorFacts, address: network, person: (id: unknown) => pseudonym(String(id), known) },
    redact: { paths: NEVER, remove: true },
  }, to);
  return {
    info: (facts, message) => { log.info(facts, message); },
    warn: (facts, message) => { log.warn(facts, message); },
    error: (facts, message) => { log.error(facts, message); },
    pseudonymsWith: (own) => { known = own; },
  };
}

/** Keyed: whoever has a list of the staff, and not the data folder, finds nobody. */
export const pseudonym = (id: string, key: Uint8Array): string => `p-${createHmac('sha256', key).update(id).digest('base64url').slice(0, 10)}`;

/** The network of an address, enough to tell an attack from an office: 203.0.113.x, 2001:db8:1::x. */
export function network(address: unknown): string {
  const text = String(address).replace(/^::ffff:(?=\d+\.)/i, '');
  return text.includes(':') ? `${text.split(':').slice(0, 3).join(':')}::x` : text.replace(/\.\d+$/, '.x');
}

/** Our own errors speak in codes and ids. Of others the kind, the place, and the words without what they quote: a parser quotes what it read. */
export function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return {
    type: error.name, ...(code === undefined ? {} : { code }), message: messageOf(error), at,
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}

/** A conflict names the key or the code that is taken: numbers of customers, which its answer tells to whoever asked, and nobody else. */
const messageOf = (error: Error): string => (!(error instanceof StorageError) ? unquoted(error.message) : error.code === 'conflict' ? '…' : error.message);

const unquoted = (text: string): string => text.slice(0, 500).replaceAll(/"[^"]*("|$)|'[^']*('|$)|“[^”]*(”|$)|`[^`]*(`|$)|«[^»]*(»|$)/g, '…').replaceAll(/\S+@\S+/g, '…');
