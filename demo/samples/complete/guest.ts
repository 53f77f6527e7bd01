/** A hotel guest about whom everything is known: individual, hotel, survey and the papers of Article 33, in 繁體中文. Invented. */
import type { Spec } from '../spec.ts';

export const GUEST: Spec = {
  id: 'zhang-yayun', keys: ['pms:G-30400'], code: 'G-30400', kind: 'individual', packs: ['base', 'individual', 'hotel', 'survey', 'CN-2007-33'],
  owner: 'xiaoyu', coOwners: ['limin'], department: 'guests', zone: 'Asia/Taipei',
  fields: {
    'customer.name': '張雅筠', 'customer.shortName': '張經理', 'customer.customerCategory': 'overseas', 'customer.receptionLevel': 'vip', 'customer.segment': 'qualityOriented', 'customer.keyProspect': true, 'customer.collectionChannel': 'internet',
    'customer.warningKind': 'allergy', 'customer.warningText': '花生，餐廳與迷你吧都要留意。', 'prospect.qualification': 'converted', 'intent.class': 'interested', 'intent.expectedPurchaseAt': '2027-02',
    'crm.region': 'overseas', 'crm.source': 'customerReferral', 'crm.crmCategory': 'currentEndCustomer', 'crm.industry': 'it', 'crm.contactStrategy': 'quarterly', 'crm.purchaseStrategy': 'quarterly', 'crm.website': 'https://yayun.example',
    'person.dateOfBirth': '1984-05-09', 'person.employer': '樣本資訊股份有限公司', 'person.position': '業務經理', 'person.post': '海外業務', 'person.professionalTitle': '專案管理師', 'profile.education': 'master', 'profile.geographicInfo': '臺灣，臺北市', 'individual.purchaseDecisionRight': 'yes',
  },
  methods: [['mobile', '0900-000-400', '本人'], ['email', 'yayun@mail.example'], ['line', 'yayun-chang']],
  addresses: [['mailing', '信義區樣本路 40 號 6 樓', '臺北', '', '110', 'TW'], ['business', '內湖區範例街 8 號', '臺北', '', '114', 'TW']],
  lists: { 'customer.partnerRole': ['special'], 'customer.specialKind': ['publicRelations'], 'customer.archiveFileSet': ['basicFile', 'consumptionFile', 'feedbackFile'], 'customer.collectionGoals': ['longTermValue', 'expectedCustomer'] },
  texts: {
    'customer.needs': '安靜樓層、穩定網路、早班機前的輕早餐。', 'customer.expectations': '入住手續五分鐘內完成，每次同一間房型。', 'intent.reasonNotBuying': '不參加會員方案：認為點數沒有用處。', 'intent.functionWishes': '希望在手機上直接選樓層。', 'individual.potentialNeeds': '明年春天的部門研習，約二十人兩晚。', 'hotelUnit.mainConsumptionNeeds': '商務單人房與小型會議室。',
  },
  rows: {
    consents: { c1: { channel: 'email', state: 'granted', decidedAt: '2026-01-20', evidence: '入住登記卡勾選' }, c2: { channel: 'phone', state: 'withdrawn', decidedAt: '2026-08-02', evidence: '退房時口頭告知' } },
    visitPlan: { v1: { kind: 'greeting', cycle: 'yearly', nextAt: '2027-05-09', person: 'xiaoyu', note: '生日卡片' } },
  },
  people: [{ id: 'p1', name: '林芷晴', role: 'contactPerson', gender: 'female', workScope: '助理，代訂房', methods: [['email', 'assist@mail.example']] }],
  records: [
    { ago: 3, time: '17:40', channel: 'phone', with: 'p1', subject: '代訂下週三晚，要求高樓層邊間。', result: '保留 1510 房。', next: [4, '11:00'] },
    { ago: 52, time: '08:50', channel: 'greeting', subject: '退房時稱讚送洗速度。', result: '已轉達房務。' },
    { ago: 166, time: '19:10', channel: 'visit', subject: '枕頭過高，夜間更換。', result: '已記入偏好。' },
  ],
  more: {
    people: { fields: { 'hotelUnit.contactPerson': 'p1' }, rows: { relatedParties: { r1: { party: 'p1', relation: 'colleague', note: '訂房窗口' } } } },
    terms: { fields: { 'crm.settlementMethod': 'cashOnSpot', 'hotelUnit.agreedRoomRate': '4200.00 TWD', 'hotelUnit.discountRate': 12 }, rows: { 'g1.paymentMethod': { v1: { value: 'card' }, v2: { value: 'mobile' } }, 'customer.openingBank': { v1: { value: '樣本銀行' } } } },
    credit: { fields: { 'crm.creditStars': 5 }, rows: { creditSurveys: { c1: { date: '2026-02-01', method: '櫃檯紀錄', surveyor: 'xiaoyu' } }, creditReports: { r1: { issuedAt: '2026-02-01', validUntil: '2027-02-01', issuer: '內部' } } }, texts: { 'creditSurveys/c1/findings': '三年來準時結清。' } },
    rivals: { rows: { competitors: { k1: { name: '河岸旅店（化名）', scale: 'medium', mainSuppliers: '不詳', leaders: '不詳' } } }, texts: { 'competitors/k1/productAnalysis': '房價低一成，隔音較差。', 'competitors/k1/rd': '推出自助入住。', 'competitors/k1/salesNetwork': '只經由訂房網站。' } },
    assessment: {
      fields: { 'customer.reputation': 'excellent' },
      texts: { 'analysis.winningMeans': '同一房型、同一位接待。', 'analysis.businessServiceStrategy': '以安靜與效率為主，不推銷餐飲。', 'analysis.advertising': '不寄廣告。', 'analysis.publicity': '邀請試住新樓層。', 'analysis.emotionalCommunicationPlan': '生日卡片手寫，並附茶包。' },
    },
    preferences: {
      fields: { 'pref.toiletryBrand': '無香料系列', 'pref.pillowHeight': 'low', 'pref.mattressFirmness': 'firm', 'pref.lighting': 'soft', 'pref.acTemperature': 24, 'pref.bathWaterTemperature': 40, 'assoc.satisfaction': 94 },
      rows: {
        hobbies: { h1: { item: '爵士樂', category: 'hobby', attitude: 'like' }, h2: { item: '香菜', category: 'food', attitude: 'dislike', note: '湯品也不要' }, h3: { item: '瑜伽', category: 'sport', attitude: 'like' } },
        'pref.tvProgrammes': { v1: { value: '財經新聞' } }, 'pref.entertainment': { v1: { value: '爵士現場' } }, 'pref.tastes': { v1: { value: '清淡' } }, 'pref.tea': { v1: { value: '東方美人茶' } }, 'pref.coffee': { v1: { value: '手沖，不加糖' } }, 'pref.alcohol': { v1: { value: '不飲' } },
        ratings: { r1: { date: '2026-06-18', item: '送洗', score: 10 }, r2: { date: '2026-06-18', item: '早餐', score: 8 } },
        occasions: { o1: { kind: 'birthday', date: '2027-05-09', yearly: true, note: '手寫卡片' }, o2: { kind: 'wedding', date: '2026-11-30', yearly: true } },
      },
      texts: { 'pref.readingHabits': '早上看財經雙週刊，晚上看小說。', 'pref.hygieneStandard': '浴室每日更換踏墊，不要室內香氛。', 'pref.demandCharacteristics': '安靜樓層、遠離電梯；熨燙衣物當日取回。', 'pref.behaviourTraits': '時間觀念強，喜歡文字訊息勝於電話。', 'behaviour.consumptionBehaviour': '出差為主，平均停留兩晚，少用餐廳。', 'behaviour.lifestyle': '早睡早起，清晨慢跑。', 'ratings/r1/comment': '當日取回。', 'ratings/r2/comment': '豆漿偏甜。' },
    },
    private: {
      fields: { 'profile.salaryLevel': 'upperMiddle', 'profile.income': '1900000.00 TWD', 'assoc.maritalStatus': 'married', 'assoc.familyIncomeLevel': 'upperMiddle', 'person.socialStatus': 'industryExpert' },
      rows: { family: { f1: { name: '陳先生', relation: 'spouse', work: '建築師', birthday: '1982-12-01' } }, children: { c1: { name: '小滿', birthDate: '2015-05-21', schooling: '國小' } } },
      texts: { 'assoc.familyMembersWork': '先生為建築師，母親退休。', 'assoc.familyPreferences': '全家喜歡溫泉。', 'assoc.livingHabits': '晚上十點前休息。', 'pref.eatingHabits': '奶蛋素，對花生過敏。' },
    },
    identity: {
      fields: { 'person.gender': 'female', 'person.nationality': 'TW', 'person.occupation': 'manager', 'person.idDocumentType': 'taiwanId', 'person.idDocumentNumber': 'A200000012', 'person.idDocumentValidUntil': 'long-term' },
      rows: { addresses: { 'a-residence': { use: 'residence', text: '信義區樣本路 40 號 6 樓', city: '臺北', region: '', postcode: '110', country: 'TW' }, 'a-workplace': { use: 'workplace', text: '內湖區範例街 8 號', city: '臺北', region: '', postcode: '114', country: 'TW' }, 'a-habitual': { use: 'habitual', text: '大安區試用巷 3 號', city: '臺北', region: '', postcode: '106', country: 'TW' } } },
    },
    'contacts-2026': {
      rows: { feedback: { f1: { date: '2026-06-18', kind: 'praise', forwardedTo: 'customerService' } }, services: { s1: { date: '2026-06-17', kind: 'departmental', occasion: '夜間換枕', handledBy: 'xiaoyu', satisfaction: 95 } }, surveys: { q1: { date: '2026-06-18' } } },
      texts: { 'feedback/f1/text': '稱讚送洗與夜間房務。', 'services/s1/matter': '十分鐘內更換低枕。', 'surveys/q1/demographics': '40 多歲，商務旅客。', 'surveys/q1/lifeAttitude': '務實，重視健康。', 'surveys/q1/lifestyle': '出差每月兩次。', 'surveys/q1/consumptionHistory': '三年十一次入住。', 'surveys/q1/mediaConsumption': 'Podcast 與財經週刊。' },
    },
  },
  files: [{ section: 'identity', kind: 'person.idDocumentFiles', name: '身分證影本.pdf', title: 'ID copy (sample)' }],
  trade: { pattern: 'steady', perYear: 5, quantity: 2, kind: 'stay', items: [['商務單人房', 13_600], ['精緻客房', 18_900]] },
};
