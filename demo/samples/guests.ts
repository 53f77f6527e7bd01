/** Sample archives of people: hotel guests, renovation clients, bank customers and a prospect, in four languages. All are invented. */
import type { Spec } from './spec.ts';

const GUEST = { kind: 'individual', packs: ['base', 'individual', 'hotel'], department: 'guests', owner: 'xiaoyu' } as const;
const HOME = { kind: 'individual', packs: ['base', 'individual', 'renovation'], department: 'guests', owner: 'limin' } as const;
const BANK = { kind: 'individual', packs: ['base', 'individual', 'bank'], department: 'guests', owner: 'limin', confidentiality: 'businessConfidential' } as const;

export const GUESTS: readonly Spec[] = [
  {
    ...GUEST, id: 'wang-yating', keys: ['pms:G-30021'], code: 'G-30021', coOwners: ['limin'], zone: 'Asia/Taipei', packs: ['base', 'individual', 'hotel', 'CN-2007-33'],
    fields: { 'customer.name': '王雅婷', 'customer.receptionLevel': 'vip', 'person.dateOfBirth': '1986-04-12', 'person.employer': '樣本顧問股份有限公司', 'person.position': '合夥人', 'person.professionalTitle': '會計師', 'person.post': '審計部', 'profile.education': 'master', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'quarterly', 'crm.purchaseStrategy': 'quarterly' },
    methods: [['mobile', '0900-000-321', '本人'], ['email', 'yating.wang@mail.example'], ['line', 'yating-w']],
    records: [
      { ago: 4, time: '20:10', channel: 'phone', subject: '預訂下週兩晚，需要安靜樓層。', result: '已保留 1208 房。', next: [6, '15:00'] },
      { ago: 35, time: '09:00', channel: 'greeting', subject: '退房時反映早餐豆漿太甜。', result: '已告知餐廳。' },
      { ago: 190, time: '18:30', channel: 'visit', subject: '生日當晚入住，安排蛋糕與卡片。', result: '非常滿意。' },
    ],
    more: {
      preferences: {
        fields: { 'pref.pillowHeight': 'low', 'pref.mattressFirmness': 'firm', 'pref.acTemperature': 24, 'pref.lighting': 'soft', 'assoc.satisfaction': 92 },
        rows: { hobbies: { h1: { item: '瑜伽', category: 'sport', attitude: 'like' }, h2: { item: '香菜', category: 'food', attitude: 'dislike' } }, 'pref.tea': { v1: { value: '東方美人茶' } }, 'pref.coffee': { v1: { value: '手沖，不加糖' } }, occasions: { o1: { kind: 'birthday', date: '2027-04-12', yearly: true } }, ratings: { r1: { date: '2026-05-13', item: '早餐', score: 7 } } },
        texts: { 'pref.demandCharacteristics': '安靜樓層、遠離電梯；熨燙衣物當日取回。', 'ratings/r1/comment': '豆漿偏甜。' },
      },
      identity: {
        fields: { 'person.gender': 'female', 'person.nationality': 'TW', 'person.occupation': 'professional', 'person.idDocumentType': 'passport', 'person.idDocumentNumber': 'SAMPLE-30021', 'person.idDocumentValidUntil': '2031-08-31' },
        rows: { addresses: { 'a-residence': { use: 'residence', text: '信義區樣本路 5 號', city: '臺北', postcode: '110', country: 'TW' } } },
      },
    },
    trade: { pattern: 'steady', perYear: 4, quantity: 2, kind: 'stay', items: [['標準客房', 14_800], ['精緻客房', 18_900]] },
  },
  {
    ...GUEST, id: 'elena-duarte', keys: ['pms:G-30107'], code: 'G-30107', zone: 'Europe/Madrid',
    fields: { 'customer.name': 'Elena Duarte Salas', 'person.dateOfBirth': '1974-11', 'person.employer': 'Bodegas Muestra', 'person.position': 'Directora de exportación', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'quarterly', 'crm.purchaseStrategy': 'bimonthly' },
    methods: [['mobile', '+34 600 030 107'], ['email', 'elena.duarte@mail.example'], ['whatsapp', '+34 600 030 107']],
    records: [{ ago: 7, time: '19:00', channel: 'email', subject: 'Pide cuna para su nieta en la próxima estancia.', result: 'Anotado; habitación contigua.', next: [10, '16:00'] }, { ago: 110, time: '08:40', channel: 'greeting', subject: 'Le gustó el desayuno en la terraza.' }],
    more: { preferences: { fields: { 'pref.pillowHeight': 'high', 'pref.mattressFirmness': 'medium', 'pref.acTemperature': 21 }, rows: { hobbies: { h1: { item: 'Ópera', category: 'entertainment', attitude: 'like' } }, 'pref.alcohol': { v1: { value: 'Manzanilla' } }, 'pref.tastes': { v1: { value: 'Sin picante' } } } } },
    trade: { pattern: 'growing', perYear: 3, quantity: 3, kind: 'stay', items: [['Habitación doble', 13_200], ['Suite', 24_500]] },
  },
  {
    ...GUEST, id: 'priya-raman', keys: ['pms:G-30233'], code: 'G-30233', zone: 'Europe/London',
    fields: { 'customer.name': 'Priya Raman', 'person.dateOfBirth': '1992-02-29', 'person.employer': 'Sample Robotics', 'crm.crmCategory': 'potentialEndCustomer', 'crm.source': 'websiteAd', 'prospect.qualification': 'qualified', 'intent.class': 'hesitating', 'crm.contactStrategy': 'monthly' },
    methods: [['email', 'priya@mail.example'], ['mobile', '+44 7700 900233']],
    lists: { 'customer.collectionGoals': ['expectedCustomer'] },
    texts: { 'individual.potentialNeeds': 'A quiet house for twelve people, two days of workshops in spring.' },
    records: [{ ago: 3, time: '13:20', channel: 'email', subject: 'Asked for a quote for a two-day workshop with twelve rooms.', result: 'Quote sent, valid for a month.', next: [7, '10:30'] }],
  },
  {
    ...HOME, id: 'liu-siyuan', keys: ['reno:P-0411'], code: 'P-0411', zone: 'Asia/Shanghai', coOwners: ['mei'],
    fields: { 'customer.name': '刘思远', 'person.dateOfBirth': '1990-08', 'person.employer': '样本软件有限公司', 'person.position': '产品经理', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'weekly', 'reno.startAt': '2026-09-01', 'reno.endAt': '2027-01-31', 'reno.designer': 'wei', 'reno.projectManager': 'limin', 'reno.afterSalesAgent': 'xiaoyu' },
    methods: [['mobile', '133 0000 0411'], ['wechat', 'liusiyuan90']],
    addresses: [['mailing', '浦东新区样本路 66 弄 8 号 1202', '上海', '上海', '200120', 'CN']],
    texts: { 'reno.requirements': '三居室 118 平方米，北欧风格；儿童房使用水性漆，厨房开放式。' },
    people: [{ id: 'p1', name: '周岚', role: 'otherInfluencer', gender: 'female', workScope: '爱人，决定配色' }],
    records: [
      { ago: 2, time: '19:30', channel: 'instantMessage', with: 'p1', subject: '确认主卧墙面颜色：雾蓝 NCS S 1515-R80B。', result: '周六上墙试色。', next: [3, '10:00'] },
      { ago: 16, time: '10:00', channel: 'visit', subject: '水电验收，厨房插座增加两处。', result: '客户签字确认。', major: true },
      { ago: 62, time: '15:00', channel: 'meeting', subject: '签订合同，交付施工图。' },
    ],
    more: { preferences: { rows: { hobbies: { h1: { item: '北欧家具', category: 'style', attitude: 'like' } } } } },
    trade: { pattern: 'new', perYear: 16, quantity: 30, items: [['橡木地板 A 级', 3890], ['定制衣柜 平方米', 9600]] },
  },
  {
    ...HOME, id: 'rosa-navarro', keys: ['reno:P-0388'], code: 'P-0388', zone: 'Europe/Madrid', coOwners: ['lucia'],
    fields: { 'customer.name': 'Rosa Navarro Gil', 'person.dateOfBirth': '1961-05-30', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'monthly', 'reno.startAt': '2026-06-15', 'reno.endAt': '2026-10-02', 'reno.projectManager': 'limin' },
    methods: [['mobile', '+34 600 030 388'], ['phone', '+34 955 030 388', 'Casa']],
    addresses: [['mailing', 'Calle Inventada 8, 4.º B', 'Granada', 'Andalucía', '18001', 'ES']],
    texts: { 'reno.requirements': 'Baño accesible con ducha a ras de suelo y barra; conservar el suelo hidráulico.' },
    records: [{ ago: 28, time: '11:00', channel: 'visit', subject: 'Entrega de la obra y repaso de remates.', result: 'Falta el espejo; llega en dos semanas.', next: [-3, '11:00'] }],
    more: { private: { rows: { family: { f1: { name: 'Inés', relation: 'child', note: 'Acompaña en las visitas' } } } } },
    trade: { pattern: 'declining', perYear: 8, quantity: 4, items: [['Plato de ducha', 18_900], ['Grifería', 6400]] },
  },
  {
    ...BANK, id: 'daniel-okafor', keys: ['core:771204'], code: 'B-771204', zone: 'Europe/London',
    fields: { 'customer.name': 'Daniel Okafor', 'person.dateOfBirth': '1971-07-08', 'person.employer': 'Okafor Shipping Agents', 'person.position': 'Partner', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'monthly' },
    methods: [['mobile', '+44 7700 900771'], ['email', 'daniel.okafor@mail.example']],
    records: [{ ago: 11, time: '10:15', channel: 'meeting', subject: 'Term deposit matures next month: renew or move to the fixed fund.', result: 'Wants both offers in writing.', next: [14, '10:00'] }],
    more: {
      bank: {
        fields: { 'bank.depositBalance': '182400.00 EUR', 'bank.riskTolerance': 'c2', 'bank.customerTier': 'platinum', 'bank.customerKind': 'personalSavings' },
        rows: { deposits: { d1: { kind: 'term', amount: '120000.00 EUR', openedAt: '2025-12-20', maturesAt: '2026-12-20' }, d2: { kind: 'demand', amount: '62400.00 EUR' } }, cards: { c1: { type: 'credit', level: 'platinum' } }, 'bank.recommendedProducts': { v1: { value: 'Fixed-term fund, 24 months' } } },
      },
      aml: { fields: { 'aml.customerRisk': 2, 'aml.countryRisk': 2, 'aml.productServiceRisk': 1 } },
    },
    trade: { pattern: 'steady', pause: 2, perYear: 4, quantity: 1, kind: 'consumption', items: [['Custody fee', 12_900], ['Advice', 28_000]] },
  },
  {
    ...BANK, id: 'huang-zhiming', keys: ['core:771318'], code: 'B-771318', zone: 'Asia/Taipei', coOwners: ['wei'],
    fields: { 'customer.name': '黃志明', 'person.dateOfBirth': '1958-01-19', 'person.employer': '已退休', 'crm.crmCategory': 'currentEndCustomer', 'crm.contactStrategy': 'quarterly' },
    methods: [['phone', '02-5550-1318'], ['mobile', '0900-001-318']],
    records: [{ ago: 48, time: '14:20', channel: 'visit', subject: '詢問定存利率與長照保險。', result: '提供試算表。' }],
    more: { bank: { fields: { 'bank.riskTolerance': 'c1', 'bank.customerTier': 'gold', 'bank.customerKind': 'personalSavings', 'bank.depositBalance': '96000.00 EUR' }, rows: { deposits: { d1: { kind: 'term', amount: '80000.00 EUR', openedAt: '2026-02-01', maturesAt: '2027-02-01' } } } } },
    trade: { pattern: 'seasonal', pause: 7, perYear: 3, quantity: 1, kind: 'consumption', items: [['保管費', 9900], ['顧問費', 15_000]] },
  },
];
