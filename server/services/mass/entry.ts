/** What a preview remembers of each value, and how values are shown. Masked numbers show their end. */
import type { MassRefusal, MassRowState, MassShown } from '../../../model/mass/api.ts';
import type { MassKey } from '../../../model/mass/keys.ts';
import { BETWEEN, cellOf } from '../../../model/export/cells.ts';
import type { Names } from '../../../model/export/cells.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { CellValue } from '../../../model/register/query.ts';
import type { StoredArchive } from '../../storage/storage.ts';
import type { Standing, Wanted } from './values.ts';

/** A change as it was asked for, its key known. `texts`: read for each archive, where what stands there counts. */
export interface Want {
  readonly key: MassKey;
  readonly op: 'put' | 'add' | 'remove';
  readonly given: readonly (string | number | boolean)[];
  /** What the asker's page showed there; undefined: it does not say. */
  readonly seen?: CellValue | undefined;
}

export interface Entry {
  readonly archive: ArchiveId;
  readonly want: Want;
  readonly before: CellValue;
  readonly after: CellValue;
  readonly base: string;
}
/** One line of the preview. Of what may not be seen: as it was asked for, without a name. */
export interface Line {
  readonly archive: string;
  readonly name: string;
  readonly key: string;
  state: MassRowState;
  /** Null: there is nothing to show, or it may not be shown. */
  readonly entry: Entry | null;
  code?: MassRefusal;
  message?: string;
  now?: CellValue;
}
export interface Wish { readonly want: Want; readonly wanted: Wanted }

const masked = (value: string | number | boolean): string => `••${String(value).slice(-4)}`;

export function shownAs(value: CellValue, { masked: hidden, type, dictionary }: MassKey, names: Names): MassShown {
  const cut: CellValue = !hidden || value === null ? value : typeof value === 'object' ? (value as readonly (string | number | boolean)[]).map(masked) : masked(value as string);
  const whole = cellOf(cut, { type, dictionary }, names).text;
  return { value: typeof cut === 'string' ? shortened(cut) : cut, text: typeof cut === 'object' && cut !== null ? whole.split(BETWEEN).slice(0, 20).join(BETWEEN).slice(0, LONGEST) : shortened(whole) };
}
/** Characters of a long text that a preview shows. */
const LONGEST = 300;
const shortened = (text: string): string => (text.length > LONGEST ? `${[...text.slice(0, LONGEST)].slice(0, -1).join('')}…` : text);

/** What stands in the archive's own row. */
export function ownStanding({ place }: MassKey, archive: StoredArchive): Standing {
  const value = place.kind !== 'own' ? null : place.name === 'coOwner' ? (archive.coOwners.length === 0 ? null : archive.coOwners) : (archive[place.name] as CellValue);
  return { value, base: JSON.stringify(value) };
}
