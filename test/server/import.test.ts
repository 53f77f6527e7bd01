/** Imports against a server of maps: what becomes of rows, what is repaired, kept and refused, and what a second import changes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importedRowId } from '../../server/services/import/archive-values.ts';
import { sumOfLines as sumOf } from '../../model/order-lines.ts';
import { runImport, WHOLE, type ImportOptions } from '../../server/services/import/run.ts';
import type { ImportFile } from '../../server/services/import/csv.ts';
import type { ImportReport } from '../../model/api.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { fromMinor, toMinor } from '../../model/money.ts';
import { memoryFile, MemoryPort } from '../helpers/import-port.ts';
import { tradeFiles } from '../helpers/northwind.ts';

const OPTIONS: ImportOptions = { source: 'shop', department: null, dryRun: false, currency: 'EUR', may: WHOLE };
const codes = (report: ImportReport) => report.lines.map((line) => `${line.file}:${line.line} ${line.outcome} ${line.code}`);
const counts = (report: ImportReport, table: string) => report.tables.find((each) => each.table === table)?.counts;
const run = (port: MemoryPort, files: readonly ImportFile[], options: Partial<ImportOptions> = {}) => runImport(port, files, { ...OPTIONS, ...options });
const customers = (...rows: readonly string[]): ImportFile => memoryFile('customers.csv', ['CustomerID,CompanyName,ContactName,Phone', ...rows].join('\n'));

const files = tradeFiles();
const folder = (): readonly ImportFile[] => readdirSync(files.folder).filter((name) => name.endsWith('.csv')).map((name) => memoryFile(name, readFileSync(join(files.folder, name))));

describe(`import of ${files.title}`, () => {
  it('makes archives, people and transactions, and reports the dirt', async () => {
    const port = new MemoryPort();
    const report = await run(port, folder(), { source: 'northwind' });
    expect(counts(report, 'customers')?.created).toBe(93);
    expect(counts(report, 'suppliers')?.created).toBe(29);
    expect(counts(report, 'orders')?.created).toBe(830);
    expect(counts(report, 'employees')?.created).toBe(9);
    expect(report.lines.filter((line) => line.outcome === 'refused')).toEqual([]);
    expect(codes(report).filter((line) => line.startsWith('customers.csv')).some((line) => line.endsWith('repaired trimmed'))).toBe(true);
    expect(port.archives.get('Val2' as ArchiveId)?.brought).toMatchObject({ owner: null, department: 'unassigned', keys: ['northwind:Val2'] });
    expect(port.section('VALON', 'profile').fields['customer.name']).toBe('IT');
    expect(port.section('Val2', 'profile').fields['customer.name']).toBe('IT');
    expect(port.only('S-1', 'profile', 'customer.partnerRole')).toEqual({ value: 'supplier' });
    expect(port.directory.get('northwind:1' as PersonId)?.reportsTo).toBe('northwind:2');
    expect(report.lines.some((line) => line.file === 'suppliers.csv' && line.code === 'hyperlink')).toBe(true);
    expect(report.lines.some((line) => line.file === 'suppliers.csv' && line.code === 'not-a-url')).toBe(true);
    expect(port.finishedWith).toHaveLength(1);
    expect(port.finishedWith[0]).toHaveLength(89);
    expect(report.ignoredColumns).toContainEqual({ file: 'orders.csv', column: 'Freight' });
  });
  it('adds the sums to the cent, from amounts and from lines', async () => {
    const port = new MemoryPort();
    await run(port, folder(), { source: 'northwind' });
    const all = [...port.transactions.values()];
    const total = all.reduce((sum, each) => sum + toMinor(each.amount)!, 0);
    if (files.real) expect(fromMinor(total)).toBe('1265793.22');
    for (const each of all) expect(Math.abs(sumOf(each.lines) - toMinor(each.amount)!), each.externalId).toBeLessThanOrEqual(files.real ? 0 : 1);
    const without = folder().map((file) => (file.name !== 'orders.csv' ? file : memoryFile(file.name, readFileSync(join(files.folder, file.name), 'utf8').replace('Amount', 'Unused'))));
    const other = new MemoryPort();
    await run(other, without, { source: 'northwind' });
    expect([...other.transactions.values()].reduce((sum, each) => sum + toMinor(each.amount)!, 0)).toBe(all.reduce((sum, each) => sum + sumOf(each.lines), 0));
  });
  it('changes nothing the second time', async () => {
    const port = new MemoryPort();
    await run(port, folder(), { source: 'northwind' });
    const [state, writes] = [port.state(), port.writes];
    const report = await run(port, folder(), { source: 'northwind' });
    expect([port.state(), port.writes]).toEqual([state, writes]);
    expect(counts(report, 'orders')).toEqual({ unchanged: 830 });
    expect(counts(report, 'customers')?.unchanged).toBe(93);
    expect(port.finishedWith).toHaveLength(1);
  });
  it('stores nothing in a dry run, and says the same', async () => {
    const port = new MemoryPort();
    const dry = await run(port, folder(), { source: 'northwind', dryRun: true });
    expect([port.writes, port.imported.size, port.finishedWith.length]).toEqual([0, 0, 0]);
    const real = await run(port, folder(), { source: 'northwind' });
    expect({ ...dry, dryRun: false }).toEqual(real);
  });
});

describe('import: what people changed stays', () => {
  const first = customers('A1,Alpha,Ann,030-1');
  it('keeps an edited name, and says so', async () => {
    const port = new MemoryPort();
    await run(port, [first]);
    port.section('A1', 'profile').fields['customer.name'] = 'Alpha & Sons';
    const report = await run(port, [customers('A1,Alpha GmbH,Ann,030-2')]);
    expect(port.section('A1', 'profile').fields['customer.name']).toBe('Alpha & Sons');
    expect(port.only('A1', 'profile', 'methods')['value']).toBe('030-2');
    expect(report.lines).toMatchObject([{ outcome: 'kept', field: 'customer.name', code: 'edited', line: 2, externalId: 'A1' }]);
    expect(counts(report, 'customers')).toEqual({ updated: 1, kept: 1 });
  });
  it('keeps it at every later import as well', async () => {
    const port = new MemoryPort();
    await run(port, [first]);
    port.section('A1', 'profile').fields['customer.name'] = 'Mine';
    for (const name of ['B', 'B', 'C']) {
      const report = await run(port, [customers(`A1,${name},Ann,030-1`)]);
      expect(report.lines.map((line) => line.outcome)).toEqual(['kept']);
      expect(port.section('A1', 'profile').fields['customer.name']).toBe('Mine');
    }
  });
  it('follows the file where nobody edited, also into emptiness', async () => {
    const port = new MemoryPort();
    await run(port, [first]);
    const report = await run(port, [customers('A1,Alpha Ltd.,Bea,')]);
    expect(port.section('A1', 'profile').fields['customer.name']).toBe('Alpha Ltd.');
    expect(port.only('A1', 'people', 'people')['name']).toBe('Bea');
    expect(Object.keys(port.section('A1', 'profile').rows['methods'] ?? {})).toEqual([]);
    expect(report.lines).toEqual([]);
  });
  it('leaves a row away that was deleted in Dossier', async () => {
    const port = new MemoryPort();
    await run(port, [first]);
    port.section('A1', 'profile').rows['methods'] = {};
    const report = await run(port, [customers('A1,Alpha,Ann,030-9')]);
    expect(port.section('A1', 'profile').rows['methods']).toEqual({});
    expect(report.lines).toMatchObject([{ outcome: 'kept', code: 'removed' }]);
  });
  it('keeps an edited row that left the file', async () => {
    const port = new MemoryPort();
    await run(port, [first]);
    port.only('A1', 'profile', 'methods')['value'] = '+49 30 1';
    await run(port, [customers('A1,Alpha,Ann,')]);
    expect(port.only('A1', 'profile', 'methods')['value']).toBe('+49 30 1');
  });
  it('keeps what an administrator changed about a person', async () => {
    const port = new MemoryPort();
    const staff = (name: string) => memoryFile('employees.csv', `EmployeeID,Name,Department\n7,${name},sales`);
    await run(port, [staff('Ann')]);
    const person = port.directory.get('shop:7' as PersonId)!;
    port.directory.set(person.id, { ...person, department: null, roles: ['manager'] });
    await run(port, [staff('Anne')]);
    expect(port.directory.get(person.id)).toMatchObject({ name: 'Anne', department: null, roles: ['manager'] });
  });
  const step = fc.record({ name: fc.constantFrom('a', 'b', 'c'), phone: fc.constantFrom('', '1', '2'), edit: fc.constantFrom(null, 'a', 'mine') });
  it('never loses an edit, whatever files follow (property)', () => fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
    const port = new MemoryPort();
    let edited: string | null = null;
    for (const { name, phone, edit } of steps) {
      await run(port, [customers(`K,${name},,${phone}`)]);
      const { fields } = port.section('K', 'profile');
      // an edit stands until a file agrees with it: then it is the file's again
      if (edited !== null) expect(fields['customer.name']).toBe(edited);
      if (edited === name) edited = null;
      if (edit === null || fields['customer.name'] === edit) continue;
      fields['customer.name'] = edit;
      // back to what the file says is no edit any more
      edited = edit === name ? null : edit;
    }
  })));
});

describe('import: identity', () => {
  it('never merges equal names', async () => {
    const port = new MemoryPort();
    await run(port, [customers('A1,IT,,', 'A2,IT,,')]);
    expect([...port.archives.keys()]).toEqual(['A1', 'A2']);
  });
  it('two sources with the same id are two archives', async () => {
    const port = new MemoryPort();
    await run(port, [customers('1,One,,')]);
    const report = await run(port, [customers('1,Uno,,')], { source: 'other' });
    expect([...port.archives.values()].map(({ brought }) => brought.keys)).toEqual([['shop:1'], ['other:1']]);
    expect(codes(report)).toEqual(['customers.csv:2 repaired id-taken']);
    await run(port, [customers('1,Uno 2,,')], { source: 'other' });
    expect(port.archives.size).toBe(2);
  });
  it('an id that cannot be an archive id becomes a key', async () => {
    const port = new MemoryPort();
    await run(port, [customers('GZ/2019-0045,广州贸易,,')]);
    const [archive] = [...port.archives.values()];
    expect(archive?.brought).toMatchObject({ keys: ['shop:GZ/2019-0045'] });
    expect(archive?.brought.id).toBeUndefined();
  });
  it('finds an archive again whose import was cut off before it was written down', async () => {
    const port = new MemoryPort();
    await run(port, [customers('A1,Alpha,Ann,030-1')]);
    port.imported.clear();
    const report = await run(port, [customers('A1,Alpha,Ann,030-1')]);
    expect(port.archives.size).toBe(1);
    expect(counts(report, 'customers')).toEqual({ unchanged: 1 });
  });
  it('row ids follow from source, table and slot alone', () => {
    expect(importedRowId('shop', 'customers', 'phone')).toBe(importedRowId('shop', 'customers', 'phone'));
    expect(new Set([['shop', 'customers', 'phone'], ['shop', 'suppliers', 'phone'], ['shop', 'customers', 'fax']].map(([a = '', b = '', c = '']) => importedRowId(a, b, c))).size).toBe(3);
  });
});

describe('import: refusals name file, line, column and code, and change nothing', () => {
  const refused = async (...given: readonly ImportFile[]) => {
    const port = new MemoryPort();
    const report = await run(port, given);
    return { port, report, lines: codes(report) };
  };
  it.each([
    ['a quote that is never closed', customers('A1,"Alpha,,', 'A2,Beta,,'), 'customers.csv:2 refused unclosed-quote'],
    ['a stray quote', customers('A1,Alpha,,', 'A2,Be"ta,,'), 'customers.csv:3 refused stray-quote'],
    ['bytes that are not UTF-8', memoryFile('customers.csv', 'CustomerID,Name\nA1,Alpha\nA2,', new Uint8Array([0xc4, 0x20]), '\n'), 'customers.csv:3 refused invalid-utf8'],
    ['an empty file', memoryFile('customers.csv', ''), 'customers.csv:1 refused empty-file'],
    ['no column for the id', memoryFile('customers.csv', 'Name,Phone\nAlpha,1\n'), 'customers.csv:1 refused missing-column'],
    ['a table that nobody knows', memoryFile('weather.csv', 'Day,Rain\n1,2\n'), 'weather.csv:1 refused unknown-table'],
    ['ten thousand columns', memoryFile('customers.csv', Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')), 'customers.csv:1 refused too-many-columns'],
  ] as const)('%s refuses the file', async (_name, file, line) => {
    const { port, lines } = await refused(file);
    expect(lines).toEqual([line]);
    expect(port.writes).toBe(0);
  });
  it('one line of 100 MB refuses the file without being held', async () => {
    const chunk = Buffer.alloc(65_536, 97);
    const long: ImportFile = { name: 'customers.csv', open: () => memoryFile('x', 'CustomerID,Name\nA1,', ...Array.from({ length: 1_600 }, () => chunk)).open() };
    const { lines, port } = await refused(long);
    expect(lines).toEqual(['customers.csv:2 refused record-too-long']);
    expect(port.writes).toBe(0);
  });
  it('a broken file does not stop the others', async () => {
    const { port } = await refused(memoryFile('suppliers.csv', 'SupplierID,Name\n1,"x'), customers('A1,Alpha,,'));
    expect([...port.archives.keys()]).toEqual(['A1']);
  });
  it.each([
    ['too few cells', 'A1,Alpha', 'wrong-column-count'],
    ['too many cells', 'A1,Alpha,,,x', 'wrong-column-count'],
    ['no id', ' ,Alpha,,', 'no-id'],
    ['no name', 'A1, ,,', 'no-name'],
    ['an id of 200 characters', `${'x'.repeat(200)},Alpha,,`, 'bad-id'],
    ['a name of 10,000 characters', `A1,${'x'.repeat(10_000)},,`, 'bad-name'],
    ['an id that came before', 'OK,Again,,', 'duplicate'],
  ])('a row with %s is refused, its neighbours are not', async (_name, row, code) => {
    const { port, report } = await refused(customers('OK,Before,,', row, 'OK2,After,,'));
    expect([...port.archives.keys()]).toEqual(['OK', 'OK2']);
    expect(report.lines.filter((line) => line.outcome === 'refused')).toMatchObject([{ file: 'customers.csv', line: 3, code }]);
    expect(counts(report, 'customers')).toMatchObject({ created: 2, refused: 1 });
  });
  const orders = (...rows: readonly string[]) => memoryFile('orders.csv', ['OrderID,CustomerID,OrderDate,Amount', ...rows].join('\n'));
  it.each([
    ['a customer that nobody knows', '1,NOBODY,2026-01-01,5', 'CustomerID unknown-customer'],
    ['no customer', '1,,2026-01-01,5', 'CustomerID no-customer'],
    ['a day that does not exist', '1,A1,2026-02-30,5', 'OrderDate date'],
    ['a date with two readings', '1,A1,3/4/2026,5', 'OrderDate ambiguous-date'],
    ['no date', '1,A1,,5', 'OrderDate date'],
    ['no amount and no lines', '1,A1,2026-01-01,', 'Amount no-amount'],
    ['an amount that is none', '1,A1,2026-01-01,many', 'Amount number'],
    ['an amount with two readings', '1,A1,2026-01-01,"1,234"', 'Amount ambiguous-number'],
    ['an amount beyond every sum', '1,A1,2026-01-01,123456789012345678', 'Amount number'],
  ])('an order with %s is refused', async (_name, row, expected) => {
    const { port, report } = await refused(customers('A1,Alpha,,'), orders(row));
    expect(report.lines.map((line) => `${line.field} ${line.code}`)).toEqual([expected]);
    expect(port.transactions.size).toBe(0);
  });
  it.each([
    { source: 'North Wind' }, { source: '' }, { source: '1st' }, { source: `a${'b'.repeat(40)}` }, { source: 'Shop' }, { department: '' }, { department: ' sales' },
  ])('refuses the options %j', async (wrong) => {
    await expect(run(new MemoryPort(), [], wrong)).rejects.toMatchObject({ code: 'invalid', problems: [{ field: Object.keys(wrong)[0] }] });
  });
});

describe('import: recognised and repaired', () => {
  it('reads semicolons, tabs, a byte order mark and Windows line ends', async () => {
    for (const mark of [';', '\t', ',']) {
      const port = new MemoryPort();
      const report = await run(port, [memoryFile('list.csv', `\ufeffCustomer No.${mark}Company${mark}City\r\nA1${mark}Alpha${mark}Bern\r\n`)]);
      expect(report.lines).toEqual([]);
      expect(port.only('A1', 'profile', 'addresses')).toEqual({ use: 'business', city: 'Bern' });
    }
  });
  it.each([
    ['简体中文', '客户编号,客户名称,联系人,电话,手机,城市,国家,邮编,简称', '广州', '中国', 'CN'],
    ['繁體中文', '客戶編號,客戶名稱,聯絡人,電話,手機,城市,國家,郵遞區號,簡稱', '臺北', '台灣', 'TW'],
    ['español', 'Código de cliente,Nombre,Contacto,Teléfono,Móvil,Ciudad,País,Código postal,Nombre corto', 'Sevilla', 'España', 'ES'],
    ['English', 'Customer No,Customer name,Contact person,Telephone,Mobile,City,Country,Postcode,Short name', 'London', 'UK', 'GB'],
  ])('recognises the columns of a list in %s', async (_language, header, city, country, code) => {
    const port = new MemoryPort();
    const report = await run(port, [memoryFile('liste.csv', `${header}\nK7,Name,Person,030-1,0171-2,${city},${country},0123,Short\n`)]);
    expect(report.lines).toEqual([]);
    expect(port.section('K7', 'profile').fields).toEqual({ 'customer.name': 'Name', 'customer.shortName': 'Short' });
    expect(port.only('K7', 'profile', 'addresses')).toEqual({ use: 'business', city, country: code, postcode: '0123' });
    expect(Object.values(port.section('K7', 'profile').rows['methods'] ?? {})).toEqual([{ kind: 'phone', value: '030-1' }, { kind: 'mobile', value: '0171-2' }]);
    expect(port.only('K7', 'people', 'people')).toEqual({ name: 'Person', role: 'contactPerson' });
  });
  it('takes fields of the catalogue by label or key, and leaves out what does not fit', async () => {
    const port = new MemoryPort();
    const report = await run(port, [memoryFile('customers.csv', 'ID,Name,Industry,Number of employees,org.businessScope,Weather\n1,Alpha,nonsense,250,"Tea\nand coffee",sunny\n')]);
    expect(port.section('1', 'profile').fields).toMatchObject({ 'crm.employeeCount': 250 });
    expect(port.section('1', 'profile').texts).toEqual({ 'org.businessScope': 'Tea\nand coffee' });
    expect(codes(report)).toEqual(['customers.csv:2 repaired option']);
    expect(report.ignoredColumns).toEqual([{ file: 'customers.csv', column: 'Weather' }]);
  });
  it('puts an unknown country behind the address', async () => {
    const port = new MemoryPort();
    const report = await run(port, [memoryFile('customers.csv', 'ID,Name,Address,Country\n1,Alpha,"Tower 1\nGate 2",Ruritania\n')]);
    expect(port.only('1', 'profile', 'addresses')).toEqual({ use: 'business', text: 'Tower 1, Gate 2, Ruritania' });
    expect(codes(report)).toEqual(['customers.csv:2 repaired multi-line', 'customers.csv:2 repaired unknown-country']);
  });
  it('makes a return of a negative amount and reads amounts as people write them', async () => {
    const port = new MemoryPort();
    const rows = [['1', '-5'], ['2', '"1.265.793,22"'], ['3', '"1,265,793.22"'], ['4', '€ 12.505'], ['5', '"12,5"']];
    await run(port, [customers('A1,Alpha,,'), memoryFile('orders.csv', `OrderID,CustomerID,Date,Amount\n${rows.map(([id, amount]) => `${id},A1,31.12.2025,${amount}`).join('\n')}`)]);
    expect([...port.transactions.values()].map(({ kind, amount, date }) => `${kind} ${amount} ${date}`)).toEqual([
      'return 5.00 2025-12-31', 'sale 1265793.22 2025-12-31', 'sale 1265793.22 2025-12-31', 'sale 12.51 2025-12-31', 'sale 12.50 2025-12-31',
    ]);
  });
  it('takes ten thousand customers in seconds', async () => {
    const port = new MemoryPort();
    const rows = Array.from({ length: 10_000 }, (_, i) => `C${i},Customer ${i},Contact ${i},030-${i}`);
    const began = process.cpuUsage();
    const report = await run(port, [customers(...rows)]);
    expect(counts(report, 'customers')).toEqual({ created: 10_000 });
    const { user, system } = process.cpuUsage(began); // work done, not the clock on the wall: the machine may be busy
    expect((user + system) / 1000).toBeLessThan(60_000);
  });
  it('tells its progress from nothing to all rows', async () => {
    const heard: [number, number][] = [];
    await runImport(new MemoryPort(), [customers(...Array.from({ length: 200 }, (_, i) => `C${i},N,,`))], OPTIONS, (done, total) => void heard.push([done, total]));
    expect(heard[0]).toEqual([0, 200]);
    expect(heard.at(-1)).toEqual([200, 200]);
  });
});
