/** One customer's ledger for one reader: rows under the rights on trade and stays, cost and terms under theirs, what is still to be paid; corrections by who may write. Adding rows is left to `transactions.ts`. */
import type { Clock } from '../clock.ts';
import type { Rights, ServerAccess } from '../access/access.ts';
import type { Transaction, TransactionDetail, TransactionKind, TransactionPage, TransactionView } from '../../model/api.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { fromMinor, toMinor } from '../../model/money.ts';
import type { CalendarDate } from '../../model/overview.ts';
import type { Settlement } from '../../model/receivables.ts';
import { atLeast } from '../../model/rights.ts';
import type { Caller, Person } from '../../model/rights.ts';
import type { Recorded, Storage, StoredTransaction, TransactionDetail as StoredDetail } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { Turns } from '../turns.ts';
import type { Catalogue } from './catalogue.ts';
import { forbidden, notFound, Refusal } from './errors.ts';
import type { NewTransaction } from './services.ts';
import { KINDS, mayWrite, OWN_SOURCE, sectionOfKind } from './transactions.ts';

export interface LedgerWish {
  readonly limit: number;
  readonly before: string | null;
  readonly year: number | null;
  /** Null: all that may be read. */
  readonly kinds: readonly TransactionKind[] | null;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly text: string;
  readonly open: 'open' | 'overdue' | null;
}

/** Every call finds out the rights of the moment; what may not be read is `not-found`. */
export interface LedgerService {
  page(person: Caller, archive: ArchiveId, wish: LedgerWish): Promise<TransactionPage>;
  /** The rows alone, oldest last, for who takes them out: nothing is reckoned. */
  rows(person: Caller, archive: ArchiveId, before: string | null, limit: number): Promise<{ readonly items: readonly Transaction[]; readonly next: string | null }>;
  /** A row with its order and what was corrected of it. */
  one(person: Caller, archive: ArchiveId, id: string): Promise<TransactionDetail>;
  /** A row that was recorded by hand, as it should have been; what it was stays with who and when. */
  correct(person: Person, archive: ArchiveId, id: string, row: NewTransaction): Promise<TransactionDetail>;
  /** A row that takes this one back; a second time it is the same row. */
  reverse(person: Person, archive: ArchiveId, id: string, date: CalendarDate): Promise<TransactionDetail>;
}

export interface LedgerOptions {
  readonly storage: Pick<Storage, 'facts' | 'log'>;
  readonly access: Pick<ServerAccess, 'rights' | 'directory'>;
  readonly hub: Pick<Hub, 'read'>;
  readonly catalogue: Pick<Catalogue, 'now'>;
  /** Stores what a person may write, with all that follows. */
  readonly store: (person: Person, archive: ArchiveId, rows: readonly (NewTransaction & Pick<Transaction, 'reverses'>)[]) => Promise<readonly Transaction[]>;
  /** Open ledgers are to ask anew. */
  readonly traded: (archive: ArchiveId, section: 'trade' | 'stays') => void;
  readonly clock: Clock;
  /** Of the workspace: a day ends when it ends there. */
  readonly timezone: string;
}

const METHOD = 'crm.settlementMethod';

export function createLedger(options: LedgerOptions): LedgerService {
  const { storage, access, hub, catalogue, clock } = options;
  const { directory } = access;
  const turns = new Turns<string>();
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: options.timezone, year: 'numeric', month: '2-digit', day: '2-digit' });

  const reads = (rights: Rights, section: 'trade' | 'stays' | 'terms'): boolean => atLeast(rights.sections.get(section)?.level ?? 'none', 'read');

  async function allowed(person: Caller, archive: ArchiveId): Promise<Rights> {
    const rights = await access.rights(person, archive);
    if (!rights || !(reads(rights, 'trade') || reads(rights, 'stays'))) throw notFound();
    return rights;
  }

  const mayRead = (rights: Rights, kind: TransactionKind): boolean => reads(rights, sectionOfKind(kind));

  /** What was agreed in general, for who may read it. */
  async function termsOf(rights: Rights): Promise<Settlement | null> {
    const { id } = rights.archive;
    if (!reads(rights, 'terms') || !(await storage.log.sections(id)).some(({ section }) => section === 'terms')) return null;
    const { values } = await hub.read(docName(id, 'terms'));
    const method = values.fields[METHOD];
    const days = catalogue.now().dictionaries.find((each) => each.id === 'D-11')?.options.find(({ key }) => key === method)?.days;
    return days === undefined ? null : { days, from: method === 'onInvoice' ? 'invoice' : 'sale' };
  }

  const accountFor = async (rights: Rights) => ({ today: day.format(clock.now()), terms: await termsOf(rights) });

  const recordedBy = ({ by, at }: Recorded) => ({ by: { id: directory.current(by), name: directory.name(by) }, at: new Date(at).toISOString() });
  const cut = <T extends Transaction>(rights: Rights, row: T): T => {
    if (reads(rights, 'terms')) return row;
    const { cost: _cost, ...rest } = row;
    return rest as T;
  };
  const view = (rights: Rights, { recorded, ...row }: StoredTransaction): TransactionView => ({ ...cut(rights, row), ...(recorded ? { recorded: recordedBy(recorded) } : {}) });

  async function stored(person: Caller, archive: ArchiveId, id: string): Promise<{ readonly rights: Rights; readonly detail: StoredDetail }> {
    const before = await allowed(person, archive);
    const detail = await storage.facts.transaction(archive, id, await accountFor(before));
    const rights = await allowed(person, archive); // asked again: what was read may have waited
    if (!detail || !mayRead(rights, detail.item.kind)) throw notFound();
    return { rights, detail };
  }

  function shown(rights: Rights, { item, order, reversedBy, changes }: StoredDetail): TransactionDetail {
    const writes = atLeast(rights.sections.get(sectionOfKind(item.kind))?.level ?? 'none', 'write');
    const alone = reversedBy === null && !item.reverses;
    return {
      item: view(rights, item), order: order.filter(({ kind }) => mayRead(rights, kind)).map((each) => view(rights, each)), reversedBy,
      // a row that was a stay before is read by who may read stays
      changes: changes.filter(({ before }) => mayRead(rights, before.kind)).map((each) => ({ ...recordedBy(each), before: cut(rights, each.before) })),
      correctable: writes && alone && item.source === OWN_SOURCE, reversible: writes && alone,
    };
  }

  const one: LedgerService['one'] = async (person, archive, id) => {
    const { rights, detail } = await stored(person, archive, id);
    return shown(rights, detail);
  };

  return {
    one,

    async page(person, archive, wish) {
      const before = await allowed(person, archive);
      const account = await accountFor(before);
      const kinds = (wish.kinds ?? KINDS).filter((kind) => mayRead(before, kind));
      const { limit, year, from, to, text, open } = wish;
      const answer = await storage.facts.transactions(archive, { limit, before: wish.before, year, from, to, text, open, ...(kinds.length < KINDS.length ? { kinds } : {}), account, totals: wish.before === null });
      const rights = await allowed(person, archive);
      const terms = reads(rights, 'terms');
      const { totals, account: owed } = answer;
      return {
        items: answer.items.filter(({ kind }) => mayRead(rights, kind)).map((row) => view(rights, row)), next: answer.next, years: answer.years,
        ...(totals ? { totals: totals.map(({ cost, profit, ...rest }) => ({ ...rest, ...(terms && cost !== undefined && profit !== undefined ? { cost, profit } : {}) })) } : {}),
        ...(owed && reads(rights, 'trade') ? { account: owed } : {}),
      };
    },

    async rows(person, archive, before, limit) {
      const answer = await storage.facts.transactions(archive, { limit, before, year: null });
      const rights = await allowed(person, archive);
      return { items: answer.items.filter(({ kind }) => mayRead(rights, kind)).map(({ recorded: _recorded, receivable: _receivable, ...row }) => cut(rights, row)), next: answer.next };
    },

    correct: (person, archive, id, row) => turns.take(id, async () => {
      const { rights, detail: { item, reversedBy } } = await stored(person, archive, id);
      mayWrite(rights, [item.kind, row.kind]);
      if (item.source !== OWN_SOURCE) throw new Refusal('conflict', `The row comes from ${item.source}: correct it there, or take it back.`, { field: 'source' });
      if (reversedBy !== null || item.reverses) throw new Refusal('conflict', 'The row was taken back.');
      // who reads only the section it leaves is told with it
      if (sectionOfKind(item.kind) !== sectionOfKind(row.kind)) options.traded(archive, sectionOfKind(item.kind));
      await options.store(person, archive, [{ ...row, source: item.source, externalId: item.externalId }]);
      return one(person, archive, id);
    }),

    reverse: (person, archive, id, date) => turns.take(id, async () => {
      const { rights, detail: { item, reversedBy } } = await stored(person, archive, id);
      mayWrite(rights, [item.kind, reversing(item).kind]);
      if (item.reverses) throw new Refusal('conflict', 'The row takes another one back.');
      if (reversedBy !== null) return one(person, archive, reversedBy);
      if (date < item.date) throw new Refusal('conflict', 'A row is taken back on its day or later.', { field: 'date' });
      const terms = rights.sections.get('terms')?.level ?? 'none';
      const { kind, sign } = reversing(item);
      const [made] = await options.store(person, archive, [{
        kind, date, amount: signed(item.amount, sign), currency: item.currency, channel: item.channel ?? null, orderRef: item.orderRef ?? null, lines: item.lines, reverses: item.id,
        source: OWN_SOURCE, externalId: `back-${item.id}`,
        ...(item.cost && atLeast(terms, 'write') ? { cost: signed(item.cost, sign) } : {}),
      }]);
      if (!made) throw forbidden('The row cannot be taken back.');
      return one(person, archive, made.id);
    }),
  };
}

/** What takes a row back: a sale by a return and the other way round, anything else by its like with the other sign. */
function reversing({ kind }: Pick<Transaction, 'kind'>): { readonly kind: TransactionKind; readonly sign: 1 | -1 } {
  switch (kind) {
    case 'sale': case 'consumption': return { kind: 'return', sign: 1 };
    case 'return': return { kind: 'sale', sign: 1 };
    case 'shipment': case 'collection': case 'stay': return { kind, sign: -1 };
  }
}

const signed = (amount: string, sign: 1 | -1): string => fromMinor((toMinor(amount) ?? 0) * sign);
