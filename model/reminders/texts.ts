/** The words of reasons in four languages: one sentence a kind, made of what it was reckoned from. Options and papers are named in the reason itself, by `words.ts`: no page needs the catalogue for them. */
import type { Labels, Language } from '../labels.ts';
import type { ReasonInputs, ReminderAction, ReminderReason } from './api.ts';
import type { ReminderKind } from './kinds.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const KIND_NAMES: Readonly<Record<ReminderKind, Labels>> = Object.freeze({
  appointment: t('Appointment', '预约', '預約', 'Cita'),
  firstContact: t('First contact', '首次联系', '首次聯絡', 'Primer contacto'),
  deposit: t('Deposit matures', '存款到期', '存款到期', 'Vence un depósito'),
  birthday: t('Birthday', '生日', '生日', 'Cumpleaños'),
  occasion: t('Occasion', '纪念日', '紀念日', 'Fecha señalada'),
  contactReport: t('Contact report', '联系报告', '聯絡報告', 'Informe de contacto'),
  major: t('Major matter to report', '重大事项待上报', '重大事項待呈報', 'Asunto importante por comunicar'),
  visit: t('Planned visit', '计划拜访', '計畫拜訪', 'Visita prevista'),
  decline: t('Business declines', '业务下滑', '業務下滑', 'El negocio decae'),
  classVisit: t('Visit of its class', '按等级拜访', '依等級拜訪', 'Visita según su clase'),
  contactCycle: t('Contact overdue', '该联系了', '該聯絡了', 'Contacto pendiente'),
  twoStaff: t('Second colleague missing', '缺少第二位负责人', '缺少第二位負責人', 'Falta un segundo responsable'),
  amlReview: t('Risk review', '风险复评', '風險複評', 'Revisión de riesgo'),
  creditReport: t('Credit report', '资信报告', '徵信報告', 'Informe de solvencia'),
  paper: t('Paper expires', '证件到期', '證件到期', 'Documento que caduca'),
  yearly: t('Yearly figures missing', '缺少年度数据', '缺少年度資料', 'Faltan datos anuales'),
  stale: t('Data to check', '资料待核对', '資料待核對', 'Datos por revisar'),
  yellowPages: t('Directory entry to renew', '黄页资料待更新', '黃頁資料待更新', 'Entrada de directorio por renovar'),
});

export const ACTION_NAMES: Readonly<Record<ReminderAction, Labels>> = Object.freeze({
  contact: t('Get in touch', '联系客户', '聯絡客戶', 'Contactar'),
  meet: t('Meet', '会面', '會面', 'Reunirse'),
  greet: t('Send greetings', '送上祝贺', '送上祝賀', 'Felicitar'),
  renew: t('Ask for the new paper', '索取新证件', '索取新證件', 'Pedir el documento nuevo'),
  review: t('Review the rating', '复评等级', '複評等級', 'Revisar la calificación'),
  survey: t('Survey anew', '重新调查', '重新調查', 'Hacer un nuevo estudio'),
  report: t('Write the report', '撰写报告', '撰寫報告', 'Redactar el informe'),
  complete: t('Bring data up to date', '更新资料', '更新資料', 'Actualizar los datos'),
  assign: t('Name a second colleague', '指定第二位负责人', '指定第二位負責人', 'Nombrar a otro responsable'),
  offer: t('Talk about what follows', '商谈后续安排', '商談後續安排', 'Hablar de lo que sigue'),
});

type Words = (say: Say) => string;
interface Say { readonly in: ReasonInputs; /** An amount in the reason's currency. */ readonly money: (value: unknown) => string; readonly day: (value: unknown) => string; /** Name of the option or field that is the value of this input. */ readonly option: (input: string) => string; readonly due: string }
type Sentences = Readonly<Record<Language, Words>>;

const optionOf = ({ words, inputs }: Pick<ReminderReason, 'words' | 'inputs'>, lang: Language) => (input: string): string => words?.[input]?.[lang] ?? String(inputs[input] ?? '');
const dayText = (lang: Language) => (value: unknown): string => {
  const day = String(value ?? '');
  const time = Date.parse(`${day.startsWith('--') ? `2000${day.slice(1)}` : day}T00:00:00Z`);
  if (Number.isNaN(time)) return day;
  return new Intl.DateTimeFormat(lang, { timeZone: 'UTC', day: 'numeric', month: 'short', ...(day.startsWith('--') ? {} : { year: 'numeric' }) }).format(time);
};
const moneyText = (lang: Language, { currency }: ReasonInputs) => (value: unknown): string =>
  new Intl.NumberFormat(lang, typeof currency === 'string' ? { style: 'currency', currency, currencyDisplay: 'code' } : {}).format(Number(value));
/** `−75%`; nothing where nothing was bought before. */
const changed = ({ percent }: ReasonInputs, open: string, close: string): string => (typeof percent === 'number' ? `${open}${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)}%${close}` : '');
const cut = (text: unknown): string => (text === undefined || text === '' ? '' : String(text));

const SENTENCES: Readonly<Record<ReminderKind, Sentences>> = {
  appointment: {
    en: ({ in: i, due }) => `Appointment on ${due}${i['time'] ? ` at ${i['time']}` : ''}.`,
    'zh-Hans': ({ in: i, due }) => `${due}${i['time'] ? ` ${i['time']}` : ''}有预约。`,
    'zh-Hant': ({ in: i, due }) => `${due}${i['time'] ? ` ${i['time']}` : ''}有預約。`,
    es: ({ in: i, due }) => `Cita el ${due}${i['time'] ? ` a las ${i['time']}` : ''}.`,
  },
  firstContact: {
    en: ({ in: i, due }) => `Handed over to you${i['of'] ? ` by ${i['of']}` : ''}: first contact by ${due}.`,
    'zh-Hans': ({ in: i, due }) => `${i['of'] ? `由${i['of']}` : '已'}移交，请于${due}前首次联系。`,
    'zh-Hant': ({ in: i, due }) => `${i['of'] ? `由${i['of']}` : '已'}移交，請於${due}前首次聯絡。`,
    es: ({ in: i, due }) => `${i['of'] ? `Te lo ha traspasado ${i['of']}` : 'Te lo han traspasado'}: primer contacto antes del ${due}.`,
  },
  deposit: {
    en: ({ in: i, due, option: o }) => `${i['deposit'] ? o('deposit') : 'A deposit'}${i['amount'] ? ` of ${i['amount']}` : ''} matures on ${due}.`,
    'zh-Hans': ({ in: i, due, option: o }) => `${i['deposit'] ? o('deposit') : '存款'}${i['amount'] ? `（${i['amount']}）` : ''}于${due}到期。`,
    'zh-Hant': ({ in: i, due, option: o }) => `${i['deposit'] ? o('deposit') : '存款'}${i['amount'] ? `（${i['amount']}）` : ''}於${due}到期。`,
    es: ({ in: i, due, option: o }) => `${i['deposit'] ? o('deposit') : 'Un depósito'}${i['amount'] ? ` de ${i['amount']}` : ''} vence el ${due}.`,
  },
  birthday: {
    en: ({ in: i, due }) => `Birthday${i['who'] ? ` of ${i['who']}` : ''} on ${due}.`,
    'zh-Hans': ({ in: i, due }) => `${cut(i['who'])}${due}生日。`,
    'zh-Hant': ({ in: i, due }) => `${cut(i['who'])}${due}生日。`,
    es: ({ in: i, due }) => `Cumpleaños${i['who'] ? ` de ${i['who']}` : ''} el ${due}.`,
  },
  occasion: {
    en: ({ in: i, due, option: o }) => `${i['occasion'] ? o('occasion') : 'Occasion'} on ${due}${i['lunar'] ? ' by the lunar calendar' : ''}${i['note'] ? `: ${i['note']}` : '.'}`,
    'zh-Hans': ({ in: i, due, option: o }) => `${due}${i['occasion'] ? o('occasion') : '纪念日'}${i['lunar'] ? '（农历）' : ''}${i['note'] ? `：${i['note']}` : '。'}`,
    'zh-Hant': ({ in: i, due, option: o }) => `${due}${i['occasion'] ? o('occasion') : '紀念日'}${i['lunar'] ? '（農曆）' : ''}${i['note'] ? `：${i['note']}` : '。'}`,
    es: ({ in: i, due, option: o }) => `${i['occasion'] ? o('occasion') : 'Fecha señalada'} el ${due}${i['lunar'] ? ' (calendario lunar)' : ''}${i['note'] ? `: ${i['note']}` : '.'}`,
  },
  contactReport: {
    en: ({ in: i, day }) => `No report yet on the contact of ${day(i['held'])}.`,
    'zh-Hans': ({ in: i, day }) => `${day(i['held'])}的联系尚无报告。`,
    'zh-Hant': ({ in: i, day }) => `${day(i['held'])}的聯絡尚無報告。`,
    es: ({ in: i, day }) => `Falta el informe del contacto del ${day(i['held'])}.`,
  },
  major: {
    en: ({ in: i, day }) => `A major matter of ${day(i['held'])} was not reported to the department.`,
    'zh-Hans': ({ in: i, day }) => `${day(i['held'])}的重大事项尚未上报部门。`,
    'zh-Hant': ({ in: i, day }) => `${day(i['held'])}的重大事項尚未呈報部門。`,
    es: ({ in: i, day }) => `Un asunto importante del ${day(i['held'])} no se ha comunicado al departamento.`,
  },
  visit: {
    en: ({ in: i, due, option: o }) => `${i['how'] ? o('how') : 'Visit'} planned for ${due}.`,
    'zh-Hans': ({ in: i, due, option: o }) => `计划于${due}${i['how'] ? o('how') : '拜访'}。`,
    'zh-Hant': ({ in: i, due, option: o }) => `計畫於${due}${i['how'] ? o('how') : '拜訪'}。`,
    es: ({ in: i, due, option: o }) => `${i['how'] ? o('how') : 'Visita'} prevista para el ${due}.`,
  },
  decline: {
    en: ({ in: i, day, money, option: o }) => `No purchase since ${day(i['last'])}; ${i['by'] === 'strategy' ? `agreed: ${o('strategy')}` : `usual are ${i['usual']} days`}, the limit is ${i['days']} days.${i['recent'] === undefined ? '' : ` In the three months to ${day(i['to'])} ${money(i['recent'])}, in the same three a year before ${money(i['before'])}${changed(i, ' (', ')')}.`}`,
    'zh-Hans': ({ in: i, day, money, option: o }) => `自${day(i['last'])}起没有购买；${i['by'] === 'strategy' ? `策略为${o('strategy')}` : `通常间隔 ${i['usual']} 天`}，上限 ${i['days']} 天。${i['recent'] === undefined ? '' : `截至${day(i['to'])}的三个月为 ${money(i['recent'])}，上年同期为 ${money(i['before'])}${changed(i, '（', '）')}。`}`,
    'zh-Hant': ({ in: i, day, money, option: o }) => `自${day(i['last'])}起沒有購買；${i['by'] === 'strategy' ? `策略為${o('strategy')}` : `通常間隔 ${i['usual']} 天`}，上限 ${i['days']} 天。${i['recent'] === undefined ? '' : `截至${day(i['to'])}的三個月為 ${money(i['recent'])}，去年同期為 ${money(i['before'])}${changed(i, '（', '）')}。`}`,
    es: ({ in: i, day, money, option: o }) => `Sin compras desde el ${day(i['last'])}; ${i['by'] === 'strategy' ? `la estrategia es ${o('strategy').toLowerCase()}` : `lo habitual son ${i['usual']} días`}, el límite son ${i['days']} días.${i['recent'] === undefined ? '' : ` En los tres meses hasta el ${day(i['to'])}, ${money(i['recent'])}; en los mismos del año anterior, ${money(i['before'])}${changed(i, ' (', ')')}.`}`,
  },
  classVisit: {
    en: ({ in: i, day, option: o }) => `${i['times']} visits a year for ${o('class')}; ${i['last'] ? `last contact on ${day(i['last'])}` : 'no contact yet'}.`,
    'zh-Hans': ({ in: i, day, option: o }) => `${o('class')}每年拜访 ${i['times']} 次；${i['last'] ? `上次联系为${day(i['last'])}` : '尚未联系'}。`,
    'zh-Hant': ({ in: i, day, option: o }) => `${o('class')}每年拜訪 ${i['times']} 次；${i['last'] ? `上次聯絡為${day(i['last'])}` : '尚未聯絡'}。`,
    es: ({ in: i, day, option: o }) => `${i['times']} visitas al año para ${o('class')}; ${i['last'] ? `último contacto el ${day(i['last'])}` : 'aún sin contacto'}.`,
  },
  contactCycle: {
    en: ({ in: i, day, option: o }) => `${i['last'] ? `Last contact on ${day(i['last'])}` : 'No contact yet'}; the strategy is: ${o('strategy')} (${i['days']} days).`,
    'zh-Hans': ({ in: i, day, option: o }) => `${i['last'] ? `上次联系为${day(i['last'])}` : '尚未联系'}；策略为${o('strategy')}（${i['days']} 天）。`,
    'zh-Hant': ({ in: i, day, option: o }) => `${i['last'] ? `上次聯絡為${day(i['last'])}` : '尚未聯絡'}；策略為${o('strategy')}（${i['days']} 天）。`,
    es: ({ in: i, day, option: o }) => `${i['last'] ? `Último contacto el ${day(i['last'])}` : 'Aún sin contacto'}; la estrategia es ${o('strategy').toLowerCase()} (${i['days']} días).`,
  },
  twoStaff: {
    en: () => 'A priority new customer needs two colleagues.',
    'zh-Hans': () => '重点发展新客户需要两位负责人。',
    'zh-Hant': () => '重點發展新客戶需要兩位負責人。',
    es: () => 'Un cliente nuevo prioritario necesita dos responsables.',
  },
  amlReview: {
    en: ({ in: i, due, option: o }) => (i['first'] ? `First risk rating due by ${due}.` : `Risk review due by ${due}${i['level'] ? ` (${o('level')})` : ''}.`),
    'zh-Hans': ({ in: i, due, option: o }) => (i['first'] ? `应于${due}前首次评级。` : `应于${due}前复评${i['level'] ? `（${o('level')}）` : ''}。`),
    'zh-Hant': ({ in: i, due, option: o }) => (i['first'] ? `應於${due}前首次評級。` : `應於${due}前複評${i['level'] ? `（${o('level')}）` : ''}。`),
    es: ({ in: i, due, option: o }) => (i['first'] ? `Primera calificación de riesgo antes del ${due}.` : `Revisión de riesgo antes del ${due}${i['level'] ? ` (${o('level')})` : ''}.`),
  },
  creditReport: {
    en: ({ due }) => `The credit report is valid until ${due}; after that the customer is to be surveyed anew.`,
    'zh-Hans': ({ due }) => `资信报告有效期至${due}，此后需重新调查。`,
    'zh-Hant': ({ due }) => `徵信報告有效期至${due}，此後需重新調查。`,
    es: ({ due }) => `El informe de solvencia vale hasta el ${due}; después hay que hacer otro estudio.`,
  },
  paper: {
    en: ({ in: i, due, option: o }) => `${i['file'] ?? o('field')}: ${due}.`,
    'zh-Hans': ({ in: i, due, option: o }) => `${i['file'] ?? o('field')}：${due}。`,
    'zh-Hant': ({ in: i, due, option: o }) => `${i['file'] ?? o('field')}：${due}。`,
    es: ({ in: i, due, option: o }) => `${i['file'] ?? o('field')}: ${due}.`,
  },
  yearly: {
    en: ({ in: i }) => `The figures of ${i['year']} are missing.`,
    'zh-Hans': ({ in: i }) => `缺少${i['year']}年的数据。`,
    'zh-Hant': ({ in: i }) => `缺少${i['year']}年的資料。`,
    es: ({ in: i }) => `Faltan los datos de ${i['year']}.`,
  },
  stale: {
    en: ({ in: i }) => `${i['values'] === 1 ? 'One value has' : `${i['values']} values have`} not been checked for too long.`,
    'zh-Hans': ({ in: i }) => `有 ${i['values']} 项资料过久未核对。`,
    'zh-Hant': ({ in: i }) => `有 ${i['values']} 項資料過久未核對。`,
    es: ({ in: i }) => `${i['values'] === 1 ? 'Un dato lleva' : `${i['values']} datos llevan`} demasiado tiempo sin revisarse.`,
  },
  yellowPages: {
    en: ({ in: i, day }) => `Taken from the yellow pages, last checked on ${day(i['last'])}; a new edition is out.`,
    'zh-Hans': ({ in: i, day }) => `来自黄页，上次核对为${day(i['last'])}；黄页每年更新。`,
    'zh-Hant': ({ in: i, day }) => `來自黃頁，上次核對為${day(i['last'])}；黃頁每年更新。`,
    es: ({ in: i, day }) => `Procede de las páginas amarillas, revisado el ${day(i['last'])}; ya hay edición nueva.`,
  },
};

/** One sentence. */
export function reasonText(reason: Pick<ReminderReason, 'kind' | 'inputs' | 'due' | 'words'>, lang: Language): string {
  const { kind, inputs, due } = reason;
  const day = dayText(lang);
  return SENTENCES[kind][lang]({ in: inputs, money: moneyText(lang, inputs), day, option: optionOf(reason, lang), due: day(due) });
}
