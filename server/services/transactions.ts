/** Transactions in: from people under the rights on `trade`, from imports without. Sums and classes follow by themselves. */
import { hash } from 'node:crypto';
import type { Rights, ServerAccess } from '../access/access.ts';
import type { PutTransactions, Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import type { Clock } from '../clock.ts';
import type { Transaction } from '../../model/api.ts';
import { losesDigits, toMinor } from '../../model/money.ts';
import { newRowId } from '../../model/ids.ts';
import type { ArchiveId, RandomBytes } from '../../model/ids.ts';
import type { Person } from '../../model/rights.ts';
import { atLeast } from '../../model/rights.ts';
import type { Changes } from './changes.ts';
import { isCalendarDate } from './dates.ts';
import { forbidden, invalid, notFound } from './errors.ts';
import type { FileNews } from './file-news.ts';
import type { Problem } from './errors.ts';
import type { ClassifierService, NewTransaction, TransactionService } from './services.ts';

export interface TransactionOptions {
  readonly storage: Pick<Storage, 'facts'>;
  readonly access: Pick<ServerAccess, 'rights'>;
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'digestsChanged'>;
  readonly changes: Changes;
  readonly classifier: Pick<ClassifierService, 'changed'>;
  /** Whoever shows transactions hears of every row here, also of those that no total counts. Default: nobody does. */
  readonly news?: Pick<FileNews, 'note'>;
  readonly random: RandomBytes;
  readonly currency: string;
}

const MOST = 1_000;
export const KINDS = ['sale', 'return', 'shipment', 'collection', 'stay', 'consumption'] as const satisfies readonly Transaction['kind'][];
/** Of what people record by hand; only such rows can be corrected in place. */
export const OWN_SOURCE = 'dossier';

/** Positive for what the customer bought or paid; a return is positive too, its kind says which way the money went. */
export function createTransactions(options: TransactionOptions): TransactionService {
  const { storage, hub, changes, classifier, random, currency } = options;

  const store = async (rows: readonly (Transaction & { readonly archive: ArchiveId })[], how: PutTransactions) => {
    const outcomes = await storage.facts.putTransactions(rows, how);
    const touched = [...new Set(rows.filter((_, i) => outcomes[i] !== 'unchanged').map((row) => row.archive))];
    const at = new Date(options.clock.now()).toISOString();
    rows.forEach(({ archive, kind }, i) => { if (outcomes[i] !== 'unchanged') options.news?.note(archive, sectionOfKind(kind), at); });
    if (touched.length > 0) {
      hub.digestsChanged(touched);
      changes.digests(touched);
      classifier.changed(touched);
    }
    return outcomes;
  };

  return {
    bring: (rows) => store(rows, {}),
    async put(person: Person, archive: ArchiveId, rows: readonly NewTransaction[]) {
      const rights = await options.access.rights(person, archive);
      if (!rights) throw notFound();
      mayWrite(rights, rows.map(({ kind }) => kind));
      const terms = rights.sections.get('terms')?.level ?? 'none';
      if (rows.some((row) => row.cost !== undefined && row.cost !== null) && !atLeast(terms, 'write')) throw forbidden('A cost may be written only by who may write the terms.');
      const problems = rows.length > MOST ? [{ field: 'items', code: 'too-many', message: `At most ${MOST} at once.` }] : rows.flatMap((row, i) => problemsOf(row, rows.length === 1 ? '' : `items.${i}.`));
      if (problems.length > 0) throw invalid(problems);
      const kinds = KINDS.filter((kind) => atLeast(rights.sections.get(sectionOfKind(kind))?.level ?? 'none', 'write'));
      const complete = rows.map((row) => completed(row, random, currency));
      const mine = complete.map((row) => ({ ...row, archive }));
      // whole or not at all: the storage works in slices, of which one row is one
      if (mine.length > 1) await storage.facts.putTransactions(mine, { stay: true, dryRun: true, kinds });
      await store(mine, { stay: true, kinds, keepCost: !atLeast(terms, 'write'), recorded: { by: person.id, at: options.clock.now() } });
      return complete;
    },
  };
}

/** Stays have a right of their own, everything else is trade. `not-found` for who sees neither. */
export const sectionOfKind = (kind: Transaction['kind']): 'trade' | 'stays' => (kind === 'stay' ? 'stays' : 'trade');

export function mayWrite(rights: Rights, kinds: readonly Transaction['kind'][]): void {
  const level = (section: 'trade' | 'stays') => rights.sections.get(section)?.level ?? 'none';
  if (!atLeast(level('trade'), 'read') && !atLeast(level('stays'), 'read')) throw notFound();
  if (kinds.some((kind) => !atLeast(level(sectionOfKind(kind)), 'write'))) throw forbidden('You may read the transactions of this archive, not add to them.');
}

function completed(row: NewTransaction, random: RandomBytes, currency: string): Transaction {
  const source = row.source ?? OWN_SOURCE;
  const externalId = row.externalId ?? newRowId(random);
  return { ...row, id: transactionId(source, externalId), source, externalId, currency: row.currency ?? currency, lines: row.lines ?? [] };
}

/** The same row has the same id whenever it comes again, so that an import repeated changes nothing. */
export const transactionId = (source: string, externalId: string): string =>
  hash('sha256', JSON.stringify([source, externalId]), 'base64url').slice(0, 16);

export function problemsOf(row: NewTransaction, at: string): Problem[] {
  const problems: Problem[] = [];
  const wrong = (field: string, code: string, message: string): void => { problems.push({ field: at + field, code, message }); };
  const money = (field: string, value: string): void => {
    if (toMinor(value) === undefined) wrong(field, 'not-money', 'A decimal number such as 1265.30.');
    else if (losesDigits(value)) wrong(field, 'too-precise', 'At most two digits after the point.');
  };
  money('amount', row.amount);
  if (row.cost !== undefined && row.cost !== null) money('cost', row.cost);
  if (!isCalendarDate(row.date)) wrong('date', 'not-a-date', 'A date such as 2026-05-12.');
  if (row.dueAt !== undefined && row.dueAt !== null && !isCalendarDate(row.dueAt)) wrong('dueAt', 'not-a-date', 'A date such as 2026-05-12.');
  if (row.currency !== undefined && !/^[A-Z]{3}$/.test(row.currency)) wrong('currency', 'not-a-currency', 'An ISO 4217 code such as EUR.');
  if (row.invoicedAt !== undefined && row.invoicedAt !== null && !isCalendarDate(row.invoicedAt)) wrong('invoicedAt', 'not-a-date', 'A date such as 2026-05-12.');
  if (row.stay) {
    const { rate, period } = row.stay;
    if (row.kind !== 'stay') wrong('stay', 'not-a-stay', 'Only a stay has these facts.');
    if (rate !== undefined && rate !== null) money('stay.rate', rate);
    const [from = '', to = '', more] = period?.split('/') ?? ['2000-01-01', '2000-01-01'];
    if (more !== undefined || !isCalendarDate(from) || !isCalendarDate(to) || from > to) wrong('stay.period', 'not-a-period', 'Two dates such as 2026-05-12/2026-05-14, the earlier first.');
  }
  if (row.source !== undefined && row.externalId === undefined) wrong('externalId', 'missing', 'A source needs the id of the row within it.');
  row.lines?.forEach((line, i) => {
    for (const field of ['quantity', 'price', 'discount'] as const) {
      const value = line[field];
      if (value !== undefined && !/^-?\d{1,14}(\.\d{1,6})?$/.test(value)) wrong(`lines.${i}.${field}`, 'not-a-number', 'A decimal number such as 12.5.');
    }
  });
  return problems;
}
