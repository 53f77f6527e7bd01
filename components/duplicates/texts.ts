/** Texts of the review of duplicates, in the four languages: they come with what speaks them. */
import type { Evidence, MergeClass, MergeRefusal } from '../../model/duplicates/review-api.ts';
import type { Language } from '../../model/labels.ts';

export interface ReviewTexts {
  readonly title: string; readonly lists: { readonly open: string; readonly dismissed: string; readonly merged: string }; readonly which: string;
  readonly empty: string; readonly emptyDismissed: string; readonly emptyMerged: string; readonly failed: string; readonly more: string; readonly pairs: string;
  readonly likely: (score: number) => string; readonly facts: Readonly<Record<Evidence['fact'], string>>; readonly outcomes: Readonly<Record<Evidence['outcome'], string>>;
  readonly back: string; readonly open: (name: string) => string; readonly keep: string; readonly stays: string; readonly goes: string; readonly swap: string;
  readonly entries: string; readonly allSame: string; readonly left: string; readonly right: string; readonly both: string; readonly rows: (count: number) => string; readonly none: string; readonly verified: (date: string) => string;
  readonly classes: string; readonly fates: Readonly<Record<Exclude<MergeClass['fate'], 'givesWay'> | 'stands' | 'waiting', string>>; readonly waits: string; readonly lasts: (name: string, date: string) => string; readonly returns: string;
  readonly moves: (files: number, comments: number, transactions: number) => string; readonly keys: (keys: string) => string; readonly leaving: (names: string) => string; readonly leftOut: (count: number) => string;
  readonly code: string; readonly keeper: string; readonly merge: string; readonly merging: string; readonly two: string; readonly one: string; readonly noRight: string;
  readonly merged: (loser: string, winner: string) => string; readonly undo: string; readonly undoing: string; readonly undone: (winner: string, loser: string) => string; readonly kept: (count: number) => string; readonly reasons: Readonly<Record<'changed' | 'gone' | 'taken' | 'added', string>>;
  readonly dismissed: string; readonly byAt: (name: string, date: string) => string; readonly refusals: Readonly<Record<MergeRefusal['code'], string>>;
}

const en: ReviewTexts = {
  title: 'Possible duplicates', lists: { open: 'To review', dismissed: 'Not the same', merged: 'Merged' }, which: 'Show',
  empty: 'No two archives that you read look like one customer. A pair comes here by itself, after an import or as soon as somebody writes in an archive.', emptyDismissed: 'Nobody has said of two archives that they are not the same.', emptyMerged: 'Nothing was merged yet.', failed: 'This could not be done.', more: 'Show more', pairs: 'Pairs, the most likely first',
  likely: (score) => `${score >= 95 ? 'Almost certain' : score >= 75 ? 'Likely' : 'Possible'}, ${score} %`,
  facts: { name: 'Name', form: 'Legal form', branch: 'Branch', code: 'Code', paper: 'ID number', born: 'Date of birth', phone: 'Phone', email: 'Email', domain: 'Website', address: 'Address', kind: 'Type' },
  outcomes: { equal: 'the same', near: 'nearly the same', similar: 'in part the same', sound: 'the same in letters', differs: 'differs', elsewhere: 'another city' },
  back: 'Back to the list', open: (name) => `Open ${name}`, keep: 'Which archive stays?', stays: 'stays', goes: 'is merged into it', swap: 'Keep the other one',
  entries: 'What is kept', allSame: 'Nothing differs that would have to be decided.', left: 'Left', right: 'Right', both: 'Both', rows: (count) => (count === 1 ? '1 row' : `${count} rows`), none: 'Nothing', verified: (date) => `verified ${date}`,
  classes: 'Classes set by hand', fates: { stays: 'stays', comes: 'comes along', stands: 'stays behind: the other archive has its own', waiting: 'stays behind: another one waits already' }, waits: 'waits for approval', lasts: (name, date) => `${name}, until ${date}`, returns: 'What stays behind is back when the merge is undone.',
  moves: (files, comments, transactions) => `Files: ${files} · comments: ${comments} · transactions: ${transactions} come along.`, keys: (keys) => `These keys lead to the archive that stays: ${keys}.`, leaving: (names) => `These people lose the access that they have to the other archive: ${names}.`, leftOut: (count) => `Values that the catalogue takes no longer: ${count}. They stay in the history.`,
  code: 'Customer code', keeper: 'Archive keeper', merge: 'Merge', merging: 'Merging…', two: 'Not the same customer', one: 'They may be the same', noRight: 'You may read both archives. Whoever manages both, or a steward, can merge them.',
  merged: (loser, winner) => `${loser} is now part of ${winner}.`, undo: 'Undo the merge', undoing: 'Undoing…', undone: (winner, loser) => `${winner} and ${loser} are two archives again.`, kept: (count) => `Kept as people made it since: ${count}`, reasons: { changed: 'changed since', gone: 'removed since', taken: 'belongs to another archive now', added: 'written since' },
  dismissed: 'Remembered: these are two customers.', byAt: (name, date) => `${name}, ${date}`,
  refusals: { forbidden: 'Merging needs the right to manage both archives, or that of a steward, and to write what would be merged.', restricted: 'There are restricted facts. Somebody who may write them has to merge.', state: 'Both archives must be open.', kind: 'One is a person, the other a company. Correct the type of one of them first.', same: 'This is one archive.', retired: 'Some fields are no longer in use.' },
};
const hans: ReviewTexts = {
  title: '可能重复的客户', lists: { open: '待处理', dismissed: '不是同一客户', merged: '已合并' }, which: '显示',
  empty: '您能查看的档案中没有疑似同一客户的。导入数据或有人修改档案后，疑似的一对会自动出现在这里。', emptyDismissed: '还没有人标记过“不是同一客户”。', emptyMerged: '还没有合并过档案。', failed: '操作未能完成。', more: '显示更多', pairs: '疑似重复，最可能的在前',
  likely: (score) => `${score >= 95 ? '几乎确定' : score >= 75 ? '很可能' : '可能'}，${score}%`,
  facts: { name: '名称', form: '企业类型', branch: '分支机构', code: '代码', paper: '证件号码', born: '出生日期', phone: '电话', email: '电子邮件', domain: '网站', address: '地址', kind: '主体类型' },
  outcomes: { equal: '相同', near: '几乎相同', similar: '部分相同', sound: '拼音相同', differs: '不同', elsewhere: '城市不同' },
  back: '返回列表', open: (name) => `打开 ${name}`, keep: '保留哪份档案？', stays: '保留', goes: '并入上者', swap: '改为保留另一份',
  entries: '保留哪些内容', allSame: '没有需要选择的差异。', left: '左边', right: '右边', both: '两者', rows: (count) => `${count} 行`, none: '无', verified: (date) => `核实于 ${date}`,
  classes: '人工指定的类别', fates: { stays: '保留', comes: '一并转入', stands: '不转入：保留的档案已有自己的指定', waiting: '不转入：保留的档案已有一项待批准' }, waits: '待批准', lasts: (name, date) => `${name}，有效至${date}`, returns: '未转入的类别在撤销合并后恢复。',
  moves: (files, comments, transactions) => `一并转入：文件 ${files} 个、评论 ${comments} 条、交易 ${transactions} 笔。`, keys: (keys) => `这些外部编号将指向保留的档案：${keys}。`, leaving: (names) => `以下人员将失去对另一份档案的访问权限：${names}。`, leftOut: (count) => `有 ${count} 项内容目录已不再收录，仅保留在历史记录中。`,
  code: '客户编码', keeper: '档案负责人', merge: '合并', merging: '正在合并…', two: '不是同一客户', one: '可能是同一客户', noRight: '您可以查看这两份档案。由同时管理两份档案的人或信息专员合并。',
  merged: (loser, winner) => `${loser} 已并入 ${winner}。`, undo: '撤销合并', undoing: '正在撤销…', undone: (winner, loser) => `${winner} 与 ${loser} 已恢复为两份档案。`, kept: (count) => `合并后有人修改而予以保留的内容：${count} 项`, reasons: { changed: '之后已修改', gone: '之后已删除', taken: '现属于另一份档案', added: '之后新增' },
  dismissed: '已记住：这是两个客户。', byAt: (name, date) => `${name}，${date}`,
  refusals: { forbidden: '合并需要对两份档案的管理权限或信息专员的权限，以及对合并内容的编辑权限。', restricted: '其中有受限内容，须由有权编辑者合并。', state: '两份档案都必须处于开放状态。', kind: '一份是个人，一份是企业。请先更正其中一份的主体类型。', same: '这是同一份档案。', retired: '部分字段已停用。' },
};
const hant: ReviewTexts = {
  title: '可能重複的客戶', lists: { open: '待處理', dismissed: '不是同一客戶', merged: '已合併' }, which: '顯示',
  empty: '您能檢視的檔案中沒有疑似同一客戶的。匯入資料或有人修改檔案後，疑似的一對會自動出現在這裡。', emptyDismissed: '還沒有人標記過「不是同一客戶」。', emptyMerged: '還沒有合併過檔案。', failed: '操作未能完成。', more: '顯示更多', pairs: '疑似重複，最可能的在前',
  likely: (score) => `${score >= 95 ? '幾乎確定' : score >= 75 ? '很可能' : '可能'}，${score}%`,
  facts: { name: '名稱', form: '企業類型', branch: '分支機構', code: '代碼', paper: '證件號碼', born: '出生日期', phone: '電話', email: '電子郵件', domain: '網站', address: '地址', kind: '主體類型' },
  outcomes: { equal: '相同', near: '幾乎相同', similar: '部分相同', sound: '拼音相同', differs: '不同', elsewhere: '城市不同' },
  back: '返回清單', open: (name) => `開啟 ${name}`, keep: '保留哪份檔案？', stays: '保留', goes: '併入上者', swap: '改為保留另一份',
  entries: '保留哪些內容', allSame: '沒有需要選擇的差異。', left: '左邊', right: '右邊', both: '兩者', rows: (count) => `${count} 列`, none: '無', verified: (date) => `核實於 ${date}`,
  classes: '人工指定的類別', fates: { stays: '保留', comes: '一併轉入', stands: '不轉入：保留的檔案已有自己的指定', waiting: '不轉入：保留的檔案已有一項待核准' }, waits: '待核准', lasts: (name, date) => `${name}，有效至${date}`, returns: '未轉入的類別在復原合併後恢復。',
  moves: (files, comments, transactions) => `一併轉入：檔案 ${files} 個、留言 ${comments} 則、交易 ${transactions} 筆。`, keys: (keys) => `這些外部編號將指向保留的檔案：${keys}。`, leaving: (names) => `以下人員將失去對另一份檔案的存取權限：${names}。`, leftOut: (count) => `有 ${count} 項資料目錄已不再收錄，僅保留在歷史紀錄中。`,
  code: '客戶編號', keeper: '檔案負責人', merge: '合併', merging: '正在合併…', two: '不是同一客戶', one: '可能是同一客戶', noRight: '您可以檢視這兩份檔案。由同時管理兩份檔案的人或資訊專員合併。',
  merged: (loser, winner) => `${loser} 已併入 ${winner}。`, undo: '復原合併', undoing: '正在復原…', undone: (winner, loser) => `${winner} 與 ${loser} 已恢復為兩份檔案。`, kept: (count) => `合併後有人修改而予以保留的內容：${count} 項`, reasons: { changed: '之後已修改', gone: '之後已刪除', taken: '現屬於另一份檔案', added: '之後新增' },
  dismissed: '已記住：這是兩個客戶。', byAt: (name, date) => `${name}，${date}`,
  refusals: { forbidden: '合併需要對兩份檔案的管理權限或資訊專員的權限，以及對合併內容的編輯權限。', restricted: '其中有受限內容，須由有權編輯者合併。', state: '兩份檔案都必須處於開啟狀態。', kind: '一份是個人，一份是企業。請先更正其中一份的主體類型。', same: '這是同一份檔案。', retired: '部分欄位已停用。' },
};
const es: ReviewTexts = {
  title: 'Posibles duplicados', lists: { open: 'Por revisar', dismissed: 'No son el mismo', merged: 'Fusionados' }, which: 'Mostrar',
  empty: 'Ningún par de los expedientes que lees parece el mismo cliente. Un par llega aquí por sí solo, tras una importación o en cuanto alguien escribe en un expediente.', emptyDismissed: 'Nadie ha marcado dos expedientes como clientes distintos.', emptyMerged: 'Todavía no se ha fusionado nada.', failed: 'No se ha podido hacer.', more: 'Mostrar más', pairs: 'Pares, primero los más probables',
  likely: (score) => `${score >= 95 ? 'Casi seguro' : score >= 75 ? 'Probable' : 'Posible'}, ${score} %`,
  facts: { name: 'Nombre', form: 'Forma jurídica', branch: 'Sucursal', code: 'Código', paper: 'Número de documento', born: 'Fecha de nacimiento', phone: 'Teléfono', email: 'Correo electrónico', domain: 'Sitio web', address: 'Dirección', kind: 'Tipo' },
  outcomes: { equal: 'igual', near: 'casi igual', similar: 'igual en parte', sound: 'igual en letras latinas', differs: 'distinto', elsewhere: 'otra ciudad' },
  back: 'Volver a la lista', open: (name) => `Abrir ${name}`, keep: '¿Qué expediente se queda?', stays: 'se queda', goes: 'se fusiona con él', swap: 'Quedarse con el otro',
  entries: 'Qué se conserva', allSame: 'No hay diferencias que decidir.', left: 'Izquierda', right: 'Derecha', both: 'Ambos', rows: (count) => (count === 1 ? '1 fila' : `${count} filas`), none: 'Nada', verified: (date) => `verificado el ${date}`,
  classes: 'Clases fijadas a mano', fates: { stays: 'se queda', comes: 'pasa también', stands: 'no pasa: el otro expediente ya tiene la suya', waiting: 'no pasa: ya hay otra pendiente' }, waits: 'pendiente de aprobación', lasts: (name, date) => `${name}, hasta el ${date}`, returns: 'Lo que no pasa vuelve al deshacer la fusión.',
  moves: (files, comments, transactions) => `También pasan: archivos: ${files} · comentarios: ${comments} · operaciones: ${transactions}.`, keys: (keys) => `Estas claves llevarán al expediente que se queda: ${keys}.`, leaving: (names) => `Estas personas pierden el acceso que tienen al otro expediente: ${names}.`, leftOut: (count) => `Valores que el catálogo ya no admite: ${count}. Quedan en el historial.`,
  code: 'Código de cliente', keeper: 'Responsable del expediente', merge: 'Fusionar', merging: 'Fusionando…', two: 'No es el mismo cliente', one: 'Puede ser el mismo', noRight: 'Puedes leer ambos expedientes. Puede fusionarlos quien gestione los dos o un gestor de la información.',
  merged: (loser, winner) => `${loser} forma parte ahora de ${winner}.`, undo: 'Deshacer la fusión', undoing: 'Deshaciendo…', undone: (winner, loser) => `${winner} y ${loser} vuelven a ser dos expedientes.`, kept: (count) => `Se conserva lo cambiado desde entonces: ${count}`, reasons: { changed: 'cambiado después', gone: 'borrado después', taken: 'ahora es de otro expediente', added: 'escrito después' },
  dismissed: 'Anotado: son dos clientes.', byAt: (name, date) => `${name}, ${date}`,
  refusals: { forbidden: 'Para fusionar hay que gestionar ambos expedientes o ser gestor de la información, y poder escribir lo que se fusiona.', restricted: 'Hay datos restringidos. Debe fusionar quien pueda escribirlos.', state: 'Ambos expedientes deben estar abiertos.', kind: 'Uno es una persona y el otro una empresa. Corrige antes el tipo de uno de ellos.', same: 'Es un solo expediente.', retired: 'Algunos campos ya no se usan.' },
};

const ALL: Readonly<Record<Language, ReviewTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const reviewTexts = (language: Language): ReviewTexts => ALL[language];
