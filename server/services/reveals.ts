/** Masked numbers that somebody has shown: recorded before they are, told to those who manage the section and to the audit. */
import { atLeast, mayReadAudit } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import { parseValueKey } from '../../model/value-keys.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { Rights } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { Storage } from '../storage/storage.ts';
import { invalid } from './errors.ts';

/** True for values of which a page shows only the end: of a field or cell, as the catalogue says. */
export function isMasked(schema: Pick<Schema, 'keyAllowed'>, section: string, key: string): boolean {
  const kind = parseValueKey(key)?.kind;
  const rule = kind === 'field' || kind === 'cell' ? schema.keyAllowed(section, key) : null;
  return rule !== null && rule.kind !== 'place' && rule.mask === true;
}

/** Who is told of what was shown in a section: whoever manages it, and the audit as far as it reads there. */
export function hearsReveals(rights: Rights, person: Person, section: string): boolean {
  const key = parseDocSection(section)?.section;
  const level = (key && rights.sections.get(key)?.level) ?? 'none';
  return atLeast(level, 'manage') || (atLeast(level, 'read') && mayReadAudit(person));
}

export interface RevealService {
  /** Resolves when it is on disk, with the moment. Throws `invalid` for a value that nothing hides. The right is the caller's. */
  record(person: Person, rights: Rights, section: string, key: string): Promise<number>;
}

export const createReveals = ({ storage, schema, clock }: { readonly storage: Pick<Storage, 'reveals'>; readonly schema: Pick<Schema, 'keyAllowed'>; readonly clock: Clock }): RevealService => ({
  async record(person, rights, section, key) {
    if (!isMasked(schema, section, key)) throw invalid([{ field: 'key', code: 'not-masked', message: 'Nothing hides this value.' }]);
    const at = clock.now();
    await storage.reveals.put({ archive: rights.archive.id, section, key, by: person.id, at });
    return at;
  },
});
