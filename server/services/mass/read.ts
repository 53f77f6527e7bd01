/** From what somebody typed or pasted to the values that it means, where they are to stand: as forms and imports read it. Pure; what is done with them is left to the others. */
import type { Scalar } from '../../../model/api.ts';
import type { Dictionary } from '../../../model/catalogue/types.ts';
import { STATES } from '../../../model/export/texts.ts';
import { destroyedIn } from '../../../model/import/destroyed.ts';
import type { Language } from '../../../model/labels.ts';
import type { MassRefusal } from '../../../model/mass/api.ts';
import type { MassKey, OwnProperty } from '../../../model/mass/keys.ts';
import type { Department, Person } from '../../../model/rights.ts';
import { typedDate } from '../../../model/validation/typed-dates.ts';
import type { KeyRule, Schema } from '../../../model/validation/section-rules.ts';
import { fieldKey, rowKey, rowTextKey, textKey } from '../../../model/value-keys.ts';
import { cleanUrl, countryOf, optionNamed } from '../import/cells.ts';
import { valueOf } from '../export/workbook-values.ts';

export interface ReadWorld {
  readonly dictionaries: readonly Dictionary[];
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
  readonly schema: Pick<Schema, 'keyAllowed' | 'checkValue'>;
  readonly lang: Language;
  /** The year now. */
  readonly year: number;
  readonly currency: string;
}
export type Read<T> = { readonly ok: true; readonly value: T } | Refused;
export interface Refused { readonly ok: false; readonly code: MassRefusal; readonly message: string }
export const refused = (code: MassRefusal, message: string): Refused => ({ ok: false, code, message });

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The value key at which a value of this key is checked; the row is any. Null: nothing of a document. */
export function valueKeyOf({ place }: MassKey, schema: Pick<Schema, 'keyAllowed'>): { readonly section: string; readonly key: string; readonly rule: KeyRule; readonly long: boolean } | null {
  if (place.kind === 'own') return null;
  const { section } = place;
  const of = (key: string, long = false): ReturnType<typeof valueKeyOf> => {
    const rule = schema.keyAllowed(section, key);
    return rule === null || rule.kind === 'place' ? null : { section, key, rule, long };
  };
  switch (place.kind) {
    case 'value': return of(fieldKey(place.key));
    case 'text': return of(textKey(place.key), true);
    case 'list': return of(rowKey(place.table, 'x', 'value'));
    case 'cell': return of(rowKey(place.table, 'x', place.column)) ?? of(rowTextKey(place.table, 'x', place.column), true);
  }
}

/** One value; `base`: what stands there, whose currency an amount without one takes. Empty text is null. */
export function readOne(key: MassKey, given: Scalar, base: Scalar, world: ReadWorld): Read<Scalar> {
  if (given === null || (typeof given === 'string' && given.trim() === '')) return { ok: true, value: null };
  if (key.place.kind === 'own') return readOwn(key.place.name, String(given).trim(), world);
  const at = valueKeyOf(key, world.schema);
  if (at === null) return refused('read-only', 'Nothing can be written there in this workspace.');
  const check = (value: Scalar) => world.schema.checkValue(at.section, at.key, value);
  // what a program sends in the form in which it is stored is that value
  const read = typeof given === 'string' ? readText(given, at.rule, base, world, check) : { ok: true as const, value: at.rule.kind === 'number' || at.rule.kind === 'percent' || at.rule.kind === 'flag' ? given : String(given) };
  if (!read.ok || read.value === null) return read;
  const wrong = check(read.value);
  return wrong ? refused('invalid', `The value ${wrong.message}.`) : read;
}

function readText(text: string, rule: KeyRule, base: Scalar, world: ReadWorld, check: (value: Scalar) => { readonly message: string } | null): Read<Scalar> {
  const clean = text.trim();
  switch (rule.kind) {
    case 'date': case 'month': {
      // papers are valid for long, everything else lies behind or near
      const date = typedDate(clean, { lang: world.lang, year: world.year, yearless: rule.yearOptional === true });
      if (date !== null && check(date) === null) return { ok: true, value: date };
      break;
    }
    case 'enum': {
      const country = rule.dictionary === 'D-42' && optionNamed('D-42', clean, world.dictionaries) === undefined ? countryOf(clean) : undefined;
      if (country !== undefined) return { ok: true, value: country };
      break;
    }
    case 'url': {
      const address = cleanUrl(clean);
      return address.ok ? { ok: true, value: address.value } : refused('unreadable', `${shown(clean)} is not a web address.`);
    }
    case 'person': return refused('read-only', 'Who of a customer is meant is chosen in the archive.');
    case 'text': case 'phone': case 'list': {
      const broken = destroyedIn(clean, rule.kind === 'phone' ? 'phone' : 'free');
      if (broken) return refused('destroyed', broken.message);
      break;
    }
    default:
  }
  if ('ref' in rule && rule.ref !== undefined) return refused('read-only', 'Which row is meant is chosen in the archive.');
  const cell = valueOf(text, rule, base, { ...world, check });
  return cell.ok ? { ok: true, value: cell.value } : refused('unreadable', cell.message);
}

/** By name as people know it, or by id; two of the same name are nobody. */
function named(what: string, text: string, all: readonly { readonly id: string; readonly name: string }[]): Read<string> {
  const known = all.find(({ id }) => id === text);
  if (known) return { ok: true, value: known.id };
  const same = (name: string): string => name.normalize('NFKC').trim().toLocaleLowerCase('und').replace(/\s+/g, ' ');
  const found = all.filter(({ name }) => same(name) === same(text));
  if (found.length === 1 && found[0]) return { ok: true, value: found[0].id };
  return refused('unreadable', found.length === 0 ? `There is no ${what} called ${shown(text)}.` : `Several are called ${shown(text)}; nobody can tell which is meant.`);
}

function readOwn(name: OwnProperty, text: string, { people, departments, dictionaries }: ReadWorld): Read<Scalar> {
  const option = (dictionary: string): Read<Scalar> => {
    const key = optionNamed(dictionary, text, dictionaries);
    return key === undefined ? refused('unreadable', `${shown(text)} is none of the options.`) : { ok: true, value: key };
  };
  switch (name) {
    case 'owner': case 'keeper': case 'coOwner': return named('colleague', text, people.filter(({ active }) => active));
    case 'department': return named('department', text, departments);
    case 'kind': return option('D-32');
    case 'confidentiality': return option('D-39');
    case 'state': {
      const [key] = Object.entries(STATES).find(([state, labels]) => (state === 'open' || state === 'closed') && [state, ...Object.values(labels)].some((each) => each.toLowerCase() === text.toLowerCase())) ?? [];
      return key === undefined ? refused('unreadable', `${shown(text)} is neither open nor closed.`) : { ok: true, value: key };
    }
    case 'code': {
      const broken = destroyedIn(text, 'id');
      if (broken) return refused('destroyed', broken.message);
      return text.length > 128 ? refused('invalid', 'A code has at most 128 characters.') : { ok: true, value: text };
    }
  }
}

/** The values in one cell of a list: between semicolons, lines and the Chinese comma; options have no commas in them. */
export const parts = (text: string, { type }: MassKey): readonly string[] =>
  text.split(type === 'option' || type === 'person' ? /[;；\n、,，]/u : /[;；\n、]/u).map((each) => each.trim()).filter((each) => each !== '');
