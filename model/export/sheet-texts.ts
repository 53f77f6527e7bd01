/** Words of a printed sheet of one archive, in four languages; what the catalogue names is named by it. */
import type { Labels } from '../labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

/** Kinds of trade. */
export const SHEET_KINDS: Readonly<Record<string, Labels>> = Object.freeze({
  sale: t('Sale', '销售', '銷售', 'Venta'), return: t('Return', '退货', '退貨', 'Devolución'), shipment: t('Shipment', '发货', '出貨', 'Envío'), collection: t('Payment received', '收款', '收款', 'Cobro'), stay: t('Stay', '入住', '住宿', 'Estancia'), consumption: t('Consumption', '消费', '消費', 'Consumo'),
});

export const SHEET_WORDS = Object.freeze({
  printed: t('Printed by', '打印人', '列印人', 'Impreso por'),
  classes: t('Classification', '分类', '分類', 'Clasificación'),
  rule: t('Rule', '规则', '規則', 'Regla'),
  version: t('version', '版本', '版本', 'versión'),
  since: t('since', '自', '自', 'desde'),
  window: t('Period', '期间', '期間', 'Periodo'),
  change: t('What would change it', '什么会改变它', '什麼會改變它', 'Qué lo cambiaría'),
  allTime: t('all time', '全部时间', '全部時間', 'todo el tiempo'),
  newest: t('the newest', '最近', '最近', 'los más recientes'),
  more: t('and more that are not printed:', '另有未打印：', '另有未列印：', 'y más sin imprimir:'),
  rank: t('Rank', '排名', '排名', 'Puesto'),
  points: t('points', '分', '分', 'puntos'),
  date: t('Date', '日期', '日期', 'Fecha'),
  kind: t('Kind', '类型', '類型', 'Tipo'),
  amount: t('Amount', '金额', '金額', 'Importe'),
  order: t('Order', '订单', '訂單', 'Pedido'),
  warning: t('Warning', '警告', '警告', 'Aviso'),
} satisfies Record<string, Labels>);

/** What a class rests on, by the key of its input. */
export const SHEET_INPUTS: Readonly<Record<string, Labels>> = Object.freeze({
  value: t('Sales less returns', '销售额减退货', '銷售額減退貨', 'Ventas menos devoluciones'),
  purchases: t('Purchases', '购买次数', '購買次數', 'Compras'),
  returns: t('Returns', '退货', '退貨', 'Devoluciones'),
  lastEver: t('Last purchase', '最近一次购买', '最近一次購買', 'Última compra'),
  firstEver: t('First purchase', '首次购买', '首次購買', 'Primera compra'),
  purchasesEver: t('Purchases', '购买次数', '購買次數', 'Compras'),
  converted: t('Converted at dated rates', '按当日汇率折算', '依當日匯率換算', 'Convertido al cambio de su día'),
  leftOut: t('Left out, no rate for', '因无汇率未计入', '因無匯率未計入', 'Excluido, sin tipo de cambio'),
  recencyDays: t('Days since the last purchase', '距上次购买天数', '距上次購買天數', 'Días desde la última compra'),
  recencyScore: t('Recency score (5 = most recent)', '近度得分（5 为最近）', '近度得分（5 為最近）', 'Puntos de recencia (5 = más reciente)'),
  last: t('Last purchase in the window', '期内最近一次购买', '期內最近一次購買', 'Última compra del periodo'),
  frequency: t('Purchases', '购买次数', '購買次數', 'Compras'),
  frequencyScore: t('Frequency score', '频度得分', '頻度得分', 'Puntos de frecuencia'),
  monetary: t('Money', '金额', '金額', 'Importe'),
  monetaryScore: t('Money score', '额度得分', '額度得分', 'Puntos de importe'),
  scoring: t('Scores by', '评分方式', '評分方式', 'Puntos por'),
  buyers: t('Customers compared', '参与比较的客户', '參與比較的客戶', 'Clientes comparados'),
  daysSince: t('Days since the last purchase', '距上次购买天数', '距上次購買天數', 'Días desde la última compra'),
  strategy: t('Purchase strategy', '采购策略', '採購策略', 'Estrategia de compra'),
  referenceDate: t('No purchase before', '此前无购买', '此前無購買', 'Sin compra antes del'),
  thresholdA: t('A below', 'A 类低于', 'A 類低於', 'A por debajo de'),
  thresholdB: t('B below', 'B 类低于', 'B 類低於', 'B por debajo de'),
  lostAfter: t('Lost after', '流失期限', '流失期限', 'Perdido tras'),
  minimumBuyers: t('Quintiles from', '起用五分位的客户数', '起用五分位的客戶數', 'Quintiles a partir de'),
});

/** Values of inputs that are words. */
export const SHEET_VALUES: Readonly<Record<string, Labels>> = Object.freeze({
  fixed: t('fixed limits', '固定界限', '固定界限', 'límites fijos'),
  quintiles: t('fifths of all customers', '全部客户五等分', '全部客戶五等分', 'quintiles de los clientes'),
  monthly: t('monthly', '每月', '每月', 'mensual'),
  bimonthly: t('every two months', '每两个月', '每兩個月', 'cada dos meses'),
  quarterly: t('quarterly', '每季度', '每季', 'trimestral'),
  halfYearly: t('half-yearly', '每半年', '每半年', 'semestral'),
  yearly: t('yearly', '每年', '每年', 'anual'),
  none: t('none', '无', '無', 'ninguna'),
});
