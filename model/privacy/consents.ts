/** Consents by purpose: for what, which channels follow, how they are called. Giving and taking back are acts that stay; what holds now is the newest. Pure; keeping them is the server's. */
import type { Labels } from '../labels.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';
import type { SectionKey } from '../sections.ts';

export const CONSENT_PURPOSES = ['marketing', 'marketingEmail', 'marketingPhone', 'marketingMessage', 'marketingPost', 'greetings', 'profiling', 'privateLife', 'childUnder14', 'thirdParties'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
/** D-74. */
export const CONSENT_STATES = ['granted', 'refused', 'withdrawn'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
/** How it was said. */
export const CONSENT_WAYS = ['written', 'online', 'spoken', 'letter', 'phone'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

export interface PurposeFacts {
  readonly label: Labels;
  /** Channels of D-13 that a mailing asks about. */
  readonly channels: readonly string[];
  /** Asked apart, by an act of its own, before such data are kept; null: no section hangs on it. */
  readonly section: SectionKey | null;
  /** Said by who has the care of the child. */
  readonly guardian: boolean;
}
const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const plain = { section: null, guardian: false } as const;
export const MAIL_CHANNELS = ['email', 'phone', 'sms', 'instantMessage', 'post', 'letter', 'fax', 'greeting'] as const;

export const PURPOSES: Readonly<Record<ConsentPurpose, PurposeFacts>> = Object.freeze({
  marketing: { ...plain, label: t('Advertising of every kind', '一切营销推广', '一切行銷推廣', 'Publicidad de cualquier tipo'), channels: MAIL_CHANNELS },
  marketingEmail: { ...plain, label: t('Advertising by email', '电子邮件营销', '電子郵件行銷', 'Publicidad por correo electrónico'), channels: ['email'] },
  marketingPhone: { ...plain, label: t('Advertising by phone', '电话营销', '電話行銷', 'Publicidad por teléfono'), channels: ['phone'] },
  marketingMessage: { ...plain, label: t('Advertising by text message or chat', '短信或即时通讯营销', '簡訊或即時通訊行銷', 'Publicidad por SMS o mensajería'), channels: ['sms', 'instantMessage'] },
  marketingPost: { ...plain, label: t('Advertising by post or fax', '邮寄或传真营销', '郵寄或傳真行銷', 'Publicidad por correo postal o fax'), channels: ['post', 'letter', 'fax'] },
  greetings: { ...plain, label: t('Greetings on birthdays and occasions', '生日与节日问候', '生日與節日問候', 'Felicitaciones en cumpleaños y ocasiones'), channels: ['greeting'] },
  profiling: { ...plain, label: t('Automatic classes beyond what the contract needs', '合同所需之外的自动分级', '契約所需之外的自動分級', 'Clases automáticas más allá de lo que exige el contrato'), channels: [] },
  privateLife: { label: t('Facts of private life', '私人生活信息', '私人生活資訊', 'Datos de la vida privada'), channels: [], section: 'private', guardian: false },
  childUnder14: { label: t('Facts of a child under 14', '未满十四周岁儿童的信息', '未滿十四歲兒童的資訊', 'Datos de un menor de 14 años'), channels: [], section: 'private', guardian: true },
  thirdParties: { ...plain, label: t('Passing data on to other companies', '向其他公司提供信息', '向其他公司提供資料', 'Cesión de datos a otras empresas'), channels: [] },
});

export const CONSENT_WORDS: Readonly<Record<ConsentState | ConsentWay, Labels>> = Object.freeze({
  granted: t('Given', '同意', '同意', 'Otorgado'), refused: t('Refused', '不同意', '不同意', 'Denegado'), withdrawn: t('Withdrawn', '已撤回', '已撤回', 'Retirado'),
  written: t('In writing', '书面', '書面', 'Por escrito'), online: t('Online', '网上', '線上', 'En línea'), spoken: t('In person', '当面口头', '當面口頭', 'En persona'), letter: t('By letter or email', '信函或邮件', '信函或電子郵件', 'Por carta o correo electrónico'), phone: t('By phone', '电话', '電話', 'Por teléfono'),
});

export interface ConsentAct {
  readonly id: string;
  readonly purpose: ConsentPurpose;
  /** Row of `people`; empty: the customer. */
  readonly subject: string;
  readonly state: ConsentState;
  readonly decided: CalendarDate;
  readonly how: ConsentWay;
  /** File of the archive that shows it. */
  readonly evidence: string | null;
  /** Of the words that were agreed to. */
  readonly version: string;
  /** Who said it for a child. */
  readonly guardian: string;
  readonly by: PersonRef;
  readonly at: Moment;
}
export interface ConsentsView {
  /** Newest first. */
  readonly items: readonly ConsentAct[];
  /** What holds for the customer: the newest act of each purpose. */
  readonly now: readonly { readonly purpose: ConsentPurpose; readonly state: ConsentState; readonly since: CalendarDate }[];
  readonly mayWrite: boolean;
}
export interface ConsentWish {
  readonly purpose: ConsentPurpose; readonly state: ConsentState; readonly how: ConsentWay; readonly subject?: string | undefined; readonly decided?: string | undefined; readonly evidence?: string | null | undefined;
  readonly version?: string | undefined; readonly guardian?: string | undefined;
}

/** Given needs the version of its words, and for a child who said it; taking back needs nothing but the purpose. */
export function consentProblems({ purpose, state, version = '', guardian = '', decided }: ConsentWish, today: CalendarDate): readonly { readonly field: string; readonly code: string; readonly message: string }[] {
  const problems: { field: string; code: string; message: string }[] = [];
  if (state === 'granted' && version.trim() === '') problems.push({ field: 'version', code: 'missing', message: 'Say which version of the words was agreed to.' });
  if (state === 'granted' && PURPOSES[purpose].guardian && guardian.trim() === '') problems.push({ field: 'guardian', code: 'missing', message: 'For a child, say who gave the consent.' });
  if (decided !== undefined && decided > today) problems.push({ field: 'decided', code: 'future', message: 'This day is still to come.' });
  return problems;
}

/** Whether the acts let a mailing go by this channel: the newest act of each purpose that speaks of it; one that says no is enough. Null: no act speaks of it. */
export function actsAllow(acts: readonly Pick<ConsentAct, 'purpose' | 'state'>[], channel: string): boolean | null {
  const about = acts.filter(({ purpose }) => PURPOSES[purpose].channels.includes(channel));
  return about.length === 0 ? null : about.every(({ state }) => state === 'granted');
}
