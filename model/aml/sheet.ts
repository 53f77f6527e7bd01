/** The rating sheet of money-laundering risk (C-09, rules B-5): elements, items with their weights, and facts that decide at once. What it comes to is `rate.ts`, when it is due again `review.ts`. */
import type { Labels } from '../labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

/** The four basic elements, in their order. */
export const ELEMENTS = ['customer', 'geography', 'business', 'industry'] as const;
export type Element = (typeof ELEMENTS)[number];
export const ELEMENT_LABELS: Readonly<Record<Element, Labels>> = Object.freeze({
  customer: t('Customer', '客户特性', '客戶特性', 'Características del cliente'),
  geography: t('Geography', '地域', '地域', 'Zona geográfica'),
  business: t('Business', '业务', '業務', 'Operativa'),
  industry: t('Industry or occupation', '行业（职业）', '行業（職業）', 'Sector o profesión'),
});

/** Every item is scored from 1 (least risk) to 5; the weights of all together are 100. */
export interface SheetItem { readonly key: ItemKey; readonly element: Element; readonly weight: number; readonly label: Labels }

export const ITEM_KEYS = [
  'identity', 'publicInformation', 'ownership', 'lifeSpan', 'pep', 'residence', 'predicateCrime', 'addressDistance', 'cash', 'amount', 'frequency', 'crossBorder', 'channel', 'industry', 'occupation',
] as const;
export type ItemKey = (typeof ITEM_KEYS)[number];

const item = (key: ItemKey, element: Element, weight: number, label: Labels): SheetItem => Object.freeze({ key, element, weight, label });
export const ITEMS: readonly SheetItem[] = Object.freeze([
  item('identity', 'customer', 6, t('Doubts about the identity', '身份核实存疑程度', '身分核實存疑程度', 'Dudas sobre la identidad')),
  item('publicInformation', 'customer', 6, t('Lack of public information', '公开信息缺乏程度', '公開資訊缺乏程度', 'Falta de información pública')),
  item('ownership', 'customer', 6, t('Complexity of ownership and control', '股权与控制权复杂程度', '股權與控制權複雜程度', 'Complejidad de la propiedad y el control')),
  item('lifeSpan', 'customer', 4, t('Short life of an organisation', '非自然人存续时间短', '非自然人存續時間短', 'Poca antigüedad de la entidad')),
  item('pep', 'customer', 8, t('Links to political office', '与政治公众人物的关联', '與重要政治性職務人士的關聯', 'Vínculos con cargos políticos')),
  item('residence', 'geography', 10, t('Country or region', '国家或地区', '國家或地區', 'País o región')),
  item('predicateCrime', 'geography', 10, t('Predicate crime there', '当地上游犯罪状况', '當地前置犯罪狀況', 'Delitos previos en la zona')),
  item('addressDistance', 'geography', 5, t('Distance between the addresses', '地址之间的距离', '地址之間的距離', 'Distancia entre domicilios')),
  item('cash', 'business', 8, t('Share of cash', '现金密集程度', '現金密集程度', 'Uso de efectivo')),
  item('amount', 'business', 6, t('Amounts beside the known business', '金额与已知业务不符', '金額與已知業務不符', 'Importes impropios del negocio')),
  item('frequency', 'business', 6, t('Frequency beside the known business', '频率与已知业务不符', '頻率與已知業務不符', 'Frecuencia impropia del negocio')),
  item('crossBorder', 'business', 6, t('Transfers across borders', '跨境资金往来', '跨境資金往來', 'Operaciones transfronterizas')),
  item('channel', 'business', 4, t('Agents and channels without checks', '代理或缺少核验的渠道', '代理或缺少核驗的管道', 'Intermediarios y canales sin verificación')),
  item('industry', 'industry', 9, t('Risk of the industry', '行业风险', '行業風險', 'Riesgo del sector')),
  item('occupation', 'industry', 6, t('Risk of the occupation', '职业风险', '職業風險', 'Riesgo de la profesión')),
]);

/** Facts that decide without the sum. Those of the highest level win over those of the lowest. */
export const DIRECT_HIGH = ['sanctioned', 'foreignPep', 'reported', 'investigated', 'refusedChecks'] as const;
export const DIRECT_LOW = ['publicAuthority', 'supervisedInstitution', 'listedCompany'] as const;
export type DirectKey = (typeof DIRECT_HIGH)[number] | (typeof DIRECT_LOW)[number];
export const isDirectKey = (key: string): key is DirectKey => (DIRECT_HIGH as readonly string[]).includes(key) || (DIRECT_LOW as readonly string[]).includes(key);
export const DIRECT_LABELS: Readonly<Record<DirectKey, Labels>> = Object.freeze({
  sanctioned: t('On a sanctions or watch list', '列入制裁或监控名单', '列入制裁或監控名單', 'En una lista de sanciones o vigilancia'),
  foreignPep: t('Holds political office abroad', '外国政治公众人物', '外國重要政治性職務人士', 'Cargo político extranjero'),
  reported: t('Reported as suspicious', '被报告过可疑交易', '曾被申報可疑交易', 'Comunicado como sospechoso'),
  investigated: t('Under judicial investigation', '正被司法调查', '正受司法調查', 'Bajo investigación judicial'),
  refusedChecks: t('Refuses due diligence', '拒绝配合尽职调查', '拒絕配合盡職調查', 'Se niega a la diligencia debida'),
  publicAuthority: t('Public authority', '国家机关', '政府機關', 'Administración pública'),
  supervisedInstitution: t('Institution under financial supervision', '受金融监管的机构', '受金融監管的機構', 'Entidad bajo supervisión financiera'),
  listedCompany: t('Listed company', '上市公司', '上市公司', 'Sociedad cotizada'),
});
