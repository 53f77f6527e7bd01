/** Requirement packs, by version and name: one table. Texts: English, 简体中文, 繁體中文, español. Counting is left to `requirement.ts`. */
import type { Labels } from '../labels.ts';
import type { Item, RequirementPack } from './types.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const value = (section: 'profile' | 'identity', ...keys: readonly [string, ...string[]]): Item => ({ key: keys[0], label: keys[0], check: { kind: 'value', section, keys } });

/** Name, sex, nationality, occupation, address, contact, and type, number and validity of the paper: nine. */
const NATURAL_PERSON: readonly Item[] = [
  value('profile', 'customer.name'),
  value('identity', 'person.gender'),
  value('identity', 'person.nationality'),
  value('identity', 'person.occupation'),
  { key: 'person.registeredAddress', label: 'person.registeredAddress', check: { kind: 'registeredAddress' } },
  { key: 'customer.contactMethods', label: 'customer.contactMethods', check: { kind: 'row', section: 'profile', table: 'methods', column: 'value' } },
  value('identity', 'person.idDocumentType'),
  value('identity', 'person.idDocumentNumber'),
  value('identity', 'person.idDocumentValidUntil'),
];

/** The unified social credit code took the place of the organisation code and of the tax number. */
const BUSINESS: readonly Item[] = [
  value('profile', 'customer.name'),
  { key: 'org.domicile', label: 'org.domicile', check: { kind: 'address', section: 'profile', use: 'registered' } },
  { key: 'org.businessScope', label: 'org.businessScope', check: { kind: 'text', section: 'profile', key: 'org.businessScope' } },
  value('profile', 'org.organisationCode', 'org.unifiedSocialCreditCode'),
  value('profile', 'org.taxRegistrationNumber', 'org.unifiedSocialCreditCode'),
  value('profile', 'org.licenceName'),
  value('profile', 'org.licenceNumber'),
  value('profile', 'org.licenceValidUntil'),
];

const CONTROL: Item = { key: 'control', label: 'org.controllingShareholder', check: { kind: 'party', capacities: ['controllingShareholder', 'actualController'] } };
const REPRESENTATIVE: Item = { key: 'representative', label: 'org.legalRepresentative', check: { kind: 'party', capacities: ['legalRepresentative'] } };
const IN_CHARGE: Item = { key: 'inCharge', label: 'org.personInCharge', check: { kind: 'party', capacities: ['personInCharge'] } };
const AGENTS: Item = { key: 'agents', label: 'org.authorisedAgents', check: { kind: 'party', capacities: ['authorisedAgent'] } };

export const REQUIREMENT_PACKS: readonly RequirementPack[] = Object.freeze([
  {
    key: 'CN-2007-33',
    label: t('Customer identification (China 2007, Article 33)', '客户身份识别（2007 年办法第三十三条）', '客戶身分識別（中國 2007 年辦法第三十三條）', 'Identificación del cliente (China 2007, artículo 33)'),
    source: t('Order 〔2007〕 No. 2, Article 33', '中国人民银行等令〔2007〕第 2 号，第三十三条', '中國人民銀行等令〔2007〕第 2 號，第三十三條', 'Orden 〔2007〕 n.º 2, artículo 33'),
    from: null, replacedAt: '2026-01-01', replacedBy: 'CN-2025',
    sets: {
      naturalPerson: NATURAL_PERSON,
      legalPerson: [...BUSINESS, CONTROL, REPRESENTATIVE, IN_CHARGE, AGENTS],
      // who trades in their own name has an owner in charge; others count once somebody named them
      individualBusiness: [
        ...BUSINESS, IN_CHARGE,
        { ...CONTROL, check: { kind: 'party', capacities: ['controllingShareholder', 'actualController'], named: { section: 'people', key: 'org.controllingShareholder' } } },
        { ...REPRESENTATIVE, check: { kind: 'party', capacities: ['legalRepresentative'], named: { section: 'people', key: 'org.legalRepresentative' } } },
        { ...AGENTS, check: { kind: 'party', capacities: ['authorisedAgent'], named: { section: 'identity', key: 'org.authorisedAgents', many: true } } },
      ],
    },
  },
  {
    key: 'CN-2025',
    label: t('Customer due diligence (China 2025)', '客户尽职调查（2025 年办法）', '客戶盡職調查（中國 2025 年辦法）', 'Diligencia debida del cliente (China 2025)'),
    source: t('Order 〔2025〕 No. 11', '中国人民银行等令〔2025〕第 11 号', '中國人民銀行等令〔2025〕第 11 號', 'Orden 〔2025〕 n.º 11'),
    from: '2026-01-01', replacedAt: null, replacedBy: null,
    sets: null,
  },
] satisfies readonly RequirementPack[]);

export const requirementPack = (key: string): RequirementPack | undefined => REQUIREMENT_PACKS.find((pack) => pack.key === key);
