/** Fields of group F3: organisation: identity basics. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F3 = [
  field('F-032', 'org.name', 'text', 'profile', ['organisation', 'CN-2007-33'], t('Legal name', '名称', '名稱', 'Denominación social'), { aliasOf: 'customer.name', required: ['CN-2007-33'], pii: 'identity' }),
  field('F-033', 'org.domicile', 'address', 'profile', ['organisation', 'CN-2007-33'], t('Registered office', '住所', '登記住所', 'Domicilio social'), { use: 'registered', required: ['CN-2007-33'] }),
  field('F-034', 'org.businessScope', 'longText', 'profile', ['organisation', 'CN-2007-33'], t('Business scope', '经营范围', '營業範圍', 'Objeto social'), { required: ['CN-2007-33'] }),
  field('F-035', 'org.organisationCode', 'text', 'profile', ['organisation', 'CN-2007-33'], t('Organisation code', '组织机构代码', '組織機構代碼', 'Código de organización'), { check: 'organisationCode', required: ['CN-2007-33'], note: 'today replaced by USCC (see B-7), keep both' }),
  field('F-036', 'org.unifiedSocialCreditCode', 'text', 'profile', ['organisation'], t('Unified social credit code', '统一社会信用代码', '統一社會信用代碼', 'Código unificado de crédito social'), { check: 'uscc', note: 'modern successor of organisationCode + taxRegistrationNumber; GB 32100 check digit' }),
  field('F-037', 'org.taxRegistrationNumber', 'text', 'profile', ['organisation', 'CN-2007-33'], t('Tax registration number', '税务登记证号码', '稅務登記證號碼', 'Número de registro fiscal'), { check: 'taxNumber', required: ['CN-2007-33'] }),
  field('F-038', 'org.licenceName', 'text', 'profile', ['organisation', 'CN-2007-33'], t('Licence or certificate', '执照/证件名称', '執照/證件名稱', 'Nombre de la licencia')),
  field('F-039', 'org.licenceNumber', 'text', 'profile', ['organisation', 'CN-2007-33'], t('Licence number', '执照/证件号码', '執照/證件號碼', 'Número de la licencia'), { required: ['CN-2007-33'] }),
  field('F-040', 'org.licenceValidUntil', 'date', 'profile', ['organisation', 'CN-2007-33'], t('Licence valid until', '执照/证件有效期至', '執照/證件有效期至', 'Licencia válida hasta'), { longTermAllowed: true, after: 'company.foundedAt', required: ['CN-2007-33'] }),
  field('F-041', 'org.controllingShareholder', 'person', 'people', ['organisation', 'CN-2007-33'], t('Controlling shareholder', '控股股东', '控股股東', 'Accionista de control'), { pii: 'identity' }),
  field('F-042', 'org.actualController', 'person', 'identity', ['organisation', 'CN-2007-33'], t('Actual controller', '实际控制人', '實際控制人', 'Controlador efectivo'), { pii: 'identity' }),
  field('F-043', 'org.legalRepresentative', 'person', 'people', ['organisation', 'CN-2007-33'], t('Legal representative', '法定代表人', '法定代表人', 'Representante legal'), { pii: 'identity' }),
  field('F-044', 'org.personInCharge', 'person', 'people', ['organisation', 'CN-2007-33'], t('Person in charge', '负责人', '負責人', 'Responsable'), { pii: 'identity' }),
  field('F-045', 'org.authorisedAgents', 'person', 'identity', ['organisation', 'CN-2007-33'], t('Authorised persons', '授权办理业务人员', '授權辦理業務人員', 'Personas autorizadas'), { multiple: true, pii: 'identity' }),
  field('F-046', 'org.relatedPartyIdentity', 'rows', 'identity', ['organisation', 'CN-2007-33'], t('Related parties\' IDs', '相关人员证件', '相關人員證件', 'Documentos de las personas vinculadas'), { table: 'relatedPartyPapers', pii: 'identity', columns: [
    column('party', 'person', t('Related party', '相关人员', '相關人員', 'Persona vinculada')),
    column('role', 'enum', t('Capacity', '身份', '身分', 'Condición'), 'D-88'),
    column('name', 'text', t('Full name', '姓名', '姓名', 'Nombre y apellidos')),
    column('idDocumentType', 'enum', t('ID type', '证件种类', '證件種類', 'Tipo de documento'), 'D-03'),
    column('idDocumentNumber', 'text', t('ID number', '证件号码', '證件號碼', 'Número de documento'), null, { mask: true, check: 'idDocument' }),
    column('idDocumentValidUntil', 'date', t('ID valid until', '证件有效期至', '證件有效期至', 'Documento válido hasta'), null, { longTermAllowed: true }),
  ] }),
];
