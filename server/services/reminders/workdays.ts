/** The table of working days, a setting of the workspace, with how many new lines a person gets on one of them, and how long a credit report holds. Reckoning with it is `model/reminders/days.ts`. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import { isCalendarDate } from '../../../model/classification/dates.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { Workdays } from '../../../model/reminders/api.ts';
import { invalid } from '../errors.ts';

type Stored = Omit<Workdays, 'setBy'> & { readonly setBy: PersonId | null };
export type WorkdaysWish = Pick<Workdays, 'weekend' | 'holidays' | 'worked' | 'most'> & { /** Not said: as it is. */ readonly creditMonths?: number | undefined; readonly version?: number | undefined };

const SETTING = 'workdays';
/** As shipped: Saturday and Sunday are free, no holiday is listed, twenty new lines a day; a credit report holds for six months. */
export const SHIPPED_WORKDAYS: Stored = Object.freeze({ weekend: [6, 7], holidays: [], worked: [], most: 20, creditMonths: 6, version: 0, setBy: null, setAt: null });
/** Twenty years of holidays and worked weekends. */
const MOST = 600;

export class WorkdayTable {
  readonly #settings: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly #directory: Pick<ServerAccess['directory'], 'name' | 'current'>;
  readonly #clock: Clock;
  #now: Stored = SHIPPED_WORKDAYS;

  constructor(settings: Pick<DirectoryStore, 'setting' | 'putSetting'>, directory: Pick<ServerAccess['directory'], 'name' | 'current'>, clock: Clock) {
    this.#settings = settings;
    this.#directory = directory;
    this.#clock = clock;
  }

  async load(): Promise<void> {
    const stored = await this.#settings.setting(SETTING);
    // nobody else writes this setting
    if (stored !== null && stored !== undefined) this.#now = { ...SHIPPED_WORKDAYS, ...(stored as Stored) };
  }

  get table(): Stored {
    return this.#now;
  }

  view(): Workdays {
    const { setBy, ...rest } = this.#now;
    return { ...rest, setBy: setBy === null ? null : { id: this.#directory.current(setBy), name: this.#directory.name(setBy) } };
  }

  async put({ version, ...wish }: WorkdaysWish, by: PersonId): Promise<Workdays> {
    const creditMonths = wish.creditMonths ?? this.#now.creditMonths;
    const problems = [
      ...(wish.weekend.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) && new Set(wish.weekend).size <= 6 ? [] : [{ field: 'weekend', code: 'malformed', message: 'Days 1 (Monday) to 7 (Sunday), at most six of them.' }]),
      ...wish.holidays.flatMap(({ day, name }, i) => (isCalendarDate(day) && name.length <= 80 ? [] : [{ field: `holidays.${i}`, code: 'not-a-date', message: 'A day such as 2026-10-01 and a name of up to 80 characters.' }])),
      ...wish.worked.flatMap((day, i) => (isCalendarDate(day) ? [] : [{ field: `worked.${i}`, code: 'not-a-date', message: 'A day such as 2026-10-10.' }])),
      ...(wish.holidays.length + wish.worked.length <= MOST ? [] : [{ field: 'holidays', code: 'too-many', message: `At most ${MOST} days.` }]),
      ...(Number.isInteger(wish.most) && wish.most >= 1 && wish.most <= 20 ? [] : [{ field: 'most', code: 'out-of-range', message: '1 to 20.' }]),
      ...(Number.isInteger(creditMonths) && creditMonths >= 3 && creditMonths <= 12 ? [] : [{ field: 'creditMonths', code: 'out-of-range', message: '3 to 12.' }]),
      ...(version === undefined || version === this.#now.version ? [] : [{ field: 'version', code: 'stale', message: 'Somebody has changed the table since.' }]),
    ];
    if (problems.length > 0) throw invalid(problems);
    const holidays = [...new Map(wish.holidays.map((holiday) => [holiday.day, holiday])).values()].sort((a, b) => (a.day < b.day ? -1 : 1));
    const next: Stored = { weekend: [...new Set(wish.weekend)].sort(), holidays, worked: [...new Set(wish.worked)].sort(), most: wish.most, creditMonths, version: this.#now.version + 1, setBy: by, setAt: new Date(this.#clock.now()).toISOString() };
    await this.#settings.putSetting(SETTING, next);
    this.#now = next;
    return this.view();
  }
}
