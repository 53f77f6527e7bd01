/** Texts of access and of requests for it, in the four languages; they come with the element. */
import type { RequestState } from '../../model/access/request.ts';
import type { Language } from '../../model/labels.ts';
import type { Because, Level, Role } from '../../model/rights.ts';
import type { Clearance } from '../../model/sections.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

type Plain = Exclude<Because['kind'], 'deputy' | 'departmentManager' | 'colleague' | 'packRole' | 'clearance' | 'noClearance' | 'ownPages'>;

const en = {
  title: 'Access', mine: 'What you see, and why', nothingYet: 'You know that this customer exists. Nothing of its archive is open to you.', of: (name: string) => `What ${name} would see`, nothingOf: (name: string) => `${name} would see nothing of this archive.`,
  levels: { none: 'Nothing', exists: 'Knows of it', read: 'Reads', write: 'Writes', manage: 'Manages' } satisfies Record<Level, string>,
  because: {
    inactive: 'This person has left.', sealed: 'The archive is sealed.', erased: 'The archive was erased.', owner: 'Owns this customer', coOwner: 'Is a co-owner', steward: 'As information steward', generalManager: 'As general manager', ownerless: 'Nobody active owns it',
    closed: 'The archive is closed: it can only be read', restricted: 'Processing is restricted: the archive is stored and read, no more', compliance: 'As compliance', key: 'By a key', everybody: 'As everybody here', wall: 'Stands before a wall', grant: 'By a right that was given', request: 'By a request', breakGlass: 'Opened in an emergency', correction: 'While a correction waits',
  } satisfies Record<Plain, string>,
  you: { owner: 'You own this customer', coOwner: 'You are a co-owner' },
  deputy: (day: string) => `As deputy until ${day}`, departmentManager: (name: string) => `Manages ${name}`, colleague: (name: string) => `As a colleague in ${name}`, packRole: 'By the policy for this kind of archive',
  clearance: (name: string) => `with the clearance ${name}`, noClearance: (name: string) => `without the clearance ${name}`, ownPages: (name: string) => `${name}: only on Dossier’s own pages`, clearances: { identity: 'Identity', bank: 'Bank', aml: 'Anti-money-laundering' } satisfies Record<Clearance, string>,
  until: (day: string) => `until ${day}`, untilEnded: 'without an end', internal: 'Internal sections', askWhom: (names: string) => `Decides about requests: ${names}`, askNobody: 'Nobody can decide about a request now.',
  ask: {
    open: 'Ask for access', more: 'Ask for more', title: 'What do you need?', level: 'To', read: 'read', write: 'read and write', sections: 'Sections', until: 'Until', forever: 'Without an end', reason: 'What for', send: 'Send request', sent: 'Your request was sent.', waits: 'Your request waits for an answer.',
    clearance: (name: string, givers: string) => `Asks the clearance ${name} besides, which no request gives. ${givers === '' ? 'An administrator' : givers} gives clearances.`, choose: 'Choose a section.', why: 'Say what for.',
  },
  requests: 'Requests', boxes: { toDecide: 'To decide', mine: 'Mine', all: 'All' }, none: { toDecide: 'Nothing waits for you.', mine: 'You have asked for nothing.', all: 'No requests.' },
  wants: (who: string, what: string) => `${who}: ${what}`, wish: (level: string, sections: string, until: string) => `${level}: ${sections}, ${until}`, askedOn: (day: string) => `asked on ${day}`,
  states: { waiting: 'Pending', approved: 'Approved', narrowed: 'Approved in part', refused: 'Refused', withdrawn: 'Withdrawn', expired: 'Expired', ended: 'Ended' } satisfies Record<RequestState['kind'], string>,
  managerToo: (day: string) => `Since ${day} the department’s manager decides too.`, decidedBy: (who: string, day: string) => `${who}, ${day}`, noAnswer: 'Nobody answered.', ends: { requester: 'by who asked', giver: 'by who keeps the customer', noSense: 'by itself' },
  approve: 'Approve', narrow: 'Narrow', refuse: 'Refuse', withdraw: 'Withdraw', end: 'End now', give: 'Give this', back: 'Back', note: 'Note to who asked',
  said: { approve: 'Approved. The access is there now.', narrow: 'Approved in part. The access is there now.', refuse: 'Refused.', withdraw: 'Withdrawn.', end: 'Ended. Nothing more is shown.', given: 'Given.', owners: 'Saved.' },
  who: 'Who sees it', columns: { who: 'Who', what: 'What', why: 'Why', until: 'Until' }, department: (name: string, n: string) => `${name} (${n})`, everybody: (n: string) => `Everybody who works with customers (${n})`, unnamed: 'by clearance; without names', more: (n: string) => `and ${n} more`, somebody: (n: string) => `${n} not named`,
  roles: { staff: 'Staff', manager: 'Managers', generalManager: 'General managers', service: 'Customer service', serviceManager: 'Service managers', steward: 'Information stewards', compliance: 'Compliance', auditor: 'Auditors', admin: 'Administrators' } satisfies Record<Role, string>,
  would: 'What would somebody see?', person: 'Person', look: 'Look',
  grants: 'Rights that were given', noGrants: 'No right was given to anybody.', giveTitle: 'Give a right', giveTo: 'To', kinds: { person: 'Person', department: 'Department', role: 'Role' }, giveSend: 'Give', byWhom: (who: string) => `by ${who}`,
  owners: 'Who keeps it', owner: 'Owner', noOwner: 'Nobody', left: 'has left', coOwners: 'Co-owners', deputies: 'Deputies', from: 'From', to: 'To', add: 'Add', remove: (who: string) => `Remove ${who}`, changeOwner: 'Change', addCoOwner: 'Add a co-owner', addDeputy: 'Add a deputy', save: 'Save',
  findPerson: 'Find a person', choosePerson: 'Choose a person.', failed: 'This could not be done.', cancel: 'Cancel',
};
export type AccessTexts = TextsOf<typeof en>;

const hans: AccessTexts = {
  title: '访问权限', mine: '您能看到什么，为什么', nothingYet: '您知道有这位客户，但其档案内容未对您开放。', of: (name) => `${name}能看到什么`, nothingOf: (name) => `${name}看不到此档案的任何内容。`,
  levels: { none: '无', exists: '仅知其存在', read: '可读', write: '可写', manage: '可管理' },
  because: { inactive: '此人已离职。', sealed: '档案已封存。', erased: '档案已删除。', owner: '是此客户的负责人', coOwner: '是共同负责人', steward: '身为信息专员', generalManager: '身为总经理', ownerless: '目前没有在职负责人', closed: '档案已关闭，只能阅读', restricted: '限制处理：档案只保存，只能阅读', compliance: '身为合规人员', key: '凭密钥', everybody: '所有业务人员', wall: '被隔离', grant: '获得授权', request: '申请获批', breakGlass: '紧急查阅', correction: '更正待处理期间' },
  you: { owner: '您是此客户的负责人', coOwner: '您是共同负责人' },
  deputy: (day) => `代理至${day}`, departmentManager: (name) => `${name}的经理`, colleague: (name) => `${name}的同事`, packRole: '按此类档案的管理办法', clearance: (name) => `凭“${name}”许可`, noClearance: (name) => `没有“${name}”许可`, ownPages: (name) => `“${name}”仅限 Dossier 自有页面`, clearances: { identity: '身份', bank: '银行', aml: '反洗钱' },
  until: (day) => `至${day}`, untilEnded: '无期限', internal: '内部栏目', askWhom: (names) => `审批人：${names}`, askNobody: '目前无人可审批。',
  ask: {
    open: '申请查阅', more: '申请更多', title: '您需要什么？', level: '用于', read: '阅读', write: '读写', sections: '栏目', until: '有效期至', forever: '无期限', reason: '查阅目的', send: '提交申请', sent: '申请已提交。', waits: '您的申请等待答复。',
    clearance: (name, givers) => `另需“${name}”许可，申请不能授予。由${givers === '' ? '管理员' : givers}授予许可。`, choose: '请选择栏目。', why: '请说明目的。',
  },
  requests: '申请', boxes: { toDecide: '待我审批', mine: '我的申请', all: '全部' }, none: { toDecide: '没有待您审批的申请。', mine: '您没有申请。', all: '没有申请。' },
  wants: (who, what) => `${who}：${what}`, wish: (level, sections, until) => `${level}：${sections}，${until}`, askedOn: (day) => `${day}提出`,
  states: { waiting: '待处理', approved: '已批准', narrowed: '部分批准', refused: '已拒绝', withdrawn: '已撤回', expired: '已过期', ended: '已结束' },
  managerToo: (day) => `自${day}起部门经理也可审批。`, decidedBy: (who, day) => `${who}，${day}`, noAnswer: '无人答复。', ends: { requester: '由申请人结束', giver: '由客户负责方结束', noSense: '自动结束' },
  approve: '批准', narrow: '缩小范围', refuse: '拒绝', withdraw: '撤回', end: '立即结束', give: '按此授予', back: '返回', note: '给申请人的说明',
  said: { approve: '已批准，权限立即生效。', narrow: '已部分批准，权限立即生效。', refuse: '已拒绝。', withdraw: '已撤回。', end: '已结束，不再显示任何内容。', given: '已授予。', owners: '已保存。' },
  who: '谁能看到', columns: { who: '谁', what: '什么', why: '为什么', until: '期限' }, department: (name, n) => `${name}（${n} 人）`, everybody: (n) => `所有业务人员（${n} 人）`, unnamed: '凭许可，不显示姓名', more: (n) => `另有 ${n} 人`, somebody: (n) => `${n} 人，不显示姓名`,
  roles: { staff: '员工', manager: '部门经理', generalManager: '总经理', service: '客服', serviceManager: '客服主管', steward: '信息专员', compliance: '合规', auditor: '审计员', admin: '管理员' },
  would: '某人能看到什么？', person: '人员', look: '查看', grants: '已授予的权限', noGrants: '没有授予任何权限。', giveTitle: '授予权限', giveTo: '授予', kinds: { person: '人员', department: '部门', role: '角色' }, giveSend: '授予', byWhom: (who) => `授予人：${who}`,
  owners: '谁负责', owner: '负责人', noOwner: '无', left: '已离职', coOwners: '共同负责人', deputies: '代理人', from: '自', to: '至', add: '添加', remove: (who) => `移除${who}`, changeOwner: '更换', addCoOwner: '添加共同负责人', addDeputy: '添加代理人', save: '保存',
  findPerson: '查找人员', choosePerson: '请选择人员。', failed: '未能完成。', cancel: '取消',
};
const hant: AccessTexts = {
  title: '存取權限', mine: '您能看到什麼，為什麼', nothingYet: '您知道有這位客戶，但其檔案內容未對您開放。', of: (name) => `${name}能看到什麼`, nothingOf: (name) => `${name}看不到此檔案的任何內容。`,
  levels: { none: '無', exists: '僅知其存在', read: '可讀', write: '可寫', manage: '可管理' },
  because: { inactive: '此人已離職。', sealed: '檔案已封存。', erased: '檔案已刪除。', owner: '是此客戶的負責人', coOwner: '是共同負責人', steward: '身為資訊專員', generalManager: '身為總經理', ownerless: '目前沒有在職負責人', closed: '檔案已關閉，只能閱讀', restricted: '限制處理：檔案只保留，只能檢視', compliance: '身為法遵人員', key: '憑金鑰', everybody: '所有業務人員', wall: '被隔離', grant: '獲得授權', request: '申請獲准', breakGlass: '緊急查閱', correction: '更正待處理期間' },
  you: { owner: '您是此客戶的負責人', coOwner: '您是共同負責人' },
  deputy: (day) => `代理至${day}`, departmentManager: (name) => `${name}的經理`, colleague: (name) => `${name}的同事`, packRole: '依此類檔案的管理辦法', clearance: (name) => `憑「${name}」許可`, noClearance: (name) => `沒有「${name}」許可`, ownPages: (name) => `「${name}」僅限 Dossier 自有頁面`, clearances: { identity: '身分', bank: '銀行', aml: '防制洗錢' },
  until: (day) => `至${day}`, untilEnded: '無期限', internal: '內部欄目', askWhom: (names) => `核准人：${names}`, askNobody: '目前無人可核准。',
  ask: {
    open: '申請查閱', more: '申請更多', title: '您需要什麼？', level: '用於', read: '閱讀', write: '讀寫', sections: '欄目', until: '有效期至', forever: '無期限', reason: '查閱目的', send: '送出申請', sent: '申請已送出。', waits: '您的申請等待答覆。',
    clearance: (name, givers) => `另需「${name}」許可，申請不能授予。由${givers === '' ? '管理員' : givers}授予許可。`, choose: '請選擇欄目。', why: '請說明目的。',
  },
  requests: '申請', boxes: { toDecide: '待我核准', mine: '我的申請', all: '全部' }, none: { toDecide: '沒有待您核准的申請。', mine: '您沒有申請。', all: '沒有申請。' },
  wants: (who, what) => `${who}：${what}`, wish: (level, sections, until) => `${level}：${sections}，${until}`, askedOn: (day) => `${day}提出`,
  states: { waiting: '待處理', approved: '已核准', narrowed: '部分核准', refused: '已拒絕', withdrawn: '已撤回', expired: '已過期', ended: '已結束' },
  managerToo: (day) => `自${day}起部門經理也可核准。`, decidedBy: (who, day) => `${who}，${day}`, noAnswer: '無人答覆。', ends: { requester: '由申請人結束', giver: '由客戶負責方結束', noSense: '自動結束' },
  approve: '核准', narrow: '縮小範圍', refuse: '拒絕', withdraw: '撤回', end: '立即結束', give: '依此授予', back: '返回', note: '給申請人的說明',
  said: { approve: '已核准，權限立即生效。', narrow: '已部分核准，權限立即生效。', refuse: '已拒絕。', withdraw: '已撤回。', end: '已結束，不再顯示任何內容。', given: '已授予。', owners: '已儲存。' },
  who: '誰能看到', columns: { who: '誰', what: '什麼', why: '為什麼', until: '期限' }, department: (name, n) => `${name}（${n} 人）`, everybody: (n) => `所有業務人員（${n} 人）`, unnamed: '憑許可，不顯示姓名', more: (n) => `另有 ${n} 人`, somebody: (n) => `${n} 人，不顯示姓名`,
  roles: { staff: '員工', manager: '部門經理', generalManager: '總經理', service: '客服', serviceManager: '客服主管', steward: '資訊專員', compliance: '法遵', auditor: '稽核員', admin: '管理員' },
  would: '某人能看到什麼？', person: '人員', look: '檢視', grants: '已授予的權限', noGrants: '沒有授予任何權限。', giveTitle: '授予權限', giveTo: '授予', kinds: { person: '人員', department: '部門', role: '角色' }, giveSend: '授予', byWhom: (who) => `授予人：${who}`,
  owners: '誰負責', owner: '負責人', noOwner: '無', left: '已離職', coOwners: '共同負責人', deputies: '代理人', from: '自', to: '至', add: '新增', remove: (who) => `移除${who}`, changeOwner: '更換', addCoOwner: '新增共同負責人', addDeputy: '新增代理人', save: '儲存',
  findPerson: '尋找人員', choosePerson: '請選擇人員。', failed: '未能完成。', cancel: '取消',
};
const es: AccessTexts = {
  title: 'Acceso', mine: 'Qué ves y por qué', nothingYet: 'Sabes que este cliente existe. Nada de su expediente está abierto para ti.', of: (name) => `Qué vería ${name}`, nothingOf: (name) => `${name} no vería nada de este expediente.`,
  levels: { none: 'Nada', exists: 'Sabe que existe', read: 'Lee', write: 'Escribe', manage: 'Gestiona' },
  because: { inactive: 'Esta persona se ha ido.', sealed: 'El expediente está sellado.', erased: 'El expediente se borró.', owner: 'Es responsable de este cliente', coOwner: 'Es corresponsable', steward: 'Como responsable de la información', generalManager: 'Como dirección general', ownerless: 'No tiene responsable en activo', closed: 'El expediente está cerrado: solo se lee', restricted: 'Tratamiento limitado: el expediente solo se conserva y se lee', compliance: 'Como cumplimiento', key: 'Por una clave', everybody: 'Como todo el personal', wall: 'Está tras una barrera', grant: 'Por un permiso concedido', request: 'Por una solicitud', breakGlass: 'Abierto por urgencia', correction: 'Mientras espera una corrección' },
  you: { owner: 'Eres responsable de este cliente', coOwner: 'Eres corresponsable' },
  deputy: (day) => `Como suplente hasta el ${day}`, departmentManager: (name) => `Dirige ${name}`, colleague: (name) => `Como colega en ${name}`, packRole: 'Por las normas de este tipo de expediente', clearance: (name) => `con la habilitación ${name}`, noClearance: (name) => `sin la habilitación ${name}`, ownPages: (name) => `${name}: solo en las páginas propias de Dossier`, clearances: { identity: 'Identidad', bank: 'Banco', aml: 'Blanqueo de capitales' },
  until: (day) => `hasta el ${day}`, untilEnded: 'sin fin', internal: 'Secciones internas', askWhom: (names) => `Deciden sobre las solicitudes: ${names}`, askNobody: 'Ahora nadie puede decidir sobre una solicitud.',
  ask: {
    open: 'Pedir acceso', more: 'Pedir más', title: '¿Qué necesitas?', level: 'Para', read: 'leer', write: 'leer y escribir', sections: 'Secciones', until: 'Hasta', forever: 'Sin fin', reason: 'Para qué', send: 'Enviar solicitud', sent: 'Tu solicitud se ha enviado.', waits: 'Tu solicitud espera respuesta.',
    clearance: (name, givers) => `Requiere además la habilitación ${name}, que ninguna solicitud da. Las habilitaciones las da ${givers === '' ? 'administración' : givers}.`, choose: 'Elige una sección.', why: 'Di para qué.',
  },
  requests: 'Solicitudes', boxes: { toDecide: 'Por decidir', mine: 'Mías', all: 'Todas' }, none: { toDecide: 'Nada te espera.', mine: 'No has pedido nada.', all: 'No hay solicitudes.' },
  wants: (who, what) => `${who}: ${what}`, wish: (level, sections, until) => `${level}: ${sections}, ${until}`, askedOn: (day) => `pedido el ${day}`,
  states: { waiting: 'Pendiente', approved: 'Aprobada', narrowed: 'Aprobada en parte', refused: 'Rechazada', withdrawn: 'Retirada', expired: 'Caducada', ended: 'Terminada' },
  managerToo: (day) => `Desde el ${day} decide también la jefatura del departamento.`, decidedBy: (who, day) => `${who}, ${day}`, noAnswer: 'Nadie respondió.', ends: { requester: 'por quien lo pidió', giver: 'por quien lleva al cliente', noSense: 'por sí sola' },
  approve: 'Aprobar', narrow: 'Reducir', refuse: 'Rechazar', withdraw: 'Retirar', end: 'Terminar ya', give: 'Dar esto', back: 'Volver', note: 'Nota a quien lo pide',
  said: { approve: 'Aprobada. El acceso ya está.', narrow: 'Aprobada en parte. El acceso ya está.', refuse: 'Rechazada.', withdraw: 'Retirada.', end: 'Terminado. Ya no se muestra nada.', given: 'Concedido.', owners: 'Guardado.' },
  who: 'Quién lo ve', columns: { who: 'Quién', what: 'Qué', why: 'Por qué', until: 'Hasta' }, department: (name, n) => `${name} (${n})`, everybody: (n) => `Todo el personal de clientes (${n})`, unnamed: 'con habilitación; sin nombres', more: (n) => `y ${n} más`, somebody: (n) => `${n} sin nombrar`,
  roles: { staff: 'Personal', manager: 'Jefaturas', generalManager: 'Dirección general', service: 'Atención al cliente', serviceManager: 'Jefaturas de atención', steward: 'Responsables de la información', compliance: 'Cumplimiento', auditor: 'Auditoría', admin: 'Administración' },
  would: '¿Qué vería otra persona?', person: 'Persona', look: 'Mirar', grants: 'Permisos concedidos', noGrants: 'No se ha concedido ningún permiso.', giveTitle: 'Conceder un permiso', giveTo: 'A', kinds: { person: 'Persona', department: 'Departamento', role: 'Rol' }, giveSend: 'Conceder', byWhom: (who) => `de ${who}`,
  owners: 'Quién lo lleva', owner: 'Responsable', noOwner: 'Nadie', left: 'se ha ido', coOwners: 'Corresponsables', deputies: 'Suplentes', from: 'Desde', to: 'Hasta', add: 'Añadir', remove: (who) => `Quitar a ${who}`, changeOwner: 'Cambiar', addCoOwner: 'Añadir corresponsable', addDeputy: 'Añadir suplente', save: 'Guardar',
  findPerson: 'Buscar una persona', choosePerson: 'Elige una persona.', failed: 'No se pudo hacer.', cancel: 'Cancelar',
};

const TEXTS: Readonly<Record<Language, AccessTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const accessTexts = (language: Language): AccessTexts => TEXTS[language];
