/** Links by which one customer stands elsewhere: made by somebody who reads it, read by whoever has them under that person's right at that moment, ended by them or whoever manages the archive. What is drawn is `badge-svg.ts` and its neighbours. */
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredLink } from '../../storage/notice-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { ArchiveLink, ArchiveLinks, LinkPreview, LinkWish, PictureTheme } from '../../../model/elsewhere/api.ts';
import { SCHEMES, schemeOf, showsScheme } from '../../../model/classification/schemes.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import { resolveLanguage } from '../../../model/labels.ts';
import type { Language } from '../../../model/labels.ts';
import type { SchemeKey } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Caller, Person } from '../../../model/rights.ts';
import { SECTIONS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { CalendarLinks } from '../reminders/calendar.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';
import { archiveAddress } from './address.ts';
import { badgeSvg, badgeWords } from './badge-svg.ts';
import type { Look } from './badge-svg.ts';
import { framePage } from './frame-page.ts';
import { holdsUntil, LINK_DAYS } from './link-key.ts';
import type { LinkKey } from './link-key.ts';
import { csvOf, tableRows } from './table.ts';
import type { Whole } from './table.ts';

export interface ElsewhereOptions {
  readonly storage: Pick<Storage, 'notices'>;
  readonly access: Pick<ServerAccess, 'rights' | 'resolve' | 'digest' | 'directory' | 'unseen'>;
  readonly calendar: Pick<CalendarLinks, 'feed'>;
  readonly key: LinkKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** `DOSSIER_ARCHIVE_URL`. */
  readonly archiveUrl: string | null;
}

const DAY_MS = 86_400_000;
const [MOST_LINKS, MOST_ROWS] = [50, 12];
/** How closely the last use is told: a page with the picture on it is opened often. */
const USED_MS = 60_000;
/** Doors of `/badge/<archive>.…`; a calendar has its own. */
export const DOORS = { svg: 'picture', html: 'frame', csv: 'table' } as const;
const EXTENSION = { picture: 'svg', frame: 'html', table: 'csv' } as const;

/** What the door of a link answers. `ended`: this server made it, and it opens nothing any more. */
export type Fetched =
  | { readonly kind: 'unknown' | 'ended'; readonly language: Language | null }
  | { readonly kind: 'here'; readonly body: string; readonly archive: ArchiveId };

/** Nobody knows who reads along: classes of confidential and restricted sections stand nowhere else, whatever their maker reads. */
export const mayStandElsewhere = (scheme: SchemeKey): boolean => {
  const { section } = schemeOf(scheme);
  return section === null || SECTIONS[section].class.kind === 'internal';
};

export class Elsewhere {
  readonly #options: ElsewhereOptions;

  constructor(options: ElsewhereOptions) {
    this.#options = options;
  }

  /** One's own, and all of them for whoever manages the archive. */
  async list(person: Person, rights: Rights, base: string): Promise<ArchiveLinks> {
    const { storage: { notices }, access: { directory }, archiveUrl } = this.#options;
    const all = (await notices.linksTo(rights.archive.id)).filter((link) => this.#holds(link));
    const items = atLeast(rights.level, 'manage') ? all : all.filter((link) => directory.current(link.person) === person.id);
    const most = directory.policy.linkDays;
    return {
      items: items.map((link) => this.#view(link, person)), leads: archiveAddress(archiveUrl, rights.archive, base),
      days: { shipped: Math.min(LINK_DAYS, most), most }, schemes: SCHEMES.map(({ key }) => key).filter((key) => mayStandElsewhere(key) && showsScheme(key, readsOf(rights))),
    };
  }

  async make(person: Person, rights: Rights, wish: LinkWish & { readonly days: number | null; readonly lang: string }, base: string): Promise<ArchiveLink> {
    const { storage: { notices }, access: { directory }, clock, random, key } = this.#options;
    const { linkDays } = directory.policy;
    if (person.service || !atLeast(rights.level, 'read')) throw forbidden('Only a person who reads the customer makes a link to it.');
    if (linkDays === 0) throw forbidden('The policy allows no links for other programs.');
    const days = wish.days ?? Math.min(LINK_DAYS, linkDays);
    if (days > linkDays) throw invalid([{ field: 'days', code: 'policy', message: `The policy allows links of at most ${linkDays} days.` }]);
    const { archive: { id: archive } } = rights;
    const mine = (await notices.linksTo(archive)).filter((link) => link.person === person.id && this.#holds(link));
    if (mine.length >= MOST_LINKS) throw new Refusal('conflict', `At most ${MOST_LINKS} links to one customer; end one of them.`);
    const { schemes, figures } = checked(wish, rights);
    const link: StoredLink = {
      id: newRowId(random), person: person.id, kind: wish.kind, archive, wish: { schemes, figures }, names: wish.names, lang: resolveLanguage(wish.lang), made: clock.now(), until: clock.now() + days * DAY_MS, fetched: null,
    };
    await notices.putLink(link);
    const signed = key.sign(link.kind, link.id);
    // wikis take an address for a picture where it ends as one
    const url = link.kind === 'calendar' ? `${base}/calendar.ics?link=${signed}` : `${base}/badge/${encodeURIComponent(archive)}.${EXTENSION[link.kind]}?link=${signed}${link.kind === 'picture' ? '.svg' : ''}`;
    return { ...this.#view(link, person), url };
  }

  async end(person: Person, rights: Rights, id: string): Promise<void> {
    const { storage: { notices }, access } = this.#options;
    const { directory } = access;
    const link = await notices.link(id);
    // one to what was merged into it leads here, and is ended here
    const leads = link === null || link.archive === null ? null : await access.resolve({ kind: 'id', id: link.archive });
    const may = link !== null && leads === rights.archive.id && (directory.current(link.person) === person.id || atLeast(rights.level, 'manage'));
    if (!may || !(await notices.dropLink(link.person, id, person.id))) throw new Refusal('not-found', 'There is no such link.');
  }

  /** Made as the link itself would be, for its maker to see before. */
  async preview(person: Person, rights: Rights, wish: LinkWish & { readonly lang: string }, base: string): Promise<LinkPreview> {
    const { calendar, access: { directory } } = this.#options;
    const { schemes, figures } = checked(wish, rights);
    const language = resolveLanguage(wish.lang);
    const link = { id: '', person: person.id, kind: wish.kind, archive: rights.archive.id, wish: { schemes, figures }, names: wish.names, lang: language, made: 0, until: 0, fetched: null } satisfies StoredLink;
    const whole = await this.#whole({ id: person.id, without: [] }, link, base);
    if (whole === null) throw forbidden('Nothing of this customer can be shown elsewhere by you.');
    const words = badgeWords(whole, language);
    switch (wish.kind) {
      case 'picture':
      case 'frame': return { picture: { light: badgeSvg(whole, { theme: 'light', language }), dark: badgeSvg(whole, { theme: 'dark', language }) }, rows: null, total: 0, words };
      case 'table': {
        const rows = tableRows(whole, language);
        return { picture: null, rows: rows.slice(0, MOST_ROWS + 1).map((row) => row.map(({ text }) => text)), total: rows.length - 1, words };
      }
      case 'calendar': {
        const { events } = await calendar.feed(directory.as({ id: person.id, without: [] }) ?? person, link, base);
        return { picture: null, rows: events.slice(0, MOST_ROWS), total: events.length, words };
      }
    }
  }

  /** By the link alone; `look` where the address wishes one. */
  async fetch(kind: (typeof DOORS)[keyof typeof DOORS], text: string, look: { readonly theme: PictureTheme; readonly lang: string | null }, base: string): Promise<Fetched> {
    const { storage: { notices }, access: { directory }, key, clock } = this.#options;
    const wished = look.lang === null ? null : resolveLanguage(look.lang);
    const id = key.read(kind, text);
    if (id === null) return { kind: 'unknown', language: wished };
    const link = await notices.link(id);
    const language = wished ?? (link?.lang as Language | undefined) ?? null;
    if (link === null || !this.#holds(link)) return { kind: 'ended', language };
    const maker: Caller = { id: directory.current(link.person), without: [] };
    const person = directory.as(maker);
    const whole = person?.active === true && person.leaving !== true ? await this.#whole(maker, link, base) : null;
    if (whole === null) return { kind: 'ended', language };
    if (link.fetched === null || clock.now() - link.fetched >= USED_MS) await notices.usedLink(id, clock.now());
    // ended while it was being made
    if ((await notices.link(id)) === null) return { kind: 'ended', language };
    const seen: Look = { theme: look.theme, language: language ?? 'en' };
    const body = kind === 'picture' ? badgeSvg(whole, seen) : kind === 'frame' ? framePage(whole, seen) : csvOf(whole, seen.language);
    return { kind: 'here', body, archive: whole.archive };
  }

  #holds(link: Pick<StoredLink, 'made' | 'until'>): boolean {
    return holdsUntil(link, this.#options.access.directory.policy) > this.#options.clock.now();
  }

  /** What the link shows under the right of this person; null: nothing any more. */
  async #whole(maker: Caller, { archive, wish, names }: Pick<StoredLink, 'archive' | 'wish' | 'names'>, base: string): Promise<Whole | null> {
    const { access, archiveUrl } = this.#options;
    const id = archive === null ? null : await access.resolve({ kind: 'id', id: archive });
    if (id === null) return null;
    const [rights, digest] = await Promise.all([access.rights(maker, id), access.digest(maker, id)]);
    if (rights === null || digest === null || digest.level === 'exists') return null;
    const classes = (wish?.schemes ?? []).flatMap((scheme) => (mayStandElsewhere(scheme) ? (digest.classes[scheme] ?? []) : []));
    return { archive: id, name: names ? digest.name : null, classes, trade: wish?.figures === true ? digest.trade : null, leads: archiveAddress(archiveUrl, rights.archive, base) };
  }

  #view({ id, person, kind, wish, names, lang, made, until, fetched }: StoredLink, to: Person): ArchiveLink {
    const { unseen, directory } = this.#options.access;
    const moment = (at: number): string => new Date(at).toISOString();
    return {
      id, kind, schemes: wish?.schemes ?? [], figures: wish?.figures ?? false, names, lang, made: moment(made), until: moment(holdsUntil({ made, until }, directory.policy)), fetched: fetched === null ? null : moment(fetched),
      by: unseen.ref(person, to.id), mine: directory.current(person) === (to.id as PersonId),
    };
  }
}

const readsOf = (rights: Rights) => (section: SectionKey): boolean => atLeast(rights.sections.get(section)?.level ?? 'none', 'read');

function checked({ kind, schemes, figures }: LinkWish, rights: Rights): Pick<LinkWish, 'schemes' | 'figures'> {
  if (kind === 'calendar') return { schemes: [], figures: false };
  const reads = readsOf(rights);
  // one that is not there for them is not told apart
  const wrong = schemes.flatMap((scheme, i) => (mayStandElsewhere(scheme) && showsScheme(scheme, reads) ? [] : [{ field: `schemes.${i}`, code: 'not-elsewhere', message: 'This class does not stand elsewhere.' }]));
  if (wrong.length > 0) throw invalid(wrong);
  if (schemes.length === 0) throw invalid([{ field: 'schemes', code: 'missing', message: 'At least one class.' }]);
  return { schemes: SCHEMES.map(({ key }) => key).filter((key) => schemes.includes(key)), figures: kind === 'table' && figures };
}
