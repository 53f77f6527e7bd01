/** A customer, its contact records, trade and a register around it, for the tests of timeline, list and create. */
import type * as Y from 'yjs';
import type { ArchiveView, Transaction } from '../../model/api.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { ArchiveId, DepartmentId, ExternalKey, PersonId, RowId } from '../../model/ids.ts';
import type { Digest } from '../../model/overview.ts';
import type { Level } from '../../model/rights.ts';
import { addRow, rowTextKey, setText } from '../../model/section-doc.ts';
import type { Clock } from '../../components/line/clock.ts';
import { catalogueView } from '../../model/catalogue/catalogue.ts';
import { FakeSession } from './fake-session.ts';

/** A Tuesday afternoon; timers run when the test says so. */
export class SetClock implements Clock {
  time = Date.UTC(2026, 4, 12, 12, 30);
  #timers = new Map<number, { at: number; call: () => void }>();
  #next = 0;
  now(): number {
    return this.time;
  }
  after(milliseconds: number, call: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { at: this.time + milliseconds, call });
    return () => this.#timers.delete(id);
  }
  forward(milliseconds: number): void {
    this.time += milliseconds;
    for (const [id, { at, call }] of [...this.#timers].sort((a, b) => a[1].at - b[1].at)) {
      if (at > this.time || !this.#timers.delete(id)) continue;
      call();
    }
  }
}

export const maria = { id: 'maria' as PersonId, name: 'Maria Anders' };
export const liwei = { id: 'liwei' as PersonId, name: '李薇 Li Wei' };

export const catalogue = (lang: 'en' | 'zh-Hans' | 'zh-Hant' | 'es' = 'en'): CatalogueView => catalogueView(lang, ['base']);

export interface Contact { readonly row: string; readonly time: string; readonly subject: string; readonly result?: string; readonly channel?: string; readonly by?: string; readonly whom?: string; readonly next?: string; readonly major?: boolean; readonly reported?: string }

export function writeContact(doc: Y.Doc, { row, time, subject, result = '', channel = 'phone', by = 'maria', whom, next, major, reported }: Contact): void {
  const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);
  doc.transact(() => {
    addRow(doc, 'contacts', { time, channel, salesperson: by, contactPerson: whom ?? null, nextAppointment: next ?? null, isMajor: major ?? null, reportedToDepartmentAt: reported ?? null }, bytes, { id: row as RowId });
    setText(doc, rowTextKey('contacts', row, 'subject'), subject);
    if (result !== '') setText(doc, rowTextKey('contacts', row, 'result'), result);
  }, 'server');
}

export const CONTACTS: readonly Contact[] = [
  { row: 'c1', time: '2026-05-12T09:20[UTC]', subject: 'Price of the new line; wants samples by June.', result: 'Samples go out on Friday.', whom: 'p1', by: 'liwei', next: '2026-05-19T10:00[UTC]', major: true, reported: '2026-05-12T09:40[UTC]' },
  { row: 'c2', time: '2026-05-11T15:00[UTC]', subject: 'Complaint about two broken crates, credit note promised.', channel: 'email', whom: 'p1' },
  { row: 'c3', time: '2026-04-02T11:15[Asia/Shanghai]', subject: 'Visited the new warehouse.', channel: 'visit', by: 'liwei', whom: 'p2' },
];

export const trade = (id: string, date: string, amount: string, more: Partial<Transaction> = {}): Transaction => ({ id, kind: 'sale', date, amount, currency: 'EUR', lines: [], source: 'northwind', externalId: id, orderRef: id, ...more });
export const TRADE: readonly Transaction[] = [
  trade('11011', '2026-05-09', '933.50', { dueAt: '2026-06-08', lines: [{ item: 'Escargots de Bourgogne', quantity: '40', price: '13.25' }, { item: 'Flotemysost', quantity: '20', price: '21.50' }] }),
  trade('10952', '2026-03-16', '471.20', { kind: 'shipment' }),
];

export const archive = (levels: Readonly<Record<string, Level>> = {}, years: readonly number[] = [2026, 2025]): ArchiveView => ({
  id: 'ALFKI' as ArchiveId, level: 'write', row: null,
  overview: digest('ALFKI', 'Alfreds Futterkiste'),
  sections: (['profile', 'people', 'contacts', 'trade'] as const).map((section) => ({ section, level: levels[section] ?? 'write', because: [], ...(section === 'contacts' ? { years } : {}) })).filter(({ level }) => level !== 'none'),
});

export const digest = (id: string, name: string, more: Partial<Extract<Digest, { revision: number }>> = {}): Extract<Digest, { revision: number }> => ({
  id: id as ArchiveId, name, kind: 'organisation', department: 'sales' as DepartmentId, owner: maria, level: 'write', revision: 1, keys: [`northwind:${id}` as ExternalKey], code: id,
  shortName: null, state: 'open', roles: ['dealer'], place: 'Berlin', coOwners: [], contacts: [], trade: { currency: 'EUR', sum: '4273.00', count: 6, first: '2025-08-25', last: '2026-04-09', months: [] },
  classes: {}, due: [], keyTen: { filled: 8, of: 10 }, completeness: { packs: [], missing: 0, stale: 0 }, stage: null, warning: null, doNotContact: false, updatedAt: '2026-05-12T09:00:00Z', ...more,
});

/** A session whose server knows ALFKI; what is posted as trade is there at the next question. */
export function timelineSession(levels: Readonly<Record<string, Level>> = {}, transactions: readonly Transaction[] = TRADE): FakeSession & { trade: Transaction[] } {
  const session = Object.assign(new FakeSession(), { trade: [...transactions] });
  session.view = catalogue();
  session.answer = (method, path, body) => {
    const url = new URL(path, 'http://dossier.test');
    if (url.pathname === '/api/archives/ALFKI') return archive(levels);
    if (url.pathname === '/api/archives/ALFKI/files') return { items: [] };
    if (url.pathname === '/api/people') return { items: [{ ...maria, department: null, active: true }, { ...liwei, department: null, active: true }], next: null };
    if (url.pathname !== '/api/archives/ALFKI/transactions') throw new Error(`${method} ${path} has no answer in this test`);
    if (method === 'POST') {
      session.trade.unshift({ id: `t${session.trade.length}`, ...(body as Omit<Transaction, 'id'>) });
      return session.trade[0];
    }
    const year = url.searchParams.get('year');
    const years = [...new Set(session.trade.map(({ date }) => Number(date.slice(0, 4))))].sort((a, b) => b - a);
    return { items: session.trade.filter(({ date }) => year === null || date.startsWith(year)), next: null, years };
  };
  return session;
}

/** The sections as they come from the server: 2026 with three records, people with two. */
export function fillSections(session: FakeSession, level: 'read' | 'write' = 'write'): void {
  session.handle('ALFKI', 'contacts-2026').ready(level, (doc) => CONTACTS.forEach((contact) => writeContact(doc, contact)));
  session.handle('ALFKI', 'contacts-2025').ready(level);
  session.handle('ALFKI', 'people').ready(level, (doc) => {
    const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(9);
    addRow(doc, 'people', { name: 'Hanna Moos' }, bytes, { id: 'p1' as RowId });
    addRow(doc, 'people', { name: 'Thomas Hardy' }, bytes, { id: 'p2' as RowId });
  });
}
