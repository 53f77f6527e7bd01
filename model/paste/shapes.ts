/** Forms by which a value is known without a label: companies, positions, departments, names, numbers. Every repetition is bounded: a text is read in one pass. */

export const EMAIL = /(?<![\w.%+-])[A-Za-z0-9_%+-][\w.%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])/g;
export const URL = /(?<![\w@./])(?:https?:\/\/|www\.)[\w.-]{3,200}(?::\d{2,5})?(?:\/[\w\-./?%&=#~+]{0,200})?/gi;
export const BARE_DOMAIN = /^(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|es|cn|tw|mx|uk|eu|de|hk|io|example)(?:\/\S{0,200})?$/i;
/** Digits and what is written between them; whether it is a phone is another question. */
export const NUMBER = /(?<![\w.+/-])(?:\+\s?|\(\+?)?\d(?:[\d ()./‑–-]{5,22})\d(?![\w@])/g;
export const CREDIT = /(?<![\w])9[123]\d{6}[0-9A-HJ-NP-RTUW-Y]{10}(?!\w)/g;

const MOBILE: readonly RegExp[] = [/^1[3-9]\d{9}$/, /^\+?861[3-9]\d{9}$/, /^09\d{8}$/, /^\+?8869\d{8}$/, /^07\d{9}$/, /^\+447\d{9}$/, /^[67]\d{8}$/, /^\+34[67]\d{8}$/];
/** Numbers that nothing else is written as: with a country, with an area in brackets or before a hyphen, in the groups of their country. */
const STRICT: readonly RegExp[] = [
  /^\+\s?[1-9][\d ()‑–-]{7,20}$/, /^\(\d{3}\) ?\d{3}[- ]\d{4}$/, /^1[3-9]\d{9}$/, /^1[3-9]\d[ -]\d{4}[ -]\d{4}$/, /^0\d{2,3}-\d{7,8}$/, /^09\d{2}[- ]?\d{3}[- ]?\d{3}$/,
  /^\(?0[2-8]\d?\)?[- ]?\d{3,4}-\d{3,4}$/, /^0\d{2,4} \d{3,4} ?\d{3,4}$/, /^[6789]\d{2} \d{3} \d{3}$/, /^[679]\d{2} \d{2} \d{2} \d{2}$/,
];
/** `(0)` after a country is not dialled. */
const digits = (text: string): string => text.replace(/^(\+[^(]*)\(0\)/, '$1').replace(/[^\d+]/g, '');

export const isMobile = (text: string): boolean => MOBILE.some((shape) => shape.test(digits(text)));
export const isStrictPhone = (text: string): boolean => STRICT.some((shape) => shape.test(text));
/** Under a label. */
export const isPhone = (text: string): boolean => /^\+?\d{7,15}$/.test(digits(text));

const SUFFIX = String.raw`(?:Ltd\.?|Limited|LLC|L\.L\.C\.|LLP|Inc\.?|Incorporated|PLC|plc|Corp\.?|Corporation|GmbH|AG|B\.V\.|Pty|S\.?L\.?[UP]?\.?|S\.?A\.?U?\.?|S\.? ?A\.? de C\.? ?V\.?|S\.? de R\.? ?L\.? de C\.? ?V\.?|S\.?C\.?|Co\.)`;
const LATIN_COMPANY = new RegExp(`^[\\p{Lu}\\d][\\p{L}\\d&.,'’\\- ]{1,70}[ ,]${SUFFIX}$`, 'u');
export const STARTS_WITH_SUFFIX = new RegExp(`^${SUFFIX}(?![\\p{L}])`, 'u');
const HAN_COMPANY = /^[\p{Script=Han}A-Za-z0-9（）()·&]{2,40}(?:公司|集团|集團|厂|廠|商行|事务所|事務所|合作社)$/u;
export const isCompany = (text: string): boolean => text.length <= 90 && (HAN_COMPANY.test(text) || LATIN_COMPANY.test(text));

const LATIN_POSITION = /\b(?:manager|director|directora|officer|ceo|cfo|cto|coo|president|engineer|buyer|consultant|owner|partner|head of|supervisor|assistant|accountant|secretary|editor|architect|designer|representative|gerente|jefe|jefa|responsable|administrador|administradora|consultor|consultora|ingeniero|ingeniera|comprador|compradora|propietario|propietaria|subdirector|subdirectora|comercial|secretario|secretaria|contable|arquitecto|arquitecta|editora|presidente|presidenta|encargado|encargada)\b/i;
const SURNAMES = '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚邵万萬钱錢严嚴覃武戴莫孔向汤湯';
const HAN_POSITION = /^[\p{Script=Han}]{0,8}(?:经理|總監|总监|經理|主任|主管|董事长|董事長|总裁|總裁|工程师|工程師|设计师|設計師|店长|店長|会计|會計|秘书|秘書|助理|专员|專員|业务员|業務員|业务代表|業務代表|厂长|廠長|处长|處長|科长|科長|部长|部長|校长|校長|院长|院長|顾问|顧問|副总|副總|董事|协理|協理|特助)$/u;
/** As somebody is spoken to: 张经理. */
const SPOKEN_TO = new RegExp(`^[${SURNAMES}](?:经理|經理|主任|总监|總監|主管|总|總|工)$`, 'u');
export const isPosition = (text: string): boolean =>
  (HAN_POSITION.test(text) && !SPOKEN_TO.test(text)) || (text.length <= 50 && /^\p{Lu}[\p{L}&/ .'’-]+(?:, \p{Lu}\p{L}+)?$/u.test(text) && text.split(' ').length <= 6 && LATIN_POSITION.test(text.split(',')[0] ?? '') && !isCompany(text));

export const isDepartment = (text: string): boolean =>
  /^[\p{Script=Han}]{2,7}(?:部|部门|部門|处|處|科|中心)$/u.test(text) || (text.length <= 50 && /^(?:\p{Lu}[\p{L}& ]{2,30} (?:Department|Dept\.?|Division)|(?:Departamento|Dpto\.?|Área) de \p{L}[\p{L} ]{2,30})$/u.test(text));

const HAN_NAME = new RegExp(`^[${SURNAMES}]\\p{Script=Han}{1,2}$`, 'u');
const NOT_HAN_NAME = /[们您好谢谢請请的是了在公司部店行茶]|先生|小姐|经理|經理/u;
const NOT_NAME = /^(?:best|kind|warm|yours|dear|hello|hi|thanks|thank|regards|wishes|sincerely|cheers|sent|un|saludos?|atentamente|gracias|cordialmente|hola|estimad[oa]s?|enviado|please|order|invoice|delivery|monday|tuesday|wednesday|thursday|friday|saturday|sunday|registered|the|this|el|la|los|street|road|avenue|calle|avenida|plaza|team|office|customer|service|sales|support)$/i;
/** Two to four words with capitals, or a surname of Chinese with one or two characters after it. A caller asks for more than this. */
export function isName(text: string): boolean {
  if (HAN_NAME.test(text)) return !NOT_HAN_NAME.test(text.slice(1));
  if (text.length > 40 || !/^(?:(?:Dr|Mr|Mrs|Ms|Prof|Sr|Sra|D|Dña)\.? )?\p{Lu}[\p{Ll}'’]\p{L}*(?:['’-]\p{L}+)*(?: (?:(?:de|del|la|los|van|von|y|da|dos) ){0,2}\p{Lu}['’]?\p{L}[\p{L}'’-]*){1,3}$/u.test(text)) return false;
  return !text.split(/\s/).some((word) => NOT_NAME.test(word)) && !isPosition(text) && !isCompany(text) && !isDepartment(text);
}
/** After a label that says so. */
export const isLabelledName = (text: string): boolean => /^[\p{Script=Han}·]{2,8}$|^\p{Lu}[\p{L}.'’-]{0,30}(?: [\p{L}.'’-]{1,30}){0,5}$/u.test(text);
