/** Fields of group F15: competitors. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F15 = [
  field('F-208', 'competitor.name', 'text', 'rivals', ['base'], t('Competitor', '竞争对手', '競爭對手', 'Competidor'), { scope: 'row', table: 'competitors' }),
  field('F-209', 'competitor.scale', 'enum', 'rivals', ['base'], t('Size', '规模', '規模', 'Tamaño'), { dictionary: 'D-57', scope: 'row', table: 'competitors', shapeOf: 'crm.salesScale' }),
  field('F-210', 'competitor.productAnalysis', 'longText', 'rivals', ['base'], t('Product analysis', '产品分析', '產品分析', 'Análisis de producto'), { scope: 'row', table: 'competitors' }),
  field('F-211', 'competitor.rd', 'longText', 'rivals', ['base'], t('R&D', '研发', '研發', 'I+D'), { scope: 'row', table: 'competitors' }),
  field('F-212', 'competitor.salesNetwork', 'longText', 'rivals', ['base'], t('Sales network', '销售网络', '銷售網路', 'Red de ventas'), { scope: 'row', table: 'competitors' }),
  field('F-213', 'competitor.mainSuppliers', 'text', 'rivals', ['base'], t('Main suppliers', '主要供应商', '主要供應商', 'Principales proveedores'), { scope: 'row', table: 'competitors' }),
  field('F-214', 'competitor.leaders', 'text', 'rivals', ['base'], t('Leaders', '领导人', '領導人', 'Directivos'), { scope: 'row', table: 'competitors', pii: 'identity' }),
  field('F-215', 'competitorAtCustomer.cooperationHistory', 'longText', 'rivals', ['status'], t('History with this customer', '对手合作历史', '對手合作歷史', 'Historial con este cliente'), { scope: 'row', table: 'rivalsAtCustomer' }),
  field('F-216', 'competitorAtCustomer.salespersonName', 'text', 'rivals', ['status'], t('Competitor\'s salesperson', '对手销售人员', '對手業務人員', 'Comercial de la competencia'), { scope: 'row', table: 'rivalsAtCustomer', pii: 'identity' }),
  field('F-217', 'competitorAtCustomer.salesStyle', 'longText', 'rivals', ['status'], t('Sales style', '对手销售特点', '對手銷售特點', 'Estilo de venta'), { scope: 'row', table: 'rivalsAtCustomer', pii: 'other' }),
  field('F-218', 'competitorAtCustomer.productStrengths', 'longText', 'rivals', ['status'], t('Product strengths', '产品优势', '產品優勢', 'Ventajas del producto'), { scope: 'row', table: 'rivalsAtCustomer' }),
  field('F-219', 'competitorAtCustomer.productWeaknesses', 'longText', 'rivals', ['status'], t('Product weaknesses', '产品劣势', '產品劣勢', 'Desventajas del producto'), { scope: 'row', table: 'rivalsAtCustomer' }),
];
