/** Who stands beside the customer: related people and organisations; and, under their own right, how people inside it stand to each other. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { personName } from '../kinds/person-name.ts';
import type { Look, RowList } from './look.ts';
import { mark } from './parts.ts';

const named = (list: RowList, row: Row, key: string): string => (typeof row.cells[key] === 'string' && row.cells[key] !== '' ? personName(list.host, row.cells[key]) : '');

export const relatedLook: Look = {
  empty: (t) => t.noRelated,
  name: (list, row) => named(list, row, 'party'),
  body: { kind: 'cards', beside: (list, row) => list.fact(row, 'relation', mark(list.text(row, 'relation'))), facts: (list, row) => html`<dl class="facts">${list.named(row, 'note')}</dl>` },
  groups: [{ columns: ['party', 'relation', 'note'] }],
};

export const internalLook: Look = {
  empty: (t) => t.noInternal,
  name: (list, row) => named(list, row, 'from'),
  body: {
    kind: 'table',
    columns: [
      { key: 'from', label: (list) => list.label('from'), cell: () => nothing },
      { key: 'relation', label: (list) => list.label('relation'), cell: (list, row) => list.fact(row, 'relation') },
      { key: 'to', label: (list) => list.label('to'), cell: (list, row) => list.fact(row, 'to') },
      { key: 'note', label: (list) => list.label('note'), cell: (list, row) => list.fact(row, 'note') },
    ],
  },
  groups: [{ columns: ['from', 'relation', 'to', 'note'] }],
};
