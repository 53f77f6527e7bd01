/** A hand-over that is announced (P-08): somebody knows that they leave, nothing has moved, and from then on they take nothing out. It ends with the hand-over itself, or is taken back with a reason. Who may is said by `handovers.ts`. */
import type { AnnounceWish } from '../../../model/handover/api.ts';
import { newRowId } from '../../../model/ids.ts';
import type { PersonId, RandomBytes } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredHandover } from '../../storage/handover-store.ts';
import type { Storage } from '../../storage/storage.ts';
import { isCalendarDate } from '../dates.ts';
import { invalid, Refusal } from '../errors.ts';
import type { NoticeService } from '../notices/notices.ts';

export interface AnnounceOptions {
  readonly storage: Pick<Storage, 'handovers'>;
  readonly access: Pick<ServerAccess, 'directory'>;
  readonly notices: Pick<NoticeService, 'tell'>;
  /** Answers over HTTP that are on their way to the person. */
  readonly cut: (person: PersonId) => void;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
}

/** What `handover.body` holds of it. */
export interface AnnounceBody { readonly announced?: { readonly by: PersonId; readonly at: number; readonly day: CalendarDate }; readonly withdrawn?: { readonly by: PersonId; readonly at: number; readonly reason: string } }
export const announceOf = (row: Pick<StoredHandover, 'body'>): AnnounceBody => JSON.parse(row.body) as AnnounceBody;

export class Announcements {
  readonly #options: AnnounceOptions;
  #open: readonly StoredHandover[] = [];

  constructor(options: AnnounceOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#keep((await this.#options.storage.handovers.unfinished()).filter(({ state }) => state === 'announced'));
  }

  /** As another server has left them: nothing leaves any more for whom it has announced. */
  async reload(): Promise<void> {
    const before = new Set(this.#open.map(({ id }) => id));
    await this.start();
    for (const { id, leaver } of this.#open) if (!before.has(id)) this.#options.cut(leaver);
  }

  /** That of a person, while it stands. */
  of(person: PersonId): StoredHandover | null {
    const { directory } = this.#options.access;
    return this.#open.find(({ leaver }) => directory.current(leaver) === person) ?? null;
  }

  /** Nothing leaves for them any more when it resolves. */
  async announce(person: Person, { from, reason, day, note }: AnnounceWish): Promise<StoredHandover> {
    const { storage, clock, random, notices, cut, today } = this.#options;
    if (!isCalendarDate(day)) throw invalid([{ field: 'day', code: 'not-a-date', message: 'A date such as 2026-05-12.' }]);
    if (day < today()) throw invalid([{ field: 'day', code: 'past', message: 'The last day is today or later.' }]);
    if (this.of(from) !== null) throw new Refusal('conflict', 'This is announced already.', { field: 'from' });
    const at = clock.now();
    const row: StoredHandover = { id: newRowId(random), leaver: from, reason, person: person.id, at, state: 'announced', due: day, note: note.trim(), body: JSON.stringify({} satisfies AnnounceBody) };
    await storage.handovers.put(row, [{ action: 'handOverStep', actor: person.id, object: row.id, outcome: 'done', detail: { state: 'announced', from, reason, day } }]);
    this.#keep([...this.#open, row]);
    cut(from);
    await notices.tell([{ person: from, kind: 'leaveAnnounced', mark: `announced ${row.id}`, by: person.id }]);
    return row;
  }

  async withdraw(person: Person, row: StoredHandover, reason: string): Promise<void> {
    const { storage, clock, notices } = this.#options;
    if (reason.trim() === '') throw invalid([{ field: 'reason', code: 'missing', message: 'Say why.' }]);
    const at = clock.now();
    const body: AnnounceBody = { ...announceOf(row), withdrawn: { by: person.id, at, reason: reason.trim() } };
    const done = await storage.handovers.withdraw(row.id, JSON.stringify(body), [{ action: 'handOverStep', actor: person.id, object: row.id, outcome: 'done', detail: { state: 'withdrawn', from: row.leaver } }], at);
    if (!done) throw new Refusal('conflict', 'Only what is announced and not done yet is taken back.', { field: 'state' });
    this.#keep(this.#open.filter(({ id }) => id !== row.id));
    await notices.tell([{ person: row.leaver, kind: 'leaveWithdrawn', mark: `withdrawn ${row.id}`, by: person.id }]);
  }

  /** The hand-over itself is on disk, which took its announcement over. */
  carriedOut(row: StoredHandover | null): void {
    if (row !== null) this.#keep(this.#open.filter(({ id }) => id !== row.id));
  }

  #keep(rows: readonly StoredHandover[]): void {
    const { directory } = this.#options.access;
    this.#open = rows;
    directory.leavers.keep(rows.map(({ leaver }) => directory.current(leaver)));
  }
}
