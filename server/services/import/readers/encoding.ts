/** Finds out in which encoding a text is: every one that fits is tried, and the one whose letters look like somebody's language wins. It says how sure it is; a person may say otherwise. */
import type { Encoding, EncodingGuess } from '../../../../model/import/api.ts';

/** Letters that names, addresses and headers are full of, simplified and traditional. */
const SIMPLIFIED = new Set('的一是了人有大中国上和地在市省区县号路街道村镇公司有限责任贸易科技实业工业商务发展集团股份电子信息机械食品服装建筑材料北京海广州深圳天津重庆成都武汉南西安杭苏宁波青岛王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严赖覃洪武莫孔客户编号名称地址联系人电话手机邮箱传真备注日期金额部门职务性别年龄省份城市邮编先生女士经理总监');
const TRADITIONAL = new Set('的一是了人有大中國上和地在市省區縣號路街道村鎮公司有限責任貿易科技實業工業商務發展集團股份電子資訊機械食品服裝建築材料臺北新高雄桃園中南基隆新竹嘉義彰化屏東宜蘭花蓮段巷弄樓鄉里鄰陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓馬董溫唐藍石蔣客戶編號名稱地址聯絡人電話手機信箱傳真備註日期金額部門職稱性別年齡郵遞統一編號先生小姐經理總監香港九龍');
/** Letters of Western names and words beyond ASCII. */
const WESTERN = /[áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿßÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ¿¡ºª€£§°·–—‘’“”«»…®©]/u;
const SAMPLE = 40;

interface Candidate { readonly encoding: Encoding; readonly text: string; readonly score: number }

/** Null for bytes that are not this encoding; the last few may be cut off. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    return null; // that it does not fit is the answer
  }
}

const byteOrder = (bytes: Uint8Array): Encoding | null =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;

/** Text in UTF-16 without a mark: every other byte of its ASCII is zero. */
function withoutMark(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const seen = Math.min(bytes.length, 4_096);
  for (let i = 0; i < seen; i++) if (bytes[i] === 0) zeros[i % 2]!++;
  if (zeros[0]! + zeros[1]! < seen * 0.2) return null;
  return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be';
}

const han = /\p{Script=Han}/u;
/** How much of what lies beyond ASCII looks right, from 0 to 1. */
function chineseScore(text: string, known: ReadonlySet<string>): number {
  let [letters, common, odd] = [0, 0, 0];
  for (const letter of text) {
    if (letter < '\u0080') continue;
    letters++;
    if (known.has(letter)) common++;
    else if (!han.test(letter) && !/[\u3000-\u303f\uff00-\uffef·—…“”‘’]/u.test(letter)) odd++;
  }
  return letters === 0 ? 0 : Math.max(0, Math.min(1, (common / letters) * 1.6) - (odd / letters) * 2);
}

/** Western letters stand alone among ASCII letters; a row of them is another encoding's. */
function westernScore(text: string): number {
  let [letters, good] = [0, 0];
  const all = [...text];
  all.forEach((letter, i) => {
    if (letter < '\u0080') return;
    letters++;
    const [before = ' ', after = ' '] = [all[i - 1], all[i + 1]];
    const beside = /[A-Za-z]/.test(before) || /[A-Za-z]/.test(after);
    if (WESTERN.test(letter) && before < '\u0080' && after < '\u0080' && (beside || /[¿¡€£§°·–—«»…®©]/u.test(letter))) good++;
  });
  return letters === 0 ? 0 : good / letters;
}

function score(encoding: Encoding, text: string): number {
  switch (encoding) {
    case 'gb18030': return chineseScore(text, SIMPLIFIED);
    case 'big5': return chineseScore(text, TRADITIONAL);
    case 'windows-1252': return westernScore(text);
    case 'utf-8': case 'utf-16le': case 'utf-16be': return 1;
  }
}

/** The first words with letters beyond ASCII. */
const sampleOf = (text: string): string => (/[^\n\r,;\t"]*[^\u0000-\u007f][^\n\r,;\t"]*/u.exec(text)?.[0] ?? text.split(/[\r\n]/, 1)[0] ?? '').trim().slice(0, SAMPLE);
const guess = (encoding: Encoding, text: string, confidence: number): EncodingGuess => ({ encoding, confidence: Math.round(confidence * 100) / 100, sample: sampleOf(text) });

/** Best first; `head` is the beginning of the file. Never empty: what fits nothing is `windows-1252` without confidence, which reads any bytes. */
export function guessEncodings(head: Uint8Array): readonly EncodingGuess[] {
  const marked = byteOrder(head) ?? withoutMark(head);
  if (marked !== null) {
    const text = decoded(head, marked);
    if (text !== null) return [guess(marked, text, 1)];
  }
  const utf8 = decoded(head, 'utf-8');
  if (utf8 !== null) return [guess('utf-8', utf8, 1)];
  const found: Candidate[] = [];
  for (const encoding of ['gb18030', 'big5', 'windows-1252'] as const) {
    const text = decoded(head, encoding);
    if (text !== null) found.push({ encoding, text, score: score(encoding, text) * evidence(text, encoding) });
  }
  found.sort((a, b) => b.score - a.score);
  const second = found[1]?.score ?? 0;
  return found.map(({ encoding, text, score: own }, i) => guess(encoding, text, i === 0 ? Math.max(0, Math.min(0.99, own - second * 0.5)) : own * 0.5));
}

/** One odd byte proves little: it may be damage. */
function evidence(text: string, encoding: Encoding): number {
  let letters = 0;
  for (const letter of text) if (letter >= '\u0080' && ++letters >= 6) break;
  return encoding === 'windows-1252' ? Math.min(1, 0.4 + letters * 0.25) : Math.min(1, 0.3 + letters * 0.15);
}

/** Text of a stream of bytes; what does not fit becomes U+FFFD unless `wrong` throws. `wrong` is told the line. */
export async function* textOf(source: AsyncIterable<Uint8Array>, encoding: Encoding, wrong: (line: number) => Error): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const part = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw wrong(line); // the decoder says only that, not where
    }
  };
  for await (const chunk of source) {
    // small pieces, so that the line named is near the damage
    for (let at = 0; at < chunk.length; at += PIECE) {
      const text = part(chunk.subarray(at, at + PIECE));
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) line++;
      if (text !== '') yield text;
    }
  }
  const rest = part();
  if (rest !== '') yield rest;
}
const PIECE = 4_096;
