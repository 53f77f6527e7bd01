/** Names of packs in four languages, in the order in which forms show them: apart from the other names, for a card says no others. */
import { t } from './four.ts';
import type { Pack } from './types.ts';

export const PACKS: readonly Pack[] = Object.freeze([
  { key: 'base', label: t('Basics', '基础资料', '基本資料', 'Datos básicos') },
  { key: 'organisation', label: t('Organisation', '企业与组织', '企業與組織', 'Empresas y organizaciones') },
  { key: 'individual', label: t('Individual', '个人客户', '個人客戶', 'Personas físicas') },
  { key: 'dealer', label: t('Dealer', '经销商', '經銷商', 'Distribuidores') },
  { key: 'hotel', label: t('Hotel', '酒店', '飯店', 'Hotel') },
  { key: 'bank', label: t('Bank', '银行', '銀行', 'Banca') },
  { key: 'renovation', label: t('Home renovation', '家装', '居家裝修', 'Reformas') },
  { key: 'status', label: t('Customer status sheet', '客户状况表', '客戶狀況表', 'Ficha de situación') },
  { key: 'survey', label: t('Survey', '客户调查', '客戶調查', 'Encuestas') },
  { key: 'annual', label: t('Annual performance', '年度业绩', '年度業績', 'Resultados anuales') },
  { key: 'CN-2007-33', label: t('Customer identification (China 2007, Article 33)', '客户身份识别（2007 年办法第三十三条）', '客戶身分識別（中國 2007 年辦法第三十三條）', 'Identificación del cliente (China 2007, artículo 33)') },
]);
