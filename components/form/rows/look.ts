/** What a look of a row table is: how its rows are read at rest, and how one of them is edited in place. Drawing the frame around it, opening, adding and removing are `frame.ts`. */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Scalar } from '../../../model/api.ts';
import { ROOTS, type Row } from '../../../model/section-doc.ts';
import { doubtSign } from '../checks/door.ts';
import { displayed } from '../kinds/control.ts';
import { localToday } from '../kinds/computed.ts';
import { rowSlot } from '../kinds/row-slot.ts';
import type { FormField, ViewColumn } from '../plan.ts';
import { toneOf } from '../slot-box.ts';
import type { FormHost, Slot } from '../slot.ts';
import { lookTexts, type LookTexts } from './texts.ts';

export type Part = TemplateResult | typeof nothing;

/** One column of a look that reads as a table; the first one is the row's name, which opens it: its cell is not asked. */
export interface TableColumn {
  readonly key: string;
  readonly label: (list: RowList) => string;
  readonly cell: (list: RowList, row: Row) => unknown;
  /** Aligned at the end, with figures of one width. */
  readonly number?: boolean;
  /** A picture of the figures beside it: its name is only said. */
  readonly quiet?: boolean;
}

export interface Look {
  /** Told where nothing is here yet: what belongs here. The button that begins stands below. */
  readonly empty: (t: LookTexts) => string;
  /** What the row is called, by its own button and by the one that removes it; '' is a row without a name. */
  readonly name: (list: RowList, row: Row) => string;
  readonly body:
    /** Rows one below the other, or beside each other where there is room: chips beside the name, facts below it. */
    | { readonly kind: 'cards'; readonly before?: (list: RowList, row: Row) => Part; readonly beside?: (list: RowList, row: Row) => Part; readonly facts: (list: RowList, row: Row) => Part; readonly wide?: boolean }
    | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; /** Before the row's name. */ readonly lead?: (list: RowList, row: Row) => Part; readonly foot?: (list: RowList) => Part };
  /** The order in which the rows are read. Without it theirs, and they can be moved. */
  readonly order?: (list: RowList) => readonly Row[];
  /** Above the rows: sums, a picture. */
  readonly head?: (list: RowList) => Part;
  /** Columns of the row being edited, by group; a column that is named nowhere comes last, so that none is lost. */
  readonly groups?: readonly { readonly title?: (t: LookTexts) => string; readonly columns: readonly string[] }[];
  /** Below the columns of the row being edited: rows elsewhere that belong to it. */
  readonly more?: (list: RowList, row: Row) => Part;
  /** Rows of other tables of the section that go with the row when it is removed. */
  readonly owns?: (list: RowList, row: Row) => readonly { readonly table: string; readonly id: string }[];
  /** Why nobody changes, moves or removes the row any more; '' is open. A table with such rows has no sheet, in which each would be a control. */
  readonly closed?: (list: RowList, row: Row) => string;
  /** Columns that the row's place says already: not edited. */
  readonly without?: readonly string[];
  /** Rows that other rows of the page show already are told in one line, and unfold: whose they are; null where one of them is shown nowhere else. */
  readonly told?: (list: RowList) => readonly string[] | null;
  readonly styles?: CSSResult;
}

/** The rows of one table, for a look to read. */
export class RowList {
  readonly host: FormHost;
  readonly field: FormField;
  readonly table: string;
  readonly t: LookTexts;
  readonly today = localToday();

  constructor(host: FormHost, field: FormField, table: string) {
    this.host = host;
    this.field = field;
    this.table = table;
    this.t = lookTexts(host.language);
  }

  get rows(): readonly Row[] {
    return this.host.section.rows(this.table);
  }
  column(key: string): ViewColumn | undefined {
    return this.field.home.columns?.find((column) => column.key === key);
  }
  label(key: string): string {
    return this.column(key)?.label ?? key;
  }
  slot(row: Row, key: string): Slot | undefined {
    const column = this.column(key);
    return column && rowSlot(this.host, this.field, this.table, row, column);
  }
  /** In words; '' is empty. */
  text(row: Row, key: string): string {
    const slot = this.slot(row, key);
    return slot === undefined ? '' : displayed(this.host, slot);
  }
  value(row: Row, key: string): Scalar {
    return row.cells[key] ?? null;
  }
  filled(row: Row, key: string): boolean {
    return this.text(row, key) !== '';
  }

  /** A fact at rest: who is in it and what just changed in it show as they do in a control. Nothing where it is empty. */
  fact(row: Row, key: string, content: unknown = this.text(row, key)): Part {
    const slot = this.slot(row, key);
    if (slot === undefined || content === '' || content === nothing) return nothing;
    const { section } = this.host;
    const there = section.others.find((person) => person.field === slot.key);
    const tint = section.tints.get(slot.key);
    const tone = there !== undefined ? `ring ${toneOf(there)}` : tint !== undefined ? `tint ${toneOf(tint)}` : '';
    return html`<span class="slot fact ${tone}" data-key=${slot.key}>${content}${doubtSign(this.host, slot)}</span>`;
  }
  /** The same with its column's name before it. */
  named(row: Row, key: string, content?: unknown): Part {
    const fact = this.fact(row, key, content);
    return fact === nothing ? nothing : html`<div class="named"><dt>${this.label(key)}</dt><dd>${fact}</dd></div>`;
  }
  /** Of these columns what is filled, each with its name. */
  facts(row: Row, ...keys: readonly string[]): Part {
    const drawn = keys.map((key) => this.named(row, key)).filter((part) => part !== nothing);
    return drawn.length === 0 ? nothing : html`<dl class="facts">${drawn}</dl>`;
  }
}

/** Value keys of a row begin with one of these. */
export const prefixesOf = (table: string, row: string): readonly string[] => [`${ROOTS.rows}/${table}/${row}/`, `${ROOTS.text}${table}/${row}/`];
