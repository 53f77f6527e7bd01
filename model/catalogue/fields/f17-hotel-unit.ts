/** Fields of group F17: hotel: corporate unit. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F17 = [
  field('F-239', 'hotelUnit.name', 'text', 'profile', ['hotel'], t('Organisation name', '单位名称', '單位名稱', 'Nombre de la entidad'), { aliasOf: 'customer.name', pii: 'identity', note: 'collected when the agreement is signed' }),
  field('F-240', 'hotelUnit.nature', 'enum', 'profile', ['hotel'], t('Nature', '性质', '性質', 'Naturaleza'), { dictionary: 'D-06', aliasOf: 'crm.ownershipNature' }),
  field('F-241', 'hotelUnit.businessContent', 'longText', 'profile', ['hotel'], t('Business content', '经营内容', '經營內容', 'Actividad'), { aliasOf: 'org.businessScope' }),
  field('F-242', 'hotelUnit.address', 'address', 'profile', ['hotel'], t('Address', '地址', '地址', 'Dirección'), { aliasOf: 'company.address', pii: 'identity' }),
  field('F-243', 'hotelUnit.personInCharge', 'person', 'people', ['hotel'], t('Person in charge', '负责人姓名', '負責人姓名', 'Responsable'), { aliasOf: 'org.personInCharge', pii: 'identity' }),
  field('F-244', 'hotelUnit.contactPerson', 'person', 'people', ['hotel'], t('Contact person', '联系人姓名', '聯絡人姓名', 'Persona de contacto'), { pii: 'identity' }),
  field('F-245', 'hotelUnit.contactMethods', 'rows', 'profile', ['hotel'], t('Contact details', '联系方式', '聯絡方式', 'Datos de contacto'), { aliasOf: 'customer.contactMethods', pii: 'identity' }),
  field('F-246', 'hotelUnit.mainConsumptionNeeds', 'longText', 'profile', ['hotel'], t('Main needs', '主要消费需求', '主要消費需求', 'Necesidades principales')),
  field('F-247', 'hotelUnit.agreedRoomRate', 'money', 'terms', ['hotel'], t('Agreed room rate', '认定房价', '議定房價', 'Tarifa acordada')),
  field('F-248', 'hotelUnit.discountRate', 'percent', 'terms', ['hotel'], t('Discount rate', '消费折扣率', '消費折扣率', 'Descuento'), { min: 0, max: 100 }),
  field('F-249', 'hotelUnit.paymentMethod', 'enums', 'terms', ['hotel'], t('Payment method', '付款方式', '付款方式', 'Forma de pago'), { dictionary: 'D-60', aliasOf: 'g1.paymentMethod' }),
];
