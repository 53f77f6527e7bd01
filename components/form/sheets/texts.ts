/** Words of the archive's own page about its warning, its sheets and what a rule asks for, in four languages. They come with that page. */
import type { Language } from '../../../model/labels.ts';

interface SheetTexts {
  readonly warning: string;
  readonly warningHint: string;
  readonly noWarning: string;
  readonly sheets: string;
  readonly fields: (count: number, examples: string) => string;
  readonly here: string;
  readonly add: string;
  readonly remove: string;
  readonly removeHint: string;
  readonly requirement: (name: string) => string;
  readonly count: (filled: number, of: number) => string;
  /** Before the names, between two of them, behind them. */
  readonly missing: readonly [string, string, string];
  readonly nothingMissing: string;
  readonly papersOf: (who: string) => string;
  readonly unread: (count: number) => string;
  readonly readMore: string;
  readonly taken: (source: string) => string;
  readonly replaced: (date: string, source: string, known: boolean) => string;
  readonly noStatement: string;
}

const TEXTS: Readonly<Record<Language, SheetTexts>> = Object.freeze({
  en: {
    warning: 'Warning on top', warningHint: 'One warning tops card, timeline, form and print: the most severe.', noWarning: 'None.',
    sheets: 'Sheets', fields: (count, examples) => `${count === 1 ? '1 field' : `${count} fields`}: ${examples}`, here: 'in this archive',
    add: 'Add', remove: 'Take away',
    removeHint: 'A sheet that is taken away hides its empty fields. What is filled stays readable, and any field is found by search.',
    requirement: (name) => `Requirement: ${name}`, count: (filled, of) => `${filled} of ${of} on file`, missing: ['Missing: ', ', ', '.'], nothingMissing: 'Nothing is missing from this list.',
    papersOf: (who) => `${who} with papers`, unread: (count) => (count === 1 ? '1 is in a section that is not open here.' : `${count} are in sections that are not open here.`), readMore: 'Count the papers too',
    taken: (source) => `The list was taken from: ${source}.`, replaced: (date, source, known) => `That rule was replaced on ${date} by ${source}${known ? '' : ', whose own list this version does not have'}.`,
    noStatement: 'This counts what is on file. It is no legal statement.',
  },
  'zh-Hans': {
    warning: '置顶提醒', warningHint: '名片、时间线、表单和打印的最上方只显示一条提醒：最重要的那条。', noWarning: '没有。',
    sheets: '资料表', fields: (count, examples) => `${count} 项：${examples}`, here: '已在本档案',
    add: '添加', remove: '移除',
    removeHint: '移除资料表只会隐藏未填写的内容；已填写的仍可阅读，任何字段都能搜索到。',
    requirement: (name) => `要求：${name}`, count: (filled, of) => `已有 ${filled} 项，共 ${of} 项`, missing: ['缺少：', '、', '。'], nothingMissing: '本清单没有缺项。',
    papersOf: (who) => `${who}及证件`, unread: (count) => `另有 ${count} 项在此处未打开的分区中。`, readMore: '连同证件一起计算',
    taken: (source) => `清单来源：${source}。`, replaced: (date, source, known) => `该规定已于 ${date} 由${source}取代${known ? '' : '，本版本尚无新规定的清单'}。`,
    noStatement: '此处只统计已有资料，不构成法律意见。',
  },
  'zh-Hant': {
    warning: '置頂提醒', warningHint: '名片、時間軸、表單與列印的最上方只顯示一則提醒：最重要的那一則。', noWarning: '沒有。',
    sheets: '資料表', fields: (count, examples) => `${count} 項：${examples}`, here: '已在本檔案',
    add: '加入', remove: '移除',
    removeHint: '移除資料表只會隱藏未填寫的內容；已填寫的仍可閱讀，任何欄位都能搜尋到。',
    requirement: (name) => `要求：${name}`, count: (filled, of) => `已有 ${filled} 項，共 ${of} 項`, missing: ['缺少：', '、', '。'], nothingMissing: '本清單沒有缺項。',
    papersOf: (who) => `${who}及證件`, unread: (count) => `另有 ${count} 項在此處未開啟的分區中。`, readMore: '連同證件一起計算',
    taken: (source) => `清單來源：${source}。`, replaced: (date, source, known) => `該規定已於 ${date} 由${source}取代${known ? '' : '，本版本尚無新規定的清單'}。`,
    noStatement: '此處只統計已有資料，不構成法律意見。',
  },
  es: {
    warning: 'Aviso principal', warningHint: 'Un solo aviso encabeza la tarjeta, el historial, el formulario y la impresión: el más grave.', noWarning: 'Ninguno.',
    sheets: 'Fichas', fields: (count, examples) => `${count === 1 ? '1 campo' : `${count} campos`}: ${examples}`, here: 'en este expediente',
    add: 'Añadir', remove: 'Quitar',
    removeHint: 'Al quitar una ficha se ocultan sus campos vacíos. Lo que está escrito se sigue leyendo, y cualquier campo se encuentra al buscar.',
    requirement: (name) => `Requisito: ${name}`, count: (filled, of) => `${filled} de ${of} en el expediente`, missing: ['Falta: ', ', ', '.'], nothingMissing: 'No falta nada de esta lista.',
    papersOf: (who) => `${who} con documentos`, unread: (count) => (count === 1 ? '1 está en una sección que no está abierta aquí.' : `${count} están en secciones que no están abiertas aquí.`), readMore: 'Contar también los documentos',
    taken: (source) => `La lista se tomó de: ${source}.`, replaced: (date, source, known) => `Esa norma fue sustituida el ${date} por ${source}${known ? '' : ', cuya lista no está en esta versión'}.`,
    noStatement: 'Aquí se cuenta lo que hay en el expediente. No es una declaración jurídica.',
  },
});

export const sheetTexts = (language: Language): SheetTexts => TEXTS[language];
