/** People and departments by CSV: found by their columns in any language, in any order of rows, as often as one likes; what was edited stays, what cannot be is named row by row. */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../server/services/import/recognise.ts';
import { runImport, WHOLE, type ImportOptions } from '../../server/services/import/run.ts';
import type { ImportFile } from '../../server/services/import/csv.ts';
import type { ImportReport } from '../../model/api.ts';
import type { DepartmentId, PersonId } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';
import { memoryFile, MemoryPort } from '../helpers/import-port.ts';

const OPTIONS: ImportOptions = { source: 'hr', department: null, dryRun: false, currency: 'EUR', may: WHOLE };
const run = (port: MemoryPort, files: readonly ImportFile[], options: Partial<ImportOptions> = {}) => runImport(port, files, { ...OPTIONS, ...options });
const codes = (report: ImportReport) => report.lines.map(({ file, line, outcome, code }) => `${file}:${line} ${outcome} ${code}`);
const counts = (report: ImportReport, table: string) => report.tables.find((each) => each.table === table)?.counts;
const people = (...rows: readonly string[]) => memoryFile('people.csv', ['ID,Sub,Name,Email,Department,Roles,Manager,Active', ...rows].join('\n'));
const departments = (...rows: readonly string[]) => memoryFile('departments.csv', ['ID,Name,Parent,Managers', ...rows].join('\n'));
const person = (port: MemoryPort, id: string) => port.directory.get(id as PersonId);
const department = (port: MemoryPort, id: string) => port.departmentsById.get(id as DepartmentId);

it.each([
  ['users-2026.csv', ['员工编号', '姓名', '部门', '上级', '角色', '在职'], 'employees'],
  ['export.csv', ['工號', '姓名', '部門', '主管', '電子郵件'], 'employees'],
  ['lista.csv', ['Legajo', 'Nombre completo', 'Departamento', 'Jefe', 'Rol', 'Activo'], 'employees'],
  ['lista2.csv', ['Código de departamento', 'Nombre del departamento', 'Departamento superior', 'Responsable'], 'departments'],
  ['tree.csv', ['部门编号', '部门名称', '上级部门', '负责人'], 'departments'],
  ['tree.csv', ['Department', 'Parent department', 'Head'], 'departments'],
  ['new.csv', ['Sub', 'Name', 'Email'], 'employees'],
  ['c.csv', ['Customer No', 'Customer', 'City'], 'customers'],
])('%s with %j is a file of %s', (file, header, table) => {
  expect(recognise(file, header)).toMatchObject({ table });
});

describe('a file of people', () => {
  it('makes people by the id of their sign-in, else by the source, in any order of rows', async () => {
    const port = new MemoryPort();
    const report = await run(port, [people('1,,张三,zhang@corp.example,sales,staff,2,yes', '2,auth0|2,Ana Gómez,ana@corp.example,sales,"manager; admin",3,', '3,,李四,,,总经理,,是')]);
    expect(codes(report)).toEqual([]);
    expect(person(port, 'hr:1')).toMatchObject({ name: '张三', email: 'zhang@corp.example', department: 'sales', roles: ['staff'], reportsTo: 'auth0|2', active: true });
    expect(person(port, 'auth0|2')).toMatchObject({ roles: ['manager', 'admin'], reportsTo: 'hr:3', active: true });
    expect(person(port, 'hr:3')).toMatchObject({ roles: ['generalManager'], department: null });
  });

  it('changes nothing the second time, and only what changed the third', async () => {
    const port = new MemoryPort();
    const rows = ['1,,Ann,a@x.example,sales,staff,2,yes', '2,auth0|2,Ben,b@x.example,sales,manager,,yes'];
    await run(port, [people(...rows)]);
    const [state, writes] = [port.state(), port.writes];
    expect(counts(await run(port, [people(...rows)]), 'employees')).toEqual({ unchanged: 2 });
    expect([port.state(), port.writes]).toEqual([state, writes]);
    const third = await run(port, [people('1,,Anne,a@x.example,west,staff,2,yes', rows[1]!)]);
    expect(counts(third, 'employees')).toEqual({ updated: 1, unchanged: 1 });
    expect(person(port, 'hr:1')).toMatchObject({ name: 'Anne', department: 'west' });
    expect(department(port, 'west')).toBeDefined();
  });

  it('keeps what an administrator changed since, and says nothing of what it has no column for', async () => {
    const port = new MemoryPort();
    await run(port, [people('1,,Ann,a@x.example,sales,staff,,yes')]);
    port.directory.set('hr:1' as PersonId, { ...person(port, 'hr:1')!, roles: ['steward'], active: false, clearances: ['bank'] });
    const report = await run(port, [people('1,,Anna,a@x.example,sales,manager,,yes')]);
    expect(person(port, 'hr:1')).toMatchObject({ name: 'Anna', roles: ['steward'], active: false, clearances: ['bank'] });
    expect(codes(report)).toEqual(['people.csv:2 kept edited', 'people.csv:2 kept edited']);
    await run(port, [memoryFile('people.csv', 'ID,Name\n1,Anna Maria\n')]);
    expect(person(port, 'hr:1')).toMatchObject({ name: 'Anna Maria', email: 'a@x.example', department: 'sales' });
  });

  it('shuts out who is said to have left, and nobody who is only missing', async () => {
    const port = new MemoryPort();
    await run(port, [people('1,,Ann,,,,,yes', '2,,Ben,,,,,yes')]);
    await run(port, [people('2,,Ben,,,,,离职')]);
    expect([person(port, 'hr:1')?.active, person(port, 'hr:2')?.active]).toEqual([true, false]);
  });

  it('gives who was imported before the id of their sign-in when the file knows it', async () => {
    const port = new MemoryPort();
    await run(port, [people('1,,Ann,,,,,', '2,,Ben,,,,1,')]);
    const report = await run(port, [people('1,auth0|1,Ann,,,,,', '2,,Ben,,,,1,')]);
    expect(counts(report, 'employees')).toEqual({ updated: 2 });
    expect(person(port, 'hr:1')).toBeUndefined();
    expect(person(port, 'auth0|1')).toMatchObject({ name: 'Ann' });
    expect(person(port, 'hr:2')).toMatchObject({ reportsTo: 'auth0|1' });
    const writes = port.writes;
    expect(counts(await run(port, [people('1,auth0|1,Ann,,,,,', '2,,Ben,,,,1,')]), 'employees')).toEqual({ unchanged: 2 });
    expect(port.writes).toBe(writes);
  });

  it('names circles, unknown superiors, unknown roles and unreadable words row by row', async () => {
    const report = await run(new MemoryPort(), [people('1,,A,,,king,2,maybe', '2,,B,,,,1,', '3,,C,,,,9,', '4,,D,,,,4,')]);
    expect(codes(report)).toEqual([
      'people.csv:2 repaired flag', 'people.csv:2 repaired unknown-role', 'people.csv:2 repaired circle', 'people.csv:3 repaired circle', 'people.csv:4 repaired unknown-superior', 'people.csv:5 repaired own-superior',
    ].sort((a, b) => codes(report).indexOf(a) - codes(report).indexOf(b)));
    expect(counts(report, 'employees')).toMatchObject({ created: 4 });
  });

  it('brings no roles, no sign-ins and no standing where a steward imports it, and says so', async () => {
    const port = new MemoryPort();
    const report = await run(port, [people('1,auth0|1,Ann,,sales,admin,,no')], { may: { archives: true, directory: false } });
    expect(person(port, 'hr:1')).toMatchObject({ name: 'Ann', department: 'sales', roles: ['staff'], active: true });
    expect(codes(report)).toEqual(['people.csv:1 skipped not-yours', 'people.csv:1 skipped not-yours', 'people.csv:1 skipped not-yours']);
  });

  it('never changes the rights of who imports it', async () => {
    const port = new MemoryPort();
    await run(port, [people('1,ada,Ada,,it,admin,,yes')]);
    port.by = person(port, 'ada') as Person;
    const report = await run(port, [people('1,ada,Ada L.,,sales,"admin,steward",,no', '2,,Bo,,,,,')]);
    expect(person(port, 'ada')).toMatchObject({ name: 'Ada L.', department: 'it', roles: ['admin'], active: true });
    expect(codes(report)).toEqual(Array(3).fill('people.csv:2 kept own'));
    await run(port, [people('1,ada,Ada L.,,it,admin,,yes', '2,ada,Bo,,,,,')]);
    expect(person(port, 'hr:2')).toBeDefined();
  });
});

describe('a file of departments', () => {
  it('makes a tree in any order of rows, with managers by their number, address or sign-in', async () => {
    const port = new MemoryPort();
    const report = await run(port, [
      departments('11,South,1,"7; ana@corp.example"', '1,Sales,0,auth0|2', '0,Company,,'),
      people('7,,张三,,South,,,', '8,,Ana,ana@corp.example,11,,,', '9,auth0|2,Ben,,Sales,,,'),
    ]);
    expect(codes(report)).toEqual([]);
    expect(department(port, '11')).toEqual({ id: '11', name: 'South', parent: '1', managers: ['hr:7', 'hr:8'] });
    expect(department(port, '1')).toEqual({ id: '1', name: 'Sales', parent: '0', managers: ['auth0|2'] });
    expect(person(port, 'hr:7')?.department).toBe('11');
    expect([...port.departmentsById.keys()].sort()).toEqual(['0', '1', '11']);
  });

  it('changes only what changed, keeps what was edited, and fills what an import of people left a bare name', async () => {
    const port = new MemoryPort();
    await run(port, [people('1,,Ann,,lab,,,')]);
    const rows = ['lab,Laboratory,top,1', 'top,Company,,'];
    expect(counts(await run(port, [departments(...rows)]), 'departments')).toEqual({ updated: 1, created: 1 });
    expect(department(port, 'lab')).toEqual({ id: 'lab', name: 'Laboratory', parent: 'top', managers: ['hr:1'] });
    const writes = port.writes;
    expect(counts(await run(port, [departments(...rows)]), 'departments')).toEqual({ unchanged: 2 });
    expect(port.writes).toBe(writes);
    port.departmentsById.set('lab', { ...department(port, 'lab')!, managers: [] });
    const report = await run(port, [departments('lab,Labs,top,1', 'top,Company,,')]);
    expect(department(port, 'lab')).toMatchObject({ name: 'Labs', managers: [] });
    expect(codes(report)).toEqual(['departments.csv:2 kept edited']);
  });

  it('refuses every row of a circle, by name, and stores the others', async () => {
    const port = new MemoryPort();
    const report = await run(port, [departments('a,A,b,', 'b,B,c,', 'c,C,a,', 'd,D,a,', 'e,E,,nobody', 'f,F,ghost,', 'g,G,g,')]);
    expect(codes(report).sort()).toEqual([
      'departments.csv:2 refused circle', 'departments.csv:3 refused circle', 'departments.csv:4 refused circle', 'departments.csv:6 repaired unknown-manager', 'departments.csv:7 repaired unknown-parent', 'departments.csv:8 refused circle',
    ]);
    expect(report.lines.find(({ line }) => line === 2)?.message).toContain('"a" → "b" → "c" → "a"');
    expect([...port.departmentsById.keys()]).toEqual(['d', 'e', 'f']);
  });

  it('closes no circle with what is stored', async () => {
    const port = new MemoryPort();
    await run(port, [departments('a,A,,', 'b,B,a,', 'c,C,b,')]);
    const report = await run(port, [departments('a,A,c,')]);
    expect(codes(report)).toEqual(['departments.csv:2 refused circle']);
    expect(department(port, 'a')?.parent).toBeNull();
  });

  it('is an administrator\'s, who makes nobody of themselves', async () => {
    const port = new MemoryPort();
    expect(codes(await run(port, [departments('a,A,,')], { may: { archives: true, directory: false } }))).toEqual(['departments.csv:1 refused not-yours']);
    expect(port.departmentsById.size).toBe(0);
    await run(port, [people('1,ada,Ada,,it,admin,,yes'), departments('it,IT,,ada', 'sales,Sales,,')]);
    port.by = person(port, 'ada') as Person;
    const report = await run(port, [departments('it,IT,,ada', 'sales,Sales,it,', 'x,X,,ada', 'y,Y,,')]);
    expect(codes(report)).toEqual(['departments.csv:3 refused own', 'departments.csv:4 refused own']);
    expect([...port.departmentsById.keys()].sort()).toEqual(['it', 'sales', 'y']);
  });

  it('is not mixed with archives by an administrator who is no steward', async () => {
    const port = new MemoryPort();
    const report = await run(port, [memoryFile('customers.csv', 'ID,Name\nC1,One\n'), departments('a,A,,')], { may: { archives: false, directory: true } });
    expect(codes(report)).toEqual(['customers.csv:1 refused not-yours']);
    expect([port.archives.size, port.departmentsById.size]).toEqual([0, 1]);
  });

  it('stores nothing in a dry run, and says the same', async () => {
    const files = [departments('11,South,1,7', '1,Sales,,'), people('7,,张三,,South,manager,8,', '8,auth0|8,Ana,,1,,,')];
    const port = new MemoryPort();
    const dry = await run(port, files, { dryRun: true });
    expect([port.writes, port.imported.size]).toEqual([0, 0]);
    expect({ ...dry, dryRun: false }).toEqual(await run(port, files));
  });
});

it('brings ten thousand people and a thousand departments in a few seconds of work', async () => {
  const port = new MemoryPort();
  const tree = departments(...Array.from({ length: 1_000 }, (_, i) => `d${i},Department ${i},${i === 0 ? '' : `d${Math.floor((i - 1) / 5)}`},${i}`));
  const staff = people(...Array.from({ length: 10_000 }, (_, i) => `${i},sub|${i},Person ${i},p${i}@x.example,d${i % 1_000},staff,${i === 0 ? '' : Math.floor((i - 1) / 8)},yes`));
  const before = process.cpuUsage();
  const report = await run(port, [tree, staff]);
  const { user, system } = process.cpuUsage(before);
  expect([counts(report, 'departments'), counts(report, 'employees')]).toEqual([{ created: 1_000 }, { created: 10_000 }]);
  expect(codes(report)).toEqual([]);
  expect((user + system) / 1e6).toBeLessThan(120);
});
