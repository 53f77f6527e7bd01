/** Words of exports by a schedule in the four languages; they come with the administration. */
import type { Language } from '../../model/labels.ts';

export interface ExportTexts {
  readonly tab: string;
  readonly lead: string;
  readonly none: string;
  readonly add: string;
  readonly title: string;
  readonly person: string;
  readonly personHint: string;
  readonly format: string;
  readonly view: string;
  readonly all: string;
  readonly columns: string;
  readonly columnsHint: string;
  readonly folder: string;
  readonly folderHint: string;
  readonly name: string;
  readonly schedule: string;
  readonly scheduleHint: string;
  readonly keep: string;
  readonly save: string;
  readonly run: string;
  readonly begun: string;
  readonly change: string;
  readonly remove: string;
  readonly removeSure: (title: string) => string;
  readonly running: string;
  readonly last: (file: string, archives: string, when: string) => string;
  readonly failed: (why: string, when: string) => string;
  readonly never: string;
  readonly next: (when: string) => string;
}

export const EXPORT_TEXTS: Readonly<Record<Language, ExportTexts>> = Object.freeze({
  en: {
    tab: 'Exports', lead: 'Files that the server writes by itself, under the right of a named information steward at that moment. Each is recorded.', none: 'No export is set up.', add: 'New export', title: 'Name', person: 'Under the right of', personHint: 'An information steward. Who loses the right takes nothing out any more.',
    format: 'Format', view: 'Saved view', all: 'All customers', columns: 'Columns', columnsHint: 'Keys of fields with commas between them; empty: those of the view, or the usual ones.', folder: 'Folder', folderHint: 'Below the server’s folder for exports (DOSSIER_EXPORT).', name: 'Beginning of the file name', schedule: 'When', scheduleHint: 'As cron writes it: 0 3 * * * is every night at three.',
    keep: 'Files that stay', save: 'Save', run: 'Make now', begun: 'It has begun; it is seen among the jobs.', change: 'Change', remove: 'End', removeSure: (title) => `End “${title}”? The files that it made stay.`, running: 'being made now', last: (file, archives, when) => `${file}: ${archives} customers, ${when}`, failed: (why, when) => `Failed ${when}: ${why}`, never: 'not made yet', next: (when) => `next ${when}`,
  },
  'zh-Hans': {
    tab: '导出', lead: '服务器自动写出的文件，按指定信息专员当时的权限，每次都会记录。', none: '尚未设置导出。', add: '新建导出', title: '名称', person: '以谁的权限', personHint: '一名信息专员；失去权限后不再导出。',
    format: '格式', view: '已保存的视图', all: '全部客户', columns: '列', columnsHint: '字段键，用逗号分隔；留空则用视图的列或常用列。', folder: '文件夹', folderHint: '位于服务器的导出文件夹（DOSSIER_EXPORT）之下。', name: '文件名开头', schedule: '时间', scheduleHint: '按 cron 写法：0 3 * * * 为每天凌晨三点。',
    keep: '保留文件数', save: '保存', run: '立即导出', begun: '已开始，可在任务中查看。', change: '更改', remove: '结束', removeSure: (title) => `结束“${title}”？已生成的文件会保留。`, running: '正在导出', last: (file, archives, when) => `${file}：${archives} 位客户，${when}`, failed: (why, when) => `${when}失败：${why}`, never: '尚未导出', next: (when) => `下次 ${when}`,
  },
  'zh-Hant': {
    tab: '匯出', lead: '伺服器自動寫出的檔案，依指定資訊專員當時的權限，每次都會記錄。', none: '尚未設定匯出。', add: '新增匯出', title: '名稱', person: '以誰的權限', personHint: '一名資訊專員；失去權限後不再匯出。',
    format: '格式', view: '已儲存的檢視', all: '全部客戶', columns: '欄', columnsHint: '欄位鍵，以逗號分隔；留空則用檢視的欄或常用欄。', folder: '資料夾', folderHint: '位於伺服器的匯出資料夾（DOSSIER_EXPORT）之下。', name: '檔名開頭', schedule: '時間', scheduleHint: '依 cron 寫法：0 3 * * * 為每天凌晨三點。',
    keep: '保留檔案數', save: '儲存', run: '立即匯出', begun: '已開始，可在工作中檢視。', change: '變更', remove: '結束', removeSure: (title) => `結束「${title}」？已產生的檔案會保留。`, running: '正在匯出', last: (file, archives, when) => `${file}：${archives} 位客戶，${when}`, failed: (why, when) => `${when}失敗：${why}`, never: '尚未匯出', next: (when) => `下次 ${when}`,
  },
  es: {
    tab: 'Exportaciones', lead: 'Archivos que el servidor escribe solo, con el permiso de un responsable de la información en ese momento. Cada uno queda registrado.', none: 'No hay exportaciones.', add: 'Nueva exportación', title: 'Nombre', person: 'Con el permiso de', personHint: 'Un responsable de la información. Quien pierde el permiso ya no saca nada.',
    format: 'Formato', view: 'Vista guardada', all: 'Todos los clientes', columns: 'Columnas', columnsHint: 'Claves de campos separadas por comas; vacío: las de la vista o las habituales.', folder: 'Carpeta', folderHint: 'Debajo de la carpeta de exportaciones del servidor (DOSSIER_EXPORT).', name: 'Comienzo del nombre', schedule: 'Cuándo', scheduleHint: 'Como lo escribe cron: 0 3 * * * es cada noche a las tres.',
    keep: 'Archivos que quedan', save: 'Guardar', run: 'Hacer ahora', begun: 'Ha empezado; se ve entre los trabajos.', change: 'Cambiar', remove: 'Terminar', removeSure: (title) => `¿Terminar «${title}»? Los archivos que hizo se quedan.`, running: 'en curso', last: (file, archives, when) => `${file}: ${archives} clientes, ${when}`, failed: (why, when) => `Falló ${when}: ${why}`, never: 'aún sin hacer', next: (when) => `próxima ${when}`,
  },
});
