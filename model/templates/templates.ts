/** The templates, the smallest first: one table. Order of texts: English, 简体中文, 繁體中文, español. What is placed where is in `placed.ts`. */
import type { Labels } from '../labels.ts';
import { OTHER_KEY, type Template, type TemplateKey } from './types.ts';

export { OTHER_KEY };
export type { Template, TemplateKey };

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

/** At most so many fields are asked (LOOK 11). */
export const MOST_ASKED = 8;

export const TEMPLATES: readonly Template[] = Object.freeze([
  {
    key: 'addressBook', kind: 'organisation', packs: [],
    label: t('Address book', '通讯录', '通訊錄', 'Agenda'),
    text: t('A name and how to reach it. Everything else can come later.', '只记名称和联系方式，其他资料以后再补。', '只記名稱與聯絡方式，其他資料以後再補。', 'Un nombre y cómo contactar. Lo demás puede venir después.'),
    asks: ['customer.name', 'customer.kind', 'crm.phone', 'crm.email', 'company.address'],
  },
  {
    key: 'organisation', kind: 'organisation', packs: ['organisation'],
    label: t('Organisation', '企业或组织', '企業或組織', 'Empresa u organización'),
    text: t('A company or institution with the eight facts of a first archive.', '企业或机构，先记建档的八项内容。', '企業或機構，先記建檔的八項內容。', 'Una empresa o institución con los ocho datos de un primer expediente.'),
    asks: ['customer.name', 'org.legalRepresentative', 'crm.mailingAddress', 'crm.postalCode', 'crm.phone', 'crm.fax', 'org.businessScope', 'org.registeredCapital'],
  },
  {
    key: 'individual', kind: 'individual', packs: ['individual'],
    label: t('Person', '个人', '個人', 'Persona'),
    text: t('A private customer, with employer, education and what they like.', '个人客户：工作单位、学历、兴趣爱好等。', '個人客戶：服務單位、學歷、興趣嗜好等。', 'Un cliente particular: empresa, estudios y aficiones.'),
    asks: ['customer.name', 'crm.phone', 'crm.email', 'person.dateOfBirth', 'person.employer', 'person.position', 'crm.source'],
  },
  {
    key: 'individualBusiness', kind: 'individualBusiness', packs: ['individual', 'organisation'],
    label: t('Individual business', '个体工商户', '個體工商戶', 'Empresario individual'),
    text: t('One person in business in their own name: facts of the person and of the business.', '以个人名义经营：个人与经营两方面的资料。', '以個人名義經營：個人與經營兩方面的資料。', 'Una persona que ejerce a su nombre: datos de la persona y del negocio.'),
    asks: ['customer.name', 'org.personInCharge', 'crm.phone', 'crm.email', 'company.address', 'org.businessScope', 'org.unifiedSocialCreditCode'],
  },
  {
    key: 'dealer', kind: 'organisation', packs: ['organisation', 'dealer'],
    label: t('Dealer', '经销商', '經銷商', 'Distribuidor'),
    text: t('Someone who buys to sell: demand, margin, suppliers, contracts and papers.', '购进再销售的客户：需求、毛利、供应商、合同与证照。', '買進再銷售的客戶：需求、毛利、供應商、合約與證照。', 'Quien compra para vender: demanda, margen, proveedores, contratos y documentos.'),
    asks: ['customer.name', 'org.legalRepresentative', 'crm.phone', 'company.address', 'crm.region', 'crm.settlementMethod', 'g1.productsRequired', OTHER_KEY],
    values: { 'customer.partnerRole': ['dealer'] },
  },
  {
    key: 'supplier', kind: 'organisation', packs: ['organisation'],
    label: t('Supplier', '供应商', '供應商', 'Proveedor'),
    text: t('Someone from whom we buy: what they make, terms and bank.', '向其采购的单位：产品、结算与开户银行。', '向其採購的單位：產品、結算與開戶銀行。', 'A quien compramos: sus productos, condiciones y banco.'),
    asks: ['customer.name', 'crm.phone', 'crm.email', 'company.address', 'company.products', 'crm.settlementMethod', 'customer.openingBank', OTHER_KEY],
    values: { 'customer.partnerRole': ['supplier'] },
  },
  {
    key: 'special', kind: 'organisation', packs: ['organisation'],
    label: t('Special customer', '特殊客户', '特殊客戶', 'Cliente especial'),
    text: t('Lawyers, banks, insurers, advertising: who serves the company and neither buys nor sells.', '律师、银行、保险、广告等为公司服务的单位。', '律師、銀行、保險、廣告等為公司服務的單位。', 'Abogados, bancos, seguros, publicidad: quien presta servicio a la empresa.'),
    asks: ['customer.name', 'customer.specialKind', 'crm.phone', 'crm.email', 'company.address', 'org.personInCharge', 'crm.website'],
    values: { 'customer.partnerRole': ['special'] },
  },
  {
    key: 'annual', kind: 'organisation', packs: ['organisation', 'annual'],
    label: t('Annual performance', '年度业绩', '年度業績', 'Resultados anuales'),
    text: t('A key account that is followed year by year: results, reports, changes.', '按年度跟踪的重点客户：业绩、财务报告与变动。', '逐年追蹤的重點客戶：業績、財務報告與變動。', 'Un cliente clave que se sigue año a año: resultados, informes y cambios.'),
    asks: ['customer.name', 'crm.industry', 'crm.salesScale', 'crm.employeeCount', 'crm.phone', 'company.address', 'customer.receptionLevel'],
  },
  {
    key: 'status', kind: 'organisation', packs: ['organisation', 'status'],
    label: t('Status sheet', '客户状况表', '客戶狀況表', 'Ficha de situación'),
    text: t('A project sale: departments, who decides, products in use, competitors.', '项目型销售：部门、决策人、在用产品与竞争对手。', '專案型銷售：部門、決策者、使用中的產品與競爭對手。', 'Una venta por proyecto: departamentos, quién decide, productos en uso, competencia.'),
    asks: ['customer.name', 'crm.ownershipNature', 'org.businessScope', 'crm.phone', 'crm.website', 'company.address', 'crm.source', 'intent.expectedPurchaseAt'],
  },
  {
    key: 'hotelUnit', kind: 'organisation', packs: ['hotel'],
    label: t('Hotel: company', '酒店单位客户', '飯店單位客戶', 'Hotel: empresa'),
    text: t('A company or travel agency that sends guests: agreed rate, discount, payment.', '送客的单位或旅行社：协议房价、折扣与付款方式。', '送客的單位或旅行社：協議房價、折扣與付款方式。', 'Una empresa o agencia que envía huéspedes: tarifa, descuento y pago.'),
    asks: ['customer.name', 'hotelUnit.contactPerson', 'crm.phone', 'crm.email', 'company.address', 'hotelUnit.agreedRoomRate', 'hotelUnit.discountRate', 'g1.paymentMethod'],
  },
  {
    key: 'hotelGuest', kind: 'individual', packs: ['hotel', 'individual'],
    label: t('Hotel: guest', '酒店散客', '飯店散客', 'Hotel: huésped'),
    text: t('A guest and what makes the stay right: pillow, tea, room temperature, occasions.', '客人及其偏好：枕头、茶饮、室温、纪念日。', '客人及其偏好：枕頭、茶飲、室溫、紀念日。', 'Un huésped y lo que le agrada: almohada, té, temperatura, ocasiones.'),
    asks: ['customer.name', 'person.nationality', 'person.idDocumentType', 'person.idDocumentNumber', 'crm.phone', 'crm.email', 'person.dateOfBirth', 'person.employer', 'person.position', 'crm.source'],
  },
  {
    key: 'bankClient', kind: 'individual', packs: ['individual', 'bank', 'CN-2007-33'],
    label: t('Bank client', '银行客户', '銀行客戶', 'Cliente de banca'),
    text: t('A client of a bank: identity papers, deposits, cards, risk; closed to whoever has no clearance.', '银行客户：身份证件、存款、银行卡与风险；无许可者不可见。', '銀行客戶：身分證件、存款、卡片與風險；未經許可者看不到。', 'Un cliente de un banco: documentos, depósitos, tarjetas y riesgo; cerrado a quien no tiene habilitación.'),
    asks: ['customer.name', 'crm.phone', 'person.idDocumentType', 'person.idDocumentNumber', 'person.idDocumentValidUntil', 'person.occupation', 'person.residenceAddress', 'bank.customerKind', 'crm.email', 'person.dateOfBirth', 'person.employer', 'crm.source'],
  },
  {
    key: 'renovation', kind: 'individual', packs: ['individual', 'renovation'],
    label: t('Home renovation', '家装业主', '居家裝修業主', 'Reforma de vivienda'),
    text: t('A home owner and the work: wishes, dates, designer, papers of the project.', '业主与工程：装修要求、工期、设计师与项目文件。', '業主與工程：裝修需求、工期、設計師與專案檔案。', 'Un propietario y su obra: deseos, fechas, diseñador y documentos.'),
    asks: ['customer.name', 'crm.phone', 'crm.mailingAddress', 'reno.requirements', 'reno.startAt', 'reno.endAt', 'crm.source'],
  },
  {
    key: 'survey', kind: 'individual', packs: ['individual', 'survey'],
    label: t('Survey participant', '调查对象', '調查對象', 'Participante de encuesta'),
    text: t('Someone who answers surveys: answers by date, and whether they may be written to.', '接受调查的人：历次答卷，以及是否同意联系。', '接受調查的人：歷次答卷，以及是否同意聯絡。', 'Quien responde encuestas: respuestas por fecha y si se le puede escribir.'),
    asks: ['customer.name', 'crm.phone', 'crm.email', 'person.dateOfBirth', 'profile.education', 'crm.region'],
  },
  {
    key: 'full', kind: 'organisation', packs: ['organisation', 'individual', 'dealer', 'hotel', 'bank', 'renovation', 'status', 'survey', 'annual', 'CN-2007-33'],
    label: t('Everything', '全部资料', '全部資料', 'Todo'),
    text: t('Every sheet the program has; you fill what you need.', '包含所有资料表，需要哪些填哪些。', '包含所有資料表，需要哪些填哪些。', 'Todas las fichas del programa; se rellena lo necesario.'),
    asks: ['customer.name', 'customer.kind', 'customer.customerCode', 'crm.phone', 'crm.email', 'company.address', 'customer.managingDepartment', OTHER_KEY],
  },
] satisfies readonly Template[]);

export const templateOf = (key: string): Template | undefined => TEMPLATES.find((template) => template.key === key);

/** What a page asks for may be older than the templates: the key of a sheet, and nothing but a kind of customer. */
export function templateFor(wish: string | undefined, kind: string | undefined): Template | undefined {
  const person = kind === 'individual';
  const of = (key: TemplateKey): Template | undefined => templateOf(key);
  switch (wish) {
    case undefined: case '': return kind === undefined || kind === '' ? undefined : templateOf(kind === 'otherOrganisation' ? 'organisation' : kind);
    case 'base': return of('addressBook');
    case 'hotel': return of(person ? 'hotelGuest' : 'hotelUnit');
    case 'bank': case 'CN-2007-33': return person ? of('bankClient') : of('organisation');
    default: return templateOf(wish);
  }
}
