/** Automatic classes in plain words, for the person they are about: what was used, what would make it another, that a person looks at it again. Only the person's own figures; what others buy stands in none of it. */
import type { Labels, Language } from '../labels.ts';
import type { ClassInput, ClassResult, SchemeKey } from '../overview.ts';
import { isToldScheme } from './suspicion.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export interface Explained { readonly name: Labels; readonly used: Labels; readonly change: Labels }

const MORE = t('Buying more or less in the period, or others buying more or less, changes it.', '在该期间购买的多少，或其他客户购买的变化，会改变结果。', '在該期間購買的多寡，或其他客戶購買的變化，會改變結果。', 'Cambia si compras más o menos en el periodo, o si lo hacen los demás.');
const WRITTEN = t('It changes when what is written there is corrected; you may ask for that.', '更正所记内容后结果即改变；您可以要求更正。', '更正所記內容後結果即改變；您可以要求更正。', 'Cambia cuando se corrige lo que está escrito; puedes pedirlo.');
const BUYING = t('Your next purchases change it, or time that passes without one.', '您之后的购买，或一段时间没有购买，会改变结果。', '您之後的購買，或一段時間沒有購買，會改變結果。', 'La cambian tus próximas compras o el tiempo que pase sin ellas.');

/** Every scheme that may be told of has its words here; a test holds that. */
export const EXPLAINED: Readonly<Partial<Record<SchemeKey, Explained>>> = Object.freeze({
  abc: { name: t('Class by sales (ABC)', '按销售额的 ABC 分类', '依銷售額的 ABC 分類', 'Clase por ventas (ABC)'), change: MORE,
    used: t('All customers are put in order by what they bought less what they returned; the class says in which part of that order you stand.', '将所有客户按购买额减退货额排序，类别表示您在排序中的位置。', '將所有客戶依購買額減退貨額排序，類別表示您在排序中的位置。', 'Se ordena a todos los clientes por lo que compraron menos lo que devolvieron; la clase dice en qué parte de ese orden estás.') },
  rfm: { name: t('Segment by buying (RFM)', '购买行为分群（RFM）', '購買行為分群（RFM）', 'Segmento por compras (RFM)'), change: MORE,
    used: t('Three things were looked at: how long ago you last bought, how often you bought, and for how much.', '考察三项：最近一次购买距今多久、购买次数、购买金额。', '考察三項：最近一次購買距今多久、購買次數、購買金額。', 'Se miran tres cosas: cuánto hace de tu última compra, cuántas veces compraste y por cuánto.') },
  lifecycle: { name: t('Stage of the relation', '客户关系阶段', '客戶關係階段', 'Etapa de la relación'), change: BUYING,
    used: t('Whether you have bought yet, and how long ago the last time was, together with whether you buy to sell on.', '您是否购买过、最近一次距今多久，以及是否为转售而购买。', '您是否購買過、最近一次距今多久，以及是否為轉售而購買。', 'Si ya has comprado, cuánto hace de la última vez y si compras para revender.') },
  intent: { name: t('Intention to buy', '购买意向', '購買意向', 'Intención de compra'), change: WRITTEN,
    used: t('What a member of our staff wrote down about your intention, and the month in which you expect to buy.', '我方员工记录的您的购买意向，以及您预计购买的月份。', '我方員工記錄的您的購買意向，以及您預計購買的月份。', 'Lo que nuestro personal anotó sobre tu intención y el mes en que piensas comprar.') },
  maturity: { name: t('Old or new customer', '新老客户', '新舊客戶', 'Cliente antiguo o nuevo'), change: BUYING, used: t('The day of your first purchase and how many there were since.', '您首次购买的日期及此后的购买次数。', '您首次購買的日期及此後的購買次數。', 'El día de tu primera compra y cuántas ha habido desde entonces.') },
  size: { name: t('Large or ordinary customer', '大客户或一般客户', '大客戶或一般客戶', 'Cliente grande u ordinario'), change: BUYING, used: t('What you bought in a year, or the scale of business that was written down.', '您一年内的购买额，或所记录的业务规模。', '您一年內的購買額，或所記錄的業務規模。', 'Lo que compraste en un año o el volumen de negocio anotado.') },
  stars: { name: t('Credit stars', '信用星级', '信用星級', 'Estrellas de crédito'), change: WRITTEN, used: t('The stars that a member of our staff gave.', '我方员工给出的星级。', '我方員工給出的星級。', 'Las estrellas que dio nuestro personal.') },
  grade: { name: t('Credit grade', '信用等级', '信用等級', 'Nivel de crédito'), change: t('Payments on time, a newer credit report or a corrected rating change it.', '按时付款、更新的信用报告或更正后的评价会改变结果。', '準時付款、更新的信用報告或更正後的評價會改變結果。', 'La cambian los pagos a tiempo, un informe más reciente o una valoración corregida.'),
    used: t('The stars given by our staff, how long you have been a customer, how much you bought on average, and whether a credit report is still valid.', '员工给出的星级、您成为客户的时间、平均购买额，以及信用报告是否有效。', '員工給出的星級、您成為客戶的時間、平均購買額，以及信用報告是否有效。', 'Las estrellas de nuestro personal, cuánto llevas siendo cliente, cuánto compras de media y si hay un informe vigente.') },
  contactStrategy: { name: t('How often we are in touch', '联系频率', '聯絡頻率', 'Con qué frecuencia contactamos'), change: WRITTEN, used: t('The rhythm that a member of our staff chose.', '我方员工选定的频率。', '我方員工選定的頻率。', 'El ritmo que eligió nuestro personal.') },
  purchaseStrategy: { name: t('How often you are expected to buy', '预计购买频率', '預計購買頻率', 'Con qué frecuencia esperamos tus compras'), change: WRITTEN, used: t('The rhythm that a member of our staff chose, or the days between your purchases.', '我方员工选定的频率，或您历次购买的间隔。', '我方員工選定的頻率，或您歷次購買的間隔。', 'El ritmo que eligió nuestro personal o los días entre tus compras.') },
  creditManagement: { name: t('Core or ordinary customer', '核心客户或普通客户', '核心客戶或一般客戶', 'Cliente principal u ordinario'), change: BUYING, used: t('How long you have been a customer and how much you bought a year on average.', '您成为客户的时间和年均购买额。', '您成為客戶的時間和年均購買額。', 'Cuánto llevas siendo cliente y cuánto compras de media al año.') },
  valueTier: { name: t('Value tier', '价值层级', '價值層級', 'Nivel de valor'), change: MORE, used: t('Your class by sales, or what you bought.', '您的 ABC 类别或购买额。', '您的 ABC 類別或購買額。', 'Tu clase por ventas o lo que compraste.') },
  duration: { name: t('Lasting or occasional customer', '长期或临时客户', '長期或臨時客戶', 'Cliente duradero u ocasional'), change: BUYING, used: t('For how many months you have been buying, and how often.', '您购买的月数和次数。', '您購買的月數和次數。', 'Cuántos meses llevas comprando y cuántas veces.') },
  attributes: { name: t('What matters most about the relation', '客户属性', '客戶屬性', 'Lo más relevante de la relación'), change: WRITTEN, used: t('Your place in your trade, scale and years in business as written down, and your purchases.', '所记录的行业地位、规模和经营年限，以及您的购买。', '所記錄的產業地位、規模和經營年限，以及您的購買。', 'Tu posición en el sector, tamaño y años de actividad anotados, y tus compras.') },
  partnerRole: { name: t('Role as a partner', '合作角色', '合作角色', 'Papel como socio'), change: WRITTEN, used: t('The role that was written down.', '所记录的角色。', '所記錄的角色。', 'El papel anotado.') },
  bankKind: { name: t('Kind of bank customer', '银行客户种类', '銀行客戶種類', 'Clase de cliente bancario'), change: WRITTEN, used: t('The kind that was written down.', '所记录的种类。', '所記錄的種類。', 'La clase anotada.') },
  bankTier: { name: t('Tier of bank customer', '银行客户等级', '銀行客戶等級', 'Nivel de cliente bancario'), change: WRITTEN, used: t('The tier that was written down, or the level of your cards.', '所记录的等级或您所持卡的级别。', '所記錄的等級或您所持卡的級別。', 'El nivel anotado o el de tus tarjetas.') },
  similar: { name: t('Group of similar customers', '相似客户群', '相似客戶群', 'Grupo de clientes similares'), change: t('It is made again once a month from the same kinds of facts.', '每月用同类信息重新计算一次。', '每月用同類資訊重新計算一次。', 'Se rehace una vez al mes con las mismas clases de datos.'),
    used: t('A computer put customers together who are alike in what they buy, how often they are in touch and a few facts of their profile.', '由计算机将购买、联系频率和若干资料相近的客户归为一群。', '由電腦將購買、聯絡頻率和若干資料相近的客戶歸為一群。', 'Un ordenador agrupa a clientes parecidos en lo que compran, en sus contactos y en algunos datos de su perfil.') },
  keyNew: { name: t('Important new customer', '重点新客户', '重點新客戶', 'Cliente nuevo importante'), change: WRITTEN, used: t('That you are new, and that a member of our staff marked you as important.', '您是新客户，且我方员工标为重点。', '您是新客戶，且我方員工標為重點。', 'Que eres nuevo y que nuestro personal te marcó como importante.') },
  reception: { name: t('Level of reception', '接待级别', '接待級別', 'Nivel de recepción'), change: WRITTEN, used: t('The level that was written down, or your other classes named here.', '所记录的级别，或此处所列的其他类别。', '所記錄的級別，或此處所列的其他類別。', 'El nivel anotado o tus otras clases aquí indicadas.') },
});

/** The person's own figures, by the keys of the rules; every other input stays in the house. */
const OWN: Readonly<Record<string, Labels>> = Object.freeze({
  value: t('Purchases less returns', '购买额减退货额', '購買額減退貨額', 'Compras menos devoluciones'), monetary: t('Money spent', '消费金额', '消費金額', 'Importe gastado'), purchases: t('Purchases', '购买次数', '購買次數', 'Compras'), purchasesEver: t('Purchases in all', '累计购买次数', '累計購買次數', 'Compras en total'),
  returns: t('Returns', '退货额', '退貨額', 'Devoluciones'), frequency: t('Purchases in the period', '期间内购买次数', '期間內購買次數', 'Compras en el periodo'), recencyDays: t('Days since the last purchase', '距最近购买天数', '距最近購買天數', 'Días desde la última compra'), daysSince: t('Days since the last purchase', '距最近购买天数', '距最近購買天數', 'Días desde la última compra'),
  last: t('Last purchase in the period', '期间内最近购买', '期間內最近購買', 'Última compra del periodo'), lastEver: t('Last purchase', '最近购买', '最近購買', 'Última compra'), firstEver: t('First purchase', '首次购买', '首次購買', 'Primera compra'),
  monthsSinceFirst: t('Months since the first purchase', '距首次购买月数', '距首次購買月數', 'Meses desde la primera compra'), monthsOfPurchases: t('Months with purchases', '购买跨越月数', '購買跨越月數', 'Meses con compras'), averageAnnualTrade: t('Purchases a year on average', '年均购买额', '年均購買額', 'Compras al año de media'), relationMonths: t('Months as a customer', '成为客户的月数', '成為客戶的月數', 'Meses como cliente'),
  creditStars: t('Stars', '星级', '星級', 'Estrellas'), reportValidUntil: t('Credit report valid until', '信用报告有效期', '信用報告有效期', 'Informe válido hasta'),
});

export const AGAIN = t('A computer found this class. You may say that you disagree: then a person looks at it again, and your objection is recorded.', '此类别由计算机得出。您可以提出异议：我们会安排人员重新审查，并记录您的异议。', '此類別由電腦得出。您可以提出異議：我們會安排人員重新審查，並記錄您的異議。', 'Esta clase la obtuvo un ordenador. Puedes decir que no estás de acuerdo: entonces la revisa una persona y se anota tu oposición.');
export const BY_HAND = t('A person set this class in place of the computed one.', '此类别由人员设定，取代计算结果。', '此類別由人員設定，取代計算結果。', 'Una persona fijó esta clase en lugar de la calculada.');

/** What became of an objection. */
export const OBJECTED: Readonly<Record<'waits' | 'kept', Labels>> = Object.freeze({
  waits: t('You have objected; a person decides.', '您已提出异议，由人员决定。', '您已提出異議，由人員決定。', 'Te has opuesto; decide una persona.'),
  kept: t('You have objected; a person has looked at it, and it stays.', '您已提出异议，人员审查后维持原结果。', '您已提出異議，人員審查後維持原結果。', 'Te opusiste; una persona lo revisó y se mantiene.'),
});

/** Null: not to be told of, or there is no class. `format` writes a figure as the reader is used to. */
export function explain(result: ClassResult, lang: Language, format: (input: ClassInput) => string, objection: 'waits' | 'kept' | null = null): { readonly name: string; readonly value: string; readonly text: string; readonly change: string; readonly inputs: readonly string[]; readonly byHand: boolean } | null {
  const words = EXPLAINED[result.scheme];
  if (!isToldScheme(result.scheme) || !words || result.value === null) return null;
  const own = result.inputs.flatMap((input) => {
    const label = OWN[input.key];
    return label && input.value !== null ? [`${label[lang]}: ${format(input)}`] : [];
  });
  const byHand = result.override !== undefined;
  return { name: words.name[lang], value: result.label[lang], text: [...(byHand ? [BY_HAND[lang]] : objection === null ? [] : [OBJECTED[objection][lang]]), words.used[lang]].join(' '), change: words.change[lang], inputs: own, byHand };
}
