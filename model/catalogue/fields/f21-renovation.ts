/** Fields of group F21: home renovation. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F21 = [
  field('F-304', 'reno.ownerName', 'text', 'profile', ['renovation'], t('Home owner', '业主姓名', '屋主姓名', 'Nombre del propietario'), { aliasOf: 'customer.name', pii: 'identity' }),
  field('F-305', 'reno.ownerContact', 'rows', 'profile', ['renovation'], t('Owner\'s contact details', '业主联系方式', '屋主聯絡方式', 'Contacto del propietario'), { aliasOf: 'customer.contactMethods', pii: 'identity' }),
  field('F-306', 'reno.ownerPreferences', 'rows', 'preferences', ['renovation'], t('Owner\'s preferences', '业主喜好', '屋主喜好', 'Preferencias del propietario'), { aliasOf: 'person.hobbiesPreferences', pii: 'other' }),
  field('F-307', 'reno.requirements', 'longText', 'profile', ['renovation'], t('Renovation requirements', '装修要求', '裝修需求', 'Requisitos de la reforma')),
  field('F-308', 'reno.startAt', 'date', 'profile', ['renovation'], t('Start of work', '开工时间', '開工日期', 'Inicio de obra')),
  field('F-309', 'reno.endAt', 'date', 'profile', ['renovation'], t('End of work', '结束时间', '完工日期', 'Fin de obra'), { after: 'reno.startAt' }),
  field('F-310', 'reno.designer', 'user', 'profile', ['renovation'], t('Designer', '设计师', '設計師', 'Diseñador')),
  field('F-311', 'reno.projectManager', 'user', 'profile', ['renovation'], t('Project manager', '项目经理', '專案經理', 'Jefe de proyecto')),
  field('F-312', 'reno.budgeter', 'user', 'profile', ['renovation'], t('Estimator', '预算员', '預算人員', 'Presupuestista')),
  field('F-313', 'reno.afterSalesAgent', 'user', 'profile', ['renovation'], t('After-sales agent', '客服人员', '客服人員', 'Agente de posventa')),
  field('F-314', 'reno.documents', 'files', 'documents', ['renovation'], t('Project documents', '工程资料', '工程資料', 'Documentación de la obra')),
];
