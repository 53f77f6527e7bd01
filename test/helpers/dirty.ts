/**
 * Dirty customers as a CSV file, with what each dirty cell should have been. Every row has exactly one defect, drawn by the weights of `DEFECTS`; `docs/cleaning.md` says what they are and how often. It knows
 * nothing of the product's rules: defects are made from the truth, here, and the truth is what it began with.
 */

/** mulberry32: the same seed, the same rows. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const COLUMNS = ['id', 'name', 'contact', 'phone', 'email', 'website', 'street', 'city', 'postcode', 'country', 'industry', 'founded', 'employees'] as const;
export type DirtyColumn = (typeof COLUMNS)[number];
/** Columns that become fields are headed by their keys. */
const HEADINGS: Readonly<Partial<Record<DirtyColumn, string>>> = { industry: 'crm.industry', founded: 'company.foundedAt', employees: 'crm.employeeCount' };
type Cells = Record<DirtyColumn, string>;
/** `expected`: what must stand there when the bench is done with it; null: nothing. */
export interface DirtyCell { readonly row: string; readonly column: DirtyColumn; /** Where it belongs. */ readonly goes: DirtyColumn; readonly defect: string; readonly dirty: string; readonly expected: string | null }
export interface DirtySet { readonly csv: string; readonly cells: readonly DirtyCell[]; readonly rows: number }

/** City, country, and a postcode of it with a leading zero where the country has them. */
const PLACES: readonly { readonly city: string; readonly country: string; readonly name: string; readonly postcodes: readonly string[]; readonly dial: string; readonly han?: true }[] = [
  { city: 'Barcelona', country: 'ES', name: 'España', postcodes: ['08001', '08015', '08028'], dial: '+34 93' }, { city: 'Madrid', country: 'ES', name: 'España', postcodes: ['28001', '28013'], dial: '+34 91' },
  { city: 'Valladolid', country: 'ES', name: 'España', postcodes: ['47001', '47010'], dial: '+34 98' }, { city: 'Albacete', country: 'ES', name: 'España', postcodes: ['02001', '02006'], dial: '+34 96' },
  { city: 'Dresden', country: 'DE', name: 'Germany', postcodes: ['01067', '01099'], dial: '+49 351' }, { city: 'Hamburg', country: 'DE', name: 'Germany', postcodes: ['20095', '22301'], dial: '+49 40' },
  { city: 'Leipzig', country: 'DE', name: 'Germany', postcodes: ['04103', '04229'], dial: '+49 341' }, { city: 'Stuttgart', country: 'DE', name: 'Germany', postcodes: ['70173', '70565'], dial: '+49 711' },
  { city: 'Boston', country: 'US', name: 'United States', postcodes: ['02108', '02134'], dial: '+1 617' }, { city: 'Philadelphia', country: 'US', name: 'United States', postcodes: ['19103', '19147'], dial: '+1 215' },
  { city: '广州', country: 'CN', name: '中国', postcodes: ['510000', '510620'], dial: '+86 20', han: true }, { city: '上海', country: 'CN', name: '中国', postcodes: ['200000', '200120'], dial: '+86 21', han: true },
  { city: '石家庄', country: 'CN', name: '中国', postcodes: ['050000', '050011'], dial: '+86 311', han: true }, { city: '深圳', country: 'CN', name: '中国', postcodes: ['518000', '518048'], dial: '+86 755', han: true },
];
const FIRST = ['Alba', 'Marina', 'Northern', 'Castle', 'River', 'Golden', 'Summit', 'Harbour', 'Silver', 'Orchard', 'Meridian', 'Kestrel', 'Lantern', 'Cedar', 'Falcon', 'Amber', 'Coral', 'Granite', 'Willow', 'Beacon'];
const SECOND = ['Trading', 'Foods', 'Logistics', 'Textiles', 'Machines', 'Systems', 'Consulting', 'Instruments', 'Furniture', 'Packaging', 'Optics', 'Chemicals', 'Ceramics', 'Printing', 'Motors', 'Tools'];
const FORMS: Readonly<Record<string, string>> = { ES: 'SL', DE: 'GmbH', US: 'Inc' };
const HAN_FIRST = ['永达', '新华', '东方', '长江', '金星', '宏图', '天河', '海洋', '华丰', '光明', '大地', '友谊', '中兴', '和平', '春风', '万利'];
const HAN_SECOND = ['电子', '贸易', '食品', '机械', '纺织', '家具', '建材', '印刷', '化工', '物流'];
const PEOPLE = ['Marta Puig', 'José García', 'Lena Krämer', 'Jürgen Weiß', 'Núria Peña', 'Anna Schröder', 'Tomás Ibáñez', 'Grace Miller', 'Henry Walker', 'Sofía Núñez', 'Klaus Förster', 'Inés Castaño'];
const HAN_PEOPLE = ['王晓明', '李建国', '张丽华', '陈志强', '刘海燕', '黄国庆', '周文静', '吴永康'];
const INDUSTRIES: readonly (readonly [key: string, label: string, wrong: readonly string[]])[] = [
  ['education', 'Education', ['Educaton', 'EDUCATION.', 'Educatoin', '教育行业']], ['healthcare', 'Healthcare', ['Health care', 'Helthcare', 'Healthcare sector', '醫療衛生業']], ['government', 'Government', ['Goverment', 'government dept.', 'Govermnent']],
  ['chemicals', 'Chemicals', ['Chemical', 'Chemcials', 'Chemicals (industry)']], ['manufacturing', 'Manufacturing', ['Manufacuring', 'Manufacturing co', '制造业']], ['finance', 'Finance', ['Finanse', 'Finance & Banking', 'Fiance', '金融业']],
  ['hospitality', 'Hospitality', ['Hospitalty', 'Hospitality sector']],
];
const OWN_DOMAINS = ['example.com', 'kestrel.example', 'orchard.example', 'meridian.example'];
const MAILS = ['gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.com'];
const TYPOS: Readonly<Record<string, readonly string[]>> = { 'gmail.com': ['gmial.com', 'gmai.com', 'gmail.con', 'gamil.com', 'gmail.cmo'], 'hotmail.com': ['hotmial.com', 'hotmai.com', 'hotmail.con', 'hotnail.com'], 'outlook.com': ['outlok.com', 'outloook.com', 'outlook.con'], 'yahoo.com': ['yaho.com', 'yahooo.com', 'yahoo.con'] };
const ROLES: readonly string[] = ['Reception', 'ask for Ana', 'before noon', '王经理', '采购部', 'almacén', 'Buchhaltung'];
const COUNTRIES: Readonly<Record<string, readonly string[]>> = { ES: ['Spian', 'Espana (ES)', 'Reino de España'], DE: ['Germnay', 'Deutschlnd', 'Germany (DE)'], US: ['United Staets', 'Unitd States'], CN: ['Chnia', '中国大陆', 'Chinna'] };

/** The bytes of a text, read in another encoding. */
const asLatin = (bytes: Uint8Array): string => new TextDecoder('windows-1252').decode(bytes);
const misread = (text: string): string => asLatin(new TextEncoder().encode(text));
/** GB 2312 by asking the decoder for every pair: there is no encoder. */
let codes: Map<string, readonly [number, number]> | null = null;
function gb(text: string): Uint8Array {
  if (codes === null) {
    codes = new Map();
    for (let a = 0xb0; a <= 0xf7; a++) for (let b = 0xa1; b <= 0xfe; b++) codes.set(new TextDecoder('gb18030').decode(new Uint8Array([a, b])), [a, b]);
  }
  const known = codes;
  return new Uint8Array([...text].flatMap((character) => known.get(character) ?? [character.charCodeAt(0)]));
}
const wide = (text: string): string => [...text].map((c) => (c >= '!' && c <= '~' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c === ' ' ? '\u3000' : c)).join('');

type Pick = <T>(from: readonly T[]) => T;
interface Made { readonly column: DirtyColumn; readonly goes?: DirtyColumn; readonly dirty: string; readonly expected: string | null }
interface Defect { readonly name: string; readonly weight: number; /** Null: this row is not one for it. */ make(cells: Cells, pick: Pick, number: (below: number) => number): Made | null }

const defect = (name: string, weight: number, make: Defect['make']): Defect => ({ name, weight, make });
const isHan = (cells: Cells): boolean => /\p{Script=Han}/u.test(cells.name);

export const DEFECTS: readonly Defect[] = Object.freeze([
  defect('phone with words', 10, (cells, pick) => ({ column: 'phone', dirty: `${cells.phone} ${pick(['(', '- ', ', ', ''])}${pick(ROLES)}`.replace(/\(([^)]*)$/, '($1)'), expected: cells.phone })),
  defect('phone with an extension and a name', 3, (cells, pick, number) => { const extension = String(100 + number(900)); return { column: 'phone', dirty: `${cells.phone} ext. ${extension} ${pick(['Ana', 'Mr Walker', '王经理'])}`, expected: `${cells.phone} ext ${extension}` }; }),
  defect('letters for digits', 3, (cells) => (cells.phone.includes('0') ? { column: 'phone', dirty: cells.phone.replace('0', 'O'), expected: cells.phone } : null)),
  defect('full-width phone', 4, (cells) => ({ column: 'phone', dirty: wide(cells.phone), expected: cells.phone })),
  defect('two phones', 3, (cells, _, number) => ({ column: 'phone', dirty: `${cells.phone} / ${cells.phone.slice(0, -4)}${1000 + number(9000)}`, expected: cells.phone })),
  defect('placeholder phone', 3, (_, pick) => ({ column: 'phone', dirty: pick(['n/a', 'xxx', '0000000', '无', 'none', '-', 'sin datos']), expected: null })),
  defect('email among the phones', 2, (cells) => ({ column: 'phone', goes: 'email', dirty: cells.email, expected: cells.email })),
  defect('mistyped provider', 7, (cells, pick) => { const provider = pick(MAILS); const local = cells.email.split('@')[0] as string; return { column: 'email', dirty: `${local}@${pick(TYPOS[provider] as string[])}`, expected: `${local}@${provider}` }; }),
  defect('email with blanks or marks', 7, (cells, pick) => ({ column: 'email', dirty: pick([cells.email.replace('@', ' @ '), `mailto:${cells.email}`, `<${cells.email}>`, cells.email.replace('@', '(at)'), `${cells.email};`, cells.email.replace(/\.(?=\w+$)/, ',')]), expected: cells.email })),
  defect('two emails', 2, (cells) => ({ column: 'email', dirty: `${cells.email}; office.${cells.email}`, expected: cells.email })),
  defect('placeholder email', 2, (_, pick) => ({ column: 'email', dirty: pick(['test@test.com', 'n/a', 'no tiene', 'xxx@xxx.com', '无']), expected: null })),
  defect('name in capitals', 8, (cells) => (isHan(cells) ? null : { column: 'name', dirty: cells.name.toUpperCase(), expected: cells.name })),
  defect('name without capitals', 3, (cells) => (isHan(cells) ? null : { column: 'name', dirty: cells.name.toLowerCase(), expected: cells.name })),
  defect('doubled blanks', 5, (cells) => (isHan(cells) ? null : { column: 'name', dirty: cells.name.replace(' ', '   '), expected: cells.name })),
  defect('invisible characters', 2, (cells) => ({ column: 'name', dirty: `${cells.name.slice(0, 2)}\u00ad\u200e${cells.name.slice(2)}`, expected: cells.name })),
  defect('HTML codes', 2, (cells, pick) => { const other = pick(FIRST); return isHan(cells) ? null : { column: 'name', dirty: `${other} &amp; ${cells.name}`, expected: `${other} & ${cells.name}` }; }),
  defect('UTF-8 read as Windows-1252', 4, (cells) => { const dirty = misread(cells.contact); return /[^\p{ASCII}]/u.test(cells.contact) && !/\p{Cc}/u.test(dirty) && dirty === dirty.trim() && !dirty.includes('\u00a0') && !dirty.includes('\u00ad') ? { column: 'contact', dirty, expected: cells.contact } : null; }),
  defect('GB 18030 read as Windows-1252', 3, (cells) => { const dirty = asLatin(gb(cells.name)); return isHan(cells) && !/[\p{Cc}\u00a0\u00ad]/u.test(dirty) ? { column: 'name', dirty, expected: cells.name } : null; }),
  defect('postcode without its zero', 7, (cells) => (cells.postcode.startsWith('0') ? { column: 'postcode', dirty: cells.postcode.slice(1), expected: cells.postcode } : null)),
  defect('postcode with its country', 2, (cells) => ({ column: 'postcode', dirty: `${COUNTRY_OF.get(cells.country) ?? ''}-${cells.postcode}`, expected: cells.postcode })),
  defect('mistyped city', 6, (cells, _, number) => (isHan(cells) ? null : { column: 'city', dirty: ((at) => cells.city.slice(0, at) + cells.city[at + 1] + cells.city[at] + cells.city.slice(at + 2))(2 + number(cells.city.length - 4)), expected: cells.city })),
  defect('city in other letters', 3, (cells, pick) => (isHan(cells) ? { column: 'city', dirty: `${cells.city}市`, expected: cells.city } : { column: 'city', dirty: pick([cells.city.toUpperCase(), cells.city.toLowerCase()]), expected: cells.city })),
  defect('country that no list has', 3, (cells, pick) => ({ column: 'country', dirty: pick(COUNTRIES[COUNTRY_OF.get(cells.country) ?? ''] as string[]), expected: COUNTRY_OF.get(cells.country) ?? '' })),
  defect('industry that no list has', 7, (cells, pick) => { const known = INDUSTRIES.find(([, label]) => label === cells.industry); return known ? { column: 'industry', dirty: pick(known[2]), expected: known[0] } : null; }),
  defect('date in words', 3, (cells, pick) => { const [year = '', month = '', day = ''] = cells.founded.split('-'); const name = new Intl.DateTimeFormat(pick(['en', 'es', 'de']), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, Number(month) - 1, 1)); return { column: 'founded', dirty: `${Number(day)} ${name} ${year}`, expected: cells.founded }; }),
  defect('date as a number', 2, (cells) => ({ column: 'founded', dirty: String(Math.round((Date.parse(cells.founded) - Date.UTC(1899, 11, 30)) / 86_400_000)), expected: cells.founded })),
  defect('date with two readings', 2, (cells) => { const [year = '', month = '', day = ''] = cells.founded.split('-'); return Number(day) > 12 || day === month ? null : { column: 'founded', dirty: `${Number(day)}/${Number(month)}/${year}`, expected: cells.founded }; }),
  defect('number with words', 2, (cells, pick) => ({ column: 'employees', dirty: pick([`约${cells.employees}人`, `${cells.employees} employees`, `approx. ${cells.employees}`]), expected: cells.employees })),
  defect('broken web address', 2, (cells, pick) => ({ column: 'website', dirty: cells.website.replace(/:\/\//, pick([';//', ':/', '//'])), expected: cells.website })),
]);
const COUNTRY_OF = new Map(PLACES.map(({ name, country }) => [name, country]));

export function dirtyRows(count: number, seed: number): DirtySet {
  const random = chance(seed);
  const number = (below: number): number => Math.floor(random() * below);
  const pick: Pick = (from) => from[number(from.length)] as (typeof from)[number];
  const total = DEFECTS.reduce((sum, { weight }) => sum + weight, 0);
  const draw = (): Defect => {
    let at = random() * total;
    return DEFECTS.find(({ weight }) => (at -= weight) < 0) ?? (DEFECTS[0] as Defect);
  };
  const lines = [COLUMNS.map((column) => HEADINGS[column] ?? column).join(',')];
  const cells: DirtyCell[] = [];
  for (let n = 0; n < count; n++) {
    const id = `D${String(n + 1).padStart(6, '0')}`;
    const clean = cleanRow(id, n, pick, number);
    let made: Made | null = null;
    let name = '';
    while (made === null) {
      const drawn = draw();
      made = drawn.make(clean, pick, number);
      name = drawn.name;
    }
    cells.push({ row: id, column: made.column, goes: made.goes ?? made.column, defect: name, dirty: made.dirty, expected: made.expected });
    const row = { ...clean, [made.column]: made.dirty };
    lines.push(COLUMNS.map((column) => (/[",\r\n]/.test(row[column]) ? `"${row[column].replaceAll('"', '""')}"` : row[column])).join(','));
  }
  return { csv: `${lines.join('\r\n')}\r\n`, cells, rows: count };
}

function cleanRow(id: string, n: number, pick: Pick, number: (below: number) => number): Cells {
  const place = pick(PLACES);
  const local = `info${n + 1}`;
  const name = place.han ? `${place.city}${pick(HAN_FIRST)}${pick(HAN_SECOND)}有限公司` : `${pick(FIRST)} ${pick(SECOND)} ${FORMS[place.country] ?? ''}`;
  return {
    id, name, contact: place.han ? pick(HAN_PEOPLE) : pick(PEOPLE), phone: `${place.dial} ${String(2 + number(7))}${String(number(1e6)).padStart(6, '3')}`, email: `${local}@${pick(OWN_DOMAINS)}`, website: `${pick(['https', 'https', 'http'])}://www.${local}.example`,
    street: place.han ? `天河路${1 + number(300)}号` : `Main Street ${1 + number(300)}`, city: place.city, postcode: pick(place.postcodes), country: place.name, industry: pick(INDUSTRIES)[1],
    founded: `${1960 + number(60)}-${String(1 + number(12)).padStart(2, '0')}-${String(1 + number(28)).padStart(2, '0')}`, employees: String(5 + number(900)),
  };
}
