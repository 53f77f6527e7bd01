/**
 * Customers with known answers: who is the same as whom. Everything is made up from the stocks below by a seed; `docs/duplicates.md` tells the rules.
 *
 * Two rule books. `known` is what the weights were set by. `held` was written apart from it and never used for setting anything: other stocks of names, other
 * ways to spoil a record, other people who only look the same. Figures of both are printed beside each other.
 */
import type { RawAddress, RawFacts } from '../../model/duplicates/facts.ts';

export type Rules = 'known' | 'held';
export interface Made { readonly id: string; readonly facts: RawFacts; /** What it was made as: `base`, the spoiling rules, or who only looks the same. */ readonly by: string }
export interface DuplicateSet { readonly records: readonly Made[]; /** Ids of both, the smaller first, apart by a blank. */ readonly same: ReadonlySet<string>; /** What each true pair was spoiled by. */ readonly rules: ReadonlyMap<string, string> }

interface Draft { person: boolean; names: string[]; phones: string[]; emails: string[]; sites: string[]; codes: { type: string; value: string }[]; addresses: RawAddress[]; born: string | null; papers: { type: string; value: string }[] }

export function chance(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (most: number): number => Math.floor(next() * most);
  const of = <T>(list: readonly T[]): T => list[int(list.length)] as T;
  return { next, int, of, is: (share: number): boolean => next() < share, digits: (count: number): string => Array.from({ length: count }, () => int(10)).join('') };
}
type Chance = ReturnType<typeof chance>;

interface Stock {
  readonly surnames: readonly string[]; readonly given: readonly string[];
  /** The same people spelt in letters are made by `pinyin` of the caller: kept as pairs here, so that the test rests on no library under test. */
  readonly latinSurnames: readonly string[]; readonly latinGiven: readonly string[];
  readonly places: readonly (readonly [han: string, latin: string, region: string, postcode: string, area: string])[];
  readonly brands: readonly (readonly [han: string, latin: string])[];
  readonly trades: readonly string[]; readonly forms: readonly string[];
  readonly latinBrands: readonly string[]; readonly latinTrades: readonly string[]; readonly latinForms: readonly (readonly string[])[];
  readonly latinPlaces: readonly (readonly [city: string, postcode: string, country: string, dial: string])[];
  readonly streets: readonly string[]; readonly latinStreets: readonly (readonly [full: string, short: string])[];
}

const KNOWN: Stock = {
  surnames: [['王', 'Wang'], ['李', 'Li'], ['张', 'Zhang'], ['刘', 'Liu'], ['陈', 'Chen'], ['杨', 'Yang'], ['黄', 'Huang'], ['赵', 'Zhao'], ['吴', 'Wu'], ['周', 'Zhou'], ['林', 'Lin'], ['郑', 'Zheng']].map((each) => each.join('|')),
  given: [['伟', 'Wei'], ['芳', 'Fang'], ['娜', 'Na'], ['秀英', 'Xiuying'], ['敏', 'Min'], ['静', 'Jing'], ['丽', 'Li'], ['强', 'Qiang'], ['磊', 'Lei'], ['军', 'Jun'], ['洋', 'Yang'], ['勇', 'Yong'], ['艳', 'Yan'], ['杰', 'Jie'], ['娟', 'Juan'], ['涛', 'Tao'], ['明', 'Ming'], ['超', 'Chao'], ['晓明', 'Xiaoming'], ['建国', 'Jianguo'], ['志强', 'Zhiqiang'], ['雨欣', 'Yuxin'], ['子轩', 'Zixuan'], ['梦琪', 'Mengqi']].map((each) => each.join('|')),
  latinSurnames: ['García', 'Fernández', 'González', 'López', 'Martínez', 'Müller', 'Schmidt', 'Schneider', 'Fischer', 'Smith', 'Johnson', 'Williams', 'Brown', 'Núñez', 'Böhm', 'Weiß', 'Hernández', 'Taylor', 'Wagner', 'Díaz'],
  latinGiven: ['María', 'José', 'Antonio', 'Carmen', 'Ana', 'Francisco', 'Hans', 'Petra', 'Jürgen', 'Sabine', 'John', 'Mary', 'Robert', 'Linda', 'Lucía', 'Javier', 'Elena', 'Klaus', 'Susan', 'Michael', 'Patricia', 'Andrés'],
  places: [['广州', 'Guangzhou', '广东', '510000', '20'], ['深圳', 'Shenzhen', '广东', '518000', '755'], ['上海', 'Shanghai', '上海', '200000', '21'], ['北京', 'Beijing', '北京', '100000', '10'], ['杭州', 'Hangzhou', '浙江', '310000', '571'], ['成都', 'Chengdu', '四川', '610000', '28']],
  brands: [['天河', 'Tianhe'], ['华星', 'Huaxing'], ['永达', 'Yongda'], ['金源', 'Jinyuan'], ['东方', 'Dongfang'], ['宏远', 'Hongyuan'], ['长城', 'Changcheng'], ['新世纪', 'Xinshiji'], ['海天', 'Haitian'], ['嘉禾', 'Jiahe'], ['瑞丰', 'Ruifeng'], ['百川', 'Baichuan'], ['恒通', 'Hengtong'], ['龙腾', 'Longteng'], ['中联', 'Zhonglian'], ['凯旋', 'Kaixuan']],
  trades: ['电子', '贸易', '机械', '食品', '科技', '物流', '服装', '建材'],
  forms: ['有限公司', '有限责任公司', '股份有限公司'],
  latinBrands: ['Alfreds', 'Berglund', 'Bólido', 'Chop', 'Ernst Handel', 'Folk', 'Galería', 'Königlich', 'Magazzini', 'Ottilies', 'Piccolo', 'Quick', 'Rancho', 'Suprêmes', 'Toms', 'Vaffel', 'Wartian', 'Zaanse', 'Northgate', 'Silverline', 'Bluewater', 'Kestrel', 'Montalbán', 'Oakridge', 'Péninsula', 'Solana'],
  latinTrades: ['Trading', 'Foods', 'Systems', 'Consulting', 'Comercial', 'Technik', 'Logistics', 'Import Export', ''],
  latinForms: [['GmbH', 'G.m.b.H.', 'Gesellschaft mit beschränkter Haftung'], ['Ltd', 'Ltd.', 'Limited', 'Co., Ltd.'], ['S.L.', 'SL', 'Sociedad Limitada', 'S.L.U.'], ['S.A.', 'SA', 'Sociedad Anónima'], ['Inc.', 'Inc', 'Incorporated'], ['AG', 'Aktiengesellschaft']],
  latinPlaces: [['Madrid', '28001', 'ES', '34'], ['Barcelona', '08002', 'ES', '34'], ['Berlin', '10115', 'DE', '49'], ['Hamburg', '20095', 'DE', '49'], ['London', 'SW1A1AA', 'GB', '44'], ['Leeds', 'LS11AA', 'GB', '44']],
  streets: ['中山大道', '天河路', '人民路', '解放北路', '建设路', '南京西路', '长安街', '科技园路', '体育东路', '和平路'],
  latinStreets: [['Calle de Alcalá', 'C/ Alcalá'], ['Avenida de América', 'Avda. América'], ['Hauptstraße', 'Hauptstr.'], ['Bahnhofstraße', 'Bahnhofstr.'], ['High Street', 'High St'], ['Station Road', 'Station Rd.'], ['Paseo del Prado', 'Paseo Prado'], ['Lindenallee', 'Lindenallee']],
};

const HELD: Stock = {
  surnames: [['陳', 'Chen'], ['林', 'Lin'], ['蔡', 'Cai'], ['許', 'Xu'], ['鄭', 'Zheng'], ['謝', 'Xie'], ['郭', 'Guo'], ['徐', 'Xu'], ['孫', 'Sun'], ['馬', 'Ma'], ['胡', 'Hu'], ['歐陽', 'Ouyang'], ['羅', 'Luo'], ['梁', 'Liang']].map((each) => each.join('|')),
  given: [['淑芬', 'Shufen'], ['志明', 'Zhiming'], ['俊傑', 'Junjie'], ['雅婷', 'Yating'], ['家豪', 'Jiahao'], ['怡君', 'Yijun'], ['冠宇', 'Guanyu'], ['詩涵', 'Shihan'], ['承恩', 'Chengen'], ['宗翰', 'Zonghan'], ['麗華', 'Lihua'], ['國強', 'Guoqiang'], ['靜怡', 'Jingyi'], ['文彬', 'Wenbin'], ['美玲', 'Meiling'], ['建宏', 'Jianhong'], ['鈺', 'Yu'], ['翔', 'Xiang'], ['凱', 'Kai'], ['瑩', 'Ying']].map((each) => each.join('|')),
  latinSurnames: ['Álvarez', 'Castaño', 'Domínguez', 'Ibáñez', 'Quiroga', 'Restrepo', 'Zúñiga', 'O’Connor', 'McKenzie', 'van Dijk', 'Schröder', 'Krüger', 'Großmann', 'Lehmann', 'Dupont', 'Novák', 'Anderson', 'Clarke', 'Fitzgerald', 'Rodríguez'],
  latinGiven: ['Guadalupe', 'Ignacio', 'Ximena', 'Joaquín', 'Begoña', 'Álvaro', 'Wolfgang', 'Ursula', 'Günther', 'Heike', 'Siobhán', 'Declan', 'Margaret', 'Stephen', 'Catherine', 'Matthew', 'Rosario', 'Emilio', 'Thorsten', 'Beatriz'],
  places: [['台北', 'Taibei', '台北', '10617', '2'], ['高雄', 'Gaoxiong', '高雄', '80245', '7'], ['苏州', 'Suzhou', '江苏', '215000', '512'], ['厦门', 'Xiamen', '福建', '361000', '592'], ['武汉', 'Wuhan', '湖北', '430000', '27'], ['西安', 'Xian', '陕西', '710000', '29']],
  brands: [['鼎新', 'Dingxin'], ['聯發', 'Lianfa'], ['統一', 'Tongyi'], ['遠東', 'Yuandong'], ['大潤', 'Darun'], ['寶島', 'Baodao'], ['佳世達', 'Jiashida'], ['光寶', 'Guangbao'], ['三陽', 'Sanyang'], ['永豐', 'Yongfeng'], ['明基', 'Mingji'], ['群創', 'Qunchuang'], ['振華', 'Zhenhua'], ['萬達', 'Wanda'], ['銀河', 'Yinhe']],
  trades: ['實業', '國際', '紡織', '生技', '工程', '餐飲', '醫療器材', '化工', '玩具'],
  forms: ['有限公司', '股份有限公司', '有限责任公司'],
  latinBrands: ['Aurora', 'Benítez Hermanos', 'Cormorant', 'Drosselmeyer', 'Esmeralda', 'Fjord', 'Gutenberg', 'Hacienda', 'Ironbridge', 'Jacaranda', 'Kaltenbach', 'Lighthouse', 'Marbella', 'Nordwind', 'Orquídea', 'Pemberton', 'Quetzal', 'Riverside', 'Sturmvogel', 'Thistledown', 'Ultramar', 'Vizcaya', 'Whitechapel', 'Zurbarán'],
  latinTrades: ['Industrial', 'Distribuciones', 'Maschinenbau', 'Pharma', 'Textiles', 'Engineering', 'Papelería', 'Spirits', ''],
  latinForms: [['GmbH & Co. KG', 'GmbH & Co KG', 'GmbH und Co. KG'], ['PLC', 'plc', 'P.L.C.'], ['S.A. de C.V.', 'SA de CV', 'S.A.'], ['LLC', 'L.L.C.', ''], ['S. Coop.', 'Sociedad Cooperativa', 'S.Coop.'], ['B.V.', 'BV', ''], ['Corp.', 'Corporation', 'Corp']],
  latinPlaces: [['Sevilla', '41001', 'ES', '34'], ['Bilbao', '48001', 'ES', '34'], ['München', '80331', 'DE', '49'], ['Köln', '50667', 'DE', '49'], ['Dublin', 'D02X285', 'IE', '353'], ['Boston', '02108', 'US', '1']],
  streets: ['忠孝東路四段', '中正路', '觀前街', '鷺江道', '解放大道', '雁塔路', '民生路', '工业园区星湖街', '光復南路', '珞喻路'],
  latinStreets: [['Plaza Nueva', 'Pza. Nueva'], ['Gran Vía de Don Diego', 'Gran Vía Don Diego'], ['Leopoldstraße', 'Leopoldstrasse'], ['Rheinuferstraße', 'Rheinufer Str.'], ['Beacon Street', 'Beacon St.'], ['Grafton Street', 'Grafton Str'], ['Calle Sierpes', 'Sierpes'], ['Am Marktplatz', 'Am Markt Platz']],
};

/** Characters of both scripts, for a record typed in the other one. */
const TRADITIONAL: Readonly<Record<string, string>> = { 张: '張', 刘: '劉', 陈: '陳', 杨: '楊', 黄: '黃', 赵: '趙', 吴: '吳', 郑: '鄭', 伟: '偉', 丽: '麗', 强: '強', 军: '軍', 艳: '艷', 涛: '濤', 晓: '曉', 国: '國', 华: '華', 达: '達', 东: '東', 远: '遠', 长: '長', 纪: '紀', 丰: '豐', 龙: '龍', 腾: '騰', 联: '聯', 凯: '凱', 电: '電', 贸: '貿', 机: '機', 物: '物', 装: '裝', 限: '限', 责: '責', 广: '廣', 静: '靜', 杰: '傑', 梦: '夢', 轩: '軒', 恒: '恆', 汇: '匯' };
const SIMPLIFIED: Readonly<Record<string, string>> = { ...Object.fromEntries(Object.entries(TRADITIONAL).map(([one, other]) => [other, one])), 許: '许', 謝: '谢', 孫: '孙', 馬: '马', 歐: '欧', 陽: '阳', 羅: '罗', 俊: '俊', 傑: '杰', 豪: '豪', 詩: '诗', 國: '国', 靜: '静', 鈺: '钰', 瑩: '莹', 發: '发', 統: '统', 遠: '远', 潤: '润', 寶: '宝', 島: '岛', 達: '达', 群: '群', 創: '创', 振: '振', 萬: '万', 銀: '银', 實: '实', 業: '业', 際: '际', 紡: '纺', 織: '织', 餐: '餐', 飲: '饮', 醫: '医', 療: '疗', 觀: '观', 鷺: '鹭', 復: '复', 貿: '贸', 蔡: '蔡', 凱: '凯', 麗: '丽', 華: '华', 豐: '丰', 聯: '联' };
const swapScript = (text: string, table: Readonly<Record<string, string>>): string => [...text].map((char) => table[char] ?? char).join('');
const wide = (text: string): string => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const plain = (text: string): string => text.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/ß/g, 'ss');
const mail = (text: string): string => plain(text).toLowerCase().replace(/[^a-z0-9]+/g, '');

function typo(text: string, luck: Chance): string {
  const letters = [...text];
  const spots = letters.flatMap((char, i) => (/[a-záéíóúñüöä]/i.test(char) && i > 0 ? [i] : []));
  if (spots.length < 4) return text;
  const at = luck.of(spots);
  switch (luck.int(4)) {
    case 0: letters.splice(at, 1); break;
    case 1: letters.splice(at, 0, letters[at] as string); break;
    case 2: if (at + 1 < letters.length && /\p{L}/u.test(letters[at + 1] as string)) [letters[at], letters[at + 1]] = [letters[at + 1] as string, letters[at] as string]; else letters.splice(at, 1); break;
    default: letters[at] = luck.of([...'aeiorstln']);
  }
  return letters.join('');
}

const WEIGHTS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const uscc = (luck: Chance): string => `9${luck.int(4) + 1}${luck.digits(6)}${Array.from({ length: 10 }, () => luck.of([...WEIGHTS])).join('')}`;

interface Entity extends Draft { readonly latin: readonly string[]; readonly shape: 'hanPerson' | 'latinPerson' | 'hanCompany' | 'latinCompany'; readonly forms: readonly string[]; readonly bare: string; readonly place: readonly string[]; readonly area: string }

const hanAddress = (stock: Stock, place: Stock['places'][number], luck: Chance): RawAddress => ({ text: `${luck.of(stock.streets)}${luck.int(900) + 1}号${luck.int(30) + 1}楼${luck.digits(1)}0${luck.digits(1)}室`, city: place[0], region: place[2], postcode: `${place[3].slice(0, 3)}${luck.digits(3)}`, country: place[3].length === 5 ? 'TW' : 'CN' });
const latinAddress = (stock: Stock, place: Stock['latinPlaces'][number], luck: Chance): RawAddress => ({ text: `${luck.of(stock.latinStreets)[0]} ${luck.int(190) + 1}`, city: place[0], region: '', postcode: `${place[1].slice(0, 3)}${luck.digits(place[1].length - 3)}`, country: place[2] });
const mobile = (country: string, luck: Chance): string => (country === 'CN' ? `+86 1${luck.of(['38', '39', '50', '86', '77'])}${luck.digits(8)}` : country === 'TW' ? `+886 9${luck.digits(8)}` : country === 'ES' ? `+34 6${luck.digits(8)}` : country === 'DE' ? `+49 17${luck.digits(9)}` : country === 'GB' ? `+44 77${luck.digits(8)}` : country === 'IE' ? `+353 87${luck.digits(7)}` : `+1 617${luck.int(8) + 2}${luck.digits(6)}`);
const landline = (country: string, area: string, luck: Chance): string => (country === 'CN' ? `+86 ${area} ${luck.int(7) + 2}${luck.digits(7)}` : country === 'TW' ? `+886 ${area} 2${luck.digits(7)}` : country === 'ES' ? `+34 9${luck.int(8) + 1}${luck.digits(7)}` : country === 'DE' ? `+49 30 ${luck.int(8) + 2}${luck.digits(7)}` : country === 'GB' ? `+44 20 7${luck.digits(7)}` : country === 'IE' ? `+353 1 ${luck.int(8) + 2}${luck.digits(6)}` : `+1 617 ${luck.int(8) + 2}${luck.digits(6)}`);
const birth = (luck: Chance): string => `${1940 + luck.int(66)}-${String(luck.int(12) + 1).padStart(2, '0')}-${String(luck.int(28) + 1).padStart(2, '0')}`;

function entity(stock: Stock, luck: Chance): Entity {
  const shape = luck.of(['hanPerson', 'hanPerson', 'latinPerson', 'latinPerson', 'hanCompany', 'hanCompany', 'hanCompany', 'latinCompany', 'latinCompany'] as const);
  const base = { codes: [], papers: [], sites: [], emails: [], born: null as string | null, forms: [] as readonly string[], area: '' };
  const some = <T>(share: number, make: () => T): T[] => (luck.is(share) ? [make()] : []);
  switch (shape) {
    case 'hanPerson': {
      const [surname = '', latinSurname = ''] = luck.of(stock.surnames).split('|');
      const [given = '', latinGiven = ''] = luck.of(stock.given).split('|');
      const place = luck.of(stock.places);
      const address = hanAddress(stock, place, luck);
      return { ...base, shape, person: true, names: [surname + given], latin: [latinGiven, latinSurname], bare: surname + given, place, area: place[4], addresses: luck.is(0.75) ? [address] : [], phones: [mobile(address.country, luck), ...some(0.3, () => landline(address.country, place[4], luck))], emails: some(0.5, () => `${mail(latinSurname)}${mail(latinGiven)}${luck.digits(3)}@${luck.of(['qq.com', '163.com', 'gmail.com'])}`), born: luck.is(0.5) ? birth(luck) : null };
    }
    case 'latinPerson': {
      const place = luck.of(stock.latinPlaces);
      const address = latinAddress(stock, place, luck);
      const given = [luck.of(stock.latinGiven), ...some(0.25, () => luck.of(stock.latinGiven))];
      const family = [luck.of(stock.latinSurnames), ...(address.country === 'ES' ? [luck.of(stock.latinSurnames)] : [])];
      return { ...base, shape, person: true, names: [[...given, ...family].join(' ')], latin: [given.join(' '), family.join(' ')], bare: family.join(' '), place, area: '', addresses: luck.is(0.75) ? [address] : [], phones: [mobile(address.country, luck), ...some(0.3, () => landline(address.country, '', luck))], emails: some(0.55, () => `${mail(given[0] as string)}.${mail(family[0] as string)}${luck.digits(2)}@${luck.of(['gmail.com', 'hotmail.com', 'yahoo.es', 'gmx.de'])}`), born: luck.is(0.5) ? birth(luck) : null };
    }
    case 'hanCompany': {
      const place = luck.of(stock.places);
      const [brand, latinBrand] = luck.of(stock.brands);
      const second = luck.of(stock.brands);
      const [name, latin] = luck.is(0.75) ? [brand + second[0].slice(0, 1), latinBrand + second[1].slice(0, 3).toLowerCase()] : [brand, latinBrand];
      const trade = luck.of(stock.trades);
      const address = hanAddress(stock, place, luck);
      const domain = `${mail(latin)}${luck.digits(2)}.com`;
      return { ...base, shape, person: false, names: [`${place[0]}${name}${trade}${luck.of(stock.forms)}`], latin: [place[1], latin], bare: `${place[0]}${name}${trade}`, forms: stock.forms, place, area: place[4], addresses: luck.is(0.85) ? [address] : [], phones: [landline(address.country, place[4], luck), ...some(0.3, () => mobile(address.country, luck))], emails: some(0.5, () => `${luck.of(['info', 'sales', 'contact'])}@${domain}`), sites: some(0.4, () => `http://www.${domain}`), codes: some(0.55, () => ({ type: 'uscc', value: uscc(luck) })) };
    }
    case 'latinCompany': {
      const place = luck.of(stock.latinPlaces);
      const brand = `${luck.of(stock.latinBrands)}${luck.is(0.6) ? ` ${luck.of(stock.latinSurnames)}` : ''}`;
      const bare = `${brand} ${luck.of(stock.latinTrades)}`.trim();
      const forms = luck.of(stock.latinForms);
      const address = latinAddress(stock, place, luck);
      const domain = `${mail(brand)}${luck.digits(1)}.${address.country === 'GB' ? 'co.uk' : address.country.toLowerCase()}`;
      return { ...base, shape, person: false, names: [`${bare} ${forms[0]}`.trim()], latin: [bare], bare, forms, place, area: '', addresses: luck.is(0.85) ? [address] : [], phones: [landline(address.country, '', luck), ...some(0.2, () => mobile(address.country, luck))], emails: some(0.5, () => `${luck.of(['info', 'office', 'ventas'])}@${domain}`), sites: some(0.4, () => `www.${domain}`), codes: some(0.5, () => ({ type: 'tax', value: `${address.country === 'ES' ? 'B' : ''}${luck.digits(address.country === 'ES' ? 8 : 9)}` })) };
    }
  }
}

/** One person's record of a customer that a colleague has already: which rules spoiled it. */
type Spoil = (draft: Draft, from: Entity, luck: Chance, stock: Stock) => string | null;
const isHan = ({ shape }: Entity): boolean => shape === 'hanPerson' || shape === 'hanCompany';
const rename = (draft: Draft, change: (name: string) => string): void => { draft.names = draft.names.map(change); };
const has = (draft: Draft): number => draft.phones.length + draft.emails.length + draft.codes.length + draft.addresses.length;

const KNOWN_RULES: readonly Spoil[] = [
  (draft, from, luck) => (isHan(from) ? null : (rename(draft, (name) => typo(name, luck)), 'typo')),
  (draft, from) => (isHan(from) ? (rename(draft, (name) => swapScript(name, TRADITIONAL)), 'script') : null),
  (draft, from) => (isHan(from) ? null : (rename(draft, plain), 'accents')),
  (draft) => (rename(draft, (name) => wide(name.toUpperCase())), 'width'),
  (draft, from, luck) => (from.person || from.forms.length === 0 ? null : (draft.names = [isHan(from) ? from.bare + luck.of([...from.forms, '']) : `${from.bare} ${luck.of([...from.forms, ''])}`.trim()], 'suffix')),
  (draft, from) => (from.person && from.latin.length === 2 && from.shape === 'latinPerson' ? (draft.names = [`${from.latin[1]}, ${from.latin[0]}`], 'order') : null),
  (draft, from, luck) => (from.shape === 'hanPerson' ? (draft.names = [luck.is(0.5) ? from.latin.join(' ') : [...from.latin].reverse().join(' ')], 'pinyin') : null),
  (draft, from, luck) => (draft.phones.length > 0 && (draft.emails.length > 0 || draft.addresses.length > 0) ? (draft.phones = [mobile(draft.addresses[0]?.country ?? 'CN', luck)], 'moved-phone') : null),
  (draft, from) => (draft.phones.length > 0 ? (draft.phones = draft.phones.map((phone) => phone.replace(/^\+\d+ /, from.shape === 'latinPerson' || from.shape === 'latinCompany' ? '' : '0').replace(/\s/g, '').replace(/^0(1\d{10})$/, '$1').replace(/^(\d{3,4})(\d{4})$/, '$1-$2')), 'no-country') : null),
  (draft, from, luck, stock) => (!isHan(from) && draft.addresses.length > 0 ? (draft.addresses = draft.addresses.map((address) => ({ ...address, text: stock.latinStreets.reduce((text, [full, short]) => text.replace(full, short), address.text) })), 'street') : null),
  (draft, from) => (isHan(from) && draft.addresses.length > 0 ? (draft.addresses = draft.addresses.map((address) => ({ ...address, text: `${address.city}市${address.text.replace(/(\d+)楼(\d+)室/, '$1层$2')}` })), 'street') : null),
];

/** Written apart: what people do that the first book does not say. */
const HELD_RULES: readonly Spoil[] = [
  (draft, from, luck) => (isHan(from) ? null : (rename(draft, (name) => typo(name, luck)), 'typo')),
  (draft, from) => (isHan(from) ? (rename(draft, (name) => swapScript(name, SIMPLIFIED)), 'script') : null),
  // umlauts as two letters
  (draft, from) => (isHan(from) || !/[äöüß]/i.test(draft.names.join()) ? null : (rename(draft, (name) => name.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/Ü/g, 'Ue').replace(/ß/g, 'ss')), 'umlaut')),
  // blanks and hyphens elsewhere
  (draft, from) => (isHan(from) ? (rename(draft, (name) => name.replace(/(有限|股份)/, ' $1')), 'blanks') : (rename(draft, (name) => name.replace(' ', '-').toUpperCase()), 'hyphen')),
  (draft, from) => (from.shape === 'latinPerson' && / /.test(from.latin[0] as string) ? (draft.names = [`${(from.latin[0] as string).split(' ')[0]} ${from.latin[1]}`], 'second-name-left-out') : null),
  (draft, from) => (from.shape === 'latinPerson' && / /.test(from.latin[1] as string) ? (draft.names = [`${from.latin[0]} ${(from.latin[1] as string).split(' ')[0]}`], 'second-surname-left-out') : null),
  (draft, from, luck) => (from.person ? (rename(draft, (name) => (isHan(from) ? name + luck.of(['先生', '女士', '老师']) : `${luck.of(['Mr.', 'Sra.', 'Dr.', 'Herr'])} ${name}`)), 'title') : null),
  (draft, from) => (from.shape === 'hanPerson' ? (draft.names = [`${from.latin[1]?.toUpperCase()} ${from.latin[0]}`], 'passport-spelling') : null),
  (draft, from, luck) => (from.person || from.forms.length === 0 ? null : (draft.names = [isHan(from) ? from.bare.replace(/^(.{2})/, '$1市') + luck.of(from.forms) : `${from.bare.toUpperCase()}, ${luck.of(from.forms)}`], 'suffix')),
  // two digits changed places
  (draft, _from, luck) => (draft.phones.length > 0 && has(draft) > 1 ? (draft.phones = draft.phones.map((phone) => { const at = phone.length - 2 - luck.int(3); return phone.slice(0, at) + phone[at + 1] + phone[at] + phone.slice(at + 2); }), 'phone-turned') : null),
  (draft) => (draft.phones.length > 0 ? (draft.phones = draft.phones.map((phone) => `00${phone.slice(1).replace(/ /g, '-')} ext. 12`), 'extension') : null),
  (draft) => (draft.phones.length > 1 ? (draft.phones = draft.phones.slice(1), 'other-phone') : draft.emails.length > 0 && draft.phones.length > 0 ? (draft.phones = [], 'no-phone') : null),
  (draft, from, luck, stock) => (draft.addresses.length > 0 && (draft.emails.length > 0 || draft.phones.length > 0) ? (draft.addresses = [isHan(from) ? hanAddress(stock, from.place as unknown as Stock['places'][number], luck) : latinAddress(stock, from.place as unknown as Stock['latinPlaces'][number], luck)], 'moved-house') : null),
  (draft, from, _luck, stock) => (!isHan(from) && draft.addresses.length > 0 ? (draft.addresses = draft.addresses.map((address) => ({ ...address, text: stock.latinStreets.reduce((text, [full, short]) => text.replace(full, short), address.text).toUpperCase() })), 'street') : null),
  (draft) => (draft.codes.length > 0 ? (draft.codes = draft.codes.map(({ type, value }) => ({ type, value: value.replace(/^(.{4})(.{3})/, '$1 $2-').toLowerCase() })), 'code-blanks') : null),
  (draft) => (draft.emails.length > 0 ? (draft.emails = draft.emails.map((email) => email.toUpperCase()), 'email-case') : null),
];

/** Who only looks the same. */
type Decoy = (from: Entity, luck: Chance, stock: Stock) => readonly { readonly draft: Draft; readonly by: string }[];
const copy = ({ person, names, phones, emails, sites, codes, addresses, born, papers }: Draft): Draft => ({ person, names: [...names], phones: [...phones], emails: [...emails], sites: [...sites], codes: codes.map((code) => ({ ...code })), addresses: addresses.map((address) => ({ ...address })), born, papers: [...papers] });

function family(from: Entity, luck: Chance, stock: Stock): readonly { readonly draft: Draft; readonly by: string }[] {
  if (!from.person || from.addresses.length === 0) return [];
  const names = new Set(from.names);
  return Array.from({ length: 1 + luck.int(3) }, () => {
    const han = from.shape === 'hanPerson';
    let name = '';
    // nobody calls two children the same
    do name = han ? `${/^歐陽/.test(from.names[0] as string) ? '歐陽' : (from.names[0] as string)[0]}${luck.of(stock.given).split('|')[0]}` : `${luck.of(stock.latinGiven)} ${from.latin[1]}`; while (names.has(name) || (from.names[0] as string).startsWith(name.split(' ')[0] as string));
    names.add(name);
    const shared = from.phones.length > 1 ? from.phones.slice(1) : from.phones;
    return { draft: { ...copy(from), names: [name], phones: [...shared, ...(luck.is(0.5) ? [mobile(from.addresses[0]?.country ?? 'CN', luck)] : [])], emails: luck.is(0.15) ? from.emails : [], born: from.born === null ? null : birth(luck) }, by: 'family' };
  });
}

const KNOWN_DECOYS: readonly Decoy[] = [
  family,
  (from, luck, stock) => (from.person ? [] : Array.from({ length: 1 + luck.int(3) }, (_, i) => {
    const han = from.shape === 'hanCompany';
    const place = stock.places[(stock.places.findIndex((each) => each[0] === from.place[0]) + 1 + i) % stock.places.length] as Stock['places'][number];
    const west = stock.latinPlaces[(stock.latinPlaces.findIndex((each) => each[0] === from.place[0]) + 1 + i) % stock.latinPlaces.length] as Stock['latinPlaces'][number];
    const address = han ? hanAddress(stock, place, luck) : latinAddress(stock, west, luck);
    return { draft: { ...copy(from), names: [han ? `${from.bare}有限公司${place[0]}分公司` : `${from.bare} ${from.forms[0]} ${luck.of([`${west[0]} Branch`, `Sucursal ${west[0]}`, `Niederlassung ${west[0]}`])}`], phones: [landline(address.country, han ? place[4] : '', luck)], addresses: [address], codes: luck.is(0.4) ? from.codes : [], emails: luck.is(0.3) ? from.emails : [] }, by: 'branch' };
  })),
  (from, luck, stock) => {
    if (!from.person) return [];
    const other = entity(stock, luck);
    const han = from.shape === 'hanPerson';
    const address = han ? hanAddress(stock, luck.of(stock.places), luck) : latinAddress(stock, luck.of(stock.latinPlaces), luck);
    void other;
    return [{ draft: { ...copy(from), phones: [mobile(address.country, luck)], emails: luck.is(0.5) ? [`${mail(from.latin.join(''))}${luck.digits(4)}@${luck.of(['qq.com', 'gmail.com'])}`] : [], addresses: [address], born: luck.is(0.6) ? birth(luck) : null }, by: 'namesake' }];
  },
];
const HELD_DECOYS: readonly Decoy[] = [
  family,
  // sister companies: one brand, another trade, one building
  (from, luck, stock) => {
    if (from.person || from.shape !== 'hanCompany') return [];
    const trade = luck.of(stock.trades.filter((each) => !from.bare.endsWith(each)));
    const own = stock.trades.find((each) => from.bare.endsWith(each)) ?? '';
    return [{ draft: { ...copy(from), names: [`${from.bare.slice(0, from.bare.length - own.length)}${trade}有限公司`], codes: [{ type: 'uscc', value: uscc(luck) }], phones: [landline(from.addresses[0]?.country ?? 'CN', from.area, luck)] }, by: 'sister' }];
  },
  // shops of a chain: the name and the street
  (from, luck, stock) => (from.person ? [] : Array.from({ length: 1 + luck.int(2) }, () => {
    const han = from.shape === 'hanCompany';
    const address = han ? hanAddress(stock, luck.of(stock.places), luck) : latinAddress(stock, luck.of(stock.latinPlaces), luck);
    return { draft: { ...copy(from), names: [han ? `${from.bare}有限公司${address.text.slice(0, 2)}门市部` : `${from.bare} ${from.forms[0]} - Delegación ${address.city}`], phones: [landline(address.country, from.area, luck)], addresses: [address], codes: luck.is(0.3) ? from.codes : [] }, by: 'shop' };
  })),
  // the same name in another city, another company
  (from, luck, stock) => {
    if (from.person || from.codes.length === 0) return [];
    const han = from.shape === 'hanCompany';
    const address = han ? hanAddress(stock, luck.of(stock.places.filter((each) => each[0] !== from.place[0])), luck) : latinAddress(stock, luck.of(stock.latinPlaces.filter((each) => each[0] !== from.place[0])), luck);
    return [{ draft: { ...copy(from), phones: [landline(address.country, from.area, luck)], emails: [], sites: [], addresses: [address], codes: from.codes.map(({ type }) => ({ type, value: type === 'uscc' ? uscc(luck) : `C${luck.digits(8)}` })) }, by: 'same-name' }];
  },
  // father and son: one name, one house, years apart
  (from, luck) => (from.person && from.born !== null && from.addresses.length > 0 ? [{ draft: { ...copy(from), phones: [mobile(from.addresses[0]?.country ?? 'CN', luck)], emails: [], born: `${Number(from.born.slice(0, 4)) - 24 - luck.int(10)}${birth(luck).slice(4)}` }, by: 'father' }] : []),
  (from, luck, stock) => {
    if (!from.person) return [];
    const han = from.shape === 'hanPerson';
    const address = han ? hanAddress(stock, luck.of(stock.places), luck) : latinAddress(stock, luck.of(stock.latinPlaces), luck);
    return [{ draft: { ...copy(from), phones: [mobile(address.country, luck)], emails: [], addresses: luck.is(0.8) ? [address] : [], born: luck.is(0.6) ? birth(luck) : null }, by: 'namesake' }];
  },
];

/** `customers` come with about a quarter as many duplicates and half as many who only look the same. */
export function duplicateSet({ rules, seed, customers }: { readonly rules: Rules; readonly seed: number; readonly customers: number }): DuplicateSet {
  const luck = chance(seed);
  const [stock, spoils, decoys] = rules === 'known' ? [KNOWN, KNOWN_RULES, KNOWN_DECOYS] : [HELD, HELD_RULES, HELD_DECOYS];
  const records: Made[] = [];
  const same = new Set<string>();
  const told = new Map<string, string>();
  const add = (draft: Draft, by: string): string => {
    const id = `c${String(records.length).padStart(7, '0')}`;
    records.push({ id, facts: copy(draft), by });
    return id;
  };
  for (let i = 0; i < customers; i++) {
    const from = entity(stock, luck);
    const ids = [add(from, 'base')];
    if (luck.is(0.22)) {
      for (let left = luck.is(0.2) ? 2 : 1; left > 0; left--) {
        const draft = copy(from);
        const by: string[] = [];
        // a colleague does not have everything
        if (luck.is(0.3)) draft.codes = [];
        if (luck.is(0.3)) draft.sites = [];
        if (luck.is(0.25)) draft.born = null;
        if (luck.is(0.2) && has(draft) > 1) draft.emails = [];
        if (luck.is(0.2) && draft.phones.length > 0) draft.addresses = [];
        for (let count = 1 + luck.int(2), tries = 0; by.length < count && tries < 20; tries++) {
          const name = luck.of(spoils)(draft, from, luck, stock);
          if (name !== null && !by.includes(name)) by.push(name);
        }
        const id = add(draft, by.join('+'));
        for (const other of ids) {
          const pair = other < id ? `${other} ${id}` : `${id} ${other}`;
          same.add(pair);
          told.set(pair, `${records.find((each) => each.id === other)?.by ?? ''} / ${by.join('+')}`);
        }
        ids.push(id);
      }
    }
    if (luck.is(0.3)) for (const { draft, by } of luck.of(decoys)(from, luck, stock)) add(draft, by);
  }
  return { records, same, rules: told };
}
