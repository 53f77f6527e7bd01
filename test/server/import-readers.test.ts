/** Every format is read into the same records: one contract over all readers, then each one's own habits, and what would harm. */
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { guessEncodings } from '../../server/services/import/readers/encoding.ts';
import { openSource } from '../../server/services/import/readers/readers.ts';
import type { ImportFile, ReadWish, SourceRecord } from '../../server/services/import/readers/reader.ts';
import { archiveLine, headLine } from '../../model/import/archive-json.ts';
import { encoded } from '../helpers/encoded.ts';
import { memoryFile } from '../helpers/import-port.ts';
import * as cards from '../helpers/vcard-samples.ts';

async function recordsIn(file: ImportFile, wish: ReadWish = {}, table = 0): Promise<SourceRecord[]> {
  const found: SourceRecord[] = [];
  for await (const record of (await openSource(file, wish)).tables[table]!.records()) found.push(record);
  return found;
}
const cellsIn = async (file: ImportFile, wish: ReadWish = {}, table = 0) => (await recordsIn(file, wish, table)).map(({ cells }) => cells);
/** Cells of the first card by column. */
async function card(...parts: readonly (string | Uint8Array)[]): Promise<Record<string, string>> {
  const [header = [], first = []] = await cellsIn(memoryFile('people.vcf', ...parts));
  return Object.fromEntries(header.flatMap((name, i) => (first[i] ? [[name, first[i]]] : [])));
}

const X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
interface Book { readonly sheets: Readonly<Record<string, string>>; readonly shared?: readonly string[]; readonly formats?: readonly string[]; readonly from1904?: boolean; readonly extra?: Readonly<Record<string, Uint8Array>> }
/** A workbook as small as one can be; rows are XML, styles count from 1 by `formats`. */
function workbook({ sheets, shared = [], formats = [], from1904 = false, extra = {} }: Book): Uint8Array {
  const names = Object.keys(sheets);
  return zipSync({
    'xl/worksheets/first.xml': strToU8(''), // a part that nobody names is passed over
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, strToU8(`<worksheet ${X}><sheetData>${sheets[name]}</sheetData></worksheet>`)])),
    'xl/workbook.xml': strToU8(`<workbook ${X}><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join('')}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${names.map((_, i) => `<Relationship Id="r${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`),
    'xl/styles.xml': strToU8(`<styleSheet ${X}><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join('')}</cellXfs></styleSheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst ${X}>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`),
    ...extra,
  });
}
const row = (r: number, ...cells: readonly string[]): string => `<row r="${r}">${cells.map((cell, i) => (cell === '' ? '' : cell.replace('<c', `<c r="${String.fromCharCode(65 + i)}${r}"`))).join('')}</row>`;
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

describe('every reader', () => {
  const same = [['id', 'name'], ['A1', 'Alpha'], ['A2', 'Beta']];
  it.each([
    ['CSV', memoryFile('t.csv', 'id,name\nA1,Alpha\nA2,Beta\n')],
    ['TSV', memoryFile('t.tsv', 'id\tname\r\nA1\tAlpha\r\nA2\tBeta')],
    ['semicolons and UTF-16', memoryFile('t.txt', new Uint8Array([0xff, 0xfe]), Buffer.from('id;name\nA1;Alpha\nA2;Beta\n', 'utf16le'))],
    ['bars and a mark of UTF-8', memoryFile('t.csv', '\ufeffid|name\nA1|Alpha\nA2|Beta\n')],
    ['XLSX, shared and inline texts', memoryFile('t.xlsx', workbook({ shared: ['id', 'name', 'Alpha'], sheets: { S: row(1, '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>') + row(2, text('A1'), '<c t="s"><v>2</v></c>') + row(3, text('A2'), text('Beta')) } }))],
  ])('%s gives the header, then the records, as often as it is asked', async (_name, file) => {
    expect(await cellsIn(file)).toEqual(same);
    expect(await cellsIn(file)).toEqual(same);
    const { tables } = await openSource(file);
    for await (const record of tables[0]!.records()) { expect(record.cells).toEqual(same[0]); break; } // whoever stops early holds nothing
  });
  it.each([['CSV', memoryFile('t.csv', '')], ['vCard', memoryFile('t.vcf', '')], ['XLSX', memoryFile('t.xlsx', workbook({ sheets: { S: '' } }))]])('%s without anything is refused as empty', async (_name, file) => {
    await expect(cellsIn(file)).rejects.toMatchObject({ code: 'empty-file' });
  });
});

describe('encodings', () => {
  const simplified = '客户编号,客户名称,联系人,地址\nA1,广州南湾贸易有限公司,陈伟,广东省广州市天河区天河路1号\nA2,深圳华强电子有限公司,王芳,深圳市福田区\n';
  const traditional = '客戶編號,客戶名稱,聯絡人,地址\nA1,大安國際股份有限公司,陳怡君,臺北市大安區忠孝東路\nA2,高雄貿易有限公司,林志明,高雄市前鎮區\n';
  const spanish = 'Código,Nombre,Dirección\nA1,Peña y Compañía,Calle Alcalá 3\nA2,José Muñoz,Avenida de América\n';
  it.each([['gb18030', simplified], ['big5', traditional], ['windows-1252', spanish]] as const)('%s is found out, said with its confidence, and read', async (encoding, written) => {
    const bytes = encoded(written, encoding);
    const [best, second] = guessEncodings(bytes);
    expect(best).toMatchObject({ encoding });
    expect(best!.confidence).toBeGreaterThan(0.75);
    expect(best!.confidence).toBeGreaterThan(second?.confidence ?? 0);
    expect(await cellsIn(memoryFile('kunden.csv', bytes))).toEqual(written.trim().split('\n').map((line) => line.split(',')));
  });
  it.each([['gb18030', '姓名,电话\n刘洋,1\n'], ['big5', '姓名,電話\n劉洋,1\n']] as const)('a short %s text is never said to be Western', async (encoding, written) => {
    expect(guessEncodings(encoded(written, encoding))[0]?.encoding).toBe(encoding);
  });
  it('what a person says counts', async () => {
    expect((await cellsIn(memoryFile('a.csv', encoded('id,name\nA1,Nuñez\n', 'windows-1252')), { encoding: 'windows-1252' }))[1]).toEqual(['A1', 'Nuñez']);
    await expect(cellsIn(memoryFile('a.csv', encoded('id,name\nA1,Nuñez,\n', 'windows-1252')), { encoding: 'utf-8' })).rejects.toMatchObject({ code: 'invalid-utf8', line: 2 });
  });
});

describe('workbooks', () => {
  it('dates of both calendars, times, leading zeros, booleans, fractions, formulas, and gaps', async () => {
    const formats = ['yyyy\\-mm\\-dd', 'yyyy/m/d h:mm', '00000', '#,##0.00', 'h:mm'];
    const cells = row(1, text('d'), text('m'), text('z'), text('n'), text('b'), text('t')) +
      row(3, '<c s="1"><v>45292</v></c>', '<c s="2"><v>45292.5</v></c>', '<c s="3"><v>1234</v></c>', '<c s="4"><v>0.30000000000000004</v></c>', '<c t="b"><v>1</v></c>', '<c s="5"><v>0.25</v></c>') +
      row(4, '<c s="1"><v>59</v></c>', '', '', '<c t="str"><f>A1</f><v>ok</v></c>');
    const found = await recordsIn(memoryFile('a.xlsx', workbook({ sheets: { S: cells }, formats })));
    expect(found.map(({ line, cells: each }) => [line, ...each])).toEqual([[1, 'd', 'm', 'z', 'n', 'b', 't'], [3, '2024-01-01', '2024-01-01T12:00', '01234', '0.3', 'true', '06:00'], [4, '1900-02-28', '', '', 'ok', '', '']]);
    expect((await cellsIn(memoryFile('a.xlsx', workbook({ sheets: { S: row(1, text('d')) + row(2, '<c s="1"><v>43830</v></c>') }, formats, from1904: true }))))[1]).toEqual(['2024-01-01']);
  });
  it('several sheets, each with its own records', async () => {
    const file = memoryFile('a.xlsx', workbook({ sheets: { 客户: row(1, text('id')) + row(2, text('甲')), Orders: row(1, text('no')) } }));
    expect((await openSource(file)).tables.map(({ name }) => name)).toEqual(['客户', 'Orders']);
    expect([await cellsIn(file), await cellsIn(file, {}, 1)]).toEqual([[['id'], ['甲']], [['no']]]);
  });
  it('marks a number of which digits are lost, and a cell that shows an error', async () => {
    const [, second] = await recordsIn(memoryFile('a.xlsx', workbook({ sheets: { S: row(1, text('id'), text('x')) + row(2, '<c><v>4.4052419800101E+17</v></c>', '<c t="e"><v>#REF!</v></c>') } })));
    expect([...second!.broken!].map(([i, { code }]) => [i, code])).toEqual([[0, 'destroyed-number'], [1, 'cell-error']]);
  });
  it.each([
    ['an .xls of Excel 97', memoryFile('a.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)])), 'old-excel'],
    ['one with a password', memoryFile('a.xlsx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from('EncryptedPackage', 'utf16le')), 'encrypted'],
    ['a zip of something else', memoryFile('a.xlsx', zipSync({ '../../etc/passwd': strToU8('x'), 'lib.zip': strToU8('y') })), 'not-a-workbook'],
    ['a text of that name', memoryFile('a.xlsx', 'id,name\n'), 'not-a-workbook'],
    ['entities of its own', memoryFile('a.xlsx', workbook({ sheets: { S: '' }, extra: { 'xl/sharedStrings.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>') } })), 'not-a-workbook'],
    ['a million members', memoryFile('a.xlsx', zipSync(Object.fromEntries(Array.from({ length: 10_500 }, (_, i) => [`f${i}`, new Uint8Array(0)])))), 'zip-bomb'],
    ['a cut-off one', memoryFile('a.xlsx', workbook({ sheets: { S: row(1, text('id')) } }).slice(0, 200)), 'unreadable'],
    ['a PDF', memoryFile('a.csv', '%PDF-1.7\n'), 'unknown-format'],
  ] as const)('%s is refused with a sentence', async (_name, file, code) => {
    await expect(cellsIn(file)).rejects.toMatchObject({ code, message: expect.stringMatching(/\.$/) as string });
  });
  it('a sheet that swells is refused long before it is unpacked (row 33 of the hostile inputs)', async () => {
    const bomb = workbook({ sheets: { S: row(1, text('id')) }, extra: { 'xl/sharedStrings.xml': strToU8(`<sst><si><t>${' '.repeat(120_000_000)}</t></si></sst>`) } });
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    await expect(cellsIn(memoryFile('a.xlsx', bomb))).rejects.toMatchObject({ code: 'zip-bomb' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(deflateRawSync(' ').length).toBeGreaterThan(0);
  });
});

describe('address cards', () => {
  it('Outlook', async () => {
    expect(await card(cards.outlookBytes())).toMatchObject({ KIND: 'individual', FN: 'Jörg Müller', ORG: 'Käserei Nord GmbH', 'ORG unit': 'Einkauf', TITLE: 'Leiter', 'TEL phone work': '+49 30 555010', 'TEL mobile': '+49 171 5550101', 'TEL fax work': '+49 30 555019', 'ADR business text': 'Hauptstraße 5', 'ADR business city': 'Berlin', 'ADR business postcode': '10115', 'ADR business country': 'Deutschland', URL: 'http://www.kaeserei.example', BDAY: '1979-04-01', 'EMAIL!': 'joerg@kaeserei.example' });
  });
  it('Google Contacts', async () => {
    expect(await card(cards.GOOGLE)).toMatchObject({ KIND: 'individual', FN: '陈伟', NICKNAME: '老陈', 'EMAIL home': 'chen@example.cn', 'EMAIL 助理': 'zhang@example.cn', 'TEL mobile': '138 0013 8000', 'TEL phone work': '020-8888 6666', 'ADR business text': '天河路 1 号, 5 楼', 'ADR business city': '广州', ORG: '南湾贸易有限公司', 'ORG unit': '采购部', BDAY: '--04-01', URL: 'https://nanwan.example', NOTE: '老客户, 周末不打电话' });
  });
  it('iPhone and iCloud', async () => {
    expect(await card(cards.IPHONE)).toMatchObject({ KIND: 'individual', FN: 'Sra. María García López', ORG: 'Aceites del Sur, S.L.', 'TEL mobile!': '+34 612 345 678', 'TEL fax home': '+34 954 000 112', 'EMAIL work!': 'maria@aceites.example', 'ADR business city': 'Sevilla', BDAY: '--05-06', ANNIVERSARY: '2010-06-12', 'IM whatsapp': '+34612345678', NOTE: 'Segunda línea\ncon salto que es lo bastante larga para que el teléfono la parta en dos' });
    expect(await card(cards.IPHONE_COMPANY)).toMatchObject({ KIND: 'organisation', FN: 'Café Colón', 'TEL phone work': '+34 955 111 222' });
  });
  it('Android', async () => {
    expect(await card(cards.ANDROID)).toMatchObject({ KIND: 'individual', FN: '陳怡君', 'TEL mobile!': '0912345678', 'TEL phone work': '(02)2345-6789', 'EMAIL home': 'yijun@example.tw', 'ADR business text': '忠孝東路一段 1 號', 'ADR business city': '臺北市', ORG: '大安國際股份有限公司', BDAY: '1988-08-08', NICKNAME: '小君', 'IM qq': '123456' });
  });
  it('Thunderbird and Evolution', async () => {
    expect(await card(cards.THUNDERBIRD)).toMatchObject({ UID: '4fbe8971-0bc3-424c-9c26-36c3e1eff6b1', FN: 'Ann Smith', 'EMAIL work!': 'ann@smith.example', EMAIL: 'ann2@smith.example', 'TEL phone work': '+44 20 5550 1234', 'TEL mobile': '+44-7700-900123', 'ADR business postcode': 'SW1A 1AA', ORG: 'Smith & Sons', ROLE: 'Purchasing', BDAY: '1980-02-29', NOTE: 'Semi; colon, comma\nline', 'IM line': 'ann.smith' });
    expect(await card(cards.EVOLUTION)).toMatchObject({ UID: 'pas-id-5A1B2C3D00000001', FN: 'Ana Ruiz', ORG: 'Vinos Ruiz', 'ORG unit': 'Bodega', 'EMAIL work': 'ana@ruiz.example', 'EMAIL home': 'ana@casa.example', 'TEL phone work': '+34 941 000 111', 'TEL mobile': '+34 600 111 222', 'ADR mailing city': 'Logroño', ANNIVERSARY: '2001-09-09', NICKNAME: 'Anita' });
  });
  it('many cards are many records of one header; a broken one is named', async () => {
    expect((await cellsIn(memoryFile('all.vcf', cards.GOOGLE, cards.THUNDERBIRD, cards.EVOLUTION))).length).toBe(4);
    await expect(cellsIn(memoryFile('a.vcf', 'BEGIN:VCARD\nFN:Ann\n'))).rejects.toMatchObject({ code: 'unreadable' });
  });
});

describe('archives as lines', () => {
  it('are read one by one, and another version is named', async () => {
    const line = archiveLine({ id: 'A1', row: { kind: 'organisation', code: null, packs: ['base'], department: null, confidentiality: 'normal', state: 'open', openedAt: '2026-01-01T00:00:00Z', reviewedAt: null, keys: [] }, sections: {} });
    expect(await cellsIn(memoryFile('a.jsonl', `${headLine({ source: 'x', at: 'now', archives: 1 })}\n${line}\n`))).toEqual([['archive'], [line]]);
    await expect(openSource(memoryFile('a.json', '{"format":"dossier-archives","version":9}\n'))).rejects.toMatchObject({ message: expect.stringContaining('version 9') as string });
  });
});
