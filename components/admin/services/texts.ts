/** Words of the service matrix in the four languages. */
import type { Language } from '../../../model/labels.ts';
import type { ServiceKey } from '../../../model/service-matrix/matrix.ts';

export interface ServiceTexts {
  readonly title: string; readonly lead: string; readonly scheme: string; readonly everybody: string; readonly cls: string; readonly asEverybody: string;
  readonly services: Readonly<Record<ServiceKey, string>>; readonly units: Readonly<Record<'discount' | 'visits', string>>;
  readonly options: Readonly<Record<'level' | 'reception' | 'publicity', Readonly<Record<string, string>>>>;
  readonly cell: (service: string, cls: string) => string; readonly outOfRange: (most: string) => string; readonly whole: string; readonly inversion: string; readonly otherScheme: (name: string) => string; readonly fix: string;
  readonly preview: string; readonly previewHint: string; readonly pick: string; readonly nobody: string; readonly service: string; readonly now: string; readonly then: string; readonly by: string; readonly forEverybody: string; readonly noClasses: string;
  readonly note: string; readonly noteHint: string; readonly save: string; readonly saved: (n: number) => string; readonly discard: string; readonly conflict: string; readonly loadAgain: string;
  readonly versions: string; readonly version: (n: number) => string; readonly live: string; readonly shipped: string; readonly says: (who: string, when: string) => string; readonly diff: (place: string, from: string, to: string) => string; readonly same: string; readonly goBack: (n: number) => string; readonly backNote: (n: number) => string;
}

export const SERVICE_TEXTS: Readonly<Record<Language, ServiceTexts>> = Object.freeze({
  en: {
    title: 'Service by class', lead: 'What customers get by their classes; of several the most counts, and it stands at the foot of their card. An important class never gets less than a lesser one.', scheme: 'Classes of', everybody: 'Everybody', cls: 'Class', asEverybody: 'as everybody',
    services: { level: 'Service level', reception: 'Reception', discount: 'Discount', visits: 'Visits', publicity: 'Publicity' }, units: { discount: '%', visits: 'a year' },
    options: { level: { economy: 'economy', standard: 'standard', premium: 'premium' }, reception: { standard: 'standard', vip: 'VIP' }, publicity: { none: 'none', general: 'general', personal: 'personal' } },
    cell: (service, cls) => `${service}: ${cls}`, outOfRange: (most) => `0 to ${most}.`, whole: 'A whole number.', inversion: 'Less than a lesser class, or than everybody.', otherScheme: (name) => `Look at the classes of “${name}” too.`, fix: 'Some cells need another look.',
    preview: 'On a customer’s card', previewHint: 'Find a customer to see what they get now and with this matrix.', pick: 'Find a customer', nobody: 'No customer of this name.', service: 'Service', now: 'Now', then: 'With this', by: 'By', forEverybody: 'for everybody', noClasses: 'You do not read this customer’s classes.',
    note: 'Why', noteHint: 'A sentence for colleagues who ask later.', save: 'Make it live', saved: (n) => `Version ${n} is live.`, discard: 'Discard changes', conflict: 'A colleague has changed the matrix meanwhile.', loadAgain: 'Load it again, keep my changes',
    versions: 'Versions', version: (n) => `version ${n}`, live: 'live', shipped: 'as shipped', says: (who, when) => `${who}, ${when}`, diff: (place, from, to) => `${place}: ${from} → ${to}`, same: 'Nothing is different.', goBack: (n) => `Go back to version ${n}`, backNote: (n) => `Back to version ${n}`,
  },
  'zh-Hans': {
    title: '按类服务', lead: '客户按类别享有的服务；属于多个类别时取最高，显示在客户卡片底部。重要类别不会低于次要类别。', scheme: '分类方式', everybody: '所有客户', cls: '类别', asEverybody: '同所有客户',
    services: { level: '服务档次', reception: '接待', discount: '折扣', visits: '拜访', publicity: '宣传' }, units: { discount: '%', visits: '次／年' },
    options: { level: { economy: '经济', standard: '标准', premium: '优质' }, reception: { standard: '标准', vip: 'VIP' }, publicity: { none: '无', general: '普通', personal: '专人' } },
    cell: (service, cls) => `${service}：${cls}`, outOfRange: (most) => `0 至 ${most}。`, whole: '须为整数。', inversion: '低于次要类别或所有客户。', otherScheme: (name) => `“${name}”的类别也需查看。`, fix: '有单元格需要修改。',
    preview: '在客户卡片上', previewHint: '查找一位客户，比较现在与启用后的服务。', pick: '查找客户', nobody: '没有这个名称的客户。', service: '服务', now: '现在', then: '启用后', by: '依据', forEverybody: '所有客户', noClasses: '您无权查看此客户的类别。',
    note: '原因', noteHint: '写一句话，供同事日后查阅。', save: '正式启用', saved: (n) => `第 ${n} 版已启用。`, discard: '放弃更改', conflict: '同事已更改此表。', loadAgain: '重新载入并保留我的更改',
    versions: '版本', version: (n) => `第 ${n} 版`, live: '现行', shipped: '出厂设置', says: (who, when) => `${who}，${when}`, diff: (place, from, to) => `${place}：${from} → ${to}`, same: '没有差异。', goBack: (n) => `恢复到第 ${n} 版`, backNote: (n) => `恢复到第 ${n} 版`,
  },
  'zh-Hant': {
    title: '依類別服務', lead: '客戶依類別享有的服務；屬於多個類別時取最高，顯示在客戶卡片底部。重要類別不會低於次要類別。', scheme: '分類方式', everybody: '所有客戶', cls: '類別', asEverybody: '同所有客戶',
    services: { level: '服務等級', reception: '接待', discount: '折扣', visits: '拜訪', publicity: '宣傳' }, units: { discount: '%', visits: '次／年' },
    options: { level: { economy: '經濟', standard: '標準', premium: '優質' }, reception: { standard: '標準', vip: 'VIP' }, publicity: { none: '無', general: '一般', personal: '專人' } },
    cell: (service, cls) => `${service}：${cls}`, outOfRange: (most) => `0 至 ${most}。`, whole: '須為整數。', inversion: '低於次要類別或所有客戶。', otherScheme: (name) => `「${name}」的類別也需檢視。`, fix: '有儲存格需要修改。',
    preview: '在客戶卡片上', previewHint: '尋找一位客戶，比較現在與啟用後的服務。', pick: '尋找客戶', nobody: '沒有這個名稱的客戶。', service: '服務', now: '現在', then: '啟用後', by: '依據', forEverybody: '所有客戶', noClasses: '您無權檢視此客戶的類別。',
    note: '原因', noteHint: '寫一句話，供同事日後查閱。', save: '正式啟用', saved: (n) => `第 ${n} 版已啟用。`, discard: '捨棄變更', conflict: '同事已變更此表。', loadAgain: '重新載入並保留我的變更',
    versions: '版本', version: (n) => `第 ${n} 版`, live: '現行', shipped: '出廠設定', says: (who, when) => `${who}，${when}`, diff: (place, from, to) => `${place}：${from} → ${to}`, same: '沒有差異。', goBack: (n) => `還原到第 ${n} 版`, backNote: (n) => `還原到第 ${n} 版`,
  },
  es: {
    title: 'Servicio por clase', lead: 'Lo que reciben los clientes por sus clases; de varias cuenta la mayor, y está al pie de su ficha. Una clase importante nunca recibe menos que otra menor.', scheme: 'Clases de', everybody: 'Todos', cls: 'Clase', asEverybody: 'como todos',
    services: { level: 'Nivel de servicio', reception: 'Recepción', discount: 'Descuento', visits: 'Visitas', publicity: 'Publicidad' }, units: { discount: '%', visits: 'al año' },
    options: { level: { economy: 'económico', standard: 'estándar', premium: 'prémium' }, reception: { standard: 'estándar', vip: 'VIP' }, publicity: { none: 'ninguna', general: 'general', personal: 'personal' } },
    cell: (service, cls) => `${service}: ${cls}`, outOfRange: (most) => `De 0 a ${most}.`, whole: 'Un número entero.', inversion: 'Menos que una clase menor, o que todos.', otherScheme: (name) => `Mira también las clases de «${name}».`, fix: 'Algunas celdas necesitan otra mirada.',
    preview: 'En la ficha de un cliente', previewHint: 'Busca un cliente para ver lo que recibe ahora y con esta tabla.', pick: 'Buscar un cliente', nobody: 'Ningún cliente con ese nombre.', service: 'Servicio', now: 'Ahora', then: 'Con esto', by: 'Por', forEverybody: 'para todos', noClasses: 'Usted no lee las clases de este cliente.',
    note: 'Por qué', noteHint: 'Una frase para quien pregunte después.', save: 'Poner en vigor', saved: (n) => `La versión ${n} está en vigor.`, discard: 'Descartar cambios', conflict: 'Un colega ha cambiado la tabla entretanto.', loadAgain: 'Cargarla de nuevo y conservar mis cambios',
    versions: 'Versiones', version: (n) => `versión ${n}`, live: 'en vigor', shipped: 'de fábrica', says: (who, when) => `${who}, ${when}`, diff: (place, from, to) => `${place}: ${from} → ${to}`, same: 'No hay diferencias.', goBack: (n) => `Volver a la versión ${n}`, backNote: (n) => `Vuelta a la versión ${n}`,
  },
});
