/** What is wrong with a row, in the reader's language. English is the server's own sentence; the others have one for each common code, and show the server's where there is none. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';

export interface Note { readonly code: string; readonly message: string }

type Sentences = Readonly<Record<string, (value: string) => string>>;
/** What to do about a number that a spreadsheet has destroyed. */
const WAY = {
  'zh-Hans': '请在电子表格中先把该列设为文本格式再导出，或直接导入来源系统生成的文件。',
  'zh-Hant': '請在試算表中先將該欄設為文字格式再匯出，或直接匯入來源系統產生的檔案。',
  'es': 'Da formato de texto a la columna en la hoja antes de que entren los números y exporta de nuevo, o importa el archivo tal como lo escribió el otro sistema.',
};

const SENTENCES: Readonly<Record<Exclude<Language, 'en'>, Sentences>> = {
  'zh-Hans': {
    'destroyed-number': (value) => `${value} 是被电子表格缩写的数字，末尾几位已丢失。${WAY['zh-Hans']}`, 'destroyed-digits': (value) => `${value} 从第十六位起全是零：电子表格只保留十五位，其余已丢失。${WAY['zh-Hans']}`, 'destroyed-date': (value) => `${value} 是被电子表格当成日期的代码。${WAY['zh-Hans']}`, 'lost-zeros': (value) => `${value} 比本列其他代码短：电子表格去掉了前面的零。${WAY['zh-Hans']}`, 'cell-error': (value) => `单元格 ${value} 是电子表格的错误值。`,
    conflict: () => '此行与另一份档案冲突：编号或代码已被使用。', 'no-id': () => '此行没有编号，以后无法再找到。', 'no-name': () => '此行没有名称。', 'bad-id': (value) => `${value} 不能用作编号。`, 'bad-name': () => '此名称无法保存。', duplicate: (value) => `本文件中已有另一行使用编号 ${value}。`, gone: () => '此行对应的档案已在 Dossier 中删除，不会重新创建。', 'id-taken': () => '该编号已被另一份档案使用，此档案将获得新编号。',
    'wrong-column-count': () => '此行的单元格数与标题不一致。', 'no-customer': () => '订单没有指明客户。', 'unknown-customer': (value) => `此来源没有编号为 ${value} 的客户。`, 'no-amount': () => '订单既没有金额也没有明细。', option: (value) => `${value} 不在选项中，未导入。`, 'unknown-country': (value) => `${value} 不在国家列表中，已附在地址后面。`, edited: () => '在 Dossier 中已修改，予以保留。', removed: () => '在 Dossier 中已删除，不再恢复。',
    'not-cleared': () => '此字段受限，您没有权限，该列未导入。', 'unknown-table': () => '无法判断其内容，未导入。', 'missing-column': () => '缺少必需的列，此文件未导入。', 'bad-key': (value) => `${value} 不能用作编号，未导入。`, empty: () => '文件是空的。', 'empty-file': () => '文件是空的。', encrypted: () => '文件受密码保护。请去掉密码后另存，再导入。', 'old-excel': () => '这是 Excel 97–2003 (.xls) 工作簿。请用电子表格程序另存为 .xlsx 后再导入。', 'unknown-format': () => '这不是表格文件。支持 CSV、.xlsx、vCard 和 Dossier 的 JSON。',
  },
  'zh-Hant': {
    'destroyed-number': (value) => `${value} 是被試算表縮寫的數字，末尾幾位已遺失。${WAY['zh-Hant']}`, 'destroyed-digits': (value) => `${value} 從第十六位起全是零：試算表只保留十五位，其餘已遺失。${WAY['zh-Hant']}`, 'destroyed-date': (value) => `${value} 是被試算表當成日期的代碼。${WAY['zh-Hant']}`, 'lost-zeros': (value) => `${value} 比本欄其他代碼短：試算表去掉了前面的零。${WAY['zh-Hant']}`, 'cell-error': (value) => `儲存格 ${value} 是試算表的錯誤值。`,
    conflict: () => '此列與另一份檔案衝突：編號或代碼已被使用。', 'no-id': () => '此列沒有編號，以後無法再找到。', 'no-name': () => '此列沒有名稱。', 'bad-id': (value) => `${value} 不能當作編號。`, 'bad-name': () => '此名稱無法儲存。', duplicate: (value) => `本檔案中已有另一列使用編號 ${value}。`, gone: () => '此列對應的檔案已在 Dossier 中刪除，不會重新建立。', 'id-taken': () => '該編號已被另一份檔案使用，此檔案將取得新編號。',
    'wrong-column-count': () => '此列的儲存格數與標題不一致。', 'no-customer': () => '訂單沒有指明客戶。', 'unknown-customer': (value) => `此來源沒有編號為 ${value} 的客戶。`, 'no-amount': () => '訂單既沒有金額也沒有明細。', option: (value) => `${value} 不在選項中，未匯入。`, 'unknown-country': (value) => `${value} 不在國家清單中，已附在地址後面。`, edited: () => '在 Dossier 中已修改，予以保留。', removed: () => '在 Dossier 中已刪除，不再恢復。',
    'not-cleared': () => '此欄位受限，您沒有權限，該欄未匯入。', 'unknown-table': () => '無法判斷其內容，未匯入。', 'missing-column': () => '缺少必要的欄位，此檔案未匯入。', 'bad-key': (value) => `${value} 不能當作編號，未匯入。`, empty: () => '檔案是空的。', 'empty-file': () => '檔案是空的。', encrypted: () => '檔案受密碼保護。請移除密碼後另存，再匯入。', 'old-excel': () => '這是 Excel 97–2003 (.xls) 活頁簿。請用試算表程式另存為 .xlsx 後再匯入。', 'unknown-format': () => '這不是表格檔案。支援 CSV、.xlsx、vCard 與 Dossier 的 JSON。',
  },
  es: {
    'destroyed-number': (value) => `${value} es un número que una hoja de cálculo ha acortado; sus últimas cifras se han perdido. ${WAY.es}`, 'destroyed-digits': (value) => `${value} tiene ceros desde la cifra dieciséis: una hoja de cálculo guarda quince y ha perdido el resto. ${WAY.es}`, 'destroyed-date': (value) => `${value} es un día que una hoja de cálculo ha hecho de un código. ${WAY.es}`, 'lost-zeros': (value) => `${value} es más corto que los demás códigos de la columna: una hoja de cálculo le ha quitado los ceros. ${WAY.es}`, 'cell-error': (value) => `La celda ${value} es un error de la hoja de cálculo.`,
    conflict: () => 'La fila choca con otro archivo: su número o código ya está en uso.', 'no-id': () => 'La fila no tiene número; no podría hallarse de nuevo.', 'no-name': () => 'La fila no tiene nombre.', 'bad-id': (value) => `${value} no puede ser un número.`, 'bad-name': () => 'El nombre no se puede guardar.', duplicate: (value) => `Otra fila de este archivo ya tiene el número ${value}.`, gone: () => 'El archivo de esta fila se eliminó en Dossier; no se crea de nuevo.', 'id-taken': () => 'Otro archivo tiene ya ese número; este recibe uno nuevo.',
    'wrong-column-count': () => 'La fila no tiene tantas celdas como los títulos.', 'no-customer': () => 'El pedido no nombra a ningún cliente.', 'unknown-customer': (value) => `Ningún cliente de este origen tiene el número ${value}.`, 'no-amount': () => 'El pedido no tiene importe ni líneas.', option: (value) => `${value} no está entre las opciones; se ha omitido.`, 'unknown-country': (value) => `${value} no está en la lista de países; se ha puesto tras la dirección.`, edited: () => 'Cambiado en Dossier; se queda.', removed: () => 'Eliminado en Dossier; no vuelve.',
    'not-cleared': () => 'Este campo está restringido y no tienes permiso; la columna se ha omitido.', 'unknown-table': () => 'Nada dice qué contiene; se ha omitido.', 'missing-column': () => 'Falta una columna necesaria; el archivo no se ha importado.', 'bad-key': (value) => `${value} no puede ser un número; se ha omitido.`, empty: () => 'El archivo está vacío.', 'empty-file': () => 'El archivo está vacío.', encrypted: () => 'El archivo está protegido con contraseña. Quítala, guárdalo e impórtalo.', 'old-excel': () => 'Es un libro de Excel 97–2003 (.xls). Guárdalo como .xlsx e importa ese.', 'unknown-format': () => 'El archivo no es una tabla. Se leen CSV, .xlsx, vCard y el JSON propio de Dossier.',
  },
};

/** The value that the server's sentence begins with, in quotes. */
function valueIn(message: string): string {
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(message)?.[0];
  if (quoted === undefined) return '';
  try {
    return `“${String(JSON.parse(quoted))}”`;
  } catch {
    return quoted; // quoted in another way: as it is
  }
}

/** Undefined where only the server has words for it. */
const own = ({ code, message }: Note, language: Language): string | undefined => {
  if (language === 'en') return message;
  const sentences = SENTENCES[language];
  return Object.hasOwn(sentences, code) ? sentences[code]?.(valueIn(message)).trim() : undefined;
};
export const problemText = (note: Note, language: Language): string => own(note, language) ?? note.message;
export function problem(note: Note, language: Language): TemplateResult {
  const text = own(note, language);
  return text === undefined ? html`<span lang="en">${note.message}</span>` : html`<span>${text}</span>`;
}
/** Between a name and what is said of it. */
export const colon = (language: Language): string => (language.startsWith('zh') ? '：' : ': ');
