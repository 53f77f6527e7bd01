/** Texts of the analyses in four languages. What an analysis, a bar or a column is called comes with the answer of the server. */
import type { Language } from '../../model/labels.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const en = {
  title: 'Insight', analyses: 'Analyses', which: 'Analysis', view: 'Shown as', picturesOnly: 'Pictures', both: 'Both', tablesOnly: 'Tables',
  picture: (title: string) => `${title}: picture. Arrow keys walk, Enter shows the customers.`, show: 'Show the customers', leads: (what: string) => `${what}. Show the customers`, tableOf: (title: string) => `${title}: table`, rest: (n: number) => `Show ${n} more rows`,
  customers: (n: number) => (n === 1 ? '1 customer' : `${n} customers`), from: 'From', to: 'To', period: 'Period', classes: 'Class', allClasses: 'All customers', unclassified: 'without a class', clear: 'Clear filters', of: (customers: string, at: string) => `${customers} that you may see, as of ${at}`,
  usual: 'Last 12 months', months: (n: number) => `Last ${n} months`, everything: 'All time', own: 'From … to …',
  behind: (what: string) => `Customers: ${what}`, close: 'Close', more: 'Show more', inRegister: 'In the register', open: (name: string) => `Open ${name}`, name: 'Name', sum: 'Sum', last: 'Last trade', klass: 'Class', noneBehind: 'No customer that you may see.', failedBehind: 'The customers could not be asked for.',
  empty: 'Nothing to show yet', emptyText: 'This picture fills as archives and transactions come in.', emptyFiltered: 'Nothing in this period and class.', failed: 'The analysis could not be made.', denied: 'Analyses of all customers are for those who have the right to them. Ask a manager for what you need here.', working: 'Being counted …',
  export: 'Export', csv: 'CSV', xlsx: 'Excel', exporting: 'The file is being made …', exported: 'The file was made.', exportFailed: 'The file could not be made. Try again.',
  missing: (n: number) => `${n} more are not shown.`, count: 'Number', customersCount: 'Customers', amount: 'Amount', share: 'Share', value: 'Value', before: 'before', group: 'Group', time: 'Time', first: (share: string) => `First ${share}`, what: 'What', grain: 'By', grains: { month: 'Month', quarter: 'Quarter', year: 'Year' }, top: 'Rows', notesTitle: 'How it is counted', left: 'Lists that name customers are left out: to take them out needs the right to export.',
  report: 'Monthly report', month: 'Month', against: 'Compared with', noReports: 'The first report is kept when this month ends. What is counted today shows in the other analyses.', difference: 'Change', nothingBefore: 'No earlier month', keys: 'Arrow keys walk along a picture, Enter shows the customers behind a mark, Escape closes them.',
};
export type AnalysisTexts = TextsOf<typeof en>;

const hans: AnalysisTexts = {
  title: '洞察', analyses: '分析', which: '分析', view: '显示方式', picturesOnly: '图形', both: '图与表', tablesOnly: '表格',
  picture: (title) => `${title}：图形。用方向键移动，按 Enter 查看客户。`, show: '查看客户', leads: (what) => `${what}。查看客户`, tableOf: (title) => `${title}：表格`, rest: (n) => `再显示 ${n} 行`,
  customers: (n) => `${n} 位客户`, from: '从', to: '至', period: '期间', classes: '类别', allClasses: '全部客户', unclassified: '未分类', clear: '清除筛选', of: (customers, at) => `您可查看的${customers}，截至${at}`,
  usual: '最近 12 个月', months: (n) => `最近 ${n} 个月`, everything: '全部时间', own: '自定起止',
  behind: (what) => `客户：${what}`, close: '关闭', more: '显示更多', inRegister: '在客户表中查看', open: (name) => `打开${name}`, name: '名称', sum: '金额', last: '最近交易', klass: '类别', noneBehind: '没有您可查看的客户。', failedBehind: '无法取得客户名单。',
  empty: '暂无内容', emptyText: '随着档案和交易的录入，此图会逐渐充实。', emptyFiltered: '此期间和类别下没有内容。', failed: '未能完成分析。', denied: '对全部客户的分析仅供有权限的人员使用。如有需要，请联系经理。', working: '正在统计……',
  export: '导出', csv: 'CSV', xlsx: 'Excel', exporting: '正在生成文件……', exported: '文件已生成。', exportFailed: '未能生成文件，请重试。',
  missing: (n) => `另有 ${n} 行未显示。`, count: '数量', customersCount: '客户数', amount: '金额', share: '占比', value: '数值', before: '之前', group: '组', time: '时间', first: (share) => `前 ${share}`, what: '项目', grain: '按', grains: { month: '月', quarter: '季度', year: '年' }, top: '行数', notesTitle: '统计说明', left: '列出客户名称的表未包含在内：导出需要相应权限。',
  report: '月度报告', month: '月份', against: '对比', noReports: '本月结束时会保存第一份报告。当前的统计请见其他分析。', difference: '变化', nothingBefore: '没有更早的月份', keys: '方向键在图中移动，Enter 查看所选部分的客户，Esc 关闭。',
};
const hant: AnalysisTexts = {
  title: '洞察', analyses: '分析', which: '分析', view: '顯示方式', picturesOnly: '圖形', both: '圖與表', tablesOnly: '表格',
  picture: (title) => `${title}：圖形。用方向鍵移動，按 Enter 檢視客戶。`, show: '檢視客戶', leads: (what) => `${what}。檢視客戶`, tableOf: (title) => `${title}：表格`, rest: (n) => `再顯示 ${n} 列`,
  customers: (n) => `${n} 位客戶`, from: '從', to: '至', period: '期間', classes: '類別', allClasses: '全部客戶', unclassified: '未分類', clear: '清除篩選', of: (customers, at) => `您可檢視的${customers}，截至${at}`,
  usual: '最近 12 個月', months: (n) => `最近 ${n} 個月`, everything: '全部時間', own: '自訂起訖',
  behind: (what) => `客戶：${what}`, close: '關閉', more: '顯示更多', inRegister: '在客戶表中檢視', open: (name) => `開啟${name}`, name: '名稱', sum: '金額', last: '最近交易', klass: '類別', noneBehind: '沒有您可檢視的客戶。', failedBehind: '無法取得客戶名單。',
  empty: '尚無內容', emptyText: '隨著檔案與交易的登記，此圖會逐漸充實。', emptyFiltered: '此期間與類別下沒有內容。', failed: '未能完成分析。', denied: '對全部客戶的分析僅供有權限的人員使用。如有需要，請聯絡經理。', working: '正在統計……',
  export: '匯出', csv: 'CSV', xlsx: 'Excel', exporting: '正在產生檔案……', exported: '檔案已產生。', exportFailed: '未能產生檔案，請重試。',
  missing: (n) => `另有 ${n} 列未顯示。`, count: '數量', customersCount: '客戶數', amount: '金額', share: '占比', value: '數值', before: '之前', group: '組', time: '時間', first: (share) => `前 ${share}`, what: '項目', grain: '按', grains: { month: '月', quarter: '季', year: '年' }, top: '列數', notesTitle: '統計說明', left: '列出客戶名稱的表未包含在內：匯出需要相應權限。',
  report: '月度報告', month: '月份', against: '對比', noReports: '本月結束時會儲存第一份報告。目前的統計請見其他分析。', difference: '變化', nothingBefore: '沒有更早的月份', keys: '方向鍵在圖中移動，Enter 檢視所選部分的客戶，Esc 關閉。',
};
const es: AnalysisTexts = {
  title: 'Análisis', analyses: 'Análisis', which: 'Análisis', view: 'Mostrar como', picturesOnly: 'Gráficos', both: 'Ambos', tablesOnly: 'Tablas',
  picture: (title) => `${title}: gráfico. Las flechas recorren, Intro muestra los clientes.`, show: 'Mostrar los clientes', leads: (what) => `${what}. Mostrar los clientes`, tableOf: (title) => `${title}: tabla`, rest: (n) => `Mostrar ${n} filas más`,
  customers: (n) => (n === 1 ? '1 cliente' : `${n} clientes`), from: 'Desde', to: 'Hasta', period: 'Periodo', classes: 'Clase', allClasses: 'Todos los clientes', unclassified: 'sin clase', clear: 'Quitar filtros', of: (customers, at) => `${customers} que puedes ver, a ${at}`,
  usual: 'Últimos 12 meses', months: (n) => `Últimos ${n} meses`, everything: 'Todo el tiempo', own: 'Desde … hasta …',
  behind: (what) => `Clientes: ${what}`, close: 'Cerrar', more: 'Mostrar más', inRegister: 'Ver en el registro', open: (name) => `Abrir ${name}`, name: 'Nombre', sum: 'Importe', last: 'Última operación', klass: 'Clase', noneBehind: 'Ningún cliente que puedas ver.', failedBehind: 'No se han podido pedir los clientes.',
  empty: 'Todavía no hay nada que mostrar', emptyText: 'Este gráfico se llena a medida que llegan expedientes y operaciones.', emptyFiltered: 'No hay nada en este periodo y clase.', failed: 'No se ha podido hacer el análisis.', denied: 'Los análisis de todos los clientes son para quienes tienen ese derecho. Pide a un responsable lo que necesites aquí.', working: 'Contando …',
  export: 'Exportar', csv: 'CSV', xlsx: 'Excel', exporting: 'Se está creando el archivo …', exported: 'El archivo está creado.', exportFailed: 'No se ha podido crear el archivo. Inténtalo de nuevo.',
  missing: (n) => `Hay ${n} filas más que no se muestran.`, count: 'Número', customersCount: 'Clientes', amount: 'Importe', share: 'Parte', value: 'Valor', before: 'antes', group: 'Grupo', time: 'Tiempo', first: (share) => `Primer ${share}`, what: 'Qué', grain: 'Por', grains: { month: 'Mes', quarter: 'Trimestre', year: 'Año' }, top: 'Filas', notesTitle: 'Cómo se cuenta', left: 'Faltan las listas que nombran clientes: para sacarlas hace falta el derecho de exportar.',
  report: 'Informe mensual', month: 'Mes', against: 'Comparado con', noReports: 'El primer informe se guarda cuando termine este mes. Lo que se cuenta hoy está en los demás análisis.', difference: 'Cambio', nothingBefore: 'Ningún mes anterior', keys: 'Las flechas recorren el gráfico, Intro muestra los clientes de una marca, Escape los cierra.',
};

const TEXTS: Readonly<Record<Language, AnalysisTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const analysisTexts = (language: Language): AnalysisTexts => TEXTS[language];
