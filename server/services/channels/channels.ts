/** Channels: which there are, tried by a button, and once a day what is due goes out over them, to each person by mail and into groups. What is due is the reminders' affair. */
import { CHAT_KINDS, isChatKind } from '../../../model/channels/api.ts';
import type { ChannelBoard, ChannelSettings, ChatChange, ChatView, DeliveryView, NewChat, OwnDigest, OwnDigestChange } from '../../../model/channels/api.ts';
import { newRowId, newWebhookId } from '../../../model/ids.ts';
import type { PersonId, RandomBytes, WebhookId } from '../../../model/ids.ts';
import { LANGUAGES } from '../../../model/labels.ts';
import type { Person } from '../../../model/rights.ts';
import type { Directory } from '../../access/directory.ts';
import type { Clock } from '../../clock.ts';
import type { Act } from '../../storage/audit-acts.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import type { Delivery, WebhookStore } from '../../storage/webhook-store.ts';
import { invalid, Refusal } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { Logger } from '../log.ts';
import { refusedUrl } from '../webhook-send.ts';
import type { Channel } from './channel.ts';
import { chatChannel } from './chats.ts';
import { Kept, NO_CHOICE } from './kept.ts';
import type { StoredChat } from './kept.ts';
import type { Mailer } from './mail.ts';
import type { Post } from './post.ts';
import { digestMessage, testMessage } from './templates.ts';
import type { DayDigest } from './templates.ts';

/** `group`: many will read it, so nothing of restricted sections counts. Null: nobody is told anything on this day, a Sunday. */
export type DigestSource = (person: Person, group: boolean) => Promise<DayDigest | null>;

export interface ChannelsOptions {
  readonly store: WebhookStore;
  readonly settings: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  readonly directory: Pick<Directory, 'as' | 'people' | 'person' | 'name'>;
  readonly digest: DigestSource;
  /** Null: `DOSSIER_SMTP_URL` is not set. */
  readonly mailer: Mailer | null;
  readonly post: Post;
  /** Hosts inside the network, or without https, that an administrator has allowed for webhooks. */
  readonly hosts: () => readonly string[];
  /** Where the server's own page stands, when no page of the intranet is named. */
  readonly page: string;
  readonly timezone: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Logger;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

const MOST = 50;
const LOOK_MS = 60_000;
/** After a failure, the last one again and again until the day is over. */
const PAUSES = [1, 5, 15, 60].map((minutes) => minutes * 60_000);
/** Deliveries of mail lie under this. */
const MAIL = 'mail' as WebhookId;

export class Channels {
  readonly #options: ChannelsOptions;
  readonly #kept: Kept;
  /** Newest delivery of each. */
  readonly #last = new Map<string, Delivery>();
  readonly #failing = new Map<string, { readonly tries: number; readonly next: number }>();
  #cancel: () => void = () => undefined;
  #working: Promise<void> = Promise.resolve();
  #changing: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(options: ChannelsOptions) {
    this.#options = options;
    this.#kept = new Kept(options.settings);
  }

  async start(): Promise<void> {
    await this.reload();
    this.#wait();
  }
  /** As another server has left them. */
  async reload(): Promise<void> {
    await this.#kept.load();
    for (const id of [MAIL, ...this.#kept.chats.map((chat) => chat.id)]) {
      const [newest] = await this.#options.store.deliveries(id);
      if (newest) this.#last.set(id, newest);
    }
  }
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#working;
    this.#options.mailer?.close();
  }

  board(): ChannelBoard {
    const { mailer, timezone } = this.#options;
    return {
      items: this.#kept.chats.map((chat) => this.#view(chat)), settings: this.#kept.settings, timezone,
      mail: mailer === null ? null : { host: mailer.host, from: mailer.from, last: this.#lastOf(MAIL) },
    };
  }

  #act(by: PersonId): Act {
    return { by, at: this.#options.clock.now() };
  }

  async change(by: PersonId, change: Partial<ChannelSettings>): Promise<ChannelSettings> {
    const settings = { ...this.#kept.settings, ...change };
    const problems: Problem[] = [];
    if (!isHour(settings.hour)) problems.push({ field: 'hour', code: 'out-of-range', message: 'A whole hour from 0 to 23.' });
    if (!LANGUAGES.includes(settings.language)) problems.push({ field: 'language', code: 'not-an-option', message: `One of ${LANGUAGES.join(', ')}.` });
    if (settings.link !== '' && !isPage(settings.link)) problems.push({ field: 'link', code: 'format', message: 'A whole address of a page such as https://intranet.example/today, or nothing.' });
    if (problems.length > 0) throw invalid(problems);
    await this.#kept.putSettings(settings, this.#act(by));
    return settings;
  }

  make(by: PersonId, wish: NewChat): Promise<ChatView> {
    return this.#inTurn(async () => {
      this.#check(wish);
      if (this.#kept.chats.length >= MOST) throw new Refusal('conflict', `There are ${MOST} channels; remove one.`);
      const chat: StoredChat = { ...wish, name: wish.name.trim(), person: wish.person as PersonId, id: newWebhookId(this.#options.random), enabled: true };
      await this.#kept.putChats([...this.#kept.chats, chat], this.#act(by));
      return this.#view(chat);
    });
  }
  put(by: PersonId, id: string, { enabled, ...change }: ChatChange): Promise<ChatView> {
    return this.#inTurn(async () => {
      const old = this.#find(id);
      // an empty address says: as it was
      const wish = { ...old, ...change, url: change.url || old.url };
      this.#check(wish);
      const chat: StoredChat = { ...wish, name: wish.name.trim(), person: wish.person as PersonId, enabled: enabled ?? old.enabled };
      await this.#kept.putChats(this.#kept.chats.map((each) => (each.id === id ? chat : each)), this.#act(by));
      this.#failing.delete(id);
      return this.#view(chat);
    });
  }
  remove(by: PersonId, id: string): Promise<void> {
    return this.#inTurn(async () => {
      const { id: known } = this.#find(id);
      await this.#kept.putChats(this.#kept.chats.filter((each) => each.id !== id), this.#act(by));
      await this.#options.store.remove(known, this.#act(by));
      this.#last.delete(id);
      this.#failing.delete(id);
    });
  }

  /** Sends a test now. */
  async test(id: string): Promise<DeliveryView> {
    const chat = this.#find(id);
    return deliveryView(await this.#send(chat.id, 'test', this.#chat(chat), testMessage(chat.language, this.#page)));
  }
  async testMail(person: Person): Promise<DeliveryView> {
    const { mailer } = this.#options;
    if (mailer === null) throw new Refusal('conflict', 'The server has no mail: set DOSSIER_SMTP_URL.');
    if (person.email === null) throw new Refusal('conflict', 'The directory knows no mail address of yours to send it to.');
    return deliveryView(await this.#send(MAIL, 'test', mailer.to(person.email, person.name), testMessage(this.#kept.choices[person.id]?.language ?? this.#kept.settings.language, this.#page)));
  }

  /** Newest first; `mail` is one of them. */
  async deliveries(id: string): Promise<readonly DeliveryView[]> {
    return (await this.#options.store.deliveries(id === MAIL ? MAIL : this.#find(id).id)).map(deliveryView);
  }

  own(person: Person): OwnDigest {
    const { mail, hour, language } = this.#kept.choices[person.id] ?? NO_CHOICE;
    return { available: this.#options.mailer !== null, address: person.email, mail, hour, language, workspaceHour: this.#kept.settings.hour };
  }
  async choose(person: Person, change: OwnDigestChange): Promise<OwnDigest> {
    if (change.hour !== undefined && change.hour !== null && !isHour(change.hour)) throw invalid([{ field: 'hour', code: 'out-of-range', message: 'A whole hour from 0 to 23, or null.' }]);
    await this.#inTurn(() => this.#kept.putChoice(person.id, { ...NO_CHOICE, ...this.#kept.choices[person.id], ...change }));
    return this.own(person);
  }

  /** Resolves when what was due until now is told. */
  async settled(): Promise<void> {
    await this.#working;
  }

  /** Tells whoever is to be told by now. What a stopped server missed is told the same day. */
  async look(): Promise<void> {
    const { clock, directory, mailer, timezone, leads = () => true } = this.#options;
    if (!leads()) return;
    const { day, hour } = clockIn(timezone, clock.now());
    if (this.#kept.told.day !== day) {
      await this.#kept.putTold({ day, ids: [] });
      this.#failing.clear();
    }
    const told = new Set(this.#kept.told.ids);
    const due = (id: string, at: number): boolean => hour >= at && !told.has(id) && (this.#failing.get(id)?.next ?? 0) <= clock.now();
    const { settings, choices } = this.#kept;
    for (const chat of this.#kept.chats) {
      if (this.#stopped || !leads()) return;
      const person = directory.as({ id: chat.person, without: [] }); // a chat is no page of the server, nor is a mailbox
      if (!chat.enabled || person === null || !due(chat.id, settings.hour)) continue;
      await this.#tell(chat.id, chat.id, person, { group: true, language: chat.language, names: chat.names, through: this.#chat(chat) });
    }
    if (mailer === null) return;
    for (const { id } of directory.people()) {
      if (this.#stopped || !leads()) return;
      const { mail, hour: own, language } = choices[id] ?? NO_CHOICE;
      const person = directory.as({ id, without: [] });
      if (!mail || person?.email == null || person.service !== undefined || !due(id, own ?? settings.hour)) continue;
      await this.#tell(id, MAIL, person, { group: false, language: language ?? settings.language, names: settings.names, through: mailer.to(person.email, person.name) });
    }
  }

  async #tell(id: string, log: WebhookId, person: Person, { group, language, names, through }: { readonly group: boolean; readonly language: NewChat['language']; readonly names: boolean; readonly through: Channel }): Promise<void> {
    const digest = await this.#options.digest(person, group);
    const message = digest === null ? null : digestMessage(digest, { language, names, href: this.#page });
    if (message !== null) {
      const { error } = await this.#send(log, 'hint', through, message);
      if (error !== null) {
        const tries = (this.#failing.get(id)?.tries ?? 0) + 1;
        this.#failing.set(id, { tries, next: this.#options.clock.now() + PAUSES[Math.min(tries, PAUSES.length) - 1]! });
        return;
      }
    }
    this.#failing.delete(id);
    await this.#kept.putTold({ ...this.#kept.told, ids: [...this.#kept.told.ids, id] });
  }

  async #send(id: WebhookId, kind: Delivery['kind'], channel: Channel, message: Parameters<Channel['send']>[0]): Promise<Delivery> {
    const { clock, random, store } = this.#options;
    const at = clock.now();
    const { status, error } = await channel.send(message);
    const delivery: Delivery = { id: newRowId(random), webhook: id, at, kind, status, error, milliseconds: Math.max(0, clock.now() - at) };
    await store.log(delivery);
    this.#last.set(id, delivery);
    return delivery;
  }

  #wait(): void {
    this.#cancel = this.#options.clock.after(LOOK_MS, () => {
      this.#working = this.look().catch((error: unknown) => { this.#options.log.error({ err: error }, 'the daily digests could not be sent'); }).then(() => { if (!this.#stopped) this.#wait(); });
    });
  }
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changing.then(work);
    this.#changing = done.catch(() => undefined); // told to whoever asked for it
    return done;
  }

  get #page(): string {
    return this.#kept.settings.link || this.#options.page;
  }
  #chat(chat: StoredChat): Channel {
    return chatChannel(chat, this.#options.post, () => this.#options.clock.now());
  }
  #find(id: string): StoredChat {
    const found = this.#kept.chats.find((each) => each.id === id);
    if (found === undefined) throw new Refusal('not-found', 'There is no such channel.');
    return found;
  }
  #lastOf(id: string): DeliveryView | null {
    const last = this.#last.get(id);
    return last === undefined ? null : deliveryView(last);
  }
  #view({ id, name, kind, url, secret, person, language, names, enabled }: StoredChat): ChatView {
    return { id, name, kind, host: new URL(url).host, signed: secret !== '', person: { id: person, name: this.#options.directory.name(person) }, language, names, enabled, last: this.#lastOf(id) };
  }

  #check({ name, kind, url, person, language }: NewChat): void {
    const problems: Problem[] = [];
    const { directory, hosts } = this.#options;
    const address = refusedUrl(url, hosts());
    const found = directory.person(person as PersonId);
    if (name.trim() === '' || name.length > 100) problems.push({ field: 'name', code: 'required', message: 'A name of at most 100 characters.' });
    if (!isChatKind(kind)) problems.push({ field: 'kind', code: 'not-an-option', message: `One of ${CHAT_KINDS.join(', ')}.` });
    if (address !== null) problems.push({ field: 'url', code: 'url', message: address });
    if (found === null || found.service !== undefined) problems.push({ field: 'person', code: 'not-an-option', message: 'A person of the directory, whose customers it tells of.' });
    if (!LANGUAGES.includes(language)) problems.push({ field: 'language', code: 'not-an-option', message: `One of ${LANGUAGES.join(', ')}.` });
    if (problems.length > 0) throw invalid(problems);
  }
}

const isHour = (hour: number): boolean => Number.isInteger(hour) && hour >= 0 && hour <= 23;
const isPage = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** What is kept as a hint is a digest here. */
const deliveryView = ({ at, kind, status, error, milliseconds }: Delivery): DeliveryView => ({ at: new Date(at).toISOString(), kind: kind === 'test' ? 'test' : 'digest', done: error === null, status, error, milliseconds });

/** The day and the hour of a moment in a zone. */
export function clockIn(timezone: string, at: number): { readonly day: string; readonly hour: number } {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' }).formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, hour: Number(parts['hour']) };
}
