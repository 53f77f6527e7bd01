/** Papers with a validity: related people's documents and credit reports. The one that ends first stands first. */
import { html, nothing } from 'lit';
import { personName } from '../kinds/person-name.ts';
import type { Look } from './look.ts';
import { byDate, dateText, mark, textCell, validity } from './parts.ts';

export const papersLook: Look = {
  empty: (t) => t.noPapers,
  name: (list, row) => list.text(row, 'name') || (typeof row.cells['party'] === 'string' ? personName(list.host, row.cells['party']) : ''),
  order: (list) => byDate(list.rows, (row) => textCell(row, 'idDocumentValidUntil'), 'early'),
  body: {
    kind: 'cards',
    beside: (list, row) => list.fact(row, 'role', mark(list.text(row, 'role'))),
    facts: (list, row) => html`<dl class="facts">
      ${list.named(row, 'idDocumentType')}${list.named(row, 'idDocumentNumber')}
      ${list.filled(row, 'idDocumentValidUntil') ? html`<div class="named"><dt>${list.label('idDocumentValidUntil')}</dt><dd>${validity(list, row, 'idDocumentValidUntil')}</dd></div>` : nothing}
    </dl>`,
  },
  groups: [{ columns: ['name', 'party', 'role'] }, { columns: ['idDocumentType', 'idDocumentNumber', 'idDocumentValidUntil'] }],
};

export const reportsLook: Look = {
  empty: (t) => t.noReports,
  name: (list, row) => list.text(row, 'issuer') || (textCell(row, 'issuedAt') === undefined ? '' : dateText(list, textCell(row, 'issuedAt')!)),
  order: (list) => byDate(list.rows, (row) => textCell(row, 'issuedAt'), 'late'),
  body: {
    kind: 'table',
    columns: [
      { key: 'issuer', label: (list) => list.label('issuer'), cell: () => nothing },
      { key: 'issuedAt', label: (list) => list.label('issuedAt'), cell: (list, row) => (textCell(row, 'issuedAt') === undefined ? nothing : list.fact(row, 'issuedAt', dateText(list, textCell(row, 'issuedAt')!))) },
      { key: 'validUntil', label: (list) => list.label('validUntil'), cell: (list, row) => validity(list, row, 'validUntil', 'issuedAt') },
    ],
  },
  groups: [{ columns: ['issuer', 'issuedAt', 'validUntil'] }],
};
