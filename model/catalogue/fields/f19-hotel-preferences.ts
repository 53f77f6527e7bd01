/** Fields of group F19: hotel: personal preferences. Order of texts: English, 简体中文, 繁體中文, español. */
import { column, field, t } from '../row.ts';

export const F19 = [
  field('F-262', 'pref.familySituation', 'rows', 'private', ['hotel'], t('Family situation', '家庭状况', '家庭狀況', 'Situación familiar'), { aliasOf: 'assoc.familyComposition', pii: 'identity' }),
  field('F-263', 'pref.education', 'enum', 'profile', ['hotel'], t('Education', '学历', '學歷', 'Nivel de estudios'), { dictionary: 'D-45', aliasOf: 'profile.education', pii: 'identity' }),
  field('F-264', 'pref.professionalTitle', 'text', 'profile', ['hotel'], t('Professional title', '职称', '職稱', 'Título profesional'), { aliasOf: 'person.professionalTitle', pii: 'identity' }),
  field('F-265', 'pref.position', 'text', 'profile', ['hotel'], t('Position', '职务', '職務', 'Cargo'), { aliasOf: 'person.position', pii: 'identity' }),
  field('F-266', 'pref.toiletryBrand', 'text', 'preferences', ['hotel'], t('Toiletry brand', '洗浴用品品牌', '沐浴用品品牌', 'Marca de artículos de baño'), { pii: 'other' }),
  field('F-267', 'pref.pillowHeight', 'enum', 'preferences', ['hotel'], t('Pillow height', '枕头高低', '枕頭高度', 'Altura de la almohada'), { dictionary: 'D-66', pii: 'other' }),
  field('F-268', 'pref.mattressFirmness', 'enum', 'preferences', ['hotel'], t('Mattress firmness', '床垫软硬度', '床墊軟硬度', 'Firmeza del colchón'), { dictionary: 'D-67', pii: 'other' }),
  field('F-269', 'pref.readingHabits', 'longText', 'preferences', ['hotel'], t('Reading habits', '阅读习惯', '閱讀習慣', 'Hábitos de lectura'), { pii: 'other' }),
  field('F-270', 'pref.tvProgrammes', 'list', 'preferences', ['hotel'], t('TV programmes', '电视节目喜好', '電視節目喜好', 'Programas de televisión'), { pii: 'other' }),
  field('F-271', 'pref.entertainment', 'list', 'preferences', ['hotel'], t('Entertainment', '娱乐喜好', '娛樂喜好', 'Entretenimiento'), { pii: 'other' }),
  field('F-272', 'pref.eatingHabits', 'longText', 'private', ['hotel'], t('Eating habits', '饮食习惯', '飲食習慣', 'Hábitos alimentarios'), { pii: 'other', note: 'may reveal religion / health: sensitive' }),
  field('F-273', 'pref.tastes', 'list', 'preferences', ['hotel'], t('Tastes', '口味特征', '口味特徵', 'Gustos culinarios'), { pii: 'other' }),
  field('F-274', 'pref.tea', 'list', 'preferences', ['hotel'], t('Tea', '茶叶爱好', '茶葉喜好', 'Té'), { pii: 'other' }),
  field('F-275', 'pref.coffee', 'list', 'preferences', ['hotel'], t('Coffee', '咖啡爱好', '咖啡喜好', 'Café'), { pii: 'other' }),
  field('F-276', 'pref.alcohol', 'list', 'preferences', ['hotel'], t('Alcoholic drinks', '酒类爱好', '酒類喜好', 'Bebidas alcohólicas'), { pii: 'other' }),
  field('F-277', 'pref.lighting', 'enum', 'preferences', ['hotel'], t('Lighting', '灯光要求', '燈光需求', 'Iluminación'), { dictionary: 'D-68', pii: 'other' }),
  field('F-278', 'pref.acTemperature', 'number', 'preferences', ['hotel'], t('Air-conditioning temperature', '空调温度', '空調溫度', 'Temperatura del aire acondicionado'), { unit: '°C', min: 16, max: 30, pii: 'other' }),
  field('F-279', 'pref.bathWaterTemperature', 'number', 'preferences', ['hotel'], t('Bath-water temperature', '洗澡水温度', '洗澡水溫度', 'Temperatura del agua de baño'), { unit: '°C', min: 30, max: 50, pii: 'other' }),
  field('F-280', 'pref.hygieneStandard', 'longText', 'preferences', ['hotel'], t('Hygiene standard', '卫生标准', '衛生標準', 'Estándar de higiene'), { pii: 'other' }),
  field('F-281', 'pref.otherHobbies', 'rows', 'preferences', ['hotel'], t('Other habits', '其他嗜好', '其他嗜好', 'Otras aficiones'), { aliasOf: 'person.hobbiesPreferences', pii: 'other' }),
  field('F-282', 'pref.productServiceRating', 'rows', 'preferences', ['hotel'], t('Product and service ratings', '产品与服务评价', '產品與服務評價', 'Valoración de productos y servicios'), { table: 'ratings', pii: 'other', columns: [
    column('date', 'date', t('Date', '日期', '日期', 'Fecha')),
    column('item', 'text', t('Product or service', '产品或服务', '產品或服務', 'Producto o servicio')),
    column('score', 'number', t('Score', '评分', '評分', 'Puntuación')),
    column('comment', 'longText', t('Comment', '评价', '評語', 'Comentario')),
  ] }),
  field('F-283', 'pref.demandCharacteristics', 'longText', 'preferences', ['hotel'], t('Demand characteristics', '消费需求特点', '消費需求特點', 'Características de la demanda'), { pii: 'other' }),
  field('F-284', 'pref.behaviourTraits', 'longText', 'preferences', ['hotel'], t('Behaviour traits', '行为特征', '行為特徵', 'Rasgos de comportamiento'), { pii: 'other' }),
  field('F-285', 'pref.collectedBy', 'user', 'preferences', ['hotel'], t('Collected by', '收集人', '蒐集人', 'Recogido por'), { scope: 'value' }),
];
