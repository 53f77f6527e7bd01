/** Fields of group F9: kinds of personal information. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F9 = [
  field('F-096', 'piClass.identity', 'flag', 'process', ['base'], t('Identity information', '个人身份信息', '個人身分資訊', 'Información de identidad'), { dictionary: 'D-29', scope: 'catalogue', pii: 'identity', note: 'definition: collected, processed, kept through business or other channels' }),
  field('F-097', 'piClass.property', 'flag', 'process', ['base'], t('Property information', '财产信息', '財產資訊', 'Información patrimonial'), { dictionary: 'D-29', scope: 'catalogue', pii: 'property' }),
  field('F-098', 'piClass.account', 'flag', 'process', ['base'], t('Account information', '账户信息', '帳戶資訊', 'Información de cuentas'), { dictionary: 'D-29', scope: 'catalogue', pii: 'account' }),
  field('F-099', 'piClass.credit', 'flag', 'process', ['base'], t('Credit information', '信用信息', '信用資訊', 'Información crediticia'), { dictionary: 'D-29', scope: 'catalogue', pii: 'credit' }),
  field('F-100', 'piClass.financialTransactions', 'flag', 'process', ['base'], t('Financial transaction information', '金融交易信息', '金融交易資訊', 'Información de transacciones financieras'), { dictionary: 'D-29', scope: 'catalogue', pii: 'transaction' }),
  field('F-101', 'piClass.other', 'flag', 'process', ['base'], t('Other personal information', '其他个人信息', '其他個人資訊', 'Otra información personal'), { dictionary: 'D-29', scope: 'catalogue', pii: 'other', note: 'use as data-inventory tags' }),
];
