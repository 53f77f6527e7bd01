/** What a step of a correction lets its people see: rights on the archive that come with the step and go with it, and who may read the case itself. */
import type { ServerAccess } from '../../access/access.ts';
import type { StoredAct, StoredCorrection } from '../../storage/correction-store.ts';
import { actsOf, waits } from '../../../model/corrections/chain.ts';
import type { Actor, Assignee, CorrectionCase, Now } from '../../../model/corrections/chain.ts';
import { clearancesFor, readSections, sectionsOf } from '../../../model/corrections/concerns.ts';
import { executesAt, stepOf } from '../../../model/corrections/template.ts';
import { newGrantId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import { atLeast, mayReadAudit } from '../../../model/rights.ts';
import type { Grant, Person, Role } from '../../../model/rights.ts';

type About = Pick<StoredCorrection, 'id' | 'concerns'>;
type Directory = Pick<ServerAccess['directory'], 'person' | 'current' | 'name' | 'people'>;

/** Whom the case waits for: the drafter whose work came back, those it was handed to, else everybody of the step's roles. */
export function receivers({ state, template }: Pick<CorrectionCase, 'state' | 'template'>, able: Now['able']): readonly Grant['to'][] {
  if (!waits(state)) return [];
  const roles: readonly Role[] = stepOf(template, state.step)?.roles ?? [];
  if (state.kind === 'execute') return state.open.map((each: Assignee): Grant['to'] => each);
  if (state.kind === 'draft' && state.returnedTo !== null && able(state.returnedTo, roles)) return [{ kind: 'person', id: state.returnedTo }];
  return roles.map((id) => ({ kind: 'role', id }));
}

/**
 * Roles read the internal sections and those the case is about; who executes writes the latter and sees no more. A restricted section opens by this only to whoever has its clearance besides,
 * as with every grant.
 */
export function grantsFor(about: About, now: CorrectionCase, archive: ArchiveId, by: PersonId, moment: string, able: Now['able'], random: RandomBytes): readonly Grant[] {
  const { state } = now;
  if (!waits(state)) return [];
  const executes = executesAt(now.template) === state.step;
  const named = sectionsOf(about.concerns);
  const grant = (to: Grant['to'], level: 'read' | 'write', sections: Grant['sections']): Grant => ({
    id: newGrantId(random), archive, to, level, sections, from: moment, until: null, reason: `correction: ${state.step}`, requestedBy: by, approvedBy: by, origin: { kind: 'correction', id: about.id },
  });
  return receivers(now, able).flatMap((to) => [
    ...(state.kind === 'execute' ? [] : [grant(to, 'read', readSections(about.concerns))]),
    ...(executes ? [grant(to, 'write', named)] : []),
  ]);
}

/** As the chain knows people: under the id that they have now. */
export function caseOf(stored: StoredCorrection, acts: readonly StoredAct[], directory: Pick<Directory, 'current'>): CorrectionCase {
  const current = (id: PersonId): PersonId => directory.current(id);
  const { state } = stored;
  const now: CorrectionCase['state'] = 'by' in state ? { ...state, by: current(state.by) }
    : state.kind === 'draft' ? { ...state, returnedTo: state.returnedTo === null ? null : current(state.returnedTo) }
      : state.kind === 'execute' ? { ...state, open: state.open.map((each) => (each.kind === 'person' ? { kind: 'person', id: current(each.id) } : each)) } : state;
  return {
    template: stored.template, openedBy: current(stored.by), round: stored.round, state: now,
    // who wrote the values carried it out, whoever of the department reports back
    acts: acts.flatMap(({ act, step, round, by, at }) => (act === 'open' ? [] : [{ act: act === 'apply' ? 'feedback' as const : act, step, round, by: current(by), at: new Date(at).toISOString() }])),
  };
}

export const actorOf = ({ id, roles, department }: Person): Actor => ({ id, roles, department });
export const ableIn = (directory: Pick<Directory, 'person'>): Now['able'] => (id, roles) => {
  const person = directory.person(id);
  return person !== null && !person.service && roles.some((role) => person.roles.includes(role));
};

const isCleared = ({ clearances }: Person, about: About): boolean => clearancesFor(about.concerns).every((each) => clearances.includes(each));
/** The case waits for this person now; what they reported themselves and may take back does not wait. */
export const waitsFor = (person: Person, about: About, now: CorrectionCase, able: Now['able']): boolean =>
  !person.service && isCleared(person, about) && actsOf(now, actorOf(person), { able }).some((act) => act !== 'withdraw' && !(act === 'assign' && waits(now.state) && now.state.kind === 'execute'));

/** `words`: also what was written in it. */
export type Reading = { readonly words: boolean } | null;

/**
 * Who works on a case or has, who leads the chain, who manages the archive, the steward; compliance and auditors, with the words where they read what it is about. For whom the archive is behind a
 * wall, sealed or erased, and without the clearance for a restricted section it is about, there is no case.
 */
export async function readingOf(access: Pick<ServerAccess, 'rights' | 'decide' | 'directory'>, person: Person, stored: StoredCorrection, acts: readonly StoredAct[]): Promise<Reading> {
  const { directory } = access;
  if (person.service || !isCleared(person, stored)) return null;
  const [rights, { level, because }] = await Promise.all([access.rights(person, stored.archive), access.decide(person, stored.archive, 'profile')]);
  // reasons without a level: a wall stands before it, or there is nothing left of it
  if (rights === null && level === 'none' && because.length > 0) return null;
  const now = caseOf(stored, acts, directory);
  const able = ableIn(directory);
  const leads = person.roles.includes('serviceManager') && stored.template.steps.some(({ roles }) => roles.includes('serviceManager'));
  const worked = directory.current(stored.by) === person.id || acts.some(({ by }) => directory.current(by) === person.id);
  if (worked || leads || waitsFor(person, stored, now, able) || person.roles.includes('steward') || atLeast(rights?.level ?? 'none', 'manage')) return { words: true };
  return mayReadAudit(person) ? { words: sectionsOf(stored.concerns).every((section) => atLeast(rights?.sections.get(section)?.level ?? 'none', 'read')) } : null;
}
