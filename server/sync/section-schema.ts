/** What the catalogue allows in one section, with the rules found so far at hand. The rules themselves are in `model/validation/`. */
import { checkRule, SHIPPED } from '../../model/validation/section-rules.ts';
import type { KeyRule, Schema } from '../../model/validation/section-rules.ts';
import { checkCharacters, LONG_TEXT_UNITS } from '../../model/validation/value.ts';
import { OWN_PREFIX } from '../../model/catalogue/own-shape.ts';
import { textKey } from '../../model/value-keys.ts';
import type { Place } from './places.ts';
import { Refusal } from './refusal.ts';

/** Begins the names of long texts of the workspace's own; no other is ever retired. */
const OWN_TEXT = textKey(OWN_PREFIX);
/** Keys hold row ids, so the table would grow for ever; beyond this it starts anew. */
const MOST = 20_000;

export const valueKeyOf = ({ root, sub }: Place): string => (sub === null ? root : `${root}/${sub}`);

export class SectionSchema {
  /** `profile`, `contacts-2026`. */
  readonly section: string;
  readonly #schema: Schema;
  /** Only what was found: a field that an administrator adds is known from the next edit on, and none is ever taken away. */
  readonly #rules = new Map<string, KeyRule | 'text'>();

  constructor(section: string, schema: Schema = SHIPPED) {
    this.section = section;
    this.#schema = schema;
  }

  /** The rule of a place, `text` for a long text; throws `schema` for a root, table or field that the section does not have. */
  rule(place: Place): KeyRule | 'text' {
    const key = valueKeyOf(place);
    const found = this.known(place, key);
    if (found === null) throw new Refusal('schema', 'is not a field of this section', key.slice(0, 320));
    return found;
  }

  /** The same, null where `rule` throws. `key` is the place's value key. */
  known(place: Place, key: string): KeyRule | 'text' | null {
    const known = this.#rules.get(key);
    if (known !== undefined) return known;
    const found = this.#look(place, key);
    if (found === null) return null;
    if (this.#rules.size >= MOST) this.#rules.clear();
    this.#rules.set(key, found);
    return found;
  }

  #look(place: Place, key: string): KeyRule | 'text' | null {
    const kind = this.#schema.rootAllowed(this.section, place.root);
    if (kind === 'map') return place.sub === null ? null : this.#schema.keyAllowed(this.section, key);
    // a key under a text root, or a list under a map, would be invisible to everyone who reads the section
    return kind === 'text' && place.sub === null ? 'text' : null;
  }

  checkValue(place: Place, rule: KeyRule, value: unknown): void {
    const wrong = value === undefined ? { message: 'must be a value' } : checkRule(rule, value);
    if (wrong) throw new Refusal('schema', wrong.message, valueKeyOf(place));
  }

  checkText(place: Place, text: string, lengthBefore: number): void {
    const wrong = checkCharacters(text);
    if (wrong) throw new Refusal('schema', wrong.message, place.root);
    if (text !== '' && place.root.startsWith(OWN_TEXT) && this.#schema.keyAllowed(this.section, place.root)?.retired?.() === true) throw new Refusal('schema', 'is a field that was retired: nothing new is written', place.root);
    if (lengthBefore + text.length > LONG_TEXT_UNITS) throw new Refusal('too-large', `must be at most ${LONG_TEXT_UNITS} characters`, place.root);
  }
}
