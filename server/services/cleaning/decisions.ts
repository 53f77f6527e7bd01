/** What somebody decided for a group: run under one set of edits, watched, kept, undone. Refused rows go through an import of their own. */
import { Readable } from 'node:stream';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { KeptFinding, StoredDecision } from '../../storage/cleaning-store.ts';
import type { Mended, RuleQuery } from '../../storage/cleaning-reader.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { DecisionView } from '../../../model/cleaning/api.ts';
import type { CauseKey } from '../../../model/cleaning/causes.ts';
import type { RuleKey } from '../../../model/cleaning/rules/table.ts';
import { RULES } from '../../../model/cleaning/rules/table.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { ImportChoice, ImportMapping } from '../../../model/import/api.ts';
import { mayConfigure } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { parseDocSection, SECTIONS } from '../../../model/sections.ts';
import type { Clearance } from '../../../model/sections.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import { Refusal } from '../errors.ts';
import type { Imports } from '../import/jobs.ts';
import type { ImportFile } from '../import/readers/reader.ts';
import { applyMends } from './apply.ts';
import type { Pass } from './pass.ts';

export interface Decision {
  readonly id: string;
  readonly group: string;
  readonly cause: CauseKey;
  readonly place: string | null;
  readonly rule: RuleKey;
  readonly by: PersonId;
  readonly at: number;
  readonly state: DecisionView['state'];
  readonly done: number;
  readonly total: number;
  readonly mended: number;
  readonly changed: number;
  readonly forbidden: number;
  readonly refused: number;
  readonly changeset: ChangesetId | null;
  /** Of restricted sections among what was mended: whoever lacks one of them is not told how much it was. */
  readonly clearances: readonly Clearance[];
  /** Rows that were imported again, and the imports that did. */
  readonly again: readonly { readonly from: string; readonly rows: readonly number[]; readonly job: string }[];
  readonly undone: { readonly at: number | null; readonly by: PersonId; readonly kept: number } | null;
}

export interface DecisionOptions {
  readonly storage: Pick<Storage, 'cleaning' | 'facts'>;
  readonly hub: Pick<Hub, 'read' | 'write'>;
  readonly access: Pick<ServerAccess, 'rights'>;
  readonly changesets: Pick<ChangesetService, 'begin' | 'undo' | 'get' | 'settled'>;
  readonly imports: () => Pick<Imports, 'start' | 'watch' | 'view' | 'undo' | 'settled'>;
  readonly pass: Pick<Pass, 'look' | 'settled'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly report: (event: string, error: unknown) => void;
}

const PAGE = 500;
const NONE: Readonly<Record<'mended' | 'changed' | 'forbidden' | 'refused', number>> = { mended: 0, changed: 0, forbidden: 0, refused: 0 };
const parse = ({ data }: StoredDecision): Decision => JSON.parse(data) as Decision;

export class Decisions {
  readonly #options: DecisionOptions;
  /** Those under way. */
  readonly #live = new Map<string, Decision>();
  readonly #work = new Set<Promise<void>>();
  readonly #writing = new Set<Promise<void>>();
  #stopped = false;

  constructor(options: DecisionOptions) {
    this.#options = options;
  }

  async get(id: string): Promise<Decision | null> {
    const live = this.#live.get(id);
    if (live) return live;
    const stored = await this.#options.storage.cleaning.decision(id);
    return stored && this.#ended(parse(stored));
  }

  async list(before: { readonly at: number; readonly id: string } | null, by: PersonId | null, limit: number): Promise<readonly Decision[]> {
    const stored = await this.#options.storage.cleaning.decisions(before, by, limit);
    return stored.map((each) => this.#live.get(each.id) ?? this.#ended(parse(each)));
  }

  /** A stop of the server cut it off: what was written stands, and can be undone. */
  #ended(decision: Decision): Decision {
    return decision.state === 'running' ? { ...decision, state: 'failed' } : decision.state === 'undoing' ? { ...decision, state: 'done', undone: null } : decision;
  }

  async decide(person: Person, group: { readonly name: string; readonly cause: CauseKey; readonly place: string | null }, query: RuleQuery, title: string): Promise<Decision> {
    const { changesets, clock, random } = this.#options;
    if ([...this.#live.values()].some((each) => each.group === group.name)) throw new Refusal('conflict', 'This group is being mended at this moment.');
    const id = newRowId(random);
    const again = RULES[query.rule].does === 'again';
    const decision: Decision = { id, group: group.name, cause: group.cause, place: group.place, rule: query.rule, by: person.id, at: clock.now(), state: 'running', done: 0, total: 0, ...NONE, changeset: null, clearances: [], again: [], undone: null };
    this.#live.set(id, decision);
    try {
      await this.#set(decision, again ? {} : { changeset: await changesets.begin({ kind: 'cleaning', title: title.slice(0, 200), by: person.id }) });
    } catch (error) {
      this.#live.delete(id);
      throw error;
    }
    this.#run(id, () => (again ? this.#again(id, person, query) : this.#apply(id, person, query)), !again);
    return this.#live.get(id) ?? decision;
  }

  async undo(person: Person, decision: Decision): Promise<Decision> {
    if (decision.undone !== null || decision.state === 'running' || this.#live.has(decision.id)) throw new Refusal('conflict', decision.undone !== null ? 'This has been undone already.' : 'This is under way at the moment.');
    const { id } = decision;
    this.#live.set(id, decision);
    await this.#set(decision, { state: 'undoing', undone: { at: null, by: person.id, kept: 0 } });
    this.#run(id, () => this.#undo(id, person), false);
    return this.#live.get(id) as Decision;
  }

  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  /** What is being written ends with its page; an import that goes on by itself is waited for by nobody. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#writing);
  }

  #run(id: string, work: () => Promise<void>, writes: boolean): void {
    const running = work().catch(async (error: unknown) => {
      this.#options.report('a decision of the cleaning bench was cut off', error);
      const now = this.#live.get(id);
      if (now) await this.#set(now, { state: now.state === 'undoing' ? 'done' : 'failed', ...(now.state === 'undoing' ? { undone: null } : {}) }).catch((failed: unknown) => { this.#options.report('its end could not be kept', failed); });
    }).finally(() => { this.#live.delete(id); this.#work.delete(running); this.#writing.delete(running); });
    this.#work.add(running);
    if (writes) this.#writing.add(running);
  }

  /** Kept on disk, so that a stop forgets nothing. */
  async #set(decision: Decision, change: Partial<Decision>): Promise<Decision> {
    const next: Decision = { ...decision, ...change };
    this.#live.set(next.id, next);
    await this.#options.storage.cleaning.putDecision({ id: next.id, by: next.by, at: next.at, data: JSON.stringify(next) });
    return next;
  }

  async #apply(id: string, person: Person, query: RuleQuery): Promise<void> {
    const { storage, pass, clock } = this.#options;
    const { changeset } = this.#live.get(id) as Decision;
    if (changeset === null) return;
    let end: number | null = null;
    for (let after = 0; ;) {
      const page: Awaited<ReturnType<Storage['cleaning']['mends']>> = await storage.cleaning.mends(query, after, end, PAGE);
      end = page.end;
      const known = page.items.filter(({ mend }) => mend !== null);
      const settled = known.filter(({ mend }) => mend?.letGo === true);
      const written = known.filter(({ mend, archive }) => mend?.letGo !== true && archive !== '');
      const sum = await applyMends(this.#options, written, person, changeset);
      if (settled.length > 0) await storage.cleaning.keep(settled.map((finding): KeptFinding => ({ archive: finding.archive, section: finding.section, key: finding.key, cause: finding.cause, value: finding.value, by: person.id, at: clock.now(), reason: RULES[query.rule].label.en, decision: id })));
      // what was mended is gone before anybody looks, and what has another cause now is there
      await pass.look([...new Set(written.map(({ archive }) => archive as ArchiveId))]);
      const now = this.#live.get(id) as Decision;
      await this.#set(now, {
        total: page.total ?? now.total, done: now.done + page.items.length, mended: now.mended + sum.mended + settled.length, changed: now.changed + sum.changed, forbidden: now.forbidden + sum.forbidden, refused: now.refused + sum.refused,
        clearances: [...new Set([...now.clearances, ...page.items.flatMap(clearanceOf)])], ...(page.last === null ? { state: 'done' } : {}),
      });
      if (page.last === null) return;
      if (this.#stopped) throw new Error('the server stops');
      after = page.last;
    }
  }

  /** Rows of one import with their mended cells, as a file of the same name: it is read as the first one was. */
  async #again(id: string, person: Person, query: RuleQuery): Promise<void> {
    const { storage, imports, clock } = this.#options;
    const items: Mended[] = [];
    let end: number | null = null;
    for (let after = 0; ;) {
      const page: Awaited<ReturnType<Storage['cleaning']['mends']>> = await storage.cleaning.mends(query, after, end, PAGE);
      end = page.end;
      items.push(...page.items.filter(({ mend, origin }) => mend !== null && origin !== null));
      if (page.last === null) break;
      after = page.last;
    }
    await this.#set(this.#live.get(id) as Decision, { total: items.length });
    for (const [from, cells] of byImport(items)) {
      const [job, raws] = await Promise.all([storage.facts.job(from) as Promise<StoredImport | null>, storage.cleaning.refusedRows(from, [...cells.keys()])]);
      if (job === null || job.source === undefined || raws.length === 0) continue;
      const files = new Map<string, string[][]>();
      for (const { row, header, cells: raw, file } of raws) {
        const lines = files.get(file) ?? [[...header]];
        const mended = cells.get(row);
        lines.push(raw.map((text, i) => mended?.get(header[i]?.trim() ?? '') ?? text));
        files.set(file, lines);
      }
      const started = await imports().start({
        source: job.source, department: job.department ?? null, dryRun: false, may: { archives: true, directory: mayConfigure(person) }, mapping: job.mapping ?? null, ...(job.choose && { choose: job.choose }), by: person.id,
        files: [...files].map(([name, lines]) => csvFile(name, lines)),
      });
      await ended(imports(), started.id);
      const view = await imports().view(started.id);
      const rows = raws.map(({ row }) => row);
      await storage.cleaning.closeRows(from, rows, id, clock.now());
      const refused = view?.counts.refused ?? 0;
      const now = this.#live.get(id) as Decision;
      await this.#set(now, { done: now.done + rows.length, mended: now.mended + rows.length - refused, refused: now.refused + refused, again: [...now.again, { from, rows, job: started.id }] });
    }
    await this.#set(this.#live.get(id) as Decision, { state: 'done' });
  }

  async #undo(id: string, person: Person): Promise<void> {
    const { storage, changesets, imports, pass, clock } = this.#options;
    const decision = this.#live.get(id) as Decision;
    let kept = 0;
    if (decision.changeset !== null) {
      const undo = await changesets.undo(person, decision.changeset);
      await changesets.settled();
      const { outcome } = await changesets.get(person, undo.id);
      if (outcome === null) throw new Refusal('conflict', 'The undoing was cut off; ask for it again.');
      kept += outcome.kept.length + outcome.more;
    }
    for (const { from, rows, job } of decision.again) {
      await imports().undo(person, job);
      await imports().settled();
      await storage.cleaning.closeRows(from, rows, null, clock.now());
    }
    await storage.cleaning.unkeepDecision(id);
    await pass.settled();
    await this.#set(decision, { state: 'undone', undone: { at: clock.now(), by: person.id, kept } });
  }
}

/** What of an import's job is on disk beside its view. */
type StoredImport = Awaited<ReturnType<Storage['facts']['job']>> & { readonly source?: string; readonly department?: string | null; readonly mapping?: ImportMapping | null; readonly choose?: ImportChoice };

function clearanceOf({ section }: Mended): readonly Clearance[] {
  const key = parseDocSection(section)?.section;
  const of = key === undefined ? undefined : SECTIONS[key].class;
  return of?.kind === 'restricted' ? [of.clearance] : [];
}

/** By import and row the mended cells by heading. */
function byImport(items: readonly Mended[]): Map<string, Map<number, Map<string, string>>> {
  const all = new Map<string, Map<number, Map<string, string>>>();
  for (const { origin, mend } of items) {
    const { job, row, heading } = JSON.parse(origin ?? '{}') as { job: string; row: number; heading?: string };
    const rows = all.get(job) ?? new Map<number, Map<string, string>>();
    all.set(job, rows);
    const cells = rows.get(row) ?? new Map<string, string>();
    rows.set(row, cells);
    if (heading !== undefined) cells.set(heading.trim(), String(mend?.value ?? ''));
  }
  return all;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvFile = (name: string, lines: readonly (readonly string[])[]): ImportFile => {
  // a sheet goes by its own name
  const plain = `${(name.includes(': ') ? name.slice(name.indexOf(': ') + 2) : name).replace(/\.\w{2,5}$/, '')}.csv`;
  const bytes = Buffer.from(`${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`);
  return { name: plain, open: () => Readable.from([bytes]) };
};

const ended = (imports: Pick<Imports, 'watch'>, job: string): Promise<void> => new Promise((resolve) => {
  const stop = imports.watch(job, ({ state }) => {
    if (state !== 'done' && state !== 'failed') return;
    stop?.();
    resolve();
  });
  if (stop === undefined) resolve();
});
