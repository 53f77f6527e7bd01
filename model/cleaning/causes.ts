/** What can be wrong with a value, as a table: a stable code, words, weight, and the rules that are offered, the proposed one first. How each is recognised is `check.ts`, what rules do is `rules/`. */
import type { Labels } from '../labels.ts';
import type { RuleKey } from './rules/table.ts';

export interface Cause {
  /** The worst group has most findings times weight. 5: the value reaches nobody or is somebody else's, 1: it looks untidy. */
  readonly weight: number;
  /** Noun phrase behind a number: "phones with letters". */
  readonly label: Labels;
  /** Why it matters and how it is mended. */
  readonly help: Labels;
  /** One group for each field instead of one for all. */
  readonly byPlace?: true;
  /** The first is proposed. Empty: only people can know. */
  readonly rules: readonly RuleKey[];
}

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const cause = (weight: number, label: Labels, help: Labels, rules: readonly RuleKey[], byPlace?: true): Cause => ({ weight, label, help, rules, ...(byPlace ? { byPlace } : {}) });

/** In the order in which a value is looked at: it has the first that fits, and the next one when that is mended. */
export const CAUSES = Object.freeze({
  mojibake: cause(4, t('texts read in the wrong encoding', '乱码文本', '亂碼文字', 'textos con caracteres estropeados'),
    t('The file was read in another encoding than it was written in. The rule reads the same bytes again, the right way.', '文件读取时用错了编码。规则用正确的编码重新读取同样的字节。', '檔案讀取時用錯了編碼。規則以正確的編碼重新讀取同樣的位元組。', 'El archivo se leyó con otra codificación. La regla vuelve a leer los mismos bytes como es debido.'), ['encoding']),
  html: cause(3, t('texts with HTML codes', '含 HTML 代码的文本', '含 HTML 代碼的文字', 'textos con códigos HTML'),
    t('“&amp;” stands where “&” was meant. The rule puts the character back.', '“&amp;”本应是“&”。规则换回原字符。', '「&amp;」本應是「&」。規則換回原字元。', '«&amp;» está donde iba «&». La regla repone el carácter.'), ['html']),
  invisible: cause(2, t('texts with invisible characters', '含不可见字符的文本', '含不可見字元的文字', 'textos con caracteres invisibles'),
    t('Nobody sees them, and search does not find the value. The rule takes them out.', '看不见，却使搜索找不到该值。规则将其删除。', '看不見，卻使搜尋找不到該值。規則將其刪除。', 'No se ven, y la búsqueda no encuentra el valor. La regla los quita.'), ['invisible']),
  placeholder: cause(3, t('placeholders instead of values', '占位内容', '佔位內容', 'valores de relleno'),
    t('“xxx”, “n/a”, “test”, “none”: somebody had to fill the field. The rule empties it.', '“xxx”“n/a”“test”“无”：只是为了填满字段。规则将其清空。', '「xxx」「n/a」「test」「無」：只是為了填滿欄位。規則將其清空。', '«xxx», «n/a», «test»: alguien tenía que rellenar el campo. La regla lo vacía.'), ['clear']),
  'full-width': cause(2, t('values with full-width letters or digits', '含全角字母或数字的值', '含全形字母或數字的值', 'valores con letras o cifras de ancho completo'),
    t('They look alike, but no telephone dials them. The rule makes them half-width.', '看似相同，却无法拨号。规则改为半角。', '看似相同，卻無法撥號。規則改為半形。', 'Se parecen, pero ningún teléfono los marca. La regla los pasa a ancho normal.'), ['width']),
  spaces: cause(1, t('values with superfluous blanks', '含多余空格的值', '含多餘空格的值', 'valores con espacios de más'),
    t('At the ends or doubled. The rule leaves one where one belongs.', '首尾或重复的空格。规则只保留应有的空格。', '首尾或重複的空格。規則只保留應有的空格。', 'A los lados o repetidos. La regla deja uno donde hace falta.'), ['spaces']),
  'email-in-phone': cause(4, t('email addresses among the phones', '填在电话中的电子邮件', '填在電話中的電子郵件', 'correos entre los teléfonos'),
    t('The rule changes what kind of contact detail it is.', '规则改正联系方式的类型。', '規則改正聯絡方式的類型。', 'La regla cambia el tipo del dato de contacto.'), ['kind']),
  'phone-in-email': cause(4, t('phones among the email addresses', '填在电子邮件中的电话', '填在電子郵件中的電話', 'teléfonos entre los correos'),
    t('The rule changes what kind of contact detail it is.', '规则改正联系方式的类型。', '規則改正聯絡方式的類型。', 'La regla cambia el tipo del dato de contacto.'), ['kind']),
  'phone-several': cause(4, t('several phones in one field', '一栏填了多个电话', '一欄填了多個電話', 'varios teléfonos en un campo'),
    t('Nobody can dial both. The rule gives each a line of its own.', '无法同时拨打。规则让每个号码各占一行。', '無法同時撥打。規則讓每個號碼各占一行。', 'No se pueden marcar a la vez. La regla da a cada uno su línea.'), ['apart']),
  'email-several': cause(4, t('several email addresses in one field', '一栏填了多个电子邮件', '一欄填了多個電子郵件', 'varios correos en un campo'),
    t('No letter arrives. The rule gives each a line of its own.', '邮件无法送达。规则让每个地址各占一行。', '郵件無法送達。規則讓每個地址各占一行。', 'No llega ninguno. La regla da a cada uno su línea.'), ['apart']),
  'phone-letters': cause(4, t('phones with letters', '含字母或文字的电话', '含字母或文字的電話', 'teléfonos con letras'),
    t('Words beside the number keep it from being dialled. The rule keeps the number and moves the words into its label.', '号码旁的文字妨碍拨号。规则保留号码，把文字移到标签。', '號碼旁的文字妨礙撥號。規則保留號碼，把文字移到標籤。', 'Las palabras junto al número impiden marcarlo. La regla deja el número y lleva las palabras a su etiqueta.'), ['phone-words', 'clear-note']),
  'phone-unparsable': cause(4, t('phones that are no numbers', '不是号码的电话', '不是號碼的電話', 'teléfonos que no son números'),
    t('Too short, too long or none at all. The rule moves what is there into a label and empties the number.', '太短、太长或根本不是号码。规则移除该值。', '太短、太長或根本不是號碼。規則移除該值。', 'Demasiado corto, demasiado largo o ninguno. La regla lo retira.'), ['clear']),
  'email-marks': cause(4, t('email addresses with blanks or marks', '含空格或符号的电子邮件', '含空格或符號的電子郵件', 'correos con espacios o signos'),
    t('“mailto:”, brackets, blanks, a comma for a dot. The rule writes the address as it is meant.', '“mailto:”、括号、空格、用逗号代替句点。规则写成正确的地址。', '「mailto:」、括號、空格、用逗號代替句點。規則寫成正確的地址。', '«mailto:», paréntesis, espacios, una coma por un punto. La regla escribe la dirección como debe ser.'), ['email-tidy', 'clear-note']),
  'email-typo-domain': cause(5, t('email addresses with a mistyped provider', '邮箱域名拼写错误的电子邮件', '信箱網域拼寫錯誤的電子郵件', 'correos con el proveedor mal escrito'),
    t('“gmial.com” delivers to strangers. The rule names the provider that is meant.', '“gmial.com”会寄给陌生人。规则改为正确的域名。', '「gmial.com」會寄給陌生人。規則改為正確的網域。', '«gmial.com» llega a extraños. La regla pone el proveedor correcto.'), ['email-domain']),
  'email-unparsable': cause(4, t('email addresses that are none', '无效的电子邮件', '無效的電子郵件', 'correos que no lo son'),
    t('The rule empties them.', '规则将其清空。', '規則將其清空。', 'La regla los vacía.'), ['clear']),
  'postcode-lost-zero': cause(3, t('postcodes without their leading zero', '丢失前导零的邮政编码', '遺失前導零的郵遞區號', 'códigos postales sin su cero inicial'),
    t('A spreadsheet has taken it. The rule puts it back where the country says how many digits there are.', '被电子表格去掉了。规则按国家的位数补零。', '被試算表去掉了。規則依國家的位數補零。', 'Se lo llevó una hoja de cálculo. La regla lo repone según las cifras del país.'), ['zeros']),
  'postcode-form': cause(2, t('postcodes that their country does not have', '与国家不符的邮政编码', '與國家不符的郵遞區號', 'códigos postales que su país no tiene'),
    t('The rule takes away the country before it and other marks; what is still wrong stays.', '规则去掉前面的国家代码和其他符号，仍不正确的保持不变。', '規則去掉前面的國家代碼和其他符號，仍不正確的保持不變。', 'La regla quita el país delante y otros signos; lo que siga mal se queda.'), ['postcode-tidy', 'clear']),
  'country-unknown': cause(3, t('countries that are not in the list', '不在列表中的国家', '不在清單中的國家', 'países que no están en la lista'),
    t('An import found a name that it did not know. Each spelling is mapped once.', '导入时遇到不认识的国家名。每种写法只需对应一次。', '匯入時遇到不認識的國家名。每種寫法只需對應一次。', 'Una importación halló un nombre desconocido. Cada grafía se asigna una sola vez.'), ['map', 'let-go']),
  'option-unknown': cause(3, t('words that are no option', '不在选项中的词', '不在選項中的詞', 'palabras que no son opción'),
    t('An import left them out. Each spelling is mapped once to an option of the list.', '导入时未收。每种写法只需对应一次选项。', '匯入時未收。每種寫法只需對應一次選項。', 'Una importación las dejó fuera. Cada grafía se asigna una sola vez a una opción.'), ['map', 'let-go'], true),
  'date-unparsable': cause(3, t('dates that could not be read', '无法识别的日期', '無法辨識的日期', 'fechas que no se pudieron leer'),
    t('Words, two-digit years, numbers of a spreadsheet. The rule reads those of which there is one reading.', '文字日期、两位年份、表格序号。规则读取只有一种读法的日期。', '文字日期、兩位年份、試算表序號。規則讀取只有一種讀法的日期。', 'Con palabras, años de dos cifras, números de hoja de cálculo. La regla lee las que solo tienen una lectura.'), ['date-read', 'day-first', 'month-first', 'let-go'], true),
  'date-ambiguous': cause(3, t('dates with two readings', '有两种读法的日期', '有兩種讀法的日期', 'fechas con dos lecturas'),
    t('3/4/2025: April or March? Who knows the file decides once for the field; day first is proposed where other dates of the file say so.', '3/4/2025：四月还是三月？了解文件的人为该字段决定一次。', '3/4/2025：四月還是三月？了解檔案的人為該欄位決定一次。', '3/4/2025: ¿abril o marzo? Quien conoce el archivo decide una vez para el campo.'), ['day-first', 'month-first', 'let-go'], true),
  'number-unparsable': cause(2, t('numbers that could not be read', '无法识别的数字', '無法辨識的數字', 'números que no se pudieron leer'),
    t('Words or units beside them, or a mark with two readings. The rule reads the digits.', '带有文字、单位，或符号有两种读法。规则读取数字。', '帶有文字、單位，或符號有兩種讀法。規則讀取數字。', 'Con palabras o unidades, o un signo con dos lecturas. La regla lee las cifras.'), ['number-read', 'let-go'], true),
  'url-form': cause(2, t('web addresses with mistakes', '有误的网址', '有誤的網址', 'direcciones web con errores'),
    t('The rule writes them with https:// and without blanks.', '规则改为 https:// 开头并去掉空格。', '規則改為 https:// 開頭並去掉空格。', 'La regla las escribe con https:// y sin espacios.'), ['url-tidy', 'let-go']),
  'name-caps': cause(1, t('names in capitals', '全大写的名称', '全大寫的名稱', 'nombres en mayúsculas'),
    t('The rule writes them as names are written; short forms stay.', '规则改为通常的写法，缩写保持不变。', '規則改為通常的寫法，縮寫保持不變。', 'La regla los escribe como nombres; las siglas se quedan.'), ['title-case']),
  'name-lower': cause(1, t('names without capitals', '全小写的名称', '全小寫的名稱', 'nombres sin mayúsculas'),
    t('The rule writes them as names are written.', '规则改为通常的写法。', '規則改為通常的寫法。', 'La regla los escribe como nombres.'), ['title-case']),
  'code-check': cause(4, t('codes whose check digit is wrong', '校验位不符的代码', '檢查碼不符的代碼', 'códigos con dígito de control erróneo'),
    t('Often a letter O for a zero, or blanks. The rule mends what then passes the check; the others somebody must ask for.', '常见的是把零写成字母 O，或有空格。规则修正后能通过校验的；其余需要询问。', '常見的是把零寫成字母 O，或有空格。規則修正後能通過檢查的；其餘需要詢問。', 'A menudo una O por un cero, o espacios. La regla corrige lo que entonces es válido; lo demás hay que preguntarlo.'), ['code-tidy', 'clear']),
  doubt: cause(2, t('values that contradict each other', '相互矛盾的值', '相互矛盾的值', 'valores que se contradicen'),
    t('A start after its end, a birthday that is still to come. Somebody must look.', '开始晚于结束、生日在未来。需要有人核对。', '開始晚於結束、生日在未來。需要有人核對。', 'Un inicio tras su fin, un cumpleaños futuro. Alguien debe mirarlo.'), []),
  twice: cause(2, t('contact details that are there twice', '重复的联系方式', '重複的聯絡方式', 'datos de contacto repetidos'),
    t('The same number in two lines of one customer. The rule takes the later line away.', '同一客户的两行是同一号码。规则删除后一行。', '同一客戶的兩行是同一號碼。規則刪除後一行。', 'El mismo número en dos líneas de un cliente. La regla quita la última.'), ['drop-row']),
  spelling: cause(2, t('different spellings of one word', '同一个词的不同写法', '同一個詞的不同寫法', 'grafías distintas de una palabra'),
    t('What is written in several ways is found in parts only. Each cluster is mapped once.', '写法不一，查找就不完整。每组只需对应一次。', '寫法不一，查找就不完整。每組只需對應一次。', 'Lo escrito de varias maneras se encuentra a medias. Cada grupo se asigna una sola vez.'), ['map'], true),
  'zeros-lost': cause(4, t('refused rows whose code lost its zeros', '代码丢失前导零而被拒的行', '代碼遺失前導零而被拒的列', 'filas rechazadas con códigos sin sus ceros'),
    t('The other codes of the column say how long they are. The rule puts the zeros back and imports the rows again.', '同列其他代码表明了长度。规则补零后重新导入这些行。', '同欄其他代碼表明了長度。規則補零後重新匯入這些列。', 'Los demás códigos de la columna dicen su longitud. La regla repone los ceros y vuelve a importar las filas.'), ['again-zeros', 'again-without'], true),
  'digits-destroyed': cause(5, t('refused rows with digits that a spreadsheet destroyed', '数字被电子表格破坏而被拒的行', '數字被試算表破壞而被拒的列', 'filas rechazadas con cifras destruidas'),
    t('4.40524E+17: the digits are gone and nobody guesses them. The rule imports the rows without this cell; better is the file as text.', '4.40524E+17：数字已丢失，不作猜测。规则不带该单元格导入这些行；最好以文本重新导出。', '4.40524E+17：數字已遺失，不作猜測。規則不帶該儲存格匯入這些列；最好以文字重新匯出。', '4.40524E+17: las cifras se perdieron y nadie las adivina. La regla importa las filas sin esa celda; mejor, el archivo como texto.'), ['again-without'], true),
  'row-refused': cause(5, t('rows that an import refused', '导入时被拒的行', '匯入時被拒的列', 'filas que una importación rechazó'),
    t('They are kept as they came. What is wrong is to be mended in the file.', '按原样保留。请在文件中修正。', '按原樣保留。請在檔案中修正。', 'Se guardan como llegaron. Hay que corregirlas en el archivo.'), [], true),
} as const satisfies Record<string, Cause>);
export type CauseKey = keyof typeof CAUSES;
export const CAUSE_KEYS = Object.freeze(Object.keys(CAUSES)) as readonly CauseKey[];
export const isCause = (text: string): text is CauseKey => Object.hasOwn(CAUSES, text);
export const causeOf = (key: CauseKey): Cause => CAUSES[key];

/** `phone-letters` or `option-unknown@crm.industry`. */
export const groupOf = (cause: CauseKey, place: string): string => (causeOf(cause).byPlace ? `${cause}@${place}` : cause);
export function parseGroup(text: string): { readonly cause: CauseKey; readonly place: string | null } | undefined {
  const [cause = '', ...rest] = text.split('@');
  if (!isCause(cause)) return undefined;
  const place = rest.join('@');
  return causeOf(cause).byPlace === true ? (place === '' ? undefined : { cause, place }) : place === '' ? { cause, place: null } : undefined;
}
