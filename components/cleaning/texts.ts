/** Texts of the cleaning bench, in the four languages: they come with what speaks them. Words of causes and rules are the model's. Numbers come written in the reader's way. */
import type { ClusterView } from '../../model/cleaning/api.ts';
import type { Language } from '../../model/labels.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const en = {
  title: 'Clean up', which: 'Show', lists: { open: 'To do', dismissed: 'Said to be right', decisions: 'What was done' },
  from: 'From', everywhere: 'Every source', byPeople: 'entered by people', importOf: (source: string, date: string) => `Import ${source}, ${date}`, department: 'Department', everyDepartment: 'Every department', mine: 'Assigned to me',
  causes: 'Causes, the worst first', unit: '', oneOf: (label: string) => `${label}: 1`, archives: (n: string) => `${n} archives`, oneArchive: '1 archive',
  total: (findings: string, archives: string, of: string) => `${findings} findings in ${archives} of ${of} archives`, share: (share: string) => `${share} have findings`, mended: (n: string) => `${n} mended so far`, progress: 'Mended so far',
  empty: 'Nothing is left to clean up. What an import or the nightly check finds comes here.', emptyFiltered: 'Nothing is left to clean up here.', allFilters: 'Show everything', emptyMine: 'Nothing is assigned to you.', emptyDismissed: 'Nobody has said of a cause that it is right so.', emptyDecisions: 'Nothing was mended here yet.',
  never: 'The archives were not looked through yet.', looking: (done: string, total: string) => `Looking through the archives: ${done} of ${total}`, lookingAll: 'Looking through the archives…', lookedAt: (when: string) => `Looked through ${when}`, look: 'Look through all archives now', onlyAssigned: 'You see what is assigned to you.',
  failed: 'This could not be done.', more: 'Show more', back: 'Back to the causes', open: (name: string) => `Open ${name}`,
  what: 'What to do', proposed: 'proposed', noRule: 'No rule knows this. Open the archives and mend them, or say that it is right so.', country: 'Country', text: 'Text', choose: 'Choose…',
  examples: 'What becomes of them', firstOf: (n: string, all: string) => `the first ${n} of ${all}`, becomes: 'becomes', emptied: 'emptied', noted: (text: string) => `“${text}” goes into the label`, take: (name: string, value: string) => `Mend ${name}: ${value}`, line: (file: string, line: string) => `${file}, line ${line}`,
  sum: (mends: string, archives: string) => `Mends ${mends} in ${archives} archives.`, nothing: 'With this rule nothing is mended.', leaves: (n: string) => `${n} stay as they are: this rule does not know them.`, forbidden: (n: string) => `${n} belong to archives that you may read but not change.`, excepted: (n: string) => `${n} left out by you.`, exceptedRight: 'Say that these are right so', back1: 'Take them in again',
  left: 'What this rule cannot mend', counting: 'Working out what becomes of them…', apply: (n: string) => `Mend ${n}`, applyMap: (n: string) => `Map ${n} values`, keys: 'Arrow keys walk, Enter opens, Escape goes back, Ctrl + Enter mends.',
  clusters: 'Spellings that are one', alone: 'Alike nothing else', target: (value: string) => `What ${value} becomes`, how: { fingerprint: 'same words', letters: 'nearly the same letters', sound: 'sounds the same', name: 'another name of it' } satisfies Record<ClusterView['how'], string>,
  member: (text: string, count: string) => `${text}, ${count} times`, noTarget: 'Choose what it becomes', notListed: 'This is not in the list.', leaveIt: 'Leave as it is', toMap: (chosen: string, all: string) => `${chosen} of ${all} values have a target.`, asOne: 'as it is',
  right: 'It is right so…', rightWhy: 'Why is it right?', rightHint: 'Colleagues read this where the cause was.', rightSave: 'Leave it as it is', rightNone: 'Write a reason.', rightBy: (name: string, date: string) => `Said to be right by ${name}, ${date}`, again: 'Look at it again after all', rightDone: (what: string) => `Remembered: it is right so. ${what}`,
  assign: 'Assign…', assignTo: 'To whom?', assignSave: 'Assign', assignNone: 'Choose a colleague.', assigned: (name: string) => `Assigned to ${name}`, assignedMe: 'Assigned to you', unassign: 'Take back', did: (done: string, all: string) => `${done} of ${all} done`, people: 'Colleagues', assignedDone: (name: string) => `${name} finds it on this page now.`,
  running: (done: string, total: string) => `Mending: ${done} of ${total}`, done: (n: string) => `${n} mended`, doneLeft: (n: string, left: string) => `${n} mended, ${left} left`, changedSince: (n: string) => `${n} changed by somebody meanwhile`, notAllowed: (n: string) => `${n} not yours to change`, refused: (n: string) => `${n} refused by the field`, ruleFailed: 'This stopped in the middle. What was mended stays and can be undone.',
  undo: 'Undo', undoing: 'Undoing…', undone: (n: string) => `Undone: ${n} are as they were`, kept: (n: string) => `${n} stay as people changed them since`, byAt: (name: string, date: string) => `${name}, ${date}`, blanks: 'blank', news: 'What was done last',
};
export type BenchTexts = TextsOf<typeof en>;

const hans: BenchTexts = {
  title: '数据清理', which: '显示', lists: { open: '待处理', dismissed: '确认无误', decisions: '已做的处理' },
  from: '来源', everywhere: '所有来源', byPeople: '人工录入', importOf: (source, date) => `导入 ${source}，${date}`, department: '部门', everyDepartment: '所有部门', mine: '分配给我的',
  causes: '原因，最严重的在前', unit: '处', oneOf: (label) => `1 处${label}`, archives: (n) => `${n} 份档案`, oneArchive: '1 份档案',
  total: (findings, archives, of) => `${of} 份档案中有 ${archives} 份共 ${findings} 处问题`, share: (share) => `${share} 的档案有问题`, mended: (n) => `已修正 ${n} 处`, progress: '已修正的比例',
  empty: '没有需要清理的内容。导入或夜间检查发现的问题会出现在这里。', emptyFiltered: '这里没有需要清理的内容。', allFilters: '显示全部', emptyMine: '没有分配给您的内容。', emptyDismissed: '还没有被确认无误的原因。', emptyDecisions: '这里还没有做过处理。',
  never: '尚未检查档案。', looking: (done, total) => `正在检查档案：${done} / ${total}`, lookingAll: '正在检查档案…', lookedAt: (when) => `检查于${when}`, look: '立即检查所有档案', onlyAssigned: '您看到的是分配给您的内容。',
  failed: '未能完成。', more: '显示更多', back: '返回原因列表', open: (name) => `打开${name}`,
  what: '如何处理', proposed: '建议', noRule: '没有规则可用。请打开档案修正，或确认无误。', country: '国家或地区', text: '文本', choose: '请选择…',
  examples: '处理结果', firstOf: (n, all) => `${all} 处中的前 ${n} 处`, becomes: '变为', emptied: '清空', noted: (text) => `“${text}”移到标签`, take: (name, value) => `修正${name}：${value}`, line: (file, line) => `${file}，第 ${line} 行`,
  sum: (mends, archives) => `将修正 ${archives} 份档案中的 ${mends} 处。`, nothing: '此规则不会修正任何内容。', leaves: (n) => `${n} 处保持不变：此规则无法判断。`, forbidden: (n) => `${n} 处属于您可读但不可改的档案。`, excepted: (n) => `您排除了 ${n} 处。`, exceptedRight: '确认这些无误', back1: '重新纳入',
  left: '此规则无法修正的', counting: '正在计算结果…', apply: (n) => `修正 ${n} 处`, applyMap: (n) => `对应 ${n} 个值`, keys: '方向键移动，Enter 打开，Esc 返回，Ctrl + Enter 修正。',
  clusters: '同一个词的写法', alone: '与其他都不相近', target: (value) => `“${value}”变为`, how: { fingerprint: '词相同', letters: '字母几乎相同', sound: '读音相同', name: '另一名称' },
  member: (text, count) => `${text}，${count} 次`, noTarget: '请选择目标', notListed: '列表中没有此项。', leaveIt: '保持不变', toMap: (chosen, all) => `${all} 个值中有 ${chosen} 个已有目标。`, asOne: '不变',
  right: '确认无误…', rightWhy: '为什么无误？', rightHint: '同事会在原处看到这句话。', rightSave: '保持不变', rightNone: '请写明理由。', rightBy: (name, date) => `${name}于${date}确认无误`, again: '重新处理', rightDone: (what) => `已记录：确认无误。${what}`,
  assign: '分配…', assignTo: '分配给谁？', assignSave: '分配', assignNone: '请选择一位同事。', assigned: (name) => `已分配给${name}`, assignedMe: '已分配给您', unassign: '收回', did: (done, all) => `完成 ${done} / ${all}`, people: '同事', assignedDone: (name) => `${name}现在可在此页看到。`,
  running: (done, total) => `正在修正：${done} / ${total}`, done: (n) => `已修正 ${n} 处`, doneLeft: (n, left) => `已修正 ${n} 处，剩余 ${left} 处`, changedSince: (n) => `${n} 处期间被他人修改`, notAllowed: (n) => `${n} 处您无权修改`, refused: (n) => `${n} 处被字段拒绝`, ruleFailed: '处理中途停止。已修正的保留，可以撤销。',
  undo: '撤销', undoing: '正在撤销…', undone: (n) => `已撤销：${n} 处恢复原样`, kept: (n) => `${n} 处保留了之后的修改`, byAt: (name, date) => `${name}，${date}`, blanks: '空格', news: '最近的处理',
};

const hant: BenchTexts = {
  title: '資料清理', which: '顯示', lists: { open: '待處理', dismissed: '確認無誤', decisions: '已做的處理' },
  from: '來源', everywhere: '所有來源', byPeople: '人工輸入', importOf: (source, date) => `匯入 ${source}，${date}`, department: '部門', everyDepartment: '所有部門', mine: '指派給我的',
  causes: '原因，最嚴重的在前', unit: '處', oneOf: (label) => `1 處${label}`, archives: (n) => `${n} 份檔案`, oneArchive: '1 份檔案',
  total: (findings, archives, of) => `${of} 份檔案中有 ${archives} 份共 ${findings} 處問題`, share: (share) => `${share} 的檔案有問題`, mended: (n) => `已修正 ${n} 處`, progress: '已修正的比例',
  empty: '沒有需要清理的內容。匯入或夜間檢查發現的問題會出現在這裡。', emptyFiltered: '這裡沒有需要清理的內容。', allFilters: '顯示全部', emptyMine: '沒有指派給您的內容。', emptyDismissed: '還沒有被確認無誤的原因。', emptyDecisions: '這裡還沒有做過處理。',
  never: '尚未檢查檔案。', looking: (done, total) => `正在檢查檔案：${done} / ${total}`, lookingAll: '正在檢查檔案…', lookedAt: (when) => `檢查於${when}`, look: '立即檢查所有檔案', onlyAssigned: '您看到的是指派給您的內容。',
  failed: '未能完成。', more: '顯示更多', back: '返回原因列表', open: (name) => `開啟${name}`,
  what: '如何處理', proposed: '建議', noRule: '沒有規則可用。請開啟檔案修正，或確認無誤。', country: '國家或地區', text: '文字', choose: '請選擇…',
  examples: '處理結果', firstOf: (n, all) => `${all} 處中的前 ${n} 處`, becomes: '變為', emptied: '清空', noted: (text) => `「${text}」移到標籤`, take: (name, value) => `修正${name}：${value}`, line: (file, line) => `${file}，第 ${line} 列`,
  sum: (mends, archives) => `將修正 ${archives} 份檔案中的 ${mends} 處。`, nothing: '此規則不會修正任何內容。', leaves: (n) => `${n} 處保持不變：此規則無法判斷。`, forbidden: (n) => `${n} 處屬於您可讀但不可改的檔案。`, excepted: (n) => `您排除了 ${n} 處。`, exceptedRight: '確認這些無誤', back1: '重新納入',
  left: '此規則無法修正的', counting: '正在計算結果…', apply: (n) => `修正 ${n} 處`, applyMap: (n) => `對應 ${n} 個值`, keys: '方向鍵移動，Enter 開啟，Esc 返回，Ctrl + Enter 修正。',
  clusters: '同一個詞的寫法', alone: '與其他都不相近', target: (value) => `「${value}」變為`, how: { fingerprint: '詞相同', letters: '字母幾乎相同', sound: '讀音相同', name: '另一名稱' },
  member: (text, count) => `${text}，${count} 次`, noTarget: '請選擇目標', notListed: '清單中沒有此項。', leaveIt: '保持不變', toMap: (chosen, all) => `${all} 個值中有 ${chosen} 個已有目標。`, asOne: '不變',
  right: '確認無誤…', rightWhy: '為什麼無誤？', rightHint: '同事會在原處看到這句話。', rightSave: '保持不變', rightNone: '請寫明理由。', rightBy: (name, date) => `${name}於${date}確認無誤`, again: '重新處理', rightDone: (what) => `已記錄：確認無誤。${what}`,
  assign: '指派…', assignTo: '指派給誰？', assignSave: '指派', assignNone: '請選擇一位同事。', assigned: (name) => `已指派給${name}`, assignedMe: '已指派給您', unassign: '收回', did: (done, all) => `完成 ${done} / ${all}`, people: '同事', assignedDone: (name) => `${name}現在可在此頁看到。`,
  running: (done, total) => `正在修正：${done} / ${total}`, done: (n) => `已修正 ${n} 處`, doneLeft: (n, left) => `已修正 ${n} 處，剩餘 ${left} 處`, changedSince: (n) => `${n} 處期間被他人修改`, notAllowed: (n) => `${n} 處您無權修改`, refused: (n) => `${n} 處被欄位拒絕`, ruleFailed: '處理中途停止。已修正的保留，可以復原。',
  undo: '復原', undoing: '正在復原…', undone: (n) => `已復原：${n} 處恢復原樣`, kept: (n) => `${n} 處保留了之後的修改`, byAt: (name, date) => `${name}，${date}`, blanks: '空格', news: '最近的處理',
};

const es: BenchTexts = {
  title: 'Limpieza de datos', which: 'Mostrar', lists: { open: 'Por hacer', dismissed: 'Dados por buenos', decisions: 'Lo que se hizo' },
  from: 'Origen', everywhere: 'Todos los orígenes', byPeople: 'introducido por personas', importOf: (source, date) => `Importación ${source}, ${date}`, department: 'Departamento', everyDepartment: 'Todos los departamentos', mine: 'Asignado a mí',
  causes: 'Causas, primero las peores', unit: '', oneOf: (label) => `${label}: 1`, archives: (n) => `${n} expedientes`, oneArchive: '1 expediente',
  total: (findings, archives, of) => `${findings} hallazgos en ${archives} de ${of} expedientes`, share: (share) => `${share} con hallazgos`, mended: (n) => `${n} corregidos hasta ahora`, progress: 'Corregido hasta ahora',
  empty: 'No queda nada por limpiar. Aquí llega lo que encuentra una importación o la revisión nocturna.', emptyFiltered: 'Aquí no queda nada por limpiar.', allFilters: 'Mostrar todo', emptyMine: 'No tienes nada asignado.', emptyDismissed: 'Nadie ha dado una causa por buena.', emptyDecisions: 'Aquí todavía no se ha corregido nada.',
  never: 'Los expedientes no se han revisado todavía.', looking: (done, total) => `Revisando los expedientes: ${done} de ${total}`, lookingAll: 'Revisando los expedientes…', lookedAt: (when) => `Revisado ${when}`, look: 'Revisar ahora todos los expedientes', onlyAssigned: 'Usted ve lo que tiene asignado.',
  failed: 'No se ha podido hacer.', more: 'Mostrar más', back: 'Volver a las causas', open: (name) => `Abrir ${name}`,
  what: 'Qué hacer', proposed: 'propuesta', noRule: 'Ninguna regla sabe esto. Abre los expedientes y corrígelos, o di que está bien así.', country: 'País', text: 'Texto', choose: 'Elige…',
  examples: 'En qué se convierten', firstOf: (n, all) => `los primeros ${n} de ${all}`, becomes: 'pasa a ser', emptied: 'vacío', noted: (text) => `«${text}» pasa a la etiqueta`, take: (name, value) => `Corregir ${name}: ${value}`, line: (file, line) => `${file}, línea ${line}`,
  sum: (mends, archives) => `Corrige ${mends} en ${archives} expedientes.`, nothing: 'Con esta regla no se corrige nada.', leaves: (n) => `${n} quedan como están: esta regla no los conoce.`, forbidden: (n) => `${n} son de expedientes que lees pero no puedes cambiar.`, excepted: (n) => `${n} excluidos por ti.`, exceptedRight: 'Decir que estos están bien', back1: 'Volver a incluirlos',
  left: 'Lo que esta regla no puede corregir', counting: 'Calculando en qué se convierten…', apply: (n) => `Corregir ${n}`, applyMap: (n) => `Asignar ${n} valores`, keys: 'Las flechas recorren, Intro abre, Escape vuelve, Ctrl + Intro corrige.',
  clusters: 'Grafías de lo mismo', alone: 'Sin parecido con otras', target: (value) => `En qué se convierte ${value}`, how: { fingerprint: 'mismas palabras', letters: 'casi las mismas letras', sound: 'suena igual', name: 'otro nombre de lo mismo' },
  member: (text, count) => `${text}, ${count} veces`, noTarget: 'Elige en qué se convierte', notListed: 'No está en la lista.', leaveIt: 'Dejar como está', toMap: (chosen, all) => `${chosen} de ${all} valores tienen destino.`, asOne: 'queda igual',
  right: 'Está bien así…', rightWhy: '¿Por qué está bien?', rightHint: 'Los compañeros lo leen donde estaba la causa.', rightSave: 'Dejarlo como está', rightNone: 'Escribe un motivo.', rightBy: (name, date) => `Dado por bueno por ${name}, ${date}`, again: 'Revisarlo de nuevo', rightDone: (what) => `Anotado: está bien así. ${what}`,
  assign: 'Asignar…', assignTo: '¿A quién?', assignSave: 'Asignar', assignNone: 'Elige a un compañero.', assigned: (name) => `Asignado a ${name}`, assignedMe: 'Asignado a ti', unassign: 'Retirar', did: (done, all) => `${done} de ${all} hechos`, people: 'Compañeros', assignedDone: (name) => `${name} lo encuentra ahora en esta página.`,
  running: (done, total) => `Corrigiendo: ${done} de ${total}`, done: (n) => `${n} corregidos`, doneLeft: (n, left) => `${n} corregidos, quedan ${left}`, changedSince: (n) => `${n} cambiados por alguien entretanto`, notAllowed: (n) => `${n} que no puedes cambiar`, refused: (n) => `${n} rechazados por el campo`, ruleFailed: 'Se detuvo a la mitad. Lo corregido se queda y se puede deshacer.',
  undo: 'Deshacer', undoing: 'Deshaciendo…', undone: (n) => `Deshecho: ${n} están como antes`, kept: (n) => `${n} quedan como se cambiaron después`, byAt: (name, date) => `${name}, ${date}`, blanks: 'espacio', news: 'Lo último que se hizo',
};

const ALL: Readonly<Record<Language, BenchTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const benchTexts = (language: Language): BenchTexts => ALL[language];
