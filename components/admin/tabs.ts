/** Names of the tabs that load later; what stands in them comes with its own texts. */
import type { Labels } from '../../model/labels.ts';

export const LATER_TABS = Object.freeze({
  classes: { en: 'Classification', 'zh-Hans': '客户分类', 'zh-Hant': '客戶分類', es: 'Clasificación' },
  services: { en: 'Service by class', 'zh-Hans': '按类服务', 'zh-Hant': '依類別服務', es: 'Servicio por clase' },
  rates: { en: 'Currency rates', 'zh-Hans': '汇率', 'zh-Hant': '匯率', es: 'Tipos de cambio' },
  workdays: { en: 'Working days', 'zh-Hans': '工作日与节假日', 'zh-Hant': '工作日與假日', es: 'Días laborables' },
}) satisfies Readonly<Record<string, Labels>>;
export type LaterTab = keyof typeof LATER_TABS;
