/** Where each finding of a pasted text goes in an archive of this kind, what stands there already, and what is to be said of it. No DOM; how chosen rows are written is `patch.ts`. */
import { ADDRESSES } from '../../model/catalogue/place.ts';
import { fieldKey, rowKey } from '../../model/value-keys.ts';
import type { AddressParts, Finding, FieldKey } from '../../model/paste/read-paste.ts';
import type { Row } from '../../model/section-doc.ts';
import { optionLabel } from '../form/values.ts';
import { fold } from '../internal/fold.ts';
import { columnsOf, judge, judgeCell, type Judged } from './check.ts';
import { countryOption } from './country.ts';
import { sameMethod, sameSite, sameText } from './equal.ts';
import type { Facts, LeftOut, PasteRow, PasteSection, PersonRef, RowState } from './rows.ts';

/** What is known of a finding before it is decided whether it is offered. */
interface Draft { readonly label: string; readonly value: string; readonly goal: string | null; readonly section: PasteSection; readonly needs?: number | null; readonly of?: string | null; readonly now?: string | null; readonly at?: string; readonly judged?: Judged; readonly write: Extract<RowState, { kind: 'offered' }>['write'] }

const text = (value: Finding['value']): string => (typeof value === 'string' ? value : value.text);
const PEOPLE = 'people';

export function rowsOf(findings: readonly Finding[], facts: Facts): readonly PasteRow[] {
  return new Placing(findings, facts).rows();
}

class Placing {
  readonly #findings: readonly Finding[];
  readonly #facts: Facts;
  readonly #several: boolean;
  readonly #individual: boolean;
  /** Of an individual's archive: the one of the text who is this person. */
  readonly #self: number;
  /** Of an organisation's: that of several in which its own name stands; all count where it stands in none. */
  readonly #ours: ReadonlySet<number> | null;
  readonly #rows: PasteRow[] = [];

  constructor(findings: readonly Finding[], facts: Facts) {
    this.#findings = findings;
    this.#facts = facts;
    this.#individual = facts.kind === 'individual';
    this.#several = new Set(findings.map(({ subject }) => subject)).size > 1;
    const own = String(facts.sections.profile?.field('customer.name') ?? '');
    const named = (match: (finding: Finding) => boolean) => findings.filter((each) => match(each) && own !== '' && sameText(text(each.value), own)).map(({ subject }) => subject);
    this.#self = named(({ target }) => target.kind === 'person' && target.column === 'name')[0] ?? findings[0]?.subject ?? 0;
    const isCompany = ({ target }: Finding): boolean => target.kind === 'field' && target.key === 'customer.name';
    const ours = named(isCompany);
    const others = new Set(findings.filter(isCompany).map(({ subject }) => subject));
    this.#ours = ours.length === 0 || this.#individual ? null : new Set([...ours, ...findings.map(({ subject }) => subject).filter((subject) => !others.has(subject))]);
  }

  rows(): readonly PasteRow[] {
    this.#findings.forEach((finding, id) => {
      const row = this.#row(finding, id);
      if (row !== null && !this.#again(row)) this.#rows.push(row);
    });
    return this.#rows.map((row) => (row.state.kind === 'offered' && row.state.ticked && !this.#stands(row) ? { ...row, state: { ...row.state, ticked: false } } : row));
  }

  /** The same value twice in one text. */
  #again(row: PasteRow): boolean {
    if (row.state.kind !== 'offered') return this.#rows.some((each) => each.state.kind === row.state.kind && each.label === row.label && each.of === row.of && each.value === row.value);
    const { write } = row.state;
    return this.#rows.some((each) => {
      if (each.state.kind !== 'offered' || each.of !== row.of) return false;
      const there = each.state.write;
      if (write.kind === 'method' && there.kind === 'method') return sameMethod(write.method, write.value, { kind: there.method, value: there.value });
      return each.goal !== null && each.goal === row.goal && sameText(each.value, row.value);
    });
  }

  #row(finding: Finding, id: number): PasteRow | null {
    const { target, subject } = finding;
    if (this.#individual ? subject !== this.#self : this.#ours?.has(subject) === false) return this.#left(finding, id, 'other');
    switch (target.kind) {
      case 'field': return this.#individual ? this.#fieldOfPerson(finding, id, target.key) : this.#field(finding, id, target.key);
      case 'method': return this.#method(finding, id, target.method);
      case 'address': return this.#address(finding, id);
      case 'postcode': return this.#postcode(finding, id);
      case 'person': return this.#individual ? this.#own(finding, id, target.column) : this.#person(finding, id, target.column);
    }
  }

  #fieldOfPerson(finding: Finding, id: number, key: FieldKey): PasteRow {
    if (key === 'crm.website') return this.#plain(finding, id, key);
    return key === 'customer.name' ? this.#plain(finding, id, 'person.employer') : this.#left(finding, id, 'company');
  }
  #field(finding: Finding, id: number, key: FieldKey): PasteRow {
    return key === 'org.legalRepresentative' ? this.#representative(finding, id, key) : this.#plain(finding, id, key);
  }
  #own(finding: Finding, id: number, column: 'name' | 'position' | 'workScope' | 'role'): PasteRow | null {
    switch (column) {
      case 'name': return this.#plain(finding, id, 'customer.name');
      case 'position': return this.#plain(finding, id, 'person.position');
      case 'workScope': return this.#left(finding, id, 'place');
      case 'role': return null; // that one is the customer
    }
  }

  #plain(finding: Finding, id: number, key: string): PasteRow {
    const section = this.#facts.sections.profile;
    const judged = judge(this.#facts, section, key, text(finding.value));
    const there = section?.field(key) ?? null;
    const same = key === 'crm.website' ? sameSite : sameText;
    return this.#made(finding, id, {
      label: this.#label(key), value: judged.ok ? String(judged.value) : text(finding.value), goal: fieldKey(key), section: 'profile', judged,
      ...(there === null ? {} : same(String(there), text(finding.value)) ? { at: fieldKey(key) } : { now: String(there) }),
      write: { kind: 'field', section: 'profile', key, value: judged.ok ? judged.value : null },
    });
  }

  #representative(finding: Finding, id: number, key: string): PasteRow {
    const name = text(finding.value);
    const people = this.#facts.sections.people;
    const row = people?.field(key) ?? null;
    const now = row === null ? null : String(people?.rows(PEOPLE).find((each) => each.id === row)?.cells['name'] ?? row);
    return this.#made(finding, id, {
      label: this.#label(key), value: name, goal: fieldKey(key), section: 'people', ...(now === null ? {} : sameText(now, name) ? { at: fieldKey(key) } : { now }),
      write: { kind: 'representative', person: this.#personNamed(name) },
    });
  }

  #method(finding: Finding, id: number, method: string): PasteRow {
    const { catalogue, sections } = this.#facts;
    const value = text(finding.value);
    const named = !this.#individual && this.#several ? this.#nameOf(finding.subject) : undefined;
    const person = named === undefined ? null : this.#personNamed(text(named.value));
    const section: PasteSection = person === null ? 'profile' : 'people';
    const table = person === null ? 'methods' : 'peopleMethods';
    const there = (sections[section]?.rows(table) ?? []).filter(({ cells }) => person === null || (person.kind === 'there' && cells['person'] === person.row)).find(({ cells }) => sameMethod(method, value, cells));
    const label = optionLabel(catalogue, 'D-77', method);
    return this.#made(finding, id, {
      label, value, goal: null, section, judged: judgeCell(this.#facts, sections[section], table, 'value', value, { kind: method }),
      ...(named === undefined ? {} : { of: text(named.value), needs: person?.kind === 'new' ? this.#findings.indexOf(named) : null }),
      ...(there === undefined ? {} : { at: rowKey(table, there.id, 'value') }),
      write: { kind: 'method', person, method, value },
    });
  }

  #address(finding: Finding, id: number): PasteRow {
    const parts = finding.value as AddressParts;
    const { use, section, label } = this.#home;
    const country = parts.country === undefined ? null : countryOption(parts.country, this.#facts.catalogue);
    const cells = {
      // a country that no list has is not lost
      text: [parts.text, country === null ? parts.country : undefined].filter((part) => part !== undefined && part !== '').join(', '),
      country, region: parts.region ?? null, city: parts.city ?? null, postcode: parts.postcode ?? null,
    };
    const row = this.#addressRow(section, use);
    const known = row !== undefined && Object.entries(cells).every(([column, value]) => value === null || value === '' || sameText(value, String(row.cells[column] ?? '')));
    return this.#made(finding, id, {
      label, value: this.#addressText(cells), goal: `${ADDRESSES}/${use}`, section, judged: judgeCell(this.#facts, this.#facts.sections[section], ADDRESSES, 'postcode', cells.postcode ?? '', cells),
      ...(row === undefined ? {} : known ? { at: rowKey(ADDRESSES, row.id, 'text') } : { now: this.#addressText(row.cells) }),
      write: { kind: 'address', section, use, cells },
    });
  }

  #postcode(finding: Finding, id: number): PasteRow {
    const { use, section } = this.#home;
    const value = text(finding.value);
    const row = this.#addressRow(section, use);
    const now = row?.cells['postcode'] ?? null;
    const beside = this.#findings.find(({ target, subject }) => target.kind === 'address' && subject === finding.subject);
    const parts = typeof beside?.value === 'object' ? beside.value : undefined;
    return this.#made(finding, id, {
      label: this.#columnLabel(ADDRESSES, 'postcode'), value, goal: `${ADDRESSES}/${use}/postcode`, section,
      judged: judgeCell(this.#facts, this.#facts.sections[section], ADDRESSES, 'postcode', value, row?.cells ?? (parts?.country === undefined ? {} : { country: countryOption(parts.country, this.#facts.catalogue) })),
      // that of an address which is not taken is not that of the one before
      needs: beside === undefined ? null : this.#findings.indexOf(beside),
      ...(now === null || row === undefined ? {} : sameText(String(now), value) ? { at: rowKey(ADDRESSES, row.id, 'postcode') } : { now: String(now) }),
      write: { kind: 'address', section, use, cells: { postcode: value } },
    });
  }

  #person(finding: Finding, id: number, column: 'name' | 'position' | 'workScope' | 'role'): PasteRow {
    const { catalogue, sections } = this.#facts;
    const value = text(finding.value);
    const cell = column === 'position' ? 'workScope' : column;
    const named = column === 'name' ? finding : this.#nameOf(finding.subject);
    if (named === undefined) return this.#left(finding, id, 'nobody');
    const person = this.#personNamed(text(named.value));
    const row = person.kind === 'there' ? sections.people?.rows(PEOPLE).find((each) => each.id === person.row) : undefined;
    const now = row?.cells[cell] ?? null;
    const known = now !== null && (cell === 'workScope' ? fold(String(now)).includes(fold(value)) : sameText(String(now), value));
    return this.#made(finding, id, {
      label: column === 'name' ? this.#label('companyPerson.name') : this.#columnLabel(PEOPLE, cell), value: cell === 'role' ? optionLabel(catalogue, 'D-12', value) : value,
      // a position and a department stand in one cell, and both fit
      goal: `${PEOPLE}/${person.kind === 'there' ? person.row : fold(person.name)}/${column}`, section: 'people', of: column === 'name' ? null : text(named.value),
      judged: judgeCell(this.#facts, sections.people, PEOPLE, cell, value, row?.cells ?? {}),
      needs: column === 'name' || person.kind === 'there' ? null : this.#findings.indexOf(named),
      ...(now === null || row === undefined ? {} : known ? { at: rowKey(PEOPLE, row.id, cell) } : { now: cell === 'role' ? optionLabel(catalogue, 'D-12', String(now)) : String(now) }),
      write: { kind: 'person', person, cells: { [cell]: value } },
    });
  }

  #made(finding: Finding, id: number, draft: Draft): PasteRow {
    const { judged, now = null, at, section } = draft;
    const base = { id, label: draft.label, of: draft.of ?? null, value: draft.value, now, sure: finding.sure, doubt: judged?.ok ? judged.doubt : null, from: finding.from, goal: draft.goal, needs: draft.needs ?? null };
    if (this.#facts.sections[section]?.may !== true) return { ...base, now: null, doubt: null, state: { kind: 'leftOut', why: 'right' } };
    if (at !== undefined) return { ...base, now: null, doubt: null, state: { kind: 'known', at: { section, key: at } } };
    if (judged?.ok === false) return { ...base, state: { kind: 'refused', why: judged.why } };
    return { ...base, state: { kind: 'offered', ticked: finding.sure && now === null && this.#free(base.goal), write: draft.write } };
  }

  /** Nothing else of the text is ticked for the same place. */
  #free(goal: string | null): boolean {
    return goal === null || !this.#rows.some((row) => row.goal === goal && (row.state.kind === 'known' || (row.state.kind === 'offered' && row.state.ticked)));
  }
  /** What it stands with is there, or is ticked itself. */
  #stands({ needs }: PasteRow): boolean {
    const state = needs === null ? undefined : this.#rows.find(({ id }) => id === needs)?.state;
    return state?.kind !== 'offered' || state.ticked;
  }

  #left(finding: Finding, id: number, why: LeftOut): PasteRow {
    const { target } = finding;
    const label = target.kind === 'field' ? this.#label(target.key) : target.kind === 'method' ? optionLabel(this.#facts.catalogue, 'D-77', target.method)
      : target.kind === 'person' ? this.#columnLabel(PEOPLE, target.column === 'position' ? 'workScope' : target.column) : target.kind === 'postcode' ? this.#columnLabel(ADDRESSES, 'postcode') : this.#home.label;
    const value = target.kind === 'person' && target.column === 'role' ? optionLabel(this.#facts.catalogue, 'D-12', text(finding.value)) : text(finding.value);
    return { id, label, of: null, value, now: null, sure: finding.sure, doubt: null, from: finding.from, goal: null, needs: null, state: { kind: 'leftOut', why } };
  }

  get #home(): { readonly use: string; readonly section: PasteSection; readonly label: string } {
    return this.#individual ? { use: 'residence', section: 'identity', label: this.#label('person.residenceAddress') } : { use: 'business', section: 'profile', label: this.#label('company.address') };
  }
  #addressRow(section: PasteSection, use: string): Row | undefined {
    return this.#facts.sections[section]?.rows(ADDRESSES).find(({ cells }) => cells['use'] === use);
  }
  /** What the street's words say already is not said twice. */
  #addressText(cells: Readonly<Record<string, unknown>>): string {
    const street = String(cells['text'] ?? '');
    const country = cells['country'] == null ? '' : optionLabel(this.#facts.catalogue, 'D-42', String(cells['country']));
    const more = [cells['postcode'], cells['city'], cells['region'], country].map((part) => String(part ?? '')).filter((part) => part !== '' && !street.includes(part));
    return [...new Set([street, ...more])].filter(Boolean).join(', ');
  }

  #nameOf(subject: number): Finding | undefined {
    return this.#findings.find((each) => each.subject === subject && each.target.kind === 'person' && each.target.column === 'name');
  }
  #personNamed(name: string): PersonRef {
    const row = (this.#facts.sections.people?.rows(PEOPLE) ?? []).find(({ cells }) => sameText(String(cells['name'] ?? ''), name));
    return row === undefined ? { kind: 'new', name } : { kind: 'there', row: row.id };
  }
  #label(key: string): string {
    return this.#facts.catalogue.fields.find((field) => field.key === key)?.label ?? key;
  }
  #columnLabel(table: string, column: string): string {
    return columnsOf(this.#facts, table).find(({ key }) => key === column)?.label ?? column;
  }
}
