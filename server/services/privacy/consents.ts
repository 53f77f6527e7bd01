/** Consents: each act is written down and stays, what holds is the newest; who they silence is known at once to greetings and mailings. Words and purposes are `model/privacy/consents.ts`. */
import type { AuditEntry } from '../../../model/audit/entry.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, RandomBytes } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { actsAllow, consentProblems, MAIL_CHANNELS, PURPOSES } from '../../../model/privacy/consents.ts';
import type { ConsentAct, ConsentPurpose, ConsentsView, ConsentWay, ConsentWish } from '../../../model/privacy/consents.ts';
import { mayErase } from '../../../model/privacy/subject.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredConsent } from '../../storage/personal-store.ts';
import type { Storage } from '../../storage/storage.ts';
import { forbidden, invalid, notFound } from '../errors.ts';

export interface ConsentOptions {
  readonly storage: Pick<Storage, 'personal' | 'files' | 'archives'>;
  readonly access: Pick<ServerAccess, 'rights' | 'unseen'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  /** What reminders rest on has changed. */
  readonly changed: (archive: ArchiveId) => void;
}
const MAILED: readonly ConsentPurpose[] = (Object.keys(PURPOSES) as ConsentPurpose[]).filter((purpose) => PURPOSES[purpose].channels.length > 0);

export class Consents {
  readonly #options: ConsentOptions;
  /** By archive what holds of the purposes that a mailing asks about. */
  readonly #holds = new Map<ArchiveId, Map<ConsentPurpose, StoredConsent>>();
  constructor(options: ConsentOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    this.#holds.clear();
    for (const act of await this.#options.storage.personal.newestConsents(MAILED)) this.#keep(act);
  }

  /** Null: nobody has said anything about this channel. */
  allows(archive: ArchiveId, channel: (typeof MAIL_CHANNELS)[number]): boolean | null {
    return actsAllow([...(this.#holds.get(archive)?.values() ?? [])], channel);
  }
  /** Said no by an act here: who says nothing at all is greeted. */
  silences(archive: ArchiveId): boolean {
    return this.allows(archive, 'greeting') === false;
  }
  /** What archives were erased is not told here any more. */
  forget(archive: ArchiveId): void {
    this.#holds.delete(archive);
  }

  async view(who: Person, archive: ArchiveId): Promise<ConsentsView> {
    const mayWrite = await this.#mayWrite(who, archive);
    const acts = (await this.#options.storage.personal.consents(archive)).map((act) => this.#shown(who, act)).reverse();
    const now = new Map<ConsentPurpose, ConsentAct>();
    for (const act of acts) if (act.subject === '' && !now.has(act.purpose)) now.set(act.purpose, act);
    return { items: acts, now: [...now.values()].map(({ purpose, state, decided }) => ({ purpose, state, since: decided })), mayWrite };
  }

  async record(who: Person, archive: ArchiveId, wishes: readonly ConsentWish[]): Promise<ConsentsView> {
    const { storage, clock, random, today } = this.#options;
    if (!(await this.#mayWrite(who, archive))) throw forbidden('Who writes the profile records a consent.');
    const files = new Set(wishes.some(({ evidence }) => evidence) ? (await storage.files.list(archive)).map(({ id }) => id) : []);
    const problems = wishes.flatMap((wish, i) => [
      ...consentProblems(wish, today()).map((each) => ({ ...each, field: `${i}.${each.field}` })),
      ...(wish.evidence && !files.has(wish.evidence) ? [{ field: `${i}.evidence`, code: 'unknown', message: 'There is no such file in this archive.' }] : []),
    ]);
    if (problems.length > 0) throw invalid(problems);
    const acts = wishes.map((wish): StoredConsent => ({
      id: newRowId(random), archive, subject: wish.subject ?? '', purpose: wish.purpose, state: wish.state, decided: wish.decided ?? today(), how: wish.how, evidence: wish.evidence ?? null, version: wish.version?.trim() ?? '', guardian: wish.guardian?.trim() ?? '', person: who.id, at: clock.now(),
    }));
    const audit = acts.map(({ id, purpose, state, subject }): AuditEntry => ({ action: 'consentRecorded', actor: who.id, archive, object: id, outcome: 'done', detail: { purpose, state, ...(subject === '' ? {} : { row: subject }) } }));
    await storage.personal.addConsents(acts, audit, clock.now());
    for (const act of acts) this.#keep(act);
    this.#options.changed(archive);
    return this.view(who, archive);
  }

  /** As easy as giving: everything that was given for these purposes, in one act each. */
  withdraw(who: Person, archive: ArchiveId, purposes: readonly ConsentPurpose[], how: ConsentWay): Promise<ConsentsView> {
    return this.record(who, archive, purposes.map((purpose) => ({ purpose, state: 'withdrawn', how })));
  }

  #keep(act: StoredConsent): void {
    if (act.subject !== '' || !MAILED.includes(act.purpose)) return;
    const of = this.#holds.get(act.archive) ?? new Map<ConsentPurpose, StoredConsent>();
    of.set(act.purpose, act);
    this.#holds.set(act.archive, of);
  }
  /** Compliance works in archives without being told of to those who look after them. */
  #shown(who: Person, { person, at, how, archive: _archive, ...act }: StoredConsent): ConsentAct {
    return { ...act, how: how as ConsentWay, by: this.#options.access.unseen.ref(person, who.id), at: new Date(at).toISOString() };
  }
  async #mayWrite(who: Person, archive: ArchiveId): Promise<boolean> {
    if (mayErase(who)) {
      const row = await this.#options.storage.archives.get(archive);
      if (!row || row.state === 'erased') throw notFound();
      return true;
    }
    const level = (await this.#options.access.rights(who, archive))?.sections.get('profile')?.level ?? 'none';
    if (!atLeast(level, 'read')) throw notFound();
    return atLeast(level, 'write');
  }
}
