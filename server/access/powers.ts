/** Rights of their own, which belong to a person and not to an archive (DESIGN 5, rule 5), as one table of who holds them. */
import type { Me } from '../../model/api.ts';
import type { Person, Role } from '../../model/rights.ts';

/** `configure`: windows and other settings of the workspace. */
export type Power = keyof Me['can'] | 'configure';

const HOLDERS: Readonly<Record<Exclude<Power, 'create'>, readonly Role[]>> = Object.freeze({
  import: ['steward'],
  export: ['steward'],
  insight: ['manager', 'generalManager', 'steward'],
  directory: ['admin'],
  configure: ['steward', 'admin'],
});

export function may(person: Person, power: Power): boolean {
  if (!person.active) return false;
  if (power !== 'create') return HOLDERS[power].some((role) => person.roles.includes(role));
  // an auditor stays outside what is audited; who is nothing but an administrator reads and writes no content
  return !person.roles.includes('auditor') && person.roles.some((role) => role !== 'admin');
}
