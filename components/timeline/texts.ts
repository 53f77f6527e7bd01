/** Texts that a timeline shows before anybody writes, in four languages. What writing says is in `desk-texts.ts`, which comes with it. */
import type { Language } from '../../model/labels.ts';

type Four = readonly [en: string, hans: string, hant: string, es: string];
const ORDER: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant', 'es'];

/** `{name}` stands for a value. */
export const wording = <T extends Readonly<Record<string, Four>>>(table: T) => (language: Language, key: keyof T & string, values: Readonly<Record<string, string | number>> = {}): string =>
  table[key]![ORDER.indexOf(language)]!.replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name] ?? ''));

export const say = wording({
  change: ['Major change', '重大变动', '重大變動', 'Cambio importante'],
  changes: ['Major changes', '重大变动', '重大變動', 'Cambios importantes'],
  recordChange: ['Record a change', '记录变动', '記錄變動', 'Anotar un cambio'],
  line: ['What happened?', '发生了什么？', '發生了什麼？', '¿Qué ha pasado?'],
  lineLabel: ['Write what happened; Enter stores it', '写下发生的事，按回车保存', '寫下發生的事，按 Enter 儲存', 'Escribe qué ha pasado; Intro lo guarda'],
  store: ['Note it', '记下', '記下', 'Anotar'],
  reach: ['Ways to reach them', '联系方式', '聯絡方式', 'Formas de contacto'],
  call: ['Call {value}', '致电 {value}', '致電 {value}', 'Llamar al {value}'],
  write: ['Write to {value}', '发邮件至 {value}', '寄信至 {value}', 'Escribir a {value}'],
  chat: ['{app}: {value}', '{app}：{value}', '{app}：{value}', '{app}: {value}'],
  more: ['{n} more', '还有 {n} 个', '還有 {n} 個', '{n} más'],
  copied: ['The WeChat ID {value} is copied: paste it in WeChat.', '已复制微信号 {value}，可在微信中粘贴。', '已複製微信號 {value}，可在微信中貼上。', 'El ID de WeChat {value} está copiado: pégalo en WeChat.'],
  notCopied: ['WeChat ID: {value}', '微信号：{value}', '微信號：{value}', 'ID de WeChat: {value}'],
  due: ['Due', '待办', '待辦', 'Pendiente'],
  dueNote: ['Write down what came of it: {what}', '记录结果：{what}', '記錄結果：{what}', 'Anotar el resultado: {what}'],
  who: ['Person', '人员', '人員', 'Persona'],
  colleagues: ['Colleagues', '同事', '同事', 'Colegas'],
  customers: ['At the customer', '客户方', '客戶方', 'Del cliente'],
  searched: ['in {years}', '{years} 年内', '{years} 年內', 'en {years}'],
  searchOlder: ['Look through {year} too', '也查找 {year} 年', '也尋找 {year} 年', 'Buscar también en {year}'],
  searchAll: ['Look through all years', '查找所有年份', '尋找所有年份', 'Buscar en todos los años'],
  showMore: ['Show older entries', '显示更早的记录', '顯示更早的紀錄', 'Mostrar anteriores'],
  comments: ['Comments', '评论', '留言', 'Comentarios'],
  commentsOf: ['Comments: {n}', '评论：{n}', '留言：{n}', 'Comentarios: {n}'],
  attach: ['Attach files', '添加附件', '新增附件', 'Adjuntar archivos'],
  papers: ['Papers of this entry', '此记录的附件', '此紀錄的附件', 'Adjuntos de esta entrada'],
});
