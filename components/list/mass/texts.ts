/** Texts of mass updates and pasted cells in four languages; they come with the register's tools. */
import type { Language } from '../../../model/labels.ts';
import type { MassOp, MassRefusal, MassRowState } from '../../../model/mass/api.ts';
import type { TextsOf } from '../../internal/strings/texts.ts';

const en = {
  change: 'Change…', pasteCells: 'Paste cells…', title: 'Change many customers', which: 'Which customers', ticked: (n: number) => (n === 1 ? '1 ticked' : `${n} ticked`), all: (n: number) => `all ${n} found`,
  addField: 'Add a field', find: 'Find a field', findHint: 'Field, in any of the four languages', noField: 'No field that can be changed here has this name.', drop: (label: string) => `Without ${label}`, how: (label: string) => `How to change ${label}`,
  ops: { set: 'becomes', clear: 'is emptied', add: 'gets also', remove: 'loses' } as Record<MassOp, string>, value: (label: string) => `New value of ${label}`, choose: 'choose…', valueHint: 'As you would type it in the form', several: 'Several: apart by ;',
  preview: 'Preview', close: 'Close', cancel: 'Cancel', noSets: 'Choose a field first.', noValue: (label: string) => `${label}: choose or type a value, or empty the field.`, failed: 'That did not work. Try again.',
  looking: 'Looking what would change…', lookedAt: (n: number) => `${n} customers looked at`, applying: 'Changing…', progress: (done: number, all: number) => `${done} of ${all} customers`, stop: 'Stop',
  will: (values: number, archives: number) => `${values} ${values === 1 ? 'value' : 'values'} of ${archives} ${archives === 1 ? 'customer' : 'customers'} will change.`, nothing: 'Nothing would change.', same: (n: number) => `${n} already so.`,
  apply: (n: number) => (n === 1 ? 'Change 1 value' : `Change ${n} values`), done: (values: number, archives: number) => `${values} ${values === 1 ? 'value' : 'values'} of ${archives} ${archives === 1 ? 'customer' : 'customers'} changed.`, notAll: 'Stopped before the end.',
  states: { change: 'Changes', written: 'Changed', refused: 'Refused', conflict: 'Changed by somebody meanwhile' } as Record<MassRowState, string>, customer: 'Customer', field: 'Field', before: 'Before', after: 'After', why: 'Why not', now: (value: string) => `now ${value}`, empty: 'empty', more: 'More', shown: (n: number, all: number) => `${n} of ${all}`,
  undo: 'Undo', undoing: 'Undoing…', undone: (n: number, kept: number) => `${n} put back.${kept > 0 ? ` ${kept} kept, because somebody changed them since.` : ''}`, notUndone: 'Undoing did not work. Try again.',
  codes: {
    'not-found': 'Not there, or not yours to see', forbidden: 'You may read this, not write it', unreadable: 'Nobody can tell what is meant', invalid: 'This may not stand there', several: 'There are several; change it in the archive', none: 'There is no entry yet; add it in the archive',
    'read-only': 'Only shown here', destroyed: 'A spreadsheet has lost digits of it', twice: 'Comes twice; the first one counts',
  } as Record<MassRefusal, string>,
  pasteTitle: 'Paste cells of a spreadsheet', pasteHint: 'Or stand on a cell of the list (arrow keys) and press Ctrl+V.', pasteHere: 'Cells', firstRow: 'First row', firstColumn: 'First column', land: 'Preview',
  sameCells: (n: number) => (n === 1 ? '1 cell is already so.' : `${n} cells are already so.`), outside: (n: number) => (n === 1 ? '1 cell has no room in the rows and columns that are shown.' : `${n} cells have no room in the rows and columns that are shown.`), nothingPasted: 'There are no cells on the clipboard.', notGrouped: 'Cells are pasted into a list without groups.',
};
export type MassTexts = TextsOf<typeof en>;

const TEXTS: Readonly<Record<Language, MassTexts>> = Object.freeze({
  en,
  'zh-Hans': {
    change: '更改…', pasteCells: '粘贴单元格…', title: '批量更改客户', which: '哪些客户', ticked: (n) => `已选 ${n} 位`, all: (n) => `找到的全部 ${n} 位`,
    addField: '添加字段', find: '查找字段', findHint: '字段名，四种语言均可', noField: '没有可在此更改的同名字段。', drop: (label) => `不更改${label}`, how: (label) => `如何更改${label}`,
    ops: { set: '改为', clear: '清空', add: '增加', remove: '去掉' }, value: (label) => `${label}的新值`, choose: '请选择…', valueHint: '像在表单中那样输入', several: '多个值用分号隔开',
    preview: '预览', close: '关闭', cancel: '取消', noSets: '请先选择字段。', noValue: (label) => `${label}：请选择或输入值，或选择清空。`, failed: '未能完成，请重试。',
    looking: '正在查看会有哪些更改…', lookedAt: (n) => `已查看 ${n} 位客户`, applying: '正在更改…', progress: (done, all) => `${all} 位客户中的 ${done} 位`, stop: '停止',
    will: (values, archives) => `将更改 ${archives} 位客户的 ${values} 个值。`, nothing: '没有需要更改的内容。', same: (n) => `${n} 个已是如此。`,
    apply: (n) => `更改 ${n} 个值`, done: (values, archives) => `已更改 ${archives} 位客户的 ${values} 个值。`, notAll: '中途已停止。',
    states: { change: '更改', written: '已更改', refused: '未接受', conflict: '期间被他人更改' }, customer: '客户', field: '字段', before: '之前', after: '之后', why: '原因', now: (value) => `现为 ${value}`, empty: '空', more: '更多', shown: (n, all) => `${all} 项中的 ${n} 项`,
    undo: '撤销', undoing: '正在撤销…', undone: (n, kept) => `已恢复 ${n} 项。${kept > 0 ? `${kept} 项此后被他人更改，已保留。` : ''}`, notUndone: '未能撤销，请重试。',
    codes: { 'not-found': '不存在，或您无权查看', forbidden: '您可以查看，但不能更改', unreadable: '无法判断是什么意思', invalid: '此处不能填写该值', several: '有多个值，请在档案中更改', none: '还没有这一项，请在档案中添加', 'read-only': '此处仅供显示', destroyed: '电子表格已丢失部分数字', twice: '重复出现，以第一个为准' },
    pasteTitle: '粘贴电子表格的单元格', pasteHint: '也可以用方向键停在列表的某个单元格上，按 Ctrl+V。', pasteHere: '单元格', firstRow: '起始行', firstColumn: '起始列', land: '预览',
    sameCells: (n) => `${n} 个单元格已是如此。`, outside: (n) => `${n} 个单元格超出了所显示的行和列。`, nothingPasted: '剪贴板上没有单元格。', notGrouped: '只能粘贴到未分组的列表。',
  },
  'zh-Hant': {
    change: '變更…', pasteCells: '貼上儲存格…', title: '批次變更客戶', which: '哪些客戶', ticked: (n) => `已選 ${n} 位`, all: (n) => `找到的全部 ${n} 位`,
    addField: '新增欄位', find: '尋找欄位', findHint: '欄位名稱，四種語言皆可', noField: '沒有可在此變更的同名欄位。', drop: (label) => `不變更${label}`, how: (label) => `如何變更${label}`,
    ops: { set: '改為', clear: '清空', add: '增加', remove: '拿掉' }, value: (label) => `${label}的新值`, choose: '請選擇…', valueHint: '像在表單中那樣輸入', several: '多個值用分號隔開',
    preview: '預覽', close: '關閉', cancel: '取消', noSets: '請先選擇欄位。', noValue: (label) => `${label}：請選擇或輸入值，或選擇清空。`, failed: '未能完成，請再試一次。',
    looking: '正在檢視會有哪些變更…', lookedAt: (n) => `已檢視 ${n} 位客戶`, applying: '正在變更…', progress: (done, all) => `${all} 位客戶中的 ${done} 位`, stop: '停止',
    will: (values, archives) => `將變更 ${archives} 位客戶的 ${values} 個值。`, nothing: '沒有需要變更的資料。', same: (n) => `${n} 個已是如此。`,
    apply: (n) => `變更 ${n} 個值`, done: (values, archives) => `已變更 ${archives} 位客戶的 ${values} 個值。`, notAll: '中途已停止。',
    states: { change: '變更', written: '已變更', refused: '未接受', conflict: '期間被他人變更' }, customer: '客戶', field: '欄位', before: '之前', after: '之後', why: '原因', now: (value) => `現為 ${value}`, empty: '空白', more: '更多', shown: (n, all) => `${all} 項中的 ${n} 項`,
    undo: '復原', undoing: '正在復原…', undone: (n, kept) => `已復原 ${n} 項。${kept > 0 ? `${kept} 項此後被他人變更，已保留。` : ''}`, notUndone: '未能復原，請再試一次。',
    codes: { 'not-found': '不存在，或您無權檢視', forbidden: '您可以檢視，但不能變更', unreadable: '無法判斷是什麼意思', invalid: '此處不能填寫該值', several: '有多個值，請在客戶檔案中變更', none: '還沒有這一項，請在客戶檔案中新增', 'read-only': '此處僅供顯示', destroyed: '試算表已遺失部分數字', twice: '重複出現，以第一個為準' },
    pasteTitle: '貼上試算表的儲存格', pasteHint: '也可以用方向鍵停在清單的某個儲存格上，按 Ctrl+V。', pasteHere: '儲存格', firstRow: '起始列', firstColumn: '起始欄', land: '預覽',
    sameCells: (n) => `${n} 個儲存格已是如此。`, outside: (n) => `${n} 個儲存格超出了所顯示的列與欄。`, nothingPasted: '剪貼簿上沒有儲存格。', notGrouped: '只能貼到未分組的清單。',
  },
  es: {
    change: 'Cambiar…', pasteCells: 'Pegar celdas…', title: 'Cambiar muchos clientes', which: 'Qué clientes', ticked: (n) => (n === 1 ? '1 marcado' : `${n} marcados`), all: (n) => `los ${n} encontrados`,
    addField: 'Añadir un campo', find: 'Buscar un campo', findHint: 'Campo, en cualquiera de los cuatro idiomas', noField: 'Ningún campo que se pueda cambiar aquí se llama así.', drop: (label) => `Sin ${label}`, how: (label) => `Cómo cambiar ${label}`,
    ops: { set: 'pasa a ser', clear: 'se vacía', add: 'recibe también', remove: 'pierde' }, value: (label) => `Valor nuevo de ${label}`, choose: 'elegir…', valueHint: 'Como lo escribirías en el formulario', several: 'Varios: separados por ;',
    preview: 'Vista previa', close: 'Cerrar', cancel: 'Cancelar', noSets: 'Elige antes un campo.', noValue: (label) => `${label}: elige o escribe un valor, o vacía el campo.`, failed: 'No se pudo. Inténtalo de nuevo.',
    looking: 'Mirando qué cambiaría…', lookedAt: (n) => `${n} clientes mirados`, applying: 'Cambiando…', progress: (done, all) => `${done} de ${all} clientes`, stop: 'Parar',
    will: (values, archives) => `Cambiarán ${values} ${values === 1 ? 'valor' : 'valores'} de ${archives} ${archives === 1 ? 'cliente' : 'clientes'}.`, nothing: 'No cambiaría nada.', same: (n) => `${n} ya estaban así.`,
    apply: (n) => (n === 1 ? 'Cambiar 1 valor' : `Cambiar ${n} valores`), done: (values, archives) => `Cambiados ${values} ${values === 1 ? 'valor' : 'valores'} de ${archives} ${archives === 1 ? 'cliente' : 'clientes'}.`, notAll: 'Parado antes del final.',
    states: { change: 'Cambios', written: 'Cambiado', refused: 'Rechazado', conflict: 'Cambiado por otra persona mientras tanto' }, customer: 'Cliente', field: 'Campo', before: 'Antes', after: 'Después', why: 'Por qué no', now: (value) => `ahora ${value}`, empty: 'vacío', more: 'Más', shown: (n, all) => `${n} de ${all}`,
    undo: 'Deshacer', undoing: 'Deshaciendo…', undone: (n, kept) => `${n} como estaban.${kept > 0 ? ` ${kept} se quedan, porque alguien los cambió después.` : ''}`, notUndone: 'No se pudo deshacer. Inténtalo de nuevo.',
    codes: { 'not-found': 'No está, o no lo puedes ver', forbidden: 'Puedes leerlo, no escribirlo', unreadable: 'No se sabe qué significa', invalid: 'Eso no puede estar ahí', several: 'Hay varios; cámbialo en el expediente', none: 'Aún no hay ninguno; añádelo en el expediente', 'read-only': 'Aquí solo se muestra', destroyed: 'Una hoja de cálculo perdió cifras', twice: 'Viene dos veces; cuenta la primera' },
    pasteTitle: 'Pegar celdas de una hoja de cálculo', pasteHint: 'O ponte en una celda de la lista (flechas) y pulsa Ctrl+V.', pasteHere: 'Celdas', firstRow: 'Primera fila', firstColumn: 'Primera columna', land: 'Vista previa',
    sameCells: (n) => (n === 1 ? '1 celda ya está así.' : `${n} celdas ya están así.`), outside: (n) => (n === 1 ? '1 celda no cabe en las filas y columnas que se muestran.' : `${n} celdas no caben en las filas y columnas que se muestran.`), nothingPasted: 'No hay celdas en el portapapeles.', notGrouped: 'Las celdas se pegan en una lista sin grupos.',
  },
});
export const massTexts = (language: Language): MassTexts => TEXTS[language];
