/** Texts of the list of sign-ins and links, in the four languages. */
import type { Language } from '../../model/labels.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const en = {
  title: 'Sign-ins and links', whose: 'Of somebody else', mine: 'Back to my own',
  signIns: 'Signed in', signInsLead: 'Browsers in which this person is signed in to the pages of this server. Pages of other programs bring signs of their own and are not listed.', nowhere: 'Signed in nowhere at the moment.',
  unknown: 'An unknown browser', here: 'This browser', since: (when: string) => `since ${when}`, ends: (when: string) => `at the latest until ${when}`,
  end: 'End', endOf: (browser: string) => `End the sign-in in ${browser}`, ended: 'Ended. Open pages of that browser are signed out.',
  links: 'Links for other programs', linksLead: 'Whoever has such a link reads what it is for, without signing in. What a program has fetched before stays with it when the link ends.', noLinks: 'There is no link yet. “Use elsewhere”, on a card or a badge, makes one.',
  kinds: { calendar: 'Calendar', picture: 'Picture', frame: 'Frame', table: 'Table for Excel' }, names: 'with names of customers', noNames: 'without names of customers', until: (day: string) => `until ${day}`, used: (when: string) => `last used ${when}`, unused: 'never used',
  endLink: (made: string) => `End the link of ${made}`, linkEnded: 'Ended. It opens nothing any more; copies that programs keep stay there.',
  failed: 'That did not work. Try again.',
};
export type SignInTexts = TextsOf<typeof en>;

const hans: SignInTexts = {
  title: '登录与链接', whose: '查看他人', mine: '返回本人',
  signIns: '已登录', signInsLead: '此人在哪些浏览器中登录了本服务器的页面。其他程序的页面使用各自的凭证，不在此列。', nowhere: '目前没有登录。',
  unknown: '未知浏览器', here: '当前浏览器', since: (when) => `${when}起`, ends: (when) => `最迟至 ${when}`,
  end: '结束', endOf: (browser) => `结束在${browser}中的登录`, ended: '已结束。该浏览器中打开的页面已退出登录。',
  links: '供其他程序使用的链接', linksLead: '持有此类链接者无需登录即可读取其内容。链接结束后，程序此前取得的副本仍保留在那里。', noLinks: '还没有链接。可在名片或徽章的“在别处使用”中生成。',
  kinds: { calendar: '日历', picture: '图片', frame: '框架', table: 'Excel 表格' }, names: '含客户名称', noNames: '不含客户名称', until: (day) => `有效至 ${day}`, used: (when) => `最近使用 ${when}`, unused: '从未使用',
  endLink: (made) => `结束 ${made} 的链接`, linkEnded: '已结束。该链接不再可用；各程序保存的副本仍在那里。',
  failed: '操作未成功，请重试。',
};
const hant: SignInTexts = {
  title: '登入與連結', whose: '檢視他人', mine: '回到本人',
  signIns: '已登入', signInsLead: '此人在哪些瀏覽器中登入了本伺服器的頁面。其他程式的頁面使用各自的憑證，不在此列。', nowhere: '目前沒有登入。',
  unknown: '不明的瀏覽器', here: '目前的瀏覽器', since: (when) => `${when}起`, ends: (when) => `最遲至 ${when}`,
  end: '結束', endOf: (browser) => `結束在${browser}中的登入`, ended: '已結束。該瀏覽器中開啟的頁面已登出。',
  links: '供其他程式使用的連結', linksLead: '持有這類連結者無須登入即可讀取其內容。連結結束後，程式先前取得的副本仍留在那裡。', noLinks: '還沒有連結。可在名片或徽章的「在別處使用」中產生。',
  kinds: { calendar: '行事曆', picture: '圖片', frame: '框架', table: 'Excel 表格' }, names: '含客戶名稱', noNames: '不含客戶名稱', until: (day) => `有效至 ${day}`, used: (when) => `最近使用 ${when}`, unused: '從未使用',
  endLink: (made) => `結束 ${made} 的連結`, linkEnded: '已結束。該連結不再可用；各程式保留的副本仍在那裡。',
  failed: '操作未成功，請再試一次。',
};
const es: SignInTexts = {
  title: 'Sesiones y enlaces', whose: 'De otra persona', mine: 'Volver a las mías',
  signIns: 'Sesiones abiertas', signInsLead: 'Navegadores en los que esta persona ha iniciado sesión en las páginas de este servidor. Las páginas de otros programas usan sus propias credenciales y no figuran aquí.', nowhere: 'Ahora no hay ninguna sesión.',
  unknown: 'Un navegador desconocido', here: 'Este navegador', since: (when) => `desde ${when}`, ends: (when) => `como mucho hasta ${when}`,
  end: 'Cerrar', endOf: (browser) => `Cerrar la sesión en ${browser}`, ended: 'Cerrada. Las páginas abiertas en ese navegador han salido.',
  links: 'Enlaces para otros programas', linksLead: 'Quien tiene un enlace así lee su contenido sin iniciar sesión. Lo que un programa ya descargó sigue en él cuando el enlace se cierra.', noLinks: 'Todavía no hay ningún enlace. «Usar en otro sitio», en una ficha o una insignia, crea uno.',
  kinds: { calendar: 'Calendario', picture: 'Imagen', frame: 'Marco', table: 'Tabla para Excel' }, names: 'con nombres de clientes', noNames: 'sin nombres de clientes', until: (day) => `hasta el ${day}`, used: (when) => `usado por última vez ${when}`, unused: 'nunca usado',
  endLink: (made) => `Cerrar el enlace del ${made}`, linkEnded: 'Cerrado. Ya no abre nada; las copias que guardan los programas siguen allí.',
  failed: 'No ha funcionado. Inténtalo de nuevo.',
};

const TEXTS: Readonly<Record<Language, SignInTexts>> = { 'en': en, 'zh-Hans': hans, 'zh-Hant': hant, es };
export const signInTexts = (language: Language): SignInTexts => TEXTS[language];
