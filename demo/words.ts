/** Texts of the demo's own pages in four languages. The components bring theirs. */
import type { Labels, Language } from '../model/labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const WORDS = {
  banner: t('Demo: all people and customers are invented, and everything stays on this computer.', '演示：所有人员和客户均为虚构，数据只保存在这台电脑上。', '示範：所有人員與客戶皆為虛構，資料只存在這台電腦上。', 'Demostración: personas y clientes son inventados y todo queda en este ordenador.'),
  skip: t('Skip to the content', '跳到正文', '跳到內容', 'Ir al contenido'),
  company: t('Harbour Lane intranet', 'Harbour Lane 内网', 'Harbour Lane 內部網', 'Intranet de Harbour Lane'),
  pages: t('Pages', '页面', '頁面', 'Páginas'),
  customers: t('Customers', '客户', '客戶', 'Clientes'),
  orders: t('Outbound orders', '出库单', '出貨單', 'Pedidos de salida'),
  together: t('Two people', '双人协作', '兩人協作', 'Dos personas'),
  settings: t('Language and appearance', '语言与外观', '語言與外觀', 'Idioma y aspecto'),
  language: t('Language', '语言', '語言', 'Idioma'),
  scheme: t('Appearance', '外观', '外觀', 'Aspecto'),
  auto: t('Like the system', '跟随系统', '跟隨系統', 'Según el sistema'),
  light: t('Light', '浅色', '淺色', 'Claro'),
  dark: t('Dark', '深色', '深色', 'Oscuro'),
  switchPerson: t('Switch person', '切换人员', '切換人員', 'Cambiar de persona'),
  back: t('All customers', '全部客户', '全部客戶', 'Todos los clientes'),
  parts: t('Parts of the customer', '客户的各部分', '客戶的各部分', 'Partes del cliente'),
  contacts: t('Contacts and trade', '联络与交易', '聯絡與交易', 'Contactos y operaciones'),
  archivePart: t('Archive', '档案', '檔案', 'Expediente'),
  chooseTitle: t('Choose a customer', '请选择客户', '請選擇客戶', 'Elige un cliente'),
  chooseText: t('Open one from the list. Its card, contacts and archive appear here, and change as your colleagues write.', '从列表中打开一位客户。名片、联络记录和档案会显示在这里，并随同事的修改实时更新。', '從清單開啟一位客戶。名片、聯絡紀錄與檔案會顯示在這裡，並隨同事的修改即時更新。', 'Abre uno de la lista. Aquí aparecen la ficha, los contactos y el expediente, y cambian mientras escriben tus compañeros.'),
  signInTitle: t('Who are you today?', '今天您是谁？', '今天您是誰？', '¿Quién eres hoy?'),
  signInText: t('Each person sees what their job allows. Choose one; you can switch at any time.', '每个人只能看到职责允许的内容。请选择一位，随时可以切换。', '每個人只看得到職務允許的內容。請選擇一位，隨時可以切換。', 'Cada persona ve lo que su trabajo permite. Elige una; puedes cambiar cuando quieras.'),
  signInFailed: t('The people could not be loaded. Is the server running?', '无法加载人员，服务器是否在运行？', '無法載入人員，伺服器是否在執行？', 'No se pudieron cargar las personas. ¿Está en marcha el servidor?'),
  retry: t('Try again', '重试', '重試', 'Reintentar'),
  togetherTitle: t('Two people, one archive', '两个人，同一份档案', '兩個人，同一份檔案', 'Dos personas, un expediente'),
  togetherText: t('Each frame is signed in as somebody else. Write in one and watch the other.', '左右两个窗口分别以不同的人登录。在一边输入，看另一边的变化。', '左右兩個視窗分別以不同的人登入。在一邊輸入，看另一邊的變化。', 'En cada marco trabaja una persona distinta. Escribe en uno y mira el otro.'),
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
