/** Names of the schemes, for people. */
import type { Labels } from '../labels.ts';
import type { ClassFace, SchemeKey } from '../overview.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const SCHEME_NAMES: Readonly<Record<SchemeKey, Labels>> = Object.freeze({
  abc: t('ABC by sales', '按销售额的 ABC 分类', '依銷售額的 ABC 分類', 'ABC por ventas'),
  rfm: t('RFM: recency, frequency, money', 'RFM：近度、频度、额度', 'RFM：近度、頻度、額度', 'RFM: recencia, frecuencia, importe'),
  lifecycle: t('Lifecycle', '生命周期', '生命週期', 'Ciclo de vida'),
  intent: t('Purchase intent', '购买意向', '購買意向', 'Intención de compra'),
  maturity: t('New or established', '新老客户', '新舊客戶', 'Nuevo o antiguo'),
  size: t('Big or general', '大客户或一般客户', '大客戶或一般客戶', 'Gran cliente o general'),
  stars: t('Credit stars', '信用星级', '信用星級', 'Estrellas de crédito'),
  grade: t('Credit grade', '信用等级', '信用等級', 'Calificación crediticia'),
  contactStrategy: t('Contact strategy', '联系策略', '聯絡策略', 'Estrategia de contacto'),
  purchaseStrategy: t('Purchase strategy', '购买策略', '購買策略', 'Estrategia de compra'),
  creditManagement: t('Core or ordinary', '核心或普通客户', '核心或普通客戶', 'Esencial u ordinario'),
  aml: t('Money-laundering risk', '洗钱风险等级', '洗錢風險等級', 'Riesgo de blanqueo'),
  valueTier: t('Value tier', '价值层级', '價值層級', 'Nivel de valor'),
  duration: t('Long-term or temporary', '长期或临时', '長期或臨時', 'A largo plazo o temporal'),
  attributes: t('Attributes', '属性', '屬性', 'Atributos'),
  partnerRole: t('Business role', '业务角色', '業務角色', 'Papel comercial'),
  bankKind: t('Bank customer kind', '银行客户种类', '銀行客戶種類', 'Tipo de cliente bancario'),
  bankTier: t('Bank customer tier', '银行客户等级', '銀行客戶等級', 'Nivel de cliente bancario'),
  similar: t('Similar customers', '相似客户群', '相似客群', 'Clientes similares'),
  reception: t('Reception level', '接待级别', '接待級別', 'Nivel de recepción'),
  keyNew: t('Priority new customer', '重点发展新客户', '重點發展新客戶', 'Cliente nuevo prioritario'),
});

/** Their labels do not say what they are about: `High`, `Monthly`, `Basic`. */
const TERSE: ReadonlySet<SchemeKey> = new Set<SchemeKey>(['stars', 'grade', 'contactStrategy', 'purchaseStrategy', 'aml', 'attributes', 'bankTier', 'similar', 'reception']);
/** Short names that are said as they are written. */
const SAID: ReadonlySet<SchemeKey> = new Set<SchemeKey>(['abc', 'rfm', 'lifecycle']);

/** What a face brings of its scheme's name, so that a badge needs no list of names. */
export const faceName = (scheme: SchemeKey, value: string | null): Pick<ClassFace, 'name' | 'told'> =>
  (scheme === 'abc' || scheme === 'rfm' ? {} : { name: SCHEME_NAMES[scheme], ...(!SAID.has(scheme) && (value === null || TERSE.has(scheme)) ? { told: true as const } : {}) });
