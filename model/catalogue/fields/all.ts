/** Every field of the catalogue, group by group; each group has a file of its own and gives its fields the group. */
import type { FieldRow } from '../row.ts';
import { F1 } from './f01-header.ts';
import { F2 } from './f02-person.ts';
import { F3 } from './f03-organisation.ts';
import { F4 } from './f04-descriptive.ts';
import { F5 } from './f05-behaviour.ts';
import { F6 } from './f06-associations.ts';
import { F7 } from './f07-key-ten.ts';
import { F8 } from './f08-bank.ts';
import { F9 } from './f09-information-kinds.ts';
import { F10 } from './f10-crm.ts';
import { F11 } from './f11-collection-groups.ts';
import { F12 } from './f12-company-people.ts';
import { F13 } from './f13-transactions.ts';
import { F14 } from './f14-contact-records.ts';
import { F15 } from './f15-competitors.ts';
import { F16 } from './f16-status-sheet.ts';
import { F17 } from './f17-hotel-unit.ts';
import { F18 } from './f18-hotel-guest.ts';
import { F19 } from './f19-hotel-preferences.ts';
import { F20 } from './f20-hotel-analysis.ts';
import { F21 } from './f21-renovation.ts';
import { F22 } from './f22-survey.ts';
import { F23 } from './f23-credit-processes.ts';
import { F24 } from './f24-tables.ts';
import { F25 } from './f25-product.ts';

const GROUPS = { F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19, F20, F21, F22, F23, F24, F25 };

export const FIELD_ROWS: readonly FieldRow[] = Object.entries(GROUPS).flatMap(([group, rows]) => rows.map((row) => ({ ...row, group })));
