/** Texts of the hand-over, in the four languages: they come with what speaks them. */
import type { Besides, HandoverReason, HandoverState, ItemFilter, ItemState, LetterChannel } from '../../model/handover/api.ts';
import type { Language } from '../../model/labels.ts';

type N = (n: string) => string;
export interface HandTexts {
  readonly title: string; readonly begin: string; readonly back: string; readonly empty: string; readonly failed: string; readonly more: string; readonly list: string;
  readonly from: (name: string) => string; readonly byOn: (name: string, date: string) => string; readonly states: Readonly<Record<HandoverState, string>>; readonly reasons: Readonly<Record<HandoverReason, string>>;
  readonly who: string; readonly why: string; readonly hints: Readonly<Record<HandoverReason, string>>; readonly take: string; readonly takeHint: string; readonly rest: string; readonly department: string; readonly kind: string; readonly ofClass: string; readonly byList: string; readonly what: string; readonly which: string;
  readonly ids: string; readonly to: string; readonly add: string; readonly addRule: string; readonly remove: (name: string) => string; readonly removeRule: string; readonly share: string;
  readonly within: string; readonly lang: string; readonly langs: Readonly<Record<Language, string>>; readonly langAuto: string; readonly note: string;
  readonly look: string; readonly looking: string; readonly would: N; readonly nobody: string; readonly besides: string; readonly beside: Readonly<Record<keyof Besides, string>>; readonly walled: N; readonly unassigned: N; readonly outside: N; readonly dueBy: (date: string) => string;
  readonly go: N; readonly going: string; readonly sure: (name: string) => string; readonly chooseWho: string; readonly chooseTo: string; readonly done: (n: string, name: string) => string;
  readonly progress: string; readonly counts: { readonly archives: string; readonly open: string; readonly confirmed: string; readonly returned: string; readonly contacted: string; readonly overdue: string; readonly drafts: string; readonly sent: string };
  readonly filter: string; readonly all: string; readonly filters: Readonly<Record<ItemFilter, string>>; readonly itemStates: Readonly<Record<ItemState, string>>;
  readonly mine: N; readonly confirm: string; readonly confirmAll: string; readonly giveBack: string; readonly whyBack: string; readonly cancel: string; readonly contactBy: (date: string) => string; readonly contactedOn: (date: string) => string; readonly noneHere: string;
  readonly assign: N; readonly assignTo: string; readonly assigned: string;
  readonly letter: string; readonly letterOf: (name: string) => string; readonly subject: string; readonly body: string; readonly save: string; readonly reset: string; readonly saved: string; readonly letters: N; readonly print: string; readonly csv: string; readonly markSent: string; readonly markAll: string; readonly how: string; readonly channels: Readonly<Record<LetterChannel, string>>; readonly sentOn: (how: string, date: string) => string;
  readonly grants: (name: string) => string; readonly stays: string; readonly end: string; readonly open: (name: string) => string; readonly answers: string;
}

const en: HandTexts = {
  title: 'Hand-overs', begin: 'Hand over', back: 'Back to the list', empty: 'Nothing was handed over, to you or by you.', failed: 'This could not be done.', more: 'Show more', list: 'Hand-overs, newest first',
  from: (name) => `From ${name}`, byOn: (name, date) => `${name}, ${date}`, states: { announced: 'Announced', committed: 'Moved', letters: 'Letters are drafted', tasks: 'Tasks are set', done: 'Done', withdrawn: 'Withdrawn' }, reasons: { left: 'Leaves', moved: 'Moves', split: 'Shares' },
  who: 'Who hands over?', why: 'Why?', hints: { left: 'Is shut out everywhere at once.', moved: 'Stays, without these customers.', split: 'Keeps what no rule names.' }, take: 'Who takes what?', takeHint: 'The first rule that fits decides.', rest: 'All the rest', department: 'Department', kind: 'Kind', ofClass: 'Class', byList: 'List', what: 'Customers', which: 'Which',
  ids: 'Ids, one a line', to: 'Successor', add: 'Add', addRule: 'Add a rule', remove: (name) => `Remove ${name}`, removeRule: 'Remove the rule', share: 'Several share evenly.',
  within: 'First contact within (working days)', lang: 'Letters in', langs: { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'Español' }, langAuto: 'The customer’s language', note: 'Note',
  look: 'See what would happen', looking: 'Looking…', would: (n) => `${n} customers would go to:`, nobody: 'Nobody yet', besides: 'Also theirs', beside: { coOwned: 'Co-owned', deputyOf: 'Deputy of', grantsTo: 'Rights they have', grantsBy: 'Rights they gave', reminders: 'Reminders', follows: 'Followed', sharedViews: 'Shared views', uploads: 'Uploads', sessions: 'Sign-ins', keys: 'Keys made', managedDepartments: 'Departments led' },
  walled: (n) => `${n} may not go to their successor; a steward decides.`, unassigned: (n) => `${n} would have no owner.`, outside: (n) => `${n} are not yours to hand over; they stay.`, dueBy: (date) => `First contact by ${date}`,
  go: (n) => `Hand over ${n}`, going: 'Handing over…', sure: (name) => `${name} is signed out everywhere at once. This cannot be undone here.`, chooseWho: 'Choose a colleague.', chooseTo: 'Name a successor.', done: (n, name) => `${n} customers of ${name} were handed over.`,
  progress: 'Letters and tasks', counts: { archives: 'Customers', open: 'To confirm', confirmed: 'Confirmed', returned: 'Given back', contacted: 'Contacted', overdue: 'Overdue', drafts: 'Letters to send', sent: 'Letters sent' },
  filter: 'Show', all: 'All', filters: { given: 'To confirm', confirmed: 'Confirmed', returned: 'Given back', walled: 'Kept from the successor', unassigned: 'Without an owner', outside: 'Stayed', overdue: 'First contact overdue', waiting: 'First contact waits', contacted: 'Contacted', unsent: 'Letter to send', sent: 'Letter sent' },
  itemStates: { given: 'To confirm', confirmed: 'Confirmed', returned: 'Given back', walled: 'Kept from the successor', unassigned: 'Without an owner', outside: 'Stayed' },
  mine: (n) => `${n} came to you`, confirm: 'Confirm', confirmAll: 'Confirm all', giveBack: 'Give back', whyBack: 'Why?', cancel: 'Cancel', contactBy: (date) => `First contact by ${date}`, contactedOn: (date) => `Contacted ${date}`, noneHere: 'None of these.',
  assign: (n) => `Give these ${n} to`, assignTo: 'Give', assigned: 'Given.',
  letter: 'Letter', letterOf: (name) => `Letter to ${name}`, subject: 'Subject', body: 'Text', save: 'Save', reset: 'As the template', saved: 'Saved.', letters: (n) => `${n} letters to send`, print: 'To print', csv: 'For mail merge', markSent: 'Was sent', markAll: 'All were sent', how: 'Sent by', channels: { post: 'Post', email: 'Email', phone: 'Phone', visit: 'Visit', chat: 'Chat', other: 'Other' }, sentOn: (how, date) => `${how}, ${date}`,
  grants: (name) => `Rights that ${name} gave`, stays: 'Stays', end: 'End', open: (name) => `Open ${name}`, answers: 'Customers that came over',
};
const hans: HandTexts = {
  title: '交接', begin: '办理交接', back: '返回列表', empty: '没有与您有关的交接。', failed: '操作未能完成。', more: '显示更多', list: '交接记录，最新的在前',
  from: (name) => `移交人：${name}`, byOn: (name, date) => `${name}，${date}`, states: { announced: '已预告', committed: '已移交', letters: '正在起草通知', tasks: '正在安排任务', done: '已完成', withdrawn: '已撤回' }, reasons: { left: '离职', moved: '调岗', split: '分出部分' },
  who: '谁移交？', why: '原因', hints: { left: '立即停用其全部访问。', moved: '继续在职，但不再负责这些客户。', split: '未列入规则的仍由本人负责。' }, take: '由谁接手？', takeHint: '以第一条符合的规则为准。', rest: '其余全部', department: '部门', kind: '类型', ofClass: '等级', byList: '名单', what: '客户', which: '范围',
  ids: '编号，每行一个', to: '接替人', add: '添加', addRule: '添加规则', remove: (name) => `移除 ${name}`, removeRule: '删除规则', share: '多人时平均分配。',
  within: '首次联系期限（工作日）', lang: '通知语言', langs: { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'Español' }, langAuto: '按客户语言', note: '备注',
  look: '预览结果', looking: '正在统计…', would: (n) => `${n} 位客户将交给：`, nobody: '暂无人接手', besides: '此人还有', beside: { coOwned: '共同负责', deputyOf: '代理', grantsTo: '获得的授权', grantsBy: '给出的授权', reminders: '提醒', follows: '关注', sharedViews: '共享视图', uploads: '上传中', sessions: '登录', keys: '创建的密钥', managedDepartments: '主管的部门' },
  walled: (n) => `${n} 位不得交给该接替人，由信息专员决定。`, unassigned: (n) => `${n} 位将无人负责。`, outside: (n) => `${n} 位不在您的权限内，保持不变。`, dueBy: (date) => `首次联系期限：${date}`,
  go: (n) => `移交 ${n} 位`, going: '正在移交…', sure: (name) => `${name}将立即在所有设备上退出，此处无法撤销。`, chooseWho: '请选择一位同事。', chooseTo: '请指定接替人。', done: (n, name) => `已移交${name}的 ${n} 位客户。`,
  progress: '通知与任务', counts: { archives: '客户', open: '待确认', confirmed: '已确认', returned: '已退回', contacted: '已联系', overdue: '逾期', drafts: '待寄通知', sent: '已寄通知' },
  filter: '显示', all: '全部', filters: { given: '待确认', confirmed: '已确认', returned: '已退回', walled: '不得交给接替人', unassigned: '无人负责', outside: '保持不变', overdue: '首次联系逾期', waiting: '待首次联系', contacted: '已联系', unsent: '通知待寄', sent: '通知已寄' },
  itemStates: { given: '待确认', confirmed: '已确认', returned: '已退回', walled: '不得交给接替人', unassigned: '无人负责', outside: '保持不变' },
  mine: (n) => `${n} 位客户交给您`, confirm: '确认', confirmAll: '全部确认', giveBack: '退回', whyBack: '原因', cancel: '取消', contactBy: (date) => `首次联系期限：${date}`, contactedOn: (date) => `${date}已联系`, noneHere: '没有此类客户。',
  assign: (n) => `将这 ${n} 位交给`, assignTo: '移交', assigned: '已移交。',
  letter: '通知', letterOf: (name) => `致${name}的通知`, subject: '标题', body: '正文', save: '保存', reset: '恢复模板', saved: '已保存。', letters: (n) => `${n} 份通知待寄`, print: '打印', csv: '邮件合并', markSent: '标为已寄', markAll: '全部标为已寄', how: '方式', channels: { post: '邮寄', email: '电子邮件', phone: '电话', visit: '拜访', chat: '聊天', other: '其他' }, sentOn: (how, date) => `${how}，${date}`,
  grants: (name) => `${name}给出的授权`, stays: '保留', end: '结束', open: (name) => `打开 ${name}`, answers: '交接的客户',
};
const hant: HandTexts = {
  title: '交接', begin: '辦理交接', back: '返回清單', empty: '沒有與您有關的交接。', failed: '操作未能完成。', more: '顯示更多', list: '交接紀錄，最新的在前',
  from: (name) => `移交人：${name}`, byOn: (name, date) => `${name}，${date}`, states: { announced: '已預告', committed: '已移交', letters: '正在草擬通知', tasks: '正在安排任務', done: '已完成', withdrawn: '已撤回' }, reasons: { left: '離職', moved: '調職', split: '分出部分' },
  who: '誰移交？', why: '原因', hints: { left: '立即停用其全部存取。', moved: '繼續在職，但不再負責這些客戶。', split: '未列入規則的仍由本人負責。' }, take: '由誰接手？', takeHint: '以第一條符合的規則為準。', rest: '其餘全部', department: '部門', kind: '類型', ofClass: '等級', byList: '名單', what: '客戶', which: '範圍',
  ids: '編號，每行一個', to: '接替人', add: '新增', addRule: '新增規則', remove: (name) => `移除 ${name}`, removeRule: '刪除規則', share: '多人時平均分配。',
  within: '首次聯絡期限（工作日）', lang: '通知語言', langs: { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'Español' }, langAuto: '依客戶語言', note: '備註',
  look: '預覽結果', looking: '正在統計…', would: (n) => `${n} 位客戶將交給：`, nobody: '暫無人接手', besides: '此人還有', beside: { coOwned: '共同負責', deputyOf: '代理', grantsTo: '獲得的授權', grantsBy: '給出的授權', reminders: '提醒', follows: '追蹤', sharedViews: '共用檢視', uploads: '上傳中', sessions: '登入', keys: '建立的金鑰', managedDepartments: '主管的部門' },
  walled: (n) => `${n} 位不得交給該接替人，由資訊專員決定。`, unassigned: (n) => `${n} 位將無人負責。`, outside: (n) => `${n} 位不在您的權限內，維持不變。`, dueBy: (date) => `首次聯絡期限：${date}`,
  go: (n) => `移交 ${n} 位`, going: '正在移交…', sure: (name) => `${name}將立即在所有裝置上登出，此處無法復原。`, chooseWho: '請選擇一位同事。', chooseTo: '請指定接替人。', done: (n, name) => `已移交${name}的 ${n} 位客戶。`,
  progress: '通知與任務', counts: { archives: '客戶', open: '待確認', confirmed: '已確認', returned: '已退回', contacted: '已聯絡', overdue: '逾期', drafts: '待寄通知', sent: '已寄通知' },
  filter: '顯示', all: '全部', filters: { given: '待確認', confirmed: '已確認', returned: '已退回', walled: '不得交給接替人', unassigned: '無人負責', outside: '維持不變', overdue: '首次聯絡逾期', waiting: '待首次聯絡', contacted: '已聯絡', unsent: '通知待寄', sent: '通知已寄' },
  itemStates: { given: '待確認', confirmed: '已確認', returned: '已退回', walled: '不得交給接替人', unassigned: '無人負責', outside: '維持不變' },
  mine: (n) => `${n} 位客戶交給您`, confirm: '確認', confirmAll: '全部確認', giveBack: '退回', whyBack: '原因', cancel: '取消', contactBy: (date) => `首次聯絡期限：${date}`, contactedOn: (date) => `${date}已聯絡`, noneHere: '沒有此類客戶。',
  assign: (n) => `將這 ${n} 位交給`, assignTo: '移交', assigned: '已移交。',
  letter: '通知', letterOf: (name) => `致${name}的通知`, subject: '主旨', body: '內文', save: '儲存', reset: '還原範本', saved: '已儲存。', letters: (n) => `${n} 份通知待寄`, print: '列印', csv: '合併列印', markSent: '標為已寄', markAll: '全部標為已寄', how: '方式', channels: { post: '郵寄', email: '電子郵件', phone: '電話', visit: '拜訪', chat: '聊天', other: '其他' }, sentOn: (how, date) => `${how}，${date}`,
  grants: (name) => `${name}給出的授權`, stays: '保留', end: '結束', open: (name) => `開啟 ${name}`, answers: '交接的客戶',
};
const es: HandTexts = {
  title: 'Traspasos', begin: 'Traspasar', back: 'Volver a la lista', empty: 'No hay traspasos tuyos ni para ti.', failed: 'No se ha podido hacer.', more: 'Mostrar más', list: 'Traspasos, los más recientes primero',
  from: (name) => `De ${name}`, byOn: (name, date) => `${name}, ${date}`, states: { announced: 'Anunciado', committed: 'Traspasado', letters: 'Se preparan las cartas', tasks: 'Se crean las tareas', done: 'Hecho', withdrawn: 'Retirado' }, reasons: { left: 'Se va', moved: 'Cambia de puesto', split: 'Reparte' },
  who: '¿Quién traspasa?', why: '¿Por qué?', hints: { left: 'Pierde todo acceso al momento.', moved: 'Se queda, sin estos clientes.', split: 'Conserva lo que ninguna regla nombra.' }, take: '¿Quién recibe qué?', takeHint: 'Decide la primera regla que encaja.', rest: 'Todo lo demás', department: 'Departamento', kind: 'Tipo', ofClass: 'Clase', byList: 'Lista', what: 'Clientes', which: 'Cuáles',
  ids: 'Identificadores, uno por línea', to: 'Sucesor', add: 'Añadir', addRule: 'Añadir una regla', remove: (name) => `Quitar a ${name}`, removeRule: 'Quitar la regla', share: 'Varios se reparten por igual.',
  within: 'Primer contacto en (días laborables)', lang: 'Cartas en', langs: { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'Español' }, langAuto: 'El idioma del cliente', note: 'Nota',
  look: 'Ver qué pasaría', looking: 'Mirando…', would: (n) => `${n} clientes pasarían a:`, nobody: 'Nadie todavía', besides: 'También suyo', beside: { coOwned: 'Corresponsable', deputyOf: 'Suplente', grantsTo: 'Permisos que tiene', grantsBy: 'Permisos que dio', reminders: 'Recordatorios', follows: 'Seguidos', sharedViews: 'Vistas compartidas', uploads: 'Subidas', sessions: 'Sesiones', keys: 'Claves creadas', managedDepartments: 'Departamentos que dirige' },
  walled: (n) => `${n} no pueden pasar a su sucesor; decide un administrador de datos.`, unassigned: (n) => `${n} quedarían sin responsable.`, outside: (n) => `${n} no te corresponden; se quedan como están.`, dueBy: (date) => `Primer contacto antes del ${date}`,
  go: (n) => `Traspasar ${n}`, going: 'Traspasando…', sure: (name) => `Se cierra al momento toda sesión de ${name}. Aquí no se puede deshacer.`, chooseWho: 'Elige a un compañero.', chooseTo: 'Nombra un sucesor.', done: (n, name) => `Se han traspasado ${n} clientes de ${name}.`,
  progress: 'Cartas y tareas', counts: { archives: 'Clientes', open: 'Por confirmar', confirmed: 'Confirmados', returned: 'Devueltos', contacted: 'Contactados', overdue: 'Atrasados', drafts: 'Cartas por enviar', sent: 'Cartas enviadas' },
  filter: 'Mostrar', all: 'Todos', filters: { given: 'Por confirmar', confirmed: 'Confirmados', returned: 'Devueltos', walled: 'Vetados al sucesor', unassigned: 'Sin responsable', outside: 'Como estaban', overdue: 'Primer contacto atrasado', waiting: 'Primer contacto pendiente', contacted: 'Contactados', unsent: 'Carta por enviar', sent: 'Carta enviada' },
  itemStates: { given: 'Por confirmar', confirmed: 'Confirmado', returned: 'Devuelto', walled: 'Vetado al sucesor', unassigned: 'Sin responsable', outside: 'Como estaba' },
  mine: (n) => `Te han llegado ${n}`, confirm: 'Confirmar', confirmAll: 'Confirmar todos', giveBack: 'Devolver', whyBack: '¿Por qué?', cancel: 'Cancelar', contactBy: (date) => `Primer contacto antes del ${date}`, contactedOn: (date) => `Contactado el ${date}`, noneHere: 'Ninguno de estos.',
  assign: (n) => `Dar estos ${n} a`, assignTo: 'Dar', assigned: 'Hecho.',
  letter: 'Carta', letterOf: (name) => `Carta a ${name}`, subject: 'Asunto', body: 'Texto', save: 'Guardar', reset: 'Como la plantilla', saved: 'Guardado.', letters: (n) => `${n} cartas por enviar`, print: 'Para imprimir', csv: 'Para combinar correspondencia', markSent: 'Se ha enviado', markAll: 'Se han enviado todas', how: 'Enviado por', channels: { post: 'Correo postal', email: 'Correo electrónico', phone: 'Teléfono', visit: 'Visita', chat: 'Chat', other: 'Otro' }, sentOn: (how, date) => `${how}, ${date}`,
  grants: (name) => `Permisos que dio ${name}`, stays: 'Se queda', end: 'Terminar', open: (name) => `Abrir ${name}`, answers: 'Clientes traspasados',
};

const ALL: Readonly<Record<Language, HandTexts>> = { en, 'zh-Hans': hans, 'zh-Hant': hant, es };
export const handTexts = (language: Language): HandTexts => ALL[language];
