/** Names of what the classes of one customer rest on, and of the values that have no list of their own, for the reasons panel. Order of languages: English, 简体中文, 繁體中文, español. */
import { LANGUAGES, type Language } from '../../model/labels.ts';

type Words = readonly [en: string, hans: string, hant: string, es: string];

const NAMES: Readonly<Record<string, Words>> = Object.freeze({
  intent: ['Purchase intent', '购买意向', '購買意向', 'Intención de compra'],
  expectedPurchaseAt: ['Expected purchase', '预计购买时间', '預計購買時間', 'Compra prevista'],
  creditStars: ['Credit stars', '信用星级', '信用星級', 'Estrellas de crédito'],
  contactStrategy: ['Contact strategy', '联系策略', '聯絡策略', 'Estrategia de contacto'],
  purchaseStrategy: ['Purchase strategy', '购买策略', '購買策略', 'Estrategia de compra'],
  roles: ['Business roles', '业务角色', '業務角色', 'Papeles comerciales'],
  specialKinds: ['Kinds of special customer', '特殊客户类型', '特殊客戶類型', 'Tipos de cliente especial'],
  bankKind: ['Kind as entered', '录入的种类', '登記的種類', 'Tipo indicado'],
  bankTier: ['Tier as entered', '录入的等级', '登記的等級', 'Nivel indicado'],
  cards: ['Levels of cards', '卡级别', '卡片等級', 'Niveles de tarjeta'],
  cycle: ['Cycle', '周期', '週期', 'Ciclo'],
  newMonths: ['New for', '新客户期限', '新客戶期限', 'Nuevo durante'],
  monthsSinceFirst: ['Since the first purchase', '距首次购买', '距首次購買', 'Desde la primera compra'],
  today: ['From', '自', '自', 'Desde el'],
  longTermMonths: ['Purchases over at least', '购买跨度至少', '購買期間至少', 'Compras durante al menos'],
  longTermPurchases: ['Purchases, at least', '购买次数至少', '購買次數至少', 'Compras, al menos'],
  monthsOfPurchases: ['From first to last purchase', '首末次购买间隔', '首末次購買間隔', 'De la primera a la última compra'],
  coreTrade: ['Core from, a year', '核心客户年交易额起点', '核心客戶年交易額起點', 'Esencial desde, al año'],
  coreMonths: ['And a relation of at least', '且交往时间至少', '且往來時間至少', 'Y una relación de al menos'],
  averageAnnualTrade: ['Average annual trade', '年平均交易额', '年平均交易額', 'Importe medio anual'],
  relationMonths: ['Length of relationship', '交往时间', '往來時間', 'Duración de la relación'],
  relationSince: ['Relationship since', '交往始于', '往來始於', 'Relación desde'],
  valueEver: ['Sales less returns, all time', '累计净销售额', '累計淨銷售額', 'Ventas menos devoluciones, total'],
  period: ['Period', '期间', '期間', 'Periodo'],
  bigAmount: ['Big from', '大客户起点', '大客戶起點', 'Grande desde'],
  bigScales: ['Or of this size', '或规模为', '或規模為', 'O de este tamaño'],
  scale: ['Size of its business', '企业规模', '企業規模', 'Tamaño de la empresa'],
  highAmount: ['High value from', '高价值起点', '高價值起點', 'Alto valor desde'],
  highClasses: ['High-value classes', '高价值类别', '高價值類別', 'Clases de alto valor'],
  abc: ['ABC class', 'ABC 分类', 'ABC 分類', 'Clase ABC'],
  newMaturities: ['Counts as new', '视为新客户', '視為新客戶', 'Se considera nuevo'],
  bigCounts: ['Big new customers count', '新的大客户自动计入', '新的大客戶自動計入', 'Cuentan los nuevos grandes'],
  keyProspect: ['Marked as priority', '已标为重点', '已標為重點', 'Marcado como prioritario'],
  maturity: ['New or established', '新老客户', '新舊客戶', 'Nuevo o antiguo'],
  size: ['Big or general', '客户规模', '客戶規模', 'Grande o general'],
  vipClasses: ['VIP for classes', '贵宾类别', '貴賓類別', 'VIP para las clases'],
  vipCore: ['VIP for core customers', '核心客户为贵宾', '核心客戶為貴賓', 'VIP para esenciales'],
  vipKeyNew: ['VIP for priority new customers', '重点新客户为贵宾', '重點新客戶為貴賓', 'VIP para nuevos prioritarios'],
  written: ['Level as entered', '录入的级别', '登記的等級', 'Nivel indicado'],
  creditManagement: ['Core or ordinary', '核心或普通客户', '核心或普通客戶', 'Esencial u ordinario'],
  keyNew: ['Priority new customer', '重点发展新客户', '重點發展新客戶', 'Cliente nuevo prioritario'],
  amlHigh: ['High from', '高风险起点', '高風險起點', 'Alto desde'],
  amlLow: ['Low up to', '低风险上限', '低風險上限', 'Bajo hasta'],
  reviewHigh: ['Review, high', '复评周期（高）', '複評週期（高）', 'Revisión, alto'],
  reviewMedium: ['Review, medium', '复评周期（中）', '複評週期（中）', 'Revisión, medio'],
  reviewLow: ['Review, low', '复评周期（低）', '複評週期（低）', 'Revisión, bajo'],
  assessedAt: ['Assessed', '评估日期', '評估日期', 'Evaluado'],
  amlTotal: ['Total of the sheet', '评分总分', '評分總分', 'Total de la ficha'],
  writtenLevel: ['Level as entered', '录入的等级', '登記的等級', 'Nivel indicado'],
  approved: ['Approved', '已批准', '已核准', 'Aprobado'],
  suspicion: ['Red flags', '可疑线索', '可疑線索', 'Indicios'],
  intensity: ['Due diligence', '尽职调查强度', '盡職調查強度', 'Diligencia debida'],
  nextReview: ['Next review', '下次复评', '下次複評', 'Próxima revisión'],
  inGroup: ['Customers in the group', '群内客户数', '群內客戶數', 'Clientes en el grupo'],
  ofCustomers: ['Of all that were grouped', '参与分群的客户', '參與分群的客戶', 'De todos los agrupados'],
  'group.net': ['Net sales of the group', '该群的净销售额', '該群的淨銷售額', 'Ventas netas del grupo'],
  'group.purchases': ['Purchases of the group', '该群的购买次数', '該群的購買次數', 'Compras del grupo'],
  'group.sinceLast': ['Days since its last purchase', '该群距上次购买天数', '該群距上次購買天數', 'Días desde su última compra'],
  'group.contacts': ['Contacts with the group', '与该群的联络次数', '與該群的聯絡次數', 'Contactos con el grupo'],
  reviewState: ['Review due by', '复评缘由', '複評緣由', 'Motivo de la revisión'],
  knownWeight: ['Weight that must be known', '须已知的权重', '須已知的權重', 'Peso que debe conocerse'],
  expiredReport: ['Points for an expired report', '过期报告得分', '過期報告得分', 'Puntos por un informe caducado'],
  agent: ['Agent', '代理', '代理商', 'Agente'],
  score: ['Points', '得分', '得分', 'Puntos'],
  reportValidUntil: ['Credit report valid until', '资信报告有效期至', '徵信報告有效期至', 'Informe válido hasta'],
  position: ['Industry position', '行业地位', '產業地位', 'Posición en el sector'],
  yearsInBusiness: ['Years in business', '从业时间', '從業年數', 'Antigüedad en el sector'],
});

/** `points.stars`, `grade.aa`, `worth3`: a word for the kind, one for what it is of. */
const KINDS: Readonly<Record<string, Words>> = Object.freeze({
  points: ['Points for', '得分：', '得分：', 'Puntos por'], weight: ['Weight of', '权重：', '權重：', 'Peso de'], grade: ['Grade from:', '等级起点：', '等級起點：', 'Calificación desde:'],
  annual: ['Annual trade for points:', '年交易额，分数', '年交易額，分數', 'Importe anual para puntos:'], lasting: ['Relationship for points:', '交往时间，分数', '往來時間，分數', 'Relación para puntos:'],
  axis: ['Axis:', '维度：', '面向：', 'Eje:'], worth: ['Value axis, points', '价值维度，分数', '價值面向，分數', 'Eje de valor, puntos'], habit: ['Behavioural axis, points', '行为维度，分数', '行為面向，分數', 'Eje de comportamiento, puntos'],
});
const PARTS: Readonly<Record<string, Words>> = Object.freeze({
  stars: ['stars', '星级', '星級', 'las estrellas'], report: ['credit report', '资信报告', '徵信報告', 'el informe'], trade: ['annual trade', '年交易额', '年交易額', 'el importe anual'], relation: ['relationship', '交往时间', '往來時間', 'la relación'],
  social: ['social', '社会属性', '社會屬性', 'social'], behavioural: ['behavioural', '行为属性', '行為屬性', 'comportamiento'], value: ['value', '价值属性', '價值屬性', 'valor'],
});

const VALUES: Readonly<Record<string, Words>> = Object.freeze({
  yes: ['yes', '是', '是', 'sí'], no: ['no', '否', '否', 'no'], year: ['twelve months', '十二个月', '十二個月', 'doce meses'], ever: ['all time', '全部时间', '全部時間', 'todo el tiempo'],
  micro: ['micro', '微型', '微型', 'microempresa'], small: ['small', '小型', '小型', 'pequeña'], medium: ['medium', '中', '中', 'medio'], large: ['large', '大型', '大型', 'grande'],
  potential: ['potential', '潜在客户', '潛在客戶', 'potencial'], new: ['new', '新客户', '新客戶', 'nuevo'], old: ['established', '老客户', '舊客戶', 'antiguo'], big: ['big', '大客户', '大客戶', 'grande'], general: ['general', '一般客户', '一般客戶', 'general'],
  core: ['core', '核心', '核心', 'esencial'], ordinary: ['ordinary', '普通', '普通', 'ordinario'], vip: ['VIP', '贵宾', '貴賓', 'VIP'], standard: ['standard', '标准', '標準', 'normal'],
  much: ['many or much', '多', '多', 'mucho'], little: ['few or little', '少', '少', 'poco'],
  low: ['low', '低', '低', 'bajo'], high: ['high', '高', '高', 'alto'], simplified: ['simplified', '简化', '簡化', 'simplificada'], enhanced: ['enhanced', '强化', '強化', 'reforzada'],
  clock: ['regular term', '定期', '定期', 'plazo regular'], clue: ['a new red flag', '出现新线索', '出現新線索', 'un indicio nuevo'], first: ['first rating', '首次评级', '首次評級', 'primera evaluación'], overdue: ['overdue', '已逾期', '已逾期', 'vencida'],
  leader: ['leader', '领导者', '領導者', 'líder'], influential: ['fairly influential', '较有影响', '較有影響力', 'influyente'], average: ['average', '影响一般', '影響力一般', 'media'],
  under1: ['under 1 year', '1年以下', '未滿 1 年', 'menos de 1 año'], from1to3: ['1 to 3 years', '1至3年', '1 至 3 年', 'de 1 a 3 años'], from3to5: ['3 to 5 years', '3至5年', '3 至 5 年', 'de 3 a 5 años'], from5to10: ['5 to 10 years', '5至10年', '5 至 10 年', 'de 5 a 10 años'], over10: ['over 10 years', '10年以上', '10 年以上', 'más de 10 años'],
  filedAgent: ['filed as an agent', '登记为代理', '登記為代理商', 'registrado como agente'],
  supplier: ['supplier', '供应商', '供應商', 'proveedor'], dealer: ['dealer', '经销商', '經銷商', 'distribuidor'], special: ['special customer', '特殊客户', '特殊客戶', 'cliente especial'],
  lawyer: ['lawyer', '律师', '律師', 'abogado'], financialAdviser: ['financial adviser', '财务顾问', '財務顧問', 'asesor financiero'], advertising: ['advertising', '广告', '廣告', 'publicidad'], publicRelations: ['public relations', '公关', '公關', 'relaciones públicas'],
  bank: ['bank', '银行', '銀行', 'banco'], insurance: ['insurance', '保险', '保險', 'seguros'], financingAssistance: ['financing assistance', '融资协助', '融資協助', 'apoyo a la financiación'],
});

const at = (words: Words, language: Language): string => words[LANGUAGES.indexOf(language)]!;

/** Undefined: no input of such a class. */
export function ownName(key: string, language: Language): string | undefined {
  const whole = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
  if (whole !== undefined) return at(whole, language);
  const [, kind = '', part = ''] = /^([a-z]+)\.?(.+)$/.exec(/^(worth|habit)\d$/.test(key) ? `${key.slice(0, -1)}.${key.slice(-1)}` : key) ?? [];
  const words = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (words === undefined) return undefined;
  const rest = Object.hasOwn(PARTS, part) ? at(PARTS[part]!, language) : part.toUpperCase();
  return `${at(words, language)}${language.startsWith('zh') ? '' : ' '}${rest}`;
}

/** One key or several with spaces between; undefined where one has no word. */
export function ownValue(value: string, language: Language): string | undefined {
  const words = value.split(' ').map((key) => (Object.hasOwn(VALUES, key) ? at(VALUES[key]!, language) : undefined));
  return words.every((word) => word !== undefined) ? words.join(language.startsWith('zh') ? '、' : ', ') : undefined;
}
