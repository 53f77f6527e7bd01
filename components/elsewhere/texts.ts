/** Texts of "Use elsewhere", in the four languages. */
import type { Language } from '../../model/labels.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const en = {
  title: 'Use elsewhere', lead: 'How this customer stands in other tools. What they keep of it stays there when a link ends.', close: 'Close', ways: 'Ways',
  way: { html: 'HTML', picture: 'Picture', frame: 'Frame', wiki: 'Wiki', calendar: 'Calendar', table: 'Excel', links: 'Links' },
  about: {
    html: 'For pages of your intranet. No link: each reader sees what they themselves may see, signed in as that page does it.',
    picture: 'For pages and mail that take only pictures.', frame: 'For tools that take a frame and no script.', wiki: 'For wikis: the picture, leading to the customer.',
    calendar: 'What is due with this customer, for Outlook, Apple and Google calendars.', table: 'For Excel: Data › From Web. It asks for the newest at each refresh.',
  },
  classes: 'Classes', name: 'With the customer’s name', figures: 'With sums of its purchases', language: 'Language', theme: 'Colours', themes: { auto: 'As the reader’s computer', light: 'Light', dark: 'Dark' }, wiki: 'Kind of wiki',
  ends: 'Ends on', most: (day: string) => `at the latest ${day}`,
  sees: 'What its reader will see', onLight: 'On a light page', onDark: 'On a dark page', and: (count: number) => `and ${count} more`, nothingDue: 'Nothing is due at the moment.',
  inIt: (what: string) => `In it: ${what}.`, notInIt: (what: string) => `Not in it: ${what}.`, classesOf: (names: string) => `classes (${names})`, theName: 'the name', theSums: 'sums of purchases', theDue: 'what is due, and when', theRest: 'everything else of the archive',
  terms: (day: string) => `Whoever has the link sees it without signing in, until ${day}, and only as long as you may read this customer.`,
  make: 'Make the link', making: 'The link is being made.', made: 'The link is ready. Its address is shown this once.', another: 'Make another one',
  address: 'Address', snippet: 'To paste', query: 'Power Query', twoLines: 'Two lines',
  copy: 'Copy', copyOf: (what: string) => `Copy: ${what}`, copied: 'Copied.', marked: 'Marked: copy it with the keyboard or the menu.',
  noLinks: 'There is no link to this customer.', by: (who: string) => `made by ${who}`, mine: 'made by you', until: (day: string) => `until ${day}`, used: (when: string) => `last used ${when}`, unused: 'never used', withName: 'with the name', withoutName: 'without the name',
  end: 'End', endOf: (what: string, day: string) => `End: ${what}, until ${day}`, ended: 'Ended. It opens nothing any more; copies that other tools keep stay there.',
  none: 'The policy of your company allows no links for other programs.', choose: 'Choose at least one class.', failed: 'That did not work. Try again.', loading: 'Loading …', offline: 'Offline: links are made once the connection is back.',
};
export type ElsewhereTexts = TextsOf<typeof en>;

const hans: ElsewhereTexts = {
  title: '在别处使用', lead: '此客户如何显示在其他工具中。链接结束后，那些工具已保存的副本仍保留在那里。', close: '关闭', ways: '方式',
  way: { html: 'HTML', picture: '图片', frame: '框架', wiki: 'Wiki', calendar: '日历', table: 'Excel', links: '链接' },
  about: {
    html: '用于内网页面。无需链接：每位读者按该页面的登录方式，只看到自己有权查看的内容。',
    picture: '用于只接受图片的页面和邮件。', frame: '用于接受框架但不接受脚本的工具。', wiki: '用于 Wiki：图片，点击可打开该客户。',
    calendar: '此客户的到期事项，可用于 Outlook、Apple 和 Google 日历。', table: '用于 Excel：数据 › 自网站。每次刷新都会取得最新内容。',
  },
  classes: '类别', name: '含客户名称', figures: '含购买金额合计', language: '语言', theme: '颜色', themes: { auto: '随读者的电脑', light: '浅色', dark: '深色' }, wiki: 'Wiki 种类',
  ends: '结束日期', most: (day) => `最迟 ${day}`,
  sees: '读者将看到', onLight: '在浅色页面上', onDark: '在深色页面上', and: (count) => `另有 ${count} 项`, nothingDue: '目前没有到期事项。',
  inIt: (what) => `包含：${what}。`, notInIt: (what) => `不包含：${what}。`, classesOf: (names) => `类别（${names}）`, theName: '名称', theSums: '购买金额合计', theDue: '到期事项及日期', theRest: '档案的其他一切内容',
  terms: (day) => `持有链接者无需登录即可看到，有效至 ${day}，且仅在您有权查看此客户期间有效。`,
  make: '建立链接', making: '正在建立链接。', made: '链接已建立。地址只显示这一次。', another: '再建一个',
  address: '地址', snippet: '粘贴内容', query: 'Power Query', twoLines: '两行代码',
  copy: '复制', copyOf: (what) => `复制：${what}`, copied: '已复制。', marked: '已选中：请用键盘或菜单复制。',
  noLinks: '没有指向此客户的链接。', by: (who) => `建立者：${who}`, mine: '由您建立', until: (day) => `有效至 ${day}`, used: (when) => `最近使用 ${when}`, unused: '从未使用', withName: '含名称', withoutName: '不含名称',
  end: '结束', endOf: (what, day) => `结束：${what}，有效至 ${day}`, ended: '已结束。该链接不再可用；其他工具保存的副本仍在那里。',
  none: '贵公司的管理办法不允许供其他程序使用的链接。', choose: '请至少选择一个类别。', failed: '操作未成功，请重试。', loading: '正在加载……', offline: '离线：恢复连接后可建立链接。',
};
const hant: ElsewhereTexts = {
  title: '在別處使用', lead: '這位客戶如何顯示在其他工具中。連結結束後，那些工具已留存的副本仍留在那裡。', close: '關閉', ways: '方式',
  way: { html: 'HTML', picture: '圖片', frame: '框架', wiki: 'Wiki', calendar: '行事曆', table: 'Excel', links: '連結' },
  about: {
    html: '用於內部網頁。無須連結：每位讀者依該網頁的登入方式，只看到自己有權檢視的內容。',
    picture: '用於只接受圖片的網頁和郵件。', frame: '用於接受框架但不接受指令碼的工具。', wiki: '用於 Wiki：圖片，點選可開啟這位客戶。',
    calendar: '這位客戶的到期事項，可用於 Outlook、Apple 和 Google 行事曆。', table: '用於 Excel：資料 › 從 Web。每次重新整理都會取得最新內容。',
  },
  classes: '類別', name: '含客戶名稱', figures: '含購買金額合計', language: '語言', theme: '色彩', themes: { auto: '依讀者的電腦', light: '淺色', dark: '深色' }, wiki: 'Wiki 種類',
  ends: '結束日期', most: (day) => `最遲 ${day}`,
  sees: '讀者將看到', onLight: '在淺色網頁上', onDark: '在深色網頁上', and: (count) => `另有 ${count} 項`, nothingDue: '目前沒有到期事項。',
  inIt: (what) => `包含：${what}。`, notInIt: (what) => `不包含：${what}。`, classesOf: (names) => `類別（${names}）`, theName: '名稱', theSums: '購買金額合計', theDue: '到期事項及日期', theRest: '檔案的其他一切內容',
  terms: (day) => `持有連結者無須登入即可看到，有效至 ${day}，且僅在您有權檢視這位客戶期間有效。`,
  make: '建立連結', making: '正在建立連結。', made: '連結已建立。位址只顯示這一次。', another: '再建一個',
  address: '位址', snippet: '貼上內容', query: 'Power Query', twoLines: '兩行程式碼',
  copy: '複製', copyOf: (what) => `複製：${what}`, copied: '已複製。', marked: '已選取：請用鍵盤或選單複製。',
  noLinks: '沒有指向這位客戶的連結。', by: (who) => `建立者：${who}`, mine: '由您建立', until: (day) => `有效至 ${day}`, used: (when) => `最近使用 ${when}`, unused: '從未使用', withName: '含名稱', withoutName: '不含名稱',
  end: '結束', endOf: (what, day) => `結束：${what}，有效至 ${day}`, ended: '已結束。該連結不再可用；其他工具保留的副本仍在那裡。',
  none: '貴公司的管理辦法不允許供其他程式使用的連結。', choose: '請至少選擇一個類別。', failed: '操作未成功，請再試一次。', loading: '載入中……', offline: '離線：恢復連線後可建立連結。',
};
const es: ElsewhereTexts = {
  title: 'Usar en otro sitio', lead: 'Cómo aparece este cliente en otras herramientas. Lo que ya guardan sigue en ellas cuando el enlace termina.', close: 'Cerrar', ways: 'Formas',
  way: { html: 'HTML', picture: 'Imagen', frame: 'Marco', wiki: 'Wiki', calendar: 'Calendario', table: 'Excel', links: 'Enlaces' },
  about: {
    html: 'Para páginas de tu intranet. Sin enlace: cada lector ve lo que él mismo puede ver, con la sesión de esa página.',
    picture: 'Para páginas y correos que solo admiten imágenes.', frame: 'Para herramientas que admiten un marco y ningún programa.', wiki: 'Para wikis: la imagen, que lleva al cliente.',
    calendar: 'Lo que vence con este cliente, para calendarios de Outlook, Apple y Google.', table: 'Para Excel: Datos › De la web. Pide lo más reciente cada vez que se actualiza.',
  },
  classes: 'Clases', name: 'Con el nombre del cliente', figures: 'Con las sumas de sus compras', language: 'Idioma', theme: 'Colores', themes: { auto: 'Como el equipo del lector', light: 'Claros', dark: 'Oscuros' }, wiki: 'Tipo de wiki',
  ends: 'Termina el', most: (day) => `como tarde el ${day}`,
  sees: 'Lo que verá su lector', onLight: 'En una página clara', onDark: 'En una página oscura', and: (count) => `y ${count} más`, nothingDue: 'Ahora no vence nada.',
  inIt: (what) => `Contiene: ${what}.`, notInIt: (what) => `No contiene: ${what}.`, classesOf: (names) => `clases (${names})`, theName: 'el nombre', theSums: 'sumas de compras', theDue: 'qué vence y cuándo', theRest: 'todo lo demás del expediente',
  terms: (day) => `Quien tiene el enlace lo ve sin iniciar sesión, hasta el ${day} y solo mientras tú puedas leer este cliente.`,
  make: 'Crear el enlace', making: 'Se está creando el enlace.', made: 'El enlace está listo. Su dirección se muestra solo esta vez.', another: 'Crear otro',
  address: 'Dirección', snippet: 'Para pegar', query: 'Power Query', twoLines: 'Dos líneas',
  copy: 'Copiar', copyOf: (what) => `Copiar: ${what}`, copied: 'Copiado.', marked: 'Marcado: cópialo con el teclado o el menú.',
  noLinks: 'No hay ningún enlace a este cliente.', by: (who) => `creado por ${who}`, mine: 'creado por ti', until: (day) => `hasta el ${day}`, used: (when) => `usado por última vez ${when}`, unused: 'nunca usado', withName: 'con el nombre', withoutName: 'sin el nombre',
  end: 'Terminar', endOf: (what, day) => `Terminar: ${what}, hasta el ${day}`, ended: 'Terminado. Ya no abre nada; las copias que guardan otras herramientas siguen allí.',
  none: 'Las normas de tu empresa no permiten enlaces para otros programas.', choose: 'Elige al menos una clase.', failed: 'No ha funcionado. Inténtalo de nuevo.', loading: 'Cargando …', offline: 'Sin conexión: los enlaces se crean cuando vuelva.',
};

const TEXTS: Readonly<Record<Language, ElsewhereTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const elsewhereTexts = (language: Language): ElsewhereTexts => TEXTS[language];
