/** The people and departments of the sample company, Harbour Lane: a supplier of furnishings with a hotel and a renovation service. All are invented. */
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import type { Labels } from '../../model/labels.ts';
import type { Department, Role } from '../../model/rights.ts';
import type { Clearance } from '../../model/sections.ts';
import type { SamplePerson } from './types.ts';

const text = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

const department = (id: string, name: string, parent: string | null, managers: readonly string[] = []): Department => ({
  id: id as DepartmentId, name, parent: parent as DepartmentId | null, managers: managers as readonly string[] as readonly PersonId[],
});

export const SAMPLE_DEPARTMENTS: readonly Department[] = Object.freeze([
  department('company', 'Harbour Lane', null),
  department('sales', 'Sales', 'company'),
  department('sales-asia', '亚太销售部', 'sales', ['zhao']),
  department('sales-west', 'Ventas Europa y América', 'sales', ['carmen']),
  department('guests', 'Guests and homes', 'company', ['limin']),
  department('compliance', 'Compliance', 'company'),
  department('information', 'Customer information', 'company'),
]);

function person(id: string, name: string, home: string | null, roles: readonly Role[], title: Labels, more: { readonly reportsTo?: string; readonly clearances?: readonly Clearance[] } = {}): SamplePerson {
  return {
    id: id as PersonId, name, email: `${id}@harbourlane.example`, department: home as DepartmentId | null, roles, clearances: more.clearances ?? [],
    reportsTo: (more.reportsTo ?? null) as PersonId | null, active: true, title,
  };
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = Object.freeze([
  person('mei', '林美华', 'sales-asia', ['staff'], text('Sales, Asia: owns archives in mainland China', '亚太销售，负责大陆客户', '亞太業務，負責大陸客戶', 'Ventas Asia: clientes de China continental'), { reportsTo: 'zhao' }),
  person('wei', '陳偉廷', 'sales-asia', ['staff'], text('Sales, Asia: owns archives in Taiwan and Hong Kong', '亚太销售，负责台湾和香港客户', '亞太業務，負責台灣與香港客戶', 'Ventas Asia: clientes de Taiwán y Hong Kong'), { reportsTo: 'zhao' }),
  person('lucia', 'Lucía Ortega', 'sales-west', ['staff'], text('Sales, West: owns archives in Spain and Mexico', '欧美销售，负责西班牙和墨西哥客户', '歐美業務，負責西班牙與墨西哥客戶', 'Ventas: clientes de España y México'), { reportsTo: 'carmen' }),
  person('james', 'James Whitfield', 'sales-west', ['staff'], text('Sales, West: owns archives in Britain and Canada', '欧美销售，负责英国和加拿大客户', '歐美業務，負責英國與加拿大客戶', 'Ventas: clientes del Reino Unido y Canadá'), { reportsTo: 'carmen' }),
  person('zhao', '赵国栋', 'sales-asia', ['manager'], text('Manager of sales, Asia', '亚太销售部经理', '亞太業務部經理', 'Director de ventas Asia'), { reportsTo: 'margaret' }),
  person('carmen', 'Carmen Ruiz', 'sales-west', ['manager'], text('Manager of sales, West', '欧美销售部经理', '歐美業務部經理', 'Directora de ventas Europa y América'), { reportsTo: 'margaret' }),
  person('limin', '李敏', 'guests', ['manager', 'serviceManager'], text('Manager of guests, homes and customer service', '宾客与家装部经理，兼客服经理', '賓客與居家部經理，兼客服經理', 'Directora de huéspedes, hogar y atención al cliente'), { reportsTo: 'margaret' }),
  person('xiaoyu', '陈小雨', 'guests', ['staff', 'service'], text('Reception and customer service: owns archives of guests', '前台接待兼客服，负责宾客档案', '櫃檯接待兼客服，負責賓客檔案', 'Recepción y atención al cliente: fichas de huéspedes'), { reportsTo: 'limin' }),
  person('ana', 'Ana Beltrán', 'information', ['steward'], text('Information steward: answers for all archives', '信息专员，负责全部档案', '資訊專員，負責全部檔案', 'Responsable de la información: todos los expedientes')),
  person('jingyi', '何靜怡', 'compliance', ['compliance'], text('Compliance officer: identity, bank and money-laundering sections', '合规专员，查看身份、银行与反洗钱资料', '法遵專員，檢視身分、銀行與反洗錢資料', 'Cumplimiento: identidad, banca y blanqueo'), { clearances: ['identity', 'bank', 'aml'] }),
  person('margaret', 'Margaret Sinclair', 'company', ['generalManager'], text('General manager: reads every archive', '总经理，可查看全部档案', '總經理，可檢視全部檔案', 'Directora general: lee todos los expedientes')),
  person('tomas', 'Tomás Vidal', null, ['admin'], text('Administrator: people and settings, no archive contents', '系统管理员，管理人员与设置，不看档案内容', '系統管理員，管理人員與設定，不看檔案內容', 'Administrador: personas y ajustes, sin ver fichas')),
  person('peter', 'Peter Lindqvist', null, ['auditor'], text('Auditor: who read and changed what', '审计员，查看读取与修改记录', '稽核員，檢視讀取與修改紀錄', 'Auditor: quién leyó y cambió qué')),
]);
