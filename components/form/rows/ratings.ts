/** Ratings of money-laundering risk, the newest first. What a second person has approved stays as it is, as the server holds it (`server/sync/SPEC.md`, GATE-18): it is read, with the reason; all others are edited, and nobody types who approved. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { called } from '../../internal/called.ts';
import { icon } from '../icons.ts';
import type { Look, Part, RowList } from './look.ts';
import { byDate, dateText, mark, textCell } from './parts.ts';

const date = (list: RowList, row: Row, key: string): Part => {
  const value = textCell(row, key);
  return value === undefined ? nothing : list.fact(row, key, dateText(list, value));
};
/** The column that only a decision writes. */
const DECISION = 'approver';
/** In the document stands that compliance approved, whoever of them it was; who it was the sheet above tells those who may know. */
const approver = (list: RowList, row: Row): string => called({ id: textCell(row, DECISION) ?? '', name: list.text(row, DECISION) }, list.host.language);
const closed = (list: RowList, row: Row): string => (list.value(row, DECISION) !== null ? list.t.decidedBy(approver(list, row)) : '');
const column = (key: string, cell: (list: RowList, row: Row) => Part) => ({ key, label: (list: RowList) => list.label(key), cell });

export const ratingsLook: Look = {
  empty: (t) => t.noRatings,
  name: (list, row) => dateText(list, textCell(row, 'assessedAt') ?? ''),
  // of two of one day the lower one counts
  order: (list) => byDate([...list.rows].reverse(), (row) => textCell(row, 'assessedAt'), 'late'),
  body: {
    kind: 'table',
    lead: (list, row) => (closed(list, row) === '' ? nothing : html`<span class="lock" title=${closed(list, row)}>${icon('lock')}</span> `),
    columns: [
      column('assessedAt', () => nothing),
      column('level', (list, row) => list.fact(row, 'level', mark(list.text(row, 'level')))),
      { ...column('total', (list, row) => list.fact(row, 'total')), number: true },
      column(DECISION, (list, row) => (list.filled(row, DECISION) ? list.fact(row, DECISION, approver(list, row)) : nothing)),
      column('nextReviewAt', (list, row) => date(list, row, 'nextReviewAt')),
    ],
  },
  groups: [{ columns: ['assessedAt', 'level', 'total', 'nextReviewAt'] }, { columns: ['override', 'scores', 'pack'] }],
  closed,
  without: [DECISION],
};
