/** What is wrong with the rules and words of a draft: every problem, by field. */
import { PACKS } from '../../../model/catalogue/catalogue.ts';
import type { PolicyWish } from '../../../model/governance/policy-api.ts';
import { packRoleKey } from '../../../model/governance/policy-changes.ts';
import { isCaseWorker } from '../../../model/rights.ts';
import type { Policy } from '../../../model/rights.ts';
import type { Directory } from '../../access/directory.ts';
import type { Problem } from '../errors.ts';

/** `before`: whom the rules in force name already may stay, also who has left since. */
export function policyProblems({ rules }: Pick<PolicyWish, 'rules'>, before: Policy, { directory, ownSignIn }: { readonly directory: Pick<Directory, 'person' | 'department'>; readonly ownSignIn: boolean }): readonly Problem[] {
  const problems: Problem[] = [];
  const wrong = (field: string, code: string, message: string): void => { problems.push({ field, code, message }); };
  rules.packRoles.forEach(({ pack, to, sections }, i) => {
    if (!PACKS.some(({ key }) => key === pack)) wrong(`rules.packRoles.${i}.pack`, 'not-an-option', 'There is no such pack.');
    if (to.kind === 'department' && !directory.department(to.id)) wrong(`rules.packRoles.${i}.to`, 'unknown', 'There is no such department.');
    if (sections.length === 0) wrong(`rules.packRoles.${i}.sections`, 'missing', 'Name a section.');
    // of that file not even its existence is told
    if (sections.includes('aml')) wrong(`rules.packRoles.${i}.sections`, 'not-allowed', 'No rule opens this section.');
  });
  if (new Set(rules.packRoles.map(packRoleKey)).size < rules.packRoles.length) wrong('rules.packRoles', 'twice', 'The same rule stands here twice.');
  rules.emergency.forEach((id, i) => {
    if (before.emergency.includes(id)) return;
    const person = directory.person(id);
    if (!person || person.service) wrong(`rules.emergency.${i}`, 'unknown', 'Nobody active has this id.');
    else if (!isCaseWorker(person)) wrong(`rules.emergency.${i}`, 'no-case-worker', 'Who is only administrator or auditor reads no customers, not even in an emergency.');
  });
  // nobody could ever read it
  if (rules.frameOnly.length > 0 && !ownSignIn) wrong('rules.frameOnly', 'no-sign-in', 'People sign in on the server’s own pages nowhere yet: set DOSSIER_OIDC_CLIENT_ID first.');
  return problems;
}
