/** A slot is one scalar that a control shows and writes: a field, a cell of a row, a part of an address. Controls know slots and the host, nothing of documents or rows. */
import type { ArchiveView, Scalar } from '../../model/api.ts';
import { ROOTS, setCell, type Row } from '../../model/section-doc.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';
import type { Language } from '../../model/labels.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { ProblemCode } from '../../model/validation/problem.ts';
import type { Session } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { isHidden } from './checks/door.ts';
import type { Directory } from './directory.ts';
import type { FileShelf } from './kinds/files.ts';
import type { OpenSection } from './open-section.ts';
import { spokenOf } from './rows/alive-door.ts';
import type { FormField, Meta, Page } from './plan.ts';
import type { Redraw } from './redraw.ts';
import { merge } from './text-change.ts';
import { checked, dateReader, parse, typed, waitsForReader } from './values.ts';

export type FormStrings = Strings['form'];

/** What was typed and could not be written yet, or is not yet done: it stays in the input. */
export interface Draft { readonly raw: string; readonly code: ProblemCode | null; /** The value is in the document as far as it goes. */ readonly written: boolean }

/** What views get from the form. */
export interface FormHost {
  readonly t: Strings;
  readonly language: Language;
  readonly catalogue: CatalogueView;
  readonly session: Session;
  readonly archive: string;
  readonly section: OpenSection;
  /** Of the page shown: right, state and attribute taken together. */
  readonly readOnly: boolean;
  readonly drafts: Map<string, Draft>;
  /** What the person has opened: rows with their further columns, long tables. */
  readonly opened: Set<string>;
  /** True while drawing moves a control: its blur is not the person's. */
  readonly moving: boolean;
  readonly directory: Directory;
  readonly shelf: FileShelf;
  /** When files that this person may read last changed, as far as the page was told. */
  readonly filesAt: string;
  /** People of the customer, when their section may be read. */
  readonly people: OpenSection | null;
  readonly view: ArchiveView;
  /** Another section of the archive, for rows there that belong to a row here; null: not for this person. */
  beside(section: SectionKey): Beside | null;
  /** Draws again: all of the form, or what shows this value. */
  refresh(key?: string): void;
  readonly redraw: Redraw;
  /** Puts the focus there once it is drawn. */
  focusOn(key: string): void;
}

/** `host` is that section's own, once it is open. What is drawn with it stands in an element with `data-section`, so that presence is told there and not here. */
export interface Beside { readonly page: Page; readonly host: FormHost | null; open(): void }

export interface Slot {
  /** Value key: `fields/customer.name`, `rows/methods/x1/value`. */
  readonly key: string;
  /** Of the control, unique in the form. */
  readonly id: string;
  readonly label: string;
  readonly meta: Meta;
  readonly value: Scalar;
  /** In a table: no label and no echo of its own. */
  readonly cell: boolean;
  /** Each value that is chosen is one more. */
  readonly adds?: true;
  /** Why the server did not take it, where a value is saved by a request of its own. */
  readonly error?: string;
  write(value: Scalar): void;
}

/** DOM ids may hold any character but blanks; keys have none. */
export const idOf = (key: string): string => `f-${key}`;

export function fieldSlot(host: FormHost, field: FormField): Slot {
  const { section } = host;
  const { place } = field;
  if (place.kind === 'part') {
    const row = section.row(place.table, place.match);
    const key = row === undefined ? `${ROOTS.fields}/${field.key}` : `${ROOTS.rows}/${place.table}/${row.id}/${place.column}`;
    return {
      key, id: idOf(`${ROOTS.fields}/${field.key}`), label: field.label, meta: field.meta, value: row?.cells[place.column] ?? null, cell: false,
      write: (value) => section.writePart(field.label, key, place.table, place.match, place.column, value),
    };
  }
  const key = `${ROOTS.fields}/${field.home.key}`;
  return { key, id: idOf(key), label: field.label, meta: field.meta, value: section.field(field.home.key), cell: false, write: (value) => section.writeField(field, value) };
}

/** `step` names the undo step: the field's label with the column's. */
export function cellSlot(host: FormHost, step: string, table: string, row: Row, meta: Meta): Slot {
  const key = `${ROOTS.rows}/${table}/${row.id}/${meta.key}`;
  return {
    key, id: idOf(key), label: meta.label, meta, value: row.cells[meta.key] ?? null, cell: true,
    write: (value) => {
      // somebody else took it away: what is typed stays a draft, for when it comes back
      if (host.section.rows(table).every(({ id }) => id !== row.id)) return;
      host.section.edit(step, key, (doc) => {
        setCell(doc, table, row.id, meta.key, value);
        for (const column of spokenOf(key)) setCell(doc, table, row.id, column, null);
      });
    },
  };
}

/** True when a value key lies in the field: presence names cells, the label row names whole fields. */
export function covers(section: OpenSection, field: FormField, key: string): boolean {
  const own = `${ROOTS.fields}/${field.key}`;
  if (key === own || key.startsWith(`${own}/`)) return true;
  const { place } = field;
  switch (place.kind) {
    case 'value': return key === `${ROOTS.fields}/${place.key}`;
    case 'text': return key === ROOTS.text + place.key;
    case 'rows': case 'list': return key.startsWith(`${ROOTS.rows}/${place.table}/`) || key.startsWith(`${ROOTS.text}${place.table}/`);
    case 'address': return inRow(section, 'addresses', { use: place.use }, key);
    case 'part': return key === `${ROOTS.rows}/${place.table}/${section.row(place.table, place.match)?.id ?? ''}/${place.column}`;
    case 'column': case 'files': case 'none': return false;
  }
}

const inRow = (section: OpenSection, table: string, match: Readonly<Record<string, string>>, key: string): boolean => {
  const row = section.row(table, match)?.id ?? match['use'];
  return row !== undefined && key.startsWith(`${ROOTS.rows}/${table}/${row}/`);
};

/** Takes what was typed as far as it goes. `done`: the person left the value or pressed Enter, so now a mistake is said. */
export function take(host: FormHost, slot: Slot, raw: string, done: boolean, waited = false): void {
  const { drafts } = host;
  // nothing is written over what one does not see before one is done
  const live = slot.meta.kind === 'text' && !slot.meta.mask;
  if (!done && !live) {
    drafts.set(slot.key, { raw, code: null, written: false });
    return;
  }
  if (!waited && waitsForReader(slot.meta, raw)) {
    drafts.set(slot.key, { raw, code: null, written: false });
    void dateReader.load().then(() => { if (drafts.get(slot.key)?.raw === raw) take(host, slot, raw, done, true); });
    return;
  }
  if (raw.trim() === '' && isHidden(host, slot)) {
    drafts.delete(slot.key);
    host.refresh(slot.key);
    return;
  }
  const words = live ? together(host, slot, raw) : raw;
  const result = parse(slot.meta, words, host.language);
  if (!result.ok) drafts.set(slot.key, { raw: words, code: done ? result.code : null, written: false });
  else {
    if (done) drafts.delete(slot.key);
    else drafts.set(slot.key, { raw: words, code: null, written: true });
    const note = words === raw ? undefined : host.section.notes.get(slot.key);
    if (result.value !== slot.value) slot.write(result.value);
    // one's own words alone are what undoing the other's leads to
    if (note !== undefined) host.section.notes.set(slot.key, { ...note, before: raw, after: words });
  }
  host.refresh(slot.key);
}

/** What somebody else wrote into the same words while an input method composed, and nothing could be drawn, is in them too. */
function together({ section, drafts }: FormHost, slot: Slot, raw: string): string {
  const now = section.valueAt(slot.key);
  const draft = drafts.get(slot.key);
  const known = draft?.written ? draft.raw.trim() : slot.value;
  return typeof now !== 'string' || now === known ? raw : merge(String(known ?? ''), raw, now);
}

/** A choice: written at once or not at all. */
export function choose(host: FormHost, slot: Slot, value: Scalar): void {
  const result = checked(slot.meta, value);
  if (result.ok) {
    host.drafts.delete(slot.key);
    if (result.value !== slot.value) slot.write(result.value);
  } else host.drafts.set(slot.key, { raw: String(value), code: result.code, written: false });
  host.refresh(slot.key);
}

export const rawOf = (host: FormHost, slot: Slot): string => host.drafts.get(slot.key)?.raw ?? typed(slot.meta, slot.value, host.language);
