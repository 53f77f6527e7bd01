/** Words for what a column can become, in the four languages; fields of the catalogue have labels of their own. */
import type { Language } from '../../../model/labels.ts';

const en = {
  group: 'Basics', own: 'Own fields', id: 'Number in the other system', name: 'Name', kind: 'Customer type', code: 'Code', contactName: 'Contact person', contactTitle: 'Contact person’s work', phone: 'Phone', mobile: 'Mobile', fax: 'Fax', email: 'Email',
  wechat: 'WeChat', whatsapp: 'WhatsApp', line: 'LINE', other: 'Other contact', website: 'Website', address: 'Address', city: 'City', region: 'State or province', postcode: 'Postcode', country: 'Country', registered: 'Registered office', mailing: 'Mailing address',
  role: 'Role', workScope: 'Scope of work', birthday: 'Birthday', hobbies: 'Hobbies', customer: 'Customer', date: 'Date', amount: 'Amount', currency: 'Currency', channel: 'Channel', order: 'Order', product: 'Product', price: 'Price', quantity: 'Quantity', discount: 'Discount',
  lastName: 'Family name', firstName: 'Given name', department: 'Department', reportsTo: 'Superior', sub: 'Sign-in id', roles: 'Roles', active: 'Active', parent: 'Parent department', managers: 'Managers',
};
export type TargetText = keyof typeof en;

export const TARGET_TEXTS: Readonly<Record<Language, Readonly<Record<TargetText, string>>>> = {
  en,
  'zh-Hans': {
    group: '基本', own: '自定义字段', id: '原系统编号', name: '名称', kind: '客户类型', code: '代码', contactName: '联系人', contactTitle: '联系人工作', phone: '电话', mobile: '手机', fax: '传真', email: '电子邮件',
    wechat: '微信', whatsapp: 'WhatsApp', line: 'LINE', other: '其他联系方式', website: '网站', address: '地址', city: '城市', region: '省/州', postcode: '邮政编码', country: '国家或地区', registered: '注册地址', mailing: '通讯地址',
    role: '角色', workScope: '工作范围', birthday: '生日', hobbies: '爱好', customer: '客户', date: '日期', amount: '金额', currency: '币种', channel: '渠道', order: '订单', product: '产品', price: '单价', quantity: '数量', discount: '折扣',
    lastName: '姓', firstName: '名', department: '部门', reportsTo: '上级', sub: '登录标识', roles: '角色', active: '在职', parent: '上级部门', managers: '负责人',
  },
  'zh-Hant': {
    group: '基本', own: '自訂欄位', id: '原系統編號', name: '名稱', kind: '客戶類型', code: '代碼', contactName: '聯絡人', contactTitle: '聯絡人職務', phone: '電話', mobile: '手機', fax: '傳真', email: '電子郵件',
    wechat: '微信', whatsapp: 'WhatsApp', line: 'LINE', other: '其他聯絡方式', website: '網站', address: '地址', city: '城市', region: '省/州', postcode: '郵遞區號', country: '國家或地區', registered: '登記地址', mailing: '通訊地址',
    role: '角色', workScope: '工作範圍', birthday: '生日', hobbies: '嗜好', customer: '客戶', date: '日期', amount: '金額', currency: '幣別', channel: '管道', order: '訂單', product: '產品', price: '單價', quantity: '數量', discount: '折扣',
    lastName: '姓', firstName: '名', department: '部門', reportsTo: '主管', sub: '登入識別碼', roles: '角色', active: '在職', parent: '上級部門', managers: '負責人',
  },
  es: {
    group: 'Básico', own: 'Campos propios', id: 'Número en el otro sistema', name: 'Nombre', kind: 'Tipo de cliente', code: 'Código', contactName: 'Persona de contacto', contactTitle: 'Cargo del contacto', phone: 'Teléfono', mobile: 'Móvil', fax: 'Fax', email: 'Correo electrónico',
    wechat: 'WeChat', whatsapp: 'WhatsApp', line: 'LINE', other: 'Otro contacto', website: 'Sitio web', address: 'Dirección', city: 'Ciudad', region: 'Provincia o región', postcode: 'Código postal', country: 'País', registered: 'Domicilio social', mailing: 'Dirección postal',
    role: 'Función', workScope: 'Ámbito de trabajo', birthday: 'Cumpleaños', hobbies: 'Aficiones', customer: 'Cliente', date: 'Fecha', amount: 'Importe', currency: 'Moneda', channel: 'Canal', order: 'Pedido', product: 'Producto', price: 'Precio', quantity: 'Cantidad', discount: 'Descuento',
    lastName: 'Apellido', firstName: 'Nombre de pila', department: 'Departamento', reportsTo: 'Superior', sub: 'Identificador de acceso', roles: 'Roles', active: 'Activo', parent: 'Departamento superior', managers: 'Responsables',
  },
};
