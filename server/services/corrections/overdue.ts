/** Reminds of corrections whose step is overdue: on each working day once, whoever it waits for and who leads the chain. Where a step stands is the chain's. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { CorrectionStore, StoredAct, StoredCorrection } from '../../storage/correction-store.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { isWorkday } from '../../../model/reminders/days.ts';
import type { Person } from '../../../model/rights.ts';
import type { NoticeService, Told } from '../notices/notices.ts';
import type { WorkdayTable } from '../reminders/workdays.ts';
import { readingOf } from './rights.ts';

export interface OverdueOptions {
  readonly store: Pick<CorrectionStore, 'waiting' | 'acts' | 'reminded'>;
  readonly access: Pick<ServerAccess, 'rights' | 'decide' | 'directory'>;
  readonly notices: Pick<NoticeService, 'tell'>;
  readonly workdays: Pick<WorkdayTable, 'table'>;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
  readonly receivers: (stored: StoredCorrection, acts: readonly StoredAct[]) => readonly Person[];
  readonly leaders: () => readonly Person[];
  readonly report: (event: string, error: unknown) => void;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

const LOOK_MS = 600_000;
const LOOKED_THROUGH = 5_000;

export class Overdue {
  readonly #options: OverdueOptions;
  #timer: (() => void) | null = null;

  constructor(options: OverdueOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = this.#options.clock.after(LOOK_MS, () => {
      this.look().catch((error: unknown) => { this.#options.report('corrections not looked through', error); });
      this.start();
    });
  }

  stop(): void {
    this.#timer?.();
    this.#timer = null;
  }

  async look(): Promise<void> {
    const { store, access, notices, workdays, today, receivers, leaders } = this.#options;
    const day = today();
    if (this.#options.leads?.() === false) return;
    if (!isWorkday(day, workdays.table)) return;
    const late = (await store.waiting(LOOKED_THROUGH)).filter(({ state, reminded }) => 'due' in state && state.due < day && reminded !== day);
    if (late.length === 0) return;
    const told: Told[] = [];
    for (const stored of late) {
      const acts = await store.acts(stored.id);
      const all = new Map([...receivers(stored, acts), ...leaders()].map((person) => [person.id, person]));
      for (const person of all.values()) {
        if (await readingOf(access, person, stored, acts)) told.push({ person: person.id, kind: 'correctionDue', archive: stored.archive, mark: `correction ${stored.id} due` });
      }
    }
    // first noted, then told: one too few is better than one every ten minutes
    await store.reminded(late.map(({ id }) => id), day);
    await notices.tell(told);
  }
}
