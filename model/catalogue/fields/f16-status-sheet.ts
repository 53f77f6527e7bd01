/** Fields of group F16: customer status sheet. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F16 = [
  field('F-220', 'status.business', 'longText', 'profile', ['status'], t('Business', '业务', '業務', 'Actividad'), { aliasOf: 'org.businessScope' }),
  field('F-221', 'status.nature', 'enum', 'profile', ['status'], t('Nature', '性质', '性質', 'Naturaleza'), { dictionary: 'D-06', aliasOf: 'crm.ownershipNature' }),
  field('F-222', 'status.productsInUse', 'rows', 'profile', ['status'], t('Products in use', '在用产品', '使用中產品', 'Productos en uso'), { table: 'productsInUse', columns: [
    'productInUse.purpose',
    'productInUse.brand',
    'productInUse.quantity',
    'productInUse.yearsInUse',
  ] }),
  field('F-223', 'productInUse.purpose', 'text', 'profile', ['status'], t('Purpose', '用途', '用途', 'Uso'), { scope: 'row', table: 'productsInUse' }),
  field('F-224', 'productInUse.brand', 'text', 'profile', ['status'], t('Brand', '品牌', '品牌', 'Marca'), { scope: 'row', table: 'productsInUse' }),
  field('F-225', 'productInUse.quantity', 'number', 'profile', ['status'], t('Quantity', '数量', '數量', 'Cantidad'), { scope: 'row', table: 'productsInUse', min: 0 }),
  field('F-226', 'productInUse.yearsInUse', 'number', 'profile', ['status'], t('Years in use', '使用年限', '使用年數', 'Años de uso'), { scope: 'row', table: 'productsInUse', min: 0 }),
  field('F-227', 'dept.name', 'text', 'people', ['status'], t('Purchasing-related department', '采购相关部门', '採購相關部門', 'Departamento implicado en la compra'), { scope: 'row', table: 'departments' }),
  field('F-228', 'dept.members', 'rows', 'people', ['status'], t('Members', '人员构成', '人員組成', 'Personal'), { table: 'departmentMembers', pii: 'identity', columns: [
    column('department', 'text', t('Department', '部门', '部門', 'Departamento')),
    column('person', 'person', t('Person', '人员', '人員', 'Persona')),
  ] }),
  field('F-229', 'dept.reportsTo', 'text', 'people', ['status'], t('Reports to', '汇报对象', '呈報對象', 'Depende de'), { scope: 'row', table: 'departments', ref: 'departments' }),
  field('F-230', 'dept.cooperatesWith', 'rows', 'people', ['status'], t('Works with', '配合部门', '配合部門', 'Colabora con'), { table: 'departmentCooperation', columns: [
    column('department', 'text', t('Department', '部门', '部門', 'Departamento')),
    column('with', 'text', t('Works with', '配合部门', '配合部門', 'Colabora con')),
    column('note', 'text', t('Note', '备注', '備註', 'Nota')),
  ] }),
  field('F-231', 'dept.purchasingRole', 'enum', 'people', ['status'], t('Role in purchasing', '在采购中的作用', '在採購中的作用', 'Papel en la compra'), { dictionary: 'D-64', scope: 'row', table: 'departments' }),
  field('F-232', 'statusPerson.experience', 'longText', 'people', ['status'], t('Experience', '经历', '經歷', 'Experiencia'), { scope: 'row', table: 'people', pii: 'other' }),
  field('F-233', 'statusPerson.familySituation', 'longText', 'private', ['status'], t('Family situation', '家庭情况', '家庭狀況', 'Situación familiar'), { scope: 'row', table: 'peoplePrivate', aliasOf: 'companyPerson.family', pii: 'identity' }),
  field('F-234', 'statusPerson.children', 'text', 'private', ['status'], t('Children', '子女', '子女', 'Hijos'), { scope: 'row', table: 'peoplePrivate', shapeOf: 'assoc.children', pii: 'identity' }),
  field('F-235', 'statusPerson.favouriteSports', 'text', 'people', ['status'], t('Favourite sports', '喜欢的运动', '喜歡的運動', 'Deportes favoritos'), { scope: 'row', table: 'people', shapeOf: 'person.hobbiesPreferences', pii: 'other' }),
  field('F-236', 'statusPerson.workScope', 'text', 'people', ['status'], t('Scope of work', '工作范围', '工作範圍', 'Ámbito de trabajo'), { scope: 'row', table: 'people', pii: 'other' }),
  field('F-237', 'statusPerson.personality', 'longText', 'assessment', ['status'], t('Personality', '性格特点', '性格特點', 'Carácter'), { scope: 'row', table: 'peopleAssessment', pii: 'other', note: 'opinion: restrict + disclose on access request' }),
  field('F-238', 'statusPerson.internalRelations', 'rows', 'assessment', ['status'], t('Internal relations', '内部人员关系', '內部人員關係', 'Relaciones internas'), { table: 'personRelations', pii: 'other', columns: [
    column('from', 'person', t('Person', '人员', '人員', 'Persona')),
    column('relation', 'enum', t('Relation', '关系', '關係', 'Relación'), 'D-79'),
    column('to', 'person', t('With', '对方', '對方', 'Con')),
    column('note', 'text', t('Note', '备注', '備註', 'Nota')),
  ] }),
];
