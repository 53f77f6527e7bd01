/**
 * What becomes of every field, list and rule of the domain catalogue, as a page: `node --import tsx test/coverage.ts` writes `docs/coverage.md`; `test/model/coverage.test.ts`
 * holds the page to it, and every proof to a test that is there. A row counts when a test has another person see the effect; else it says "stored only" or "not built yet".
 */
import { writeFileSync } from 'node:fs';
import { DICTIONARIES, FIELDS, fieldByKey, placeOf, SECTION_LABELS, storedField } from '../model/catalogue/catalogue.ts';
import type { Field } from '../model/catalogue/types.ts';
import { isSectionKey } from '../model/sections.ts';
import { LISTS, PROCESSES, RULES } from './coverage-processes.ts';
import type { Proof, Row } from './coverage-processes.ts';

const EVERY = 'test/flow/every-field.test.ts';
const LEDGER = 'test/server/http-ledger.test.ts';
/** Trade and stays are rows of the server: who sees what of them is asked over REST, the elements are drawn from it. */
const TRADE: Readonly<Record<string, Proof>> = {
  'behaviour.purchaseRecords': ['test/days/first-day.test.ts', 'its badge changes when Lucía records a sale'], 'txn.date': ['test/days/first-day.test.ts', 'its badge changes when Lucía records a sale'], 'txn.sales': ['test/days/first-day.test.ts', 'its badge changes when Lucía records a sale'],
  'behaviour.consumptionRecords': [LEDGER, 'is found by kind, dates, words and amount'], 'txn.items': [LEDGER, 'is found by kind, dates, words and amount'], 'txn.shipment': [LEDGER, 'says who recorded it, and stands with its order'],
  'txn.collection': [LEDGER, 'is said of each sale'], 'txn.receivable': [LEDGER, 'is said of each sale'], 'txn.paymentDueAt': [LEDGER, 'follows from the payment terms'], 'txn.cost': [LEDGER, 'costs and profit are for who reads the terms'], 'txn.profit': [LEDGER, 'costs and profit are for who reads the terms'],
};
const STAYS: Proof = ['test/days/reception.test.ts', 'the stay is written down'];
const OWN_ROW = new Set(['customer.kind', 'customer.customerCode', 'customer.archiveOpenedAt', 'customer.archiveKeeper', 'customer.owner', 'customer.coOwners', 'customer.managingDepartment', 'customer.confidentiality']);
const WORKED_OUT = new Set(['crm.transactionCount', 'crm.transactionAmount', 'crm.firstTransactionAt', 'crm.lastTransactionAt', 'archive.stage', 'class.abc', 'rfm.segment', 'rfm.recencyDays', 'rfm.frequency', 'rfm.monetary', 'profile.ageYears', 'person.registeredAddress']);

function rowOf(field: Field): Row {
  const section = isSectionKey(field.home) ? SECTION_LABELS[field.home].en : field.home;
  const done = (what: string, file: string, name: string): Row => ({ kind: 'done', what, proof: [file, name] });
  if (field.aliasOf !== undefined) {
    const home = storedField(field.key)!;
    const own = rowOf(home);
    return { ...own, what: `view of ${home.id} ${home.label.en}` };
  }
  if (OWN_ROW.has(field.key)) return done('form, the archive itself', EVERY, "the archive\\'s own row");
  if (WORKED_OUT.has(field.key)) return done(`worked out; card or form`, EVERY, 'what the server works out of trade');
  if (field.key.startsWith('field.')) return field.key === 'field.privacySensitive' ? { kind: 'stored', what: 'mark of each field of the catalogue' } : done('mark of a value', 'test/flow/provenance.test.ts', 'source, channel and what was checked');
  const trade = TRADE[field.key] ?? (field.home === 'stays' ? STAYS : undefined);
  if (trade !== undefined) return { kind: 'done', what: 'ledger', proof: trade };
  const process = PROCESSES[field.key];
  if (process !== undefined) return process;
  switch (field.scope) {
    case 'catalogue': case 'value': return { kind: 'stored', what: 'mark of the catalogue' };
    case 'process': case 'workspace': return { kind: 'later', what: 'a process of the workspace' };
    case 'row': case 'field': break;
  }
  if (field.kind === 'computed') return { kind: 'later', what: 'to be worked out' };
  if (field.home === 'process' || field.home === 'overview' || field.home === 'archive') return { kind: 'later', what: 'a process of the workspace' };
  const group = `form, ${section}`;
  if (field.scope === 'row') return done(`column of ${fieldByKey(FIELDS.find((each) => each.table === field.table && each.scope === 'field')?.key ?? '')?.label.en ?? field.table}`, EVERY, 'every column of every row table');
  return field.kind === 'files' ? done(`${group}, files`, EVERY, 'every kind of file') : placeOf(field).kind === 'none' ? { kind: 'later', what: 'no place yet' } : done(group, EVERY, 'every field of the section %s');
}

const listRow = (id: string): Row => {
  const own = LISTS[id];
  if (own) return own;
  const users = FIELDS.filter((field) => field.dictionary === id || field.columns?.some((column) => column.dictionary === id));
  const first = users[0];
  return first === undefined ? { kind: 'later', what: 'no field chooses from it yet' } : { ...rowOf(storedField(first.key)!), what: users.slice(0, 3).map(({ label }) => label.en).join(', ') };
};

export interface Line { readonly id: string; readonly name: string; readonly row: Row }
const byNumber = (a: string, b: string): number => Number(a.slice(2)) - Number(b.slice(2));
export const lines = (): readonly Line[] => [
  ...FIELDS.map((field) => ({ id: field.id, name: `${field.label.en} (\`${field.key}\`)`, row: rowOf(field) })),
  ...DICTIONARIES.map(({ id, name }) => ({ id, name: name.en, row: listRow(id) })).sort((a, b) => byNumber(a.id, b.id)),
  { id: 'C-22', name: 'Three stages of laundering', row: { kind: 'done', what: 'help text at the stage of a client', proof: ['test/components/field-help.test.ts', 'names the three stages of laundering'] } },
  ...Object.entries(RULES).map(([id, row]) => ({ id, name: '', row })),
];

const said = (row: Row): string => {
  switch (row.kind) {
    case 'done': return `${row.what} | \`${row.proof[0]}\`${row.proof[1] === '' ? '' : `: ${row.proof[1].replaceAll('\\', '').replace('%s', '…')}`}`;
    case 'stored': return `${row.what} | stored only`;
    case 'later': return `${row.what} | not built yet`;
    case 'help': return `${row.what} | help text: [terms](terms.md)`;
  }
};

export function page(): string {
  const all = lines();
  const table = (letter: string, title: string, withName: boolean): string => {
    const own = all.filter(({ id }) => id.startsWith(letter));
    const counts = (['done', 'stored', 'later', 'help'] as const).map((kind) => own.filter(({ row }) => row.kind === kind).length);
    return `## ${title}\n\n${own.length} rows: ${counts[0]} proven, ${counts[1]} stored only, ${counts[2]} not built yet, ${counts[3]} explained.\n\n| id |${withName ? ' name |' : ''} in the product | proof |\n|---|${withName ? '---|' : ''}---|---|\n${own.map(({ id, name, row }) => `| ${id} |${withName ? ` ${name} |` : ''} ${said(row)} |`).join('\n')}\n`;
  };
  return `# What an archive holds, and what proves it\n\nMade by \`node --import tsx test/coverage.ts\`, held by \`test/model/coverage.test.ts\`. A row is proven when a test has one person do it and another see it. "Stored only": it is kept, shown and shared as any value is, and nothing follows from it yet.\n\n${table('F', 'Fields', true)}\n${table('D', 'Lists', true)}\n${table('C', 'Classes that are help text', true)}\n${table('P', 'Rules and processes', false)}`;
}

export const proofs = (): readonly Proof[] => [...new Map(lines().flatMap(({ row }) => (row.kind === 'done' ? [row.proof] : [])).map((proof) => [proof.join(' '), proof])).values()];

if (process.argv[1]?.endsWith('coverage.ts')) writeFileSync(new URL('../docs/coverage.md', import.meta.url), page());
