/** What is found by what, in four scripts: each rule of docs/register.md, over the register as it is asked; and how names stand in the four orders. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ArchiveId, ExternalKey, PersonId } from '../../model/ids.ts';
import type { Locale } from '../../model/register/query.ts';
import { SHIPPED_POLICY } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { ArchiveWriter } from '../../server/storage/archive-writer.ts';
import { cellsCalls } from '../../server/storage/cells-query.ts';
import type { CellsAnswer, CellsQuery } from '../../server/storage/cells-query.ts';
import { openReader, openWriter } from '../../server/storage/database.ts';
import type { FileConnection } from '../../server/storage/database.ts';
import { ARCHIVE_FILE } from '../../server/storage/migrations-archive.ts';
import { FACTS_FILE } from '../../server/storage/migrations-facts.ts';
import { overviewCalls } from '../../server/storage/overview-writer.ts';
import { NOW } from '../helpers/worlds.ts';

const folder = mkdtempSync(join(tmpdir(), 'dossier-search-'));
let reader: FileConnection;
let facts: FileConnection;
let archive: FileConnection;
let cells: (query: CellsQuery) => CellsAnswer;
const steward: Person = { id: 's' as PersonId, name: 's', email: null, department: null, roles: ['steward'], clearances: [], reportsTo: null, active: true };

const NAMES: Readonly<Record<string, { readonly texts?: readonly string[]; readonly code?: string; readonly key?: string }>> = {
  陳大文: {}, 陈小明: {}, 广州宏远科技有限公司: { texts: ['020-8765 4321'], code: 'GZ-0045' }, 廣州遠洋貿易: {}, 台北鼎泰: {}, 臺中精機: {}, 重庆长安: {}, 曾国藩: {}, 单雄信: {}, 吕布: {}, 西安碑林: {},
  'Begoña Núñez': { texts: ['+34 (915) 55-94-44', 'begona@example.es'] }, 'Müller & Söhne GmbH': { key: 'erp:DE/2019-7' }, 'Łódź Trading': {}, 'ＡＣＭＥ Tools': { code: 'A-7' }, '山田商事カフェ': {}, "O'Brien Ltd": {},
};
const order = Object.keys(NAMES);

beforeAll(() => {
  const paths = [join(folder, 'archive.db'), join(folder, 'facts.db')] as const;
  archive = openWriter(paths[0], ARCHIVE_FILE);
  facts = openWriter(paths[1], FACTS_FILE);
  for (const db of [archive, facts]) db.pragma('synchronous = OFF');
  const archives = new ArchiveWriter(archive);
  const { putOverview } = overviewCalls(facts);
  for (const [i, [name, { texts = [], code = null, key }]] of Object.entries(NAMES).entries()) {
    const id = `A${i}` as ArchiveId;
    archives.create({ id, kind: 'organisation', code, keys: key ? [key as ExternalKey] : [], packs: [], keeper: null, owner: null, coOwners: [], deputies: [], department: null, confidentiality: 'normal', state: 'open', openedAt: NOW, reviewedAt: null }, steward.id);
    putOverview({ id, name, kind: 'organisation', data: { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false, updatedAt: NOW }, projected: {} }, texts);
  }
  reader = openReader(paths[1], paths[0]);
  cells = cellsCalls(reader, 'EUR').cells;
});
afterAll(() => {
  for (const db of [reader, facts, archive]) db.close();
  rmSync(folder, { recursive: true });
});

const asked = (over: Partial<CellsQuery>): readonly string[] => cells({
  person: steward, policy: SHIPPED_POLICY, manages: [], within: [], now: NOW, text: '', where: [], sort: [], group: null, columns: [], locale: 'en', cursor: null, limit: 100, keys: {}, orders: {}, ...over,
}).items.map(({ id }) => order[Number(id.slice(1))] as string);

test.each<[rule: string, typed: string, found: readonly string[]]>([
  ['two characters anywhere', '科技', ['广州宏远科技有限公司']], ['one character', '布', ['吕布']], ['characters in their order only', '技科', []],
  ['traditional finds both', '陳', ['陳大文', '陈小明']], ['simplified finds both', '陈', ['陳大文', '陈小明']], ['廣州 finds 广州', '廣州', ['广州宏远科技有限公司', '廣州遠洋貿易']], ['广州 finds 廣州', '广州', ['广州宏远科技有限公司', '廣州遠洋貿易']],
  ['台 finds 臺', '台', ['台北鼎泰', '臺中精機']], ['臺 finds 台', '臺', ['台北鼎泰', '臺中精機']],
  ['initials', 'gzhy', ['广州宏远科技有限公司']], ['initials anywhere', 'kjyx', ['广州宏远科技有限公司']], ['initials of traditional names', 'cdw', ['陳大文']],
  ['pinyin', 'guangzhou', ['广州宏远科技有限公司', '廣州遠洋貿易']], ['pinyin, not finished', 'guangzh', ['广州宏远科技有限公司', '廣州遠洋貿易']], ['pinyin anywhere', 'hongyuan', ['广州宏远科技有限公司']], ['pinyin in words', 'guang zhou hong', ['广州宏远科技有限公司']],
  ['pinyin that can be cut in two ways', 'xian', ['西安碑林', '广州宏远科技有限公司']], ['a polyphone by its word', 'chongqing', ['重庆长安']], ['and otherwise', 'zhongqing', ['重庆长安']], ['a surname by its own reading', 'zeng', ['曾国藩']], ['and by the common one', 'cengguo', ['曾国藩']],
  ['单 as a name', 'shanxiong', ['单雄信']], ['ü typed as v', 'lvbu', ['吕布']], ['and as u', 'lubu', ['吕布']],
  ['accents do not count', 'nunez', ['Begoña Núñez']], ['ñ by n', 'begona', ['Begoña Núñez']], ['n by ñ', 'begoña nuñez', ['Begoña Núñez']], ['case does not count', 'MULLER', ['Müller & Söhne GmbH']], ['letters that have no accent', 'łodz', ['Łódź Trading']],
  ['width does not count', 'acme', ['ＡＣＭＥ Tools']], ['kana', 'カフェ', ['山田商事カフェ']], ['the beginning of a word', 'trad', ['Łódź Trading']], ['not its middle', 'rading', []],
  ['digits of a telephone', '9155594', ['Begoña Núñez']], ['from the middle on', '5594', ['Begoña Núñez']], ['as people write it', '915 55 94', ['Begoña Núñez']], ['Chinese numbers, too', '87654321', ['广州宏远科技有限公司']],
  ['a part of a code', 'z-004', ['广州宏远科技有限公司']], ['a part of a key', '2019-7', ['Müller & Söhne GmbH']], ['several words', 'begona 9155', ['Begoña Núñez']], ['words of name and code', '宏远 0045', ['广州宏远科技有限公司']], ['all of them', 'begona 9999', []],
  ['an address of mail', 'begona@example.es', ['Begoña Núñez']], ['a sign between two words', 'müller & söhne', ['Müller & Söhne GmbH']], ['a sign at the end', 'łodz -', ['Łódź Trading']], ['a sign alone', '&', []],
])('%s: %s', (_, typed, found) => {
  expect([...asked({ text: typed })].sort()).toEqual([...found].sort());
});

test('what is shown is as it was written', () => {
  expect(asked({ text: '廣州' })).toContain('广州宏远科技有限公司');
  expect(reader.prepare('SELECT count(*) FROM overview WHERE name IN (?, ?)').pluck().get('陳大文', '臺中精機')).toBe(2);
});

test.each<[Locale, readonly string[]]>([
  ['en', ['Begoña Núñez', 'Müller & Söhne GmbH', "O'Brien Ltd"]], ['es', ['Begoña Núñez', 'Müller & Söhne GmbH', "O'Brien Ltd"]],
  // pinyin as ICU has it, 曾 by its common reading ceng · strokes: 台 5, 陈 7, 曾 12
  ['zh-pinyin', ['曾国藩', '陈小明', '西安碑林']], ['zh-stroke', ['台北鼎泰', '陈小明', '曾国藩']],
])('names stand in the order of %s', (locale, some) => {
  const sorted = asked({ locale });
  expect(sorted.filter((name) => some.includes(name))).toEqual(some);
  const { compare } = new Intl.Collator({ en: 'en', es: 'es', 'zh-pinyin': 'zh-u-co-pinyin', 'zh-stroke': 'zh-u-co-stroke' }[locale], { sensitivity: 'base' });
  // ICU knows a few whole words, 重庆 among them: a table of single characters has 重 at its common reading
  const single = (names: readonly string[]): readonly string[] => names.filter((name) => locale !== 'zh-pinyin' || !name.startsWith('重庆'));
  expect(single(sorted)).toEqual(single([...order].sort((a, b) => compare(a, b))));
});

test('ñ stands behind n in Spanish and beside it in English', () => {
  const { putOverview } = overviewCalls(facts);
  const archives = new ArchiveWriter(archive);
  for (const [i, name] of ['Peña', 'Penz', 'Pena'].entries()) {
    const id = `N${i}` as ArchiveId;
    archives.create({ id, kind: 'individual', code: null, keys: [], packs: [], keeper: null, owner: null, coOwners: [], deputies: [], department: null, confidentiality: 'normal', state: 'open', openedAt: NOW, reviewedAt: null }, steward.id);
    putOverview({ id, name, kind: 'individual', data: { shortName: null, roles: [], place: null, contacts: [], due: [], keyTen: { filled: 0, of: 0 }, warning: null, doNotContact: false, updatedAt: NOW }, projected: {} }, []);
  }
  const ids = (locale: Locale) => cells({ person: steward, policy: SHIPPED_POLICY, manages: [], within: [], now: NOW, text: 'pen', where: [], sort: [], group: null, columns: [], locale, cursor: null, limit: 10, keys: {}, orders: {} }).items.map(({ id }) => id);
  expect(ids('es')).toEqual(['N2', 'N1', 'N0']);
  expect(ids('en').slice(0, 2).sort()).toEqual(['N0', 'N2']);
});
