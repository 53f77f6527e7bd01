/** Fields of group F6: associations. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F6 = [
  field('F-065', 'assoc.relatedParties', 'rows', 'people', ['base'], t('Related persons and organisations', '关联个人与组织', '關聯個人與組織', 'Personas y entidades vinculadas'), { table: 'relatedParties', pii: 'other', columns: [
    column('party', 'person', t('Person or organisation', '个人或组织', '個人或組織', 'Persona o entidad')),
    column('relation', 'enum', t('Relation', '关系', '關係', 'Relación'), 'D-78'),
    column('note', 'text', t('Note', '备注', '備註', 'Nota')),
  ] }),
  field('F-066', 'assoc.familyComposition', 'rows', 'private', ['individual'], t('Family members', '家庭成员', '家庭成員', 'Miembros de la familia'), { table: 'family', pii: 'identity', columns: [
    column('name', 'text', t('Name', '姓名', '姓名', 'Nombre')),
    column('relation', 'enum', t('Relation', '关系', '關係', 'Parentesco'), 'D-78'),
    column('work', 'text', t('Job', '工作', '工作', 'Trabajo')),
    column('birthday', 'date', t('Birthday', '生日', '生日', 'Cumpleaños'), null, { yearOptional: true, check: 'birthday' }),
    column('note', 'text', t('Note', '备注', '備註', 'Nota')),
  ] }),
  field('F-067', 'assoc.familyMembersWork', 'longText', 'private', ['individual'], t('Family members\' jobs', '家庭成员工作', '家庭成員工作', 'Trabajo de los familiares'), { pii: 'identity' }),
  field('F-068', 'assoc.familyPreferences', 'longText', 'private', ['individual'], t('Family preferences', '客户及家人喜好', '客戶及家人喜好', 'Preferencias del cliente y su familia'), { pii: 'other' }),
  field('F-069', 'assoc.livingHabits', 'longText', 'private', ['individual'], t('Living habits', '生活习惯', '生活習慣', 'Hábitos de vida'), { pii: 'other' }),
  field('F-070', 'assoc.maritalStatus', 'enum', 'private', ['individual'], t('Marital status', '婚姻状况', '婚姻狀況', 'Estado civil'), { dictionary: 'D-47', pii: 'identity' }),
  field('F-071', 'assoc.children', 'rows', 'private', ['individual'], t('Children', '子女情况', '子女狀況', 'Hijos'), { table: 'children', pii: 'identity', note: 'under-14 data = sensitive (B-8)', columns: [
    column('name', 'text', t('Name', '姓名', '姓名', 'Nombre')),
    column('birthDate', 'date', t('Date of birth', '出生日期', '出生日期', 'Fecha de nacimiento'), null, { check: 'birthday' }),
    column('schooling', 'text', t('Schooling', '就学情况', '就學狀況', 'Estudios')),
  ] }),
  field('F-072', 'assoc.familyIncomeLevel', 'enum', 'private', ['individual'], t('Household income', '家庭收入水平', '家庭收入水準', 'Nivel de ingresos familiares'), { dictionary: 'D-44', pii: 'property' }),
  field('F-073', 'assoc.satisfaction', 'number', 'preferences', ['base'], t('Satisfaction', '客户满意度', '客戶滿意度', 'Satisfacción'), { min: 0, max: 100, pii: 'other' }),
  field('F-074', 'assoc.churnTendency', 'computed', 'overview', ['base'], t('Churn risk', '流失倾向', '流失傾向', 'Riesgo de abandono'), { dictionary: 'D-48', valueKind: 'enum', pii: 'other', note: 'computed by P-16' }),
];
