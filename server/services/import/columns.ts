/** Which tables and columns an import recognises: the names that programs and people give them, in four languages. Facts only; `recognise.ts` reads them. */

export type TableName = 'products' | 'order_lines' | 'departments' | 'employees' | 'customers' | 'suppliers' | 'orders';

/** What a column means, and the names it goes by; compared without case, blanks and punctuation. The first match of a file wins. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>;

export interface TableFacts {
  readonly table: TableName;
  /** Names of files, without ending. */
  readonly files: readonly string[];
  readonly columns: ColumnNames;
  /** Without these the file is refused; of several apart by `|` one is enough. */
  readonly required: readonly string[];
  /** A file of another name is this table only when it has one of these. Default: the required columns say enough. */
  readonly telling?: readonly string[];
}

const CONTACT: ColumnNames = {
  contactName: ['ContactName', 'Contact', 'Contact person', '联系人', '聯絡人', 'Contacto', 'Persona de contacto'],
  contactTitle: ['ContactTitle', 'Contact position', '联系人职务', '聯絡人職稱', 'Cargo del contacto', 'Cargo'],
  phone: ['Phone', 'Telephone', 'Tel', 'Phone number', '电话', '電話', '联系电话', '聯絡電話', 'Teléfono', 'Telefono'],
  mobile: ['Mobile', 'Mobile phone', 'Cell', 'Cell phone', '手机', '手機', '移动电话', '行動電話', 'Móvil', 'Celular'],
  fax: ['Fax', 'Fax number', '传真', '傳真'],
  email: ['Email', 'E-mail', 'Mail', 'Email address', '电子邮件', '電子郵件', '邮箱', '電子信箱', 'Correo', 'Correo electrónico'],
  wechat: ['WeChat', 'Weixin', '微信', '微信号', '微信號'],
  whatsapp: ['WhatsApp'],
  line: ['LINE', 'LINE ID'],
  website: ['HomePage', 'Website', 'Web', 'URL', 'Web site', '网站', '網站', '网址', '網址', 'Sitio web', 'Página web'],
  address: ['Address', 'Street', 'Street address', '地址', '街道', '详细地址', '詳細地址', 'Dirección', 'Direccion', 'Domicilio', 'Calle'],
  city: ['City', 'Town', '城市', '市', 'Ciudad', 'Población', 'Localidad'],
  region: ['Region', 'State', 'Province', 'County', '省份', '省', '州', '省/州', 'Provincia', 'Estado', 'Región'],
  postcode: ['PostalCode', 'Postcode', 'Zip', 'Zip code', '邮编', '邮政编码', '郵遞區號', '郵編', 'Código postal', 'CP'],
  country: ['Country', 'Country or region', '国家', '國家', '国家或地区', '國家或地區', 'País', 'Pais'],
};

const NAME = ['CompanyName', 'Company', 'Name', 'Full name', 'Organisation', 'Organization', '名称', '名稱', '公司名称', '公司名稱', '单位名称', '姓名', 'Nombre', 'Empresa', 'Razón social'];

export const TABLES: readonly TableFacts[] = [
  {
    table: 'products',
    files: ['products', 'product', 'items', 'articles', '产品', '產品', '商品', 'productos', 'artículos'],
    columns: {
      id: ['ProductID', 'Product No', 'ItemID', 'SKU', 'ID', '产品编号', '產品編號', '商品编号', 'Código de producto'],
      name: ['ProductName', 'Product', 'Item', 'Name', '产品名称', '產品名稱', '商品名称', 'Nombre', 'Producto'],
    },
    required: ['id', 'name'],
  },
  {
    table: 'order_lines',
    files: ['order_lines', 'order lines', 'order_details', 'order details', 'lines', 'order items', '订单明细', '訂單明細', 'líneas de pedido', 'detalle de pedidos'],
    columns: {
      order: ['OrderID', 'Order No', 'Order', '订单编号', '訂單編號', '订单号', 'Pedido', 'Número de pedido'],
      product: ['ProductID', 'Product No', 'Product', 'SKU', 'ItemID', '产品编号', '產品編號', 'Producto', 'Código de producto'],
      price: ['UnitPrice', 'Price', '单价', '單價', 'Precio', 'Precio unitario'],
      quantity: ['Quantity', 'Qty', '数量', '數量', 'Cantidad'],
      discount: ['Discount', '折扣', 'Descuento'],
    },
    required: ['order', 'product', 'price', 'quantity'],
  },
  {
    table: 'employees',
    files: ['employees', 'employee', 'staff', 'people', 'users', '员工', '員工', '职员', '職員', 'empleados', 'personal'],
    columns: {
      id: ['EmployeeID', 'Employee No', 'StaffID', 'ID', '工号', '工號', '员工编号', '員工編號', 'ID de empleado', 'Legajo'],
      lastName: ['LastName', 'Surname', 'Family name', '姓', '姓氏', 'Apellido', 'Apellidos'],
      firstName: ['FirstName', 'Given name', '名', '名字', 'Nombre de pila'],
      name: ['Name', 'Full name', '姓名', 'Nombre', 'Nombre completo'],
      email: CONTACT['email'] ?? [],
      department: ['Department', 'DepartmentID', 'Dept', '部门', '部門', '所属部门', '所屬部門', '部门编号', '部門編號', 'Departamento'],
      reportsTo: ['ReportsTo', 'Reports to', 'Manager', 'ManagerID', 'Supervisor', 'Superior', '上级', '上級', '直属上级', '直屬主管', '主管', 'Jefe', 'Superior directo', 'Responsable'],
      sub: ['Sub', 'Subject', 'ObjectID', 'Sign-in ID', 'Login ID', 'User ID', '登录标识', '登入識別碼', 'ID de acceso'],
      roles: ['Roles', 'Role', '角色', 'Rol', 'Función'],
      active: ['Active', 'Enabled', 'Is active', '在职', '在職', '是否在职', '是否在職', '启用', '啟用', 'Activo', 'Habilitado'],
    },
    required: ['id|sub'],
  },
  {
    table: 'orders',
    files: ['orders', 'order', 'sales', 'invoices', 'transactions', '订单', '訂單', '销售', '銷售', '交易', 'pedidos', 'ventas', 'facturas'],
    columns: {
      id: ['OrderID', 'Order No', 'Order number', 'InvoiceID', 'Invoice No', 'ID', '订单编号', '訂單編號', '订单号', '訂單號', 'Pedido', 'Número de pedido', 'Factura'],
      customer: ['CustomerID', 'Customer No', 'Customer code', 'Customer', '客户编号', '客戶編號', '客户代码', '客戶代碼', 'Cliente', 'Código de cliente', 'ID de cliente'],
      date: ['OrderDate', 'Date', 'Invoice date', '日期', '订单日期', '訂單日期', '交易日期', 'Fecha', 'Fecha de pedido'],
      amount: ['Amount', 'Total', 'Sum', 'Net amount', '金额', '金額', '总金额', '總金額', 'Importe', 'Importe total'],
      currency: ['Currency', '币种', '幣別', '货币', '貨幣', 'Moneda', 'Divisa'],
      channel: ['Channel', 'Sales channel', '渠道', '管道', 'Canal'],
    },
    required: ['id', 'customer', 'date'],
  },
  {
    table: 'suppliers',
    files: ['suppliers', 'supplier', 'vendors', 'vendor', '供应商', '供應商', '厂商', '廠商', 'proveedores', 'proveedor'],
    columns: {
      id: ['SupplierID', 'Supplier No', 'Supplier code', 'VendorID', 'Vendor No', 'ID', 'Code', 'No', '供应商编号', '供應商編號', '编号', '編號', 'Código de proveedor', 'ID de proveedor', 'Código'],
      name: ['Supplier name', 'Supplier', 'Vendor', ...NAME, '供应商名称', '供應商名稱', 'Proveedor'],
      ...CONTACT,
    },
    required: ['id', 'name'],
  },
  {
    table: 'customers',
    files: ['customers', 'customer', 'clients', 'accounts', '客户', '客戶', '顾客', '顧客', 'clientes', 'cliente'],
    columns: {
      id: ['CustomerID', 'Customer No', 'Customer number', 'Customer code', 'ClientID', 'AccountID', 'ID', 'Code', 'No', '客户编号', '客戶編號', '客户代码', '客戶代碼', '编号', '編號', 'Código de cliente', 'ID de cliente', 'Código', 'Número de cliente'],
      name: ['Customer name', 'Customer', 'Client', 'Client name', 'Account name', ...NAME, '客户名称', '客戶名稱', '客户', '客戶', '客户姓名', '客戶姓名', 'Cliente', 'Nombre del cliente'],
      kind: ['Customer type', 'Type', '主体类型', '主體類型', 'Tipo de persona', 'Tipo'],
      ...CONTACT,
    },
    required: ['id', 'name'],
  },
  {
    table: 'departments',
    files: ['departments', 'department', 'org units', 'organisation', 'organization', '部门', '部門', '组织', '組織', 'departamentos', 'departamento'],
    columns: {
      id: ['DepartmentID', 'Department No', 'Department code', 'Dept ID', 'Code', 'No', 'ID', '部门编号', '部門編號', '部门代码', '部門代碼', '编号', '編號', 'ID de departamento', 'Código de departamento', 'Código'],
      name: ['Department name', 'Department', 'Name', '部门名称', '部門名稱', '名称', '名稱', '部门', '部門', 'Nombre del departamento', 'Departamento', 'Nombre'],
      parent: ['Parent', 'ParentID', 'Parent department', 'Parent department ID', 'Belongs to', '上级部门', '上級部門', '上级部门编号', '上級部門編號', '隶属', '隸屬', 'Departamento superior', 'Depende de'],
      managers: ['Managers', 'Manager', 'ManagerID', 'Head', 'Head of department', '负责人', '負責人', '部门负责人', '部門主管', '主管', 'Responsable', 'Responsables', 'Jefe'],
    },
    required: ['id|name'],
    telling: ['parent', 'managers'],
  },
];

/** Names of roles in files, beside their keys. */
export const ROLE_NAMES: ColumnNames = {
  staff: ['Employee', 'Salesperson', '员工', '職員', '员', '销售', '業務', 'Empleado', 'Personal', 'Vendedor'],
  manager: ['Department manager', '经理', '經理', '部门经理', '部門經理', 'Gerente', 'Jefe de departamento'],
  generalManager: ['General manager', 'Director', '总经理', '總經理', 'Director general', 'Gerente general'],
  service: ['Customer service', 'Reception', '客服', '前台', '櫃檯', 'Servicio', 'Atención al cliente', 'Recepción'],
  serviceManager: ['Service manager', '客服经理', '客服經理', 'Jefe de servicio'],
  steward: ['Information steward', 'Data steward', '信息管理员', '資訊管理員', '资料管理员', 'Responsable de datos', 'Custodio de datos'],
  compliance: ['Compliance officer', '合规', '合規', '合规专员', '法遵', 'Cumplimiento'],
  auditor: ['Audit', '审计', '稽核', '审计员', 'Auditoría'],
  admin: ['Administrator', '管理员', '管理員', '系统管理员', '系統管理員', 'Administrador'],
};

/** What a cell about being active may say. */
export const ACTIVE_WORDS: Readonly<Record<'yes' | 'no', readonly string[]>> = {
  yes: ['1', 'true', 'yes', 'y', 'x', 'active', 'enabled', '是', '在职', '在職', '启用', '啟用', '有效', 'sí', 'si', 'activo', 'alta'],
  no: ['0', 'false', 'no', 'n', 'inactive', 'disabled', 'left', '否', '离职', '離職', '停用', '禁用', '无效', '無效', 'inactivo', 'baja'],
};

/** Further names of profile fields, beside their keys and labels in the catalogue. */
export const FIELD_NAMES: ColumnNames = {
  'customer.shortName': ['Short name', 'Abbreviation', '简称', '簡稱', 'Nombre corto', 'Nombre comercial'],
  'org.taxRegistrationNumber': ['VAT', 'VAT number', 'Tax ID', 'Tax number', '税号', '稅號', 'NIF', 'CIF', 'RFC', 'RUC'],
  'org.unifiedSocialCreditCode': ['USCC', '信用代码'],
  'crm.industry': ['Sector', 'Branch', '行业', '行業', 'Ramo'],
  'crm.employeeCount': ['Employees', 'Headcount', '员工数', '員工數', '人数', 'Empleados', 'Plantilla'],
  'crm.source': ['Lead source', '来源', '來源', 'Origen'],
};

/** Order of the work: what others refer to comes first. */
export const TABLE_ORDER: readonly TableName[] = ['products', 'order_lines', 'departments', 'employees', 'customers', 'suppliers', 'orders'];

/** Country names in wide use that the dictionary of countries (D-42) does not list. */
export const COUNTRY_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB', greatbritain: 'GB', england: 'GB', scotland: 'GB', wales: 'GB', northernireland: 'GB', reinounido: 'GB',
  usa: 'US', us: 'US', unitedstatesofamerica: 'US', eeuu: 'US', 美国: 'US', 美國: 'US',
  holland: 'NL', thenetherlands: 'NL', 荷兰: 'NL', 荷蘭: 'NL',
  prc: 'CN', prchina: 'CN', mainlandchina: 'CN', 中国大陆: 'CN', 中國大陸: 'CN',
  taiwan: 'TW', 台湾: 'TW', 台灣: 'TW', 臺灣: 'TW', hongkong: 'HK', 香港: 'HK', macau: 'MO', macao: 'MO', 澳门: 'MO', 澳門: 'MO',
  korea: 'KR', southkorea: 'KR', corea: 'KR', 韩国: 'KR', 韓國: 'KR', russia: 'RU', rusia: 'RU', vietnam: 'VN', 越南: 'VN',
  czechrepublic: 'CZ', deutschland: 'DE', españa: 'ES', espana: 'ES', méxico: 'MX', brasil: 'BR', turkey: 'TR', suisse: 'CH', schweiz: 'CH',
};
