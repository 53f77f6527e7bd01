/** Rules for texts of any kind: HTML codes, invisible characters, blanks, width, placeholders, capitals. */

const NAMED: Readonly<Record<string, string>> = Object.freeze({
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ',
  Aacute: 'Á', Eacute: 'É', Iacute: 'Í', Oacute: 'Ó', Uacute: 'Ú', Ntilde: 'Ñ', agrave: 'à', egrave: 'è', ccedil: 'ç', ecirc: 'ê', acirc: 'â', ocirc: 'ô', middot: '·', ndash: '–', mdash: '—', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', copy: '©', reg: '®', euro: '€',
});
const ENTITY = /&(?:([A-Za-z]{2,8})|#(\d{2,6})|#x([0-9a-f]{2,5}));/gi;

export function withoutHtml(text: string): string {
  const once = (given: string): string => given.replace(ENTITY, (all, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] as string) : all;
    const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return point >= 32 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : all;
  });
  // some exports write the codes of codes: `&amp;amp;`
  const first = once(text);
  return once(first);
}

// joiners belong to other scripts and to emoji
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\t]/g;
/** One line: ordinary blanks, one at a time, none at the ends, none inside a short Chinese name. */
export function spaced(text: string): string {
  const plain = text.replace(BLANKS, ' ').trim().replace(/ {2,}/g, ' ').replace(/ +([,;.])(?=\s|$)/g, '$1');
  const bare = plain.replaceAll(' ', '');
  return /^\p{Script=Han}{2,4}$/u.test(bare) ? bare : plain;
}

const half = (text: string): string => text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ');
const LETTERS = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d\u3000]/g;
/** `whole`: also the marks, where a number or address has no others. In Chinese texts full-width marks are right. */
export function narrow(text: string, whole: boolean): string {
  return whole || !/\p{Script=Han}/u.test(text) ? half(text) : text.replace(LETTERS, half);
}
export const isWide = (text: string, whole: boolean): boolean => (whole ? /[\uff01-\uff5e\u3000]/ : /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/).test(text) || (!whole && /\S\u3000+\S/.test(text));

const FILLERS: ReadonlySet<string> = new Set([
  'n/a', 'n.a.', 'n.a', '#n/a', 'none', 'null', '(null)', '<null>', 'nil', 'undefined', 'unknown', 'test', 'testing', 'test test', 'asdf', 'asdfgh', 'asd', 'qwerty', 'tbd', 'tba', 'todo', 'dummy', 'not available', 'not applicable', 'no data', 'no email', 'no phone', 'empty', 'blank',
  '#value!', '#ref!', '#name?', 'ninguno', 'ninguna', 'no tiene', 'sin datos', 'desconocido', 'desconocida', 'prueba', 'no aplica', 'pendiente', 'unbekannt', 'keine', 'k.a.',
  '无', '無', '没有', '沒有', '暂无', '暫無', '未知', '不详', '不詳', '测试', '測試', '待定', '空', '无数据', '無資料', '不知道', '待补充', '待補充',
  'test@test.com', 'a@a.com', 'aaa@aaa.com', 'xxx@xxx.com', 'no@no.com', 'none@none.com', 'noemail@noemail.com', 'noreply@noreply.com', 'email@email.com', 'na@na.com',
]);
/** `digits`: also 0000000 and 12345678, where a number is meant. */
export function isPlaceholder(text: string, digits: boolean): boolean {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (FILLERS.has(plain) || /^(?:x{3,}|\.{1,}|-{1,}|–+|—+|\?{1,}|\*{2,}|_+|\/+)$/.test(plain)) return true;
  const bare = plain.replace(/[\s+().\-/]/g, '');
  return digits && (/^(\d)\1{4,}$/.test(bare) || /^(?:0?123456(?:7(?:8(?:90?)?)?)?|987654321?0?)$/.test(bare));
}

/** Legal forms and short words as they are written in names. */
const FORMS: Readonly<Record<string, string>> = Object.freeze({
  sl: 'SL', sa: 'SA', slu: 'SLU', sau: 'SAU', sas: 'SAS', sarl: 'SARL', spa: 'SpA', srl: 'Srl', gmbh: 'GmbH', ag: 'AG', kg: 'KG', ohg: 'OHG', ug: 'UG', ltd: 'Ltd', llc: 'LLC', llp: 'LLP', lp: 'LP', inc: 'Inc', plc: 'PLC', bv: 'BV', nv: 'NV', ab: 'AB', oy: 'Oy', as: 'AS', co: 'Co', corp: 'Corp', cv: 'CV', ltda: 'Ltda', usa: 'USA', uk: 'UK', ii: 'II', iii: 'III', iv: 'IV',
});
const SMALL: ReadonlySet<string> = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y', 'e', 'of', 'and', 'the', 'for', 'von', 'van', 'der', 'den', 'und', 'für', 'et', 'du', 'des', 'da', 'do', 'dos', 'di']);

function word(text: string, first: boolean): string {
  const lower = text.toLocaleLowerCase('en');
  const bare = lower.replace(/[.,]/g, '');
  // s.l. and g.m.b.h. stay as they were
  if (/^(?:\p{L}\.){2,}$/u.test(text)) return text.toLocaleUpperCase('en');
  if (Object.hasOwn(FORMS, bare)) return lower.replace(bare, FORMS[bare] as string);
  if (!first && SMALL.has(bare)) return lower;
  if (/^[^aeiouyáéíóúüäöàè\W\d_]{2,4}$/u.test(bare)) return text.toLocaleUpperCase('en');
  const raised = lower.replace(/^[\p{P}]*\p{L}|(?<=[-'’/(&.])\p{L}/gu, (letter) => letter.toLocaleUpperCase('en'));
  return raised.replace(/(['’])S$/u, '$1s').replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toLocaleUpperCase('en')}`);
}
export const titled = (text: string): string => text.split(' ').map((each, i) => word(each, i === 0)).join(' ');

const isForm = (text: string): boolean => Object.hasOwn(FORMS, text.toLowerCase().replace(/[.,]/g, ''));
/** A name of several words written in one case; a single word may be a short form. */
export function caseOf(text: string): 'caps' | 'lower' | null {
  const words = text.split(/\s+/).filter((each) => /\p{L}/u.test(each));
  const telling = words.filter((each) => !isForm(each) && /[aeiouyáéíóúüäö]/iu.test(each) && each.replace(/[^\p{L}]/gu, '').length >= 3);
  if (words.length < 2 || telling.length < 1 || telling.join('').length < 5 || !/^[\p{Script=Latin}\p{M}\p{N}\p{P}\p{Z}\p{S}]+$/u.test(text)) return null;
  const all = telling.join('');
  if (all === all.toLocaleUpperCase('en')) return 'caps';
  return words.join('') === words.join('').toLocaleLowerCase('en') ? 'lower' : null;
}
