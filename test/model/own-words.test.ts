/** Everything that a class of one customer rests on has a name in four languages. */
import { describe, expect, it } from 'vitest';
import { ownName, ownValue } from '../../components/badge/own-words.ts';
import { reasons } from '../../components/internal/strings/en/reasons.ts';
import type { Member } from '../../model/classification/member.ts';
import { OWN_KEYS, ownOf } from '../../model/classification/own/all.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { ownMember, TODAY } from '../helpers/own-member.ts';

const FULL: Member['fields'] = {
  'intent.class': 'notNow', 'intent.expectedPurchaseAt': '2026-10', 'crm.creditStars': 4, 'creditReports/validUntil': ['2027-01-01'], 'crm.salesScale': 'medium', 'crm.industryPosition': 'leader', 'crm.yearsInBusiness': 'over10',
  'crm.contactStrategy': 'weekly', 'crm.purchaseStrategy': 'monthly', 'customer.partnerRole/value': ['dealer', 'special'], 'customer.specialKind/value': ['lawyer'], 'bank.customerKind': 'loan', 'bank.customerTier': 'gold', 'cards/level': ['gold'],
};
const members = [
  ownMember({}), ownMember({ fields: FULL, classes: { abc: 'B', maturity: 'new', size: 'general', creditManagement: 'ordinary' }, ever: { sales: 5_000_000, purchases: 5, first: '2020-01-01', last: '2026-01-01' }, year: { sales: 500_000, purchases: 2, returns: 100 } }),
  ownMember({ fields: { 'aml.customerRisk': 1, 'aml.countryRisk': 2, 'aml.productServiceRisk': 3 }, ever: { sales: 50_000_000, purchases: 5, first: '2026-01-01', last: '2026-01-01' }, leftOut: ['USD'] }),
];

describe('reasons', () => {
  it.each(OWN_KEYS)('%s: every input, limit and change has a name', (key) => {
    const { rule, shipped } = ownOf(key);
    for (const member of members) {
      const found = rule(member, shipped, TODAY);
      for (const name of [...found.inputs, ...found.thresholds].map((each) => each.key).concat(found.changes.map(({ input }) => input))) for (const language of LANGUAGES)
        expect({ name, text: (reasons.inputs as Readonly<Record<string, string>>)[name] ?? ownName(name, language) }).toEqual({ name, text: expect.stringMatching(/\S/) });
    }
  });
  it('values have words, one or several', () => {
    expect([ownValue('yes', 'es'), ownValue('potential new', 'en'), ownValue('dealer special', 'zh-Hans'), ownValue('everyTenDays', 'en'), ownValue('constructor', 'en')]).toEqual(['sí', 'potential, new', '经销商、特殊客户', undefined, undefined]);
    expect([ownName('points.stars', 'en'), ownName('grade.aaa', 'zh-Hans'), ownName('worth3', 'es'), ownName('constructor', 'en')]).toEqual(['Points for stars', '等级起点：AAA', 'Eje de valor, puntos 3', undefined]);
  });
});
