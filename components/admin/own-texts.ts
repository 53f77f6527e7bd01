/** Words of the fields that a workspace adds, in the four languages; they come with the administration. */
import type { OwnKind } from '../../model/catalogue/own-shape.ts';
import type { Language } from '../../model/labels.ts';

export interface OwnTexts {
  readonly tab: string;
  readonly lead: string;
  readonly search: string;
  readonly add: string;
  readonly none: string;
  readonly noneYet: string;
  readonly newField: string;
  readonly retired: string;
  readonly missing: (languages: string) => string;
  readonly labelIn: (language: string) => string;
  readonly helpIn: (language: string) => string;
  readonly labels: string;
  readonly labelsHint: string;
  readonly help: string;
  readonly helpHint: string;
  readonly shownAs: (text: string) => string;
  readonly kind: string;
  readonly section: string;
  readonly fixed: string;
  readonly restricted: string;
  readonly list: string;
  readonly newList: string;
  readonly options: string;
  readonly option: (n: number) => string;
  readonly addOption: string;
  readonly dropOption: string;
  readonly columns: string;
  readonly column: (n: number) => string;
  readonly addColumn: string;
  readonly dropColumn: string;
  readonly columnsHint: string;
  readonly min: string;
  readonly max: string;
  readonly packs: string;
  readonly required: string;
  readonly requiredHint: string;
  readonly group: string;
  readonly pii: string;
  readonly noPii: string;
  readonly mask: string;
  readonly maskHint: string;
  readonly preview: string;
  readonly added: string;
  readonly saved: string;
  readonly changedBy: (name: string, when: string) => string;
  readonly retire: string;
  readonly retireAsk: string;
  readonly retiredNow: string;
  readonly offerAgain: string;
  readonly offeredAgain: string;
  readonly yes: string;
  readonly cancel: string;
  readonly loadAgain: string;
  readonly needLabel: string;
  readonly needPack: string;
  readonly up: (label: string) => string;
  readonly down: (label: string) => string;
  readonly movedTo: (label: string, place: number) => string;
  readonly count: (n: number, of: number) => string;
  readonly kinds: Readonly<Record<OwnKind, string>>;
}

const en: OwnTexts = {
  tab: 'Own fields',
  lead: 'Facts that the catalogue does not have. A field that is added here is in every open form at once, under the right of its section.',
  search: 'Search own fields', add: 'Add a field', none: 'No field of this name.', noneYet: 'There are no own fields yet. Add the first one.', newField: 'New field', retired: 'retired',
  missing: (languages) => `missing: ${languages}`,
  labelIn: (language) => `Label, ${language}`, helpIn: (language) => `Help, ${language}`,
  labels: 'Label', labelsHint: 'One language is enough. Where a language is missing, another one stands in for it and says so.', help: 'Help', helpHint: 'One sentence under the field: what belongs here.',
  shownAs: (text) => `shown as “${text}”`,
  kind: 'Kind of value', section: 'Section', fixed: 'Kind, section, list and limits stay as they are, because values rest on them. Retire the field and add another.',
  restricted: 'This section is open to few. You decide that the field is there; you do not see what is written in it.',
  list: 'Option list', newList: 'A new list', options: 'Options', option: (n) => `Option ${n}`, addOption: 'Add an option', dropOption: 'Take the option away',
  columns: 'Columns', column: (n) => `Column ${n}`, addColumn: 'Add a column', dropColumn: 'Take the column away', columnsHint: 'Columns can be added and renamed later, not removed.',
  min: 'Smallest', max: 'Largest', packs: 'Appears in', required: 'Must be filled in', requiredHint: 'Listed under what is missing while it is empty, in archives with', group: 'Group', pii: 'Personal information', noPii: 'None',
  mask: 'Shown masked', maskHint: 'Only its last characters, until somebody asks for it.', preview: 'As it will look',
  added: 'Added. It is in every open form now.', saved: 'Saved. Open forms have it already.', changedBy: (name, when) => `Last changed by ${name}, ${when}`,
  retire: 'Retire this field', retireAsk: 'It is offered no more, and nothing new is written in it. What stands in it stays readable and can be taken away. You can offer it again at any time.', retiredNow: 'Retired. Old values stay readable.',
  offerAgain: 'Offer it again', offeredAgain: 'Offered again.', yes: 'Yes, retire it', cancel: 'Cancel', loadAgain: 'Load again', needLabel: 'A label is needed in one language at least.', needPack: 'Choose where the field appears.',
  up: (label) => `Move ${label} up`, down: (label) => `Move ${label} down`, movedTo: (label, place) => `${label} is number ${place} now`, count: (n, of) => `${n} of ${of} fields`,
  kinds: { text: 'Line of text', longText: 'Long text', number: 'Number', percent: 'Per cent', money: 'Amount of money', date: 'Date', month: 'Month', enum: 'Choice of one', enums: 'Choice of several', flag: 'Yes or no', phone: 'Telephone number', email: 'E-mail address', url: 'Web address', user: 'Colleague', list: 'Several lines of text', rows: 'Table' },
};
const es: OwnTexts = {
  tab: 'Campos propios',
  lead: 'Datos que el catálogo no tiene. Un campo que se añade aquí está al momento en todos los formularios abiertos, con los permisos de su sección.',
  search: 'Buscar campos propios', add: 'Añadir un campo', none: 'Ningún campo con ese nombre.', noneYet: 'Todavía no hay campos propios. Añade el primero.', newField: 'Campo nuevo', retired: 'retirado',
  missing: (languages) => `falta: ${languages}`,
  labelIn: (language) => `Etiqueta, ${language}`, helpIn: (language) => `Ayuda, ${language}`,
  labels: 'Etiqueta', labelsHint: 'Basta con un idioma. Donde falta uno, aparece otro en su lugar y lo indica.', help: 'Ayuda', helpHint: 'Una frase bajo el campo: qué va aquí.',
  shownAs: (text) => `se muestra «${text}»`,
  kind: 'Tipo de valor', section: 'Sección', fixed: 'El tipo, la sección, la lista y los límites no cambian, porque hay valores que dependen de ellos. Retira el campo y añade otro.',
  restricted: 'Esta sección está abierta a pocas personas. Tú decides que el campo exista; no ves lo que se escribe en él.',
  list: 'Lista de opciones', newList: 'Una lista nueva', options: 'Opciones', option: (n) => `Opción ${n}`, addOption: 'Añadir una opción', dropOption: 'Quitar la opción',
  columns: 'Columnas', column: (n) => `Columna ${n}`, addColumn: 'Añadir una columna', dropColumn: 'Quitar la columna', columnsHint: 'Más tarde se pueden añadir y renombrar columnas, no quitarlas.',
  min: 'Mínimo', max: 'Máximo', packs: 'Aparece en', required: 'Hay que rellenarlo', requiredHint: 'Mientras esté vacío, aparece entre lo que falta en los expedientes con', group: 'Grupo', pii: 'Información personal', noPii: 'Ninguna',
  mask: 'Se muestra oculto', maskHint: 'Solo los últimos caracteres, hasta que alguien lo pida.', preview: 'Así se verá',
  added: 'Añadido. Ya está en todos los formularios abiertos.', saved: 'Guardado. Los formularios abiertos ya lo tienen.', changedBy: (name, when) => `Último cambio: ${name}, ${when}`,
  retire: 'Retirar este campo', retireAsk: 'Deja de ofrecerse y no se escribe nada nuevo en él. Lo que contiene sigue siendo legible y se puede quitar. Puedes volver a ofrecerlo cuando quieras.', retiredNow: 'Retirado. Los valores antiguos siguen siendo legibles.',
  offerAgain: 'Volver a ofrecerlo', offeredAgain: 'Se ofrece de nuevo.', yes: 'Sí, retirarlo', cancel: 'Cancelar', loadAgain: 'Cargar de nuevo', needLabel: 'Hace falta una etiqueta al menos en un idioma.', needPack: 'Elige dónde aparece el campo.',
  up: (label) => `Subir ${label}`, down: (label) => `Bajar ${label}`, movedTo: (label, place) => `${label} ocupa ahora el puesto ${place}`, count: (n, of) => `${n} de ${of} campos`,
  kinds: { text: 'Línea de texto', longText: 'Texto largo', number: 'Número', percent: 'Porcentaje', money: 'Importe', date: 'Fecha', month: 'Mes', enum: 'Elección de una opción', enums: 'Elección de varias opciones', flag: 'Sí o no', phone: 'Teléfono', email: 'Correo electrónico', url: 'Dirección web', user: 'Colega', list: 'Varias líneas de texto', rows: 'Tabla' },
};
const hans: OwnTexts = {
  tab: '自定义字段',
  lead: '目录中没有的信息。在此添加的字段会立即出现在所有打开的表单中，权限与所在部分相同。',
  search: '搜索自定义字段', add: '添加字段', none: '没有这个名称的字段。', noneYet: '还没有自定义字段。请添加第一个。', newField: '新字段', retired: '已停用',
  missing: (languages) => `缺少：${languages}`,
  labelIn: (language) => `名称（${language}）`, helpIn: (language) => `说明（${language}）`,
  labels: '名称', labelsHint: '填写一种语言即可。缺少的语言会用另一种语言代替，并注明。', help: '说明', helpHint: '显示在字段下方的一句话：这里填什么。',
  shownAs: (text) => `显示为“${text}”`,
  kind: '值的类型', section: '所在部分', fixed: '类型、所在部分、选项表和范围不能更改，因为已有内容依赖它们。请停用此字段并另加一个。',
  restricted: '这一部分只对少数人开放。您决定字段是否存在，但看不到其中的内容。',
  list: '选项表', newList: '新选项表', options: '选项', option: (n) => `选项 ${n}`, addOption: '添加选项', dropOption: '移除该选项',
  columns: '列', column: (n) => `第 ${n} 列`, addColumn: '添加列', dropColumn: '移除该列', columnsHint: '以后可以添加和重命名列，但不能移除。',
  min: '最小值', max: '最大值', packs: '出现在', required: '必须填写', requiredHint: '为空时，在含以下内容的档案中列为缺失', group: '分组', pii: '个人信息', noPii: '无',
  mask: '遮盖显示', maskHint: '只显示最后几位，直到有人要求查看。', preview: '显示效果',
  added: '已添加，所有打开的表单中都已有此字段。', saved: '已保存，打开的表单中已更新。', changedBy: (name, when) => `最近更改：${name}，${when}`,
  retire: '停用此字段', retireAsk: '不再提供此字段，也不再写入新内容。现有内容仍可阅读，也可移除。您可以随时重新启用。', retiredNow: '已停用。旧内容仍可阅读。',
  offerAgain: '重新启用', offeredAgain: '已重新启用。', yes: '停用', cancel: '取消', loadAgain: '重新加载', needLabel: '至少需要一种语言的名称。', needPack: '请选择字段出现的位置。',
  up: (label) => `上移 ${label}`, down: (label) => `下移 ${label}`, movedTo: (label, place) => `${label} 现在排第 ${place} 位`, count: (n, of) => `${n} / ${of} 个字段`,
  kinds: { text: '单行文本', longText: '长文本', number: '数字', percent: '百分比', money: '金额', date: '日期', month: '月份', enum: '单选', enums: '多选', flag: '是或否', phone: '电话', email: '电子邮件', url: '网址', user: '同事', list: '多条文本', rows: '表格' },
};
const hant: OwnTexts = {
  tab: '自訂欄位',
  lead: '目錄中沒有的資料。在此新增的欄位會立即出現在所有開啟的表單中，權限與所在部分相同。',
  search: '搜尋自訂欄位', add: '新增欄位', none: '沒有這個名稱的欄位。', noneYet: '還沒有自訂欄位。請新增第一個。', newField: '新欄位', retired: '已停用',
  missing: (languages) => `缺少：${languages}`,
  labelIn: (language) => `名稱（${language}）`, helpIn: (language) => `說明（${language}）`,
  labels: '名稱', labelsHint: '填寫一種語言即可。缺少的語言會以另一種語言代替，並註明。', help: '說明', helpHint: '顯示在欄位下方的一句話：這裡填什麼。',
  shownAs: (text) => `顯示為「${text}」`,
  kind: '值的類型', section: '所在部分', fixed: '類型、所在部分、選項清單和範圍不能變更，因為已有內容依賴它們。請停用此欄位並另外新增一個。',
  restricted: '這一部分只開放給少數人。您決定欄位是否存在，但看不到其中的內容。',
  list: '選項清單', newList: '新選項清單', options: '選項', option: (n) => `選項 ${n}`, addOption: '新增選項', dropOption: '移除該選項',
  columns: '欄', column: (n) => `第 ${n} 欄`, addColumn: '新增一欄', dropColumn: '移除該欄', columnsHint: '以後可以新增和重新命名，但不能移除。',
  min: '最小值', max: '最大值', packs: '出現在', required: '必須填寫', requiredHint: '空白時，在含以下內容的檔案中列為缺漏', group: '群組', pii: '個人資料', noPii: '無',
  mask: '遮蔽顯示', maskHint: '只顯示最後幾位，直到有人要求檢視。', preview: '顯示效果',
  added: '已新增，所有開啟的表單中都已有此欄位。', saved: '已儲存，開啟的表單中已更新。', changedBy: (name, when) => `最近變更：${name}，${when}`,
  retire: '停用此欄位', retireAsk: '不再提供此欄位，也不再寫入新內容。現有內容仍可閱讀，也可移除。您可以隨時重新啟用。', retiredNow: '已停用。舊內容仍可閱讀。',
  offerAgain: '重新啟用', offeredAgain: '已重新啟用。', yes: '停用', cancel: '取消', loadAgain: '重新載入', needLabel: '至少需要一種語言的名稱。', needPack: '請選擇欄位出現的位置。',
  up: (label) => `上移 ${label}`, down: (label) => `下移 ${label}`, movedTo: (label, place) => `${label} 現在排第 ${place} 位`, count: (n, of) => `${n} / ${of} 個欄位`,
  kinds: { text: '單行文字', longText: '長文字', number: '數字', percent: '百分比', money: '金額', date: '日期', month: '月份', enum: '單選', enums: '複選', flag: '是或否', phone: '電話', email: '電子郵件', url: '網址', user: '同事', list: '多筆文字', rows: '表格' },
};

export const ownTexts = (language: Language): OwnTexts => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es })[language];
