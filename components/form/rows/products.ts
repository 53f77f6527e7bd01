/** Products in use at the customer: brand, what for, how many, for how long. */
import type { Look } from './look.ts';

export const look: Look = {
  empty: (t) => t.noProducts,
  name: (list, row) => list.text(row, 'brand') || list.text(row, 'purpose'),
  body: {
    kind: 'table',
    columns: [
      { key: 'brand', label: (list) => list.label('brand'), cell: () => '' },
      { key: 'purpose', label: (list) => list.label('purpose'), cell: (list, row) => list.fact(row, 'purpose') },
      { key: 'quantity', label: (list) => list.label('quantity'), cell: (list, row) => list.fact(row, 'quantity'), number: true },
      { key: 'yearsInUse', label: (list) => list.label('yearsInUse'), cell: (list, row) => list.fact(row, 'yearsInUse'), number: true },
    ],
  },
  groups: [{ columns: ['brand', 'purpose', 'quantity', 'yearsInUse'] }],
};
