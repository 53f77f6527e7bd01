/** Words of the table of working days in the four languages. */
import type { Language } from '../../../model/labels.ts';

export interface WorkdayTexts {
  readonly title: string; readonly lead: string; readonly weekend: string; readonly weekendHint: string; readonly year: string; readonly earlier: string; readonly later: string; readonly total: (n: string) => string; readonly calendar: (year: string) => string;
  readonly legend: Readonly<Record<'off' | 'holiday' | 'worked', string>>; readonly days: string; readonly none: (year: string) => string; readonly day: string; readonly name: string; readonly kind: string; readonly count: (n: number) => string; readonly remove: (what: string) => string; readonly removeShort: string; readonly anyway: string;
  readonly add: string; readonly from: string; readonly to: string; readonly toHint: string; readonly needDay: string; readonly backwards: string; readonly tooLong: string; readonly addIt: string;
  readonly paste: string; readonly pasteHint: string; readonly pasteLabel: string; readonly pasteFound: (holidays: number, worked: number) => string; readonly pasteBad: (lines: string) => string; readonly pasteNothing: string; readonly take: string;
  readonly more: string; readonly most: string; readonly mostHint: string; readonly credit: string; readonly creditHint: string; readonly range: (min: number, max: number) => string;
  readonly save: string; readonly saved: string; readonly discard: string; readonly changed: string; readonly conflict: string; readonly loadAgain: string; readonly setBy: (who: string, when: string) => string; readonly oneWorked: string;
}

export const WORKDAY_TEXTS: Readonly<Record<Language, WorkdayTexts>> = Object.freeze({
  en: {
    title: 'Working days and holidays', lead: 'Reminders are planned on working days only. Weekends as a rule, holidays beside them, and days worked although they are on a weekend.', weekend: 'Weekend', weekendHint: 'Days on which nobody works.', year: 'Year', earlier: 'Year before', later: 'Next year', total: (n) => `${n} working days`, calendar: (year) => `Calendar of ${year}`,
    legend: { off: 'weekend', holiday: 'holiday', worked: 'make-up working day' }, days: 'Days of this year', none: (year) => `No holidays of ${year} yet. Add one, or paste the official list.`, day: 'Days', name: 'Name', kind: 'Kind', count: (n) => (n === 1 ? '1 day' : `${n} days`), remove: (what) => `Remove ${what}`, removeShort: 'Remove', anyway: 'worked anyway',
    add: 'Add days', from: 'From', to: 'To', toHint: 'Empty: one day.', needDay: 'Choose a day.', backwards: 'Not before the first day.', tooLong: 'At most 60 days at once.', addIt: 'Add',
    paste: 'Paste a list', pasteHint: 'A line each: a day or two days, then the name. 2026-10-01 to 2026-10-07 National Day · 2026-10-10 worked. Day first is read too: 1/10/2026.', pasteLabel: 'Lines with days', pasteFound: (holidays, worked) => `${holidays} days off, ${worked} make-up working days.`, pasteBad: (lines) => `No day found in line ${lines}.`, pasteNothing: 'No day found.', take: 'Take them',
    more: 'Reminders', most: 'New lines a person, a working day', mostHint: 'What else is due waits for the next working days.', credit: 'A credit report is renewed after', creditHint: 'Months, where it names no last day.', range: (min, max) => `From ${min} to ${max}.`,
    save: 'Save', saved: 'Saved. Reminders follow it from now on.', discard: 'Discard changes', changed: 'Not saved yet.', conflict: 'A colleague has changed the table meanwhile.', loadAgain: 'Load it again, keep my changes', setBy: (who, when) => `Last set by ${who}, ${when}.`, oneWorked: 'At least one weekday is worked.',
  },
  'zh-Hans': {
    title: '工作日与节假日', lead: '提醒只安排在工作日：周末为常规休息日，另列节假日和调休上班日。', weekend: '周末', weekendHint: '不上班的日子。', year: '年份', earlier: '上一年', later: '下一年', total: (n) => `${n} 个工作日`, calendar: (year) => `${year} 年日历`,
    legend: { off: '周末', holiday: '节假日', worked: '调休上班' }, days: '本年特殊日', none: (year) => `尚无 ${year} 年的节假日。请添加，或粘贴官方放假安排。`, day: '日期', name: '名称', kind: '类型', count: (n) => `${n} 天`, remove: (what) => `删除${what}`, removeShort: '删除', anyway: '本来就上班',
    add: '添加日期', from: '自', to: '至', toHint: '留空为一天。', needDay: '请选择日期。', backwards: '不能早于第一天。', tooLong: '一次最多 60 天。', addIt: '添加',
    paste: '粘贴列表', pasteHint: '每行一个日期或起止日期，后接名称。2026-10-01 至 2026-10-07 国庆节 · 2026-10-10 上班。', pasteLabel: '含日期的各行', pasteFound: (holidays, worked) => `放假 ${holidays} 天，调休上班 ${worked} 天。`, pasteBad: (lines) => `第 ${lines} 行没有日期。`, pasteNothing: '没有找到日期。', take: '采用',
    more: '提醒', most: '每人每个工作日的新提醒', mostHint: '其余顺延到之后的工作日。', credit: '资信报告更新周期', creditHint: '未写明截止日期时的月数。', range: (min, max) => `${min} 至 ${max}。`,
    save: '保存', saved: '已保存，提醒即刻按此安排。', discard: '放弃更改', changed: '尚未保存。', conflict: '同事已更改此表。', loadAgain: '重新载入并保留我的更改', setBy: (who, when) => `最近由${who}设置，${when}。`, oneWorked: '一周至少有一个工作日。',
  },
  'zh-Hant': {
    title: '工作日與假日', lead: '提醒只安排在工作日：週末為例行休息日，另列假日與補班日。', weekend: '週末', weekendHint: '不上班的日子。', year: '年份', earlier: '上一年', later: '下一年', total: (n) => `${n} 個工作日`, calendar: (year) => `${year} 年日曆`,
    legend: { off: '週末', holiday: '假日', worked: '補班' }, days: '本年特殊日', none: (year) => `尚無 ${year} 年的假日。請新增，或貼上官方行事曆。`, day: '日期', name: '名稱', kind: '類型', count: (n) => `${n} 天`, remove: (what) => `刪除${what}`, removeShort: '刪除', anyway: '本來就上班',
    add: '新增日期', from: '自', to: '至', toHint: '留空為一天。', needDay: '請選擇日期。', backwards: '不能早於第一天。', tooLong: '一次最多 60 天。', addIt: '新增',
    paste: '貼上清單', pasteHint: '每行一個日期或起訖日期，後接名稱。2026-10-09 至 2026-10-10 國慶日 · 2026-10-17 補班。', pasteLabel: '含日期的各行', pasteFound: (holidays, worked) => `放假 ${holidays} 天，補班 ${worked} 天。`, pasteBad: (lines) => `第 ${lines} 行沒有日期。`, pasteNothing: '沒有找到日期。', take: '採用',
    more: '提醒', most: '每人每個工作日的新提醒', mostHint: '其餘順延到之後的工作日。', credit: '徵信報告更新週期', creditHint: '未寫明截止日期時的月數。', range: (min, max) => `${min} 至 ${max}。`,
    save: '儲存', saved: '已儲存，提醒即刻依此安排。', discard: '捨棄變更', changed: '尚未儲存。', conflict: '同事已變更此表。', loadAgain: '重新載入並保留我的變更', setBy: (who, when) => `最近由${who}設定，${when}。`, oneWorked: '一週至少有一個工作日。',
  },
  es: {
    title: 'Días laborables y festivos', lead: 'Los recordatorios se planean solo en días laborables. Los fines de semana como regla, los festivos aparte, y los días que se trabajan aunque caigan en fin de semana.', weekend: 'Fin de semana', weekendHint: 'Días en que nadie trabaja.', year: 'Año', earlier: 'Año anterior', later: 'Año siguiente', total: (n) => `${n} días laborables`, calendar: (year) => `Calendario de ${year}`,
    legend: { off: 'fin de semana', holiday: 'festivo', worked: 'día recuperado' }, days: 'Días de este año', none: (year) => `Aún no hay festivos de ${year}. Añade uno o pega la lista oficial.`, day: 'Días', name: 'Nombre', kind: 'Tipo', count: (n) => (n === 1 ? '1 día' : `${n} días`), remove: (what) => `Quitar ${what}`, removeShort: 'Quitar', anyway: 'se trabaja igual',
    add: 'Añadir días', from: 'Desde', to: 'Hasta', toHint: 'Vacío: un día.', needDay: 'Elige un día.', backwards: 'No antes del primer día.', tooLong: 'Como mucho 60 días a la vez.', addIt: 'Añadir',
    paste: 'Pegar una lista', pasteHint: 'Una línea por día o por dos días, y luego el nombre. 2026-10-12 Fiesta Nacional · 1/11/2026 a 2/11/2026 Todos los Santos · 2026-12-05 laborable.', pasteLabel: 'Líneas con días', pasteFound: (holidays, worked) => `${holidays} días libres, ${worked} días recuperados.`, pasteBad: (lines) => `Sin día en la línea ${lines}.`, pasteNothing: 'No se encontró ningún día.', take: 'Tomarlos',
    more: 'Recordatorios', most: 'Líneas nuevas por persona y día laborable', mostHint: 'Lo demás espera a los días laborables siguientes.', credit: 'Un informe de crédito se renueva a los', creditHint: 'Meses, cuando no indica último día.', range: (min, max) => `De ${min} a ${max}.`,
    save: 'Guardar', saved: 'Guardado. Los recordatorios lo siguen desde ahora.', discard: 'Descartar cambios', changed: 'Sin guardar.', conflict: 'Un colega ha cambiado la tabla entretanto.', loadAgain: 'Cargarla de nuevo y conservar mis cambios', setBy: (who, when) => `Último ajuste: ${who}, ${when}.`, oneWorked: 'Se trabaja al menos un día de la semana.',
  },
});
