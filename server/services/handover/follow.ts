/** What follows from a hand-over in its own time: letters are drafted, tasks of first contact stand on the lists, contacts that successors enter end them. A state in the database says how far it is; a start goes on from there. */
import { claimed } from '../../nodes/nodes.ts';
import type { Claims } from '../../nodes/nodes.ts';
import type { HandoverCounts } from '../../../model/handover/api.ts';
import { letterLanguage } from '../../../model/handover/letter.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { CareInput } from '../../../model/reminders/rules.ts';
import { parseDocSection } from '../../../model/sections.ts';
import type { ServerAccess } from '../../access/access.ts';
import { breathe } from '../../breath.ts';
import type { HandoverOrder, HandoverOutcome } from '../../storage/handover-commit.ts';
import type { StoredHandover } from '../../storage/handover-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Clock } from '../../clock.ts';
import type { Accepted, Hub } from '../../sync/sync.ts';
import type { Keeper } from '../reminders/keeper.ts';

export interface FollowOptions {
  readonly storage: Pick<Storage, 'handovers'>;
  readonly access: Pick<ServerAccess, 'directory'>;
  readonly hub: Pick<Hub, 'onAccepted'>;
  readonly keeper: () => Pick<Keeper, 'taken' | 'changed'>;
  readonly clock: Clock;
  readonly report: (event: string, error: unknown) => void;
  /** Default: no other server could be at it. */
  readonly nodes?: Claims;
}

interface Waits { readonly handover: string; /** Of the hand-over. */ readonly at: number; readonly successor: PersonId; readonly leaver: PersonId; readonly due: CalendarDate }

export const SHOWN_MS = 30 * 86_400_000;
const LETTERS = 500;
const TASKS = 64;
/** Contacts of seconds are written together. */
const GATHER_MS = 500;
const BREATH = { busy: 5, longest: 50 };

export class FollowUps {
  readonly #options: FollowOptions;
  readonly #waits = new Map<ArchiveId, Waits>();
  readonly #ready = new Map<string, number>();
  readonly #watchers = new Map<string, Set<() => void>>();
  #contacts: { readonly handover: string; readonly archive: ArchiveId; readonly at: number }[] = [];
  #gathering: (() => void) | null = null;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.reload();
    this.#options.hub.onAccepted((edit) => { this.#accepted(edit); });
  }

  /** Who waits for whom, as another server has left it. */
  async reload(): Promise<void> {
    const waiting = await this.#options.storage.handovers.waiting();
    this.#waits.clear();
    for (const { archive, ...waits } of waiting) this.#waits.set(archive, waits);
  }

  /** Goes on with what was cut off, unless another server is at it. */
  async goOn(): Promise<void> {
    for (const row of await this.#options.storage.handovers.unfinished()) if (row.state !== 'announced') this.#go(row);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#write();
    await this.#working;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    this.#write();
    for (let before: Promise<void> | null = null; before !== this.#working;) await (before = this.#working);
  }

  /** Calls back when there is news of it; returns the way to stop. */
  watch(id: string, call: () => void): () => void {
    const all = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, all.add(call));
    return () => {
      all.delete(call);
      if (all.size === 0) this.#watchers.delete(id);
    };
  }
  changed(id: string): void {
    for (const call of [...this.#watchers.get(id) ?? []]) call();
  }

  /** For the rules of reminders. */
  firstContact(archive: ArchiveId): CareInput['firstContact'] {
    const waits = this.#waits.get(archive);
    return waits ? { due: waits.due, of: this.#options.access.directory.name(waits.leaver), person: waits.successor } : null;
  }

  /** For digests: a mark that goes by itself. */
  handedOver(archive: ArchiveId): { readonly from: PersonId; readonly at: string; readonly due: CalendarDate } | null {
    const waits = this.#waits.get(archive);
    return waits && this.#options.clock.now() - waits.at < SHOWN_MS ? { from: waits.leaver, at: new Date(waits.at).toISOString(), due: waits.due } : null;
  }

  begun(order: HandoverOrder, { moved, kept }: HandoverOutcome): void {
    const [own, not] = [new Set(moved), new Set(kept)];
    order.archives.forEach((archive, i) => {
      const successor = order.receivers[order.to[i] ?? -1]?.person;
      if (successor !== undefined && own.has(archive) && !not.has(archive)) this.#waits.set(archive, { handover: order.id, at: order.at, successor, leaver: order.leaver, due: order.due });
    });
    this.#go({ id: order.id, leaver: order.leaver, reason: order.reason, person: order.by, at: order.at, state: 'committed', due: order.due, note: order.note, body: order.body });
  }

  answered(archives: readonly ArchiveId[], handover: string, successor: PersonId | null, { leaver, due, at }: Pick<StoredHandover, 'leaver' | 'due' | 'at'>): void {
    for (const archive of archives) {
      // who gives it back has no task
      if (successor === null) this.#waits.delete(archive);
      else if (!this.#waits.has(archive)) this.#waits.set(archive, { handover, at, successor, leaver, due });
      this.#options.keeper().changed(archive);
    }
  }

  assigned(row: StoredHandover, archives: readonly ArchiveId[], successor: PersonId, due: CalendarDate): void {
    for (const archive of archives) this.#waits.set(archive, { handover: row.id, at: row.at, successor, leaver: row.leaver, due });
    this.#go({ ...row, state: 'committed' });
  }

  progress({ id, state }: Pick<StoredHandover, 'id' | 'state'>, { given, confirmed, drafts, sent }: HandoverCounts): { readonly done: number; readonly total: number } {
    const total = (given + confirmed) * 2;
    return { total, done: state === 'done' ? total : Math.min(total, drafts + sent + (this.#ready.get(id) ?? 0)) };
  }

  #go(row: StoredHandover): void {
    this.#working = this.#working.then(async () => { await claimed(this.#options.nodes, `handover ${row.id}`, () => this.#run(row)); }).catch((error: unknown) => {
      // its state says where a start goes on
      if (!this.#stopped) this.#options.report('what follows from a hand-over was cut off', error);
    });
  }

  async #run(row: StoredHandover): Promise<void> {
    const { storage: { handovers }, clock } = this.#options;
    const { id } = row;
    const { lang } = JSON.parse(row.body) as { readonly lang: Language | null };
    if (row.state === 'committed') await handovers.state(id, 'letters', [], clock.now());
    for (;;) {
      if (this.#stopped) return;
      const some = await handovers.undrafted(id, LETTERS);
      if (some.length === 0) break;
      await handovers.draft(id, some.map(({ archive, name, country }) => [archive, lang ?? letterLanguage(country, name ?? '')] as const));
      this.changed(id);
      await breathe(BREATH);
    }
    await handovers.state(id, 'tasks', [], clock.now());
    this.#ready.set(id, 0);
    for (let after: ArchiveId | null = null; ;) {
      if (this.#stopped) return;
      const some: readonly ArchiveId[] = await handovers.given(id, after, TASKS);
      if (some.length === 0) break;
      await this.#options.keeper().taken(some);
      this.#ready.set(id, (this.#ready.get(id) ?? 0) + some.length);
      after = some.at(-1) ?? null;
      this.changed(id);
      await breathe(BREATH);
    }
    await handovers.state(id, 'done', [{ action: 'handOverStep', actor: null, object: id, outcome: 'done', detail: { state: 'done' } }], clock.now());
    this.#ready.delete(id);
    this.changed(id);
  }

  /** A record of contact by the successor is the first contact. */
  #accepted({ archive, section, person, at, keys }: Accepted): void {
    const waits = this.#waits.get(archive);
    if (waits === undefined || this.#options.access.directory.current(waits.successor) !== person || parseDocSection(section)?.section !== 'contacts' || !keys.some((key) => key.startsWith('rows/contacts/'))) return;
    this.#waits.delete(archive);
    this.#contacts.push({ handover: waits.handover, archive, at });
    this.#gathering ??= this.#options.clock.after(GATHER_MS, () => { this.#write(); });
  }

  #write(): void {
    this.#gathering?.();
    this.#gathering = null;
    const rows = this.#contacts;
    this.#contacts = [];
    if (rows.length === 0) return;
    // what is not written now is found in the log by the next start
    this.#working = this.#working.then(() => this.#options.storage.handovers.contacted(rows)).then(() => {
      for (const id of new Set(rows.map(({ handover }) => handover))) this.changed(id);
      for (const { archive } of rows) this.#options.keeper().changed(archive);
    }).catch((error: unknown) => { this.#options.report('first contacts not noted', error); });
  }
}
