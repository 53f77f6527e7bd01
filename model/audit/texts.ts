/** What was done, in words: of each action the end of a sentence that begins with who did it, in four languages; the words of the reading view. Values never stand in it. */
import type { Language } from '../labels.ts';
import type { AuditAction, AuditKind } from './entry.ts';

interface Texts {
  readonly actions: Readonly<Record<AuditAction, string>>;
  readonly kinds: Readonly<Record<AuditKind, string>>;
  /** Between who and what. */
  readonly between: string;
  readonly server: string;
  readonly stranger: string;
  readonly title: string;
  readonly views: Readonly<Record<'rows' | 'could' | 'opened' | 'review', string>>;
  readonly viewsOf: string;
  readonly labels: Readonly<Record<'kind' | 'all' | 'person' | 'archive' | 'from' | 'to' | 'date' | 'half' | 'show' | 'more' | 'csv' | 'verify' | 'sign' | 'number' | 'unnamed', string>>;
  readonly empty: string;
  readonly emptyReport: string;
  readonly since: (day: string) => string;
  readonly whole: (rows: string) => string;
  readonly broken: string;
  readonly unchecked: (from: number, to: number) => string;
  readonly times: (n: string) => string;
  readonly refused: string;
  readonly sources: Readonly<Record<'owner' | 'coOwner' | 'deputy' | 'grant', (n: string) => string>>;
  readonly dormant: (n: string, days: string) => string;
  readonly lastUse: (day: string) => string;
  readonly never: string;
  readonly inactive: string;
  readonly signedBy: (who: string, day: string, departments: string) => string;
  readonly saidSigned: string;
  readonly notYet: string;
  readonly noArchive: string;
  readonly failed: string;
  readonly levels: Readonly<Record<'none' | 'exists' | 'read' | 'write' | 'manage', string>>;
}

const en: Texts = {
  actions: {
    signedIn: 'signed in', signInRefused: 'was not let in', sessionEnded: 'ended a sign-in', tokensEnded: 'ended all sign-ins', opened: 'opened a restricted section', grantUsed: 'used a grant', revealed: 'had a masked number shown', downloaded: 'downloaded a file', exported: 'took data out', printed: 'printed an archive', refused: 'was refused', auditRead: 'read the audit',
    edited: 'edited', editRefused: 'made an edit that was refused', archiveCreated: 'opened an archive', archiveChanged: 'changed an archive’s own entries', fileAdded: 'added or changed a file', fileRemoved: 'removed a file', imported: 'imported data', merged: 'merged archives', entered: 'entered business', commented: 'commented', commentRemoved: 'removed a comment', changeset: 'changed many archives at once',
    ownersChanged: 'changed owners', stateChanged: 'closed, reopened or sealed an archive', grantGiven: 'gave access', grantEnded: 'ended access', accessAsked: 'asked for access', accessDecided: 'decided about access', wallPut: 'put up a wall', wallEnded: 'took a wall down', glassBroken: 'looked in an emergency', glassReviewed: 'reviewed an emergency', holdPut: 'put a legal hold', holdLifted: 'lifted a legal hold',
    policyChanged: 'changed the policy', personChanged: 'changed a person’s rights', departmentChanged: 'changed a department', linkMade: 'made a signed link', linkEnded: 'ended a signed link', keyChanged: 'changed a key of a service', reviewSigned: 'signed the access review', handedOver: 'handed over', handOverStep: 'took a step of a hand-over', correctionOpened: 'opened a correction', correctionStep: 'took a step of a correction', classSet: 'set a class by hand', majorReported: 'reported a major matter',
    subjectSearched: 'searched for a person’s data', subjectExported: 'took out one person’s data', subjectCorrected: 'corrected one person’s data', erased: 'erased data', consentRecorded: 'recorded a consent', retentionChanged: 'changed a retention rule', retentionRun: 'applied retention rules', settingChanged: 'changed a setting', backupMade: 'made a backup', restored: 'was put back from a backup', upgraded: 'was upgraded', headSent: 'sent the head of the audit', chainBegun: 'began this chain',
  },
  kinds: { signIn: 'Sign-ins', reading: 'Reading', writing: 'Writing', rights: 'Rights', process: 'Processes', privacy: 'Privacy', system: 'System' },
  between: ' ', server: 'The server', stranger: 'Somebody unknown', title: 'Audit', views: { rows: 'What was done', could: 'Who could see', opened: 'What was opened', review: 'Access review' }, viewsOf: 'Parts of the audit',
  labels: { kind: 'Kind', all: 'All', person: 'Person’s id', archive: 'Archive’s id', from: 'From', to: 'Until', date: 'On', half: 'Half-year', show: 'Show', more: 'Show more', csv: 'As a table (CSV)', verify: 'Check the chain', sign: 'I have looked through it', number: 'Row', unnamed: 'Archive' },
  empty: 'Nothing was written down that fits.', emptyReport: 'Nobody and nothing fits.', since: (day) => `Written down since ${day}.`, whole: (rows) => `The chain is whole: ${rows} rows.`, broken: 'The chain is broken', unchecked: (from, to) => `Rows ${from} to ${to} were written under another key and were not checked.`,
  times: (n) => `${n} times`, refused: 'refused', sources: { owner: (n) => `owner of ${n}`, coOwner: (n) => `co-owner of ${n}`, deputy: (n) => `deputy on ${n}`, grant: (n) => `granted on ${n}` }, dormant: (n, days) => `${n} grants not used for ${days} days`, lastUse: (day) => `last active ${day}`, never: 'never active', inactive: 'inactive',
  signedBy: (who, day, departments) => `Signed by ${who} on ${day} for ${departments}`, saidSigned: 'Your signature is in the chain.', notYet: 'The archive was not there yet.', noArchive: 'Give the archive’s id.', failed: 'This could not be shown.', levels: { none: 'nothing', exists: 'knows of it', read: 'reads', write: 'writes', manage: 'manages' },
};

const hans: Texts = {
  actions: {
    signedIn: '登录', signInRefused: '登录被拒', sessionEnded: '结束了一次登录', tokensEnded: '结束了全部登录', opened: '打开了受限部分', grantUsed: '使用了授权', revealed: '查看了遮盖的号码', downloaded: '下载了文件', exported: '导出了数据', printed: '打印了档案', refused: '被拒绝', auditRead: '查阅了审计记录',
    edited: '编辑', editRefused: '的编辑被拒绝', archiveCreated: '建立了档案', archiveChanged: '修改了档案自身信息', fileAdded: '添加或修改了文件', fileRemoved: '移除了文件', imported: '导入了数据', merged: '合并了档案', entered: '录入了交易', commented: '发表评论', commentRemoved: '移除了评论', changeset: '批量修改了档案',
    ownersChanged: '变更了负责人', stateChanged: '关闭、重开或封存了档案', grantGiven: '授予了访问权', grantEnded: '终止了访问权', accessAsked: '申请访问', accessDecided: '审批了访问申请', wallPut: '设立了回避', wallEnded: '解除了回避', glassBroken: '紧急查看', glassReviewed: '复核了紧急查看', holdPut: '设立了法律保全', holdLifted: '解除了法律保全',
    policyChanged: '变更了管理办法', personChanged: '变更了人员权限', departmentChanged: '变更了部门', linkMade: '建立了签名链接', linkEnded: '终止了签名链接', keyChanged: '变更了服务密钥', reviewSigned: '签署了访问权复核', handedOver: '办理了交接', handOverStep: '完成了交接的一步', correctionOpened: '发起了更正', correctionStep: '完成了更正的一步', classSet: '人工设定了分类', majorReported: '报告了重大事项',
    subjectSearched: '检索了个人数据', subjectExported: '导出了个人数据', subjectCorrected: '更正了个人数据', erased: '删除了数据', consentRecorded: '登记了同意', retentionChanged: '变更了保留规则', retentionRun: '执行了保留规则', settingChanged: '变更了设置', backupMade: '制作了备份', restored: '从备份恢复', upgraded: '已升级', headSent: '发送了审计链首', chainBegun: '开始了这条链',
  },
  kinds: { signIn: '登录', reading: '查阅', writing: '写入', rights: '权限', process: '流程', privacy: '隐私', system: '系统' },
  between: '', server: '服务器', stranger: '未知者', title: '审计', views: { rows: '操作记录', could: '谁可查看', opened: '查阅内容', review: '访问权复核' }, viewsOf: '审计的各部分',
  labels: { kind: '类别', all: '全部', person: '人员编号', archive: '档案编号', from: '自', to: '至', date: '日期', half: '半年', show: '显示', more: '显示更多', csv: '表格（CSV）', verify: '校验链', sign: '我已复核', number: '第', unnamed: '档案' },
  empty: '没有符合条件的记录。', emptyReport: '没有符合条件的内容。', since: (day) => `自${day}起记录。`, whole: (rows) => `链完整：共 ${rows} 行。`, broken: '链已损坏', unchecked: (from, to) => `第 ${from} 至 ${to} 行以另一密钥写入，未校验。`,
  times: (n) => `${n} 次`, refused: '被拒绝', sources: { owner: (n) => `负责 ${n} 份`, coOwner: (n) => `共同负责 ${n} 份`, deputy: (n) => `代理 ${n} 份`, grant: (n) => `获授权 ${n} 份` }, dormant: (n, days) => `${n} 项授权 ${days} 天未使用`, lastUse: (day) => `最近活动：${day}`, never: '从未活动', inactive: '已停用',
  signedBy: (who, day, departments) => `${who}于${day}签署：${departments}`, saidSigned: '您的签署已写入链中。', notYet: '当时档案尚不存在。', noArchive: '请填写档案编号。', failed: '无法显示。', levels: { none: '无', exists: '知其存在', read: '可读', write: '可写', manage: '可管理' },
};

const hant: Texts = {
  actions: {
    signedIn: '登入', signInRefused: '登入遭拒', sessionEnded: '結束了一次登入', tokensEnded: '結束了全部登入', opened: '開啟了受限部分', grantUsed: '使用了授權', revealed: '檢視了遮蔽的號碼', downloaded: '下載了檔案', exported: '匯出了資料', printed: '列印了卷宗', refused: '遭拒絕', auditRead: '查閱了稽核紀錄',
    edited: '編輯', editRefused: '的編輯遭拒絕', archiveCreated: '建立了卷宗', archiveChanged: '修改了卷宗本身資訊', fileAdded: '新增或修改了檔案', fileRemoved: '移除了檔案', imported: '匯入了資料', merged: '合併了卷宗', entered: '登記了交易', commented: '留言', commentRemoved: '移除了留言', changeset: '批次修改了卷宗',
    ownersChanged: '變更了負責人', stateChanged: '關閉、重開或封存了卷宗', grantGiven: '授予了存取權', grantEnded: '終止了存取權', accessAsked: '申請存取', accessDecided: '審核了存取申請', wallPut: '設立了迴避', wallEnded: '解除了迴避', glassBroken: '緊急檢視', glassReviewed: '複核了緊急檢視', holdPut: '設立了法律保留', holdLifted: '解除了法律保留',
    policyChanged: '變更了管理辦法', personChanged: '變更了人員權限', departmentChanged: '變更了部門', linkMade: '建立了簽章連結', linkEnded: '終止了簽章連結', keyChanged: '變更了服務金鑰', reviewSigned: '簽署了存取權複核', handedOver: '辦理了交接', handOverStep: '完成了交接的一步', correctionOpened: '發起了更正', correctionStep: '完成了更正的一步', classSet: '人工設定了分類', majorReported: '報告了重大事項',
    subjectSearched: '搜尋了個人資料', subjectExported: '匯出了個人資料', subjectCorrected: '更正了個人資料', erased: '刪除了資料', consentRecorded: '登記了同意', retentionChanged: '變更了保留規則', retentionRun: '執行了保留規則', settingChanged: '變更了設定', backupMade: '製作了備份', restored: '自備份還原', upgraded: '已升級', headSent: '送出了稽核鏈首', chainBegun: '開始了這條鏈',
  },
  kinds: { signIn: '登入', reading: '查閱', writing: '寫入', rights: '權限', process: '流程', privacy: '隱私', system: '系統' },
  between: '', server: '伺服器', stranger: '未知者', title: '稽核', views: { rows: '操作紀錄', could: '誰可檢視', opened: '查閱內容', review: '存取權複核' }, viewsOf: '稽核的各部分',
  labels: { kind: '類別', all: '全部', person: '人員編號', archive: '卷宗編號', from: '自', to: '至', date: '日期', half: '半年', show: '顯示', more: '顯示更多', csv: '表格（CSV）', verify: '驗證鏈', sign: '我已複核', number: '第', unnamed: '卷宗' },
  empty: '沒有符合條件的紀錄。', emptyReport: '沒有符合條件的內容。', since: (day) => `自${day}起記錄。`, whole: (rows) => `鏈完整：共 ${rows} 列。`, broken: '鏈已損壞', unchecked: (from, to) => `第 ${from} 至 ${to} 列以另一金鑰寫入，未驗證。`,
  times: (n) => `${n} 次`, refused: '遭拒絕', sources: { owner: (n) => `負責 ${n} 份`, coOwner: (n) => `共同負責 ${n} 份`, deputy: (n) => `代理 ${n} 份`, grant: (n) => `獲授權 ${n} 份` }, dormant: (n, days) => `${n} 項授權 ${days} 天未使用`, lastUse: (day) => `最近活動：${day}`, never: '從未活動', inactive: '已停用',
  signedBy: (who, day, departments) => `${who}於${day}簽署：${departments}`, saidSigned: '您的簽署已寫入鏈中。', notYet: '當時卷宗尚不存在。', noArchive: '請填寫卷宗編號。', failed: '無法顯示。', levels: { none: '無', exists: '知其存在', read: '可讀', write: '可寫', manage: '可管理' },
};

const es: Texts = {
  actions: {
    signedIn: 'inició sesión', signInRefused: 'no pudo entrar', sessionEnded: 'cerró una sesión', tokensEnded: 'cerró todas las sesiones', opened: 'abrió una sección restringida', grantUsed: 'usó un permiso', revealed: 'hizo mostrar un número oculto', downloaded: 'descargó un archivo adjunto', exported: 'exportó datos', printed: 'imprimió un expediente', refused: 'fue rechazado', auditRead: 'consultó la auditoría',
    edited: 'editó', editRefused: 'hizo un cambio que fue rechazado', archiveCreated: 'abrió un expediente', archiveChanged: 'cambió los datos propios de un expediente', fileAdded: 'añadió o cambió un adjunto', fileRemoved: 'quitó un adjunto', imported: 'importó datos', merged: 'fusionó expedientes', entered: 'registró una operación', commented: 'comentó', commentRemoved: 'quitó un comentario', changeset: 'cambió muchos expedientes a la vez',
    ownersChanged: 'cambió los responsables', stateChanged: 'cerró, reabrió o selló un expediente', grantGiven: 'dio acceso', grantEnded: 'terminó un acceso', accessAsked: 'pidió acceso', accessDecided: 'decidió sobre un acceso', wallPut: 'levantó una barrera', wallEnded: 'retiró una barrera', glassBroken: 'miró en una urgencia', glassReviewed: 'revisó una urgencia', holdPut: 'puso una retención legal', holdLifted: 'levantó una retención legal',
    policyChanged: 'cambió las normas', personChanged: 'cambió los derechos de una persona', departmentChanged: 'cambió un departamento', linkMade: 'creó un enlace firmado', linkEnded: 'terminó un enlace firmado', keyChanged: 'cambió la clave de un servicio', reviewSigned: 'firmó la revisión de accesos', handedOver: 'traspasó', handOverStep: 'dio un paso de un traspaso', correctionOpened: 'abrió una corrección', correctionStep: 'dio un paso de una corrección', classSet: 'fijó una clase a mano', majorReported: 'comunicó un asunto importante',
    subjectSearched: 'buscó los datos de una persona', subjectExported: 'entregó los datos de una persona', subjectCorrected: 'corrigió los datos de una persona', erased: 'borró datos', consentRecorded: 'registró un consentimiento', retentionChanged: 'cambió una regla de conservación', retentionRun: 'aplicó reglas de conservación', settingChanged: 'cambió un ajuste', backupMade: 'hizo una copia de seguridad', restored: 'se restauró de una copia', upgraded: 'se actualizó', headSent: 'envió la cabeza de la auditoría', chainBegun: 'comenzó esta cadena',
  },
  kinds: { signIn: 'Sesiones', reading: 'Lectura', writing: 'Escritura', rights: 'Derechos', process: 'Procesos', privacy: 'Privacidad', system: 'Sistema' },
  between: ' ', server: 'El servidor', stranger: 'Alguien desconocido', title: 'Auditoría', views: { rows: 'Qué se hizo', could: 'Quién podía ver', opened: 'Qué se abrió', review: 'Revisión de accesos' }, viewsOf: 'Partes de la auditoría',
  labels: { kind: 'Tipo', all: 'Todo', person: 'Id de la persona', archive: 'Id del expediente', from: 'Desde', to: 'Hasta', date: 'El día', half: 'Semestre', show: 'Mostrar', more: 'Mostrar más', csv: 'Como tabla (CSV)', verify: 'Comprobar la cadena', sign: 'La he revisado', number: 'Fila', unnamed: 'Expediente' },
  empty: 'No hay nada anotado que coincida.', emptyReport: 'No hay nadie ni nada que coincida.', since: (day) => `Se anota desde el ${day}.`, whole: (rows) => `La cadena está completa: ${rows} filas.`, broken: 'La cadena está rota', unchecked: (from, to) => `Las filas ${from} a ${to} se escribieron con otra clave y no se comprobaron.`,
  times: (n) => `${n} veces`, refused: 'rechazado', sources: { owner: (n) => `responsable de ${n}`, coOwner: (n) => `corresponsable de ${n}`, deputy: (n) => `suplente en ${n}`, grant: (n) => `con permiso en ${n}` }, dormant: (n, days) => `${n} permisos sin uso desde hace ${days} días`, lastUse: (day) => `última actividad: ${day}`, never: 'sin actividad', inactive: 'inactiva',
  signedBy: (who, day, departments) => `Firmada por ${who} el ${day} para ${departments}`, saidSigned: 'Tu firma está en la cadena.', notYet: 'El expediente aún no existía.', noArchive: 'Indica el id del expediente.', failed: 'No se pudo mostrar.', levels: { none: 'nada', exists: 'sabe que existe', read: 'lee', write: 'escribe', manage: 'gestiona' },
};

const ALL: Readonly<Record<Language, Texts>> = { en, 'zh-Hans': hans, 'zh-Hant': hant, es };
export type AuditTexts = Texts;
export const auditTexts = (language: Language): AuditTexts => ALL[language];
