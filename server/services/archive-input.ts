/** What a caller may write into an archive's own row, checked whole: every problem, or the values in their types. Rights are left to `archives.ts`. */
import { dictionaryOf, PACKS } from '../../model/catalogue/catalogue.ts';
import { isKeyPrincipal, parseArchiveId, parseDepartmentId, parseExternalKey, parsePersonId } from '../../model/ids.ts';
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from '../../model/ids.ts';
import { TEMPLATES, templateOf } from '../../model/templates/templates.ts';
import type { Template } from '../../model/templates/templates.ts';
import { parseEnd, parseMoment } from './dates.ts';
import { invalid } from './errors.ts';
import type { Problem } from './errors.ts';

const KINDS: ReadonlySet<string> = new Set(dictionaryOf('D-32')?.options.map((option) => option.key));
const PACK_KEYS: ReadonlySet<string> = new Set(PACKS.map((pack) => pack.key));

/** Collects problems while values are read; `done()` throws them all. */
export class Input {
  readonly #problems: Problem[] = [];

  wrong(field: string, code: string, message: string): void {
    this.#problems.push({ field, code, message });
  }

  add(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  done(): void {
    if (this.#problems.length > 0) throw invalid(this.#problems);
  }

  id(text: string): ArchiveId {
    return this.#read('id', text, parseArchiveId, 'not-an-id', 'One to 64 letters, digits, - or _.');
  }

  keys(texts: readonly string[]): readonly ExternalKey[] {
    if (texts.length > 50) this.wrong('keys', 'too-many', 'At most 50 keys.');
    return [...new Set(texts.map((text, i) => this.#read(`keys.${i}`, text, parseExternalKey, 'not-a-key', 'system:value, such as erp:GZ/2019-0045.')))];
  }

  kind(text: string): string {
    if (!KINDS.has(text)) this.wrong('kind', 'not-an-option', `One of: ${[...KINDS].join(', ')}.`);
    return text;
  }

  template(text: string): Template | undefined {
    const template = templateOf(text);
    if (!template) this.wrong('template', 'not-an-option', `One of: ${TEMPLATES.map(({ key }) => key).join(', ')}.`);
    return template;
  }

  packs(texts: readonly string[]): readonly string[] {
    for (const [i, text] of texts.entries()) if (!PACK_KEYS.has(text)) this.wrong(`packs.${i}`, 'not-an-option', `One of: ${[...PACK_KEYS].join(', ')}.`);
    return [...new Set(texts)];
  }

  department(field: string, text: string | null): DepartmentId | null {
    return text === null ? null : this.#read(field, text, parseDepartmentId, 'not-a-department', 'One to 64 characters, no blanks around it.');
  }

  person(field: string, text: string): PersonId {
    if (isKeyPrincipal(text)) this.wrong(field, 'not-a-person', 'A key of a service is no person.');
    return this.#read(field, text, parsePersonId, 'not-a-person', 'One to 128 characters, no blanks around it.');
  }

  moment(field: string, text: string): string {
    return this.#read(field, text, parseMoment, 'not-a-moment', 'A date, or a moment with its zone, such as 2026-05-12T09:30:00Z.');
  }

  /** The end of a right. */
  end(field: string, text: string): string {
    return this.#read(field, text, parseEnd, 'not-a-moment', 'A date, which counts to its end, or a moment with its zone, such as 2026-05-12T09:30:00Z.');
  }

  #read<T extends string>(field: string, text: string, parse: (text: string) => T | undefined, code: string, message: string): T {
    const value = parse(text);
    if (value === undefined) this.wrong(field, code, message);
    // a wrong value is never used: done() throws before
    return value ?? (text as T);
  }
}
