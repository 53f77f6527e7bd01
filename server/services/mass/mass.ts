/** Mass updates as jobs of a person: begun with a preview, applied as one set that can be undone, forgotten after a while. What a preview says is `look.ts`, how it is written `write.ts`. */
import { MASS_MOST } from '../../../model/mass/api.ts';
import type { MassCell, MassCounts, MassRow, MassRows, MassRowState, MassSet, MassState, MassView } from '../../../model/mass/api.ts';
import { massKey } from '../../../model/mass/keys.ts';
import { exportColumn } from '../../../model/export/columns.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, ChangesetId, RandomBytes } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { breathe } from '../../breath.ts';
import type { Clock } from '../../clock.ts';
import type { ChangesetService } from '../changesets/changesets.ts';
import { invalid, Refusal } from '../errors.ts';
import type { Problem } from '../errors.ts';
import { namesIn } from '../export/names.ts';
import { readQuery } from '../register.ts';
import { shownAs } from './entry.ts';
import type { Line, Want } from './entry.ts';
import { levelFor, look } from './look.ts';
import type { Asked, LookOptions } from './look.ts';
import { parts } from './read.ts';
import type { ReadWorld } from './read.ts';
import { writeArchive } from './write.ts';
import type { WriteOptions } from './write.ts';

export interface MassWish {
  readonly target?: { readonly query?: unknown; readonly ids?: readonly string[] | undefined } | undefined;
  readonly sets?: readonly MassSet[] | undefined;
  readonly cells?: readonly MassCell[] | undefined;
  /** In which dates and names are read, and what is shown. */
  readonly lang: Language;
  /** Written as soon as it was looked at. */
  readonly now: boolean;
}

export interface MassOptions extends Omit<LookOptions, 'hub'>, Omit<WriteOptions, 'access'> {
  readonly changesets: Pick<ChangesetService, 'begin'>;
  readonly catalogue: { now(): WorkspaceCatalogue };
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly currency: string;
  /** Hears of failures that are no refusal. */
  readonly report: (event: string, error: unknown) => void;
}

interface Job {
  readonly id: string;
  readonly person: Person;
  readonly lang: Language;
  readonly title: string;
  state: MassState;
  until: number;
  done: number;
  total: number | null;
  lines: Line[];
  same: number;
  changeset: ChangesetId | null;
  error: string | null;
  stop: boolean;
  work: Promise<void>;
}

/** Milliseconds for which a preview waits; what was written can be undone for ever. */
const KEPT = 30 * 60_000;
/** Previews of one person; the oldest that does nothing goes. */
const OF_ONE = 3;
/** Looking and writing at the same time, of everybody. */
const AT_ONCE = 4;
/** Archives written at the same time: they share commits, and leave others their turn. */
const TOGETHER = 8;
/** Milliseconds that one turn of the loop may take before writing waits, and for how long at most. */
const BREATH = { busy: 10, longest: 100 };
/** A short one is answered whole. */
const PATIENCE = 400;

class Stopped extends Error {}

export class MassUpdates {
  readonly #options: MassOptions;
  readonly #jobs = new Map<string, Job>();

  constructor(options: MassOptions) {
    this.#options = options;
  }

  /** Throws `invalid` with every problem, `conflict` while too many are at work. */
  async begin(person: Person, wish: MassWish): Promise<MassView> {
    const { asked, title } = this.#asked(wish);
    this.#sweep();
    if ([...this.#jobs.values()].filter(isBusy).length >= AT_ONCE) throw new Refusal('conflict', 'Other mass updates are under way; try again when they are done.');
    const mine = [...this.#jobs.values()].filter((job) => job.person.id === person.id);
    for (const job of mine.filter((each) => !isBusy(each)).slice(0, Math.max(0, mine.length - OF_ONE + 1))) this.#jobs.delete(job.id);
    const job: Job = { id: newRowId(this.#options.random), person, lang: wish.lang, title, state: 'looking', until: this.#options.clock.now() + KEPT, done: 0, total: asked.kind === 'named' ? asked.archives.size : null, lines: [], same: 0, changeset: null, error: null, stop: false, work: Promise.resolve() };
    this.#jobs.set(job.id, job);
    job.work = this.#run(job, async () => {
      for await (const { lines, same, archives } of look(this.#options, person, asked, () => this.#world(wish.lang))) {
        if (job.stop) throw new Stopped();
        for (const line of lines) job.lines.push(line);
        job.same += same;
        job.done += archives;
        if (job.lines.length > MASS_MOST.entries) throw new Refusal('invalid', `One update has at most ${MASS_MOST.entries} values; narrow it down.`);
      }
      job.total = job.done;
      job.state = 'ready';
    });
    if (wish.now) job.work = job.work.then(() => (job.state === 'ready' ? this.#apply(job) : undefined));
    await this.#patiently(job);
    return this.#view(job);
  }

  view(person: Person, id: string): MassView {
    return this.#view(this.#find(person, id));
  }

  /** A page of what will happen or has happened; cut to what this person may see at this moment. */
  async rows(person: Person, id: string, { states, after, limit }: { readonly states: readonly MassRowState[] | null; readonly after: number; readonly limit: number }): Promise<MassRows> {
    const job = this.#find(person, id);
    const fits = (line: Line): boolean => states === null || states.includes(line.state);
    const found: number[] = [];
    let total = 0;
    job.lines.forEach((line, n) => {
      if (!fits(line)) return;
      total++;
      if (n > after && found.length <= limit) found.push(n);
    });
    const page = found.slice(0, limit);
    return { items: await Promise.all(page.map((n) => this.#row(person, job, n))), next: found.length > limit ? (page.at(-1) ?? null) : null, total };
  }

  /** Begins to write what was shown. Throws `conflict` where that cannot be. */
  async apply(person: Person, id: string): Promise<MassView> {
    const job = this.#find(person, id);
    if (job.state !== 'ready') throw new Refusal('conflict', job.state === 'looking' ? 'It is still being looked at.' : 'This was applied already, or stopped.');
    job.work = this.#apply(job);
    await this.#patiently(job);
    return this.#view(job);
  }

  /** Stops what is under way; a preview is forgotten. What was written until then stays, and can be undone. */
  drop(person: Person, id: string): void {
    const job = this.#find(person, id);
    if (isBusy(job)) job.stop = true;
    else this.#jobs.delete(id);
  }

  #find(person: Person, id: string): Job {
    this.#sweep();
    const job = this.#jobs.get(id);
    if (!job || job.person.id !== person.id) throw new Refusal('not-found', 'There is no such mass update; a preview waits half an hour.');
    return job;
  }

  #sweep(): void {
    const now = this.#options.clock.now();
    for (const job of this.#jobs.values()) if (job.until < now && !isBusy(job)) this.#jobs.delete(job.id);
  }

  async #patiently(job: Job): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = this.#options.clock.after(PATIENCE, resolve);
      void job.work.then(() => { stop(); resolve(); });
    });
  }

  /** Never throws: how it ended is the job's. */
  async #run(job: Job, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Stopped) job.state = 'cancelled';
      else {
        job.state = 'failed';
        job.error = error instanceof Refusal ? error.message : 'Something went wrong on the server; what was written until then stays, and can be undone.';
        if (!(error instanceof Refusal)) this.#options.report('a mass update was cut off', error);
      }
    }
    job.until = this.#options.clock.now() + KEPT;
  }

  #apply(job: Job): Promise<void> {
    job.state = 'applying';
    return this.#run(job, async () => {
      const byArchive = new Map<ArchiveId, Line[]>();
      for (const line of job.lines) {
        if (line.state !== 'change' || !line.entry) continue;
        const { archive } = line.entry;
        const lines = byArchive.get(archive);
        if (lines) lines.push(line);
        else byArchive.set(archive, [line]);
      }
      const all = [...byArchive];
      job.done = 0;
      job.total = all.length;
      let begun: Promise<ChangesetId> | null = null;
      const set = (): Promise<ChangesetId> => (begun ??= this.#options.changesets.begin({ kind: 'mass-update', title: job.title, by: job.person.id }).then((id) => (job.changeset = id)));
      for (let at = 0; at < all.length; at += TOGETHER) {
        if (job.stop) throw new Stopped();
        const slice = all.slice(at, at + TOGETHER);
        await Promise.all(slice.map(([archive, lines]) => writeArchive(this.#options, job.person, archive, lines, set)));
        job.done += slice.length;
        await breathe(BREATH);
      }
      job.state = 'done';
    });
  }

  #world(lang: Language): ReadWorld {
    const { catalogue, access: { directory }, schema, clock, timezone, currency } = this.#options;
    const year = Number(new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric' }).format(clock.now()));
    return { dictionaries: catalogue.now().dictionaries, people: directory.people(), departments: directory.departments(), schema, lang, year, currency };
  }

  #view(job: Job): MassView {
    const { id, state, title, until, done, total, changeset, error, same } = job;
    return { id, state, title, until: new Date(until).toISOString(), done, total, counts: countsOf(job.lines, same), changeset, error };
  }

  async #row(person: Person, job: Job, n: number): Promise<MassRow> {
    const line = job.lines[n] as Line;
    const { archive, name, key, state, entry, code, message, now } = line;
    const told = { n, archive, name, key, state, ...(code && { code }), ...(message !== undefined && { message }) };
    if (!entry) return { ...told, before: null, after: null };
    // a right may have ended since
    const { access, catalogue } = this.#options;
    const rights = await access.rights(person, entry.archive);
    const level = rights ? await levelFor(access, person, rights, entry.want) : 'none';
    if (rights === null || !atLeast(level, 'read')) return { n, archive, name: rights ? name : '', key, state, before: null, after: null, code: 'not-found', message: 'There is no such archive or value, or you may not see it.' };
    const names = namesIn(job.lang, catalogue.now().dictionaries, access.directory);
    const shown = (value: Parameters<typeof shownAs>[0]) => shownAs(value, entry.want.key, names);
    return { ...told, before: shown(entry.before), after: code === undefined || code === 'forbidden' ? shown(entry.after) : { value: null, text: textOf(entry.want) }, ...(now === undefined ? {} : { now: shown(now) }) };
  }

  /** Throws `invalid` with every problem. */
  #asked({ target, sets = [], cells = [] }: MassWish): { readonly asked: Asked; readonly title: string } {
    const { fields } = this.#options.catalogue.now();
    const own = (key: string) => fields.find((field) => field.key === key);
    const problems: Problem[] = [];
    const wrong = (field: string, code: string, message: string): readonly never[] => { problems.push({ field, code, message }); return []; };
    const lang = 'en';
    const titleOf = (keys: Iterable<string>): string => [...new Set(keys)].map((key) => exportColumn(key, own)?.head[lang] ?? key).join(', ').slice(0, 200);
    if ((sets.length > 0) === (cells.length > 0)) wrong('sets', 'missing', 'Either sets for a target, or cells.');
    if (cells.length > 0) {
      if (cells.length > MASS_MOST.cells) wrong('cells', 'too-many', `At most ${MASS_MOST.cells} cells at once.`);
      if (problems.length > 0) throw invalid(problems);
      return { asked: this.#cells(cells, own), title: titleOf(cells.map(({ key }) => key)) };
    }
    if (sets.length > MASS_MOST.sets) wrong('sets', 'too-many', `At most ${MASS_MOST.sets} fields at once.`);
    const seen = new Map<string, readonly Want['op'][]>();
    const wants = sets.flatMap(({ key: name, op, values = [] }, i): readonly Want[] => {
      const key = massKey(name, own);
      if (key === undefined) return wrong(`sets.${i}.key`, 'unknown-key', `The register has no ${name}.`);
      if (key === null) return wrong(`sets.${i}.key`, 'read-only', `${name} only shows; it is not written here.`);
      const how = op === 'set' || op === 'clear' ? 'put' : op;
      const before = seen.get(name) ?? [];
      if (before.includes(how) || (before.length > 0 && (how === 'put' || before.includes('put')))) wrong(`sets.${i}.key`, 'twice', `${name} is there twice.`);
      seen.set(name, [...before, how]);
      if ((op === 'add' || op === 'remove') && !key.several) wrong(`sets.${i}.op`, 'op', `${name} holds one value: it is set or cleared.`);
      if ((op === 'clear') !== (values.length === 0)) wrong(`sets.${i}.values`, 'count', op === 'clear' ? 'To clear takes no values.' : 'There is no value.');
      return [{ key, op: how, given: key.several ? values.flatMap((value): readonly (string | number | boolean)[] => (typeof value === 'string' ? parts(value, key) : [value])) : values }];
    });
    const { query, ids } = target ?? {};
    if ((query === undefined) === (ids === undefined)) wrong('target', 'missing', 'A question or ids say which archives.');
    if (ids && ids.length > MASS_MOST.ids) wrong('target.ids', 'too-many', `At most ${MASS_MOST.ids} archives by id; ask by a question for more.`);
    if (problems.length > 0) throw invalid(problems);
    const asked: Asked = ids ? { kind: 'named', archives: new Map(ids.map((id) => [id, wants])), lines: [] } : { kind: 'query', query: readQuery(this.#options, query), wants };
    return { asked, title: titleOf(sets.map(({ key }) => key)) };
  }

  #cells(cells: readonly MassCell[], own: Parameters<typeof massKey>[1]): Asked {
    const archives = new Map<string, Want[]>();
    const lines: Line[] = [];
    const keys = new Map<string, ReturnType<typeof massKey>>();
    const seen = new Set<string>();
    for (const { archive, key: name, text, base } of cells) {
      if (!keys.has(name)) keys.set(name, massKey(name, own));
      const key = keys.get(name);
      const refuse = (code: NonNullable<Line['code']>, message: string): void => { lines.push({ archive, name: '', key: name, state: 'refused', entry: null, code, message }); };
      if (!key) refuse('read-only', 'What is shown there is not written here.');
      else if (seen.has(`${archive} ${name}`)) refuse('twice', 'This cell comes twice; the first one counts.');
      else {
        seen.add(`${archive} ${name}`);
        const want: Want = { key, op: 'put', given: key.several ? parts(text, key) : text.trim() === '' ? [] : [text], ...(base !== undefined && { seen: base }) };
        archives.set(archive, [...(archives.get(archive) ?? []), want]);
      }
    }
    return { kind: 'named', archives, lines };
  }
}

const isBusy = ({ state }: Job): boolean => state === 'looking' || state === 'applying';
const textOf = ({ given }: Want): string => given.join('; ').slice(0, 300);

function countsOf(lines: readonly Line[], same: number): MassCounts {
  const counts = { change: 0, refused: 0, conflict: 0, written: 0 };
  let archives = 0;
  let last: ArchiveId | null = null;
  for (const { state, entry } of lines) {
    counts[state]++;
    // the values of one archive follow each other
    if (entry && (state === 'change' || state === 'written') && entry.archive !== last) {
      archives++;
      last = entry.archive;
    }
  }
  return { archives, same, ...counts };
}
