/** Fields of group F5: behaviour. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F5 = [
  field('F-059', 'behaviour.purchaseRecords', 'rows', 'trade', ['base'], t('Purchase records', '购买记录', '購買紀錄', 'Historial de compras'), { table: 'transactions', pii: 'transaction', columns: [
    'txn.date',
    'txn.sales',
    'txn.shipment',
    'txn.collection',
    'txn.receivable',
    'txn.paymentDueAt',
    'txn.items',
    'txn.cost',
    'txn.profit',
  ] }),
  field('F-060', 'behaviour.consumptionRecords', 'rows', 'trade', ['base'], t('Consumption records', '消费记录', '消費紀錄', 'Historial de consumo'), { table: 'consumption', pii: 'transaction', columns: [
    column('date', 'date', t('Date', '日期', '日期', 'Fecha')),
    column('item', 'text', t('Service or product', '服务或产品', '服務或產品', 'Servicio o producto')),
    column('quantity', 'number', t('Quantity', '数量', '數量', 'Cantidad')),
    column('amount', 'money', t('Amount', '金额', '金額', 'Importe')),
  ] }),
  field('F-061', 'behaviour.contactRecords', 'rows', 'contacts', ['base'], t('Contact records', '联络记录', '聯絡紀錄', 'Historial de contactos'), { table: 'contacts', pii: 'other', columns: [
    'contact.time',
    'contact.salesperson',
    'contact.contactPerson',
    'contact.subject',
    'contact.result',
    'contact.nextAppointment',
    'contact.channel',
    'contact.attachments',
    'contact.isMajor',
    'contact.reportedToDepartmentAt',
    'contact.report',
  ] }),
  field('F-062', 'behaviour.consumptionBehaviour', 'longText', 'preferences', ['base'], t('Consumption behaviour', '消费行为', '消費行為', 'Comportamiento de consumo'), { pii: 'other', note: 'may be computed (frequency, basket, season)' }),
  field('F-063', 'behaviour.preferences', 'rows', 'preferences', ['base'], t('Preferences', '客户偏好', '客戶偏好', 'Preferencias'), { aliasOf: 'person.hobbiesPreferences', pii: 'other' }),
  field('F-064', 'behaviour.lifestyle', 'longText', 'preferences', ['individual'], t('Lifestyle', '生活方式', '生活方式', 'Estilo de vida'), { pii: 'other' }),
];
