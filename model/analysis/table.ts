/** The analyses, and data health (P-22), as a table: id, title and purpose in four languages, what may be asked beside it and under which right it stands. How each is counted is the server's. */
import type { Labels } from '../labels.ts';
import type { SectionKey } from '../sections.ts';

export type AnalysisCode = `A-${string}` | `P-${string}`;
/** What a question may say beside `lang` and `where` (JSON of register conditions: only these archives): `from` and `to`, `period`, `top`. */
export type AnalysisChoice = 'window' | 'period' | 'top';
export interface AnalysisFacts {
  readonly id: AnalysisId;
  /** Id of the domain catalogue. */
  readonly code: AnalysisCode;
  readonly title: Labels;
  /** What it is for, in one sentence. */
  readonly about: Labels;
  readonly asks: readonly AnalysisChoice[];
  /** Who reads this section nowhere does not know that there is such an analysis. Default: whoever reads anything may ask. */
  readonly section: SectionKey | null;
}

export const ANALYSIS_IDS = [
  'basics', 'statistics', 'big-customers', 'flow', 'trend', 'association', 'guests', 'loyalty', 'profit', 'future', 'promotion', 'rfm', 'behaviour', 'value', 'credit', 'similar',
  'competitors', 'goals', 'aml', 'market', 'health',
] as const;
export type AnalysisId = (typeof ANALYSIS_IDS)[number];

const labels = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const row = (id: AnalysisId, code: AnalysisCode, title: Labels, about: Labels, asks: readonly AnalysisChoice[] = [], section: SectionKey | null = null): AnalysisFacts =>
  Object.freeze({ id, code, title, about, asks, section });

/** In the order in which they are offered. */
export const ANALYSES: readonly AnalysisFacts[] = Object.freeze([
  row('basics', 'A-01', labels('Who our customers are', '基本信息分析', '基本資訊分析', 'Quiénes son los clientes'),
    labels('Customers by age, sex, occupation, pay, education and place.', '按年龄、性别、职业、工资、学历和地理位置看客户。', '依年齡、性別、職業、薪資、學歷與地理位置檢視客戶。', 'Clientes por edad, sexo, profesión, salario, estudios y lugar.')),
  row('statistics', 'A-02', labels('Sales, cost and profit', '统计分析', '統計分析', 'Ventas, costes y beneficio'),
    labels('Totals by period, product and class.', '按期间、产品和类别汇总。', '依期間、產品與類別彙總。', 'Totales por periodo, producto y clase.'), ['window', 'period', 'top']),
  row('big-customers', 'A-03', labels('Big customers', '大客户分析', '大客戶分析', 'Grandes clientes'),
    labels('The biggest customers, and how much rests on how few.', '最大的客户，以及销售额集中在多少客户身上。', '最大的客戶，以及銷售額集中在多少客戶身上。', 'Los mayores clientes y cuánto depende de unos pocos.'), ['window', 'top']),
  row('flow', 'A-04', labels('Flow of business', '业务流量分析', '業務流量分析', 'Flujo de actividad'),
    labels('Transactions and contacts by month, weekday, season and channel.', '按月份、星期、季节和渠道看交易与联络。', '依月份、星期、季節與管道檢視交易與聯絡。', 'Operaciones y contactos por mes, día, estación y canal.'), ['window', 'period']),
  row('trend', 'A-05', labels('Trend', '趋势分析', '趨勢分析', 'Tendencia'),
    labels('Moving averages, growth, and whose business declines.', '移动平均、增长，以及哪些客户业务下滑。', '移動平均、成長，以及哪些客戶業務下滑。', 'Medias móviles, crecimiento y clientes en descenso.'), ['window', 'top']),
  row('association', 'A-06', labels('Bought together', '关联分析', '關聯分析', 'Comprados juntos'),
    labels('Products that are bought together more often than by chance.', '经常一起购买、超出偶然的产品。', '常一起購買、超出偶然的產品。', 'Productos que se compran juntos más de lo que daría el azar.'), ['window', 'top']),
  row('guests', 'A-07', labels('Guest overview', '客户概况', '客戶概況', 'Perfil de los huéspedes'),
    labels('Level, risk, hobbies and habits of customers.', '客户的层次、风险、爱好和习惯。', '客戶的層級、風險、愛好與習慣。', 'Nivel, riesgo, aficiones y hábitos.'), ['top']),
  row('loyalty', 'A-08', labels('Loyalty', '忠诚度分析', '忠誠度分析', 'Fidelidad'),
    labels('How customers rate the service and how eagerly they return.', '客户对服务产品的认同度和购买热情。', '客戶對服務產品的認同度與購買熱情。', 'Cómo valoran el servicio y con qué interés vuelven.'), ['window', 'top']),
  row('profit', 'A-09', labels('Profit by product', '利润分析', '利潤分析', 'Beneficio por producto'),
    labels('Total, marginal and net profit of each product.', '各产品的总利润、边际利润和净利润。', '各產品的總利潤、邊際利潤與淨利潤。', 'Beneficio total, marginal y neto de cada producto.'), ['window', 'top'], 'terms'),
  row('future', 'A-10', labels('The future', '未来分析', '未來分析', 'Perspectivas'),
    labels('Customers and sales to expect, by category, and how to win them.', '预计的客户数量、类别和消费能力，以及争取客户的方法。', '預計的客戶數量、類別與消費能力，以及爭取客戶的方法。', 'Clientes y ventas previstos por categoría, y cómo captarlos.'), ['window']),
  row('promotion', 'A-11', labels('Promotion plan', '促销分析', '促銷分析', 'Plan de promoción'),
    labels('Whom to reach with advertising, publicity and personal contact.', '广告、宣传和情感沟通计划的对象。', '廣告、宣傳與情感溝通計畫的對象。', 'A quién llegar con publicidad, difusión y trato personal.'), ['top']),
  row('rfm', 'A-12', labels('RFM portrait', 'RFM 画像', 'RFM 輪廓', 'Retrato RFM'),
    labels('Recency against frequency and value, with the segments.', '最近一次、频率与金额的分布及分群。', '最近一次、頻率與金額的分布及分群。', 'Recencia frente a frecuencia y valor, con sus segmentos.')),
  row('behaviour', 'A-13', labels('Behaviour and psychology', '消费行为与心理分析', '消費行為與心理分析', 'Comportamiento y psicología'),
    labels('Segments by how customers buy and what moves them.', '按消费行为和消费心理细分客户。', '依消費行為與消費心理區隔客戶。', 'Segmentos por cómo compran y qué les mueve.'), ['window']),
  row('value', 'A-14', labels('Differences in value', '差异（价值）分析', '差異（價值）分析', 'Diferencias de valor'),
    labels('What customers of each value bring and what they receive.', '不同价值的客户带来什么、得到什么。', '不同價值的客戶帶來什麼、得到什麼。', 'Qué aportan y qué reciben los clientes de cada valor.'), ['window']),
  row('credit', 'A-15', labels('Credit survey', '资信调查与分析', '徵信調查與分析', 'Análisis de crédito'),
    labels('Grades, stars and what is owed.', '信用等级、星级和应收账款。', '信用等級、星級與應收帳款。', 'Calificaciones, estrellas y saldos pendientes.'), ['top'], 'credit'),
  row('similar', 'A-16', labels('Similar customers', '相似客户分析', '相似客戶分析', 'Clientes parecidos'),
    labels('Groups of customers that are alike in many respects, made anew every month.', '在多方面相同或相似的客户群，每月更新。', '在多方面相同或相似的客戶群，每月更新。', 'Grupos de clientes parecidos en muchos aspectos, rehechos cada mes.')),
  row('competitors', 'A-17', labels('Competitors', '竞争对手分析', '競爭對手分析', 'Competidores'),
    labels('Who else courts our customers, with strengths and weaknesses.', '竞争对手及其优劣势比较。', '競爭對手及其優劣勢比較。', 'Quién más los corteja, con sus ventajas y desventajas.'), ['top'], 'rivals'),
  row('goals', 'A-18', labels('Five goals', '五个收集目的', '五個收集目的', 'Los cinco objetivos'),
    labels('Five ready lists: who can afford an upgrade, who may order, and so on.', '五份现成名单：能承受升级价格、可能下订单等。', '五份現成名單：能承受升級價格、可能下訂單等。', 'Cinco listas preparadas: quién puede pagar una mejora, quién puede pedir, etc.')),
  row('aml', 'A-19', labels('Money-laundering risk', '反洗钱风险评估', '反洗錢風險評估', 'Riesgo de blanqueo'),
    labels('Levels and the factors behind them.', '风险等级及其因素。', '風險等級及其因素。', 'Niveles y factores que los explican.'), [], 'aml'),
  row('market', 'A-20', labels('Market insight', '市场洞察', '市場洞察', 'Visión del mercado'),
    labels('Where customers come from, what they spend on, what they say.', '客源结构、消费结构、需求与意见。', '客源結構、消費結構、需求與意見。', 'De dónde vienen, en qué gastan y qué opinan.'), ['window', 'top']),
  row('health', 'P-22', labels('Data health', '数据健康', '資料健康', 'Salud de los datos'),
    labels('How complete and how fresh the archives are, and what is missing most.', '档案的完整度、时效，以及最缺少的信息。', '檔案的完整度、時效，以及最缺少的資訊。', 'Lo completos y actuales que están los archivos, y qué falta más.'), ['top']),
]);

/** By its plain name, `a01` or `A-01`. */
export function analysisOf(name: string): AnalysisFacts | undefined {
  const number = /^a-?(\d\d)$/i.exec(name)?.[1];
  return ANALYSES.find(({ id, code }) => id === name || (number !== undefined && code === `A-${number}`));
}
