/** Words of what stands elsewhere, in the four languages. */
import type { Labels } from '../../../model/labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const WORDS = Object.freeze({
  prefix: t('Customer class', '客户类别', '客戶類別', 'Clase de cliente'),
  none: t('no class yet', '尚无类别', '尚無類別', 'aún sin clase'),
  up: t('rising', '上升', '上升', 'al alza'),
  down: t('falling', '下降', '下降', 'a la baja'),
  same: t('unchanged', '不变', '不變', 'sin cambios'),
  objected: t('objected', '有异议', '有異議', 'objetada'),
  ended: t('Link ended', '链接已结束', '連結已結束', 'Enlace cerrado'),
  unknown: t('Link not valid', '链接无效', '連結無效', 'Enlace no válido'),
  open: t('Open in Dossier', '在 Dossier 中打开', '在 Dossier 中開啟', 'Abrir en Dossier'),
  customer: t('Customer', '客户', '客戶', 'Cliente'),
  name: t('Name', '名称', '名稱', 'Nombre'),
  what: t('What', '项目', '項目', 'Concepto'),
  value: t('Value', '内容', '內容', 'Valor'),
  since: t('Since', '起始', '起始', 'Desde'),
  trend: t('Trend', '趋势', '趨勢', 'Tendencia'),
  link: t('Link', '链接', '連結', 'Enlace'),
  purchases: t('Purchases', '购买次数', '購買次數', 'Compras'),
  sum: t('Sales less returns', '净销售额', '淨銷售額', 'Ventas menos devoluciones'),
  lastPurchase: t('Last purchase', '最近购买', '最近購買', 'Última compra'),
  currency: t('Currency', '币种', '幣別', 'Moneda'),
});
