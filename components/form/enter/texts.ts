/** Texts of what is entered and not read back, in the four languages. */
import type { Language } from '../../../model/labels.ts';

export interface EnterTexts { readonly lead: string; readonly save: (n: number) => string; readonly saving: string; readonly stored: (labels: string) => string; readonly refused: (labels: string) => string; readonly format: string; readonly nothing: string; readonly offline: string; readonly failed: string; readonly newRow: string; readonly longTerm: string; readonly yes: string; readonly no: string; readonly none: string }

const en: EnterTexts = {
  lead: 'You can enter this; once saved you cannot read it back. The fields are empty, whatever stands there. What you enter takes its place, and nothing is emptied.', save: (n) => (n === 0 ? 'Save' : n === 1 ? 'Save 1 value' : `Save ${n} values`), saving: 'Saving…',
  stored: (labels) => `Stored: ${labels}.`, refused: (labels) => `Not stored: ${labels}. What you typed is still here.`, format: 'This is not written as it must be.', nothing: 'Nothing is entered yet.', offline: 'There is no connection; what you typed is still here.', failed: 'This could not be stored.', newRow: 'Added as a new entry.', longTerm: 'Long-term', yes: 'Yes', no: 'No', none: 'Not entered',
};
const hans: EnterTexts = {
  lead: '您可以填写这些内容；保存后无法再查看。无论原来有没有内容，这里都显示为空。您填写的内容会取代原有内容，留空不会清除任何内容。', save: (n) => (n === 0 ? '保存' : `保存 ${n} 项`), saving: '正在保存…',
  stored: (labels) => `已保存：${labels}。`, refused: (labels) => `未保存：${labels}。您填写的内容仍在这里。`, format: '格式不正确。', nothing: '还没有填写任何内容。', offline: '没有连接；您填写的内容仍在这里。', failed: '未能保存。', newRow: '将作为新的一条添加。', longTerm: '长期', yes: '是', no: '否', none: '未填写',
};
const hant: EnterTexts = {
  lead: '您可以填寫這些內容；儲存後無法再檢視。無論原來有沒有內容，這裡都顯示為空。您填寫的內容會取代原有內容，留空不會清除任何內容。', save: (n) => (n === 0 ? '儲存' : `儲存 ${n} 項`), saving: '正在儲存…',
  stored: (labels) => `已儲存：${labels}。`, refused: (labels) => `未儲存：${labels}。您填寫的內容仍在這裡。`, format: '格式不正確。', nothing: '尚未填寫任何內容。', offline: '沒有連線；您填寫的內容仍在這裡。', failed: '未能儲存。', newRow: '將作為新的一筆新增。', longTerm: '長期', yes: '是', no: '否', none: '未填寫',
};
const es: EnterTexts = {
  lead: 'Puedes introducir estos datos; una vez guardados no podrás leerlos. Los campos están vacíos, haya lo que haya. Lo que introduces ocupa su lugar, y nada se vacía.', save: (n) => (n === 0 ? 'Guardar' : n === 1 ? 'Guardar 1 dato' : `Guardar ${n} datos`), saving: 'Guardando…',
  stored: (labels) => `Guardado: ${labels}.`, refused: (labels) => `Sin guardar: ${labels}. Lo que escribiste sigue aquí.`, format: 'No está escrito como debe.', nothing: 'Aún no has introducido nada.', offline: 'No hay conexión; lo que escribiste sigue aquí.', failed: 'No se pudo guardar.', newRow: 'Se añade como entrada nueva.', longTerm: 'Sin vencimiento', yes: 'Sí', no: 'No', none: 'Sin introducir',
};

const ALL: Readonly<Record<Language, EnterTexts>> = { en, 'zh-Hans': hans, 'zh-Hant': hant, es };
export const enterTexts = (language: Language): EnterTexts => ALL[language];
