/** The keys of the register, as `?` lists them; loaded when somebody asks. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { TextsOf } from '../internal/strings/texts.ts';
import { keysWord } from './entry-words.ts';

const en = {
  close: 'Close', letters: 'any letter', space: 'Space', walk: 'from line to line, from the search down', ends: 'to the first, to the last that is loaded', pages: 'twenty lines on or back', open: 'open, fold a group', tick: 'tick or untick', all: 'tick all that are loaded',
  type: 'on a line: search', copy: 'copy what is ticked, or this line', paste: 'paste cells from a sheet at this line', escape: 'close what is open: panel, card', fold: 'on a group: open, close; on a line: up to its group',
  width: 'on a heading: narrower, wider', carry: 'on a heading: move the column', remove: 'on a filter: remove it', keys: 'this list',
};
type Words = TextsOf<typeof en>;
const TEXTS: Readonly<Record<Language, Words>> = Object.freeze({
  en,
  'zh-Hans': {
    close: '关闭', letters: '任意字母', space: '空格', walk: '逐行移动，从搜索框往下', ends: '到第一行、到已载入的最后一行', pages: '前进或后退二十行', open: '打开；展开或收起分组', tick: '勾选或取消', all: '勾选全部已载入的',
    type: '在行上：搜索', copy: '复制已勾选的行或当前行', paste: '从当前行起粘贴表格单元格', escape: '关闭打开的面板或卡片', fold: '在分组上：展开、收起；在行上：回到分组',
    width: '在列标题上：变窄、变宽', carry: '在列标题上：移动此列', remove: '在筛选条件上：移除', keys: '本清单',
  },
  'zh-Hant': {
    close: '關閉', letters: '任意字母', space: '空白鍵', walk: '逐列移動，從搜尋框往下', ends: '到第一列、到已載入的最後一列', pages: '前進或後退二十列', open: '開啟；展開或收合分組', tick: '勾選或取消', all: '勾選全部已載入的',
    type: '在列上：搜尋', copy: '複製已勾選的列或目前這列', paste: '從目前這列起貼上試算表儲存格', escape: '關閉開啟的面板或卡片', fold: '在分組上：展開、收合；在列上：回到分組',
    width: '在欄位標題上：變窄、變寬', carry: '在欄位標題上：移動此欄', remove: '在篩選條件上：移除', keys: '本清單',
  },
  es: {
    close: 'Cerrar', letters: 'cualquier letra', space: 'Espacio', walk: 'de línea en línea, desde la búsqueda hacia abajo', ends: 'a la primera, a la última cargada', pages: 'veinte líneas adelante o atrás', open: 'abrir; desplegar un grupo', tick: 'marcar o desmarcar', all: 'marcar todo lo cargado',
    type: 'en una línea: buscar', copy: 'copiar lo marcado, o esta línea', paste: 'pegar celdas de una hoja desde esta línea', escape: 'cerrar lo abierto: panel, ficha', fold: 'en un grupo: abrir, cerrar; en una línea: subir a su grupo',
    width: 'en un encabezado: más estrecha, más ancha', carry: 'en un encabezado: mover la columna', remove: 'en un filtro: quitarlo', keys: 'esta lista',
  },
});

/** `tools`: those of the register's tools, too. */
export function keysPanel(language: Language, tools: boolean, close: () => void): TemplateResult {
  const words = TEXTS[language];
  const rows: readonly (readonly [string, string])[] = [
    ['↑ ↓', words.walk], ['Home End', words.ends], ['Page ↑ ↓', words.pages], ['Enter', words.open], [words.space, words.tick], ['Ctrl A', words.all], [words.letters, words.type],
    ...(tools ? [['Ctrl C', words.copy], ['Ctrl V', words.paste], ['← →', words.fold], ['Shift ← →', words.width], ['Ctrl Shift ← →', words.carry], ['Delete', words.remove]] as const : []),
    ['Esc', words.escape], ['?', words.keys],
  ];
  return html`<div class="keys no-print" role="group" aria-label=${keysWord(language)}>
    <div class="panel-top"><strong>${keysWord(language)}</strong><button type="button" class="button quiet" @click=${close}>${words.close}</button></div>
    <dl>${rows.map(([key, what]) => (what === '' ? nothing : html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`))}</dl>
  </div>`;
}
