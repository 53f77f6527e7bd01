/**
 * A data folder with many archives, written straight into the two databases by the product's own writers: the public way takes an hour for a million. What a projection of documents would
 * have left is there: overview, words of the search, cells, totals, keys, owners, departments, some grants; no documents. By a fixed rule, so that every run has the same.
 */
import { join } from 'node:path';
import type { ArchiveId } from '../../../model/ids.ts';
import { openWriter } from '../../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../../server/storage/migrations-facts.ts';
import { overviewCalls } from '../../../server/storage/overview-writer.ts';
import { foldText } from '../../../server/storage/search-text.ts';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈單區陳張劉黃趙吳許鄧葉蘇'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂华文辉建国红梅玉兰志海波宇浩欣怡子轩梓涵雨晨思佳俊博家豪嘉琪晓东雪婷慧琳鑫鹏飞云龙凤春生林峰秋月永康德胜利民義成凱瑞祥宏遠'];
const CITIES = ['上海', '北京', '深圳', '广州', '廣州', '杭州', '南京', '成都', '武汉', '苏州', '天津', '重庆', '西安', '宁波', '青岛', '厦门', '臺北', '台中', '高雄', '香港'];
const TRADES = ['科技', '贸易', '电子', '网络', '信息技术', '文化传媒', '机械设备', '医疗器械', '建筑工程', '餐饮管理', '物流', '化工', '服饰', '软件', '环保', '機械', '國際'];
const FORMS = ['有限公司', '股份有限公司', '有限责任公司', '集团有限公司'];
const FIRST = ['María', 'José', 'Begoña', 'Íñigo', 'Anna', 'Peter', 'Chloë', 'Núria', 'John', 'Émile', 'Lucía', 'Mark'];
const LAST = ['Núñez', 'García', 'Peña', 'Ibáñez', 'Smith', 'Miller', 'O’Brien', 'Müller', 'Castaño', 'Johnson', 'Brown', 'Ortega'];
const WORDS = ['Alfa', 'North', 'Sea', 'Blue', 'Berg', 'Lake', 'Trade', 'Foods', 'Market', 'Delta', 'Sun', 'Mill', 'Norte', 'Río', 'España', 'Logística'];

export const PEOPLE = 200;
export const DEPARTMENTS = 20;
export const STARS = 5;

export function company(folder: string, count: number, told: (done: number) => void): void {
  let state = 20_260_101;
  const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;
  const number = (below: number): number => Math.floor(chance() * below);
  const archive = openWriter(join(folder, ARCHIVE_FILE.name), ARCHIVE_FILE);
  const facts = openWriter(join(folder, FACTS_FILE.name), FACTS_FILE);
  for (const db of [archive, facts]) { db.pragma('synchronous = OFF'); db.pragma('cache_size = -400000'); }
  const { putOverview } = overviewCalls(facts);
  const putPerson = archive.prepare("INSERT INTO person VALUES (?,?,NULL,?,?,'[]',NULL,1,NULL)");
  for (let i = 0; i < PEOPLE; i++) putPerson.run(`p${i}`, `${one(FIRST)} ${one(LAST)}`, `d${i % DEPARTMENTS}`, '["staff"]');
  putPerson.run('ana', 'Ana Ruiz', null, '["steward"]');
  putPerson.run('head', 'Head of One', 'd1', '["manager"]');
  const putDepartment = archive.prepare("INSERT INTO department VALUES (?,?,NULL,'[]')");
  for (let i = 0; i < DEPARTMENTS; i++) putDepartment.run(`d${i}`, `${one(WORDS)} ${i}`);
  const putArchive = archive.prepare("INSERT INTO archive VALUES (?,?,?,?,'[\"base\"]',NULL,?,?,?,?,?,?,2)"); // an archive of revision 1 without a document is taken for one whose creation was cut off
  const putKey = archive.prepare('INSERT INTO archive_key VALUES (?,?,?,0)');
  const putMember = archive.prepare("INSERT INTO archive_member VALUES (?,'coOwner',0,?,NULL,NULL)");
  const putGrant = archive.prepare("INSERT INTO access_grant VALUES (?,?,'person',?,'read',NULL,'2026-01-01T00:00:00.000Z',NULL,'','p0','p0','given',NULL)");
  const putTrade = facts.prepare("INSERT INTO trade (id, archive, kind, date, amount, currency, lines, source, external_id) VALUES (?,?,'sale',?,?,'EUR','[]','bench',?)");
  const putTotal = facts.prepare("INSERT INTO total VALUES (?,'EUR',?,1,?,?)");
  const day = (days: number): string => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10);
  const step = (i: number): void => {
    const id = `A${i.toString(36).padStart(6, '0')}` as ArchiveId;
    const person = i % 3 === 1;
    const name = i % 3 === 0 ? one(CITIES) + one(GIVEN) + one(GIVEN) + one(TRADES) + one(FORMS) : person ? one(SURNAMES) + one(GIVEN) + (chance() < 0.7 ? one(GIVEN) : '')
      : chance() < 0.5 ? `${one(FIRST)} ${one(LAST)}` : `${one(WORDS)} ${one(WORDS)} ${number(10_000)}`;
    const kind = person ? 'individual' : 'organisation';
    const code = `C-${String(100_000 + i)}`;
    const key = `erp:GZ/${2000 + (i % 26)}-${String(i).padStart(6, '0')}`;
    const phone = `1${3 + number(6)}${String(number(1e9)).padStart(9, '0')}`;
    const city = one(CITIES);
    const updated = new Date(Date.UTC(2026, 0, 1) + number(300 * 86_400) * 1000).toISOString();
    putArchive.run(id, kind, code, foldText(code), chance() < 0.02 ? null : `p${number(PEOPLE)}`, `d${number(DEPARTMENTS)}`, chance() < 0.05 ? 'businessConfidential' : 'normal', chance() < 0.05 ? 'closed' : 'open', `${day(number(2000))}T00:00:00.000Z`, chance() < 0.5 ? null : `${day(2000 + number(400))}T00:00:00.000Z`);
    putKey.run(key, foldText(key.slice(4)), id);
    if (chance() < 0.1) putMember.run(id, `p${number(PEOPLE)}`);
    if (chance() < 0.01) putGrant.run(`g${i}`, id, `p${number(PEOPLE)}`);
    const profile = {
      'customer.name': name, 'customer.shortName': name.slice(0, 4), 'customer.industry': `i${number(30)}`, 'crm.crmCategory': one(['normal', 'agent', 'vip']), 'crm.purchaseStrategy': one(['price', 'quality', 'service']),
      'methods/kind': ['phone', 'email'], 'methods/value': [phone, `k${i}@example.com`], 'methods@phone/value': [phone], 'methods@email/value': [`k${i}@example.com`],
      'addresses/city': [city], 'addresses@business/city': [city], 'customer.partnerRole/value': [one(['dealer', 'endCustomer', 'supplier'])],
      'customer.collectionGoals/value': chance() < 0.3 ? [one(['likelyToOrder', 'aboutToStop', 'longTermValue'])] : [], 'crm.employeeCount': number(5000), 'company.foundedAt': day(-number(20_000)),
    };
    const credit = chance() < 0.4 ? { 'crm.creditStars': 1 + number(STARS), 'g3.financialStrength': one(WORDS) } : null;
    const data = { shortName: null, roles: profile['customer.partnerRole/value'], place: city, contacts: [{ kind: 'phone', value: phone, alive: null, verifiedAt: null }], due: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false, updatedAt: updated };
    putOverview({ id, name, kind, data, projected: { '#': 1, '~': 1 } }, [profile['customer.shortName'], city, phone, `k${i}@example.com`, key, code],
      { profile: JSON.stringify(profile), ...(credit ? { credit: JSON.stringify(credit) } : {}) });
    const amount = Math.floor(chance() * chance() * 9_000_000);
    const date = day(1500 + number(900));
    putTrade.run(`t${i}`, id, date, amount, String(i));
    putTotal.run(id, amount, date, date);
  };
  for (let next = 0; next < count;) {
    archive.exec('BEGIN');
    facts.exec('BEGIN');
    for (const end = Math.min(count, next + 10_000); next < end; next++) step(next);
    archive.exec('COMMIT');
    facts.exec('COMMIT');
    told(next);
  }
  // the server's own connections begin where a server that ran for long would be
  facts.exec('DELETE FROM touched');
  archive.exec('DELETE FROM touched');
  for (const db of [archive, facts]) { db.pragma('wal_checkpoint(TRUNCATE)'); db.close(); }
}
