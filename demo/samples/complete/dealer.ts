/** A dealer about whom everything is known: organisation, dealer, status sheet, survey and the papers of Article 33, in 简体中文. Invented. */
import type { Spec } from '../spec.ts';

export const DEALER: Spec = {
  id: 'fenjiang', keys: ['erp:FS/2016-0007'], code: 'FS-0007', kind: 'organisation', packs: ['base', 'organisation', 'dealer', 'status', 'survey', 'annual', 'CN-2007-33'],
  owner: 'mei', coOwners: ['wei'], department: 'sales-asia', zone: 'Asia/Shanghai', confidentiality: 'businessConfidential',
  fields: {
    'customer.name': '佛山汾江家居经销有限公司', 'customer.shortName': '汾江家居', 'customer.customerCategory': 'domestic', 'customer.receptionLevel': 'vip', 'customer.segment': 'relationshipOriented',
    'customer.keyProspect': true, 'customer.collectionChannel': 'coldVisit', 'prospect.qualification': 'converted', 'intent.class': 'interested', 'intent.expectedPurchaseAt': '2027-01',
    'crm.region': 'southChina', 'crm.source': 'exhibition', 'crm.crmCategory': 'currentAgent', 'crm.industry': 'retailWholesale', 'crm.industryPosition': 'influential', 'crm.ownershipNature': 'privateOrSelfEmployed',
    'crm.contactStrategy': 'biweekly', 'crm.purchaseStrategy': 'monthly', 'crm.employeeCount': 132, 'crm.salesScale': 'medium', 'crm.yearsInBusiness': 'over10', 'crm.website': 'https://fenjiang.example',
    'company.foundedAt': '2008-06', 'org.registeredCapital': '12000000.00 CNY', 'org.organisationCode': 'MA5XAMP1-8', 'org.unifiedSocialCreditCode': '91440600MA5XAMP18C', 'org.taxRegistrationNumber': '91440600MA5XAMP18C',
    'org.licenceName': '营业执照', 'org.licenceNumber': '样本-440600-0007', 'org.licenceValidUntil': 'long-term', 'g3.plantOwnership': 'owned', 'customer.doNotContact': false, 'customer.warningKind': 'other', 'customer.warningText': '送货须提前一天电话预约，门禁 17 点关闭。',
  },
  methods: [['phone', '0757-5550 0007', '总机'], ['fax', '0757-5550 0008'], ['email', 'office@fenjiang.example', '采购部'], ['wechat', 'fenjiang-home']],
  addresses: [['business', '禅城区样本路 18 号', '佛山', '广东', '528000', 'CN'], ['registered', '禅城区示例大道 200 号 1801', '佛山', '广东', '528000', 'CN'], ['mailing', '禅城区样本路 18 号 收发室', '佛山', '广东', '528000', 'CN']],
  lists: {
    'customer.partnerRole': ['dealer', 'supplier'], 'customer.specialKind': ['financingAssistance'], 'customer.archiveFileSet': ['basicFile', 'professionalFile', 'consumptionFile', 'feedbackFile', 'auxiliaryFile'],
    'customer.collectionGoals': ['likelyToOrder', 'longTermValue'], 'company.products': ['地板', '卫浴', '定制柜体'], 'g1.productsRequired': ['橡木地板', '酒店家具', '静音脚垫'], 'crm.wishesToRepresent': ['港湾系列橡木家具'],
  },
  texts: {
    'org.businessScope': '家居用品、建筑装饰材料、卫生洁具的批发与零售；室内装饰工程设计与施工。', 'company.mainBusiness': '珠三角西岸地板与卫浴分销，直营门店 21 家。', 'company.secondaryBusiness': '小型酒店客房翻新工程。',
    'company.salesNetwork': '直营门店 21 家，县级分销商 74 家，覆盖佛山、江门、中山、肇庆。', 'company.rdStrength': '样板间设计组 6 人，与本地院校合作色彩研究。', 'customer.needs': '旺季前备足橡木地板，交货期不超过 12 天；门店样板每季更新。',
    'customer.expectations': '希望成为珠三角西岸的独家代理，并共同出资做样板间。', 'intent.reasonNotBuying': '浴室柜系列暂未采购：规格与本地户型不符。', 'intent.functionWishes': '希望在订货系统里看到实时库存与在途批次。',
    'g3.businessPhilosophy': '先服务，后销售；错单当天处理。', 'g3.businessDirection': '三年内由零售转向精装与酒店工程。', 'g3.businessPolicy': '统一定价，分销商按季返利。', 'g3.businessHistory': '2008 年由两家建材店合并而成，2016 年开始代理进口地板，2021 年建成自有仓库。',
  },
  rows: {
    productsInUse: { u1: { purpose: '旗舰店样板间', brand: '港湾橡木', quantity: 18, yearsInUse: 3 }, u2: { purpose: '门店展示', brand: '北岸（化名）', quantity: 40, yearsInUse: 6 }, u3: { purpose: '仓库地面', brand: '本地品牌', quantity: 900, yearsInUse: 4 } },
    socioEconomics: { s1: { indicator: '纳税信用等级', period: '2025', value: 1, unit: 'A 级', source: '税务公示' }, s2: { indicator: '当地家居零售额增长', period: '2025', value: 6.4, unit: '%', source: '统计公报' } },
    consents: { c1: { channel: 'email', state: 'granted', decidedAt: '2025-03-11', evidence: '签字同意书，第 3 页' }, c2: { channel: 'sms', state: 'refused', decidedAt: '2025-03-11', evidence: '同上' } },
    visitPlan: { v1: { kind: 'visit', cycle: 'quarterly', nextAt: '2026-12-16', person: 'mei', note: '与总经理确认返利方案' }, v2: { kind: 'greeting', cycle: 'yearly', nextAt: '2027-02-15', person: 'wei', note: '春节问候' } },
  },
  people: [
    { id: 'p1', name: '梁启森', role: 'personInCharge', gender: 'male', birthday: '1977-06-12', hobbies: '羽毛球、功夫茶', workScope: '总经理，最终审批', methods: [['mobile', '138 0000 0071'], ['email', 'liang@fenjiang.example']] },
    { id: 'p2', name: '黎思敏', role: 'contactPerson', gender: 'female', birthday: '1981-09-03', hobbies: '摄影', workScope: '采购总监', methods: [['mobile', '139 0000 0072'], ['wechat', 'lisimin-fj']] },
    { id: 'p3', name: '区颖怡', role: 'financialReviewer', gender: 'female', birthday: '1985-01-21', workScope: '财务经理', methods: [['phone', '0757-5550 0009']] },
    { id: 'p4', name: '陈立勤', role: 'technicalEvaluator', gender: 'male', birthday: '1990-08-15', workScope: '工程部主管', methods: [['mobile', '137 0000 0074']] },
    { id: 'p5', name: '汾江控股（样本）', role: 'otherInfluencer', workScope: '控股股东' },
  ],
  records: [
    { ago: 2, time: '10:10', channel: 'phone', with: 'p2', subject: '确认春节前备货 2,400 平方米，分三批到仓。', result: '首批合同已发出。', next: [5, '15:00'] },
    { ago: 26, time: '14:00', channel: 'visit', with: 'p1', subject: '讨论珠三角西岸独家代理与样板间共建。', result: '原则同意，等书面方案。', major: true },
    { ago: 71, time: '09:30', channel: 'meeting', with: 'p3', subject: '第三季度对账。', result: '无差异。' },
    { ago: 210, time: '11:20', channel: 'visit', with: 'p4', by: 'wei', subject: '检查仓库地面样板的磨损。', result: '三年磨损在允许范围内。' },
    { ago: 420, time: '16:00', channel: 'email', with: 'p2', subject: '发送新品目录与色板。' },
  ],
  more: {
    people: {
      fields: { 'org.legalRepresentative': 'p1', 'org.personInCharge': 'p1', 'org.controllingShareholder': 'p5' },
      rows: {
        departments: { d1: { name: '总经理室', purchasingRole: 'decider' }, d2: { name: '采购部', reportsTo: '总经理室', purchasingRole: 'buyer' }, d3: { name: '财务部', reportsTo: '总经理室', purchasingRole: 'gatekeeper' }, d4: { name: '工程部', reportsTo: '总经理室', purchasingRole: 'evaluator' }, d5: { name: '门店管理部', reportsTo: '总经理室', purchasingRole: 'user' } },
        departmentMembers: { m1: { department: '总经理室', person: 'p1' }, m2: { department: '采购部', person: 'p2' }, m3: { department: '财务部', person: 'p3' }, m4: { department: '工程部', person: 'p4' } },
        departmentCooperation: { w1: { department: '采购部', with: '工程部', note: '样品检验' }, w2: { department: '采购部', with: '门店管理部', note: '每月补货计划' } },
        relatedParties: { r1: { party: 'p5', relation: 'shareholdingOrg', note: '持股 62%' } },
      },
      texts: { 'people/p1/resume': '建材行业二十三年，曾任国营建材公司销售科长。', 'people/p1/experience': '主持 2016 年进口地板代理项目。', 'people/p2/resume': '会计出身，2012 年起负责采购。', 'people/p2/experience': '引入分批到货制度。' },
    },
    terms: {
      fields: { 'crm.settlementMethod': 'oneMonth', 'g1.grossMarginStandard': 22 },
      rows: {
        'g1.paymentMethod': { v1: { value: 'bankTransfer' }, v2: { value: 'acceptance' } }, 'customer.openingBank': { v1: { value: '样本银行佛山分行' }, v2: { value: '样本商业银行禅城支行' } },
        monthlyDemand: { d1: { product: '橡木地板', quantity: 1200, unit: '平方米' }, d2: { product: '踢脚线', quantity: 1500, unit: '米' }, d3: { product: '酒店床头柜', quantity: 60, unit: '件' } },
        supplierStructure: { s1: { supplier: 'Harbour Lane', product: '地板', share: 48 }, s2: { supplier: '北岸木业（化名）', product: '地板', share: 32 }, s3: { supplier: '本地工厂', product: '地板', share: 20 } },
      },
    },
    credit: {
      fields: { 'crm.creditStars': 4, 'g3.fixedAssets': '31000000.00 CNY' },
      rows: {
        annualPerformance: { y1: { year: 2023, sales: '88000000.00 CNY', profit: '5100000.00 CNY', note: '门店 17 家' }, y2: { year: 2024, sales: '93500000.00 CNY', profit: '5600000.00 CNY', note: '门店 19 家' }, y3: { year: 2025, sales: '101200000.00 CNY', profit: '6400000.00 CNY', note: '门店 21 家' } },
        salesTrend: { t1: { period: '2026-07', sales: '8100000.00 CNY', change: 3.1 }, t2: { period: '2026-08', sales: '8400000.00 CNY', change: 3.7 }, t3: { period: '2026-09', sales: '9200000.00 CNY', change: 9.5 } },
        creditSurveys: { c1: { date: '2026-03-02', method: '走访与银行征询', surveyor: 'mei' } }, creditReports: { r1: { issuedAt: '2026-03-10', validUntil: '2027-03-10', issuer: '样本征信有限公司' } },
      },
      texts: { 'g3.financialStrength': '自有仓库无抵押，银行授信 1,500 万元，使用不到三成。', 'g4.financialPerformance': '毛利率稳定在 21% 至 23%，应收周转 28 天。', 'creditSurveys/c1/findings': '付款守时，近三年无逾期。' },
    },
    rivals: {
      rows: { competitors: { k1: { name: '北岸木业（化名）', scale: 'large', mainSuppliers: '东南亚原木商', leaders: '董事长（化名）' } }, rivalsAtCustomer: { r1: { competitor: '北岸木业（化名）', salespersonName: '郑经理（化名）' } } },
      texts: { 'competitors/k1/productAnalysis': '价格低约 9%，面层较薄。', 'competitors/k1/rd': '每年两款新色。', 'competitors/k1/salesNetwork': '全国 400 家门店。', 'rivalsAtCustomer/r1/followUp': '每月到访采购部一次。', 'rivalsAtCustomer/r1/cooperationHistory': '2014 年起供货，2022 年份额下降。', 'rivalsAtCustomer/r1/salesStyle': '以赠送样板换取陈列位置。', 'rivalsAtCustomer/r1/productStrengths': '现货充足，当天发货。', 'rivalsAtCustomer/r1/productWeaknesses': '色差投诉多。', 'company.prosConsAnalysis': '我方优势：交付稳定、样板更新快；劣势：价格与现货。' },
    },
    assessment: {
      fields: { 'customer.reputation': 'excellent' }, rows: { personRelations: { x1: { from: 'p2', relation: 'reportsTo', to: 'p1' }, x2: { from: 'p4', relation: 'supports', to: 'p2', note: '技术意见基本一致' } }, peopleAssessment: { p1: { person: 'p1' }, p2: { person: 'p2' } } },
      texts: { 'g3.developmentPotential': '酒店工程渠道两年内有望翻倍。', 'g3.internalManagement': '流程清楚，审批不超过两天。', 'g4.staffQualityConduct': '采购团队专业，无索取行为。', 'g4.relationAndCooperation': '合作十年，重大事项先沟通后签约。', 'peopleAssessment/p1/personality': '果断，重承诺。', 'peopleAssessment/p2/personality': '细致，先看数据。' },
    },
    private: { rows: { peoplePrivate: { p1: { person: 'p1', address: '禅城区（住址略）', children: '一子一女' } } }, texts: { 'peoplePrivate/p1/socialRelations': '市家居商会理事。', 'peoplePrivate/p1/family': '夫人经营花店。' } },
    preferences: {
      fields: { 'assoc.satisfaction': 91 }, texts: { 'behaviour.consumptionBehaviour': '按月补货，旺季前一次性备货；偏好现货批次。' },
      rows: { occasions: { o1: { kind: 'storeAnniversary', date: '2027-06-18', yearly: true, note: '旗舰店店庆' }, o2: { kind: 'birthday', date: '2027-06-12', person: 'p1', yearly: true } } },
    },
    'contacts-2026': {
      rows: { majorEvents: { e1: { date: '2026-05-20', kind: 'capital' } }, feedback: { f1: { date: '2026-09-14', kind: 'functionWish', forwardedTo: 'businessDevelopment' } }, services: { s1: { date: '2026-07-02', kind: 'afterSales', occasion: '门店样板起翘', handledBy: 'mei', satisfaction: 88 } }, surveys: { q1: { date: '2026-04-22' } } },
      texts: { 'majorEvents/e1/text': '注册资本由 800 万元增至 1,200 万元。', 'feedback/f1/text': '希望在订货系统里看到实时库存。', 'services/s1/matter': '48 小时内更换两块样板。', 'surveys/q1/demographics': '门店客户以 30 至 45 岁家庭为主。', 'surveys/q1/lifeAttitude': '重视环保与耐用。', 'surveys/q1/lifestyle': '周末家庭采购。', 'surveys/q1/consumptionHistory': '五年内翻新过一次。', 'surveys/q1/mediaConsumption': '短视频与邻里群。' },
    },
    identity: {
      fields: { 'org.actualController': 'p1' },
      rows: {
        'org.authorisedAgents': { v1: { value: 'p2' } }, 'org.beneficialOwners': { v1: { value: 'p1' } },
        relatedPartyPapers: {
          i1: { party: 'p1', role: 'legalRepresentative', name: '梁启森', idDocumentType: 'residentId', idDocumentNumber: '44060019770612001X', idDocumentValidUntil: 'long-term' },
          i2: { party: 'p2', role: 'authorisedAgent', name: '黎思敏', idDocumentType: 'residentId', idDocumentNumber: '440600198109030045', idDocumentValidUntil: '2034-10-01' },
          i3: { party: 'p5', role: 'controllingShareholder', name: '汾江控股（样本）', idDocumentType: 'other', idDocumentNumber: '样本-440600-0099', idDocumentValidUntil: 'long-term' },
        },
      },
    },
  },
  files: [
    { section: 'documents', kind: 'g2.businessLicenceCopy', name: '营业执照.pdf', title: 'Business licence (sample)' }, { section: 'documents', kind: 'g2.certificates', name: '地板检测报告.pdf', title: 'Certificate (sample)', validUntil: '2027-03-31' },
    { section: 'documents', kind: 'g2.taxRegistrationCopy', name: '税务登记证.pdf', title: 'Tax registration (sample)' }, { section: 'terms', kind: 'g2.purchaseContract', name: '采购合同-2026.pdf', title: 'Purchase contract (sample)', validUntil: '2026-12-31' },
    { section: 'terms', kind: 'g2.supplementaryPurchaseContract', name: '补充协议-返利.pdf', title: 'Supplementary contract (sample)', validUntil: '2026-12-31' }, { section: 'credit', kind: 'org.financialStatusReports', name: '财务报告-2025.pdf', title: 'Financial report (sample)' },
  ],
  trade: { pattern: 'growing', perYear: 26, quantity: 320, term: 30, items: [['橡木地板 A 级', 3890], ['踢脚线', 620], ['酒店床头柜', 9800]] },
};
