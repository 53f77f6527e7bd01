/** What is being recorded or corrected in a ledger: the draft, what is wrong with it, and its way to the server. Drawn by `form.ts`; rows are held by `ledger-data.ts`. */
import type { TransactionKind, TransactionView } from '../../model/api.ts';
import { newRowId } from '../../model/ids.ts';
import { ApiError } from '../internal/session.ts';
import { draftOfRow, emptyDraft, lineSum, rowOf } from './draft.ts';
import type { LedgerDraft, Problems } from './draft.ts';
import type { LedgerData } from './ledger-data.ts';
import type { LedgerTexts } from './texts.ts';

export type Panel =
  | { readonly kind: 'nothing' }
  /** `id`: of the row that is corrected; null: a new one. */
  | { readonly kind: 'form'; readonly id: string | null; readonly draft: LedgerDraft; readonly problems: Problems; readonly failure: string; readonly sending: boolean };
const NOTHING: Panel = { kind: 'nothing' };

const KINDS: readonly TransactionKind[] = ['sale', 'collection', 'shipment', 'return', 'consumption', 'stay'];
const sectionOf = (kind: TransactionKind): 'stays' | 'trade' => (kind === 'stay' ? 'stays' : 'trade');
/** Kinds that this person may see. */
export const readable = (data: LedgerData): readonly TransactionKind[] => KINDS.filter((kind) => data.may(sectionOf(kind), 'read'));
/** Kinds that this person may record. */
export function recordable(data: LedgerData): readonly TransactionKind[] {
  if (data.view?.row?.state !== undefined && data.view.row.state !== 'open') return [];
  return KINDS.filter((kind) => data.may(sectionOf(kind), 'write'));
}

export class Recording {
  readonly #data: LedgerData;
  readonly #changed: () => void;
  #panel: Panel = NOTHING;
  #openSales: readonly TransactionView[] = [];

  constructor(data: LedgerData, changed: () => void) {
    this.#data = data;
    this.#changed = changed;
  }

  get panel(): Panel {
    return this.#panel;
  }
  /** Sales that a payment or a shipment may be about. */
  get openSales(): readonly TransactionView[] {
    return this.#openSales;
  }

  begin(kind: TransactionKind, today: string, currency: string, change: Partial<LedgerDraft>): void {
    const externalId = newRowId((count) => crypto.getRandomValues(new Uint8Array(count)));
    const draft = { ...emptyDraft(kind, today, currency, externalId), ...change };
    this.#set({ kind: 'form', id: null, draft, problems: {}, failure: '', sending: false });
    this.#lookForOrders(draft);
  }

  correct(row: TransactionView): void {
    this.#set({ kind: 'form', id: row.id, draft: draftOfRow(row), problems: {}, failure: '', sending: false });
  }

  change(change: Partial<LedgerDraft>): void {
    if (this.#panel.kind !== 'form') return;
    const draft = followed(this.#panel.draft, { ...this.#panel.draft, ...change });
    this.#set({ ...this.#panel, draft, problems: {} });
    if (change.kind !== undefined) this.#lookForOrders(draft);
  }

  close(): void {
    this.#set(NOTHING);
  }

  /** The id of the row that was stored; `problems`: the form says what is wrong; null: nothing is being recorded, or the form says why it failed. */
  async save(l: LedgerTexts): Promise<{ readonly stored: string } | 'problems' | null> {
    const panel = this.#panel;
    if (panel.kind !== 'form' || panel.sending) return null;
    const made = rowOf(panel.draft, l, this.#data.may('terms', 'write'));
    const still = { ...panel, problems: {}, failure: '', sending: false };
    if ('problems' in made) {
      this.#set({ ...still, problems: made.problems });
      return 'problems';
    }
    this.#set({ ...still, sending: true });
    try {
      const stored = panel.id === null ? await this.#data.record({ ...made.row, source: 'dossier', externalId: panel.draft.externalId }) : await this.#data.correct(panel.id, made.row);
      this.#set(NOTHING);
      return { stored };
    } catch (error) {
      // the server's own words say which field it is about
      this.#set({ ...still, failure: error instanceof ApiError && (error.status === 409 || error.status === 422 || error.status === 403) ? error.message : l.notSaved });
      return null;
    }
  }

  #set(panel: Panel): void {
    this.#panel = panel;
    this.#changed();
  }

  #lookForOrders({ kind }: LedgerDraft): void {
    if (kind !== 'collection' && kind !== 'shipment') return;
    this.#data.openSales().then(
      (sales) => {
        this.#openSales = sales;
        this.#changed();
      },
      () => { /* nothing is proposed; the order can be typed */ },
    );
  }
}

/** The sum of the items is the amount until somebody says otherwise. */
function followed(before: LedgerDraft, now: LedgerDraft): LedgerDraft {
  return now.lines !== before.lines && now.amount === before.amount && (before.amount === '' || before.amount === lineSum(before)) ? { ...now, amount: lineSum(now)?.replace(/^0\.00$/, '') ?? '' } : now;
}
