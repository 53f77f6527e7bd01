/** Words of the site around its pages, in four languages. What a page says stands in the page itself. */
import type { Labels, Language } from '../model/labels.ts';

const say = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', es: 'español' };

export const WORDS = {
  site: say('Documentation', '文档', '說明文件', 'Documentación'),
  skip: say('Skip to the content', '跳到正文', '跳到內容', 'Saltar al contenido'),
  contents: say('Contents', '目录', '目錄', 'Índice'),
  onThisPage: say('On this page', '本页内容', '本頁內容', 'En esta página'),
  language: say('Language', '语言', '語言', 'Idioma'),
  scheme: say('Appearance', '外观', '外觀', 'Aspecto'),
  auto: say('System', '跟随系统', '跟隨系統', 'Sistema'),
  light: say('Light', '浅色', '淺色', 'Claro'),
  dark: say('Dark', '深色', '深色', 'Oscuro'),
  search: say('Search', '搜索', '搜尋', 'Buscar'),
  searchHint: say('A tag, a word, a setting', '标签、词语或设置', '標籤、詞語或設定', 'Una etiqueta, una palabra, un ajuste'),
  found: say('{n} found', '找到 {n} 处', '找到 {n} 處', '{n} resultados'),
  nothing: say('Nothing found. Try another word, or fewer.', '没有找到。换一个词，或少写几个词。', '沒有找到。換一個詞，或少寫幾個詞。', 'No hay resultados. Prueba otra palabra, o menos.'),
  indexFailed: say('The index could not be loaded. Reload the page to search.', '索引没有载入。请刷新页面后再搜索。', '索引沒有載入。請重新整理頁面後再搜尋。', 'No se ha podido cargar el índice. Recarga la página para buscar.'),
  previous: say('Back', '上一页', '上一頁', 'Anterior'),
  next: say('Next', '下一页', '下一頁', 'Siguiente'),
  fallback: say('', '本页暂无简体中文版，下面是英文。', '本頁尚無繁體中文版，以下為英文。', 'Esta página aún no está en español; aquí está en inglés.'),
  copy: say('Copy', '复制', '複製', 'Copiar'),
  copied: say('Copied', '已复制', '已複製', 'Copiado'),
  copyFailed: say('Select and copy it', '请选中后复制', '請選取後複製', 'Selecciónalo y cópialo'),
  linkHere: say('Link to this place', '本节链接', '本節連結', 'Enlace a este punto'),
  note: say('Note', '说明', '說明', 'Nota'),
  tip: say('Tip', '提示', '提示', 'Consejo'),
  warning: say('Careful', '注意', '注意', 'Cuidado'),
  shownLive: say('Shown live', '实际效果', '實際效果', 'En vivo'),
  source: say('This page is the same text as {file}.', '本页与 {file} 是同一份文字。', '本頁與 {file} 是同一份文字。', 'Esta página es el mismo texto que {file}.'),
  notFound: say('There is no such page', '没有这一页', '沒有這一頁', 'No existe esa página'),
  start: say('To the beginning', '回到首页', '回到首頁', 'Al principio'),
} as const satisfies Readonly<Record<string, Labels>>;

export type Word = keyof typeof WORDS;
export const word = (language: Language, key: Word): string => WORDS[key][language];
