/** Words of choosing a template, in four languages; they come with the form that opens archives. */
import type { Language } from '../../model/labels.ts';

interface CreateTexts {
  readonly choose: string;
  readonly search: string;
  readonly none: string;
  readonly other: string;
  readonly asks: (fields: readonly string[]) => string;
  readonly more: string;
  readonly also: string;
  readonly byName: string;
  readonly several: string;
  /** How a date is typed. */
  readonly day: string;
  readonly nothing: string;
  /** Somebody with another name, but the same phone perhaps. */
  readonly alike: string;
}

const TEXTS: Readonly<Record<Language, CreateTexts>> = Object.freeze({
  en: {
    choose: 'What kind of customer is it?', search: 'Search templates', none: 'No template has these words.', other: 'Another template',
    asks: (fields) => `Asks for ${fields.join(', ')}.`, more: 'Everything else is offered in the archive; nothing but the name must be filled.', also: 'Add',
    byName: 'By name; the rest comes later.', several: 'Several apart by commas', day: 'YYYY-MM-DD', nothing: '—', alike: 'This customer may be here already:',
  },
  'zh-Hans': {
    choose: '这是哪一类客户？', search: '搜索模板', none: '没有符合的模板。', other: '换一个模板',
    asks: (fields) => `填写：${fields.join('、')}。`, more: '其余内容在档案中随时可补；除名称外都可以不填。', also: '再加一项',
    byName: '先填姓名，其余以后再补。', several: '多个用逗号分开', day: '年-月-日', nothing: '—', alike: '这位客户可能已有档案：',
  },
  'zh-Hant': {
    choose: '這是哪一類客戶？', search: '搜尋範本', none: '沒有符合的範本。', other: '換一個範本',
    asks: (fields) => `填寫：${fields.join('、')}。`, more: '其餘內容在檔案中隨時可補；除名稱外都可以不填。', also: '再加一項',
    byName: '先填姓名，其餘以後再補。', several: '多個以逗號分開', day: '年-月-日', nothing: '—', alike: '這位客戶可能已有檔案：',
  },
  es: {
    choose: '¿Qué clase de cliente es?', search: 'Buscar plantillas', none: 'Ninguna plantilla tiene estas palabras.', other: 'Otra plantilla',
    asks: (fields) => `Pregunta por ${fields.join(', ')}.`, more: 'Lo demás se ofrece en el expediente; solo el nombre es necesario.', also: 'Añadir',
    byName: 'Por su nombre; lo demás viene después.', several: 'Varios, separados por comas', day: 'AAAA-MM-DD', nothing: '—', alike: 'Es posible que este cliente ya exista:',
  },
});

export const createTexts = (language: Language): CreateTexts => TEXTS[language];
