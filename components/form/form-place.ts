/** Where a person is in a form and what they asked to see there: page, year, rows opened, empty fields brought in. Knows no document and draws nothing. */
import type { FactSearch } from './add-fact.ts';
import type { Page } from './plan.ts';

export class FormPlace {
  /** Key of the page; '' before the first. */
  page = '';
  /** Of pages that have years; undefined: their newest. */
  year: number | undefined;
  /** First field drawn of the page. */
  from = 0;
  /** "Add a fact", while it is open. */
  search: FactSearch | null = null;
  /** Pages without a field of the archive's sheets are shown as well. */
  allPages = false;
  /** Empty fields that were asked for, by `addedName`. */
  readonly added = new Set<string>();
  /** Rows with their further columns, long tables. */
  readonly opened = new Set<string>();
  /** Sections that were asked for beside a row of the page. */
  readonly beside = new Set<string>();

  /** False: one is there already. */
  go(key: string): boolean {
    if (key === this.page) return false;
    this.page = key;
    this.from = 0;
    this.search = null;
    return true;
  }

  /** The page one is on, the one the host asked for, or the first with facts. */
  settle(pages: readonly Page[], wanted: string, otherwise: string): void {
    if (pages.some(({ key }) => key === this.page)) return;
    this.page = (pages.find(({ key }) => key === wanted) ?? pages[1] ?? pages[0])?.key ?? otherwise;
  }

  /** One row of a table stands open, where its table has a look. */
  openRow(table: string, row: string): void {
    for (const name of [...this.opened]) if (name.startsWith(`edit ${table}/`)) this.opened.delete(name);
    this.opened.add(`edit ${table}/${row}`);
  }

  /** Another archive is shown; what was opened stays opened. */
  leave(): void {
    this.added.clear();
    this.beside.clear();
  }
}
