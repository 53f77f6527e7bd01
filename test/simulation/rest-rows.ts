/** P9 beside a game: what each call leaves in the chain, held against what its answer held and did. Of the audit it knows only the rows. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { SectionKey } from '../../model/sections.ts';
import type { HttpWorld } from '../helpers/http-world.ts';
import type { Canaries } from './canaries.ts';
import type { RestMark } from './rest-words.ts';

export const RESTRICTED: ReadonlySet<SectionKey> = new Set(['identity', 'bank', 'aml']);
/** Rows that say what somebody had read to them. */
const READ: ReadonlySet<string> = new Set(['opened', 'revealed']);
/** Counted, and written when their minute is over. */
const LATE: ReadonlySet<string> = new Set(['refused', 'editRefused', 'signInRefused', 'signedIn', 'headSent']);

/** What answers well, and leaves no row, because it may have changed nothing. */
export const NO_ROW: readonly { readonly route: RegExp; readonly why: string }[] = [
  { route: /^POST \/api\/handovers\/[^/]+\/answers$/, why: 'whoever has none of its archives answers for none' },
  { route: /^DELETE \/api\/keys\//, why: 'one that has ended already is ended' },
  { route: /^POST .*\/history\/[^/]+\/restore$/, why: 'what stands there already is not written again' },
];

interface Row { readonly seq: number; readonly action: string; readonly actor: string | null; readonly archive: string | null; readonly body: string; readonly at: number }

/** What pages show besides documents, history and files is one opening within so many milliseconds (`docs/audit.md`). */
const AGAIN = 600_000;
const EACH_TIME = /^\/api\/archives\/[^/]+\/(sections|history|files|comments)\b/;

export interface Call { readonly at: number; readonly person: string; readonly method: string; readonly path: string; readonly body: unknown; readonly status: number; readonly shown: ReadonlySet<string>; readonly unwritten: boolean }

export class Rows {
  readonly #canaries: Canaries<RestMark>;
  readonly #db: Database.Database;
  readonly #newer: Database.Statement<[number], Row>;
  #last: number;
  /** By person, archive and section, when a row told last that they read it. */
  readonly #opened = new Map<string, number>();
  looked = 0;

  constructor(world: HttpWorld, canaries: Canaries<RestMark>) {
    this.#canaries = canaries;
    // beside the server, as `dossier verify` reads it
    this.#db = new Database(join(world.config.data, 'archive.db'), { readonly: true });
    this.#newer = this.#db.prepare('SELECT seq, action, actor, archive, body, at FROM audit WHERE seq > ? ORDER BY seq');
    this.#last = this.#db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM audit').pluck().get() ?? 0;
  }
  end(): void {
    this.#db.close();
  }

  /** What came since the last time, with what is in its body. */
  #since(): readonly (Row & { readonly section?: string; readonly object?: string; readonly detail?: Readonly<Record<string, unknown>> })[] {
    const rows = this.#newer.all(this.#last);
    this.#last = rows.at(-1)?.seq ?? this.#last;
    const told = rows.filter(({ action }) => !LATE.has(action)).map((row) => ({ ...row, ...JSON.parse(row.body) as { readonly section?: string; readonly object?: string } }));
    for (const { action, actor, archive, section, at } of told) if (READ.has(action)) this.#opened.set(`${actor ?? ''} ${archive ?? ''} ${section ?? ''}`, at);
    return told;
  }
  /** What came by itself, or along the line, belongs to no call. */
  skip(): void {
    this.#since();
  }

  /** Null: as it must be. */
  judge({ at, person, method, path, body, status, shown, unwritten }: Call): string | null {
    const rows = this.#since();
    if (status >= 300) return null;
    this.looked += rows.length;
    for (const row of rows) for (const canary of this.#canaries.find(row.body)) if (this.#canaries.of(canary).kind !== 'person') return `${method} ${path}: the audit holds ${canary} (${this.#canaries.of(canary).kind}) in a row ${row.action}`;
    const typed = this.#canaries.find(body instanceof FormData ? [...body.values()].map((each) => (typeof each === 'string' ? each : each.name)).join(' ') : JSON.stringify(body ?? ''));
    const held = new Set<string>();
    for (const canary of shown) {
      const { kind, section, archive, told, by } = this.#canaries.of(canary);
      // who sends a file up is told how far it is
      if (by === person && path.includes('/uploads')) continue;
      // what somebody typed, or was told, they had already
      if (told.has(person)) continue;
      if ((kind === 'value' || kind === 'entered') && RESTRICTED.has(section) && !typed.has(canary)) held.add(`${archive} ${section}`);
    }
    const read = new Map<string, number>();
    for (const { action, actor, archive, section, object, detail } of rows) {
      if (!READ.has(action) || actor !== person) continue;
      const name = `${archive ?? ''} ${section ?? ''}`;
      read.set(name, (read.get(name) ?? 0) + 1);
      const same = rows.filter((each) => each.action === action && each.actor === actor && each.archive === archive && each.section === section && each.object === object && each.detail?.['by'] === detail?.['by']);
      if (same.length > 1) return `${method} ${path}: ${same.length} rows ${action} of ${name} by ${person} for one answer`;
    }
    const again = (name: string): boolean => !EACH_TIME.test(path) && at - (this.#opened.get(`${person} ${name}`) ?? -AGAIN) < AGAIN;
    for (const name of held) if (!read.has(name) && !again(name)) return `${method} ${path}: its answer to ${person} holds a value of ${name}, and no row says so`;
    if (method === 'GET' || unwritten) return null;
    const own = rows.filter(({ actor }) => actor === person);
    if (own.length === 0) return `${method} ${path}: ${person} changed something, and no row says so`;
    const patched = method === 'PATCH' ? /\/sections\/([a-z0-9-]+)$/.exec(path)?.[1] : undefined;
    // an edit of theirs on the line may land beside it, in another section
    const edits = rows.filter(({ action, actor, section }) => action === 'edited' && actor === person && section === patched);
    if (patched !== undefined && edits.length !== 1) return `${method} ${path}: ${edits.length} rows for one edit, of ${JSON.stringify(rows.map(({ action, actor, section }) => [action, actor, section]))}`;
    return null;
  }
}
