/** Fields of group F13: transactions. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F13 = [
  field('F-191', 'txn.date', 'date', 'trade', ['base'], t('Transaction date', '交易日期', '交易日期', 'Fecha de la operación'), { scope: 'row', table: 'transactions', pii: 'transaction' }),
  field('F-192', 'txn.sales', 'money', 'trade', ['base'], t('Sale amount', '销售额', '銷售額', 'Importe de la venta'), { scope: 'row', table: 'transactions', pii: 'transaction' }),
  field('F-193', 'txn.shipment', 'rows', 'trade', ['base'], t('Shipments', '发货', '出貨', 'Envíos'), { scope: 'row', table: 'transactions', pii: 'transaction', note: 'shipments of one sale', columns: [
    column('date', 'date', t('Shipped on', '发货日期', '出貨日期', 'Fecha de envío')),
    column('item', 'text', t('Product', '产品', '產品', 'Producto')),
    column('quantity', 'number', t('Quantity', '数量', '數量', 'Cantidad')),
    column('trackingNumber', 'text', t('Tracking number', '运单号', '託運單號', 'Número de envío')),
  ] }),
  field('F-194', 'txn.collection', 'money', 'trade', ['base'], t('Payment received', '回款', '收款', 'Cobro'), { scope: 'row', table: 'transactions', pii: 'transaction' }),
  field('F-195', 'txn.receivable', 'computed', 'trade', ['base'], t('Receivable', '应收', '應收帳款', 'Pendiente de cobro'), { scope: 'row', table: 'transactions', valueKind: 'money', pii: 'transaction', note: 'computed sale − collected; overdue by crm.settlementMethod' }),
  field('F-196', 'txn.paymentDueAt', 'computed', 'trade', ['base'], t('Due date', '应收到期日', '應收帳款到期日', 'Vencimiento del cobro'), { scope: 'row', table: 'transactions', valueKind: 'date', pii: 'transaction', note: 'computed from crm.settlementMethod' }),
];
