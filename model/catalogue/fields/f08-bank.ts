/** Fields of group F8: bank. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F8 = [
  field('F-085', 'bank.depositBalance', 'money', 'bank', ['bank'], t('Deposit balance', '存款余额', '存款餘額', 'Saldo de depósitos'), { pii: 'account' }),
  field('F-086', 'bank.depositDailyAverage', 'computed', 'bank', ['bank'], t('Average daily balance', '日均存款', '日均存款', 'Saldo medio diario'), { valueKind: 'money', pii: 'account' }),
  field('F-087', 'bank.depositKinds', 'rows', 'bank', ['bank'], t('Deposits by kind', '存款种类', '存款種類', 'Tipos de depósito'), { table: 'deposits', pii: 'account', columns: [
    column('kind', 'enum', t('Deposit kind', '存款种类', '存款種類', 'Tipo de depósito'), 'D-54'),
    column('amount', 'money', t('Amount', '金额', '金額', 'Importe')),
    column('openedAt', 'date', t('Opened', '起存日', '起存日', 'Fecha de apertura')),
    column('maturesAt', 'date', t('Maturity', '到期日', '到期日', 'Vencimiento'), null, { after: 'openedAt' }),
  ] }),
  field('F-088', 'bank.productsBought', 'rows', 'bank', ['bank'], t('Bank products bought', '已购银行产品', '已購銀行產品', 'Productos bancarios contratados'), { table: 'bankProducts', pii: 'transaction', columns: [
    column('product', 'text', t('Product', '产品', '產品', 'Producto')),
    column('boughtAt', 'date', t('Bought on', '购买日期', '購買日期', 'Fecha de contratación')),
    column('amount', 'money', t('Amount', '金额', '金額', 'Importe')),
  ] }),
  field('F-089', 'bank.riskTolerance', 'enum', 'bank', ['bank'], t('Risk tolerance', '风险承受度', '風險承受度', 'Tolerancia al riesgo'), { dictionary: 'D-50', pii: 'other' }),
  field('F-090', 'bank.fundFlows', 'rows', 'bank', ['bank'], t('Fund flows', '资金流向', '資金流向', 'Flujo de fondos'), { table: 'fundFlows', pii: 'transaction', columns: [
    column('date', 'date', t('Date', '日期', '日期', 'Fecha')),
    column('direction', 'enum', t('Direction', '方向', '方向', 'Sentido'), 'D-89'),
    column('counterparty', 'text', t('Counterparty', '交易对手', '交易對手', 'Contraparte')),
    column('amount', 'money', t('Amount', '金额', '金額', 'Importe')),
    column('purpose', 'text', t('Purpose', '用途', '用途', 'Finalidad')),
  ] }),
  field('F-091', 'bank.fundChanges', 'rows', 'bank', ['bank'], t('Changes in funds', '资金变化情况', '資金變動情況', 'Variación de fondos'), { table: 'fundChanges', pii: 'transaction', columns: [
    column('period', 'month', t('Month', '月份', '月份', 'Mes')),
    column('balance', 'money', t('Balance', '余额', '餘額', 'Saldo')),
    column('change', 'money', t('Change', '变动额', '變動額', 'Variación')),
  ] }),
  field('F-092', 'bank.customerTier', 'enum', 'bank', ['bank'], t('Bank customer tier', '银行客户等级', '銀行客戶等級', 'Nivel de cliente bancario'), { dictionary: 'D-51', pii: 'account' }),
  field('F-093', 'bank.cards', 'rows', 'bank', ['bank'], t('Cards held', '持卡类别与级别', '持卡類別與等級', 'Tarjetas del cliente'), { table: 'cards', pii: 'account', columns: [
    column('type', 'enum', t('Card type', '卡类别', '卡片類別', 'Tipo de tarjeta'), 'D-52'),
    column('level', 'enum', t('Card level', '卡级别', '卡片等級', 'Nivel de tarjeta'), 'D-53'),
  ] }),
  field('F-094', 'bank.recommendedProducts', 'list', 'bank', ['bank'], t('Products to recommend', '可推荐产品', '可推薦產品', 'Productos para recomendar'), { pii: 'other' }),
  field('F-095', 'bank.depositMaturityReminders', 'computed', 'bank', ['bank'], t('Deposit maturity reminders', '存款到期提示', '存款到期提醒', 'Avisos de vencimiento de depósitos'), { valueKind: 'rows', pii: 'account', note: 'system-generated (P-17) from the maturity dates of F-087', columns: [
    column('deposit', 'text', t('Deposit', '存款', '存款', 'Depósito')),
    column('maturesAt', 'date', t('Maturity', '到期日', '到期日', 'Vencimiento')),
    column('remindAt', 'date', t('Remind on', '提示日期', '提醒日期', 'Fecha de aviso')),
  ] }),
];
