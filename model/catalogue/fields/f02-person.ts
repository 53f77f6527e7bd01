/** Fields of group F2: natural person: identity basics. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F2 = [
  field('F-019', 'person.name', 'text', 'profile', ['individual', 'CN-2007-33'], t('Full name', '姓名', '姓名', 'Nombre y apellidos'), { aliasOf: 'customer.name', required: ['CN-2007-33'], pii: 'identity' }),
  field('F-020', 'person.gender', 'enum', 'identity', ['individual', 'CN-2007-33'], t('Sex', '性别', '性別', 'Sexo'), { dictionary: 'D-41', check: 'gender', required: ['CN-2007-33'], pii: 'identity' }),
  field('F-021', 'person.nationality', 'enum', 'identity', ['individual', 'CN-2007-33'], t('Nationality', '国籍', '國籍', 'Nacionalidad'), { dictionary: 'D-42', required: ['CN-2007-33'], pii: 'identity', note: 'use Nacionalidad and do NOT store ethnicity' }),
  field('F-022', 'person.occupation', 'enum', 'identity', ['individual', 'CN-2007-33'], t('Occupation', '职业', '職業', 'Profesión'), { dictionary: 'D-43', required: ['CN-2007-33'], pii: 'identity' }),
  field('F-023', 'person.residenceAddress', 'address', 'identity', ['individual', 'CN-2007-33'], t('Residence', '住所地', '住所', 'Domicilio'), { use: 'residence', pii: 'identity' }),
  field('F-024', 'person.workplaceAddress', 'address', 'identity', ['individual', 'CN-2007-33'], t('Work address', '工作单位地址', '服務單位地址', 'Dirección del trabajo'), { use: 'workplace', pii: 'identity' }),
  field('F-025', 'person.habitualResidence', 'address', 'identity', ['individual', 'CN-2007-33'], t('Habitual residence', '经常居住地', '經常居住地', 'Residencia habitual'), { use: 'habitual', pii: 'identity' }),
  field('F-026', 'person.registeredAddress', 'computed', 'identity', ['individual', 'CN-2007-33'], t('Address on record', '登记地址', '登記地址', 'Dirección registrada'), { valueKind: 'address', pii: 'identity', note: 'computed by P-30' }),
  field('F-027', 'person.contactMethods', 'rows', 'profile', ['individual', 'CN-2007-33'], t('Contact details', '联系方式', '聯絡方式', 'Datos de contacto'), { aliasOf: 'customer.contactMethods', required: ['CN-2007-33'], pii: 'identity' }),
  field('F-028', 'person.idDocumentType', 'enum', 'identity', ['individual', 'CN-2007-33'], t('ID type', '证件种类', '證件種類', 'Tipo de documento'), { dictionary: 'D-03', required: ['CN-2007-33'], pii: 'identity' }),
  field('F-029', 'person.idDocumentNumber', 'text', 'identity', ['individual', 'CN-2007-33'], t('ID number', '证件号码', '證件號碼', 'Número de documento'), { mask: true, check: 'idDocument', required: ['CN-2007-33'], pii: 'identity', note: 'Chinese ID: GB 11643 check digit' }),
  field('F-030', 'person.idDocumentValidUntil', 'date', 'identity', ['individual', 'CN-2007-33'], t('ID valid until', '证件有效期至', '證件有效期至', 'Documento válido hasta'), { longTermAllowed: true, check: 'validity', required: ['CN-2007-33'], pii: 'identity', note: 'reminder before expiry' }),
  field('F-031', 'person.idDocumentFiles', 'files', 'identity', ['individual'], t('ID copies', '证件复印件', '證件影本', 'Copias del documento'), { pii: 'identity' }),
];
