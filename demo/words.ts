/** Texts of the demo's own pages in four languages. The components bring theirs. */
import type { Labels, Language } from '../model/labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const WORDS = {
  banner: t('Demo: all people and customers are invented, and everything stays on this computer.', '演示：所有人员和客户均为虚构，数据只保存在这台电脑上。', '示範：所有人員與客戶皆為虛構，資料只存在這台電腦上。', 'Demostración: personas y clientes son inventados y todo queda en este ordenador.'),
  skip: t('Skip to the content', '跳到正文', '跳到內容', 'Ir al contenido'),
  company: t('Harbour Lane intranet', 'Harbour Lane 内网', 'Harbour Lane 內部網', 'Intranet de Harbour Lane'),
  titleSignIn: t('Sign in · Harbour Lane', '登录 · Harbour Lane', '登入 · Harbour Lane', 'Entrar · Harbour Lane'),
  titleCustomers: t('Customers · Harbour Lane', '客户 · Harbour Lane', '客戶 · Harbour Lane', 'Clientes · Harbour Lane'),
  titleOrders: t('Outbound orders · StockDesk', '出库单 · StockDesk', '出貨單 · StockDesk', 'Pedidos de salida · StockDesk'),
  titleTogether: t('Two people · Harbour Lane', '双人协作 · Harbour Lane', '兩人協作 · Harbour Lane', 'Dos personas · Harbour Lane'),
  titleToday: t('Today · Harbour Lane', '今日 · Harbour Lane', '今日 · Harbour Lane', 'Hoy · Harbour Lane'),
  today: t('Today', '今日', '今日', 'Hoy'),
  todayTitle: t('What is due today', '今日待办', '今日待辦', 'Lo pendiente de hoy'),
  titleData: t('Data · Harbour Lane', '数据 · Harbour Lane', '資料 · Harbour Lane', 'Datos · Harbour Lane'),
  titleInsight: t('Insight · Harbour Lane', '洞察 · Harbour Lane', '洞察 · Harbour Lane', 'Análisis · Harbour Lane'),
  pages: t('Pages', '页面', '頁面', 'Páginas'),
  customers: t('Customers', '客户', '客戶', 'Clientes'),
  orders: t('Outbound orders', '出库单', '出貨單', 'Pedidos de salida'),
  together: t('Two people', '双人协作', '兩人協作', 'Dos personas'),
  insight: t('Insight', '洞察', '洞察', 'Análisis'),
  insightTitle: t('What the customers tell', '客户数据说明了什么', '客戶資料說明了什麼', 'Lo que dicen los clientes'),
  insightText: t('Every number counts only customers that you may see. Switch person, and the pictures change.', '每个数字只统计您可以查看的客户。切换人员，图形也随之变化。', '每個數字只統計您可以檢視的客戶。切換人員，圖形也隨之變化。', 'Cada número cuenta solo clientes que puedes ver. Cambia de persona y cambian los gráficos.'),
  titleGovernance: t('Governance · Harbour Lane', '合规 · Harbour Lane', '合規 · Harbour Lane', 'Gobierno · Harbour Lane'),
  governance: t('Governance', '合规', '合規', 'Gobierno'),
  governanceTitle: t('Who may see what, and why', '谁可以查看什么、依据是什么', '誰可以檢視什麼、依據是什麼', 'Quién puede ver qué, y por qué'),
  governanceText: t('Everybody reads the rules. Switch person: compliance, the steward and the general manager find more here.', '规则人人可读。切换人员：合规、信息专员和总经理在此会看到更多内容。', '規則人人可讀。切換人員：法遵、資訊專員和總經理在此會看到更多內容。', 'Las normas las lee todo el mundo. Cambia de persona: cumplimiento, la responsable de la información y dirección encuentran aquí más.'),
  docs: t('Documentation', '文档', '說明', 'Documentación'),
  data: t('Data', '数据', '資料', 'Datos'),
  dataParts: t('Looking after the data', '数据维护', '資料維護', 'Cuidado de los datos'),
  dataTitle: t('Looking after the data', '数据维护', '資料維護', 'Cuidar los datos'),
  dataText: t('Bring customers in, clean up what came with them, merge who is here twice. That is the work of the information steward:', '导入客户，清理随之而来的问题数据，合并重复的客户。这是信息专员的工作：', '匯入客戶，清理隨之而來的問題資料，合併重複的客戶。這是資訊專員的工作：', 'Traer clientes, limpiar lo que vino con ellos y unir a quien está dos veces. Es el trabajo de la responsable de la información:'),
  dataPerson: t('Go on as Ana Beltrán', '以 Ana Beltrán 的身份继续', '以 Ana Beltrán 的身分繼續', 'Seguir como Ana Beltrán'),
  dataSample: t('Take a list of an old system to try it with', '下载旧系统的客户名单试一试', '下載舊系統的客戶名單試一試', 'Descarga una lista de un sistema antiguo para probar'),
  importPart: t('Import', '导入', '匯入', 'Importar'),
  cleaningPart: t('Clean up', '清理', '清理', 'Limpiar'),
  duplicatesPart: t('Duplicates', '重复客户', '重複客戶', 'Duplicados'),
  settings: t('Language and appearance', '语言与外观', '語言與外觀', 'Idioma y aspecto'),
  language: t('Language', '语言', '語言', 'Idioma'),
  scheme: t('Appearance', '外观', '外觀', 'Aspecto'),
  auto: t('System', '跟随系统', '跟隨系統', 'Sistema'),
  light: t('Light', '浅色', '淺色', 'Claro'),
  dark: t('Dark', '深色', '深色', 'Oscuro'),
  switchPerson: t('Switch person', '切换人员', '切換人員', 'Cambiar de persona'),
  back: t('All customers', '全部客户', '全部客戶', 'Todos los clientes'),
  parts: t('Parts of the customer', '客户的各部分', '客戶的各部分', 'Partes del cliente'),
  contacts: t('Contacts', '联络', '聯絡', 'Contactos'),
  ledgerPart: t('Transactions', '交易', '交易', 'Operaciones'),
  relationsPart: t('Relations', '关系', '關係', 'Relaciones'),
  filesPart: t('Files', '文件', '檔案', 'Documentos'),
  archivePart: t('Archive', '档案', '客戶檔案', 'Expediente'),
  historyPart: t('History', '历史', '歷史', 'Historial'),
  accessPart: t('Access', '访问权限', '存取權限', 'Acceso'),
  chooseTitle: t('Choose a customer', '请选择客户', '請選擇客戶', 'Elige un cliente'),
  chooseText: t('Open one from the list. Its card, contacts and archive appear here, and change as your colleagues write.', '从列表中打开一位客户。名片、联络记录和档案会显示在这里，并随同事的修改实时更新。', '從清單開啟一位客戶。名片、聯絡紀錄與檔案會顯示在這裡，並隨同事的修改即時更新。', 'Abre uno de la lista. Aquí aparecen la ficha, los contactos y el expediente, y cambian mientras escriben tus compañeros.'),
  signInTitle: t('Who are you today?', '今天您是谁？', '今天您是誰？', '¿Quién eres hoy?'),
  signInText: t('Each person sees what their job allows. Choose one; you can switch at any time.', '每个人只能看到职责允许的内容。请选择一位，随时可以切换。', '每個人只看得到職務允許的內容。請選擇一位，隨時可以切換。', 'Cada persona ve lo que su trabajo permite. Elige una; puedes cambiar cuando quieras.'),
  signInFailed: t('The people could not be loaded. Is the server running?', '无法加载人员，服务器是否在运行？', '無法載入人員，伺服器是否在執行？', 'No se pudieron cargar las personas. ¿Está en marcha el servidor?'),
  retry: t('Try again', '重试', '重試', 'Reintentar'),
  togetherTitle: t('Two people, one archive', '两个人，同一份档案', '兩個人，同一份檔案', 'Dos personas, un expediente'),
  togetherText: t('Each frame is signed in as somebody else. Write in one and watch the other.', '左右两个窗口分别以不同的人登录。在一边输入，看另一边的变化。', '左右兩個視窗分別以不同的人登入。在一邊輸入，看另一邊的變化。', 'En cada marco trabaja una persona distinta. Escribe en uno y mira el otro.'),
  plug: t('Pull the plug', '拔掉服务器电源', '拔掉伺服器電源', 'Desenchufar'),
  plugTitle: t('Kill the server while both write', '趁两人都在输入时强行终止服务器', '趁兩人都在輸入時強制終止伺服器', 'Mata el servidor mientras los dos escriben'),
  plugOut: t('The server was killed. Go on writing.', '服务器已被强行终止，请继续输入。', '伺服器已被強制終止，請繼續輸入。', 'El servidor ha muerto. Sigue escribiendo.'),
  plugWaits: t('Waiting for the server …', '正在等待服务器恢复……', '正在等待伺服器恢復……', 'Esperando al servidor …'),
  plugBack: t('Back after {seconds} s. All {edits} edits that were marked saved are on its disk.', '{seconds} 秒后恢复。所有标为“已保存”的 {edits} 次编辑都在磁盘上。', '{seconds} 秒後恢復。所有標為「已儲存」的 {edits} 次編輯都在磁碟上。', 'De vuelta tras {seconds} s. Las {edits} ediciones marcadas como guardadas están en su disco.'),
  plugMissing: t('Back after {seconds} s. {lost} of {edits} saved edits are gone. Please report this.', '{seconds} 秒后恢复，但 {edits} 次已保存的编辑中丢失了 {lost} 次，请报告此问题。', '{seconds} 秒後恢復，但 {edits} 次已儲存的編輯中遺失了 {lost} 次，請回報此問題。', 'De vuelta tras {seconds} s. Faltan {lost} de {edits} ediciones guardadas. Avísanos, por favor.'),
  plugKept: t('Nothing that was saved is gone: {edits} edits. The rest is on its way.', '已保存的内容没有丢失：{edits} 次编辑。其余内容正在发送。', '已儲存的內容沒有遺失：{edits} 次編輯。其餘內容正在傳送。', 'No falta nada de lo guardado: {edits} ediciones. El resto va de camino.'),
  plugSaved: t('Nothing that was saved is gone: {edits} edits. What was typed meanwhile is saved now, too.', '已保存的内容没有丢失：{edits} 次编辑。断开期间输入的内容现在也已保存。', '已儲存的內容沒有遺失：{edits} 次編輯。斷線期間輸入的內容現在也已儲存。', 'No falta nada de lo guardado: {edits} ediciones. Lo escrito mientras tanto también está guardado.'),
  plugLost: t('The server has not come back. Look at the window in which the demo runs.', '服务器没有恢复，请查看运行演示的窗口。', '伺服器沒有恢復，請檢視執行示範的視窗。', 'El servidor no ha vuelto. Mira la ventana en la que se ejecuta la demostración.'),
  plugFailed: t('The plug could not be pulled, or nobody could look at the disk afterwards.', '未能终止服务器，或恢复后无法检查磁盘。', '未能終止伺服器，或恢復後無法檢查磁碟。', 'No se pudo desenchufar, o nadie pudo mirar el disco después.'),
  archive: t('Customer', '客户', '客戶', 'Cliente'),
  person: t('Signed in as', '登录身份', '登入身分', 'Has entrado como'),
  leftFrame: t('First person', '第一位', '第一位', 'Primera persona'),
  rightFrame: t('Second person', '第二位', '第二位', 'Segunda persona'),
  ordersTitle: t('Outbound orders', '出库单', '出貨單', 'Pedidos de salida'),
  ordersText: t('A plain table of another tool. One script and one tag a cell show what each customer means to us.', '这是另一套系统里的普通表格。只需一段脚本、每格一个标签，就能看到每位客户的分类。', '這是另一套系統裡的一般表格。只要一段程式碼、每格一個標籤，就能看到每位客戶的分級。', 'Una tabla corriente de otra herramienta. Un script y una etiqueta por celda muestran qué significa cada cliente.'),
  order: t('Order', '单号', '單號', 'Pedido'),
  ship: t('Ship on', '发货日期', '出貨日期', 'Salida'),
  class: t('Class', '分类', '分級', 'Clase'),
  destination: t('Destination', '目的地', '目的地', 'Destino'),
  pallets: t('Pallets', '托盘', '棧板', 'Palés'),
  weight: t('Weight, kg', '重量（公斤）', '重量（公斤）', 'Peso, kg'),
  status: t('Status', '状态', '狀態', 'Estado'),
  picking: t('Picking', '拣货中', '揀貨中', 'En preparación'),
  packed: t('Packed', '已打包', '已裝箱', 'Embalado'),
  shipped: t('Shipped', '已发货', '已出貨', 'Enviado'),
  held: t('On hold', '暂缓', '暫緩', 'Retenido'),
} as const satisfies Readonly<Record<string, Labels>>;

export type Word = keyof typeof WORDS;

/** A text with its `{places}` filled in. */
export const say = (word: Word, language: Language, values: Readonly<Record<string, string>> = {}): string =>
  WORDS[word][language].replace(/\{(\w+)\}/g, (_place, name: string) => values[name] ?? '');

/** Fills every element with `data-word` below a root. */
export function sayAll(root: ParentNode, language: Language): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = element.dataset['word'] as Word | undefined;
    if (word && word in WORDS) element.textContent = WORDS[word][language];
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-word-label]')) {
    const word = element.dataset['wordLabel'] as Word | undefined;
    if (word && word in WORDS) element.setAttribute('aria-label', WORDS[word][language]);
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-word-title]')) {
    const word = element.dataset['wordTitle'] as Word | undefined;
    if (word && word in WORDS) element.title = WORDS[word][language];
  }
}
