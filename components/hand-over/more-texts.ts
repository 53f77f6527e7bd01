/** Texts of an announced hand-over and of the words of its letter, in the four languages. */
import type { Language } from '../../model/labels.ts';
import type { LetterWord } from '../../model/handover/letter.ts';

export interface MoreTexts {
  readonly announce: string; readonly who: string; readonly why: string; readonly left: string; readonly moved: string; readonly day: string; readonly note: string; readonly save: string; readonly what: string; readonly missing: string;
  readonly standing: (name: string, day: string) => string; readonly by: (name: string, day: string) => string; readonly goOn: string; readonly withdraw: string; readonly withdrawWhy: string; readonly withdrawMissing: string; readonly withdrawSure: string;
  readonly withdrawn: (name: string, day: string) => string; readonly announced: (name: string, day: string) => string; readonly said: string; readonly saidBack: string;
  readonly letter: string; readonly letterLead: string; readonly words: Readonly<Record<LetterWord, string>>; readonly places: string; readonly unknown: (words: string) => string; readonly empty: string; readonly preview: string; readonly saveLetter: string; readonly shipped: string; readonly saved: string; readonly language: string;
}

const en: MoreTexts = {
  announce: 'Announce', who: 'Who leaves or moves?', why: 'Why?', left: 'Leaves', moved: 'Moves', day: 'Last day', note: 'Note', save: 'Announce it', what: 'Nothing moves yet. From now on the person exports nothing, their calendar links answer no more, and they read at most 200 different customers a day. They are told.', missing: 'Choose a colleague and their last day.',
  standing: (name, day) => `${name} is here until ${day}. Until then nothing is exported by them.`, by: (name, day) => `Announced by ${name}, ${day}`, goOn: 'Hand over now', withdraw: 'Withdraw', withdrawWhy: 'Why?', withdrawMissing: 'Say why: it is kept.', withdrawSure: 'Withdraw it',
  withdrawn: (name, day) => `Withdrawn by ${name}, ${day}`, announced: (name, day) => `Announced before by ${name}, ${day}`, said: 'It is announced.', saidBack: 'It is withdrawn.',
  letter: 'Words of the letter', letterLead: 'What every customer who gets a new contact is told. Letters that are drafted keep the words of their day.', words: { customer: 'the customer', leaver: 'who leaves', successor: 'the successor', email: 'the successor’s email', department: 'the successor’s department', date: 'the day' }, places: 'Filled in for each customer', unknown: (words) => `Nothing is filled in for ${words}.`, empty: 'A letter needs a subject and a text.', preview: 'As it will read', saveLetter: 'Save', shipped: 'As delivered', saved: 'Saved for letters to come.', language: 'Language of the letter',
};
const hans: MoreTexts = {
  announce: '预告', who: '谁将离职或调岗？', why: '原因', left: '离职', moved: '调岗', day: '最后一天', note: '备注', save: '预告', what: '目前不移交任何内容。从现在起，此人不能导出资料，日历链接失效，每天最多查看 200 位不同的客户。系统会告知本人。', missing: '请选择同事和最后一天。',
  standing: (name, day) => `${name}在岗至 ${day}，在此之前不能导出任何资料。`, by: (name, day) => `由${name}于 ${day} 预告`, goOn: '现在移交', withdraw: '撤回', withdrawWhy: '为什么？', withdrawMissing: '请说明原因，原因会保留。', withdrawSure: '确认撤回',
  withdrawn: (name, day) => `由${name}于 ${day} 撤回`, announced: (name, day) => `此前由${name}于 ${day} 预告`, said: '已预告。', saidBack: '已撤回。',
  letter: '通知信的文字', letterLead: '告知每位更换联系人的客户的内容。已起草的信保留当时的文字。', words: { customer: '客户', leaver: '移交人', successor: '接手人', email: '接手人的邮箱', department: '接手人的部门', date: '日期' }, places: '按客户填入', unknown: (words) => `没有可填入 ${words} 的内容。`, empty: '信件需要主题和正文。', preview: '预览', saveLetter: '保存', shipped: '恢复出厂文字', saved: '已保存，用于今后的信件。', language: '信件语言',
};
const hant: MoreTexts = {
  announce: '預告', who: '誰將離職或調職？', why: '原因', left: '離職', moved: '調職', day: '最後一天', note: '備註', save: '預告', what: '目前不移交任何內容。從現在起，此人不能匯出資料，行事曆連結失效，每天最多檢視 200 位不同的客戶。系統會告知本人。', missing: '請選擇同事和最後一天。',
  standing: (name, day) => `${name}在職至 ${day}，在此之前不能匯出任何資料。`, by: (name, day) => `由${name}於 ${day} 預告`, goOn: '現在移交', withdraw: '撤回', withdrawWhy: '為什麼？', withdrawMissing: '請說明原因，原因會保留。', withdrawSure: '確認撤回',
  withdrawn: (name, day) => `由${name}於 ${day} 撤回`, announced: (name, day) => `先前由${name}於 ${day} 預告`, said: '已預告。', saidBack: '已撤回。',
  letter: '通知信的文字', letterLead: '告知每位更換聯絡人的客戶的內容。已草擬的信保留當時的文字。', words: { customer: '客戶', leaver: '移交人', successor: '接手人', email: '接手人的電子郵件', department: '接手人的部門', date: '日期' }, places: '依客戶填入', unknown: (words) => `沒有可填入 ${words} 的內容。`, empty: '信件需要主旨和內文。', preview: '預覽', saveLetter: '儲存', shipped: '恢復預設文字', saved: '已儲存，用於往後的信件。', language: '信件語言',
};
const es: MoreTexts = {
  announce: 'Anunciar', who: '¿Quién se va o cambia de puesto?', why: '¿Por qué?', left: 'Se va', moved: 'Cambia de puesto', day: 'Último día', note: 'Nota', save: 'Anunciarlo', what: 'Aún no se traspasa nada. Desde ahora la persona no exporta nada, sus enlaces de calendario dejan de responder y lee como mucho 200 clientes distintos al día. Se le avisa.', missing: 'Elige a la persona y su último día.',
  standing: (name, day) => `${name} está hasta el ${day}. Hasta entonces no exporta nada.`, by: (name, day) => `Anunciado por ${name}, ${day}`, goOn: 'Traspasar ahora', withdraw: 'Retirar', withdrawWhy: '¿Por qué?', withdrawMissing: 'Di por qué: queda guardado.', withdrawSure: 'Retirarlo',
  withdrawn: (name, day) => `Retirado por ${name}, ${day}`, announced: (name, day) => `Anunciado antes por ${name}, ${day}`, said: 'Está anunciado.', saidBack: 'Está retirado.',
  letter: 'Texto de la carta', letterLead: 'Lo que se dice a cada cliente que cambia de contacto. Las cartas ya preparadas conservan el texto de su día.', words: { customer: 'el cliente', leaver: 'quien se va', successor: 'el sucesor', email: 'el correo del sucesor', department: 'el departamento del sucesor', date: 'el día' }, places: 'Se rellena para cada cliente', unknown: (words) => `No hay nada que poner en ${words}.`, empty: 'Una carta necesita asunto y texto.', preview: 'Así se leerá', saveLetter: 'Guardar', shipped: 'Como se entregó', saved: 'Guardado para las cartas que vengan.', language: 'Idioma de la carta',
};

const ALL: Readonly<Record<Language, MoreTexts>> = { en, 'zh-Hans': hans, 'zh-Hant': hant, es };
export const moreTexts = (language: Language): MoreTexts => ALL[language];
