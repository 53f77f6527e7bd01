/** What the search knows of Chinese: one script for both, and how characters are read. Only the index and what was typed are folded; what is shown stays as it was written. */
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
export const hasHan = (text: string): boolean => HAN.test(text);

const convert = Converter({ from: 't', to: 'cn' });
/** Character by character, so that any part of a text folds to the same part: 陳 to 陈, 臺 and 台 to 台. */
const simplified = new Map<string, string>();

export function foldScript(text: string): string {
  if (!HAN.test(text)) return text;
  let folded = '';
  for (const char of text) {
    let one = simplified.get(char);
    if (one === undefined) {
      one = HAN.test(char) ? convert(char) : char;
      simplified.set(char, one);
    }
    folded += one;
  }
  return folded;
}

/**
 * Characters with more than one reading that is common in names of people, places and firms, the most common first. A name is also found by each of them: nobody knows how
 * 曾 or 重 is read in a name before they have heard it.
 */
const READINGS: ReadonlyMap<string, readonly string[]> = new Map([
  '重 zhong chong', '长 chang zhang', '乐 le yue', '行 xing hang', '单 dan shan', '曾 ceng zeng', '解 jie xie', '仇 chou qiu', '朴 pu piao', '查 cha zha', '盖 gai ge', '区 qu ou', '翟 di zhai',
  '尉 wei yu', '厦 sha xia', '都 du dou', '大 da dai', '会 hui kuai', '调 tiao diao', '系 xi ji', '便 bian pian', '沈 shen chen', '车 che ju', '覃 qin tan', '缪 miao mou', '员 yuan yun',
  '秘 mi bi', '折 zhe she', '召 zhao shao', '种 zhong chong', '黑 hei he', '盛 sheng cheng', '柏 bai bo', '贾 jia gu', '晟 sheng cheng', '茜 qian xi', '娜 na nuo', '莘 xin shen', '朝 chao zhao',
  '传 chuan zhuan', '藏 zang cang', '参 can shen', '万 wan mo', '澹 dan tan', '适 shi kuo', '逄 pang feng', '冼 xian xi', '牟 mou mu', '谷 gu yu', '那 na ne', '乜 nie mie', '薄 bo bao', '纪 ji', '洞 dong',
  '卜 bu bo', '石 shi dan', '降 jiang xiang', '省 sheng xing', '数 shu', '中 zhong', '兴 xing', '分 fen', '和 he huo', '好 hao', '奇 qi ji', '宁 ning', '少 shao', '强 qiang jiang', '应 ying',
  '弹 dan tan', '曲 qu', '朱 zhu', '率 lv shuai', '王 wang', '白 bai bo', '着 zhe zhuo', '给 gei ji', '角 jiao jue', '觉 jue jiao', '量 liang', '铺 pu', '降 jiang xiang', '隆 long', '埔 pu bu', '番 fan pan',
  '堡 bao pu', '六 liu lu', '泊 bo po', '浒 hu xu', '铅 qian yan', '台 tai', '圳 zhen', '涌 yong chong', '崴 wei wai', '绿 lv lu', '呂 lv', '吕 lv', '艾 ai yi', '宿 su xiu', '校 xiao jiao', '庄 zhuang', '蔚 wei yu',
].map((line) => {
  const [char = '', ...readings] = line.split(' ');
  return [char, readings.map(plain)] as const;
}));

/** 吕 is typed `lv` or `lu`. */
function plain(syllable: string): string {
  return syllable.replace(/^([ln])[vü]/, '$1u').normalize('NFD').replace(/\p{Mn}/gu, '');
}

/** Ways to read one text at most; characters that could be read otherwise are varied one at a time. */
const MOST_WAYS = 6;
/** A text is read as far as this; longer ones are no names. */
const MOST_CHARS = 60;

/** How a run of Chinese characters may be read: syllables without tones, the way of the words in it first, then as a name, then with single characters read otherwise. */
export function readings(text: string): readonly (readonly string[])[] {
  const chars = [...foldScript(text)].slice(0, MOST_CHARS);
  const run = chars.join('');
  const read = (surname: 'off' | 'head'): readonly string[] => pinyin(run, { toneType: 'none', type: 'array', surname }).map(plain);
  const first = read('off');
  if (first.length !== chars.length) return [];
  const ways = new Map([[first.join(' '), first]]);
  const add = (way: readonly string[]): void => { if (ways.size < MOST_WAYS && way.length === chars.length) ways.set(way.join(' '), way); };
  add(read('head'));
  for (const [index, char] of chars.entries()) {
    for (const other of READINGS.get(char) ?? []) if (other !== first[index]) add(first.map((syllable, i) => (i === index ? other : syllable)));
  }
  return [...ways.values()];
}

/** All syllables of Mandarin as they are typed. */
const SYLLABLES: ReadonlySet<string> = new Set(('a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo '
  + 'da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo '
  + 'ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lue lun luo ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu '
  + 'na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nue nuo o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo '
  + 'sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu '
  + 'xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo').split(' '));
const BEGINNINGS: ReadonlySet<string> = new Set([...SYLLABLES].flatMap((syllable) => Array.from({ length: syllable.length }, (_, end) => syllable.slice(0, end + 1))));
const LONGEST = 6;
const MOST_CUTS = 8;

/** The ways to cut what was typed into syllables, the last one perhaps not finished: `xian` is `xi an` and `xian`. None for what is no pinyin. */
export function syllables(typed: string): readonly (readonly string[])[] {
  const text = typed.replace(/([ln])v/g, '$1u');
  const cuts: string[][] = [];
  const cut = (from: number, before: readonly string[]): void => {
    if (cuts.length >= MOST_CUTS) return;
    const rest = text.slice(from);
    if (rest.length <= LONGEST && BEGINNINGS.has(rest)) cuts.push([...before, rest]);
    for (let length = Math.min(LONGEST, rest.length - 1); length > 0; length--) {
      const syllable = rest.slice(0, length);
      if (SYLLABLES.has(syllable)) cut(from + length, [...before, syllable]);
    }
  };
  if (/^[a-z]{1,60}$/.test(text)) cut(0, []);
  return cuts;
}
