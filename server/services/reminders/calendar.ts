/** One's reminders, or those of one customer, as a calendar that other programs read by a signed link: appointments at their time, everything else as whole days. Without names unless whoever made the link wanted them; rights are asked at each fetch. */
import { hash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredLink } from '../../storage/notice-store.ts';
import type { StoredReminder } from '../../storage/reminder-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { WorkspaceCatalogue } from '../../../model/catalogue/catalogue.ts';
import { addDays } from '../../../model/classification/dates.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, RandomBytes } from '../../../model/ids.ts';
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
import { archiveAddress } from '../elsewhere/address.ts';
import { holdsUntil, LINK_DAYS } from '../elsewhere/link-key.ts';
import type { LinkKey } from '../elsewhere/link-key.ts';
import { forbidden, invalid, notFound, Refusal } from '../errors.ts';

export interface CalendarOptions {
  readonly storage: Pick<Storage, 'directory' | 'facts' | 'notices' | 'reminders'>;
  readonly access: Pick<ServerAccess, 'rights' | 'resolve' | 'directory'>;
  readonly catalogue: { now(): Pick<WorkspaceCatalogue, 'dictionaries'> };
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly timezone: string;
  readonly today: () => CalendarDate;
  readonly key: LinkKey;
  /** `DOSSIER_ARCHIVE_URL`. */
  readonly archiveUrl: string | null;
}

const DAY_MS = 86_400_000;
const MOST_LINKS = 20;
const [BACK, AHEAD, MOST] = [30, 120, 2_000];
/** An appointment without an end. */
const HOUR_MS = 3_600_000;
/** Of restricted sections not even the kind stands in a calendar, which lies on other people's servers. */
const QUIET: Labels = { en: 'Reminder', 'zh-Hans': '提醒', 'zh-Hant': '提醒', es: 'Recordatorio' };
const NAME: Labels = { en: 'Customers', 'zh-Hans': '客户', 'zh-Hant': '客戶', es: 'Clientes' };

export class CalendarLinks {
  readonly #options: CalendarOptions;

  constructor(options: CalendarOptions) {
    this.#options = options;
  }

  async make(person: Person, wish: { readonly names: boolean; readonly days: number | null; readonly lang: string }, base: string): Promise<CalendarLink> {
    const { storage: { notices }, access: { directory }, clock, random, key } = this.#options;
    const { linkDays } = directory.policy;
    if (linkDays === 0) throw forbidden('The policy allows no links for other programs.');
    const days = wish.days ?? Math.min(LINK_DAYS, linkDays);
    if (days > linkDays) throw invalid([{ field: 'days', code: 'policy', message: `The policy allows links of at most ${linkDays} days.` }]);
    if ((await this.#held(person)).filter(({ archive }) => archive === null).length >= MOST_LINKS) throw new Refusal('conflict', `At most ${MOST_LINKS} links; end one of them.`);
    const link: StoredLink = { id: newRowId(random), person: person.id, kind: 'calendar', archive: null, wish: null, names: wish.names, lang: resolveLanguage(wish.lang), made: clock.now(), until: clock.now() + days * DAY_MS, fetched: null };
    await notices.putLink(link);
    return { ...this.#view(link), url: `${base}/calendar.ics?link=${key.sign('calendar', link.id)}` };
  }

  /** All that hold, those to one customer among them. */
  async list(person: Pick<Person, 'id'>): Promise<readonly CalendarLink[]> {
    return (await this.#held(person)).map((link) => this.#view(link));
  }

  /** `by`: who ends it, where that is not whose it is. */
  async end(person: Pick<Person, 'id'>, id: string, by = person.id): Promise<void> {
    if (!(await this.#options.storage.notices.dropLink(person.id, id, by))) throw notFound();
  }

  /** Null: no link, or one that has ended, or whose person has no right any more. */
  async fetch(text: string, base: string): Promise<string | null> {
    const { storage: { notices }, access: { directory }, clock, key } = this.#options;
    const id = key.read('calendar', text);
    const link = id === null ? null : await notices.link(id);
    // a calendar is no page of the server
    const person = link && directory.as({ id: directory.current(link.person), without: [] });
    if (!link || holdsUntil(link, directory.policy) <= clock.now() || person?.active !== true || person.leaving === true) return null;
    // of one customer: it ends with the right to read it
    if (link.archive !== null && !atLeast((await this.#rights(person, link.archive))?.level ?? 'none', 'read')) return null;
    await notices.usedLink(link.id, clock.now());
    const { text: found } = await this.feed(person, link, base);
    // ended while it was being made
    return (await notices.link(link.id)) === null ? null : found;
  }

  async #held(person: Pick<Person, 'id'>): Promise<readonly StoredLink[]> {
    const { storage: { notices }, access: { directory }, clock } = this.#options;
    return (await notices.links(person.id)).filter((link) => holdsUntil(link, directory.policy) > clock.now());
  }
  readonly #view = ({ id, kind, archive, names, made, until, fetched }: StoredLink): CalendarLink => ({
    id, kind, archive, names, made: new Date(made).toISOString(), until: new Date(holdsUntil({ made, until }, this.#options.access.directory.policy)).toISOString(), fetched: fetched === null ? null : new Date(fetched).toISOString(),
  });
  /** One that was merged meanwhile is the other. */
  async #rights(person: Person, archive: ArchiveId): Promise<Rights | null> {
    const { access } = this.#options;
    const id = await access.resolve({ kind: 'id', id: archive });
    return id && access.rights(person, id);
  }

  /** The calendar, and what stands in it as day and words. */
  async feed(person: Person, link: Pick<StoredLink, 'archive' | 'names' | 'lang'>, base: string): Promise<{ readonly text: string; readonly events: readonly (readonly [day: string, words: string])[] }> {
    const { storage, access, catalogue, timezone, today, archiveUrl } = this.#options;
    const events: (readonly [string, string])[] = [];
    const only = link.archive === null ? null : await access.resolve({ kind: 'id', id: link.archive });
    const { dictionaries } = catalogue.now();
    const day = today();
    const all = await storage.reminders.between(person.id, addDays(day, -BACK), addDays(day, AHEAD), MOST);
    const found = link.archive === null ? all : all.filter(({ archive }) => archive === only);
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
      const page = archiveAddress(archiveUrl, rights.get(reminder.archive)!.archive, base);
      const words = name === null ? title : `${title} · ${name}`;
      events.push([time === null ? reminder.due : `${reminder.due} ${time}`, words]);
      const start = onTheWall(reminder.due, time ?? '00:00');
      calendar.createEvent({
        id: uidOf(reminder), sequence: reminder.sequence, stamp,
        ...(time === null ? { allDay: true, start, end: onTheWall(addDays(reminder.due, 1), '00:00'), transparency: ICalEventTransparency.TRANSPARENT, busystatus: ICalEventBusyStatus.FREE } : { start, end: new Date(start.getTime() + HOUR_MS), timezone }),
        summary: words,
        description: { plain: name === null || quiet ? page : `${reasonText(withWords(reminder, dictionaries), lang)}\n${page}` }, url: page,
      });
    }
    return { text: calendar.toString(), events };
  }
}

/** The same event whenever it is fetched; what comes round each year is another one each year. */
const uidOf = ({ archive, kind, key, due }: StoredReminder): string =>
  `${hash('sha256', JSON.stringify([archive, kind, key, kind === 'birthday' || kind === 'occasion' ? due.slice(0, 4) : '']), 'base64url').slice(0, 24)}@dossier`;

/** What a clock on the wall shows: the library writes a date as the server's own zone shows it, beside the name of the zone that is meant. */
const onTheWall = (day: CalendarDate, time: string): Date => new Date(`${day}T${time}:00`);
