/** Fields of group F22: survey. Order of texts: English, 简体中文, 繁體中文, español. */
import { field, t } from '../row.ts';

export const F22 = [
  field('F-315', 'survey.demographics', 'longText', 'contacts', ['survey'], t('Demographics', '人口特征', '人口特徵', 'Datos demográficos'), { scope: 'row', table: 'surveys', pii: 'identity' }),
  field('F-316', 'survey.lifeAttitude', 'longText', 'contacts', ['survey'], t('Attitude to life', '生活态度', '生活態度', 'Actitud ante la vida'), { scope: 'row', table: 'surveys', pii: 'other' }),
  field('F-317', 'survey.lifestyle', 'longText', 'contacts', ['survey'], t('Lifestyle', '生活方式', '生活方式', 'Estilo de vida'), { scope: 'row', table: 'surveys', pii: 'other' }),
  field('F-318', 'survey.consumptionHistory', 'longText', 'contacts', ['survey'], t('Consumption history', '消费历史', '消費歷史', 'Historial de consumo'), { scope: 'row', table: 'surveys', pii: 'transaction' }),
  field('F-319', 'survey.mediaConsumption', 'longText', 'contacts', ['survey'], t('Media use', '媒体消费', '媒體消費', 'Consumo de medios'), { scope: 'row', table: 'surveys', pii: 'other' }),
];
