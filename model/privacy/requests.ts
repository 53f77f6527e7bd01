/** What a person may ask of the company, as a case: its kinds, its states, what may be done when, until when it is answered. Pure; keeping the cases is the server's. */
import { monthsAfter } from '../completeness/refresh.ts';
import type { ArchiveId } from '../ids.ts';
import type { Labels } from '../labels.ts';
import type { CalendarDate, Moment, PersonRef } from '../overview.ts';

export const REQUEST_KINDS = ['access', 'portability', 'correction', 'erasure', 'objection', 'withdrawal', 'restriction'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_STATES = ['received', 'identified', 'answered', 'refused', 'takenBack'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const REQUEST_STEPS = ['identify', 'link', 'extend', 'note', 'answer', 'refuse', 'takeBack'] as const;
export type RequestStep = (typeof REQUEST_STEPS)[number];
export const IDENTITY_WAYS = ['knownNumber', 'idPaper', 'account', 'inPerson', 'representative'] as const;
export type IdentityWay = (typeof IDENTITY_WAYS)[number];
/** How it reached the company. */
export const REQUEST_WAYS = ['letter', 'email', 'phone', 'inPerson', 'online'] as const;
export type RequestWay = (typeof REQUEST_WAYS)[number];

/** Months to answer, and by how many it is put off once for a reason (GDPR 12). */
export const ANSWER_MONTHS = 1;
export const PUT_OFF_MONTHS = 2;
/** Days before the end at which it is told as due soon. */
export const SOON_DAYS = 7;
/** Days that the ten steps of a correction take at the longest: 18 working days. Nearer than that, its case is urgent. */
export const CHAIN_DAYS = 26;

export interface SubjectRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly received: CalendarDate;
  readonly due: CalendarDate;
  readonly putOff: boolean;
  readonly way: RequestWay;
  /** Words that the desk knows the person by; gone when an erasure is answered. */
  readonly who: string;
  readonly contact: string;
  readonly identity: { readonly way: IdentityWay; readonly by: PersonRef; readonly at: Moment } | null;
  readonly archives: readonly { readonly id: ArchiveId; readonly name: string }[];
  /** What was begun for it. */
  readonly search: string | null;
  readonly file: string | null;
  readonly correction: string | null;
  /** How the case of the correction stands; null: there is none. */
  readonly corrected: 'waiting' | 'filed' | 'withdrawn' | null;
  readonly outcome: string;
  readonly steps: readonly { readonly step: RequestStep | 'receive'; readonly by: PersonRef; readonly at: Moment; readonly note: string }[];
  readonly late: boolean;
  readonly soon: boolean;
}
export interface RequestWish { readonly kind: RequestKind; readonly received: CalendarDate; readonly way: RequestWay; readonly who: string; readonly contact?: string | undefined; readonly note?: string | undefined }
export interface RequestStepWish { readonly step: RequestStep; readonly identity?: IdentityWay | undefined; readonly note?: string | undefined; readonly archives?: readonly ArchiveId[] | undefined; readonly search?: string | undefined; readonly file?: string | undefined; readonly correction?: string | undefined }

export const isOpen = (state: RequestState): boolean => state === 'received' || state === 'identified';
/** What nobody may do before it is known who asks. */
const AFTER_IDENTITY: readonly RequestStep[] = ['answer'];
export function stepProblem(state: RequestState, step: RequestStep, putOff: boolean): { readonly code: 'over' | 'identity' | 'putOff'; readonly message: string } | null {
  if (!isOpen(state)) return { code: 'over', message: 'The request is over.' };
  if (AFTER_IDENTITY.includes(step) && state !== 'identified') return { code: 'identity', message: 'First say how it is known who asks.' };
  if (step === 'extend' && putOff) return { code: 'putOff', message: 'It has been put off once, which is all there is.' };
  return null;
}
export const dueOn = (received: CalendarDate, months: number): CalendarDate => monthsAfter(received, months) ?? received;

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const REQUEST_WORDS: Readonly<Record<RequestKind | RequestState | IdentityWay | Exclude<RequestWay, 'inPerson'> | RequestStep | 'receive', Labels>> = Object.freeze({
  access: t('See what is kept', '查阅信息', '查閱資訊', 'Ver lo que se guarda'), portability: t('Take the data along', '转移数据', '轉移資料', 'Llevarse los datos'), correction: t('Correct something', '更正信息', '更正資訊', 'Corregir algo'), erasure: t('Erase', '删除', '刪除', 'Borrar'),
  objection: t('Object to a class', '对分级提出异议', '對分級提出異議', 'Oponerse a una clase'), withdrawal: t('Take back a consent', '撤回同意', '撤回同意', 'Retirar un consentimiento'), restriction: t('Only store, nothing else', '仅限存储', '僅限儲存', 'Solo conservar, nada más'),
  received: t('Received', '已收到', '已收到', 'Recibida'), identified: t('Identity known', '身份已核实', '身分已核實', 'Identidad comprobada'), answered: t('Answered', '已答复', '已答覆', 'Respondida'), refused: t('Refused', '已拒绝', '已拒絕', 'Denegada'), takenBack: t('Taken back', '已撤回', '已撤回', 'Retirada'),
  knownNumber: t('Called back on the number on file', '回拨档案中的号码', '回撥檔案中的號碼', 'Llamada al número que consta'), idPaper: t('Identity paper seen', '查验身份证件', '查驗身分證件', 'Documento de identidad visto'), account: t('Signed in to an account', '登录账户', '登入帳戶', 'Sesión iniciada en su cuenta'), representative: t('Representative with authority', '有授权的代理人', '有授權的代理人', 'Representante autorizado'), inPerson: t('In person', '当面', '當面', 'En persona'),
  letter: t('Letter', '信函', '信函', 'Carta'), email: t('Email', '电子邮件', '電子郵件', 'Correo electrónico'), phone: t('Phone', '电话', '電話', 'Teléfono'), online: t('Online', '网上', '線上', 'En línea'),
  receive: t('Received', '收到', '收到', 'Recibida'), identify: t('Identity checked', '核实身份', '核實身分', 'Identidad comprobada'), link: t('Linked', '关联', '關聯', 'Enlazada'), extend: t('Put off', '延期', '延期', 'Aplazada'), note: t('Note', '备注', '備註', 'Nota'), answer: t('Answered', '答复', '答覆', 'Respondida'), refuse: t('Refused', '拒绝', '拒絕', 'Denegada'), takeBack: t('Taken back', '撤回', '撤回', 'Retirada'),
});
