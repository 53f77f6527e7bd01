/** Fields of group F7: the key ten items of an individual. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F7 = [
  field('F-075', 'person.name#key1', 'text', 'profile', ['individual'], t('Full name', '姓名', '姓名', 'Nombre y apellidos'), { aliasOf: 'customer.name', keyItem: 1, pii: 'identity' }),
  field('F-076', 'person.nationalIdNumber', 'text', 'identity', ['individual'], t('ID card number', '身份证号', '身分證號', 'Número de identidad'), { aliasOf: 'person.idDocumentNumber', mask: true, keyItem: 2, pii: 'identity', note: 'the ID number when the ID type is residentId; GB 11643' }),
  field('F-077', 'person.dateOfBirth', 'date', 'profile', ['individual'], t('Date of birth', '出生年月', '出生年月', 'Fecha de nacimiento'), { precision: 'month', check: 'birthday', keyItem: 3, pii: 'identity' }),
  field('F-078', 'person.employer', 'text', 'profile', ['individual'], t('Employer', '工作单位', '服務單位', 'Empresa'), { keyItem: 4, pii: 'identity' }),
  field('F-079', 'person.contactMethods#key5', 'rows', 'profile', ['individual'], t('Contact details', '联系方式', '聯絡方式', 'Datos de contacto'), { aliasOf: 'customer.contactMethods', keyItem: 5, pii: 'identity' }),
  field('F-080', 'person.hobbiesPreferences', 'rows', 'preferences', ['individual'], t('Hobbies and preferences', '兴趣爱好和偏好', '興趣、嗜好與偏好', 'Aficiones y preferencias'), { table: 'hobbies', keyItem: 6, pii: 'other', note: 'rows with a category and like or dislike, so that F-063, F-187, F-281, F-306 can share it', columns: [
    column('item', 'text', t('Item', '内容', '內容', 'Detalle')),
    column('category', 'enum', t('Category', '类别', '類別', 'Categoría'), 'D-87'),
    column('attitude', 'enum', t('Likes or dislikes', '好恶', '好惡', 'Actitud'), 'D-81'),
    column('note', 'text', t('Note', '备注', '備註', 'Nota')),
  ] }),
  field('F-081', 'person.professionalTitle', 'text', 'profile', ['individual'], t('Professional title', '职称', '專業職稱', 'Título profesional'), { keyItem: 7, pii: 'identity' }),
  field('F-082', 'person.post', 'text', 'profile', ['individual'], t('Post', '岗位', '工作崗位', 'Puesto'), { keyItem: 8, pii: 'identity' }),
  field('F-083', 'person.position', 'text', 'profile', ['individual'], t('Position', '职位', '職位', 'Cargo'), { keyItem: 9, pii: 'identity' }),
  field('F-084', 'person.socialStatus', 'enum', 'private', ['individual'], t('Social standing', '社会地位', '社會地位', 'Posición social'), { dictionary: 'D-49', keyItem: 10, pii: 'other', note: 'treat with care (profiling)' }),
];
