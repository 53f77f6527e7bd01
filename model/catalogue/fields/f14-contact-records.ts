/** Fields of group F14: contact records. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F14 = [
  field('F-197', 'contact.time', 'date', 'contacts', ['base'], t('Date and time', '联系时间', '聯絡時間', 'Fecha y hora'), { scope: 'row', table: 'contacts', precision: 'minute', pii: 'other', note: 'with time of day' }),
  field('F-198', 'contact.salesperson', 'user', 'contacts', ['base'], t('Salesperson', '业务员', '業務員', 'Comercial'), { scope: 'row', table: 'contacts' }),
  field('F-199', 'contact.contactPerson', 'person', 'contacts', ['base'], t('Contact person', '联系人', '聯絡人', 'Persona de contacto'), { scope: 'row', table: 'contacts', pii: 'identity' }),
  field('F-200', 'contact.subject', 'longText', 'contacts', ['base'], t('Matter discussed', '洽谈内容', '洽談內容', 'Asunto tratado'), { scope: 'row', table: 'contacts', pii: 'other' }),
  field('F-201', 'contact.result', 'longText', 'contacts', ['base'], t('Result', '结果', '結果', 'Resultado'), { scope: 'row', table: 'contacts', pii: 'other' }),
  field('F-202', 'contact.nextAppointment', 'date', 'contacts', ['base'], t('Next appointment', '下次预约', '下次預約', 'Próxima cita'), { scope: 'row', table: 'contacts', precision: 'minute', pii: 'other', note: 'with time of day; creates a task' }),
  field('F-203', 'contact.channel', 'enum', 'contacts', ['base'], t('Channel', '联络渠道', '聯絡管道', 'Canal'), { dictionary: 'D-13', scope: 'row', table: 'contacts', pii: 'other' }),
  field('F-204', 'contact.attachments', 'files', 'contacts', ['base'], t('Attachments', '信函/传真附件', '信函/傳真附件', 'Adjuntos'), { scope: 'row', table: 'contacts', pii: 'other' }),
  field('F-205', 'contact.isMajor', 'flag', 'contacts', ['base'], t('Major matter', '重大事项', '重大事項', 'Asunto importante'), { scope: 'row', table: 'contacts', note: 'yes → must be reported (P-07), unless the business is confidential' }),
  field('F-206', 'contact.reportedToDepartmentAt', 'date', 'contacts', ['base'], t('Reported to department', '上报部门时间', '呈報部門時間', 'Comunicado al departamento'), { scope: 'row', table: 'contacts', precision: 'minute' }),
  field('F-207', 'contact.report', 'longText', 'contacts', ['base'], t('Contact report', '联系报告', '聯絡報告', 'Informe de contacto'), { scope: 'row', table: 'contacts', pii: 'other', note: 'files as attachments' }),
];
