/** Texts that several of the server's own pages share, in four languages. The components bring theirs. */
import type { Labels, Language } from '../../model/labels.ts';

export const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const WORDS = {
  skip: t('Skip to the content', '跳到正文', '跳到內容', 'Ir al contenido'),
  pages: t('Pages', '页面', '頁面', 'Páginas'),
  customers: t('Customers', '客户', '客戶', 'Clientes'),
  today: t('Today', '今日', '今日', 'Hoy'),
  todayParts: t('What is due and what is new', '待跟进与新通知', '待跟進與新通知', 'Lo pendiente y lo nuevo'),
  due: t('Due', '待跟进', '待跟進', 'Pendiente'),
  inbox: t('Inbox', '收件箱', '收件匣', 'Avisos'),
  record: t('Record a contact', '记录联络', '記錄聯絡', 'Anotar un contacto'),
  insight: t('Insight', '洞察', '洞察', 'Análisis'),
  data: t('Data', '数据', '資料', 'Datos'),
  dataParts: t('Looking after the data', '数据维护', '資料維護', 'Cuidado de los datos'),
  import: t('Import', '导入', '匯入', 'Importar'),
  cleaning: t('Clean up', '清理', '清理', 'Limpiar'),
  duplicates: t('Duplicates', '重复客户', '重複客戶', 'Duplicados'),
  governance: t('Governance', '合规', '合規', 'Gobierno'),
  governanceParts: t('Who may see what, and why', '谁可以查看什么、依据是什么', '誰可以檢視什麼、依據是什麼', 'Quién puede ver qué, y por qué'),
  admin: t('Administration', '管理', '管理', 'Administración'),
  settings: t('Language, appearance, sign out', '语言、外观、退出', '語言、外觀、登出', 'Idioma, aspecto, salir'),
  language: t('Language', '语言', '語言', 'Idioma'),
  scheme: t('Appearance', '外观', '外觀', 'Aspecto'),
  auto: t('System', '跟随系统', '跟隨系統', 'Sistema'),
  light: t('Light', '浅色', '淺色', 'Claro'),
  dark: t('Dark', '深色', '深色', 'Oscuro'),
  signOut: t('Sign out', '退出登录', '登出', 'Cerrar sesión'),
  everywhere: t('everywhere', '全部退出', '全部登出', 'en todas partes'),
  signOutEverywhere: t('Sign out everywhere', '全部退出', '全部登出', 'Cerrar sesión en todas partes'),
  signingOut: t('Signing out …', '正在退出……', '正在登出……', 'Cerrando la sesión …'),
  signOutFailed: t('You could not be signed out: the server does not answer. Try again when there is a connection.', '无法退出登录：服务器没有响应。请在联网后重试。', '無法登出：伺服器沒有回應。請在連線後再試。', 'No se pudo cerrar la sesión: el servidor no responde. Inténtalo cuando haya conexión.'),
  unsentTitle: t('Some notes are not sent yet', '有记录尚未发送', '有紀錄尚未傳送', 'Hay notas sin enviar'),
  unsentText: t('Notes on this device that are not sent yet: {count}. Signing out removes them.', '这台设备上尚未发送的记录：{count} 条。退出登录会将其删除。', '這台裝置上尚未傳送的紀錄：{count} 筆。登出會將其刪除。', 'Notas de este dispositivo sin enviar: {count}. Al cerrar la sesión se borran.'),
  unsentStay: t('Stay signed in', '保持登录', '保持登入', 'Seguir con la sesión'),
  unsentGo: t('Sign out and remove them', '退出并删除', '登出並刪除', 'Cerrar y borrarlas'),
  over: t('You are signed out here.', '您已退出登录。', '您已登出。', 'Tu sesión ha terminado.'),
  overText: t('What you typed is kept on this page. Sign in again to go on.', '您输入的内容保留在此页面上。重新登录后即可继续。', '您輸入的內容保留在此頁面上。重新登入後即可繼續。', 'Lo que escribiste sigue en esta página. Vuelve a entrar para continuar.'),
  signIn: t('Sign in', '登录', '登入', 'Entrar'),
  noCookies: t('The sign-in worked, but this browser did not keep it. Allow cookies for this address, then try again.', '登录成功，但浏览器没有保存。请允许此网址使用 Cookie，然后重试。', '登入成功，但瀏覽器沒有儲存。請允許此網址使用 Cookie，然後再試。', 'La entrada funcionó, pero este navegador no la guardó. Permite las cookies de esta dirección e inténtalo de nuevo.'),
  waiting: t('The sign-in service does not answer. This page tries again by itself.', '登录服务没有响应。此页面会自动重试。', '登入服務沒有回應。此頁面會自動重試。', 'El servicio de acceso no responde. Esta página lo intenta de nuevo sola.'),
  retry: t('Try again', '重试', '重試', 'Reintentar'),
  loading: t('Loading …', '正在加载……', '正在載入……', 'Cargando …'),
  back: t('All customers', '全部客户', '全部客戶', 'Todos los clientes'),
  parts: t('Parts of the customer', '客户的各部分', '客戶的各部分', 'Partes del cliente'),
  contacts: t('Contacts', '联络', '聯絡', 'Contactos'),
  ledger: t('Transactions', '交易', '交易', 'Operaciones'),
  archive: t('Archive', '档案', '客戶檔案', 'Expediente'),
  relations: t('Relations', '关系', '關係', 'Relaciones'),
  files: t('Files', '文件', '檔案', 'Documentos'),
  history: t('History', '历史', '歷史', 'Historial'),
  access: t('Access', '访问权限', '存取權限', 'Acceso'),
  customer: t('Customer', '客户', '客戶', 'Cliente'),
  missingTitle: t('There is no such customer here', '没有找到该客户', '找不到該客戶', 'Aquí no hay tal cliente'),
  missingText: t('The address may be wrong, or this customer is not open to you. Ask who keeps it.', '网址可能有误，或者您无权查看该客户。请联系负责人。', '網址可能有誤，或者您無權檢視該客戶。請聯絡負責人。', 'La dirección puede estar mal, o este cliente no está abierto para ti. Pregunta a quien lo lleva.'),
  dataOnly: t('This page is for those who look after the data of all customers. Ask an administrator for what you need here.', '此页面仅供负责维护全部客户数据的人员使用。如有需要，请联系管理员。', '此頁面僅供負責維護全部客戶資料的人員使用。如有需要，請聯絡管理員。', 'Esta página es para quienes cuidan los datos de todos los clientes. Pide a un administrador lo que necesites aquí.'),
  adminOnly: t('This page is for administrators. Ask one of them for what you need here.', '此页面仅供管理员使用。如有需要，请联系管理员。', '此頁面僅供管理員使用。如有需要，請聯絡管理員。', 'Esta página es para administradores. Pídeles lo que necesites aquí.'),
} as const satisfies Readonly<Record<string, Labels>>;

export type Word = keyof typeof WORDS;

/** A text with its `{places}` filled in. */
export const fill = (text: Labels, language: Language, values: Readonly<Record<string, string | number>> = {}): string =>
  text[language].replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name] ?? ''));
