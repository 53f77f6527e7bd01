/** Who may know how a scheme is set, and who sets it. Whose class a person may see is `showsScheme` of `schemes.ts`. Pure. */
import type { SchemeKey } from '../overview.ts';
import { isCaseWorker, mayConfigure } from '../rights.ts';
import type { Person } from '../rights.ts';
import { SECTIONS } from '../sections.ts';
import { schemeOf } from './schemes.ts';

/** A scheme whose section a person can read nowhere, whatever archives are given to them, is not there for them. */
export function knowsScheme(person: Person, key: SchemeKey): boolean {
  const { section } = schemeOf(key);
  if (section === null) return true;
  if (person.service && person.service.sections[section] === undefined) return false;
  const found = SECTIONS[section].class;
  switch (found.kind) {
    case 'internal': return true;
    case 'confidential': return person.service !== undefined || isCaseWorker(person);
    case 'restricted': return person.clearances.includes(found.clearance);
  }
}

/** Settings are the workspace's, and the steward answers for what the classes say; of money laundering compliance answers alone. */
export const setsScheme = (person: Person, key: SchemeKey): boolean =>
  !person.service && knowsScheme(person, key) && (schemeOf(key).section === 'aml' ? person.roles.includes('compliance') : mayConfigure(person) || person.roles.includes('steward'));
