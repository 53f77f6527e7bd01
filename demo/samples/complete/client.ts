/** A bank's client about whom everything is known: individual, bank and the rating sheet, in English. Invented. */
import type { Spec } from '../spec.ts';

export const CLIENT: Spec = {
  id: 'helen-marsh', keys: ['bank:C-7001'], code: 'C-7001', kind: 'individual', packs: ['base', 'individual', 'bank'],
  owner: 'limin', department: 'guests', zone: 'Europe/London', confidentiality: 'restricted',
  fields: {
    'customer.name': 'Helen Marsh', 'customer.shortName': 'H. Marsh', 'customer.customerCategory': 'domestic', 'customer.receptionLevel': 'vip', 'customer.segment': 'relationshipOriented', 'customer.collectionChannel': 'channelCooperation', 'customer.keyProspect': false,
    'crm.region': 'overseas', 'crm.source': 'customerReferral', 'crm.crmCategory': 'currentEndCustomer', 'crm.industry': 'healthcare', 'crm.contactStrategy': 'monthly', 'crm.purchaseStrategy': 'halfYearly', 'crm.website': 'https://marsh.example', 'intent.class': 'hesitating', 'intent.expectedPurchaseAt': '2027-04', 'prospect.qualification': 'converted',
    'person.dateOfBirth': '1969-02-17', 'person.employer': 'Sample Clinics Ltd', 'person.position': 'Medical director', 'person.post': 'Management', 'person.professionalTitle': 'Consultant physician', 'profile.education': 'doctorate', 'profile.geographicInfo': 'United Kingdom, Bristol', 'individual.purchaseDecisionRight': 'shared',
  },
  methods: [['mobile', '+44 7700 900701'], ['email', 'helen@mail.example'], ['phone', '+44 117 496 0701', 'Clinic']],
  addresses: [['mailing', '7 Sample Crescent', 'Bristol', 'England', 'BS1 1AA', 'GB'], ['business', '70 Example Street', 'Bristol', 'England', 'BS1 2BB', 'GB']],
  lists: { 'customer.partnerRole': ['special'], 'customer.specialKind': ['bank'], 'customer.archiveFileSet': ['basicFile', 'professionalFile'], 'customer.collectionGoals': ['canAffordUpgrade', 'longTermValue'] },
  texts: { 'customer.needs': 'Low risk for the pension, a bridge loan until the house in Wales is sold.', 'customer.expectations': 'One adviser, a letter before every maturity.', 'intent.reasonNotBuying': 'Finds structured deposits too hard to explain.', 'intent.functionWishes': 'Maturities in her own calendar.', 'individual.potentialNeeds': 'School fees plan for two grandchildren.' },
  rows: { consents: { c1: { channel: 'letter', state: 'granted', decidedAt: '2025-05-06', evidence: 'Signed form' }, c2: { channel: 'phone', state: 'refused', decidedAt: '2025-05-06', evidence: 'Signed form' } }, visitPlan: { v1: { kind: 'visit', cycle: 'halfYearly', nextAt: '2027-01-14', person: 'limin', note: 'Yearly review' } } },
  people: [{ id: 'p1', name: 'Arthur Marsh', role: 'otherInfluencer', gender: 'male', workScope: 'Husband, joint account', birthday: '1966-12-02' }],
  records: [
    { ago: 9, time: '11:00', channel: 'meeting', with: 'p1', subject: 'Maturities of the next half year.', result: 'Renew the twelve-month term, keep the rest on demand.', next: [8, '10:00'] },
    { ago: 75, time: '15:20', channel: 'phone', subject: 'Asked what the bridge loan would cost.', result: 'Offer sent.', major: true },
  ],
  more: {
    people: { rows: { relatedParties: { r1: { party: 'p1', relation: 'spouse', note: 'Joint account' } } } },
    terms: { fields: { 'crm.settlementMethod': 'onInvoice' }, rows: { 'customer.openingBank': { v1: { value: 'Sample Savings Bank' } } } },
    credit: { fields: { 'crm.creditStars': 5 }, rows: { creditSurveys: { c1: { date: '2026-04-01', method: 'Credit bureau', surveyor: 'limin' } }, creditReports: { r1: { issuedAt: '2026-04-01', validUntil: '2027-04-01', issuer: 'Sample Bureau' } } }, texts: { 'creditSurveys/c1/findings': 'No arrears.' } },
    rivals: { rows: { competitors: { k1: { name: 'Quayside Bank (fictitious)', scale: 'large', mainSuppliers: 'Not known', leaders: 'Not known' } } }, texts: { 'competitors/k1/productAnalysis': 'Half a point more on twelve months.', 'competitors/k1/rd': 'An app for joint accounts.', 'competitors/k1/salesNetwork': 'Branches in every county town.' } },
    assessment: { fields: { 'customer.reputation': 'excellent' } },
    preferences: { fields: { 'assoc.satisfaction': 89 }, rows: { hobbies: { h1: { item: 'Sailing', category: 'sport', attitude: 'like' }, h2: { item: 'Cold calls', category: 'other', attitude: 'dislike' } }, occasions: { o1: { kind: 'birthday', date: '2027-02-17', yearly: true } } }, texts: { 'behaviour.consumptionBehaviour': 'Moves money twice a year, after bonus and in spring.', 'behaviour.lifestyle': 'Works long weeks, sails at week-ends.' } },
    private: {
      fields: { 'profile.salaryLevel': 'high', 'profile.income': '145000.00 GBP', 'assoc.maritalStatus': 'married', 'assoc.familyIncomeLevel': 'high', 'person.socialStatus': 'industryExpert' },
      rows: { family: { f1: { name: 'Arthur Marsh', relation: 'spouse', work: 'Teacher, retired', birthday: '1966-12-02' } }, children: { c1: { name: 'Edith', birthDate: '1996-07-04', schooling: 'University finished' } } },
      texts: { 'assoc.familyMembersWork': 'Husband retired, daughter a nurse.', 'assoc.familyPreferences': 'Family holidays by the sea.', 'assoc.livingHabits': 'Up at six, reads letters, not mails.' },
    },
    bank: {
      fields: { 'bank.depositBalance': '182500.00 GBP', 'bank.riskTolerance': 'c2', 'bank.customerTier': 'diamond', 'bank.customerKind': 'personalSavings' },
      rows: {
        deposits: { d1: { kind: 'demand', amount: '22500.00 GBP', openedAt: '2019-05-02' }, d2: { kind: 'term', amount: '120000.00 GBP', openedAt: '2025-12-15', maturesAt: '2026-12-15' }, d3: { kind: 'notice', amount: '40000.00 GBP', openedAt: '2026-02-01', maturesAt: '2027-08-01' } },
        bankProducts: { b1: { product: 'Pension savings plan', boughtAt: '2021-03-01', amount: '60000.00 GBP' } }, fundFlows: { f1: { date: '2026-09-30', direction: 'in', counterparty: 'Sample Clinics Ltd', amount: '9800.00 GBP', purpose: 'Salary' }, f2: { date: '2026-10-04', direction: 'out', counterparty: 'Builder (sample)', amount: '15000.00 GBP', purpose: 'Roof' } },
        fundChanges: { c1: { period: '2026-08', balance: '179000.00 GBP', change: '1200.00 GBP' }, c2: { period: '2026-09', balance: '182500.00 GBP', change: '3500.00 GBP' } }, cards: { k1: { type: 'debit', level: 'gold' }, k2: { type: 'credit', level: 'platinum' } }, 'bank.recommendedProducts': { v1: { value: 'Two-year notice account' } },
      },
    },
    aml: {
      fields: { 'aml.customerRisk': 2, 'aml.countryRisk': 1, 'aml.productServiceRisk': 2, 'aml.suspectedStage': 'placement' },
      rows: { amlAssessments: { a1: { assessedAt: '2026-05-12', pack: 'B-5', total: 1.7, level: 'low', nextReviewAt: '2028-05-12' } }, amlClues: { c1: { date: '2026-10-05', stage: 'placement', source: 'Transaction list' } } },
      texts: { 'amlAssessments/a1/scores': 'Customer 2, country 1, product 2.', 'amlAssessments/a1/override': 'None.', 'amlClues/c1/description': 'Large payment out to a builder: invoice seen, no cause for suspicion.' },
    },
    identity: {
      fields: { 'person.gender': 'female', 'person.nationality': 'GB', 'person.occupation': 'professional', 'person.idDocumentType': 'passport', 'person.idDocumentNumber': 'SAMPLE700', 'person.idDocumentValidUntil': '2032-03-31' },
      rows: { addresses: { 'a-residence': { use: 'residence', text: '7 Sample Crescent', city: 'Bristol', region: 'England', postcode: 'BS1 1AA', country: 'GB' }, 'a-workplace': { use: 'workplace', text: '70 Example Street', city: 'Bristol', region: 'England', postcode: 'BS1 2BB', country: 'GB' }, 'a-habitual': { use: 'habitual', text: '7 Sample Crescent', city: 'Bristol', region: 'England', postcode: 'BS1 1AA', country: 'GB' } } },
    },
    'contacts-2026': { rows: { feedback: { f1: { date: '2026-05-06', kind: 'suggestion', forwardedTo: 'customerService' } }, services: { s1: { date: '2026-05-06', kind: 'product', occasion: 'Maturity', handledBy: 'limin', satisfaction: 90 } } }, texts: { 'feedback/f1/text': 'Letters in larger print.', 'services/s1/matter': 'Renewed the term deposit.' } },
  },
  files: [{ section: 'identity', kind: 'person.idDocumentFiles', name: 'Passport copy.pdf', title: 'Passport copy (sample)', validUntil: '2032-03-31' }],
  trade: { pattern: 'steady', perYear: 4, quantity: 1, kind: 'consumption', items: [['Safe deposit box', 9000], ['Advice, one hour', 12_000]] },
};
