/** What stands behind a few fields, said where their value is looked at: loaded with the panel. Ids are those of the domain catalogue. */
import type { Labels } from '../../../model/labels.ts';
import { parseValueKey } from '../../../model/value-keys.ts';

/** D-30: the five functions of customer-information management, beside what is asked for their sake. */
const FUNCTIONS: Labels = {
  'en': 'Information about customers is kept for five things: to survey and to file, to sell better, to serve quickly, to know what is needed, and to care after the sale.',
  'zh-Hans': '客户信息管理有五项工作：调查分析、资料归档；优化销售流程、推动客户发展；提高服务效率、满足客户需求；专业数据分析、把握客户需求；持续的客户关心。',
  'zh-Hant': '客戶資訊管理有五項工作：調查分析、資料歸檔；最佳化銷售流程、推動客戶發展；提高服務效率、滿足客戶需求；專業資料分析、掌握客戶需求；持續的客戶關懷。',
  'es': 'La información de clientes sirve para cinco cosas: investigar y archivar, vender mejor, atender con rapidez, conocer las necesidades y cuidar al cliente después de la venta.',
};

/** C-22: the three stages. P-45: what laundering does; its printed figures are old and are not repeated. */
const LAUNDERING: Labels = {
  'en': 'Laundering has three stages. Placement: criminal money is brought into the financial system; here it is easiest to notice. Layering: many transactions part it from where it came from and hide the trail. Integration: what now looks legal is gathered and used freely. It harms the economy, public safety and trust; the institution knows its customers, rates the risk and reports what does not fit.',
  'zh-Hans': '洗钱分三个阶段。处置阶段：把犯罪所得放入金融体系，此时最容易发现。培植阶段：通过复杂、多层的交易使资金与来源脱离，掩盖线索和身份。融合阶段：把表面合法的资金集中起来自由使用。洗钱危害经济、公共安全和社会信任；机构应了解客户、评定风险，并报告不合常理之处。',
  'zh-Hant': '洗錢分三個階段。處置階段：把犯罪所得放入金融體系，此時最容易發現。多層化階段：以複雜、多層的交易使資金與來源脫離，掩蓋線索與身分。整合階段：把表面合法的資金集中起來自由使用。洗錢危害經濟、公共安全與社會信任；機構應了解客戶、評定風險，並通報不合常理之處。',
  'es': 'El blanqueo tiene tres fases. Colocación: el dinero del delito entra en el sistema financiero; es donde más fácil resulta notarlo. Estratificación: muchas operaciones lo separan de su origen y borran el rastro. Integración: lo que ya parece legal se reúne y se usa libremente. Daña la economía, la seguridad pública y la confianza; la entidad conoce a sus clientes, valora el riesgo y comunica lo que no cuadra.',
};

/** By the key of a field, or table and column. */
export const HELP: Readonly<Record<string, Labels>> = Object.freeze({
  'customer.needs': FUNCTIONS, 'customer.expectations': FUNCTIONS, 'customer.collectionChannel': FUNCTIONS,
  'aml.suspectedStage': LAUNDERING, 'amlClues/stage': LAUNDERING, 'aml.customerRisk': LAUNDERING,
});

export const SUMMARY: Labels = { 'en': 'What is behind it', 'zh-Hans': '背景说明', 'zh-Hant': '背景說明', 'es': 'Qué hay detrás' };

export function helpOf(key: string): Labels | undefined {
  const place = parseValueKey(key);
  switch (place?.kind) {
    case 'field': case 'text': return HELP[place.key];
    case 'cell': case 'rowText': return HELP[`${place.table}/${place.field}`];
    case 'place': case 'mark': case undefined: return undefined;
  }
}
