/** Who keeps the directory: an administrator, asked again in the moment of the change, for a body may take minutes to arrive. */
import { forbidden } from '../services/errors.ts';
import { mayConfigure } from '../../model/rights.ts';
import type { Person } from '../../model/rights.ts';
import type { Ctx } from './door.ts';

export function mustKeep(c: Ctx): Person {
  const { person } = c.get('session');
  if (!mayConfigure(person)) throw forbidden('Only an administrator keeps the directory.');
  return person;
}
