/** Both kinds of Chinese are whole: no simplified character in a traditional text nor the other way round, and zh-Hant speaks as Taiwan does, in every text of the program and of its samples. */
import * as OpenCC from 'opencc-js';
import { describe, expect, it } from 'vitest';
import { sampleArchives, SAMPLE_PEOPLE } from '../../demo/samples/index.ts';
import type { SampleArchive } from '../../demo/samples/index.ts';
import { chineseIn, chineseTexts } from '../helpers/chinese-texts.ts';
import type { ChineseText } from '../helpers/chinese-texts.ts';

/** What is only read and never shown: columns, labels and dates as people write them, in any script. */
const READ_ONLY = /^(model\/paste|model\/duplicates\/words|server\/storage\/(search-chinese|cells-warming)|model\/validation\/typed-dates|server\/services\/import|components\/timeline\/quick-date|demo\/samples|demo\/old-list|model\/cleaning\/(rules|clusters))\b/;
/** Names of things that are written alike in both scripts. */
const ALIKE = new Set(['微信']);

const texts = chineseTexts(['components', 'model', 'server', 'demo']).filter(({ file }) => !READ_ONLY.test(file));
const of = (script: ChineseText['script']): readonly ChineseText[] => texts.filter((each) => each.script === script);
const at = ({ file, line, text }: ChineseText, what: string): string => `${file}:${line} ${what} in “${text}”`;

const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' });
const toTaiwan = OpenCC.Converter({ from: 'cn', to: 'tw' });
/** Characters that simplified writing took over from others and that Taiwan writes as well: 占 of 占比, 台 of 台灣 and 台 as a counter, 里 and 干 of sounds in names, 准 of 獲准, 才, 后 of queens, 秘 of 秘魯. */
const BOTH = new Set('占台里干准才后秘群床核');

const traditionalIn = (text: string): readonly string[] => [...new Set(text)].filter((char) => /\p{Script=Han}/u.test(char) && toSimplified(char) !== char);
const simplifiedIn = (text: string): readonly string[] => [...new Set(text)].filter((char) => /\p{Script=Han}/u.test(char) && !BOTH.has(char) && toTaiwan(char) !== char);

/** A word of the mainland, Taiwan's word for it, and the texts in which it is right after all, with the reason. */
interface Mainland { readonly word: RegExp; readonly say: string; readonly right?: readonly (readonly [text: RegExp, because: string])[] }
const word = (pattern: RegExp, say: string, ...right: NonNullable<Mainland['right']>): Mainland => ({ word: pattern, say, right });
const MAINLAND: readonly Mainland[] = [
  word(/身份/, '身分'), word(/網絡/, '網路'), word(/聯繫|聯系/, '聯絡'), word(/郵編|郵政編碼/, '郵遞區號'), word(/信息/, '資訊、訊息'), word(/數據/, '資料'), word(/默認|缺省/, '預設'), word(/用戶/, '使用者'),
  word(/登錄/, '登入（sign in）、登記或輸入（record）'), word(/服務器/, '伺服器'), word(/軟件/, '軟體'), word(/硬件/, '硬體'), word(/屏幕/, '螢幕'), word(/打印/, '列印'), word(/鏈接/, '連結'), word(/視頻/, '影片'),
  word(/(?<!工作|作業|處理|法律)程序/, '程式'), word(/質量/, '品質'), word(/搜索/, '搜尋'), word(/保存/, '儲存、保留'), word(/添加/, '新增、加入'), word(/客戶端/, '用戶端'), word(/短信/, '簡訊'), word(/固話|座機/, '市話'), word(/計算機/, '電腦'),
  word(/在線/, '線上'), word(/反饋/, '回饋、意見'), word(/賬/, '帳'), word(/裏/, '裡'), word(/電郵/, '電子郵件'), word(/手機號(?!碼)/, '手機號碼'), word(/移動電話|移動支付|移動端/, '行動'), word(/導入|導出/, '匯入、匯出'),
  word(/文本/, '文字'), word(/字符/, '字元'), word(/字段/, '欄位'), word(/菜單/, '選單'), word(/(?<!訂房|服務)窗口/, '視窗（of a screen; whom one turns to is 窗口 in Taiwan, too）'), word(/點擊|單擊|雙擊/, '按、點選'), word(/選項卡/, '分頁'), word(/刷新/, '重新整理'), word(/界面/, '介面'), word(/接口/, '介面'),
  word(/設置/, '設定'), word(/配置/, '設定'), word(/兼容/, '相容'), word(/加載/, '載入'), word(/粘貼|黏貼/, '貼上'), word(/剪貼板/, '剪貼簿'), word(/拷貝/, '複製'), word(/撤消/, '復原'), word(/回車/, 'Enter'), word(/光標/, '游標'), word(/鼠標/, '滑鼠'),
  word(/硬盤|磁盤/, '硬碟、磁碟'), word(/內存(?!取)/, '記憶體'), word(/緩存/, '快取'), word(/線程|進程/, '執行緒、處理程序'), word(/端口/, '連接埠'), word(/域名/, '網域'), word(/主頁/, '首頁'), word(/郵箱/, '信箱'), word(/二維碼/, 'QR 碼'), word(/掃描儀/, '掃描器'),
  word(/優化/, '最佳化'), word(/實時/, '即時'), word(/自定義/, '自訂'), word(/批量/, '批次'), word(/日志/, '日誌、記錄'), word(/運行/, '執行'), word(/調用/, '呼叫'), word(/模塊/, '模組'), word(/插件/, '外掛'), word(/腳本/, '指令碼'), word(/令牌/, '權杖'),
  word(/訪問權限|訪問控制/, '存取'), word(/注銷/, '登出、註銷'), word(/口令/, '密碼'), word(/校驗/, '檢查'), word(/出租車/, '計程車'), word(/酒店/, '飯店'), word(/前臺|前台/, '櫃檯'), word(/轉賬/, '轉帳'), word(/合同/, '合約'), word(/激活/, '啟用'),
  word(/光盤|U盤/, '光碟、隨身碟'), word(/渠道/, '管道、通路'), word(/營銷/, '行銷'), word(/高端/, '高階'), word(/只讀(?!取)/, '唯讀'), word(/通過(?=電話|郵件|網)/, '透過'), word(/預約單號|工單/, '單據'), word(/發貨/, '出貨'), word(/發送/, '傳送'), word(/查看/, '檢視'),
  word(/文件/, '檔案（a file）', [/^文件資料$/, 'the section of papers: documents, not computer files'], [/^文件$/, 'papers as documents: the one behind an opinion, and all of them beside the archive, which is 檔案'], [/^經營、文件與狀況$/, 'a group of facts: business, documents and condition']),
  word(/支持/, '支援', [/誰支持誰|^支持$/, 'people who stand by one another: backing, not technical support'], [/支持度/, 'support of a rule that two products are bought together, as statistics calls it']),
  word(/項目(?=經理|管理|型)/, '專案'), word(/裝修公司/, '裝潢公司'), word(/居民身份證/, '居民身分證'), word(/拼音碼/, '拼音'), word(/計劃/, '計畫'), word(/公交/, '公車'), word(/週一到週日/, '每天'), word(/早飯|午飯|晚飯/, '早餐、午餐、晚餐'), word(/香煙|吸煙|無煙/, '香菸、吸菸、禁菸'), word(/衛生間/, '浴室'),
];

describe('the collector of texts', () => {
  it('knows the script of a text by its table, its key or its place', () => {
    expect(chineseIn('a.ts', "const a = t('Yes', '对', '對', 'Sí'); const b = { 'zh-Hans': '客户', 'zh-Hant': '客戶' }; const hant = { n: (n: number) => `共 ${n} 項` };").map(({ script, text }) => [script, text.trim()]))
      .toEqual([['zh-Hans', '对'], ['zh-Hant', '對'], ['zh-Hans', '客户'], ['zh-Hant', '客戶'], ['zh-Hant', '共'], ['zh-Hant', '項']]);
  });
  it('knows a text that is given in no table', () => expect(chineseIn('a.ts', "show('客户');")[0]?.script).toBeNull());
});

describe('texts of the program', () => {
  it('all stand in a table of texts', () => expect(of(null).filter(({ text }) => !ALIKE.has(text)).map((each) => at(each, 'no language'))).toEqual([]));
  it('are many, and as many in one script as in the other', () => {
    expect(of('zh-Hans').length).toBeGreaterThan(3000);
    expect(Math.abs(of('zh-Hans').length - of('zh-Hant').length)).toBeLessThan(of('zh-Hans').length / 50);
  });
  it('zh-Hans holds no traditional character', () => expect(of('zh-Hans').flatMap((each) => traditionalIn(each.text).map((char) => at(each, char)))).toEqual([]));
  it('zh-Hant holds no simplified character', () => expect(of('zh-Hant').flatMap((each) => simplifiedIn(each.text).map((char) => at(each, char)))).toEqual([]));
  it('zh-Hant speaks as Taiwan does', () => {
    const found = of('zh-Hant').flatMap((each) => MAINLAND
      .filter(({ word: wrong, right = [] }) => wrong.test(each.text) && !right.some(([text]) => text.test(each.text)))
      .map(({ word: wrong, say }) => at(each, `${wrong.source} (Taiwan: ${say})`)));
    expect(found).toEqual([]);
  });
  it('every exception is used', () => {
    for (const { right = [] } of MAINLAND) for (const [text, because] of right) expect(of('zh-Hant').some((each) => text.test(each.text)), because).toBe(true);
  });
});

/** Script of an archive's language; null: people write there in another one. */
const scriptOf = ({ sections }: SampleArchive): 'zh-Hans' | 'zh-Hant' | null => {
  const zone = /\[(Asia\/[A-Za-z]+)\]/.exec(JSON.stringify(sections))?.[1];
  return zone === 'Asia/Taipei' ? 'zh-Hant' : zone === 'Asia/Shanghai' ? 'zh-Hans' : null;
};
/** Names belong to who bears them: a company of Taipei keeps its own characters in the archive of a dealer in Foshan. */
const isName = (key: string): boolean => /(^|\.)(name|shortName|contactPerson|employer|party|counterparty|brand|product|title)$/i.test(key);
function written(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return isName(key) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, each]) => written(each, name)) : [];
}

describe('texts of the samples', () => {
  const archives = sampleArchives('2026-11-20');
  it.each([['zh-Hans', traditionalIn], ['zh-Hant', simplifiedIn]] as const)('of an archive in %s hold no character of the other script', (script, wrong) => {
    const own = archives.filter((archive) => scriptOf(archive) === script);
    expect(own.length).toBeGreaterThan(2);
    expect(own.flatMap(({ id, sections, transactions, files }) => written({ sections, transactions: transactions.map(({ lines }) => lines), files }).flatMap((text) => wrong(text).map((char) => `${id}: ${char} in “${text}”`)))).toEqual([]);
  });
  it('in zh-Hant speak as Taiwan does', () => {
    const own = archives.filter((archive) => scriptOf(archive) === 'zh-Hant');
    expect(own.flatMap(({ id, sections, transactions }) => written({ sections, lines: transactions.map(({ lines }) => lines) }).flatMap((text) => MAINLAND.filter(({ word: wrong }) => wrong.test(text)).map(({ say }) => `${id}: “${text}” (Taiwan: ${say})`)))).toEqual([]);
  });
  it('what people of the demo do is said in both scripts', () => {
    for (const { id, title } of SAMPLE_PEOPLE) {
      expect(traditionalIn(title['zh-Hans']), id).toEqual([]);
      expect(simplifiedIn(title['zh-Hant']), id).toEqual([]);
    }
  });
});
