/** Family and children: who, how old, what they do. */
import { html, nothing } from 'lit';
import type { Row } from '../../../model/section-doc.ts';
import { yearsSince } from '../kinds/computed.ts';
import type { Look, Part, RowList } from './look.ts';
import { mark } from './parts.ts';
import { birthday } from './people.ts';

const age = (list: RowList, row: Row, key: string): number | null => yearsSince(list.value(row, key), list.today);
const ageMark = (list: RowList, years: number | null): Part => (years === null ? nothing : html`<span class="muted">${list.t.age(years)}</span>`);

export const familyLook: Look = {
  empty: (t) => t.noFamily,
  name: (list, row) => list.text(row, 'name') || list.text(row, 'relation'),
  body: {
    kind: 'cards',
    beside: (list, row) => html`${list.fact(row, 'relation', mark(list.text(row, 'relation')))}${ageMark(list, age(list, row, 'birthday'))}`,
    facts: (list, row) => html`<dl class="facts">${list.named(row, 'work')}${birthday(list, row, 'birthday')}${list.named(row, 'note')}</dl>`,
  },
  groups: [{ columns: ['name', 'relation', 'work', 'birthday', 'note'] }],
};

/** Of children under fourteen less may be kept, and only with a guardian's consent: the form says so where their facts are. */
export const childrenLook: Look = {
  empty: (t) => t.noChildren,
  name: (list, row) => list.text(row, 'name'),
  body: {
    kind: 'cards',
    beside: (list, row) => {
      const years = age(list, row, 'birthDate');
      return html`${ageMark(list, years)}${years !== null && years < 14 ? mark(list.t.underFourteen, 'due') : nothing}`;
    },
    facts: (list, row) => html`<dl class="facts">${birthday(list, row, 'birthDate')}${list.named(row, 'schooling')}</dl>`,
  },
  groups: [{ columns: ['name', 'birthDate', 'schooling'] }],
};
