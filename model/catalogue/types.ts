/** The shape of the catalogue: every field, dictionary and pack as data. The rows are in `fields.ts` and `dictionaries.ts`; checks of values in `../validation/`. */
import type { Labels } from '../labels.ts';
import type { SectionKey } from '../sections.ts';

export type FieldKind =
  | 'text' | 'longText' | 'number' | 'percent' | 'money' | 'date' | 'month' | 'dateRange' | 'enum' | 'enums' | 'phone' | 'email' | 'url'
  | 'address' | 'person' | 'user' | 'files' | 'list' | 'rows' | 'computed' | 'flag';

export type PackKey = 'base' | 'organisation' | 'individual' | 'dealer' | 'hotel' | 'bank' | 'renovation' | 'status' | 'survey' | 'annual' | 'CN-2007-33';

/** Where a field's value lives: a section's document or rows, the archive's own row, the overview, or a process. */
export type FieldHome = SectionKey | 'archive' | 'overview' | 'process';

/** What a value is looked at for beside its kind: a doubt is said and may be overruled (`validation/findings.ts`). `idDocument` and `method` go by the kind that stands beside the value. */
export type Check =
  | 'idDocument' | 'residentId' | 'uscc' | 'organisationCode' | 'taxNumber' | 'taiwanId' | 'taiwanResident' | 'ubn' | 'hkid' | 'dniNie' | 'nif' | 'iban' | 'bankAccount'
  | 'postcode' | 'phone' | 'email' | 'method' | 'birthday' | 'gender' | 'validity';

/** What a value must keep to beside its kind; fields and columns share it. */
export interface Limits {
  readonly check?: Check;
  /** Of a date: the column of the same row, or the field of the same section, before which it should not lie. */
  readonly after?: string;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  /** Shown by its last characters until asked for, which is recorded. */
  readonly mask?: boolean;
  /** Of a date: `minute` is local time `YYYY-MM-DDTHH:mm`; `month` and `year` also allow the coarser `YYYY-MM` and `YYYY`. */
  readonly precision?: 'minute' | 'day' | 'month' | 'year';
  /** Of a date: `--MM-DD` is allowed, a birthday without its year. */
  readonly yearOptional?: boolean;
  /** Of a date: `long-term` is allowed. */
  readonly longTermAllowed?: boolean;
  /** Kind of a computed value. */
  readonly valueKind?: FieldKind;
  /** Row table whose rows the value names. */
  readonly ref?: string;
  /** Of a column: written by the server alone, as a decision is. A row where it stands is closed to everybody else (`validation/by-service.ts`). */
  readonly by?: 'service';
}

export interface Column extends Limits {
  /** As in the document: `time`, not `contact.time`. */
  readonly key: string;
  readonly kind: FieldKind;
  readonly dictionary: string | null;
  readonly label: Labels;
  /** Key of the field (scope `row`) that this column is: `contact.time`. */
  readonly field?: string;
}

export interface Field extends Limits {
  /** Id of the domain catalogue, `F-004`. */
  readonly id: string;
  /** Public schema: `customer.name`. */
  readonly key: string;
  readonly kind: FieldKind;
  readonly home: FieldHome;
  readonly label: Labels;
  readonly packs: readonly PackKey[];
  readonly sensitivity: 'internal' | 'confidential' | 'restricted:identity' | 'restricted:bank' | 'restricted:aml';
  readonly scope: 'field' | 'row' | 'catalogue' | 'workspace' | 'value' | 'process';
  /** Group of the domain catalogue, `F1`. */
  readonly group: string;
  readonly dictionary?: string;
  /** Row table that the field heads (`rows`, scope field) or is a column of (scope row). */
  readonly table?: string;
  /** All columns of the row table that the field heads, in their order; an alias has none, its target does. */
  readonly columns?: readonly Column[];
  /** A view: the same fact of the same subject, stored once under this key. */
  readonly aliasOf?: string;
  /** A view of one row (`{kind: 'phone'}`) or one column (`{column: 'postcode'}`) of its target. */
  readonly aliasRow?: Readonly<Record<string, string>>;
  /** A shape: the same kind of field of another subject, with a value of its own. */
  readonly shapeOf?: string;
  readonly multiple?: boolean;
  /** `use` of the `addresses` row that holds an address field. */
  readonly use?: string;
  /** Packs under which the field must be filled: `CN-2007-33` for what Article 33 asks. */
  readonly required?: readonly PackKey[];
  /** 1 to 10: item of the key ten of an individual customer. */
  readonly keyItem?: number;
  /** Kind of personal information (D-29), or `none`. */
  readonly pii?: string;
  /** Of a workspace's own field: what it is for, in its words. */
  readonly help?: Labels;
  /** Of a workspace's own field: no longer offered; values that are there stay readable and can be taken away. */
  readonly retired?: true;
  readonly note?: string;
}

export interface DictionaryOption { readonly key: string; readonly label: Labels; /** Cycle in days (D-55, D-56) or term (D-11). */ readonly days?: number; /** Ours, not asked for: the first an administrator may strike. */ readonly suggested?: boolean; /** No longer offered; values that have it stay and are shown. */ readonly hidden?: true }
export interface Dictionary { readonly id: string; readonly name: Labels; readonly editable: boolean; readonly options: readonly DictionaryOption[] }
export interface Pack { readonly key: PackKey; readonly label: Labels }

/** What `GET /api/catalogue?lang=&packs=` answers: one language, only what forms need. */
export interface CatalogueView {
  readonly version: string;
  /** Of the workspace's whole catalogue, in all languages: the line tells when there is another. Older servers do not say. */
  readonly edition?: string;
  readonly lang: string;
  readonly fields: readonly (Omit<Field, 'label' | 'columns' | 'note' | 'help'> & { readonly label: string; readonly help?: string; readonly columns?: readonly (Omit<Column, 'label'> & { readonly label: string })[] })[];
  /** Columns of the row table `addresses`, which no field heads. */
  readonly addressColumns: readonly (Omit<Column, 'label'> & { readonly label: string })[];
  readonly dictionaries: Readonly<Record<string, { readonly name: string; readonly options: readonly { readonly key: string; readonly label: string; readonly days?: number; /** Shown where a value has it, offered to nobody. */ readonly hidden?: true }[] }>>;
  readonly packs: readonly { readonly key: string; readonly label: string }[];
  readonly sections: readonly { readonly key: string; readonly label: string }[];
  readonly groups: readonly { readonly key: string; readonly label: string }[];
}
