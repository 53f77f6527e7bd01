/** Words of exported files that the catalogue does not have: heads of the archive's own properties, names of sheets, yes and no. Four languages. */
import { fieldByKey } from '../catalogue/lookup.ts';
import type { Labels } from '../labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

/** Properties of an archive that a field of the catalogue names. */
const NAMED_BY: Readonly<Record<string, string>> = Object.freeze({
  name: 'customer.name', kind: 'customer.kind', code: 'customer.customerCode', opened: 'customer.archiveOpenedAt', keeper: 'customer.archiveKeeper', owner: 'customer.owner', coOwner: 'customer.coOwners',
  department: 'customer.managingDepartment', reviewed: 'customer.lastReviewedAt', confidentiality: 'customer.confidentiality', role: 'customer.partnerRole',
  'trade.count': 'crm.transactionCount', 'trade.sum': 'crm.transactionAmount', 'trade.first': 'crm.firstTransactionAt', 'trade.last': 'crm.lastTransactionAt', 'class.rfm': 'rfm.segment',
});

const OWN: Readonly<Record<string, Labels>> = Object.freeze({
  key: t('External keys', '外部编号', '外部編號', 'Claves externas'),
  state: t('State', '状态', '狀態', 'Estado'),
  updated: t('Last change', '最近更改', '最近變更', 'Último cambio'),
  missing: t('Missing entries', '缺失项目', '缺漏項目', 'Datos que faltan'),
  tag: t('My tags', '我的标签', '我的標籤', 'Mis etiquetas'),
  'class.abc': t('ABC class', 'ABC 分类', 'ABC 分類', 'Clase ABC'),
  'class.lifecycle': t('Life cycle', '生命周期', '生命週期', 'Ciclo de vida'),
});

/** Undefined for what the catalogue's own label names. */
export const propertyLabel = (key: string): Labels | undefined => OWN[key] ?? (NAMED_BY[key] === undefined ? undefined : fieldByKey(NAMED_BY[key])?.label);

export const STATES: Readonly<Record<string, Labels>> = Object.freeze({
  open: t('Open', '开放', '開放', 'Abierto'), closed: t('Closed', '已关闭', '已關閉', 'Cerrado'), restricted: t('Restricted', '限制处理', '限制處理', 'Limitado'), sealed: t('Sealed', '已封存', '已封存', 'Sellado'), erased: t('Erased', '已清除', '已清除', 'Borrado'),
});

export const WORDS = Object.freeze({
  id: t('ID', '编号', '編號', 'ID'),
  rowId: t('Row', '行编号', '列編號', 'Fila'),
  customer: t('Customer', '客户', '客戶', 'Cliente'),
  customers: t('Customers', '客户', '客戶', 'Clientes'),
  addresses: t('Addresses', '地址', '地址', 'Direcciones'),
  readOnly: t('read only', '只读', '唯讀', 'solo lectura'),
  yes: t('yes', '是', '是', 'sí'),
  no: t('no', '否', '否', 'no'),
} satisfies Record<string, Labels>);
