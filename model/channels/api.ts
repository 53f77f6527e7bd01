/** Ways by which Dossier tells people what is due: mail, and robots of five group chats. Shapes that both sides agree on; what is sent is in `server/services/channels/`. */
import type { Language } from '../labels.ts';

/** Group chats that take a message at an address of their own. */
export const CHAT_KINDS = ['wecom', 'dingtalk', 'feishu', 'slack', 'teams'] as const;
export type ChatKind = (typeof CHAT_KINDS)[number];
export const isChatKind = (text: string): text is ChatKind => (CHAT_KINDS as readonly string[]).includes(text);

/** Their own names, the same in every language but Chinese. */
export const CHAT_NAMES: Readonly<Record<ChatKind, Readonly<Record<Language, string>>>> = Object.freeze({
  wecom: { en: 'WeCom', 'zh-Hans': '企业微信', 'zh-Hant': '企業微信', es: 'WeCom' },
  dingtalk: { en: 'DingTalk', 'zh-Hans': '钉钉', 'zh-Hant': '釘釘', es: 'DingTalk' },
  feishu: { en: 'Feishu', 'zh-Hans': '飞书', 'zh-Hant': '飛書', es: 'Feishu' },
  slack: { en: 'Slack', 'zh-Hans': 'Slack', 'zh-Hant': 'Slack', es: 'Slack' },
  teams: { en: 'Microsoft Teams', 'zh-Hans': 'Microsoft Teams', 'zh-Hant': 'Microsoft Teams', es: 'Microsoft Teams' },
});
/** Robots that check a signature made with a secret. */
export const SIGNED_KINDS: readonly ChatKind[] = Object.freeze(['dingtalk', 'feishu']);

export interface NewChat {
  readonly name: string;
  readonly kind: ChatKind;
  /** Address of the robot. Whoever knows it can write to the group, so it is never shown again. */
  readonly url: string;
  /** Of a robot that checks signatures; empty: it does not. */
  readonly secret: string;
  /** Under whose right the message is made: it tells what this person keeps. */
  readonly person: string;
  readonly language: Language;
  /** False, the default: how many and a link, and nobody's name. */
  readonly names: boolean;
}
/** `url` and `secret` are left as they are where they are not given. */
export type ChatChange = Partial<NewChat> & { readonly enabled?: boolean };

export interface DeliveryView {
  readonly at: string;
  readonly kind: 'digest' | 'test';
  readonly done: boolean;
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  readonly error: string | null;
  readonly milliseconds: number;
}

export interface ChatView {
  readonly id: string;
  readonly name: string;
  readonly kind: ChatKind;
  /** Where the address leads, without what opens it. */
  readonly host: string;
  readonly signed: boolean;
  readonly person: { readonly id: string; readonly name: string };
  readonly language: Language;
  readonly names: boolean;
  readonly enabled: boolean;
  readonly last: DeliveryView | null;
}

export interface ChannelSettings {
  /** 0 to 23 in the workspace's zone. */
  readonly hour: number;
  /** Of mails to people who chose none. */
  readonly language: Language;
  /** Names of customers in mails; false, the default: how many and a link. */
  readonly names: boolean;
  /** Where the link of a message leads: the page of the intranet that has `<reminder-list>`; empty: the server's own `/today`. */
  readonly link: string;
}

export interface ChannelBoard {
  readonly items: readonly ChatView[];
  readonly settings: ChannelSettings;
  readonly timezone: string;
  /** Null: the server has no mail (`DOSSIER_SMTP_URL`). */
  readonly mail: null | { readonly host: string; readonly from: string; readonly last: DeliveryView | null };
}

/** What one person is sent; each decides for themselves. */
export interface OwnDigest {
  /** False: no mail is set up. */
  readonly available: boolean;
  /** Where it goes; null: the directory knows no address. */
  readonly address: string | null;
  readonly mail: boolean;
  /** Null: as the workspace has it. */
  readonly hour: number | null;
  readonly workspaceHour: number;
  readonly language: Language | null;
}
export type OwnDigestChange = Partial<Pick<OwnDigest, 'mail' | 'hour' | 'language'>>;
