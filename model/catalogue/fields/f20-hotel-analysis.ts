/** Fields of group F20: hotel: analysis. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F20 = [
  field('F-286', 'analysis.level', 'computed', 'overview', ['hotel'], t('Customer level', '客户层次', '客戶層級', 'Nivel del cliente'), { dictionary: 'D-69', valueKind: 'enum', pii: 'other', note: 'derived from value and class' }),
  field('F-287', 'analysis.risk', 'computed', 'credit', ['hotel'], t('Risk', '风险', '風險', 'Riesgo'), { dictionary: 'D-70', valueKind: 'enum', pii: 'credit', note: 'from credit, so it stands in credit' }),
  field('F-288', 'analysis.hobbies', 'computed', 'preferences', ['hotel'], t('Hobbies', '爱好', '愛好', 'Aficiones'), { valueKind: 'list', pii: 'other' }),
  field('F-289', 'analysis.habits', 'computed', 'preferences', ['hotel'], t('Habits', '习惯', '習慣', 'Hábitos'), { valueKind: 'list', pii: 'other' }),
  field('F-290', 'analysis.recognition', 'computed', 'preferences', ['hotel'], t('Recognition', '认同度', '認同度', 'Grado de aceptación'), { valueKind: 'number', min: 0, max: 100, pii: 'other' }),
  field('F-291', 'analysis.purchaseEnthusiasm', 'computed', 'preferences', ['hotel'], t('Buying enthusiasm', '购买热情', '購買熱情', 'Interés de compra'), { valueKind: 'number', min: 0, max: 100, pii: 'other' }),
  field('F-292', 'analysis.marginalProfit', 'computed', 'terms', ['hotel'], t('Marginal profit', '边际利润', '邊際利潤', 'Beneficio marginal'), { valueKind: 'money', pii: 'transaction' }),
  field('F-293', 'analysis.totalProfit', 'computed', 'terms', ['hotel'], t('Total profit', '总利润额', '總利潤額', 'Beneficio total'), { valueKind: 'money', pii: 'transaction' }),
  field('F-294', 'analysis.netProfit', 'computed', 'terms', ['hotel'], t('Net profit', '净利润', '淨利潤', 'Beneficio neto'), { valueKind: 'money', pii: 'transaction' }),
  field('F-295', 'analysis.futureCount', 'computed', 'process', ['hotel'], t('Customer-count trend', '客户数量趋势', '客戶數量趨勢', 'Tendencia del número de clientes'), { scope: 'workspace', valueKind: 'number', note: 'over all customers' }),
  field('F-296', 'analysis.futureCategory', 'computed', 'process', ['hotel'], t('Category trend', '类别趋势', '類別趨勢', 'Tendencia por categoría'), { scope: 'workspace', valueKind: 'rows', columns: [
    column('category', 'text', t('Category', '类别', '類別', 'Categoría')),
    column('period', 'month', t('Month', '月份', '月份', 'Mes')),
    column('count', 'number', t('Customers', '客户数量', '客戶數量', 'Número de clientes')),
  ] }),
  field('F-297', 'analysis.potentialSpending', 'computed', 'assessment', ['hotel'], t('Potential spending', '潜在消费能力', '潛在消費能力', 'Capacidad de gasto potencial'), { valueKind: 'money', pii: 'transaction' }),
  field('F-298', 'analysis.winningMeans', 'longText', 'assessment', ['hotel'], t('Ways to win customers', '争取客户的方法', '爭取客戶的方法', 'Medios para captar clientes'), { pii: 'other' }),
  field('F-299', 'analysis.businessServiceStrategy', 'longText', 'assessment', ['hotel'], t('Business and service strategy', '经营、服务策略', '經營、服務策略', 'Estrategia comercial y de servicio'), { pii: 'other' }),
  field('F-300', 'analysis.advertising', 'longText', 'assessment', ['hotel'], t('Advertising', '广告', '廣告', 'Publicidad'), { pii: 'other' }),
  field('F-301', 'analysis.publicity', 'longText', 'assessment', ['hotel'], t('Publicity', '宣传', '宣傳', 'Difusión'), { pii: 'other' }),
  field('F-302', 'analysis.emotionalCommunicationPlan', 'longText', 'assessment', ['hotel'], t('Emotional communication plan', '情感沟通计划', '情感溝通計畫', 'Plan de comunicación emocional'), { pii: 'other' }),
  field('F-303', 'occasion.list', 'rows', 'preferences', ['base', 'hotel'], t('Care occasions', '关怀纪念日', '關懷紀念日', 'Fechas señaladas'), { table: 'occasions', pii: 'other', columns: [
    column('kind', 'enum', t('Occasion', '纪念日类型', '紀念日類型', 'Tipo de fecha'), 'D-14'),
    column('date', 'date', t('Date', '日期', '日期', 'Fecha')),
    column('person', 'person', t('Person', '相关人员', '相關人員', 'Persona')),
    column('yearly', 'flag', t('Every year', '每年提醒', '每年提醒', 'Cada año')),
    column('lunar', 'flag', t('By the lunar calendar', '按农历', '按農曆', 'Por el calendario lunar')),
    column('note', 'text', t('Note', '备注', '備註', 'Nota')),
  ] }),
];
