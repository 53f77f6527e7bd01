/** What has had its time: each night the archives are looked through by the rules and what is due is proposed; one person asks, a second one confirms, and only then anything goes. Erasing itself is `subjects.ts`. */
import type { AuditEntry } from '../../../model/audit/entry.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import { dueOf, retentionProblems, SHIPPED_RULES } from '../../../model/privacy/retention.ts';
import type { RetentionDueView, RetentionRule, RetentionRun, RetentionVersion } from '../../../model/privacy/retention.ts';
import { mayApproveErasure, mayErase } from '../../../model/privacy/subject.ts';
import { mayConfigure } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { isSectionKey, parseDocSection } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { ServerAccess } from '../../access/access.ts';
import { breathe } from '../../breath.ts';
import type { Clock } from '../../clock.ts';
import type { StoredDue } from '../../storage/personal-store.ts';
import type { Storage } from '../../storage/storage.ts';
import { Turns } from '../../turns.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';

export interface RetentionOptions {
  readonly storage: Pick<Storage, 'personal' | 'directory' | 'facts' | 'newest' | 'archives' | 'audit'>;
  readonly access: Pick<ServerAccess, 'directory' | 'unseen'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  readonly report: (event: string, error: unknown) => void;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
  /** Done with the run of each night. */
  readonly alongside?: () => Promise<unknown>;
  /** Erases what two people agreed to. */
  readonly erase?: (what: ErasedByTerm) => Promise<void>;
}
export interface ErasedByTerm { readonly archive: ArchiveId; /** Null: all of it. */ readonly section: SectionKey | null; readonly asked: PersonId; readonly approved: PersonId; readonly reason: string }
interface Stored { readonly rules: readonly RetentionRule[]; readonly version: number; readonly setBy: PersonId | null; readonly setAt: string | null; readonly note: string | null }
const SETTING = 'retention';
const SHIPPED: Stored = Object.freeze({ rules: SHIPPED_RULES, version: 1, setBy: null, setAt: null, note: null });
const SLICE = 500;
const LISTED = 500;
/** How often the clock is looked at; a run a day is enough. */
const LOOK_MS = 3_600_000;

export class Retention {
  readonly #options: RetentionOptions;
  readonly #turns = new Turns<string>();
  #cancel: (() => void) | null = null;
  #day: CalendarDate | null = null;
  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    const look = (): void => {
      this.#cancel = this.#options.clock.after(LOOK_MS, () => {
        const day = this.#options.today();
        if (this.#day === day || this.#options.leads?.() === false) return look();
        this.#day = day;
        Promise.all([this.run(null, false), this.#options.alongside?.()]).catch((error: unknown) => { this.#options.report('what is due could not be listed', error); }).finally(look);
      });
    };
    look();
  }
  stop(): void {
    this.#cancel?.();
  }

  async rules(): Promise<readonly RetentionRule[]> {
    return (await this.#stored()).rules;
  }
  async view(who: Person): Promise<RetentionVersion> {
    const { setBy, ...rest } = await this.#stored();
    return { ...rest, setBy: setBy === null ? null : this.#options.access.unseen.ref(setBy, who.id) };
  }

  put(who: Person, rules: readonly RetentionRule[], version: number, note: string): Promise<RetentionVersion> {
    if (!mayConfigure(who) && !mayErase(who)) throw forbidden('Only an administrator or compliance sets how long things are kept.');
    return this.#turns.take(SETTING, async () => {
      const problems = retentionProblems(rules);
      if (problems.length > 0) throw invalid(problems);
      const before = await this.#stored();
      if (before.version !== version) throw new Refusal('conflict', 'Somebody has changed the rules since.', { field: 'version' });
      const { clock, storage } = this.#options;
      const next: Stored = { rules, version: version + 1, setBy: who.id, setAt: new Date(clock.now()).toISOString(), note: note === '' ? null : note };
      await storage.personal.putRules(next, [{ action: 'retentionChanged', actor: who.id, outcome: 'done', detail: { version: next.version, rules: rules.map(({ id, years }) => `${id}:${years}`) } }], clock.now());
      return this.view(who);
    });
  }

  /** `who` null: the night. A dry run writes nothing but that it was done. */
  async run(who: Person | null, dry: boolean): Promise<RetentionRun> {
    if (who && !mayErase(who)) throw forbidden('Only compliance lists what is due.');
    const { storage, clock, random, today } = this.#options;
    if (!dry) await this.#goOn();
    const rules = await this.rules();
    const found: StoredDue[] = [];
    const byRule: Record<string, number> = {};
    let [looked, held] = [0, 0];
    for (let after: ArchiveId | null = null; ;) {
      const rows = await storage.personal.retentionFacts(after, SLICE);
      const ids = rows.map(({ id }) => id);
      const [documents, totals, overviews] = await Promise.all([storage.newest(ids), storage.facts.totals(ids), storage.facts.overviews(ids)]);
      const updated = new Map(overviews.map((overview) => [overview.id, overview.data.updatedAt.slice(0, 10)]));
      rows.forEach((row, i) => {
        const total = totals.get(row.id);
        const sections = new Set<SectionKey>((documents[i] ?? []).flatMap(({ section }) => { const name = parseDocSection(section)?.section; return name !== undefined && isSectionKey(name) ? [name] : []; }));
        if (total && total.count > 0) sections.add('trade');
        const due = dueOf(rules, { kind: row.kind, state: row.state, closed: row.closed, lastTransaction: total?.last ?? null, lastActivity: [updated.get(row.id), total?.last ?? undefined, row.opened.slice(0, 10)].filter((day): day is string => typeof day === 'string').sort().at(-1) ?? today(), sections }, today());
        if (due.length > 0 && row.held) held++;
        else for (const each of due) { found.push({ id: newRowId(random), rule: each.rule, archive: row.id, section: each.section ?? '', due: each.due, state: 'proposed', found: clock.now(), askedBy: null, asked: null, decidedBy: null, decided: null, reason: '' }); byRule[each.rule] = (byRule[each.rule] ?? 0) + 1; }
      });
      looked += rows.length;
      if (rows.length < SLICE) break;
      after = rows.at(-1)?.id ?? null;
      await breathe({ busy: 10, longest: 200 });
    }
    const audit: AuditEntry = { action: 'retentionRun', actor: who?.id ?? null, outcome: 'done', detail: { looked, due: found.length, held, dry } };
    const fresh = dry ? 0 : await storage.personal.findDue(found, [audit], clock.now());
    if (dry) await storage.audit.add([audit], clock.now());
    return { at: new Date(clock.now()).toISOString(), looked, due: found.length, fresh, held, dry, byRule };
  }

  async list(who: Person): Promise<readonly RetentionDueView[]> {
    if (!mayApproveErasure(who)) throw forbidden('Only compliance and general management see what is due.');
    const { storage } = this.#options;
    const [rows, rules] = await Promise.all([storage.personal.due(['proposed', 'asked', 'confirmed', 'kept'], LISTED), this.rules()]);
    const names = new Map((await storage.facts.overviews([...new Set(rows.map(({ archive }) => archive))])).map(({ id, name }) => [id, name]));
    return Promise.all(rows.map(async ({ id, rule, archive, section, due, state, askedBy, decidedBy, reason }) => ({
      id, rule: rules.find((each) => each.id === rule) ?? null, archive, name: names.get(archive) ?? archive, section: isSectionKey(section) ? section : null, due, state, reason,
      askedBy: askedBy && this.#ref(askedBy), decidedBy: decidedBy && this.#ref(decidedBy), held: (await storage.archives.get(archive))?.held === true,
    })));
  }

  /** `erase` by one, then again by another; `keep` by either, with a reason. */
  decide(who: Person, id: string, what: 'erase' | 'keep', reason: string): Promise<readonly RetentionDueView[]> {
    if (!mayApproveErasure(who)) throw forbidden('Only compliance and general management decide what goes.');
    return this.#turns.take(id, async () => {
      const { storage, clock } = this.#options;
      const row = await storage.personal.oneDue(id);
      if (!row) throw new Refusal('not-found', 'There is nothing like that.');
      if (row.state !== 'proposed' && row.state !== 'asked') throw new Refusal('conflict', 'It has been decided.', { field: 'state' });
      if (reason.trim() === '' && (what === 'keep' || row.state === 'proposed')) throw invalid([{ field: 'reason', code: 'missing', message: 'Say why.' }]);
      const at = clock.now();
      const audit = (step: string): readonly AuditEntry[] => [{ action: 'retentionRun', actor: who.id, archive: row.archive, ...(row.section === '' ? {} : { section: row.section }), object: id, outcome: 'done', detail: { step, rule: row.rule } }];
      if (what === 'keep') await storage.personal.decideDue({ ...row, state: 'kept', decidedBy: who.id, decided: at, reason: reason.trim() }, audit('kept'), at);
      else if (row.state === 'proposed') {
        if (!mayErase(who)) throw forbidden('Compliance asks first.');
        await storage.personal.decideDue({ ...row, state: 'asked', askedBy: who.id, asked: at, reason: reason.trim() }, audit('asked'), at);
      } else {
        if (row.askedBy !== null && this.#options.access.directory.current(row.askedBy) === who.id) throw forbidden('Whoever asked for it does not confirm it.');
        if ((await storage.archives.get(row.archive))?.held === true) throw new Refusal('conflict', 'A legal hold stands on this archive.', { field: 'hold' });
        const confirmed: StoredDue = { ...row, state: 'confirmed', decidedBy: who.id, decided: at };
        await storage.personal.decideDue(confirmed, audit('confirmed'), at);
        await this.#erase(confirmed);
      }
      return this.list(who);
    });
  }

  /** Begun is done: what is under way survives whatever happens. */
  async #erase(row: StoredDue): Promise<void> {
    const { erase, storage, clock } = this.#options;
    if (!erase || !row.askedBy || !row.decidedBy) return;
    await erase({ archive: row.archive, section: isSectionKey(row.section) ? row.section : null, asked: row.askedBy, approved: row.decidedBy, reason: row.reason });
    await storage.personal.decideDue({ ...row, state: 'done' }, [{ action: 'retentionRun', actor: row.decidedBy, archive: row.archive, ...(row.section === '' ? {} : { section: row.section }), object: row.id, outcome: 'done', detail: { step: 'done', rule: row.rule } }], clock.now());
  }
  /** What was agreed to, and cut off before it began. */
  async #goOn(): Promise<void> {
    const { storage, report } = this.#options;
    for (const row of await storage.personal.due(['confirmed'], LISTED)) {
      if ((await storage.archives.get(row.archive))?.held === true) continue;
      await this.#turns.take(row.id, () => this.#erase(row)).catch((error: unknown) => { report('what was agreed to could not be erased', error); });
    }
  }

  #ref(id: PersonId): PersonRef {
    const { directory } = this.#options.access;
    return { id: directory.current(id), name: directory.name(id) };
  }
  async #stored(): Promise<Stored> {
    return ((await this.#options.storage.directory.setting(SETTING)) as Stored | null | undefined) ?? SHIPPED;
  }
}
