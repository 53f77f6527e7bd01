/** Fields of group F1: set-up and header. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, METHOD_COLUMNS, t } from '../row.ts';

export const F1 = [
  field('F-001', 'customer.kind', 'enum', 'archive', ['base', 'CN-2007-33'], t('Customer type', '主体类型', '主體類型', 'Tipo de persona'), { dictionary: 'D-32' }),
  field('F-002', 'customer.customerCode', 'text', 'archive', ['base'], t('Customer code', '客户编码', '客戶編號', 'Código de cliente'), { note: 'unique' }),
  field('F-003', 'customer.customerCategory', 'enum', 'profile', ['base'], t('Customer group', '客户分类', '客戶分類', 'Grupo de clientes'), { dictionary: 'D-38', note: 'see also crm.crmCategory (F-106) and customer.partnerRole (F-353)' }),
  field('F-004', 'customer.name', 'text', 'profile', ['base'], t('Customer name', '客户名称', '客戶名稱', 'Nombre del cliente'), { required: ['base'], pii: 'identity' }),
  field('F-005', 'customer.shortName', 'text', 'profile', ['base'], t('Short name', '客户简称', '客戶簡稱', 'Nombre abreviado')),
  field('F-006', 'customer.openingBank', 'list', 'terms', ['base', 'bank'], t('Bank', '开户银行', '開戶銀行', 'Banco de la cuenta'), { pii: 'account', note: 'sensitive when individual' }),
  field('F-007', 'customer.contactMethods', 'rows', 'profile', ['base'], t('Contact details', '联系方式', '聯絡方式', 'Datos de contacto'), { table: 'methods', pii: 'identity', columns: METHOD_COLUMNS }),
  field('F-008', 'customer.archiveOpenedAt', 'computed', 'archive', ['base'], t('Archive opened', '建档日期', '建檔日期', 'Fecha de apertura'), { valueKind: 'date', note: 'system-set' }),
  field('F-009', 'customer.archiveKeeper', 'user', 'archive', ['base'], t('Archive keeper', '档案负责人', '檔案負責人', 'Responsable del expediente')),
  field('F-010', 'customer.owner', 'user', 'archive', ['base'], t('Account owner', '客户负责人', '客戶負責人', 'Responsable comercial')),
  field('F-011', 'customer.coOwners', 'user', 'archive', ['base'], t('Co-owners', '共同负责人', '共同負責人', 'Corresponsables'), { multiple: true, note: 'at least two in total for key / promising new customers (P-11)' }),
  field('F-012', 'customer.managingDepartment', 'enum', 'archive', ['base'], t('Department in charge', '主管部门', '主管部門', 'Departamento responsable'), { dictionary: 'D-37' }),
  field('F-013', 'customer.lastReviewedAt', 'computed', 'archive', ['base'], t('Last reviewed', '最近核对日期', '最近核對日期', 'Última revisión'), { valueKind: 'date', note: 'system-set when someone confirms or changes the archive' }),
  field('F-014', 'customer.confidentiality', 'enum', 'archive', ['base'], t('Confidentiality', '保密级别', '機密等級', 'Nivel de confidencialidad'), { dictionary: 'D-39' }),
  field('F-015', 'customer.receptionLevel', 'enum', 'profile', ['base'], t('Reception level', '接待级别', '接待等級', 'Nivel de atención'), { dictionary: 'D-40' }),
  field('F-016', 'customer.archiveFileSet', 'enums', 'profile', ['base'], t('Archive files', '档案分册', '檔案分冊', 'Secciones del expediente'), { dictionary: 'D-26' }),
  field('F-017', 'customer.informationClass', 'enum', 'process', ['base'], t('Information class', '信息类别', '資訊類別', 'Clase de información'), { dictionary: 'D-01', scope: 'catalogue' }),
  field('F-018', 'customer.derivation', 'enum', 'process', ['base'], t('Direct or indirect', '直接或间接', '直接或間接', 'Directa o indirecta'), { dictionary: 'D-02', scope: 'catalogue' }),
];
