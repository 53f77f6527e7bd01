/** The trading company's files that imports are tried on; where they are missing, a generated set of the same shape and the same dirt. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface TradeFiles {
  readonly folder: string;
  /** False: the files are generated, and the known answers of the real ones are not checked. */
  readonly real: boolean;
  /** Says which set is used, for the names of tests. */
  readonly title: string;
}

const REAL = resolve(import.meta.dirname, '../../../shared/data/northwind');

export function tradeFiles(): TradeFiles {
  if (existsSync(join(REAL, 'orders.csv'))) return { folder: REAL, real: true, title: 'Northwind' };
  const folder = mkdtempSync(join(tmpdir(), 'dossier-trade-'));
  for (const [name, text] of Object.entries(generatedTrade())) writeFileSync(join(folder, name), text);
  return { folder, real: false, title: 'a generated set (../shared is missing: the known sums and classes of Northwind are left out)' };
}

export type CsvRow = Readonly<Record<string, string>>;
export const readTable = (folder: string, table: string): readonly CsvRow[] => parse<CsvRow>(readFileSync(join(folder, `${table}.csv`)), { columns: true, bom: true });

const quoted = (cell: string | number): string => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
const csv = (rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';

/** 93 customers, 29 suppliers, 9 employees, 77 products, 830 orders, 2,155 lines; by a fixed rule, so that every run has the same. */
export function generatedTrade(): Readonly<Record<string, string>> {
  let state = 20_260_101;
  const chance = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  const cities = [['Berlin', 'Germany'], ['México D.F.', 'Mexico'], ['Luleå', 'Sweden '], ['广州', 'China'], ['臺北', 'Taiwan'], ['Sevilla', 'Spain']] as const;
  const place = (): readonly [string, string] => cities[chance(cities.length)] ?? cities[0];
  const code = (i: number): string => `K${String.fromCharCode(65 + (i % 26))}${String(i).padStart(3, '0')}`;
  const customers = Array.from({ length: 93 }, (_, i) => {
    const [city, country] = place();
    if (i === 91) return ['Val2 ', 'IT', 'Val2', 'IT', '', '', '', '', '', '', ''];
    if (i === 92) return ['VALON', 'IT', 'Valon', 'IT', '', '', '', '', '', '', ''];
    return [code(i), `Customer ${i}, Ltd.`, `Person ${i}`, 'Owner', i % 9 === 0 ? `House ${i}\nSecond floor` : `Street ${i}`, city, '', String(10_000 + i), country, `030-00${i}`, i % 3 === 0 ? `030-99${i}` : ''];
  });
  const suppliers = Array.from({ length: 29 }, (_, i) => {
    const [city, country] = place();
    return [i + 1, `Supplier ${i + 1}`, `Agent ${i + 1} `, 'Sales Manager', `Quay ${i}`, city, '', String(20_000 + i), country, `040-${i}`, '', ['', '#MAIN.HTM#', `Home#http://supplier${i}.example/home.htm#`][i % 3] ?? ''];
  });
  const employees = Array.from({ length: 9 }, (_, i) => [i + 1, `Last${i + 1}`, `First${i + 1}`, 'Sales Representative', i === 1 ? '' : i > 4 ? 5 : 2]);
  const products = Array.from({ length: 77 }, (_, i) => [i + 1, `Product ${i + 1}`, 'Beverages', (5 + i) / 2, 0]);
  const lines: (string | number)[][] = [];
  const start = Date.UTC(1996, 6, 4);
  const orders = Array.from({ length: 830 }, (_, i) => {
    const id = 10_248 + i;
    let cents = 0;
    for (let n = 0; n < (i < 495 ? 3 : 2); n++) {
      const product = chance(77);
      const [quantity, discount] = [1 + chance(60), [0, 0, 5, 20][chance(4)] ?? 0];
      lines.push([id, product + 1, (5 + product) / 2, quantity, discount / 100]);
      cents += (5 + product) * 50 * quantity * (100 - discount);
    }
    const date = new Date(start + Math.floor((i * 671) / 829) * 86_400_000).toISOString().slice(0, 10);
    // 89 of the 93 buy, a few of them most of it
    const customer = i < 89 ? i : Math.min(chance(89), chance(89));
    return [id, customers[customer]?.[0] ?? '', 1 + chance(9), `${date} 00:00:00.000`, '', i > 808 ? '' : `${date} 00:00:00.000`, 12.5, 'Bern', 'Switzerland', String(Math.round(cents / 100) / 100)];
  });
  const contact = ['CompanyName', 'ContactName', 'ContactTitle', 'Address', 'City', 'Region', 'PostalCode', 'Country', 'Phone', 'Fax'];
  return {
    'customers.csv': csv([['CustomerID', ...contact], ...customers]),
    'suppliers.csv': csv([['SupplierID', ...contact, 'HomePage'], ...suppliers]),
    'employees.csv': csv([['EmployeeID', 'LastName', 'FirstName', 'Title', 'ReportsTo'], ...employees]),
    'products.csv': csv([['ProductID', 'ProductName', 'CategoryName', 'UnitPrice', 'Discontinued'], ...products]),
    'order_lines.csv': csv([['OrderID', 'ProductID', 'UnitPrice', 'Quantity', 'Discount'], ...lines]),
    'orders.csv': csv([['OrderID', 'CustomerID', 'EmployeeID', 'OrderDate', 'RequiredDate', 'ShippedDate', 'Freight', 'ShipCity', 'ShipCountry', 'Amount'], ...orders]),
  };
}
