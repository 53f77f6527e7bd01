/**
 * How a server stands, as sentences that tell what to do. One table for `/healthz`, `/metrics` and `dossier doctor`: facts go in, each where it is known, checks come
 * out. Pure; the words are in `health-texts.ts`, where the facts come from is in `health-watch.ts` and in `cli/doctor`. No sentence names a path, an address, a person or a secret.
 */
import type { Health, HealthCheck } from '../../model/api.ts';
import type { Language } from '../../model/labels.ts';
import { sentence, span } from './health-texts.ts';
import type { Sentence, Values } from './health-texts.ts';
import type { Weakness } from './weak-secret.ts';

export interface Room { readonly what: 'data' | 'backups'; readonly size: number; readonly free: number }

/** Milliseconds since 1970 for moments. A fact that is missing is not known here, and its check is left out. */
export interface HealthFacts {
  readonly now: number;
  /** What keeps the server from working. */
  readonly storage?: 'works' | 'full' | 'silent' | 'broken';
  readonly backup?: {
    /** When the newest one began that was read back and can be restored. */
    readonly good: number | null;
    /** When the data folder was made: before its first night there is nothing to miss. */
    readonly born: number;
    readonly failure: { readonly full: boolean } | null;
    /** False where no server runs that would make one tonight. */
    readonly nightly: boolean;
  };
  readonly rooms?: readonly Room[];
  /** Milliseconds by which another clock is ahead of this one. */
  readonly clocks?: readonly { readonly whose: 'issuer' | 'tokens' | 'server' | 'proxy'; readonly ahead: number }[];
  /** Lines since the start: over WebSocket, over HTTP. */
  readonly lines?: { readonly sockets: number; readonly overHttp: number };
  /** Requests said that they come through a proxy whose word does not count. */
  readonly untrustedProxy?: boolean;
  /** Variables whose secret is easy to guess, with the reason. */
  readonly weakSecrets?: readonly { readonly variable: string; readonly why: Weakness }[];
  /** Sections in quarantine. */
  readonly damaged?: number;
  /** Whether anybody has the role of an administrator, in the directory or by a token of late. */
  readonly administrator?: boolean;
  readonly demo?: boolean;
  /** Schedules of exports whose last one failed. */
  readonly exportsFailed?: number;
}

/** Where ok ends and warn ends, in one place. */
export const HEALTH_LIMITS = Object.freeze({
  /** A night and two hours: a backup that takes long is not late. */
  backupHours: 26,
  /** Share of the disk that is used. */
  diskWarn: 0.9,
  diskFail: 0.95,
  /** Or so little is free, where that is little of the disk too. */
  diskBytes: 1e9,
  diskShare: 0.05,
  /** Tokens may be 30 s off; from a minute on people are refused at random, from five on at once. */
  clockWarnMs: 60_000,
  clockFailMs: 300_000,
  /** So many lines over HTTP, and hardly any over WebSocket: it is the network, not one old browser. */
  linesOverHttp: 3,
  linesShare: 10,
});

/** Values may be sentences themselves, so that each is said in one language. */
interface Finding { readonly state: Health['state']; readonly key: Sentence; readonly values: (language: Language) => Values }
type Said = Finding | null;
type Given = Values | ((language: Language) => Values);
const found = (state: Health['state']) => (key: Sentence, values: Given = {}): Finding => ({ state, key, values: typeof values === 'function' ? values : () => values });
const ok = found('ok');
const warn = found('warn');
const fail = found('fail');

/** In the order in which they are read. `secret`: strangers do not hear of it. */
const CHECKS: readonly { readonly name: string; readonly secret?: true; readonly judge: (facts: HealthFacts) => Said }[] = [
  { name: 'storage', judge: ({ storage }) => storage === undefined ? null : storage === 'works' ? ok('storage-works') : fail(`storage-${storage}`) },
  { name: 'backup', judge: ({ now, backup }) => backup === undefined ? null : backupSays(now, backup) },
  { name: 'disk', judge: ({ rooms }) => rooms === undefined ? null : worst(rooms.map(roomSays)) },
  { name: 'clock', judge: ({ clocks }) => clocks === undefined || clocks.length === 0 ? null : worst(clocks.map(clockSays)) },
  { name: 'websocket', judge: ({ lines }) => lines === undefined ? null : linesSay(lines) },
  { name: 'proxy', judge: ({ untrustedProxy }) => untrustedProxy === undefined ? null : untrustedProxy ? warn('proxy-untrusted') : ok('proxy-fine') },
  { name: 'secret', secret: true, judge: ({ weakSecrets }) => weakSecrets === undefined ? null : weakSecrets[0] === undefined ? ok('secret-fine') : weakSays(weakSecrets[0]) },
  { name: 'sections', judge: ({ damaged }) => damaged === undefined ? null : damaged === 0 ? ok('sections-fine') : fail(damaged === 1 ? 'section-damaged' : 'sections-damaged', { count: damaged }) },
  { name: 'administrator', judge: ({ administrator }) => administrator === undefined ? null : administrator ? ok('administrator-there') : warn('administrator-none') },
  { name: 'exports', judge: ({ exportsFailed }) => exportsFailed === undefined ? null : exportsFailed === 0 ? ok('exports-fine') : warn(exportsFailed === 1 ? 'export-failed' : 'exports-failed', { count: exportsFailed }) },
  { name: 'demo', judge: ({ demo }) => demo === true ? warn('demo') : null },
];

/** Sorted by the table. `near`: also what only an administrator should hear. */
export const judge = (facts: HealthFacts, near = true, language: Language = 'en'): readonly HealthCheck[] =>
  CHECKS.flatMap(({ name, secret, judge: say }) => {
    const said = secret && !near ? null : say(facts);
    return said === null ? [] : [{ name, state: said.state, text: sentence(language, said.key, said.values(language)) }];
  });

const ORDER = ['ok', 'warn', 'fail'] as const;
export const worstState = (checks: readonly Pick<HealthCheck, 'state'>[]): Health['state'] => ORDER[Math.max(0, ...checks.map(({ state }) => ORDER.indexOf(state)))] ?? 'ok';
const worst = (said: readonly Finding[]): Said => [...said].sort((a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state))[0] ?? null;

const weakSays = ({ variable, why }: NonNullable<HealthFacts['weakSecrets']>[number]): Finding => fail('secret-weak', (language) => ({ variable, why: sentence(language, `weak-${why}`) }));

function backupSays(now: number, { good, born, failure, nightly }: NonNullable<HealthFacts['backup']>): Said {
  const old = (language: Language) => ({ age: span(language, now - (good ?? born)) });
  if (now - (good ?? born) > HEALTH_LIMITS.backupHours * 3_600_000) {
    return fail('backup-late', (language) => ({
      what: sentence(language, good === null ? 'backup-none-read' : 'backup-old', old(language)),
      why: failure === null ? '' : sentence(language, failure.full ? 'backup-why-full' : 'backup-why-failed'),
      todo: sentence(language, failure?.full === true ? 'backup-todo-room' : 'backup-todo-look'),
    }));
  }
  if (failure !== null) return warn(failure.full ? 'backup-failed-full' : 'backup-failed');
  if (good !== null) return ok('backup-good', old);
  return nightly ? ok('backup-tonight') : warn('backup-none');
}

function roomSays({ what, size, free }: Room): Finding {
  const used = size === 0 ? 1 : 1 - free / size;
  const values = { percent: Math.floor(used * 100), free: bytes(free) };
  const { diskWarn, diskFail, diskBytes, diskShare } = HEALTH_LIMITS;
  if (used >= diskFail || (free < diskBytes && free < size * diskShare)) return fail(`disk-${what}-full`, values);
  return used >= diskWarn ? warn(`disk-${what}-filling`, values) : ok(`disk-${what}`, values);
}

function clockSays({ whose, ahead }: NonNullable<HealthFacts['clocks']>[number]): Finding {
  const off = Math.abs(ahead);
  if (off <= HEALTH_LIMITS.clockWarnMs) return ok('clocks-agree');
  return (off > HEALTH_LIMITS.clockFailMs ? fail : warn)(ahead > 0 ? 'clock-ahead' : 'clock-behind', (language) => ({ clock: sentence(language, `clock-${whose}`), harm: sentence(language, `harm-${whose}`), off: span(language, off) }));
}

const linesSay = ({ sockets, overHttp }: NonNullable<HealthFacts['lines']>): Said => (overHttp >= HEALTH_LIMITS.linesOverHttp && sockets * HEALTH_LIMITS.linesShare < overHttp
  ? warn('lines-http') : ok(sockets > 0 ? 'lines-fine' : 'lines-none'));

/** In English, for the program's own output. */
export const ago = (milliseconds: number): string => span('en', milliseconds);

const bytes = (n: number): string => (n < 1e9 ? `${Math.floor(n / 1e6)} MB` : `${Math.floor(n / 1e9)} GB`);
