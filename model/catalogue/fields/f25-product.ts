/** Fields of group F25: what the product adds to the domain catalogue, F-391 on. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F25 = [
  field('F-391', 'customer.warningKind', 'enum', 'profile', ['base'], t('Pinned warning', '提醒类型', '提醒類型', 'Aviso fijado'), { dictionary: 'D-90', pii: 'other', note: 'one is pinned, the most severe' }),
  field('F-392', 'customer.warningText', 'text', 'profile', ['base'], t('Words of the warning', '提醒内容', '提醒內容', 'Texto del aviso'), { pii: 'other' }),
  field('F-393', 'customer.doNotContact', 'flag', 'profile', ['base'], t('Do not contact', '请勿联系', '請勿聯絡', 'No contactar'), { pii: 'other', note: 'call, mail and chat links are text; no mailing holds this customer' }),
  field('F-394', 'customer.doNotContactReason', 'text', 'profile', ['base'], t('Reason for no contact', '请勿联系的原因', '請勿聯絡的原因', 'Motivo para no contactar'), { pii: 'other' }),
  field('F-395', 'terms.paymentAccount', 'text', 'terms', ['dealer'], t('Payment account', '收付款账号', '收付款帳號', 'Cuenta de pago'), { mask: true, check: 'bankAccount', pii: 'account', note: 'IBAN, or the number where a country has none' }),
];
