/** Rows that say something of one person at the customer, by that person's name: private facts, opinions. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { personName } from '../kinds/person-name.ts';
import type { Look, RowList } from './look.ts';

const nameOf = (list: RowList, row: Row): string => personName(list.host, typeof row.cells['person'] === 'string' ? row.cells['person'] : row.id);
/** A long text at rest: its first lines. */
const text = (list: RowList, row: Row, key: string) => (list.filled(row, key) ? list.named(row, key, html`<span class="look-text">${list.text(row, key)}</span>`) : nothing);

export const privateLook: Look = {
  empty: (t) => t.noPrivate,
  name: nameOf,
  body: { kind: 'cards', wide: true, facts: (list, row) => html`<dl class="facts">${list.named(row, 'address')}${text(list, row, 'family')}${list.named(row, 'children')}${text(list, row, 'socialRelations')}</dl>` },
};

export const opinionLook: Look = {
  empty: (t) => t.noOpinions,
  name: nameOf,
  body: { kind: 'cards', wide: true, facts: (list, row) => html`<dl class="facts">${text(list, row, 'personality')}</dl>` },
};
