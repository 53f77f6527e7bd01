/** Sample archives that the general manager looks after herself, so that her day has something in it. All are invented. */
import type { Spec } from './spec.ts';

const OWN = { owner: 'margaret', department: 'company', zone: 'Europe/London', kind: 'organisation' } as const;

export const OWN_CUSTOMERS: readonly Spec[] = [
  {
    ...OWN, id: 'kestrel-coast', keys: ['pms:A-1001', 'erp:LN/2015-0001'], code: 'HT-1001', packs: ['base', 'organisation', 'hotel'], coOwners: ['james'],
    fields: { 'customer.name': 'Kestrel Coast Hotels plc', 'customer.shortName': 'Kestrel Coast', 'customer.receptionLevel': 'vip', 'crm.source': 'customerReferral', 'crm.crmCategory': 'currentEndCustomer', 'crm.industry': 'hospitality', 'crm.industryPosition': 'leader', 'crm.employeeCount': 960, 'crm.salesScale': 'large', 'crm.yearsInBusiness': 'over10', 'crm.contactStrategy': 'monthly', 'crm.purchaseStrategy': 'monthly', 'crm.website': 'https://kestrel-coast.example' },
    methods: [['phone', '+44 20 7946 0001', 'Board office'], ['email', 'board@kestrel-coast.example']],
    addresses: [['business', '1 Sample Quay', 'Portsmouth', 'England', 'PO1 1AA', 'GB']],
    texts: { 'hotelUnit.mainConsumptionNeeds': 'Eleven houses by the sea: linen, furniture and two renovations a year.', 'customer.expectations': 'Talks to the general manager, and wants no surprises.' },
    people: [{ id: 'p1', name: 'Rosalind Achterberg', role: 'personInCharge', gender: 'female', workScope: 'Chief executive', methods: [['mobile', '+44 7700 900001']] }],
    records: [{ ago: 47, time: '12:00', channel: 'meeting', with: 'p1', subject: 'Framework agreement for the next three years.', result: 'She wants one price list for all houses.', next: [1, '12:30'], major: true }],
    more: { people: { fields: { 'org.personInCharge': 'p1' } }, terms: { fields: { 'crm.settlementMethod': 'twoMonths' } }, credit: { fields: { 'crm.creditStars': 4 } } },
    trade: { pattern: 'steady', pause: 3, perYear: 14, quantity: 220, term: 60, items: [['Bed linen set', 6900], ['Bedside table', 12_500], ['Bathrobe', 3900]] },
  },
  {
    ...OWN, id: 'larkfield-trust', keys: ['crm:20058'], code: 'LF-0058', kind: 'otherOrganisation', packs: ['base', 'organisation'],
    fields: { 'customer.name': 'Larkfield Housing Trust', 'customer.shortName': 'Larkfield', 'customer.keyProspect': true, 'crm.source': 'exhibition', 'crm.crmCategory': 'potentialEndCustomer', 'crm.industry': 'construction', 'crm.employeeCount': 210, 'crm.salesScale': 'medium', 'crm.contactStrategy': 'biweekly', 'intent.class': 'interested' },
    methods: [['phone', '+44 117 496 0158'], ['email', 'estates@larkfield.example']],
    addresses: [['business', '5 Sample Green', 'Bath', 'England', 'BA1 1AA', 'GB']],
    people: [{ id: 'p1', name: 'Gwilym Tanner', role: 'contactPerson', gender: 'male', workScope: 'Estates', methods: [['mobile', '+44 7700 900158']] }],
    records: [{ ago: 20, time: '10:30', channel: 'visit', with: 'p1', subject: '340 flats get new kitchens within four years.', result: 'Tender opens in spring; he asks for a pilot of six.', next: [-2, '09:00'] }],
  },
];
