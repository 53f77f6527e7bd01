/** One's reminders as a calendar that other programs read by a signed link: appointments at their time, everything else as whole days. Without names unless whoever made the link wanted them; rights are asked at each fetch. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredLink } from '../../storage/notice-store.ts';
import type { StoredReminder } from '../../storage/reminder-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { addDays } from '../../../model/classification/dates.ts';
import { newRowId } from '../../../model/ids.ts';
import type { RandomBytes } from '../../../model/ids.ts';
import type { Labels, Language } from '../../../model/labels.ts';
import { resolveLanguage } from '../../../model/labels.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { CalendarLink } from '../../../model/reminders/api.ts';
import { KIND_NAMES, reasonText } from '../../../model/reminders/texts.ts';
import { withWords } from '../../../model/reminders/words.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { SECTIONS } from '../../../model/sections.ts';

import { timezoneBlock } from './timezone.ts';
import { notFound, Refusal } from '../errors.ts';

export interface CalendarOptions {
  readonly storage: Pick<Storage, 'directory' | 'facts' | 'notices' | 'reminders'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory'>;
  readonly catalogue: { now(): Pick<WorkspaceCatalogue, 'dictionaries'> };
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly timezone: string;
  readonly today: () => CalendarDate;
}

const KEY = 'link-key';
const DAY_MS = 86_400_000;
export const LINK_DAYS = { shipped: 180, most: 366 } as const;
const MOST_LINKS = 20;
const [BACK, AHEAD, MOST] = [30, 120, 2_000];
/** An appointment without an end. */
const HOUR_MS = 3_600_000;
/** Of restricted sections not even the kind stands in a calendar, which lies on other people's servers. */
const QUIET: Labels = { en: 'Reminder', 'zh-Hans': '提醒', 'zh-Hant': '提醒', es: 'Recordatorio' };
const NAME: Labels = { en: 'Customers', 'zh-Hans': '客户', 'zh-Hant': '客戶', es: 'Clientes' };

export class CalendarLinks {
  readonly #options: CalendarOptions;
  #key: Uint8Array | null = null;

  constructor(options: CalendarOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const { storage: { directory }, random } = this.#options;
    const kept = await directory.setting(KEY);
    this.#key = typeof kept === 'string' ? Buffer.from(kept, 'base64') : random(32);
    if (typeof kept !== 'string') await directory.putSetting(KEY, Buffer.from(this.#key).toString('base64'));
  }

  async make(person: Person, wish: { readonly names: boolean; readonly days: number; readonly lang: string }, base: string): Promise<CalendarLink> {
    const { storage: { notices }, clock, random } = this.#options;
    if ((await notices.links(person.id)).filter(({ until }) => until > clock.now()).length >= MOST_LINKS) throw new Refusal('conflict', `At most ${MOST_LINKS} links; end one of them.`);
    const link: StoredLink = { id: newRowId(random), person: person.id, names: wish.names, lang: resolveLanguage(wish.lang), made: clock.now(), until: clock.now() + wish.days * DAY_MS, fetched: null };
    await notices.putLink(link);
    return { ...view(link), url: `${base}/calendar.ics?link=${link.id}.${this.#signature(link.id)}` };
  }

  async list(person: Pick<Person, 'id'>): Promise<readonly CalendarLink[]> {
    const { storage: { notices }, clock } = this.#options;
    return (await notices.links(person.id)).filter(({ until }) => until > clock.now()).map(view);
  }

  async end(person: Pick<Person, 'id'>, id: string): Promise<void> {
    if (!(await this.#options.storage.notices.dropLink(person.id, id))) throw notFound();
  }

  /** Null: no link, or one that has ended, or whose person has no right any more. */
  async fetch(text: string, base: string): Promise<string | null> {
    const { storage: { notices }, access: { directory }, clock } = this.#options;
    const [, id, signature] = /^([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{1,64})$/.exec(text) ?? [];
    if (id === undefined || signature === undefined || !same(signature, this.#signature(id))) return null;
    const link = await notices.link(id);
    // a calendar is no page of the server
    const person = link && directory.as({ id: directory.current(link.person), without: [] });
    if (!link || link.until <= clock.now() || person?.active !== true || person.leaving === true) return null;
    await notices.putLink({ ...link, fetched: clock.now() });
    return this.#calendar(person, link, base);
  }

  #signature(id: string): string {
    if (this.#key === null) throw new Error('links were not loaded');
    return createHmac('sha256', this.#key).update(`calendar ${id}`).digest('base64url');
  }

  async #calendar(person: Person, link: StoredLink, base: string): Promise<string> {
    const { storage, access, catalogue, timezone, today } = this.#options;
    const { dictionaries } = catalogue.now();
    const day = today();
    const found = await storage.reminders.between(person.id, addDays(day, -BACK), addDays(day, AHEAD), MOST);
    const rights = new Map(await Promise.all([...new Set(found.map(({ archive }) => archive))].map(async (archive) => [archive, await access.rights(person, archive)] as const)));
    const shown = found.filter(({ archive, section }) => atLeast(rights.get(archive)?.sections.get(section)?.level ?? 'none', 'read'));
    const names = link.names ? new Map((await storage.facts.overviews([...new Set(shown.map(({ archive }) => archive))])).map(({ id, name }) => [id, name])) : null;
    const lang = link.lang as Language;
    const calendar = ical({ name: NAME[lang], prodId: { company: 'Dossier', product: 'Care', language: lang.slice(0, 2).toUpperCase() }, method: ICalCalendarMethod.PUBLISH, ttl: 3_600, timezone: { name: timezone, generator: (zone) => timezoneBlock(zone, Number(day.slice(0, 4)) - 1, 3) } });
    // of the day, not of the moment: what has not changed is the same to the letter, and is not fetched again
    const stamp = new Date(`${day}T00:00:00Z`);
    for (const reminder of shown) {
      const quiet = SECTIONS[reminder.section].class.kind === 'restricted';
      const name = names?.get(reminder.archive) ?? null;
      const title = quiet ? QUIET[lang] : KIND_NAMES[reminder.kind][lang];
      const time = typeof reminder.inputs['time'] === 'string' && /^\d{2}:\d{2}$/.test(reminder.inputs['time']) ? reminder.inputs['time'] : null;
      const page = `${base}/a/${encodeURIComponent(reminder.archive)}`;
      const start = onTheWall(reminder.due, time ?? '00:00');
      calendar.createEvent({
        id: uidOf(reminder), sequence: reminder.sequence, stamp,
        ...(time === null ? { allDay: true, start, end: onTheWall(addDays(reminder.due, 1), '00:00'), transparency: ICalEventTransparency.TRANSPARENT, busystatus: ICalEventBusyStatus.FREE } : { start, end: new Date(start.getTime() + HOUR_MS), timezone }),
        summary: name === null ? title : `${title} · ${name}`,
        description: { plain: name === null || quiet ? page : `${reasonText(withWords(reminder, dictionaries), lang)}\n${page}` }, url: page,
      });
    }
    return calendar.toString();
  }
}

const view = ({ id, names, made, until, fetched }: StoredLink): CalendarLink => ({ id, names, made: new Date(made).toISOString(), until: new Date(until).toISOString(), fetched: fetched === null ? null : new Date(fetched).toISOString() });
const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
/** The same event whenever it is fetched; what comes round each year is another one each year. */
const uidOf = ({ archive, kind, key, due }: StoredReminder): string =>
  `${hash('sha256', JSON.stringify([archive, kind, key, kind === 'birthday' || kind === 'occasion' ? due.slice(0, 4) : '']), 'base64url').slice(0, 24)}@dossier`;

/** What a clock on the wall shows: the library writes a date as the server's own zone shows it, beside the name of the zone that is meant. */
const onTheWall = (day: CalendarDate, time: string): Date => new Date(`${day}T${time}:00`);
