/** Fields of group F18: hotel: individual guest. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F18 = [
  field('F-250', 'guest.name', 'text', 'profile', ['hotel'], t('Guest name', '客人姓名', '房客姓名', 'Nombre del huésped'), { aliasOf: 'customer.name', pii: 'identity' }),
  field('F-251', 'guest.gender', 'enum', 'identity', ['hotel'], t('Sex', '性别', '性別', 'Sexo'), { dictionary: 'D-41', aliasOf: 'person.gender', pii: 'identity' }),
  field('F-252', 'guest.dateOfBirth', 'date', 'profile', ['hotel'], t('Date of birth', '出生年月日', '出生年月日', 'Fecha de nacimiento'), { aliasOf: 'person.dateOfBirth', precision: 'day', pii: 'identity' }),
  field('F-253', 'guest.employer', 'text', 'profile', ['hotel'], t('Employer', '所属单位', '所屬單位', 'Empresa'), { aliasOf: 'person.employer', pii: 'identity' }),
  field('F-254', 'guest.permanentResidence', 'address', 'identity', ['hotel'], t('Permanent residence', '常住地', '常住地', 'Residencia permanente'), { aliasOf: 'person.habitualResidence', pii: 'identity' }),
  field('F-255', 'guest.idDocumentType', 'enum', 'identity', ['hotel'], t('ID type', '有效证件类别', '有效證件類別', 'Tipo de documento'), { dictionary: 'D-03', aliasOf: 'person.idDocumentType', pii: 'identity' }),
  field('F-256', 'guest.idDocumentNumber', 'text', 'identity', ['hotel'], t('ID number', '证件号码', '證件號碼', 'Número de documento'), { aliasOf: 'person.idDocumentNumber', mask: true, pii: 'identity' }),
  field('F-257', 'guest.contactMethods', 'rows', 'profile', ['hotel'], t('Contact details', '联系方式', '聯絡方式', 'Datos de contacto'), { aliasOf: 'customer.contactMethods', pii: 'identity' }),
  field('F-258', 'stay.arrivalReason', 'enum', 'stays', ['hotel'], t('Purpose of visit', '到达原因', '抵達原因', 'Motivo del viaje'), { dictionary: 'D-65', scope: 'row', table: 'stays', pii: 'other' }),
  field('F-259', 'stay.roomRate', 'money', 'stays', ['hotel'], t('Room rate', '入住房价', '入住房價', 'Tarifa de la habitación'), { scope: 'row', table: 'stays', pii: 'transaction' }),
  field('F-260', 'stay.stayPeriod', 'dateRange', 'stays', ['hotel'], t('Stay', '入住时间', '住宿期間', 'Estancia'), { scope: 'row', table: 'stays', pii: 'transaction' }),
  field('F-261', 'stay.paymentMethod', 'enum', 'stays', ['hotel'], t('Payment method', '付款方式', '付款方式', 'Forma de pago'), { dictionary: 'D-60', scope: 'row', table: 'stays', shapeOf: 'g1.paymentMethod', pii: 'transaction' }),
];
