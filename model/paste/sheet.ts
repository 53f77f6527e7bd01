/** Cells copied from a spreadsheet: lines of tabs, the first of them headings where it says so. */
import { addressesIn } from './address.ts';
import { field, method, person } from './finding.ts';
import type { Finding, Target } from './finding.ts';
import { labelled } from './labelled.ts';
import { meaningOf } from './labels.ts';
import { BARE_DOMAIN, EMAIL, URL, isCompany, isDepartment, isMobile, isName, isPosition, isStrictPhone } from './shapes.ts';

interface Cell { readonly text: string; readonly start: number }
interface Row { readonly cells: readonly Cell[] }

export function readSheet(text: string): readonly Finding[] {
  const rows: Row[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    let at = match.index;
    rows.push({ cells: match[0].split('\t').map((cell) => { const start = at; at += cell.length + 1; return { text: cell, start }; }) });
  }
  const headings = rows[0]?.cells.map((cell) => meaningOf(cell.text)) ?? [];
  const headed = rows.length >= 2 && headings.filter((meaning) => meaning !== null).length >= 2;
  return (headed ? rows.slice(1) : rows).flatMap((row, subject) => (headed ? underHeadings(row, headings, subject) : byForm(row, subject)));
}

const underHeadings = (row: Row, headings: readonly ReturnType<typeof meaningOf>[], subject: number): readonly Finding[] =>
  row.cells.flatMap((cell, i): Finding[] => {
    const meaning = headings[i] ?? null;
    const found = meaning === null ? null : labelled(meaning, cell.text);
    return found === null ? [] : [{ target: found.target, value: found.value, sure: true, from: [cell.start + found.start, cell.start + found.end], subject }];
  });

/** A name is taken only beside something that reaches or describes somebody. */
function byForm({ cells }: Row, subject: number): readonly Finding[] {
  const found: Finding[] = [];
  for (const { text, start } of cells) {
    const value = text.trim();
    const one = value === '' || value.length > 200 ? null : formOf(value);
    if (one === null) continue;
    const from = start + text.indexOf(value);
    const address = one.kind === 'address' ? addressesIn(value)[0] : undefined;
    found.push({ target: one, value: address?.parts ?? value, sure: one.kind !== 'person', from: [from, from + value.length], subject });
  }
  const names = found.filter(({ target }) => target.kind === 'person' && target.column === 'name');
  return names.length === found.length || names.length > 1 ? found.filter((one) => !names.includes(one)) : found;
}

function formOf(value: string): Target | null {
  const fills = (shape: RegExp): boolean => [...value.matchAll(shape)][0]?.[0] === value;
  if (fills(EMAIL)) return method('email');
  if (fills(URL) || BARE_DOMAIN.test(value)) return field('crm.website');
  if (isStrictPhone(value)) return method(isMobile(value) ? 'mobile' : 'phone');
  if (isCompany(value)) return field('customer.name');
  if (isPosition(value)) return person('position');
  if (isDepartment(value)) return person('workScope');
  if (addressesIn(value)[0]?.parts.text === value) return { kind: 'address' };
  return isName(value) ? person('name') : null;
}
