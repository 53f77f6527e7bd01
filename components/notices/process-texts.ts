/** What notices of the processes say, kind by kind in the four languages; `{who}`, `{name}` of the archive and `{n}` stand for what the notice knows. */
import type { NoticeKind } from '../../model/notices/api.ts';
import type { Language } from '../../model/labels.ts';

export type ProcessKind = Exclude<NoticeKind, 'mention' | 'handover' | 'alert' | 'followed' | 'reminders'>;
type Said = readonly [en: string, hans: string, hant: string, es: string];

const SAYS: Readonly<Record<ProcessKind, Said>> = {
  accessAsked: ['{who} asks for access: {name}', '{who}申请查阅：{name}', '{who}申請查閱：{name}', '{who} pide acceso: {name}'],
  accessDecided: ['Your request was answered: {name}', '您的申请已有答复：{name}', '您的申請已有答覆：{name}', 'Respuesta a tu solicitud: {name}'],
  accessEnds: ['Access ends soon: {name}', '访问权限即将到期：{name}', '存取權限即將到期：{name}', 'El acceso termina pronto: {name}'],
  accessEnded: ['Access has ended: {name}', '访问权限已结束：{name}', '存取權限已結束：{name}', 'El acceso ha terminado: {name}'],
  glassBroken: ['{who} opened it in an emergency: {name}', '{who}已紧急查阅：{name}', '{who}已緊急查閱：{name}', '{who} lo ha abierto por urgencia: {name}'],
  glassReview: ['An emergency access waits for review: {name}', '紧急查阅待复核：{name}', '緊急查閱待複核：{name}', 'Un acceso de urgencia espera revisión: {name}'],
  archivesCame: ['{who} hands {n} customers over to you', '{who}将 {n} 位客户交接给您', '{who}將 {n} 位客戶交接給您', '{who} te traspasa {n} clientes'],
  archivesReturned: ['{who} gives {n} customers back', '{who}退回 {n} 位客户', '{who}退回 {n} 位客戶', '{who} devuelve {n} clientes'],
  leaveAnnounced: ['{who} has announced your hand-over: nothing is exported until then', '{who}已预告您的交接：在此之前不能导出资料', '{who}已預告您的交接：在此之前不能匯出資料', '{who} ha anunciado tu traspaso: hasta entonces no puedes exportar nada'],
  leaveWithdrawn: ['{who} has withdrawn the announcement of your hand-over', '{who}已撤回对您交接的预告', '{who}已撤回對您交接的預告', '{who} ha retirado el anuncio de tu traspaso'],
  correctionStep: ['A correction waits for you: {name}', '有一项更正等待您处理：{name}', '有一項更正等待您處理：{name}', 'Una corrección te espera: {name}'],
  correctionDue: ['A correction is overdue: {name}', '更正已逾期：{name}', '更正已逾期：{name}', 'Una corrección está fuera de plazo: {name}'],
  correctionFiled: ['A correction is filed: {name}', '更正已存档：{name}', '更正已存檔：{name}', 'Corrección archivada: {name}'],
  majorReported: ['{who} reports a major matter: {name}', '{who}上报重大事项：{name}', '{who}呈報重大事項：{name}', '{who} comunica un asunto importante: {name}'],
  policyWaiting: ['A policy waits for your approval', '管理办法等待您批准', '管理辦法等待您核准', 'Unas normas esperan tu aprobación'],
  policyInForce: ['A new policy is in force', '新的管理办法已生效', '新的管理辦法已生效', 'Hay normas nuevas en vigor'],
  policyReturned: ['Your policy draft was sent back', '您的管理办法草案已退回', '您的管理辦法草案已退回', 'Te han devuelto el borrador de normas'],
  subjectDue: ['The answer to a person is due', '对当事人的答复即将到期', '對當事人的答覆即將到期', 'Vence la respuesta a una persona'],
  erasureWaiting: ['An erasure waits for your approval', '有一项删除等待您批准', '有一項刪除等待您核准', 'Un borrado espera tu aprobación'],
  retentionDue: ['{n} archives have reached the end of their retention', '{n} 份档案已到保存期限', '{n} 份檔案已到保留期限', '{n} expedientes han llegado al fin de su conservación'],
  auditBroken: ['The audit does not hold: somebody changed it', '审计记录已被改动', '稽核記錄已遭更動', 'La auditoría no cuadra: alguien la ha cambiado'],
};

const KINDS: Readonly<Record<ProcessKind, Said>> = {
  accessAsked: ['Access request', '查阅申请', '查閱申請', 'Solicitud de acceso'], accessDecided: ['Access request', '查阅申请', '查閱申請', 'Solicitud de acceso'],
  accessEnds: ['Access', '访问权限', '存取權限', 'Acceso'], accessEnded: ['Access', '访问权限', '存取權限', 'Acceso'],
  glassBroken: ['Emergency access', '紧急查阅', '緊急查閱', 'Acceso de urgencia'], glassReview: ['Emergency access', '紧急查阅', '緊急查閱', 'Acceso de urgencia'],
  archivesCame: ['Hand-over', '交接', '交接', 'Traspaso'], archivesReturned: ['Hand-over', '交接', '交接', 'Traspaso'],
  leaveAnnounced: ['Hand-over', '交接', '交接', 'Traspaso'], leaveWithdrawn: ['Hand-over', '交接', '交接', 'Traspaso'],
  correctionStep: ['Correction', '更正', '更正', 'Corrección'], correctionDue: ['Correction', '更正', '更正', 'Corrección'], correctionFiled: ['Correction', '更正', '更正', 'Corrección'],
  majorReported: ['Major matter', '重大事项', '重大事項', 'Asunto importante'],
  policyWaiting: ['Policy', '管理办法', '管理辦法', 'Normas'], policyInForce: ['Policy', '管理办法', '管理辦法', 'Normas'],
  policyReturned: ['Policy', '管理办法', '管理辦法', 'Normas'],
  subjectDue: ['Privacy', '隐私', '隱私', 'Privacidad'], erasureWaiting: ['Privacy', '隐私', '隱私', 'Privacidad'], retentionDue: ['Retention', '保存期限', '保留期限', 'Conservación'],
  auditBroken: ['Audit', '审计', '稽核', 'Auditoría'],
};

const PLACE: Readonly<Record<Language, number>> = { en: 0, 'zh-Hans': 1, 'zh-Hant': 2, es: 3 };
const isProcess = (kind: NoticeKind): kind is ProcessKind => Object.hasOwn(SAYS, kind);

/** Null for what the inbox says by itself. A name that the reader may not know leaves no colon behind. */
export function processSentence(kind: NoticeKind, language: Language, { who, name, n }: { readonly who: string; readonly name: string; readonly n: number }): string | null {
  if (!isProcess(kind)) return null;
  const words = (SAYS[kind][PLACE[language]] ?? '').replace('{who}', () => who).replace('{n}', () => String(n));
  return name === '' ? words.replace(/[:：]\s*\{name\}/u, '') : words.replace('{name}', () => name);
}
export const processLabel = (kind: NoticeKind, language: Language): string | null => (isProcess(kind) ? (KINDS[kind][PLACE[language]] ?? null) : null);
