/** The rules of the cleaning bench by key: what each is called and what it needs. What each does with a value is in `apply.ts` and the files beside it. */
import type { Labels } from '../../labels.ts';

export type RuleKey =
  | 'encoding' | 'html' | 'invisible' | 'clear' | 'clear-note' | 'width' | 'spaces' | 'kind' | 'apart' | 'phone-words' | 'email-tidy' | 'email-domain' | 'zeros' | 'postcode-tidy' | 'map' | 'let-go'
  | 'date-read' | 'day-first' | 'month-first' | 'number-read' | 'url-tidy' | 'title-case' | 'code-tidy' | 'drop-row' | 'again-zeros' | 'again-without';

export interface Rule {
  readonly label: Labels;
  readonly params: readonly ('mapping' | 'country' | 'text')[];
  readonly does: 'mend' | 'clear' | 'note' | 'map' | 'again';
}

const rule = (does: Rule['does'], en: string, hans: string, hant: string, es: string, params: Rule['params'] = []): Rule => ({ does, label: { en, 'zh-Hans': hans, 'zh-Hant': hant, es }, params });

export const RULES: Readonly<Record<RuleKey, Rule>> = Object.freeze({
  encoding: rule('mend', 'Read the bytes in the right encoding', '用正确的编码重新读取', '以正確的編碼重新讀取', 'Leer los bytes con la codificación correcta'),
  html: rule('mend', 'Replace HTML codes by their characters', '把 HTML 代码换成字符', '把 HTML 代碼換成字元', 'Sustituir los códigos HTML por sus caracteres'),
  invisible: rule('mend', 'Take out invisible characters', '删除不可见字符', '刪除不可見字元', 'Quitar los caracteres invisibles'),
  clear: rule('clear', 'Empty the field', '清空字段', '清空欄位', 'Vaciar el campo'),
  'clear-note': rule('note', 'Empty it and keep the text in the label', '清空并把文字留在标签中', '清空並把文字留在標籤中', 'Vaciarlo y guardar el texto en la etiqueta'),
  width: rule('mend', 'Make letters and digits half-width', '把字母和数字改为半角', '把字母和數字改為半形', 'Pasar letras y cifras a ancho normal'),
  spaces: rule('mend', 'Take out superfluous blanks', '删除多余空格', '刪除多餘空格', 'Quitar los espacios de más'),
  kind: rule('mend', 'Change the kind of contact detail', '改正联系方式的类型', '改正聯絡方式的類型', 'Cambiar el tipo de dato de contacto'),
  apart: rule('mend', 'Give each a line of its own', '各占一行', '各占一行', 'Dar a cada uno su línea'),
  'phone-words': rule('note', 'Keep the number, move words into its label', '保留号码，把文字移到标签', '保留號碼，把文字移到標籤', 'Dejar el número y llevar las palabras a su etiqueta'),
  'email-tidy': rule('mend', 'Write the address without blanks and marks', '去掉空格和符号', '去掉空格和符號', 'Escribir la dirección sin espacios ni signos'),
  'email-domain': rule('mend', 'Name the provider that is meant', '改为正确的域名', '改為正確的網域', 'Poner el proveedor correcto'),
  zeros: rule('mend', 'Put back the leading zeros', '补回前导零', '補回前導零', 'Reponer los ceros iniciales'),
  'postcode-tidy': rule('mend', 'Take away the country and other marks', '去掉国家代码和其他符号', '去掉國家代碼和其他符號', 'Quitar el país y otros signos'),
  map: rule('map', 'Map each spelling once', '每种写法对应一次', '每種寫法對應一次', 'Asignar cada grafía una sola vez', ['mapping']),
  'let-go': rule('clear', 'Leave the field empty', '让字段留空', '讓欄位留空', 'Dejar el campo vacío'),
  'date-read': rule('mend', 'Read dates that have one reading', '读取只有一种读法的日期', '讀取只有一種讀法的日期', 'Leer las fechas con una sola lectura'),
  'day-first': rule('mend', 'Read the day first', '按日在前读取', '按日在前讀取', 'Leer primero el día'),
  'month-first': rule('mend', 'Read the month first', '按月在前读取', '按月在前讀取', 'Leer primero el mes'),
  'number-read': rule('mend', 'Read the digits', '读取数字', '讀取數字', 'Leer las cifras'),
  'url-tidy': rule('mend', 'Write it as a web address', '写成网址', '寫成網址', 'Escribirla como dirección web'),
  'title-case': rule('mend', 'Write it as a name', '按名称书写', '按名稱書寫', 'Escribirlo como nombre'),
  'code-tidy': rule('mend', 'Mend what then passes the check', '修正后能通过校验的', '修正後能通過檢查的', 'Corregir lo que entonces es válido'),
  'drop-row': rule('clear', 'Take the later line away', '删除后一行', '刪除後一行', 'Quitar la última línea'),
  'again-zeros': rule('again', 'Put back the zeros and import the rows again', '补零后重新导入', '補零後重新匯入', 'Reponer los ceros e importar las filas de nuevo'),
  'again-without': rule('again', 'Import the rows without this cell', '不带该单元格重新导入', '不帶該儲存格重新匯入', 'Importar las filas sin esa celda'),
});
export const isRule = (text: string): text is RuleKey => Object.hasOwn(RULES, text);
