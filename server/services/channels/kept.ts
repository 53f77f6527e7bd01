/** What is kept of channels: the robots, the workspace's settings, what each person chose, and who was told today. As settings of the workspace; deliveries lie beside those of webhooks. */
import type { ChannelSettings, ChatKind } from '../../../model/channels/api.ts';
import type { PersonId, WebhookId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { Act } from '../../storage/audit-acts.ts';
import type { DirectoryStore } from '../../storage/storage.ts';

/** `id` is that of a webhook: deliveries of both are kept alike. */
export interface StoredChat {
  readonly id: WebhookId;
  readonly name: string;
  readonly kind: ChatKind;
  readonly url: string;
  readonly secret: string;
  readonly person: PersonId;
  readonly language: Language;
  readonly names: boolean;
  readonly enabled: boolean;
}
export interface OwnChoice { readonly mail: boolean; readonly hour: number | null; readonly language: Language | null }
/** Who was told on this day, people by mail and chats, so that a restart tells nobody twice. */
export interface Told { readonly day: string; readonly ids: readonly string[] }

export const SHIPPED: ChannelSettings = Object.freeze({ hour: 8, language: 'en', names: false, link: '' });
export const NO_CHOICE: OwnChoice = Object.freeze({ mail: true, hour: null, language: null });

const NAMES = { chats: 'channels', settings: 'channelSettings', choices: 'channelChoices', told: 'channelsTold' } as const;

export class Kept {
  readonly #store: Pick<DirectoryStore, 'setting' | 'putSetting'>;
  chats: readonly StoredChat[] = [];
  settings: ChannelSettings = SHIPPED;
  choices: Readonly<Record<string, OwnChoice>> = {};
  told: Told = { day: '', ids: [] };

  constructor(store: Pick<DirectoryStore, 'setting' | 'putSetting'>) {
    this.#store = store;
  }

  async load(): Promise<void> {
    const read = async <T>(name: string, shipped: T): Promise<T> => ((await this.#store.setting(name)) as T | null) ?? shipped;
    this.chats = await read(NAMES.chats, this.chats);
    this.settings = { ...SHIPPED, ...(await read<Partial<ChannelSettings>>(NAMES.settings, {})) };
    this.choices = await read(NAMES.choices, this.choices);
    this.told = await read(NAMES.told, this.told);
  }
  putChats(chats: readonly StoredChat[], act: Act): Promise<void> {
    this.chats = chats;
    return this.#store.putSetting(NAMES.chats, chats, act);
  }
  putSettings(settings: ChannelSettings, act: Act): Promise<void> {
    this.settings = settings;
    return this.#store.putSetting(NAMES.settings, settings, act);
  }
  putChoice(person: PersonId, choice: OwnChoice): Promise<void> {
    this.choices = { ...this.choices, [person]: choice };
    return this.#store.putSetting(NAMES.choices, this.choices);
  }
  putTold(told: Told): Promise<void> {
    this.told = told;
    return this.#store.putSetting(NAMES.told, told);
  }
}
