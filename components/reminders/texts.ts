/** Texts of the list of what is due, in the four languages; they come with it. Words of reasons are the model's. Numbers and dates come written in the reader's way. */
import type { ReminderLine } from '../../model/reminders/api.ts';
import type { Language } from '../../model/labels.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const en = {
  title: 'Due', whose: 'Whose', mine: 'Mine', department: 'Department',
  groups: { overdue: 'Overdue', today: 'Today', soon: 'This week', later: 'Planned' } satisfies Record<ReminderLine['urgency'], string>,
  total: (n: string) => `${n} customers`, one: '1 customer', free: 'Not a working day: nothing new comes today.',
  next: (action: string, day: string) => `${action}, ${day}`, late: (n: number) => (n === 1 ? '1 day late' : `${n} days late`), dueOn: (day: string) => day,
  value: 'Trade of the last twelve months', call: (value: string) => `Call ${value}`, write: (value: string) => `Write to ${value}`, chat: (app: string, value: string) => `${app} ${value}`, reach: (name: string) => `Reach ${name}`, stopped: 'Not to be contacted', stoppedWhy: (why: string) => `Not to be contacted: ${why}`,
  done: 'Done', doneOne: (reason: string) => `Done: ${reason}`, snooze: 'Later', snoozeTo: 'Put away until', handOver: 'Hand over', from: (name: string) => `From ${name}`, fromNote: (name: string, note: string) => `From ${name}: ${note}`, givenTo: (name: string) => `With ${name}`, of: (name: string) => `${name}`, nobody: 'Nobody in charge', away: (day: string) => `Put away until ${day}`,
  presets: { tomorrow: 'Tomorrow', threeDays: 'In 3 days', week: 'In a week', month: 'In a month' }, date: 'Another day', put: 'Put away', dateWrong: 'Choose a day after today.',
  toWhom: 'To whom?', note: 'Note', noteHint: 'What the colleague should know (may stay empty)', give: 'Hand over', chooseOne: 'Choose a colleague.', people: 'Colleagues',
  saidDone: (name: string) => `${name}: done`, saidPart: (name: string) => `${name}: noted`, saidSnoozed: (name: string, day: string) => `${name}: put away until ${day}`, saidGiven: (name: string, to: string) => `${name}: handed to ${to}`, saidUndone: (name: string) => `${name}: as before`, undo: 'Undo', undoOf: (what: string) => `Undo: ${what}`, undoKey: 'U undoes it.',
  more: 'Show more', plannedMore: (n: string) => `${n} more are planned for the coming days, so that no day has too many.`, planned: 'What is planned', plannedDay: (day: string, n: number) => `${day}: ${n}`,
  empty: 'Nothing is due. Reminders come from contact cycles, appointments, falling purchases, papers that expire, birthdays and more.', emptyDepartment: 'Nothing is due in your departments.', failed: 'This could not be done.', stale: 'Somebody else has settled this meanwhile.',
  keys: 'Arrow keys walk, Enter opens, D done, S later, H hand over, U undo.', open: (name: string) => `Open ${name}`,
  calendar: 'In my calendar', calendarLead: 'A link for Outlook, Apple or Google Calendar. Whoever has it sees your days; end it when it got into other hands.', calendarMake: 'Make a link', calendarNames: 'with names of customers', calendarUrl: 'Address of the calendar', calendarCopy: 'Copy', calendarCopied: 'Copied', calendarMark: 'Mark the address and copy it.', calendarOnce: 'It is shown this once.', calendarEnd: 'End this link', calendarEnded: 'The link is ended.', calendarOf: (made: string, until: string) => `Made ${made}, holds until ${until}`, calendarFetched: (when: string) => `last fetched ${when}`, calendarNever: 'not fetched yet',
};
export type ReminderTexts = TextsOf<typeof en>;

const hans: ReminderTexts = {
  title: '待跟进', whose: '范围', mine: '我的', department: '部门',
  groups: { overdue: '已逾期', today: '今天', soon: '本周', later: '已安排' }, total: (n) => `${n} 位客户`, one: '1 位客户', free: '今天不是工作日，不会有新提醒。',
  next: (action, day) => `${action}，${day}`, late: (n) => `逾期 ${n} 天`, dueOn: (day) => day,
  value: '近十二个月交易额', call: (value) => `拨打 ${value}`, write: (value) => `写信至 ${value}`, chat: (app, value) => `${app} ${value}`, reach: (name) => `联系${name}`, stopped: '请勿联系', stoppedWhy: (why) => `请勿联系：${why}`,
  done: '完成', doneOne: (reason) => `完成：${reason}`, snooze: '稍后', snoozeTo: '推迟到', handOver: '转交', from: (name) => `来自${name}`, fromNote: (name, note) => `来自${name}：${note}`, givenTo: (name) => `由${name}处理`, of: (name) => name, nobody: '无人负责', away: (day) => `推迟到${day}`,
  presets: { tomorrow: '明天', threeDays: '3 天后', week: '一周后', month: '一个月后' }, date: '其他日期', put: '推迟', dateWrong: '请选择今天之后的日期。',
  toWhom: '转交给谁？', note: '备注', noteHint: '需要同事了解的情况（可留空）', give: '转交', chooseOne: '请选择一位同事。', people: '同事',
  saidDone: (name) => `${name}：已完成`, saidPart: (name) => `${name}：已记录`, saidSnoozed: (name, day) => `${name}：推迟到${day}`, saidGiven: (name, to) => `${name}：已转交${to}`, saidUndone: (name) => `${name}：已恢复`, undo: '撤销', undoOf: (what) => `撤销：${what}`, undoKey: '按 U 撤销。',
  more: '显示更多', plannedMore: (n) => `另有 ${n} 位安排在之后几天，避免某一天过多。`, planned: '后续安排', plannedDay: (day, n) => `${day}：${n}`,
  empty: '没有待办。提醒来自联系周期、预约、购买下滑、证照到期、生日等。', emptyDepartment: '您的部门没有待办。', failed: '未能完成。', stale: '期间已由他人处理。',
  keys: '方向键移动，Enter 打开，D 完成，S 稍后，H 转交，U 撤销。', open: (name) => `打开${name}`,
  calendar: '加入日历', calendarLead: '供 Outlook、Apple 或 Google 日历使用的链接。持有者可看到您的安排；如已泄露请停用。', calendarMake: '生成链接', calendarNames: '包含客户名称', calendarUrl: '日历地址', calendarCopy: '复制', calendarCopied: '已复制', calendarMark: '请选中地址后复制。', calendarOnce: '仅显示这一次。', calendarEnd: '停用此链接', calendarEnded: '链接已停用。', calendarOf: (made, until) => `创建于${made}，有效至${until}`, calendarFetched: (when) => `上次读取 ${when}`, calendarNever: '尚未读取',
};
const hant: ReminderTexts = {
  title: '待跟進', whose: '範圍', mine: '我的', department: '部門',
  groups: { overdue: '已逾期', today: '今天', soon: '本週', later: '已安排' }, total: (n) => `${n} 位客戶`, one: '1 位客戶', free: '今天不是工作日，不會有新提醒。',
  next: (action, day) => `${action}，${day}`, late: (n) => `逾期 ${n} 天`, dueOn: (day) => day,
  value: '近十二個月交易額', call: (value) => `撥打 ${value}`, write: (value) => `寫信至 ${value}`, chat: (app, value) => `${app} ${value}`, reach: (name) => `聯絡${name}`, stopped: '請勿聯絡', stoppedWhy: (why) => `請勿聯絡：${why}`,
  done: '完成', doneOne: (reason) => `完成：${reason}`, snooze: '稍後', snoozeTo: '延後到', handOver: '轉交', from: (name) => `來自${name}`, fromNote: (name, note) => `來自${name}：${note}`, givenTo: (name) => `由${name}處理`, of: (name) => name, nobody: '無人負責', away: (day) => `延後到${day}`,
  presets: { tomorrow: '明天', threeDays: '3 天後', week: '一週後', month: '一個月後' }, date: '其他日期', put: '延後', dateWrong: '請選擇今天之後的日期。',
  toWhom: '轉交給誰？', note: '備註', noteHint: '需要同事了解的情況（可留空）', give: '轉交', chooseOne: '請選擇一位同事。', people: '同事',
  saidDone: (name) => `${name}：已完成`, saidPart: (name) => `${name}：已記錄`, saidSnoozed: (name, day) => `${name}：延後到${day}`, saidGiven: (name, to) => `${name}：已轉交${to}`, saidUndone: (name) => `${name}：已復原`, undo: '復原', undoOf: (what) => `復原：${what}`, undoKey: '按 U 復原。',
  more: '顯示更多', plannedMore: (n) => `另有 ${n} 位安排在之後幾天，避免某一天過多。`, planned: '後續安排', plannedDay: (day, n) => `${day}：${n}`,
  empty: '沒有待辦。提醒來自聯絡週期、預約、購買下滑、證照到期、生日等。', emptyDepartment: '您的部門沒有待辦。', failed: '未能完成。', stale: '期間已由他人處理。',
  keys: '方向鍵移動，Enter 開啟，D 完成，S 稍後，H 轉交，U 復原。', open: (name) => `開啟${name}`,
  calendar: '加入行事曆', calendarLead: '供 Outlook、Apple 或 Google 日曆使用的連結。持有者可看到您的安排；如已外洩請停用。', calendarMake: '產生連結', calendarNames: '包含客戶名稱', calendarUrl: '行事曆網址', calendarCopy: '複製', calendarCopied: '已複製', calendarMark: '請選取網址後複製。', calendarOnce: '僅顯示這一次。', calendarEnd: '停用此連結', calendarEnded: '連結已停用。', calendarOf: (made, until) => `建立於${made}，有效至${until}`, calendarFetched: (when) => `上次讀取 ${when}`, calendarNever: '尚未讀取',
};
const es: ReminderTexts = {
  title: 'Pendiente', whose: 'De quién', mine: 'Lo mío', department: 'Departamento',
  groups: { overdue: 'Atrasado', today: 'Hoy', soon: 'Esta semana', later: 'Previsto' }, total: (n) => `${n} clientes`, one: '1 cliente', free: 'Hoy no es laborable: no llega nada nuevo.',
  next: (action, day) => `${action}, ${day}`, late: (n) => (n === 1 ? '1 día de retraso' : `${n} días de retraso`), dueOn: (day) => day,
  value: 'Ventas de los últimos doce meses', call: (value) => `Llamar a ${value}`, write: (value) => `Escribir a ${value}`, chat: (app, value) => `${app} ${value}`, reach: (name) => `Contactar con ${name}`, stopped: 'No contactar', stoppedWhy: (why) => `No contactar: ${why}`,
  done: 'Hecho', doneOne: (reason) => `Hecho: ${reason}`, snooze: 'Después', snoozeTo: 'Aplazar hasta', handOver: 'Traspasar', from: (name) => `De ${name}`, fromNote: (name, note) => `De ${name}: ${note}`, givenTo: (name) => `Con ${name}`, of: (name) => name, nobody: 'Sin responsable', away: (day) => `Aplazado hasta ${day}`,
  presets: { tomorrow: 'Mañana', threeDays: 'En 3 días', week: 'En una semana', month: 'En un mes' }, date: 'Otro día', put: 'Aplazar', dateWrong: 'Elige un día posterior a hoy.',
  toWhom: '¿A quién?', note: 'Nota', noteHint: 'Lo que debe saber (puede quedar vacío)', give: 'Traspasar', chooseOne: 'Elige a un compañero.', people: 'Compañeros',
  saidDone: (name) => `${name}: hecho`, saidPart: (name) => `${name}: anotado`, saidSnoozed: (name, day) => `${name}: aplazado hasta ${day}`, saidGiven: (name, to) => `${name}: traspasado a ${to}`, saidUndone: (name) => `${name}: como antes`, undo: 'Deshacer', undoOf: (what) => `Deshacer: ${what}`, undoKey: 'U lo deshace.',
  more: 'Mostrar más', plannedMore: (n) => `Hay ${n} más previstos para los próximos días, para que ningún día tenga demasiados.`, planned: 'Lo previsto', plannedDay: (day, n) => `${day}: ${n}`,
  empty: 'No hay nada pendiente. Los avisos vienen de ciclos de contacto, citas, compras que bajan, documentos que caducan, cumpleaños y más.', emptyDepartment: 'No hay nada pendiente en tus departamentos.', failed: 'No se pudo hacer.', stale: 'Alguien lo ha resuelto entretanto.',
  keys: 'Las flechas recorren, Intro abre, D hecho, S después, H traspasar, U deshacer.', open: (name) => `Abrir ${name}`,
  calendar: 'En mi calendario', calendarLead: 'Un enlace para Outlook, Apple o Google Calendar. Quien lo tenga ve tus días; termínalo si ha llegado a otras manos.', calendarMake: 'Crear un enlace', calendarNames: 'con nombres de clientes', calendarUrl: 'Dirección del calendario', calendarCopy: 'Copiar', calendarCopied: 'Copiado', calendarMark: 'Marca la dirección y cópiala.', calendarOnce: 'Se muestra solo esta vez.', calendarEnd: 'Terminar este enlace', calendarEnded: 'El enlace ha terminado.', calendarOf: (made, until) => `Creado ${made}, vale hasta ${until}`, calendarFetched: (when) => `leído por última vez ${when}`, calendarNever: 'aún sin leer',
};

const TEXTS: Readonly<Record<Language, ReminderTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const reminderTexts = (language: Language): ReminderTexts => TEXTS[language];
