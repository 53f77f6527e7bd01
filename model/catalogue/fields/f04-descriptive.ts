/** Fields of group F4: descriptive facts. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F4 = [
  field('F-047', 'profile.contactInfo', 'rows', 'profile', ['individual'], t('Contact information', '联系信息', '聯絡資訊', 'Información de contacto'), { aliasOf: 'customer.contactMethods', pii: 'identity' }),
  field('F-048', 'profile.geographicInfo', 'text', 'profile', ['individual'], t('Geography', '地理信息', '地理資訊', 'Información geográfica'), { pii: 'identity', note: 'country, province, city' }),
  field('F-049', 'profile.demographics', 'computed', 'identity', ['individual'], t('Demographics', '人口统计信息', '人口統計資訊', 'Datos demográficos'), { valueKind: 'list', pii: 'identity' }),
  field('F-050', 'profile.socioEconomicStatistics', 'rows', 'profile', ['organisation'], t('Socio-economic data', '社会经济统计信息', '社會經濟統計資訊', 'Datos socioeconómicos'), { table: 'socioEconomics', columns: [
    column('indicator', 'text', t('Indicator', '指标', '指標', 'Indicador')),
    column('period', 'text', t('Period', '期间', '期間', 'Periodo')),
    column('value', 'number', t('Value', '数值', '數值', 'Valor')),
    column('unit', 'text', t('Unit', '单位', '單位', 'Unidad')),
    column('source', 'text', t('Source', '来源', '來源', 'Fuente')),
  ] }),
  field('F-051', 'profile.ageYears', 'computed', 'profile', ['individual'], t('Age', '年龄', '年齡', 'Edad'), { valueKind: 'number', pii: 'identity', note: 'computed from dateOfBirth' }),
  field('F-052', 'profile.salaryLevel', 'enum', 'private', ['individual'], t('Pay level', '工资状况', '薪資狀況', 'Nivel salarial'), { dictionary: 'D-44', pii: 'property' }),
  field('F-053', 'profile.income', 'money', 'private', ['individual'], t('Income', '收入', '收入', 'Ingresos'), { pii: 'property' }),
  field('F-054', 'profile.education', 'enum', 'profile', ['individual'], t('Education', '学历', '學歷', 'Nivel de estudios'), { dictionary: 'D-45', pii: 'identity' }),
  field('F-055', 'profile.location', 'computed', 'profile', ['individual'], t('Location', '地理位置', '地理位置', 'Ubicación'), { valueKind: 'text', pii: 'identity', note: 'computed from F-048, else the region (F-103)' }),
  field('F-056', 'field.collectedFrom', 'enum', 'process', ['base'], t('Data source', '采集来源', '蒐集來源', 'Origen del dato'), { dictionary: 'D-04', scope: 'value' }),
  field('F-057', 'field.accuracy', 'enum', 'process', ['base'], t('Accuracy', '准确性', '準確性', 'Exactitud'), { dictionary: 'D-46', scope: 'value' }),
  field('F-058', 'field.privacySensitive', 'flag', 'process', ['base'], t('Private', '涉及隐私', '涉及隱私', 'Dato privado'), { scope: 'value' }),
];
